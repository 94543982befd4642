#include "out/docx_writer.h"

#include "base/xalloc.h"

/* In the order of CT_TblPr: tblStyle, tblW, jc, tblLayout; then the grid. */
void docx_open_table(struct xml *x, const char *style, const uint32_t *widths, size_t count)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += widths[i];
    xml_open(x, "w:tbl", XML_END);
    xml_open(x, "w:tblPr", XML_END);
    xml_empty(x, "w:tblStyle", "w:val", style, XML_END);
    xml_open(x, "w:tblW", XML_END);
    xml_attribute_number(x, "w:w", sum);
    xml_attribute(x, "w:type", SV("dxa"));
    xml_close(x);
    xml_empty(x, "w:jc", "w:val", "center", XML_END);
    xml_empty(x, "w:tblLayout", "w:type", "fixed", XML_END);
    xml_close(x);
    xml_open(x, "w:tblGrid", XML_END);
    for (size_t i = 0; i < count; i++)
        xml_number(x, "w:gridCol", "w:w", widths[i]);
    xml_close(x);
}

/* In the order of CT_TcPr: tcW, gridSpan, tcBorders, vAlign. */
void docx_open_cell(struct xml *x, const struct docx_cell *c)
{
    xml_open(x, "w:tc", XML_END);
    xml_open(x, "w:tcPr", XML_END);
    xml_open(x, "w:tcW", XML_END);
    xml_attribute_number(x, "w:w", c->width);
    xml_attribute(x, "w:type", SV("dxa"));
    xml_close(x);
    if (c->span > 1)
        xml_number(x, "w:gridSpan", "w:val", (int64_t)c->span);
    if (c->rule) {
        xml_open(x, "w:tcBorders", XML_END);
        xml_empty(x, "w:bottom", "w:val", c->rule, "w:sz", "6", "w:space", "0", "w:color", "auto",
                  XML_END);
        xml_close(x);
    }
    xml_empty(x, "w:vAlign", "w:val", c->align, XML_END);
    xml_close(x);
}

void docx_close_table(struct docx *d)
{
    xml_close(&d->x);
    docx_add_paragraph(d, &(struct docx_paragraph){.style = STYLE_SECTION_END, .ends = true},
                       SV(""));
}

/* ---- tables of the document ---- */

/* Fewest twips of a column that still holds a 字 of 小四. */
enum { NARROWEST = 2 * 80 + 240 };

/* Twips for each column: the whole width of the text, shared as the form's cells say. */
static void share_widths(const struct block_table *t, uint32_t text, uint32_t *widths)
{
    uint64_t cells = 0, left = text;
    for (size_t i = 0; i < t->column_count; i++)
        cells += t->columns[i].width ? t->columns[i].width : 1;
    for (size_t i = 0; i < t->column_count; i++) {
        uint64_t own = t->columns[i].width ? t->columns[i].width : 1;
        uint64_t share = left * own / cells;
        widths[i] = share < NARROWEST ? NARROWEST : (uint32_t)share;
        left -= share;
        cells -= own;
    }
}

/* In the order Word writes CT_TrPr: cantSplit, tblHeader. */
static void open_row(struct xml *x, bool head)
{
    xml_open(x, "w:tr", XML_END);
    xml_open(x, "w:trPr", XML_END);
    xml_empty(x, "w:cantSplit", XML_END);
    if (head)
        xml_empty(x, "w:tblHeader", XML_END);
    xml_close(x);
}

static const char *head_style(const struct docx *d)
{
    return d->options->wide ? STYLE_WIDE_HEAD : STYLE_TABLE_HEAD;
}

static void add_head(struct docx *d, const struct block_table *t, const uint32_t *widths)
{
    open_row(&d->x, true);
    for (size_t i = 0; i < t->column_count; i++) {
        docx_open_cell(&d->x, &(struct docx_cell){widths[i], 1, NULL, "center"});
        docx_add_paragraph(d, &(struct docx_paragraph){.style = head_style(d)},
                           t->columns[i].label);
        xml_close(&d->x);
    }
    xml_close(&d->x);
}

