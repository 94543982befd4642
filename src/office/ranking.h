/*
 * ranking: the cases of a round in the order of one column of the city's own.
 *
 * The notice gives no marking scheme, so nothing is computed here: a case needs one value in the
 * column, given as a number. Where several readers gave one each, somebody has to say what they
 * come to (a score without a reader is the office's own and stands for the case); there are no
 * averages. Decimals are compared exactly, as text. Equal ones share a rank and the next number is
 * left out: 1, 2, 2, 4.
 */
#ifndef OFFICE_RANKING_H
#define OFFICE_RANKING_H

#include "office/review.h"

enum value_found {
    VALUE_NONE,
    VALUE_ONE,
    VALUE_SEVERAL,   /* of several readers, and none of the office */
    VALUE_NO_NUMBER, /* one, and it is no number */
};

/* What a case has in a column in a round: `out` is replaced by the value as a canonical number
 * (text/number.h), for VALUE_NO_NUMBER by what was given. */
enum value_found round_value(const struct review *r, struct sv round, struct sv column,
                             struct str *out);

struct ranked {
    uint32_t index; /* the caller's */
    enum value_found found;
    struct str value;
    uint32_t rank; /* from 1; 0: without a value */
};

VEC_TYPE(ranking, struct ranked);

/* Adds what a case has in the column. */
void ranking_add(struct ranking *list, uint32_t index, const struct review *r, struct sv round,
                 struct sv column);
/* Puts the best first, those without one value last, equal ones in the order of their indexes, and
 * gives the ranks. The highest is the best, the lowest if `ascending`. */
void ranking_settle(struct ranking *list, bool ascending);
void ranking_release(struct ranking *list);

#endif
