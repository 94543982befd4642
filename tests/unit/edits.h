/*
 * edits: random edits of any draft, the same ones in every run, and all that a draft says as one
 * text to compare.
 */
#ifndef TESTS_EDITS_H
#define TESTS_EDITS_H

#include "draft/edit.h"
#include "draft/finals.h"
#include "text/utf8.h"
#include "unit.h"

/* ---- everything a draft says, as one text ---- */

static inline void add_slot_state(struct str *out, const struct slot *slot)
{
    struct counts n = count_text(str_sv(&slot->text));
    /* Counts kept along the way are those of the text. */
    assert_memory_equal(&n, &slot->counts, sizeof n);
    assert_true(utf8_valid(str_sv(&slot->text), NULL));
    str_add_f(out, "%zu:%.*s\n", slot->text.len, SV_ARG(str_sv(&slot->text)));
}

static inline void add_remarks_state(struct str *out, const struct remarks *list)
{
    for (size_t i = 0; i < list->len; i++)
        str_add_f(out, "%.*s=%.*s\n", SV_ARG(str_sv(&list->ptr[i].about)),
                  SV_ARG(str_sv(&list->ptr[i].text)));
    str_add(out, SV("--\n"));
}

/* `keys`: those of the rows too, which belong to one run. */
static inline void add_state(struct str *out, const struct draft *d, bool keys)
{
    for (uint32_t f = 0; f < d->form->field_count; f++) {
        const struct field *field = &d->form->fields[f];
        add_slot_state(out, &d->slots[f]);
        for (size_t r = 0; r < d->tables[f].len; r++) {
            const struct row *row = &d->tables[f].ptr[r];
            bool kept = !field_child(d->form, field, SV("id"));
            str_add_f(out, "row %u %.*s\n", keys ? row->key : 0,
                      SV_ARG(keys || kept ? str_sv(&row->id) : SV("")));
            for (uint32_t c = 0; c < field_columns(d->form, field); c++)
                add_slot_state(out, &row->cells[c]);
        }
    }
    add_remarks_state(out, &d->pending);
    add_remarks_state(out, &d->accepted);
    add_remarks_state(out, &d->based_on);
    for (uint32_t s = 0; s < d->form->section_count; s++)
        str_add_byte(out, d->done[s] ? 'x' : '.');
    for (size_t i = 0; i < d->finals.len; i++) {
        const struct final *f = &d->finals.ptr[i];
        str_add_f(out, "\nfinal %u %s %s %.*s", f->revision, f->code.ptr, f->time.ptr,
                  SV_ARG(str_sv(&f->pictures)));
    }
}

/* ---- random edits ---- */

struct dice {
    uint64_t state;
};

/* A number below `n`, the same ones in every run. */
static inline uint32_t roll(struct dice *d, uint32_t n)
{
    d->state = d->state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(d->state >> 33) % n;
}

static inline struct sv any_text(struct dice *d)
{
    static const struct sv texts[] = {
        {"", 0},           {"字", 3}, {"甲乙丙", 9}, {"ERP", 3},     {" 35% 以上", 11}, {"\n", 1},
        {"一\n二\n\n", 9}, {"𠮷", 4}, {"“”…—", 12},  {"e\u0301", 3}, {"yes", 3},        {"，", 3}};
    return texts[roll(d, COUNT_OF(texts))];
}

/* A leaf there is, in a row if it is a column. False where the row-holding field is empty. */
static inline bool any_leaf(const struct draft *draft, struct dice *d, struct place *out)
{
    const struct form *form = draft->form;
    for (;;) {
        const struct field *field = &form->fields[roll(d, form->field_count)];
        if (!(kind_flags(field->kind) & KIND_LEAF))
            continue;
        *out = (struct place){field->index, 0};
        if (field->table == NO_FIELD)
            return true;
        const struct rows *rows = draft_rows(draft, field->table);
        if (rows->len == 0)
            return false;
        out->row = rows->ptr[roll(d, (uint32_t)rows->len)].key;
        return true;
    }
}

static inline void random_text(struct draft *draft, struct history *h, struct dice *d)
{
    struct place p;
    if (!any_leaf(draft, d, &p))
        return;
    struct sv text = draft_text(draft, p);
    size_t points = utf8_length(text);
    size_t from = roll(d, (uint32_t)points + 1), to = from + roll(d, (uint32_t)(points - from) + 1);
    size_t start = utf8_offset(text, from), end = utf8_offset(text, to);
    if (roll(d, 3) == 0)
        history_type(h, p, start);
    if (roll(d, 5) == 0)
        draft_set(draft, h, p, any_text(d));
    else
        draft_splice(draft, h, p, start, roll(d, 3) ? 0 : end - start, any_text(d));
}

/* A field that holds rows; NO_FIELD in a form without any. */
static inline uint32_t any_table(const struct form *form, struct dice *d)
{
    uint32_t first = roll(d, form->field_count);
    for (uint32_t i = 0; i < form->field_count; i++) {
        uint32_t f = (first + i) % form->field_count;
        if (kind_flags(form->fields[f].kind) & KIND_ROWS)
            return f;
    }
    return NO_FIELD;
}

static inline void random_row(struct draft *draft, struct history *h, struct dice *d)
{
    uint32_t table = any_table(draft->form, d);
    if (table == NO_FIELD)
        return;
    const struct rows *rows = draft_rows(draft, table);
    uint32_t n = (uint32_t)rows->len, what = roll(d, 4);
    if (what < 2 || n == 0)
        draft_row_add(draft, h, table, roll(d, n + 1), SV(""));
    else if (what == 2)
        draft_row_remove(draft, h, table, rows->ptr[roll(d, n)].key);
    else
        draft_row_move(draft, h, table, rows->ptr[roll(d, n)].key, roll(d, n));
}

static inline void random_final(struct draft *draft, struct history *h, struct dice *d)
{
    struct final f = {.revision = final_next_revision(draft)};
    str_add_f(&f.code, "A%03u-%04u-%04u", roll(d, 1000), roll(d, 10000), roll(d, 10000));
    str_add_f(&f.time, "2024-06-%02uT%02u:%02u", roll(d, 30) + 1, roll(d, 24), roll(d, 60));
    for (uint32_t i = roll(d, 4); i > 0; i--)
        str_add_f(&f.pictures, "%s%016x", f.pictures.len ? "\n" : "", roll(d, UINT32_MAX));
    assert_true(final_is_sound(&f));
    draft_add_final(draft, h, roll(d, (uint32_t)draft->finals.len + 1), &f);
    final_release(&f);
}

static inline void random_remark(struct draft *draft, struct history *h, struct dice *d)
{
    static const struct sv abouts[] = {{"g.a", 3}, {"g.b", 3}, {"t[].n", 5}, {"g.b.x[t1]", 9}};
    struct sv about = abouts[roll(d, COUNT_OF(abouts))], text = any_text(d);
    switch (roll(d, 5)) {
    case 0:
        draft_set_pending(draft, h, about, text);
        break;
    case 1:
        draft_accept(draft, h, about, text);
        break;
    case 2:
        draft_set_based_on(draft, h, about, text);
        break;
    case 3:
        random_final(draft, h, d);
        break;
    default:
        draft_set_done(draft, h, roll(d, draft->form->section_count), roll(d, 2));
    }
}

static inline void random_edit(struct draft *draft, struct history *h, struct dice *d)
{
    uint32_t what = roll(d, 10);
    if (what < 6)
        random_text(draft, h, d);
    else if (what < 8)
        random_row(draft, h, d);
    else
        random_remark(draft, h, d);
}

#endif
