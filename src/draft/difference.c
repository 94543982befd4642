#include "draft/difference.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "draft/computed.h"
#include "draft/difference_walk.h"
#include "draft/finals.h"
#include "draft/naming.h"
#include "draft/path.h"
#include "draft/said.h"
#include "text/utf8.h"

void differences_release(struct differences *list)
{
    for (size_t i = 0; i < list->len; i++) {
        struct difference *d = &list->ptr[i];
        str_release(&d->about);
        str_release(&d->label);
        str_release(&d->mine);
        str_release(&d->other);
        str_release(&d->base);
    }
    vec_release(list);
}

/* ---- one place ---- */

enum verdict walk_judge(const struct walk *w, struct sv base, struct sv mine, struct sv other)
{
    if (sv_eq(mine, other) || (w->base && sv_eq(base, other)))
        return VERDICT_SAME;
    return w->base && !sv_eq(base, mine) ? VERDICT_CONFLICT : VERDICT_DIFFERS;
}

struct difference *walk_add(struct walk *w, enum difference_kind kind, enum verdict verdict,
                            uint32_t field)
{
    w->found = true;
    if (!w->out)
        return NULL;
    struct difference *d = vec_add(w->out);
    d->kind = kind;
    d->field = field;
    d->section = field == NO_FIELD ? NO_FIELD : w->mine->form->fields[field].section;
    d->conflict = verdict == VERDICT_CONFLICT;
    d->taken = !d->conflict;
    return d;
}

/* As the form shows it; as it is stored where that makes two different texts look alike. */
static void show_texts(const struct walk *w, struct difference *d, uint32_t field,
                       struct row_keys keys)
{
    struct place mine = {field, keys.mine}, other = {field, keys.other}, base = {field, keys.base};
    draft_add_shown(&d->mine, w->mine, mine);
    draft_add_shown(&d->other, w->other, other);
    if (w->base)
        draft_add_shown(&d->base, w->base, base);
    if (!sv_eq(str_sv(&d->mine), str_sv(&d->other)))
        return;
    str_set(&d->mine, draft_text(w->mine, mine));
    str_set(&d->other, draft_text(w->other, other));
    if (w->base)
        str_set(&d->base, draft_text(w->base, base));
}

void walk_leaf(struct walk *w, uint32_t field, struct row_keys keys)
{
    struct sv base = w->base ? draft_text(w->base, (struct place){field, keys.base}) : SV("");
    struct sv mine = draft_text(w->mine, (struct place){field, keys.mine});
    struct sv other = draft_text(w->other, (struct place){field, keys.other});
    enum verdict verdict = walk_judge(w, base, mine, other);
    struct difference *d =
        verdict == VERDICT_SAME ? NULL : walk_add(w, DIFFERENCE_TEXT, verdict, field);
    if (!d)
        return;
    d->mine_row = keys.mine;
    d->other_row = keys.other;
    naming_add_place(&d->label, w->mine, (struct place){field, keys.mine});
    show_texts(w, d, field, keys);
}

static void walk_fields(struct walk *w)
{
    const struct form *form = w->mine->form;
    for (uint32_t f = 0; f < form->field_count;) {
        unsigned flags = kind_flags(form->fields[f].kind);
        if (flags & KIND_ROWS)
            walk_table(w, f);
        else if (flags & KIND_LEAF)
            walk_leaf(w, f, (struct row_keys){0});
        f = flags & KIND_ROWS ? form->fields[f].end : f + 1;
    }
}

/* ---- what was said ---- */

VEC_TYPE(sorted_remarks, const struct remark *);

static int by_about(const void *a, const void *b)
{
    const struct remark *const *x = a, *const *y = b;
    return sv_cmp(str_sv(&(*x)->about), str_sv(&(*y)->about));
}

static void sort_remarks(const struct remarks *list, struct sorted_remarks *out)
{
    for (size_t i = 0; list && i < list->len; i++)
        vec_push(out, &list->ptr[i]);
    if (out->len)
        qsort(out->ptr, out->len, sizeof *out->ptr, by_about);
}

/* What a list says about something; moves `at` up to there. Called with growing `about`. */
static struct sv said_about(const struct sorted_remarks *list, size_t *at, struct sv about)
{
    while (*at < list->len && sv_cmp(str_sv(&list->ptr[*at]->about), about) < 0)
        ++*at;
    bool there = *at < list->len && sv_eq(str_sv(&list->ptr[*at]->about), about);
    return there ? str_sv(&list->ptr[*at]->text) : SV("");
}

/* The field or row a remark is about, as the draft in which it was made knows it. */
static void name_remark(const struct walk *w, struct difference *d)
{
    struct sv about = str_sv(&d->about);
    const struct draft *in = d->mine.len ? w->mine : w->other;
    struct place p = {NO_FIELD, 0};
    if (d->kind == DIFFERENCE_ACCEPTED)
        p = said_accepted_place(in, about);
    else if (!path_find(in, about, &p, NULL))
        p = (struct place){NO_FIELD, 0};
    if (p.field != NO_FIELD) {
        d->section = in->form->fields[p.field].section;
        naming_add_place(&d->label, in, p);
    } else {
        naming_add_quoted(&d->label, about, about.len);
    }
    str_add(&d->label, SV(" · "));
    str_add(&d->label, sv_from(d->kind == DIFFERENCE_PENDING ? _("待补") : _("写明的理由")));
}

