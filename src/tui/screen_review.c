#include "tui/draw.h"
#include "wizard/final.h"
#include "wizard/measure.h"
#include "wizard/pages.h"
#include "wizard/remarks.h"

enum { TAG_COL = 2, TEXT_COL = 10 };

static enum style severity_style(const struct finding *f)
{
    if (f->accepted)
        return STYLE_GOOD;
    return f->severity == SEVERITY_ERROR     ? STYLE_BAD
           : f->severity == SEVERITY_WARNING ? STYLE_WARN
                                             : STYLE_DIM;
}

/* "王某 2024-06-03 放行：……": who lets an error pass, and why. */
static void add_allowed(struct str *out, const struct wizard *w, const struct finding *f)
{
    const struct allowance *a = review_find_allowance(&w->office->now.review, str_sv(&f->key));
    if (a)
        str_add_f(out, _(" %.*s %.*s 放行，理由：%.*s"), SV_ARG(str_sv(&a->stamp.by)),
                  SV_ARG(sv_sub(str_sv(&a->stamp.time), 0, 10)), SV_ARG(str_sv(&a->reason)));
}

static bool is_allowed(const struct wizard *w, const struct finding *f)
{
    return reviewing(w) && f->accepted && f->severity == SEVERITY_ERROR;
}

/* "brief.name 案例名称有 61 字，超出 11 字。 改法…" */
static void add_text(struct str *out, const struct wizard *w, const struct finding *f)
{
    str_add(out, str_sv(&f->message));
    if (is_allowed(w, f))
        add_allowed(out, w, f);
    else if (f->accepted)
        str_add_f(out, _(" 理由：%.*s"), SV_ARG(f->reason));
    else if (f->fix.len)
        str_add_f(out, " %s", f->fix.ptr);
}

/* Is it the first one listed of its section. */
static bool opens_section(const struct wizard *w, const struct review_page *p, size_t index)
{
    for (size_t before = index; before > 0; before--) {
        const struct finding *f = &w->findings.ptr[before - 1];
        if (f->section != w->findings.ptr[index].section)
            return true;
        if (review_shows(p, f))
            return false;
    }
    return true;
}

static uint32_t rows_of(const struct wizard *w, const struct review_page *p, size_t index,
                        uint32_t cols)
{
    struct str text = {0};
    if (index == w->findings.len)
        return 1;
    if (!review_shows(p, &w->findings.ptr[index]))
        return 0;
    add_text(&text, w, &w->findings.ptr[index]);
    uint32_t rows = measure_rows(str_sv(&text), cols - TEXT_COL) + opens_section(w, p, index);
    str_release(&text);
    return rows;
}

/* The first finding to draw, so that the one in focus is wholly seen. */
static size_t first_shown(const struct wizard *w, const struct review_page *p, uint32_t room,
                          uint32_t cols)
{
    size_t first = p->at;
    uint32_t rows = rows_of(w, p, first, cols);
    /* A third of the screen is left for what comes behind. */
    uint32_t aim = room > 9 ? room - room / 3 : room;
    while (first > 0 && rows + rows_of(w, p, first - 1, cols) <= aim)
        rows += rows_of(w, p, --first, cols);
    return first;
}

static uint32_t draw_finding(const struct wizard *w, const struct review_page *p, struct canvas *c,
                             size_t index, struct area area)
{
    const struct finding *f = &w->findings.ptr[index];
    bool focused = index == p->at;
    uint32_t top = area.row;
    if (opens_section(w, p, index)) {
        struct str head = {0};
        if (f->section == NO_FIELD)
            str_add(&head, sv_from(_("全文")));
        else
            str_add_f(&head, "%.*s%.*s", SV_ARG(w->form->sections[f->section].number),
                      SV_ARG(w->form->sections[f->section].title));
        canvas_text(c, area.row++, 1, area.end_col, str_sv(&head), STYLE_HEAD);
        str_release(&head);
    }
    if (area.row >= area.end_row)
        return area.row - top;
    struct str text = {0};
    add_text(&text, w, f);
    canvas_text(c, area.row, TAG_COL, TEXT_COL,
                is_allowed(w, f) ? sv_from(_("已放行"))
                : f->accepted    ? sv_from(_("已说明"))
                                 : sv_from(severity_label(f->severity)),
                severity_style(f));
    area.col = TEXT_COL;
    uint32_t rows = draw_wrapped(c, area, 0, str_sv(&text), focused ? STYLE_FOCUS : STYLE_PLAIN);
    if (focused) {
        canvas_text(c, area.row, 0, 1, SV(">"), STYLE_HEAD);
        canvas_caret(c, area.row, TAG_COL);
    }
    str_release(&text);
    return area.row + rows - top;
}

