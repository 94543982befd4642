#include "out/docx_writer.h"

#define NS_TYPES "http://schemas.openxmlformats.org/package/2006/content-types"
#define NS_LINKS "http://schemas.openxmlformats.org/package/2006/relationships"
#define NS_CORE "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
#define NS_APP "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
#define LINK_CORE \
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."

/* A file has to say when it was made; no clock is asked. */
#define NO_TIME "1980-01-01T00:00:00Z"

enum { HEADERS_OF_A_HEAD = 2 };

void docx_add_header_id(struct str *out, size_t head, bool even)
{
    str_add_f(out, "rIdHead%zu", HEADERS_OF_A_HEAD * head + even + 1);
}

void docx_add_picture_id(struct str *out, uint32_t number)
{
    str_add_f(out, "rIdImage%u", number);
}

void docx_add_bookmark_name(struct str *out, size_t part)
{
    str_add_f(out, "part%zu", part);
}

static bool add_part(struct docx *d, const char *name, struct str *bytes, bool written)
{
    if (written)
        zip_add(&d->zip, sv_from(name), str_sv(bytes), true);
    str_release(bytes);
    return written;
}

/* ---- what is in the file ---- */

static void add_type(struct xml *x, const char *part, const char *type)
{
    xml_empty(x, "Override", "PartName", part, "ContentType", type, XML_END);
}

static void add_head_type(struct xml *x, size_t number)
{
    struct str part = {0};
    str_add_f(&part, "/word/header%zu.xml", number);
    add_type(x, part.ptr, WORD_TYPE "header+xml");
    str_release(&part);
}

static bool add_types(struct docx *d, struct err *e)
{
    struct str out = {0};
    struct xml x;
    xml_begin(&x, &out);
    xml_open(&x, "Types", "xmlns", NS_TYPES, XML_END);
    xml_empty(&x, "Default", "Extension", "rels", "ContentType",
              "application/vnd.openxmlformats-package.relationships+xml", XML_END);
    xml_empty(&x, "Default", "Extension", "xml", "ContentType", "application/xml", XML_END);
    xml_empty(&x, "Default", "Extension", "png", "ContentType", "image/png", XML_END);
    xml_empty(&x, "Default", "Extension", "jpeg", "ContentType", "image/jpeg", XML_END);
    add_type(&x, "/word/document.xml", WORD_TYPE "document.main+xml");
    add_type(&x, "/word/styles.xml", WORD_TYPE "styles+xml");
    add_type(&x, "/word/settings.xml", WORD_TYPE "settings+xml");
    add_type(&x, "/word/fontTable.xml", WORD_TYPE "fontTable+xml");
    for (size_t i = 0; i < d->heads.len * HEADERS_OF_A_HEAD; i++)
        add_head_type(&x, i + 1);
    add_type(&x, "/word/footer1.xml", WORD_TYPE "footer+xml");
    add_type(&x, "/word/footer2.xml", WORD_TYPE "footer+xml");
    add_type(&x, "/docProps/core.xml",
             "application/vnd.openxmlformats-package.core-properties+xml");
    add_type(&x, "/docProps/app.xml",
             "application/vnd.openxmlformats-officedocument.extended-properties+xml");
    xml_close(&x);
    return add_part(d, "[Content_Types].xml", &out, xml_end(&x, e));
}

static void add_link(struct xml *x, const char *id, const char *type, const char *target)
{
    xml_empty(x, "Relationship", "Id", id, "Type", type, "Target", target, XML_END);
}

static bool add_package_links(struct docx *d, struct err *e)
{
    struct str out = {0};
    struct xml x;
    xml_begin(&x, &out);
    xml_open(&x, "Relationships", "xmlns", NS_LINKS, XML_END);
    add_link(&x, "rId1", DOCX_NS_R "/officeDocument", "word/document.xml");
    add_link(&x, "rId2", LINK_CORE, "docProps/core.xml");
    add_link(&x, "rId3", DOCX_NS_R "/extended-properties", "docProps/app.xml");
    xml_close(&x);
    return add_part(d, "_rels/.rels", &out, xml_end(&x, e));
}

static void add_head_links(struct xml *x, size_t head)
{
    struct str id = {0}, target = {0};
    for (size_t even = 0; even < HEADERS_OF_A_HEAD; even++) {
        str_clear(&id);
        str_clear(&target);
        docx_add_header_id(&id, head, even);
        str_add_f(&target, "header%zu.xml", HEADERS_OF_A_HEAD * head + even + 1);
        add_link(x, id.ptr, DOCX_NS_R "/header", target.ptr);
    }
    str_release(&id);
    str_release(&target);
}

