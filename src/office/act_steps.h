/*
 * act_steps: how the parts of review_act (act.h) know each other. Private to act*.c.
 *
 * A step looks at everything before it changes anything: after a refusal the record is as it was.
 */
#ifndef OFFICE_ACT_STEPS_H
#define OFFICE_ACT_STEPS_H

#include "office/act.h"

struct doing {
    struct review *r;
    const struct act *a;
    const struct act_world *w;
    struct err *e;
    struct str deed; /* what the log says; empty: a move says it */
};

typedef bool act_step(struct doing *d);

/* Always false, as err_set with ERR_REFUSED. */
bool act_refuse(struct doing *d, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Is there an arrow from where the case stands. */
bool act_may_move(struct doing *d, enum case_state to);
void act_move(struct doing *d, enum case_state to, struct sv round, struct sv why);
void act_stamp(const struct doing *d, struct stamp *s);
/* A text that may not be empty; `what` names it. */
bool act_needs_text(struct doing *d, const char *what);
/* Appends up to a few of many, "、" between them, 等 behind where there are more. */
void act_add_some(struct str *out, struct sv one, size_t index);

act_step act_mark, act_mark_rest, act_remark, act_reword, act_drop, act_accept, act_ask_again;
act_step act_decide, act_withdraw, act_send, act_archive;
act_step act_allow, act_seen, act_copy, act_brief, act_experience;
act_step act_score, act_result, act_carry, act_ledger;

#endif
