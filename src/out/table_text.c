#include "out/table.h"

#include "base/xalloc.h"
#include "out/align.h"
#include "out/clean.h"
#include "text/wrap.h"

enum {
    GAP = 2,          /* cells between columns */
    LEAST = 4,        /* cells of a column, while the page has room */
    NARROW = 8,       /* a column declared so narrow has nothing to spare: a name of four 字 */
    WIDEST_WORD = 40, /* a longer one is broken rather than squeeze its neighbours */
    BODY = TABLE_LINES - 1,
    LABELS_MOST = BODY / 2, /* higher labels are not repeated on each page */
};

VEC_TYPE(texts, struct str);

static void texts_release(struct texts *list)
{
    for (size_t i = 0; i < list->len; i++)
        str_release(&list->ptr[i]);
    vec_release(list);
}

/* ---- widths ---- */

/* The widest run without blanks and Han in it: what a line break would tear. */
static uint32_t widest_word(struct sv cell)
{
    size_t widest = 0, run = 0;
    for (size_t i = 0; i < cell.len; i++) {
        unsigned char byte = (unsigned char)cell.ptr[i];
        run = byte > ' ' && byte < 0x7F ? run + 1 : 0;
        widest = run > widest ? run : widest;
    }
    return widest < WIDEST_WORD ? (uint32_t)widest : WIDEST_WORD;
}

static uint32_t least_width(const struct table *t, size_t column)
{
    uint32_t declared = t->columns.ptr[column].width;
    uint32_t least = declared < NARROW ? declared : NARROW;
    uint32_t label = widest_word(str_sv(&t->columns.ptr[column].label));
    least = label > least ? label : least;
    for (size_t r = 0; r < t->rows.len; r++) {
        const struct table_row *row = &t->rows.ptr[r];
        uint32_t word = column < row->cells.len ? widest_word(str_sv(&row->cells.ptr[column])) : 0;
        least = word > least ? word : least;
    }
    return least > LEAST ? least : LEAST;
}

/* Takes `excess` cells out of the widths, in proportion to what each has above its least; the rest
 * of a division goes to the columns that still can. */
static void shrink(uint32_t *width, const uint32_t *least, size_t count, uint32_t excess)
{
    uint64_t slack = 0;
    for (size_t i = 0; i < count; i++)
        slack += width[i] - least[i];
    if (slack == 0)
        return;
    uint64_t want = excess < slack ? excess : slack, taken = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t share = (uint32_t)((width[i] - least[i]) * want / slack);
        width[i] -= share;
        taken += share;
    }
    for (size_t i = 0; taken < want; i = (i + 1) % count) {
        if (width[i] <= least[i])
            continue;
        width[i]--;
        taken++;
    }
}

/* Half a 字 is of no use: of two columns that have one, one gives it to the other. */
static void pair_halves(uint32_t *width, const uint32_t *least, size_t count)
{
    size_t giver = count;
    for (size_t i = 0; i < count; i++) {
        if (width[i] % 2 == 0)
            continue;
        if (giver < count) {
            width[giver]--;
            width[i]++;
            giver = count;
        } else if (width[i] > least[i]) {
            giver = i;
        }
    }
}

static uint32_t excess_of(const uint32_t *width, size_t count)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += width[i] + (i ? GAP : 0);
    return sum > TABLE_WIDTH ? (uint32_t)(sum - TABLE_WIDTH) : 0;
}

/* Widths as declared, at least that of the widest word; on a page too narrow for them all first
 * what is wider than its words gives, then the words. Two cells, one 字, are the end. */
static void settle_widths(const struct table *t, uint32_t *width)
{
    size_t count = t->columns.len;
    VEC(uint32_t) least = {0};
    for (size_t i = 0; i < count; i++) {
        uint32_t words = least_width(t, i), declared = t->columns.ptr[i].width;
        declared = declared < TABLE_WIDTH ? declared : TABLE_WIDTH;
        width[i] = declared > words ? declared : words;
        vec_push(&least, words);
    }
    shrink(width, least.ptr, count, excess_of(width, count));
    pair_halves(width, least.ptr, count);
    for (size_t i = 0; i < count; i++)
        least.ptr[i] = 2;
    shrink(width, least.ptr, count, excess_of(width, count));
    vec_release(&least);
}

