/*
 * child: a program of the reader's own choosing (his editor, his print command), run through the
 * shell and waited for.
 *
 * The terminal must have been given back (term_release). What is said on the command line is the
 * reader's command; a path goes along as an argument of its own, never as part of it. The keys that
 * interrupt are the child's alone while it runs.
 */
#ifndef CMD_CHILD_H
#define CMD_CHILD_H

#include "base/err.h"

enum { CHILD_MOST_OUTPUT = 4096 }; /* bytes that are kept of what it says */

struct child {
    const char *script; /* what the shell runs */
    const char *name;   /* its $0 */
    const char *path;   /* its $1 */
    struct str *output; /* appended: the first bytes it says on both streams; NULL: it says them on
                           the terminal */
};

/* 0 with the child's status as of waitpid, or an errno. A child that left others behind is not
 * waited for beyond its own end. */
int child_run(const struct child *c, int *status);

#endif
