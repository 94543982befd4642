#include "base/xalloc.h"
#include "office/note_place.h"
#include "office/returned.h"
#include "wizard/case_city.h"
#include "wizard/case_rows.h"
#include "wizard/dialogs.h"
#include "wizard/list_keys.h"
#include "wizard/pages.h"

/* ---- where the focus is ---- */

/* The head is part of the column: it is seen again when the first line is. */
static void scroll(const struct wizard *w, struct case_page *p)
{
    size_t n = case_lines(w);
    if (p->at >= n)
        p->at = n ? n - 1 : 0;
    p->scroll = list_scroll(p->at ? p->scroll : 0, p->head_rows + p->at, p->head_rows + n,
                            w->geometry.body_rows);
}

static unsigned move(const struct wizard *w, struct case_page *p, enum action action)
{
    size_t screen = w->geometry.body_rows > 1 ? w->geometry.body_rows - 1u : 1;
    if (!list_key_around(list_tab(action), p->at, case_lines(w), screen, &p->at))
        return PAGE_PASSES;
    scroll(w, p);
    return REACTION_REDRAW;
}

/* ---- what stands in each section ---- */

static void count_sections(struct wizard *w, struct case_page *p)
{
    const struct review *r = &w->office->now.review;
    vec_clear(&p->sections);
    for (uint32_t s = 0; w->draft && s < w->form->section_count; s++)
        vec_add(&p->sections);
    for (size_t i = 0; i < w->findings.len && w->draft; i++) {
        const struct finding *f = &w->findings.ptr[i];
        if (f->section == NO_FIELD || f->accepted)
            continue;
        p->sections.ptr[f->section].errors += f->severity == SEVERITY_ERROR;
        p->sections.ptr[f->section].warnings += f->severity == SEVERITY_WARNING;
    }
    for (size_t i = 0; i < r->notes.len && w->draft; i++) {
        struct note_place at = note_find(&r->notes.ptr[i], w->draft);
        if (at.section != NO_FIELD && r->notes.ptr[i].state != REMARK_ACCEPTED)
            p->sections.ptr[at.section].notes++;
    }
}

static void count_materials(struct wizard *w, struct case_page *p)
{
    struct case_materials list = {0};
    p->seen = 0;
    if (w->draft)
        case_materials_make(w, &list);
    for (size_t i = 0; i < list.len; i++)
        p->seen += list.ptr[i].seen;
    p->materials = list.len;
    case_materials_release(&list);
}

/* ---- materials and paper copies ---- */

static unsigned ask_seen(struct wizard *w, size_t at);
static unsigned ask_copy(struct wizard *w, size_t at);

static struct case_page *the_case(const struct wizard *w)
{
    for (size_t i = w->pages.len; i-- > 0;)
        if (w->pages.ptr[i]->class->kind == PAGE_CASE)
            return (struct case_page *)w->pages.ptr[i];
    return NULL;
}

/* The record comes back before the next key: the list stands there again with it. */
static void ask_again(struct wizard *w, enum case_row row, size_t at)
{
    struct case_page *p = the_case(w);
    if (!p)
        return;
    p->again = row;
    p->again_at = at;
}

static unsigned seen_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    struct case_materials list = {0};
    (void)context;
    case_materials_make(w, &list);
    /* Nineteen papers are looked through from the first to the last: one ticked, on to the next. */
    size_t at = (size_t)choice, next = list.ptr[at].seen || at + 1 == list.len ? at : at + 1;
    struct act act = {.kind = ACT_SEEN, .item = str_sv(&list.ptr[at].path)};
    if (office_act(w, &act))
        ask_again(w, CASE_ROW_SEEN, next);
    case_materials_release(&list);
    return REACTION_REDRAW;
}

