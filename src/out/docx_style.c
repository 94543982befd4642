#include "out/docx_style.h"

/* Sizes in half points. */
enum { SIZE_2 = 44, SIZE_3 = 32, SIZE_4 = 28, SIZE_SMALL_4 = 24, SIZE_5 = 21, SIZE_SMALL_5 = 18 };

/* ---- styles ---- */

enum style_flags {
    QUICK = 1, /* in the gallery */
    KEEP_NEXT = 2,
    KEEP_LINES = 4,
    INDENT = 8, /* the first line two 字 in */
    DEFAULT = 16,
    UNDERLINED = 32,
};

struct style {
    const char *id;
    const char *name;  /* one that Word knows is shown in the reader's own language */
    const char *alias; /* in Chinese, for the others */
    const char *based;
    const char *next;
    const char *font; /* NULL: as the style it is based on */
    const char *align;
    const char *line_rule;
    uint32_t size; /* half points, 0 as above */
    uint32_t line; /* twips, 0 as above; 240ths of a line where line_rule is auto */
    uint32_t before;
    uint32_t after;
    uint32_t left;      /* the whole paragraph in by this much */
    uint32_t tab;       /* where its one tab stop stands, text ends there */
    const char *leader; /* what fills the way to it */
    uint32_t outline;   /* level of a heading from 1, 0 for none */
    unsigned flags;
};

#define EXACT "exact"
#define AUTO "auto"

