/*
 * receive_steps: how the parts of receive.h know each other. Private to receive*.c.
 */
#ifndef CMD_DESK_RECEIVE_STEPS_H
#define CMD_DESK_RECEIVE_STEPS_H

#include "cmd/desk/receive.h"
#include "cmd/desk/receive_codes.h"
#include "office/bundle_io.h"
#include "office/package_io.h"
#include "office/returned_io.h"

/* Says of a delivery that it was not taken, and why; clears `e`. */
void received_fail(struct received *r, struct err *e);

/* ---- receive_find.c: what there is ---- */

struct source {
    struct str path;
    bool bundle;
    bool named; /* by the user: a file met in a folder may be none of ours, and links are not
                   followed */
};

VEC_TYPE(sources, struct source);

void sources_find(const struct receive_order *order, struct sources *out, received_fn *refuse,
                  void *context);
void sources_release(struct sources *list);

/* ---- receive_open.c: one of them, open ---- */

struct arrival {
    struct str shown;   /* for messages */
    struct str package; /* the archive's bytes */
    struct package read;
    struct opened draft;
    struct str digest; /* of the archive, hexadecimal */
    struct str code;
    struct returned back; /* answers to the last return */
    bool answered;        /* there are some */
    struct review county; /* its record, of a case that came in a bundle */
    struct str county_source;
    bool has_county;
    struct sv round;   /* the bundle's; borrowed */
    struct delivery d; /* borrows from the above */
};

/* From the bytes of a package, which it takes; `a->shown` is set, and `a->d.county` of one that
 * came in a bundle. Fails (ERR_REFUSED, ERR_IO), to be released all the same. */
bool arrival_open_package(struct arrival *a, struct at_desk *at, struct str *take_bytes,
                          struct err *e);
/* From a draft that lies at `path`, with the files it names that are there. */
bool arrival_open_draft(struct arrival *a, struct at_desk *at, const char *path,
                        struct str *take_bytes, struct err *e);
/* What a bundle says of it, and the county's record. */
bool arrival_open_county(struct arrival *a, const struct bundle *b, const struct bundle_case *c,
                         struct err *e);
void arrival_release(struct arrival *a);

/* ---- receive_take.c: into the desk ---- */

struct receiver {
    const struct receive_order *order;
    struct at_desk *at;
    struct known_codes codes;
    bool codes_made;
};

/* Judges it under the lock of its case and keeps it. Fills `out`. */
void arrival_take(struct receiver *k, struct arrival *a, struct received *out);

/* ---- receive_keep.c: on disk ---- */

/* A delivery in a folder beside the place it gets. */
struct kept {
    struct str work; /* where it lies now; empty: nowhere */
    struct str place;
};

/* One delivery on its way into the desk. */
struct taker {
    struct receiver *k;
    struct arrival *a;
    struct received *out;
    struct lock *lock; /* of its case; NULL: not asked for yet, or another's */
    struct case_file file;
    struct kept kept;
    struct facts facts;
    struct findings findings;
    uint32_t open; /* remarks that came back without an answer */
    struct err e;
};

void taker_tell(struct taker *t, struct str *take_text);
struct act_world taker_world(const struct taker *t);
/* Is it to be taken? Else `out->why` says what it is, or `e` why it is refused. */
bool taker_judge(struct taker *t);
/* Tells of other cases with its code, and whether it was selected before. */
void taker_look_for_code(struct taker *t);
/* Fails with nothing of it left on disk, unless the record speaks of it after all. */
bool taker_keep(struct taker *t);

/* Of the very delivery that was taken in last, the receipt, if it is not where it would be: whoever
 * was cut off before it was written brings the delivery again. */
void taker_make_up_receipt(struct taker *t);

/* Unpacks it below the case's folder, which is there; fails (ERR_IO) with nothing left behind. */
bool kept_unpack(struct kept *k, const struct at_desk *at, const struct arrival *a, uint32_t number,
                 struct err *e);
/* Gives it its place. */
bool kept_finish(struct kept *k, struct err *e);
/* Takes it away again, wherever it lies. */
void kept_undo(struct kept *k);
void kept_release(struct kept *k);

#endif
