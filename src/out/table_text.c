#include "out/table.h"

#include "out/align.h"
#include "out/clean.h"
#include "out/columns.h"
#include "text/width.h"

enum {
    BODY = TABLE_LINES - 1,
    LABELS_MOST = BODY / 2, /* higher labels are not repeated on each page */
};

/* ---- rows ---- */

/* The lines of a row, of the labels if `row` is NULL. */
static void add_row_lines(struct texts *out, const struct columns *columns, const struct table *t,
                          const struct table_row *row)
{
    for (size_t i = 0; i < columns->len; i++) {
        struct texts cell = {0};
        struct sv text = row ? table_cell(row, i) : str_sv(&t->columns.ptr[i].label);
        cell_add_lines(&cell, text, columns->ptr[i].width);
        columns_place(out, &cell, &columns->ptr[i]);
        texts_release(&cell);
    }
}

/* ---- pages ---- */

struct printer {
    struct texts lines;
    VEC(size_t) pages;          /* the index of the first line of each */
    const struct texts *labels; /* repeated on each page; NULL for none */
    size_t rows;                /* begun on the page */
};

static size_t lines_on_page(const struct printer *p)
{
    return p->lines.len - p->pages.ptr[p->pages.len - 1];
}

static void new_page(struct printer *p)
{
    vec_push(&p->pages, p->lines.len);
    p->rows = 0;
    for (size_t i = 0; p->labels && i < p->labels->len; i++)
        str_add(vec_add(&p->lines), str_sv(&p->labels->ptr[i]));
}

static void put(struct printer *p, struct sv text)
{
    if (lines_on_page(p) >= BODY)
        new_page(p);
    str_add(vec_add(&p->lines), text);
}

static void put_all(struct printer *p, const struct texts *lines)
{
    for (size_t i = 0; i < lines->len; i++)
        put(p, str_sv(&lines->ptr[i]));
}

/* A row goes to the next page when it does not fit this one and fits that. */
static void put_row(struct printer *p, const struct texts *lines)
{
    size_t used = lines_on_page(p), fresh = p->labels ? p->labels->len : 0;
    size_t need = lines->len + (p->rows ? 1 : 0);
    if (used > fresh && used + need > BODY && fresh + lines->len <= BODY)
        new_page(p);
    else if (p->rows && used < BODY)
        put(p, SV(""));
    put_all(p, lines);
    p->rows++;
}

static void put_head(struct printer *p, const struct table *t)
{
    struct texts lines = {0};
    cell_add_lines(&lines, str_sv(&t->title), TABLE_WIDTH);
    for (size_t i = 0; i < lines.len; i++) {
        struct str line = {0};
        add_centred(&line, TABLE_WIDTH, str_sv(&lines.ptr[i]));
        put(p, str_sv(&line));
        str_release(&line);
    }
    if (lines.len)
        put(p, SV(""));
    texts_release(&lines);
    cell_add_lines(&lines, str_sv(&t->head), TABLE_WIDTH);
    put_all(p, &lines);
    if (lines.len)
        put(p, SV(""));
    texts_release(&lines);
}

static void add_trimmed(struct str *out, struct sv line)
{
    while (line.len && line.ptr[line.len - 1] == ' ')
        line.len--;
    str_add(out, line);
    str_add_byte(out, '\n');
}

static void add_foot(struct str *out, struct sv foot, size_t page, size_t pages)
{
    struct str line = {0}, number = {0};
    str_add_f(&number, "第 %zu 页 共 %zu 页", page, pages);
    size_t left = TABLE_WIDTH - width_text(str_sv(&number), WIDTH_PAPER);
    add_clean(&line, sv_sub(foot, 0, width_fit(foot, left - COLUMNS_GAP, WIDTH_PAPER)), SV(""));
    add_at_column(&line, left, str_sv(&number));
    add_trimmed(out, str_sv(&line));
    str_release(&line);
    str_release(&number);
}

static void add_pages(struct str *out, const struct printer *p, struct sv foot)
{
    for (size_t n = 0; n < p->pages.len; n++) {
        size_t end = n + 1 < p->pages.len ? p->pages.ptr[n + 1] : p->lines.len;
        size_t count = end - p->pages.ptr[n];
        if (n)
            str_add_byte(out, '\f');
        for (size_t i = p->pages.ptr[n]; i < end; i++)
            add_trimmed(out, str_sv(&p->lines.ptr[i]));
        str_add_bytes(out, '\n', count < BODY ? BODY - count : 0);
        add_foot(out, foot, n + 1, p->pages.len);
    }
}

void table_add_text(struct str *out, const struct table *t)
{
    struct texts labels = {0};
    struct printer p = {0};
    struct columns columns = {0};
    table_settle(t, TABLE_WIDTH, &columns);
    add_row_lines(&labels, &columns, t, NULL);
    columns_add_rule(vec_add(&labels), &columns);
    new_page(&p);
    put_head(&p, t);
    put_all(&p, &labels);
    if (labels.len <= LABELS_MOST)
        p.labels = &labels;
    for (size_t r = 0; r < t->rows.len; r++) {
        struct texts row = {0};
        add_row_lines(&row, &columns, t, &t->rows.ptr[r]);
        put_row(&p, &row);
        texts_release(&row);
    }
    add_pages(out, &p, str_sv(&t->foot));
    texts_release(&labels);
    texts_release(&p.lines);
    vec_release(&p.pages);
    vec_release(&columns);
}
