/*
 * when: on which answers a section, a field, an item or a rule depends.
 *
 * A condition tests one field, or joins others with all, any, not. It is asked through a reader,
 * since the form knows no draft. A condition inside a table may test a column of the same row.
 */
#ifndef FORM_WHEN_H
#define FORM_WHEN_H

#include "base/str.h"

#define NO_FIELD UINT32_MAX

enum cond_kind {
    COND_ALL,
    COND_ANY,
    COND_NOT,
    COND_IS,       /* the value equals a word */
    COND_HAS,      /* one of the chosen options is a word */
    COND_FILLED,   /* there is a value (or a row) */
    COND_AT_LEAST, /* a number, or the number of rows, of at least this */
};

struct cond {
    enum cond_kind kind;
    uint32_t field;
    struct sv word;
    int64_t number;
    const struct cond *const *parts; /* of all, any, not */
    uint32_t part_count;
};

/* Reads answers for a condition: `value` the text of a leaf, `rows` the number of rows of a table.
 */
struct cond_reader {
    struct sv (*value)(const void *context, uint32_t field);
    uint32_t (*rows)(const void *context, uint32_t field);
    const void *context;
};

/* A NULL condition holds. */
bool cond_holds(const struct cond *c, const struct cond_reader *reader);

#endif
