#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

#include "base/bug.h"
#include "base/xalloc.h"

enum { BLOCK = 16384 };

struct arena_block {
    struct arena_block *next;
    size_t used;
    size_t size;
    _Alignas(max_align_t) char bytes[];
};

static struct arena_block *block_for(struct arena *a, size_t need)
{
    struct arena_block *block = a->head;
    if (block && block->size - block->used >= need)
        return block;
    size_t size = need > BLOCK ? need : BLOCK;
    block = xreallocarray(NULL, 1, sizeof *block + size);
    *block = (struct arena_block){.next = a->head, .size = size};
    a->head = block;
    return block;
}

/* Room that is not zeroed yet. Whole blocks are not, for most of one holds copies of texts. */
static void *take(struct arena *a, size_t bytes)
{
    size_t align = _Alignof(max_align_t);
    size_t need = (bytes + align - 1) / align * align;
    struct arena_block *block = block_for(a, need);
    void *piece = block->bytes + block->used;
    block->used += need;
    return piece;
}

void *arena_calloc(struct arena *a, size_t count, size_t size)
{
    BUG_ON(size && count > (SIZE_MAX / 2) / size);
    return memset(take(a, count * size), 0, count * size);
}

struct sv arena_copy(struct arena *a, struct sv text)
{
    char *copy = take(a, text.len + 1);
    if (text.len)
        memcpy(copy, text.ptr, text.len);
    copy[text.len] = '\0';
    return sv_make(copy, text.len);
}

void arena_release(struct arena *a)
{
    while (a->head) {
        struct arena_block *next = a->head->next;
        free(a->head);
        a->head = next;
    }
}
