#include "cmd/command.h"
#include "cmd/drafts.h"
#include "cmd/json.h"
#include "cmd/output.h"
#include "cmd/returned_fields.h"
#include "cmd/value_line.h"
#include "cmd/versions.h"
#include "draft/computed.h"
#include "draft/path.h"

/* ---- PATH=VALUE ---- */

/* Several entries as `set` takes them, where none of them holds the comma itself. */
static void add_value(struct str *out, const struct field *field, struct sv text)
{
    bool list = (kind_flags(field->kind) & KIND_LIST) && sv_find_byte(text, ',', 0) == SV_NONE;
    size_t from = out->len;
    str_add(out, text);
    for (size_t i = from; list && i < out->len; i++)
        if (out->ptr[i] == '\n')
            out->ptr[i] = ',';
}

static void add_line(struct str *out, const struct draft *d, struct place p)
{
    struct str path = {0}, value = {0};
    add_value(&value, &d->form->fields[p.field], draft_text(d, p));
    path_add(&path, d, p);
    value_line_add(out, str_sv(&path), str_sv(&value));
    str_release(&path);
    str_release(&value);
}

struct lister {
    const struct draft *draft;
    bool all; /* also what is not filled in */
    struct str out;
};

/* The leaves of a field and below it; `row` where it is a column, or a table of which only that row
 * is wanted. */
static void list_field(struct lister *l, struct place p)
{
    const struct form *form = l->draft->form;
    const struct field *field = &form->fields[p.field];
    unsigned flags = kind_flags(field->kind);
    if (flags & KIND_LEAF) {
        if (l->all || draft_text(l->draft, p).len)
            add_line(&l->out, l->draft, p);
        return;
    }
    if ((flags & KIND_ROWS) && p.row == 0) {
        const struct rows *rows = draft_rows(l->draft, p.field);
        for (size_t i = 0; i < rows->len; i++)
            list_field(l, (struct place){p.field, rows->ptr[i].key});
        return;
    }
    for (const struct field *child = field_first_child(form, field); child;
         child = field_next_child(form, field, child))
        list_field(l, (struct place){child->index, p.row});
}

static void list_all(struct lister *l)
{
    const struct form *form = l->draft->form;
    for (uint32_t f = 0; f < form->field_count; f = form->fields[f].end)
        list_field(l, (struct place){f, 0});
}

/* One field by its name: the bare value of a leaf, for a shell's $(…). */
static void show_field(struct lister *l, struct place p)
{
    const struct field *field = &l->draft->form->fields[p.field];
    unsigned flags = kind_flags(field->kind);
    if (flags & KIND_INFO)
        draft_add_computed(&l->out, l->draft, p.field);
    else if (flags & KIND_LEAF)
        add_value(&l->out, field, draft_text(l->draft, p));
    else
        list_field(l, p);
    if (flags & (KIND_INFO | KIND_LEAF))
        str_add_byte(&l->out, '\n');
}

/* ---- JSON ---- */

static void json_field(struct json *j, const struct draft *d, struct place p, bool all);

static void json_children(struct json *j, const struct draft *d, struct place p, bool all)
{
    const struct field *field = &d->form->fields[p.field];
    for (const struct field *child = field_first_child(d->form, field); child;
         child = field_next_child(d->form, field, child))
        json_field(j, d, (struct place){child->index, p.row}, all);
}

/* With its stable id, unless the form has a column of that name. */
static void json_row(struct json *j, const struct draft *d, struct place p, bool all)
{
    const struct row *row = draft_row(d, p.field, p.row, NULL);
    json_open(j, SV(""), '{');
    if (!field_child(d->form, &d->form->fields[p.field], SV("id")))
        json_text(j, SV("id"), str_sv(&row->id));
    json_children(j, d, p, all);
    json_close(j);
}

static void json_rows(struct json *j, const struct draft *d, const struct field *table, bool all)
{
    const struct rows *rows = draft_rows(d, table->index);
    json_open(j, field_key(table), '[');
    for (size_t i = 0; i < rows->len; i++)
        json_row(j, d, (struct place){table->index, rows->ptr[i].key}, all);
    json_close(j);
}

static void json_list(struct json *j, struct sv key, struct sv text)
{
    struct sv entry;
    json_open(j, key, '[');
    while (text.len && sv_next(&text, '\n', &entry))
        json_text(j, SV(""), entry);
    json_close(j);
}

static void json_field(struct json *j, const struct draft *d, struct place p, bool all)
{
    const struct field *field = &d->form->fields[p.field];
    unsigned flags = kind_flags(field->kind);
    if ((flags & KIND_INFO) || (!all && !draft_filled(d, p)))
        return;
    if (flags & KIND_LIST) {
        json_list(j, field_key(field), draft_text(d, p));
    } else if (flags & KIND_LEAF) {
        json_text(j, field_key(field), draft_text(d, p));
    } else if (flags & KIND_ROWS) {
        json_rows(j, d, field, all);
    } else {
        json_open(j, field_key(field), '{');
        json_children(j, d, p, all);
        json_close(j);
    }
}

