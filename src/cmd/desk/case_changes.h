/*
 * case_changes: what changed between two deliveries that a desk has kept (office/changes.h): their
 * drafts are opened, and the digests of their files are those of their manifests.
 */
#ifndef CMD_DESK_CASE_CHANGES_H
#define CMD_DESK_CASE_CHANGES_H

#include "cmd/desk/at_desk.h"
#include "office/changes.h"

/* Appends the changes of a case's last delivery, whose draft is `now`, since the one before;
 * nothing where there is only one. Fails (ERR_REFUSED, ERR_IO) when the earlier cannot be read. */
bool case_changes(struct at_desk *d, const struct review *r, const struct draft *now,
                  struct changes_seen *out, struct err *e);
/* Likewise of a delivery that is not recorded yet, against the last that is: `folder` is where it
 * lies unpacked. */
bool case_changes_coming(struct at_desk *d, const struct review *r, const char *folder,
                         const struct draft *now, struct changes_seen *out, struct err *e);

#endif
