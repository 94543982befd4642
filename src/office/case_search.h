/*
 * case_search: is something said in a case, wherever: in the application, in what officers wrote
 * about it, in its head.
 *
 * Texts are compared whatever the width and case of their letters. Answers are looked at as they
 * were typed and as a person reads them.
 */
#ifndef OFFICE_CASE_SEARCH_H
#define OFFICE_CASE_SEARCH_H

#include "draft/draft.h"
#include "office/review.h"

struct case_search {
    struct str words;  /* folded */
    struct str buffer; /* used over and over */
    bool in_labels;    /* a label of the form says it: an answer may read so without being it */
};

/* `words` without the blanks around them; empty ones are nowhere. */
void case_search_begin(struct case_search *s, struct sv words, const struct form *form);
void case_search_end(struct case_search *s);
bool search_text(struct case_search *s, struct sv text);
bool search_review(struct case_search *s, const struct review *r);
bool search_draft(struct case_search *s, const struct draft *d);
/* Could a draft's file say it, without reading it as one: only where false is it certain. */
bool search_source(struct case_search *s, struct sv source);

#endif
