/*
 * records: records of cases made by hand, for the tests of what the city does with them.
 */
#ifndef TESTS_RECORDS_H
#define TESTS_RECORDS_H

#include "office/review.h"

static inline void record_move(struct review *r, enum case_state to, const char *round)
{
    struct move *m = vec_add(&r->moves);
    m->from = r->state;
    m->to = to;
    str_set(&m->round, sv_from(round));
    r->state = to;
    if (*round)
        str_set(&r->round, sv_from(round));
}

/* A mark in one column; the reader "" is the office. */
static inline void record_score(struct review *r, const char *round, const char *reader,
                                const char *column, const char *value)
{
    struct score *s = vec_add(&r->scores);
    str_set(&s->round, sv_from(round));
    str_set(&s->reader, sv_from(reader));
    struct score_value *v = vec_add(&s->values);
    str_set(&v->column, sv_from(column));
    str_set(&v->value, sv_from(value));
}

#endif
