#include "base/i18n.h"
#include "draft/kinds.h"
#include "wizard/dialogs.h"
#include "wizard/list_keys.h"
#include "wizard/section.h"

/* ---- values chosen rather than typed ---- */

/* One whole answer in one step. */
static unsigned set_value(struct wizard *w, struct section_page *p, struct place at,
                          struct sv value)
{
    if (!wizard_may_change(w))
        return REACTION_REDRAW | REACTION_BELL;
    history_step(&w->history);
    draft_set(w->draft, &w->history, at, value);
    history_step(&w->history);
    section_rebuild(w, p);
    return REACTION_REDRAW;
}

/* The entries of a list with one put in or taken out; options stay in the form's order, what was
 * typed comes last. */
static void toggle_entry(const struct field *field, struct sv value, struct sv entry,
                         struct str *out)
{
    struct sv rest = value, piece;
    bool had = false;
    for (uint32_t i = 0; i < field->option_count; i++) {
        struct sv id = field->options[i].id;
        bool chosen = false;
        rest = value;
        while (sv_next(&rest, '\n', &piece))
            chosen |= sv_eq(piece, id);
        had |= chosen && sv_eq(id, entry);
        if (chosen != sv_eq(id, entry))
            str_add_f(out, "%s%.*s", out->len ? "\n" : "", SV_ARG(id));
    }
    rest = value;
    while (sv_next(&rest, '\n', &piece))
        if (piece.len && !field_option(field, piece))
            str_add_f(out, "%s%.*s", out->len ? "\n" : "", SV_ARG(piece));
}

static unsigned toggle_option(struct wizard *w, struct section_page *p, const struct control *c)
{
    const struct field *field = &w->draft->form->fields[c->place.field];
    struct sv id = field->options[c->index].id, value = draft_text(w->draft, c->place);
    struct str fresh = {0};
    /* Choosing the chosen one again confirms it; Del takes a choice back. */
    if (field->kind == FIELD_CHOICES)
        toggle_entry(field, value, id, &fresh);
    else
        str_set(&fresh, id);
    unsigned answer = set_value(w, p, c->place, str_sv(&fresh));
    str_release(&fresh);
    return answer;
}

static unsigned toggle_tick(struct wizard *w, struct section_page *p, const struct control *c)
{
    struct sv value = draft_text(w->draft, c->place);
    struct sv next = value.len == 0 ? SV("yes") : sv_eq(value, SV("yes")) ? SV("no") : SV("");
    return set_value(w, p, c->place, next);
}

/* Replaces what was written by hand beside the options. */
static bool other_answered(struct wizard *w, struct sv value, const struct answer_context *context)
{
    struct place at = context->place;
    const struct field *field = &w->draft->form->fields[at.field];
    struct str fresh = {0};
    if (!wizard_may_change_at(w, at))
        return false;
    struct sv rest = draft_text(w->draft, at), piece;
    while (field->kind == FIELD_CHOICES && sv_next(&rest, '\n', &piece))
        if (field_option(field, piece))
            str_add_f(&fresh, "%s%.*s", fresh.len ? "\n" : "", SV_ARG(piece));
    if (sv_trim(value).len)
        str_add_f(&fresh, "%s%.*s", fresh.len ? "\n" : "", SV_ARG(sv_trim(value)));
    history_step(&w->history);
    draft_set(w->draft, &w->history, at, str_sv(&fresh));
    history_step(&w->history);
    str_release(&fresh);
    return true;
}

static unsigned ask_other(struct wizard *w, const struct control *c)
{
    if (!wizard_may_change(w))
        return REACTION_REDRAW | REACTION_BELL;
    const struct field *field = &w->draft->form->fields[c->place.field];
    struct sv rest = draft_text(w->draft, c->place), piece, own = SV("");
    while (sv_next(&rest, '\n', &piece))
        if (piece.len && !field_option(field, piece))
            own = piece;
    struct str title = {0};
    str_add_f(&title, _("%.*s：其他"), SV_ARG(field->label));
    struct prompt_page *prompt = page_prompt_new(w, title.ptr, own);
    prompt->context.place = c->place;
    prompt->answered = other_answered;
    str_release(&title);
    wizard_push(w, &prompt->page);
    return REACTION_REDRAW;
}

