#include "tui/draw.h"
#include "wizard/measure.h"
#include "wizard/pages_reviewing.h"

enum { TAG_COL = 2, CLAUSE_COL = 9, WIDEST_CLAUSE = 10 };

/* The texts stand below each other, whatever their clauses are called. */
static uint32_t text_col(const struct form *form)
{
    uint32_t widest = 0;
    for (uint32_t i = 0; i < form->review_count; i++) {
        uint32_t cells = (uint32_t)width_text(form->review[i].id, WIDTH_SCREEN);
        widest = cells > widest ? cells : widest;
    }
    return CLAUSE_COL + (widest < WIDEST_CLAUSE ? widest : WIDEST_CLAUSE) + 2;
}

static enum style tag_style(enum ruling ruling)
{
    static const enum style styles[] = {[RULING_NONE] = STYLE_DIM,
                                        [RULING_PASS] = STYLE_GOOD,
                                        [RULING_DOUBT] = STYLE_WARN,
                                        [RULING_FAIL] = STYLE_BAD};
    return styles[ruling];
}

static void add_tag(struct str *out, const struct mark *mark)
{
    if (mark)
        str_add_f(out, "[%s]", ruling_label(mark->ruling));
    else
        str_add(out, SV("[    ]"));
}

/* The one in focus is shown whole, the others on a row each. */
static uint32_t rows_of(const struct wizard *w, const struct marks_page *p, size_t item,
                        uint32_t cols)
{
    struct str text = {0};
    if (item != p->at)
        return 1;
    marks_add_text(&text, w, item);
    uint32_t rows = measure_rows(str_sv(&text), cols - text_col(w->form));
    str_release(&text);
    return rows;
}

static size_t first_shown(const struct wizard *w, const struct marks_page *p, uint32_t room,
                          uint32_t cols)
{
    size_t first = p->at, items = w->form->review_count;
    uint32_t rows = rows_of(w, p, first, cols);
    /* Where all behind it fits, more of what is before it is seen. */
    uint32_t behind = (uint32_t)(items - p->at - 1), third = room / 3;
    uint32_t aim = room > 9 ? room - (behind < third ? behind : third) : room;
    while (first > 0 && rows + 1 <= aim) {
        first--;
        rows++;
    }
    return first;
}

static uint32_t draw_item(const struct wizard *w, const struct marks_page *p, struct canvas *c,
                          size_t item, struct area area)
{
    const struct mark *mark = marks_mark(w, item);
    bool focused = item == p->at;
    struct str tag = {0}, text = {0}, fitted = {0};
    uint32_t rows = 1, col = text_col(w->form);
    add_tag(&tag, mark);
    canvas_text(c, area.row, TAG_COL, CLAUSE_COL, str_sv(&tag),
                tag_style(mark ? mark->ruling : RULING_NONE));
    canvas_text(c, area.row, CLAUSE_COL, col - 1, w->form->review[item].id, STYLE_LABEL);
    marks_add_text(&text, w, item);
    area.col = col;
    if (focused) {
        rows = draw_wrapped(c, area, 0, str_sv(&text), STYLE_FOCUS);
        canvas_text(c, area.row, 0, 1, SV(">"), STYLE_HEAD);
        canvas_caret(c, area.row, TAG_COL + 1);
    } else {
        str_replace_all(&text, SV("\n"), SV("  "));
        draw_add_fitted(&fitted, str_sv(&text), area.end_col - col);
        canvas_text(c, area.row, col, area.end_col, str_sv(&fitted), STYLE_PLAIN);
    }
    str_release(&tag);
    str_release(&text);
    str_release(&fitted);
    return rows;
}

static void draw(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct marks_page *p = (const struct marks_page *)page;
    struct area body = draw_body(w);
    size_t items = w->form->review_count;
    if (items == 0) {
        struct area area = {body.row + 1, TAG_COL, body.end_row, body.end_col};
        draw_wrapped(c, area, 0, sv_from(_("这份表单没有列审核要点。")), STYLE_PLAIN);
        canvas_caret(c, area.row, TAG_COL);
        return;
    }
    uint32_t cols = body.end_col - 1, room = body.end_row - body.row;
    struct area area = body;
    area.end_col = cols;
    size_t first = first_shown(w, p, room, cols), at = first;
    for (; at < items && area.row < area.end_row; at++)
        area.row += draw_item(w, p, c, at, area);
    draw_more(c, body, first > 0, at < items || area.row > area.end_row);
}

static void title(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)page;
    str_add_f(out, _("> 审核要点：%.*s"), SV_ARG(str_sv(&w->office->now.review.head.name)));
}

static void status(const struct wizard *w, const struct page *page, struct canvas *c)
{
    struct review_tally t = review_tally(&w->office->now.review, w->form);
    struct str text = {0};
    (void)page;
    str_add_f(&text, _("未审 %u  通过 %u  存疑 %u  不符 %u  共 %u 条"),
              t.items - t.passed - t.doubted - t.failed, t.passed, t.doubted, t.failed, t.items);
    canvas_text(c, w->geometry.status_row, 1, c->cols, str_sv(&text), STYLE_LABEL);
    str_release(&text);
}

/* The first thing the check found about the clause: the officer need not look for it. */
static void add_found(struct str *out, const struct wizard *w, struct sv clause)
{
    for (size_t i = 0; w->draft && w->checked == w->draft->version && i < w->findings.len; i++) {
        const struct finding *f = &w->findings.ptr[i];
        if (!sv_eq(f->rule->clause, clause) || f->severity == SEVERITY_NOTE || f->accepted)
            continue;
        str_add_f(out, _("核对：%s：%.*s\n"), severity_label(f->severity),
                  SV_ARG(str_sv(&f->message)));
        return;
    }
}

static void guide(const struct wizard *w, const struct page *page, struct str *out)
{
    const struct marks_page *p = (const struct marks_page *)page;
    if (p->at >= w->form->review_count)
        return;
    struct sv id = w->form->review[p->at].id;
    const struct mark *mark = marks_mark(w, p->at);
    const struct clause *clause = form_clause(w->form, id);
    add_found(out, w, id);
    if (mark) {
        str_add_f(out, _("%.*s %.*s 记。"), SV_ARG(str_sv(&mark->stamp.by)),
                  SV_ARG(sv_sub(str_sv(&mark->stamp.time), 0, 10)));
    }
    if (clause)
        str_add_f(out, _("通知 %.*s：%.*s"), SV_ARG(id), SV_ARG(clause->text));
}

static const struct hint *hints(const struct wizard *w, const struct page *page)
{
    static const struct hint list[] = {
        {ACTION_NONE, "1", N_("通过")},     {ACTION_NONE, "2", N_("存疑")},
        {ACTION_NONE, "3", N_("不符")},     {ACTION_NONE, "Tab", N_("看原文")},
        {ACTION_BACK, NULL, N_("返回")},    {ACTION_DONE, NULL, N_("其余都通过")},
        {ACTION_HELP, NULL, N_("说明")},    {ACTION_NEXT_PROBLEM, NULL, N_("下一条未审")},
        {ACTION_ENTER, NULL, N_("写说明")}, {ACTION_NONE, "0", N_("未审")},
        {ACTION_NONE, NULL, NULL},
    };
    (void)w;
    (void)page;
    return list;
}

const struct screen screen_marks = {PAGE_MARKS, draw, title, status, guide, hints};
