/*
 * sheet: a document laid out in print cells, page by page.
 *
 * The official profile follows GB/T 9704: 28 字 by 22 lines, a running head above, a foot below
 * with the page number; the dense one is 72 cells by 44 lines, head and foot among them. Lines
 * break by the Chinese rules at paper widths; paragraphs start two 字 in; a heading stays with at
 * least two lines of what follows, no page ends with the first line of a paragraph or starts with
 * its last. The cover has pages of its own with a foot and no head, and gives up some of its free
 * lines before it takes a second page. A row of a table stays on one page if a page can hold it;
 * the table's head is repeated on each page. Pages are counted through all parts of a document.
 *
 * The foot has the number as GB/T 9704 draws it (— 1 —, two cells from the outer edge) and, at the
 * inner edge, the document's mark with 第 1 页 共 5 页; only 共 5 页 on all pages where a long mark
 * (第 1 稿 with its check code) leaves no room for more. Where a text passes its limit stands
 * 【超出】.
 */
#ifndef OUT_SHEET_H
#define OUT_SHEET_H

#include "out/doc.h"

struct sheet_profile {
    struct sv name; /* official, dense */
    uint32_t width; /* cells */
    uint32_t lines; /* of text */
    uint32_t total; /* lines of the whole page: head, text, foot */
};

/* NULL for an unknown name. */
const struct sheet_profile *sheet_profile_by_name(struct sv name);

struct sheet_line {
    struct str text;    /* no newline, no trailing blanks */
    struct place place; /* of what it shows; NO_FIELD for none */
    size_t at;          /* byte in that field's text, for leading back */
    size_t over; /* byte in `text` from which on it is past a limit; text.len when it is not */
};

struct sheet {
    VEC(struct sheet_line) lines; /* `total` of them */
};

/* The pages of one part of a document: [first, first + pages), counted from 1. */
struct sheet_part {
    size_t index; /* in doc->parts */
    size_t first;
    size_t pages;
};

VEC_TYPE(sheet_parts, struct sheet_part);

struct sheets {
    VEC(struct sheet) sheets;
    struct sheet_parts parts; /* in order; none for a document without parts */
    const struct sheet_profile *profile;
};

/* At least one page; `out` starts zeroed. `profile` is kept, not copied. */
void sheets_make(const struct doc *doc, const struct sheet_profile *profile, struct sheets *out);
void sheets_release(struct sheets *p);
/* All pages as one text: LF after each line, form feeds between pages, none at the end. */
void sheets_add_text(struct str *out, const struct sheets *p);

#endif
