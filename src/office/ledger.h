/*
 * ledger: what the city notes of a case: what readers gave, and what followed the selection.
 */
#ifndef OFFICE_LEDGER_H
#define OFFICE_LEDGER_H

#include "base/vec.h"
#include "office/stamp.h"

/* What a reader gave, as given. */
struct score_value {
    struct str column;
    struct str value;
};

struct score {
    struct str reader; /* may be empty */
    struct str round;
    VEC(struct score_value) values;
    struct str opinion;
    struct stamp stamp;
};

struct ledger_entry {
    struct str stage;  /* id, of the form's */
    struct str date;   /* YYYY-MM-DD */
    struct str amount; /* as written; empty: none */
    struct str note;
    struct stamp stamp;
};

enum { MOST_SCORE_VALUES = 100 }; /* of one reader */

void score_release(struct score *s);
/* `to` starts zeroed, here and below. */
void score_copy(struct score *to, const struct score *from);
void ledger_entry_release(struct ledger_entry *l);
void ledger_entry_copy(struct ledger_entry *to, const struct ledger_entry *from);
/* The value in a column, empty: none. */
struct sv score_find(const struct score *s, struct sv column);

#endif
