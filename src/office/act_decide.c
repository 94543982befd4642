/* The decisions: what must be done before a recommendation, and the moves from state to state. */
#include "base/i18n.h"
#include "office/act_steps.h"

enum { TOLD = 3 }; /* hindrances a refusal names */

/* ---- what hinders ---- */

struct asking {
    const struct review *r;
    const struct act_world *w;
    struct hindrances *out;
};

static void hinder(struct asking *q, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void hinder(struct asking *q, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str_add_vf(vec_add(q->out), format, args);
    va_end(args);
}

/* Is the item one of those asked after: not marked, failed, or doubted without saying why. */
static bool is_unmarked(const struct mark *m)
{
    return !m || m->ruling == RULING_NONE;
}

static bool is_failed(const struct mark *m)
{
    return m && m->ruling == RULING_FAIL;
}

static bool is_bare_doubt(const struct mark *m)
{
    return m && m->ruling == RULING_DOUBT && sv_trim(str_sv(&m->note)).len == 0;
}

static uint32_t name_items(struct asking *q, bool (*asked)(const struct mark *), struct str *names)
{
    struct str key = {0};
    uint32_t count = 0;
    str_clear(names);
    for (uint32_t i = 0; i < q->w->form->review_count; i++) {
        review_item_key(q->w->form, i, &key);
        if (asked(review_find_mark(q->r, str_sv(&key))))
            act_add_some(names, str_sv(&key), count++);
    }
    str_release(&key);
    return count;
}

static void ask_items(struct asking *q)
{
    struct str names = {0};
    uint32_t count = name_items(q, is_unmarked, &names);
    if (count)
        hinder(q, _("还有 %u 条没有审：%s。"), count, names.ptr);
    count = name_items(q, is_failed, &names);
    if (count)
        hinder(q, _("有 %u 条审为不符：%s。"), count, names.ptr);
    count = name_items(q, is_bare_doubt, &names);
    if (count)
        hinder(q, _("有 %u 条存疑，没有写明疑在哪里：%s。"), count, names.ptr);
    str_release(&names);
}

static void ask_notes(struct asking *q)
{
    struct str names = {0}, number = {0};
    uint32_t count = 0;
    for (size_t i = 0; i < q->r->notes.len; i++) {
        if (q->r->notes.ptr[i].state == REMARK_ACCEPTED)
            continue;
        str_clear(&number);
        str_add_f(&number, "%u", q->r->notes.ptr[i].number);
        act_add_some(&names, str_sv(&number), count++);
    }
    if (count)
        hinder(q, _("有 %u 条意见没有了结：第 %s 条。"), count, names.ptr);
    str_release(&names);
    str_release(&number);
}

static void ask_errors(struct asking *q)
{
    const struct findings *list = q->w->findings;
    if (!list) {
        hinder(q, "%s", _("送来的草稿没有检查过（或者读不出来）。"));
        return;
    }
    for (size_t i = 0; i < list->len; i++) {
        const struct finding *f = &list->ptr[i];
        if (f->severity == SEVERITY_ERROR && !review_find_allowance(q->r, str_sv(&f->key)))
            hinder(q, _("有一处错误：%s [%s]"), f->message.ptr, f->key.ptr);
    }
}

static void ask_brief(struct asking *q)
{
    const struct form *form = q->w->form;
    struct place p = {form->desk.brief, 0};
    struct sv brief = str_sv(&q->r->brief);
    if (p.field == NO_FIELD)
        return;
    if (brief.len == 0 && q->w->draft)
        brief = sv_trim(draft_text(q->w->draft, p));
    uint32_t words = counts_by(count_text(brief), form->count), limit = form->desk.brief_limit;
    if (brief.len == 0)
        hinder(q, _("“%.*s”没有内容：请申报单位补填，或者由经办人写一个。"),
               SV_ARG(form->fields[p.field].label));
    else if (limit && words > limit)
        hinder(q, _("“%.*s”有 %u 字，限 %u 字，超出 %u 字：请由经办人改短。"),
               SV_ARG(form->fields[p.field].label), words, limit, words - limit);
}

void review_hindrances(const struct review *r, const struct act_world *w, struct hindrances *out)
{
    struct asking q = {r, w, out};
    ask_items(&q);
    ask_notes(&q);
    ask_errors(&q);
    ask_brief(&q);
}

static bool nothing_hinders(struct doing *d)
{
    struct hindrances list = {0};
    struct str text = {0};
    review_hindrances(d->r, d->w, &list);
    for (size_t i = 0; i < list.len && i < TOLD; i++)
        str_add(&text, str_sv(&list.ptr[i]));
    if (list.len > TOLD)
        str_add_f(&text, _("另外还有 %zu 项。"), list.len - TOLD);
    bool ok = list.len == 0 || act_refuse(d, _("还不能推荐：%s"), text.ptr);
    hindrances_release(&list);
    str_release(&text);
    return ok;
}

/* ---- the moves ---- */

static bool has_reason(struct doing *d)
{
    return reason_is_good(d->a->text, d->w->form, d->w->desk, d->e);
}

/* What is returned goes to the applicant as it stands. */
static void send_notes(struct review *r)
{
    for (size_t i = 0; i < r->notes.len; i++)
        if (r->notes.ptr[i].state == REMARK_OPEN)
            r->notes.ptr[i].sent = true;
}

bool act_decide(struct doing *d)
{
    enum case_state to = d->a->state;
    if (to != CASE_RECOMMENDED && to != CASE_RETURNED && to != CASE_DECLINED)
        return act_refuse(d, "%s", _("决定只有三种：推荐、退回修改、不推荐。"));
    if (!act_may_move(d, to) || !has_reason(d) || (to == CASE_RECOMMENDED && !nothing_hinders(d)))
        return false;
    act_move(d, to, SV(""), sv_trim(d->a->text));
    if (to == CASE_RETURNED)
        send_notes(d->r);
    return true;
}

bool act_withdraw(struct doing *d)
{
    if (!act_may_move(d, CASE_WITHDRAWN) || !has_reason(d))
        return false;
    act_move(d, CASE_WITHDRAWN, SV(""), sv_trim(d->a->text));
    return true;
}

bool act_send(struct doing *d)
{
    if (!act_may_move(d, CASE_SENT))
        return false;
    act_move(d, CASE_SENT, str_sv(&d->w->desk->round), sv_trim(d->a->text));
    return true;
}

bool act_archive(struct doing *d)
{
    if (!act_may_move(d, CASE_ARCHIVED))
        return false;
    act_move(d, CASE_ARCHIVED, SV(""), sv_trim(d->a->text));
    return true;
}
