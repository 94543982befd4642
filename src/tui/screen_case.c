#include "office/summary.h"
#include "tui/draw.h"
#include "wizard/case_rows.h"
#include "wizard/measure.h"

enum { TITLE_COL = 4, NUMBERS_MOST = 40 };

/* Rows of the column count from its top; those out of sight are passed over. */
struct column {
    const struct wizard *w;
    const struct case_page *p;
    struct canvas *canvas;
    struct area body;
};

static bool row_of(const struct column *k, size_t at, uint32_t *row)
{
    if (at < k->p->scroll || at - k->p->scroll >= k->body.end_row - k->body.row)
        return false;
    *row = k->body.row + (uint32_t)(at - k->p->scroll);
    return true;
}

static void draw_head(const struct column *k)
{
    static const enum style styles[] = {
        [CASE_TOP_PLAIN] = STYLE_PLAIN, [CASE_TOP_DIM] = STYLE_DIM, [CASE_TOP_WARN] = STYLE_BAD};
    struct case_top_lines lines = {0};
    uint32_t at = 0, cols = k->body.end_col - CASE_MARGIN - 1u;
    case_top_make(k->w, &lines);
    for (size_t i = 0; i < lines.len; i++) {
        struct sv text = str_sv(&lines.ptr[i].text);
        uint32_t rows = measure_rows(text, cols), skip = 0;
        if (k->p->scroll > at)
            skip = (uint32_t)k->p->scroll - at;
        struct area area = {k->body.row + (at > k->p->scroll ? at - (uint32_t)k->p->scroll : 0),
                            CASE_MARGIN, k->body.end_row, CASE_MARGIN + cols};
        if (skip < rows)
            draw_wrapped(k->canvas, area, skip, text, styles[lines.ptr[i].kind]);
        at += rows;
    }
    case_top_lines_release(&lines);
}

/* "312/300 字　错误 1　意见 2". */
static void add_section_note(struct str *out, const struct column *k, uint32_t section)
{
    const struct case_section *n = &k->p->sections.ptr[section];
    if (n->errors)
        str_add_f(out, _("错误 %u　"), n->errors);
    if (n->warnings)
        str_add_f(out, _("提醒 %u　"), n->warnings);
    if (n->notes)
        str_add_f(out, _("意见 %u"), n->notes);
}

static void draw_section(const struct column *k, uint32_t row, uint32_t section, enum style style)
{
    const struct section *s = &k->w->form->sections[section];
    uint32_t end = k->body.end_col - 1u, numbers = end > 60 ? NUMBERS_MOST : end * 3 / 5;
    struct str title = {0}, shown = {0}, count = {0}, note = {0}, fitted = {0};
    str_add_f(&title, "%.*s%.*s", SV_ARG(s->number), SV_ARG(s->title));
    draw_add_fitted(&shown, str_sv(&title), numbers - TITLE_COL - 1);
    canvas_text(k->canvas, row, TITLE_COL, end, str_sv(&shown), style);
    if (section < k->w->progress.len)
        draw_add_progress(&count, &k->w->progress.ptr[section]);
    uint32_t col = canvas_text(k->canvas, row, numbers, end, str_sv(&count), STYLE_PLAIN);
    if (section < k->p->sections.len)
        add_section_note(&note, k, section);
    uint32_t note_col = end > 60 && col + 1 < numbers + 15 ? numbers + 15 : col + 1;
    draw_add_fitted(&fitted, str_sv(&note), note_col < end ? end - note_col : 0);
    canvas_text(k->canvas, row, note_col, end, str_sv(&fitted),
                section < k->p->sections.len && k->p->sections.ptr[section].errors ? STYLE_BAD
                                                                                   : STYLE_WARN);
    str_release(&title);
    str_release(&shown);
    str_release(&count);
    str_release(&note);
    str_release(&fitted);
}

