#include "draft/changes.h"

#include "draft/changes_names.h"
#include "draft/finals.h"

/* ---- words ---- */

/* Written with each key: printf would cost more than all the rest. */
static void add_number(struct str *out, uint64_t number)
{
    char digits[20];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + number % 10);
    while (number /= 10);
    str_add_byte(out, ' ');
    str_add(out, sv_make(digits + at, sizeof digits - at));
}

/* "KIND PATH" */
static void add_head(struct str *out, struct sv kind, struct sv name)
{
    str_add(out, kind);
    str_add_byte(out, ' ');
    name_add(out, name);
}

static void add_row(struct str *out, const struct draft *d, uint32_t table, size_t index)
{
    add_number(out, index + 1);
    if (!rows_keep_ids(d->form, table))
        return;
    str_add_byte(out, ':');
    name_add(out, str_sv(&d->tables[table].ptr[index].id));
}

static void end_line(struct str *out)
{
    str_add_byte(out, '\n');
}

static void add_bytes(struct str *out, struct sv bytes)
{
    str_add(out, bytes);
    end_line(out);
}

/* ---- changes ---- */

void changes_add_text(struct str *out, const struct draft *d, struct place p, size_t at, size_t del,
                      struct sv insert)
{
    const struct field *field = &d->form->fields[p.field];
    add_head(out, SV("text"), field->path);
    if (field->table == NO_FIELD) {
        str_add(out, SV(" -"));
    } else {
        uint32_t index;
        BUG_ON(!draft_row(d, field->table, p.row, &index));
        add_row(out, d, field->table, index);
    }
    add_number(out, at);
    add_number(out, del);
    add_number(out, insert.len);
    end_line(out);
    add_bytes(out, insert);
}

static void add_row_line(struct str *out, struct sv kind, const struct draft *d, uint32_t table,
                         size_t index)
{
    add_head(out, kind, d->form->fields[table].path);
    add_row(out, d, table, index);
}

void changes_add_row(struct str *out, const struct draft *d, uint32_t table, size_t index)
{
    const struct field *field = &d->form->fields[table];
    uint32_t key = d->tables[table].ptr[index].key;
    add_row_line(out, SV("add"), d, table, index);
    end_line(out);
    for (uint32_t f = table + 1; f < field->end; f++) {
        struct sv text = draft_text(d, (struct place){f, key});
        if (text.len)
            changes_add_text(out, d, (struct place){f, key}, 0, 0, text);
    }
}

void changes_add_row_removed(struct str *out, const struct draft *d, uint32_t table, size_t index)
{
    add_row_line(out, SV("remove"), d, table, index);
    end_line(out);
}

void changes_add_row_moved(struct str *out, const struct draft *d, uint32_t table, size_t from,
                           size_t to)
{
    add_row_line(out, SV("move"), d, table, from);
    add_number(out, to + 1);
    end_line(out);
}

/* Two lengths, which end the line, and their texts. */
static void add_pair(struct str *out, struct sv first, struct sv second)
{
    add_number(out, first.len);
    add_number(out, second.len);
    end_line(out);
    add_bytes(out, first);
    add_bytes(out, second);
}

void changes_add_remark(struct str *out, enum said said, size_t index, struct sv about,
                        struct sv text)
{
    str_add(out, said_name(said));
    add_number(out, index + 1);
    add_pair(out, about, text);
}

void changes_add_done(struct str *out, const struct draft *d, uint32_t section, bool done)
{
    add_head(out, SV("done"), d->form->sections[section].id);
    add_number(out, done);
    end_line(out);
}

void changes_add_final(struct str *out, size_t index, const struct final *f, uint32_t revision)
{
    struct sv none = SV("");
    struct sv texts[] = {f ? str_sv(&f->code) : none, f ? str_sv(&f->time) : none,
                         f ? str_sv(&f->pictures) : none};
    enum { TEXTS = sizeof texts / sizeof texts[0] };
    str_add(out, SV("final"));
    add_number(out, index + 1);
    add_number(out, f ? f->revision : 0);
    add_number(out, revision);
    for (size_t i = 0; i < TEXTS; i++)
        add_number(out, texts[i].len);
    end_line(out);
    for (size_t i = 0; i < TEXTS; i++)
        add_bytes(out, texts[i]);
}

