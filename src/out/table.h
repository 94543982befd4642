/*
 * table: a table as text for paper, CSV or TSV.
 *
 * Text is laid out in print cells on a landscape page of TABLE_WIDTH cells and TABLE_LINES lines
 * (paps on A4 at 12 points), long cells wrapped by the Chinese rules, columns apart by blanks and
 * no frames (a frame is one cell on the screen and two on paper), labels repeated on each page. A
 * row stays on one page when a page can hold it; numbers, phones and addresses stay in one piece
 * when the page is wide enough: columns give up room for that in proportion to what they can spare.
 *
 * CSV is for spreadsheet programs: byte order mark, CR LF, every cell quoted that needs it, and a
 * cell that begins like a formula made harmless by an apostrophe, in TSV too. CSV and TSV are the
 * labels and the rows, without title, head and foot: programs sort and filter them. TSV comes in
 * two kinds: as spreadsheet programs want it, for a file that somebody opens, and as cut, sort and
 * awk want it, for a pipe: there a byte order mark would be part of the first label and CR part of
 * the last cell.
 */
#ifndef OUT_TABLE_H
#define OUT_TABLE_H

#include "base/str.h"
#include "base/vec.h"

struct columns; /* out/columns.h */

enum { TABLE_WIDTH = 120, TABLE_LINES = 30 };

struct table_column {
    struct str label;
    uint32_t width; /* print cells, for text */
    bool code;      /* a code or a phone number: kept as text in spreadsheets when asked for */
    bool number;    /* computed: a number in a workbook, set apart from text on paper */
};

struct table_row {
    VEC(struct str) cells; /* one for each column */
};

struct table {
    struct str title;
    struct str head; /* a line under the title; may be empty */
    struct str foot; /* a line at the end of every page; may be empty */
    VEC(struct table_column) columns;
    VEC(struct table_row) rows;
};

void table_release(struct table *t);
/* A row's cell; empty where it has none in that column. */
struct sv table_cell(const struct table_row *row, size_t column);
/* Columns for a page so many print cells wide: codes and phones stay in one piece where there is
 * room. */
void table_settle(const struct table *t, uint32_t page, struct columns *out);
/* LF newlines, a form feed between pages, each ending with the foot and 第 1 页 共 2 页. */
void table_add_text(struct str *out, const struct table *t);
/* `text_codes`: code columns as ="…", which Excel keeps as text with their zeros and all digits. */
void table_add_csv(struct str *out, const struct table *t, bool text_codes);
/* For a pipe. Tabs and newlines inside cells become blanks; no byte order mark, LF, no quotes. */
void table_add_tsv(struct str *out, const struct table *t);
/* For a file: the same with byte order mark, CR LF, and the quotes and text codes of CSV. */
void table_add_tsv_file(struct str *out, const struct table *t, bool text_codes);

#endif
