#include "tui/draw.h"
#include "tui/keymap.h"
#include "wizard/dialogs.h"

/* ---- a few choices ---- */

enum { MENU_COL = 4, ROOMY_ROWS = 12 /* of a body with room for a blank row before the note */ };

static void draw_note(const struct menu_page *m, struct canvas *c, struct area note)
{
    struct str text = {0};
    str_add(&text, str_sv(&m->note));
    if (m->keeps_typing && m->context.text.len)
        str_add_f(&text, _("\n接着打的也留着：%s"), m->context.text.ptr);
    draw_wrapped(c, note, 0, str_sv(&text), STYLE_PLAIN);
    str_release(&text);
}

/* The choices stand below a blank row where there is room for it; the one in focus is shown in any
 * case. */
static void draw_menu(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct menu_page *m = (const struct menu_page *)page;
    struct area body = draw_body(w), note = body;
    bool roomy = body.row + m->items.len < body.end_row;
    size_t rows = body.end_row - body.row, scroll = m->at < rows || roomy ? 0 : m->at - rows + 1;
    note.row += (uint32_t)m->items.len + 1 + (rows >= ROOMY_ROWS);
    note.col = MENU_COL;
    note.end_col = c->cols - 1u;
    draw_note(m, c, note);
    for (size_t i = scroll; i < m->items.len && i - scroll < rows; i++) {
        struct str text = {0};
        uint32_t row = body.row + roomy + (uint32_t)(i - scroll);
        bool focused = i == m->at;
        if (!m->keeps_typing)
            str_add_f(&text, "%*zu  ", m->items.len > 9 ? 2 : 1, i + 1);
        str_add(&text, str_sv(&m->items.ptr[i].text));
        canvas_text(c, row, MENU_COL, c->cols - 1u, str_sv(&text),
                    focused ? STYLE_FOCUS : STYLE_PLAIN);
        if (focused) {
            canvas_text(c, row, 2, 3, SV(">"), STYLE_HEAD);
            canvas_caret(c, row, MENU_COL);
        }
        str_release(&text);
    }
    draw_more(c, body, scroll > 0, !roomy && scroll + rows < m->items.len);
}

static void menu_title(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)w;
    str_add_f(out, "> %s", ((const struct menu_page *)page)->title.ptr);
}

static const struct hint *menu_hints(const struct wizard *w, const struct page *page)
{
    static const struct hint list[] = {
        {ACTION_ENTER, NULL, N_("选定")},
        {ACTION_NONE, N_("数字"), N_("直接选")},
        {ACTION_NONE, N_("上下"), N_("移动")},
        {ACTION_BACK, NULL, N_("返回")},
        {ACTION_NONE, NULL, NULL},
    };
    static const struct hint typing[] = {
        {ACTION_ENTER, NULL, N_("选定")},
        {ACTION_NONE, N_("上下"), N_("移动")},
        {ACTION_BACK, NULL, N_("返回")},
        {ACTION_NONE, NULL, NULL},
    };
    (void)w;
    return ((const struct menu_page *)page)->keeps_typing ? typing : list;
}

const struct screen screen_menu = {PAGE_MENU, draw_menu, menu_title, NULL, NULL, menu_hints};

/* ---- one line to type ---- */

static void draw_prompt(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct prompt_page *p = (const struct prompt_page *)page;
    struct area body = draw_body(w);
    uint32_t col = 4, first = body.row + 3;
    struct area head = {body.row + 1, col, first, c->cols - 1u};
    draw_wrapped(c, head, 0, str_sv(&p->title), STYLE_HEAD);
    for (uint32_t i = 0; i < p->layout.rows; i++) {
        size_t start, end;
        if (!layout_row(&p->layout, i, &start, &end))
            continue;
        canvas_fill(c, first + i, col, c->cols - 4u, STYLE_FIELD);
        canvas_text(c, first + i, col, c->cols, sv_sub(str_sv(&p->value), start, end), STYLE_FIELD);
    }
    struct area hint = {first + p->layout.rows + 1, col, body.end_row, c->cols - 1u};
    draw_wrapped(c, hint, 0, str_sv(&p->hint), STYLE_DIM);
    struct spot spot = editor_spot(&p->editor);
    canvas_caret(c, first + spot.row, col + spot.column);
}

static void prompt_title(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)w;
    str_add_f(out, "> %s", ((const struct prompt_page *)page)->title.ptr);
}

static const struct hint *prompt_hints(const struct wizard *w, const struct page *page)
{
    static const struct hint list[] = {
        {ACTION_ENTER, NULL, N_("确定")},
        {ACTION_BACK, NULL, N_("放弃")},
        {ACTION_SELECT_ALL, NULL, N_("全选")},
        {ACTION_NONE, NULL, NULL},
    };
    (void)w;
    (void)page;
    return list;
}

const struct screen screen_prompt = {PAGE_PROMPT, draw_prompt, prompt_title,
                                     NULL,        NULL,        prompt_hints};

/* ---- a folder ---- */

