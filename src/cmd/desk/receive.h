/*
 * receive: taking in what is brought to a desk, for `desk receive` and for the wizard.
 *
 * What is brought are packages, bare drafts, bundles of counties (at a city's desk), and folders of
 * them, searched to the bottom without following links, in sorted order, each file once. Each is
 * read, judged (office/receive.h) under the lock of its case, and kept whole or not at all; one
 * that is damaged or hostile never stops the others. What came of each is told as soon as it is
 * known.
 */
#ifndef CMD_DESK_RECEIVE_H
#define CMD_DESK_RECEIVE_H

#include "cmd/desk/at_desk.h"
#include "office/changes.h"
#include "office/receive.h"

VEC_TYPE(sentences, struct str);

/* What came of one delivery. */
struct received {
    enum taking taking;
    enum err_class class;  /* ERR_REFUSED or ERR_IO where it was not taken, ERR_IO also where it was
                              and its receipt could not be written; else ERR_NONE */
    struct str file;       /* as shown */
    struct str why;        /* it was not taken, or is here already: a sentence */
    struct case_head head; /* empty where nothing could be read */
    struct intake intake;  /* of DUPLICATE: number 0 */
    uint32_t files;
    struct str selected_before;  /* the round in which the code was selected already; empty: not */
    uint32_t same_code;          /* other cases with this code, here */
    struct sentences told;       /* what else the officer should know */
    struct changes_seen changes; /* since the delivery before */
    struct str receipt;          /* where it was written; empty: it was not */
    struct str receipt_text;
};

void received_release(struct received *r);
/* Appends what there is to say of it, a line each: the verdict, what the officer should know, the
 * changes, those nobody asked for marked. Words of fields the form keeps private are left out. */
void received_add_told(struct str *out, const struct received *r);

typedef void received_fn(void *context, const struct received *r);

struct receive_order {
    struct at_desk *at;
    const char *const *paths;
    size_t count;
    const char *receipts; /* a folder; NULL: `receipts` in the desk */
    bool progress;        /* shown on the terminal that is talked to */
    received_fn *tell;    /* each, in order */
    void *context;
};

struct receive_counts {
    size_t by_taking[TAKINGS];
    size_t all;
    enum err_class class; /* the worst */
};

/* The desk's queue is read anew when it is next asked for. */
void receive(const struct receive_order *order, struct receive_counts *out);

#endif
