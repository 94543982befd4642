#include "draft/draft_io.h"

#include "draft/draft_io_carry.h"
#include "draft/draft_io_finals.h"
#include "draft/draft_io_node.h"
#include "store/yaml_match.h"

/* What composing carries along: the arena of the wanted tree, and the tree of the file there is.
 * What a file says in other words than ours (true for yes, an option's label for its id) stays as
 * it is while the answer is the same; so each value is composed with the node it now has, NULL
 * where there is none. */
struct writer {
    struct arena arena;
    const struct draft *draft;
};

static const struct yaml_node *child_of(const struct yaml_node *map, struct sv key)
{
    return map && map->kind == YAML_MAP ? yaml_get(map, key) : NULL;
}

static struct yaml_want *add(struct writer *w, struct yaml_want *map, struct sv key,
                             enum want_kind kind)
{
    return yaml_want_add(map, key, yaml_want_new(&w->arena, kind));
}

static void add_text(struct writer *w, struct yaml_want *map, struct sv key, struct sv text)
{
    add(w, map, key, text.len ? WANT_SCALAR : WANT_ABSENT)->text = text;
}

static void add_number(struct writer *w, struct yaml_want *map, struct sv key, int64_t number)
{
    struct str text = {0};
    str_add_f(&text, "%lld", (long long)number);
    struct yaml_want *want = add(w, map, key, WANT_SCALAR);
    want->text = arena_copy(&w->arena, str_sv(&text));
    want->bare = true;
    str_release(&text);
}

/* ---- answers ---- */

static bool add_field(struct writer *w, struct yaml_want *map, struct place p,
                      const struct yaml_node *parent);

/* What stands in the file and is no answer is its writer's all the same: it stays until an answer
 * takes its place. */
static bool is_no_answer(const struct field *field, const struct yaml_node *node)
{
    unsigned flags = kind_flags(field->kind);
    if (node_says_nothing(node))
        return false;
    if (flags & KIND_ROWS)
        return node->kind != YAML_LIST;
    if (!(flags & KIND_LEAF))
        return node->kind != YAML_MAP;
    struct str value = {0};
    bool read = node_value(field, node, &value, NULL);
    str_release(&value);
    return !read;
}

/* Does the file say this answer already. */
static bool says(const struct field *field, const struct yaml_node *node, struct sv value)
{
    struct str read = {0};
    bool same = node && node_value(field, node, &read, NULL) && sv_eq(str_sv(&read), value);
    str_release(&read);
    return same;
}

/* Entries by line as a list on one line. */
static void add_list(struct writer *w, struct yaml_want *map, const struct field *field,
                     struct sv value, const struct yaml_node *node)
{
    struct sv piece;
    bool same = says(field, node, value);
    if (same && node->kind == YAML_SCALAR) {
        add(w, map, field_key(field), WANT_SCALAR)->text = node->text;
        return;
    }
    struct yaml_want *list = add(w, map, field_key(field), WANT_LIST);
    list->flow = true;
    for (const struct yaml_node *item = same ? node->first : NULL; item; item = item->next)
        add(w, list, SV(""), WANT_SCALAR)->text = item->text;
    while (!same && sv_next(&value, '\n', &piece))
        add(w, list, SV(""), WANT_SCALAR)->text = piece;
}

static bool add_leaf(struct writer *w, struct yaml_want *map, const struct field *field,
                     struct place p, const struct yaml_node *node)
{
    unsigned flags = kind_flags(field->kind);
    struct sv value = draft_text(w->draft, p);
    if (value.len == 0) {
        add(w, map, field_key(field), WANT_ABSENT);
        return false;
    }
    if (flags & KIND_LIST) {
        add_list(w, map, field, value, node);
        return true;
    }
    struct yaml_want *want =
        add(w, map, field_key(field), flags & KIND_PROSE ? WANT_PROSE : WANT_SCALAR);
    bool chosen = !(flags & KIND_TYPED) && says(field, node, value);
    want->text = chosen ? node->text : value;
    want->bare = field->kind == FIELD_YESNO;
    return true;
}

