#include "out/xlsx.h"

#include <xlsxwriter.h>

#include "base/i18n.h"
#include "out/clean.h"
#include "text/utf8.h"
#include "text/width.h"

enum {
    PAPER_A4 = 9,
    NO_TIME = 315532800, /* 1980-01-01: a workbook has to say when it was made */
    CELL_MOST = 32767,   /* UTF-16 units */
    COLUMNS_MOST = LXW_COL_MAX,
    ROWS_MOST = LXW_ROW_MAX - 8,
    EXACT_DIGITS = 15, /* of a number: what a double holds */
    WIDEST = 120,      /* print cells of a column */
    NARROWEST = 4,
    TITLE_HEIGHT = 30, /* points */
    LINE_HEIGHT = 18,
};

#define FONT "宋体"

enum look { LOOK_TITLE, LOOK_HEAD, LOOK_LABEL, LOOK_TEXT, LOOK_NUMBER, LOOK_FOOT, LOOKS };

struct look_row {
    double size;
    uint8_t align;
    bool bold;
    bool frame;
    bool text; /* what is typed into the cell later stays text too */
};

static const struct look_row look_rows[LOOKS] = {
    [LOOK_TITLE] = {18, LXW_ALIGN_CENTER, true, false, true},
    [LOOK_HEAD] = {12, LXW_ALIGN_LEFT, false, false, true},
    [LOOK_LABEL] = {11, LXW_ALIGN_CENTER, true, true, true},
    [LOOK_TEXT] = {11, LXW_ALIGN_LEFT, false, true, true},
    [LOOK_NUMBER] = {11, LXW_ALIGN_CENTER, false, true, false},
    [LOOK_FOOT] = {11, LXW_ALIGN_LEFT, false, false, true},
};

struct book {
    const struct table *table;
    lxw_workbook *workbook;
    lxw_worksheet *sheet;
    lxw_format *looks[LOOKS];
    lxw_row_t row;     /* the next free one */
    lxw_error trouble; /* the first */
};

static void note(struct book *b, lxw_error trouble)
{
    if (!b->trouble)
        b->trouble = trouble;
}

/* ---- text ---- */

static size_t utf16_units(struct sv text)
{
    size_t units = 0;
    char32_t cp;
    for (size_t at = 0; at<text.len; units += cp> 0xFFFF ? 2 : 1)
        at += utf8_decode(text, at, &cp);
    return units;
}

static bool is_hex4(struct sv text)
{
    for (size_t i = 0; i < 4; i++) {
        char c = sv_byte(text, i);
        if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f')))
            return false;
    }
    return true;
}

/* "_x0041_" is how a workbook writes a character by its number: words that look so are written
 * with their first sign by its number (ECMA-376 part 1, 22.9.2.19). */
static void add_unescaped(struct str *out, struct sv text)
{
    for (size_t at = 0; at < text.len; at++) {
        struct sv rest = sv_from_offset(text, at);
        if (sv_starts(rest, SV("_x")) && is_hex4(sv_from_offset(rest, 2)) &&
            sv_byte(rest, 6) == '_')
            str_add(out, SV("_x005F"));
        str_add_byte(out, text.ptr[at]);
    }
}

static void make_text(struct str *out, struct sv raw)
{
    struct str clean = {0};
    add_clean(&clean, raw, SV("\n"));
    add_unescaped(out, str_sv(&clean));
    str_release(&clean);
}

static void put_text(struct book *b, lxw_col_t column, struct sv raw, enum look look)
{
    struct str text = {0};
    make_text(&text, raw);
    note(b, text.len ? worksheet_write_string(b->sheet, b->row, column, text.ptr, b->looks[look])
                     : worksheet_write_blank(b->sheet, b->row, column, b->looks[look]));
    str_release(&text);
}

