#include "out/columns.h"

#include "out/align.h"
#include "out/clean.h"
#include "text/wrap.h"

enum {
    LEAST = 4,        /* cells of a column, while the page has room */
    NARROW = 8,       /* a column declared so narrow has nothing to spare: a name of four 字 */
    WIDEST_WORD = 40, /* a longer one is broken rather than squeeze its neighbours */
    LAST = 2,         /* cells a column keeps whatever happens: one 字 */
};

void texts_release(struct texts *list)
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

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

void column_see(struct column *c, struct sv text)
{
    struct sv line;
    c->least = larger(c->least, widest_word(text));
    while (sv_next(&text, '\n', &line)) {
        size_t cells = width_text(line, WIDTH_PAPER);
        c->full = larger(c->full, cells < UINT16_MAX ? (uint32_t)cells : UINT16_MAX);
    }
}

/* Takes `excess` cells out of the widths, in proportion to what each has above its least; the rest
 * of a division goes to the columns that still can. */
static void shrink(struct columns *list, uint32_t excess)
{
    uint64_t slack = 0;
    for (size_t i = 0; i < list->len; i++)
        slack += list->ptr[i].width - list->ptr[i].least;
    if (slack == 0)
        return;
    uint64_t want = excess < slack ? excess : slack, taken = 0;
    for (size_t i = 0; i < list->len; i++) {
        struct column *c = &list->ptr[i];
        uint32_t share = (uint32_t)((c->width - c->least) * want / slack);
        c->width -= share;
        taken += share;
    }
    for (size_t i = 0; taken < want; i = (i + 1) % list->len) {
        if (list->ptr[i].width <= list->ptr[i].least)
            continue;
        list->ptr[i].width--;
        taken++;
    }
}

/* Half a 字 is of no use: of two columns that have one, one gives it to the other. */
static void pair_halves(struct columns *list)
{
    struct column *giver = NULL;
    for (size_t i = 0; i < list->len; i++) {
        struct column *c = &list->ptr[i];
        if (c->width % 2 == 0)
            continue;
        if (giver) {
            giver->width--;
            c->width++;
            giver = NULL;
        } else if (c->width > c->least) {
            giver = c;
        }
    }
}

static uint64_t sum_of(const struct columns *list)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < list->len; i++)
        sum += list->ptr[i].width + (i ? COLUMNS_GAP : 0);
    return sum;
}

static uint32_t excess_of(const struct columns *list, uint32_t page)
{
    uint64_t sum = sum_of(list);
    return sum > page ? (uint32_t)(sum - page) : 0;
}

static void set_places(struct columns *list)
{
    uint32_t at = 0;
    for (size_t i = 0; i < list->len; i++) {
        list->ptr[i].at = at;
        at += list->ptr[i].width + COLUMNS_GAP;
    }
}

void columns_settle(struct columns *list, uint32_t page)
{
    for (size_t i = 0; i < list->len; i++) {
        struct column *c = &list->ptr[i];
        uint32_t narrow = c->declared < NARROW ? c->declared : NARROW;
        c->least = larger(larger(c->least, narrow), LEAST);
        c->width = larger(c->declared < page ? c->declared : page, c->least);
    }
    shrink(list, excess_of(list, page));
    pair_halves(list);
    for (size_t i = 0; i < list->len; i++)
        list->ptr[i].least = LAST;
    shrink(list, excess_of(list, page));
    set_places(list);
}

void columns_spread(struct columns *list, uint32_t page)
{
    uint64_t sum = sum_of(list), lack = 0;
    uint64_t room = sum < page ? page - sum : 0;
    for (size_t i = 0; i < list->len; i++)
        if (list->ptr[i].full > list->ptr[i].width)
            lack += list->ptr[i].full - list->ptr[i].width;
    uint64_t give = room < lack ? room : lack;
    for (size_t i = 0; lack && i < list->len; i++) {
        struct column *c = &list->ptr[i];
        uint64_t own = c->full > c->width ? c->full - c->width : 0;
        uint64_t share = own * give / lack;
        c->width += (uint32_t)(share < own ? share - share % 2 : share);
    }
    set_places(list);
}

/* ---- lines ---- */

void cell_add_lines(struct texts *out, struct sv cell, uint32_t width)
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

static size_t blanks_before(struct sv text, const struct column *c)
{
    size_t cells = width_text(text, WIDTH_PAPER);
    size_t room = cells < c->width ? c->width - cells : 0;
    switch (c->align) {
    case COLUMN_RIGHT:
        return room;
    case COLUMN_CENTRE:
        return room / 2;
    default:
        return 0;
    }
}

void columns_place(struct texts *row, const struct texts *cell, const struct column *c)
{
    while (row->len < cell->len)
        (void)vec_add(row);
    for (size_t i = 0; i < cell->len; i++) {
        struct sv text = str_sv(&cell->ptr[i]);
        add_at_column(&row->ptr[i], c->at + blanks_before(text, c), text);
    }
}

void columns_add_rule(struct str *line, const struct columns *list)
{
    for (size_t i = 0; i < list->len; i++) {
        if (i)
            str_add_bytes(line, ' ', COLUMNS_GAP);
        str_add_bytes(line, '-', list->ptr[i].width);
    }
}
