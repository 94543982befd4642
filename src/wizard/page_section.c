#include "base/xalloc.h"
#include "draft/kinds.h"
#include "wizard/dialogs.h"
#include "wizard/pages.h"
#include "wizard/remarks.h"
#include "wizard/section_remarks.h"

/* ---- focus ---- */

static struct control *control_at(struct section_page *p, size_t index)
{
    return &p->controls.items.ptr[index];
}

struct control *section_control(struct section_page *p)
{
    return p->focus < p->controls.items.len ? control_at(p, p->focus) : NULL;
}

/* Rows of the column that must be seen: the caret's, or the whole of a small control. */
static void needed_rows(struct section_page *p, uint32_t *from, uint32_t *to)
{
    struct control *c = section_control(p);
    *from = *to = 0;
    if (!c)
        return;
    *from = c->top;
    *to = c->top + c->height;
    if (!p->editing)
        return;
    uint32_t value_top = c->top + (c->beside ? 0 : (uint32_t)c->caption_lines.len);
    uint32_t row = value_top + editor_spot(&p->editor).row;
    *to = row + 1;
    /* The caption is shown with the first rows of its text. */
    *from = row - value_top < 2 ? c->top : row;
}

void section_scroll(struct wizard *w, struct section_page *p)
{
    uint32_t room = w->geometry.body_rows, from, to;
    if (!section_control(p) || room == 0)
        return;
    needed_rows(p, &from, &to);
    /* What stands above the first thing to fill in is seen with it. */
    if (p->focus == section_step(p, SIZE_MAX, true) && to <= room)
        from = 0;
    if (p->scroll + room < to)
        p->scroll = to - room;
    if (p->scroll > from)
        p->scroll = from;
    /* No empty screen below, but for a row that a text growing at its end may need. */
    uint32_t last = p->controls.rows > room ? p->controls.rows - room : 0;
    uint32_t least = to > room ? to - room : 0;
    if (p->scroll > last)
        p->scroll = last > least ? last : least;
}

static void start_editing(struct wizard *w, struct section_page *p, size_t caret)
{
    struct control *c = section_control(p);
    p->editing = c && control_is_text(c->kind);
    if (!p->editing)
        return;
    p->editor = (struct editor){.draft = w->draft,
                                .history = &w->history,
                                .place = c->place,
                                .layout = &c->layout,
                                .one_line = c->kind == CONTROL_LINE};
    editor_place(&p->editor, caret);
}

/* A date, number or code gets its one way of writing when its writer goes on; said, and undone with
 * ^Z. */
static void leave_field(struct wizard *w, struct section_page *p)
{
    struct control *c = section_control(p);
    if (!p->editing || !c || w->read_only || !draft_slot(w->draft, c->place))
        return;
    struct str canonical = {0};
    const struct field *field = &w->draft->form->fields[c->place.field];
    if (draft_canonical(field, draft_text(w->draft, c->place), &canonical)) {
        history_step(&w->history);
        draft_set(w->draft, &w->history, c->place, str_sv(&canonical));
        history_step(&w->history);
        wizard_say(w, TONE_PLAIN, _("%.*s已写成规范的样子：%s（^Z 恢复）"), SV_ARG(field->label),
                   canonical.ptr);
        struct sv text = draft_text(w->draft, c->place);
        layout_make(&c->layout, text,
                    &(struct wrap_style){c->layout.style.width, 0, WIDTH_SCREEN, false});
        controls_place(&p->controls);
    }
    str_release(&canonical);
}

void section_set_focus(struct wizard *w, struct section_page *p, size_t index, size_t caret)
{
    if (index >= p->controls.items.len)
        return;
    if (index != p->focus)
        leave_field(w, p);
    p->focus = index;
    start_editing(w, p, caret);
    section_scroll(w, p);
    wizard_settle(w);
}

size_t section_step(const struct section_page *p, size_t from, bool forwards)
{
    size_t n = p->controls.items.len;
    for (size_t i = from == SIZE_MAX ? (forwards ? 0 : n - 1)
                    : forwards       ? from + 1
                                     : from - 1;
         i < n; i = forwards ? i + 1 : i - 1)
        if (control_focusable(p->controls.items.ptr[i].kind))
            return i;
    return SIZE_MAX;
}