static unsigned ask_seen(struct wizard *w, size_t at)
{
    struct case_materials list = {0};
    struct menu_page *m = page_menu_new(_("哪些材料看过原件或复印件了？"));
    case_materials_make(w, &list);
    for (size_t i = 0; i < list.len; i++) {
        struct str text = {0};
        str_add_f(&text, "%s %s", list.ptr[i].seen ? "[x]" : "[ ]", list.ptr[i].label.ptr);
        menu_add(m, (int)i, text.ptr);
        str_release(&text);
    }
    bool any = list.len > 0;
    case_materials_release(&list);
    m->at = at < m->items.len ? at : 0;
    m->chosen = seen_chosen;
    wizard_push(w, &m->page);
    if (any)
        return REACTION_REDRAW;
    wizard_pop(w);
    wizard_say(w, TONE_PLAIN, "%s", _("这份表单没有要核的材料。"));
    return REACTION_REDRAW;
}

static bool code_answered(struct wizard *w, struct sv value, const struct answer_context *context)
{
    struct act act = {.kind = ACT_COPY, .number = context->index, .text = sv_trim(value)};
    if (act.text.len && office_act(w, &act))
        ask_again(w, CASE_ROW_COPIES, context->index);
    return true;
}

static unsigned ask_code(struct wizard *w, uint32_t number, struct sv typed)
{
    struct str title = {0};
    str_add_f(&title, _("第 %u 份纸质件上印的校验码"), number);
    struct prompt_page *prompt = page_prompt_new(w, title.ptr, typed);
    str_add(&prompt->hint, sv_from(_("照纸上每页下方的输入；大小写、全角、空格和横线都不要紧。")));
    prompt->context.index = number;
    prompt->answered = code_answered;
    wizard_push(w, &prompt->page);
    str_release(&title);
    return REACTION_REDRAW;
}

static unsigned copy_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    (void)context;
    return ask_code(w, (uint32_t)choice, SV(""));
}

static unsigned ask_copy(struct wizard *w, size_t at)
{
    struct menu_page *m = page_menu_new(_("核对哪一份纸质件？"));
    for (uint32_t n = 1; n <= w->form->copies; n++) {
        const struct paper_copy *copy = case_copy(&w->office->now.review, n);
        struct str text = {0};
        str_add_f(&text, _("第 %u 份　%s"), n, copy ? copy->code.ptr : _("还没有核对"));
        menu_add(m, (int)n, text.ptr);
        str_release(&text);
    }
    m->at = at < m->items.len ? at : 0;
    m->chosen = copy_chosen;
    wizard_push(w, &m->page);
    return REACTION_REDRAW;
}

/* ---- opening a row ---- */

static unsigned report(struct wizard *w, enum case_row row)
{
    struct str text = {0};
    if (row == CASE_ROW_LOG)
        case_add_log(&text, &w->office->now.review);
    else
        case_add_changes(&text, &w->office->now.changes);
    wizard_push(w, page_report_new(w, str_sv(&text)));
    str_release(&text);
    return REACTION_REDRAW;
}

static unsigned write_words(struct wizard *w, enum act_kind kind)
{
    const struct review *r = &w->office->now.review;
    struct act act = {.kind = kind};
    if (kind == ACT_BRIEF) {
        act.text = str_sv(&r->brief);
        if (act.text.len == 0 && w->draft)
            act.text = draft_text(w->draft, (struct place){w->form->desk.brief, 0});
    } else if (kind == ACT_EXPERIENCE) {
        act.text = str_sv(&r->experience);
    }
    wizard_push(w, page_write_new(w, &act));
    return REACTION_REDRAW;
}

static unsigned return_file(struct wizard *w)
{
    str_set(&wizard_request(w, REQUEST_RETURN)->text, str_sv(&w->office->now.review.head.id));
    wizard_say(w, TONE_PLAIN, "%s", _("正在写文件……"));
    return REACTION_REDRAW;
}

static bool row_refused(struct wizard *w, enum case_row row)
{
    struct str why = {0};
    case_row_add_why_not(&why, w, row);
    if (why.len)
        wizard_say(w, TONE_WARN, "%s", why.ptr);
    bool refused = why.len > 0;
    str_release(&why);
    return refused;
}

