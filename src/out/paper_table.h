/*
 * paper_table: the tables of a paper, and what their cells say. Private to compose_papers.c and
 * paper_*.c.
 */
#ifndef OUT_PAPER_TABLE_H
#define OUT_PAPER_TABLE_H

#include "out/compose.h"
#include "out/sheet.h"

#define BOX_EMPTY "□"
#define BOX_TICKED "■"

/* Work on one paper among those of a document. */
struct paper_work {
    struct composer *composer;
    const struct sheet_parts *pages; /* NULL: not known */
};

/* What one row of a table is about. What does not apply is zero, NULL or NO_FIELD. */
struct subject {
    uint32_t serial;           /* from 1 */
    const struct field *field; /* the table, the item, the material */
    uint32_t row;              /* key of a row */
    const struct option *option;
    struct sv label;  /* of what is stamped, bound or in doubt */
    struct sv clause; /* of a doubt */
    struct sv where;
    struct sv owner;
    struct sv part; /* of the document it stands in */
    uint32_t copies;
    bool ticked;
    struct place place; /* what it leads back to */
};

struct cell_text {
    struct str text;
    struct place place;
    struct sv part;
};

/* Adds what a column says of a subject; `out` starts zeroed. */
void paper_say(const struct paper_work *w, const struct paper_column *column,
               const struct subject *s, struct cell_text *out);
/* The words of an option or of the clause of an item, word for word; its label where it has none.
 */
struct sv paper_words(const struct paper_work *w, const struct subject *s);
/* Adds the block of a table. */
void paper_add_table(const struct paper_work *w, const struct paper_item *item);

/* A block with a table of two columns without a head: labels and answers. */
void paper_add_fields(const struct paper_work *w, const struct field_list *fields);
/* Each item of a checklist word for word, with its answer, note, data and proofs below. */
void paper_add_checklist(const struct paper_work *w, const struct field *list);

/* The cells of a table in the making. */
struct paper_cells {
    VEC(struct block_cell) list;
    size_t rows;
    bool total; /* the last row is a sum */
};

/* Keeps a cell, frees its text. */
void paper_add_cell(const struct paper_work *w, struct paper_cells *cells, struct cell_text *cell);
/* Adds the block; the cells are freed. */
void paper_close_table(const struct paper_work *w, struct sv caption,
                       const struct block_column *columns, size_t count, struct paper_cells *cells);
/* Appends an answer as a person reads it, the mark of what is missing where one must be. */
void paper_add_answer(const struct paper_work *w, struct place place, struct str *out);

#endif
