/*
 * beyond: where on the pages stands what a program that knows GBK alone cannot show, and where
 * something was put in its place.
 */
#ifndef OUT_BEYOND_H
#define OUT_BEYOND_H

#include <uchar.h>

#include "out/replace.h"
#include "out/sheet.h"

struct beyond {
    char32_t cp;
    struct sv by;       /* what stands for it; empty: it stands there itself */
    size_t page;        /* from 1; 0: not found on a page */
    uint32_t line;      /* of the page, from 1, running head and foot among them */
    struct place place; /* of what the line shows, NO_FIELD for none */
    size_t at;          /* byte in that field's text at which the line starts */
};

VEC_TYPE(beyonds, struct beyond);

/* Appends what the pages hold, in their order. False where this machine lacks the tables. */
bool beyond_find(const struct sheets *sheets, struct beyonds *out);
/* Appends what was replaced, with where it stands on the pages laid out then. */
void beyond_replaced(const struct sheets *sheets, const struct replacements *done,
                     struct beyonds *out);

/* Appends 第 3 页第 12 行（创新做法）. */
void beyond_add_where(struct str *out, const struct draft *d, const struct beyond *b);
/* Appends “☐”（U+2610）, and behind what was replaced → “□”. */
void beyond_add_what(struct str *out, const struct beyond *b);
/* Appends a line for each character, in the order they first occur: what it is, how often, where;
 * the first `most` places of each. Nothing for an empty list; lines are parted by newlines. */
void beyond_add_list(struct str *out, const struct draft *d, const struct beyonds *list,
                     size_t most);
/* How many different characters are in the list. */
size_t beyond_kinds(const struct beyonds *list);

#endif
