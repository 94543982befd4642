#include <stdlib.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "draft/difference_walk.h"
#include "draft/naming.h"
#include "draft/row_match.h"

/* One row of the table, by index in each of the drafts, NO_ROW where it is none. */
struct match {
    uint32_t base;
    uint32_t mine;
    uint32_t other;
};

/* The rows of one table: those of `mine` in their order, then those only `other` has, in its. */
struct table_walk {
    struct walk *walk;
    uint32_t table;
    const struct rows *base; /* NULL without a base */
    const struct rows *mine;
    const struct rows *other;
    VEC(struct match) matches;
};

static uint32_t columns_of(const struct table_walk *t)
{
    const struct form *form = t->walk->mine->form;
    return field_columns(form, &form->fields[t->table]);
}

static struct sv cell_text(const struct rows *rows, uint32_t index, uint32_t column)
{
    return index == NO_ROW ? SV("") : str_sv(&rows->ptr[index].cells[column].text);
}

static bool same_cells(const struct table_walk *t, const struct row *a, const struct row *b)
{
    for (uint32_t c = columns_of(t); c-- > 0;)
        if (!sv_eq(str_sv(&a->cells[c].text), str_sv(&b->cells[c].text)))
            return false;
    return true;
}

/* ---- which is which ---- */

/* Two people who each add a row give it the same id. It is one row only if it bears the same
 * name. */
static bool made_apart(const struct table_walk *t, const struct match *m)
{
    if (!t->walk->base || m->base != NO_ROW || m->mine == NO_ROW || m->other == NO_ROW)
        return false;
    struct sv mine = cell_text(t->mine, m->mine, 0), other = cell_text(t->other, m->other, 0);
    return !(mine.len && sv_eq(mine, other)) &&
           !same_cells(t, &t->mine->ptr[m->mine], &t->other->ptr[m->other]);
}

static void match_rows(struct table_walk *t)
{
    const struct walk *w = t->walk;
    struct row_names base, mine, other;
    row_names_make(w->base, t->table, &base);
    row_names_make(w->mine, t->table, &mine);
    row_names_make(w->other, t->table, &other);
    bool *met = xcalloc(t->other->len + 1, sizeof *met);
    for (uint32_t i = 0; i < t->mine->len; i++) {
        const struct row_name *name = row_names_of(&mine, i);
        struct match m = {row_names_find(&base, name), i, row_names_find(&other, name)};
        if (made_apart(t, &m))
            m.other = NO_ROW;
        if (m.other != NO_ROW)
            met[m.other] = true;
        vec_push(&t->matches, m);
    }
    for (uint32_t i = 0; i < t->other->len; i++)
        if (!met[i]) {
            struct match m = {row_names_find(&base, row_names_of(&other, i)), NO_ROW, i};
            vec_push(&t->matches, m);
        }
    free(met);
    row_names_release(&base);
    row_names_release(&mine);
    row_names_release(&other);
}

/* ---- rows that one has and the other not ---- */

/* A row that one of the two has: what that says of it. One that was there in `base` and went from
 * the one is a conflict where the other changed it. */
static enum verdict judge_row(const struct table_walk *t, const struct match *m)
{
    const struct rows *has = m->mine != NO_ROW ? t->mine : t->other;
    uint32_t index = m->mine != NO_ROW ? m->mine : m->other;
    if (!t->base)
        return VERDICT_DIFFERS;
    if (m->base == NO_ROW)
        return m->mine != NO_ROW ? VERDICT_SAME : VERDICT_DIFFERS;
    bool left = same_cells(t, &t->base->ptr[m->base], &has->ptr[index]);
    if (m->mine != NO_ROW)
        return left ? VERDICT_DIFFERS : VERDICT_CONFLICT;
    return left ? VERDICT_SAME : VERDICT_CONFLICT;
}

static void walk_row(const struct table_walk *t, const struct match *m)
{
    struct walk *w = t->walk;
    enum verdict verdict = judge_row(t, m);
    struct difference *d =
        verdict == VERDICT_SAME ? NULL : walk_add(w, DIFFERENCE_ROW, verdict, t->table);
    if (!d)
        return;
    bool of_mine = m->mine != NO_ROW;
    const struct row *row = of_mine ? &t->mine->ptr[m->mine] : &t->other->ptr[m->other];
    struct place p = {t->table, row->key};
    *(of_mine ? &d->mine_row : &d->other_row) = row->key;
    naming_add_place(&d->label, of_mine ? w->mine : w->other, p);
    naming_add_cells(of_mine ? &d->mine : &d->other, of_mine ? w->mine : w->other, p);
    if (m->base != NO_ROW)
        naming_add_cells(&d->base, w->base, (struct place){t->table, t->base->ptr[m->base].key});
}

