#include "tui/draw.h"
#include "wizard/final.h"
#include "wizard/pages.h"

/* ---- the printed pages ---- */

static void draw_preview(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct preview_page *p = (const struct preview_page *)page;
    struct area body = draw_body(w);
    if (p->at >= p->paper.sheets.len)
        return;
    const struct sheet *sheet = &p->paper.sheets.ptr[p->at];
    uint32_t room = body.end_row - body.row, width = p->paper.profile->width;
    uint32_t left = c->cols > width + 4 ? (c->cols - width) / 2 : 2;
    for (uint32_t i = p->scroll; i < sheet->lines.len && i - p->scroll < room; i++) {
        const struct sheet_line *line = &sheet->lines.ptr[i];
        uint32_t row = body.row + i - p->scroll;
        bool here = i == p->line;
        struct sv text = str_sv(&line->text);
        uint32_t col = canvas_text(c, row, left, c->cols, sv_sub(text, 0, line->over),
                                   here ? STYLE_FOCUS : STYLE_PLAIN);
        canvas_text(c, row, col, c->cols, sv_from_offset(text, line->over), STYLE_OVER);
        canvas_text(c, row, left - 2, left, here ? SV(">") : SV(" "), STYLE_HEAD);
        if (here)
            canvas_caret(c, row, left - 2);
    }
}

static void preview_title(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)w;
    (void)page;
    str_add(out, sv_from(_("> 预览")));
}

static void preview_status(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct preview_page *p = (const struct preview_page *)page;
    struct str text = {0};
    str_add_f(&text, _("第 %zu 页，共 %zu 页   %s"), p->at + 1, p->paper.sheets.len,
              p->dense ? _("紧凑版面") : _("公文版面"));
    canvas_text(c, w->geometry.status_row, 1, c->cols, str_sv(&text), STYLE_LABEL);
    str_release(&text);
}

static const struct hint *preview_hints(const struct wizard *w, const struct page *page)
{
    static const struct hint list[] = {
        {ACTION_PAGE_DOWN, NULL, N_("下页")},
        {ACTION_PAGE_UP, NULL, N_("上页")},
        {ACTION_ENTER, NULL, N_("去改这一行")},
        {ACTION_NONE, "Tab", N_("换版面")},
        {ACTION_EXPORT, NULL, N_("导出")},
        {ACTION_BACK, NULL, N_("返回")},
        {ACTION_NONE, NULL, NULL},
    };
    (void)w;
    (void)page;
    return list;
}

const struct screen screen_preview = {PAGE_PREVIEW,   draw_preview, preview_title,
                                      preview_status, NULL,         preview_hints};

/* ---- export ---- */

struct export_drawing {
    const struct wizard *w;
    const struct export_page *p;
    struct canvas *c;
    uint32_t row;
    uint32_t end_row;
    uint32_t skip; /* rows left out at the top, so that the focus is seen */
    size_t item;   /* the next thing that can have the focus */
};

/* A line of the list; the row it came to, UINT32_MAX when it is off the screen. */
static uint32_t next_row(struct export_drawing *d)
{
    if (d->skip) {
        d->skip--;
        return UINT32_MAX;
    }
    return d->row < d->end_row ? d->row++ : UINT32_MAX;
}

static void draw_head(struct export_drawing *d, const char *text)
{
    uint32_t row = next_row(d);
    if (row != UINT32_MAX)
        canvas_text(d->c, row, 2, d->c->cols, sv_from(text), STYLE_HEAD);
}

static void draw_item(struct export_drawing *d, struct sv text)
{
    bool focused = d->item++ == d->p->at;
    uint32_t row = next_row(d);
    if (row == UINT32_MAX)
        return;
    canvas_text(d->c, row, 4, d->c->cols - 1u, text, focused ? STYLE_FOCUS : STYLE_PLAIN);
    if (!focused)
        return;
    canvas_text(d->c, row, 2, 3, SV(">"), STYLE_HEAD);
    canvas_caret(d->c, row, 4);
}

