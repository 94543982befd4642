#include "text/norm.h"
#include "text/width.h"
#include "tui/draw.h"
#include "wizard/pages_versions.h"

enum { LIST_COL = 4, GAP_COLS = 2, MARGIN = 2 };

static const struct leftover *in_focus(const struct wizard *w, const struct leftovers_page *p)
{
    return p->at < w->kept.len ? &w->kept.ptr[p->at] : NULL;
}

/* The values stand in one column, at most in the middle. */
static uint32_t value_col(const struct wizard *w, uint32_t end)
{
    size_t widest = 0;
    for (size_t i = 0; i < w->kept.len; i++) {
        size_t width = width_text(str_sv(&w->kept.ptr[i].path), WIDTH_SCREEN);
        widest = width > widest ? width : widest;
    }
    uint32_t most = end / 2;
    return widest + LIST_COL + GAP_COLS < most ? (uint32_t)widest + LIST_COL + GAP_COLS : most;
}

static void draw_entry(struct canvas *c, struct area area, uint32_t col,
                       const struct leftover *left, bool focused)
{
    struct str path = {0}, value = {0}, marked = {0};
    struct sv text = str_sv(&left->value);
    norm_add_marked(&marked, str_sv(&left->path), SV(""));
    draw_add_fitted(&path, str_sv(&marked), col - LIST_COL - GAP_COLS);
    str_clear(&marked);
    norm_add_marked(&marked, sv_sub(text, 0, (size_t)area.end_col * 8), SV(""));
    draw_add_fitted(&value, str_sv(&marked), area.end_col - col);
    canvas_text(c, area.row, LIST_COL, area.end_col, str_sv(&path),
                focused ? STYLE_FOCUS : STYLE_PLAIN);
    canvas_text(c, area.row, col, area.end_col, str_sv(&value), STYLE_DIM);
    if (focused) {
        canvas_text(c, area.row, 2, 3, SV(">"), STYLE_HEAD);
        canvas_caret(c, area.row, LIST_COL);
    }
    str_release(&path);
    str_release(&value);
    str_release(&marked);
}

static void draw_list(const struct wizard *w, const struct leftovers_page *p, struct canvas *c)
{
    struct area body = draw_body(w);
    uint32_t end = body.end_col - 1u, col = value_col(w, end), room = body.end_row - body.row;
    for (size_t i = p->scroll; i < w->kept.len && i - p->scroll < room; i++) {
        struct area area = {body.row + (uint32_t)(i - p->scroll), 0, body.end_row, end};
        draw_entry(c, area, col, &w->kept.ptr[i], i == p->at);
    }
    draw_more(c, body, p->scroll > 0, w->kept.len - p->scroll > room);
}

static void draw_text(const struct wizard *w, const struct leftovers_page *p, struct canvas *c)
{
    struct area body = draw_body(w), area = body;
    struct str text = {0};
    leftover_add_text(&text, in_focus(w, p));
    area.col = MARGIN;
    area.end_col = body.end_col > 2 * MARGIN ? body.end_col - MARGIN : body.end_col;
    uint32_t rows = draw_wrapped(c, area, p->read_scroll, str_sv(&text), STYLE_PLAIN);
    canvas_caret(c, body.row, 0);
    draw_more(c, body, p->read_scroll > 0, rows > body.end_row - body.row);
    str_release(&text);
}

static void draw(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct leftovers_page *p = (const struct leftovers_page *)page;
    if (p->reading && in_focus(w, p))
        draw_text(w, p, c);
    else
        draw_list(w, p, c);
}

static void title(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)w;
    (void)page;
    str_add(out, sv_from(_("> 没有地方放的内容")));
}

static void status(const struct wizard *w, const struct page *page, struct canvas *c)
{
    struct str text = {0};
    (void)page;
    str_add_f(&text, _("共 %zu 处，都原样留在文件里"), w->kept.len);
    canvas_text(c, w->geometry.status_row, 1, c->cols, str_sv(&text), STYLE_LABEL);
    str_release(&text);
}

/* Of the one in focus, where it stands and why it is here; its text has the page. */
static void guide(const struct wizard *w, const struct page *page, struct str *out)
{
    const struct leftovers_page *p = (const struct leftovers_page *)page;
    const struct leftover *left = in_focus(w, p);
    if (!left)
        return;
    struct leftover head = {.line = left->line, .path = left->path, .why = left->why};
    if (!p->reading)
        leftover_add_text(out, &head);
    while (out->len && out->ptr[out->len - 1] == '\n')
        str_truncate(out, out->len - 1);
}

static const struct hint *hints(const struct wizard *w, const struct page *page)
{
    static const struct hint list[] = {
        {ACTION_ENTER, NULL, N_("看全文")},    {ACTION_COPY, NULL, N_("复制")},
        {ACTION_NONE, N_("上下"), N_("选择")}, {ACTION_BACK, NULL, N_("返回")},
        {ACTION_HELP, NULL, N_("说明")},       {ACTION_NONE, NULL, NULL},
    };
    static const struct hint reading[] = {
        {ACTION_COPY, NULL, N_("复制")},
        {ACTION_NONE, N_("上下"), N_("往下看")},
        {ACTION_BACK, NULL, N_("返回")},
        {ACTION_NONE, NULL, NULL},
    };
    (void)w;
    return ((const struct leftovers_page *)page)->reading ? reading : list;
}

const struct screen screen_leftovers = {PAGE_LEFTOVERS, draw, title, status, guide, hints};
