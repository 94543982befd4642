/*
 * align: where text stands on a line, in print cells.
 */
#ifndef OUT_ALIGN_H
#define OUT_ALIGN_H

#include "base/str.h"

/* Appends blanks up to a column of the line `out` and then the text; a text whose column is taken
 * follows at once, an empty one adds nothing. */
void add_at_column(struct str *out, size_t column, struct sv text);
/* As add_at_column, in the middle of `width` cells. */
void add_centred(struct str *out, size_t width, struct sv text);

#endif
