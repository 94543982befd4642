#include "tui/draw.h"

#include "text/layout.h"
#include "tui/keymap.h"
#include "wizard/measure.h"

static const struct screen *const screens[PAGE_KINDS] = {
    [PAGE_START] = &screen_start,         [PAGE_TASKS] = &screen_tasks,
    [PAGE_SECTION] = &screen_section,     [PAGE_COMPARE] = &screen_compare,
    [PAGE_PICK] = &screen_pick,           [PAGE_REVIEW] = &screen_review,
    [PAGE_PREVIEW] = &screen_preview,     [PAGE_EXPORT] = &screen_export,
    [PAGE_FILES] = &screen_files,         [PAGE_HELP] = &screen_help,
    [PAGE_MENU] = &screen_menu,           [PAGE_PROMPT] = &screen_prompt,
    [PAGE_OFFER] = &screen_offer,         [PAGE_STATES] = &screen_states,
    [PAGE_LEFTOVERS] = &screen_leftovers, [PAGE_BEYOND] = &screen_beyond,
    [PAGE_QUEUE] = &screen_queue,         [PAGE_CASE] = &screen_case,
    [PAGE_REPORT] = &screen_report,       [PAGE_MARKS] = &screen_marks,
    [PAGE_NOTES] = &screen_notes,         [PAGE_WRITE] = &screen_write,
    [PAGE_DECIDE] = &screen_decide,
};

struct area draw_body(const struct wizard *w)
{
    const struct geometry *g = &w->geometry;
    return (struct area){g->body_row, 0, g->body_row + g->body_rows, g->body_cols};
}

uint32_t draw_wrapped(struct canvas *c, struct area area, uint32_t skip, struct sv text,
                      enum style style)
{
    if (area.end_col < area.col + 2)
        return 0;
    struct wrap_style wrap = {.width = area.end_col - area.col, .policy = WIDTH_SCREEN};
    struct lines lines = {0};
    struct sv rest = text, paragraph;
    uint32_t row = 0;
    while (sv_next(&rest, '\n', &paragraph)) {
        vec_clear(&lines);
        wrap_paragraph(paragraph, &wrap, &lines);
        for (size_t i = 0; i < lines.len; i++, row++) {
            if (row < skip || area.row + row - skip >= area.end_row)
                continue;
            canvas_text(c, area.row + row - skip, area.col, area.end_col,
                        sv_sub(paragraph, lines.ptr[i].start, lines.ptr[i].end), style);
        }
    }
    vec_release(&lines);
    return row > skip ? row - skip : 0;
}

void draw_more(struct canvas *c, struct area area, bool above, bool below)
{
    if (above)
        canvas_text(c, area.row, area.end_col - 1, area.end_col, SV("^"), STYLE_DIM);
    if (below)
        canvas_text(c, area.end_row - 1, area.end_col - 1, area.end_col, SV("v"), STYLE_DIM);
}

void draw_add_number(struct str *out, uint32_t number)
{
    if (number >= 1000) {
        draw_add_number(out, number / 1000);
        str_add_f(out, ",%03u", number % 1000);
        return;
    }
    str_add_f(out, "%u", number);
}

void draw_add_progress(struct str *out, const struct progress *progress)
{
    struct sv unit = progress->unit == PROGRESS_WORDS  ? sv_from(_("字"))
                     : progress->unit == PROGRESS_ROWS ? progress->unit_word
                                                       : sv_from(_("项"));
    draw_add_number(out, progress->done);
    if (progress->of) {
        str_add_byte(out, '/');
        draw_add_number(out, progress->of);
    }
    str_add_f(out, " %.*s", SV_ARG(unit.len ? unit : sv_from(_("行"))));
}

void draw_number(struct canvas *c, uint32_t row, uint32_t col, uint32_t width, uint32_t number,
                 enum style style)
{
    struct str text = {0};
    draw_add_number(&text, number);
    uint32_t pad = text.len < width ? width - (uint32_t)text.len : 0;
    canvas_fill(c, row, col, col + pad, style);
    canvas_text(c, row, col + pad, c->cols, str_sv(&text), style);
    str_release(&text);
}

void draw_add_fitted(struct str *out, struct sv text, uint32_t cells)
{
    size_t left = cells < 2 ? 0 : cells - 2u;
    size_t head = width_fill(text, &left, WIDTH_SCREEN);
    struct sv rest = sv_from_offset(text, head);
    left += cells < 2 ? cells : 2u;
    if (width_fit(rest, left, WIDTH_SCREEN) == rest.len) {
        str_add(out, text);
        return;
    }
    if (cells < 3)
        return;
    str_add(out, sv_sub(text, 0, head));
    str_add(out, SV(".."));
}

/* ---- the frame ---- */

enum { HOLDER_CELLS = 24, ROOMY_COLS = 60 };

