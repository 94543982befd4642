/*
 * canvas: a grid of cells, drawn by the screens and sent by the terminal.
 *
 * A wide character takes two cells, the second of width 0. Combining characters stay with their
 * base (up to CELL_MARKS of them; more are left out of the drawing, never out of the text). Writing
 * past an edge is cut there; a wide character that would be cut in two leaves a blank. The caret is
 * part of the canvas: it always stands where typing goes.
 */
#ifndef TUI_CANVAS_H
#define TUI_CANVAS_H

#include <uchar.h>

#include "base/str.h"
#include "tui/style.h"

enum {
    CELL_MARKS = 3,
    SCREEN_MAX = 1000, /* columns and rows; a larger terminal is used only so far */
};

struct cell {
    char32_t base;              /* 0 in the second half of a wide character */
    char32_t marks[CELL_MARKS]; /* combining characters, 0 for none */
    uint8_t width;              /* 1 or 2; 0 in a second half */
    uint8_t style;
};

struct canvas {
    struct cell *cells; /* row by row */
    uint16_t cols;
    uint16_t rows;
    uint16_t caret_row;
    uint16_t caret_col;
};

void canvas_init(struct canvas *c);
void canvas_release(struct canvas *c);
/* Blanks of style PLAIN, the caret in the corner; makes the grid if the size is new. */
void canvas_clear(struct canvas *c, uint16_t cols, uint16_t rows);

/* Writes one line of text from a cell on, up to `end` (a column); controls and invisibles as
 * visible marks, newlines as blanks. Returns the column after the last cell written. */
uint32_t canvas_text(struct canvas *c, uint32_t row, uint32_t col, uint32_t end, struct sv text,
                     enum style style);
/* Blanks from a column to another. */
void canvas_fill(struct canvas *c, uint32_t row, uint32_t col, uint32_t end, enum style style);
/* Changes only the style. */
void canvas_restyle(struct canvas *c, uint32_t row, uint32_t col, uint32_t end, enum style style);
void canvas_caret(struct canvas *c, uint32_t row, uint32_t col);

/* The screen as text: rows without trailing blanks, LF after each; `styles` adds a row of letters
 * under each. */
void canvas_dump(const struct canvas *c, bool styles, struct str *out);

#endif
