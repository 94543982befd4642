/*
 * page_lines: pages that this program printed as text, back to paragraphs.
 */
#ifndef OUT_READERS_PAGE_LINES_H
#define OUT_READERS_PAGE_LINES_H

#include "out/readers/reading.h"

/* The lines of a text file without their line ends; form feeds are line ends. */
VEC_TYPE(text_lines, struct sv);

/* Are these pages of ours? Then `out` gets their paragraphs, numbered in order; nothing else. */
bool page_lines_read(const struct text_lines *lines, struct reading *out);

#endif