static const struct style paragraph_styles[] = {
    {.id = STYLE_NORMAL,
     .name = "Normal",
     .align = "both",
     .line_rule = EXACT,
     .line = LINE_PITCH,
     .flags = DEFAULT | QUICK},
    {.id = STYLE_BODY,
     .name = "Body Text First Indent",
     .alias = "申报正文",
     .based = STYLE_NORMAL,
     .flags = INDENT | QUICK},
    {.id = STYLE_TITLE,
     .name = "Title",
     .based = STYLE_NORMAL,
     .font = FONT_TITLE,
     .size = SIZE_2,
     .align = "center",
     .line_rule = EXACT,
     .line = TITLE_PITCH,
     .flags = QUICK | KEEP_NEXT | KEEP_LINES},
    {.id = STYLE_PAPER_TITLE,
     .name = "Paper Title",
     .alias = "材料标题",
     .based = STYLE_TITLE,
     .next = STYLE_BODY,
     .after = LINE_PITCH,
     .outline = 1,
     .flags = QUICK | KEEP_NEXT | KEEP_LINES},
    {.id = "Heading1",
     .name = "heading 1",
     .alias = "一级标题",
     .based = STYLE_NORMAL,
     .next = STYLE_BODY,
     .font = FONT_HEAD,
     .outline = 1,
     .flags = QUICK | KEEP_NEXT | KEEP_LINES | INDENT},
    {.id = "Heading2",
     .name = "heading 2",
     .alias = "二级标题",
     .based = STYLE_NORMAL,
     .next = STYLE_BODY,
     .font = FONT_KAI,
     .outline = 2,
     .flags = QUICK | KEEP_NEXT | KEEP_LINES | INDENT},
    {.id = "Heading3",
     .name = "heading 3",
     .alias = "三级标题",
     .based = STYLE_NORMAL,
     .next = STYLE_BODY,
     .outline = 3,
     .flags = QUICK | KEEP_NEXT | KEEP_LINES | INDENT},
    {.id = STYLE_FIGURE,
     .name = "Figure",
     .alias = "插图",
     .based = STYLE_NORMAL,
     .next = STYLE_CAPTION,
     .align = "center",
     .line_rule = AUTO,
     .line = 240,
     .before = 120,
     .flags = QUICK | KEEP_NEXT},
    {.id = STYLE_CAPTION,
     .name = "caption",
     .based = STYLE_NORMAL,
     .next = STYLE_BODY,
     .size = SIZE_SMALL_4,
     .align = "center",
     .line_rule = EXACT,
     .line = TABLE_PITCH,
     .before = 60,
     .after = 120,
     .flags = QUICK | KEEP_LINES},
    {.id = STYLE_COVER_TEXT,
     .name = "Cover Text",
     .alias = "封面文字",
     .based = STYLE_NORMAL,
     .align = "center",
     .flags = QUICK},
    {.id = STYLE_COVER_LABEL,
     .name = "Cover Label",
     .alias = "封面项目",
     .based = STYLE_NORMAL,
     .align = "distribute"},
    {.id = STYLE_COVER_VALUE,
     .name = "Cover Value",
     .alias = "封面内容",
     .based = STYLE_NORMAL,
     .align = "left"},
    {.id = STYLE_COVER_AFTER,
     .name = "Cover After",
     .alias = "封面附注",
     .based = STYLE_NORMAL,
     .align = "right"},
    {.id = STYLE_COVER_SPACE, .name = "Cover Space", .alias = "封面空行", .based = STYLE_NORMAL},
    {.id = STYLE_SEAL,
     .name = "Seal",
     .alias = "印章位置",
     .based = STYLE_NORMAL,
     .align = "center"},
    {.id = STYLE_SIGNATURE,
     .name = "Signature Line",
     .alias = "签名",
     .based = STYLE_NORMAL,
     .align = "left",
     .before = LINE_PITCH,
     .left = TEXT_WIDTH / 2,
     .tab = TEXT_WIDTH,
     .leader = "underscore",
     .flags = KEEP_NEXT | KEEP_LINES},
    {.id = STYLE_HEADER,
     .name = "header",
     .based = STYLE_NORMAL,
     .font = FONT_SONG,
     .size = SIZE_5,
     .align = "center",
     .line_rule = EXACT,
     .line = 320},
    {.id = STYLE_FOOTER,
     .name = "footer",
     .based = STYLE_NORMAL,
     .font = FONT_SONG,
     .size = SIZE_5,
     .align = "left",
     .line_rule = EXACT,
     .line = 360,
     .left = FOOT_INDENT,
     .tab = TEXT_WIDTH - FOOT_INDENT,
     .leader = "none"},
    {.id = STYLE_TABLE_TEXT,
     .name = "Table Text",
     .alias = "表格文字",
     .based = STYLE_NORMAL,
     .size = SIZE_SMALL_4,
     .align = "left",
     .line_rule = EXACT,
     .line = TABLE_PITCH,
     .flags = QUICK},
    {.id = STYLE_TABLE_NUMBER,
     .name = "Table Number",
     .alias = "表格数字",
     .based = STYLE_TABLE_TEXT,
     .align = "right"},
    {.id = STYLE_TABLE_CENTRE,
     .name = "Table Centre",
     .alias = "表格居中",
     .based = STYLE_TABLE_TEXT,
     .align = "center"},
    {.id = STYLE_TABLE_CAPTION,
     .name = "Table Caption",
     .alias = "表题",
     .based = STYLE_TABLE_TEXT,
     .font = FONT_HEAD,
     .align = "center",
     .before = 120,
     .after = 60,
     .flags = KEEP_NEXT | KEEP_LINES},
    {.id = STYLE_TABLE_HEAD,
     .name = "Table Head",
     .alias = "表头",
     .based = STYLE_TABLE_TEXT,
     .font = FONT_HEAD,
     .align = "center",
     .flags = KEEP_NEXT},
    {.id = STYLE_WIDE_TEXT,
     .name = "Wide Table Text",
     .alias = "宽表文字",
     .based = STYLE_TABLE_TEXT,
     .size = SIZE_5,
     .line_rule = EXACT,
     .line = 300},
    {.id = STYLE_WIDE_NUMBER,
     .name = "Wide Table Number",
     .alias = "宽表数字",
     .based = STYLE_WIDE_TEXT,
     .align = "right"},
    {.id = STYLE_WIDE_CENTRE,
     .name = "Wide Table Centre",
     .alias = "宽表居中",
     .based = STYLE_WIDE_TEXT,
     .align = "center"},
    {.id = STYLE_WIDE_HEAD,
     .name = "Wide Table Head",
     .alias = "宽表表头",
     .based = STYLE_WIDE_TEXT,
     .font = FONT_HEAD,
     .align = "center",
     .flags = KEEP_NEXT},
    {.id = STYLE_SECTION_END,
     .name = "Section End",
     .alias = "分节",
     .based = STYLE_NORMAL,
     .line_rule = EXACT,
     .line = 14,
     .size = 2},
};

static const struct style run_styles[] = {
    {.id = "DefaultParagraphFont", .name = "Default Paragraph Font", .flags = DEFAULT},
    {.id = STYLE_PAGE_NUMBER, .name = "page number", .font = FONT_SONG, .size = SIZE_4},
    {.id = STYLE_OVER, .name = "Over Limit", .alias = "超出字数", .flags = UNDERLINED},
    {.id = STYLE_OVER_MARK, .name = "Over Limit Mark", .alias = "超出标记", .font = FONT_HEAD},
};

const struct docx_page *docx_page(bool wide)
{
    enum { SIDE = 1134, NEAR = 850 }; /* 20 mm, 15 mm */
    static const struct docx_page pages[] = {
        {PAGE_WIDTH, PAGE_HEIGHT, MARGIN_TOP, MARGIN_RIGHT, MARGIN_BOTTOM, MARGIN_LEFT,
         MARGIN_HEADER, MARGIN_FOOTER, TEXT_WIDTH},
        {PAGE_HEIGHT, PAGE_WIDTH, MARGIN_LEFT, SIDE, MARGIN_RIGHT, SIDE, NEAR, NEAR,
         PAGE_HEIGHT - 2 * SIDE},
    };
    return &pages[wide];
}