/* ---- files ---- */

static bool file_chosen(struct wizard *w, struct sv path, const struct answer_context *context)
{
    const struct field *field = &w->draft->form->fields[context->place.field];
    struct str value = {0};
    if (!wizard_may_change_at(w, context->place))
        return false;
    if (field->max_rows != 1)
        str_set(&value, draft_text(w->draft, context->place));
    if (value.len)
        str_add_byte(&value, '\n');
    str_add(&value, path);
    history_step(&w->history);
    draft_set(w->draft, &w->history, context->place, str_sv(&value));
    history_step(&w->history);
    str_release(&value);
    wizard_request(w, REQUEST_FACTS);
    return true;
}

static unsigned add_file(struct wizard *w, const struct control *c)
{
    if (!wizard_may_change(w))
        return REACTION_REDRAW | REACTION_BELL;
    struct files_page *files = (struct files_page *)page_files_new(w, FILES_ADD, SV(""));
    files->context.place = c->place;
    files->chosen = file_chosen;
    wizard_push(w, &files->page);
    return REACTION_REDRAW;
}

static unsigned remove_file(struct wizard *w, struct section_page *p, const struct control *c)
{
    struct str value = {0};
    struct sv rest = draft_text(w->draft, c->place), piece;
    uint32_t index = 0;
    while (sv_next(&rest, '\n', &piece))
        if (piece.len && index++ != c->index)
            str_add_f(&value, "%s%.*s", value.len ? "\n" : "", SV_ARG(piece));
    unsigned answer = set_value(w, p, c->place, str_sv(&value));
    if (!w->read_only)
        wizard_say(w, TONE_PLAIN, "%s", _("已从草稿里去掉这个文件名，文件本身没有动（^Z 恢复）。"));
    str_release(&value);
    return answer;
}

/* ---- rows ---- */

static unsigned open_part(struct wizard *w, struct section_page *p, const struct control *c)
{
    wizard_push(w, page_section_new(w, (struct scope){p->scope.section, c->place}));
    return REACTION_REDRAW;
}

static unsigned add_row(struct wizard *w, struct section_page *p, uint32_t table, size_t index)
{
    const struct field *field = &w->draft->form->fields[table];
    if (!wizard_may_change(w))
        return REACTION_REDRAW | REACTION_BELL;
    if (field->max_rows && draft_rows(w->draft, table)->len >= field->max_rows)
        wizard_say(w, TONE_WARN, _("“%.*s”最多 %u 行，再加就超出了。"), SV_ARG(field->label),
                   field->max_rows);
    history_step(&w->history);
    uint32_t key = draft_row_add(w->draft, &w->history, table, index, SV(""));
    section_rebuild(w, p);
    struct page *row = page_section_new(w, (struct scope){p->scope.section, {table, key}});
    ((struct section_page *)row)->fresh_row = key;
    wizard_push(w, row);
    return REACTION_REDRAW;
}

bool section_drop_empty_row(struct wizard *w, struct section_page *p)
{
    struct place root = p->scope.root;
    if (!p->fresh_row || root.row != p->fresh_row || draft_filled(w->draft, root) || w->read_only)
        return false;
    draft_row_remove(w->draft, &w->history, root.field, root.row);
    history_step(&w->history);
    wizard_say(w, TONE_PLAIN, "%s", _("这一行什么也没填，没有留下。"));
    return true;
}

