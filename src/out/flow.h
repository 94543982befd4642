/*
 * flow: blocks of a document as lines of a width, before they are parted into pages.
 *
 * Knows how each kind of block looks; the pages (sheet.c) know only which lines must not be parted.
 */
#ifndef OUT_FLOW_H
#define OUT_FLOW_H

#include "out/columns.h"
#include "out/sheet.h"

struct flow_line {
    struct sheet_line line; /* owned until it is moved into a page */
    bool glued;             /* no page may start with it */
    bool space;             /* an empty line of a BLOCK_SPACE: may go when room is short */
    bool gap;               /* an empty line between rows: none is needed where a page starts */
    uint32_t head;          /* of `heads`, from 1: repeated when a page starts here; 0: none */
};

/* The labels of a table and the rule under them. */
VEC_TYPE(flow_heads, struct texts);

struct flow {
    VEC(struct flow_line) lines;
    struct flow_heads heads;
    uint32_t width; /* cells */
    uint32_t page;  /* lines of text a page has, for rows to be kept whole */
    uint32_t label; /* cells of the widest label of the cover */
    uint32_t hold;  /* lines to come that stay with a heading */
};

/* Appends the lines of blocks [from, to); page breaks among them are passed over. */
void flow_blocks(struct flow *f, const struct doc *doc, size_t from, size_t to);
/* The parts of flow_blocks: a line, which keeps with what a heading holds; lines that are one
 * thing, from `first` to the end, none of which may start a page; text in the middle; a table. */
struct flow_line *flow_add_line(struct flow *f, struct place place);
void flow_glue(struct flow *f, size_t first);
void flow_centred(struct flow *f, struct sv text, struct place place, uint32_t margin);
void flow_table(struct flow *f, const struct block *b);
/* Frees lines that were not moved away. */
void flow_release(struct flow *f);

#endif
