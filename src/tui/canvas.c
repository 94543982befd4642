#include "tui/canvas.h"

#include <stdlib.h>
#include <string.h>

#include "base/bug.h"
#include "base/xalloc.h"
#include "text/cluster.h"
#include "text/norm.h"
#include "text/utf8.h"
#include "text/width.h"

char style_letter(enum style s)
{
    static const char letters[] = {
#define STYLE_LETTER(id, letter) letter,
        STYLES(STYLE_LETTER)
#undef STYLE_LETTER
    };
    BUG_ON((unsigned)s >= STYLE_COUNT);
    return letters[s];
}

void canvas_init(struct canvas *c)
{
    *c = (struct canvas){0};
}

void canvas_release(struct canvas *c)
{
    free(c->cells);
    *c = (struct canvas){0};
}

static struct cell *cell_at(struct canvas *c, uint32_t row, uint32_t col)
{
    return &c->cells[(size_t)row * c->cols + col];
}

void canvas_clear(struct canvas *c, uint16_t cols, uint16_t rows)
{
    size_t count = (size_t)cols * rows;
    if (c->cols != cols || c->rows != rows) {
        c->cells = xreallocarray(c->cells, count, sizeof *c->cells);
        c->cols = cols;
        c->rows = rows;
    }
    static const struct cell blank = {.base = ' ', .width = 1};
    for (size_t i = 0; i < count; i++)
        c->cells[i] = blank;
    c->caret_row = c->caret_col = 0;
}

/* Half of a wide character that was written over leaves a blank: for after cells were written from
 * `col`, which is in the row, up to `end`. */
static void mend_halves(struct canvas *c, uint32_t row, uint32_t col, uint32_t end)
{
    struct cell *from = cell_at(c, row, col);
    if (col > 0 && from[-1].width == 2 && from->width != 0) {
        from[-1].base = ' ';
        from[-1].width = 1;
        memset(from[-1].marks, 0, sizeof from[-1].marks);
    }
    if (end <= col || end >= c->cols)
        return;
    struct cell *behind = cell_at(c, row, end);
    if (behind->width == 0 && behind[-1].width != 2) {
        behind->base = ' ';
        behind->width = 1;
    }
}

static void put(struct canvas *c, uint32_t row, uint32_t col, struct sv cluster, int width,
                enum style style)
{
    struct cell cell = {.width = (uint8_t)width, .style = (uint8_t)style};
    size_t at = utf8_decode(cluster, 0, &cell.base);
    for (size_t mark = 0; at < cluster.len && mark < CELL_MARKS; mark++)
        at += utf8_decode(cluster, at, &cell.marks[mark]);
    *cell_at(c, row, col) = cell;
    if (width == 2)
        *cell_at(c, row, col + 1) = (struct cell){.style = (uint8_t)style};
}

/* One that is as it stands (width_alone); the number of its bytes. */
static size_t put_alone(struct canvas *c, uint32_t row, uint32_t col, const char *bytes,
                        unsigned width, enum style style)
{
    const unsigned char *b = (const unsigned char *)bytes;
    struct cell *cell = cell_at(c, row, col);
    if (width == 1) {
        *cell = (struct cell){.base = b[0], .width = 1, .style = (uint8_t)style};
        return 1;
    }
    char32_t cp = (char32_t)(b[0] & 0x0F) << 12 | (char32_t)(b[1] & 0x3F) << 6 | (b[2] & 0x3Fu);
    cell[0] = (struct cell){.base = cp, .width = 2, .style = (uint8_t)style};
    cell[1] = (struct cell){.style = (uint8_t)style};
    return 3;
}

/* What is drawn for a cluster: itself, or a visible mark where the terminal must not get it. */
static struct sv drawn(struct sv cluster, int *width)
{
    unsigned char first = (unsigned char)cluster.ptr[0];
    if (first >= ' ' && first < 0x7F && cluster.len == 1) {
        *width = 1;
        return cluster;
    }
    struct sv mark = cluster_plain_at(cluster, 0) ? SV("") : norm_mark(cluster);
    if (mark.len)
        cluster = mark;
    *width = width_cluster(cluster, WIDTH_SCREEN);
    return cluster;
}

uint32_t canvas_text(struct canvas *c, uint32_t row, uint32_t col, uint32_t end, struct sv text,
                     enum style style)
{
    if (end > c->cols)
        end = c->cols;
    if (row >= c->rows || col >= end)
        return col;
    uint32_t start = col;
    for (size_t at = 0; at < text.len;) {
        unsigned alone = width_alone(text, at);
        if (alone && col + alone > end)
            break;
        if (alone) {
            at += put_alone(c, row, col, text.ptr + at, alone, style);
            col += alone;
            continue;
        }
        size_t next = cluster_next(text, at);
        int width;
        struct sv cluster = drawn(sv_sub(text, at, next), &width);
        at = next;
        if (width == 0)
            continue;
        if (col + (uint32_t)width > end)
            break;
        put(c, row, col, cluster, width, style);
        col += (uint32_t)width;
    }
    mend_halves(c, row, start, col);
    return col;
}

void canvas_fill(struct canvas *c, uint32_t row, uint32_t col, uint32_t end, enum style style)
{
    if (end > c->cols)
        end = c->cols;
    if (row >= c->rows || col >= end)
        return;
    for (uint32_t i = col; i < end; i++)
        *cell_at(c, row, i) = (struct cell){.base = ' ', .width = 1, .style = (uint8_t)style};
    mend_halves(c, row, col, end);
}

void canvas_restyle(struct canvas *c, uint32_t row, uint32_t col, uint32_t end, enum style style)
{
    for (uint32_t i = col; row < c->rows && i < end && i < c->cols; i++)
        cell_at(c, row, i)->style = (uint8_t)style;
}

void canvas_caret(struct canvas *c, uint32_t row, uint32_t col)
{
    c->caret_row = (uint16_t)(row < c->rows ? row : c->rows - 1u);
    c->caret_col = (uint16_t)(col < c->cols ? col : c->cols - 1u);
}

static void trim(struct str *out, size_t start, char blank)
{
    while (out->len > start && out->ptr[out->len - 1] == blank)
        str_truncate(out, out->len - 1);
}

void canvas_dump(const struct canvas *c, bool styles, struct str *out)
{
    for (uint32_t row = 0; row < c->rows; row++) {
        const struct cell *cells = &c->cells[(size_t)row * c->cols];
        size_t start = out->len;
        for (uint32_t col = 0; col < c->cols; col++) {
            if (cells[col].width == 0)
                continue;
            utf8_add(out, cells[col].base);
            for (size_t m = 0; m < CELL_MARKS && cells[col].marks[m]; m++)
                utf8_add(out, cells[col].marks[m]);
        }
        trim(out, start, ' ');
        str_add_byte(out, '\n');
        if (!styles)
            continue;
        start = out->len;
        for (uint32_t col = 0; col < c->cols; col++)
            str_add_byte(out, style_letter(cells[col].style));
        trim(out, start, '.');
        str_add_byte(out, '\n');
    }
}
