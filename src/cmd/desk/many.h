/*
 * many: one act on each of several cases, all of them or none.
 *
 * The cases are locked and read fresh before anything is done; each act is done in memory and
 * refused with its reason; only when nobody refused are the records written, one after the other.
 * What the disk then refuses cannot be undone for those written before: it is told how far it got.
 * What came in is not opened: these acts ask for nothing of it.
 */
#ifndef CMD_DESK_MANY_H
#define CMD_DESK_MANY_H

#include "cmd/desk/at_desk.h"

struct many_case {
    struct case_file file;
    struct lock *lock;
    bool touched; /* there is something to write */
};

struct many {
    struct at_desk *at; /* borrowed */
    VEC(struct many_case) cases;
};

/* Takes a case in hand, if it is not already; `index` gets its place. Fails (ERR_IO, ERR_REFUSED)
 * with a sentence. Go by id, as the queue does: then no two commands wait for each other. */
bool many_hold(struct many *m, struct sv id, size_t *index, struct err *e);
/* Does an act in memory. `before`: the round in which its code was selected already, empty: never.
 */
bool many_act(struct many *m, size_t index, const struct act *a, struct sv before, struct err *e);
/* Writes what was done. */
bool many_save(struct many *m, struct err *e);
/* Gives the locks back. */
void many_release(struct many *m);

#endif
