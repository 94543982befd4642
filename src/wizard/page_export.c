#include "base/xalloc.h"
#include "wizard/dialogs.h"
#include "wizard/final.h"
#include "wizard/pages.h"

/* What the reader chooses: who will open the file, and how full the pages are. The names are those
 * of the command. */
const struct export_choice export_encodings[EXPORT_ENCODINGS] = {
    {"utf-8-bom", N_("给 WPS、Word、记事本打开和打印（UTF-8，带标记）")},
    {"utf-8", N_("给 Linux 打印（UTF-8）")},
    {"gb18030", N_("给很旧的 Windows（GB18030）")},
};

const struct export_choice export_profiles[EXPORT_PROFILES] = {
    {"official", N_("公文版面：每页 22 行，每行 28 字")},
    {"dense", N_("紧凑版面：每页 44 行，每行 36 字")},
};

enum { FIRST_PROFILE = EXPORT_ENCODINGS, PATH_LINE = FIRST_PROFILE + EXPORT_PROFILES, GO, FINAL };

static size_t last_line(const struct wizard *w)
{
    return final_offered(w) ? FINAL : GO;
}

static void measure(struct wizard *w, struct export_page *p)
{
    uint32_t cols = w->geometry.body_cols > 16 ? w->geometry.body_cols - 8u : 8;
    struct wrap_style style = {.width = cols, .policy = WIDTH_SCREEN};
    size_t caret = p->editor.caret;
    layout_make(&p->layout, str_sv(&p->path), &style);
    p->editor = (struct editor){.own = &p->path, .layout = &p->layout, .one_line = true};
    editor_place(&p->editor, caret);
}

static unsigned export(struct wizard *w, struct export_page *p)
{
    if (sv_trim(str_sv(&p->path)).len == 0) {
        wizard_say(w, TONE_WARN, "%s", _("请先写文件名。"));
        p->at = PATH_LINE;
        return REACTION_REDRAW | REACTION_BELL;
    }
    struct request *r = wizard_request(w, REQUEST_EXPORT);
    str_set(&r->path, sv_trim(str_sv(&p->path)));
    r->encoding = sv_from(export_encodings[p->encoding].name);
    r->profile = sv_from(export_profiles[p->profile].name);
    r->replace = p->replace;
    p->replace = false;
    wizard_say(w, TONE_PLAIN, "%s", _("正在导出……"));
    return REACTION_REDRAW;
}

static unsigned activate(struct wizard *w, struct export_page *p)
{
    if (p->at < FIRST_PROFILE)
        p->encoding = p->at;
    else if (p->at < PATH_LINE)
        p->profile = p->at - FIRST_PROFILE;
    else if (p->at == GO)
        return export(w, p);
    else if (p->at == FINAL)
        return final_open(w);
    else
        p->at = GO;
    return REACTION_REDRAW;
}

static unsigned apply(struct wizard *w, struct page *page, enum action action, struct sv text)
{
    struct export_page *p = (struct export_page *)page;
    bool blank = action == ACTION_TYPE && page_is_blank(text);
    switch (action) {
    case ACTION_UP:
    case ACTION_PREV_FIELD:
        p->at = p->at ? p->at - 1 : last_line(w);
        return REACTION_REDRAW;
    case ACTION_DOWN:
    case ACTION_NEXT_FIELD:
        p->at = (p->at + 1) % (last_line(w) + 1);
        return REACTION_REDRAW;
    case ACTION_ENTER:
        return activate(w, p);
    case ACTION_EXPORT:
        return export(w, p);
    default:
        break;
    }
    if (p->at != PATH_LINE)
        return blank ? activate(w, p) : action == ACTION_TYPE ? REACTION_BELL : PAGE_PASSES;
    p->replace = false;
    enum editor_answer done = editor_apply(&p->editor, action, text, 1, &w->clipboard);
    return done == EDITOR_IGNORED || done == EDITOR_NOTHING ? PAGE_PASSES : REACTION_REDRAW;
}

static void resume(struct wizard *w, struct page *page)
{
    wizard_check(w);
    measure(w, (struct export_page *)page);
}

/* A file of that name is there: asked once more before it goes. */
static unsigned event(struct wizard *w, struct page *page, const struct event *event)
{
    struct export_page *p = (struct export_page *)page;
    if (event->kind == EVENT_EXISTS) {
        p->replace = true;
        p->at = GO;
        wizard_say(w, TONE_WARN,
                   _("已有同名文件 %.*s。再按一次 Enter 就替换它，或另写一个文件名。"),
                   SV_ARG(event->path));
        return REACTION_REDRAW;
    }
    if (event->kind == EVENT_WRITTEN) {
        str_set(&p->report, event->text);
        wizard_say(w, TONE_GOOD, "%s", _("已导出。"));
        return REACTION_REDRAW;
    }
    return PAGE_PASSES;
}

static void free_page(struct page *page)
{
    struct export_page *p = (struct export_page *)page;
    str_release(&p->path);
    str_release(&p->report);
    layout_release(&p->layout);
    free(p);
}

static const struct page_class export_class = {
    .kind = PAGE_EXPORT,
    .apply = apply,
    .event = event,
    .resume = resume,
    .free = free_page,
};

/* Beside the draft, under its name: "河北某药业.txt". A name alone is taken to be in the draft's
 * folder (the current one for a sample, which lies among the program's own files). */
static void suggest_path(const struct wizard *w, struct str *path)
{
    struct sv file = str_sv(&w->file);
    for (size_t slash; (slash = sv_find_byte(file, '/', 0)) != SV_NONE;)
        file = sv_from_offset(file, slash + 1);
    if (sv_ends(file, SV(".yaml")))
        file = sv_sub(file, 0, file.len - 5);
    str_set(path, file.len ? file : w->form->id);
    str_add(path, SV(".txt"));
}

struct page *page_export_new(struct wizard *w)
{
    struct export_page *p = xcalloc(1, sizeof *p);
    p->page.class = &export_class;
    suggest_path(w, &p->path);
    layout_init(&p->layout);
    p->at = GO;
    p->editor.caret = p->path.len;
    return &p->page;
}
