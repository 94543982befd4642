#include "tui/draw.h"
#include "wizard/pages.h"
#include "wizard/returning.h"

enum { TITLE_COL = 6, MISSING_SHOWN = 3 };

static struct sv state_mark(const struct progress *progress)
{
    static const char *const marks[] = {[SECTION_EMPTY] = "[ ]",
                                        [SECTION_STARTED] = "[-]",
                                        [SECTION_TROUBLE] = "[!]",
                                        [SECTION_DONE] = "[x]"};
    return sv_from(marks[progress->state]);
}

static enum style state_style(enum section_state state)
{
    return state == SECTION_TROUBLE ? STYLE_BAD : state == SECTION_DONE ? STYLE_GOOD : STYLE_PLAIN;
}

/* What is to be said about a section: what is over, what is missing, how much is wrong. */
static void add_note(struct str *out, const struct wizard *w, const struct progress *progress)
{
    if (progress->unit == PROGRESS_WORDS && progress->of && progress->done > progress->of) {
        str_add(out, sv_from(_("超出 ")));
        draw_add_number(out, progress->done - progress->of);
        str_add(out, sv_from(_(" 字")));
        return;
    }
    for (size_t i = 0; i < progress->missing.len && i < MISSING_SHOWN; i++) {
        const struct field *field = &w->form->fields[progress->missing.ptr[i]];
        str_add(out, sv_from(i ? "、" : _("缺：")));
        str_add(out, field->brief.len ? field->brief : field->label);
    }
    if (progress->missing.len > MISSING_SHOWN)
        str_add_f(out, _("等 %zu 项"), progress->missing.len);
    if (progress->missing.len == 0 && progress->errors)
        str_add_f(out, _("错误 %u 处"), progress->errors);
    else if (progress->missing.len == 0 && progress->warnings)
        str_add_f(out, _("提醒 %u 处"), progress->warnings);
}

static void draw_section(const struct wizard *w, struct canvas *c, uint32_t row, uint32_t section,
                         bool focused)
{
    const struct section *s = &w->form->sections[section];
    const struct progress *progress = &w->progress.ptr[section];
    uint32_t end = w->geometry.body_cols - 1u, numbers_col = end > 60 ? 36 : end > 44 ? 26 : 20;
    struct str title = {0}, fitted = {0}, numbers = {0}, note = {0}, shown = {0};
    str_add_f(&title, "%.*s%.*s", SV_ARG(s->number), SV_ARG(s->title));
    draw_add_fitted(&fitted, str_sv(&title), numbers_col - TITLE_COL - 1);
    enum style style = focused ? STYLE_FOCUS : progress->relevant ? STYLE_PLAIN : STYLE_DIM;
    canvas_text(c, row, 2, end, state_mark(progress),
                focused ? STYLE_FOCUS : state_style(progress->state));
    canvas_text(c, row, TITLE_COL, end, str_sv(&fitted), style);
    if (progress->relevant) {
        draw_add_progress(&numbers, progress);
        add_note(&note, w, progress);
        uint32_t after = canvas_text(c, row, numbers_col, end, str_sv(&numbers), STYLE_PLAIN);
        uint32_t note_col = after + 2 < numbers_col + 16 ? numbers_col + 16 : after + 2;
        if (note_col + 8 < end) {
            draw_add_fitted(&shown, str_sv(&note), end - note_col);
            canvas_text(c, row, note_col, end, str_sv(&shown),
                        progress->state == SECTION_TROUBLE ? STYLE_BAD : STYLE_DIM);
        }
    } else {
        canvas_text(c, row, numbers_col, end, sv_from(_("不用填")), STYLE_DIM);
    }
    str_release(&title);
    str_release(&fitted);
    str_release(&numbers);
    str_release(&note);
    str_release(&shown);
}

static void draw_returned(const struct wizard *w, struct canvas *c, uint32_t row, bool focused)
{
    bool waits = returning_waits(w);
    uint32_t end = w->geometry.body_cols - 1u;
    enum style style = focused ? STYLE_FOCUS : waits ? STYLE_WARN : STYLE_GOOD;
    struct str text = {0};
    returning_add_line(&text, w);
    canvas_text(c, row, 2, end, waits ? SV("[!]") : SV("[x]"), style);
    canvas_text(c, row, TITLE_COL, end, str_sv(&text), style);
    str_release(&text);
}

