/*
 * review_text: a record for eyes: 审核记录, as it is shown, printed and sent on with the case.
 */
#ifndef OFFICE_REVIEW_TEXT_H
#define OFFICE_REVIEW_TEXT_H

#include "office/review.h"

/* Appends the whole record as lines of text; texts of others are in it as they are. */
void review_add_text(struct str *out, const struct review *r, const struct form *form);

/* Appends a deed of the log in words: "审核 二(一)：通过" of "mark 二(一) pass". One we do not know
 * stays as it is. */
void deed_add_words(struct str *out, struct sv what);

#endif