static unsigned open_row(struct wizard *w, enum case_row row)
{
    if (row_refused(w, row))
        return REACTION_REDRAW | REACTION_BELL;
    switch (row) {
    case CASE_ROW_FINDINGS:
        wizard_push(w, page_review_new(w));
        break;
    case CASE_ROW_PREVIEW:
        wizard_push(w, page_preview_new(w));
        break;
    case CASE_ROW_CHANGES:
    case CASE_ROW_LOG:
        return report(w, row);
    case CASE_ROW_MARKS:
        wizard_push(w, page_marks_new(w));
        break;
    case CASE_ROW_NOTES:
        wizard_push(w, page_notes_new(w));
        break;
    case CASE_ROW_BRIEF:
        return write_words(w, ACT_BRIEF);
    case CASE_ROW_EXPERIENCE:
        return write_words(w, ACT_EXPERIENCE);
    case CASE_ROW_WITHDRAW:
        return write_words(w, ACT_WITHDRAW);
    case CASE_ROW_SEEN:
        return ask_seen(w, 0);
    case CASE_ROW_COPIES:
        return ask_copy(w, 0);
    case CASE_ROW_DECIDE:
        wizard_push(w, page_decide_new(w));
        break;
    case CASE_ROW_RETURN:
        return return_file(w);
    default:
        return case_city_has(row) ? case_city_open(w, row) : REACTION_REDRAW;
    }
    return REACTION_REDRAW;
}

static unsigned open_line(struct wizard *w, const struct case_page *p)
{
    uint32_t section = case_line_section(w, p->at);
    if (section == NO_FIELD)
        return open_row(w, case_row_at(w, p->at));
    wizard_push(w, page_section_new(w, (struct scope){section, {NO_FIELD, 0}}));
    return REACTION_REDRAW;
}

/* ---- the next one ---- */

/* Does a case wait for this desk: for the county's decision, or the city's choice. */
static bool waits(const struct wizard *w, const struct queue_row *row)
{
    enum case_state due = w->office->desk.role == ROLE_CITY ? CASE_SENT : CASE_RECEIVED;
    return !row->broken && row->state == due;
}

/* As the queue lists them, from the open one on and round its end. */
static const struct queue_row *next_waiting(const struct wizard *w)
{
    const struct queue_page *p = (const struct queue_page *)w->pages.ptr[0];
    const struct queue *q = &w->office->queue;
    struct sv open = str_sv(&w->office->now.review.head.id);
    size_t n = p->shown.len, from = 0;
    while (from < n && !sv_eq(str_sv(&q->ptr[p->shown.ptr[from]].head.id), open))
        from++;
    for (size_t step = 1; step <= n; step++) {
        const struct queue_row *row = &q->ptr[p->shown.ptr[(from + step) % n]];
        if (!sv_eq(str_sv(&row->head.id), open) && waits(w, row) && !queue_holder(p, row).len)
            return row;
    }
    return NULL;
}

static unsigned open_next(struct wizard *w)
{
    const struct queue_row *row = next_waiting(w);
    if (!row) {
        wizard_say(w, TONE_GOOD, "%s", _("没有别的待办了。"));
        return REACTION_REDRAW;
    }
    str_set(&wizard_request(w, REQUEST_CASE)->path, str_sv(&row->head.id));
    return REACTION_REDRAW;
}

bool case_is_done(const struct wizard *w)
{
    enum case_state due = w->office->desk.role == ROLE_CITY ? CASE_SENT : CASE_RECEIVED;
    const struct review *r = &w->office->now.review;
    return r->state != due && !review_is_carried(r);
}

static unsigned apply(struct wizard *w, struct page *page, enum action action, struct sv text)
{
    struct case_page *p = (struct case_page *)page;
    bool blank = action == ACTION_TYPE && page_is_blank(text);
    switch (blank ? ACTION_ENTER : action) {
    case ACTION_ENTER:
        return open_line(w, p);
    case ACTION_NEXT_CASE:
        return open_next(w);
    case ACTION_NEXT_PROBLEM:
        return case_is_done(w) ? open_next(w) : PAGE_PASSES;
    case ACTION_DONE:
        return open_row(w, w->office->desk.role == ROLE_CITY ? CASE_ROW_RESULT : CASE_ROW_DECIDE);
    case ACTION_BACK:
        wizard_request(w, REQUEST_CASE_SHUT);
        return REACTION_REDRAW;
    case ACTION_TYPE:
        wizard_say(w, TONE_PLAIN, "%s", _("上下键选择，Enter 进入；F8 决定，^N 下一件。"));
        return REACTION_REDRAW | REACTION_BELL;
    default:
        return move(w, p, action);
    }
}

