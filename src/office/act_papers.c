/* What the officer lets pass, saw with his own eyes, compared with paper, and wrote himself. */
#include "base/i18n.h"
#include "draft/edit.h"
#include "draft/said.h"
#include "office/act_steps.h"
#include "office/note_place.h"
#include "out/code.h"

/* ---- errors that are allowed ---- */

static bool error_stands(const struct doing *d)
{
    const struct findings *list = d->w->findings;
    for (size_t i = 0; i < list->len; i++)
        if (list->ptr[i].severity == SEVERITY_ERROR && sv_eq(str_sv(&list->ptr[i].key), d->a->item))
            return true;
    return false;
}

static struct allowance *find_allowance(struct doing *d)
{
    for (size_t i = 0; i < d->r->allowances.len; i++)
        if (sv_eq(str_sv(&d->r->allowances.ptr[i].key), d->a->item))
            return &d->r->allowances.ptr[i];
    return NULL;
}

static bool take_allowance_back(struct doing *d, struct allowance *a)
{
    if (!a)
        return act_refuse(d, _("“%.*s”没有放行过。要放行，请写明理由。"), SV_ARG(d->a->item));
    str_add_f(&d->deed, "disallow %.*s", SV_ARG(d->a->item));
    str_release(&a->key);
    str_release(&a->reason);
    stamp_release(&a->stamp);
    vec_remove(&d->r->allowances, (size_t)(a - d->r->allowances.ptr));
    return true;
}

bool act_allow(struct doing *d)
{
    struct allowance *a = find_allowance(d);
    if (sv_trim(d->a->text).len == 0)
        return take_allowance_back(d, a);
    if (!d->w->findings)
        return act_refuse(d, "%s", _("送来的草稿没有检查过，不知道有没有这个错误。"));
    if (!a && !error_stands(d))
        return act_refuse(d, _("审核这一关没有代号是“%.*s”的错误。"), SV_ARG(d->a->item));
    if (!reason_is_good(d->a->text, d->w->form, d->w->desk, d->e))
        return false;
    if (!a) {
        a = vec_add(&d->r->allowances);
        str_set(&a->key, d->a->item);
    }
    str_set(&a->reason, sv_trim(d->a->text));
    act_stamp(d, &a->stamp);
    str_add_f(&d->deed, "allow %.*s", SV_ARG(d->a->item));
    return true;
}

/* ---- materials ---- */

/* "materials.licence", or "enterprises[e3].proof" with the row's id. */
static bool material_is_known(struct doing *d)
{
    struct sv what = d->a->item;
    size_t open = sv_find_byte(what, '[', 0), close = sv_find_byte(what, ']', 0);
    struct str path = {0};
    bool in_row = open != SV_NONE && close != SV_NONE && close > open;
    str_add(&path, sv_sub(what, 0, in_row ? open : what.len));
    if (in_row)
        str_add(&path, sv_from_offset(what, close + 1));
    const struct field *field = form_field(d->w->form, str_sv(&path));
    str_release(&path);
    if (!field || field->kind != FIELD_MATERIAL || in_row != (field->table != NO_FIELD))
        return act_refuse(d, _("“%.*s”不是材料。"), SV_ARG(what));
    if (!in_row || !d->w->draft ||
        note_row_key(d->w->draft, field->index, sv_sub(what, open + 1, close)))
        return true;
    return act_refuse(d, _("“%.*s”：送来的草稿里没有这一行。"), SV_ARG(what));
}

bool act_seen(struct doing *d)
{
    struct sv what = d->a->item;
    for (size_t i = 0; i < d->r->sightings.len; i++) {
        struct sighting *s = &d->r->sightings.ptr[i];
        if (!sv_eq(str_sv(&s->what), what))
            continue;
        str_release(&s->what);
        stamp_release(&s->stamp);
        vec_remove(&d->r->sightings, i);
        str_add_f(&d->deed, "unseen %.*s", SV_ARG(what));
        return true;
    }
    if (!material_is_known(d))
        return false;
    if (d->r->sightings.len >= MOST_ENTRIES)
        return act_refuse(d, "%s", _("这一件的记录已经太长，不能再记了。"));
    struct sighting *s = vec_add(&d->r->sightings);
    str_set(&s->what, what);
    act_stamp(d, &s->stamp);
    str_add_f(&d->deed, "seen %.*s", SV_ARG(what));
    return true;
}

/* ---- paper copies ---- */

