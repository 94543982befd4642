/*
 * table_file: a table in the format that is asked for, as bytes, to a file or to standard output.
 *
 * The one list of formats that commands of the desk take: text, csv, tsv, xlsx, docx. What is meant
 * for a spreadsheet or a word processor is bytes: it needs -o, and never goes to a terminal.
 */
#ifndef CMD_DESK_TABLE_FILE_H
#define CMD_DESK_TABLE_FILE_H

#include "cmd/command.h"
#include "out/table.h"

struct table_format;

struct table_order {
    const struct table_format *format;
    bool excel_text; /* codes in CSV and TSV as ="…" */
    const char *to;  /* borrowed; NULL: standard output */
    unsigned mode;   /* of a new file */
};

/* Reads --format (not given: text), --excel-text and -o; the file is its owner's alone. Fails
 * (ERR_USAGE) on a format nobody knows, one that needs a file and has none, and a target that may
 * not be written over. */
bool table_order_take(struct table_order *o, const struct context *c, const struct args *args,
                      struct err *e);
/* NULL for an unknown name. */
const struct table_format *table_format_by_name(struct sv name);
/* Appends the file's bytes: of CSV and TSV as spreadsheet programs open them by double click. Fails
 * (ERR_REFUSED, ERR_IO), `out` as it was. */
bool table_make_file(const struct table *t, const struct table_format *format, bool excel_text,
                     struct str *out, struct err *e);
/* Is the file wanted inside the desk, named as the desk was: those who may read the desk may read
 * it then, as all that lies there. */
void table_order_share(struct table_order *o, const char *desk);
/* Writes the file, or to standard output. */
bool table_deliver(struct context *c, const struct table_order *o, const struct table *t,
                   struct err *e);

#endif
