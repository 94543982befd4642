#include "out/readers/recogniser.h"

#include "out/anchor.h"
#include "out/readers/match.h"
#include "text/prose.h"

/* ---- rows as our own print writes them ---- */

static uint32_t add_row(struct recogniser *k, uint32_t table)
{
    return draft_row_add(k->draft, NULL, table, draft_rows(k->draft, table)->len, SV(""));
}

/* “3. ” where the third row is due; the offset behind it, 0 if it is not there. */
static size_t row_number(const struct recogniser *k, struct sv text)
{
    struct str mark = {0};
    size_t end = 0;
    str_add_f(&mark, "%zu.", draft_rows(k->draft, k->table)->len + 1);
    if (sv_starts(text, str_sv(&mark)))
        end = mark.len;
    str_release(&mark);
    return end && (end == text.len || text.ptr[end] == ' ') ? end : 0;
}

static bool opens_with_leaf(const struct recogniser *k, struct sv text)
{
    const struct field *table = &k->form->fields[k->table];
    for (uint32_t f = table->index + 1; f < table->end; f++) {
        const struct field *leaf = &k->form->fields[f];
        if (is_printed_leaf(k->form, table, leaf) && sv_starts(text, leaf->label) &&
            sv_starts(sv_from_offset(text, leaf->label.len), SV("：")))
            return true;
    }
    return false;
}

bool recogniser_row(struct recogniser *k, const struct passage *p, struct sv text)
{
    if (k->table == NO_FIELD)
        return false;
    size_t end = row_number(k, text);
    struct sv rest = paragraph_trim(sv_from_offset(text, end));
    bool empty = k->reading->own && (rest.len == 0 || sv_eq(rest, SV(ANSWER_BLANK)));
    if (end == 0 || (!empty && !opens_with_leaf(k, rest)))
        return false;
    struct place row = {k->table, add_row(k, k->table)};
    if (!empty && answer_put_leaves(k->draft, row, rest, false, k->reading->own) != ANSWER_TAKEN)
        recogniser_leave(k, p->number, text);
    recogniser_take(k, row, p->number);
    return true;
}

/* ---- tables of a document ---- */

enum { MOST_COLUMNS = 64, HEAD_ROWS = 4, LEAST_KNOWN = 2 };

/* Which leaf of a form's table stands in each column of a document's. */
struct columns {
    uint32_t table;
    uint32_t leaf[MOST_COLUMNS + 1]; /* by column, NO_FIELD: not known */
    struct sv head[MOST_COLUMNS + 1];
    uint32_t known;
    uint32_t row; /* the head row */
};

static bool is_column(const struct field *leaf, struct sv text)
{
    return match_whole(text, leaf->label) || match_whole(text, leaf->brief);
}

/* The leaf a head cell names, its remark in brackets aside. */
static uint32_t leaf_of(const struct form *form, const struct field *table, struct sv text)
{
    for (size_t cut = text.len, next; cut > 0; cut = next) {
        next = utf8_prev(text, cut);
        if (cut < text.len && match_skip_remarks(text, cut) != text.len)
            continue;
        for (uint32_t f = table->index + 1; f < table->end; f++)
            if ((kind_flags(form->fields[f].kind) & KIND_LEAF) &&
                is_column(&form->fields[f], sv_sub(text, 0, cut)))
                return f;
    }
    return NO_FIELD;
}

static bool is_taken(const struct columns *c, uint32_t leaf)
{
    for (size_t i = 1; i <= MOST_COLUMNS; i++)
        if (c->leaf[i] == leaf)
            return true;
    return false;
}

/* Reads one row as the head of a form's table. */
static void read_head(const struct recogniser *k, const struct field *table, size_t from, size_t to,
                      struct columns *c)
{
    *c = (struct columns){.table = table->index, .row = k->reading->passages.ptr[from].row};
    for (size_t i = 0; i <= MOST_COLUMNS; i++)
        c->leaf[i] = NO_FIELD;
    for (size_t i = from; i < to; i++) {
        const struct passage *p = &k->reading->passages.ptr[i];
        struct sv text = paragraph_trim(str_sv(&p->text));
        enum { LONGEST_HEAD = 120 };
        if (p->column == 0 || p->column > MOST_COLUMNS || text.len == 0 ||
            text.len > LONGEST_HEAD || c->head[p->column].len)
            continue;
        uint32_t leaf = leaf_of(k->form, table, text);
        c->head[p->column] = text;
        if (leaf == NO_FIELD || is_taken(c, leaf))
            continue;
        c->leaf[p->column] = leaf;
        c->known++;
    }
}

