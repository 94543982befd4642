/*
 * flow: blocks of a document as lines of a width, before they are parted into pages.
 *
 * Knows how each kind of block looks; the pages (sheet.c) know only which lines must not be parted.
 */
#ifndef OUT_FLOW_H
#define OUT_FLOW_H

#include "out/sheet.h"

struct flow_line {
    struct sheet_line line; /* owned until it is moved into a page */
    bool glued;             /* no page may start with it */
    bool space;             /* an empty line of a BLOCK_SPACE: may go when room is short */
};

struct flow {
    VEC(struct flow_line) lines;
    uint32_t width; /* cells */
    uint32_t label; /* cells of the widest label of the cover */
    uint32_t hold;  /* lines to come that stay with a heading */
};

/* Appends the lines of blocks [from, to); page breaks among them are passed over. */
void flow_blocks(struct flow *f, const struct doc *doc, size_t from, size_t to);
/* Frees lines that were not moved away. */
void flow_release(struct flow *f);

#endif