const char *docx_heading_style(uint32_t level)
{
    static const char *const names[] = {"Heading1", "Heading2", "Heading3"};
    return names[level < 2 ? 0 : level == 2 ? 1 : 2];
}

static void write_face(struct xml *x, const char *font)
{
    if (font)
        xml_empty(x, "w:rFonts", "w:ascii", font, "w:hAnsi", font, "w:eastAsia", font, "w:cs", font,
                  XML_END);
}

/* In the order of EG_RPrBase: rFonts … sz, szCs, u. */
static void write_run_look(struct xml *x, const struct style *s)
{
    if (!s->font && !s->size && !(s->flags & UNDERLINED))
        return;
    xml_open(x, "w:rPr", XML_END);
    write_face(x, s->font);
    if (s->size) {
        xml_number(x, "w:sz", "w:val", s->size);
        xml_number(x, "w:szCs", "w:val", s->size);
    }
    if (s->flags & UNDERLINED)
        xml_empty(x, "w:u", "w:val", "single", XML_END);
    xml_close(x);
}

static void write_spacing(struct xml *x, const struct style *s)
{
    if (!s->before && !s->after && !s->line_rule)
        return;
    xml_open(x, "w:spacing", XML_END);
    if (s->before)
        xml_attribute_number(x, "w:before", s->before);
    if (s->after)
        xml_attribute_number(x, "w:after", s->after);
    if (s->line_rule) {
        xml_attribute_number(x, "w:line", s->line);
        xml_attribute(x, "w:lineRule", sv_from(s->line_rule));
    }
    xml_close(x);
}

static void write_tab(struct xml *x, const struct style *s)
{
    xml_open(x, "w:tabs", XML_END);
    xml_open(x, "w:tab", "w:val", "right", "w:leader", s->leader, XML_END);
    xml_attribute_number(x, "w:pos", s->tab);
    xml_close(x);
    xml_close(x);
}

static void write_indent(struct xml *x, const struct style *s)
{
    if (s->flags & INDENT)
        xml_empty(x, "w:ind", "w:firstLineChars", "200", "w:firstLine", "640", XML_END);
    else if (s->left)
        xml_number(x, "w:ind", "w:left", s->left);
}

/*
 * Of Normal alone: how lines break (text-rules 3.4). Nothing is put between Chinese and Latin: 28
 * 字 are a line. One stop mark may hang past the margin in Word, as in every Chinese document of
 * its: LibreOffice (7.4) reads overflowPunct the wrong way round, and some of the marks it then
 * hangs are lost on paper.
 */
static void write_breaking(struct xml *x)
{
    xml_empty(x, "w:kinsoku", XML_END);
    xml_empty(x, "w:wordWrap", XML_END);
    xml_empty(x, "w:overflowPunct", XML_END);
    xml_empty(x, "w:autoSpaceDE", "w:val", "0", XML_END);
    xml_empty(x, "w:autoSpaceDN", "w:val", "0", XML_END);
}

/* In the order of CT_PPrBase: keepNext, keepLines, widowControl, tabs, kinsoku, wordWrap,
 * overflowPunct, autoSpaceDE, autoSpaceDN, spacing, ind, jc, outlineLvl. */
static void write_paragraph_look(struct xml *x, const struct style *s)
{
    xml_open(x, "w:pPr", XML_END);
    if (s->flags & KEEP_NEXT)
        xml_empty(x, "w:keepNext", XML_END);
    if (s->flags & KEEP_LINES)
        xml_empty(x, "w:keepLines", XML_END);
    if (s->flags & DEFAULT)
        xml_empty(x, "w:widowControl", XML_END);
    if (s->tab)
        write_tab(x, s);
    if (s->flags & DEFAULT)
        write_breaking(x);
    write_spacing(x, s);
    write_indent(x, s);
    if (s->align)
        xml_empty(x, "w:jc", "w:val", s->align, XML_END);
    if (s->outline)
        xml_number(x, "w:outlineLvl", "w:val", s->outline - 1);
    xml_close(x);
}

/* In the order of CT_Style: name, aliases, basedOn, next, uiPriority, qFormat; what it looks like
 * follows. */
