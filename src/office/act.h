/*
 * act: everything an officer can do to a case, one value each, and the one function that does it.
 *
 * The wizard and the commands build acts; review_act refuses what the states, the notice or good
 * sense forbid with one sentence, the record untouched, or does it whole and writes down who and
 * when. It is pure: the caller has the record locked, reads it fresh, applies, writes it.
 */
#ifndef OFFICE_ACT_H
#define OFFICE_ACT_H

#include "base/date.h"
#include "base/err.h"
#include "check/finding.h"
#include "office/desk.h"
#include "office/review.h"

enum act_kind {
    ACT_MARK,      /* item, ruling, text: a note, needed for DOUBT and FAIL; NONE takes it back */
    ACT_MARK_REST, /* ruling: all items not marked yet; only PASS */
    ACT_REMARK,    /* field, row, quote, nth, clause, text */
    ACT_REWORD,    /* number, text: a remark that was not sent yet */
    ACT_DROP,      /* number: likewise */
    ACT_ACCEPT,    /* number, text: may be empty */
    ACT_ASK_AGAIN, /* number, text */
    ACT_DECIDE,    /* state: RECOMMENDED, RETURNED, DECLINED; text: the reason */
    ACT_WITHDRAW,  /* text: the applicant's reason */
    ACT_ALLOW,     /* item: the key of an error finding; text: the reason; empty takes it back */
    ACT_SEEN,      /* item: path of a material; done again it is taken back */
    ACT_COPY,      /* number: of a paper copy, from 1; text: the code typed from it */
    ACT_BRIEF,     /* text: the officer's version, empty: the applicant's; over the limit refused */
    ACT_EXPERIENCE, /* text */
    ACT_SEND,       /* RECOMMENDED to SENT, in the desk's round */
    ACT_SCORE,      /* reader, values, text: the opinion; replaces what this reader gave before in
                       this round; without values those stay */
    ACT_RESULT,     /* state: SELECTED or UNSELECTED; round; text: why, may be empty */
    ACT_CARRY,      /* round: an UNSELECTED case into a later round */
    ACT_LEDGER,     /* item: stage; date; amount; text: a note */
    ACT_ARCHIVE,    /* text: may be empty */
};

/* Borrowed texts. */
struct act {
    enum act_kind kind;
    struct sv item;
    enum ruling ruling;
    uint32_t number;
    struct sv field;
    struct sv row;
    struct sv quote;
    uint32_t nth;
    struct sv clause;
    enum case_state state;
    struct sv text;
    struct sv round;
    struct sv reader;
    const struct score_value *values;
    size_t value_count;
    struct sv date; /* YYYY-MM-DD; empty: today */
    struct sv amount;
};

/* What is known around the case. */
struct act_world {
    const struct desk *desk;
    const struct form *form;
    const struct draft *draft;       /* of the last delivery; NULL: it could not be read */
    const struct findings *findings; /* of it at the gate the act needs: COUNTY for a
                                        recommendation; NULL: nobody looked, what needs them is
                                        refused */
    struct sv selected_before; /* the round in which its code was selected already; empty: none */
    struct sv by;              /* who acts */
    struct sv time;            /* YYYY-MM-DDTHH:MM */
};

/* Fails (ERR_REFUSED) with a sentence, `r` as it was. */
bool review_act(struct review *r, const struct act *a, const struct act_world *w, struct err *e);

/* May an act of a kind be done at this desk in the state the case is in. Fails as review_act would;
 * what else the act asks for is not looked at. */
bool review_may(const struct review *r, enum act_kind kind, const struct desk *desk, struct err *e);

/* Are these words in the record already, for this act, by this officer: his line dropped when it had
 * been written and he had not seen it yet. */
bool review_says(const struct review *r, const struct act *a, struct sv by);

/* What hinders a recommendation, a sentence each: the same that ACT_DECIDE would refuse with. */
VEC_TYPE(hindrances, struct str);
void review_hindrances(const struct review *r, const struct act_world *w, struct hindrances *out);
void hindrances_release(struct hindrances *list);

/* Is it no reason: fewer 字 than the form asks for, or an empty phrase of the form or the desk,
 * whatever blanks and marks stand around it. Fails with the sentence for the officer. */
bool reason_is_good(struct sv reason, const struct form *form, const struct desk *desk,
                    struct err *e);

/* A delivery is taken in: a new case (state RECEIVED, or SENT at a city's desk) or the next one of
 * a RETURNED case, which becomes RECEIVED again. Takes nothing; `head` and `intake` are copied, the
 * stamp is put in. Fails (ERR_REFUSED) where the state forbids it. */
bool review_receive(struct review *r, const struct case_head *head, const struct intake *intake,
                    const struct act_world *w, struct err *e);
/* The applicant's answer to a remark that came with a delivery; a number nobody gave, or one that
 * is not open, is passed over (false). */
bool review_answer(struct review *r, uint32_t number, enum remark_state answer, struct sv text,
                   const struct act_world *w);

#endif
