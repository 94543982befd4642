/*
 * case_index: finding many cases by what people call them, without going through the queue for
 * each.
 */
#ifndef OFFICE_CASE_INDEX_H
#define OFFICE_CASE_INDEX_H

#include "base/arena.h"
#include "office/queue.h"

enum case_key {
    CASE_BY_ID, /* its start, of at least CASE_LEAST_ID digits */
    CASE_BY_CODE,
    CASE_BY_NAME, /* the whole, whatever the width and case of its letters */
    CASE_KEYS,
};

enum { CASE_LEAST_ID = 4 };

struct case_key_entry {
    struct sv key;
    uint32_t row;
};

VEC_TYPE(case_keys, struct case_key_entry);

struct case_index {
    struct arena arena;
    struct case_keys keys[CASE_KEYS]; /* sorted */
};

/* `out` starts zeroed; it does not borrow from the queue. */
void case_index_make(struct case_index *out, const struct queue *q);
/* How many cases are called so; `row` gets the first of them. */
size_t case_index_find(const struct case_index *index, enum case_key by, struct sv meant,
                       uint32_t *row);
/* Sets `out` to a word as the index compares it. */
void case_key_fold(enum case_key by, struct sv word, struct str *out);
void case_index_release(struct case_index *index);

#endif
