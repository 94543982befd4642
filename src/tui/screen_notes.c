#include "tui/draw.h"

#include "draft/naming.h"
#include "draft/path.h"
#include "office/returned.h"
#include "wizard/measure.h"
#include "wizard/pages_reviewing.h"
#include "wizard/remarks.h"

enum { QUOTED = 20 /* code points */ };

static enum style state_style(enum remark_state state)
{
    static const enum style styles[] = {[REMARK_OPEN] = STYLE_WARN,
                                        [REMARK_CHANGED] = STYLE_HEAD,
                                        [REMARK_KEPT] = STYLE_HEAD,
                                        [REMARK_ACCEPTED] = STYLE_GOOD};
    return styles[state];
}

/* "3 [待改] 一、案例简介 · 正文 “……”" */
static void add_remark(struct str *out, const struct note *n)
{
    str_add(out, n->label.len ? str_sv(&n->label) : sv_from(_("全文")));
    if (n->quote.len) {
        str_add(out, sv_from(_(" “")));
        naming_add_quoted(out, str_sv(&n->quote), QUOTED);
        str_add(out, sv_from(_("”")));
    }
}

static void add_material(struct str *out, const struct wizard *w, size_t index)
{
    struct sv path = str_sv(&w->returned->materials.ptr[index]);
    struct place at;
    if (path_find(w->draft, path, &at, NULL))
        naming_add_place(out, w->draft, at);
    else
        str_add(out, path);
}

/* "演示县工业和信息化局 2024-06-03 10:20 第 2 次退回" */
static void add_head(struct str *out, const struct returned *r)
{
    struct sv office = r->office.len ? str_sv(&r->office) : str_sv(&r->county);
    str_add_f(out, "%.*s ", SV_ARG(office));
    stamp_add_time(out, str_sv(&r->stamp.time));
    str_add_f(out, _(" 第 %u 次退回"), r->number);
}

static uint32_t draw_first(const struct wizard *w, const struct notes_page *p, struct canvas *c,
                           size_t entry, struct area area)
{
    struct str text = {0}, fitted = {0}, tag = {0};
    size_t index;
    enum notes_row row = notes_row_at(w, entry, &index);
    bool focused = entry == p->at;
    uint32_t col = 2;
    if (row == NOTES_REMARK) {
        const struct note *n = remarks_at(w, index);
        str_add_f(&tag, "%u [%s] ", n->number, remark_state_label(n->state));
        col = canvas_text(c, area.row, col, area.end_col, str_sv(&tag), state_style(n->state));
        add_remark(&text, n);
    } else if (row == NOTES_HEAD) {
        add_head(&text, w->returned);
    } else {
        str_add(&tag, sv_from(_("[重新提供] ")));
        col = canvas_text(c, area.row, col, area.end_col, str_sv(&tag), STYLE_WARN);
        add_material(&text, w, index);
    }
    draw_add_fitted(&fitted, str_sv(&text), area.end_col > col ? area.end_col - col : 0);
    canvas_text(c, area.row, col, area.end_col, str_sv(&fitted),
                focused             ? STYLE_FOCUS
                : row == NOTES_HEAD ? STYLE_HEAD
                                    : STYLE_PLAIN);
    if (focused) {
        canvas_text(c, area.row, 0, 1, SV(">"), STYLE_HEAD);
        canvas_caret(c, area.row, 2);
    }
    str_release(&text);
    str_release(&fitted);
    str_release(&tag);
    return area.row + 1;
}

static void draw_text(const struct wizard *w, const struct notes_page *p, struct canvas *c,
                      size_t entry, struct area area)
{
    struct str text = {0}, fitted = {0};
    size_t index;
    bool head = notes_row_at(w, entry, &index) == NOTES_HEAD, focused = entry == p->at;
    uint32_t skip = focused && p->skip ? p->skip - 1 : 0;
    area.col = NOTES_TEXT_COL;
    notes_add_text(&text, w, entry, focused);
    if (head || focused) {
        draw_wrapped(c, area, skip, str_sv(&text), head ? STYLE_BAD : STYLE_PLAIN);
    } else {
        draw_add_fitted(&fitted, str_sv(&text), area.end_col - area.col);
        canvas_text(c, area.row, area.col, area.end_col, str_sv(&fitted), STYLE_DIM);
    }
    str_release(&text);
    str_release(&fitted);
}

/* The entry, of which some rows may lie above the body; the row behind it. */
static uint32_t draw_entry(const struct wizard *w, const struct notes_page *p, struct canvas *c,
                           size_t entry, struct area area)
{
    bool focused = entry == p->at;
    uint32_t rows = notes_rows(w, entry, focused), skip = focused ? p->skip : 0;
    struct area text = area;
    if (skip == 0)
        text.row = draw_first(w, p, c, entry, area);
    else
        canvas_caret(c, area.row, 0);
    if (text.row < text.end_row)
        draw_text(w, p, c, entry, text);
    return area.row + rows - skip;
}

static size_t first_shown(const struct wizard *w, const struct notes_page *p, uint32_t room)
{
    size_t first = p->at;
    uint32_t rows = notes_rows(w, first, true) - p->skip, aim = room > 9 ? room - room / 4 : room;
    while (first > 0 && p->skip == 0 && rows + notes_rows(w, first - 1, false) <= aim)
        rows += notes_rows(w, --first, false);
    return first;
}