void changes_add_head(struct str *out, const struct draft *d)
{
    str_add(out, SV("head"));
    add_number(out, d->form_version > 0 ? (uint64_t)d->form_version : 0);
    add_number(out, d->revision);
    add_number(out, d->demo);
    add_number(out, d->id.len);
    end_line(out);
    add_bytes(out, str_sv(&d->id));
}

void changes_add_typing(struct str *out, struct sv title, struct sv text)
{
    str_add(out, SV("typing"));
    add_pair(out, title, text);
}

/* ---- from one draft to another ---- */

static void leaf_between(struct str *out, const struct draft *from, struct place a,
                         const struct draft *to, struct place b)
{
    struct sv old = draft_text(from, a), now = draft_text(to, b);
    if (!sv_eq(old, now))
        changes_add_text(out, to, b, 0, old.len, now);
}

static bool same_rows(const struct draft *from, const struct draft *to, uint32_t table)
{
    const struct rows *old = &from->tables[table], *now = &to->tables[table];
    bool same = old->len == now->len, ids = rows_keep_ids(to->form, table);
    for (size_t i = 0; same && ids && i < now->len; i++)
        same = sv_eq(str_sv(&old->ptr[i].id), str_sv(&now->ptr[i].id));
    return same;
}

/* Where rows went or came all are made anew: the text need not be short, it must be right. */
static void rows_between(struct str *out, const struct draft *from, const struct draft *to,
                         uint32_t table)
{
    const struct rows *old = &from->tables[table], *now = &to->tables[table];
    if (!same_rows(from, to, table)) {
        for (size_t i = old->len; i-- > 0;)
            changes_add_row_removed(out, from, table, i);
        for (size_t i = 0; i < now->len; i++)
            changes_add_row(out, to, table, i);
        return;
    }
    for (size_t i = 0; i < now->len; i++)
        for (uint32_t f = table + 1; f < to->form->fields[table].end; f++)
            leaf_between(out, from, (struct place){f, old->ptr[i].key}, to,
                         (struct place){f, now->ptr[i].key});
}

static bool same_remarks(const struct remarks *a, const struct remarks *b)
{
    bool same = a->len == b->len;
    for (size_t i = 0; same && i < a->len; i++)
        same = sv_eq(str_sv(&a->ptr[i].about), str_sv(&b->ptr[i].about)) &&
               sv_eq(str_sv(&a->ptr[i].text), str_sv(&b->ptr[i].text));
    return same;
}

static void remarks_between(struct str *out, enum said said, const struct remarks *old,
                            const struct remarks *now)
{
    if (same_remarks(old, now))
        return;
    for (size_t i = old->len; i-- > 0;)
        changes_add_remark(out, said, i, str_sv(&old->ptr[i].about), SV(""));
    for (size_t i = 0; i < now->len; i++)
        changes_add_remark(out, said, i, str_sv(&now->ptr[i].about), str_sv(&now->ptr[i].text));
}

static void finals_between(struct str *out, const struct draft *from, const struct draft *to)
{
    const struct finals *old = &from->finals, *now = &to->finals;
    size_t same = 0;
    while (same < old->len && same < now->len && final_eq(&old->ptr[same], &now->ptr[same]))
        same++;
    for (size_t i = old->len; i-- > same;)
        changes_add_final(out, i, NULL, to->revision);
    for (size_t i = same; i < now->len; i++)
        changes_add_final(out, i, &now->ptr[i], to->revision);
}

void changes_between(struct str *out, const struct draft *from, const struct draft *to)
{
    const struct form *form = to->form;
    if (from->form_version != to->form_version || from->revision != to->revision ||
        from->demo != to->demo || !sv_eq(str_sv(&from->id), str_sv(&to->id)))
        changes_add_head(out, to);
    for (uint32_t f = 0; f < form->field_count; f++) {
        const struct field *field = &form->fields[f];
        if (kind_flags(field->kind) & KIND_ROWS)
            rows_between(out, from, to, f);
        else if (field->table == NO_FIELD)
            leaf_between(out, from, (struct place){f, 0}, to, (struct place){f, 0});
    }
    remarks_between(out, SAID_PENDING, &from->pending, &to->pending);
    remarks_between(out, SAID_ACCEPTED, &from->accepted, &to->accepted);
    remarks_between(out, SAID_BASED_ON, &from->based_on, &to->based_on);
    for (uint32_t s = 0; s < form->section_count; s++)
        if (from->done[s] != to->done[s])
            changes_add_done(out, to, s, to->done[s]);
    finals_between(out, from, to);
}
