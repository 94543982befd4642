#include "base/xalloc.h"
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

static void move(struct wizard *w, struct beyond_page *p, int64_t by)
{
    size_t room = w->geometry.body_rows > 1 ? w->geometry.body_rows : 1, last = p->list.len - 1;
    if (by < 0)
        p->at = p->at > (size_t)-by ? p->at - (size_t)-by : 0;
    else
        p->at = last - p->at > (size_t)by ? p->at + (size_t)by : last;
    if (p->at < p->scroll)
        p->scroll = p->at;
    if (p->at >= p->scroll + room)
        p->scroll = p->at - room + 1;
}

static unsigned apply(struct wizard *w, struct page *page, enum action action, struct sv text)
{
    struct beyond_page *p = (struct beyond_page *)page;
    int64_t screen = w->geometry.body_rows > 2 ? w->geometry.body_rows - 1 : 1;
    bool blank = action == ACTION_TYPE && page_is_blank(text);
    switch (blank ? ACTION_ENTER : action) {
    case ACTION_ENTER:
        return open_place(w, p);
    case ACTION_UP:
    case ACTION_PREV_FIELD:
        move(w, p, -1);
        return REACTION_REDRAW;
    case ACTION_DOWN:
    case ACTION_NEXT_FIELD:
        move(w, p, 1);
        return REACTION_REDRAW;
    case ACTION_PAGE_UP:
        move(w, p, -screen);
        return REACTION_REDRAW;
    case ACTION_PAGE_DOWN:
        move(w, p, screen);
        return REACTION_REDRAW;
    case ACTION_TEXT_START:
    case ACTION_LINE_START:
        move(w, p, -(int64_t)p->list.len);
        return REACTION_REDRAW;
    case ACTION_TEXT_END:
    case ACTION_LINE_END:
        move(w, p, (int64_t)p->list.len);
        return REACTION_REDRAW;
    default:
        return PAGE_PASSES;
    }
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
    move(w, p, 0);
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
