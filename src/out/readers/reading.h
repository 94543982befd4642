/*
 * reading: what a document says, paragraph by paragraph, before anyone asks what it means.
 *
 * The readers (text_read.h, docx_read.h) turn the bytes of a file into passages in reading order;
 * recognise.h places them in a form. A passage is one paragraph, or a part of one where the writer
 * broke a line by hand; parts share the paragraph's number, by which messages name it. What a
 * document has beside its text is counted, so that nothing goes without a word.
 */
#ifndef OUT_READERS_READING_H
#define OUT_READERS_READING_H

#include "base/vec.h"
#include "text/norm.h"

struct passage {
    struct str text; /* UTF-8 without LF; tabs as they were */
    uint32_t number; /* of the paragraph in the document, from 1, empty ones counted */
    uint32_t level;  /* of a heading by its style, from 1; 0: not known to be one */
    uint32_t table;  /* from 1; 0 outside tables */
    uint32_t row;    /* from 1 within the table, and the column likewise */
    uint32_t column; /* of its first cell, where cells are merged */
    uint32_t part;   /* in our own print: the paper it is on, from 1; 0 not known */
    bool centred;
};

VEC_TYPE(passages, struct passage);

struct reading {
    struct passages passages;
    VEC(struct str)
    parts;             /* the papers bound into the document, by their running heads or titles */
    bool own;          /* printed by this program: pages whose lines are paragraphs again, docx */
    bool demo;         /* its pages are marked as a demonstration */
    uint32_t over;     /* marks of a passed limit that the program had printed, taken out */
    uint32_t pictures; /* left in the document */
    uint32_t notes;    /* footnotes, endnotes and comments, not taken */
    uint32_t deleted;  /* runs deleted under tracked changes, not taken */
    uint32_t hidden;   /* runs that do not print, not taken */
    uint32_t symbols;  /* of a symbol typeface, taken as the nearest character */
};

/* Adds an empty passage at the end. */
struct passage *reading_add(struct reading *r, uint32_t number);
/* Opens a paper; its number. */
uint32_t reading_add_part(struct reading *r, struct sv title);
/* Takes what the program had marked out of its own print, parts passages at each LF, and cleans
 * every text as a paste is (text/norm.h); `report` may be NULL. */
void reading_finish(struct reading *r, struct norm_report *report);
void reading_release(struct reading *r);

#endif
