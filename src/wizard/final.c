#include "wizard/final.h"

#include "base/i18n.h"
#include "office/returned.h"
#include "out/finalise.h"
#include "text/cluster.h"
#include "wizard/dialogs.h"
#include "wizard/pages.h"

enum { ERRORS_SHOWN = 4 };

static enum final_state state_of(const struct wizard *w)
{
    struct str code = {0};
    if (!w->draft || w->draft->demo || w->unknown_form || !finals_last(w->draft))
        return FINAL_NEVER;
    code_add_of_draft(&code, w->draft, &w->facts);
    enum final_state state = final_state(w->draft, str_sv(&code));
    str_release(&code);
    return state;
}

void final_note(struct wizard *w)
{
    w->final = state_of(w);
}

bool final_offered(const struct wizard *w)
{
    return w->draft && !w->read_only && !w->draft->demo;
}

bool final_ready(const struct wizard *w)
{
    return final_offered(w) && findings_tally(&w->findings).errors == 0;
}

void final_add_offer(struct str *out, const struct wizard *w)
{
    if (w->final == FINAL_NOW)
        str_add_f(out, _("[ 已定稿第 %u 稿：看校验码 ]"), finals_last(w->draft)->revision);
    else
        str_add_f(out, _("[ 定稿（第 %u 稿） ]"), final_next_revision(w->draft));
}

/* ---- the code ---- */

enum { CODE_READ, CODE_PREVIEW, CODE_EXPORT };

static unsigned code_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    (void)context;
    if (choice == CODE_PREVIEW)
        wizard_push(w, page_preview_new(w));
    else if (choice == CODE_EXPORT && wizard_page(w)->class->kind != PAGE_EXPORT)
        wizard_push(w, page_export_new(w));
    return REACTION_REDRAW;
}

/* "A 4 Q F - J T V 6 - Z R G 7": to be read from the screen and written down. */
static void add_spaced(struct str *out, struct sv code)
{
    for (size_t i = 0; i < code.len; i++) {
        if (i)
            str_add_byte(out, ' ');
        str_add_byte(out, code.ptr[i]);
    }
}

static unsigned show_code(struct wizard *w)
{
    const struct final *last = finals_last(w->draft);
    struct str title = {0};
    str_add_f(&title, _("第 %u 稿已定稿"), last->revision);
    struct menu_page *m = page_menu_new(title.ptr);
    str_add(&m->note, sv_from(_("校验码　")));
    add_spaced(&m->note, str_sv(&last->code));
    str_add(&m->note, sv_from(_("\n请导出、打印、盖章：每一页都印着稿次和这个校验码。"
                                "tianbiao verify 可以拿纸上的校验码核对文件。")));
    if (w->form->desk.given)
        str_add(&m->note,
                sv_from(_("\n盖好章，再到导出页（F5）把“格式”换成送审包，交给主管部门。")));
    menu_add(m, CODE_READ, _("知道了"));
    menu_add(m, CODE_PREVIEW, _("预览打印的样子"));
    menu_add(m, CODE_EXPORT, _("导出，供打印和报送"));
    m->chosen = code_chosen;
    wizard_push(w, &m->page);
    str_release(&title);
    return REACTION_REDRAW;
}

/* ---- what stands in the way ---- */

enum { REFUSED_REVIEW, REFUSED_BACK };

static unsigned refused_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    (void)context;
    if (choice == REFUSED_REVIEW && wizard_page(w)->class->kind != PAGE_REVIEW)
        wizard_push(w, page_review_new(w));
    return REACTION_REDRAW;
}

