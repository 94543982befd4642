#include "out/readers/xml_pull.h"

#include <libxml/xmlreader.h>

#include "base/i18n.h"

static bool damaged(struct err *e)
{
    return err_set(
        e, ERR_REFUSED, "%s",
        _("文档内部损坏，读不下去。请用 WPS 或 Word 打开它，另存为一份新的 .docx 再导入。"));
}

bool pull_open(struct pull *x, struct sv bytes, struct err *e)
{
    *x = (struct pull){0};
    if (bytes.len > INT_MAX)
        return damaged(e);
    x->reader = xmlReaderForMemory(bytes.ptr, (int)bytes.len, NULL, NULL,
                                   XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                       XML_PARSE_COMPACT);
    return x->reader || damaged(e);
}

void pull_close(struct pull *x)
{
    if (x->reader)
        xmlFreeTextReader(x->reader);
    *x = (struct pull){0};
}

static struct sv borrowed(const xmlChar *text)
{
    return sv_from((const char *)text);
}

static enum pull_space space_of(struct sv uri)
{
    static const struct {
        const char *uri;
        enum pull_space space;
    } rows[] = {
        {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", PULL_WORD},
        {"http://purl.oclc.org/ooxml/wordprocessingml/main", PULL_WORD},
        {"http://schemas.openxmlformats.org/markup-compatibility/2006", PULL_COMPATIBILITY},
        {"http://schemas.openxmlformats.org/officeDocument/2006/math", PULL_MATH},
        {"http://purl.oclc.org/ooxml/officeDocument/math", PULL_MATH},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (sv_eq(uri, sv_from(rows[i].uri)))
            return rows[i].space;
    return PULL_OTHER;
}

static void take_element(struct pull *x, enum pull_kind kind)
{
    x->kind = kind;
    x->depth += kind == PULL_OPEN;
    x->depth -= kind == PULL_CLOSE && x->depth > 0;
    x->name = borrowed(xmlTextReaderConstLocalName(x->reader));
    x->space = space_of(borrowed(xmlTextReaderConstNamespaceUri(x->reader)));
}

/* True if the node is one to stop at. */
static bool take_node(struct pull *x)
{
    switch (xmlTextReaderNodeType(x->reader)) {
    case XML_READER_TYPE_ELEMENT:
        take_element(x, PULL_OPEN);
        x->close_next = xmlTextReaderIsEmptyElement(x->reader) == 1;
        return true;
    case XML_READER_TYPE_END_ELEMENT:
        take_element(x, PULL_CLOSE);
        return true;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        x->kind = PULL_TEXT;
        x->text = borrowed(xmlTextReaderConstValue(x->reader));
        return true;
    default:
        return false;
    }
}

bool pull_next(struct pull *x, struct err *e)
{
    if (x->close_next) {
        x->close_next = false;
        x->depth--;
        x->kind = PULL_CLOSE;
        return true;
    }
    for (;;) {
        int more = xmlTextReaderRead(x->reader);
        if (more == 0) {
            x->kind = PULL_END;
            return x->depth == 0 || damaged(e);
        }
        int type = more < 0 ? -1 : xmlTextReaderNodeType(x->reader);
        if (more < 0 || type == XML_READER_TYPE_DOCUMENT_TYPE ||
            type == XML_READER_TYPE_ENTITY_REFERENCE)
            return damaged(e);
        if (++x->nodes > PULL_MAX_NODES)
            return err_set(e, ERR_REFUSED, "%s",
                           _("文档大得不像一份申报书，没有读完。请核对是不是选错了文件。"));
        if (take_node(x))
            return true;
    }
}

bool pull_skip(struct pull *x, struct err *e)
{
    for (size_t depth = 1; depth > 0;) {
        if (!pull_next(x, e))
            return false;
        depth += x->kind == PULL_OPEN;
        depth -= x->kind == PULL_CLOSE;
    }
    return true;
}

bool pull_attribute(const struct pull *x, const char *name, struct str *out)
{
    bool found = false;
    str_clear(out);
    for (int more = xmlTextReaderMoveToFirstAttribute(x->reader); more == 1 && !found;
         more = xmlTextReaderMoveToNextAttribute(x->reader)) {
        struct sv uri = borrowed(xmlTextReaderConstNamespaceUri(x->reader));
        if (!sv_eq(borrowed(xmlTextReaderConstLocalName(x->reader)), sv_from(name)) ||
            (uri.len && space_of(uri) != x->space))
            continue;
        str_set(out, borrowed(xmlTextReaderConstValue(x->reader)));
        found = true;
    }
    xmlTextReaderMoveToElement(x->reader);
    return found;
}

bool pull_attribute_number(const struct pull *x, const char *name, uint32_t most, uint32_t *out)
{
    struct str text = {0};
    int64_t value;
    bool ok = pull_attribute(x, name, &text) && sv_number(str_sv(&text), 0, most, &value);
    if (ok)
        *out = (uint32_t)value;
    str_release(&text);
    return ok;
}

bool pull_attribute_on(const struct pull *x)
{
    struct str text = {0};
    bool on = !pull_attribute(x, "val", &text) ||
              !(sv_eq(str_sv(&text), SV("0")) || sv_eq(str_sv(&text), SV("false")) ||
                sv_eq(str_sv(&text), SV("off")));
    str_release(&text);
    return on;
}

bool pull_keeps_blanks(const struct pull *x)
{
    xmlChar *value =
        xmlTextReaderGetAttributeNs(x->reader, (const xmlChar *)"space", XML_XML_NAMESPACE);
    bool keeps = sv_eq(borrowed(value), SV("preserve"));
    xmlFree(value);
    return keeps;
}

bool pull_is(const struct pull *x, const char *name)
{
    return sv_eq(x->name, sv_from(name));
}
