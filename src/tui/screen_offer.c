#include "text/wrap.h"
#include "tui/draw.h"
#include "wizard/pages_versions.h"

enum { ANSWER_COL = 4 };

/* ---- the column ---- */

struct look {
    enum style plain;
    enum style marked;
};

static struct look look_of(const struct offer_page *p, const struct offer_line *line)
{
    bool conflict =
        line->part == OFFER_LABEL && line->item < p->list.len && p->list.ptr[line->item].conflict;
    switch (line->part) {
    case OFFER_HEAD:
        return (struct look){STYLE_HEAD, STYLE_HEAD};
    case OFFER_LABEL:
        return (struct look){line->item == p->at ? STYLE_FOCUS : STYLE_PLAIN,
                             conflict ? STYLE_WARN : STYLE_DIM};
    case OFFER_MINE:
        return (struct look){STYLE_PLAIN, STYLE_GONE};
    case OFFER_OTHER:
        return (struct look){STYLE_PLAIN, STYLE_CAME};
    default:
        return (struct look){STYLE_PLAIN, STYLE_PLAIN};
    }
}

/* One row, piece by piece, as its line is marked. */
static void draw_row(struct canvas *c, struct area area, const struct offer_line *line,
                     struct sv row, struct look look)
{
    size_t start = (size_t)(row.ptr - line->text.ptr), end = start + row.len, at = start;
    uint32_t col = area.col;
    for (size_t i = 0; i < line->marks.len; i++) {
        const struct diff_mark *mark = &line->marks.ptr[i];
        size_t from = mark->from < at ? at : mark->from > end ? end : mark->from;
        size_t to = mark->to < from ? from : mark->to > end ? end : mark->to;
        col = canvas_text(c, area.row, col, area.end_col, sv_sub(row, at - start, from - start),
                          look.plain);
        col = canvas_text(c, area.row, col, area.end_col, sv_sub(row, from - start, to - start),
                          look.marked);
        at = to;
    }
    canvas_text(c, area.row, col, area.end_col, sv_from_offset(row, at - start), look.plain);
}

/* A line without its first `skip` rows, wrapped as it was measured. */
static void draw_line(struct canvas *c, struct area area, uint32_t skip, const struct offer_page *p,
                      const struct offer_line *line)
{
    struct wrap_style wrap = {.width = area.end_col - area.col, .policy = WIDTH_SCREEN};
    struct look look = look_of(p, line);
    struct lines rows = {0};
    struct sv rest = str_sv(&line->text), paragraph;
    uint32_t row = 0, top = area.row;
    while (sv_next(&rest, '\n', &paragraph)) {
        vec_clear(&rows);
        wrap_paragraph(paragraph, &wrap, &rows);
        for (size_t i = 0; i < rows.len; i++, row++) {
            if (row < skip || top + row - skip >= area.end_row)
                continue;
            area.row = top + row - skip;
            /* Not sv_sub: an empty piece must keep its place. */
            struct sv piece = {paragraph.ptr + rows.ptr[i].start,
                               rows.ptr[i].end - rows.ptr[i].start};
            draw_row(c, area, line, piece, look);
        }
    }
    vec_release(&rows);
}

static void draw_lead(struct canvas *c, uint32_t row, const struct offer_line *line)
{
    uint32_t width = (uint32_t)width_text(line->lead, WIDTH_SCREEN);
    if (line->lead.len)
        canvas_text(c, row, line->indent - width, line->indent, line->lead, STYLE_LABEL);
}

static void draw_column(const struct wizard *w, const struct offer_page *p, struct canvas *c)
{
    struct area area = draw_body(w);
    uint32_t scroll = p->reading ? p->read_scroll : p->scroll, room = offer_room(w, p), row = 0;
    struct offer_lines lines = {0};
    offer_lines_make(w, p, &lines);
    area.end_col--;
    area.end_row = area.row + room;
    for (size_t i = 0; i < lines.len; i++) {
        const struct offer_line *line = &lines.ptr[i];
        uint32_t rows = offer_line_rows(w, line), skip = scroll > row ? scroll - row : 0;
        if (skip < rows && row < scroll + room) {
            struct area at = area;
            at.row += row + skip - scroll;
            at.col = line->indent;
            draw_line(c, at, skip, p, line);
            bool first = skip == 0;
            if (first)
                draw_lead(c, at.row, line);
            if (first && !p->reading && line->part == OFFER_LABEL && line->item == p->at) {
                canvas_text(c, at.row, 0, 1, SV(">"), STYLE_HEAD);
                canvas_caret(c, at.row, line->indent);
            }
        }
        row += rows;
    }
    offer_lines_release(&lines);
    area.end_col++;
    draw_more(c, area, scroll > 0, row > scroll + room);
}