static unsigned remove_row(struct wizard *w, struct section_page *p, const struct control *c)
{
    if (!wizard_may_change(w))
        return REACTION_REDRAW | REACTION_BELL;
    uint32_t table = c->place.field, row = c->index + 1;
    size_t near = p->focus;
    history_step(&w->history);
    draft_row_remove(w->draft, &w->history, table, c->place.row);
    history_step(&w->history);
    section_rebuild(w, p);
    /* The row that came up in its place, else the one before it. */
    while (near > 0 &&
           (near >= p->controls.items.len || p->controls.items.ptr[near].kind == CONTROL_ADD_ROW))
        near--;
    if (p->controls.items.len && control_focusable(p->controls.items.ptr[near].kind))
        section_set_focus(w, p, near, 0);
    wizard_say(w, TONE_PLAIN, _("已删去第 %u 行（^Z 恢复）。"), row);
    return REACTION_REDRAW;
}

static unsigned move_row(struct wizard *w, struct section_page *p, const struct control *c,
                         bool down)
{
    const struct rows *rows = draft_rows(w->draft, c->place.field);
    if (!wizard_may_change(w))
        return REACTION_REDRAW | REACTION_BELL;
    if (down ? c->index + 1 >= rows->len : c->index == 0)
        return REACTION_BELL;
    struct place at = c->place;
    history_step(&w->history);
    draft_row_move(w->draft, &w->history, at.field, at.row, down ? c->index + 1 : c->index - 1);
    history_step(&w->history);
    section_rebuild(w, p);
    section_set_focus(w, p, controls_find(&p->controls, w->draft, at), 0);
    return REACTION_REDRAW;
}

/* ---- by control ---- */

static unsigned open_tie(struct wizard *w, const struct control *c)
{
    const struct form *form = w->draft->form;
    const struct field *elements = &form->fields[c->place.field];
    const struct field *tie = field_child(form, elements, SV("tie"));
    const struct field *where = tie ? field_child(form, tie, SV("field")) : NULL;
    const struct field *quote = tie ? field_child(form, tie, SV("quote")) : NULL;
    if (!where || !quote)
        return REACTION_BELL;
    const struct field *text =
        form_field(form, draft_text(w->draft, (struct place){where->index, c->place.row}));
    if (!text)
        return REACTION_BELL;
    struct place at = {text->index, 0};
    size_t found = sv_find(draft_text(w->draft, at),
                           draft_text(w->draft, (struct place){quote->index, c->place.row}), 0);
    wizard_open_place(w, text->section, at, found == SV_NONE ? 0 : found);
    if (found == SV_NONE)
        wizard_say(w, TONE_WARN, "%s", _("原文里已经没有这句话了：请重新指认，或删去这一条。"));
    return REACTION_REDRAW;
}

static unsigned toggle_done(struct wizard *w, struct section_page *p)
{
    if (!wizard_may_change(w))
        return REACTION_REDRAW | REACTION_BELL;
    uint32_t s = p->scope.section;
    history_step(&w->history);
    draft_set_done(w->draft, &w->history, s, !w->draft->done[s]);
    history_step(&w->history);
    wizard_check(w);
    uint32_t errors = w->progress.ptr[s].errors;
    if (w->draft->done[s] && errors)
        wizard_say(w, TONE_WARN,
                   _("已记为填好，但这一部分还有 %u 处错误，改好后才算已完成（F4 去看）。"),
                   errors);
    else if (w->draft->done[s])
        wizard_say(w, TONE_GOOD, "%s", _("已记为填好。以后改动这一部分，会自动回到“在填”。"));
    else
        wizard_say(w, TONE_PLAIN, "%s", _("已改回“在填”。"));
    return REACTION_REDRAW;
}

static unsigned activate(struct wizard *w, struct section_page *p, const struct control *c)
{
    switch (c->kind) {
    case CONTROL_OPTION:
        return toggle_option(w, p, c);
    case CONTROL_OTHER:
        return ask_other(w, c);
    case CONTROL_COMPARE:
        wizard_push(w, page_compare_new(w, c->place));
        return REACTION_REDRAW;
    case CONTROL_TICK:
        return toggle_tick(w, p, c);
    case CONTROL_FILE:
        return PAGE_PASSES;
    case CONTROL_ADD_FILE:
        return add_file(w, c);
    case CONTROL_PART:
    case CONTROL_ROW:
        return open_part(w, p, c);
    case CONTROL_ADD_ROW:
        return add_row(w, p, c->place.field, draft_rows(w->draft, c->place.field)->len);
    case CONTROL_ELEMENT:
        if (!wizard_may_change(w))
            return REACTION_REDRAW | REACTION_BELL;
        wizard_push(w, page_pick_new(w, c->place.field, c->index));
        return REACTION_REDRAW;
    case CONTROL_TIE:
        return open_tie(w, c);
    case CONTROL_DONE:
        return toggle_done(w, p);
    default:
        return PAGE_PASSES;
    }
}

