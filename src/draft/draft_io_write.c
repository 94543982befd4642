#include "draft/draft_io.h"

#include "base/i18n.h"
#include "store/yaml_write.h"

/* What composing carries along: the arena of the wanted tree, and the tree of the file there is. */
struct writer {
    struct arena arena;
    const struct draft *draft;
};

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

static bool add_field(struct writer *w, struct yaml_want *map, struct place p);

/* Entries by line as a list on one line. */
static bool add_list(struct writer *w, struct yaml_want *map, struct sv key, struct sv value)
{
    struct sv piece;
    if (value.len == 0) {
        add(w, map, key, WANT_ABSENT);
        return false;
    }
    struct yaml_want *list = add(w, map, key, WANT_LIST);
    list->flow = true;
    while (sv_next(&value, '\n', &piece))
        add(w, list, SV(""), WANT_SCALAR)->text = piece;
    return true;
}

static bool add_leaf(struct writer *w, struct yaml_want *map, const struct field *field,
                     struct place p)
{
    struct sv value = draft_text(w->draft, p);
    if (kind_flags(field->kind) & KIND_LIST)
        return add_list(w, map, field->id, value);
    if (value.len == 0) {
        add(w, map, field->id, WANT_ABSENT);
        return false;
    }
    bool prose = kind_flags(field->kind) & KIND_PROSE;
    struct yaml_want *want = add(w, map, field->id, prose ? WANT_PROSE : WANT_SCALAR);
    want->text = value;
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

static bool add_children(struct writer *w, struct yaml_want *map, const struct field *field,
                         uint32_t row)
{
    bool any = false;
    const struct form *form = w->draft->form;
    for (const struct field *child = field_first_child(form, field); child;
         child = field_next_child(form, field, child))
        any |= add_field(w, map, (struct place){child->index, row});
    return any;
}

static bool add_rows(struct writer *w, struct yaml_want *map, const struct field *table)
{
    const struct rows *rows = draft_rows(w->draft, table->index);
    bool hidden = !field_child(w->draft->form, table, SV("id"));
    if (rows->len == 0) {
        add(w, map, table->id, WANT_ABSENT);
        return false;
    }
    struct yaml_want *list = add(w, map, table->id, WANT_LIST);
    for (size_t i = 0; i < rows->len; i++) {
        struct yaml_want *row = add(w, list, SV(""), WANT_MAP);
        if (hidden) {
            row->id = str_sv(&rows->ptr[i].id);
            add_text(w, row, SV("id"), row->id);
        } else {
            row->flow = fits_a_line(w, table, rows->ptr[i].key);
        }
        add_children(w, row, table, rows->ptr[i].key);
    }
    return true;
}

/* Writes what a field wants into `map`; false when there is no answer. */
static bool add_field(struct writer *w, struct yaml_want *map, struct place p)
{
    const struct field *field = &w->draft->form->fields[p.field];
    unsigned flags = kind_flags(field->kind);
    if (flags & KIND_INFO)
        return false;
    if (flags & KIND_LEAF)
        return add_leaf(w, map, field, p);
    if (flags & KIND_ROWS)
        return add_rows(w, map, field);
    struct yaml_want *inner = add(w, map, field->id, WANT_MAP);
    inner->flow = (field->kind == FIELD_ITEM || field->kind == FIELD_MATERIAL) &&
                  fits_a_line(w, field, p.row);
    inner->optional = true;
    return add_children(w, inner, field, p.row);
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

static void add_answers(struct writer *w, struct yaml_want *root)
{
    const struct form *form = w->draft->form;
    struct yaml_want *answers = add(w, root, SV("answers"), WANT_MAP);
    for (uint32_t f = 0; f < form->field_count; f = form->fields[f].end)
        add_field(w, group_for(w, answers, form->fields[f].path), (struct place){f, 0});
}

/* ---- the head and what the writer said ---- */

static void add_remarks(struct writer *w, struct yaml_want *root, struct sv key,
                        const struct remarks *remarks)
{
    struct yaml_want *map = add(w, root, key, remarks->len ? WANT_MAP : WANT_ABSENT);
    map->whole = true;
    for (size_t i = 0; i < remarks->len; i++)
        add_text(w, map, str_sv(&remarks->ptr[i].about), str_sv(&remarks->ptr[i].text));
}

static void add_done(struct writer *w, struct yaml_want *root)
{
    const struct form *form = w->draft->form;
    struct yaml_want *list = NULL;
    for (uint32_t s = 0; s < form->section_count; s++) {
        if (!w->draft->done[s])
            continue;
        if (!list) {
            list = add(w, root, SV("done"), WANT_LIST);
            list->flow = true;
        }
        add(w, list, SV(""), WANT_SCALAR)->text = form->sections[s].id;
    }
    if (!list)
        add(w, root, SV("done"), WANT_ABSENT);
}

static struct yaml_want *want_draft(struct writer *w)
{
    const struct draft *d = w->draft;
    struct yaml_want *root = yaml_want_new(&w->arena, WANT_MAP);
    add_number(w, root, SV("tianbiao"), 1);
    add_text(w, root, SV("form"), d->form->id);
    add_number(w, root, SV("form_version"), d->form_version);
    add_text(w, root, SV("draft_id"), str_sv(&d->id));
    add_number(w, root, SV("revision"), d->revision);
    if (d->demo) {
        struct yaml_want *demo = add(w, root, SV("demo"), WANT_SCALAR);
        demo->text = SV("true");
        demo->bare = true;
    }
    add_answers(w, root);
    add_remarks(w, root, SV("pending"), &d->pending);
    add_remarks(w, root, SV("accepted"), &d->accepted);
    add_remarks(w, root, SV("based_on"), &d->based_on);
    add_done(w, root);
    return root;
}

bool draft_compose(const struct draft *d, struct sv source, struct str *out, struct err *e)
{
    struct yaml_doc doc;
    struct writer w = {.draft = d};
    if (!yaml_read(source, "", &doc, e))
        return false;
    bool ok = yaml_merge(source, &doc, want_draft(&w), out, e);
    yaml_release(&doc);
    arena_release(&w.arena);
    return ok;
}
