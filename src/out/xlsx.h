/*
 * xlsx: a table as a workbook that Excel, WPS and LibreOffice open (by libxlsxwriter).
 *
 * Landscape A4, one page wide: title and head over all columns, labels that stay in sight and are
 * repeated on every page, widths as the form says, frames, wrapped text, 第 n 页 共 n 页 below.
 * Every cell is text and stays what it is, codes with all their digits, formulas as the words they
 * are; only columns that the program computed hold numbers. The foot of the table is its last row.
 *
 * The same table gives the same bytes: no clock, no name of a person or a machine.
 */
#ifndef OUT_XLSX_H
#define OUT_XLSX_H

#include "base/err.h"
#include "out/table.h"

/*
 * Writes the workbook to `path`, a private file of the caller's that nobody else can put a link in
 * place of: the library knows no other way, and keeps its own parts in nameless temporary files.
 * Fails (ERR_REFUSED) on a cell longer than the 32767 characters such a cell holds or a table of
 * too many columns or rows, ERR_IO on what the disk says; the file is the caller's to remove.
 */
bool xlsx_write(const struct table *t, const char *path, struct err *e);

#endif
