#include "base/xalloc.h"
#include "text/utf8.h"
#include "wizard/dialogs.h"
#include "wizard/final.h"
#include "wizard/handing.h"
#include "wizard/pages.h"

static void measure(struct wizard *w, struct export_page *p)
{
    uint32_t left = EXPORT_VALUE_COL + 4, cols = w->geometry.body_cols;
    struct wrap_style style = {.width = cols > left + 8 ? cols - left : 8, .policy = WIDTH_SCREEN};
    size_t caret = p->editor.caret;
    layout_make(&p->layout, str_sv(&p->path), &style);
    p->editor = (struct editor){.own = &p->path, .layout = &p->layout, .one_line = true};
    editor_place(&p->editor, caret);
}

static void set_path_end(struct wizard *w, struct export_page *p)
{
    p->editor.caret = p->path.len;
    measure(w, p);
}

/* ---- what is asked for ---- */

static unsigned write_file(struct wizard *w, struct export_page *p, bool replace)
{
    if (sv_trim(str_sv(&p->path)).len == 0) {
        wizard_say(w, TONE_WARN, "%s", _("请先写文件名。"));
        p->at = EXPORT_PATH;
        return REACTION_REDRAW | REACTION_BELL;
    }
    if (export_is_package(p) && !handing_ready(w))
        return REACTION_REDRAW | REACTION_BELL;
    struct request *r = wizard_request(w, REQUEST_EXPORT);
    str_set(&r->path, sv_trim(str_sv(&p->path)));
    r->wish = export_wish(w, p);
    r->replace = replace;
    wizard_say(w, TONE_PLAIN, "%s", export_is_package(p) ? _("正在做送审包……") : _("正在导出……"));
    return REACTION_REDRAW;
}

static unsigned print(struct wizard *w, struct export_page *p)
{
    wizard_request(w, REQUEST_PRINT)->wish = export_wish(w, p);
    wizard_say(w, TONE_PLAIN, "%s", _("正在打印……"));
    return REACTION_REDRAW;
}

/* The export page, which lies below the dialogue that was answered. */
static struct export_page *export_below(struct wizard *w)
{
    struct page *top = wizard_page(w);
    return top->class->kind == PAGE_EXPORT ? (struct export_page *)top : NULL;
}

static bool command_answered(struct wizard *w, struct sv value,
                             const struct answer_context *context)
{
    struct export_page *p = export_below(w);
    (void)context;
    str_set(&wizard_request(w, REQUEST_SET_PRINT)->text, sv_trim(value));
    if (p) {
        str_set(&p->print_command, sv_trim(value));
        p->at = sv_trim(value).len ? EXPORT_PRINT : EXPORT_SET_PRINT;
    }
    return true;
}

/* Nothing runs that the reader has not set himself: what is suggested waits for his Enter. */
static unsigned ask_command(struct wizard *w, const struct export_page *p)
{
    struct sv set = str_sv(&p->print_command);
    struct sv value = set.len && utf8_valid(set, NULL) ? set : SV(EXPORT_PRINT_COMMAND);
    struct prompt_page *prompt = page_prompt_new(w, _("用哪条命令打印？"), value);
    str_set(
        &prompt->hint,
        sv_from(_("打印时，导出的纯文本（UTF-8）从标准输入送给这条命令。写 {file} 的地方换成文件"
                  "的路径，{points} 换成版面的字号（公文 18，紧凑 11.5）。清空就是不用命令打印"
                  "。")));
    prompt->answered = command_answered;
    wizard_push(w, &prompt->page);
    return REACTION_REDRAW;
}

/* ---- choices ---- */

static void choose(struct wizard *w, struct export_page *p, enum export_row row, size_t i)
{
    p->chosen[row] = i;
    if (row == EXPORT_PAPER || row == EXPORT_FORMAT) {
        export_name(w, p);
        set_path_end(w, p);
    }
}