/* ---- building ---- */

void section_rebuild(struct wizard *w, struct section_page *p)
{
    struct place place = {NO_FIELD, 0};
    enum control_kind kind = CONTROL_DONE;
    uint32_t index = 0;
    size_t caret = p->editing ? p->editor.caret : 0, old = p->focus;
    /* What is selected stays so where nothing changed meanwhile. */
    size_t anchor = p->editing && p->built == w->draft->version ? p->editor.anchor : caret;
    bool opened = section_control(p) != NULL;
    if (opened) {
        place = section_control(p)->place;
        kind = section_control(p)->kind;
        index = section_control(p)->index;
    }
    p->editing = false;
    controls_build(&p->controls, w->draft, p->scope);
    controls_measure(&p->controls, w->draft, w->geometry.body_cols - SECTION_GUTTER - 1);
    p->built = w->draft->version;
    /* The same control again, else the nearest of the same place, else where it was. */
    p->focus = SIZE_MAX;
    for (size_t i = 0; opened && i < p->controls.items.len && p->focus == SIZE_MAX; i++) {
        struct control *c = control_at(p, i);
        if (c->kind == kind && c->index == index && place_eq(c->place, place))
            p->focus = i;
    }
    if (p->focus == SIZE_MAX)
        p->focus = controls_find(&p->controls, w->draft, place);
    if (p->focus >= p->controls.items.len)
        p->focus = old < p->controls.items.len && control_focusable(control_at(p, old)->kind)
                       ? old
                       : section_step(p, SIZE_MAX, true);
    /* A line is gone on with at its end, a long text read from its start. */
    bool line = !opened && section_control(p) && section_control(p)->kind == CONTROL_LINE;
    start_editing(w, p, line ? SIZE_MAX : caret);
    if (p->editing && opened && p->editor.caret == caret && place_eq(p->editor.place, place))
        p->editor.anchor = anchor;
    section_scroll(w, p);
}

/* Its row may have gone by an undo on another page. */
static bool scope_stands(struct wizard *w, const struct section_page *p)
{
    struct place root = p->scope.root;
    if (root.field == NO_FIELD)
        return true;
    const struct field *field = &w->draft->form->fields[root.field];
    uint32_t table = field->table != NO_FIELD ? field->table : root.field;
    return root.row == 0 || draft_row(w->draft, table, root.row, NULL);
}

static void resume(struct wizard *w, struct page *page)
{
    struct section_page *p = (struct section_page *)page;
    if (scope_stands(w, p)) {
        wizard_check(w);
        section_rebuild(w, p);
    } else {
        wizard_pop(w);
    }
}

/* ---- places ---- */

struct scope page_section_scope(const struct page *p)
{
    return ((const struct section_page *)p)->scope;
}

size_t page_section_caret(const struct page *page)
{
    const struct section_page *p = (const struct section_page *)page;
    return page->class->kind == PAGE_SECTION && p->editing ? p->editor.caret : SIZE_MAX;
}

static struct place place_of(const struct wizard *w, const struct page *page)
{
    const struct section_page *p = (const struct section_page *)page;
    (void)w;
    if (p->focus >= p->controls.items.len)
        return (struct place){NO_FIELD, 0};
    struct place at = p->controls.items.ptr[p->focus].place;
    return at.field == NO_FIELD ? p->scope.root : at;
}

static bool lies_in_scope(const struct wizard *w, const struct section_page *p, struct place at)
{
    const struct field *field = &w->draft->form->fields[at.field];
    struct place root = p->scope.root;
    if (root.field == NO_FIELD)
        return field->section == p->scope.section;
    const struct field *outer = &w->draft->form->fields[root.field];
    return at.field > root.field && at.field < outer->end && at.row == root.row;
}

bool page_section_focus(struct wizard *w, struct page *page, struct place at, size_t caret)
{
    struct section_page *p = (struct section_page *)page;
    if (at.field == NO_FIELD || !lies_in_scope(w, p, at))
        return false;
    section_rebuild(w, p);
    size_t index = controls_find(&p->controls, w->draft, at);
    if (index >= p->controls.items.len)
        return true;
    section_set_focus(w, p, index, caret);
    const struct control *c = section_control(p);
    bool opens = c && (c->kind == CONTROL_ROW || c->kind == CONTROL_PART);
    if (opens && at.field != c->place.field) {
        wizard_push(w, page_section_new(w, (struct scope){p->scope.section, c->place}));
        page_section_focus(w, wizard_page(w), at, caret);
    }
    return true;
}