static void add_picture_link(struct xml *x, const struct docx_picture *p)
{
    struct str id = {0}, target = {0};
    docx_add_picture_id(&id, p->number);
    str_add_f(&target, "media/image%u.%s", p->number, p->jpeg ? "jpeg" : "png");
    add_link(x, id.ptr, DOCX_NS_R "/image", target.ptr);
    str_release(&id);
    str_release(&target);
}

static bool add_document_links(struct docx *d, struct err *e)
{
    struct str out = {0};
    struct xml x;
    xml_begin(&x, &out);
    xml_open(&x, "Relationships", "xmlns", NS_LINKS, XML_END);
    add_link(&x, "rIdStyles", DOCX_NS_R "/styles", "styles.xml");
    add_link(&x, "rIdSettings", DOCX_NS_R "/settings", "settings.xml");
    add_link(&x, "rIdFonts", DOCX_NS_R "/fontTable", "fontTable.xml");
    for (size_t i = 0; i < d->heads.len; i++)
        add_head_links(&x, i);
    add_link(&x, DOCX_FOOT_ODD, DOCX_NS_R "/footer", "footer1.xml");
    add_link(&x, DOCX_FOOT_EVEN, DOCX_NS_R "/footer", "footer2.xml");
    for (size_t i = 0; i < d->pictures.len; i++)
        if (d->pictures.ptr[i].there)
            add_picture_link(&x, &d->pictures.ptr[i]);
    xml_close(&x);
    return add_part(d, "word/_rels/document.xml.rels", &out, xml_end(&x, e));
}

/* ---- settings ---- */

/* In the order of CT_Compat; what Word sets for Chinese documents, and the mode of Word 2013. */
static void add_compat(struct xml *x)
{
    static const char *const chinese[] = {
        "w:spaceForUL",   "w:balanceSingleByteDoubleByteWidth", "w:doNotLeaveBackslashAlone",
        "w:ulTrailSpace", "w:doNotExpandShiftReturn",           "w:adjustLineHeightInTable",
        "w:useFELayout"};
    xml_open(x, "w:compat", XML_END);
    for (size_t i = 0; i < sizeof chinese / sizeof chinese[0]; i++)
        xml_empty(x, chinese[i], XML_END);
    xml_empty(x, "w:compatSetting", "w:name", "compatibilityMode", "w:uri",
              "http://schemas.microsoft.com/office/word", "w:val", "15", XML_END);
    xml_close(x);
}

/* In the order of CT_Settings. */
static bool add_settings(struct docx *d, struct err *e)
{
    struct str out = {0};
    struct xml x;
    xml_begin(&x, &out);
    xml_open(&x, "w:settings", "xmlns:w", DOCX_NS_W, XML_END);
    xml_empty(&x, "w:zoom", "w:percent", "100", XML_END);
    xml_empty(&x, "w:bordersDoNotSurroundHeader", XML_END);
    xml_empty(&x, "w:bordersDoNotSurroundFooter", XML_END);
    xml_empty(&x, "w:defaultTabStop", "w:val", "640", XML_END);
    xml_empty(&x, "w:evenAndOddHeaders", XML_END);
    xml_empty(&x, "w:drawingGridVerticalSpacing", "w:val", "289", XML_END);
    xml_empty(&x, "w:characterSpacingControl", "w:val", "doNotCompress", XML_END);
    add_compat(&x);
    xml_empty(&x, "w:themeFontLang", "w:val", "en-US", "w:eastAsia", "zh-CN", XML_END);
    xml_close(&x);
    return add_part(d, "word/settings.xml", &out, xml_end(&x, e));
}

/* ---- head and foot ---- */

static bool add_head(struct docx *d, size_t head, bool even, struct err *e)
{
    struct str out = {0}, name = {0};
    struct xml x;
    xml_begin(&x, &out);
    xml_open(&x, "w:hdr", "xmlns:w", DOCX_NS_W, XML_END);
    xml_open(&x, "w:p", XML_END);
    xml_open(&x, "w:pPr", XML_END);
    xml_empty(&x, "w:pStyle", "w:val", STYLE_HEADER, XML_END);
    xml_close(&x);
    docx_add_text(&x, d->heads.ptr[head], NULL);
    xml_close(&x);
    xml_close(&x);
    str_add_f(&name, "word/header%zu.xml", HEADERS_OF_A_HEAD * head + even + 1);
    bool ok = add_part(d, name.ptr, &out, xml_end(&x, e));
    str_release(&name);
    return ok;
}

