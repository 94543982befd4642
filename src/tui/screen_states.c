#include "text/width.h"
#include "tui/draw.h"
#include "wizard/pages_versions.h"

enum { TIME_COL = 4, GAP_COLS = 2 };

static void draw_empty(const struct wizard *w, struct canvas *c)
{
    struct area area = draw_body(w);
    canvas_caret(c, area.row, 0);
    area.row++;
    area.col = 2;
    area.end_col--;
    draw_wrapped(
        c, area, 0,
        sv_from(_("还没有以前的样子。以后每隔一段时间会自动留下一份，要找回改掉的内容，就到这里来"
                  "。")),
        STYLE_PLAIN);
}

/* The notes stand in one column. */
static uint32_t note_col(const struct states_page *p, uint32_t end)
{
    size_t widest = 0;
    for (size_t i = 0; i < p->states.len; i++) {
        size_t width = width_text(str_sv(&p->states.ptr[i].time), WIDTH_SCREEN);
        widest = width > widest ? width : widest;
    }
    uint32_t col = TIME_COL + (uint32_t)widest + GAP_COLS;
    return col < end ? col : end;
}

static void draw(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct states_page *p = (const struct states_page *)page;
    struct area body = draw_body(w);
    uint32_t end = body.end_col - 1u, col = note_col(p, end), room = body.end_row - body.row;
    if (p->states.len == 0)
        draw_empty(w, c);
    for (size_t i = p->scroll; i < p->states.len && i - p->scroll < room; i++) {
        const struct listed_state *state = &p->states.ptr[i];
        uint32_t row = body.row + (uint32_t)(i - p->scroll);
        bool focused = i == p->at;
        struct str note = {0};
        draw_add_fitted(&note, str_sv(&state->note), end - col);
        canvas_text(c, row, TIME_COL, end, str_sv(&state->time),
                    focused ? STYLE_FOCUS : STYLE_PLAIN);
        canvas_text(c, row, col, end, str_sv(&note), STYLE_DIM);
        str_release(&note);
        if (!focused)
            continue;
        canvas_text(c, row, 2, 3, SV(">"), STYLE_HEAD);
        canvas_caret(c, row, TIME_COL);
    }
    draw_more(c, body, p->scroll > 0, p->states.len - p->scroll > room);
}

static void title(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)w;
    (void)page;
    str_add(out, sv_from(_("> 以前的样子")));
}

static void status(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct states_page *p = (const struct states_page *)page;
    struct str text = {0};
    if (p->states.len)
        str_add_f(&text, _("共 %zu 份，最近的在最上面"), p->states.len);
    canvas_text(c, w->geometry.status_row, 1, c->cols, str_sv(&text), STYLE_LABEL);
    str_release(&text);
}

/* The whole of a note that had no room in its row. */
static void guide(const struct wizard *w, const struct page *page, struct str *out)
{
    const struct states_page *p = (const struct states_page *)page;
    (void)w;
    if (p->at >= p->states.len)
        return;
    if (p->states.ptr[p->at].note.len)
        str_add_f(out, "%s\n", p->states.ptr[p->at].note.ptr);
    str_add(out, sv_from(_("按 Enter 看它和现在有什么不同，再决定恢复哪些。")));
}

static const struct hint *hints(const struct wizard *w, const struct page *page)
{
    static const struct hint list[] = {
        {ACTION_ENTER, NULL, N_("看不同之处")},
        {ACTION_NONE, N_("上下"), N_("选择")},
        {ACTION_BACK, NULL, N_("返回")},
        {ACTION_HELP, NULL, N_("说明")},
        {ACTION_NONE, NULL, NULL},
    };
    static const struct hint none[] = {
        {ACTION_BACK, NULL, N_("返回")},
        {ACTION_HELP, NULL, N_("说明")},
        {ACTION_NONE, NULL, NULL},
    };
    (void)w;
    return ((const struct states_page *)page)->states.len ? list : none;
}

const struct screen screen_states = {PAGE_STATES, draw, title, status, guide, hints};
