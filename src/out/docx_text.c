#include "out/docx_writer.h"

#include "text/char_class.h"
#include "text/utf8.h"

/*
 * Word puts characters that are both Chinese and Western into the East Asian font, and counts each
 * of them as a 字, in a run with the East Asian hint, and not in one without (text-rules 1.2). Most
 * text does not care; what does decides for the run it stands in.
 */
enum hint { HINT_ANY, HINT_ASIAN, HINT_WESTERN };

enum { RIGHT_QUOTE = 0x2019 };

static bool is_apostrophe(struct sv text, size_t at, size_t len)
{
    return at > 0 && char_is_ascii_alnum((unsigned char)sv_byte(text, at - 1)) &&
           char_is_ascii_alnum((unsigned char)sv_byte(text, at + len));
}

static enum hint hint_of(struct sv text, size_t at, size_t *len)
{
    char32_t cp;
    *len = utf8_decode(text, at, &cp);
    if (cp < 0x80)
        return HINT_ANY;
    if (cp == RIGHT_QUOTE && is_apostrophe(text, at, *len))
        return HINT_WESTERN;
    switch (char_class(cp)) {
    case CHAR_FE:
        return HINT_ASIAN;
    case CHAR_OTHER:
        return cp < 0x2000 ? HINT_WESTERN : HINT_ANY;
    default:
        return HINT_ANY;
    }
}

/* The end of the run from `at`: up to a tab, a newline or a character that wants it otherwise. */
static size_t run_end(struct sv text, size_t at, enum hint *hint)
{
    size_t len;
    *hint = HINT_ANY;
    for (; at < text.len && text.ptr[at] != '\t' && text.ptr[at] != '\n'; at += len) {
        enum hint wants = hint_of(text, at, &len);
        if (wants != HINT_ANY && *hint != HINT_ANY && wants != *hint)
            break;
        if (wants != HINT_ANY)
            *hint = wants;
    }
    return at;
}

/* In the order of EG_RPrBase: rStyle, rFonts. */
static void open_run(struct xml *x, const char *style, bool asian)
{
    xml_open(x, "w:r", XML_END);
    if (!style && !asian)
        return;
    xml_open(x, "w:rPr", XML_END);
    if (style)
        xml_empty(x, "w:rStyle", "w:val", style, XML_END);
    if (asian)
        xml_empty(x, "w:rFonts", "w:hint", "eastAsia", XML_END);
    xml_close(x);
}

static void add_run(struct xml *x, struct sv text, const char *style, enum hint hint)
{
    open_run(x, style, hint != HINT_WESTERN);
    xml_open(x, "w:t", "xml:space", "preserve", XML_END);
    xml_text(x, text);
    xml_close(x);
    xml_close(x);
}

void docx_add_text(struct xml *x, struct sv text, const char *style)
{
    for (size_t at = 0; at < text.len;) {
        enum hint hint;
        size_t end = run_end(text, at, &hint);
        if (end > at) {
            add_run(x, sv_sub(text, at, end), style, hint);
        } else {
            open_run(x, style, false);
            xml_empty(x, text.ptr[at] == '\t' ? "w:tab" : "w:br", XML_END);
            xml_close(x);
            end = at + 1;
        }
        at = end;
    }
}

static void add_field_mark(struct xml *x, const char *style, const char *type)
{
    open_run(x, style, false);
    xml_empty(x, "w:fldChar", "w:fldCharType", type, XML_END);
    xml_close(x);
}

void docx_add_field(struct xml *x, const char *code, struct sv shown, const char *style)
{
    add_field_mark(x, style, "begin");
    open_run(x, style, false);
    xml_open(x, "w:instrText", "xml:space", "preserve", XML_END);
    xml_text(x, sv_from(code));
    xml_close(x);
    xml_close(x);
    add_field_mark(x, style, "separate");
    docx_add_text(x, shown, style);
    add_field_mark(x, style, "end");
}

/* ---- paragraphs ---- */

/* Where a part begins, for the cells that say on which page it stands: inside its first paragraph,
 * for one in front of it is the paragraph before's to LibreOffice. */
static void add_bookmark(struct docx *d)
{
    struct str name = {0}, id = {0};
    docx_add_bookmark_name(&name, d->begins);
    str_add_f(&id, "%zu", d->begins);
    xml_empty(&d->x, "w:bookmarkStart", "w:id", id.ptr, "w:name", name.ptr, XML_END);
    xml_empty(&d->x, "w:bookmarkEnd", "w:id", id.ptr, XML_END);
    d->begins = 0;
    str_release(&name);
    str_release(&id);
}

/* In the order of CT_PPr: pStyle, keepNext, spacing, sectPr. The last section's properties stand in
 * the body itself. */
void docx_open_paragraph(struct docx *d, const struct docx_paragraph *p)
{
    struct xml *x = &d->x;
    xml_open(x, "w:p", XML_END);
    xml_open(x, "w:pPr", XML_END);
    xml_empty(x, "w:pStyle", "w:val", p->style, XML_END);
    if (p->keep_next || (p->ends && d->stays))
        xml_empty(x, "w:keepNext", XML_END);
    if (p->line) {
        xml_open(x, "w:spacing", XML_END);
        xml_attribute_number(x, "w:line", p->line);
        xml_attribute(x, "w:lineRule", SV("exact"));
        xml_close(x);
    }
    if (p->ends && d->closes && !d->closes->last)
        docx_add_section(d, d->closes);
    xml_close(x);
    if (d->begins)
        add_bookmark(d);
}

void docx_add_paragraph(struct docx *d, const struct docx_paragraph *p, struct sv text)
{
    docx_open_paragraph(d, p);
    docx_add_text(&d->x, text, NULL);
    xml_close(&d->x);
}
