#include "store/yaml_lines.h"
#include "store/yaml_merge.h"
#include "store/yaml_style.h"

/* One entry between braces; what is between two of them (a comma, blanks, a line break) belongs to
 * the one behind it. */
struct entry {
    size_t start;
    size_t end;
};

struct flow {
    struct merge *m;
    const struct yaml_node *node;
    VEC(struct entry) entries;
    bool any; /* something was written between the braces */
};

static struct entry entry_of(const struct yaml_node *node)
{
    size_t start = node->key ? node->key->start : node->start;
    /* "[a: b]" is a map without braces: its key begins it. */
    size_t end = node->key && node->key->end > node->end ? node->key->end : node->end;
    return (struct entry){start, end};
}

static void flow_begin(struct flow *f, struct merge *m, const struct yaml_node *node)
{
    *f = (struct flow){.m = m, .node = node};
    for (const struct yaml_node *child = node->first; child; child = child->next)
        vec_push(&f->entries, entry_of(child));
    merge_copy(m, node->start + 1);
}

static void flow_end(struct flow *f)
{
    size_t close = f->node->end - 1;
    f->m->at = f->any && f->entries.len ? f->entries.ptr[f->entries.len - 1].end : close;
    merge_copy(f->m, f->node->end);
    vec_release(&f->entries);
}

/* Up to the start of an entry of the file, with what separates it from the one before. */
static void flow_go_to(struct flow *f, size_t index)
{
    size_t before = index == 0 ? f->node->start + 1 : f->entries.ptr[index - 1].end;
    if (!f->any) {
        f->m->at = f->node->start + 1;
        merge_copy(f->m, f->entries.ptr[0].start);
        f->m->at = f->entries.ptr[index].start;
    } else if (index == 0) {
        merge_put(f->m, SV(", "));
        f->m->at = f->entries.ptr[0].start;
    } else {
        f->m->at = before;
        merge_copy(f->m, f->entries.ptr[index].start);
    }
    f->any = true;
}

static void flow_put(struct flow *f, struct sv text)
{
    if (f->any) {
        merge_put(f->m, SV(", "));
    } else if (f->entries.len) {
        f->m->at = f->node->start + 1;
        merge_copy(f->m, f->entries.ptr[0].start);
    }
    merge_put(f->m, text);
    f->any = true;
}

static struct spot flow_spot(void)
{
    return (struct spot){.in_flow = true};
}

static void add_value(struct str *out, const struct yaml_want *want)
{
    if (want->kind == WANT_MAP || want->kind == WANT_LIST)
        yaml_add_flow(out, want);
    else
        yaml_add_line(out, want, true);
}

/* ---- maps ---- */

static void put_keys(struct flow *f, const struct yaml_pairs *pairs, size_t first)
{
    struct str text = {0};
    for (size_t i = first; i != SIZE_MAX; i = pairs->added.ptr[i].next) {
        const struct yaml_want *want = pairs->added.ptr[i].want;
        str_clear(&text);
        yaml_add_key(&text, want->key, true);
        str_add(&text, SV(": "));
        add_value(&text, want);
        flow_put(f, str_sv(&text));
    }
    str_release(&text);
}

void merge_flow_map(struct merge *m, const struct yaml_node *node, const struct yaml_pairs *pairs)
{
    struct flow f;
    flow_begin(&f, m, node);
    put_keys(&f, pairs, pairs->first_new);
    for (size_t i = 0; i < pairs->old.len; i++) {
        const struct yaml_pair *pair = &pairs->old.ptr[i];
        if (pair->stays) {
            flow_go_to(&f, i);
            if (pair->want)
                merge_value(m, pair->old, pair->want, flow_spot());
            merge_copy(m, f.entries.ptr[i].end);
        }
        put_keys(&f, pairs, pair->first_new);
    }
    flow_end(&f);
}

/* ---- lists ---- */

static void put_item(struct flow *f, const struct yaml_want *want)
{
    struct str text = {0};
    add_value(&text, want);
    flow_put(f, str_sv(&text));
    str_release(&text);
}

void merge_flow_list(struct merge *m, const struct yaml_node *list, const struct yaml_want *want)
{
    struct flow f;
    struct yaml_items found = {0};
    size_t i = 0;
    flow_begin(&f, m, list);
    yaml_match_items(list, want, &found);
    for (const struct yaml_want *child = want->first; child; child = child->next, i++) {
        const struct yaml_item *item = &found.ptr[i];
        if (!item->node) {
            put_item(&f, child);
            continue;
        }
        flow_go_to(&f, item->index);
        merge_value(m, item->node, child, flow_spot());
        merge_copy(m, f.entries.ptr[item->index].end);
    }
    flow_end(&f);
    vec_release(&found);
}

