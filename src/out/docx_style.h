/*
 * docx_style: the styles of a docx by the roles of GB/T 9704 (text-rules 4), and the measures of
 * its page; everything a document looks like stands here.
 *
 * A paragraph, a run or a table of the document names one of these styles and says little more of
 * itself. Lengths are twips (1/20 pt, 1440 to the inch) where not said otherwise.
 */
#ifndef OUT_DOCX_STYLE_H
#define OUT_DOCX_STYLE_H

#include "out/docx_xml.h"

enum {
    PAGE_WIDTH = 11906, /* A4: 210 mm */
    PAGE_HEIGHT = 16838,
    MARGIN_TOP = 2098,    /* 天头 37 mm */
    MARGIN_LEFT = 1588,   /* 订口 28 mm */
    MARGIN_RIGHT = 1469,  /* 26 mm, less what 28 字 take more than 156 mm */
    MARGIN_BOTTOM = 1984, /* 35 mm */
    MARGIN_HEADER = 1304, /* 23 mm: the running head stands free above the text */
    MARGIN_FOOTER = 1247, /* 22 mm: the number stands 7 mm below the text */
    TEXT_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT,   /* 156 mm */
    TEXT_HEIGHT = PAGE_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM, /* 225 mm */
    PAGE_LINES = 22,
    LINE_PITCH = TEXT_HEIGHT / PAGE_LINES, /* 29 pt less a little: 22 lines fit, 23 do not */
    TITLE_PITCH = 800,                     /* 二号 in 40 pt */
    TABLE_PITCH = 360,
    FOOT_INDENT = 280, /* one 字 of 四号 stays free at the outer edge */
    /* 28 字 of 16 pt stand closer by this each, to fit the line: in the run and not in a grid of
     * characters, which Word draws with any distance and LibreOffice only with a wider one. */
    CHAR_SPACING = -4,
    CELL = 160,      /* a print cell: half a 字 of 三号 */
    WIDE_CELL = 105, /* and of 五号, in the tables of a wide page */
};

/* A page as a section has it. */
struct docx_page {
    uint32_t width;
    uint32_t height;
    uint32_t top;
    uint32_t right;
    uint32_t bottom;
    uint32_t left;
    uint32_t header;
    uint32_t footer;
    uint32_t text; /* width of the text */
};

/* Upright; or landscape, where a table has all the room that printers leave: 257 mm. */
const struct docx_page *docx_page(bool wide);

/* The faces by their role (GB/T 9704): text, title, headings, numbers of pages. */
#define FONT_TEXT "仿宋"
#define FONT_TITLE "方正小标宋简体"
#define FONT_HEAD "黑体"
#define FONT_KAI "楷体"
#define FONT_SONG "宋体"

/* Names of styles as w:pStyle, w:rStyle and w:tblStyle take them. */
#define STYLE_NORMAL "Normal"
#define STYLE_BODY "BodyTextFirstIndent"
#define STYLE_TITLE "Title"
#define STYLE_PAPER_TITLE "PaperTitle"
#define STYLE_CAPTION "Caption"
#define STYLE_FIGURE "Figure"
#define STYLE_COVER_TEXT "CoverText"
#define STYLE_COVER_LABEL "CoverLabel"
#define STYLE_COVER_VALUE "CoverValue"
#define STYLE_COVER_AFTER "CoverAfter"
#define STYLE_COVER_SPACE "CoverSpace"
#define STYLE_SEAL "Seal"
#define STYLE_SIGNATURE "SignatureLine"
#define STYLE_HEADER "Header"
#define STYLE_FOOTER "Footer"
#define STYLE_TABLE_TEXT "TableText"
#define STYLE_TABLE_NUMBER "TableNumber"
#define STYLE_TABLE_CENTRE "TableCentre"
#define STYLE_TABLE_HEAD "TableHead"
#define STYLE_TABLE_CAPTION "TableCaption"
#define STYLE_WIDE_TEXT "WideTableText"
#define STYLE_WIDE_NUMBER "WideTableNumber"
#define STYLE_WIDE_CENTRE "WideTableCentre"
#define STYLE_WIDE_HEAD "WideTableHead"
#define STYLE_SECTION_END "SectionEnd"
#define STYLE_PAGE_NUMBER "PageNumber"
#define STYLE_OVER "OverLimit"
#define STYLE_OVER_MARK "OverLimitMark"
#define STYLE_FRAMED_TABLE "TableGrid"
#define STYLE_COVER_TABLE "CoverTable"
#define STYLE_SEAL_TABLE "SealTable"

/* Heading1 to Heading9; level from 1. */
const char *docx_heading_style(uint32_t level);

/* word/styles.xml and word/fontTable.xml, whole. */
bool docx_write_styles(struct str *out, struct err *e);
bool docx_write_fonts(struct str *out, struct err *e);

/* The name of WordprocessingML (ECMA-376, transitional). */
#define DOCX_NS_W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define DOCX_NS_R "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define DOCX_NS_WP "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
#define DOCX_NS_A "http://schemas.openxmlformats.org/drawingml/2006/main"
#define DOCX_NS_PIC "http://schemas.openxmlformats.org/drawingml/2006/picture"

#endif
