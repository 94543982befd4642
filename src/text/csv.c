#include "text/csv.h"

#include "base/i18n.h"

struct parser {
    char *text; /* of out->text: cells are written over what they were read from, never longer */
    size_t len;
    size_t at;
    uint32_t line;
    uint32_t column; /* of the cell being read, from 1 */
    struct csv *out;
    struct err *e;
};

void csv_release(struct csv *t)
{
    str_release(&t->text);
    vec_release(&t->cells);
    vec_release(&t->rows);
}

struct sv csv_cell(const struct csv *t, size_t row, size_t column)
{
    const struct csv_row *r = &t->rows.ptr[row];
    return column < r->count ? t->cells.ptr[r->first + column] : SV("");
}

bool csv_is_formula(struct sv cell)
{
    static const char *const starts[] = {"=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠"};
    while (sv_starts(cell, SV(" ")))
        cell = sv_from_offset(cell, 1);
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
        if (sv_starts(cell, sv_from(starts[i])))
            return true;
    return false;
}

/* ---- what programs put around a text ---- */

/* The text of ="…" in place of the formula; one that calculates is left as it is. */
static bool undo_text_formula(char *cell, size_t *len)
{
    if (*len < 3 || cell[0] != '=' || cell[1] != '"' || cell[*len - 1] != '"')
        return false;
    for (size_t i = 2; i + 1 < *len; i++)
        if (cell[i] == '"' && (i + 2 >= *len || cell[++i] != '"'))
            return false;
    size_t to = 0;
    for (size_t i = 2; i + 1 < *len; i++) {
        cell[to++] = cell[i];
        if (cell[i] == '"')
            i++;
    }
    *len = to;
    return true;
}

static struct sv undo(char *cell, size_t len)
{
    if (undo_text_formula(cell, &len))
        return sv_make(cell, len);
    struct sv text = sv_make(cell, len), rest = sv_from_offset(text, 1);
    bool digits = rest.len && rest.ptr[0] >= '0' && rest.ptr[0] <= '9';
    return sv_byte(text, 0) == '\'' && (digits || csv_is_formula(rest)) ? rest : text;
}

/* ---- cells ---- */

static bool refuse(const struct parser *p, uint32_t line, const char *why)
{
    return err_set(p->e, ERR_REFUSED, _("第 %u 行第 %u 格：%s"), line, p->column, why);
}

static bool at_newline(const struct parser *p)
{
    return p->text[p->at] == '\n' || p->text[p->at] == '\r';
}

static bool at_end_of_cell(const struct parser *p)
{
    return p->at >= p->len || at_newline(p) || p->text[p->at] == p->out->separator;
}

static void skip_newline(struct parser *p)
{
    if (p->text[p->at] == '\r' && p->at + 1 < p->len && p->text[p->at + 1] == '\n')
        p->at++;
    p->at++;
    p->line++;
}

/* A tab is a control that a cell may hold; newlines are seen to before. */
static bool take_byte(struct parser *p, char *out, size_t *len)
{
    unsigned char byte = (unsigned char)p->text[p->at++];
    if ((byte < ' ' && byte != '\t') || byte == 0x7F)
        return refuse(p, p->line, _("有控制字符，不是表格程序存出的内容，请删去后再用。"));
    out[(*len)++] = (char)byte;
    return true;
}

static bool read_quoted(struct parser *p, size_t *len)
{
    char *out = p->text + p->at;
    uint32_t line = p->line;
    for (p->at++; p->at < p->len;) {
        if (p->text[p->at] == '"' && (p->at + 1 >= p->len || p->text[p->at + 1] != '"')) {
            p->at++;
            return at_end_of_cell(p) ||
                   refuse(p, p->line, _("收尾的引号后面还有字。请用表格程序重新存成 CSV。"));
        }
        if (at_newline(p)) {
            skip_newline(p);
            out[(*len)++] = '\n';
            continue;
        }
        p->at += p->text[p->at] == '"';
        if (!take_byte(p, out, len))
            return false;
    }
    return refuse(p, line, _("引号没有收尾，直到文件末尾都在这一格里。请补上引号。"));
}

