#include "draft/draft_io.h"

#include "base/i18n.h"
#include "draft/draft_io_finals.h"
#include "draft/draft_io_node.h"
#include "draft/finals.h"
#include "text/norm.h"

/* What reading carries along. */
struct reader {
    struct draft *draft;
    struct leftovers *kept;
    bool carried;
    struct str path;  /* of the node being read, as the form has it */
    struct sv from;   /* what was moved: its path in the file, */
    size_t from_at;   /* which stands for so much of `path`; 0: nothing was moved */
    struct str value; /* of the leaf being read, kept for its memory */
};

static uint32_t line_of(const struct yaml_node *node)
{
    return node->key ? node->key->line : node->line;
}

static struct leftover *add_leftover(struct leftovers *kept, const struct yaml_node *node,
                                     const char *why)
{
    struct leftover *left = vec_add(kept);
    left->line = line_of(node);
    str_set(&left->why, sv_from(why));
    node_add_text(&left->value, node);
    return left;
}

static void keep(struct reader *r, const struct yaml_node *node, const char *why)
{
    if (!r->kept)
        return;
    struct leftover *left = add_leftover(r->kept, node, why);
    str_add(&left->path, r->from);
    str_add(&left->path, sv_from_offset(str_sv(&r->path), r->from_at));
    if (left->path.len == 0)
        str_set(&left->path, SV("answers"));
}

/* No field of this name: one of another version, perhaps. */
static void keep_unknown(struct reader *r, const struct yaml_node *node)
{
    const struct field *now = form_former(r->draft->form, str_sv(&r->path));
    struct str why = {0};
    if (!now)
        str_add(&why, sv_from(_("表单里没有这个字段")));
    else if (r->carried)
        str_add_f(&why, _("它现在是“%.*s”，但放不进去：那里已经有内容，或者种类不合"),
                  SV_ARG(now->path));
    else
        str_add_f(&why, _("表单的这一版里它是“%.*s”"), SV_ARG(now->path));
    keep(r, node, why.ptr);
    str_release(&why);
}

struct entered {
    size_t len;
    struct sv from;
    size_t from_at;
};

static struct entered enter(struct reader *r, const struct yaml_node *node)
{
    struct entered before = {r->path.len, r->from, r->from_at};
    if (r->path.len)
        str_add_byte(&r->path, '.');
    str_add(&r->path, node->key->text);
    if (node->key->key) {
        r->from = node->key->key->text;
        r->from_at = r->path.len;
    }
    return before;
}

static void leave(struct reader *r, struct entered before)
{
    str_truncate(&r->path, before.len);
    r->from = before.from;
    r->from_at = before.from_at;
}

/* ---- leaves ---- */

static void read_leaf(struct reader *r, struct place p, const struct yaml_node *node)
{
    struct err e = {0};
    if (node_value(&r->draft->form->fields[p.field], node, &r->value, &e))
        draft_set(r->draft, NULL, p, str_sv(&r->value));
    else
        keep(r, node, e.message.ptr);
    err_clear(&e);
}

/* ---- compounds ---- */

/* A message about a value that is not there names the line of what it belongs to. */
static void mark_lines(struct draft *d, const struct field *field, uint32_t row, uint32_t line)
{
    /* A row is part of its table, whose own line it must leave alone. */
    bool row_itself = row && (kind_flags(field->kind) & KIND_ROWS);
    for (uint32_t f = field->index + row_itself; f < field->end; f++) {
        struct place p = {f, row};
        struct slot *slot = (struct slot *)(uintptr_t)draft_slot(d, p);
        if (slot)
            slot->line = line;
    }
}

static void read_field(struct reader *r, struct place p, const struct yaml_node *node);

