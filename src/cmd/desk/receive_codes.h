/*
 * receive_codes: the credit codes a desk has cases of, so that thousands of deliveries are each
 * compared with thousands of cases quickly.
 */
#ifndef CMD_DESK_RECEIVE_CODES_H
#define CMD_DESK_RECEIVE_CODES_H

#include "base/arena.h"
#include "office/queue.h"

struct known_case {
    struct sv code;
    struct sv id;
    struct sv name;
    struct sv round; /* of the last selection */
    enum case_state state;
};

struct known_codes {
    VEC(struct known_case) cases; /* sorted by code */
    struct arena arena;
};

/* Borrows nothing. Cases without a code are left out. */
void known_codes_make(struct known_codes *k, const struct queue *q);
/* One more, or one that is known with what is so now; `had`: the code it had before. */
void known_codes_add(struct known_codes *k, const struct review *r, struct sv had);
/* The cases of a code: `count` of them from the address returned, NULL for none. */
const struct known_case *known_codes_find(const struct known_codes *k, struct sv code,
                                          size_t *count);
void known_codes_release(struct known_codes *k);

#endif