static bool read_plain(struct parser *p, size_t *len)
{
    char *out = p->text + p->at;
    while (!at_end_of_cell(p))
        if (!take_byte(p, out, len))
            return false;
    return true;
}

static bool read_cell(struct parser *p)
{
    size_t start = p->at, len = 0;
    uint32_t line = p->line;
    bool quoted = p->at < p->len && p->text[p->at] == '"';
    if (!(quoted ? read_quoted(p, &len) : read_plain(p, &len)))
        return false;
    if (len > CSV_MAX_CELL_BYTES)
        return refuse(p, line, _("字太多了，一格最多 32767 个汉字。"));
    vec_push(&p->out->cells, undo(p->text + start, len));
    return true;
}

/* ---- rows ---- */

static bool row_is_blank(const struct csv *t, const struct csv_row *row)
{
    for (uint32_t i = 0; i < row->count; i++)
        if (sv_trim(t->cells.ptr[row->first + i]).len)
            return false;
    return true;
}

static bool read_row(struct parser *p)
{
    struct csv_row row = {p->line, (uint32_t)p->out->cells.len, 0};
    bool more = true;
    for (p->column = 1; more; p->column++) {
        if (p->column > CSV_MAX_COLUMNS)
            return err_set(p->e, ERR_REFUSED, _("第 %u 行第 %u 格：格子太多了，一行最多 %d 格。"),
                           row.line, p->column, CSV_MAX_COLUMNS);
        if (!read_cell(p))
            return false;
        more = p->at < p->len && !at_newline(p);
        p->at += more;
    }
    row.count = p->column - 1;
    if (p->at < p->len)
        skip_newline(p);
    if (row_is_blank(p->out, &row))
        p->out->cells.len = row.first;
    else if (p->out->rows.len == CSV_MAX_ROWS)
        return err_set(p->e, ERR_REFUSED, _("第 %u 行：行太多了，一个文件最多 %d 行。"), row.line,
                       CSV_MAX_ROWS);
    else
        vec_push(&p->out->rows, row);
    return true;
}

/* ---- the whole ---- */

/* "sep=;" in front of all, as Excel reads and some programs write it. */
static bool said_separator(struct parser *p)
{
    struct sv text = sv_make(p->text, p->len);
    if (!sv_starts(text, SV("sep=")) || p->len < 6 || (p->text[5] != '\r' && p->text[5] != '\n') ||
        sv_find_byte(SV("\t,;|"), p->text[4], 0) == SV_NONE)
        return false;
    p->out->separator = p->text[4];
    p->at = 5;
    skip_newline(p);
    return true;
}

/* In the first line with words: a label may have a comma in it, hardly a tab. */
static char find_separator(struct sv text)
{
    bool quoted = false, words = false, comma = false, semicolon = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '"')
            quoted = !quoted;
        else if (!quoted && c == '\t')
            return c;
        else if (!quoted && words && (c == '\n' || c == '\r'))
            break;
        comma = comma || (!quoted && c == ',');
        semicolon = semicolon || (!quoted && c == ';');
        words = words || (unsigned char)c > ' ';
    }
    return semicolon && !comma ? ';' : ',';
}

static bool parse(struct parser *p)
{
    p->text = p->out->text.ptr;
    p->len = p->out->text.len;
    if (!said_separator(p))
        p->out->separator = find_separator(str_sv(&p->out->text));
    while (p->at < p->len)
        if (!read_row(p))
            return false;
    return true;
}

bool csv_read(struct sv bytes, struct csv *out, struct err *e)
{
    struct parser p = {.line = 1, .out = out, .e = e};
    if (bytes.len > CSV_MAX_BYTES)
        return err_set(e, ERR_REFUSED, _("文件有 %zu 字节，表格文件最多 %d 字节。"), bytes.len,
                       CSV_MAX_BYTES);
    if (encoding_decode(bytes, &out->text, &out->encoding, &out->doubtful, e) && parse(&p))
        return true;
    csv_release(out);
    *out = (struct csv){0};
    return false;
}
