/*
 * arena: memory that is given out piece by piece and freed all at once.
 *
 * A form definition is built once and then only read; all its parts live in one arena and go with
 * it. Pieces are zeroed, aligned for any type, and stay where they are until arena_release.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

struct arena_block;

struct arena {
    struct arena_block *head;
};

/* Zeroed room for `count` elements of `size` bytes. */
void *arena_calloc(struct arena *a, size_t count, size_t size);
/* A copy of the text, followed by a NUL. */
struct sv arena_copy(struct arena *a, struct sv text);
void arena_release(struct arena *a);

#endif
