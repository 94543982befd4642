#include "text/cluster.h"
#include "text/width.h"
#include "tui/draw.h"
#include "wizard/pages_paper.h"
#include "wizard/papers.h"

enum { SHEET_COL = 2, ROOMY_COLS = 60 };

/* Without the first `pan` cells; where a character lies across the edge, a cell is left free. */
static void draw_line(struct canvas *c, const struct sheet_line *line, struct area at, uint32_t pan,
                      bool here)
{
    struct sv text = str_sv(&line->text);
    size_t start = width_fit(text, pan, WIDTH_SCREEN),
           over = line->over > start ? line->over : start;
    size_t hidden = width_text(sv_sub(text, 0, start), WIDTH_SCREEN);
    if (hidden < pan && start < text.len) {
        size_t next = cluster_next(text, start);
        hidden += (size_t)width_cluster(sv_sub(text, start, next), WIDTH_SCREEN);
        start = next;
        over = over > start ? over : start;
    }
    uint32_t col = at.col + (hidden > pan ? (uint32_t)hidden - pan : 0);
    col = canvas_text(c, at.row, col, at.end_col, sv_sub(text, start, over),
                      here ? STYLE_FOCUS : STYLE_PLAIN);
    canvas_text(c, at.row, col, at.end_col, sv_from_offset(text, over), STYLE_OVER);
    canvas_text(c, at.row, at.col - 2, at.col, here ? SV(">") : SV(" "), STYLE_HEAD);
    if (here)
        canvas_caret(c, at.row, at.col - 2);
}

static void draw_preview(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct preview_page *p = (const struct preview_page *)page;
    struct area body = draw_body(w);
    if (p->at >= p->paper.sheets.len)
        return;
    const struct sheet *sheet = &p->paper.sheets.ptr[p->at];
    uint32_t room = body.end_row - body.row, width = p->paper.profile->width;
    uint32_t left = body.end_col > width + 2 * SHEET_COL ? (body.end_col - width) / 2 : SHEET_COL;
    for (uint32_t i = p->scroll; i < sheet->lines.len && i - p->scroll < room; i++)
        draw_line(c, &sheet->lines.ptr[i],
                  (struct area){body.row + i - p->scroll, left, body.end_row, body.end_col}, p->pan,
                  i == p->line);
    draw_more(c, body, p->scroll > 0, sheet->lines.len - p->scroll > room);
}

static void preview_title(const struct wizard *w, const struct page *page, struct str *out)
{
    const struct preview_page *p = (const struct preview_page *)page;
    str_add(out, sv_from(_("> 预览 > ")));
    papers_add_title(out, w->form, p->which);
}

/* In few columns the title bar has no room for the paper's name. */
static void preview_status(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct preview_page *p = (const struct preview_page *)page;
    size_t papers = papers_count(w->form);
    struct str text = {0};
    if (c->cols < ROOMY_COLS) {
        str_add_f(&text, _("第 %zu/%zu 页  %s  "), p->at + 1, p->paper.sheets.len,
                  p->dense ? _("紧凑") : _("公文"));
        papers_add_title(&text, w->form, p->which);
    } else {
        str_add_f(&text, _("第 %zu 页，共 %zu 页   %s"), p->at + 1, p->paper.sheets.len,
                  p->dense ? _("紧凑版面") : _("公文版面"));
        if (papers > 1)
            str_add_f(&text, _("   第 %zu 种，共 %zu 种"), p->which + 1, papers);
    }
    canvas_text(c, w->geometry.status_row, 1, c->cols, str_sv(&text), STYLE_LABEL);
    str_release(&text);
}

static void add_finding(struct str *out, const struct wizard *w, const struct preview_page *p,
                        size_t i)
{
    const struct shown_finding *f = &p->findings.ptr[i];
    const struct finding *finding = &w->findings.ptr[f->index];
    str_add_f(out, "%s%s %s", i < p->focused ? "> " : "", severity_label(finding->severity),
              finding->message.ptr);
}

/* Beside the page, all that there is about it; below, the first about the line in focus. */
static void preview_guide(const struct wizard *w, const struct page *page, struct str *out)
{
    const struct preview_page *p = (const struct preview_page *)page;
    bool beside = w->geometry.side_cols > 0;
    if (beside && p->findings.len == 0)
        str_add(out, sv_from(_("这一页没有查出问题。")));
    for (size_t i = 0; i < p->findings.len && (beside || i < p->focused); i++) {
        if (i && !beside)
            break;
        if (i)
            str_add(out, SV("\n\n"));
        add_finding(out, w, p, i);
    }
}

static const struct hint *preview_hints(const struct wizard *w, const struct page *page)
{
    static const struct hint list[] = {
        {ACTION_PAGE_DOWN, NULL, N_("下页")},    {ACTION_PAGE_UP, NULL, N_("上页")},
        {ACTION_NONE, N_("左右"), N_("换一份")}, {ACTION_ENTER, NULL, N_("去改")},
        {ACTION_PREVIEW, NULL, N_("换版面")},    {ACTION_EXPORT, NULL, N_("导出")},
        {ACTION_BACK, NULL, N_("返回")},         {ACTION_NONE, NULL, NULL},
    };
    static const struct hint narrow[] = {
        {ACTION_PAGE_DOWN, NULL, N_("下页")},
        {ACTION_NONE, N_("Ctrl+左右"), N_("看旁边")},
        {ACTION_ENTER, NULL, N_("去改")},
        {ACTION_BACK, NULL, N_("返回")},
        {ACTION_NONE, NULL, NULL},
    };
    (void)page;
    return w->geometry.cols < ROOMY_COLS ? narrow : list;
}

const struct screen screen_preview = {PAGE_PREVIEW,   draw_preview,  preview_title,
                                      preview_status, preview_guide, preview_hints};
