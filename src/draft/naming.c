#include "draft/naming.h"

#include "base/i18n.h"
#include "draft/computed.h"
#include "text/utf8.h"

enum { NAME_MOST = 20 }; /* code points of a row's name */

#define BETWEEN SV(" · ")

void naming_add_quoted(struct str *out, struct sv text, size_t most)
{
    size_t length = 0;
    for (size_t at = 0; at < text.len; length++) {
        char32_t cp;
        if (length == most) {
            str_add(out, SV("……"));
            return;
        }
        size_t len = utf8_decode(text, at, &cp);
        bool control = cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x2028 || cp == 0x2029;
        utf8_add(out, control ? ' ' : cp);
        at += len;
    }
}

void naming_add_section(struct str *out, const struct form *form, uint32_t section)
{
    str_add(out, form->sections[section].number);
    str_add(out, form->sections[section].title);
}

/* The labels of what a field is a part of, from below `above` down to itself. */
static void add_labels(struct str *out, const struct form *form, uint32_t field, uint32_t above)
{
    const struct field *f = &form->fields[field];
    if (f->parent != above && f->parent != NO_FIELD) {
        add_labels(out, form, f->parent, above);
        str_add(out, BETWEEN);
    }
    str_add(out, f->number);
    str_add(out, f->label);
}

/* What stands in the first column tells a row better than its number. */
static void add_row(struct str *out, const struct draft *d, uint32_t table, uint32_t key)
{
    const struct field *fields = d->form->fields;
    uint32_t index, first = table + 1;
    if (!draft_row(d, table, key, &index))
        return;
    while (first < fields[table].end && !(kind_flags(fields[first].kind) & KIND_LEAF))
        first++;
    struct str name = {0};
    struct sv label = fields[table].label;
    if (first < fields[table].end)
        draft_add_shown(&name, d, (struct place){first, key});
    if (name.len) {
        struct str quoted = {0};
        naming_add_quoted(&quoted, str_sv(&name), NAME_MOST);
        str_add_f(out, _("%.*s第 %u 行（%s）"), SV_ARG(label), index + 1, quoted.ptr);
        str_release(&quoted);
    } else {
        str_add_f(out, _("%.*s第 %u 行"), SV_ARG(label), index + 1);
    }
    str_release(&name);
}

/* A section of one field is often called what the field is: it is said once, as it is printed. */
static void add_in_section(struct str *out, const struct form *form, uint32_t field)
{
    const struct section *section = &form->sections[form->fields[field].section];
    uint32_t top = form->fields[field].top;
    bool same = sv_eq(section->title, form->fields[top].label);
    naming_add_section(out, form, form->fields[field].section);
    if (same && field == top)
        return;
    if (section->title.len)
        str_add(out, BETWEEN);
    add_labels(out, form, field, same ? top : NO_FIELD);
}

void naming_add_place(struct str *out, const struct draft *d, struct place p)
{
    const struct form *form = d->form;
    const struct field *field = &form->fields[p.field];
    bool has_rows = kind_flags(field->kind) & KIND_ROWS;
    uint32_t table = has_rows ? p.field : field->table;
    if (table == NO_FIELD || !p.row) {
        add_in_section(out, form, p.field);
        return;
    }
    add_row(out, d, table, p.row);
    if (table == p.field)
        return;
    str_add(out, BETWEEN);
    add_labels(out, form, p.field, table);
}

void naming_add_cells(struct str *out, const struct draft *d, struct place row)
{
    const struct form *form = d->form;
    size_t from = out->len;
    for (uint32_t f = row.field + 1; f < form->fields[row.field].end; f++) {
        struct place p = {f, row.row};
        if (!(kind_flags(form->fields[f].kind) & KIND_LEAF) || draft_text(d, p).len == 0)
            continue;
        if (out->len > from)
            str_add_byte(out, '\n');
        add_labels(out, form, f, row.field);
        str_add(out, sv_from(_("：")));
        draft_add_shown(out, d, p);
    }
}
