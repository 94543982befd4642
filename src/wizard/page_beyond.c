#include "base/xalloc.h"
#include "wizard/list_keys.h"
#include "wizard/pages_paper.h"

static unsigned open_place(struct wizard *w, const struct beyond_page *p)
{
    const struct beyond *b = &p->list.ptr[p->at];
    if (b->place.field == NO_FIELD) {
        wizard_say(w, TONE_PLAIN, "%s",
                   _("这里没有可以改的：这个字是表单自己的，或者那一行已经删去。"));
        return REACTION_REDRAW;
    }
    wizard_open_place(w, w->draft->form->fields[b->place.field].section, b->place, b->at);
    return REACTION_REDRAW;
}

static void scroll(const struct wizard *w, struct beyond_page *p)
{
    p->scroll = list_scroll(p->scroll, p->at, p->list.len, w->geometry.body_rows);
}

static unsigned move(const struct wizard *w, struct beyond_page *p, enum action action)
{
    size_t screen = w->geometry.body_rows > 2 ? w->geometry.body_rows - 1u : 1;
    if (!list_key(list_tab(action), p->at, p->list.len, screen, &p->at))
        return PAGE_PASSES;
    scroll(w, p);
    return REACTION_REDRAW;
}

static unsigned apply(struct wizard *w, struct page *page, enum action action, struct sv text)
{
    struct beyond_page *p = (struct beyond_page *)page;
    bool blank = action == ACTION_TYPE && page_is_blank(text);
    return action == ACTION_ENTER || blank ? open_place(w, p) : move(w, p, action);
}

/* Rows may have gone since the pages were made. */
static bool is_there(const struct draft *d, struct place p)
{
    const struct field *field = &d->form->fields[p.field];
    uint32_t table = field->table != NO_FIELD ? field->table : p.field;
    return p.row == 0 || draft_row(d, table, p.row, NULL);
}

static void resume(struct wizard *w, struct page *page)
{
    struct beyond_page *p = (struct beyond_page *)page;
    for (size_t i = 0; i < p->list.len; i++) {
        struct place *place = &p->list.ptr[i].place;
        if (place->field != NO_FIELD && !is_there(w->draft, *place))
            *place = (struct place){NO_FIELD, 0};
    }
    scroll(w, p);
}

static void free_page(struct page *page)
{
    struct beyond_page *p = (struct beyond_page *)page;
    vec_release(&p->list);
    free(p);
}

static struct place place_of(const struct wizard *w, const struct page *page)
{
    const struct beyond_page *p = (const struct beyond_page *)page;
    (void)w;
    return p->list.ptr[p->at].place;
}

static const struct page_class beyond_class = {
    .kind = PAGE_BEYOND,
    .apply = apply,
    .resume = resume,
    .free = free_page,
    .place = place_of,
};

struct page *page_beyond_new(struct wizard *w, const struct beyonds *list)
{
    struct beyond_page *p = xcalloc(1, sizeof *p);
    (void)w;
    p->page.class = &beyond_class;
    for (size_t i = 0; i < list->len; i++)
        vec_push(&p->list, list->ptr[i]);
    return &p->page;
}