static void draw_extra(const struct wizard *w, struct canvas *c, uint32_t row, enum task task,
                       bool focused)
{
    static const char *const names[] = {[TASK_LEFTOVERS] = N_("没有地方放的内容"),
                                        [TASK_CARRY] = N_("搬到表单的这一版"),
                                        [TASK_REVIEW] = N_("核对"),
                                        [TASK_PREVIEW] = N_("预览打印的样子"),
                                        [TASK_EXPORT] = N_("导出，供打印和报送")};
    struct tally tally = findings_tally(&w->findings);
    uint32_t end = w->geometry.body_cols - 1u;
    struct str text = {0};
    str_add(&text, sv_from(_(names[task])));
    if (task == TASK_LEFTOVERS)
        str_add_f(&text, _(" %zu 处"), w->kept.len);
    if (task == TASK_CARRY)
        str_add_f(&text, _("：从第 %lld 版搬到第 %u 版"), (long long)w->draft->form_version,
                  w->form->version);
    if (task == TASK_REVIEW)
        str_add_f(&text, _("：错误 %u，提醒 %u，已写理由 %u"), tally.errors, tally.warnings,
                  tally.accepted);
    canvas_text(c, row, TITLE_COL, end, str_sv(&text), focused ? STYLE_FOCUS : STYLE_PLAIN);
    str_release(&text);
}

static void draw(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct tasks_page *p = (const struct tasks_page *)page;
    struct area body = draw_body(w);
    size_t sections = w->form->section_count, n = tasks_count(w);
    for (size_t i = p->scroll; i < n && body.row + i - p->scroll < body.end_row; i++) {
        uint32_t row = body.row + (uint32_t)(i - p->scroll);
        bool focused = i == p->at;
        if (i < sections)
            draw_section(w, c, row, (uint32_t)i, focused);
        else if (task_at(w, i) == TASK_RETURNED)
            draw_returned(w, c, row, focused);
        else
            draw_extra(w, c, row, task_at(w, i), focused);
        if (focused) {
            canvas_text(c, row, 0, 1, SV(">"), STYLE_HEAD);
            canvas_caret(c, row, 0);
        }
    }
    draw_more(c, body, p->scroll > 0, n - p->scroll > body.end_row - body.row);
}

static void title(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)page;
    str_add(out, w->form->title);
}

static void status(const struct wizard *w, const struct page *page, struct canvas *c)
{
    (void)page;
    struct str text = {0}, fitted = {0};
    uint32_t done = 0, of = 0;
    for (size_t i = 0; i < w->progress.len; i++) {
        of += w->progress.ptr[i].relevant;
        done += w->progress.ptr[i].relevant && w->progress.ptr[i].state == SECTION_DONE;
    }
    str_add_f(&text, _("已完成 %u/%u 部分   %s"), done, of,
              w->file.len ? w->file.ptr : _("（还没有文件）"));
    draw_add_fitted(&fitted, str_sv(&text), c->cols > 18 ? c->cols - 16u : c->cols);
    canvas_text(c, w->geometry.status_row, 1, c->cols, str_sv(&fitted), STYLE_LABEL);
    str_release(&text);
    str_release(&fitted);
}

/* The section's own guidance, and above it what to do first. */
static void guide(const struct wizard *w, const struct page *page, struct str *out)
{
    const struct tasks_page *p = (const struct tasks_page *)page;
    if (returning_waits(w)) {
        returning_add_line(out, w);
        str_add(out,
                sv_from(returned_open(w->returned)
                            ? _("。在下面的“退回意见”里逐条看，Enter 去改，改好就答复。\n")
                            : _("。在下面的“退回意见”里看是哪几项，补好以后重新做送审包。\n")));
    }
    /* What is found in a draft of another version may be what is not carried over yet. */
    for (size_t i = 0; i < w->findings.len && !w->other_version; i++) {
        const struct finding *f = &w->findings.ptr[i];
        if (f->severity != SEVERITY_ERROR)
            continue;
        str_add_f(out, _("最先处理：%s（F4 去那里）\n"), f->message.ptr);
        break;
    }
    if (p->at < w->form->section_count) {
        const struct section *s = &w->form->sections[p->at];
        str_add(out, s->guidance);
        if (s->clause.len)
            str_add_f(out, _("（条款 %.*s）"), SV_ARG(s->clause));
    }
}

static const struct hint *hints(const struct wizard *w, const struct page *page)
{
    static const struct hint task_hints[] = {
        {ACTION_ENTER, NULL, N_("进入")},   {ACTION_NONE, N_("上下"), N_("选择")},
        {ACTION_REVIEW, NULL, N_("核对")},  {ACTION_NEXT_PROBLEM, NULL, N_("下一处问题")},
        {ACTION_PREVIEW, NULL, N_("预览")}, {ACTION_EXPORT, NULL, N_("导出")},
        {ACTION_HELP, NULL, N_("帮助")},    {ACTION_LEAVE, NULL, N_("离开")},
        {ACTION_NONE, NULL, NULL},
    };
    static const struct hint reading[] = {
        {ACTION_ENTER, NULL, N_("进入")}, {ACTION_NONE, N_("上下"), N_("选择")},
        {ACTION_BACK, NULL, N_("返回")},  {ACTION_HELP, NULL, N_("帮助")},
        {ACTION_LEAVE, NULL, N_("离开")}, {ACTION_NONE, NULL, NULL},
    };
    (void)page;
    return w->unknown_form || w->other_version ? reading : task_hints;
}

const struct screen screen_tasks = {PAGE_TASKS, draw, title, status, guide, hints};
