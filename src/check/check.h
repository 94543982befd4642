/*
 * check: what stands between a draft and a gate. A pure function of the form, the draft, the facts
 * and the day.
 *
 * Every rule of the form whose gate has come and whose condition holds is asked, in form order,
 * rows in row order. Irrelevant fields are not asked. There is one function for each operator; none
 * knows a notice.
 */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "base/date.h"
#include "check/finding.h"
#include "draft/facts.h"

struct check_input {
    const struct draft *draft;
    const struct facts *facts; /* NULL: nobody looked at the files */
    struct date today;         /* year 0: unknown, rules on age are passed over */
    enum gate gate;
};

/* Appends the findings. */
void check_run(const struct check_input *in, struct findings *out);

#endif
