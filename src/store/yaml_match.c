#include "store/yaml_match.h"

#include <stdlib.h>

#include "store/yaml_style.h"

/* ---- keys ---- */

/* Both sides name their keys in nearly the same order: looking on from the last one found makes a
 * whole map cost one pass. */
static const struct yaml_want *find_want(const struct yaml_want *map, struct sv key,
                                         const struct yaml_want **next)
{
    const struct yaml_want *from = *next ? *next : map->first, *at = from;
    while (at) {
        if (sv_eq(at->key, key)) {
            *next = at->next;
            return at;
        }
        at = at->next ? at->next : map->first;
        if (at == from)
            break;
    }
    return NULL;
}

static struct yaml_node *find_node(const struct yaml_node *map, struct sv key,
                                   struct yaml_node **next)
{
    struct yaml_node *from = *next ? *next : map->first, *at = from;
    while (at) {
        if (sv_eq(at->key->text, key)) {
            *next = at->next;
            return at;
        }
        at = at->next ? at->next : map->first;
        if (at == from)
            break;
    }
    return NULL;
}

/* A key without a value says nothing. */
static bool says_nothing(const struct yaml_node *node)
{
    return !node || (node->kind == YAML_SCALAR && node->text.len == 0);
}

/* Will a key of the file still be there? */
static bool stays(const struct yaml_node *node, const struct yaml_want *want)
{
    if (says_nothing(node) || yaml_want_there(want))
        return true;
    if (want->kind == WANT_ABSENT || node->kind != YAML_MAP)
        return false;
    const struct yaml_want *next = NULL;
    for (const struct yaml_node *child = node->first; child; child = child->next) {
        const struct yaml_want *known = find_want(want, child->key->text, &next);
        if (known ? stays(child, known) : !want->whole)
            return true;
    }
    return false;
}

/* ---- sameness ---- */

static bool same_list(const struct yaml_node *node, const struct yaml_want *want)
{
    const struct yaml_node *item = node->first;
    const struct yaml_want *child = want->first;
    for (; item && child; item = item->next, child = child->next)
        if (!yaml_same(item, child))
            return false;
    return !item && !child;
}

static bool same_map(const struct yaml_node *node, const struct yaml_want *want)
{
    struct yaml_node *next_node = NULL;
    const struct yaml_want *next_want = NULL;
    if (!stays(node, want))
        return false;
    for (const struct yaml_want *child = want->first; child; child = child->next)
        if (!yaml_same(find_node(node, child->key, &next_node), child))
            return false;
    if (!want->whole)
        return true;
    for (const struct yaml_node *child = node->first; child; child = child->next)
        if (!find_want(want, child->key->text, &next_want))
            return false;
    return true;
}

static bool wants_nothing(const struct yaml_want *want)
{
    for (const struct yaml_want *child = want->first; child; child = child->next)
        if (yaml_want_there(child))
            return false;
    return true;
}

bool yaml_same(const struct yaml_node *node, const struct yaml_want *want)
{
    if (!node)
        return !yaml_want_there(want);
    if (want->kind == WANT_ABSENT)
        return says_nothing(node);
    if (want->kind == WANT_MAP)
        return node->kind == YAML_MAP ? same_map(node, want)
                                      : says_nothing(node) && wants_nothing(want);
    if (want->kind == WANT_LIST)
        return node->kind == YAML_LIST ? same_list(node, want) : says_nothing(node) && !want->first;
    return node->kind == YAML_SCALAR && sv_eq(yaml_prose(node), want->text);
}

/* ---- pairs ---- */

static size_t find_pair(const struct yaml_pairs *pairs, struct sv key, size_t *next)
{
    for (size_t i = 0; i < pairs->old.len; i++) {
        size_t at = (*next + i) % pairs->old.len;
        if (sv_eq(pairs->old.ptr[at].old->key->text, key)) {
            *next = at + 1;
            return at;
        }
    }
    return SIZE_MAX;
}