/* ---- out of the braces ---- */

/* Is there prose in it, which has no place between braces? Lists stay there as they are. */
static bool wants_lines(const struct yaml_want *want)
{
    if (want->kind != WANT_MAP || want->flow)
        return yaml_want_literal(want);
    for (const struct yaml_want *child = want->first; child; child = child->next)
        if (wants_lines(child))
            return true;
    return false;
}

static bool pair_wants_lines(const struct yaml_pair *pair)
{
    return pair->want && wants_lines(pair->want) && !yaml_same(pair->old, pair->want);
}

static bool any_wants_lines(const struct yaml_pairs *pairs)
{
    for (size_t i = 0; i < pairs->added.len; i++)
        if (wants_lines(pairs->added.ptr[i].want))
            return true;
    for (size_t i = 0; i < pairs->old.len; i++)
        if (pair_wants_lines(&pairs->old.ptr[i]))
            return true;
    return false;
}

/* All on one line, so that no comment is lost and no text folded otherwise; each key with its
 * colon. */
static bool can_leave_braces(const struct merge *m, const struct yaml_node *node)
{
    if (lines_end(m->source, node->start) < node->end)
        return false;
    for (const struct yaml_node *child = node->first; child; child = child->next)
        if (lines_behind_colon(m->source, child->key->end) == child->key->end)
            return false;
    return true;
}

/* `*glued`: on the line of a dash, where the first key begins. */
static void begin_line(struct merge *m, struct sv key, uint32_t indent, bool *glued)
{
    struct str text = {0};
    str_add_byte(&text, *glued ? ' ' : '\n');
    str_add_bytes(&text, ' ', *glued ? 0 : indent);
    *glued = false;
    yaml_add_key(&text, key, false);
    str_add_byte(&text, ':');
    merge_put(m, str_sv(&text));
    str_release(&text);
}

static void put_line(struct merge *m, const struct yaml_want *want, uint32_t indent, bool *glued)
{
    struct str text = {0};
    begin_line(m, want->key, indent, glued);
    yaml_add_value(&text, want, indent, false);
    merge_put(m, str_sv(&text));
    m->tail = merge_tail_of_want(want);
    str_release(&text);
}

static void put_lines(struct merge *m, const struct yaml_pairs *pairs, uint32_t indent, bool glued);

static void put_old_line(struct merge *m, const struct yaml_pair *pair, uint32_t indent,
                         bool *glued)
{
    const struct yaml_node *old = pair->old;
    bool lines = pair_wants_lines(pair);
    bool maps = lines && old->kind == YAML_MAP && pair->want->kind == WANT_MAP;
    if (maps && can_leave_braces(m, old)) {
        struct yaml_pairs inner;
        yaml_pairs_make(old, pair->want, &inner);
        begin_line(m, old->key->text, indent, glued);
        put_lines(m, &inner, indent + YAML_STEP, false);
        yaml_pairs_release(&inner);
    } else if (lines && !maps) {
        put_line(m, pair->want, indent, glued);
    } else {
        begin_line(m, old->key->text, indent, glued);
        m->at = lines_behind_colon(m->source, old->key->end);
        if (pair->want)
            merge_value(m, old, pair->want, flow_spot());
        merge_copy(m, old->end);
        m->tail = TAIL_PLAIN;
    }
}

static void put_lines(struct merge *m, const struct yaml_pairs *pairs, uint32_t indent, bool glued)
{
    for (size_t k = pairs->first_new; k != SIZE_MAX; k = pairs->added.ptr[k].next)
        put_line(m, pairs->added.ptr[k].want, indent, &glued);
    for (size_t i = 0; i < pairs->old.len; i++) {
        if (pairs->old.ptr[i].stays)
            put_old_line(m, &pairs->old.ptr[i], indent, &glued);
        for (size_t k = pairs->old.ptr[i].first_new; k != SIZE_MAX; k = pairs->added.ptr[k].next)
            put_line(m, pairs->added.ptr[k].want, indent, &glued);
    }
}

bool merge_flow_to_block(struct merge *m, const struct yaml_node *node,
                         const struct yaml_pairs *pairs, const struct spot *spot)
{
    if (!any_wants_lines(pairs) || !can_leave_braces(m, node))
        return false;
    size_t end = lines_end(m->source, node->end);
    bool below = lines_end(m->source, spot->from) < node->start;
    merge_copy(m, below ? node->start : spot->from);
    str_add(m->out, sv_sub(m->source, node->end, end));
    put_lines(m, pairs, spot->indent + YAML_STEP, spot->item && !below && end == node->end);
    m->at = end;
    merge_end_block(m, spot->indent);
    return true;
}