static void read_children(struct reader *r, struct place p, const struct yaml_node *map)
{
    const struct form *form = r->draft->form;
    const struct field *field = &form->fields[p.field];
    for (const struct yaml_node *node = map->first; node; node = node->next) {
        struct entered before = enter(r, node);
        const struct field *child = field_child(form, field, node->key->text);
        bool row_id = (kind_flags(field->kind) & KIND_ROWS) && sv_eq(node->key->text, SV("id"));
        if (child)
            read_field(r, (struct place){child->index, p.row}, node);
        else if (!row_id)
            keep_unknown(r, node);
        leave(r, before);
    }
}

/* What a row without an id is called until all are read. */
#define NO_ID "?"

struct row_id {
    struct sv id;
    size_t index;
};

VEC_TYPE(row_ids, struct row_id);

static int compare_ids(const void *a, const void *b)
{
    const struct row_id *x = a, *y = b;
    int order = sv_cmp(x->id, y->id);
    return order ? order : x->index < y->index ? -1 : x->index > y->index;
}

/* Rows without an id get one, and so do those that have that of a row above: copied by hand, they
 * are rows of their own. */
static void make_ids(struct draft *d, uint32_t table)
{
    struct rows *rows = &d->tables[table];
    struct row_ids ids = {0};
    for (size_t i = 0; i < rows->len; i++)
        vec_push(&ids, (struct row_id){str_sv(&rows->ptr[i].id), i});
    if (ids.len)
        qsort(ids.ptr, ids.len, sizeof *ids.ptr, compare_ids);
    for (size_t i = ids.len; i-- > 1;)
        if (sv_eq(ids.ptr[i].id, ids.ptr[i - 1].id))
            str_set(&rows->ptr[ids.ptr[i].index].id, SV(NO_ID));
    vec_release(&ids);
    uint32_t last = draft_last_row_id(d, table);
    for (size_t i = 0; i < rows->len; i++) {
        struct str *id = &rows->ptr[i].id;
        if (!sv_eq(str_sv(id), SV(NO_ID)))
            continue;
        str_clear(id);
        draft_add_row_id(id, d, table, ++last);
    }
}

static void read_rows(struct reader *r, const struct field *table, const struct yaml_node *list)
{
    /* Elements name their element by "id"; the rows of other tables have a hidden one. */
    bool hidden = !field_child(r->draft->form, table, SV("id"));
    for (const struct yaml_node *item = list->first; item; item = item->next) {
        if (item->kind != YAML_MAP) {
            /* A dash with nothing behind it says nothing. */
            if (item->kind != YAML_SCALAR || item->text.len)
                keep(r, item, _("表的每一行应当写成“列: 值”"));
            continue;
        }
        struct sv id = hidden ? yaml_get_text(item, SV("id")) : SV("");
        size_t index = draft_rows(r->draft, table->index)->len;
        uint32_t key = draft_row_add(r->draft, NULL, table->index, index, id.len ? id : SV(NO_ID));
        r->draft->tables[table->index].ptr[index].line = item->line;
        mark_lines(r->draft, table, key, item->line);
        read_children(r, (struct place){table->index, key}, item);
    }
    make_ids(r->draft, table->index);
}

static void read_field(struct reader *r, struct place p, const struct yaml_node *node)
{
    const struct field *field = &r->draft->form->fields[p.field];
    unsigned flags = kind_flags(field->kind);
    mark_lines(r->draft, field, p.row, line_of(node));
    if (node->kind == YAML_SCALAR && node->text.len == 0)
        return;
    if (flags & KIND_LEAF)
        read_leaf(r, p, node);
    else if ((flags & KIND_ROWS) && node->kind == YAML_LIST)
        read_rows(r, field, node);
    else if ((flags & KIND_COMPOUND) && !(flags & KIND_ROWS) && node->kind == YAML_MAP)
        read_children(r, p, node);
    else
        keep(r, node,
             flags & KIND_INFO ? _("这个字段由程序算出，不用填") : _("这里的写法和字段不合"));
}

