#include "tui/draw.h"
#include "wizard/page_start.h"

static const char *const heads[] = {[START_DRAFT] = N_("继续填写"),
                                    [START_RETURNED] = N_("退回意见"),
                                    [START_FORM] = N_("新建"),
                                    [START_SAMPLE] = N_("样例（只读）")};

/* The kind a line stands under; "open another file" stands under none. */
static int group_of(const struct wizard *w, size_t entry)
{
    if (entry == START_MORE)
        return START_DRAFT;
    return entry < w->start.entries.len ? (int)w->start.entries.ptr[entry].kind : -1;
}

/* Rows of the list: a heading above each kind, a blank row above "open another file". */
struct start_rows {
    const struct wizard *w;
    const struct start_page *p;
    uint32_t row; /* of the line come to last */
    bool heads;   /* a heading (or the blank row) stands above it */
};

static void next_row(struct start_rows *r, size_t line)
{
    int group = group_of(r->w, start_entry(r->w, r->p, line));
    r->heads = line == 0 || group != group_of(r->w, start_entry(r->w, r->p, line - 1));
    /* Where nothing is listed, the blank row is left all the same. */
    r->row += (line > 0) + r->heads + (line == 0 && group < 0);
}

static uint32_t focus_row(const struct wizard *w, const struct start_page *p)
{
    struct start_rows r = {.w = w, .p = p};
    size_t n = start_lines(w, p);
    for (size_t line = 0; line < n; line++) {
        next_row(&r, line);
        if (start_entry(w, p, line) == p->at)
            break;
    }
    return r.row;
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

static void draw_line(const struct wizard *w, const struct start_page *p, struct canvas *c,
                      uint32_t row, size_t entry)
{
    bool focused = entry == p->at;
    struct str text = {0};
    if (entry == START_MORE)
        str_add_f(&text, _("更多草稿……（还有 %zu 份）"), start_hidden(w, p));
    else
        str_add(&text, sv_from(_("打开别的文件……")));
    if (entry < w->start.entries.len)
        draw_entry(w, c, row, entry, focused);
    else
        canvas_text(c, row, 4, w->geometry.body_cols, str_sv(&text),
                    focused ? STYLE_FOCUS : STYLE_PLAIN);
    str_release(&text);
    if (!focused)
        return;
    canvas_text(c, row, 2, 3, SV(">"), STYLE_HEAD);
    canvas_caret(c, row, 2);
}

static void draw(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct start_page *p = (const struct start_page *)page;
    struct area body = draw_body(w);
    struct start_rows r = {.w = w, .p = p};
    size_t n = start_lines(w, p);
    uint32_t room = body.end_row - body.row, focus = focus_row(w, p);
    uint32_t skip = focus + 2 > room ? focus + 2 - room : 0;
    for (size_t line = 0; line < n; line++) {
        next_row(&r, line);
        size_t entry = start_entry(w, p, line);
        int group = group_of(w, entry);
        if (r.heads && group >= 0 && r.row > skip && r.row - 1 - skip < room)
            canvas_text(c, body.row + r.row - 1 - skip, 2, body.end_col, sv_from(_(heads[group])),
                        STYLE_HEAD);
        if (r.row >= skip && r.row - skip < room)
            draw_line(w, p, c, body.row + r.row - skip, entry);
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
