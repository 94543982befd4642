/*
 * row_match: which row of one draft is which of another, read apart. Private to difference*.c.
 *
 * A row is known by its id. Those of elements have none in the file: they are known by their
 * element, and by which of the rows of that element they are.
 */
#ifndef DRAFT_ROW_MATCH_H
#define DRAFT_ROW_MATCH_H

#include "draft/draft.h"

#define NO_ROW UINT32_MAX

struct row_name {
    struct sv id;   /* borrowed from the draft */
    uint32_t nth;   /* of the rows with this id, from 0 */
    uint32_t index; /* of the row in its table */
};

struct row_names {
    VEC(struct row_name) sorted;
    uint32_t *place; /* by index of the row: where its name stands in `sorted` */
};

/* `d` may be NULL: no rows. The names hold while the table's rows stay as they are. */
void row_names_make(const struct draft *d, uint32_t table, struct row_names *out);
void row_names_release(struct row_names *names);
const struct row_name *row_names_of(const struct row_names *names, uint32_t index);
/* The index of the row of that name, NO_ROW if there is none. */
uint32_t row_names_find(const struct row_names *names, const struct row_name *name);
/* The column by which rows without ids are known, NO_FIELD where they have ids. */
uint32_t row_id_column(const struct form *form, uint32_t table);

#endif
