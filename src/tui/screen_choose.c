#include "tui/draw.h"
#include "wizard/pages.h"

/* ---- options side by side ---- */

static void draw_option(const struct wizard *w, const struct compare_page *p, struct canvas *c,
                        uint32_t option, struct area area)
{
    const struct field *field = &w->form->fields[p->place.field];
    bool focused = option == p->at;
    bool chosen = draft_has(w->draft, p->place, field->options[option].id);
    struct str head = {0}, fitted = {0}, text = {0};
    str_add_f(&head, "%s %.*s", chosen ? "(x)" : "( )", SV_ARG(field->options[option].label));
    draw_add_fitted(&fitted, str_sv(&head), area.end_col - area.col);
    canvas_text(c, area.row, area.col, area.end_col, str_sv(&fitted),
                focused ? STYLE_FOCUS : STYLE_HEAD);
    if (focused)
        canvas_caret(c, area.row, area.col + 1);
    compare_text(w, p, option, &text);
    area.row += 2;
    draw_wrapped(c, area, p->scroll, str_sv(&text), focused ? STYLE_PLAIN : STYLE_DIM);
    str_release(&head);
    str_release(&fitted);
    str_release(&text);
}

static void draw_compare(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct compare_page *p = (const struct compare_page *)page;
    struct compare_window window = compare_window(w, p);
    struct area body = draw_body(w);
    for (uint32_t i = 0; i < window.count; i++) {
        uint32_t col = i * window.cells + 1;
        struct area area = {body.row, col, body.end_row, col + window.cells - 3};
        draw_option(w, p, c, window.first + i, area);
    }
}

static void compare_title(const struct wizard *w, const struct page *page, struct str *out)
{
    const struct compare_page *p = (const struct compare_page *)page;
    str_add_f(out, _("> 并排比较：%.*s"), SV_ARG(w->form->fields[p->place.field].label));
}

static void compare_status(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct compare_page *p = (const struct compare_page *)page;
    struct str text = {0};
    str_add_f(&text, _("第 %zu 项，共 %u 项；[x] 是正文里已经指认的要素"), p->at + 1,
              w->form->fields[p->place.field].option_count);
    canvas_text(c, w->geometry.status_row, 1, c->cols, str_sv(&text), STYLE_LABEL);
    str_release(&text);
}

static const struct hint *compare_hints(const struct wizard *w, const struct page *page)
{
    static const struct hint list[] = {
        {ACTION_ENTER, NULL, N_("选定")},        {ACTION_NONE, N_("左右"), N_("换一项")},
        {ACTION_NONE, N_("上下"), N_("看下文")}, {ACTION_BACK, NULL, N_("返回")},
        {ACTION_HELP, NULL, N_("说明")},         {ACTION_NONE, NULL, NULL},
    };
    (void)w;
    (void)page;
    return list;
}

const struct screen screen_compare = {PAGE_COMPARE,   draw_compare, compare_title,
                                      compare_status, NULL,         compare_hints};

/* ---- words of a text ---- */

static void draw_pick(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct pick_page *p = (const struct pick_page *)page;
    const struct field *elements = &w->form->fields[p->elements];
    struct area body = draw_body(w);
    struct sv text = editor_text(&p->editor);
    struct area head = {body.row, 1, body.row + 2, body.end_col};
    draw_wrapped(c, head, 0, elements->options[p->option].label, STYLE_HEAD);
    uint32_t first = body.row + 3;
    for (uint32_t i = p->scroll; i < p->layout.rows && first + i - p->scroll < body.end_row; i++) {
        size_t start, end;
        uint32_t row = first + i - p->scroll, col = PICK_MARGIN;
        layout_row(&p->layout, i, &start, &end);
        for (size_t at = start; at < end;) {
            bool picked = at >= p->from && at < p->to;
            size_t to = picked ? p->to : at < p->from ? p->from : end;
            to = to < end ? to : end;
            col = canvas_text(c, row, col, body.end_col, sv_sub(text, at, to),
                              picked ? STYLE_SELECT : STYLE_PLAIN);
            at = to;
        }
    }
    struct spot spot = editor_spot(&p->editor);
    canvas_caret(c, first + spot.row - p->scroll, PICK_MARGIN + spot.column);
}

static void pick_title(const struct wizard *w, const struct page *page, struct str *out)
{
    const struct pick_page *p = (const struct pick_page *)page;
    const struct field *elements = &w->form->fields[p->elements];
    str_add_f(out, _("> 指认原话：%.*s"),
              SV_ARG(w->form->fields[elements->texts.ptr[p->text]].label));
}

static void pick_guide(const struct wizard *w, const struct page *page, struct str *out)
{
    const struct pick_page *p = (const struct pick_page *)page;
    const struct field *elements = &w->form->fields[p->elements];
    if (editor_text(&p->editor).len == 0)
        str_add(out, sv_from(_("这一栏还没有文字，先去写好再来指认。")));
    else
        str_add(out, sv_from(_("把光标移到写着这件事的句子上，按 Enter 就记下这句话。要选得更准，"
                               "按住 Shift 移动，或按 ^B 从头选到尾。")));
    if (elements->texts.len > 1)
        str_add(out, sv_from(_("Tab 换另一栏。")));
}

static const struct hint *pick_hints(const struct wizard *w, const struct page *page)
{
    static const struct hint list[] = {
        {ACTION_ENTER, NULL, N_("指认这句")}, {ACTION_MARK, NULL, N_("选择")},
        {ACTION_NONE, "Tab", N_("换一栏")},   {ACTION_BACK, NULL, N_("返回")},
        {ACTION_HELP, NULL, N_("说明")},      {ACTION_NONE, NULL, NULL},
    };
    (void)w;
    (void)page;
    return list;
}

const struct screen screen_pick = {PAGE_PICK, draw_pick, pick_title, NULL, pick_guide, pick_hints};
