/*
 * case_head: what lists show of a case, taken from its draft; whether two names of counties mean
 * the same; and what of a draft goes to nobody else.
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

/* Does the form keep this field, what it is part of, or a part of it from what is published.
 * NO_FIELD is nothing. */
bool field_is_private(const struct form *form, uint32_t field);

#endif
