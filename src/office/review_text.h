/*
 * review_text: a record for eyes: 审核记录, as it is shown, printed and sent on with the case.
 */
#ifndef OFFICE_REVIEW_TEXT_H
#define OFFICE_REVIEW_TEXT_H

#include "office/review.h"

/* Appends the whole record as lines of text; texts of others are in it as they are. */
void review_add_text(struct str *out, const struct review *r, const struct form *form);

#endif
