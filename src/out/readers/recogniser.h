/*
 * recogniser: the state that the parts of recognise.h share while they walk a reading.
 */
#ifndef OUT_READERS_RECOGNISER_H
#define OUT_READERS_RECOGNISER_H

#include "out/readers/answer.h"
#include "out/readers/recognise.h"
#include "out/readers/signs.h"

/* Where a figure was met, to tell whether it stands where the program would have put it. */
struct figure_seen {
    uint32_t row; /* key */
    uint32_t field;
    uint32_t paragraph; /* of the field's text, from 1; 0: in front of all */
};

/* What a computed field shows, put when all else is. */
struct later {
    uint32_t field;
    struct sv value; /* in the passage */
    const struct passage *from;
};

struct recogniser {
    const struct reading *reading;
    const struct form *form;
    struct draft *draft;
    struct recognised *out;
    struct signs signs;
    VEC(uint64_t) words; /* keys of what the template itself prints */
    size_t last;         /* the sign met last; in our own print the next comes after it */
    uint32_t section;    /* NO_FIELD on the cover */
    uint32_t table;      /* the table whose rows may come, NO_FIELD */
    uint32_t into;       /* the field that paragraphs go into, NO_FIELD */
    struct str prose;    /* what was gathered for it */
    uint32_t paragraphs;
    const struct passage *waiting; /* the cell of a label whose answer is the next cell */
    size_t waiting_sign;
    VEC(struct later) later;
    VEC(struct figure_seen) figures;
    uint32_t figure; /* row key of the figure met last, its file may follow; 0 */
    bool levels;     /* headings of the document say so by their style */
    bool aside;      /* in a document of others: in a paper other than the application */
};

void recogniser_leave(struct recogniser *k, uint32_t number, struct sv text);
/* Notes that a place was filled; once for each. */
void recogniser_take(struct recogniser *k, struct place p, uint32_t number);
/* Stores an answer, or leaves the whole passage. */
void recogniser_put(struct recogniser *k, struct place p, struct sv shown,
                    const struct passage *from);
/* One passage by itself. */
void recogniser_passage(struct recogniser *k, const struct passage *p);

/* 图1　题: true if the passage was one, or the file of the one before. */
bool recogniser_figure(struct recogniser *k, const struct passage *p, struct sv text);
/* Notes where figures stand that the program would have put elsewhere. */
void recogniser_place_figures(struct recogniser *k);
/* A printed row, “1. 标签：值；标签：值”. */
bool recogniser_row(struct recogniser *k, const struct passage *p, struct sv text);
/* The passages [from, to) are one table of the document: true if it was a table of the form. */
bool recogniser_table(struct recogniser *k, size_t from, size_t to);

#endif