/* Children on one line when they are short, below each other when they are not. */
static bool fits_a_line(const struct writer *w, const struct field *field, uint32_t row)
{
    size_t bytes = 0;
    for (uint32_t f = field->index + 1; f < field->end; f++) {
        const struct field *child = &w->draft->form->fields[f];
        struct sv text = draft_text(w->draft, (struct place){f, row});
        if (sv_find_byte(text, '\n', 0) != SV_NONE && !(kind_flags(child->kind) & KIND_LIST))
            return false;
        bytes += text.len;
    }
    return bytes <= 120;
}

static bool add_children(struct writer *w, struct yaml_want *map, struct place p,
                         const struct yaml_node *node)
{
    bool any = false;
    const struct form *form = w->draft->form;
    const struct field *field = &form->fields[p.field];
    for (const struct field *child = field_first_child(form, field); child;
         child = field_next_child(form, field, child))
        any |= add_field(w, map, (struct place){child->index, p.row}, node);
    return any;
}

/* The nodes the rows were read from, NULL for new ones: by their ids as yaml_merge finds them
 * again, in tables without ids by place. */
static void match_rows(struct writer *w, const struct rows *rows, bool ids,
                       const struct yaml_node *list, struct yaml_items *out)
{
    struct yaml_want *want = yaml_want_new(&w->arena, WANT_LIST);
    struct yaml_node *item = list ? list->first : NULL;
    for (size_t i = 0; i < rows->len; i++) {
        while (item && item->kind != YAML_MAP)
            item = item->next;
        if (ids)
            add(w, want, SV(""), WANT_MAP)->id = str_sv(&rows->ptr[i].id);
        else
            vec_push(out, (struct yaml_item){.node = item});
        item = item ? item->next : NULL;
    }
    if (ids && list)
        yaml_match_items(list, want, out);
}

static void add_row(struct writer *w, struct yaml_want *list, struct place p, struct sv id,
                    const struct yaml_node *node)
{
    const struct field *table = &w->draft->form->fields[p.field];
    struct yaml_want *row = add(w, list, SV(""), WANT_MAP);
    row->id = id;
    if (id.len)
        add_text(w, row, SV("id"), id);
    else
        row->flow = fits_a_line(w, table, p.row);
    add_children(w, row, p, node);
}

/* Rows, and behind them what stands in the list and is none. */
static bool add_rows(struct writer *w, struct yaml_want *map, const struct field *table,
                     const struct yaml_node *node)
{
    const struct rows *rows = draft_rows(w->draft, table->index);
    bool hidden = !field_child(w->draft->form, table, SV("id"));
    const struct yaml_node *list = node && node->kind == YAML_LIST ? node : NULL;
    struct yaml_want *want = yaml_want_new(&w->arena, WANT_LIST);
    struct yaml_items nodes = {0};
    match_rows(w, rows, hidden, list, &nodes);
    for (size_t i = 0; i < rows->len; i++) {
        struct sv id = hidden ? str_sv(&rows->ptr[i].id) : SV("");
        add_row(w, want, (struct place){table->index, rows->ptr[i].key}, id,
                i < nodes.len ? nodes.ptr[i].node : NULL);
    }
    vec_release(&nodes);
    for (const struct yaml_node *item = list ? list->first : NULL; item; item = item->next)
        if (item->kind != YAML_MAP && !node_says_nothing(item))
            node_add_copy(&w->arena, want, item);
    if (want->first)
        yaml_want_add(map, field_key(table), want);
    else
        add(w, map, field_key(table), WANT_ABSENT);
    return want->first != NULL;
}

/* Writes what a field wants into `map`; false when there is no answer. */
static bool add_field(struct writer *w, struct yaml_want *map, struct place p,
                      const struct yaml_node *parent)
{
    const struct field *field = &w->draft->form->fields[p.field];
    const struct yaml_node *node = child_of(parent, field_key(field));
    unsigned flags = kind_flags(field->kind);
    if ((flags & KIND_INFO) || (is_no_answer(field, node) && !draft_filled(w->draft, p)))
        return false;
    if (flags & KIND_LEAF)
        return add_leaf(w, map, field, p, node);
    if (flags & KIND_ROWS)
        return add_rows(w, map, field, node);
    struct yaml_want *inner = add(w, map, field_key(field), WANT_MAP);
    inner->flow = (field->kind == FIELD_ITEM || field->kind == FIELD_MATERIAL) &&
                  fits_a_line(w, field, p.row);
    inner->optional = true;
    return add_children(w, inner, p, node);
}

