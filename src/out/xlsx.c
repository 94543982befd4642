#include "out/xlsx.h"

#include <xlsxwriter.h>

#include "base/i18n.h"
#include "out/clean.h"
#include "out/columns.h"
#include "text/utf8.h"

enum {
    PAPER_A4 = 9,
    NO_TIME = 315532800, /* 1980-01-01: a workbook has to say when it was made */
    CELL_MOST = 32767,   /* UTF-16 units */
    COLUMNS_MOST = LXW_COL_MAX,
    ROWS_MOST = LXW_ROW_MAX - 8,
    EXACT_DIGITS = 15, /* of a number: what a double holds */
    WIDEST = 120,      /* print cells of a column */
    NARROWEST = 4,
    HIGHEST = 409, /* points of a row */
};

#define FONT "宋体"

enum look { LOOK_TITLE, LOOK_HEAD, LOOK_LABEL, LOOK_TEXT, LOOK_NUMBER, LOOK_FOOT, LOOKS };

struct look_row {
    double size;
    double line; /* height, points: around the head a seal has room */
    uint8_t align;
    bool bold;
    bool frame;
};

static const struct look_row look_rows[LOOKS] = {
    [LOOK_TITLE] = {18, 36, LXW_ALIGN_CENTER, true, false},
    [LOOK_HEAD] = {12, 32, LXW_ALIGN_LEFT, false, false},
    [LOOK_LABEL] = {11, 18, LXW_ALIGN_CENTER, true, true},
    [LOOK_TEXT] = {11, 15, LXW_ALIGN_LEFT, false, true},
    [LOOK_NUMBER] = {11, 15, LXW_ALIGN_CENTER, false, true},
    [LOOK_FOOT] = {11, 18, LXW_ALIGN_LEFT, false, false},
};

struct book {
    const struct table *table;
    lxw_workbook *workbook;
    lxw_worksheet *sheet;
    lxw_format *looks[LOOKS];
    lxw_format *numbers[EXACT_DIGITS]; /* by decimals, made when they are first asked for */
    lxw_row_t row;                     /* the next free one */
    lxw_error trouble;                 /* the first */
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

struct number {
    double value;
    size_t decimals; /* as written: 3.50 was meant */
};

/* A number of as many digits as a double holds; with zeros in front it is something else. */
static bool read_number(struct sv cell, struct number *out)
{
    char digits[EXACT_DIGITS + 1] = "";
    size_t len = 0, point = SV_NONE;
    int64_t value;
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.ptr[i] == '.' && point == SV_NONE && len)
            point = cell.len - i - 1;
        else if (len == sizeof digits || (cell.ptr[i] == '-' && i))
            return false;
        else
            digits[len++] = cell.ptr[i];
    }
    bool minus = len && digits[0] == '-';
    bool zeros = len - minus > 1 + (point == SV_NONE ? 0 : point) && digits[minus] == '0';
    if (len - minus > EXACT_DIGITS || point == 0 || zeros ||
        !sv_number(sv_make(digits + minus, len - minus), 0, INT64_MAX, &value))
        return false;
    *out = (struct number){(double)(minus ? -value : value), point == SV_NONE ? 0 : point};
    for (size_t i = 0; i < out->decimals; i++)
        out->value /= 10;
    return out->decimals < EXACT_DIGITS;
}

static void set_look(lxw_format *f, const struct look_row *row)
{
    format_set_font_name(f, FONT);
    format_set_font_size(f, row->size);
    format_set_align(f, row->align);
    format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
    format_set_text_wrap(f);
    if (row->bold)
        format_set_bold(f);
    if (row->frame)
        format_set_border(f, LXW_BORDER_THIN);
}