/* Is "a.b.c" the first top field below the group "a.b"? Groups are written where they first come,
 * with all that belongs to them. */
static bool opens_group(const struct form *form, uint32_t f, struct sv group)
{
    for (uint32_t i = 0; i < f; i = form->fields[i].end)
        if (sv_starts(form->fields[i].path, group))
            return false;
    return true;
}

/* The top fields whose path begins with `group` ("a." or nothing). */
static void json_group(struct json *j, const struct draft *d, struct sv group, bool all)
{
    const struct form *form = d->form;
    for (uint32_t f = 0; f < form->field_count; f = form->fields[f].end) {
        struct sv path = form->fields[f].path;
        if (!sv_starts(path, group))
            continue;
        size_t dot = sv_find_byte(path, '.', group.len);
        if (dot == SV_NONE) {
            json_field(j, d, (struct place){f, 0}, all);
            continue;
        }
        struct sv inner = sv_sub(path, 0, dot + 1);
        if (!opens_group(form, f, inner))
            continue;
        json_open(j, sv_sub(path, group.len, dot), '{');
        json_group(j, d, inner, all);
        json_close(j);
    }
}

static void json_remarks(struct json *j, struct sv key, const struct remarks *remarks)
{
    json_open(j, key, '{');
    for (size_t i = 0; i < remarks->len; i++)
        json_text(j, str_sv(&remarks->ptr[i].about), str_sv(&remarks->ptr[i].text));
    json_close(j);
}

static void json_draft(struct json *j, const struct draft *d, bool all)
{
    json_open(j, SV(""), '{');
    json_text(j, SV("form"), d->form->id);
    json_number(j, SV("form_version"), d->form_version);
    json_text(j, SV("draft_id"), str_sv(&d->id));
    json_number(j, SV("revision"), d->revision);
    json_bool(j, SV("demo"), d->demo);
    json_open(j, SV("answers"), '{');
    json_group(j, d, SV(""), all);
    json_close(j);
    json_remarks(j, SV("pending"), &d->pending);
    json_remarks(j, SV("accepted"), &d->accepted);
    json_open(j, SV("done"), '[');
    for (uint32_t s = 0; s < d->form->section_count; s++)
        if (d->done[s])
            json_text(j, SV(""), d->form->sections[s].id);
    json_close(j);
    json_close(j);
}

/* One field as a JSON value of its own. */
static void json_one(struct json *j, const struct draft *d, struct place p)
{
    struct str text = {0};
    const struct field *field = &d->form->fields[p.field];
    unsigned flags = kind_flags(field->kind);
    if (flags & KIND_INFO) {
        draft_add_computed(&text, d, p.field);
        json_text(j, SV(""), str_sv(&text));
    } else if ((flags & KIND_ROWS) && p.row) {
        json_row(j, d, p, true);
    } else {
        json_field(j, d, p, true);
    }
    str_release(&text);
}

/* What is listed is not what the form at hand has. */
static void tell_other(struct context *c, const struct opened *o)
{
    if (o->unknown_form)
        say(c, _("%s下面是文件里的内容，没有按表单核对。"), o->trouble.ptr);
    else
        opened_tell_version(c, o);
}

static void get_draft(struct context *c, const struct draft *d, struct place p, bool all, bool json)
{
    struct lister l = {.draft = d, .all = all};
    struct json j = {0};
    bool one = p.field != NO_FIELD;
    if (json) {
        if (one)
            json_one(&j, d, p);
        else
            json_draft(&j, d, all);
        str_add_byte(&j.text, '\n');
        put(c, str_sv(&j.text));
    } else {
        if (one)
            show_field(&l, p);
        else
            list_all(&l);
        (one ? put_exact : put)(c, str_sv(&l.out));
    }
    str_release(&j.text);
    str_release(&l.out);
}

static bool get_returned(struct context *c, const struct opened *o, struct sv path, bool json,
                         struct err *e)
{
    struct str out = {0};
    bool ok = returned_field_get(o->file.path.ptr, o->draft, path, json, &out, e);
    if (ok)
        put(c, str_sv(&out));
    str_release(&out);
    return ok;
}

static bool get(struct context *c, const struct args *args, const struct opened *o, struct err *e)
{
    struct sv path = args->operands.len == 2 ? sv_from(args->operands.ptr[1]) : SV("");
    bool json = args_given(args, OPT_JSON);
    struct place p = {NO_FIELD, 0};
    if (returned_field_is(o->form, path))
        return get_returned(c, o, path, json, e);
    if (path.len && !path_find(o->draft, path, &p, e))
        return false;
    tell_other(c, o);
    versions_tell_unsaved(c, o);
    get_draft(c, o->draft, p, args_given(args, OPT_ALL), json);
    return true;
}

int cmd_get(struct context *c, const struct args *args)
{
    struct opened o = {0};
    struct err e = {0};
    bool ok =
        draft_open_as(c, args->operands.ptr[0], DRAFT_ANY_FORM, &o, &e) && get(c, args, &o, &e);
    int code = ok ? 0 : fail(c, &e);
    opened_release(&o);
    return code;
}
