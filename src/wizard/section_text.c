#include "base/i18n.h"
#include "wizard/dialogs.h"
#include "wizard/section.h"

/* A text and the files around it: a file put in, the text saved, the text edited elsewhere. */

enum { TEXT_INSERT, TEXT_SAVE, TEXT_EDITOR, TEXT_PENDING };

static struct section_page *section_on_top(struct wizard *w)
{
    struct page *top = wizard_page(w);
    return top->class->kind == PAGE_SECTION ? (struct section_page *)top : NULL;
}

static bool insert_chosen(struct wizard *w, struct sv path, const struct answer_context *context)
{
    (void)context;
    str_set(&wizard_request(w, REQUEST_READ_TEXT)->path, path);
    return true;
}

static bool save_answered(struct wizard *w, struct sv value, const struct answer_context *context)
{
    if (sv_trim(value).len == 0) {
        wizard_say(w, TONE_WARN, "%s", _("请写一个文件名，或按 Esc 放弃。"));
        return false;
    }
    struct request *r = wizard_request(w, REQUEST_WRITE_TEXT);
    str_set(&r->path, sv_trim(value));
    str_set(&r->text, draft_text(w->draft, context->place));
    return true;
}

static void ask_file_name(struct wizard *w, struct place at)
{
    struct str name = {0};
    str_add_f(&name, "%.*s.txt", SV_ARG(w->draft->form->fields[at.field].label));
    struct prompt_page *prompt = page_prompt_new(w, _("把这一栏的文字存为文本文件"), str_sv(&name));
    prompt->context.place = at;
    prompt->answered = save_answered;
    str_release(&name);
    wizard_push(w, &prompt->page);
}

static bool pending_answered(struct wizard *w, struct sv value,
                             const struct answer_context *context)
{
    struct str path = {0};
    if (!wizard_may_change(w))
        return false;
    str_set(&path, w->draft->form->fields[context->place.field].path);
    history_step(&w->history);
    draft_set_pending(w->draft, &w->history, str_sv(&path), sv_trim(value));
    history_step(&w->history);
    str_release(&path);
    return true;
}

static void ask_pending(struct wizard *w, struct place at)
{
    const struct field *field = &w->draft->form->fields[at.field];
    const struct remark *known = remark_find(&w->draft->pending, field->path);
    struct prompt_page *prompt =
        page_prompt_new(w, _("这一栏待补，在等什么？"), known ? str_sv(&known->text) : SV(""));
    str_set(&prompt->hint,
            sv_from(_("写明在等什么（如“等待开通”）；清空就是不再待补。定稿前要补上。")));
    prompt->context.place = at;
    prompt->answered = pending_answered;
    wizard_push(w, &prompt->page);
}

static unsigned text_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    struct section_page *p = section_on_top(w);
    if (!p)
        return REACTION_REDRAW;
    bool changes = choice != TEXT_SAVE;
    if (changes && !wizard_may_change(w))
        return REACTION_REDRAW | REACTION_BELL;
    if (choice == TEXT_INSERT) {
        struct files_page *files = (struct files_page *)page_files_new(w, FILES_INSERT, SV(""));
        files->chosen = insert_chosen;
        wizard_push(w, &files->page);
    } else if (choice == TEXT_SAVE) {
        ask_file_name(w, context->place);
    } else if (choice == TEXT_EDITOR) {
        str_set(&wizard_request(w, REQUEST_EDIT_TEXT)->text, draft_text(w->draft, context->place));
    } else {
        ask_pending(w, context->place);
    }
    return REACTION_REDRAW;
}

unsigned section_text_file(struct wizard *w, struct section_page *p)
{
    const struct control *c = section_control(p);
    if (!c || c->place.field == NO_FIELD)
        return PAGE_PASSES;
    struct menu_page *menu = page_menu_new(_("这一栏"));
    if (p->editing) {
        menu_add(menu, TEXT_INSERT, _("插入一个文本文件（任何编码）"));
        menu_add(menu, TEXT_SAVE, _("把这一栏存为文本文件"));
        menu_add(menu, TEXT_EDITOR, _("用别的编辑器改（$EDITOR）"));
    }
    if (c->place.row == 0)
        menu_add(menu, TEXT_PENDING, _("标为待补，写明在等什么"));
    if (menu->items.len == 0) {
        menu->page.class->free(&menu->page);
        return PAGE_PASSES;
    }
    menu->context.place = c->place;
    menu->chosen = text_chosen;
    wizard_push(w, &menu->page);
    return REACTION_REDRAW;
}

/* What came back: a file goes in at the caret as a paste does, an edited text takes the place of
 * the old one. */
unsigned section_event(struct wizard *w, struct section_page *p, const struct event *event)
{
    if (event->kind != EVENT_TEXT || !p->editing || w->read_only)
        return PAGE_PASSES;
    if (event->request == REQUEST_EDIT_TEXT)
        editor_apply(&p->editor, ACTION_SELECT_ALL, SV(""), 1, &w->clipboard);
    enum editor_answer answer =
        editor_apply(&p->editor, ACTION_PASTE, event->text, 1, &w->clipboard);
    section_rebuild(w, p);
    wizard_settle(w);
    if (event->request == REQUEST_READ_TEXT)
        wizard_say(w, answer == EDITOR_CLEANED ? TONE_WARN : TONE_GOOD,
                   answer == EDITOR_CLEANED ? _("已插入文件，并清理了特殊字符（^Z 两次撤销）。")
                                            : _("已插入文件（^Z 撤销）。"));
    return REACTION_REDRAW | REACTION_CHANGED;
}
