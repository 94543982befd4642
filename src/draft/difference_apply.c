#include <stdlib.h>

#include "base/xalloc.h"
#include "draft/difference.h"
#include "draft/finals.h"
#include "draft/row_match.h"
#include "draft/said.h"

/* A new row whose id another row of `mine` has already: what is said of it goes by the new one. */
struct renamed {
    uint32_t table;
    struct sv id;  /* in `other` */
    struct str to; /* in `mine`; empty: the row was not taken */
};

struct apply {
    struct draft *mine;
    struct history *h;
    const struct draft *other;
    const struct differences *list;
    bool *touched; /* by section: something of it was taken over */
    bool *taken;   /* by field: a leaf whose text was */
    VEC(struct renamed) renamed;
};

static void touch(struct apply *a, uint32_t field)
{
    a->touched[a->mine->form->fields[field].section] = true;
    a->taken[field] = true;
}

/* ---- texts ---- */

/* Is the row still there, or is it none. */
static bool is_there(const struct draft *d, uint32_t field, uint32_t row)
{
    uint32_t table = d->form->fields[field].table;
    return table == NO_FIELD || draft_row(d, table, row, NULL);
}

static void take_text(struct apply *a, const struct difference *d)
{
    if (!is_there(a->mine, d->field, d->mine_row) || !is_there(a->other, d->field, d->other_row))
        return;
    draft_set(a->mine, a->h, (struct place){d->field, d->mine_row},
              draft_text(a->other, (struct place){d->field, d->other_row}));
    touch(a, d->field);
}

/* ---- the rows of a table ---- */

struct table_apply {
    struct apply *a;
    uint32_t table;
    const struct difference *from; /* those of the list that are of this table */
    const struct difference *to;
    struct row_names mine; /* when rows have gone and none has come */
    uint32_t *keys;        /* by index in `other`: the row's key in `mine`, 0 where it has none */
    VEC(bool) met;         /* by key in `mine`: `other` has the row too */
    uint32_t last_id;
};

static void pair(struct table_apply *t, uint32_t other, uint32_t key)
{
    while (t->met.len <= key)
        vec_push(&t->met, false);
    t->met.ptr[t->keys[other]] = false;
    t->met.ptr[key] = key != 0;
    t->keys[other] = key;
}

static bool is_met(const struct table_apply *t, uint32_t key)
{
    return key < t->met.len && t->met.ptr[key];
}

static bool is_new_row(const struct table_apply *t, const struct difference *d)
{
    return d->kind == DIFFERENCE_ROW && d->field == t->table && d->other_row;
}

/* Which row of `mine` is which of `other`. What the list calls new is new, whatever its id. */
static void pair_rows(struct table_apply *t)
{
    const struct apply *a = t->a;
    struct row_names other;
    row_names_make(a->mine, t->table, &t->mine);
    row_names_make(a->other, t->table, &other);
    for (uint32_t i = 0; i < other.sorted.len; i++) {
        uint32_t index = row_names_find(&t->mine, row_names_of(&other, i));
        pair(t, i, index == NO_ROW ? 0 : draft_rows(a->mine, t->table)->ptr[index].key);
    }
    for (const struct difference *d = t->from; d < t->to; d++) {
        uint32_t index;
        if (is_new_row(t, d) && draft_row(a->other, t->table, d->other_row, &index))
            pair(t, index, 0);
    }
    row_names_release(&other);
}

/* Behind the row it follows in `other`, and behind what only `mine` has there. */
static size_t place_for(const struct table_apply *t, uint32_t other)
{
    const struct rows *rows = draft_rows(t->a->mine, t->table);
    uint32_t index = 0, before = other;
    while (before > 0 && t->keys[before - 1] == 0)
        before--;
    if (before > 0 && draft_row(t->a->mine, t->table, t->keys[before - 1], &index))
        index++;
    while (index < rows->len && !is_met(t, rows->ptr[index].key))
        index++;
    return index;
}

static bool id_is_used(const struct table_apply *t, struct sv id)
{
    return row_names_find(&t->mine, &(struct row_name){.id = id}) != NO_ROW;
}

/* The id a new row gets: its own, or one that neither draft has. */
static void choose_id(struct table_apply *t, struct sv id, struct str *out)
{
    const struct draft *mine = t->a->mine;
    if (row_id_column(mine->form, t->table) == NO_FIELD && id.len && !id_is_used(t, id))
        str_set(out, id);
    else
        draft_add_row_id(out, mine, t->table, ++t->last_id);
}

