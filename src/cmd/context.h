/*
 * context: what every subcommand is handed: where the forms are, what time it is, where results and
 * talk go.
 */
#ifndef CMD_CONTEXT_H
#define CMD_CONTEXT_H

#include <stdio.h>

#include "base/date.h"
#include "base/err.h"

struct forms;

/* Local time, as the wizard shows it and rules on age need it. */
struct moment {
    struct date day;
    int hour;
    int minute;
    int second;
};

/* One of the two ways out. What goes to a terminal is in its encoding, what goes to a file or a
 * pipe is UTF-8; output.h says what is made visible on the way. */
struct stream {
    FILE *file;
    bool terminal;
    bool gb; /* a terminal that wants GB18030 */
};

struct context {
    struct forms *forms;
    struct moment now;
    struct stream results; /* standard output */
    struct stream talk;    /* standard error */
};

/* The clock of the machine. */
struct moment moment_now(void);
/* Seconds since 1970 as the clock on the wall counts them, whatever the time zone: for journals and
 * locks, which are read where they were written. And back. */
int64_t moment_seconds(struct moment m);
struct moment moment_from_seconds(int64_t seconds);
/* The moment of a file's time stamp, seconds since 1970 in UTC. */
struct moment moment_of_stamp(int64_t stamp);
/* Appends "14:03" for today, "11月24日 14:03" for another day, with the year for another year. */
void moment_add_words(struct str *out, struct moment m, struct moment now);
/* Appends 20240601T090000. */
void moment_add_stamp(struct str *out, struct moment m);
/* Appends 2024-06-01T09:00. */
void moment_add_minute(struct str *out, struct moment m);
/* Reads 2024-06-01T09:00 or 2024-06-01 (then it is 0:00). Fails (ERR_USAGE). */
bool moment_parse(struct sv text, struct moment *out, struct err *e);

#endif
