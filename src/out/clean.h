/*
 * clean: text of a draft made fit for paper.
 *
 * A draft is a file anyone may have edited; a form feed, an escape or a separator in it would part
 * pages, move the cursor or open lines of its own, and a mark of direction (UAX #9) would have a
 * line read otherwise than it is. Each byte of such a character becomes a blank,
 * so that every offset in the text stays what it was.
 */
#ifndef OUT_CLEAN_H
#define OUT_CLEAN_H

#include "base/str.h"

/* Blanks the C0 controls, DEL, the C1 controls, U+2028, U+2029 and the marks of direction in place,
 * those in `keep` (ASCII ones) excepted. */
void clean_controls(char *text, size_t len, struct sv keep);
/* Appends the text, cleaned. */
void add_clean(struct str *out, struct sv text, struct sv keep);

#endif