/* ---- the answers ---- */

static void add_answer(struct str *out, const struct offer_page *p, enum offer_item item)
{
    static const char *const take[] = {
        [OFFER_RECOVERED] = N_("恢复打勾的内容"),
        [OFFER_CHANGED] = N_("采用打勾的内容，再保存"),
        [OFFER_STATE] = N_("恢复打勾的内容"),
        [OFFER_CARRIED] = N_("整份搬到这一版"),
    };
    static const char *const leave[] = {
        [OFFER_RECOVERED] = N_("暂不恢复，留在“以前的样子”里"),
        [OFFER_CHANGED] = N_("先不合并，继续填写"),
        [OFFER_STATE] = N_("不恢复"),
        [OFFER_CARRIED] = N_("先不搬，只看"),
    };
    enum offer_kind kind = p->offer.kind;
    if (item == OFFER_TAKE)
        str_add(out, sv_from(_(take[kind])));
    else
        str_add(out, sv_from(p->list.len || kind == OFFER_CARRIED ? _(leave[kind]) : _("知道了")));
    if (item == OFFER_TAKE && p->offer.kind != OFFER_CARRIED)
        str_add_f(out, _("（%zu 处）"), offer_ticked(p));
}

static void draw_answers(const struct wizard *w, const struct offer_page *p, struct canvas *c)
{
    struct area body = draw_body(w);
    size_t n = offer_items(w, p), answers = 1u + offer_may_take(w, p);
    for (size_t i = n - answers; i < n; i++) {
        uint32_t row = body.end_row - (uint32_t)(n - i);
        bool focused = i == p->at;
        struct str text = {0};
        add_answer(&text, p, offer_item(w, p, i));
        canvas_text(c, row, ANSWER_COL, body.end_col - 1u, str_sv(&text),
                    focused ? STYLE_FOCUS : STYLE_PLAIN);
        if (focused) {
            canvas_text(c, row, 2, 3, SV(">"), STYLE_HEAD);
            canvas_caret(c, row, ANSWER_COL);
        }
        str_release(&text);
    }
}

static void draw(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct offer_page *p = (const struct offer_page *)page;
    canvas_caret(c, draw_body(w).row, 0);
    draw_column(w, p, c);
    if (!p->reading)
        draw_answers(w, p, c);
}

/* ---- the frame ---- */

static void title(const struct wizard *w, const struct page *page, struct str *out)
{
    static const char *const titles[] = {
        [OFFER_RECOVERED] = N_("> 找回的内容"),
        [OFFER_CHANGED] = N_("> 别处的改动"),
        [OFFER_STATE] = N_("> 以前的样子"),
        [OFFER_CARRIED] = N_("> 另一版表单"),
    };
    (void)w;
    str_add(out, sv_from(_(titles[((const struct offer_page *)page)->offer.kind])));
}

static void status(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct offer_page *p = (const struct offer_page *)page;
    struct str text = {0};
    size_t conflicts = 0;
    for (size_t i = 0; i < p->list.len; i++)
        conflicts += p->list.ptr[i].conflict;
    if (offer_may_tick(w, p))
        str_add_f(&text, _("%zu 处不同，打勾 %zu 处"), p->list.len, offer_ticked(p));
    else if (p->list.len)
        str_add_f(&text, _("%zu 处不同"), p->list.len);
    if (conflicts)
        str_add_f(&text, _("；两边都改过 %zu 处"), conflicts);
    canvas_text(c, w->geometry.status_row, 1, c->cols, str_sv(&text), STYLE_LABEL);
    str_release(&text);
}

/* What becomes of the two answers. */
static const char *take_words(enum offer_kind kind)
{
    static const char *const words[] = {
        [OFFER_RECOVERED] = N_("打勾的换进草稿，^Z 可以整个撤销；没打勾的留在“以前的样子”里。"),
        [OFFER_CHANGED] = N_("打勾的换进草稿，没打勾的保持您填的，然后保存；^Z 可以整个撤销。"),
        [OFFER_STATE] = N_("打勾的换回那时的样子，^Z 可以整个撤销。"),
        [OFFER_CARRIED] = N_("草稿改为这一版；搬之前的样子留在“以前的样子”里。"),
    };
    return _(words[kind]);
}

