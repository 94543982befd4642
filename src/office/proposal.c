#include "office/proposal.h"

enum { NOBODY = UINT32_MAX };

struct proposing {
    const struct ranking *ranking;
    const struct case_head *const *heads;
    const struct selected_codes *before;
    VEC(uint32_t) rival; /* by place: the next higher place with the same code, or NOBODY */
    struct proposal *out;
};

struct coded {
    struct sv code;
    uint32_t place;
};

static int cmp_coded(const void *left, const void *right)
{
    const struct coded *a = left, *b = right;
    int order = sv_cmp(a->code, b->code);
    return order ? order : a->place < b->place ? -1 : a->place > b->place;
}

static const struct case_head *head_at(const struct proposing *k, size_t place)
{
    return k->heads[k->ranking->ptr[place].index];
}

static void find_rivals(struct proposing *k)
{
    VEC(struct coded) coded = {0};
    for (size_t i = 0; i < k->ranking->len; i++) {
        vec_push(&k->rival, NOBODY);
        vec_push(&coded, (struct coded){str_sv(&head_at(k, i)->code), (uint32_t)i});
    }
    if (coded.len > 1)
        qsort(coded.ptr, coded.len, sizeof *coded.ptr, cmp_coded);
    for (size_t i = 1; i < coded.len; i++)
        if (coded.ptr[i].code.len && sv_eq(coded.ptr[i - 1].code, coded.ptr[i].code))
            k->rival.ptr[coded.ptr[i].place] = coded.ptr[i - 1].place;
    vec_release(&coded);
}

/* Those of one rank stand at [first, end). */
static size_t group_end(const struct ranking *ranking, size_t first)
{
    size_t end = first + 1;
    while (end < ranking->len && ranking->ptr[end].rank == ranking->ptr[first].rank)
        end++;
    return end;
}

/* May it still be taken, as far as codes say; `clash`: two of its own group bear the code. */
static bool is_free(const struct proposing *k, size_t place, size_t first, bool *clash)
{
    const struct case_head *head = head_at(k, place);
    uint32_t rival = k->rival.ptr[place];
    if (selected_codes_find(k->before, str_sv(&head->code), str_sv(&head->id)))
        return false;
    if (rival == NOBODY)
        return true;
    enum advice its = k->out->advice.ptr[rival];
    if (rival >= first && its == ADVICE_TAKE)
        *clash = true;
    return its != ADVICE_TAKE && its != ADVICE_SAME_CODE;
}

/* Takes a whole group or nobody of it. */
static bool take_group(struct proposing *k, size_t first, size_t end)
{
    enum advice *advice = k->out->advice.ptr;
    uint64_t count = 0;
    bool clash = false;
    for (size_t i = first; i < end; i++) {
        advice[i] = is_free(k, i, first, &clash) ? ADVICE_TAKE : ADVICE_SAME_CODE;
        count += advice[i] == ADVICE_TAKE;
    }
    if (!clash && count <= k->out->left) {
        k->out->taken += count;
        k->out->left -= k->out->left == UINT64_MAX ? 0 : count;
        return true;
    }
    bool tied = end - first > 1 && k->out->left;
    for (size_t i = first; i < end; i++)
        if (advice[i] == ADVICE_TAKE || (tied && clash))
            advice[i] = tied ? ADVICE_TIED : ADVICE_NONE;
    if (tied) {
        k->out->tied_rank = k->ranking->ptr[first].rank;
        k->out->tied = end - first;
    }
    return false;
}

void proposal_make(const struct ranking *ranking, const struct case_head *const *heads,
                   const struct selected_codes *before, uint64_t room, struct proposal *out)
{
    struct proposing k = {.ranking = ranking, .heads = heads, .before = before, .out = out};
    out->left = room;
    for (size_t i = 0; i < ranking->len; i++)
        vec_push(&out->advice, ADVICE_NONE);
    find_rivals(&k);
    for (size_t at = 0; at < ranking->len && ranking->ptr[at].rank;) {
        size_t end = group_end(ranking, at);
        if (!take_group(&k, at, end))
            break;
        at = end;
    }
    vec_release(&k.rival);
}

void proposal_release(struct proposal *p)
{
    vec_release(&p->advice);
}