/* With the decimals it was written with. */
static lxw_format *number_look(struct book *b, size_t decimals)
{
    struct str format = {0};
    lxw_format *f = b->numbers[decimals];
    if (f)
        return f;
    f = workbook_add_format(b->workbook);
    if (!f) {
        note(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return b->looks[LOOK_TEXT];
    }
    str_add(&format, decimals ? SV("0.") : SV("0"));
    str_add_bytes(&format, '0', decimals);
    set_look(f, &look_rows[LOOK_NUMBER]);
    format_set_num_format(f, format.ptr);
    str_release(&format);
    b->numbers[decimals] = f;
    return f;
}

static void put_cell(struct book *b, lxw_col_t column, struct sv raw)
{
    struct number number;
    if (b->table->columns.ptr[column].number && read_number(raw, &number))
        note(b, worksheet_write_number(b->sheet, b->row, column, number.value,
                                       number_look(b, number.decimals)));
    else
        put_text(b, column, raw, LOOK_TEXT);
}

/* ---- looks ---- */

static bool make_looks(struct book *b)
{
    for (size_t i = 0; i < LOOKS; i++) {
        if (i == LOOK_NUMBER)
            continue; /* number_look */
        b->looks[i] = workbook_add_format(b->workbook);
        if (!b->looks[i])
            return false;
        set_look(b->looks[i], &look_rows[i]);
        format_set_num_format(b->looks[i], "@"); /* what is typed in later stays text too */
    }
    return true;
}

static uint32_t width_of(const struct table_column *c)
{
    return c->width < NARROWEST ? NARROWEST : c->width > WIDEST ? WIDEST : c->width;
}

/* A column's unit is a digit of the default face, which is narrower than half a 字 of ours; and
 * there is air at its sides. */
static void set_columns(struct book *b)
{
    const struct table *t = b->table;
    for (size_t i = 0; i < t->columns.len; i++)
        note(b, worksheet_set_column(b->sheet, (lxw_col_t)i, (lxw_col_t)i,
                                     1.1 * width_of(&t->columns.ptr[i]) + 1, NULL));
}

/* ---- rows ---- */

static size_t lines_of(struct sv text, uint32_t cells)
{
    struct texts lines = {0};
    cell_add_lines(&lines, text, cells);
    size_t count = lines.len;
    texts_release(&lines);
    return count;
}

/* Heights are said, for not every program measures wrapped rows when it opens a file, and none
 * measures merged cells. No row is higher than a workbook allows. */
static void set_height(struct book *b, size_t lines, enum look look)
{
    double height = (double)(lines ? lines : 1) * look_rows[look].line;
    note(b, worksheet_set_row(b->sheet, b->row, height < HIGHEST ? height : HIGHEST, NULL));
}

/* Of the labels if `row` is NULL. */
static void set_row_height(struct book *b, const struct table_row *row)
{
    const struct table *t = b->table;
    size_t most = 0;
    for (size_t i = 0; i < t->columns.len; i++) {
        struct sv text = row ? table_cell(row, i) : str_sv(&t->columns.ptr[i].label);
        size_t lines = lines_of(text, width_of(&t->columns.ptr[i]));
        most = lines > most ? lines : most;
    }
    set_height(b, most, row ? LOOK_TEXT : LOOK_LABEL);
}

/* Over all columns: how many lines it takes, in its own size. */
static size_t lines_across(const struct table *t, struct sv text, enum look look)
{
    double cells = 0;
    for (size_t i = 0; i < t->columns.len; i++)
        cells += width_of(&t->columns.ptr[i]);
    cells *= look_rows[LOOK_TEXT].size / look_rows[look].size;
    return lines_of(text, cells < NARROWEST ? NARROWEST : (uint32_t)cells);
}

static void put_line(struct book *b, struct sv raw, enum look look)
{
    size_t columns = b->table->columns.len;
    if (raw.len == 0)
        return;
    set_height(b, lines_across(b->table, raw, look), look);
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
    set_row_height(b, NULL);
    note(b, worksheet_repeat_rows(b->sheet, b->row, b->row));
    worksheet_freeze_panes(b->sheet, b->row + 1, 0);
    b->row++;
}

static void put_rows(struct book *b)
{
    const struct table *t = b->table;
    for (size_t r = 0; r < t->rows.len; r++, b->row++) {
        set_row_height(b, &t->rows.ptr[r]);
        for (size_t i = 0; i < t->columns.len; i++)
            put_cell(b, (lxw_col_t)i, table_cell(&t->rows.ptr[r], i));
    }
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