/* The last row, behind all that is listed. */
static void draw_final(const struct wizard *w, const struct review_page *p, struct canvas *c,
                       struct area area)
{
    struct str text = {0};
    bool focused = p->at == w->findings.len;
    if (!final_ready(w) || area.row >= area.end_row)
        return;
    final_add_offer(&text, w);
    canvas_text(c, area.row, TAG_COL, area.end_col, str_sv(&text),
                focused ? STYLE_FOCUS : STYLE_PLAIN);
    if (focused) {
        canvas_text(c, area.row, 0, 1, SV(">"), STYLE_HEAD);
        canvas_caret(c, area.row, TAG_COL);
    }
    str_release(&text);
}

/* Nothing is listed: no finding stands, or none but what Tab would show. */
static void draw_nothing(const struct wizard *w, const struct review_page *p, struct canvas *c,
                         struct area body)
{
    struct area area = {body.row + 1, TAG_COL, body.end_row, body.end_col};
    const char *told = reviewing(w) ? _("没有查出问题。")
                       : p->handing ? _("没有缺什么：返回去做送审包。")
                       : w->final == FINAL_NOW || !final_offered(w)
                           ? _("没有问题：可以导出、打印、盖章了。")
                           : _("没有问题：可以定稿，然后导出、打印、盖章。");
    canvas_caret(c, area.row, area.col);
    area.row += draw_wrapped(c, area, 0, sv_from(told), STYLE_GOOD) + 1;
    draw_final(w, p, c, area);
}

static void draw(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct review_page *p = (const struct review_page *)page;
    struct area body = draw_body(w);
    size_t listed = 0;
    for (size_t i = 0; i < w->findings.len; i++)
        listed += review_shows(p, &w->findings.ptr[i]);
    if (listed == 0) {
        draw_nothing(w, p, c, body);
        return;
    }
    uint32_t room = body.end_row - body.row, cols = body.end_col - 1;
    body.end_col = cols;
    for (size_t i = first_shown(w, p, room, cols); i < w->findings.len && body.row < body.end_row;
         i++)
        if (review_shows(p, &w->findings.ptr[i]))
            body.row += draw_finding(w, p, c, i, body);
    draw_final(w, p, c, body);
}

static void title(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)w;
    str_add(out,
            sv_from(((const struct review_page *)page)->handing ? _("> 送审前核对") : _("> 核对")));
}

static void status(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct review_page *p = (const struct review_page *)page;
    struct tally t = findings_tally(&w->findings);
    struct str text = {0};
    str_add_f(&text, _("错误 %u  提醒 %u  已写理由 %u  请人看 %u"), t.errors, t.warnings,
              t.accepted, t.notes);
    size_t number = 0, count = 0;
    for (size_t i = 0; i < w->findings.len; i++) {
        count += review_shows(p, &w->findings.ptr[i]);
        number += i <= p->at && review_shows(p, &w->findings.ptr[i]);
    }
    if (count)
        str_add_f(&text, _("   第 %zu 条，共 %zu 条"), number, count);
    canvas_text(c, w->geometry.status_row, 1, c->cols, str_sv(&text), STYLE_LABEL);
    str_release(&text);
}

static void guide(const struct wizard *w, const struct page *page, struct str *out)
{
    const struct review_page *p = (const struct review_page *)page;
    if (p->at >= w->findings.len) {
        if (final_ready(w) && w->final != FINAL_NOW)
            str_add(out, sv_from(_("按 Enter 定稿：打印的每一页带稿次和校验码。")));
        str_add(out, sv_from(_("Tab 列出要请人看的各条。")));
        return;
    }
    const struct finding *f = &w->findings.ptr[p->at];
    str_add_f(out, _("[%s] 条款 %.*s"), f->key.ptr, SV_ARG(f->rule->clause));
    const struct clause *clause = form_clause(w->form, f->rule->clause);
    if (clause)
        str_add_f(out, "：%.*s", SV_ARG(clause->text));
}

static const struct hint *hints(const struct wizard *w, const struct page *page)
{
    static const struct hint list[] = {
        {ACTION_ENTER, NULL, N_("去改")},    {ACTION_NONE, N_("上下"), N_("移动")},
        {ACTION_DONE, NULL, N_("说明理由")}, {ACTION_NONE, "Tab", N_("请人看的")},
        {ACTION_BACK, NULL, N_("返回")},     {ACTION_EXPORT, NULL, N_("导出")},
        {ACTION_HELP, NULL, N_("说明")},     {ACTION_UNDO, NULL, N_("撤销")},
        {ACTION_NONE, NULL, NULL},
    };
    static const struct hint review[] = {
        {ACTION_ENTER, NULL, N_("到那一处")}, {ACTION_NONE, N_("上下"), N_("移动")},
        {ACTION_DONE, NULL, N_("放行")},      {ACTION_DELETE, NULL, N_("不放行")},
        {ACTION_NONE, "Tab", N_("请人看的")}, {ACTION_BACK, NULL, N_("返回")},
        {ACTION_HELP, NULL, N_("说明")},      {ACTION_NONE, NULL, NULL},
    };
    (void)page;
    return reviewing(w) ? review : list;
}

const struct screen screen_review = {PAGE_REVIEW, draw, title, status, guide, hints};