static size_t row_end(const struct recogniser *k, size_t from, size_t to)
{
    const struct passages *all = &k->reading->passages;
    size_t i = from;
    while (i < to && all->ptr[i].row == all->ptr[from].row)
        i++;
    return i;
}

/* The form's table that one of the first rows is the head of. False if there is none, or it has
 * rows already. */
static bool find_columns(const struct recogniser *k, size_t from, size_t to, struct columns *best)
{
    struct columns c;
    best->known = 0;
    for (int n = 0; n < HEAD_ROWS && from < to; n++) {
        size_t end = row_end(k, from, to);
        for (uint32_t f = 0; f < k->form->field_count; f = k->form->fields[f].end) {
            if (k->form->fields[f].kind != FIELD_TABLE || draft_rows(k->draft, f)->len)
                continue;
            read_head(k, &k->form->fields[f], from, end, &c);
            if (c.known > best->known)
                *best = c;
        }
        from = end;
    }
    return best->known >= LEAST_KNOWN;
}

static bool is_running_number(struct sv text)
{
    return text.len && prose_skip_digits(text, 0) == text.len;
}

/* The words of the cell that `from` opens, its paragraphs as lines; where the next cell starts. */
static size_t cell_text(const struct recogniser *k, size_t from, size_t to, struct str *out)
{
    const struct passages *all = &k->reading->passages;
    size_t i = from;
    str_clear(out);
    for (; i < to && all->ptr[i].row == all->ptr[from].row &&
           all->ptr[i].column == all->ptr[from].column;
         i++) {
        struct sv text = paragraph_trim(str_sv(&all->ptr[i].text));
        if (text.len && out->len)
            str_add_byte(out, '\n');
        str_add(out, text);
    }
    return i;
}

static void leave_cell(struct recogniser *k, const struct columns *c, const struct passage *p,
                       struct sv text)
{
    struct str line = {0};
    if (p->column <= MOST_COLUMNS && c->head[p->column].len)
        str_add_f(&line, "%.*s：", SV_ARG(c->head[p->column]));
    str_add(&line, text);
    recogniser_leave(k, p->number, str_sv(&line));
    str_release(&line);
}

/* The key of the row the cells go into, which is made for the first of them. */
static void put_cell(struct recogniser *k, const struct columns *c, const struct passage *p,
                     struct sv text, uint32_t *row)
{
    uint32_t leaf = p->column <= MOST_COLUMNS ? c->leaf[p->column] : NO_FIELD;
    if (leaf == NO_FIELD && is_running_number(text))
        return;
    if (leaf == NO_FIELD) {
        leave_cell(k, c, p, text);
        return;
    }
    if (*row == 0)
        *row = add_row(k, c->table);
    if (answer_put(k->draft, (struct place){leaf, *row}, text, k->reading->own) == ANSWER_UNFIT)
        leave_cell(k, c, p, text);
    recogniser_take(k, (struct place){c->table, *row}, p->number);
}

bool recogniser_table(struct recogniser *k, size_t from, size_t to)
{
    struct columns c;
    struct str text = {0};
    uint32_t row = 0, key = 0;
    if (!find_columns(k, from, to, &c))
        return false;
    while (from < to) {
        const struct passage *p = &k->reading->passages.ptr[from];
        if (p->row != row)
            key = 0;
        row = p->row;
        from = cell_text(k, from, to, &text);
        if (text.len && p->row < c.row)
            recogniser_leave(k, p->number, str_sv(&text));
        else if (text.len && p->row > c.row)
            put_cell(k, &c, p, str_sv(&text), &key);
    }
    str_release(&text);
    return true;
}
