#include "wizard/dialogs.h"
#include "wizard/final.h"
#include "wizard/pages.h"
#include "wizard/remarks.h"

/* What every page does with the keys it leaves to the wizard. */

static unsigned undo(struct wizard *w, bool redo)
{
    struct place where;
    size_t caret;
    if (!wizard_may_change(w))
        return REACTION_REDRAW | REACTION_BELL;
    if (!redo && history_undoes_final(&w->history)) {
        wizard_say(w, TONE_WARN,
                   _("再往前是第 %u 稿定稿，定稿不能撤销。要改内容，直接改，改好以后重新定稿。"),
                   finals_last(w->draft)->revision);
        return REACTION_REDRAW | REACTION_BELL;
    }
    bool any = redo ? draft_redo(w->draft, &w->history, &where, &caret)
                    : draft_undo(w->draft, &w->history, &where, &caret);
    if (!any) {
        wizard_say(w, TONE_PLAIN, "%s", redo ? _("没有可以重做的了。") : _("没有可以撤销的了。"));
        return REACTION_REDRAW | REACTION_BELL;
    }
    wizard_show_change(w, where, caret);
    if (where.field != NO_FIELD) {
        const struct field *field = &w->draft->form->fields[where.field];
        struct sv label = field->label;
        wizard_say(w, TONE_PLAIN,
                   redo ? _("已重做一步：%.*s。") : _("已撤销一步：%.*s（^Y 重做）。"),
                   SV_ARG(label));
    } else {
        wizard_say(w, TONE_PLAIN, "%s", redo ? _("已重做一步。") : _("已撤销一步（^Y 重做）。"));
    }
    return REACTION_REDRAW;
}

static unsigned next_problem(struct wizard *w)
{
    if (reviewing(w) || remarks_any(w))
        return remarks_go_on(w);
    const struct finding *f = wizard_next_problem(w, wizard_place(w));
    if (!f) {
        wizard_say(w, TONE_GOOD, "%s", _("没有错误，也没有待处理的提醒。"));
        return REACTION_REDRAW;
    }
    str_set(&w->problem, str_sv(&f->key));
    wizard_open_finding(w, f);
    return REACTION_REDRAW;
}

static unsigned save(struct wizard *w)
{
    if (w->sample) {
        wizard_say(w, TONE_PLAIN, "%s", _("样例没有改动，不用保存。"));
        return REACTION_REDRAW;
    }
    if (reviewing(w)) {
        wizard_say(w, TONE_PLAIN, "%s", _("审核里做的每一步当时就存好了，不用再保存。"));
        return REACTION_REDRAW;
    }
    if (!wizard_may_change(w))
        return REACTION_REDRAW | REACTION_BELL;
    wizard_request(w, REQUEST_SAVE);
    w->saving = true;
    wizard_say(w, TONE_PLAIN, "%s", _("正在保存……"));
    return REACTION_REDRAW;
}

static unsigned back(struct wizard *w)
{
    if (w->pages.len > 1)
        wizard_pop(w);
    else
        wizard_push(w, page_leave_new(w));
    return REACTION_REDRAW;
}

bool wizard_back_to(struct wizard *w, enum page_kind kind)
{
    size_t at = w->pages.len;
    while (at > 0 && w->pages.ptr[at - 1]->class->kind != kind)
        at--;
    if (at == 0)
        return false;
    while (w->pages.len > at)
        wizard_pop(w);
    return true;
}

/* What needs the form as it is now. */
static bool uses_form(enum action action)
{
    return action == ACTION_NEXT_PROBLEM || action == ACTION_REVIEW || action == ACTION_EXPORT ||
           action == ACTION_PREVIEW;
}

static unsigned with_draft(struct wizard *w, enum action action)
{
    if (uses_form(action) && !wizard_may_use(w))
        return REACTION_REDRAW | REACTION_BELL;
    switch (action) {
    case ACTION_SAVE:
        return save(w);
    case ACTION_UNDO:
        return undo(w, false);
    case ACTION_REDO:
        return undo(w, true);
    case ACTION_NEXT_PROBLEM:
        return next_problem(w);
    case ACTION_REVIEW:
        if (!wizard_back_to(w, PAGE_REVIEW))
            wizard_push(w, page_review_new(w));
        return REACTION_REDRAW;
    case ACTION_EXPORT:
        if (!wizard_back_to(w, PAGE_EXPORT))
            wizard_push(w, page_export_new(w));
        return REACTION_REDRAW;
    case ACTION_PREVIEW:
        if (!wizard_back_to(w, PAGE_PREVIEW))
            wizard_push(w, page_preview_new(w));
        return REACTION_REDRAW;
    default:
        return PAGE_PASSES;
    }
}

/* From the help over a page of words: other pages would take their place. */
static bool leads_away(enum action action)
{
    return uses_form(action) || action == ACTION_SAVE || action == ACTION_UNDO ||
           action == ACTION_REDO || action == ACTION_LEAVE;
}

static unsigned common(struct wizard *w, enum action action)
{
    if (leads_away(action) && wizard_words_wait(w)) {
        wizard_say(w, TONE_WARN, "%s", _("先按 Esc 回去，把写的话记下或者放下，再用这个键。"));
        return REACTION_REDRAW | REACTION_BELL;
    }
    unsigned answer = w->draft ? with_draft(w, action) : PAGE_PASSES;
    if (!(answer & PAGE_PASSES))
        return answer;
    switch (action) {
    case ACTION_HELP:
        wizard_push(w, page_help_new(w));
        return REACTION_REDRAW;
    case ACTION_LEAVE:
        wizard_push(w, page_leave_new(w));
        return REACTION_REDRAW;
    case ACTION_BACK:
        return back(w);
    case ACTION_REDRAW:
        return REACTION_REDRAW | REACTION_CLEAR;
    case ACTION_COPY:
        wizard_say(w, TONE_PLAIN, "%s",
                   _("没有选中文字。^C 只用来复制，不会丢掉什么；离开请按 F10。"));
        return REACTION_REDRAW;
    default:
        wizard_say(w, TONE_PLAIN, "%s", _("这个键在这里没有用处。F1 看全部按键。"));
        return REACTION_REDRAW | REACTION_BELL;
    }
}

unsigned wizard_apply(struct wizard *w, enum action action, struct sv text)
{
    /* A menu could not be seen: leaving is saving. */
    if (w->geometry.too_small && action == ACTION_LEAVE) {
        wizard_leave(w);
        wizard_request(w, REQUEST_QUIT);
    }
    if (w->geometry.too_small)
        return action == ACTION_LEAVE ? REACTION_REDRAW : REACTION_BELL;
    uint64_t version = w->draft ? w->draft->version : 0;
    const struct draft *draft = w->draft;
    struct final_watch before = final_watch(w);
    str_clear(&w->message);
    w->settled = false;
    struct page *p = wizard_page(w);
    unsigned answer = p->class->apply(w, p, action, text);
    if (answer & PAGE_PASSES)
        answer = common(w, action);
    wizard_drop_found(w, action == ACTION_PASTE_CLIP && !(answer & REACTION_BELL));
    if (w->draft && w->draft == draft && w->draft->version != version) {
        answer |= REACTION_CHANGED | REACTION_REDRAW;
        /* What a check would say is no longer known, whatever was counted on the way. */
        w->settled = false;
    }
    if (final_interrupts(w, &before))
        answer |= REACTION_BELL;
    return answer;
}