/* The map that holds "a.b.c" is b in a: the heads of a path are groups. */
static struct yaml_want *group_for(struct writer *w, struct yaml_want *answers, struct sv path)
{
    struct yaml_want *at = answers;
    for (size_t dot; (dot = sv_find_byte(path, '.', 0)) != SV_NONE;
         path = sv_from_offset(path, dot + 1)) {
        struct sv key = sv_sub(path, 0, dot);
        struct yaml_want *child = at->first;
        while (child && !sv_eq(child->key, key))
            child = child->next;
        if (!child) {
            child = add(w, at, key, WANT_MAP);
            child->optional = true;
        }
        at = child;
    }
    return at;
}

/* The node that holds "a.b.c" is that of b in that of a. */
static const struct yaml_node *group_node(const struct yaml_node *answers, struct sv path)
{
    for (size_t dot; (dot = sv_find_byte(path, '.', 0)) != SV_NONE;
         path = sv_from_offset(path, dot + 1))
        answers = child_of(answers, sv_sub(path, 0, dot));
    return answers;
}

/* Is any field answered whose path begins with `head`; an empty one: any at all. */
static bool any_filled(const struct draft *d, struct sv head)
{
    const struct form *form = d->form;
    for (uint32_t f = 0; f < form->field_count; f = form->fields[f].end) {
        struct sv path = form->fields[f].path;
        bool below = head.len == 0 ||
                     (sv_starts(path, head) && path.len > head.len && path.ptr[head.len] == '.');
        if (below && draft_filled(d, (struct place){f, 0}))
            return true;
    }
    return false;
}

/* Does the file say something else where a group of fields belongs. That stays, as for fields,
 * until an answer takes its place. */
static bool is_no_group(const struct draft *d, const struct yaml_node *answers, struct sv path)
{
    const struct yaml_node *at = answers;
    size_t end = 0, dot = 0;
    for (; at && at->kind == YAML_MAP; end = dot) {
        size_t from = end ? end + 1 : 0;
        dot = sv_find_byte(path, '.', from);
        if (dot == SV_NONE)
            return false;
        at = yaml_get(at, sv_sub(path, from, dot));
    }
    return !node_says_nothing(at) && !any_filled(d, sv_sub(path, 0, end));
}

static void add_answers(struct writer *w, struct yaml_want *root, const struct yaml_node *node)
{
    const struct form *form = w->draft->form;
    if (!node_says_nothing(node) && node->kind != YAML_MAP && !any_filled(w->draft, SV("")))
        return;
    struct yaml_want *answers = add(w, root, SV("answers"), WANT_MAP);
    for (uint32_t f = 0; f < form->field_count; f = form->fields[f].end) {
        struct sv path = form->fields[f].path;
        if (!is_no_group(w->draft, node, path))
            add_field(w, group_for(w, answers, path), (struct place){f, 0}, group_node(node, path));
    }
}

/* ---- the head and what the writer said ---- */

/* Something else stands where `kind` belongs: that stays until there is something to be said. */
static bool is_no(enum yaml_kind kind, const struct yaml_node *node)
{
    return !node_says_nothing(node) && node->kind != kind;
}

/* Ours, and behind it what is no text. */
static void add_remarks(struct writer *w, struct yaml_want *root, const struct remarks *remarks,
                        struct sv key, const struct yaml_node *node)
{
    if (is_no(YAML_MAP, node) && remarks->len == 0)
        return;
    struct yaml_want *map = yaml_want_new(&w->arena, WANT_MAP);
    map->whole = true;
    for (size_t i = 0; i < remarks->len; i++)
        add_text(w, map, str_sv(&remarks->ptr[i].about), str_sv(&remarks->ptr[i].text));
    bool parts = node && node->kind == YAML_MAP;
    for (const struct yaml_node *part = parts ? node->first : NULL; part; part = part->next)
        if (part->kind != YAML_SCALAR && !remark_find(remarks, part->key->text))
            node_add_copy(&w->arena, map, part);
    if (map->first)
        yaml_want_add(root, key, map);
    else
        add(w, root, key, WANT_ABSENT);
}

