/* What the words of an act are called on the page they are written on, what they are about, and
 * what is said when it is done. */
#include "draft/naming.h"
#include "office/note_place.h"
#include "office/selection.h"
#include "wizard/pages_reviewing.h"
#include "wizard/remarks.h"

struct act_words {
    const char *title;
    const char *label;
    const char *told;
    bool reason; /* a reason is wanted, of as many 字 as the form says */
};

static const struct act_words words[] = {
    [ACT_MARK] = {N_("审核要点"), N_("说明"), N_("已记下。"), false},
    [ACT_REMARK] = {N_("提意见"), N_("意见"), N_("意见已记下。退回时一并发给申报单位。"), false},
    [ACT_REWORD] = {N_("改意见"), N_("意见"), N_("意见已改。"), false},
    [ACT_ACCEPT] = {N_("认可"), N_("说明"), N_("已认可。"), false},
    [ACT_ASK_AGAIN] = {N_("请再改"), N_("意见"), N_("已请申报单位再改。"), false},
    [ACT_DECIDE] = {N_("决定"), N_("理由"), N_("已决定。"), true},
    [ACT_WITHDRAW] = {N_("撤回"), N_("申报单位撤回的理由"), N_("已登记撤回。"), true},
    [ACT_ALLOW] = {N_("放行这处错误"), N_("理由"), N_("已放行，理由记在审核记录里。"), true},
    [ACT_BRIEF] = {N_("汇总表里的简述"), N_("本办公夹的简述"), N_("简述已记下，汇总表用这一版。"),
                   false},
    [ACT_EXPERIENCE] = {N_("典型经验"), N_("典型经验"), N_("典型经验已记下。"), false},
    [ACT_SCORE] = {N_("评审意见"), N_("意见"), N_("评审意见已记下。"), false},
    [ACT_RESULT] = {N_("遴选结果"), N_("说明，可以不写"), N_("结果已登记。"), false},
    [ACT_LEDGER] = {N_("台账"), N_("说明"), N_("台账已登记。"), false},
    [ACT_ARCHIVE] = {N_("归档"), N_("说明，可以不写"), N_("已归档。"), false},
};

static const struct act_words *words_of(const struct act *a)
{
    static const struct act_words plain = {N_("说明"), N_("说明"), N_("已记下。"), false};
    bool known = (size_t)a->kind < sizeof words / sizeof words[0] && words[a->kind].title;
    return known ? &words[a->kind] : &plain;
}

/* ---- what it is about ---- */

static void add_clause(struct str *out, const struct form *form, struct sv id)
{
    const struct clause *clause = form_clause(form, id);
    if (clause)
        str_add_f(out, _("\n通知 %.*s：%.*s"), SV_ARG(id), SV_ARG(clause->text));
}

static struct place place_named(const struct draft *d, struct sv path, struct sv row)
{
    const struct field *field = form_field(d->form, path);
    if (!field)
        return (struct place){NO_FIELD, 0};
    struct place at = {field->index, row.len ? note_row_key(d, field->index, row) : 0};
    return at;
}

static void describe_remark(struct wizard *w, const struct act *a, struct write_page *p)
{
    struct place at = {NO_FIELD, 0};
    if (w->draft)
        at = place_named(w->draft, a->field, a->row);
    if (at.field == NO_FIELD) {
        str_set(&p->about_label, sv_from(_("说的是整件申报")));
        return;
    }
    naming_add_place(&p->about_label, w->draft, at);
    if (a->quote.len)
        str_set(&p->about, a->quote);
    else if (kind_flags(w->form->fields[at.field].kind) & KIND_TYPED)
        str_set(&p->about, draft_text(w->draft, at));
    if (a->quote.len)
        str_add_f(&p->about_label, _("：所引的原话"));
}

static void describe_talk(struct wizard *w, const struct act *a, struct write_page *p)
{
    const struct note *n = review_find_note(&w->office->now.review, a->number);
    if (!n)
        return;
    str_add_f(&p->title, _("第 %u 条"), n->number);
    str_set(&p->about_label, n->label.len ? str_sv(&n->label) : sv_from(_("全文")));
    if (n->quote.len)
        str_add_f(&p->about, _("原话：%.*s\n"), SV_ARG(str_sv(&n->quote)));
    remark_add_talk(&p->about, n);
}

static void describe_mark(struct wizard *w, const struct act *a, struct write_page *p)
{
    const struct form *form = w->form;
    struct str key = {0};
    str_set(&p->title, sv_from(ruling_label(a->ruling)));
    for (uint32_t i = 0; i < form->review_count; i++) {
        review_item_key(form, i, &key);
        if (!sv_eq(str_sv(&key), a->item))
            continue;
        str_add_f(&p->about_label, "%.*s", SV_ARG(form->review[i].id));
        str_set(&p->about, form->review[i].text);
        add_clause(&p->about, form, form->review[i].id);
    }
    str_release(&key);
}

static void describe_allow(struct wizard *w, const struct act *a, struct write_page *p)
{
    str_add_f(&p->about_label, "[%.*s]", SV_ARG(a->item));
    for (size_t i = 0; i < w->findings.len; i++) {
        const struct finding *f = &w->findings.ptr[i];
        if (!sv_eq(str_sv(&f->key), a->item))
            continue;
        str_add_f(&p->about, "%s：%.*s", severity_label(f->severity), SV_ARG(str_sv(&f->message)));
        add_clause(&p->about, w->form, f->rule->clause);
        return;
    }
}

