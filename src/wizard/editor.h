/*
 * editor: one text being written: caret, selection, and what keys do to it.
 *
 * The text lies in a leaf of a draft, where every change goes through the history, or in a str of
 * its own (a prompt). Its layout is kept in step change by change. The caret stands on a grapheme
 * cluster boundary, moves by clusters and by rows as drawn; going up and down keeps the column it
 * came from. Nothing is ever refused for being too long.
 */
#ifndef WIZARD_EDITOR_H
#define WIZARD_EDITOR_H

#include "draft/edit.h"
#include "text/layout.h"
#include "text/norm.h"
#include "wizard/action.h"
#include "wizard/text_steps.h"

struct editor {
    struct draft *draft; /* with `history` and `place`, or NULL for a text of its own */
    struct history *history;
    struct place place;
    struct str *own;
    struct text_steps *steps; /* of a text of its own: what Undo takes back; NULL: nothing is */
    struct layout *layout;    /* borrowed: kept right by every change made here */
    bool one_line;
    bool marking;  /* moves drag the selection, as after MARK */
    size_t caret;  /* bytes */
    size_t anchor; /* the other end of the selection; == caret: none */
    uint32_t goal; /* the column that UP and DOWN aim at */
    bool has_goal;
    struct norm_report cleaned; /* what the last paste was freed of */
};

enum editor_answer {
    EDITOR_IGNORED, /* not an editor's business, or at the edge of the text: the page may take it */
    EDITOR_MOVED,
    EDITOR_CHANGED,
    EDITOR_CLEANED, /* changed, and the paste was cleaned: say so */
    EDITOR_COPIED,
    EDITOR_NOTHING, /* understood, but there was nothing to do: nothing selected, nothing to delete
                     */
};

/* `rows` is how many rows a screenful moves; `clipboard` is read and written by cut, copy and
 * paste. */
enum editor_answer editor_apply(struct editor *e, enum action action, struct sv text, uint32_t rows,
                                struct str *clipboard);

struct sv editor_text(const struct editor *e);
/* Puts the caret at an offset (moved to a cluster boundary) and drops the selection. */
void editor_place(struct editor *e, size_t offset);
/* The selected bytes, from <= to. */
void editor_selection(const struct editor *e, size_t *from, size_t *to);
/* Replaces the selection (or inserts at the caret) as one step of its own. */
void editor_replace(struct editor *e, struct sv text);
struct spot editor_spot(const struct editor *e);

#endif
