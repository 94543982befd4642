/*
 * anchor: where in the document each picture of an application is printed.
 *
 * Pictures are numbered by their rows, as the writer cites them; where they stand changes nothing
 * about the number. Paragraphs are those that have something in them, counted from 1.
 */
#ifndef OUT_ANCHOR_H
#define OUT_ANCHOR_H

#include "draft/draft.h"

struct anchor {
    uint32_t number;    /* 图1 */
    uint32_t row;       /* key in the table of pictures */
    uint32_t field;     /* the text it stands in; NO_FIELD: at the end of the document */
    uint32_t paragraph; /* it stands after; 0: at the end of the text */
};

VEC_TYPE(anchors, struct anchor);

/* A paragraph's bytes without blanks (U+3000 among them) at both ends. */
struct sv paragraph_trim(struct sv paragraph);
/* Takes the next paragraph that has something in it off `text`, from byte *at on; false at the end.
 */
bool paragraph_next(struct sv text, size_t *at, struct sv *paragraph);

/* Is the field printed as text of its own: prose at the top of a section that is printed. */
bool is_printed_prose(const struct draft *d, const struct field *field);
/* Appends an anchor for each row of the form's pictures that has anything in it, in row order. */
void anchors_find(const struct draft *d, struct anchors *out);

/* Is a leaf printed on the line of what it belongs to, a row or an item. Not of a proof that goes
 * with it: that it is there and stamped is noted after 定稿, and the lists of materials tell it. */
bool is_printed_leaf(const struct form *form, const struct field *of, const struct field *leaf);

#endif
