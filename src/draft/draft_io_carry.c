#include "draft/draft_io_carry.h"

#include "draft/draft_io_move.h"

/* ---- what was said about fields and sections ---- */

/* A remark whose new name is spoken for keeps its own, and so does what is no remark. */
static void carry_remarks(struct mover *m, struct yaml_node *map)
{
    struct str now = {0};
    for (struct yaml_node *node = map && map->kind == YAML_MAP ? map->first : NULL; node;
         node = node->next)
        if (node->kind == YAML_SCALAR && move_name(m->form, node->key->text, &now) &&
            !yaml_get(map, str_sv(&now)))
            node->key->text = arena_copy(m->arena, str_sv(&now));
    str_release(&now);
}

static void carry_done(const struct form *form, struct yaml_node *list)
{
    for (struct yaml_node *node = list && list->kind == YAML_LIST ? list->first : NULL; node;
         node = node->next) {
        const struct section *section =
            node->kind == YAML_SCALAR ? form_section_was(form, node->text) : NULL;
        if (section)
            node->text = section->id;
    }
}

/* ---- reading ---- */

static void carry_tree(struct mover *m, const struct yaml_node *root)
{
    if (m->answers) {
        move_whole(m);
        move_parts(m);
    }
    carry_remarks(m, yaml_get(root, SV("pending")));
    carry_remarks(m, yaml_get(root, SV("accepted")));
    carry_remarks(m, yaml_get(root, SV("based_on")));
    carry_done(m->form, yaml_get(root, SV("done")));
}

bool draft_carry(const struct form *form, struct sv source, const char *name, struct draft **out,
                 struct leftovers *kept, struct err *e)
{
    struct yaml_doc doc;
    if (!draft_read_yaml(source, name, &doc, e))
        return false;
    struct mover m = {.form = form, .arena = &doc.arena, .answers = move_answers(doc.root)};
    if (draft_version_of(doc.root) != form->version)
        carry_tree(&m, doc.root);
    *out = draft_read_tree(form, doc.root, true, kept);
    (*out)->form_version = form->version;
    mover_release(&m);
    yaml_release(&doc);
    return true;
}

/* ---- the file ---- */

/* Does a draft say of a field what another one says. */
static bool same_rows(const struct draft *a, const struct draft *b, const struct field *table)
{
    const struct rows *x = draft_rows(a, table->index), *y = draft_rows(b, table->index);
    if (x->len != y->len)
        return false;
    uint32_t columns = field_columns(a->form, table);
    for (size_t i = 0; i < x->len; i++)
        for (uint32_t c = 0; c < columns; c++)
            if (!sv_eq(str_sv(&x->ptr[i].cells[c].text), str_sv(&y->ptr[i].cells[c].text)))
                return false;
    return true;
}

static bool same_field(const struct draft *a, const struct draft *b, const struct field *top)
{
    for (uint32_t f = top->index; f < top->end; f++) {
        const struct field *field = &a->form->fields[f];
        struct place p = {f, 0};
        unsigned flags = kind_flags(field->kind);
        if (field->table != NO_FIELD)
            continue;
        if (flags & KIND_ROWS ? !same_rows(a, b, field)
                              : (flags & KIND_LEAF) && !sv_eq(draft_text(a, p), draft_text(b, p)))
            return false;
    }
    return true;
}

enum taken { TAKEN_UNKNOWN, TAKEN_NO, TAKEN_YES };

/* The file as its texts are moved one by one. */
struct carrier {
    const struct draft *draft;
    struct draft *carried; /* the file, carried over: what both say alike may be moved */
    enum taken *taken;     /* by field at the top */
    struct arena arena;    /* of what is wanted */
    struct str text;
};

static bool is_taken(struct carrier *c, const struct field *field)
{
    enum taken *taken = &c->taken[field->top];
    const struct field *top = &c->draft->form->fields[field->top];
    if (*taken == TAKEN_UNKNOWN)
        *taken = same_field(c->draft, c->carried, top) ? TAKEN_YES : TAKEN_NO;
    return *taken == TAKEN_YES;
}

static void put_key(struct str *text, const struct yaml_node *old, struct sv key)
{
    str_splice(text, old->start, old->end - old->start, key);
}

static bool rename_key(struct carrier *c, const struct move *move)
{
    struct yaml_doc doc;
    if (!yaml_read(str_sv(&c->text), "", &doc, NULL))
        return false;
    struct yaml_node *answers = move_answers(doc.root);
    struct yaml_node *node = answers ? move_find(answers, move->from) : NULL;
    if (node)
        put_key(&c->text, node->key, move_key(move->to->path));
    yaml_release(&doc);
    return node != NULL;
}

