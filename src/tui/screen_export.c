#include "tui/draw.h"
#include "wizard/final.h"
#include "wizard/pages.h"

enum {
    LABEL_COL = 4,
    ROOMY_ROWS = 16 /* of a body with room for a blank row before what is done */
};

/* The page is a column of rows, some of several lines, of which as many are seen as there is room
 * for. It is gone over twice: first to know where the focus comes to lie. */
struct column {
    const struct wizard *w;
    const struct export_page *p;
    struct canvas *c;
    struct area body;
    bool draws;
    uint32_t skip;  /* lines left out at the top */
    uint32_t line;  /* the next one, of the column */
    uint32_t focus; /* where the row in focus starts */
    uint32_t after; /* and ends */
};

/* Where a line of the column is on the screen; end_row when it is not. */
static uint32_t screen_row(const struct column *d, uint32_t line)
{
    bool seen = d->draws && line >= d->skip && line - d->skip < d->body.end_row - d->body.row;
    return seen ? d->body.row + line - d->skip : d->body.end_row;
}

/* Text from the next line on; the lines it takes. */
static uint32_t put(const struct column *d, uint32_t col, struct sv text, enum style style)
{
    uint32_t end = d->body.end_col - 1u, hidden = d->skip > d->line ? d->skip - d->line : 0;
    struct area nowhere = {d->body.end_row, col, d->body.end_row, end};
    uint32_t lines = draw_wrapped(d->c, nowhere, 0, text, style);
    if (d->draws && hidden < lines) {
        struct area area = {d->body.row + (hidden ? 0 : d->line - d->skip), col, d->body.end_row,
                            end};
        draw_wrapped(d->c, area, hidden, text, style);
    }
    return lines;
}

static void put_mark(struct column *d, uint32_t lines, uint32_t col)
{
    uint32_t row = screen_row(d, d->line);
    d->focus = d->line;
    d->after = d->line + lines;
    if (row == d->body.end_row)
        return;
    canvas_text(d->c, row, 2, 3, SV(">"), STYLE_HEAD);
    canvas_caret(d->c, row, col);
}

static void put_label(const struct column *d, enum export_row row)
{
    uint32_t at = screen_row(d, d->line);
    if (at != d->body.end_row)
        canvas_text(d->c, at, LABEL_COL, EXPORT_VALUE_COL, sv_from(export_row_label(row)),
                    STYLE_LABEL);
}

static void put_choice(struct column *d, enum export_row row)
{
    struct str text = {0};
    bool focused = d->p->at == row;
    str_add(&text, focused ? SV("< ") : SV("  "));
    export_add_choice(&text, d->w, row, d->p->chosen[row]);
    str_add(&text, focused ? SV(" >") : SV(""));
    put_label(d, row);
    uint32_t lines = put(d, EXPORT_VALUE_COL, str_sv(&text), focused ? STYLE_FOCUS : STYLE_PLAIN);
    if (focused)
        put_mark(d, lines, EXPORT_VALUE_COL);
    d->line += lines;
    str_release(&text);
}

static void put_path_line(struct column *d, uint32_t i, bool focused)
{
    size_t start, end;
    uint32_t col = EXPORT_VALUE_COL + 2, row = screen_row(d, d->line + i);
    struct spot spot = editor_spot(&d->p->editor);
    if (row == d->body.end_row || !layout_row(&d->p->layout, i, &start, &end))
        return;
    if (focused)
        canvas_fill(d->c, row, col, d->body.end_col - 1u, STYLE_FIELD);
    canvas_text(d->c, row, col, d->c->cols, sv_sub(str_sv(&d->p->path), start, end),
                focused ? STYLE_FIELD : STYLE_PLAIN);
    if (!focused || spot.row != i)
        return;
    canvas_text(d->c, row, 2, 3, SV(">"), STYLE_HEAD);
    canvas_caret(d->c, row, col + spot.column);
}