static void draw(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct notes_page *p = (const struct notes_page *)page;
    struct area body = draw_body(w), area = body;
    size_t n = notes_entries(w);
    if (n == 0) {
        area.row++;
        area.col = 2;
        canvas_caret(c, area.row, area.col);
        draw_wrapped(c, area, 0,
                     sv_from(_("还没有意见。在申报书里选中字句，按 F7 提意见；不选，就是对整栏提。"
                               "对整件提，在这里按 Ins。")),
                     STYLE_PLAIN);
        return;
    }
    area.end_col = body.end_col - 1;
    size_t first = first_shown(w, p, body.end_row - body.row), at = first;
    for (; at < n && area.row < area.end_row; at++)
        area.row = draw_entry(w, p, c, at, area);
    draw_more(c, body, first > 0 || p->skip, at < n || area.row > area.end_row);
}

static void title(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)page;
    if (reviewing(w))
        str_add_f(out, _("> 意见：%.*s"), SV_ARG(str_sv(&w->office->now.review.head.name)));
    else
        str_add(out, sv_from(_("> 退回的意见")));
}

static void status(const struct wizard *w, const struct page *page, struct canvas *c)
{
    uint32_t by[4] = {0};
    struct str text = {0};
    (void)page;
    for (size_t i = 0; i < remarks_count(w); i++)
        by[remarks_at(w, i)->state]++;
    if (remarks_count(w) || reviewing(w))
        str_add_f(&text, _("待改 %u  已改 %u  不改 %u  已认可 %u  共 %zu 条"), by[REMARK_OPEN],
                  by[REMARK_CHANGED], by[REMARK_KEPT], by[REMARK_ACCEPTED], remarks_count(w));
    else
        str_add_f(&text, _("要重新提供 %zu 项材料"), w->returned->materials.len);
    canvas_text(c, w->geometry.status_row, 1, c->cols, str_sv(&text), STYLE_LABEL);
    str_release(&text);
}

static void guide_applicant(const struct wizard *w, struct str *out)
{
    uint32_t open = returned_open(w->returned);
    if (open)
        str_add_f(out, _("还有 %u 条没有答复。Enter 去改，改好回来按 F8；不改的按 F7 写理由。"),
                  open);
    else if (w->returned->materials.len)
        str_add(out, sv_from(_("材料补好以后，重新导出送审包。")));
    else
        str_add(out, sv_from(_("各条都答复了。改好以后重新定稿，再导出送审包，答复随包一起交。")));
}

static void guide(const struct wizard *w, const struct page *page, struct str *out)
{
    const struct notes_page *p = (const struct notes_page *)page;
    size_t index;
    if (!reviewing(w)) {
        guide_applicant(w, out);
        return;
    }
    if (p->at >= notes_entries(w) || notes_row_at(w, p->at, &index) != NOTES_REMARK)
        return;
    const struct note *n = remarks_at(w, index);
    bool answered = n->state == REMARK_CHANGED || n->state == REMARK_KEPT;
    str_add(out, sv_from(!n->sent ? _("还没有发出：F7 改写，Del 撤掉；退回时一并发给申报单位。")
                         : answered ? _("申报单位答了：F8 认可，F7 请再改。Enter 去看那一处。")
                         : n->state == REMARK_OPEN
                             ? _("已经发出，等申报单位答复。自己看着已改好的，也可以按 F8 认可。")
                             : _("已认可。要再提，按 F7。")));
    const struct clause *clause = n->clause.len ? form_clause(w->form, str_sv(&n->clause)) : NULL;
    if (clause)
        str_add_f(out, _("\n通知 %.*s：%.*s"), SV_ARG(clause->id), SV_ARG(clause->text));
}

static const struct hint unsent_hints[] = {
    {ACTION_ENTER, NULL, N_("到那一处")},
    {ACTION_TEXT_FILE, NULL, N_("改写")},
    {ACTION_DELETE, NULL, N_("撤掉")},
    {ACTION_ADD, NULL, N_("对全文提")},
    {ACTION_BACK, NULL, N_("返回")},
    {ACTION_HELP, NULL, N_("说明")},
    {ACTION_NONE, NULL, NULL},
};

static const struct hint sent_hints[] = {
    {ACTION_ENTER, NULL, N_("到那一处")},   {ACTION_DONE, NULL, N_("认可")},
    {ACTION_TEXT_FILE, NULL, N_("请再改")}, {ACTION_NEXT_PROBLEM, NULL, N_("下一条未认可")},
    {ACTION_BACK, NULL, N_("返回")},        {ACTION_HELP, NULL, N_("说明")},
    {ACTION_ADD, NULL, N_("对全文提")},     {ACTION_NONE, NULL, NULL},
};

static const struct hint empty_hints[] = {
    {ACTION_ADD, NULL, N_("对全文提")},
    {ACTION_BACK, NULL, N_("返回")},
    {ACTION_HELP, NULL, N_("说明")},
    {ACTION_NONE, NULL, NULL},
};

static const struct hint applicant_hints[] = {
    {ACTION_ENTER, NULL, N_("去改")},
    {ACTION_DONE, NULL, N_("已改")},
    {ACTION_TEXT_FILE, NULL, N_("不改")},
    {ACTION_NEXT_PROBLEM, NULL, N_("下一条待改")},
    {ACTION_BACK, NULL, N_("返回")},
    {ACTION_HELP, NULL, N_("说明")},
    {ACTION_NONE, NULL, NULL},
};

static const struct hint *hints(const struct wizard *w, const struct page *page)
{
    const struct notes_page *p = (const struct notes_page *)page;
    size_t index;
    if (!reviewing(w))
        return applicant_hints;
    if (p->at >= notes_entries(w) || notes_row_at(w, p->at, &index) != NOTES_REMARK)
        return empty_hints;
    return remarks_at(w, index)->sent ? sent_hints : unsent_hints;
}

const struct screen screen_notes = {PAGE_NOTES, draw, title, status, guide, hints};