/* A digit, of either width, chooses an option of the field the focus is on. */
static unsigned choose_by_digit(struct wizard *w, struct section_page *p, const struct control *c,
                                struct sv text)
{
    int64_t number;
    if (!list_number(text, 1, 9, &number) || c->kind != CONTROL_OPTION)
        return PAGE_PASSES;
    for (size_t i = 0; i < p->controls.items.len; i++) {
        const struct control *option = &p->controls.items.ptr[i];
        if (option->kind != CONTROL_OPTION || !place_eq(option->place, c->place) || --number)
            continue;
        section_set_focus(w, p, i, 0);
        return toggle_option(w, p, section_control(p));
    }
    return REACTION_BELL;
}

static unsigned typed(struct wizard *w, struct section_page *p, struct sv text)
{
    const struct control *c = section_control(p);
    if (page_is_blank(text))
        return activate(w, p, c);
    unsigned answer = choose_by_digit(w, p, c, text);
    if (!(answer & PAGE_PASSES))
        return answer;
    if (c->kind == CONTROL_OTHER)
        return ask_other(w, c);
    wizard_say(w, TONE_PLAIN, "%s",
               _("这里不用打字：空格或 Enter 选定，上下键移动，Tab 到下一栏。"));
    return REACTION_REDRAW | REACTION_BELL;
}

static unsigned remove_it(struct wizard *w, struct section_page *p, const struct control *c)
{
    switch (c->kind) {
    case CONTROL_ROW:
    case CONTROL_TIE:
        return remove_row(w, p, c);
    case CONTROL_FILE:
        return remove_file(w, p, c);
    case CONTROL_OPTION:
    case CONTROL_TICK:
        return set_value(w, p, c->place, SV(""));
    default:
        return PAGE_PASSES;
    }
}

/* The table a paste or an added row goes into: the one the focus is in. */
static uint32_t table_at(const struct wizard *w, const struct control *c)
{
    bool in_table = c->kind == CONTROL_ROW || c->kind == CONTROL_ADD_ROW;
    (void)w;
    return in_table ? c->place.field : NO_FIELD;
}

unsigned section_act(struct wizard *w, struct section_page *p, enum action action, struct sv text)
{
    const struct control *c = section_control(p);
    uint32_t table = table_at(w, c);
    switch (action) {
    case ACTION_ENTER:
        return p->editing ? PAGE_PASSES : activate(w, p, c);
    case ACTION_TYPE:
        return typed(w, p, text);
    case ACTION_PASTE:
        return table == NO_FIELD ? PAGE_PASSES : section_paste_rows(w, p, table, text);
    case ACTION_PASTE_CLIP:
        return table == NO_FIELD ? PAGE_PASSES
                                 : section_paste_rows(w, p, table, str_sv(&w->clipboard));
    case ACTION_DELETE:
    case ACTION_BACKSPACE:
        return remove_it(w, p, c);
    case ACTION_ADD:
        return table == NO_FIELD
                   ? PAGE_PASSES
                   : add_row(w, p, table,
                             c->kind == CONTROL_ROW ? c->index + 1
                                                    : draft_rows(w->draft, table)->len);
    case ACTION_MOVE_UP:
    case ACTION_MOVE_DOWN:
        return c->kind == CONTROL_ROW ? move_row(w, p, c, action == ACTION_MOVE_DOWN) : PAGE_PASSES;
    case ACTION_DONE:
        return toggle_done(w, p);
    case ACTION_TEXT_FILE:
        return section_text_file(w, p);
    default:
        return PAGE_PASSES;
    }
}