/* The count of the whole case, at the right of the title bar. */
static uint32_t draw_whole(const struct wizard *w, struct canvas *c)
{
    const struct limit *whole = NULL;
    /* On a narrow screen an officer needs the applicant's name more. */
    bool room = !w->office || w->geometry.cols >= ROOMY_COLS;
    for (uint32_t i = 0; w->draft && room && i < w->form->limit_count; i++)
        if (w->form->limits[i].whole)
            whole = &w->form->limits[i];
    if (!whole)
        return c->cols;
    struct str text = {0};
    str_add_f(&text, "%.*s ", SV_ARG(whole->title));
    draw_add_number(&text, w->shown.whole);
    str_add_byte(&text, '/');
    draw_add_number(&text, whole->max);
    str_add(&text, sv_from(_(" 字")));
    uint32_t width = (uint32_t)width_text(str_sv(&text), WIDTH_SCREEN);
    uint32_t col = c->cols > width + 1 ? c->cols - width - 1 : 0;
    bool over = w->shown.whole > whole->max;
    canvas_text(c, 0, col, c->cols, str_sv(&text), over ? STYLE_KEY : STYLE_BAR);
    str_release(&text);
    return col;
}

/* At a desk the applicant's draft never changes; what matters is whether one can say something.
 * Where the other sits stands on the page; here his name must leave room for the applicant's. */
static void add_at_desk(const struct wizard *w, struct str *out)
{
    struct str holder = {0};
    struct sv who = str_sv(&w->office->now.holder);
    size_t where = sv_find(who, SV("（"), 0);
    draw_add_fitted(&holder, where == SV_NONE ? who : sv_sub(who, 0, where), HOLDER_CELLS);
    if (w->geometry.cols >= ROOMY_COLS && holder.len)
        str_add_f(out, _("【只看，%s在审】"), holder.ptr);
    else
        str_add(out,
                sv_from(w->office->now.holder.len || w->office->now.barred.len ? _("【只看】")
                                                                               : _("【审核】")));
    str_release(&holder);
}

/* That nothing can be changed, and where there is room, who has the draft. */
static void add_read_only(const struct wizard *w, struct str *out)
{
    if (w->office) {
        add_at_desk(w, out);
        return;
    }
    struct str holder = {0};
    draw_add_fitted(&holder, str_sv(&w->holder), HOLDER_CELLS);
    bool roomy = w->geometry.cols >= ROOMY_COLS;
    if (roomy && holder.len)
        str_add_f(out, _("【只看，%s在填】"), holder.ptr);
    else
        str_add(out, sv_from(roomy && w->freed ? _("【只看，对方已离开】") : _("【只看】")));
    str_release(&holder);
}

/* What a draft that was final once is now. */
static void add_final(const struct wizard *w, struct str *out)
{
    if (w->final == FINAL_NOW && w->geometry.cols >= ROOMY_COLS)
        str_add_f(out, _("【定稿 第%u稿】"), finals_last(w->draft)->revision);
    else
        str_add(out, sv_from(w->final == FINAL_NOW ? _("【定稿】") : _("【草稿】")));
}

static void draw_title(const struct wizard *w, const struct screen *s, const struct page *p,
                       struct canvas *c)
{
    struct str text = {0}, fitted = {0};
    canvas_fill(c, 0, 0, c->cols, STYLE_BAR);
    uint32_t end = draw_whole(w, c);
    str_add(&text, sv_from(_("填表")));
    if (w->draft && w->draft->demo)
        str_add(&text, sv_from(_("【演示】")));
    bool narrow_desk = w->office && w->geometry.cols < ROOMY_COLS;
    if (w->draft && w->final != FINAL_NEVER && !narrow_desk)
        add_final(w, &text);
    bool at_case = w->office && w->office->open; /* its draft may be none that can be read */
    if (at_case || (w->draft && w->read_only && !w->sample))
        add_read_only(w, &text);
    if (w->unkept)
        str_add(&text, sv_from(_("【存不下】")));
    str_add_byte(&text, ' ');
    s->title(w, p, &text);
    draw_add_fitted(&fitted, str_sv(&text), end > 3 ? end - 3 : 0);
    canvas_text(c, 0, 1, end, str_sv(&fitted), STYLE_BAR);
    str_release(&text);
    str_release(&fitted);
}

static enum style tone_style(enum tone tone)
{
    static const enum style styles[] = {[TONE_PLAIN] = STYLE_HEAD,
                                        [TONE_GOOD] = STYLE_GOOD,
                                        [TONE_WARN] = STYLE_WARN,
                                        [TONE_BAD] = STYLE_BAD};
    return styles[tone];
}

