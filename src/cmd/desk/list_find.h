/*
 * list_find: which cases of a desk say something, in the application or about it.
 */
#ifndef CMD_DESK_LIST_FIND_H
#define CMD_DESK_LIST_FIND_H

#include "cmd/desk/at_desk.h"

/* Takes out of `shown` (indexes of the desk's queue, which is loaded) those that do not say it.
 * Every record and, where it may say it, its last delivery is read, on all processors. What cannot
 * be read is told, and stays. */
void list_find(struct at_desk *d, struct sv words, struct queue_shown *shown);

#endif
