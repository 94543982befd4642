/*
 * load_print: what stands around the fields: clauses, doubts, rounds, what is printed, the summary.
 * Private to the loader.
 */
#ifndef FORM_LOAD_PRINT_H
#define FORM_LOAD_PRINT_H

#include "form/load_refs.h"

/* `clauses`: number: words. */
void load_clauses(struct loader *l, const struct yaml_node *map);
/* `doubts` and `review`: lists of a clause's number and a text. */
const struct clause *load_remarks(struct loader *l, const struct yaml_node *list, uint32_t *count);
void load_rounds(struct loader *l, const struct yaml_node *list);
void load_print(struct loader *l, const struct yaml_node *map);
void load_summary(struct loader *l, const struct yaml_node *map);

#endif