/* The answers with one value at a path wanted so. */
static struct yaml_want *want_at(struct arena *a, struct sv path, struct yaml_want *value)
{
    struct sv key;
    struct yaml_want *root = yaml_want_new(a, WANT_MAP);
    struct yaml_want *at = yaml_want_add(root, SV("answers"), yaml_want_new(a, WANT_MAP));
    for (size_t dot; (dot = sv_find_byte(path, '.', 0)) != SV_NONE;
         path = sv_from_offset(path, dot + 1)) {
        key = sv_sub(path, 0, dot);
        at = yaml_want_add(at, key, yaml_want_new(a, WANT_MAP));
        at->optional = true;
    }
    yaml_want_add(at, path, value);
    return root;
}

static bool merge(struct carrier *c, struct sv path, struct yaml_want *value)
{
    struct yaml_doc doc;
    struct str out = {0};
    if (!yaml_read(str_sv(&c->text), "", &doc, NULL))
        return false;
    bool ok = yaml_merge(str_sv(&c->text), &doc, want_at(&c->arena, path, value), &out, NULL);
    yaml_release(&doc);
    if (ok)
        str_move(&c->text, &out);
    str_release(&out);
    return ok;
}

/* Out of one map and into another; the copy borrows from the tree it was taken from. */
static bool move_text(struct carrier *c, const struct move *move)
{
    struct yaml_doc doc;
    if (!yaml_read(str_sv(&c->text), "", &doc, NULL))
        return false;
    struct yaml_node *answers = move_answers(doc.root);
    struct yaml_node *node = answers ? move_find(answers, move->from) : NULL;
    bool ok = node && merge(c, move->from, yaml_want_new(&c->arena, WANT_ABSENT)) &&
              merge(c, move->to->path, node_copy(&c->arena, node));
    yaml_release(&doc);
    return ok;
}

static int by_place(const void *a, const void *b)
{
    const struct new_key *x = a, *y = b;
    return x->old->start < y->old->start ? -1 : x->old->start > y->old->start;
}

/* New keys of parts, now that what they are parts of is where it belongs. */
static bool rename_parts(struct carrier *c)
{
    struct yaml_doc doc;
    struct str out = {0};
    if (!yaml_read(str_sv(&c->text), "", &doc, NULL))
        return false;
    struct mover m = {
        .form = c->draft->form, .arena = &doc.arena, .answers = move_answers(doc.root)};
    if (m.answers)
        move_parts(&m);
    if (m.keys.len)
        qsort(m.keys.ptr, m.keys.len, sizeof *m.keys.ptr, by_place);
    size_t at = 0;
    for (size_t i = 0; i < m.keys.len; i++) {
        const struct new_key *key = &m.keys.ptr[i];
        if (!is_taken(c, key->top))
            continue;
        str_add(&out, sv_sub(str_sv(&c->text), at, key->old->start));
        str_add(&out, key->key);
        at = key->old->end;
    }
    str_add(&out, sv_from_offset(str_sv(&c->text), at));
    str_move(&c->text, &out);
    mover_release(&m);
    yaml_release(&doc);
    return true;
}

static bool move_all(struct carrier *c, const struct mover *m)
{
    for (size_t i = 0; i < m->moves.len; i++) {
        const struct move *move = &m->moves.ptr[i];
        if (is_taken(c, move->to) && !(move->renamed ? rename_key(c, move) : move_text(c, move)))
            return false;
    }
    return rename_parts(c);
}

/* The same for the same texts, in whatever order and under whatever keys. */
static uint64_t sum_texts(const struct yaml_node *node)
{
    uint64_t sum = 0;
    if (node->kind == YAML_SCALAR)
        return node->text.len ? sv_hash(yaml_prose(node)) : 0;
    for (const struct yaml_node *child = node->first; child; child = child->next)
        sum += sum_texts(child);
    return sum;
}

static bool same_texts(struct sv before, struct sv after)
{
    struct yaml_doc a, b;
    if (!yaml_read(before, "", &a, NULL))
        return false;
    bool same = yaml_read(after, "", &b, NULL);
    if (same) {
        same = sum_texts(a.root) == sum_texts(b.root);
        yaml_release(&b);
    }
    yaml_release(&a);
    return same;
}

bool draft_carry_source(const struct draft *d, struct sv source, struct str *out)
{
    struct yaml_doc doc;
    if (d->form->former_count == 0 || !yaml_read(source, "", &doc, NULL))
        return false;
    struct carrier c = {.draft = d};
    c.taken = arena_calloc(&c.arena, d->form->field_count, sizeof *c.taken);
    struct mover m = {.form = d->form, .arena = &doc.arena, .answers = move_answers(doc.root)};
    carry_tree(&m, doc.root);
    c.carried = draft_read_tree(d->form, doc.root, true, NULL);
    str_set(&c.text, source);
    bool ok = m.answers && move_all(&c, &m) && same_texts(source, str_sv(&c.text));
    if (ok)
        str_add(out, str_sv(&c.text));
    draft_free(c.carried);
    mover_release(&m);
    yaml_release(&doc);
    arena_release(&c.arena);
    str_release(&c.text);
    return ok;
}
