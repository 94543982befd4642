#include "base/xalloc.h"
#include "wizard/dialogs.h"
#include "wizard/final.h"
#include "wizard/pages.h"
#include "wizard/pages_reviewing.h"
#include "wizard/remarks.h"

/* Keys of what was passed with a reason may name a row; the finding's own key is what is kept. */
static bool reason_answered(struct wizard *w, struct sv value, const struct answer_context *context)
{
    if (!wizard_may_change(w))
        return false;
    history_step(&w->history);
    draft_accept(w->draft, &w->history, str_sv(&context->text), sv_trim(value));
    history_step(&w->history);
    wizard_check(w);
    if (sv_trim(value).len)
        wizard_say(w, TONE_GOOD, "%s", _("已写明理由，这条提醒通过了。理由会保存在草稿里。"));
    else
        wizard_say(w, TONE_PLAIN, "%s", _("没有写理由，这条提醒仍然待处理。"));
    return true;
}

static unsigned refuse(struct wizard *w, const char *why)
{
    wizard_say(w, TONE_PLAIN, "%s", why);
    return REACTION_REDRAW | REACTION_BELL;
}

/* An office may let pass what the check calls an error, and has to say why. */
static unsigned allow(struct wizard *w, const struct finding *f)
{
    struct act act = {.kind = ACT_ALLOW, .item = str_sv(&f->key)};
    if (f->severity != SEVERITY_ERROR)
        return refuse(w,
                      f->severity == SEVERITY_WARNING
                          ? _("提醒不挡推荐，不用放行。要申报单位改，按 Enter 去那里，F7 提意见。")
                          : _("这一条是请人看的，看过就行。"));
    return page_write_open(w, &act) ? REACTION_REDRAW : REACTION_REDRAW | REACTION_BELL;
}

static unsigned take_back(struct wizard *w, const struct finding *f)
{
    if (f->severity != SEVERITY_ERROR || !f->accepted)
        return refuse(w, _("这一条没有放行过。"));
    if (!office_act(w, &(struct act){.kind = ACT_ALLOW, .item = str_sv(&f->key)}))
        return REACTION_REDRAW | REACTION_BELL;
    wizard_say(w, TONE_PLAIN, "%s", _("不再放行，又算一处错误。"));
    return REACTION_REDRAW;
}

static unsigned ask_reason(struct wizard *w, const struct finding *f)
{
    if (reviewing(w))
        return allow(w, f);
    if (f->severity != SEVERITY_WARNING) {
        wizard_say(w, TONE_PLAIN, "%s",
                   f->severity == SEVERITY_ERROR ? _("错误要改正，不能写理由通过。按 Enter 去改。")
                                                 : _("这一条是请人看的，不用写理由。"));
        return REACTION_REDRAW | REACTION_BELL;
    }
    if (!wizard_may_change(w))
        return REACTION_REDRAW | REACTION_BELL;
    struct prompt_page *prompt =
        page_prompt_new(w, _("为什么可以这样？写明理由，提醒就通过"), f->reason);
    str_set(&prompt->hint, str_sv(&f->message));
    str_set(&prompt->context.text, str_sv(&f->key));
    prompt->answered = reason_answered;
    wizard_push(w, &prompt->page);
    return REACTION_REDRAW;
}

bool review_shows(const struct review_page *p, const struct finding *f)
{
    return p->notes || f->severity != SEVERITY_NOTE;
}

/* As many shown findings on or back, as far as there are any; the last row behind them all. */
static void move(const struct wizard *w, struct review_page *p, int64_t by)
{
    int64_t step = by < 0 ? -1 : 1;
    size_t at = p->at;
    while (by != 0) {
        do
            at += (size_t)step;
        while (at < w->findings.len && !review_shows(p, &w->findings.ptr[at]));
        if (at > w->findings.len || (at == w->findings.len && !final_ready(w)))
            return;
        p->at = at;
        p->on_final = at == w->findings.len;
        by -= step;
    }
}

