/*
 * desk: what officers need to know of a form, and a program cannot guess: who hands in, what tells
 * one applicant from another, what the case is called, which of its words the officers' table may
 * say otherwise, what is paid, and which materials grow stale between two rounds.
 */
#ifndef FORM_DESK_H
#define FORM_DESK_H

#include "form/rule.h"

/* A stage of what follows the selection, with a date of its own: 资金拨付, 绩效评价. */
struct ledger_stage {
    struct sv id;
    struct sv label;
    struct sv clause;
};

/* Materials that are asked for anew when a case is carried into a round. */
struct renewal {
    struct sv round;             /* id of a round */
    struct field_list materials; /* material items */
    struct sv clause;
    struct sv text; /* what is asked for, a sentence */
};

struct form_desk {
    bool given;      /* the form has a `desk:`; without one no desk takes its cases */
    uint32_t name;   /* field of the applicant's name */
    uint32_t code;   /* field that tells one applicant from another: one code, one award */
    uint32_t title;  /* field of the case's name */
    uint32_t county; /* field that says which county it belongs to; NO_FIELD: any desk takes it */
    uint32_t group;  /* a choice cases are grouped by; NO_FIELD: none */
    uint32_t round;  /* a choice of the round it is meant for, its options rounds; NO_FIELD: none */
    uint32_t brief;  /* field of which the officer may have his own words; NO_FIELD: none */
    uint32_t
        brief_limit; /* 字: the least limit of the summary's columns that show it, 0 for none */
    struct words private; /* paths left out of what is published */
    int64_t award;        /* to each selected applicant, 0: none is named */
    struct sv award_unit;
    struct sv award_clause;
    const struct ledger_stage *stages;
    uint32_t stage_count;
    const struct renewal *renewals;
    uint32_t renewal_count;
    uint32_t reason_min;        /* 字 a decision's reason needs, at least 1 */
    struct words empty_reasons; /* phrases that are no reason */
};

/* What a form without a `desk:` has: no fields, a reason of one 字. */
void form_desk_init(struct form_desk *d);

#endif
