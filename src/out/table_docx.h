/*
 * table_docx: a table as a landscape docx: title, the head with room for a seal around it, the
 * table with its labels on every page, the foot, page numbers (docx.h).
 */
#ifndef OUT_TABLE_DOCX_H
#define OUT_TABLE_DOCX_H

#include "base/err.h"
#include "out/table.h"

/* Appends the file's bytes, the same for the same table. Fails (ERR_REFUSED, ERR_IO) on a table too
 * large for a file, `out` as it was. */
bool table_add_docx(struct str *out, const struct table *t, struct err *e);

#endif