static void walk_remark(struct walk *w, enum difference_kind kind, struct sv about,
                        const struct sv said[3])
{
    enum verdict verdict = walk_judge(w, said[0], said[1], said[2]);
    struct difference *d = verdict == VERDICT_SAME ? NULL : walk_add(w, kind, verdict, NO_FIELD);
    if (!d)
        return;
    str_set(&d->about, about);
    str_set(&d->base, said[0]);
    str_set(&d->mine, said[1]);
    str_set(&d->other, said[2]);
    name_remark(w, d);
}

static void walk_remarks(struct walk *w, enum difference_kind kind, const struct remarks *base,
                         const struct remarks *mine, const struct remarks *other)
{
    struct sorted_remarks lists[3] = {{0}, {0}, {0}};
    size_t at[3] = {0}, next_mine = 0, next_other = 0;
    sort_remarks(base, &lists[0]);
    sort_remarks(mine, &lists[1]);
    sort_remarks(other, &lists[2]);
    while (next_mine < lists[1].len || next_other < lists[2].len) {
        const struct remark *a = next_mine < lists[1].len ? lists[1].ptr[next_mine] : NULL;
        const struct remark *b = next_other < lists[2].len ? lists[2].ptr[next_other] : NULL;
        int order = !b ? -1 : !a ? 1 : by_about(&a, &b);
        struct sv about = str_sv(order <= 0 ? &a->about : &b->about), said[3];
        next_mine += order <= 0;
        next_other += order >= 0;
        for (int i = 0; i < 3; i++)
            said[i] = said_about(&lists[i], &at[i], about);
        walk_remark(w, kind, about, said);
    }
    for (int i = 0; i < 3; i++)
        vec_release(&lists[i]);
}

static void walk_done(struct walk *w)
{
    const struct form *form = w->mine->form;
    for (uint32_t s = 0; s < form->section_count; s++) {
        bool base = w->base && w->base->done[s];
        bool mine = w->mine->done[s], other = w->other->done[s];
        if (mine == other || (w->base && base == other))
            continue;
        struct difference *d = walk_add(w, DIFFERENCE_DONE, VERDICT_DIFFERS, NO_FIELD);
        if (!d)
            continue;
        d->section = s;
        naming_add_section(&d->label, form, s);
        str_add(&d->label, SV(" · "));
        str_add(&d->label, sv_from(_("这一部分填好了")));
        str_set(&d->mine, sv_from(mine ? _("是") : ""));
        str_set(&d->other, sv_from(other ? _("是") : ""));
        str_set(&d->base, sv_from(base ? _("是") : ""));
    }
}

static void walk_finals(struct walk *w)
{
    for (size_t i = 0; i < w->other->finals.len; i++) {
        const struct final *f = &w->other->finals.ptr[i];
        bool known = finals_has(w->mine, f) || (w->base && finals_has(w->base, f));
        struct difference *d =
            known ? NULL : walk_add(w, DIFFERENCE_FINAL, VERDICT_DIFFERS, NO_FIELD);
        if (!d)
            continue;
        str_set(&d->about, str_sv(&f->code));
        str_add_f(&d->label, _("第 %u 稿定稿"), f->revision);
        str_add_f(&d->other, _("校验码 %s"), f->code.ptr);
    }
}

/* ---- all of it, in the order of the form ---- */

static int by_section(const void *a, const void *b)
{
    const struct difference *x = a, *y = b;
    if (x->section != y->section)
        return x->section < y->section ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return sv_cmp(str_sv(&x->about), str_sv(&y->about));
}

/* The fields are in the form's order as they come; what was said is put behind those of its
 * section. */
static void merge_said(struct differences *fields, struct differences *said)
{
    struct differences all = {0};
    size_t at = 0;
    if (said->len)
        qsort(said->ptr, said->len, sizeof *said->ptr, by_section);
    for (size_t i = 0; i < said->len; i++) {
        while (at < fields->len && fields->ptr[at].section <= said->ptr[i].section)
            vec_push(&all, fields->ptr[at++]);
        vec_push(&all, said->ptr[i]);
    }
    while (at < fields->len)
        vec_push(&all, fields->ptr[at++]);
    vec_release(fields);
    vec_release(said);
    *fields = all;
}

static void walk_said(struct walk *w)
{
    const struct draft *b = w->base;
    walk_remarks(w, DIFFERENCE_PENDING, b ? &b->pending : NULL, &w->mine->pending,
                 &w->other->pending);
    walk_remarks(w, DIFFERENCE_ACCEPTED, b ? &b->accepted : NULL, &w->mine->accepted,
                 &w->other->accepted);
    walk_done(w);
    walk_finals(w);
}

void differences_make(const struct draft *base, const struct draft *mine, const struct draft *other,
                      struct differences *out)
{
    BUG_ON(mine->form != other->form || (base && base->form != mine->form));
    struct differences said = {0};
    struct walk w = {.base = base, .mine = mine, .other = other, .out = out};
    walk_fields(&w);
    w.out = &said;
    walk_said(&w);
    merge_said(out, &said);
}

bool drafts_same(const struct draft *mine, const struct draft *other)
{
    struct walk w = {.mine = mine, .other = other};
    walk_fields(&w);
    if (!w.found)
        walk_said(&w);
    return !w.found;
}
