/*
 * lock: a file that says who has another file open.
 *
 * The lock of DIR/NAME is DIR/.NAME.lock, where DIR/NAME has its links resolved. It is a few lines
 * of text, made in one step (a temporary file renamed to a name that must be free), so it needs no
 * locks of the file system and works on a FAT stick and over a network. It names user, host, the
 * host's boot, process and the process's start: on one machine a lock whose process is gone, or
 * whose boot is over, is stale at once. A lock of another machine (of its name or not: a lock
 * touched since we booted is none of our last boot) is stale when it has not been touched for
 * LOCK_STALE_SECONDS, measured by the clock of the file system alone: the age of a file just made
 * there; or when it is that far in the future. So is what lies there and is no lock: until then
 * somebody unknown holds it. A link is never followed, a folder never removed. The owner touches
 * his lock (lock_touch) and looks before each write whether it is still his (lock_is_ours): whoever
 * takes it over changes the file. It is readable to all who may read the folder.
 */
#ifndef STORE_LOCK_H
#define STORE_LOCK_H

#include "base/err.h"

enum { LOCK_TOUCH_SECONDS = 20, LOCK_STALE_SECONDS = 180 };

struct lock_owner {
    struct str user; /* names as shown: no control characters; empty: not known */
    struct str host;
    struct str boot;  /* the machine's boot id */
    int64_t process;  /* pid */
    int64_t started;  /* of the process, in ticks since boot: pids come again */
    int64_t since;    /* seconds since 1970, by the owner's clock */
    struct str token; /* random: no two locks are alike */
};

void lock_owner_release(struct lock_owner *o);

/* Who asks for a lock, and when. */
struct lock_asker {
    struct sv name; /* what the others see him called; empty: his login name */
    int64_t now;    /* seconds since 1970 */
};

enum lock_answer {
    LOCK_TAKEN,  /* ours */
    LOCK_HELD,   /* somebody has it */
    LOCK_FAILED, /* nobody can: the folder cannot be written */
};

struct lock;

/* Takes the lock of a file; a stale one is taken over. LOCK_HELD fills `holder` (may be NULL;
 * zeroed or of an earlier call), LOCK_FAILED fills `e` (ERR_IO). */
enum lock_answer lock_take(const char *file, struct lock_asker who, struct lock **out,
                           struct lock_owner *holder, struct err *e);
/* As lock_take, trying again for up to `patience` milliseconds while another has it: for commands
 * that hold it for a moment. */
enum lock_answer lock_wait(const char *file, struct lock_asker who, int patience, struct lock **out,
                           struct lock_owner *holder, struct err *e);
/* Takes it from whoever has it, who will see. LOCK_HELD only if others do the same all the time. */
enum lock_answer lock_take_over(const char *file, struct lock_asker who, struct lock **out,
                                struct err *e);
/* Who has it; false when nobody does, or the lock is stale. */
bool lock_look(const char *file, struct lock_owner *holder);
/* One system call while nothing changed. True also where the folder cannot be looked at: nobody is
 * known to have taken it then, and writing says what is wrong. */
bool lock_is_ours(struct lock *l);
/* Says that we are still there, if it is still ours. */
void lock_touch(struct lock *l);
/* Gives it back, if it is still ours; frees. NULL is allowed. */
void lock_release(struct lock *l);

#endif
