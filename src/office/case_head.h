/*
 * case_head: what lists show of a case, taken from its draft; and whether two names of counties
 * mean the same.
 */
#ifndef OFFICE_CASE_HEAD_H
#define OFFICE_CASE_HEAD_H

#include "base/err.h"
#include "draft/draft.h"
#include "office/review.h"

/* Fills it by the form's `desk:`, which is given. Texts are brought on one line, codes folded, a
 * long title is quoted with its start. Fails (ERR_REFUSED), nothing to release, where a desk could
 * not keep the case: an id that is no folder's name, no applicant, a name or code that is none by
 * its length. */
bool case_head_make(struct case_head *out, const struct draft *d, struct err *e);

/* Is it one county that is named here, whatever the width and blanks, and whether or not the places
 * above it stand in front: 演示县, 河北省石家庄市演示县; but not 新演示县. Empty ones are none. */
bool county_is(struct sv a, struct sv b);

#endif
