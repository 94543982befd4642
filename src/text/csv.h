/*
 * csv: a table as spreadsheet programs save it: CSV and TSV (RFC 4180, and what Excel and WPS make
 * of it).
 *
 * The encoding is told from the bytes (encoding.h), the separator from the first line with words:
 * a tab if there is one outside quotes, else a comma, else a semicolon; a line "sep=;" in front of
 * all says it. Rows end with CR LF, LF or CR. A cell in quotes may hold separators, newlines (they
 * become LF) and doubled quotes; a quote inside a cell that does not begin with one is a quote.
 * What programs put around a text to keep it one is taken off again: ="00123" is 00123, and the
 * apostrophe in front of a formula or of digits goes. Nothing else is changed, blanks least of all.
 *
 * Whoever reads wants every cell or none: what could be read in two ways is refused with its line
 * and cell.
 */
#ifndef TEXT_CSV_H
#define TEXT_CSV_H

#include "base/err.h"
#include "base/vec.h"
#include "text/encoding.h"

/* What is documented as the most the program takes. */
enum {
    CSV_MAX_BYTES = 32 << 20,
    CSV_MAX_ROWS = 100000,
    CSV_MAX_COLUMNS = 256,
    CSV_MAX_CELL_BYTES = 3 * 32767, /* the most a cell of Excel holds */
};

struct csv_row {
    uint32_t line; /* of the file where it begins, from 1 */
    uint32_t first;
    uint32_t count; /* its cells are [first, first + count) of csv->cells */
};

struct csv {
    struct str text; /* the cells are views of it */
    VEC(struct sv) cells;
    VEC(struct csv_row) rows; /* those without a word in them are left out */
    char separator;
    enum encoding encoding;
    bool doubtful; /* as encoding_decode says it */
};

/* `out` starts zeroed and stays so after a failure (ERR_REFUSED): no text, a quote that is not
 * closed or has words behind it, a control character, or more than the limits. */
bool csv_read(struct sv bytes, struct csv *out, struct err *e);
void csv_release(struct csv *t);
/* A cell by its row and column from 0; empty past the row's end. */
struct sv csv_cell(const struct csv *t, size_t row, size_t column);
/* Would a spreadsheet program take it for a formula (OWASP, CSV injection): the full-width signs
 * are among them, which Chinese editions fold, and blanks in front do not help. */
bool csv_is_formula(struct sv cell);

#endif