/* A whole number or a decimal that a double holds exactly enough to be shown as it was written. */
static bool read_number(struct sv cell, double *out)
{
    char digits[EXACT_DIGITS + 2];
    size_t len = 0, point = SV_NONE;
    int64_t value;
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.ptr[i] == '.' && point == SV_NONE && i)
            point = cell.len - i - 1;
        else if (len > EXACT_DIGITS || (cell.ptr[i] == '-' && i))
            return false;
        else
            digits[len++] = cell.ptr[i];
    }
    bool minus = len && digits[0] == '-';
    if (!sv_number(sv_make(digits + minus, len - minus), 0, INT64_MAX, &value))
        return false;
    *out = (double)(minus ? -value : value);
    for (size_t i = 0; point != SV_NONE && i < point; i++)
        *out /= 10;
    return true;
}

static void put_cell(struct book *b, lxw_col_t column, struct sv raw)
{
    double number;
    if (b->table->columns.ptr[column].number && read_number(raw, &number))
        note(b, worksheet_write_number(b->sheet, b->row, column, number, b->looks[LOOK_NUMBER]));
    else
        put_text(b, column, raw, LOOK_TEXT);
}

/* ---- looks ---- */

static bool make_looks(struct book *b)
{
    for (size_t i = 0; i < LOOKS; i++) {
        lxw_format *f = workbook_add_format(b->workbook);
        const struct look_row *row = &look_rows[i];
        if (!f)
            return false;
        format_set_font_name(f, FONT);
        format_set_font_size(f, row->size);
        format_set_align(f, row->align);
        format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
        format_set_text_wrap(f);
        if (row->bold)
            format_set_bold(f);
        if (row->frame)
            format_set_border(f, LXW_BORDER_THIN);
        if (row->text)
            format_set_num_format(f, "@");
        b->looks[i] = f;
    }
    return true;
}

static uint32_t width_of(const struct table_column *c)
{
    return c->width < NARROWEST ? NARROWEST : c->width > WIDEST ? WIDEST : c->width;
}

/* A column as wide as its cells; one more for the air at its sides. */
static void set_columns(struct book *b)
{
    const struct table *t = b->table;
    for (size_t i = 0; i < t->columns.len; i++)
        note(b, worksheet_set_column(b->sheet, (lxw_col_t)i, (lxw_col_t)i,
                                     width_of(&t->columns.ptr[i]) + 1, NULL));
}

/* ---- rows ---- */

/* How high a line over all columns has to be: programs measure rows themselves, merged ones not. */
static double height_of(const struct table *t, struct sv text, enum look look)
{
    double lines = 0, cells = 1, line = look == LOOK_TITLE ? TITLE_HEIGHT : LINE_HEIGHT;
    struct sv part;
    for (size_t i = 0; i < t->columns.len; i++)
        cells += width_of(&t->columns.ptr[i]);
    cells = cells * look_rows[LOOK_TEXT].size / look_rows[look].size;
    while (sv_next(&text, '\n', &part))
        lines += 1 + (double)(size_t)((double)width_text(part, WIDTH_PAPER) / cells);
    return lines * line;
}

static void put_line(struct book *b, struct sv raw, enum look look)
{
    size_t columns = b->table->columns.len;
    if (raw.len == 0)
        return;
    note(b, worksheet_set_row(b->sheet, b->row, height_of(b->table, raw, look), NULL));
    if (columns > 1)
        note(b, worksheet_merge_range(b->sheet, b->row, 0, b->row, (lxw_col_t)(columns - 1), "",
                                      b->looks[look]));
    put_text(b, 0, raw, look);
    b->row++;
}

static void put_labels(struct book *b)
{
    const struct table *t = b->table;
    for (size_t i = 0; i < t->columns.len; i++)
        put_text(b, (lxw_col_t)i, str_sv(&t->columns.ptr[i].label), LOOK_LABEL);
    note(b, worksheet_repeat_rows(b->sheet, b->row, b->row));
    worksheet_freeze_panes(b->sheet, b->row + 1, 0);
    b->row++;
}

static void put_rows(struct book *b)
{
    const struct table *t = b->table;
    for (size_t r = 0; r < t->rows.len; r++, b->row++)
        for (size_t i = 0; i < t->columns.len; i++)
            put_cell(b, (lxw_col_t)i,
                     i < t->rows.ptr[r].cells.len ? str_sv(&t->rows.ptr[r].cells.ptr[i]) : SV(""));
}

