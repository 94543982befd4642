/*
 * docx_checking: what must hold for every docx, whatever is in it: parts well-formed, of a type,
 * and all there; elements in the order of the schema; no style and no relationship that is not
 * defined.
 */
#ifndef TESTS_UNIT_DOCX_CHECKING_H
#define TESTS_UNIT_DOCX_CHECKING_H

#include "docx_reading.h"

/*
 * The order of elements (ECMA-376 part 1, annex A, transitional): what Word calls damaged when it
 * is otherwise. Elements this program does not write are left out.
 */
struct docx_order {
    const char *of;
    const char *const *names;
};

static inline const char *const *docx_order_of(const xmlNode *node)
{
    static const char *const pPr[] = {"pStyle",   "keepNext",      "keepLines",   "pageBreakBefore",
                                      "framePr",  "widowControl",  "tabs",        "kinsoku",
                                      "wordWrap", "overflowPunct", "autoSpaceDE", "autoSpaceDN",
                                      "spacing",  "ind",           "jc",          "outlineLvl",
                                      "rPr",      "sectPr",        NULL};
    static const char *const rPr[] = {"rStyle", "rFonts", "b",    "spacing", "sz",
                                      "szCs",   "u",      "lang", NULL};
    static const char *const sectPr[] = {"headerReference", "footerReference", "type", "pgSz",
                                         "pgMar",           "docGrid",         NULL};
    static const char *const tblPr[] = {"tblStyle",   "tblW",      "jc",         "tblInd",
                                        "tblBorders", "tblLayout", "tblCellMar", NULL};
    static const char *const tcPr[] = {"tcW", "gridSpan", "tcBorders", "vAlign", NULL};
    static const char *const style[] = {"name", "aliases", "basedOn", "next", "qFormat",
                                        "pPr",  "rPr",     "tblPr",   NULL};
    static const char *const font[] = {"altName", "panose1", "charset", "family", "pitch", NULL};
    static const char *const inlined[] = {
        "extent", "effectExtent", "docPr", "cNvGraphicFramePr", "graphic", NULL};
    static const struct docx_order orders[] = {
        {"pPr", pPr},   {"rPr", rPr},     {"sectPr", sectPr}, {"tblPr", tblPr},
        {"tcPr", tcPr}, {"style", style}, {"font", font},     {"inline", inlined},
    };
    for (size_t i = 0; i < COUNT_OF(orders); i++)
        if (docx_is(node, orders[i].of))
            return orders[i].names;
    return NULL;
}

static inline void docx_check_order(void *context, xmlNodePtr element)
{
    const char *const *order = docx_order_of(element);
    (void)context;
    size_t at = 0;
    for (xmlNodePtr child = order ? element->children : NULL; child; child = child->next) {
        while (order[at] && !docx_is(child, order[at]))
            at++;
        if (!order[at])
            fail_msg("%s stands too late in %s", child->name, element->name);
    }
}

struct docx_trees {
    const struct zip *zip;
    xmlDocPtr styles;
    xmlDocPtr links;
    xmlDocPtr types;
};

/* Styles named are there, and so are relationships. */
static inline void docx_check_names(void *context, xmlNodePtr element)
{
    const struct docx_trees *t = context;
    bool style = docx_is(element, "pStyle") || docx_is(element, "rStyle") ||
                 docx_is(element, "tblStyle") || docx_is(element, "basedOn") ||
                 docx_is(element, "next");
    bool linked = docx_is(element, "headerReference") || docx_is(element, "footerReference");
    xmlChar *name = docx_attribute(element, style ? "val" : linked ? "id" : "embed");
    if (style && !docx_has(t->styles, "style", "styleId", name))
        fail_msg("no style %s", name);
    if (!style && name && !docx_has(t->links, "Relationship", "Id", name))
        fail_msg("no relationship %s", name);
    xmlFree(name);
}

static inline void docx_check_target(void *context, xmlNodePtr element)
{
    const struct docx_trees *t = context;
    struct str part = {0};
    if (!docx_is(element, "Relationship"))
        return;
    xmlChar *target = docx_attribute(element, "Target");
    str_add_f(&part, "word/%s", target);
    if (!zip_find(t->zip, str_sv(&part)))
        fail_msg("%s is not in the file", part.ptr);
    xmlFree(target);
    str_release(&part);
}

/* A part is of a type: its own, or that of its ending. */
static inline void docx_check_part(const struct docx_trees *t, const struct zip_entry *entry)
{
    struct str name = {0};
    struct sv ending = str_sv(&entry->name);
    str_add_f(&name, "/%s", entry->name.ptr);
    for (size_t dot; (dot = sv_find_byte(ending, '.', 0)) != SV_NONE;)
        ending = sv_from_offset(ending, dot + 1);
    bool xml = sv_eq(ending, SV("xml")),
         first = sv_eq(str_sv(&entry->name), SV("[Content_Types].xml"));
    if (!first && !docx_has(t->types, xml ? "Override" : "Default", xml ? "PartName" : "Extension",
                            (const xmlChar *)(xml ? name.ptr : ending.ptr)))
        fail_msg("%s has no type", name.ptr);
    if (xml) {
        xmlDocPtr tree = docx_part(t->zip, entry->name.ptr);
        docx_walk(xmlDocGetRootElement(tree), docx_check_order, NULL);
        docx_walk(xmlDocGetRootElement(tree), docx_check_names, (void *)(uintptr_t)t);
        xmlFreeDoc(tree);
    }
    str_release(&name);
}

/* Takes the file apart and checks what must hold for every one. */
static inline void docx_take_apart(const struct str *bytes, struct zip *zip)
{
    docx_unzip(bytes, zip);
    assert_text(str_sv(&zip->entries.ptr[0].name), "[Content_Types].xml");
    struct docx_trees t = {zip, docx_part(zip, "word/styles.xml"),
                           docx_part(zip, "word/_rels/document.xml.rels"),
                           docx_part(zip, "[Content_Types].xml")};
    docx_walk(xmlDocGetRootElement(t.links), docx_check_target, &t);
    for (size_t i = 0; i < zip->entries.len; i++)
        docx_check_part(&t, &zip->entries.ptr[i]);
    xmlFreeDoc(t.styles);
    xmlFreeDoc(t.links);
    xmlFreeDoc(t.types);
}

#endif
