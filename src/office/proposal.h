/*
 * proposal: who would be selected if a ranking alone decided, as far as the money goes. Nothing but
 * a list to look at: whom to select, people say.
 */
#ifndef OFFICE_PROPOSAL_H
#define OFFICE_PROPOSAL_H

#include "office/ranking.h"
#include "office/selection.h"

enum advice {
    ADVICE_NONE, /* beyond the money, or without a value */
    ADVICE_TAKE,
    ADVICE_TIED,      /* of those that share this rank only some have room, or one code has two */
    ADVICE_SAME_CODE, /* its code is selected already, or by a case that stands higher */
};

struct proposal {
    VEC(enum advice) advice; /* one for each of the ranking, in its order */
    uint64_t taken;
    uint64_t left;      /* room that stays; UINT64_MAX where nothing bounds it */
    uint32_t tied_rank; /* where it had to stop, 0: nowhere */
    uint64_t tied;      /* how many share that rank */
};

/* `heads` by the indexes of the ranking, which is settled; `before` is sorted. `out` starts zeroed.
 */
void proposal_make(const struct ranking *ranking, const struct case_head *const *heads,
                   const struct selected_codes *before, uint64_t room, struct proposal *out);
void proposal_release(struct proposal *p);

#endif