/* ---- rows both have ---- */

static void walk_cells(const struct table_walk *t, const struct match *m)
{
    const struct form *form = t->walk->mine->form;
    const struct row *mine = &t->mine->ptr[m->mine], *other = &t->other->ptr[m->other];
    if (same_cells(t, mine, other))
        return;
    uint32_t base = m->base != NO_ROW ? t->base->ptr[m->base].key : 0;
    for (uint32_t f = t->table + 1; f < form->fields[t->table].end; f++)
        if (kind_flags(form->fields[f].kind) & KIND_LEAF)
            walk_leaf(t->walk, f, (struct row_keys){base, mine->key, other->key});
}

/* ---- their order ---- */

/* Do the rows both have stand in the same order. */
static bool same_order(const struct table_walk *t, bool with_base)
{
    uint32_t next = 0;
    for (size_t i = 0; i < t->matches.len; i++) {
        const struct match *m = &t->matches.ptr[i];
        uint32_t index = with_base ? m->base : m->other;
        if (m->mine == NO_ROW || index == NO_ROW)
            continue;
        if (index < next)
            return false;
        next = index + 1;
    }
    return true;
}

/* The place in `base` of each row of `other`, in the order of `other`. */
static bool other_keeps_order(const struct table_walk *t)
{
    uint32_t *base = xcalloc(t->other->len + 1, sizeof *base), next = 0;
    bool keeps = true;
    for (size_t i = 0; i < t->other->len; i++)
        base[i] = NO_ROW;
    for (size_t i = 0; i < t->matches.len; i++)
        if (t->matches.ptr[i].other != NO_ROW)
            base[t->matches.ptr[i].other] = t->matches.ptr[i].base;
    for (size_t i = 0; i < t->other->len && keeps; i++) {
        keeps = base[i] == NO_ROW || base[i] >= next;
        next = base[i] == NO_ROW ? next : base[i] + 1;
    }
    free(base);
    return keeps;
}

static enum verdict judge_order(const struct table_walk *t)
{
    if (same_order(t, false) || (t->base && other_keeps_order(t)))
        return VERDICT_SAME;
    return t->base && !same_order(t, true) ? VERDICT_CONFLICT : VERDICT_DIFFERS;
}

/* A row both have, as `mine` calls it, on a line. */
static void add_row_line(const struct table_walk *t, struct str *out, uint32_t mine)
{
    if (out->len)
        str_add_byte(out, '\n');
    naming_add_place(out, t->walk->mine, (struct place){t->table, t->mine->ptr[mine].key});
}

static void list_order(const struct table_walk *t, struct difference *d)
{
    uint32_t *mine = xcalloc(t->other->len + 1, sizeof *mine);
    for (size_t i = 0; i < t->other->len; i++)
        mine[i] = NO_ROW;
    for (size_t i = 0; i < t->matches.len; i++) {
        const struct match *m = &t->matches.ptr[i];
        if (m->mine == NO_ROW || m->other == NO_ROW)
            continue;
        mine[m->other] = m->mine;
        add_row_line(t, &d->mine, m->mine);
    }
    for (size_t i = 0; i < t->other->len; i++)
        if (mine[i] != NO_ROW)
            add_row_line(t, &d->other, mine[i]);
    free(mine);
}

static void walk_order(const struct table_walk *t)
{
    enum verdict verdict = judge_order(t);
    struct difference *d =
        verdict == VERDICT_SAME ? NULL : walk_add(t->walk, DIFFERENCE_ORDER, verdict, t->table);
    if (!d)
        return;
    naming_add_place(&d->label, t->walk->mine, (struct place){t->table, 0});
    str_add(&d->label, SV(" · "));
    str_add(&d->label, sv_from(_("各行的顺序")));
    list_order(t, d);
}

void walk_table(struct walk *w, uint32_t table)
{
    struct table_walk t = {.walk = w,
                           .table = table,
                           .base = w->base ? draft_rows(w->base, table) : NULL,
                           .mine = draft_rows(w->mine, table),
                           .other = draft_rows(w->other, table)};
    match_rows(&t);
    for (size_t i = 0; i < t.matches.len; i++) {
        const struct match *m = &t.matches.ptr[i];
        if (m->mine != NO_ROW && m->other != NO_ROW)
            walk_cells(&t, m);
        else
            walk_row(&t, m);
    }
    walk_order(&t);
    vec_release(&t.matches);
}