static void step(struct wizard *w, struct export_page *p, bool forwards)
{
    size_t n = export_choices(w, p->at), i = p->chosen[p->at];
    choose(w, p, p->at, (i + (forwards ? 1 : n - 1)) % n);
}

static unsigned choice_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    struct export_page *p = export_below(w);
    if (p)
        choose(w, p, (enum export_row)context->index, (size_t)choice);
    return REACTION_REDRAW;
}

static unsigned list_choices(struct wizard *w, const struct export_page *p, const char *title)
{
    struct menu_page *menu = page_menu_new(title);
    for (size_t i = 0; i < export_choices(w, p->at); i++) {
        struct str text = {0};
        export_add_choice(&text, w, p->at, i);
        menu_add(menu, (int)i, text.ptr);
        str_release(&text);
    }
    menu->at = p->chosen[p->at];
    menu->context.index = p->at;
    menu->chosen = choice_chosen;
    wizard_push(w, &menu->page);
    return REACTION_REDRAW;
}

/* ---- folders ---- */

static bool folder_chosen(struct wizard *w, struct sv path, const struct answer_context *context)
{
    struct export_page *p = export_below(w);
    (void)context;
    if (!utf8_valid(path, NULL)) {
        wizard_say(w, TONE_WARN, "%s",
                   _("这个文件夹的名字不是 UTF-8 编码的文字，这里写不出来。请换一个文件夹。"));
    } else if (p) {
        export_set_folder(p, path);
        set_path_end(w, p);
        p->at = EXPORT_GO;
    }
    return true;
}

static unsigned ask_folder(struct wizard *w)
{
    struct files_page *files = (struct files_page *)page_files_new(w, FILES_FOLDER, SV(""));
    files->chosen = folder_chosen;
    wizard_push(w, &files->page);
    return REACTION_REDRAW;
}

static unsigned take_last_folder(struct wizard *w, struct export_page *p)
{
    struct str folder = {0};
    str_move(&folder, &p->last_folder);
    export_set_folder(p, str_sv(&folder));
    set_path_end(w, p);
    p->at = EXPORT_GO;
    str_release(&folder);
    return REACTION_REDRAW;
}

/* What is chosen, on the page this one was opened from where that is the preview. */
static unsigned preview_this(struct wizard *w, const struct export_page *p)
{
    size_t which = p->chosen[EXPORT_PAPER];
    bool dense = p->chosen[EXPORT_PROFILE];
    struct page *below = w->pages.len > 1 ? w->pages.ptr[w->pages.len - 2] : NULL;
    if (below && below->class->kind == PAGE_PREVIEW) {
        page_preview_choose(below, which, dense);
        wizard_pop(w);
    } else {
        wizard_push(w, page_preview_new_of(w, which, dense));
    }
    return REACTION_REDRAW;
}

/* ---- keys ---- */

static unsigned activate(struct wizard *w, struct export_page *p)
{
    switch (p->at) {
    case EXPORT_PATH:
        p->at = EXPORT_GO;
        return REACTION_REDRAW;
    case EXPORT_FOLDER:
        return ask_folder(w);
    case EXPORT_LAST_FOLDER:
        return take_last_folder(w, p);
    case EXPORT_GO:
        return write_file(w, p, false);
    case EXPORT_PRINT:
        return print(w, p);
    case EXPORT_SET_PRINT:
        return ask_command(w, p);
    case EXPORT_BEYOND:
        wizard_push(w, page_beyond_new(w, &p->beyond));
        return REACTION_REDRAW;
    case EXPORT_FINAL:
        return final_open(w);
    default:
        return list_choices(w, p, export_row_label(p->at));
    }
}

static void move(const struct wizard *w, struct export_page *p, bool down)
{
    size_t at = p->at;
    do
        at = (at + (down ? 1 : EXPORT_ROWS - 1)) % EXPORT_ROWS;
    while (!export_shows(w, p, (enum export_row)at));
    p->at = (enum export_row)at;
}