static bool lists_text(const struct yaml_want *list, struct sv text)
{
    for (const struct yaml_want *item = list->first; item; item = item->next)
        if (sv_eq(item->text, text))
            return true;
    return false;
}

/* A section as the file calls it, of this version or an earlier one, that is done now. */
static const struct section *done_section(const struct draft *d, struct sv id)
{
    const struct section *section = form_section_was(d->form, id);
    return section && d->done[section - d->form->sections] ? section : NULL;
}

/* Those the file names come first, in its order, sections of other versions among them. */
static void add_done(struct writer *w, struct yaml_want *root, const struct yaml_node *node)
{
    const struct form *form = w->draft->form;
    struct yaml_want *list = yaml_want_new(&w->arena, WANT_LIST);
    list->flow = true;
    bool listed = node && node->kind == YAML_LIST;
    for (const struct yaml_node *item = listed ? node->first : NULL; item; item = item->next) {
        const struct section *section = form_section(form, item->text);
        bool known = section || done_section(w->draft, item->text);
        if (!known || (section && w->draft->done[section - form->sections]))
            node_add_copy(&w->arena, list, item);
    }
    for (uint32_t s = 0; s < form->section_count; s++)
        if (w->draft->done[s] && !lists_text(list, form->sections[s].id))
            add(w, list, SV(""), WANT_SCALAR)->text = form->sections[s].id;
    if (list->first)
        yaml_want_add(root, SV("done"), list);
    else if (!is_no(YAML_LIST, node))
        add(w, root, SV("done"), WANT_ABSENT);
}

/* Demonstration data never stops being that; the file may say so in its own word. */
static void add_demo(struct writer *w, struct yaml_want *root, const struct yaml_node *file)
{
    struct sv said = file ? yaml_get_text(file, SV("demo")) : SV("");
    if (!w->draft->demo || said.len)
        return;
    struct yaml_want *demo = add(w, root, SV("demo"), WANT_SCALAR);
    demo->text = SV("true");
    demo->bare = true;
}

static struct yaml_want *want_draft(struct writer *w, const struct yaml_node *file)
{
    const struct draft *d = w->draft;
    struct yaml_want *root = yaml_want_new(&w->arena, WANT_MAP);
    add_number(w, root, SV("tianbiao"), 1);
    add_text(w, root, SV("form"), d->form->id);
    add_number(w, root, SV("form_version"), d->form_version);
    add_text(w, root, SV("draft_id"), str_sv(&d->id));
    add_number(w, root, SV("revision"), d->revision);
    draft_want_finals(&w->arena, root, d, file);
    add_demo(w, root, file);
    add_answers(w, root, child_of(file, SV("answers")));
    add_remarks(w, root, &d->pending, SV("pending"), child_of(file, SV("pending")));
    add_remarks(w, root, &d->accepted, SV("accepted"), child_of(file, SV("accepted")));
    add_remarks(w, root, &d->based_on, SV("based_on"), child_of(file, SV("based_on")));
    add_done(w, root, child_of(file, SV("done")));
    return root;
}

static bool compose(struct writer *w, struct sv source, const struct yaml_doc *doc, struct str *out,
                    struct err *e)
{
    return yaml_merge(source, doc, want_draft(w, doc->root), out, e);
}

/* A file of another version is carried over first. */
static bool carry(const struct draft *d, struct sv source, const struct yaml_doc *doc,
                  struct str *out)
{
    return doc->root && draft_version_of(doc->root) != d->form_version &&
           draft_carry_source(d, source, out);
}

bool draft_compose(const struct draft *d, struct sv source, struct str *out, struct err *e)
{
    struct yaml_doc doc, moved;
    struct writer w = {.draft = d};
    struct str carried = {0};
    if (!yaml_read(source, "", &doc, e))
        return false;
    bool ok;
    if (carry(d, source, &doc, &carried) && yaml_read(str_sv(&carried), "", &moved, NULL)) {
        ok = compose(&w, str_sv(&carried), &moved, out, e);
        yaml_release(&moved);
    } else {
        ok = compose(&w, source, &doc, out, e);
    }
    yaml_release(&doc);
    arena_release(&w.arena);
    str_release(&carried);
    return ok;
}
