/*
 * note_place: where a remark stands in a draft, found again after edits.
 */
#ifndef OFFICE_NOTE_PLACE_H
#define OFFICE_NOTE_PLACE_H

#include "draft/draft.h"
#include "office/review.h"

enum note_found {
    NOTE_AT_WORDS, /* the words stand in the text: [from, to) */
    NOTE_AT_FIELD, /* the words are gone, or it is about the whole field */
    NOTE_AT_CASE,  /* about the whole case, or its field or row is gone */
};

struct note_place {
    enum note_found found;
    struct place place; /* NO_FIELD of NOTE_AT_CASE */
    uint32_t section;   /* NO_FIELD likewise */
    size_t from;        /* bytes of the field's text */
    size_t to;
    bool changed;    /* the text is no longer the one the remark was made on */
    bool words_gone; /* it quotes words that are no longer there */
};

/* Where the nth occurrence of the words has gone when others went or came: the nearest to where it
 * was by count. */
struct note_place note_find(const struct note *n, const struct draft *d);
/* Fills field, row, quote, nth, hash, clause and label of a note that is made on [from, to) of a
 * place (from == to: the whole field; NO_FIELD: the case). `n` starts zeroed. */
void note_anchor(struct note *n, const struct draft *d, struct place p, size_t from, size_t to);

/* Looks for the nth occurrence of words, from 1, that cuts no character in two; `at` gets where the
 * last one found begins, and how many were found, at most `nth`, is returned. */
uint32_t note_occurrence(struct sv text, struct sv words, uint32_t nth, size_t *at);
/* The key of the row with a hidden id in the table a field is or lies in; 0: none. */
uint32_t note_row_key(const struct draft *d, uint32_t field, struct sv id);

#endif
