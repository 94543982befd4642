/*
 * city: what the commands of a city's desk share: that it is one, which round is meant, and all
 * records of the desk with what each is to the round.
 */
#ifndef CMD_DESK_CITY_H
#define CMD_DESK_CITY_H

#include "cmd/desk/at_desk.h"
#include "office/selection.h"

/* at_desk_open by --by; fails (ERR_REFUSED) at a county's desk. `what` is what only a city does, in
 * words. Nothing to release after a failure. */
bool city_open(struct at_desk *at, struct context *c, const struct args *args, const char *what,
               struct err *e);
/* --round, else the desk's; the form must know it. A form without rounds has one without a name.
 * Fails (ERR_USAGE). */
bool city_round(const struct at_desk *at, const struct args *args, struct sv *round, struct err *e);

/* Keeps others from recording results meanwhile: the ceiling is on all of them together. The queue
 * is read after. Fails (ERR_IO) and says who does. */
bool city_lock(struct at_desk *at, struct lock **out, struct err *e);

/* Records of the cases that matter to selections, beside their rows. */
struct city_record {
    uint32_t row; /* of the queue */
    enum standing standing;
    struct review review;
};

struct city_round {
    bool quiet; /* nothing is told: a screen is on */
    struct sv round;
    VEC(struct city_record) records; /* in the order of the queue: SENT and whatever comes after */
    struct selected_codes codes;     /* of all rounds, those of earlier.csv among them */
    uint64_t selected;               /* in this round */
    size_t unread;                   /* records that cannot be read */
};

/* Reads those that are decided on, with `candidates` all; a record that cannot be read is told and
 * passed over. The queue is loaded. `out` starts zeroed but for `quiet`, and borrows from `at`. */
void city_round_read(struct at_desk *at, struct sv round, bool candidates, struct city_round *out);
/* NULL: no such record. */
const struct city_record *city_record_of(const struct city_round *r, const struct queue_row *row,
                                         const struct queue *q);
/* The budget of the round; `ceiling`: --ceiling, NULL for the desk's. Fails (ERR_USAGE). */
bool city_budget(const struct at_desk *at, const struct city_round *r, const char *ceiling,
                 struct budget *out, struct err *e);
void city_round_release(struct city_round *r);

/* May the act be done to one case, as far as the others are concerned: a selection stays under the
 * ceiling, and a code is selected once. Reads the desk anew, without its queue, under its lock,
 * which is to be kept until the act is written: NULL where nothing is bound. `lock` NULL: nothing
 * will be written. Fails (ERR_REFUSED, ERR_IO). */
bool city_allows(const struct at_desk *at, const struct review *r, const struct act *a,
                 struct lock **lock, struct err *e);

#endif
