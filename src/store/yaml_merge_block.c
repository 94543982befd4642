#include "store/yaml_lines.h"
#include "store/yaml_merge.h"
#include "store/yaml_style.h"

/* ---- where things are ---- */

/* The start of a line, behind a byte order mark. */
static size_t line_start(const struct merge *m, size_t at)
{
    size_t start = lines_start(m->source, at);
    return start == 0 && sv_starts(m->source, SV("\xEF\xBB\xBF")) ? 3 : start;
}

/* Where an entry of a map begins: at its key, or at the question mark before it. */
static size_t key_start(const struct merge *m, const struct yaml_node *value)
{
    size_t key = value->key->start, at = key;
    while (at && (m->source.ptr[at - 1] == ' ' || m->source.ptr[at - 1] == '\t'))
        at--;
    return at && at < key && m->source.ptr[at - 1] == '?' ? at - 1 : key;
}

/* Behind the last line of what ends at `end`, with the comments below it that are indented deeper
 * than its key or dash: they belong to what is in it. */
static size_t entry_end(const struct merge *m, size_t end, uint32_t indent)
{
    size_t done = lines_next(m->source, end);
    for (size_t at = done; at < m->source.len; at = lines_next(m->source, at)) {
        size_t text = lines_skip_white(m->source, at);
        if (text >= m->source.len || lines_break_at(m->source, text))
            continue;
        if (m->source.ptr[text] != '#' || text - at <= indent)
            break;
        done = lines_next(m->source, at);
    }
    return done;
}

/* ---- maps ---- */

/* `*glued`: the line has begun already ("- "), the key that comes next follows on it. */
static void put_new_keys(struct merge *m, const struct yaml_pairs *pairs, size_t first,
                         uint32_t indent, bool *glued)
{
    struct str text = {0};
    for (size_t i = first; i != SIZE_MAX; i = pairs->added.ptr[i].next) {
        const struct yaml_want *want = pairs->added.ptr[i].want;
        str_clear(&text);
        if (!*glued) {
            merge_finish_line(m);
            str_add_bytes(&text, ' ', indent);
        }
        *glued = false;
        yaml_add_key(&text, want->key, false);
        str_add_byte(&text, ':');
        yaml_add_value(&text, want, indent, false);
        str_add_byte(&text, '\n');
        merge_put(m, str_sv(&text));
        m->tail = merge_tail_of_want(want);
    }
    if (first != SIZE_MAX)
        merge_settle(m, indent);
    str_release(&text);
}

static void change_entry(struct merge *m, const struct yaml_pair *pair, uint32_t indent,
                         bool *glued)
{
    size_t start = key_start(m, pair->old), line = line_start(m, start);
    size_t end = entry_end(m, pair->old->end, indent);
    bool shares_line = lines_skip_white(m->source, line) < start;
    if (!pair->stays) {
        merge_copy(m, shares_line ? start : line);
        *glued |= shares_line;
        m->at = m->at > end ? m->at : end;
        merge_settle(m, indent);
        return;
    }
    if (*glued && m->at == line)
        m->at = start;
    *glued = false;
    merge_copy(m, start);
    m->tail = merge_tail_of_node(m, pair->old);
    if (pair->want) {
        size_t from = lines_behind_colon(m->source, pair->old->key->end);
        merge_value(m, pair->old, pair->want, (struct spot){from, indent, false, false});
    }
    merge_copy(m, end);
}

void merge_block_map(struct merge *m, const struct yaml_node *node, const struct yaml_pairs *pairs)
{
    uint32_t indent = node->column - 1;
    bool glued = false;
    m->tail = TAIL_PLAIN;
    for (size_t i = 0; i < pairs->old.len; i++) {
        change_entry(m, &pairs->old.ptr[i], indent, &glued);
        put_new_keys(m, pairs, pairs->old.ptr[i].first_new, indent, &glued);
    }
}

/* ---- lists ---- */

struct item {
    const struct yaml_node *node;
    size_t from; /* what stands above it begins */
    size_t own;  /* comments right above it begin */
    size_t dash;
    size_t end;
    bool stays;
};

struct list_merge {
    struct merge *m;
    uint32_t indent;
    VEC(struct item) items;
    size_t passed; /* items before this are done, or come later */
    size_t above;  /* the item that stands above what comes next, SIZE_MAX for a new one */
};

