#include "base/xalloc.h"
#include "wizard/dialogs.h"
#include "wizard/list_keys.h"
#include "wizard/pages.h"
#include "wizard/pages_reviewing.h"
#include "wizard/remarks.h"

static const struct {
    enum case_state to;
    const char *label;
} choices[DECISIONS] = {
    {CASE_RECOMMENDED, N_("推荐")},
    {CASE_RETURNED, N_("退回补正")},
    {CASE_DECLINED, N_("不予推荐")},
};

enum case_state decide_state(size_t choice)
{
    return choices[choice].to;
}

const char *decide_label(enum case_state to)
{
    for (size_t i = 0; i < DECISIONS; i++)
        if (choices[i].to == to)
            return _(choices[i].label);
    return state_label(to);
}

void decide_add_why_not(struct str *out, const struct wizard *w, enum case_state to)
{
    const struct office_view *v = w->office;
    if (state_may(v->now.review.state, to, v->desk.role))
        return;
    if (v->desk.role == ROLE_CITY)
        str_add(out, sv_from(_("推荐和退回由县（市、区）办，市里不在这里决定。")));
    else if (v->now.review.state == to)
        str_add_f(out, _("现在就是“%s”。"), state_label(to));
    else
        str_add_f(out, _("现在是“%s”，不能再改成“%s”。"), state_label(v->now.review.state),
                  state_label(to));
}

/* ---- what there is to be done before ---- */

enum decide_row decide_row_at(size_t line)
{
    return line < DECISIONS ? DECIDE_CHOICE : (enum decide_row)(DECIDE_MARKS + (line - DECISIONS));
}

static uint32_t brief_count(const struct wizard *w)
{
    const struct form_desk *desk = &w->form->desk;
    struct sv own = str_sv(&w->office->now.review.brief);
    struct counts n = count_text(own);
    if (own.len == 0 && w->draft)
        n = draft_counts(w->draft, (struct place){desk->brief, 0});
    return counts_by(n, w->form->count);
}

static void add_brief(struct str *out, const struct wizard *w)
{
    const struct form_desk *desk = &w->form->desk;
    if (desk->brief == NO_FIELD) {
        str_add(out, sv_from(_("简述    表单没有要")));
        return;
    }
    bool own = w->office->now.review.brief.len > 0;
    str_add_f(out, _("简述    %u 字"), brief_count(w));
    if (desk->brief_limit)
        str_add_f(out, _("，上限 %u 字"), desk->brief_limit);
    str_add(out, sv_from(own ? _("，用本办公夹的") : _("，用申报书里的")));
}

void decide_add_row(struct str *out, const struct wizard *w, enum decide_row row)
{
    struct review_tally t = review_tally(&w->office->now.review, w->form);
    struct tally found = findings_tally(&w->findings);
    switch (row) {
    case DECIDE_MARKS:
        str_add_f(out, _("要点    通过 %u  存疑 %u  不符 %u  未审 %u"), t.passed, t.doubted,
                  t.failed, t.items - t.passed - t.doubted - t.failed);
        break;
    case DECIDE_NOTES:
        str_add_f(out, _("意见    待改 %u  已答复 %u  已认可 %u"), t.open, t.answered, t.accepted);
        break;
    case DECIDE_FINDINGS:
        str_add_f(out, _("核对    错误 %u  提醒 %u  已说明 %u"), found.errors, found.warnings,
                  found.accepted);
        break;
    case DECIDE_BRIEF:
        add_brief(out, w);
        break;
    default:
        break;
    }
}

bool decide_row_waits(const struct wizard *w, enum decide_row row)
{
    struct review_tally t = review_tally(&w->office->now.review, w->form);
    const struct form_desk *desk = &w->form->desk;
    switch (row) {
    case DECIDE_MARKS:
        return t.passed < t.items;
    case DECIDE_NOTES:
        return t.open + t.answered > 0;
    case DECIDE_FINDINGS:
        return findings_tally(&w->findings).errors > 0;
    case DECIDE_BRIEF:
        return desk->brief != NO_FIELD &&
               (brief_count(w) == 0 || (desk->brief_limit && brief_count(w) > desk->brief_limit));
    default:
        return false;
    }
}

/* ---- keys ---- */

static unsigned write_brief(struct wizard *w)
{
    struct act act = {.kind = ACT_BRIEF};
    if (w->form->desk.brief == NO_FIELD) {
        wizard_say(w, TONE_PLAIN, "%s", _("这份表单不要简述。"));
        return REACTION_REDRAW | REACTION_BELL;
    }
    return page_write_open(w, &act) ? REACTION_REDRAW : REACTION_REDRAW | REACTION_BELL;
}

