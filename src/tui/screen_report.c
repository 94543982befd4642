#include "tui/draw.h"
#include "wizard/pages_office.h"

static void draw(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct report_page *p = (const struct report_page *)page;
    struct area body = draw_body(w);
    size_t room = w->geometry.body_rows;
    for (size_t i = p->scroll; i < p->rows.len && i - p->scroll < room; i++)
        canvas_text(c, body.row + (uint32_t)(i - p->scroll), REPORT_MARGIN, c->cols,
                    sv_sub(str_sv(&p->text), p->rows.ptr[i].from, p->rows.ptr[i].to), STYLE_PLAIN);
    canvas_caret(c, body.row, REPORT_MARGIN);
    body.end_col = c->cols;
    draw_more(c, body, p->scroll > 0, p->scroll + room < p->rows.len);
}

static void title(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)w;
    str_add_f(out, "> %s", ((const struct report_page *)page)->title.ptr);
}

static void status(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct report_page *p = (const struct report_page *)page;
    uint32_t rows = (uint32_t)p->rows.len, room = w->geometry.body_rows;
    struct str text = {0};
    if (rows > room)
        str_add_f(&text, _("第 %u—%u 行，共 %u 行"), p->scroll + 1, p->scroll + room, rows);
    canvas_text(c, w->geometry.status_row, 1, c->cols, str_sv(&text), STYLE_LABEL);
    str_release(&text);
}

static const struct hint *hints(const struct wizard *w, const struct page *page)
{
    static const struct hint list[] = {
        {ACTION_BACK, NULL, N_("返回")},
        {ACTION_NONE, N_("上下"), N_("移动")},
        {ACTION_COPY, NULL, N_("复制全部")},
        {ACTION_NONE, NULL, NULL},
    };
    (void)w;
    (void)page;
    return list;
}

const struct screen screen_report = {PAGE_REPORT, draw, title, status, NULL, hints};
