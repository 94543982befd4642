#include "out/docx_xml.h"

#include <stdarg.h>

#include <libxml/xmlwriter.h>

#include "base/bug.h"
#include "base/i18n.h"
#include "text/norm.h"
#include "text/utf8.h"

static int take_bytes(void *context, const char *bytes, int len)
{
    str_add(context, sv_make(bytes, (size_t)len));
    return len;
}

static void note(struct xml *x, int result)
{
    if (result < 0)
        x->failed = true;
}

void xml_begin(struct xml *x, struct str *out)
{
    xmlOutputBufferPtr buffer = xmlOutputBufferCreateIO(take_bytes, NULL, out, NULL);
    *x = (struct xml){.out = out};
    x->writer = buffer ? xmlNewTextWriter(buffer) : NULL;
    if (buffer && !x->writer)
        xmlOutputBufferClose(buffer);
    x->failed = !x->writer;
    if (x->writer)
        note(x, xmlTextWriterStartDocument(x->writer, NULL, "UTF-8", "yes"));
}

bool xml_end(struct xml *x, struct err *e)
{
    if (x->writer) {
        note(x, xmlTextWriterEndDocument(x->writer));
        xmlFreeTextWriter(x->writer);
    }
    x->writer = NULL;
    return !x->failed || err_set(e, ERR_IO, "%s", _("内存不够，没能生成文档。"));
}

/* ---- what XML can hold ---- */

/* Nothing a page shows: C0, DEL and C1, the separators, the marks of direction (as out/clean). */
static bool is_control(char32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x61C || cp == 0x200E || cp == 0x200F ||
           (cp >= 0x2028 && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

/* The end of the run from `at` that goes in as it is. */
static size_t clean_run(struct sv text, size_t at, struct sv keep, char32_t *cp, size_t *len)
{
    for (; at < text.len; at += *len) {
        *len = utf8_decode(text, at, cp);
        bool kept = *cp < 0x80 && sv_find_byte(keep, (char)*cp, 0) != SV_NONE;
        bool broken = *cp == 0xFFFD && *len == 1;
        if ((is_control(*cp) && !kept) || broken || (*cp & 0xFFFE) == 0xFFFE)
            return at;
    }
    return at;
}

void xml_add_clean(struct str *out, struct sv text, struct sv keep)
{
    for (size_t at = 0; at < text.len;) {
        char32_t cp = 0;
        size_t len = 0, end = clean_run(text, at, keep, &cp, &len);
        str_add(out, sv_sub(text, at, end));
        if (end == text.len)
            return;
        struct sv mark = is_control(cp) ? norm_mark(sv_sub(text, end, end + len)) : SV("");
        str_add(out, mark.len ? mark : SV("\xEF\xBF\xBD"));
        at = end + len;
    }
}

/* ---- elements ---- */

static const xmlChar *chars(const char *text)
{
    return (const xmlChar *)text;
}

static void start(struct xml *x, const char *name)
{
    if (x->writer)
        note(x, xmlTextWriterStartElement(x->writer, chars(name)));
}

void xml_attribute(struct xml *x, const char *name, struct sv value)
{
    struct str clean = {0};
    xml_add_clean(&clean, value, SV(""));
    str_reserve(&clean, 1);
    if (x->writer)
        note(x, xmlTextWriterWriteAttribute(x->writer, chars(name), chars(clean.ptr)));
    str_release(&clean);
}

void xml_attribute_number(struct xml *x, const char *name, int64_t value)
{
    struct str text = {0};
    str_add_f(&text, "%lld", (long long)value);
    xml_attribute(x, name, str_sv(&text));
    str_release(&text);
}

static void add_pairs(struct xml *x, va_list pairs)
{
    for (const char *name; (name = va_arg(pairs, const char *)) != NULL;) {
        const char *value = va_arg(pairs, const char *);
        if (x->writer)
            note(x, xmlTextWriterWriteAttribute(x->writer, chars(name), chars(value)));
    }
}

void xml_open(struct xml *x, const char *name, ...)
{
    va_list pairs;
    start(x, name);
    va_start(pairs, name);
    add_pairs(x, pairs);
    va_end(pairs);
}

void xml_close(struct xml *x)
{
    if (x->writer)
        note(x, xmlTextWriterEndElement(x->writer));
}

void xml_empty(struct xml *x, const char *name, ...)
{
    va_list pairs;
    start(x, name);
    va_start(pairs, name);
    add_pairs(x, pairs);
    va_end(pairs);
    xml_close(x);
}

void xml_number(struct xml *x, const char *name, const char *attribute, int64_t value)
{
    start(x, name);
    xml_attribute_number(x, attribute, value);
    xml_close(x);
}

void xml_text(struct xml *x, struct sv text)
{
    struct str clean = {0};
    if (text.len == 0 || !x->writer)
        return;
    xml_add_clean(&clean, text, SV("\t\n"));
    note(x, xmlTextWriterWriteString(x->writer, chars(clean.ptr)));
    str_release(&clean);
}