static void describe_decision(struct wizard *w, const struct act *a, struct write_page *p)
{
    const struct office_case *now = &w->office->now;
    str_set(&p->title, sv_from(decide_label(a->state)));
    str_add_f(&p->about_label, "%.*s", SV_ARG(str_sv(&now->review.head.name)));
    str_add_f(&p->about, "%.*s", SV_ARG(str_sv(&now->review.head.title)));
    for (enum decide_row row = DECIDE_MARKS; row < DECIDE_ROWS; row++) {
        str_add_byte(&p->about, '\n');
        decide_add_row(&p->about, w, row);
    }
}

/* The officer's own words are shorter than the applicant's, which stand beside them. */
static void describe_brief(struct wizard *w, struct write_page *p)
{
    const struct form_desk *desk = &w->form->desk;
    p->limit = desk->brief_limit;
    p->takes = true;
    if (desk->brief == NO_FIELD || !w->draft)
        return;
    uint32_t source = w->draft->source[desk->brief];
    const struct field *field = &w->form->fields[source != NO_FIELD ? source : desk->brief];
    struct place at = {field->index, 0};
    str_set(&p->about, draft_text(w->draft, at));
    str_add_f(&p->about_label, _("申报书里的%.*s（%u 字）"), SV_ARG(field->label),
              counts_by(draft_counts(w->draft, at), w->form->count));
}

static void describe_case(struct wizard *w, struct write_page *p)
{
    str_set(&p->about_label, str_sv(&w->office->now.review.head.name));
    str_set(&p->about, str_sv(&w->office->now.review.head.title));
}

static void describe_result(struct wizard *w, const struct act *a, struct write_page *p)
{
    str_set(&p->title, sv_from(state_label(a->state)));
    describe_case(w, p);
    str_add_byte(&p->about, '\n');
    round_add_words(&p->about, w->form, a->round);
}

static const struct score *find_score(const struct review *r, const struct act *a)
{
    for (size_t i = 0; i < r->scores.len; i++)
        if (sv_eq(str_sv(&r->scores.ptr[i].reader), a->reader) &&
            sv_eq(str_sv(&r->scores.ptr[i].round), a->round))
            return &r->scores.ptr[i];
    return NULL;
}

static void describe_by_kind(struct wizard *w, const struct act *a, struct write_page *p)
{
    switch (a->kind) {
    case ACT_MARK:
        describe_mark(w, a, p);
        break;
    case ACT_REMARK:
        describe_remark(w, a, p);
        break;
    case ACT_REWORD:
    case ACT_ACCEPT:
    case ACT_ASK_AGAIN:
        describe_talk(w, a, p);
        break;
    case ACT_DECIDE:
        describe_decision(w, a, p);
        break;
    case ACT_ALLOW:
        describe_allow(w, a, p);
        break;
    case ACT_RESULT:
        describe_result(w, a, p);
        break;
    case ACT_SCORE:
        str_set(&p->title, a->reader);
        describe_case(w, p);
        break;
    case ACT_BRIEF:
        describe_brief(w, p);
        break;
    default:
        describe_case(w, p);
        break;
    }
}

/* What the record says already: the words are changed from there. */
static void add_written(struct str *out, const struct wizard *w, const struct act *a)
{
    const struct review *r = &w->office->now.review;
    const struct mark *mark = review_find_mark(r, a->item);
    const struct note *n = review_find_note(r, a->number);
    const struct allowance *allowance = review_find_allowance(r, a->item);
    const struct form_desk *desk = &w->form->desk;
    if (a->kind == ACT_MARK && mark)
        str_set(out, str_sv(&mark->note));
    else if (a->kind == ACT_REWORD && n && n->turns.len)
        str_set(out, str_sv(&n->turns.ptr[n->turns.len - 1].text));
    else if (a->kind == ACT_ALLOW && allowance)
        str_set(out, str_sv(&allowance->reason));
    else if (a->kind == ACT_SCORE && find_score(r, a))
        str_set(out, str_sv(&find_score(r, a)->opinion));
    else if (a->kind == ACT_EXPERIENCE)
        str_set(out, str_sv(&r->experience));
    else if (a->kind == ACT_BRIEF && r->brief.len)
        str_set(out, str_sv(&r->brief));
    else if (a->kind == ACT_BRIEF && desk->brief != NO_FIELD && w->draft)
        str_set(out, draft_text(w->draft, (struct place){desk->brief, 0}));
}

void write_describe(struct wizard *w, const struct act *a, struct write_page *p)
{
    const struct act_words *known = words_of(a);
    struct str title = {0};
    describe_by_kind(w, a, p);
    str_set(&p->label, sv_from(_(known->label)));
    str_set(&title, sv_from(_(known->title)));
    if (p->title.len)
        str_add_f(&title, "：%.*s", SV_ARG(str_sv(&p->title)));
    str_move(&p->title, &title);
    p->least = known->reason ? w->form->desk.reason_min : 0;
    add_written(&p->before, w, a);
    str_set(&p->text, a->text.len ? a->text : str_sv(&p->before));
}

void write_add_told(struct str *out, const struct wizard *w, const struct act *a)
{
    const struct review *r = &w->office->now.review;
    if (a->kind == ACT_DECIDE)
        str_add_f(out, _("%.*s：已记为“%s”。"), SV_ARG(str_sv(&r->head.name)),
                  state_label(a->state));
    else if (a->kind == ACT_MARK)
        str_add_f(out, _("%.*s 已记为“%s”。"), SV_ARG(a->item), ruling_label(a->ruling));
    else if (a->kind == ACT_REMARK && r->notes.len)
        str_add_f(out, _("第 %u 条意见已记下。退回时一并发给申报单位。"),
                  r->notes.ptr[r->notes.len - 1].number);
    else if (a->kind == ACT_BRIEF && a->text.len == 0)
        str_add(out, sv_from(_("本办公夹的简述已去掉，汇总表用申报书里的。")));
    else
        str_add(out, sv_from(_(words_of(a)->told)));
}
