/*
 * pulse: what the open draft needs done in time, whatever keys come or do not come.
 *
 * When the keys pause the screen is brought up to date, the journal goes to the disk and the draft
 * is saved; who never pauses has both done all the same, later. Times are milliseconds of a clock
 * that only runs forwards.
 */
#ifndef CMD_PULSE_H
#define CMD_PULSE_H

#include "cmd/session.h"

enum {
    SETTLE_MS = 400,        /* a pause after which the screen is right and the journal on disk */
    AUTOSAVE_MS = 3000,     /* and one after which the draft is saved */
    SYNC_LATEST_MS = 1000,  /* the journal is on disk after this even when the keys never pause */
    SAVE_LATEST_MS = 10000, /* and the draft saved */
    TICK_MS = 10000,        /* the lock is looked at */
};

struct pulse {
    int64_t key_at;         /* the last key */
    int64_t unsaved_since;  /* when the first unsaved change was seen; 0: none */
    int64_t unsynced_since; /* and the first record that is not on disk */
    int64_t ticked_at;
};

int64_t pulse_clock(void);
/* A key was heard. */
void pulse_key(struct pulse *p, struct session *s);
/* Milliseconds until something is to be done, -1: nothing is. */
int pulse_wait(const struct pulse *p, const struct session *s);
/* Does what is due. */
void pulse_run(struct pulse *p, struct session *s);

#endif
