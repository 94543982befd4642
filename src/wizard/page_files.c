#include "base/xalloc.h"
#include "wizard/dialogs.h"
#include "wizard/list_keys.h"

static void ask_folder(struct wizard *w, struct files_page *p)
{
    str_set(&wizard_request(w, REQUEST_LIST)->path, str_sv(&p->folder));
}

static unsigned choose(struct wizard *w, struct files_page *p, struct sv path)
{
    struct str chosen_path = {0};
    bool (*chosen)(struct wizard *, struct sv, const struct answer_context *) = p->chosen;
    struct answer_context context = p->context;
    p->context = (struct answer_context){0};
    str_set(&chosen_path, path);
    wizard_pop(w);
    chosen(w, str_sv(&chosen_path), &context);
    str_release(&chosen_path);
    str_release(&context.text);
    struct page *top = wizard_page(w);
    if (top->class->resume)
        top->class->resume(w, top);
    return REACTION_REDRAW;
}

static bool path_typed(struct wizard *w, struct sv value, const struct answer_context *context)
{
    struct files_page *p = (struct files_page *)wizard_page(w);
    (void)context;
    if (sv_trim(value).len == 0 || p->page.class->kind != PAGE_FILES)
        return true;
    choose(w, p, sv_trim(value));
    return true;
}

static unsigned type_path(struct wizard *w, struct sv start)
{
    struct prompt_page *prompt = page_prompt_new(w, _("文件的路径"), start);
    prompt->answered = path_typed;
    wizard_push(w, &prompt->page);
    return REACTION_REDRAW;
}

/* Entries, then the line for typing a path, or for taking the folder itself. */
static size_t last_entry(const struct files_page *p)
{
    return p->entries.len;
}

static bool takes_folder(const struct files_page *p)
{
    return p->purpose == FILES_FOLDER || p->purpose == FILES_RECEIVE;
}

static unsigned open_entry(struct wizard *w, struct files_page *p)
{
    if (p->at == last_entry(p))
        return takes_folder(p) ? choose(w, p, str_sv(&p->folder)) : type_path(w, SV(""));
    const struct listed *entry = &p->entries.ptr[p->at];
    if (!entry->is_folder)
        return choose(w, p, str_sv(&entry->path));
    str_set(&p->folder, str_sv(&entry->path));
    p->at = 0;
    ask_folder(w, p);
    return REACTION_REDRAW;
}

static unsigned move(struct wizard *w, struct files_page *p, enum action action)
{
    size_t room = w->geometry.body_rows > 3 ? w->geometry.body_rows - 3u : 1, n = last_entry(p) + 1;
    if (!list_key(action, p->at, n, room, &p->at))
        return PAGE_PASSES;
    p->scroll = list_scroll(p->scroll, p->at, n, room);
    return REACTION_REDRAW;
}

static unsigned apply(struct wizard *w, struct page *page, enum action action, struct sv text)
{
    struct files_page *p = (struct files_page *)page;
    switch (action) {
    case ACTION_ENTER:
        return open_entry(w, p);
    case ACTION_TYPE:
    case ACTION_PASTE:
        if (p->purpose != FILES_FOLDER)
            return type_path(w, text);
        return page_is_blank(text) ? open_entry(w, p) : REACTION_BELL;
    case ACTION_BACK:
        wizard_pop(w);
        return REACTION_REDRAW;
    default:
        return move(w, p, action);
    }
}

static void take_entries(struct files_page *p, const struct event *event)
{
    listing_release(&p->entries);
    for (size_t i = 0; i < event->listing->len; i++) {
        const struct listed *from = &event->listing->ptr[i];
        if (p->purpose == FILES_FOLDER && !from->is_folder)
            continue;
        struct listed *to = vec_add(&p->entries);
        str_set(&to->name, str_sv(&from->name));
        str_set(&to->path, str_sv(&from->path));
        to->is_folder = from->is_folder;
    }
    str_set(&p->folder, event->path);
    p->at = p->scroll = 0;
}

static unsigned event(struct wizard *w, struct page *page, const struct event *event)
{
    struct files_page *p = (struct files_page *)page;
    if (event->kind != EVENT_LISTED)
        return PAGE_PASSES;
    take_entries(p, event);
    /* A folder is taken by one more Enter, once the reader is where he wants to be. */
    if (p->purpose == FILES_FOLDER)
        move(w, p, ACTION_LINE_END);
    return REACTION_REDRAW;
}

/* The row the file was for may have gone by an undo on another page. */
static void resume(struct wizard *w, struct page *page)
{
    struct place at = ((const struct files_page *)page)->context.place;
    if (at.row && !draft_slot(w->draft, at))
        wizard_pop(w);
}

static void free_page(struct page *page)
{
    struct files_page *p = (struct files_page *)page;
    listing_release(&p->entries);
    str_release(&p->folder);
    str_release(&p->context.text);
    free(p);
}

static const struct page_class files_class = {
    .kind = PAGE_FILES,
    .apply = apply,
    .event = event,
    .resume = resume,
    .free = free_page,
};

struct page *page_files_new(struct wizard *w, enum file_purpose purpose, struct sv folder)
{
    struct files_page *p = xcalloc(1, sizeof *p);
    p->page.class = &files_class;
    p->purpose = purpose;
    str_set(&p->folder, folder);
    ask_folder(w, p);
    return &p->page;
}