/* ---- lines ---- */

static void add_cell_lines(struct texts *out, struct sv cell, uint32_t width)
{
    struct wrap_style style = {.width = width, .policy = WIDTH_PAPER};
    struct str clean = {0};
    struct lines lines = {0};
    struct sv paragraph;
    add_clean(&clean, sv_trim(cell), SV("\n"));
    for (struct sv rest = str_sv(&clean); clean.len && sv_next(&rest, '\n', &paragraph);) {
        vec_clear(&lines);
        wrap_paragraph(paragraph, &style, &lines);
        for (size_t i = 0; i < lines.len; i++)
            str_add(vec_add(out), sv_sub(paragraph, lines.ptr[i].start, lines.ptr[i].end));
    }
    vec_release(&lines);
    str_release(&clean);
}

struct grid {
    const struct table *table;
    uint32_t *width;
};

/* Puts the lines of one cell into the row's lines, at its column. */
static void merge_cell(struct texts *out, const struct texts *cell, size_t column)
{
    while (out->len < cell->len)
        (void)vec_add(out);
    for (size_t i = 0; i < cell->len; i++)
        add_at_column(&out->ptr[i], column, str_sv(&cell->ptr[i]));
}

/* The lines of a row, of the labels if `row` is NULL. */
static void add_row_lines(struct texts *out, const struct grid *g, const struct table_row *row)
{
    size_t column = 0;
    for (size_t i = 0; i < g->table->columns.len; i++) {
        struct texts cell = {0};
        struct sv text = str_sv(&g->table->columns.ptr[i].label);
        if (row)
            text = i < row->cells.len ? str_sv(&row->cells.ptr[i]) : SV("");
        add_cell_lines(&cell, text, g->width[i]);
        merge_cell(out, &cell, column);
        texts_release(&cell);
        column += g->width[i] + GAP;
    }
}

/* Hyphens under the labels: one cell wide everywhere, unlike the signs made for frames. */
static void add_rule_line(struct texts *out, const struct grid *g)
{
    struct str *line = vec_add(out);
    for (size_t i = 0; i < g->table->columns.len; i++) {
        if (i)
            str_add_bytes(line, ' ', GAP);
        str_add_bytes(line, '-', g->width[i]);
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
    add_cell_lines(&lines, str_sv(&t->title), TABLE_WIDTH);
    for (size_t i = 0; i < lines.len; i++) {
        struct str line = {0};
        add_centred(&line, TABLE_WIDTH, str_sv(&lines.ptr[i]));
        put(p, str_sv(&line));
        str_release(&line);
    }
    if (lines.len)
        put(p, SV(""));
    texts_release(&lines);
    add_cell_lines(&lines, str_sv(&t->head), TABLE_WIDTH);
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
    add_clean(&line, sv_sub(foot, 0, width_fit(foot, left - GAP, WIDTH_PAPER)), SV(""));
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
    struct grid g = {t, xcalloc(t->columns.len + 1, sizeof *g.width)};
    settle_widths(t, g.width);
    add_row_lines(&labels, &g, NULL);
    add_rule_line(&labels, &g);
    new_page(&p);
    put_head(&p, t);
    put_all(&p, &labels);
    if (labels.len <= LABELS_MOST)
        p.labels = &labels;
    for (size_t r = 0; r < t->rows.len; r++) {
        struct texts row = {0};
        add_row_lines(&row, &g, &t->rows.ptr[r]);
        put_row(&p, &row);
        texts_release(&row);
    }
    add_pages(out, &p, str_sv(&t->foot));
    texts_release(&labels);
    texts_release(&p.lines);
    vec_release(&p.pages);
    free(g.width);
}
