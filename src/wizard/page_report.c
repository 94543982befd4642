#include "base/xalloc.h"
#include "wizard/measure.h"
#include "wizard/pages_office.h"

enum { REPORT_MARGIN = 2 };

uint32_t report_cols(const struct wizard *w)
{
    return w->geometry.cols > 2 * REPORT_MARGIN + 8 ? w->geometry.cols - 2u * REPORT_MARGIN : 8;
}

static void set_scroll(const struct wizard *w, struct report_page *p, uint32_t scroll)
{
    uint32_t rows = measure_rows(str_sv(&p->text), report_cols(w));
    p->scroll = measure_scroll(scroll, rows, w->geometry.body_rows);
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
    str_set(&p->title, title);
    str_set(&p->text, rest);
    return &p->page;
}
