/*
 * text_steps: the changes of one text that lies in no draft, taken back and done again step by
 * step.
 *
 * As the history of a draft (draft/edit.h), for words that are written on a page of their own. A
 * step is what one Undo takes back; typing that goes on where it stopped joins by itself. Offsets
 * are bytes. Start zeroed.
 */
#ifndef WIZARD_TEXT_STEPS_H
#define WIZARD_TEXT_STEPS_H

#include "base/str.h"
#include "base/vec.h"

struct text_change {
    size_t at;
    struct str removed;
    struct str inserted;
    bool opens; /* a step begins with it */
};

struct text_steps {
    VEC(struct text_change) changes;
    size_t done;      /* changes before this are in force */
    bool open;        /* the next change joins the step of the last one */
    bool typing;      /* the open step is a run of typing, */
    size_t typed_end; /* which goes on here */
};

void text_steps_release(struct text_steps *s);
/* The next change opens a step of its own. */
void text_steps_close(struct text_steps *s);
/* Opens a step for typing at `at`, or stays in the open one if it is typing that ended there. */
void text_steps_type(struct text_steps *s, size_t at);
/* Writes down that `inserted` took the place of `removed`; what was taken back is forgotten. */
void text_steps_note(struct text_steps *s, size_t at, struct sv removed, struct sv inserted);

/* What is to be done to the text for Undo or Redo: the bytes there go, others come. */
struct text_turn {
    size_t at;
    size_t gone;    /* bytes */
    struct sv come; /* borrowed until the next text_steps_note */
    bool last;      /* of its step */
};

/* False when there is nothing to take back or to do again. Called until `last`. */
bool text_steps_turn(struct text_steps *s, bool redo, struct text_turn *out);

#endif