/* ---- keys ---- */

/* Moves the focus, keeping the column where the next control is a text too. */
static unsigned step_focus(struct wizard *w, struct section_page *p, bool forwards)
{
    size_t next = section_step(p, p->focus, forwards);
    if (next == SIZE_MAX)
        return REACTION_NONE;
    uint32_t goal =
        p->editing ? (p->editor.has_goal ? p->editor.goal : editor_spot(&p->editor).column) : 0;
    section_set_focus(w, p, next, 0);
    if (p->editing) {
        size_t row = forwards ? 0 : p->editor.layout->rows - 1;
        editor_place(&p->editor,
                     layout_offset(p->editor.layout, editor_text(&p->editor), row, goal));
        section_scroll(w, p);
    }
    return REACTION_REDRAW;
}

static unsigned next_field(struct wizard *w, struct section_page *p, bool forwards)
{
    size_t next = section_step(p, p->focus, forwards);
    /* Options of one choice are one field: Tab goes past all of them. */
    const struct control *from = section_control(p);
    while (next != SIZE_MAX && from && from->kind == CONTROL_OPTION &&
           control_at(p, next)->kind == CONTROL_OPTION &&
           place_eq(control_at(p, next)->place, from->place))
        next = section_step(p, next, forwards);
    if (next == SIZE_MAX)
        return REACTION_NONE;
    section_set_focus(w, p, next, SIZE_MAX);
    return REACTION_REDRAW;
}

static unsigned page_focus(struct wizard *w, struct section_page *p, bool down)
{
    uint32_t room = w->geometry.body_rows;
    struct control *c = section_control(p);
    if (!c)
        return REACTION_NONE;
    uint32_t aim = down ? c->top + room : c->top > room ? c->top - room : 0;
    size_t best = p->focus;
    for (size_t i = p->focus; i != SIZE_MAX; i = section_step(p, i, down)) {
        best = i;
        if (down ? control_at(p, i)->top >= aim : control_at(p, i)->top <= aim)
            break;
    }
    section_set_focus(w, p, best, 0);
    return REACTION_REDRAW;
}

static unsigned move(struct wizard *w, struct section_page *p, enum action action)
{
    switch (action) {
    case ACTION_UP:
        return step_focus(w, p, false);
    case ACTION_DOWN:
        return step_focus(w, p, true);
    case ACTION_ENTER:
        return p->editing ? next_field(w, p, true) : PAGE_PASSES;
    case ACTION_NEXT_FIELD:
        return next_field(w, p, true);
    case ACTION_PREV_FIELD:
        return next_field(w, p, false);
    case ACTION_PAGE_UP:
        return page_focus(w, p, false);
    case ACTION_PAGE_DOWN:
        return page_focus(w, p, true);
    case ACTION_TEXT_START:
        section_set_focus(w, p, section_step(p, SIZE_MAX, true), 0);
        return REACTION_REDRAW;
    case ACTION_TEXT_END:
        section_set_focus(w, p, section_step(p, SIZE_MAX, false), SIZE_MAX);
        return REACTION_REDRAW;
    default:
        return PAGE_PASSES;
    }
}

static void tell_cleaned(struct wizard *w, const struct norm_report *r)
{
    struct str text = {0};
    if (r->spaces)
        str_add_f(&text, _("特殊空格 %u 处改为普通空格；"), r->spaces);
    if (r->invisible)
        str_add_f(&text, _("看不见的字符 %u 个已去掉；"), r->invisible);
    if (r->controls)
        str_add_f(&text, _("控制字符 %u 个已去掉；"), r->controls);
    if (r->composed)
        str_add_f(&text, _("分开的附加符号 %u 处已合成一个字符；"), r->composed);
    if (r->newlines)
        str_add_f(&text, _("换行 %u 处改为空格；"), r->newlines);
    wizard_say(w, TONE_WARN, _("粘贴时：%s^Z 恢复原样。"), text.ptr ? text.ptr : "");
    str_release(&text);
}

