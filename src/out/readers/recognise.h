/*
 * recognise: an application somebody has written already, as the answers of a form.
 *
 * What to look for is the form's: the cover's labels, the numbers and titles of sections and
 * fields, the columns of tables, the word for figures. In our own print they must stand word for
 * word and in order. In documents of others they are found leniently (match.h): numbered
 * otherwise or not at all, with remarks in brackets behind them (（300字以内）), labels spread out,
 * label and value in one paragraph or in neighbouring cells of a table, a table known by its head
 * row. Words of the form that the template had printed, such as hints under a heading, are left out
 * and counted. A heading under which nothing stands may come again: it was in a table of contents.
 * The form's other papers, by their titles, are no part of the application.
 *
 * Nothing is dropped: a passage that has no place, a second and different answer, a choice that is
 * none of the options come back unplaced, in their order. Empty paragraphs and blanks at either
 * end of one are not kept; two texts without a heading of their own that follow each other in a
 * section cannot be told apart and go into the first.
 */
#ifndef OUT_READERS_RECOGNISE_H
#define OUT_READERS_RECOGNISE_H

#include "draft/edit.h"
#include "out/readers/reading.h"

struct taken {
    struct place place; /* the field that was asked for; in tables the row */
    uint32_t number;    /* of the first paragraph it came from */
};

struct unplaced {
    uint32_t number;
    struct str text;
};

/* What looks like a section's heading, and is none of the form's: it went into the text before it.
 */
struct odd_heading {
    uint32_t number;
    uint32_t field;
    struct str text;
};

struct recognised {
    VEC(struct taken) taken;
    VEC(struct unplaced) unplaced;
    VEC(struct odd_heading) odd;
    uint32_t hints; /* paragraphs that were the template's own words; our own print has none */
    uint32_t aside; /* paragraphs of other papers that our own print has bound with it */
};

/* Fills an empty draft. In our own print the pages of other papers than the application are left
 * aside: they are made of the draft. `out` starts zeroed; the reading must be finished
 * (reading_finish). */
void recognise(const struct reading *reading, struct draft *d, struct recognised *out);
void recognised_release(struct recognised *r);

#endif
