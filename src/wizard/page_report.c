#include "base/xalloc.h"
#include "text/wrap.h"
#include "wizard/measure.h"
#include "wizard/pages_office.h"

/* A report may have a line for each of thousands of files: it is wrapped once for a width. */
static void wrap(const struct wizard *w, struct report_page *p)
{
    uint32_t cols =
        w->geometry.cols > 2 * REPORT_MARGIN + 8 ? w->geometry.cols - 2u * REPORT_MARGIN : 8;
    struct wrap_style style = {.width = cols, .policy = WIDTH_SCREEN};
    struct lines lines = {0};
    struct sv rest = str_sv(&p->text), paragraph;
    if (cols == p->cols)
        return;
    p->cols = cols;
    vec_clear(&p->rows);
    while (sv_next(&rest, '\n', &paragraph)) {
        size_t at = (size_t)(paragraph.ptr - p->text.ptr);
        vec_clear(&lines);
        wrap_paragraph(paragraph, &style, &lines);
        for (size_t i = 0; i < lines.len; i++)
            vec_push(&p->rows, (struct report_row){at + lines.ptr[i].start, at + lines.ptr[i].end});
    }
    vec_release(&lines);
}

static void set_scroll(const struct wizard *w, struct report_page *p, uint32_t scroll)
{
    wrap(w, p);
    p->scroll = measure_scroll(scroll, (uint32_t)p->rows.len, w->geometry.body_rows);
}

static unsigned apply(struct wizard *w, struct page *page, enum action action, struct sv text)
{
    struct report_page *p = (struct report_page *)page;
    bool blank = action == ACTION_TYPE && page_is_blank(text);
    uint32_t to;
    if (measure_key(blank ? ACTION_PAGE_DOWN : action, p->scroll, w->geometry.body_rows, &to)) {
        set_scroll(w, p, to);
        return REACTION_REDRAW;
    }
    switch (action) {
    case ACTION_ENTER:
    case ACTION_BACK:
        wizard_pop(w);
        return REACTION_REDRAW;
    case ACTION_COPY:
        str_set(&w->clipboard, str_sv(&p->text));
        wizard_say(w, TONE_PLAIN, "%s", _("已复制全部内容。"));
        return REACTION_REDRAW;
    default:
        return PAGE_PASSES;
    }
}

static void resume(struct wizard *w, struct page *page)
{
    struct report_page *p = (struct report_page *)page;
    set_scroll(w, p, p->scroll);
}

static void free_page(struct page *page)
{
    struct report_page *p = (struct report_page *)page;
    str_release(&p->title);
    str_release(&p->text);
    vec_release(&p->rows);
    free(p);
}

static const struct page_class report_class = {
    .kind = PAGE_REPORT,
    .apply = apply,
    .resume = resume,
    .free = free_page,
};

struct page *page_report_new(struct wizard *w, struct sv text)
{
    struct report_page *p = xcalloc(1, sizeof *p);
    struct sv rest = text, title = SV("");
    (void)w;
    p->page.class = &report_class;
    sv_next(&rest, '\n', &title);
    while (sv_ends(rest, SV("\n")))
        rest.len--;
    str_set(&p->title, title);
    str_set(&p->text, rest);
    return &p->page;
}