static bool refuse_code(struct doing *d, struct sv typed, struct sv right)
{
    for (size_t i = 0; i + 1 < d->r->intakes.len; i++)
        if (sv_eq(str_sv(&d->r->intakes.ptr[i].code), typed))
            return act_refuse(d,
                              _("纸质件是第 %u 次送来的那一稿（第 %u 稿），不是现在这一稿；"
                                "现在的校验码是 %.*s。"),
                              d->r->intakes.ptr[i].number, d->r->intakes.ptr[i].revision,
                              SV_ARG(right));
    unsigned group = code_differs(typed, right);
    if (group)
        return act_refuse(d, _("校验码第 %u 组和电子版不一样：输入的是 %.*s，电子版是 %.*s。"),
                          group, SV_ARG(typed), SV_ARG(right));
    return act_refuse(d, _("纸质件和电子版不是同一稿：纸上是 %.*s，电子版是 %.*s。"), SV_ARG(typed),
                      SV_ARG(right));
}

static bool code_was_typed(struct doing *d, struct str *typed)
{
    unsigned group = 0;
    enum code_answer answer = code_read(d->a->text, typed, &group);
    if (answer == CODE_GOOD || answer == CODE_NEWER)
        return true;
    const struct intake *last = review_last_intake(d->r);
    if (!group && last)
        group = code_differs(str_sv(typed), str_sv(&last->code));
    if (group)
        return act_refuse(d, _("校验码输错了，看来是第 %u 组。请照纸上每页下方的再输一次。"),
                          group);
    return act_refuse(d, "%s", _("校验码输错了。请照纸上每页下方的再输一次，共三组十二个字。"));
}

static void note_copy_seen(struct doing *d, struct sv code)
{
    struct paper_copy *copy = NULL;
    for (size_t i = 0; i < d->r->copies.len && !copy; i++)
        if (d->r->copies.ptr[i].number == d->a->number)
            copy = &d->r->copies.ptr[i];
    if (!copy) {
        copy = vec_add(&d->r->copies);
        copy->number = d->a->number;
    }
    str_set(&copy->code, code);
    act_stamp(d, &copy->stamp);
    str_add_f(&d->deed, "copy %u", d->a->number);
}

bool act_copy(struct doing *d)
{
    struct str typed = {0};
    const struct intake *last = review_last_intake(d->r);
    uint32_t copies = d->w->form->copies;
    if (d->a->number < 1 || d->a->number > copies)
        return act_refuse(d, _("纸质件一式 %u 份，没有第 %u 份。"), copies, d->a->number);
    if (!last || last->code.len == 0)
        return act_refuse(d, "%s", _("送来的不是定稿，没有校验码，不能核对纸质件。"));
    bool ok = code_was_typed(d, &typed);
    if (ok && !sv_eq(str_sv(&typed), str_sv(&last->code)))
        ok = refuse_code(d, str_sv(&typed), str_sv(&last->code));
    if (ok)
        note_copy_seen(d, str_sv(&typed));
    str_release(&typed);
    return ok;
}

/* ---- the officer's own words ---- */

static bool fits(struct doing *d, struct sv brief)
{
    uint32_t limit = d->w->form->desk.brief_limit;
    uint32_t words = counts_by(count_text(brief), d->w->form->count);
    return limit == 0 || words <= limit ||
           act_refuse(d, _("有 %u 字，限 %u 字，超出 %u 字，没有记下。请改短些。"), words, limit,
                      words - limit);
}

/* What was recommended has words for the table, and goes on having them. */
static bool stays_good(struct doing *d, struct sv brief, struct place p)
{
    if (brief.len || d->r->state != CASE_RECOMMENDED || !d->w->draft)
        return true;
    struct sv words = sv_trim(draft_text(d->w->draft, p));
    return words.len ? fits(d, words) : act_refuse(d, "%s", _("申报单位没有写这一栏，不能空着。"));
}

bool act_brief(struct doing *d)
{
    struct sv brief = sv_trim(d->a->text);
    uint32_t field = d->w->form->desk.brief;
    if (field == NO_FIELD)
        return act_refuse(d, "%s", _("这份表单的汇总表没有可以由经办人改写的一栏。"));
    if (!fits(d, brief) || !stays_good(d, brief, (struct place){field, 0}))
        return false;
    str_set(&d->r->brief, brief);
    str_clear(&d->r->brief_of);
    if (brief.len && d->w->draft)
        draft_add_hash(&d->r->brief_of, draft_text(d->w->draft, (struct place){field, 0}));
    str_set(&d->deed, brief.len ? SV("brief") : SV("brief none"));
    return true;
}

bool act_experience(struct doing *d)
{
    str_set(&d->r->experience, sv_trim(d->a->text));
    str_set(&d->deed, d->r->experience.len ? SV("experience") : SV("experience none"));
    return true;
}
