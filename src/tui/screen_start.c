#include "tui/draw.h"
#include "wizard/pages.h"

static const char *const heads[] = {N_("继续填写"), N_("新建"), N_("样例（只读）")};

/* Rows of the list: headings between the kinds, then "open another file". */
static uint32_t row_of(const struct wizard *w, size_t at)
{
    uint32_t row = 0;
    for (size_t i = 0; i <= at && i < w->start.entries.len; i++) {
        bool new_kind = i == 0 || w->start.entries.ptr[i].kind != w->start.entries.ptr[i - 1].kind;
        row += new_kind + (i > 0);
    }
    return at < w->start.entries.len ? row : row + 2;
}

static void draw_entry(const struct wizard *w, struct canvas *c, uint32_t row, size_t index,
                       bool focused)
{
    const struct start_entry *entry = &w->start.entries.ptr[index];
    enum style style = focused ? STYLE_FOCUS : STYLE_PLAIN;
    uint32_t end = w->geometry.body_cols - 1u;
    struct str title = {0}, note = {0};
    draw_add_fitted(&title, str_sv(&entry->title), end > 44 ? 40 : end - 6);
    uint32_t col = canvas_text(c, row, 4, end, str_sv(&title), style);
    if (end > 46 && col < 46)
        col = 46;
    else
        col += 2;
    draw_add_fitted(&note, str_sv(&entry->note), col < end ? end - col : 0);
    canvas_text(c, row, col, end, str_sv(&note), entry->broken ? STYLE_BAD : STYLE_DIM);
    str_release(&title);
    str_release(&note);
}

static void draw_line(struct canvas *c, uint32_t row, bool focused)
{
    if (!focused)
        return;
    canvas_text(c, row, 2, 3, SV(">"), STYLE_HEAD);
    canvas_caret(c, row, 2);
}

static void draw(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct start_page *p = (const struct start_page *)page;
    struct area body = draw_body(w);
    size_t n = w->start.entries.len;
    uint32_t room = body.end_row - body.row, focus = row_of(w, p->at);
    /* The heading above the focus is seen with it. */
    uint32_t skip = focus + 2 > room ? focus + 2 - room : 0;
    for (size_t i = 0; i <= n; i++) {
        uint32_t at = row_of(w, i);
        if (at + 1 < skip || at - skip >= room)
            continue;
        uint32_t row = body.row + at - skip;
        bool head =
            i < n && (i == 0 || w->start.entries.ptr[i].kind != w->start.entries.ptr[i - 1].kind);
        if (head && at >= 1 && at - 1 >= skip)
            canvas_text(c, row - 1, 2, body.end_col,
                        sv_from(_(heads[w->start.entries.ptr[i].kind])), STYLE_HEAD);
        if (at < skip)
            continue;
        if (i < n)
            draw_entry(w, c, row, i, i == p->at);
        else
            canvas_text(c, row, 4, body.end_col, sv_from(_("打开别的文件……")),
                        i == p->at ? STYLE_FOCUS : STYLE_PLAIN);
        draw_line(c, row, i == p->at);
    }
}

static void title(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)w;
    (void)page;
    str_add(out, sv_from(_("离线填写申报书")));
}

static void guide(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)page;
    str_add_f(out, _("填的内容随时存在您自己的文件里，不联网。新草稿放在 %s。"),
              w->start.folder.len ? w->start.folder.ptr : ".");
}

static const struct hint *hints(const struct wizard *w, const struct page *page)
{
    static const struct hint start_hints[] = {
        {ACTION_ENTER, NULL, N_("打开")}, {ACTION_NONE, N_("上下"), N_("选择")},
        {ACTION_HELP, NULL, N_("帮助")},  {ACTION_LEAVE, NULL, N_("离开")},
        {ACTION_NONE, NULL, NULL},
    };
    (void)w;
    (void)page;
    return start_hints;
}

const struct screen screen_start = {PAGE_START, draw, title, NULL, guide, hints};
