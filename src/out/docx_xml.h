/*
 * docx_xml: libxml2's writer as this program uses it: into a str, names and attributes in one call.
 *
 * Names carry their prefix ("w:p"); whoever opens the root declares the namespaces. What is passed
 * as text is escaped by the library; characters that XML 1.0 cannot hold, and controls, go in as
 * visible marks, bytes that are no UTF-8 as U+FFFD: the result is well-formed whatever the text. A
 * writer that ran out of memory says so once, at xml_end.
 */
#ifndef OUT_DOCX_XML_H
#define OUT_DOCX_XML_H

#include "base/err.h"

struct _xmlTextWriter;

struct xml {
    struct _xmlTextWriter *writer;
    struct str *out; /* borrowed */
    bool failed;
};

/* Starts a document at the end of `out`, with its XML declaration. */
void xml_begin(struct xml *x, struct str *out);
/* Ends it and frees the writer; every element must be closed. Fails (ERR_IO) when memory was short:
 * then `out` holds half a document. */
bool xml_end(struct xml *x, struct err *e);

/* Ends a list of attributes: NULL of the type that is read, wherever NULL is a bare number. */
#define XML_END ((const char *)NULL)

/* Opens an element; pairs of attribute names and values (const char *) follow, then XML_END. */
void xml_open(struct xml *x, const char *name, ...) __attribute__((sentinel));
void xml_close(struct xml *x);
/* An element with nothing in it; pairs as above. */
void xml_empty(struct xml *x, const char *name, ...) __attribute__((sentinel));
/* An empty element with one number. */
void xml_number(struct xml *x, const char *name, const char *attribute, int64_t value);

/* Adds an attribute to the element opened last, before anything is in it. */
void xml_attribute(struct xml *x, const char *name, struct sv value);
void xml_attribute_number(struct xml *x, const char *name, int64_t value);
void xml_text(struct xml *x, struct sv text);

/* Appends text fit for XML and for paper; of tab and LF those in `keep` stay. */
void xml_add_clean(struct str *out, struct sv text, struct sv keep);

#endif
