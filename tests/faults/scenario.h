/*
 * scenario: what the program is told to do while things go wrong.
 */
#ifndef TESTS_SCENARIO_H
#define TESTS_SCENARIO_H

#include "subject.h"

enum {
    TYPED = 34, /* marks that a session types */
    SAVED = 18, /* those typed before it saves */
    ASKED = 20, /* marks typed where the last ones stand in a dialogue */
};

enum kind {
    WRITES,   /* one file, from old to new */
    TYPES,    /* a session */
    ASKS,     /* one that ends while something stands in a dialogue */
    RESTORES, /* what a session left behind */
};

struct scenario {
    const char *name;
    enum kind kind;
    const char *target; /* the file looked at */
    const char *left;   /* the script of a session that ran before */
    const char *arguments[12];
};

/* NULL when there is none of this name. */
const struct scenario *scenario_find(const char *name);
/* Writes the scripts of keys that the sessions replay. */
void scenario_begin(struct subject *s);
/* The folder as it is before: a draft, an export, and what an earlier session left. */
void scenario_set_up(const struct scenario *sc, struct subject *s);
/* Ids are drawn at random: no two runs of `new` write the same. */
void scenario_without_id(struct str *bytes);

#endif
