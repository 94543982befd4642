#include "cmd/desk/receive_codes.h"

#include <stdlib.h>

static int by_code(const void *a, const void *b)
{
    const struct known_case *x = a, *y = b;
    int order = sv_cmp(x->code, y->code);
    return order ? order : sv_cmp(x->id, y->id);
}

static struct known_case copy_case(struct known_codes *k, const struct case_head *head,
                                   enum case_state state, const struct str *round)
{
    return (struct known_case){
        .code = arena_copy(&k->arena, str_sv(&head->code)),
        .id = arena_copy(&k->arena, str_sv(&head->id)),
        .name = arena_copy(&k->arena, str_sv(&head->name)),
        .round = arena_copy(&k->arena, str_sv(round)),
        .state = state,
    };
}

void known_codes_make(struct known_codes *k, const struct queue *q)
{
    for (size_t i = 0; i < q->len; i++) {
        const struct queue_row *row = &q->ptr[i];
        if (!row->broken && row->head.code.len)
            vec_push(&k->cases, copy_case(k, &row->head, row->state, &row->round));
    }
    if (k->cases.len)
        qsort(k->cases.ptr, k->cases.len, sizeof *k->cases.ptr, by_code);
}

/* Where the first case stands that is not before this one. */
static size_t place_of(const struct known_codes *k, const struct known_case *sought)
{
    size_t from = 0, to = k->cases.len;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (by_code(&k->cases.ptr[middle], sought) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static bool is_at(const struct known_codes *k, size_t at, const struct known_case *sought)
{
    return at < k->cases.len && by_code(&k->cases.ptr[at], sought) == 0;
}

void known_codes_add(struct known_codes *k, const struct review *r, struct sv had)
{
    struct known_case fresh = copy_case(k, &r->head, r->state, &r->round);
    struct known_case before = {.code = had, .id = fresh.id};
    size_t at = place_of(k, &before);
    if (is_at(k, at, &before))
        vec_remove(&k->cases, at);
    at = place_of(k, &fresh);
    if (is_at(k, at, &fresh))
        k->cases.ptr[at] = fresh;
    else if (fresh.code.len)
        vec_insert(&k->cases, at, fresh);
}

const struct known_case *known_codes_find(const struct known_codes *k, struct sv code,
                                          size_t *count)
{
    size_t at = place_of(k, &(struct known_case){.code = code, .id = SV("")}), end = at;
    while (code.len && end < k->cases.len && sv_eq(k->cases.ptr[end].code, code))
        end++;
    *count = end - at;
    return *count ? &k->cases.ptr[at] : NULL;
}

void known_codes_release(struct known_codes *k)
{
    vec_release(&k->cases);
    arena_release(&k->arena);
}
