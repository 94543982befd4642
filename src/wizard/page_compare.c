#include "base/xalloc.h"
#include "draft/computed.h"
#include "wizard/dialogs.h"
#include "wizard/measure.h"
#include "wizard/pages.h"

/* The options that may be chosen now, by index. */
static bool offered(const struct wizard *w, const struct compare_page *p, size_t option)
{
    const struct field *field = &w->draft->form->fields[p->place.field];
    return draft_holds(w->draft, field->options[option].when, p->place.row);
}

static void step(struct wizard *w, struct compare_page *p, bool right)
{
    size_t n = w->draft->form->fields[p->place.field].option_count, at = p->at;
    do {
        at = right ? (at + 1) % n : (at + n - 1) % n;
    } while (at != p->at && !offered(w, p, at));
    p->at = at;
    p->scroll = 0;
}

enum { COLUMN_CELLS = 38 };

struct compare_window compare_window(const struct wizard *w, const struct compare_page *p)
{
    uint32_t n = w->draft->form->fields[p->place.field].option_count, cols = w->geometry.cols;
    struct compare_window window = {.count = cols / COLUMN_CELLS ? cols / COLUMN_CELLS : 1};
    if (window.count > n)
        window.count = n ? n : 1;
    window.cells = cols / window.count;
    uint32_t at = (uint32_t)p->at, half = window.count / 2;
    window.first = at > half ? at - half : 0;
    if (window.first + window.count > n)
        window.first = n - window.count;
    return window;
}

void compare_text(const struct wizard *w, const struct compare_page *p, uint32_t option,
                  struct str *out)
{
    const struct form *form = w->draft->form;
    const struct field *choice = &form->fields[p->place.field];
    str_add(out, choice->options[option].text);
    for (uint32_t f = 0; f < form->field_count; f++) {
        const struct field *elements = &form->fields[f];
        const struct field *id =
            elements->kind == FIELD_ELEMENTS && elements->chosen_by == choice->index
                ? field_child(form, elements, SV("id"))
                : NULL;
        for (uint32_t i = 0; id && i < elements->option_count; i++) {
            const struct option *element = &elements->options[i];
            if (!sv_eq(element->of, choice->options[option].id))
                continue;
            bool tied = draft_rows_where(w->draft, id->index, element->id) > 0;
            str_add_f(out, "\n%s %.*s", tied ? "[x]" : "[ ]", SV_ARG(element->label));
        }
    }
}

static void set_scroll(const struct wizard *w, struct compare_page *p, uint32_t scroll)
{
    struct compare_window window = compare_window(w, p);
    uint32_t rows = 0;
    for (uint32_t i = window.first; i < window.first + window.count; i++) {
        struct str text = {0};
        compare_text(w, p, i, &text);
        uint32_t own = measure_rows(str_sv(&text), window.cells - 3);
        rows = own > rows ? own : rows;
        str_release(&text);
    }
    uint32_t room = w->geometry.body_rows > 2 ? w->geometry.body_rows - 2u : 1;
    p->scroll = measure_scroll(scroll, rows, room);
}

static unsigned choose(struct wizard *w, struct compare_page *p)
{
    if (!wizard_may_change(w))
        return REACTION_REDRAW | REACTION_BELL;
    const struct field *field = &w->draft->form->fields[p->place.field];
    struct sv label = field->options[p->at].label;
    history_step(&w->history);
    draft_set(w->draft, &w->history, p->place, field->options[p->at].id);
    history_step(&w->history);
    wizard_pop(w);
    wizard_say(w, TONE_GOOD, _("已选“%.*s”（^Z 撤销）。"), SV_ARG(label));
    return REACTION_REDRAW;
}

static unsigned apply(struct wizard *w, struct page *page, enum action action, struct sv text)
{
    struct compare_page *p = (struct compare_page *)page;
    /* Three rows name the options. */
    uint32_t room = w->geometry.body_rows > 3 ? w->geometry.body_rows - 3u : 1, to;
    if (measure_key(action, p->scroll, room, &to)) {
        set_scroll(w, p, to);
        return REACTION_REDRAW;
    }
    switch (action) {
    case ACTION_LEFT:
    case ACTION_PREV_FIELD:
        step(w, p, false);
        return REACTION_REDRAW;
    case ACTION_RIGHT:
    case ACTION_NEXT_FIELD:
        step(w, p, true);
        return REACTION_REDRAW;
    case ACTION_ENTER:
        return choose(w, p);
    case ACTION_TYPE:
        return page_is_blank(text) ? choose(w, p) : REACTION_BELL;
    default:
        return PAGE_PASSES;
    }
}

static struct place place_of(const struct wizard *w, const struct page *page)
{
    (void)w;
    return ((const struct compare_page *)page)->place;
}

/* The row it chooses for may have gone by an undo on another page. */
static void resume(struct wizard *w, struct page *page)
{
    if (!draft_slot(w->draft, ((const struct compare_page *)page)->place))
        wizard_pop(w);
}

static void free_page(struct page *page)
{
    free(page);
}

static const struct page_class compare_class = {
    .kind = PAGE_COMPARE,
    .apply = apply,
    .resume = resume,
    .free = free_page,
    .place = place_of,
};

struct page *page_compare_new(struct wizard *w, struct place place)
{
    struct compare_page *p = xcalloc(1, sizeof *p);
    const struct field *field = &w->draft->form->fields[place.field];
    struct sv value = draft_text(w->draft, place);
    p->page.class = &compare_class;
    p->place = place;
    for (size_t i = 0; i < field->option_count; i++)
        if (sv_eq(field->options[i].id, value))
            p->at = i;
    if (field->option_count && !offered(w, p, p->at))
        step(w, p, true);
    return &p->page;
}
