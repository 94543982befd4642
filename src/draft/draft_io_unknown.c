#include "draft/draft_io_unknown.h"

#include "base/i18n.h"
#include "base/xalloc.h"
#include "draft/draft_io_finals.h"
#include "draft/draft_io_node.h"
#include "text/norm.h"
#include "text/utf8.h"

enum { LINE_MOST = 60 }; /* characters that are one line rather than prose */

/* The form as it is made: a field, and the node it shows, NULL for columns. */
struct maker {
    struct form *form;
    VEC(struct section) sections;
    VEC(struct field) fields;
    VEC(const struct yaml_node *) nodes; /* by field */
    struct leftovers *kept;
    struct str path;
};

/* ---- keys and values ---- */

static bool is_name(struct sv key)
{
    if (key.len == 0 || key.len > UNKNOWN_MOST_KEY)
        return false;
    for (size_t at = 0; at < key.len;) {
        char32_t cp;
        at += utf8_decode(key, at, &cp);
        if (cp == '.' || cp == '[' || cp == ']' || cp == '=' || cp == '\n' || cp == '\t' ||
            norm_is_hidden(cp))
            return false;
    }
    return true;
}

static void keep(struct maker *m, const struct yaml_node *node, const char *why)
{
    if (!m->kept)
        return;
    struct leftover *left = vec_add(m->kept);
    left->line = node->key ? node->key->line : node->line;
    str_add(&left->path, str_sv(&m->path));
    if (node->key) {
        if (left->path.len)
            str_add_byte(&left->path, '.');
        str_add(&left->path, node->key->text);
    }
    str_set(&left->why, sv_from(why));
    node_add_text(&left->value, node);
}

/* Entries of a list of texts a line each, without the dashes. */
static void add_shown(struct str *out, const struct yaml_node *node)
{
    bool texts = node->kind == YAML_LIST;
    for (const struct yaml_node *item = node->first; item; item = item->next)
        texts &= item->kind == YAML_SCALAR;
    if (!texts) {
        node_add_text(out, node);
        return;
    }
    for (const struct yaml_node *item = node->first; item; item = item->next) {
        if (item != node->first)
            str_add_byte(out, '\n');
        str_add(out, yaml_prose(item));
    }
}

static enum field_kind kind_of(const struct yaml_node *node)
{
    if (node->kind != YAML_SCALAR)
        return FIELD_TEXT;
    struct sv text = yaml_prose(node);
    bool line = sv_find_byte(text, '\n', 0) == SV_NONE && utf8_length(text) <= LINE_MOST;
    return line ? FIELD_LINE : FIELD_TEXT;
}

/* ---- fields ---- */

static struct sv keep_text(struct maker *m, struct sv text)
{
    return arena_copy(&m->form->arena, text);
}

static struct field *add_field(struct maker *m, enum field_kind kind, struct sv key,
                               const struct yaml_node *node)
{
    struct field *field = vec_add(&m->fields);
    vec_push(&m->nodes, node);
    *field = (struct field){
        .kind = kind,
        .index = (uint32_t)m->fields.len - 1,
        .parent = NO_FIELD,
        .top = (uint32_t)m->fields.len - 1,
        .table = NO_FIELD,
        .end = (uint32_t)m->fields.len,
        .section = (uint32_t)m->sections.len - 1,
        .label = keep_text(m, key),
        .print = true,
        .computed = {.where = NO_FIELD},
        .paper = {.of_table = NO_FIELD, .copies = 1},
        .chosen_by = NO_FIELD,
    };
    field->path = field->id = keep_text(m, str_sv(&m->path));
    if (node)
        field->line = node->key->line;
    return field;
}

static uint32_t column_named(const struct maker *m, uint32_t table, struct sv key)
{
    for (uint32_t f = table + 1; f < m->fields.len; f++)
        if (sv_eq(m->fields.ptr[f].label, key))
            return f;
    return NO_FIELD;
}

