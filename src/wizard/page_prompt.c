#include "base/xalloc.h"
#include "wizard/dialogs.h"

enum { PROMPT_MARGIN = 4 };

static void measure(struct wizard *w, struct prompt_page *p)
{
    uint32_t cols =
        w->geometry.cols > 2 * PROMPT_MARGIN + 8 ? w->geometry.cols - 2 * PROMPT_MARGIN : 8;
    struct wrap_style style = {.width = cols - 1, .policy = WIDTH_SCREEN};
    layout_make(&p->layout, str_sv(&p->value), &style);
}

static void resume(struct wizard *w, struct page *page)
{
    measure(w, (struct prompt_page *)page);
}

/* The prompt goes first, so that the answer may open other pages; a refused answer brings it back
 * as it was. */
static unsigned answer(struct wizard *w, struct prompt_page *p)
{
    struct str value = {0}, title = {0}, hint = {0};
    bool (*answered)(struct wizard *, struct sv, const struct answer_context *) = p->answered;
    struct answer_context context = p->context;
    p->context = (struct answer_context){0};
    str_move(&value, &p->value);
    str_move(&title, &p->title);
    str_move(&hint, &p->hint);
    wizard_pop(w);
    if (answered(w, str_sv(&value), &context)) {
        str_release(&context.text);
        struct page *top = wizard_page(w);
        if (top->class->resume)
            top->class->resume(w, top);
        wizard_settle(w);
    } else {
        struct prompt_page *again = page_prompt_new(w, title.ptr, str_sv(&value));
        str_move(&again->hint, &hint);
        again->context = context;
        again->answered = answered;
        wizard_push(w, &again->page);
    }
    str_release(&value);
    str_release(&title);
    str_release(&hint);
    return REACTION_REDRAW;
}

static unsigned apply(struct wizard *w, struct page *page, enum action action, struct sv text)
{
    struct prompt_page *p = (struct prompt_page *)page;
    switch (action) {
    case ACTION_ENTER:
        return answer(w, p);
    case ACTION_BACK:
        wizard_pop(w);
        return REACTION_REDRAW;
    case ACTION_REDRAW:
        return PAGE_PASSES;
    default:
        break;
    }
    enum editor_answer done = editor_apply(&p->editor, action, text, 1, &w->clipboard);
    return done == EDITOR_IGNORED || done == EDITOR_NOTHING ? REACTION_BELL : REACTION_REDRAW;
}

static void free_page(struct page *page)
{
    struct prompt_page *p = (struct prompt_page *)page;
    str_release(&p->title);
    str_release(&p->hint);
    str_release(&p->value);
    str_release(&p->context.text);
    layout_release(&p->layout);
    free(p);
}

static const struct page_class prompt_class = {
    .kind = PAGE_PROMPT,
    .apply = apply,
    .resume = resume,
    .free = free_page,
};

struct prompt_page *page_prompt_new(struct wizard *w, const char *title, struct sv value)
{
    struct prompt_page *p = xcalloc(1, sizeof *p);
    p->page.class = &prompt_class;
    str_set(&p->title, sv_from(title));
    str_set(&p->value, value);
    layout_init(&p->layout);
    measure(w, p);
    p->editor = (struct editor){.own = &p->value, .layout = &p->layout, .one_line = true};
    editor_place(&p->editor, p->value.len);
    return p;
}