static void add_row(struct table_apply *t, const struct row *row, uint32_t index, struct sv id)
{
    struct apply *a = t->a;
    const struct form *form = a->mine->form;
    uint32_t key = draft_row_add(a->mine, a->h, t->table, place_for(t, index), id);
    for (uint32_t f = t->table + 1; f < form->fields[t->table].end; f++)
        if (kind_flags(form->fields[f].kind) & KIND_LEAF)
            draft_set(a->mine, a->h, (struct place){f, key},
                      str_sv(&row->cells[form->fields[f].column].text));
    pair(t, index, key);
    touch(a, t->table);
}

static void take_new_row(struct table_apply *t, const struct difference *d)
{
    uint32_t index;
    const struct row *row = draft_row(t->a->other, t->table, d->other_row, &index);
    if (!row)
        return;
    struct str id = {0};
    struct sv own = str_sv(&row->id);
    if (d->taken) {
        choose_id(t, own, &id);
        add_row(t, row, index, str_sv(&id));
    }
    if (id_is_used(t, own))
        vec_push(&t->a->renamed, (struct renamed){t->table, own, id});
    else
        str_release(&id);
}

static void take_removals(struct table_apply *t)
{
    struct apply *a = t->a;
    for (const struct difference *d = t->from; d < t->to; d++) {
        bool goes = d->kind == DIFFERENCE_ROW && d->field == t->table && d->taken && d->mine_row;
        if (!goes || !draft_row(a->mine, t->table, d->mine_row, NULL))
            continue;
        draft_row_remove(a->mine, a->h, t->table, d->mine_row);
        touch(a, t->table);
    }
}

/* ---- the order of a table ---- */

VEC_TYPE(keys, uint32_t);

/* The row at `at`, and behind it those only `mine` has. */
static void want_run(const struct table_apply *t, size_t at, struct keys *out)
{
    const struct rows *rows = draft_rows(t->a->mine, t->table);
    do
        vec_push(out, rows->ptr[at].key);
    while (++at < rows->len && !is_met(t, rows->ptr[at].key));
}

/* The rows both have as `other` orders them; a row only `mine` has stays behind the one it
 * follows. */
static void wanted_order(const struct table_apply *t, struct keys *out)
{
    const struct rows *rows = draft_rows(t->a->mine, t->table);
    size_t count = draft_rows(t->a->other, t->table)->len;
    if (rows->len && !is_met(t, rows->ptr[0].key))
        want_run(t, 0, out);
    for (size_t i = 0; i < count; i++) {
        uint32_t index;
        if (t->keys[i] && draft_row(t->a->mine, t->table, t->keys[i], &index))
            want_run(t, index, out);
    }
}

static void take_order(struct table_apply *t)
{
    struct apply *a = t->a;
    struct keys wanted = {0};
    wanted_order(t, &wanted);
    BUG_ON(wanted.len != draft_rows(a->mine, t->table)->len);
    for (size_t i = 0; i < wanted.len; i++)
        draft_row_move(a->mine, a->h, t->table, wanted.ptr[i], i);
    touch(a, t->table);
    vec_release(&wanted);
}

/* Rows go first, so that their ids are free and the places of the others known. */
static void take_table(struct apply *a, const struct difference *from, const struct difference *to)
{
    uint32_t table = from->field;
    struct table_apply t = {.a = a, .table = table, .from = from, .to = to};
    uint32_t last_mine = draft_last_row_id(a->mine, table);
    uint32_t last_other = draft_last_row_id(a->other, table);
    t.last_id = last_mine > last_other ? last_mine : last_other;
    t.keys = xcalloc(draft_rows(a->other, table)->len + 1, sizeof *t.keys);
    take_removals(&t);
    pair_rows(&t);
    for (const struct difference *d = from; d < to; d++) {
        if (is_new_row(&t, d))
            take_new_row(&t, d);
        else if (d->kind == DIFFERENCE_ORDER && d->taken)
            take_order(&t);
    }
    row_names_release(&t.mine);
    vec_release(&t.met);
    free(t.keys);
}

/* The differences of a table's rows stand together, those of its cells among them. */
static void take_tables(struct apply *a)
{
    const struct field *fields = a->mine->form->fields;
    const struct difference *end = a->list->ptr + a->list->len;
    for (const struct difference *d = a->list->ptr, *to; d < end; d = to) {
        to = d + 1;
        if (d->kind != DIFFERENCE_ROW && d->kind != DIFFERENCE_ORDER)
            continue;
        while (to < end && to->field != NO_FIELD &&
               (to->field == d->field || fields[to->field].table == d->field))
            to++;
        take_table(a, d, to);
    }
}

/* ---- what was said ---- */

