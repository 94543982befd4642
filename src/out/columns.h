/*
 * columns: the columns of a table on paper, in print cells.
 *
 * How wide columns come out on a page, and what lines a cell and a row make. Columns stand apart by
 * COLUMNS_GAP blanks and have no frames: a sign made for frames is one cell wide on the screen and
 * two on paper. Widths are settled first (column_see for every cell, then columns_settle), then
 * rows are put together cell by cell (columns_place).
 */
#ifndef OUT_COLUMNS_H
#define OUT_COLUMNS_H

#include "base/str.h"
#include "base/vec.h"
#include "out/doc.h"

enum { COLUMNS_GAP = 2 };

struct column {
    uint32_t declared; /* width the form asks for */
    enum column_align align;
    uint32_t least; /* what its widest word takes, which a break would tear */
    uint32_t full;  /* what its widest cell takes on one line */
    uint32_t width; /* as settled */
    uint32_t at;    /* cells in front of it */
};

VEC_TYPE(columns, struct column);
VEC_TYPE(texts, struct str);

void texts_release(struct texts *list);

/* Notes what a cell (or the label) needs: text without blanks and Han in it, a code, a phone or a
 * number, is to stay in one piece. */
void column_see(struct column *c, struct sv text);
/*
 * Sets width and at. Columns are as wide as declared and at least as their widest word; where the
 * page is too narrow for all of them, first what is wider than its words gives in proportion to
 * what it can spare, then the words. Two cells, one 字, are the end.
 */
void columns_settle(struct columns *list, uint32_t page);
/* After columns_settle: shares what is left of the page among the columns whose cells would fill
 * it, in proportion to what they lack. */
void columns_spread(struct columns *list, uint32_t page);

/* Appends the lines of a cell, broken by the Chinese rules; newlines in it part lines, controls
 * become blanks. An empty cell has none. */
void cell_add_lines(struct texts *out, struct sv cell, uint32_t width);
/* Puts the lines of one cell into the row's lines, at its column. */
void columns_place(struct texts *row, const struct texts *cell, const struct column *c);
/* Hyphens under each column: one cell wide everywhere. */
void columns_add_rule(struct str *line, const struct columns *list);

#endif