/* Is there something in a row that somebody must look at. */
static enum style row_style(const struct column *k, enum case_row row)
{
    const struct office_case *now = &k->w->office->now;
    const struct review_tally *t = &k->p->tally;
    switch (row) {
    case CASE_ROW_FINDINGS:
        return findings_tally(&k->w->findings).errors ? STYLE_BAD : STYLE_PLAIN;
    case CASE_ROW_CHANGES:
        return case_unasked(&now->changes) ? STYLE_WARN : STYLE_PLAIN;
    case CASE_ROW_MARKS:
        return t->failed ? STYLE_BAD : t->doubted ? STYLE_WARN : STYLE_PLAIN;
    case CASE_ROW_NOTES:
        return t->answered ? STYLE_WARN : STYLE_PLAIN;
    default:
        return STYLE_PLAIN;
    }
}

/* Said in words as well as in grey: the reason where there is room for all of it, which the guide
 * tells of the row in focus in any case. A decision says it by itself. */
static void add_why_not(struct str *text, struct sv why, size_t room)
{
    struct str reason = {0};
    str_add_f(&reason, _("（%.*s）"), SV_ARG(why));
    bool fits =
        width_text(str_sv(text), WIDTH_SCREEN) + width_text(str_sv(&reason), WIDTH_SCREEN) <= room;
    str_add(text, fits ? str_sv(&reason) : sv_from(_("（现在不能办）")));
    str_release(&reason);
}

static void draw_row(const struct column *k, uint32_t at, enum case_row row, bool focused)
{
    struct str text = {0}, why = {0}, fitted = {0};
    uint32_t end = k->body.end_col - 1u;
    case_row_add_text(&text, k->w, k->p, row);
    case_row_add_why_not(&why, k->w, row);
    if (why.len && row != CASE_ROW_DECIDE)
        add_why_not(&text, str_sv(&why), end - TITLE_COL);
    draw_add_fitted(&fitted, str_sv(&text), end - TITLE_COL);
    enum style style = focused ? STYLE_FOCUS : why.len ? STYLE_DIM : row_style(k, row);
    canvas_text(k->canvas, at, TITLE_COL, end, str_sv(&fitted), style);
    str_release(&text);
    str_release(&why);
    str_release(&fitted);
}

static void draw(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct case_page *p = (const struct case_page *)page;
    struct column k = {w, p, c, draw_body(w)};
    size_t n = case_lines(w), room = k.body.end_row - k.body.row;
    draw_head(&k);
    for (size_t i = 0; i < n; i++) {
        uint32_t row;
        if (!row_of(&k, p->head_rows + i, &row))
            continue;
        uint32_t section = case_line_section(w, i);
        bool focused = i == p->at;
        if (section != NO_FIELD)
            draw_section(&k, row, section, focused ? STYLE_FOCUS : STYLE_PLAIN);
        else
            draw_row(&k, row, case_row_at(w, i), focused);
        if (focused) {
            canvas_text(c, row, 2, 3, SV(">"), STYLE_HEAD);
            canvas_caret(c, row, TITLE_COL);
        }
    }
    draw_more(c, k.body, p->scroll > 0, p->head_rows + n > p->scroll + room);
}

static void title(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)page;
    str_add_f(out, "> %s",
              w->office->now.review.head.name.ptr ? w->office->now.review.head.name.ptr : "");
}

/* A draft that cannot be read any more had so many when it came. */
static uint32_t errors_of(const struct wizard *w)
{
    const struct intake *last = review_last_intake(&w->office->now.review);
    if (w->draft || !last)
        return findings_tally(&w->findings).errors;
    return last->errors;
}

static void status(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct review *r = &w->office->now.review;
    const struct review_tally *t = &((const struct case_page *)page)->tally;
    struct str text = {0}, fitted = {0};
    str_add_f(&text, _("%s　审 %u/%u　意见 待改 %u 已答复 %u　错误 %u"), state_label(r->state),
              t->passed + t->doubted + t->failed, t->items, t->open, t->answered, errors_of(w));
    draw_add_fitted(&fitted, str_sv(&text), c->cols - 2u);
    canvas_text(c, w->geometry.status_row, 1, c->cols, str_sv(&fitted), STYLE_LABEL);
    str_release(&text);
    str_release(&fitted);
}

/* What stands in the way of a recommendation. */
static void add_hindrances(struct str *out, const struct office_case *now)
{
    for (size_t i = 0; i < now->hindrances.len; i++)
        str_add_f(out, "%s%s\n", i ? "" : _("要推荐，还差："), now->hindrances.ptr[i].ptr);
}

