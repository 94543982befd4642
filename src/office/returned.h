/*
 * returned: what a desk sends back to the applicant, and his answers to it.
 *
 * A file beside the draft (NAME.returned.yaml), never a part of it: no answer of the form is
 * touched. The wizard shows it first, each remark leading to its place; the answers are written
 * into it and travel with the next package.
 */
#ifndef OFFICE_RETURNED_H
#define OFFICE_RETURNED_H

#include "base/err.h"
#include "office/desk.h"
#include "office/review.h"

struct returned {
    uint32_t number; /* how many times the case has been returned */
    struct case_head head;
    uint32_t revision; /* 稿次 it is about */
    struct str code;
    struct str county; /* who returned it: */
    struct str office;
    struct str contact; /* whom to ask */
    struct str phone;
    struct str reason;
    struct stamp stamp;
    struct notes notes;        /* all that are not accepted, and the accepted ones for knowledge */
    VEC(struct str) materials; /* of a carried case: paths of what is asked for anew */
    struct str round;          /* likewise */
};

void returned_release(struct returned *r);
/* What a desk sends of a case that is RETURNED, or carried into a round. */
void returned_make(struct returned *out, const struct review *r, const struct desk *d,
                   const struct form *form);
/* The applicant's answer: CHANGED, or KEPT with a reason that is one; OPEN takes it back. Fails
 * (ERR_REFUSED) with a sentence. */
bool returned_answer(struct returned *r, uint32_t number, enum remark_state answer, struct sv text,
                     struct sv time, struct err *e);
/* Remarks that still wait for an answer. */
uint32_t returned_open(const struct returned *r);

#endif