static void open_style(struct xml *x, const char *type, const struct style *s)
{
    xml_open(x, "w:style", "w:type", type, XML_END);
    if (s->flags & DEFAULT)
        xml_attribute(x, "w:default", SV("1"));
    xml_attribute(x, "w:styleId", sv_from(s->id));
    xml_empty(x, "w:name", "w:val", s->name, XML_END);
    if (s->alias)
        xml_empty(x, "w:aliases", "w:val", s->alias, XML_END);
    if (s->based)
        xml_empty(x, "w:basedOn", "w:val", s->based, XML_END);
    if (s->next)
        xml_empty(x, "w:next", "w:val", s->next, XML_END);
    if (s->flags & QUICK)
        xml_empty(x, "w:qFormat", XML_END);
}

static void write_defaults(struct xml *x)
{
    xml_open(x, "w:docDefaults", XML_END);
    xml_open(x, "w:rPrDefault", XML_END);
    xml_open(x, "w:rPr", XML_END);
    write_face(x, FONT_TEXT);
    xml_number(x, "w:spacing", "w:val", CHAR_SPACING);
    xml_number(x, "w:sz", "w:val", SIZE_3);
    xml_number(x, "w:szCs", "w:val", SIZE_3);
    xml_empty(x, "w:lang", "w:val", "en-US", "w:eastAsia", "zh-CN", "w:bidi", "ar-SA", XML_END);
    xml_close(x);
    xml_close(x);
    xml_open(x, "w:pPrDefault", XML_END);
    xml_close(x);
    xml_close(x);
}

/* ---- tables ---- */

struct table_style {
    struct style style;
    const char *border; /* all around and between, NULL for none */
    const char *colour;
    uint32_t margin; /* of a cell, left and right */
};

static const struct table_style table_styles[] = {
    {{.id = "TableNormal", .name = "Normal Table", .flags = DEFAULT}, NULL, NULL, 0},
    {{.id = STYLE_FRAMED_TABLE, .name = "Table Grid", .based = "TableNormal"},
     "single",
     "000000",
     80},
    {{.id = STYLE_COVER_TABLE, .name = "Cover Table", .alias = "封面表格", .based = "TableNormal"},
     NULL,
     NULL,
     0},
    {{.id = STYLE_SEAL_TABLE, .name = "Seal Table", .alias = "印章框", .based = "TableNormal"},
     "dashed",
     "A6A6A6",
     0},
};

/* In the order of CT_TblBorders. */
static void write_borders(struct xml *x, const struct table_style *t)
{
    static const char *const sides[] = {"w:top",   "w:left",    "w:bottom",
                                        "w:right", "w:insideH", "w:insideV"};
    if (!t->border)
        return;
    xml_open(x, "w:tblBorders", XML_END);
    for (size_t i = 0; i < sizeof sides / sizeof sides[0]; i++)
        xml_empty(x, sides[i], "w:val", t->border, "w:sz", "4", "w:space", "0", "w:color",
                  t->colour, XML_END);
    xml_close(x);
}

/* In the order of CT_TblCellMar. */
static void write_margins(struct xml *x, uint32_t margin)
{
    static const char *const sides[] = {"w:top", "w:left", "w:bottom", "w:right"};
    xml_open(x, "w:tblCellMar", XML_END);
    for (size_t i = 0; i < sizeof sides / sizeof sides[0]; i++) {
        xml_open(x, sides[i], XML_END);
        xml_attribute_number(x, "w:w", i % 2 ? margin : margin / 2);
        xml_attribute(x, "w:type", SV("dxa"));
        xml_close(x);
    }
    xml_close(x);
}

static void write_table_style(struct xml *x, const struct table_style *t)
{
    open_style(x, "table", &t->style);
    xml_open(x, "w:tblPr", XML_END);
    xml_empty(x, "w:tblInd", "w:w", "0", "w:type", "dxa", XML_END);
    write_borders(x, t);
    write_margins(x, t->margin);
    xml_close(x);
    xml_close(x);
}

bool docx_write_styles(struct str *out, struct err *e)
{
    struct xml x;
    xml_begin(&x, out);
    xml_open(&x, "w:styles", "xmlns:w", DOCX_NS_W, XML_END);
    write_defaults(&x);
    for (size_t i = 0; i < sizeof paragraph_styles / sizeof paragraph_styles[0]; i++) {
        open_style(&x, "paragraph", &paragraph_styles[i]);
        write_paragraph_look(&x, &paragraph_styles[i]);
        write_run_look(&x, &paragraph_styles[i]);
        xml_close(&x);
    }
    for (size_t i = 0; i < sizeof run_styles / sizeof run_styles[0]; i++) {
        open_style(&x, "character", &run_styles[i]);
        write_run_look(&x, &run_styles[i]);
        xml_close(&x);
    }
    for (size_t i = 0; i < sizeof table_styles / sizeof table_styles[0]; i++)
        write_table_style(&x, &table_styles[i]);
    xml_close(&x);
    return xml_end(&x, e);
}
