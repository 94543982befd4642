#include "out/docx_writer.h"

#define OVER_MARK "【超出】"

bool docx_is_cover(const struct block *b)
{
    return b->kind == BLOCK_TITLE || b->kind == BLOCK_COVER_LINE || b->kind == BLOCK_TEXT ||
           b->kind == BLOCK_SPACE || b->kind == BLOCK_SEAL;
}

/* ---- sections ---- */

/* In the order of CT_SectPr: headerReference, footerReference, type, pgSz, pgMar, docGrid. */
void docx_add_section(struct docx *d, const struct docx_section *s)
{
    struct xml *x = &d->x;
    struct str id = {0};
    const struct docx_page *page = docx_page(d->options->wide);
    xml_open(x, "w:sectPr", XML_END);
    for (int even = 0; even < 2; even++) {
        str_clear(&id);
        docx_add_header_id(&id, s->head, even);
        xml_empty(x, "w:headerReference", "w:type", even ? "even" : "default", "r:id", id.ptr,
                  XML_END);
    }
    xml_empty(x, "w:footerReference", "w:type", "default", "r:id", DOCX_FOOT_ODD, XML_END);
    xml_empty(x, "w:footerReference", "w:type", "even", "r:id", DOCX_FOOT_EVEN, XML_END);
    xml_empty(x, "w:type", "w:val", "nextPage", XML_END);
    xml_open(x, "w:pgSz", XML_END);
    xml_attribute_number(x, "w:w", page->width);
    xml_attribute_number(x, "w:h", page->height);
    if (d->options->wide)
        xml_attribute(x, "w:orient", SV("landscape"));
    xml_close(x);
    xml_open(x, "w:pgMar", XML_END);
    xml_attribute_number(x, "w:top", page->top);
    xml_attribute_number(x, "w:right", page->right);
    xml_attribute_number(x, "w:bottom", page->bottom);
    xml_attribute_number(x, "w:left", page->left);
    xml_attribute_number(x, "w:header", page->header);
    xml_attribute_number(x, "w:footer", page->footer);
    xml_attribute_number(x, "w:gutter", 0);
    xml_close(x);
    /* A grid would part the lines of a table in a smaller face as far as those of the text. */
    xml_open(x, "w:docGrid", "w:type", d->options->wide ? "default" : "lines", XML_END);
    xml_attribute_number(x, "w:linePitch", LINE_PITCH);
    xml_close(x);
    xml_close(x);
    str_release(&id);
}

/* The index of a running head; few are different. */
static size_t head_index(struct docx *d, struct sv head)
{
    for (size_t i = 0; i < d->heads.len; i++)
        if (sv_eq(d->heads.ptr[i], head))
            return i;
    vec_push(&d->heads, head);
    return d->heads.len - 1;
}

/* The running head of the part that block `at` stands in. */
static struct sv head_at(const struct doc *doc, size_t at)
{
    struct sv head = doc->head;
    for (size_t i = 0; i < doc->parts.len && doc->parts.ptr[i].first <= at; i++)
        head = doc->parts.ptr[i].head;
    return head;
}

/* ---- blocks ---- */

static void add_block_paragraph(struct docx *d, const struct block *b, const char *style)
{
    struct xml *x = &d->x;
    docx_open_paragraph(d, &(struct docx_paragraph){.style = style, .ends = true});
    docx_add_text(x, b->label, NULL);
    docx_add_text(x, sv_sub(b->text, 0, b->over), NULL);
    if (b->over < b->text.len) {
        docx_add_text(x, SV(OVER_MARK), STYLE_OVER_MARK);
        docx_add_text(x, sv_from_offset(b->text, b->over), STYLE_OVER);
    }
    xml_close(x);
}

/* Free lines as one paragraph as high as they are. */
static void add_space(struct docx *d, uint32_t lines)
{
    docx_add_paragraph(
        d, &(struct docx_paragraph){STYLE_COVER_SPACE, lines * LINE_PITCH, .ends = true}, SV(""));
}

/* What is to be signed and a line to do it on. */
static void add_signature(struct docx *d, const struct block *b)
{
    docx_open_paragraph(d, &(struct docx_paragraph){.style = STYLE_SIGNATURE, .ends = true});
    docx_add_text(&d->x, b->text, NULL);
    docx_add_text(&d->x, SV("：\t"), NULL);
    xml_close(&d->x);
}

