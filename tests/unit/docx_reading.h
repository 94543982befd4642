/*
 * docx_reading: a docx taken apart for the tests: its parts as XML trees, its text paragraph by
 * paragraph.
 */
#ifndef TESTS_UNIT_DOCX_READING_H
#define TESTS_UNIT_DOCX_READING_H

#include <libxml/parser.h>

#include "codec/zip.h"
#include "unit.h"

typedef void docx_visit(void *context, xmlNodePtr element);

static inline bool docx_is(const xmlNode *node, const char *name)
{
    return sv_eq(sv_from((const char *)node->name), sv_from(name));
}

/* The value of an attribute without its prefix; freed with xmlFree, NULL if there is none. */
static inline xmlChar *docx_attribute(xmlNodePtr node, const char *name)
{
    for (xmlAttrPtr a = node->properties; a; a = a->next)
        if (sv_eq(sv_from((const char *)a->name), sv_from(name)))
            return xmlNodeGetContent((xmlNodePtr)a);
    return NULL;
}

/* Every element, in the order of the document. */
static inline void docx_walk(xmlNodePtr node, docx_visit *visit, void *context)
{
    for (; node; node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        visit(context, node);
        docx_walk(node->children, visit, context);
    }
}

static inline void docx_unzip(const struct str *bytes, struct zip *zip)
{
    struct err e = {0};
    if (!zip_read(str_sv(bytes), NULL, zip, &e))
        fail_msg("%s", e.message.ptr);
}

/* A part as a tree; a part that is not there or is not well-formed fails the test. */
static inline xmlDocPtr docx_part(const struct zip *zip, const char *name)
{
    const struct zip_entry *entry = zip_find(zip, sv_from(name));
    if (!entry)
        fail_msg("%s is not in the file", name);
    xmlDocPtr tree = xmlReadMemory(entry->bytes.ptr, (int)entry->bytes.len, name, NULL,
                                   XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_HUGE);
    if (!tree)
        fail_msg("%s is not well-formed", name);
    return tree;
}

static inline void docx_add_words(void *context, xmlNodePtr element)
{
    struct str *out = context;
    if (docx_is(element, "p") && out->len)
        str_add_byte(out, '\n');
    if (docx_is(element, "tab") && element->parent && docx_is(element->parent, "r"))
        str_add_byte(out, '\t');
    if (docx_is(element, "br"))
        str_add_byte(out, '\v');
    if (docx_is(element, "drawing"))
        str_add(out, SV("[picture]"));
    if (!docx_is(element, "t"))
        return;
    xmlChar *words = xmlNodeGetContent(element);
    str_add(out, sv_from((const char *)words));
    xmlFree(words);
}

/* The text of a part, a line for each paragraph; a break inside one is VT. */
static inline void docx_text(const struct zip *zip, const char *name, struct str *out)
{
    xmlDocPtr tree = docx_part(zip, name);
    docx_walk(xmlDocGetRootElement(tree), docx_add_words, out);
    xmlFreeDoc(tree);
}

/* Is there an element in a part with an attribute of this value. */
struct docx_sought {
    const char *element;
    const char *attribute;
    const xmlChar *value;
    bool found;
};

static inline void docx_seek(void *context, xmlNodePtr element)
{
    struct docx_sought *s = context;
    if (!docx_is(element, s->element))
        return;
    xmlChar *value = docx_attribute(element, s->attribute);
    s->found |= value && xmlStrEqual(value, s->value);
    xmlFree(value);
}

static inline bool docx_has(xmlDocPtr tree, const char *element, const char *attribute,
                            const xmlChar *value)
{
    struct docx_sought s = {element, attribute, value, false};
    docx_walk(xmlDocGetRootElement(tree), docx_seek, &s);
    return s.found;
}

#endif
