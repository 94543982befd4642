/*
 * xml_pull: XML from somebody's file, element by element.
 *
 * Over libxml2's reader, without network, entities or validation: a document type declaration is
 * refused, as are more than XML_MAX_NODES nodes and, by libxml2 itself, elements nested deeper than
 * 256 and texts over 10 MB. An element without content opens and closes like any other.
 */
#ifndef OUT_READERS_XML_PULL_H
#define OUT_READERS_XML_PULL_H

#include "base/err.h"

enum { XML_MAX_NODES = 8000000 };

enum xml_kind { XML_OPEN, XML_CLOSE, XML_TEXT, XML_END };

/* The vocabularies the readers know (ISO/IEC 29500, transitional and strict). */
enum xml_space { XML_WORD, XML_COMPATIBILITY, XML_MATH, XML_OTHER };

struct xml {
    void *reader; /* libxml2's */
    size_t nodes;
    size_t depth;    /* elements that are open */
    bool close_next; /* an empty element is open */
    enum xml_kind kind;
    enum xml_space space;
    struct sv name; /* local; of an element */
    struct sv text; /* of a text; both borrowed until the next xml_next */
};

/* `bytes` must outlive the reader. xml_close also after a failure. */
bool xml_open(struct xml *x, struct sv bytes, struct err *e);
/* Moves to the next element or text; x->kind is XML_END at the end, never inside an element. Fails
 * (ERR_REFUSED). */
bool xml_next(struct xml *x, struct err *e);
/* At an element that has just been opened: moves behind its end. */
bool xml_skip(struct xml *x, struct err *e);
/* At an opened element: the value of an attribute of its own vocabulary or of none; false if there
 * is none. `out` is replaced. */
bool xml_attribute(const struct xml *x, const char *name, struct str *out);
/* The same as a number within [0, most]; false if it is none. */
bool xml_attribute_number(const struct xml *x, const char *name, uint32_t most, uint32_t *out);
/* An element that switches something on, <w:vanish/>, unless its val says no. */
bool xml_attribute_on(const struct xml *x);
/* xml:space="preserve". */
bool xml_keeps_blanks(const struct xml *x);
bool xml_is(const struct xml *x, const char *name);
void xml_close(struct xml *x);

#endif
