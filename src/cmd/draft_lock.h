/*
 * draft_lock: the lock of a draft, for commands that change it and for the wizard.
 */
#ifndef CMD_DRAFT_LOCK_H
#define CMD_DRAFT_LOCK_H

#include "cmd/context.h"
#include "store/lock.h"

/* Takes the lock of a draft for a moment, waiting a while for another command that has it. Fails
 * (ERR_IO) when somebody has the draft open, naming him, or when the folder cannot be written.
 * lock_release gives it back. A draft that is not there has no lock: `out` gets NULL. */
bool draft_lock(struct context *c, const char *path, struct lock **out, struct err *e);

/* Appends who it is, in words: "zhang（主机 pc1，14:02 起）". */
void draft_lock_add_owner(struct str *out, const struct lock_owner *owner, struct moment now);

#endif
