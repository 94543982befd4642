#include "office/case_index.h"

#include "text/ident.h"
#include "text/norm.h"

void case_key_fold(enum case_key by, struct sv word, struct str *out)
{
    struct str folded = {0};
    if (by == CASE_BY_CODE)
        credit_code_canonical(word, &folded);
    else
        norm_code(word, by == CASE_BY_NAME, &folded);
    str_set(out, sv_trim(str_sv(&folded)));
    for (size_t i = 0; by == CASE_BY_ID && i < out->len; i++)
        if (out->ptr[i] >= 'A' && out->ptr[i] <= 'F')
            out->ptr[i] = (char)(out->ptr[i] - 'A' + 'a');
    str_release(&folded);
}

static int cmp_entries(const void *left, const void *right)
{
    const struct case_key_entry *a = left, *b = right;
    int order = sv_cmp(a->key, b->key);
    return order ? order : a->row < b->row ? -1 : a->row > b->row;
}

void case_index_make(struct case_index *out, const struct queue *q)
{
    struct str folded = {0};
    for (uint32_t i = 0; i < q->len; i++) {
        const struct case_head *head = &q->ptr[i].head;
        const struct sv words[CASE_KEYS] = {str_sv(&head->id), str_sv(&head->code),
                                            str_sv(&head->name)};
        for (int by = 0; by < CASE_KEYS; by++) {
            case_key_fold((enum case_key)by, words[by], &folded);
            if (folded.len)
                vec_push(&out->keys[by],
                         (struct case_key_entry){arena_copy(&out->arena, str_sv(&folded)), i});
        }
    }
    for (int by = 0; by < CASE_KEYS; by++)
        if (out->keys[by].len > 1)
            qsort(out->keys[by].ptr, out->keys[by].len, sizeof *out->keys[by].ptr, cmp_entries);
    str_release(&folded);
}

static size_t first_from(const struct case_keys *keys, struct sv word)
{
    size_t low = 0, high = keys->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sv_cmp(keys->ptr[middle].key, word) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t case_index_find(const struct case_index *index, enum case_key by, struct sv meant,
                       uint32_t *row)
{
    const struct case_keys *keys = &index->keys[by];
    struct str folded = {0};
    case_key_fold(by, meant, &folded);
    struct sv word = str_sv(&folded);
    size_t least = by == CASE_BY_ID ? CASE_LEAST_ID : 1, count = 0;
    size_t first = word.len < least ? keys->len : first_from(keys, word), at = first;
    for (; at < keys->len && sv_starts(keys->ptr[at].key, word); at++)
        count += by == CASE_BY_ID || keys->ptr[at].key.len == word.len;
    if (count)
        *row = keys->ptr[first].row; /* the shortest that starts so is the first */
    str_release(&folded);
    return count;
}

void case_index_release(struct case_index *index)
{
    for (int by = 0; by < CASE_KEYS; by++)
        vec_release(&index->keys[by]);
    arena_release(&index->arena);
}