static void resume(struct wizard *w, struct page *page)
{
    struct case_page *p = (struct case_page *)page;
    wizard_check(w);
    count_sections(w, p);
    count_materials(w, p);
    p->tally = review_tally(&w->office->now.review, w->form);
    p->head_rows = case_top_rows(w);
    scroll(w, p);
}

/* A code that was not right stands there again, to be put right. */
static unsigned refused(struct wizard *w, struct case_page *p, const struct event *event)
{
    bool code = p->again == CASE_ROW_COPIES && event->act && event->act->kind == ACT_COPY;
    p->again = CASE_ROW_SECTION;
    if (!code)
        return PAGE_PASSES;
    ask_code(w, event->act->number, event->act->text);
    wizard_say(w, TONE_BAD, "%.*s", SV_ARG(event->text));
    return REACTION_REDRAW | REACTION_BELL;
}

/* Somebody goes through a list: it comes back after each act. */
static unsigned event(struct wizard *w, struct page *page, const struct event *event)
{
    struct case_page *p = (struct case_page *)page;
    enum case_row again = p->again;
    if (event->kind == EVENT_FAILED)
        return refused(w, p, event);
    if (event->kind == EVENT_SETTLE)
        resume(w, page);
    if (event->kind != EVENT_RECORD)
        return PAGE_PASSES;
    p->again = CASE_ROW_SECTION;
    resume(w, page);
    if (again == CASE_ROW_SEEN)
        return ask_seen(w, p->again_at);
    if (again == CASE_ROW_COPIES)
        return ask_copy(w, p->again_at);
    return PAGE_PASSES;
}

static void free_page(struct page *page)
{
    struct case_page *p = (struct case_page *)page;
    vec_release(&p->sections);
    free(p);
}

static struct place place_of(const struct wizard *w, const struct page *page)
{
    const struct case_page *p = (const struct case_page *)page;
    uint32_t section = case_line_section(w, p->at);
    return (struct place){section == NO_FIELD ? NO_FIELD : w->form->sections[section].first, 0};
}

static void help(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)page;
    str_add(out, sv_from(_("一件申报\n上面是申报书的各部分，Enter 打开来看，只能看；")));
    if (w->office->desk.role == ROLE_CITY)
        str_add(out,
                sv_from(_("下面是市里要办的事。\n"
                          "评审分数照专家给的记，栏目由市里定；遴选结果（F8）不能超过总额，一个"
                          "代码只能入选一次；没有入选的可以转入下一轮；入选以后记台账，办完归档。"
                          "许多件一起记，用 tianbiao desk score --import 和 desk select。")));
    else
        str_add(out,
                sv_from(_("要请对方改，在那里写意见。下面是要办的事。\n"
                          "办一件的次序：看各部分，核对（F2）看错误，逐条审核，提意见，最后决定"
                          "（F8）：推荐、退回修改或不推荐。")));
    str_add(out, sv_from(_("\n每做一步就存一步，不用另外保存。灰色的现在不能办，光标停在上面会说明"
                           "为什么。\n"
                           "^N：不回列表，直接打开下一件待办的；决定以后 F4 也是。Esc：回列表。")));
}

static const struct page_class case_class = {
    .kind = PAGE_CASE,
    .apply = apply,
    .event = event,
    .resume = resume,
    .free = free_page,
    .place = place_of,
    .help = help,
};

struct page *page_case_new(struct wizard *w)
{
    struct case_page *p = xcalloc(1, sizeof *p);
    (void)w;
    p->page.class = &case_class;
    return &p->page;
}