/* The finding itself if it is shown, else the nearest behind it, else before it. */
static void stand(const struct wizard *w, struct review_page *p)
{
    size_t n = w->findings.len, at = p->at < n ? p->at : n;
    size_t back = at;
    if (p->on_final && final_ready(w)) {
        p->at = n;
        return;
    }
    while (at < n && !review_shows(p, &w->findings.ptr[at]))
        at++;
    while (at >= n && back > 0)
        if (review_shows(p, &w->findings.ptr[--back]))
            at = back;
    p->at = at;
    p->on_final = at == n;
}

static unsigned on_last_row(struct wizard *w, struct review_page *p, enum action action)
{
    switch (action) {
    case ACTION_UP:
        move(w, p, -1);
        return REACTION_REDRAW;
    case ACTION_PAGE_UP:
        move(w, p, -(int64_t)(w->geometry.body_rows / 3) - 1);
        return REACTION_REDRAW;
    case ACTION_TEXT_START:
    case ACTION_LINE_START:
        move(w, p, -(int64_t)w->findings.len);
        return REACTION_REDRAW;
    case ACTION_DOWN:
    case ACTION_PAGE_DOWN:
        return REACTION_REDRAW;
    case ACTION_ENTER:
    case ACTION_DONE:
        return final_open(w);
    default:
        return PAGE_PASSES;
    }
}

static unsigned toggle_notes(struct wizard *w, struct review_page *p)
{
    p->notes = !p->notes;
    stand(w, p);
    return REACTION_REDRAW;
}

static unsigned apply(struct wizard *w, struct page *page, enum action action, struct sv text)
{
    struct review_page *p = (struct review_page *)page;
    size_t count = w->findings.len;
    bool blank = action == ACTION_TYPE && page_is_blank(text);
    if (action == ACTION_NEXT_FIELD || action == ACTION_PREV_FIELD)
        return toggle_notes(w, p);
    if (p->at >= count)
        return final_ready(w) ? on_last_row(w, p, blank ? ACTION_ENTER : action) : PAGE_PASSES;
    const struct finding *f = &w->findings.ptr[p->at];
    switch (blank ? ACTION_ENTER : action) {
    case ACTION_UP:
        move(w, p, -1);
        return REACTION_REDRAW;
    case ACTION_DOWN:
        move(w, p, 1);
        return REACTION_REDRAW;
    case ACTION_PAGE_UP:
        move(w, p, -(int64_t)(w->geometry.body_rows / 3) - 1);
        return REACTION_REDRAW;
    case ACTION_PAGE_DOWN:
        move(w, p, w->geometry.body_rows / 3 + 1);
        return REACTION_REDRAW;
    case ACTION_TEXT_START:
    case ACTION_LINE_START:
        move(w, p, -(int64_t)count);
        return REACTION_REDRAW;
    case ACTION_TEXT_END:
    case ACTION_LINE_END:
        move(w, p, (int64_t)count + 1);
        return REACTION_REDRAW;
    case ACTION_ENTER:
        wizard_open_finding(w, f);
        return REACTION_REDRAW;
    case ACTION_DONE:
        return ask_reason(w, f);
    case ACTION_DELETE:
    case ACTION_BACKSPACE:
        return reviewing(w) ? take_back(w, f) : PAGE_PASSES;
    default:
        return PAGE_PASSES;
    }
}

/* Back from mending: the list is what still stands, the same finding (or the next) in focus. */
static void resume(struct wizard *w, struct page *page)
{
    struct review_page *p = (struct review_page *)page;
    wizard_check(w);
    stand(w, p);
}

static unsigned event(struct wizard *w, struct page *page, const struct event *event)
{
    if (event->kind == EVENT_SETTLE)
        resume(w, page);
    return PAGE_PASSES;
}

static struct place place_of(const struct wizard *w, const struct page *page)
{
    const struct review_page *p = (const struct review_page *)page;
    return p->at < w->findings.len ? w->findings.ptr[p->at].place : (struct place){NO_FIELD, 0};
}

static void free_page(struct page *page)
{
    free(page);
}

static const struct page_class review_class = {
    .kind = PAGE_REVIEW,
    .apply = apply,
    .event = event,
    .resume = resume,
    .free = free_page,
    .place = place_of,
};

struct page *page_review_new(struct wizard *w)
{
    struct review_page *p = xcalloc(1, sizeof *p);
    (void)w;
    p->page.class = &review_class;
    return &p->page;
}
