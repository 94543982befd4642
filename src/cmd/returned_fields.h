/*
 * returned_fields: what was returned, and the answers to it, as `get` and `set` name them.
 *
 *   returned                  all of it
 *   returned.reason           of the head: number, revision, county, office, contact, phone,
 * reason, by, time, round returned[3].answer        of remark 3: open, changed, kept or accepted;
 * `set` takes changed and open returned[3].reason        why nothing is changed: setting it makes
 * the answer kept returned[3].remark        also field, label, quote: what it is about
 *
 * Remarks go by their numbers. A form with a field of this name has it for itself.
 */
#ifndef CMD_RETURNED_FIELDS_H
#define CMD_RETURNED_FIELDS_H

#include "cmd/context.h"
#include "draft/draft.h"

bool returned_field_is(const struct form *form, struct sv path);
/* Appends the value, or lines or JSON of several. Fails where nothing was returned (ERR_REFUSED) or
 * there is no such field (ERR_USAGE). */
bool returned_field_get(const char *draft_path, const struct draft *d, struct sv path, bool json,
                        struct str *out, struct err *e);
/* Answers at once, into the file beside the draft, whose lock the caller has. */
bool returned_field_set(struct context *c, const char *draft_path, const struct draft *d,
                        struct sv path, struct sv value, struct err *e);

#endif