/* "brief" groups brief.name and brief.summary: no field itself, but the head of some. */
static bool is_group(struct reader *r, const struct yaml_node *node)
{
    const struct form *form = r->draft->form;
    bool found = false;
    for (uint32_t f = 0; f < form->field_count; f = form->fields[f].end) {
        struct sv path = form->fields[f].path;
        if (!sv_starts(path, str_sv(&r->path)) || path.len <= r->path.len ||
            path.ptr[r->path.len] != '.')
            continue;
        found = true;
        mark_lines(r->draft, &form->fields[f], 0, line_of(node));
    }
    return found;
}

/* "cover.company" as one key is no way to say it: saving writes an answer as company in cover, and
 * the file would then say it twice. */
static bool is_dotted(const struct yaml_node *node)
{
    return sv_find_byte(node->key->text, '.', 0) != SV_NONE;
}

static void read_answers(struct reader *r, const struct yaml_node *map)
{
    for (const struct yaml_node *node = map->first; node; node = node->next) {
        struct entered before = enter(r, node);
        const struct field *field = form_field(r->draft->form, str_sv(&r->path));
        if (field && is_dotted(node))
            keep(r, node, _("带点的名字要拆开写：先写点前面的一段，下一行缩进，再写后面的一段"));
        else if (is_dotted(node))
            keep_unknown(r, node);
        else if (field && field->parent == NO_FIELD)
            read_field(r, (struct place){field->index, 0}, node);
        else if ((is_group(r, node) || form_former_group(r->draft->form, str_sv(&r->path))) &&
                 node->kind == YAML_MAP)
            read_answers(r, node);
        else if (node->kind != YAML_SCALAR || node->text.len)
            keep_unknown(r, node);
        leave(r, before);
    }
}

/* ---- the head and what the writer said ---- */

/* What stands under a key of the head, or as a part of it, and says nothing we know. */
static void keep_said(struct leftovers *kept, const struct yaml_node *whole,
                      const struct yaml_node *part, const char *why)
{
    if (!kept)
        return;
    struct leftover *left = add_leftover(kept, part, why);
    str_add(&left->path, whole->key->text);
    if (part != whole && part->key)
        str_add_f(&left->path, ".%.*s", SV_ARG(part->key->text));
}

typedef void remark_setter(struct draft *, struct history *, struct sv, struct sv);

static void read_remarks(struct draft *d, const struct yaml_node *map, remark_setter *set,
                         struct leftovers *kept)
{
    if (node_says_nothing(map))
        return;
    if (map->kind != YAML_MAP)
        keep_said(kept, map, map, _("这里应当是“名字: 文字”，一行一个"));
    for (const struct yaml_node *node = map->kind == YAML_MAP ? map->first : NULL; node;
         node = node->next) {
        if (node->kind == YAML_SCALAR)
            set(d, NULL, node->key->text, node->text);
        else
            keep_said(kept, map, node, _("这里应当是一段文字"));
    }
}

static void read_done(struct draft *d, const struct yaml_node *list, struct leftovers *kept)
{
    if (node_says_nothing(list))
        return;
    if (list->kind != YAML_LIST)
        keep_said(kept, list, list, _("这里应当是章节的名字，写成 [名字, 名字]"));
    for (const struct yaml_node *node = list->kind == YAML_LIST ? list->first : NULL; node;
         node = node->next) {
        const struct section *section =
            node->kind == YAML_SCALAR ? form_section(d->form, node->text) : NULL;
        if (section)
            draft_set_done(d, NULL, (uint32_t)(section - d->form->sections), true);
        else if (node->kind != YAML_SCALAR)
            keep_said(kept, list, node, _("这里应当是一个章节的名字"));
    }
}

/* Refuses what is no draft, or one of another format. */
static bool check_head(const struct yaml_node *root, const char *name, struct err *e)
{
    if (!root || root->kind != YAML_MAP || !yaml_get(root, SV("tianbiao")) ||
        !yaml_get(root, SV("form")))
        return err_set(e, ERR_REFUSED, _("%s:1: 这不是填表的草稿：开头没有 tianbiao 和 form。"),
                       name);
    if (sv_eq(yaml_get_text(root, SV("tianbiao")), SV("1")))
        return true;
    struct str shown = {0};
    norm_add_marked(&shown, yaml_get_text(root, SV("tianbiao")), SV(""));
    err_set(e, ERR_REFUSED, _("%s:%u: 草稿格式是 %.*s，本程序只认得格式 1，请用新版本的程序打开。"),
            name, yaml_get(root, SV("tianbiao"))->line, SV_ARG(str_sv(&shown)));
    str_release(&shown);
    return false;
}