static bool go_to_end(const struct wizard *w, struct export_page *p, enum action action)
{
    bool first = action == ACTION_LINE_START || action == ACTION_TEXT_START;
    if (!first && action != ACTION_LINE_END && action != ACTION_TEXT_END)
        return false;
    p->at = first ? 0 : EXPORT_ROWS - 1;
    if (!export_shows(w, p, p->at))
        move(w, p, first);
    return true;
}

static unsigned write_path(struct wizard *w, struct export_page *p, enum action action,
                           struct sv text)
{
    enum editor_answer done = editor_apply(&p->editor, action, text, 1, &w->clipboard);
    p->named |= done == EDITOR_CHANGED || done == EDITOR_CLEANED;
    return done == EDITOR_IGNORED || done == EDITOR_NOTHING ? PAGE_PASSES : REACTION_REDRAW;
}

static unsigned apply(struct wizard *w, struct page *page, enum action action, struct sv text)
{
    struct export_page *p = (struct export_page *)page;
    bool blank = action == ACTION_TYPE && page_is_blank(text), choice = p->at < EXPORT_CHOICES;
    switch (action) {
    case ACTION_UP:
    case ACTION_PREV_FIELD:
    case ACTION_DOWN:
    case ACTION_NEXT_FIELD:
        move(w, p, action == ACTION_DOWN || action == ACTION_NEXT_FIELD);
        return REACTION_REDRAW;
    case ACTION_ENTER:
        return activate(w, p);
    case ACTION_EXPORT:
        return write_file(w, p, false);
    case ACTION_PREVIEW:
        return preview_this(w, p);
    default:
        break;
    }
    if (p->at == EXPORT_PATH)
        return write_path(w, p, action, text);
    if (go_to_end(w, p, action))
        return REACTION_REDRAW;
    if (choice && (blank || action == ACTION_RIGHT || action == ACTION_LEFT)) {
        step(w, p, action != ACTION_LEFT);
        return REACTION_REDRAW;
    }
    return blank ? activate(w, p) : action == ACTION_TYPE ? REACTION_BELL : PAGE_PASSES;
}

/* A row that does not apply any more cannot have the focus. */
static void resume(struct wizard *w, struct page *page)
{
    struct export_page *p = (struct export_page *)page;
    wizard_check(w);
    measure(w, p);
    while (!export_shows(w, p, p->at))
        p->at--;
}

/* ---- what came of it ---- */

enum { REPLACE, OTHER_NAME, WRITE_NAME };

static unsigned exists_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    struct export_page *p = export_below(w);
    if (!p)
        return REACTION_REDRAW;
    if (choice == WRITE_NAME) {
        p->at = EXPORT_PATH;
        return REACTION_REDRAW;
    }
    if (choice == OTHER_NAME) {
        str_set(&p->path, str_sv(&context->text));
        set_path_end(w, p);
    }
    return write_file(w, p, choice == REPLACE);
}

static unsigned ask_replace(struct wizard *w, const struct event *event)
{
    struct menu_page *menu = page_menu_new(_("已有同名文件"));
    struct str text = {0};
    str_add_f(&menu->note, _("%.*s 已经有了，要怎么存？"), SV_ARG(event->path));
    if (event->text.len) {
        str_add_f(&text, _("另存为 %.*s"), SV_ARG(event->text));
        menu_add(menu, OTHER_NAME, text.ptr);
    }
    menu_add(menu, REPLACE, _("替换它"));
    menu_add(menu, WRITE_NAME, _("不存，另写一个文件名"));
    str_set(&menu->context.text, event->text);
    menu->chosen = exists_chosen;
    wizard_push(w, &menu->page);
    str_clear(&w->message);
    str_release(&text);
    return REACTION_REDRAW | REACTION_BELL;
}

