/*
 * workers: the same work on many things, on all processors, the answers in order.
 *
 * Each worker is a process of its own and takes its share of the things, so nothing is shared and a
 * file that brings one down costs itself alone: its thing is told to have died, and a fresh worker
 * goes on behind it. Answers are handed over in the order of the things, whoever was first; those
 * that are early wait in memory. Where no process can be made, the caller's own does the work.
 */
#ifndef CMD_WORKERS_H
#define CMD_WORKERS_H

#include "base/str.h"

struct work {
    size_t count;
    /* Does one thing and appends its answer; in a worker. What it changes of the context the other
     * things of the same worker see, nobody else. */
    void (*work)(void *context, size_t index, struct str *answer);
    /* Takes an answer, in the caller's process; `died`: there is none. */
    void (*take)(void *context, size_t index, struct sv answer, bool died);
    void *context;
};

enum { WORKERS_MOST = 8 };

/* How many processors this process may use, at most WORKERS_MOST. */
unsigned workers_usual(void);
/* 0 or 1 worker: the work is done here. Streams are flushed before processes are made. */
void workers_run(const struct work *w, unsigned workers);

#endif
