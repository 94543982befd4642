/*
 * note: a remark of the officer, anchored to words of a field, and the talk about it.
 */
#ifndef OFFICE_NOTE_H
#define OFFICE_NOTE_H

#include "base/vec.h"
#include "office/stamp.h"

/* 待改 → 已改 or 不改 → 已认可, or asked again, which is 待改 once more. */
enum remark_state { REMARK_OPEN, REMARK_CHANGED, REMARK_KEPT, REMARK_ACCEPTED };

/* One thing said in the talk about a place. */
struct turn {
    enum remark_state to; /* the state it brought: OPEN by the officer who asks, CHANGED or KEPT by
                             the applicant, ACCEPTED by the officer */
    struct str text;      /* may be empty of CHANGED and ACCEPTED */
    struct stamp stamp;
};

/* A remark of the officer, anchored to words of a field: it finds them again after edits. */
struct note {
    uint32_t number;  /* from 1, never given twice: what people call it by */
    struct str field; /* path without row: "enterprises[].name"; empty: of the whole case */
    struct str row;   /* hidden id of the row, empty outside tables */
    struct str quote; /* words of the text; empty: the whole field */
    uint32_t nth;     /* which occurrence of the words, from 1 */
    struct str hash;  /* of the text it was made on, as stale_after keeps it (draft/edit.h) */
    struct str clause;
    struct str label; /* of the place, for eyes */
    enum remark_state state;
    bool sent;              /* it went to the applicant: it can no longer be reworded or dropped */
    VEC(struct turn) turns; /* the first is the remark itself */
};

VEC_TYPE(notes, struct note);

enum {
    MOST_TURNS = 200,          /* of one note */
    MOST_NOTES = 1000,         /* of one case */
    MOST_NOTE_NUMBER = 100000, /* what a remark may be called */
};

void note_release(struct note *n);
/* `to` starts zeroed. */
void note_copy(struct note *to, const struct note *from);
/* Appends a turn, and the note is in the state it brought. */
void note_add_turn(struct note *n, enum remark_state to, struct sv text, struct sv by,
                   struct sv time);

/* in files and commands: open, changed, kept, accepted */
struct sv remark_state_name(enum remark_state s);
bool remark_state_by_name(struct sv name, enum remark_state *out);
const char *remark_state_label(enum remark_state s); /* 待改、已改、不改、已认可 */

#endif
