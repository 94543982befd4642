/*
 * controls: the fields of a page as a column of things to fill in, each knowing where it lies.
 *
 * A page shows a section, one material, or one row of a table. Building walks the relevant fields
 * in form order; measuring gives each control its place in rows from the top of the column, for a
 * width in cells. Rows of text are wrapped here, so that what is drawn and what the keys move
 * through are the same.
 */
#ifndef WIZARD_CONTROLS_H
#define WIZARD_CONTROLS_H

#include "draft/draft.h"
#include "text/layout.h"

enum control_kind {
    CONTROL_NOTE,     /* words only */
    CONTROL_LINE,     /* one line of text, a number, a date … */
    CONTROL_TEXT,     /* many paragraphs */
    CONTROL_OPTION,   /* one option of a choice */
    CONTROL_OTHER,    /* the free text beside the options */
    CONTROL_COMPARE,  /* opens the options side by side */
    CONTROL_TICK,     /* yes or no */
    CONTROL_FILE,     /* one file name of a list */
    CONTROL_ADD_FILE, /* adds one */
    CONTROL_PART,     /* a material: opens a page of its own */
    CONTROL_HEADS,    /* the headings of a table's columns */
    CONTROL_ROW,      /* a row of a table: opens a page of its own */
    CONTROL_ADD_ROW,  /* adds one */
    CONTROL_ELEMENT,  /* an element of the mode: opens the text to pick words from */
    CONTROL_TIE,      /* words an element is tied to */
    CONTROL_COMPUTED, /* worked out by the program */
    CONTROL_DONE,     /* "this section is filled in" */
};

struct control {
    enum control_kind kind;
    struct place place; /* the leaf; the compound; the table with the row's key */
    uint32_t index;     /* of the option, the file, the row */
    uint32_t indent;    /* cells */
    struct str caption;
    struct lines caption_lines;
    uint32_t mark;        /* cells a mark such as "(x) " takes in front of the caption */
    bool beside;          /* the value stands beside the caption, not below it */
    uint32_t value_col;   /* cells from the left edge of the column */
    uint32_t value_cols;  /* one of them is the caret's spare cell */
    struct layout layout; /* of LINE and TEXT */
    uint32_t top;         /* rows from the top of the column */
    uint32_t height;
};

/* What a page is about: a section, or the children of one field (in one row). */
struct scope {
    uint32_t section;
    struct place root; /* field NO_FIELD: the whole section */
};

struct control_list {
    VEC(struct control) items;
    uint32_t rows; /* of the whole column */
    uint32_t cols; /* it was measured for */
};

bool control_focusable(enum control_kind kind);
bool control_is_text(enum control_kind kind);

void controls_build(struct control_list *list, const struct draft *d, struct scope scope);
/* Wraps captions and texts for a width and places everything. */
void controls_measure(struct control_list *list, const struct draft *d, uint32_t cols);
/* Places again after the text of one control changed (its layout already knows). */
void controls_place(struct control_list *list);
/* Are the same controls there, in the same order: nothing has become relevant or irrelevant. */
bool controls_same(const struct control_list *a, const struct control_list *b);
void controls_release(struct control_list *list);
/* The control at a place: the exact one, else the one it is inside of; items.len if there is none.
 */
size_t controls_find(const struct control_list *list, const struct draft *d, struct place p);

#endif