static void draw_choices(struct export_drawing *d, const struct export_choice *choices, size_t n,
                         size_t chosen)
{
    for (size_t i = 0; i < n; i++) {
        struct str text = {0};
        str_add_f(&text, "%s %s", i == chosen ? "(x)" : "( )", _(choices[i].label));
        draw_item(d, str_sv(&text));
        str_release(&text);
    }
}

static void draw_path(struct export_drawing *d)
{
    const struct export_page *p = d->p;
    bool focused = d->item++ == p->at;
    for (uint32_t i = 0; i < p->layout.rows; i++) {
        size_t start, end;
        uint32_t row = next_row(d);
        if (row == UINT32_MAX || !layout_row(&p->layout, i, &start, &end))
            continue;
        if (focused)
            canvas_fill(d->c, row, 4, d->c->cols - 3u, STYLE_FIELD);
        canvas_text(d->c, row, 4, d->c->cols, sv_sub(str_sv(&p->path), start, end),
                    focused ? STYLE_FIELD : STYLE_PLAIN);
        struct spot spot = editor_spot(&p->editor);
        if (focused && spot.row == i) {
            canvas_text(d->c, row, 2, 3, SV(">"), STYLE_HEAD);
            canvas_caret(d->c, row, 4 + spot.column);
        }
    }
}

static void draw_final(struct export_drawing *d)
{
    struct str text = {0};
    if (!final_offered(d->w))
        return;
    final_add_offer(&text, d->w);
    draw_item(d, str_sv(&text));
    str_release(&text);
}

static void draw_export(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct export_page *p = (const struct export_page *)page;
    struct area body = draw_body(w);
    struct export_drawing d = {.w = w, .p = p, .c = c, .row = body.row, .end_row = body.end_row};
    uint32_t rows = (uint32_t)(EXPORT_ENCODINGS + EXPORT_PROFILES + 3 + 1) + p->layout.rows;
    rows += final_offered(w);
    uint32_t room = body.end_row - body.row;
    /* On a small screen the end of the list is what matters once the reader has gone down to it. */
    if (rows > room && p->at >= EXPORT_ENCODINGS)
        d.skip = rows - room;
    draw_head(&d, _("给谁用"));
    draw_choices(&d, export_encodings, EXPORT_ENCODINGS, p->encoding);
    draw_head(&d, _("版面"));
    draw_choices(&d, export_profiles, EXPORT_PROFILES, p->profile);
    draw_head(&d, _("存为文件"));
    draw_path(&d);
    draw_item(&d, sv_from(p->replace ? _("[ 替换已有的文件 ]") : _("[ 导出 ]")));
    draw_final(&d);
    struct area rest = {d.row + 1, 2, body.end_row, c->cols - 1u};
    draw_wrapped(c, rest, 0, str_sv(&p->report), STYLE_GOOD);
}

static void export_title(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)w;
    (void)page;
    str_add(out, sv_from(_("> 导出")));
}

static void export_status(const struct wizard *w, const struct page *page, struct canvas *c)
{
    struct tally t = findings_tally(&w->findings);
    struct str text = {0};
    (void)page;
    if (w->final == FINAL_NOW)
        str_add_f(&text, _("第 %u 稿定稿：每页会印稿次和校验码"), finals_last(w->draft)->revision);
    else if (t.errors)
        str_add_f(&text, _("还有错误 %u 处：照样可以导出，每页会印“草稿”"), t.errors);
    else
        str_add(&text, sv_from(_("没有错误；还没有定稿，每页会印“草稿”")));
    canvas_text(c, w->geometry.status_row, 1, c->cols, str_sv(&text),
                t.errors ? STYLE_WARN : STYLE_GOOD);
    str_release(&text);
}

static const struct hint *export_hints(const struct wizard *w, const struct page *page)
{
    static const struct hint list[] = {
        {ACTION_ENTER, NULL, N_("选定/导出")}, {ACTION_NONE, N_("上下"), N_("移动")},
        {ACTION_BACK, NULL, N_("返回")},       {ACTION_PREVIEW, NULL, N_("预览")},
        {ACTION_HELP, NULL, N_("帮助")},       {ACTION_NONE, NULL, NULL},
    };
    (void)w;
    (void)page;
    return list;
}

const struct screen screen_export = {PAGE_EXPORT,   draw_export, export_title,
                                     export_status, NULL,        export_hints};