static unsigned show_errors(struct wizard *w, uint32_t errors)
{
    uint32_t shown = 0;
    struct menu_page *m = page_menu_new(_("还不能定稿"));
    str_add_f(&m->note, _("还有错误 %u 处，改好才能定稿："), errors);
    for (size_t i = 0; i < w->findings.len && shown < ERRORS_SHOWN; i++) {
        if (w->findings.ptr[i].severity != SEVERITY_ERROR)
            continue;
        str_add_f(&m->note, "\n· %s", w->findings.ptr[i].message.ptr);
        shown++;
    }
    if (errors > shown)
        str_add(&m->note, sv_from(_("\n……")));
    menu_add(m, REFUSED_REVIEW, _("去核对，逐条改"));
    menu_add(m, REFUSED_BACK, _("返回"));
    m->chosen = refused_chosen;
    wizard_push(w, &m->page);
    return REACTION_REDRAW | REACTION_BELL;
}

/* ---- asking ---- */

enum { FINAL_NOT, FINAL_DO };

static unsigned final_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    (void)context;
    if (choice != FINAL_DO)
        return REACTION_REDRAW;
    wizard_request(w, REQUEST_FINAL);
    wizard_say(w, TONE_PLAIN, "%s", _("正在定稿……"));
    return REACTION_REDRAW;
}

static unsigned ask(struct wizard *w, uint32_t warnings)
{
    uint32_t revision = final_next_revision(w->draft);
    struct str title = {0};
    str_add_f(&title, _("定稿第 %u 稿？"), revision);
    struct menu_page *m = page_menu_new(title.ptr);
    menu_add(m, FINAL_NOT, _("先不定稿"));
    menu_add(m, FINAL_DO, _("定稿"));
    str_add_f(&m->note,
              _("定稿以后，每一页不印“草稿”，改印第 %u 稿和校验码，纸和文件由它核对。再改内容，就要"
                "重新定稿（第 %u 稿）、重新打印盖章。盖章、材料文件、理由照常可以改。"),
              revision, revision + 1);
    if (warnings)
        str_add_f(&m->note, _("\n还有提醒 %u 处没有写理由。"), warnings);
    m->chosen = final_chosen;
    wizard_push(w, &m->page);
    str_release(&title);
    return REACTION_REDRAW;
}

unsigned final_open(struct wizard *w)
{
    if (!wizard_may_use(w) || !wizard_may_change(w))
        return REACTION_REDRAW | REACTION_BELL;
    wizard_check(w);
    struct tally tally = findings_tally(&w->findings);
    if (w->final == FINAL_NOW)
        return show_code(w);
    return tally.errors ? show_errors(w, tally.errors) : ask(w, tally.warnings);
}

void final_make(struct wizard *w, struct sv time)
{
    struct err e = {0};
    wizard_check(w);
    struct tally tally = findings_tally(&w->findings);
    if (!wizard_may_change(w))
        return;
    if (tally.errors) {
        show_errors(w, tally.errors);
        return;
    }
    if (!final_allowed(w->draft, time, &e)) {
        wizard_say(w, TONE_BAD, "%s", e.message.ptr);
        err_clear(&e);
        return;
    }
    finalise(w->draft, &w->history, &w->facts, time);
    w->unfinal = false;
    wizard_check(w);
    str_clear(&w->message);
    show_code(w);
}

/* ---- no slips ---- */

struct final_watch final_watch(const struct wizard *w)
{
    struct final_watch now = {.draft = w->draft, .done = w->history.done, .pages = w->pages.len};
    now.version = w->draft ? w->draft->version : 0;
    /* Another version of the draft is taken over on purpose, place by place. */
    now.on = w->draft && w->final == FINAL_NOW && !w->unfinal && !w->read_only && w->pages.len &&
             wizard_page(w)->class->kind != PAGE_OFFER;
    return now;
}

/* Undoes or redoes until so many edits are in force; tells where the last one was. */
static void go_to(struct wizard *w, size_t done, struct place *where, size_t *caret)
{
    while (w->history.done > done && draft_undo(w->draft, &w->history, where, caret))
        continue;
    while (w->history.done < done && draft_redo(w->draft, &w->history, where, caret))
        continue;
}

