/*
 * report: the cases a desk reports, in the order of its summary, each as it came in.
 *
 * A county reports what it recommended in its round, sent already or not; a city looks at what was
 * sent in its own. Cases are in the order of the decision, then of their ids. A row is made of the
 * very draft that came in: its digest is that of the intake, or it is not used at all.
 */
#ifndef CMD_DESK_REPORT_H
#define CMD_DESK_REPORT_H

#include "cmd/desk/at_desk.h"
#include "office/summary.h"

struct report_wish {
    const char *state; /* its name; NULL: what is usual at this desk */
    const char *round; /* NULL: the desk's */
};

struct report_case {
    struct str id;
    struct str time; /* of the decision */
};

struct report {
    struct at_desk *at; /* borrowed */
    VEC(struct report_case) cases;
    size_t broken; /* records that cannot be read, and may belong here or not */
};

/* Fails (ERR_USAGE, ERR_IO) with nothing to release. Broken records are told. */
bool report_find(struct report *r, struct at_desk *d, const struct report_wish *wish,
                 struct err *e);
void report_release(struct report *r);

/* One of them in hand. */
struct reported {
    struct case_file file;
    const struct intake *intake; /* the last one, of `file` */
    struct opened draft;
};

/* Fails (ERR_REFUSED, ERR_IO) with a sentence that names the case: what came in was altered, or
 * cannot be read. */
bool report_open(const struct report *r, size_t index, struct reported *out, struct err *e);
void reported_release(struct reported *one);
/* Reads a file of the intake and proves it: the package as it came. */
bool reported_package(const struct report *r, const struct reported *one, struct str *out,
                      struct err *e);

/* The head of the table as desk.yaml has it. */
struct summary_head report_head(const struct at_desk *d);

#endif
