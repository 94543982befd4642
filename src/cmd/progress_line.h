/*
 * progress_line: how far long work has come, on the last line of a terminal; to a pipe or a file
 * nothing is said. It is taken away before anything else is said, and at the end.
 */
#ifndef CMD_PROGRESS_LINE_H
#define CMD_PROGRESS_LINE_H

#include "cmd/context.h"

struct progress_line {
    struct context *c;
    const char *what; /* translated: 已检查 */
    size_t total;
    size_t done;
    size_t step; /* shown every so many */
    bool shown;
};

/* Shows "WHAT 120 / 10000". */
void progress_line_begin(struct progress_line *p, struct context *c, const char *what,
                         size_t total);
void progress_line_next(struct progress_line *p);
/* Takes the line away; before other words, and at the end. */
void progress_line_hide(struct progress_line *p);

#endif
