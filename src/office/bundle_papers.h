/*
 * bundle_papers: what a county says to the city beside the summary: the list of what is delivered,
 * the typical practices worth telling, and the words of a mail. Chinese, whatever language the
 * program speaks: they are read at other offices. Words of a form are the form's.
 */
#ifndef OFFICE_BUNDLE_PAPERS_H
#define OFFICE_BUNDLE_PAPERS_H

#include "form/form.h"
#include "office/bundle_io.h"
#include "office/desk.h"
#include "office/review.h"
#include "out/table.h"

/* Sets up the list of what is delivered, a row a case, with a box to tick for every paper copy. `b`
 * has its head and its cases; `out` starts zeroed. */
void bundle_list_make(struct table *out, const struct bundle *b, const struct form *form);
/* Appends the practices: `texts` has one for each case of the bundle, empty where the officer noted
 * none. Returns how many there are. */
size_t bundle_add_experience(struct str *out, const struct bundle *b, const struct form *form,
                             const struct sv *texts);
/* Appends a mail for the desk's mailbox; the program sends none. */
void bundle_add_mail(struct str *out, const struct bundle *b, const struct form *form,
                     const struct desk *desk);

#endif
