#include "wizard/page_start.h"

#include "base/xalloc.h"
#include "wizard/dialogs.h"
#include "wizard/list_keys.h"

/* ---- the list ---- */

enum { DRAFTS_PART = 3 /* of so many parts of the screen, the drafts get one */ };

static size_t drafts(const struct wizard *w)
{
    size_t n = 0;
    while (n < w->start.entries.len && w->start.entries.ptr[n].kind == START_DRAFT)
        n++;
    return n;
}

size_t start_hidden(const struct wizard *w, const struct start_page *p)
{
    size_t n = drafts(w), most = w->geometry.body_rows / DRAFTS_PART;
    /* The line that says so takes the room of one. */
    return p->unfolded || n <= most + 1 ? 0 : n - most;
}

size_t start_lines(const struct wizard *w, const struct start_page *p)
{
    size_t hidden = start_hidden(w, p);
    return w->start.entries.len + 1 - hidden + (hidden > 0);
}

size_t start_entry(const struct wizard *w, const struct start_page *p, size_t line)
{
    size_t hidden = start_hidden(w, p), shown = drafts(w) - hidden;
    if (hidden == 0 || line < shown)
        return line;
    return line == shown ? START_MORE : line - 1 + hidden;
}

/* The line something stands in: of a draft folded away, that which unfolds it. */
static size_t line_of(const struct wizard *w, const struct start_page *p, size_t at)
{
    size_t hidden = start_hidden(w, p), n = drafts(w), last = w->start.entries.len;
    if (at == START_MORE)
        return n - hidden;
    if (at > last)
        at = last;
    if (hidden == 0 || at < n - hidden)
        return at;
    return at < n ? n - hidden : at + 1 - hidden;
}

static unsigned go_to(const struct wizard *w, struct start_page *p, size_t line)
{
    p->at = start_entry(w, p, line);
    return REACTION_REDRAW;
}

static unsigned unfold(const struct wizard *w, struct start_page *p)
{
    size_t first = drafts(w) - start_hidden(w, p);
    p->unfolded = true;
    p->at = first;
    return REACTION_REDRAW;
}

/* ---- opening ---- */

static bool new_answered(struct wizard *w, struct sv value, const struct answer_context *context)
{
    if (sv_trim(value).len == 0) {
        wizard_say(w, TONE_WARN, "%s", _("请给草稿起一个文件名，或按 Esc 放弃。"));
        return false;
    }
    struct request *r = wizard_request(w, REQUEST_NEW);
    str_set(&r->path, sv_trim(value));
    /* Folders are searched for *.yaml: a draft by another name would be passed over there. */
    if (!sv_ends(str_sv(&r->path), SV(".yaml")))
        str_add(&r->path, SV(".yaml"));
    str_set(&r->form, str_sv(&context->text));
    return true;
}

static unsigned ask_new(struct wizard *w, const struct start_entry *entry)
{
    struct prompt_page *prompt =
        page_prompt_new(w, _("新草稿存为哪个文件？"), str_sv(&w->start.new_name));
    str_add_f(&prompt->hint, _("放在 %s 里。直接按 Enter 就用这个名字。"), w->start.folder.ptr);
    str_set(&prompt->context.text, str_sv(&entry->form));
    prompt->answered = new_answered;
    wizard_push(w, &prompt->page);
    return REACTION_REDRAW;
}

static bool open_chosen(struct wizard *w, struct sv path, const struct answer_context *context)
{
    (void)context;
    str_set(&wizard_request(w, REQUEST_OPEN)->path, path);
    return true;
}

static unsigned open_other(struct wizard *w)
{
    struct files_page *files = (struct files_page *)page_files_new(w, FILES_OPEN, SV(""));
    files->chosen = open_chosen;
    wizard_push(w, &files->page);
    return REACTION_REDRAW;
}

static unsigned open_entry(struct wizard *w, struct start_page *p)
{
    if (p->at == START_MORE)
        return unfold(w, p);
    if (p->at >= w->start.entries.len)
        return open_other(w);
    const struct start_entry *entry = &w->start.entries.ptr[p->at];
    if (entry->kind == START_FORM)
        return ask_new(w, entry);
    str_set(&wizard_request(w, REQUEST_OPEN)->path, str_sv(&entry->path));
    return REACTION_REDRAW;
}

static unsigned apply(struct wizard *w, struct page *page, enum action action, struct sv text)
{
    struct start_page *p = (struct start_page *)page;
    size_t line = line_of(w, p, p->at), n = start_lines(w, p);
    if (list_key_around(list_tab(action), line, n, n, &line))
        return go_to(w, p, line);
    switch (action) {
    case ACTION_ENTER:
        return open_entry(w, p);
    case ACTION_TYPE:
        if (page_is_blank(text))
            return open_entry(w, p);
        wizard_say(w, TONE_PLAIN, "%s", _("上下键选择，Enter 打开。"));
        return REACTION_REDRAW | REACTION_BELL;
    default:
        return PAGE_PASSES;
    }
}

/* Drafts may have come or gone while another page was open, and the screen has a size of its own.
 */
static void resume(struct wizard *w, struct page *page)
{
    struct start_page *p = (struct start_page *)page;
    go_to(w, p, line_of(w, p, p->at));
}

void page_start_focus(const struct wizard *w, struct page *page, struct sv path)
{
    struct start_page *p = (struct start_page *)page;
    for (size_t i = 0; i < w->start.entries.len; i++) {
        if (!sv_eq(str_sv(&w->start.entries.ptr[i].path), path))
            continue;
        p->at = i;
        p->unfolded |= start_entry(w, p, line_of(w, p, i)) != i;
    }
}

static void free_page(struct page *page)
{
    free(page);
}

static const struct page_class start_class = {
    .kind = PAGE_START,
    .apply = apply,
    .resume = resume,
    .free = free_page,
};

struct page *page_start_new(struct wizard *w)
{
    struct start_page *p = xcalloc(1, sizeof *p);
    (void)w;
    p->page.class = &start_class;
    return &p->page;
}