static void add_column(struct maker *m, uint32_t table, const struct yaml_node *cell)
{
    uint32_t known = column_named(m, table, cell->key->text);
    enum field_kind kind = kind_of(cell);
    if (known != NO_FIELD) {
        if (kind == FIELD_TEXT)
            m->fields.ptr[known].kind = FIELD_TEXT;
        return;
    }
    size_t mark = m->path.len;
    str_add(&m->path, SV("[]."));
    str_add(&m->path, cell->key->text);
    struct field *column = add_field(m, kind, cell->key->text, NULL);
    str_truncate(&m->path, mark);
    column->id = column->label;
    column->parent = column->table = column->top = table;
    column->column = column->index - table - 1;
    column->line = cell->key->line;
}

/* A row's own id is no column. */
static bool is_row_id(const struct yaml_node *cell)
{
    return sv_eq(cell->key->text, SV("id")) && cell->kind == YAML_SCALAR;
}

/* Rows whose keys can all be names, and at least one of them is a column. */
static bool is_table(const struct yaml_node *node)
{
    bool any = false;
    if (node->kind != YAML_LIST || node->count > UNKNOWN_MOST_ROWS)
        return false;
    for (const struct yaml_node *row = node->first; row; row = row->next) {
        if (row->kind != YAML_MAP || row->count > UNKNOWN_MOST_COLUMNS)
            return false;
        for (const struct yaml_node *cell = row->first; cell; cell = cell->next) {
            if (!is_name(cell->key->text))
                return false;
            any |= !is_row_id(cell);
        }
    }
    return any;
}

/* False, with nothing added, when the rows have too many columns between them. */
static bool add_table(struct maker *m, const struct yaml_node *node)
{
    size_t before = m->fields.len;
    uint32_t table = add_field(m, FIELD_TABLE, node->key->text, node)->index;
    for (const struct yaml_node *row = node->first; row; row = row->next)
        for (const struct yaml_node *cell = row->first; cell; cell = cell->next) {
            if (!is_row_id(cell))
                add_column(m, table, cell);
            if (m->fields.len - before > UNKNOWN_MOST_COLUMNS) {
                m->fields.len = m->nodes.len = before;
                return false;
            }
        }
    m->fields.ptr[table].end = (uint32_t)m->fields.len;
    return true;
}

static void add_value(struct maker *m, const struct yaml_node *node, uint32_t depth);

static void add_below(struct maker *m, const struct yaml_node *map, uint32_t depth)
{
    for (const struct yaml_node *node = map->first; node; node = node->next)
        add_value(m, node, depth);
}

static void add_value(struct maker *m, const struct yaml_node *node, uint32_t depth)
{
    if (node_says_nothing(node) || (node->kind != YAML_SCALAR && node->count == 0))
        return;
    if (!is_name(node->key->text)) {
        keep(m, node, _("这个名字不能当字段名用"));
        return;
    }
    if (m->fields.len + UNKNOWN_MOST_COLUMNS >= UNKNOWN_MOST_FIELDS) {
        keep(m, node, _("内容太多，这里列不下"));
        return;
    }
    size_t mark = m->path.len;
    if (mark)
        str_add_byte(&m->path, '.');
    str_add(&m->path, node->key->text);
    if (node->kind == YAML_MAP && depth < UNKNOWN_MOST_DEPTH)
        add_below(m, node, depth + 1);
    else if (!is_table(node) || !add_table(m, node))
        add_field(m, kind_of(node), node->key->text, node);
    str_truncate(&m->path, mark);
}

static void add_section(struct maker *m, const struct yaml_node *node)
{
    size_t before = m->fields.len;
    struct section *section = vec_add(&m->sections);
    section->id = section->title = keep_text(m, node->key->text);
    section->first = (uint32_t)before;
    add_value(m, node, 1);
    m->sections.ptr[m->sections.len - 1].end = (uint32_t)m->fields.len;
    /* A part of nothing would be a page of nothing. */
    if (m->fields.len == before)
        m->sections.len--;
}