enum { UNFINAL_NOT, UNFINAL_DO };

/* An input method sends a whole word at once: what came after its first character. */
static void type_on(struct wizard *w, struct sv typed)
{
    for (size_t at = 0, next; at < typed.len; at = next) {
        struct page *top = wizard_page(w);
        next = cluster_next(typed, at);
        top->class->apply(w, top, ACTION_TYPE, sv_sub(typed, at, next));
    }
}

/* What was taken back is still there to be done again: nothing came between. */
static unsigned unfinal_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    struct place where = {NO_FIELD, 0};
    size_t caret = 0;
    if (choice != UNFINAL_DO) {
        wizard_say(w, TONE_PLAIN, _("没有改动，还是第 %u 稿定稿。"),
                   finals_last(w->draft)->revision);
        return REACTION_REDRAW;
    }
    if (!wizard_may_change(w))
        return REACTION_REDRAW | REACTION_BELL;
    w->unfinal = true;
    go_to(w, context->index, &where, &caret);
    wizard_show_change(w, where, caret);
    type_on(w, str_sv(&context->text));
    final_note(w);
    wizard_say(w, TONE_WARN, "%s", _("已改动，回到草稿。改完以后请重新定稿、重新打印盖章。"));
    return REACTION_REDRAW;
}

static void ask_unfinal(struct wizard *w, size_t again)
{
    uint32_t revision = finals_last(w->draft)->revision;
    struct str title = {0};
    str_add_f(&title, _("这是第 %u 稿定稿，继续改吗？"), revision);
    struct menu_page *m = page_menu_new(title.ptr);
    menu_add(m, UNFINAL_NOT, _("不改，还是定稿"));
    menu_add(m, UNFINAL_DO, _("继续改"));
    str_add_f(&m->note,
              _("这里的改动会印在纸上。改动后要重新定稿（第 %u 稿）、重新打印盖章，已经打印的第 %u "
                "稿就和文件对不上了。"),
              final_next_revision(w->draft), revision);
    /* Who was asked to mend it is not held back: the row of "继续改". */
    m->at = w->returned && returned_open(w->returned) ? 1 : 0;
    m->context.index = (uint32_t)again;
    m->keeps_typing = true;
    m->chosen = unfinal_chosen;
    wizard_push(w, &m->page);
    str_release(&title);
}

/* More than one character of a run of typing that is no blank: the first of them was looked at. */
static bool shows_by_now(struct sv run)
{
    size_t visible = 0;
    for (size_t at = 0, next; at < run.len && visible < 2; at = next) {
        next = cluster_next(run, at);
        struct sv cluster = sv_sub(run, at, next);
        visible += !page_is_blank(cluster) && !sv_eq(cluster, SV("\n"));
    }
    return visible > 1;
}

/* Typing on where a character more did not show on paper shows as little, and need not be looked at
 * with each key. */
static bool types_on(const struct wizard *w, const struct final_watch *since)
{
    if (w->history.done != since->done || since->done == 0)
        return false;
    const struct edit *run = &w->history.edits.ptr[since->done - 1];
    return run->kind == EDIT_TEXT &&
           shows_by_now(str_sv(run->inserted.len ? &run->inserted : &run->removed));
}

bool final_interrupts(struct wizard *w, const struct final_watch *since)
{
    struct place where = {NO_FIELD, 0};
    size_t caret = 0, again = w->history.done;
    if (!since->on || w->unfinal || w->draft != since->draft ||
        w->draft->version == since->version || types_on(w, since) || state_of(w) == FINAL_NOW)
        return false;
    /* Typing that went on is part of an edit that was there before. */
    go_to(w, again == since->done ? again - (again > 0) : since->done, &where, &caret);
    while (w->pages.len > since->pages)
        wizard_pop(w);
    wizard_show_change(w, where, caret);
    ask_unfinal(w, again);
    return true;
}