/* A reason is of the row it was given for, whatever that is called here. */
static void take_accepted(struct apply *a, const struct difference *d)
{
    struct sv about = str_sv(&d->about), part = said_part(about);
    struct place p = part.len ? said_accepted_place(a->other, about) : (struct place){NO_FIELD, 0};
    const struct field *field = p.row ? &a->other->form->fields[p.field] : NULL;
    uint32_t table = !field ? NO_FIELD : field->table != NO_FIELD ? field->table : p.field;
    const struct remark *reason = remark_find(&a->other->accepted, about);
    struct str key = {0};
    str_set(&key, about);
    for (size_t i = 0; field && i < a->renamed.len; i++) {
        const struct renamed *r = &a->renamed.ptr[i];
        if (r->table != table || !sv_eq(r->id, part))
            continue;
        str_clear(&key);
        if (r->to.len)
            str_add_f(&key, "%.*s[%s]", (int)(about.len - part.len - 2), about.ptr, r->to.ptr);
    }
    if (key.len)
        draft_accept(a->mine, a->h, str_sv(&key), reason ? str_sv(&reason->text) : SV(""));
    str_release(&key);
}

static void take_final(struct apply *a, const struct difference *d)
{
    const struct finals *log = &a->other->finals;
    for (size_t i = 0; i < log->len && a->mine->finals.len < FINALS_MOST; i++) {
        const struct final *f = &log->ptr[i];
        if (!sv_eq(str_sv(&f->code), str_sv(&d->about)) || finals_has(a->mine, f))
            continue;
        draft_add_final(a->mine, a->h, finals_place(a->mine, f), f);
        return;
    }
}

/* All but rows and what is called done. */
static void take_said(struct apply *a, const struct difference *d)
{
    const struct remark *note;
    if (d->kind == DIFFERENCE_TEXT) {
        take_text(a, d);
    } else if (d->kind == DIFFERENCE_PENDING) {
        note = remark_find(&a->other->pending, str_sv(&d->about));
        draft_set_pending(a->mine, a->h, str_sv(&d->about), note ? str_sv(&note->text) : SV(""));
    } else if (d->kind == DIFFERENCE_ACCEPTED) {
        take_accepted(a, d);
    } else if (d->kind == DIFFERENCE_FINAL) {
        take_final(a, d);
    }
}

/* What a text was made from goes with the text: also where the text was the same and it is the
 * source that was taken over. */
static void take_based_on(struct apply *a)
{
    const struct draft *other = a->other;
    for (uint32_t f = 0; f < other->form->field_count; f++) {
        uint32_t source = other->source[f];
        struct place p = {f, 0};
        if (source == NO_FIELD)
            continue;
        bool same = other->form->fields[f].table == NO_FIELD &&
                    sv_eq(draft_text(a->mine, p), draft_text(other, p));
        if (!a->taken[f] && !(a->taken[source] && same))
            continue;
        struct sv path = other->form->fields[f].path;
        const struct remark *hash = remark_find(&other->based_on, path);
        draft_set_based_on(a->mine, a->h, path, hash ? str_sv(&hash->text) : SV(""));
    }
}

static void take_done(struct apply *a, const bool *was)
{
    const struct draft *other = a->other;
    for (uint32_t s = 0; s < other->form->section_count; s++)
        if (a->touched[s])
            draft_set_done(a->mine, a->h, s, was[s] && other->done[s]);
    for (size_t i = 0; i < a->list->len; i++) {
        const struct difference *d = &a->list->ptr[i];
        if (d->kind == DIFFERENCE_DONE && d->taken)
            draft_set_done(a->mine, a->h, d->section, other->done[d->section]);
    }
}

void differences_apply(struct draft *mine, struct history *h, const struct draft *other,
                       const struct differences *list)
{
    const struct form *form = mine->form;
    BUG_ON(other->form != form);
    struct apply a = {.mine = mine, .h = h, .other = other, .list = list};
    a.touched = xcalloc(form->section_count, sizeof *a.touched);
    a.taken = xcalloc(form->field_count, sizeof *a.taken);
    bool *was = xcalloc(form->section_count, sizeof *was);
    memcpy(was, mine->done, form->section_count * sizeof *was);
    if (h)
        history_step(h);
    take_tables(&a);
    for (size_t i = 0; i < list->len; i++)
        if (list->ptr[i].taken)
            take_said(&a, &list->ptr[i]);
    take_based_on(&a);
    take_done(&a, was);
    if (h)
        history_step(h);
    for (size_t i = 0; i < a.renamed.len; i++)
        str_release(&a.renamed.ptr[i].to);
    vec_release(&a.renamed);
    free(a.touched);
    free(a.taken);
    free(was);
}
