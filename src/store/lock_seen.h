/*
 * lock_seen: what lies where a lock would be, and how it is taken away: that and nothing that came
 * since, whoever else is at it. For lock.c alone.
 */
#ifndef STORE_LOCK_SEEN_H
#define STORE_LOCK_SEEN_H

#include <sys/stat.h>

#include "store/file_steps.h"
#include "store/lock.h"

enum { LOCK_ASIDE_DIGITS = 8 }; /* of the random names beside a lock */

struct lock_seen {
    struct stat st;
    struct str text; /* empty where it cannot be read */
    struct lock_owner owner;
    bool known; /* it is a lock and says whose */
};

enum lock_step {
    LOCK_STEP_DONE,
    LOCK_STEP_HELD,
    LOCK_STEP_FAILED,
    LOCK_STEP_AGAIN, /* others changed what we looked at */
};

/* False if nothing is there. Only a regular file is opened, and never through a link. */
bool lock_seen_look(const char *path, struct lock_seen *s);
void lock_seen_release(struct lock_seen *s);
bool lock_same_file(const struct stat *a, const struct stat *b);
/* Kind, size and time of the last touch. */
bool lock_same_state(const struct stat *a, const struct stat *b);
/* Sets `out` to a random name beside the lock. */
void lock_name_aside(struct str *out, const struct str *path);
/* Takes away what was seen; LOCK_STEP_AGAIN if it is not there any more, or somebody is at it just
 * now, LOCK_STEP_FAILED (ERR_IO) if it cannot be. A folder stays. */
enum lock_step lock_take_away(const struct file_steps *steps, const struct str *path,
                              const struct lock_seen *s, struct err *e);

#endif
