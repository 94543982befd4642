#include "tui/draw.h"
#include "wizard/pages_paper.h"

enum { TEXT_COL = 4 };

static void draw(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct beyond_page *p = (const struct beyond_page *)page;
    struct area body = draw_body(w);
    uint32_t end = body.end_col - 1u, room = body.end_row - body.row;
    for (size_t i = p->scroll; i < p->list.len && i - p->scroll < room; i++) {
        uint32_t row = body.row + (uint32_t)(i - p->scroll);
        bool focused = i == p->at;
        struct str text = {0}, fitted = {0};
        beyond_add_what(&text, &p->list.ptr[i]);
        str_add(&text, SV("  "));
        beyond_add_where(&text, w->draft, &p->list.ptr[i]);
        draw_add_fitted(&fitted, str_sv(&text), end - TEXT_COL);
        canvas_text(c, row, TEXT_COL, end, str_sv(&fitted), focused ? STYLE_FOCUS : STYLE_PLAIN);
        str_release(&text);
        str_release(&fitted);
        if (!focused)
            continue;
        canvas_text(c, row, 2, 3, SV(">"), STYLE_HEAD);
        canvas_caret(c, row, TEXT_COL);
    }
    draw_more(c, body, p->scroll > 0, p->list.len - p->scroll > room);
}

static void title(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)w;
    (void)page;
    str_add(out, sv_from(_("> 旧程序显示不了的字")));
}

static void guide(const struct wizard *w, const struct page *page, struct str *out)
{
    const struct beyond_page *p = (const struct beyond_page *)page;
    (void)w;
    str_add(out, sv_from(p->list.ptr[p->at].by.len
                             ? _("已经换了，草稿没有改动。Enter 去看草稿里的原字。")
                             : _("只认 GBK 的旧程序显示不出这个字。Enter 去改成别的字。")));
}

static const struct hint *hints(const struct wizard *w, const struct page *page)
{
    static const struct hint list[] = {
        {ACTION_ENTER, NULL, N_("去这一处")},
        {ACTION_NONE, N_("上下"), N_("移动")},
        {ACTION_BACK, NULL, N_("返回")},
        {ACTION_NONE, NULL, NULL},
    };
    (void)w;
    (void)page;
    return list;
}

const struct screen screen_beyond = {PAGE_BEYOND, draw, title, NULL, guide, hints};
