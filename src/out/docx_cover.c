#include "out/docx_writer.h"

#include "text/wrap.h"

enum {
    COVER_CELLS = TEXT_WIDTH / CELL,
    ROW_HEIGHT = 700, /* a line to write on and the air above it */
    RULE_LEAST = 12,  /* cells: six 字 */
    LINE_CELLS = 56,  /* of 三号 */
    TITLE_CELLS = 40, /* of 二号: 20 字 a line */
    SEAL_WIDTH = 20 * CELL,
};

/* The columns of a cover: label, value on a rule, what stands behind; in cells. */
struct cover_columns {
    uint32_t label;
    uint32_t value;
    uint32_t after; /* 0: nothing stands behind any value */
};

static uint32_t cells_up_to(struct sv text, uint32_t most)
{
    size_t cells = width_text(text, WIDTH_PAPER);
    return cells < most ? (uint32_t)cells : most;
}

/* What is too wide for its column is wrapped there. */
static struct cover_columns measure(const struct doc *doc, size_t from, size_t to)
{
    struct cover_columns c = {.label = 2};
    for (size_t i = from; i < to; i++) {
        const struct block *b = &doc->blocks.ptr[i];
        if (b->kind != BLOCK_COVER_LINE)
            continue;
        uint32_t label = cells_up_to(b->label, COVER_CELLS / 2 - 2) + 2; /* and its colon */
        uint32_t after = cells_up_to(b->after, COVER_CELLS / 2 - RULE_LEAST);
        c.label = label > c.label ? label : c.label;
        c.after = after > c.after ? after : c.after;
    }
    c.value = COVER_CELLS - c.label - c.after - 2; /* a blank on both sides of the rule */
    return c;
}

/* ---- how high ---- */

static uint32_t lines_of(struct sv text, uint32_t width)
{
    struct lines lines = {0};
    struct wrap_style style = {.width = width, .policy = WIDTH_PAPER};
    wrap_paragraph(text, &style, &lines);
    uint32_t count = (uint32_t)lines.len;
    vec_release(&lines);
    return count;
}

static uint32_t seal_height(const struct block *b)
{
    uint32_t lines = b->lines < 2 ? 2 : b->lines;
    return (lines > PAGE_LINES / 2 ? PAGE_LINES / 2 : lines) * LINE_PITCH;
}

/* Twips of a block on the cover, about; of free lines none. */
static uint64_t height_of(const struct block *b, const struct cover_columns *c)
{
    switch (b->kind) {
    case BLOCK_TITLE:
        return (uint64_t)lines_of(b->text, TITLE_CELLS) * TITLE_PITCH;
    case BLOCK_COVER_LINE:
        return ROW_HEIGHT + (uint64_t)(lines_of(b->text, c->value) - 1) * LINE_PITCH;
    case BLOCK_SEAL:
        return seal_height(b);
    case BLOCK_SPACE:
        return 0;
    default:
        return (uint64_t)lines_of(b->text, LINE_CELLS) * LINE_PITCH;
    }
}

uint32_t docx_cover_space(const struct doc *doc, size_t from, size_t to)
{
    uint64_t height = 0;
    struct cover_columns columns = measure(doc, from, to);
    for (size_t i = from; i < to; i++) {
        if (!docx_is_cover(&doc->blocks.ptr[i]))
            return PAGE_LINES;
        height += height_of(&doc->blocks.ptr[i], &columns);
    }
    return height < TEXT_HEIGHT ? (uint32_t)((TEXT_HEIGHT - height) / LINE_PITCH) : 0;
}

/* ---- lines ---- */

static void open_row(struct xml *x, uint32_t height)
{
    xml_open(x, "w:tr", XML_END);
    xml_open(x, "w:trPr", XML_END);
    xml_empty(x, "w:cantSplit", XML_END);
    xml_open(x, "w:trHeight", XML_END);
    xml_attribute_number(x, "w:val", height);
    xml_attribute(x, "w:hRule", SV("atLeast"));
    xml_close(x);
    xml_close(x);
}

struct cover_cell {
    uint32_t width; /* twips */
    size_t span;
    const char *rule;
    const char *style;
};

static void add_cell(struct docx *d, const struct cover_cell *cell, struct sv text, struct sv more)
{
    docx_open_cell(&d->x, &(struct docx_cell){cell->width, cell->span, cell->rule, "top"});
    docx_open_paragraph(d, &(struct docx_paragraph){.style = cell->style});
    docx_add_text(&d->x, text, NULL);
    docx_add_text(&d->x, more, NULL);
    xml_close(&d->x);
    xml_close(&d->x);
}

static void add_line(struct docx *d, const struct block *b, const uint32_t *widths)
{
    bool after = b->after.len > 0;
    open_row(&d->x, ROW_HEIGHT);
    add_cell(d, &(struct cover_cell){widths[0], 1, NULL, STYLE_COVER_LABEL}, b->label, SV("："));
    add_cell(d,
             &(struct cover_cell){widths[1] + (after ? 0 : widths[2]), after ? 1 : 2, "single",
                                  STYLE_COVER_VALUE},
             b->text, SV(""));
    if (after)
        add_cell(d, &(struct cover_cell){widths[2], 1, NULL, STYLE_COVER_AFTER}, b->after, SV(""));
    xml_close(&d->x);
}

void docx_add_cover_lines(struct docx *d, size_t from, size_t to)
{
    struct cover_columns c = measure(d->doc, from, to);
    uint32_t widths[3] = {(c.label + 1) * CELL, c.value * CELL, (c.after + 1) * CELL};
    docx_open_table(&d->x, STYLE_COVER_TABLE, widths, 3);
    for (size_t i = from; i < to; i++)
        add_line(d, &d->doc->blocks.ptr[i], widths);
    docx_close_table(d);
}

/* ---- the seal ---- */

void docx_add_seal(struct docx *d, const struct block *b)
{
    uint32_t width = SEAL_WIDTH;
    docx_open_table(&d->x, STYLE_SEAL_TABLE, &width, 1);
    open_row(&d->x, seal_height(b));
    docx_open_cell(&d->x, &(struct docx_cell){width, 1, NULL, "center"});
    docx_add_paragraph(d, &(struct docx_paragraph){.style = STYLE_SEAL}, b->text);
    xml_close(&d->x);
    xml_close(&d->x);
    docx_close_table(d);
}