bool draft_read_yaml(struct sv source, const char *name, struct yaml_doc *out, struct err *e)
{
    if (!yaml_read(source, name, out, e))
        return false;
    bool ok = check_head(out->root, name, e);
    if (!ok)
        yaml_release(out);
    return ok;
}

int64_t draft_version_of(const struct yaml_node *root)
{
    int64_t version = 1;
    sv_number(yaml_get_text(root, SV("form_version")), 1, UINT32_MAX, &version);
    return version;
}

static void read_head(const struct yaml_node *root, struct draft_head *out)
{
    int64_t revision = 0;
    str_set(&out->form, yaml_get_text(root, SV("form")));
    out->form_version = draft_version_of(root);
    out->demo = sv_eq(yaml_get_text(root, SV("demo")), SV("true")) ||
                sv_eq(yaml_get_text(root, SV("demo")), SV("yes"));
    str_set(&out->id, yaml_get_text(root, SV("draft_id")));
    if (sv_number(yaml_get_text(root, SV("revision")), 0, UINT32_MAX, &revision))
        out->revision = (uint32_t)revision;
}

bool draft_read_head(struct sv source, const char *name, struct draft_head *out, struct err *e)
{
    struct yaml_doc doc;
    if (!draft_read_yaml(source, name, &doc, e))
        return false;
    read_head(doc.root, out);
    draft_read_last_final(doc.root, &out->final);
    yaml_release(&doc);
    return true;
}

void draft_head_release(struct draft_head *h)
{
    str_release(&h->form);
    str_release(&h->id);
    final_release(&h->final);
    *h = (struct draft_head){0};
}

void draft_read_identity(struct draft *d, const struct yaml_node *root)
{
    struct draft_head head = {0};
    read_head(root, &head);
    d->form_version = head.form_version;
    d->demo = head.demo;
    d->revision = head.revision;
    str_move(&d->id, &head.id);
    draft_head_release(&head);
}

void draft_read_said(struct draft *d, const struct yaml_node *root, struct leftovers *kept)
{
    read_remarks(d, yaml_get(root, SV("pending")), draft_set_pending, kept);
    read_remarks(d, yaml_get(root, SV("accepted")), draft_accept, kept);
    read_remarks(d, yaml_get(root, SV("based_on")), draft_set_based_on, kept);
    read_done(d, yaml_get(root, SV("done")), kept);
}

static void read_draft(struct reader *r, const struct yaml_node *root)
{
    draft_read_identity(r->draft, root);
    const struct yaml_node *answers = yaml_get(root, SV("answers"));
    if (answers && answers->kind == YAML_MAP)
        read_answers(r, answers);
    else if (answers && (answers->kind == YAML_LIST || answers->text.len))
        keep(r, answers, _("answers 下面应当是“字段: 值”"));
    draft_read_said(r->draft, root, r->kept);
    draft_read_finals(r->draft, root, r->kept);
}

struct draft *draft_read_tree(const struct form *form, const struct yaml_node *root, bool carried,
                              struct leftovers *kept)
{
    struct reader r = {.draft = draft_new(form), .kept = kept, .carried = carried};
    read_draft(&r, root);
    r.draft->version = 0;
    str_release(&r.path);
    str_release(&r.value);
    return r.draft;
}

bool draft_parse(const struct form *form, struct sv source, const char *name, struct draft **out,
                 struct leftovers *kept, struct err *e)
{
    struct yaml_doc doc;
    if (!draft_read_yaml(source, name, &doc, e))
        return false;
    *out = draft_read_tree(form, doc.root, false, kept);
    yaml_release(&doc);
    return true;
}