static bool changes_text(enum action action)
{
    return action == ACTION_TYPE || action == ACTION_PASTE || action == ACTION_PASTE_CLIP ||
           action == ACTION_BACKSPACE || action == ACTION_DELETE || action == ACTION_CUT;
}

static unsigned edit(struct wizard *w, struct section_page *p, enum action action, struct sv text)
{
    /* Where nothing can be written, Enter goes on as it does in a line. */
    bool parts = action == ACTION_ENTER && !p->editor.one_line;
    if (parts && reviewing(w))
        return PAGE_PASSES;
    bool changes = changes_text(action) || parts;
    if (changes && !wizard_may_change(w))
        return REACTION_REDRAW | REACTION_BELL;
    uint32_t rows = p->editor.layout->rows;
    uint32_t screenful = w->geometry.body_rows > 2 ? w->geometry.body_rows - 1 : 1;
    enum editor_answer answer = editor_apply(&p->editor, action, text, screenful, &w->clipboard);
    switch (answer) {
    case EDITOR_IGNORED:
        return PAGE_PASSES;
    case EDITOR_NOTHING:
        return action == ACTION_COPY ? PAGE_PASSES : REACTION_BELL;
    case EDITOR_COPIED:
        wizard_say(w, TONE_PLAIN, "%s", _("已复制，^V 粘贴。"));
        break;
    case EDITOR_CLEANED:
        tell_cleaned(w, &p->editor.cleaned);
        break;
    default:
        break;
    }
    p->built = w->draft->version;
    if (p->editor.layout->rows != rows)
        controls_place(&p->controls);
    section_scroll(w, p);
    return REACTION_REDRAW;
}

static unsigned apply(struct wizard *w, struct page *page, enum action action, struct sv text)
{
    struct section_page *p = (struct section_page *)page;
    if (!section_control(p))
        return PAGE_PASSES;
    unsigned answer = section_review(w, p, action, text);
    if (answer & PAGE_PASSES && p->editing)
        answer = edit(w, p, action, text);
    if (answer & PAGE_PASSES)
        answer = section_act(w, p, action, text);
    if (answer & PAGE_PASSES)
        answer = move(w, p, action);
    if (action == ACTION_BACK && (answer & PAGE_PASSES)) {
        leave_field(w, p);
        section_drop_empty_row(w, p);
    }
    return answer;
}

/* Relevance may hang on what was typed, and findings do: looked at when the keys pause, never under
 * the typing hand. */
static unsigned event(struct wizard *w, struct page *page, const struct event *event)
{
    struct section_page *p = (struct section_page *)page;
    if (event->kind != EVENT_SETTLE)
        return section_event(w, p, event);
    wizard_check(w);
    struct control_list fresh = {0};
    controls_build(&fresh, w->draft, p->scope);
    bool same = controls_same(&fresh, &p->controls);
    controls_release(&fresh);
    if (same)
        return REACTION_NONE;
    struct editor editor = p->editor;
    bool editing = p->editing;
    section_rebuild(w, p);
    if (editing && p->editing && place_eq(editor.place, p->editor.place)) {
        editor.layout = p->editor.layout;
        p->editor = editor;
    }
    return REACTION_REDRAW;
}

static bool leave(struct wizard *w, struct page *page)
{
    struct section_page *p = (struct section_page *)page;
    leave_field(w, p);
    return scope_stands(w, p) && !section_drop_empty_row(w, p);
}

static void free_page(struct page *page)
{
    struct section_page *p = (struct section_page *)page;
    controls_release(&p->controls);
    free(p);
}

static const struct page_class section_class = {
    .kind = PAGE_SECTION,
    .apply = apply,
    .event = event,
    .resume = resume,
    .free = free_page,
    .place = place_of,
    .leave = leave,
};

struct page *page_section_new(struct wizard *w, struct scope scope)
{
    (void)w;
    struct section_page *p = xcalloc(1, sizeof *p);
    p->page.class = &section_class;
    p->scope = scope;
    p->focus = SIZE_MAX;
    return &p->page;
}
