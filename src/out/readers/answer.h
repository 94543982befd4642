/*
 * answer: what a document shows for a field, back to what a draft stores.
 *
 * The inverse of draft_add_shown (draft/computed.h), as far as there is one: labels of options
 * become their ids, 是 and 否 yes and no, printed dates YYYY-MM-DD, units go. An address is taken
 * apart where the names of its parts tell (县, 市, 区 …); whatever the cuts, its parts joined are
 * what was shown. Joined texts are taken apart at what joins them, or where the kinds of the parts
 * tell (a telephone number behind a name).
 */
#ifndef OUT_READERS_ANSWER_H
#define OUT_READERS_ANSWER_H

#include "draft/edit.h"

enum answer {
    ANSWER_TAKEN,
    ANSWER_EMPTY, /* nothing was filled in, or the program works it out itself */
    ANSWER_UNFIT, /* none of the options, a second and different answer … */
};

/* What the program prints where an answer is missing. */
#define ANSWER_BLANK "（未填）"

/* Stores what is shown at a place: a leaf, or a compound or computed field whose parts get it.
 * `own`: our own print, taken word for word; else lines to write on and boxes are understood, and
 * identifiers brought to their one form. */
enum answer answer_put(struct draft *d, struct place p, struct sv shown, bool own);

/* ---- for answer.c and answer_parts.c ---- */

enum answer answer_put_address(struct draft *d, struct place p, struct sv shown, bool own);
enum answer answer_put_joined(struct draft *d, const struct field *field, struct sv shown,
                              bool own);
/* “值；标签：值；标签：值” of the leaves below a field; `bare`: the first may lack its label. */
enum answer answer_put_leaves(struct draft *d, struct place p, struct sv shown, bool bare,
                              bool own);

#endif