/* The next dash at or behind `at`, past comments. */
static size_t find_dash(struct sv source, size_t at)
{
    while (at < source.len && source.ptr[at] != '-')
        at = source.ptr[at] == '#' ? lines_end(source, at) : at + 1;
    return at;
}

/* Comment lines with no blank line between them and the dash go with the item. */
static size_t own_start(struct sv source, size_t from, size_t dash)
{
    size_t own = lines_start(source, dash), text_end;
    while (own > from) {
        size_t line = lines_before(source, own, &text_end);
        size_t text = lines_skip_white(source, line);
        if (text >= text_end || source.ptr[text] != '#')
            break;
        own = line;
    }
    return own > from ? own : from;
}

/* Comments above the first item may be about the whole list: they move with it, but do not go with
 * it. */
static void place_items(struct list_merge *l, const struct yaml_node *list, size_t from)
{
    size_t at = list->start;
    for (const struct yaml_node *node = list->first; node; node = node->next) {
        struct item item = {.node = node, .from = from};
        item.dash = find_dash(l->m->source, at);
        item.own = own_start(l->m->source, from, item.dash);
        item.end = entry_end(l->m, node->end, l->indent);
        if (node == list->first)
            item.own = lines_start(l->m->source, item.dash);
        vec_push(&l->items, item);
        at = node->end > item.dash ? node->end : item.dash + 1;
        from = item.end;
    }
}

/* Of items that go, the comments that stand by themselves above them stay. */
static void pass_to(struct list_merge *l, size_t to)
{
    for (; l->passed < to; l->passed++) {
        const struct item *item = &l->items.ptr[l->passed];
        struct sv above = sv_sub(l->m->source, item->from, item->own);
        if (item->stays || !sv_contains(above, SV("#")))
            continue;
        merge_finish_line(l->m);
        l->m->at = item->from;
        merge_settle(l->m, l->indent);
        merge_copy(l->m, item->own);
        l->m->tail = TAIL_PLAIN;
    }
}

static void put_item(struct list_merge *l, const struct yaml_want *want)
{
    struct str text = {0};
    str_add_bytes(&text, ' ', l->indent);
    str_add_byte(&text, '-');
    yaml_add_value(&text, want, l->indent, true);
    str_add_byte(&text, '\n');
    merge_finish_line(l->m);
    merge_put(l->m, str_sv(&text));
    str_release(&text);
    l->m->tail = merge_tail_of_want(want);
    l->above = SIZE_MAX;
}

static void change_item(struct list_merge *l, size_t index, const struct yaml_want *want)
{
    struct merge *m = l->m;
    const struct item *item = &l->items.ptr[index];
    bool moved = index == 0 ? l->above != SIZE_MAX - 1 : l->above != index - 1;
    pass_to(l, index);
    merge_finish_line(m);
    m->at = moved ? item->from : m->at > item->from ? m->at : item->from;
    if (moved)
        merge_settle(m, l->indent);
    merge_copy(m, item->dash + 1);
    m->tail = merge_tail_of_node(m, item->node);
    merge_value(m, item->node, want, (struct spot){item->dash + 1, l->indent, true, false});
    merge_copy(m, item->end);
    l->above = index;
    l->passed = index + 1 > l->passed ? index + 1 : l->passed;
}

void merge_block_list(struct merge *m, const struct yaml_node *list, const struct yaml_want *want,
                      size_t from)
{
    struct list_merge l = {.m = m, .indent = list->column - 1, .above = SIZE_MAX - 1};
    struct yaml_items found = {0};
    size_t i = 0;
    place_items(&l, list, from);
    yaml_match_items(list, want, &found);
    for (i = 0; i < found.len; i++)
        if (found.ptr[i].node)
            l.items.ptr[found.ptr[i].index].stays = true;
    merge_copy(m, l.items.ptr[0].from);
    m->tail = TAIL_PLAIN;
    i = 0;
    for (const struct yaml_want *child = want->first; child; child = child->next, i++)
        if (found.ptr[i].node)
            change_item(&l, found.ptr[i].index, child);
        else
            put_item(&l, child);
    pass_to(&l, l.items.len);
    if (l.above != l.items.len - 1) {
        m->at = l.items.ptr[l.items.len - 1].end;
        merge_settle(m, l.indent);
    }
    vec_release(&found);
    vec_release(&l.items);
}
