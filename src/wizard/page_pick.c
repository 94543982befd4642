#include "base/xalloc.h"
#include "wizard/dialogs.h"
#include "wizard/motion.h"
#include "wizard/pages.h"

/* Words of a text are picked by moving over it: the sentence under the caret, or what was selected.
 */

static struct place text_place(const struct wizard *w, const struct pick_page *p)
{
    const struct field *elements = &w->draft->form->fields[p->elements];
    return (struct place){elements->texts.ptr[p->text], 0};
}

static void aim(struct pick_page *p)
{
    size_t from, to;
    editor_selection(&p->editor, &from, &to);
    if (from == to)
        motion_sentence(editor_text(&p->editor), p->editor.caret, &from, &to);
    p->from = from;
    p->to = to;
}

static void scroll(struct wizard *w, struct pick_page *p)
{
    uint32_t room = w->geometry.body_rows > 3 ? w->geometry.body_rows - 3u : 1;
    uint32_t row = editor_spot(&p->editor).row;
    if (row < p->scroll)
        p->scroll = row;
    if (row >= p->scroll + room)
        p->scroll = row - room + 1;
}

static void show_text(struct wizard *w, struct pick_page *p)
{
    struct place at = text_place(w, p);
    struct wrap_style style = {.width = w->geometry.body_cols - PICK_MARGIN - 1u,
                               .policy = WIDTH_SCREEN};
    size_t caret = place_eq(p->editor.place, at) ? p->editor.caret : 0;
    layout_make(&p->layout, draft_text(w->draft, at), &style);
    p->editor = (struct editor){.draft = w->draft, .place = at, .layout = &p->layout};
    editor_place(&p->editor, caret);
    aim(p);
    scroll(w, p);
}

static void resume(struct wizard *w, struct page *page)
{
    show_text(w, (struct pick_page *)page);
}

/* Which of the same words it is, from 1: "nth" of the tie. */
static uint32_t occurrence(struct sv text, struct sv words, size_t at)
{
    uint32_t n = 1;
    for (size_t hit = sv_find(text, words, 0); hit != SV_NONE && hit < at;
         hit = sv_find(text, words, hit + words.len))
        n++;
    return n;
}

static void set_child(struct wizard *w, uint32_t key, const struct field *parent, struct sv id,
                      struct sv value)
{
    const struct field *child = parent ? field_child(w->draft->form, parent, id) : NULL;
    if (child)
        draft_set(w->draft, &w->history, (struct place){child->index, key}, value);
}

static unsigned tie(struct wizard *w, struct pick_page *p)
{
    const struct form *form = w->draft->form;
    const struct field *elements = &form->fields[p->elements];
    struct str words = {0}, nth = {0};
    struct place at = text_place(w, p);
    if (!wizard_may_change(w))
        return REACTION_REDRAW | REACTION_BELL;
    str_set(&words, sv_sub(draft_text(w->draft, at), p->from, p->to));
    if (words.len == 0) {
        wizard_say(w, TONE_WARN, "%s", _("这里没有文字可以指认：把光标移到写着这件事的句子上。"));
        return REACTION_REDRAW | REACTION_BELL;
    }
    str_add_f(&nth, "%u", occurrence(draft_text(w->draft, at), str_sv(&words), p->from));
    const struct field *part = field_child(form, elements, SV("tie"));
    history_step(&w->history);
    uint32_t key = draft_row_add(w->draft, &w->history, p->elements,
                                 draft_rows(w->draft, p->elements)->len, SV(""));
    set_child(w, key, elements, SV("id"), elements->options[p->option].id);
    set_child(w, key, part, SV("field"), form->fields[at.field].path);
    set_child(w, key, part, SV("quote"), str_sv(&words));
    set_child(w, key, part, SV("nth"), str_sv(&nth));
    history_step(&w->history);
    str_release(&words);
    str_release(&nth);
    wizard_pop(w);
    wizard_say(w, TONE_GOOD, "%s", _("已指认（^Z 撤销）。还可以再指认别处的话。"));
    return REACTION_REDRAW;
}

static bool reads_only(enum action action)
{
    return action != ACTION_TYPE && action != ACTION_PASTE && action != ACTION_PASTE_CLIP &&
           action != ACTION_BACKSPACE && action != ACTION_DELETE && action != ACTION_CUT;
}

static unsigned apply(struct wizard *w, struct page *page, enum action action, struct sv text)
{
    struct pick_page *p = (struct pick_page *)page;
    const struct field *elements = &w->draft->form->fields[p->elements];
    bool blank = action == ACTION_TYPE && page_is_blank(text);
    if (action == ACTION_ENTER || blank)
        return tie(w, p);
    if (action == ACTION_NEXT_FIELD || action == ACTION_PREV_FIELD) {
        uint32_t n = elements->texts.len;
        p->text = (p->text + (action == ACTION_NEXT_FIELD ? 1 : n - 1)) % n;
        show_text(w, p);
        return REACTION_REDRAW;
    }
    if (!reads_only(action)) {
        wizard_say(w, TONE_PLAIN, "%s", _("这里只挑选，不改动文字。Enter 指认，Esc 返回。"));
        return REACTION_REDRAW | REACTION_BELL;
    }
    enum editor_answer answer =
        editor_apply(&p->editor, action, text, w->geometry.body_rows - 3u, &w->clipboard);
    if (answer == EDITOR_IGNORED || answer == EDITOR_NOTHING)
        return PAGE_PASSES;
    aim(p);
    scroll(w, p);
    return REACTION_REDRAW;
}

static struct place place_of(const struct wizard *w, const struct page *page)
{
    (void)w;
    return (struct place){((const struct pick_page *)page)->elements, 0};
}

static void free_page(struct page *page)
{
    struct pick_page *p = (struct pick_page *)page;
    layout_release(&p->layout);
    free(p);
}

static const struct page_class pick_class = {
    .kind = PAGE_PICK,
    .apply = apply,
    .resume = resume,
    .free = free_page,
    .place = place_of,
};

struct page *page_pick_new(struct wizard *w, uint32_t elements, uint32_t option)
{
    struct pick_page *p = xcalloc(1, sizeof *p);
    const struct field *field = &w->draft->form->fields[elements];
    p->page.class = &pick_class;
    p->elements = elements;
    p->option = option;
    p->editor.place.field = NO_FIELD;
    layout_init(&p->layout);
    /* The first text with something in it. */
    for (uint32_t i = 0; i < field->texts.len; i++) {
        p->text = i;
        if (draft_filled(w->draft, (struct place){field->texts.ptr[i], 0}))
            break;
    }
    return &p->page;
}