/* — 1 — */
static void add_page_number(struct xml *x)
{
    docx_add_text(x, SV("— "), STYLE_PAGE_NUMBER);
    docx_add_field(x, " PAGE ", SV("1"), STYLE_PAGE_NUMBER);
    docx_add_text(x, SV(" —"), STYLE_PAGE_NUMBER);
}

/* 草稿　第 1 页 共 5 页 */
static void add_page_note(struct xml *x, struct sv mark)
{
    docx_add_text(x, mark, NULL);
    docx_add_text(x, mark.len ? SV("　第 ") : SV("第 "), NULL);
    docx_add_field(x, " PAGE ", SV("1"), NULL);
    docx_add_text(x, SV(" 页 共 "), NULL);
    docx_add_field(x, " NUMPAGES ", SV("1"), NULL);
    docx_add_text(x, SV(" 页"), NULL);
}

/* A wide page has the number at its own edge. */
static void add_foot_tabs(struct xml *x)
{
    xml_open(x, "w:tabs", XML_END);
    xml_open(x, "w:tab", "w:val", "clear", XML_END);
    xml_attribute_number(x, "w:pos", docx_page(false)->text - FOOT_INDENT);
    xml_close(x);
    xml_open(x, "w:tab", "w:val", "right", XML_END);
    xml_attribute_number(x, "w:pos", docx_page(true)->text - FOOT_INDENT);
    xml_close(x);
    xml_close(x);
}

/* Odd pages lie to the right of the spine, even ones to the left: the number goes outside. */
static bool add_foot(struct docx *d, bool even, struct err *e)
{
    struct str out = {0};
    struct xml x;
    xml_begin(&x, &out);
    xml_open(&x, "w:ftr", "xmlns:w", DOCX_NS_W, XML_END);
    xml_open(&x, "w:p", XML_END);
    xml_open(&x, "w:pPr", XML_END);
    xml_empty(&x, "w:pStyle", "w:val", STYLE_FOOTER, XML_END);
    if (d->options->wide)
        add_foot_tabs(&x);
    xml_close(&x);
    if (even)
        add_page_number(&x);
    else
        add_page_note(&x, d->doc->mark);
    docx_add_text(&x, SV("\t"), NULL);
    if (even)
        add_page_note(&x, d->doc->mark);
    else
        add_page_number(&x);
    xml_close(&x);
    xml_close(&x);
    return add_part(d, even ? "word/footer2.xml" : "word/footer1.xml", &out, xml_end(&x, e));
}

/* ---- properties ---- */

static void add_words(struct xml *x, const char *name, struct sv words)
{
    xml_open(x, name, XML_END);
    xml_text(x, words);
    xml_close(x);
}

static void add_time(struct xml *x, const char *name)
{
    xml_open(x, name, "xsi:type", "dcterms:W3CDTF", XML_END);
    xml_text(x, SV(NO_TIME));
    xml_close(x);
}

static bool add_core(struct docx *d, struct err *e)
{
    struct str out = {0};
    struct xml x;
    xml_begin(&x, &out);
    xml_open(&x, "cp:coreProperties", "xmlns:cp", NS_CORE, "xmlns:dc",
             "http://purl.org/dc/elements/1.1/", "xmlns:dcterms", "http://purl.org/dc/terms/",
             "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance", XML_END);
    add_words(&x, "dc:title", d->options->title.len ? d->options->title : d->doc->head);
    add_words(&x, "dc:language", SV("zh-CN"));
    add_time(&x, "dcterms:created");
    add_time(&x, "dcterms:modified");
    xml_close(&x);
    return add_part(d, "docProps/core.xml", &out, xml_end(&x, e));
}

static bool add_app(struct docx *d, struct err *e)
{
    struct str out = {0};
    struct xml x;
    xml_begin(&x, &out);
    xml_open(&x, "Properties", "xmlns", NS_APP, XML_END);
    add_words(&x, "Application", SV("tianbiao"));
    xml_close(&x);
    return add_part(d, "docProps/app.xml", &out, xml_end(&x, e));
}

bool docx_add_parts(struct docx *d, struct err *e)
{
    bool ok = add_types(d, e) && add_package_links(d, e) && add_document_links(d, e) &&
              add_settings(d, e);
    for (size_t i = 0; ok && i < d->heads.len; i++)
        ok = add_head(d, i, false, e) && add_head(d, i, true, e);
    return ok && add_foot(d, false, e) && add_foot(d, true, e) && add_core(d, e) && add_app(d, e);
}
