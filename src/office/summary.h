/*
 * summary: the officers' table of many drafts (the notice's Annex 2), as the form's `summary` says.
 *
 * Rows come in the order the drafts are given, numbered from 1 without gaps. What a draft lacks or
 * has too long is a trouble: it is told, and the row is there all the same. Answers that are not
 * asked for are not shown. Demonstration data is refused by the caller, never here.
 *
 * A row of a case at a desk shows the officer's own words where he wrote some, in the column of the
 * form's `brief`; all else is the applicant's, for officials do not write companies' data.
 */
#ifndef OFFICE_SUMMARY_H
#define OFFICE_SUMMARY_H

#include "draft/draft.h"
#include "office/review.h"
#include "out/table.h"

struct summary_head {
    struct sv county;  /* empty: what the form says, or a line to write on */
    struct sv office;  /* whose seal it is; empty: what the form says, or a line */
    struct sv contact; /* empty, as the phone: a line to write on */
    struct sv phone;
};

struct summary_trouble {
    uint32_t row; /* from 1 */
    bool stops;   /* a column that is limited has nothing in it or too much: what a desk reports
                     has no such row */
    struct str text;
};

VEC_TYPE(summary_troubles, struct summary_trouble);

void summary_troubles_release(struct summary_troubles *list);

/* Starts a table for `form`; `out` starts zeroed. */
void summary_begin(const struct form *form, const struct summary_head *head, struct table *out);
/* Appends one draft's row; `troubles` may be NULL. */
void summary_add(struct table *out, const struct draft *d, struct summary_troubles *troubles);
/* Likewise of a case, with the officer's words. How they differ from the applicant's, and that
 * these were changed since, are troubles that stop nothing: the table says it otherwise than the
 * package does, and whoever signs it must know. */
void summary_add_case(struct table *out, const struct draft *d, const struct review *r,
                      struct summary_troubles *troubles);
/* Appends, in one line, how the officer's words differ from the applicant's: "…〔…〕… → …〔…〕…"
 * (text/diff.h). Nothing where he has none of his own, or the same. */
void summary_add_brief_change(struct str *out, const struct draft *d, const struct review *r);
/* Were the officer's words made from others than the applicant has now. */
bool summary_brief_is_stale(const struct draft *d, const struct review *r);

#endif
