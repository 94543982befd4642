/*
 * naming: what sections, fields and rows are called before a person, as the form prints them.
 *
 * Labels are the form's; of what the writer typed only a start is quoted, on one line and without
 * control characters.
 */
#ifndef DRAFT_NAMING_H
#define DRAFT_NAMING_H

#include "draft/draft.h"

/* Appends the first `most` code points of a text, a blank for each line end and other control, and
 * "……" where more follows. */
void naming_add_quoted(struct str *out, struct sv text, size_t most);
/* Appends "二、具体举措". */
void naming_add_section(struct str *out, const struct form *form, uint32_t section);
/* Appends "二、具体举措 · 正文", of a leaf or compound; "带动企业第 3 行（甲公司） · 企业名称" of
 * a cell, the same without the column of a row (its table and its key). */
void naming_add_place(struct str *out, const struct draft *d, struct place p);
/* Appends what is said in a row, "列：值", a line each. */
void naming_add_cells(struct str *out, const struct draft *d, struct place row);

#endif