static void put_path(struct column *d)
{
    bool focused = d->p->at == EXPORT_PATH;
    uint32_t lines = d->p->layout.rows ? d->p->layout.rows : 1;
    put_label(d, EXPORT_PATH);
    for (uint32_t i = 0; i < lines; i++)
        put_path_line(d, i, focused);
    if (focused) {
        d->focus = d->line + editor_spot(&d->p->editor).row;
        d->after = d->focus + 1;
    }
    d->line += lines;
}

static void add_button(struct str *out, const struct wizard *w, const struct export_page *p,
                       enum export_row row)
{
    switch (row) {
    case EXPORT_FOLDER:
        str_add(out, sv_from(_("换个文件夹……")));
        break;
    case EXPORT_LAST_FOLDER:
        str_add_f(out, _("上次的文件夹：%s"), p->last_folder.ptr);
        break;
    case EXPORT_PRINT:
        str_add_f(out, _("打印（命令：%s）"), p->print_command.ptr);
        break;
    case EXPORT_SET_PRINT:
        str_add(out, sv_from(p->print_command.len ? _("改打印命令……") : _("设一条打印命令……")));
        break;
    case EXPORT_BEYOND:
        str_add_f(out, _("逐个去看这些字，%zu 处……"), p->beyond.len);
        break;
    case EXPORT_FINAL:
        final_add_offer(out, w);
        break;
    default:
        str_add(out, sv_from(export_is_package(p) ? _("做送审包") : _("导出")));
    }
}

static void put_button(struct column *d, enum export_row row)
{
    struct str text = {0}, shown = {0};
    bool focused = d->p->at == row, under_path = row < EXPORT_GO;
    uint32_t col = under_path ? EXPORT_VALUE_COL + 2 : LABEL_COL;
    add_button(&text, d->w, d->p, row);
    /* The words of 定稿 come as they are. */
    str_add_f(&shown, row == EXPORT_FINAL ? "%s" : "[ %s ]", text.ptr);
    uint32_t lines = put(d, col, str_sv(&shown), focused ? STYLE_FOCUS : STYLE_PLAIN);
    if (focused)
        put_mark(d, lines, col);
    d->line += lines;
    str_release(&text);
    str_release(&shown);
}

static void put_column(struct column *d)
{
    for (enum export_row row = 0; row < EXPORT_ROWS; row++) {
        if (!export_shows(d->w, d->p, row))
            continue;
        if (row == EXPORT_GO && d->body.end_row - d->body.row >= ROOMY_ROWS)
            d->line++;
        if (row < EXPORT_CHOICES)
            put_choice(d, row);
        else if (row == EXPORT_PATH)
            put_path(d);
        else
            put_button(d, row);
    }
    if (d->p->report.len)
        d->line += 1 + put(&(struct column){.c = d->c,
                                            .body = d->body,
                                            .draws = d->draws,
                                            .skip = d->skip,
                                            .line = d->line + 1},
                           2, str_sv(&d->p->report), STYLE_GOOD);
}

static void draw_export(const struct wizard *w, const struct page *page, struct canvas *c)
{
    const struct export_page *p = (const struct export_page *)page;
    struct column d = {.w = w, .p = p, .c = c, .body = draw_body(w)};
    uint32_t room = d.body.end_row - d.body.row;
    put_column(&d);
    uint32_t total = d.line, most = total > room ? total - room : 0;
    /* Below the choices, the end is what matters: what came of it. */
    if (p->at >= EXPORT_GO)
        d.skip = most < d.focus ? most : d.focus;
    else
        d.skip = d.after > room ? d.after - room : 0;
    d.draws = true;
    d.line = 0;
    put_column(&d);
    draw_more(c, d.body, d.skip > 0, total - d.skip > room);
}

static void export_title(const struct wizard *w, const struct page *page, struct str *out)
{
    (void)w;
    (void)page;
    str_add(out, sv_from(_("> 导出")));
}

