#include "out/table.h"

#include "out/clean.h"
#include "out/columns.h"
#include "text/csv.h"

void table_release(struct table *t)
{
    for (size_t i = 0; i < t->columns.len; i++)
        str_release(&t->columns.ptr[i].label);
    for (size_t r = 0; r < t->rows.len; r++) {
        struct table_row *row = &t->rows.ptr[r];
        for (size_t i = 0; i < row->cells.len; i++)
            str_release(&row->cells.ptr[i]);
        vec_release(&row->cells);
    }
    vec_release(&t->columns);
    vec_release(&t->rows);
    str_release(&t->title);
    str_release(&t->head);
    str_release(&t->foot);
}

struct sv table_cell(const struct table_row *row, size_t column)
{
    return column < row->cells.len ? str_sv(&row->cells.ptr[column]) : SV("");
}

void table_settle(const struct table *t, uint32_t page, struct columns *out)
{
    for (size_t i = 0; i < t->columns.len; i++) {
        struct column *c = vec_add(out);
        c->declared = t->columns.ptr[i].width;
        column_see(c, str_sv(&t->columns.ptr[i].label));
        for (size_t r = 0; r < t->rows.len; r++)
            column_see(c, table_cell(&t->rows.ptr[r], i));
    }
    columns_settle(out, page);
}

/* ---- for spreadsheet programs ---- */

/* How a spreadsheet program reads a file: what parts its cells, and which controls may stay in
 * them. */
struct spread {
    char separator;
    struct sv keep;
    bool text_codes;
};

static bool needs_quotes(struct sv cell, char separator)
{
    for (size_t i = 0; i < cell.len; i++)
        if (cell.ptr[i] == separator || cell.ptr[i] == '"' || cell.ptr[i] == '\n')
            return true;
    return cell.len && (cell.ptr[0] == ' ' || cell.ptr[cell.len - 1] == ' ');
}

static void add_doubled(struct str *out, struct sv text)
{
    struct sv quote = SV("\"");
    for (size_t at = 0; at < text.len;) {
        size_t hit = sv_find(text, quote, at);
        size_t end = hit == SV_NONE ? text.len : hit + 1;
        str_add(out, sv_sub(text, at, end));
        if (hit != SV_NONE)
            str_add(out, quote);
        at = end;
    }
}

static void add_quoted_cell(struct str *out, struct sv cell, char separator)
{
    bool quotes = needs_quotes(cell, separator);
    if (quotes)
        str_add_byte(out, '"');
    if (csv_is_formula(cell))
        str_add_byte(out, '\'');
    add_doubled(out, cell);
    if (quotes)
        str_add_byte(out, '"');
}

/* ="…" holds a text of 255 characters at most and no control. */
static bool can_be_text_formula(struct sv cell)
{
    for (size_t i = 0; i < cell.len; i++)
        if ((unsigned char)cell.ptr[i] < ' ')
            return false;
    return cell.len > 0 && cell.len <= 255;
}

static void add_text_formula(struct str *out, struct sv cell)
{
    struct str formula = {0};
    str_add(&formula, SV("=\""));
    add_doubled(&formula, cell);
    str_add_byte(&formula, '"');
    str_add_byte(out, '"');
    add_doubled(out, str_sv(&formula));
    str_add_byte(out, '"');
    str_release(&formula);
}

static void add_field(struct str *out, const struct spread *how, struct sv raw, bool code)
{
    struct str clean = {0};
    add_clean(&clean, raw, how->keep);
    if (code && how->text_codes && can_be_text_formula(str_sv(&clean)))
        add_text_formula(out, str_sv(&clean));
    else
        add_quoted_cell(out, str_sv(&clean), how->separator);
    str_release(&clean);
}

static void add_spread(struct str *out, const struct table *t, const struct spread *how)
{
    str_add(out, SV("\xEF\xBB\xBF"));
    for (size_t i = 0; i < t->columns.len; i++) {
        if (i)
            str_add_byte(out, how->separator);
        add_field(out, how, str_sv(&t->columns.ptr[i].label), false);
    }
    str_add(out, SV("\r\n"));
    for (size_t r = 0; r < t->rows.len; r++) {
        for (size_t i = 0; i < t->columns.len; i++) {
            if (i)
                str_add_byte(out, how->separator);
            add_field(out, how, table_cell(&t->rows.ptr[r], i), t->columns.ptr[i].code);
        }
        str_add(out, SV("\r\n"));
    }
}

void table_add_csv(struct str *out, const struct table *t, bool text_codes)
{
    add_spread(out, t, &(struct spread){',', SV("\t\n"), text_codes});
}

void table_add_tsv_file(struct str *out, const struct table *t, bool text_codes)
{
    add_spread(out, t, &(struct spread){'\t', SV(""), text_codes});
}

/* ---- TSV for a pipe ---- */

/* Pasted into a spreadsheet, a cell is a formula as much as in CSV. */
static void add_tsv_cell(struct str *out, struct sv raw, size_t column)
{
    struct str clean = {0};
    if (column)
        str_add_byte(out, '\t');
    add_clean(&clean, raw, SV(""));
    if (csv_is_formula(str_sv(&clean)))
        str_add_byte(out, '\'');
    str_add(out, str_sv(&clean));
    str_release(&clean);
}

void table_add_tsv(struct str *out, const struct table *t)
{
    for (size_t i = 0; i < t->columns.len; i++)
        add_tsv_cell(out, str_sv(&t->columns.ptr[i].label), i);
    str_add_byte(out, '\n');
    for (size_t r = 0; r < t->rows.len; r++) {
        for (size_t i = 0; i < t->columns.len; i++)
            add_tsv_cell(out, table_cell(&t->rows.ptr[r], i), i);
        str_add_byte(out, '\n');
    }
}