static void add_new(struct yaml_pairs *pairs, const struct yaml_want *want, size_t behind)
{
    size_t added = pairs->added.len;
    bool alone = behind == SIZE_MAX;
    size_t *first = alone ? &pairs->first_new : &pairs->old.ptr[behind].first_new;
    size_t *last = alone ? &pairs->last_new : &pairs->old.ptr[behind].last_new;
    vec_push(&pairs->added, (struct yaml_added){want, SIZE_MAX});
    if (*last == SIZE_MAX)
        *first = added;
    else
        pairs->added.ptr[*last].next = added;
    *last = added;
    pairs->left++;
}

void yaml_pairs_make(const struct yaml_node *map, const struct yaml_want *want,
                     struct yaml_pairs *out)
{
    *out = (struct yaml_pairs){.first_new = SIZE_MAX, .last_new = SIZE_MAX};
    for (struct yaml_node *node = map->first; node; node = node->next)
        vec_push(&out->old, (struct yaml_pair){node, NULL, true, SIZE_MAX, SIZE_MAX});
    size_t behind = out->old.len ? out->old.len - 1 : SIZE_MAX, next = 0;
    for (const struct yaml_want *child = want->first; child; child = child->next) {
        size_t at = find_pair(out, child->key, &next);
        if (at == SIZE_MAX) {
            if (yaml_want_there(child))
                add_new(out, child, behind);
            continue;
        }
        behind = at;
        out->old.ptr[at].want = child;
    }
    for (size_t i = 0; i < out->old.len; i++) {
        struct yaml_pair *pair = &out->old.ptr[i];
        pair->stays = pair->want ? stays(pair->old, pair->want) : !want->whole;
        out->left += pair->stays;
    }
}

void yaml_pairs_release(struct yaml_pairs *pairs)
{
    vec_release(&pairs->old);
    vec_release(&pairs->added);
}

/* ---- items ---- */

struct named {
    struct sv id;
    size_t index;
};

VEC_TYPE(named_items, struct named);