/* ---- the form ---- */

static void name_form(struct maker *m, const struct yaml_node *root)
{
    struct form *form = m->form;
    struct str title = {0};
    form->id = keep_text(m, yaml_get_text(root, SV("form")));
    str_add_f(&title, _("不认识的表单“%.*s”"), SV_ARG(form->id));
    form->title = form->brief = keep_text(m, str_sv(&title));
    form->version = (uint32_t)draft_version_of(root);
    form->language = SV("zh-CN");
    form->copies = 1;
    form->print.figures = NO_FIELD;
    form_desk_init(&form->desk);
    str_release(&title);
}

static void *settle(struct maker *m, const void *from, size_t count, size_t size)
{
    void *kept = arena_calloc(&m->form->arena, count + 1, size);
    if (count)
        memcpy(kept, from, count * size);
    return kept;
}

static void make_form(struct maker *m, const struct yaml_node *root)
{
    struct form *form = m->form;
    const struct yaml_node *answers = yaml_get(root, SV("answers"));
    name_form(m, root);
    if (answers && answers->kind == YAML_MAP)
        for (const struct yaml_node *node = answers->first; node; node = node->next)
            add_section(m, node);
    else if (answers && !node_says_nothing(answers))
        keep(m, answers, _("answers 下面应当是“字段: 值”"));
    form->sections = settle(m, m->sections.ptr, m->sections.len, sizeof *m->sections.ptr);
    form->section_count = (uint32_t)m->sections.len;
    form->fields = settle(m, m->fields.ptr, m->fields.len, sizeof *m->fields.ptr);
    form->field_count = (uint32_t)m->fields.len;
    form_index(form);
}

/* ---- the draft ---- */

static void fill(struct draft *d, struct place p, const struct yaml_node *node)
{
    struct str text = {0};
    add_shown(&text, node);
    draft_set(d, NULL, p, str_sv(&text));
    str_release(&text);
}

static void fill_rows(struct draft *d, const struct field *table, const struct yaml_node *list)
{
    size_t index = 0;
    for (const struct yaml_node *row = list->first; row; row = row->next) {
        uint32_t key = draft_row_add(d, NULL, table->index, index++, yaml_get_text(row, SV("id")));
        for (const struct yaml_node *cell = row->first; cell; cell = cell->next) {
            const struct field *column = field_child(d->form, table, cell->key->text);
            if (column)
                fill(d, (struct place){column->index, key}, cell);
        }
    }
}

static struct draft *make_draft(const struct maker *m, const struct yaml_node *root)
{
    struct draft *d = draft_new(m->form);
    for (uint32_t f = 0; f < m->form->field_count; f++) {
        const struct field *field = &m->form->fields[f];
        if (field->kind == FIELD_TABLE)
            fill_rows(d, field, m->nodes.ptr[f]);
        else if (m->nodes.ptr[f])
            fill(d, (struct place){f, 0}, m->nodes.ptr[f]);
    }
    draft_read_identity(d, root);
    draft_read_said(d, root, m->kept);
    draft_read_finals(d, root, m->kept);
    d->version = 0;
    return d;
}

bool draft_read_unknown(struct sv source, const char *name, struct form **form,
                        struct draft **draft, struct leftovers *kept, struct err *e)
{
    struct yaml_doc doc;
    if (!draft_read_yaml(source, name, &doc, e))
        return false;
    struct maker m = {.form = xcalloc(1, sizeof *m.form), .kept = kept};
    make_form(&m, doc.root);
    *form = m.form;
    *draft = make_draft(&m, doc.root);
    vec_release(&m.sections);
    vec_release(&m.fields);
    vec_release(&m.nodes);
    str_release(&m.path);
    yaml_release(&doc);
    return true;
}