/* ---- the whole ---- */

static void set_page(struct book *b)
{
    worksheet_set_landscape(b->sheet);
    worksheet_set_paper(b->sheet, PAPER_A4);
    worksheet_set_margins(b->sheet, 0.6, 0.6, 0.8, 0.8);
    worksheet_fit_to_pages(b->sheet, 1, 0);
    worksheet_center_horizontally(b->sheet);
    note(b, worksheet_set_footer(b->sheet, "&C第 &P 页 共 &N 页"));
}

static void set_properties(struct book *b)
{
    struct str title = {0};
    add_clean(&title, str_sv(&b->table->title), SV(""));
    lxw_doc_properties properties = {.title = title.ptr, .created = NO_TIME};
    note(b, workbook_set_properties(b->workbook, &properties));
    str_release(&title);
}

/* What stands as text under an error mark: a code is no number that somebody forgot to make one. */
static void quiet_codes(struct book *b)
{
    struct str range = {0};
    char first[LXW_MAX_CELL_NAME_LENGTH], last[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell(first, 0, 0);
    lxw_rowcol_to_cell(last, b->row, (lxw_col_t)(b->table->columns.len - 1));
    str_add_f(&range, "%s:%s", first, last);
    note(b, worksheet_ignore_errors(b->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range.ptr));
    str_release(&range);
}

static void fill(struct book *b)
{
    set_page(b);
    set_properties(b);
    set_columns(b);
    put_line(b, str_sv(&b->table->title), LOOK_TITLE);
    put_line(b, str_sv(&b->table->head), LOOK_HEAD);
    put_labels(b);
    put_rows(b);
    put_line(b, str_sv(&b->table->foot), LOOK_FOOT);
    quiet_codes(b);
}

static bool cell_fits(struct sv cell, struct err *e)
{
    struct str text = {0};
    make_text(&text, cell);
    bool ok = utf16_units(str_sv(&text)) <= CELL_MOST;
    str_release(&text);
    return ok || err_set(e, ERR_REFUSED,
                         _("有一格的文字超过 %d 个字符，xlsx 表格放不下。请改用 "
                           "--format csv 或 text。"),
                         CELL_MOST);
}

static bool table_fits(const struct table *t, struct err *e)
{
    if (t->columns.len == 0 || t->columns.len > COLUMNS_MOST || t->rows.len > ROWS_MOST)
        return err_set(e, ERR_REFUSED, _("这张表有 %zu 栏 %zu 行，xlsx 表格放不下。"),
                       t->columns.len, t->rows.len);
    bool ok = cell_fits(str_sv(&t->title), e) && cell_fits(str_sv(&t->head), e) &&
              cell_fits(str_sv(&t->foot), e);
    for (size_t i = 0; ok && i < t->columns.len; i++)
        ok = cell_fits(str_sv(&t->columns.ptr[i].label), e);
    for (size_t r = 0; ok && r < t->rows.len; r++)
        for (size_t i = 0; ok && i < t->rows.ptr[r].cells.len; i++)
            ok = cell_fits(str_sv(&t->rows.ptr[r].cells.ptr[i]), e);
    return ok;
}

bool xlsx_write(const struct table *t, const char *path, struct err *e)
{
    struct book b = {.table = t};
    if (!table_fits(t, e))
        return false;
    b.workbook = workbook_new(path);
    b.sheet = b.workbook ? workbook_add_worksheet(b.workbook, NULL) : NULL;
    if (b.sheet && make_looks(&b))
        fill(&b);
    else
        b.trouble = LXW_ERROR_MEMORY_MALLOC_FAILED;
    if (b.workbook)
        note(&b, workbook_close(b.workbook));
    return !b.trouble || err_set(e, ERR_IO, _("写 xlsx 表格没有成功：%s。请看看磁盘是不是满了。"),
                                 lxw_strerror(b.trouble));
}
