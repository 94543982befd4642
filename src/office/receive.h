/*
 * receive: what a desk does with a delivery, given what it knows of the case already.
 *
 * Pure: whoever receives has read the delivery and the record (fresh, under the case's lock), and
 * does what is judged here. Every refusal is one sentence that says what the officer can do.
 */
#ifndef OFFICE_RECEIVE_H
#define OFFICE_RECEIVE_H

#include "office/case_head.h"
#include "office/desk.h"

enum taking {
    TAKE_NEW,       /* a case nobody had */
    TAKE_AGAIN,     /* the next delivery of a case that was returned */
    TAKE_RENEWED,   /* materials of a case that is carried into a later round */
    TAKE_DUPLICATE, /* it is here already: nothing to do */
    TAKE_REFUSED,
    TAKE_FAILED, /* it could not be read or kept; it may be tried again */
};

enum { TAKINGS = TAKE_FAILED + 1 };

/* in results: received, resubmitted, renewed, duplicate, refused, failed */
struct sv taking_name(enum taking t);
const char *taking_label(enum taking t); /* 收下、重交、补件、重复、不收、未成 */
/* Is something kept. */
bool taking_keeps(enum taking t);

/* What came. Texts are borrowed. */
struct delivery {
    const struct draft *draft; /* read by the form at hand */
    struct case_head head;
    struct sv digest;      /* SHA-256 of the package, hexadecimal */
    struct sv draft_bytes; /* of the draft in it, likewise */
    struct sv code;        /* check code it came with; empty: none */
    uint32_t revision;     /* 稿次 */
    bool bare;             /* a draft without a package */
    bool other_version;    /* written for another version of the form */
    struct sv county;      /* whose bundle it came in; empty: it came by itself */
    uint32_t like;         /* number of the earlier delivery that has the same draft and files, 0 */
    uint32_t answers;      /* remarks that wait and are answered in it */
};

/* What can be said before anybody looks at the case: does it belong to this desk at all. Fails
 * (ERR_REFUSED). The draft's form is the desk's. */
bool delivery_belongs(const struct delivery *d, const struct desk *desk, struct err *e);
/* What is to be done with it. `record` NULL: the desk has no such case. DUPLICATE and REFUSED
 * append a sentence to `why`. */
enum taking delivery_judge(const struct delivery *d, const struct desk *desk,
                           const struct review *record, struct str *why);
/* Is the content what its check code says: `now` is the code worked out of it. A draft of another
 * version cannot be compared. Fails (ERR_REFUSED). */
bool delivery_code_stands(const struct delivery *d, struct sv now, struct err *e);
/* Does a bundle come from a county this (city's) desk expects. Fails (ERR_REFUSED). */
bool sender_is_expected(const struct desk *desk, struct sv county, struct err *e);

/* Did a county's case come to where it stands by a county's arrows alone, from its receipt on: what
 * a record says that comes in is kept as the case's log, and nobody but the city writes there that
 * a case was selected. */
bool log_is_countys(const struct review *r);

/* Of the draft's finals: the last code, when it is what the draft says now; else empty. */
struct sv final_code(const struct draft *d, struct sv now);

/* Appends "2024-06-01 09:00". */
void stamp_add_shown(struct str *out, const struct stamp *s);

#endif