static const char *cell_style(const struct docx *d, const struct block_column *column)
{
    static const char *const styles[][2] = {
        [COLUMN_LEFT] = {STYLE_TABLE_TEXT, STYLE_WIDE_TEXT},
        [COLUMN_RIGHT] = {STYLE_TABLE_NUMBER, STYLE_WIDE_NUMBER},
        [COLUMN_CENTRE] = {STYLE_TABLE_CENTRE, STYLE_WIDE_CENTRE},
    };
    return styles[column->align][d->options->wide];
}

/* Where a part of the document stands: 第 3 页起. What a reader shows until it counts pages itself
 * is what the plain text has. */
static void add_part_page(struct docx *d, struct sv part)
{
    const struct sheet_parts *pages = d->options->pages;
    struct str code = {0}, shown = {0};
    size_t index = 0;
    while (index < d->doc->parts.len && !sv_eq(d->doc->parts.ptr[index].id, part))
        index++;
    if (index == d->doc->parts.len)
        return;
    for (size_t i = 0; pages && i < pages->len && shown.len == 0; i++)
        if (pages->ptr[i].index == index)
            str_add_f(&shown, "%zu", pages->ptr[i].first);
    str_add(&code, SV(" PAGEREF "));
    docx_add_bookmark_name(&code, index + 1);
    str_add_byte(&code, ' ');
    docx_add_text(&d->x, SV("第"), NULL);
    docx_add_field(&d->x, code.ptr, shown.len ? str_sv(&shown) : SV("1"), NULL);
    docx_add_text(&d->x, SV("页起"), NULL);
    str_release(&code);
    str_release(&shown);
}

static void add_row(struct docx *d, const struct block_table *t, const uint32_t *widths, size_t row)
{
    bool last = row + 1 == t->row_count, total = t->total && last;
    /* A sum stays with the row above it, the last row with what the table stays with. */
    bool keep = last ? d->stays : t->total && row + 2 == t->row_count;
    open_row(&d->x, false);
    for (size_t i = 0; i < t->column_count; i++) {
        docx_open_cell(&d->x, &(struct docx_cell){widths[i], 1, NULL, "center"});
        const struct block_cell *cell = &t->cells[row * t->column_count + i];
        docx_open_paragraph(
            d, &(struct docx_paragraph){.style = total && i == 0 ? head_style(d)
                                                                 : cell_style(d, &t->columns[i]),
                                        .keep_next = keep});
        docx_add_text(&d->x, cell->text, NULL);
        if (cell->part.len)
            add_part_page(d, cell->part);
        xml_close(&d->x);
        xml_close(&d->x);
    }
    xml_close(&d->x);
}

void docx_add_table(struct docx *d, const struct block *b)
{
    const struct block_table *t = b->table;
    if (b->text.len)
        docx_add_paragraph(d, &(struct docx_paragraph){.style = STYLE_TABLE_CAPTION}, b->text);
    /* A table of no rows is damage to Word. */
    if (t->column_count == 0 || (t->row_count == 0 && !block_table_has_head(t))) {
        docx_add_paragraph(d, &(struct docx_paragraph){.style = STYLE_TABLE_TEXT, .ends = true},
                           SV(""));
        return;
    }
    uint32_t *widths = xcalloc(t->column_count, sizeof *widths);
    share_widths(t, docx_page(d->options->wide)->text, widths);
    docx_open_table(&d->x, STYLE_FRAMED_TABLE, widths, t->column_count);
    if (block_table_has_head(t))
        add_head(d, t, widths);
    for (size_t i = 0; i < t->row_count; i++)
        add_row(d, t, widths, i);
    docx_close_table(d);
    free(widths);
}
