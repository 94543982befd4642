/*
 * width_tables: what the Unicode Character Database and GBK say about widths, as ranges.
 *
 * Made by width_tables.py. Sorted by `first`, no overlaps; a code point in no range is one cell
 * wide. ASCII is in no range, its controls included.
 */
#ifndef TEXT_WIDTH_TABLES_H
#define TEXT_WIDTH_TABLES_H

#include <stddef.h>
#include <uchar.h>

enum width_kind {
    WIDTH_ZERO,      /* combining, ignorable, format and control characters */
    WIDTH_WIDE,      /* East_Asian_Width W and F: two cells */
    WIDTH_AMBIGUOUS, /* East_Asian_Width A, no two-byte GBK code: two cells on wide screens */
    WIDTH_GBK,       /* East_Asian_Width A with a two-byte GBK code: on paper too */
};

struct width_range {
    char32_t first;
    char32_t last;
    enum width_kind kind;
};

extern const struct width_range width_ranges[];
extern const size_t width_range_count;

#endif