static unsigned open_row(struct wizard *w, enum decide_row row)
{
    switch (row) {
    case DECIDE_MARKS:
        wizard_push(w, page_marks_new(w));
        break;
    case DECIDE_NOTES:
        wizard_push(w, page_notes_new(w));
        break;
    case DECIDE_FINDINGS:
        if (!w->draft || !wizard_may_use(w))
            return REACTION_REDRAW | REACTION_BELL;
        wizard_push(w, page_review_new(w));
        break;
    default:
        return write_brief(w);
    }
    return REACTION_REDRAW;
}

static unsigned choose(struct wizard *w, struct decide_page *p, enum case_state to)
{
    struct act act = {.kind = ACT_DECIDE, .state = to};
    const struct office_case *now = &w->office->now;
    struct str why = {0};
    decide_add_why_not(&why, w, to);
    if (why.len == 0 && to == CASE_RECOMMENDED && now->hindrances.len)
        str_add_f(&why, _("还不能推荐：%.*s"), SV_ARG(str_sv(&now->hindrances.ptr[0])));
    bool refused = why.len > 0;
    if (refused)
        wizard_say(w, TONE_WARN, "%s", why.ptr);
    str_release(&why);
    if (refused)
        return REACTION_REDRAW | REACTION_BELL;
    p->from = now->review.state;
    p->to = to;
    p->sent = page_write_open(w, &act);
    return p->sent ? REACTION_REDRAW : REACTION_REDRAW | REACTION_BELL;
}

static unsigned enter(struct wizard *w, struct decide_page *p)
{
    if (p->at < DECISIONS)
        return choose(w, p, decide_state(p->at));
    return open_row(w, decide_row_at(p->at));
}

static size_t lines(void)
{
    return DECISIONS + DECIDE_ROWS - DECIDE_MARKS;
}

static unsigned typed(struct wizard *w, struct decide_page *p, struct sv text)
{
    int64_t number;
    if (page_is_blank(text))
        return enter(w, p);
    if (!list_number(text, 1, (int64_t)lines(), &number))
        return REACTION_BELL;
    p->at = (size_t)number - 1;
    return enter(w, p);
}

static unsigned apply(struct wizard *w, struct page *page, enum action action, struct sv text)
{
    struct decide_page *p = (struct decide_page *)page;
    switch (action) {
    case ACTION_UP:
    case ACTION_PREV_FIELD:
        p->at = p->at ? p->at - 1 : lines() - 1;
        return REACTION_REDRAW;
    case ACTION_DOWN:
    case ACTION_NEXT_FIELD:
        p->at = p->at + 1 < lines() ? p->at + 1 : 0;
        return REACTION_REDRAW;
    case ACTION_LINE_START:
    case ACTION_TEXT_START:
        p->at = 0;
        return REACTION_REDRAW;
    case ACTION_LINE_END:
    case ACTION_TEXT_END:
        p->at = lines() - 1;
        return REACTION_REDRAW;
    case ACTION_ENTER:
        return enter(w, p);
    case ACTION_TYPE:
        return typed(w, p, text);
    default:
        return PAGE_PASSES;
    }
}

/* It was decided: the page of the case goes on from there. */
static void resume(struct wizard *w, struct page *page)
{
    struct decide_page *p = (struct decide_page *)page;
    enum case_state now = w->office->now.review.state;
    wizard_check(w);
    if (p->sent && now == p->to && now != p->from)
        wizard_pop(w);
    else
        p->sent = false;
}

static void help(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)page;
    str_add(out, sv_from(_("决定\n"
                           "1 推荐，2 退回补正，3 不予推荐。选定以后写理由，再确认一次才算数；谁在"
                           "什么时候为什么这样定，都记在审核记录里。\n"
                           "退回补正的，把意见一并发给申报单位，改好再送来。\n"
                           "推荐以前要做完的事列在下面，4 到 7 直接去做。")));
    const struct hindrances *list = &w->office->now.hindrances;
    for (size_t i = 0; i < list->len; i++)
        str_add_f(out, _("\n推荐还差：%.*s"), SV_ARG(str_sv(&list->ptr[i])));
}

static void free_page(struct page *page)
{
    free(page);
}

static const struct page_class decide_class = {
    .kind = PAGE_DECIDE,
    .apply = apply,
    .resume = resume,
    .free = free_page,
    .help = help,
};

struct page *page_decide_new(struct wizard *w)
{
    (void)w;
    struct decide_page *p = xcalloc(1, sizeof *p);
    p->page.class = &decide_class;
    return &p->page;
}
