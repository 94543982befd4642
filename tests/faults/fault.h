/*
 * fault: a layer between the program and the system (LD_PRELOAD) that lets one call go wrong.
 *
 * Counted are the calls that change files below the folder TB_FAULT_ROOT (an absolute path without
 * links): open for writing, write, fsync, rename, link, unlink, mkdir, ftruncate, close, utimensat.
 * Each decides first (fault_decide), does or does not, and ends with fault_done. The environment:
 *
 *   TB_FAULT_AT=N          the call that goes wrong, from 1; 0 or none: none does
 *   TB_FAULT_DO=fail=E     it fails with that error (ENOSPC EIO EROFS EACCES EDQUOT ENODEV), once
 *              =fail-from=E  and so does each later one that such an error would strike: a full
 *                          disk still renames and removes, a missing right leaves open files alone,
 *                          a stick that was pulled can not even be looked at
 *              =short      half a write, and the next one fails with ENOSPC
 *              =kill =kill-after =kill-half   SIGKILL before it, after it, in the middle of a write
 *              =run        TB_FAULT_RUN, a shell command, runs before it
 *   TB_FAULT_NO=link,…     calls that this file system does not know: link renameat2 fsync chmod
 *                          flock utimensat
 *   TB_FAULT_MALLOC=N      the N-th request for TB_FAULT_BIG bytes (1 if left out) or more fails,
 *                          and each after it
 *   TB_FAULT_REPORT=FILE   gets one line when the fault strikes: N CALL PATH
 *   TB_FAULT_LOG=FILE      gets every call that succeeded, with its bytes (see power.c), and every
 *                          screen that was printed
 *   TB_FAULT_TICK=MS       the clock goes on by that much whenever somebody looks at it
 *
 * Standard output, where it is no terminal, is handed on screen by screen, so that what was printed
 * before a death is seen, and a line "-- fault --" stands in it where the fault struck.
 */
#ifndef TESTS_FAULT_H
#define TESTS_FAULT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum call {
    CALL_OPEN,
    CALL_CREATE,
    CALL_WRITE,
    CALL_SYNC,
    CALL_RENAME,
    CALL_LINK,
    CALL_UNLINK,
    CALL_MKDIR,
    CALL_TRUNCATE,
    CALL_CLOSE,
    CALL_TOUCH,
    CALL_LOOK, /* not counted: reading and asking */
    CALLS,
};

struct decision {
    int number;      /* the errno to fail with; 0 to go on */
    bool half;       /* write half only */
    bool kill_after; /* then die */
};

struct decision fault_decide(enum call call, const char *path);
/* Dies where that was decided; errno is left alone. */
void fault_done(const struct decision *d);
/* Is this call unknown here (TB_FAULT_NO); sets errno. */
bool fault_unknown(const char *call, int number);

enum { FAULT_PATH = 4096, FAULT_FDS = 1024 };

/* The absolute path of `path` from `folder`, without doubled slashes and dots; false when it does
 * not lie below the root. */
bool fault_path(int folder, const char *path, char out[FAULT_PATH]);
/* What a descriptor was opened as: NULL when it is none of ours. */
const char *fault_fd(int fd, bool *writable);
void fault_opened(int fd, const char *path, bool writable);
void fault_closed(int fd);

/* A line and, after it, bytes (may be NULL). Paths are written below the root. */
void fault_log(const void *bytes, size_t len, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
bool fault_logs(void);
const char *fault_below(const char *path);

#endif