static const char *leave_words(enum offer_kind kind)
{
    static const char *const words[] = {
        [OFFER_RECOVERED] = N_("草稿不变；找回的内容不会丢，按 F10 进“以前的样子”还能恢复。"),
        [OFFER_CHANGED] = N_("您填的和别处的都不会丢；这里先不写进文件，保存时再问。"),
        [OFFER_STATE] = N_("草稿还是现在的样子。"),
        [OFFER_CARRIED] = N_("文件不动，草稿只能查看；以后随时可以再搬。"),
    };
    return _(words[kind]);
}

static void guide(const struct wizard *w, const struct page *page, struct str *out)
{
    const struct offer_page *p = (const struct offer_page *)page;
    enum offer_item item = offer_item(w, p, p->at);
    if (p->reading)
        str_add(out, sv_from(_("〔〕里是两边不同的地方。看完按 Esc 回到列表。")));
    else if (item == OFFER_TAKE)
        str_add(out, sv_from(take_words(p->offer.kind)));
    else if (item == OFFER_LEAVE && (p->list.len || p->offer.kind == OFFER_CARRIED))
        str_add(out, sv_from(leave_words(p->offer.kind)));
    else if (item == OFFER_LEAVE || item == OFFER_TYPING)
        str_add(out, sv_from(_("断开时正在输入、还没有确认的字。^C 复制，到要写的那一栏按 ^V。")));
    else if (p->offer.kind == OFFER_CARRIED)
        str_add(out, sv_from(_("Enter 看两边的全文。看好后在最后两行里选。")));
    else if (offer_may_take(w, p))
        str_add(out, sv_from(_("打勾的换进草稿；看好后在最后两行里选。没打勾的不变。")));
    else
        str_add(out, sv_from(_("Enter 看两边的全文。这份草稿现在只能查看，不能恢复。")));
}

static const struct hint *hints(const struct wizard *w, const struct page *page)
{
    static const struct hint list[] = {
        {ACTION_ENTER, NULL, N_("看全文")},    {ACTION_NONE, N_("空格"), N_("打勾")},
        {ACTION_NONE, N_("上下"), N_("移动")}, {ACTION_SELECT_ALL, NULL, N_("全打勾")},
        {ACTION_HELP, NULL, N_("说明")},       {ACTION_COPY, NULL, N_("复制")},
        {ACTION_LEAVE, NULL, N_("离开")},      {ACTION_NONE, NULL, NULL},
    };
    static const struct hint answers[] = {
        {ACTION_ENTER, NULL, N_("就这样办")},
        {ACTION_NONE, N_("上下"), N_("移动")},
        {ACTION_HELP, NULL, N_("说明")},
        {ACTION_LEAVE, NULL, N_("离开")},
        {ACTION_NONE, NULL, NULL},
    };
    static const struct hint look[] = {
        {ACTION_ENTER, NULL, N_("看全文")}, {ACTION_NONE, N_("上下"), N_("移动")},
        {ACTION_COPY, NULL, N_("复制")},    {ACTION_BACK, NULL, N_("返回")},
        {ACTION_HELP, NULL, N_("说明")},    {ACTION_NONE, NULL, NULL},
    };
    static const struct hint typing[] = {
        {ACTION_COPY, NULL, N_("复制")}, {ACTION_NONE, N_("上下"), N_("移动")},
        {ACTION_HELP, NULL, N_("说明")}, {ACTION_LEAVE, NULL, N_("离开")},
        {ACTION_NONE, NULL, NULL},
    };
    static const struct hint reading[] = {
        {ACTION_PAGE_DOWN, NULL, N_("下一屏")},
        {ACTION_PAGE_UP, NULL, N_("上一屏")},
        {ACTION_BACK, NULL, N_("返回")},
        {ACTION_COPY, NULL, N_("复制")},
        {ACTION_NONE, NULL, NULL},
    };
    const struct offer_page *p = (const struct offer_page *)page;
    if (p->reading)
        return reading;
    enum offer_item item = offer_item(w, p, p->at);
    if (item == OFFER_DIFFERENCE)
        return offer_may_tick(w, p) ? list : look;
    return item == OFFER_TYPING ? typing : answers;
}

const struct screen screen_offer = {PAGE_OFFER, draw, title, status, guide, hints};
