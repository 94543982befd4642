/*
 * computed: what the program works out for the writer: how many rows, a sum, texts joined, the
 * first that is filled.
 */
#ifndef DRAFT_COMPUTED_H
#define DRAFT_COMPUTED_H

#include "draft/draft.h"

/* Appends the bare value of a computed field, a number without its unit; nothing where its sources
 * are empty (a count of no rows is 0). */
void draft_add_computed(struct str *out, const struct draft *d, uint32_t field);
/* How many rows of a table have `word` in a column (or anything at all, for an empty word). */
uint32_t draft_rows_where(const struct draft *d, uint32_t column, struct sv word);
/* Appends an answer as a person reads it: the labels of options, 是 or 否, a printed date, the
 * parts of an address in one line, the value of a computed field, numbers with their unit. */
void draft_add_shown(struct str *out, const struct draft *d, struct place p);

#endif
