/*
 * said: what the names in a draft's `accepted` mean. A warning is known by its code and, where it
 * can stand in several, the row's id or the part's name: "few_words[e3]".
 */
#ifndef DRAFT_SAID_H
#define DRAFT_SAID_H

#include "draft/draft.h"

/* What is in the brackets; empty where there are none. */
struct sv said_part(struct sv key);
/* The table, row, part or leaf the warning stands at; a limit's has NO_FIELD, and so has a code the
 * form does not know. */
struct place said_accepted_place(const struct draft *d, struct sv key);

#endif
