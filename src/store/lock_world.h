/*
 * lock_world: who we are, who else is there, what time it is, and how a file is made: what a lock
 * depends on beside the folder it lies in, so that a test can be another machine, another boot or a
 * process that is gone.
 */
#ifndef STORE_LOCK_WORLD_H
#define STORE_LOCK_WORLD_H

#include "store/file_steps.h"
#include "store/lock.h"

enum lock_process {
    LOCK_PROCESS_GONE,
    LOCK_PROCESS_THERE,  /* and its start is known */
    LOCK_PROCESS_HIDDEN, /* it may be there: its owner is not ours to look at */
};

struct lock_world {
    /* Fills all but `since` and `token` of what is empty; `boot` stays empty where it cannot be
     * known. */
    void (*who)(struct lock_owner *me);
    /* `started`: ticks since boot. */
    enum lock_process (*find)(int64_t process, int64_t *started);
    int64_t (*uptime)(void); /* seconds since this machine's boot, with those asleep */
    int64_t (*clock)(void);  /* seconds since 1970 */
    void (*pause)(int milliseconds);
    const struct file_steps *(*steps)(void);
};

const struct lock_world *lock_system_world(void);

struct lock_wish {
    const struct lock_world *world; /* must live as long as the lock */
    const char *file;
    struct lock_asker who;
    int patience; /* milliseconds */
    bool brief;   /* held for a moment: not worth flushing to the disk */
    bool force;   /* from whoever has it */
};

/* What lock_take, lock_wait and lock_take_over do. */
enum lock_answer lock_by(const struct lock_wish *wish, struct lock **out, struct lock_owner *holder,
                         struct err *e);
/* What lock_look does. */
bool lock_look_by(const struct lock_world *world, const char *file, struct lock_owner *holder);

#endif
