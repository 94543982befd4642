#include "tui/draw.h"
#include "wizard/pages_reviewing.h"

/* One of the two texts: rows of a layout seen through a window. */
struct window {
    const struct layout *layout;
    struct sv text;
    uint32_t row;
    uint32_t col;
    uint32_t rows;
    uint32_t cols;
    uint32_t scroll;
};

/* Where the style of a text changes. */
struct span {
    size_t from;
    size_t to;
    enum style style;
};

static size_t nearest(size_t at, size_t to, size_t edge)
{
    return edge > at && edge < to ? edge : to;
}

/* The first span that holds a byte says how it looks. */
static uint32_t draw_pieces(struct canvas *c, const struct window *win, uint32_t row, size_t start,
                            size_t end, const struct span spans[2])
{
    uint32_t col = win->col;
    for (size_t at = start; at < end;) {
        enum style style = STYLE_PLAIN;
        size_t to = end;
        for (size_t i = 2; i-- > 0;) {
            to = nearest(at, to, spans[i].from);
            to = nearest(at, to, spans[i].to);
            if (at >= spans[i].from && at < spans[i].to)
                style = spans[i].style;
        }
        col = canvas_text(c, row, col, win->col + win->cols, sv_sub(win->text, at, to), style);
        at = to;
    }
    return col;
}

static void draw_window(struct canvas *c, const struct window *win, const struct span spans[2])
{
    for (uint32_t i = 0; i < win->rows && win->scroll + i < win->layout->rows; i++) {
        size_t start, end;
        uint32_t row = win->row + i;
        if (!layout_row(win->layout, win->scroll + i, &start, &end))
            continue;
        uint32_t after = draw_pieces(c, win, row, start, end, spans);
        if (spans[0].from <= end && spans[0].to > end)
            canvas_restyle(c, row, after, after + 1, spans[0].style);
        /* The surplus is told in the margin too, for screens without underlining. */
        if (end > spans[1].from && spans[1].from < spans[1].to && spans[1].style == STYLE_OVER)
            canvas_text(c, row, win->col - 1, win->col, SV("!"), STYLE_BAD);
    }
    struct area area = {win->row, win->col, win->row + win->rows, win->col + win->cols + 1};
    if (win->rows)
        draw_more(c, area, win->scroll > 0, win->scroll + win->rows < win->layout->rows);
}

static void draw_label(struct canvas *c, uint32_t row, uint32_t col, uint32_t end, struct sv text,
                       bool active)
{
    struct str fitted = {0};
    draw_add_fitted(&fitted, text, end - col - 2);
    uint32_t after =
        canvas_text(c, row, col, end, str_sv(&fitted), active ? STYLE_HEAD : STYLE_DIM);
    for (uint32_t at = after + 1; at < end; at++)
        canvas_text(c, row, at, end, SV("-"), STYLE_DIM);
    str_release(&fitted);
}

static void put_caret(struct canvas *c, const struct window *win, const struct editor *e)
{
    struct spot spot = editor_spot(e);
    if (spot.row >= win->scroll && spot.row < win->scroll + win->rows)
        canvas_caret(c, win->row + spot.row - win->scroll, win->col + spot.column);
}

static void draw_about(const struct wizard *w, const struct write_page *p, struct canvas *c,
                       const struct write_room *r)
{
    struct window win = {&p->about_layout, str_sv(&p->about), r->about_row,   r->about_col,
                         r->about_rows,    r->about_cols,     p->about_scroll};
    struct span spans[2] = {{0, 0, STYLE_SELECT}, {0, 0, STYLE_QUOTE}};
    if (p->about.len == 0 && p->about_label.len == 0)
        return;
    draw_label(c, r->about_row - 1, r->about_col, r->about_col + r->about_cols,
               str_sv(&p->about_label), p->reading);
    if (p->reading)
        editor_selection(&p->reader, &spans[0].from, &spans[0].to);
    if (p->reading && p->takes && spans[0].from == spans[0].to)
        spans[0] = (struct span){p->from, p->to, STYLE_FOCUS};
    draw_window(c, &win, spans);
    if (p->reading)
        put_caret(c, &win, &p->reader);
    (void)w;
}

static void draw_words(const struct wizard *w, const struct write_page *p, struct canvas *c,
                       const struct write_room *r)
{
    struct sv text = str_sv(&p->text);
    struct window win = {&p->layout, text, r->row, r->col, r->rows, r->cols, p->scroll};
    struct span spans[2] = {{0, 0, STYLE_SELECT}, {text.len, text.len, STYLE_OVER}};
    draw_label(c, r->row - 1, r->col, r->col + r->cols, str_sv(&p->label), !p->reading);
    editor_selection(&p->editor, &spans[0].from, &spans[0].to);
    if (p->limit && write_count(w, p) > p->limit)
        spans[1].from = count_limit_offset(text, w->form->count, p->limit);
    draw_window(c, &win, spans);
    if (!p->reading)
        put_caret(c, &win, &p->editor);
}

