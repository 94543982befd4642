#include "tui/draw.h"
#include "wizard/pages_reviewing.h"

enum { CHOICE_COL = 4 };

static void mark_focus(struct canvas *c, uint32_t row)
{
    canvas_text(c, row, 2, 3, SV(">"), STYLE_HEAD);
    canvas_caret(c, row, CHOICE_COL);
}

static uint32_t draw_choice(const struct wizard *w, const struct decide_page *p, struct canvas *c,
                            size_t choice, struct area area)
{
    enum case_state to = decide_state(choice);
    struct str text = {0}, why = {0}, fitted = {0};
    bool focused = p->at == choice;
    decide_add_why_not(&why, w, to);
    str_add_f(&text, "%zu  %s", choice + 1, decide_label(to));
    if (why.len)
        str_add_f(&text, _("（%s）"), why.ptr);
    else if (to == CASE_RECOMMENDED && w->office->now.hindrances.len)
        str_add_f(&text, _("（还差 %zu 件事）"), w->office->now.hindrances.len);
    draw_add_fitted(&fitted, str_sv(&text), area.end_col - CHOICE_COL);
    canvas_text(c, area.row, CHOICE_COL, area.end_col, str_sv(&fitted),
                focused   ? STYLE_FOCUS
                : why.len ? STYLE_DIM
                          : STYLE_PLAIN);
    if (focused)
        mark_focus(c, area.row);
    str_release(&text);
    str_release(&why);
    str_release(&fitted);
    return area.row + 1;
}

static uint32_t draw_row(const struct wizard *w, const struct decide_page *p, struct canvas *c,
                         size_t line, struct area area)
{
    enum decide_row row = decide_row_at(line);
    struct str text = {0}, fitted = {0};
    bool focused = p->at == line;
    str_add_f(&text, "%zu  ", line + 1);
    decide_add_row(&text, w, row);
    draw_add_fitted(&fitted, str_sv(&text), area.end_col - CHOICE_COL);
    canvas_text(c, area.row, CHOICE_COL, area.end_col, str_sv(&fitted),
                focused                    ? STYLE_FOCUS
                : decide_row_waits(w, row) ? STYLE_WARN
                                           : STYLE_PLAIN);
    if (focused)
        mark_focus(c, area.row);
    str_release(&text);
    str_release(&fitted);
    return area.row + 1;
}

static void draw_hindrances(const struct wizard *w, struct canvas *c, struct area area)
{
    const struct hindrances *list = &w->office->now.hindrances;
    struct str text = {0};
    /* A head alone would say nothing; Enter on 推荐 says the first of them there too. */
    if (list->len == 0 || area.row + 1 >= area.end_row)
        return;
    canvas_text(c, area.row++, 2, area.end_col, sv_from(_("要推荐，还差：")), STYLE_HEAD);
    for (size_t i = 0; i < list->len; i++)
        str_add_f(&text, "%s· %.*s", i ? "\n" : "", SV_ARG(str_sv(&list->ptr[i])));
    area.col = CHOICE_COL;
    uint32_t rows = draw_wrapped(c, area, 0, str_sv(&text), STYLE_PLAIN);
    area.end_col++;
    draw_more(c, area, false, area.row + rows > area.end_row);
    str_release(&text);
}

static void draw(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct decide_page *p = (const struct decide_page *)page;
    struct area area = draw_body(w);
    bool roomy = area.end_row - area.row > DECISIONS + DECIDE_ROWS + 2;
    area.end_col--;
    area.row += roomy;
    for (size_t i = 0; i < DECISIONS; i++)
        area.row = draw_choice(w, p, c, i, area);
    area.row += roomy;
    for (size_t i = DECISIONS; decide_row_at(i) < DECIDE_ROWS; i++)
        area.row = draw_row(w, p, c, i, area);
    area.row += roomy;
    draw_hindrances(w, c, area);
}

static void title(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)page;
    str_add_f(out, _("> 决定：%.*s"), SV_ARG(str_sv(&w->office->now.review.head.name)));
}

static void status(const struct wizard *w, const struct page *page, struct canvas *c)
{
    struct str text = {0};
    (void)page;
    str_add_f(&text, _("现在：%s"), state_label(w->office->now.review.state));
    canvas_text(c, w->geometry.status_row, 1, c->cols, str_sv(&text), STYLE_LABEL);
    str_release(&text);
}

static void guide(const struct wizard *w, const struct page *page, struct str *out)
{
    static const char *const told[DECISIONS] = {
        N_("推荐：写明理由，列入汇总表，和送审包一起报市里。"),
        N_("退回补正：写明理由，意见一并发给申报单位，改好再送来。"),
        N_("不予推荐：写明理由；以后不再在这里改。"),
    };
    const struct decide_page *p = (const struct decide_page *)page;
    (void)w;
    str_add(out, p->at < DECISIONS ? sv_from(_(told[p->at]))
                                   : sv_from(_("Enter 去看、去做；做完按 Esc 回到这里。")));
}

static const struct hint *hints(const struct wizard *w, const struct page *page)
{
    static const struct hint list[] = {
        {ACTION_NONE, N_("数字"), N_("直接选")}, {ACTION_ENTER, NULL, N_("选定")},
        {ACTION_NONE, N_("上下"), N_("移动")},   {ACTION_BACK, NULL, N_("返回")},
        {ACTION_HELP, NULL, N_("说明")},         {ACTION_NONE, NULL, NULL},
    };
    (void)w;
    (void)page;
    return list;
}

const struct screen screen_decide = {PAGE_DECIDE, draw, title, status, guide, hints};