static void add_block(struct docx *d, const struct block *b)
{
    switch (b->kind) {
    case BLOCK_TITLE:
        add_block_paragraph(d, b, STYLE_TITLE);
        break;
    case BLOCK_TEXT:
        add_block_paragraph(d, b, STYLE_COVER_TEXT);
        break;
    case BLOCK_SEAL:
        docx_add_seal(d, b);
        break;
    case BLOCK_HEADING:
        add_block_paragraph(d, b, docx_heading_style(b->level));
        break;
    case BLOCK_PARAGRAPH:
        add_block_paragraph(d, b, STYLE_BODY);
        break;
    case BLOCK_FIGURE:
        docx_add_figure(d, b);
        break;
    case BLOCK_PAPER:
        add_block_paragraph(d, b, STYLE_PAPER_TITLE);
        break;
    case BLOCK_TABLE:
        docx_add_table(d, b);
        break;
    case BLOCK_SIGNATURE:
        add_signature(d, b);
        break;
    case BLOCK_COVER_LINE: /* whole groups of them: add_blocks */
    case BLOCK_SPACE:
    case BLOCK_PAGE_BREAK:
        break;
    }
}

static size_t cover_lines_end(const struct doc *doc, size_t from, size_t to)
{
    while (from < to && doc->blocks.ptr[from].kind == BLOCK_COVER_LINE)
        from++;
    return from;
}

/* The number of the part that begins at a block, from 1; 0 for none. */
static size_t part_beginning(const struct doc *doc, size_t at)
{
    for (size_t i = 0; i < doc->parts.len; i++)
        if (doc->parts.ptr[i].first == at)
            return i + 1;
    return 0;
}

/* Does the block before `next` belong on one page with what follows: it says so, or a seal comes,
 * which never stands on a page alone. */
static bool stays(const struct doc *doc, const struct block *b, size_t next, size_t to)
{
    while (next < to && doc->blocks.ptr[next].kind == BLOCK_SPACE)
        next++;
    return b->keep || (next < to && doc->blocks.ptr[next].kind == BLOCK_SEAL);
}

static void add_blocks(struct docx *d, const struct docx_section *s)
{
    uint32_t space = docx_cover_space(d->doc, s->from, s->to);
    d->begins = part_beginning(d->doc, s->from);
    for (size_t i = s->from, next; i < s->to; i = next) {
        const struct block *b = &d->doc->blocks.ptr[i];
        next = b->kind == BLOCK_COVER_LINE ? cover_lines_end(d->doc, i, s->to) : i + 1;
        d->closes = next == s->to ? s : NULL;
        d->stays = stays(d->doc, b, next, s->to);
        if (b->kind == BLOCK_COVER_LINE) {
            docx_add_cover_lines(d, i, next);
        } else if (b->kind == BLOCK_SPACE) {
            uint32_t lines = b->lines < space ? b->lines : space;
            space -= lines;
            if (lines || d->closes)
                add_space(d, lines);
        } else {
            add_block(d, b);
        }
    }
    d->closes = NULL;
}

/* The section that begins at block `from`, up to the next page break that has something behind it.
 */
static struct docx_section section_from(struct docx *d, size_t from)
{
    const struct doc *doc = d->doc;
    size_t to = from;
    while (to < doc->blocks.len && doc->blocks.ptr[to].kind != BLOCK_PAGE_BREAK)
        to++;
    bool cover = from < to && docx_is_cover(&doc->blocks.ptr[from]);
    return (struct docx_section){from, to, head_index(d, cover ? SV("") : head_at(doc, from)),
                                 false};
}

static size_t skip_breaks(const struct doc *doc, size_t from)
{
    while (from < doc->blocks.len && doc->blocks.ptr[from].kind == BLOCK_PAGE_BREAK)
        from++;
    return from;
}

bool docx_write_body(struct docx *d, struct str *out, struct err *e)
{
    struct xml *x = &d->x;
    struct docx_section section;
    size_t from = skip_breaks(d->doc, 0);
    xml_begin(x, out);
    xml_open(x, "w:document", "xmlns:w", DOCX_NS_W, "xmlns:r", DOCX_NS_R, "xmlns:wp", DOCX_NS_WP,
             "xmlns:a", DOCX_NS_A, "xmlns:pic", DOCX_NS_PIC, XML_END);
    xml_open(x, "w:body", XML_END);
    do {
        section = section_from(d, from);
        from = skip_breaks(d->doc, section.to);
        section.last = from >= d->doc->blocks.len;
        add_blocks(d, &section);
    } while (!section.last);
    docx_add_section(d, &section);
    xml_close(x);
    xml_close(x);
    return xml_end(x, e);
}