/* What a county has still to do with the case. */
static void add_to_do(struct str *out, const struct wizard *w)
{
    const struct review *r = &w->office->now.review;
    uint32_t copies = w->form->copies, proven = review_good_copies(r);
    if (w->office->desk.role != ROLE_COUNTY)
        return;
    if (r->state == CASE_RECEIVED)
        add_hindrances(out, &w->office->now);
    else if (r->state == CASE_RETURNED)
        str_add(out, sv_from(_("下一步：在“写出退回文件”上按 Enter，把文件交给申报单位。\n")));
    else if (r->state == CASE_RECOMMENDED && proven < copies)
        str_add_f(out, _("要报市，还差：纸质件 %u 份没有核对校验码。\n"), copies - proven);
}

/* Why the row in focus cannot be used now, or what is still to be done; beside the list there is
 * room for the open remarks too. */
static void guide(const struct wizard *w, const struct page *page, struct str *out)
{
    const struct office_case *now = &w->office->now;
    const struct case_page *p = (const struct case_page *)page;
    size_t from = out->len;
    if (case_line_section(w, p->at) == NO_FIELD)
        case_row_add_why_not(out, w, case_row_at(w, p->at));
    if (w->draft && case_line_section(w, p->at) == NO_FIELD &&
        case_row_at(w, p->at) == CASE_ROW_BRIEF)
        summary_add_brief_change(out, w->draft, &now->review);
    if (out->len == from)
        add_to_do(out, w);
    for (size_t i = 0; w->geometry.side_cols && i < now->review.notes.len; i++) {
        const struct note *n = &now->review.notes.ptr[i];
        if (n->state != REMARK_ACCEPTED && n->turns.len)
            str_add_f(out, _("意见 %u（%s）%s：%s\n"), n->number, remark_state_label(n->state),
                      n->label.ptr ? n->label.ptr : "", n->turns.ptr[0].text.ptr);
    }
}

static const struct hint *hints(const struct wizard *w, const struct page *page)
{
    static const struct hint list[] = {
        {ACTION_ENTER, NULL, N_("进入")},       {ACTION_DONE, NULL, N_("决定")},
        {ACTION_REVIEW, NULL, N_("核对")},      {ACTION_NEXT_PROBLEM, NULL, N_("下一处")},
        {ACTION_NEXT_CASE, NULL, N_("下一件")}, {ACTION_BACK, NULL, N_("返回")},
        {ACTION_PREVIEW, NULL, N_("预览")},     {ACTION_HELP, NULL, N_("帮助")},
        {ACTION_LEAVE, NULL, N_("离开")},       {ACTION_NONE, NULL, NULL},
    };
    /* Nothing is left to do here. */
    static const struct hint done[] = {
        {ACTION_NEXT_PROBLEM, NULL, N_("下一件")}, {ACTION_ENTER, NULL, N_("进入")},
        {ACTION_REVIEW, NULL, N_("核对")},         {ACTION_BACK, NULL, N_("返回")},
        {ACTION_PREVIEW, NULL, N_("预览")},        {ACTION_HELP, NULL, N_("帮助")},
        {ACTION_LEAVE, NULL, N_("离开")},          {ACTION_NONE, NULL, NULL},
    };
    static const struct hint city[] = {
        {ACTION_ENTER, NULL, N_("进入")},
        {ACTION_DONE, NULL, N_("遴选结果")},
        {ACTION_NEXT_CASE, NULL, N_("下一件")},
        {ACTION_REVIEW, NULL, N_("核对")},
        {ACTION_BACK, NULL, N_("返回")},
        {ACTION_PREVIEW, NULL, N_("预览")},
        {ACTION_HELP, NULL, N_("帮助")},
        {ACTION_LEAVE, NULL, N_("离开")},
        {ACTION_NONE, NULL, NULL},
    };
    (void)page;
    if (case_is_done(w))
        return done;
    return w->office->desk.role == ROLE_CITY ? city : list;
}

const struct screen screen_case = {PAGE_CASE, draw, title, status, guide, hints};