/* What stands behind the entries. */
static const char *const last_lines[] = {
    [FILES_OPEN] = N_("直接写出路径……"),
    [FILES_ADD] = N_("直接写出路径……"),
    [FILES_INSERT] = N_("直接写出路径……"),
    [FILES_FOLDER] = N_("[ 就存在这个文件夹 ]"),
    [FILES_RECEIVE] = N_("[ 收这个文件夹里的全部 ]"),
};

static void draw_files(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct files_page *p = (const struct files_page *)page;
    struct area body = draw_body(w);
    struct str folder = {0};
    draw_add_fitted(&folder, str_sv(&p->folder), c->cols - 4u);
    canvas_text(c, body.row, 2, c->cols, str_sv(&folder), STYLE_HEAD);
    str_release(&folder);
    uint32_t first = body.row + 2;
    for (size_t i = p->scroll; i <= p->entries.len; i++) {
        uint32_t row = first + (uint32_t)(i - p->scroll);
        if (row >= body.end_row)
            break;
        bool last = i == p->entries.len, focused = i == p->at;
        struct str text = {0}, fitted = {0};
        if (last)
            str_add(&text, sv_from(_(last_lines[p->purpose])));
        else
            str_add_f(&text, "%s%s", p->entries.ptr[i].name.ptr,
                      p->entries.ptr[i].is_folder ? "/" : "");
        draw_add_fitted(&fitted, str_sv(&text), c->cols - 6u);
        canvas_text(c, row, 4, c->cols, str_sv(&fitted), focused ? STYLE_FOCUS : STYLE_PLAIN);
        if (focused) {
            canvas_text(c, row, 2, 3, SV(">"), STYLE_HEAD);
            canvas_caret(c, row, 4);
        }
        str_release(&text);
        str_release(&fitted);
    }
}

static void files_title(const struct wizard *w, const struct page *page, struct str *out)
{
    static const char *const names[] = {[FILES_OPEN] = N_("> 打开草稿"),
                                        [FILES_ADD] = N_("> 添加文件"),
                                        [FILES_INSERT] = N_("> 插入文本文件"),
                                        [FILES_FOLDER] = N_("> 存到哪个文件夹"),
                                        [FILES_RECEIVE] = N_("> 收件")};
    (void)w;
    str_add(out, sv_from(_(names[((const struct files_page *)page)->purpose])));
}

static const struct hint *files_hints(const struct wizard *w, const struct page *page)
{
    static const struct hint list[] = {
        {ACTION_ENTER, NULL, N_("打开")},
        {ACTION_NONE, N_("上下"), N_("移动")},
        {ACTION_BACK, NULL, N_("返回")},
        {ACTION_NONE, NULL, NULL},
    };
    (void)w;
    (void)page;
    return list;
}

const struct screen screen_files = {PAGE_FILES, draw_files, files_title, NULL, NULL, files_hints};

/* ---- help ---- */

static const enum style help_styles[] = {[HELP_TITLE] = STYLE_HEAD,
                                         [HELP_HEAD] = STYLE_HEAD,
                                         [HELP_TEXT] = STYLE_PLAIN,
                                         [HELP_QUOTE] = STYLE_QUOTE,
                                         [HELP_KEY] = STYLE_PLAIN};

static void draw_help_line(struct canvas *c, const struct help_line *line, struct area area,
                           uint32_t skip)
{
    bool head = line->style == HELP_TITLE || line->style == HELP_HEAD;
    area.col = help_indent(line->style);
    if (head && skip == 0)
        area.row++;
    draw_wrapped(c, area, skip > head ? skip - head : 0, str_sv(&line->text),
                 help_styles[line->style]);
    if (line->style != HELP_KEY || skip || area.row >= area.end_row)
        return;
    struct str keys = {0};
    keymap_add_names(&keys, line->action);
    canvas_text(c, area.row, 3, area.col, str_sv(&keys), STYLE_HEAD);
    str_release(&keys);
}

static void draw_help(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct help_page *p = (const struct help_page *)page;
    struct area body = draw_body(w);
    uint32_t row = 0, room = body.end_row - body.row;
    for (size_t i = 0; i < p->lines.len && row < p->scroll + room; i++) {
        uint32_t rows = help_rows(&p->lines.ptr[i], c->cols);
        if (row + rows > p->scroll) {
            struct area area = body;
            area.end_col = c->cols - 1u;
            area.row = body.row + (row > p->scroll ? row - p->scroll : 0);
            draw_help_line(c, &p->lines.ptr[i], area, p->scroll > row ? p->scroll - row : 0);
        }
        row += rows;
    }
    canvas_caret(c, body.row, 0);
}

static void help_title(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)w;
    (void)page;
    str_add(out, sv_from(_("> 说明")));
}

static const struct hint *help_hints(const struct wizard *w, const struct page *page)
{
    static const struct hint list[] = {
        {ACTION_PAGE_DOWN, NULL, N_("下一屏")},
        {ACTION_PAGE_UP, NULL, N_("上一屏")},
        {ACTION_BACK, NULL, N_("返回")},
        {ACTION_NONE, NULL, NULL},
    };
    (void)w;
    (void)page;
    return list;
}

const struct screen screen_help = {PAGE_HELP, draw_help, help_title, NULL, NULL, help_hints};