/* What is said stands where the guidance is; beside the body the guidance stays. */
static void draw_guide(const struct wizard *w, const struct screen *s, const struct page *p,
                       struct canvas *c)
{
    const struct geometry *g = &w->geometry;
    struct area below = {g->guide_row, 1, g->guide_row + g->guide_rows, g->cols - 1u};
    struct str guide = {0};
    if (s->guide)
        s->guide(w, p, &guide);
    if (g->side_cols && s->guide) {
        struct area side = {g->body_row, g->side_col, g->guide_row, g->cols - 1u};
        for (uint32_t row = g->body_row; row < g->guide_row; row++)
            canvas_text(c, row, g->side_col - 2u, g->cols, SV("|"), STYLE_DIM);
        draw_wrapped(c, side, 0, str_sv(&guide), STYLE_DIM);
    }
    if (w->message.len)
        draw_wrapped(c, below, 0, str_sv(&w->message), tone_style(w->tone));
    else if (!g->side_cols || !s->guide)
        draw_wrapped(c, below, 0, str_sv(&guide), STYLE_DIM);
    str_release(&guide);
}

static void draw_keys(const struct wizard *w, const struct screen *s, const struct page *p,
                      struct canvas *c)
{
    uint32_t row = w->geometry.keys_row, col = 1;
    canvas_fill(c, row, 0, c->cols, STYLE_BAR);
    for (const struct hint *hint = s->hints(w, p); hint->text; hint++) {
        struct str key = {0};
        if (hint->key)
            str_add(&key, sv_from(_(hint->key)));
        else
            keymap_add_name(&key, hint->action);
        struct sv text = sv_from(_(hint->text));
        size_t width = width_text(str_sv(&key), WIDTH_SCREEN) + width_text(text, WIDTH_SCREEN) + 1;
        if (col + width < c->cols) {
            col = canvas_text(c, row, col, c->cols, str_sv(&key), STYLE_KEY);
            col = canvas_text(c, row, col + 1, c->cols, text, STYLE_BAR) + 2;
        }
        str_release(&key);
    }
}

static void draw_too_small(const struct wizard *w, struct canvas *c)
{
    struct str text = {0};
    str_add_f(&text, _("窗口太小，请放大到 %d 列 %d 行以上。已填的都在；F10 保存并离开。"),
              SMALLEST_COLS, SMALLEST_ROWS);
    struct area all = {0, 0, w->geometry.rows, w->geometry.cols};
    draw_wrapped(c, all, 0, str_sv(&text), STYLE_PLAIN);
    str_release(&text);
}

/* How far the draft is saved stands at the right end of the line of counts. */
static void draw_saved(const struct wizard *w, struct canvas *c)
{
    struct str text = {0};
    if (w->sample)
        str_add(&text, sv_from(_("样例 只读")));
    else if (w->read_only && (!w->office || w->office->now.holder.len || w->office->now.barred.len))
        str_add(&text, sv_from(_("只看")));
    else if (w->saved_at.len && !history_changed(&w->history))
        str_add_f(&text, _("已保存 %s"), w->saved_at.ptr);
    uint32_t width = (uint32_t)width_text(str_sv(&text), WIDTH_SCREEN);
    if (w->draft && c->cols > width + 1)
        canvas_text(c, w->geometry.status_row, c->cols - width - 1, c->cols, str_sv(&text),
                    STYLE_DIM);
    str_release(&text);
}

/* What is said is said whole: it takes rows of the body for as long as it stands, but never the one
 * with the caret. */
static void draw_long_message(const struct wizard *w, struct canvas *c)
{
    const struct geometry *g = &w->geometry;
    uint32_t needs = w->message.len ? measure_rows(str_sv(&w->message), g->cols - 2u) : 0;
    uint32_t most = g->keys_row - 1u - (c->caret_row > g->body_row ? c->caret_row : g->body_row);
    uint32_t rows = needs < most ? needs : most;
    if (rows <= g->guide_rows)
        return;
    struct area area = {g->keys_row - rows, 1, g->keys_row, g->cols - 1u};
    for (uint32_t row = area.row; row < area.end_row; row++)
        canvas_fill(c, row, 0, c->cols, STYLE_PLAIN);
    draw_wrapped(c, area, 0, str_sv(&w->message), tone_style(w->tone));
}

void draw_wizard(const struct wizard *w, struct canvas *c)
{
    const struct page *p = wizard_page(w);
    const struct screen *s = screens[p->class->kind];
    canvas_clear(c, w->geometry.cols, w->geometry.rows);
    if (w->geometry.too_small) {
        draw_too_small(w, c);
        return;
    }
    draw_title(w, s, p, c);
    draw_saved(w, c);
    draw_guide(w, s, p, c);
    draw_keys(w, s, p, c);
    if (s->status)
        s->status(w, p, c);
    s->draw(w, p, c);
    draw_long_message(w, c);
}