static void export_status(const struct wizard *w, const struct page *page, struct canvas *c)
{
    struct tally t = findings_tally(&w->findings);
    struct str text = {0};
    (void)page;
    if (w->final == FINAL_NOW)
        str_add_f(&text, _("第 %u 稿定稿：每页会印稿次和校验码"), finals_last(w->draft)->revision);
    else if (t.errors)
        str_add_f(&text, _("有错误 %u 处也能导出，每页印“草稿”"), t.errors);
    else
        str_add(&text, sv_from(_("没有错误；没有定稿，每页印“草稿”")));
    canvas_text(c, w->geometry.status_row, 1, c->cols, str_sv(&text),
                t.errors ? STYLE_WARN : STYLE_GOOD);
    str_release(&text);
}

/* How what will be exported gets onto paper. */
static void guide_printing(const struct export_page *p, struct str *out)
{
    bool dense = p->chosen[EXPORT_PROFILE];
    if (export_is_package(p))
        str_add(out, sv_from(_("草稿、申报书、插图和记下的材料合成一个文件，附一张清单；先要定稿、"
                               "盖章。")));
    else if (export_is_docx(p))
        str_add(out, sv_from(_("打印：用 WPS、Word 或 LibreOffice 打开，核对页数，A4 双面打印（长边"
                               "翻页）。")));
    else if (export_for_linux(p))
        str_add_f(out,
                  _("打印：paps --font=\"Noto Sans Mono CJK SC %s\" 文件名 | lp，不要直接用 lp。"),
                  export_points(dense));
    else
        str_add_f(out, _("打印：用 WPS、Word 或记事本打开，字体选等宽的宋体或仿宋，%s 磅，A4。"),
                  export_points(dense));
}

static void export_guide(const struct wizard *w, const struct page *page, struct str *out)
{
    static const char *const texts[EXPORT_ROWS] = {
        [EXPORT_PAPER] = N_("左右键换，Enter 全部列出。附表可以单独打印，也可以和申报书装订在一起，"
                            "页码连着编。"),
        [EXPORT_FORMAT] = N_("左右键换，Enter 全部列出。纯文本在哪里都能打开；Word "
                             "文档带插图；送审包用来交给主管部门。"),
        [EXPORT_ENCODING] = N_("左右键换，Enter 全部列出。不知道选哪个，就选第一个。"),
        [EXPORT_SUBSTITUTE] =
            N_("旧程序显示不了的字，可以换成样子和意思相近的字（如 ☑ 换成 √），逐个列出；草稿不改动"
               "。"),
        [EXPORT_PROFILE] = N_("左右键换，Enter 全部列出。公文版面用 18 磅字打印，紧凑版面用 11.5 "
                              "磅。"),
        [EXPORT_PATH] = N_("只写文件名，就存在草稿旁边。"),
        [EXPORT_FOLDER] = N_("从列表里选文件夹，如 U 盘。"),
        [EXPORT_LAST_FOLDER] = N_("按 Enter 就存到那里。"),
        [EXPORT_PRINT] = N_("按 Enter 就把纸面内容送给这条命令；不另存文件。"),
        [EXPORT_SET_PRINT] = N_("设好以后，可以在这里直接打印。"),
        [EXPORT_BEYOND] = N_("列出每个字在第几页第几行，按 Enter 去改。"),
    };
    const struct export_page *p = (const struct export_page *)page;
    (void)w;
    if (texts[p->at])
        str_add(out, sv_from(_(texts[p->at])));
    else
        guide_printing(p, out);
}

static const struct hint *export_hints(const struct wizard *w, const struct page *page)
{
    static const struct hint list[] = {
        {ACTION_ENTER, NULL, N_("选定/导出")},
        {ACTION_NONE, N_("上下"), N_("移动")},
        {ACTION_NONE, N_("左右"), N_("换")},
        {ACTION_BACK, NULL, N_("返回")},
        {ACTION_PREVIEW, NULL, N_("预览")},
        {ACTION_HELP, NULL, N_("帮助")},
        {ACTION_NONE, NULL, NULL},
    };
    (void)w;
    (void)page;
    return list;
}

const struct screen screen_export = {PAGE_EXPORT,   draw_export,  export_title,
                                     export_status, export_guide, export_hints};