static unsigned take_written(struct wizard *w, struct export_page *p, const struct event *event)
{
    bool printed = event->request == REQUEST_PRINT;
    str_set(&p->report, event->text);
    vec_clear(&p->beyond);
    for (size_t i = 0; event->beyond && i < event->beyond->len; i++)
        vec_push(&p->beyond, event->beyond->ptr[i]);
    wizard_say(w, TONE_GOOD, "%s",
               printed                ? _("已送去打印。")
               : export_is_package(p) ? _("送审包做好了。")
                                      : _("已导出。"));
    if (!printed)
        wizard_request(w, REQUEST_HABITS);
    return REACTION_REDRAW;
}

static unsigned take_habits(struct wizard *w, struct export_page *p, const struct habits *habits)
{
    str_set(&p->print_command, habits->print_command);
    /* What stands in a line to be written must be text. */
    str_set(&p->last_folder, utf8_valid(habits->folder, NULL) ? habits->folder : SV(""));
    resume(w, &p->page);
    return REACTION_REDRAW;
}

static unsigned event(struct wizard *w, struct page *page, const struct event *event)
{
    struct export_page *p = (struct export_page *)page;
    switch (event->kind) {
    case EVENT_EXISTS:
        return ask_replace(w, event);
    case EVENT_WRITTEN:
        return take_written(w, p, event);
    case EVENT_HABITS:
        return take_habits(w, p, event->habits);
    default:
        return PAGE_PASSES;
    }
}

static void free_page(struct page *page)
{
    struct export_page *p = (struct export_page *)page;
    str_release(&p->path);
    str_release(&p->print_command);
    str_release(&p->last_folder);
    str_release(&p->report);
    layout_release(&p->layout);
    vec_release(&p->beyond);
    free(p);
}

static void help(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)w;
    (void)page;
    str_add_f(
        out, "%s\n%s\n%s\n%s\n%s\n%s", _("导出和打印"),
        _("上下键选一行，左右键换这一行的选择，Enter 列出全部选择，或者照这一行做。给别人用 "
          "WPS、Word "
          "打开，选 Word 文档，或者纯文本的第一种编码。"),
        _("文件存在草稿旁边，也可以换个文件夹（如 U 盘）。已有同名文件时先问，不会直接替换；也不会"
          "替换草稿。"),
        _("送审包里有草稿、申报书、插图和记下的材料，附一张清单，先要定稿、盖章；缺什么会逐处列出"
          "。"),
        _("设一条打印命令，就可以在这里直接打印。命令由你自己写、自己确认，没有设过的命令不会运行"
          "。"),
        _("很旧的 Windows "
          "程序显示不了的字，导出后可以逐个去看在第几页第几行；样子和意思相近的可以代替"
          "，草稿不改动。"));
}

static const struct page_class export_class = {
    .kind = PAGE_EXPORT,
    .apply = apply,
    .event = event,
    .resume = resume,
    .free = free_page,
    .help = help,
};

/* ---- opening ---- */

struct page *page_export_new_of(struct wizard *w, size_t paper, bool dense)
{
    struct export_page *p = xcalloc(1, sizeof *p);
    p->page.class = &export_class;
    p->chosen[EXPORT_PAPER] = paper;
    p->chosen[EXPORT_PROFILE] = dense;
    layout_init(&p->layout);
    export_name(w, p);
    p->at = EXPORT_GO;
    p->editor.caret = p->path.len;
    wizard_request(w, REQUEST_HABITS);
    return &p->page;
}

void page_export_choose(struct wizard *w, struct page *page, size_t paper, bool dense)
{
    struct export_page *p = (struct export_page *)page;
    choose(w, p, EXPORT_PAPER, paper);
    p->chosen[EXPORT_PROFILE] = dense;
    p->at = EXPORT_GO;
}

struct page *page_export_new(struct wizard *w)
{
    return page_export_new_of(w, 0, false);
}
