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
#include "office/act.h"
#include "office/desk.h"
#include "office/review.h"

VEC_TYPE(remark_numbers, uint32_t);
VEC_TYPE(material_paths, struct str);

struct returned {
    uint32_t number; /* which time the case comes back from this desk, from 1 */
    struct case_head head;
    uint32_t revision; /* 稿次 it is about */
    struct str code;   /* its check code */
    struct str county; /* who returned it: */
    struct str office;
    struct str contact; /* whom to ask */
    struct str phone;
    struct str reason;
    struct stamp stamp;
    struct notes notes; /* all that are not accepted, and the accepted ones for knowledge */
    struct remark_numbers asked; /* those of them that were open when it was made: he answers them,
                                    and may think better of it until it is sent */
    struct material_paths materials; /* of a carried case: what is asked for anew */
    struct str round;                /* likewise: where it was carried into */
};

/* An answer of the applicant: CHANGED, or KEPT with a reason that is one; OPEN takes it back. */
struct reply {
    uint32_t number;
    enum remark_state to;
    struct sv text;
    struct sv time; /* YYYY-MM-DDTHH:MM */
};

enum { MOST_RETURNS = 10000, MOST_MATERIALS = 1000 };

void returned_release(struct returned *r);
/* `to` starts zeroed. */
void returned_copy(struct returned *to, const struct returned *from);
/* Was the case carried into a round it was not selected in before, so that something is asked for
 * anew. */
bool review_is_carried(const struct review *r);
/* What a desk sends of a case that is RETURNED, or carried into a round; `out` starts zeroed. Fails
 * (ERR_REFUSED) of any other. */
bool returned_make(struct returned *out, const struct review *r, const struct desk *d,
                   const struct form *form, struct err *e);
/* Fails (ERR_REFUSED) with a sentence, nothing changed. */
bool returned_answer(struct returned *r, const struct reply *a, const struct form *form,
                     struct err *e);
/* NULL: there is none of this number. */
const struct note *returned_find_note(const struct returned *r, uint32_t number);
bool returned_asks(const struct returned *r, uint32_t number);
/* Remarks that still wait for an answer. */
uint32_t returned_open(const struct returned *r);
/* Is there anything left to do about it for a draft of this 稿次: an answer, or materials while no
 * 定稿 came after it. */
bool returned_waits(const struct returned *r, uint32_t revision);
/* Is the text at the place of a remark still the one it was made on. */
bool returned_is_untouched(const struct returned *r, uint32_t number, const struct draft *d);
/* Is `a` the later one of two returns of a draft: by their numbers where one desk made both, by
 * the time else. */
bool returned_is_newer(const struct returned *a, const struct returned *b);
/* The applicant's answers into the record they came back to; how many of them it took. Those of
 * another time the case was returned, and those that are no answers, are passed over. */
uint32_t review_take_answers(struct review *r, const struct returned *back,
                             const struct act_world *w);

#endif
