/*
 * layout: a text of many paragraphs, wrapped, kept up to date edit by edit.
 *
 * An editor asks: on which row and column does this offset stand, which offset stands at this row
 * and column, how many rows are there. A change re-wraps the lines it touched, then
 * goes on until a line starts where it did before, and moves the rest; the same where a paragraph
 * is parted or joined. The layout holds no text: each call gets the text it was made for, the
 * caller keeps both in step (layout_splice after each str_splice). Rows and paragraphs count from
 * 0; columns are cells from the left edge of the text.
 */
#ifndef TEXT_LAYOUT_H
#define TEXT_LAYOUT_H

#include "text/wrap.h"

struct paragraph {
    uint32_t start; /* byte offset in the text */
    uint32_t len;   /* bytes, the newline not counted */
    uint32_t row;   /* rows before it */
    struct lines lines;
};

struct layout {
    struct wrap_style style;
    VEC(struct paragraph) paragraphs; /* never empty once made */
    uint32_t rows;
};

/* Where an offset is drawn. */
struct spot {
    uint32_t row;
    uint32_t column;
};

void layout_init(struct layout *l);
void layout_release(struct layout *l);
/* Wraps the whole text anew. */
void layout_make(struct layout *l, struct sv text, const struct wrap_style *style);
/* After `del` bytes at `at` became `ins` bytes of `text` (the new text). */
void layout_splice(struct layout *l, struct sv text, size_t at, size_t del, size_t ins);

/* The bytes drawn on a row, as offsets in the text: [*start, *end). False past the last row. Any
 * out pointer may be NULL. */
bool layout_row(const struct layout *l, size_t row, size_t *start, size_t *end);
/* Whether the row opens a paragraph: its text then stands style.first_indent cells in. */
bool layout_row_opens(const struct layout *l, size_t row);
/* Row and column of an offset, the indent of a first row included. An offset at a soft break
 * belongs to the start of the next row, one among the blanks that vanished there to the end of the
 * row, at most at column style.width; one inside a cluster to the cluster's start. */
struct spot layout_spot(const struct layout *l, struct sv text, size_t offset);
/* The cluster boundary nearest to a column on a row (the left one of two as near), never past the
 * row's last place for a caret. A row past the last one is the last one. */
size_t layout_offset(const struct layout *l, struct sv text, size_t row, size_t column);
/* The index of the paragraph that holds an offset. */
size_t layout_paragraph(const struct layout *l, size_t offset);

#endif