static int by_id(const void *a, const void *b)
{
    const struct named *x = a, *y = b;
    int order = sv_cmp(x->id, y->id);
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

static void sort_named(struct named_items *items)
{
    if (items->len)
        qsort(items->ptr, items->len, sizeof *items->ptr, by_id);
}

struct matching {
    VEC(struct yaml_node *) old; /* those found again become NULL */
    VEC(bool) nameless;          /* of those, which no id tells from the others */
    VEC(const struct yaml_want *) want;
    struct yaml_items *out;
};

static void match(struct matching *m, size_t want, size_t old)
{
    m->out->ptr[want] = (struct yaml_item){m->old.ptr[old], old};
    m->old.ptr[old] = NULL;
}

/* Both sides sorted: a file with many equal ids still costs no more than the sorting. */
static void match_by_id(struct matching *m)
{
    struct named_items olds = {0}, wants = {0};
    for (size_t i = 0; i < m->old.len; i++) {
        struct sv id = yaml_get_text(m->old.ptr[i], SV("id"));
        vec_push(&m->nameless, id.len == 0);
        if (id.len)
            vec_push(&olds, (struct named){id, i});
    }
    for (size_t i = 0; i < m->want.len; i++)
        if (m->want.ptr[i]->id.len)
            vec_push(&wants, (struct named){m->want.ptr[i]->id, i});
    sort_named(&olds);
    sort_named(&wants);
    /* A row copied by hand has the id of the one it was copied from. */
    for (size_t i = 1; i < olds.len; i++)
        m->nameless.ptr[olds.ptr[i].index] = sv_eq(olds.ptr[i].id, olds.ptr[i - 1].id);
    for (size_t i = 0, k = 0; i < olds.len && k < wants.len;) {
        int order = sv_cmp(olds.ptr[i].id, wants.ptr[k].id);
        if (order == 0)
            match(m, wants.ptr[k].index, olds.ptr[i].index);
        i += order <= 0;
        k += order >= 0;
    }
    vec_release(&olds);
    vec_release(&wants);
}

/* Rows that were given an id of their own only now. */
static void match_nameless(struct matching *m)
{
    size_t old = 0;
    for (size_t i = 0; i < m->want.len; i++) {
        if (m->out->ptr[i].node)
            continue;
        while (old < m->old.len &&
               (!m->old.ptr[old] || m->old.ptr[old]->kind != YAML_MAP || !m->nameless.ptr[old]))
            old++;
        if (old < m->old.len)
            match(m, i, old);
    }
}

/* Equal ones at both ends first: then an item put in or taken out in the middle leaves the others
 * alone. */
static void match_by_place(struct matching *m)
{
    size_t first = 0, wants = m->want.len, olds = m->old.len;
    for (; first < wants && first < olds; first++) {
        if (!yaml_same(m->old.ptr[first], m->want.ptr[first]))
            break;
        match(m, first, first);
    }
    while (wants > first && olds > first && yaml_same(m->old.ptr[olds - 1], m->want.ptr[wants - 1]))
        match(m, --wants, --olds);
    for (; first < wants && first < olds; first++)
        match(m, first, first);
}

void yaml_match_items(const struct yaml_node *list, const struct yaml_want *want,
                      struct yaml_items *out)
{
    struct matching m = {.out = out};
    bool named = false;
    for (struct yaml_node *item = list->first; item; item = item->next)
        vec_push(&m.old, item);
    for (const struct yaml_want *child = want->first; child; child = child->next) {
        vec_push(&m.want, child);
        vec_push(out, (struct yaml_item){0});
        named |= child->id.len > 0;
    }
    if (named) {
        match_by_id(&m);
        match_nameless(&m);
    } else {
        match_by_place(&m);
    }
    vec_release(&m.old);
    vec_release(&m.nameless);
    vec_release(&m.want);
}

/* ---- the result ---- */

/* The last line of a file may have been given the break it lacked: texts count as prose. */
static bool equal_nodes(const struct yaml_node *a, const struct yaml_node *b)
{
    if (a->kind != b->kind || a->count != b->count)
        return false;
    if (a->kind == YAML_SCALAR && !sv_eq(yaml_prose(a), yaml_prose(b)))
        return false;
    if (a->key && b->key && !sv_eq(a->key->text, b->key->text))
        return false;
    for (a = a->first, b = b->first; a && b; a = a->next, b = b->next)
        if (!equal_nodes(a, b))
            return false;
    return true;
}

static bool keeps_others(const struct yaml_node *made, const struct yaml_node *old,
                         const struct yaml_want *want);

static bool map_keeps_others(const struct yaml_node *made, const struct yaml_node *old,
                             const struct yaml_want *want)
{
    struct yaml_node *next_made = NULL;
    const struct yaml_want *next_want = NULL;
    for (const struct yaml_node *child = old->first; child; child = child->next) {
        const struct yaml_want *known = find_want(want, child->key->text, &next_want);
        const struct yaml_node *now = find_node(made, child->key->text, &next_made);
        if (!known && !want->whole && (!now || !equal_nodes(now, child)))
            return false;
        if (known && now && !keeps_others(now, child, known))
            return false;
    }
    return true;
}

static bool list_keeps_others(const struct yaml_node *made, const struct yaml_node *old,
                              const struct yaml_want *want)
{
    struct yaml_items items = {0};
    bool ok = true;
    size_t i = 0;
    yaml_match_items(old, want, &items);
    const struct yaml_want *child = want->first;
    for (const struct yaml_node *now = made->first; ok && now && child;
         now = now->next, child = child->next, i++)
        ok = !items.ptr[i].node || keeps_others(now, items.ptr[i].node, child);
    vec_release(&items);
    return ok;
}

static bool keeps_others(const struct yaml_node *made, const struct yaml_node *old,
                         const struct yaml_want *want)
{
    if (want->kind == WANT_MAP && made->kind == YAML_MAP && old->kind == YAML_MAP)
        return map_keeps_others(made, old, want);
    if (want->kind == WANT_LIST && made->kind == YAML_LIST && old->kind == YAML_LIST)
        return list_keeps_others(made, old, want);
    return true;
}

bool yaml_verify(const struct yaml_node *made, const struct yaml_node *old,
                 const struct yaml_want *want)
{
    /* A file without keys says as much as an empty map. */
    static const struct yaml_node none = {.kind = YAML_MAP};
    made = made ? made : &none;
    return yaml_same(made, want) && (!old || keeps_others(made, old, want));
}
