/*
 * docx_writer: what the parts of the docx writer share: the state of one docx_write and the shape
 * of a paragraph, a run and a table. Inside out/docx*.c only.
 */
#ifndef OUT_DOCX_WRITER_H
#define OUT_DOCX_WRITER_H

#include "codec/zip.h"
#include "out/docx.h"
#include "out/docx_style.h"

/* A picture in the file, once for each path. */
struct docx_picture {
    struct sv path;
    bool there;
    bool jpeg;
    uint32_t number; /* from 1: word/media/imageN */
    uint32_t width;  /* pixels, as stored */
    uint32_t height;
    uint32_t turn; /* EXIF orientation, 1 to 8 */
};

/* Pages from one page break to the next; a section of the docx. */
struct docx_section {
    size_t from; /* blocks [from, to) */
    size_t to;
    size_t head; /* index of its running head */
    bool last;
};

struct docx {
    const struct doc *doc;
    const struct docx_options *options;
    struct zip zip;
    struct xml x; /* word/document.xml */
    VEC(struct docx_picture) pictures;
    VEC(struct sv) heads; /* the different running heads; the empty one is the cover's */
    size_t picture_bytes;
    uint32_t drawings; /* written so far: their ids */
    /* The section that ends with the block being written, NULL if it goes on: its last paragraph
     * carries the section's properties. */
    const struct docx_section *closes;
    bool stays;    /* the block being written is on one page with what follows it */
    size_t begins; /* number of the part whose first paragraph comes next, 0 for none */
};

/* ---- docx_text.c ---- */

/* Runs of a text in a character style (NULL: none); tab and newline become w:tab and w:br. */
void docx_add_text(struct xml *x, struct sv text, const char *style);
/* A field (PAGE, NUMPAGES …) with what it shows until it is computed. */
void docx_add_field(struct xml *x, const char *code, struct sv shown, const char *style);

struct docx_paragraph {
    const char *style;
    uint32_t line;  /* height of its only line, exact; 0: as the style says */
    bool keep_next; /* stays with what follows */
    bool ends;      /* the last paragraph of its block */
};

/* Opens w:p with its properties; the caller adds runs and closes it. */
void docx_open_paragraph(struct docx *d, const struct docx_paragraph *p);
/* A whole paragraph that holds one text. */
void docx_add_paragraph(struct docx *d, const struct docx_paragraph *p, struct sv text);

/* ---- docx_table.c ---- */

/* Opens w:tbl of fixed columns, in twips. */
void docx_open_table(struct xml *x, const char *style, const uint32_t *widths, size_t count);
struct docx_cell {
    uint32_t width;
    size_t span;       /* columns it takes */
    const char *rule;  /* kind of the line below it, NULL for none of its own */
    const char *align; /* top, center, bottom */
};

void docx_open_cell(struct xml *x, const struct docx_cell *c);
/* Closes the table, with the thin paragraph that parts it from the next one. */
void docx_close_table(struct docx *d);
void docx_add_table(struct docx *d, const struct block *b);

/* ---- docx_cover.c ---- */

/* How many of the free lines of a cover stay when it is to fit one page. */
uint32_t docx_cover_space(const struct doc *doc, size_t from, size_t to);
/* The lines of a cover [from, to), all of them BLOCK_COVER_LINE, as one table. */
void docx_add_cover_lines(struct docx *d, size_t from, size_t to);
void docx_add_seal(struct docx *d, const struct block *b);

/* ---- docx_picture.c ---- */

void docx_add_figure(struct docx *d, const struct block *b);

/* ---- docx_body.c, docx_parts.c ---- */

/* Is it of those that stand on a cover. */
bool docx_is_cover(const struct block *b);
/* w:sectPr: the page of a section, its head and foot. */
void docx_add_section(struct docx *d, const struct docx_section *s);
/* word/document.xml, whole; finds the running heads. */
bool docx_write_body(struct docx *d, struct str *out, struct err *e);
/* Every part but the document, the styles and the fonts, into the zip. */
bool docx_add_parts(struct docx *d, struct err *e);

/* Ids of relationships: of the header for odd (0) or even (1) pages of a running head, of the foot,
 * of a picture. */
void docx_add_header_id(struct str *out, size_t head, bool even);
void docx_add_picture_id(struct str *out, uint32_t number);
/* The bookmark where a part of the document begins, by its number from 1. */
void docx_add_bookmark_name(struct str *out, size_t part);
#define DOCX_FOOT_ODD "rIdFootOdd"
#define DOCX_FOOT_EVEN "rIdFootEven"

#endif