/* The frame's guidance would take the side of the screen: here both texts need it. */
static void draw_guide(const struct wizard *w, const struct write_page *p, struct canvas *c)
{
    const struct geometry *g = &w->geometry;
    struct area area = {g->guide_row, 1, g->guide_row + g->guide_rows, g->cols - 1u};
    if (w->message.len)
        return;
    draw_wrapped(c, area, 0,
                 sv_from(p->reading && p->takes
                             ? _("移到一句上，Enter 或 F7 把整句接到后面。Tab 回去写。")
                         : p->reading ? _("这里只看。Tab 回去写，直接打字也行。")
                         : p->takes ? _("Tab 到申报书的原文里挑句子；删到上限以内，F8 记下。")
                                    : _("写好按 F8 或 ^S 记下，Esc 放下。")),
                 STYLE_DIM);
}

static void draw(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct write_page *p = (const struct write_page *)page;
    struct write_room r = write_room(w, p);
    draw_about(w, p, c, &r);
    if (r.beside)
        for (uint32_t row = w->geometry.body_row; row < w->geometry.guide_row; row++)
            canvas_text(c, row, r.col - 2, r.col, SV("|"), STYLE_DIM);
    draw_words(w, p, c, &r);
    draw_guide(w, p, c);
}

static void title(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)w;
    str_add_f(out, "> %.*s", SV_ARG(str_sv(&((const struct write_page *)page)->title)));
}

/* "余    12    138/150 字", "超出    1 字（上限 150 字）", "   5 字  还差 3 字": numbers keep their
 * places. */
static void status(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct write_page *p = (const struct write_page *)page;
    uint32_t row = w->geometry.status_row, count = write_count(w, p), col = 1, end = c->cols;
    struct str text = {0};
    bool over = p->limit && count > p->limit, little = count < p->least;
    if (p->limit) {
        col = canvas_text(c, row, col, end, sv_from(over ? _("超出") : _("余  ")),
                          over ? STYLE_BAD : STYLE_LABEL);
        draw_number(c, row, col, 5, over ? count - p->limit : p->limit - count,
                    over ? STYLE_BAD : STYLE_PLAIN);
        col = canvas_text(c, row, col + 5, end, sv_from(_(" 字")), STYLE_LABEL) + 2;
    }
    draw_number(c, row, col, 5, count, STYLE_PLAIN);
    if (p->limit)
        str_add_f(&text, "/%u", p->limit);
    str_add(&text, sv_from(_(" 字")));
    col = canvas_text(c, row, col + 5, end, str_sv(&text), STYLE_LABEL) + 2;
    str_clear(&text);
    if (little)
        str_add_f(&text, _("还差 %u 字（理由至少 %u 字）"), p->least - count, p->least);
    canvas_text(c, row, col, end, str_sv(&text), STYLE_WARN);
    str_release(&text);
}

static const struct hint *hints(const struct wizard *w, const struct page *page)
{
    static const struct hint list[] = {
        {ACTION_DONE, NULL, N_("记下")},    {ACTION_BACK, NULL, N_("放下")},
        {ACTION_NONE, "Tab", N_("看原文")}, {ACTION_UNDO, NULL, N_("撤销")},
        {ACTION_HELP, NULL, N_("说明")},    {ACTION_MARK, NULL, N_("选择")},
        {ACTION_NONE, NULL, NULL},
    };
    static const struct hint takes[] = {
        {ACTION_DONE, NULL, N_("记下")},    {ACTION_BACK, NULL, N_("放下")},
        {ACTION_NONE, "Tab", N_("挑句子")}, {ACTION_TEXT_FILE, NULL, N_("取这句")},
        {ACTION_UNDO, NULL, N_("撤销")},    {ACTION_HELP, NULL, N_("说明")},
        {ACTION_NONE, NULL, NULL},
    };
    static const struct hint alone[] = {
        {ACTION_DONE, NULL, N_("记下")}, {ACTION_BACK, NULL, N_("放下")},
        {ACTION_UNDO, NULL, N_("撤销")}, {ACTION_HELP, NULL, N_("说明")},
        {ACTION_NONE, NULL, NULL},
    };
    const struct write_page *p = (const struct write_page *)page;
    (void)w;
    return p->takes ? takes : p->about.len ? list : alone;
}

const struct screen screen_write = {PAGE_WRITE, draw, title, status, NULL, hints};
