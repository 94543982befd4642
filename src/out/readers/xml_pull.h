/*
 * xml_pull: XML from somebody's file, element by element.
 *
 * Over libxml2's reader, without network, entities or validation: a document type declaration is
 * refused, as are more than PULL_MAX_NODES nodes and, by libxml2 itself, elements nested deeper
 * than 256 and texts over 10 MB. An element without content opens and closes like any other.
 */
#ifndef OUT_READERS_XML_PULL_H
#define OUT_READERS_XML_PULL_H

#include "base/err.h"

enum { PULL_MAX_NODES = 8000000 };

enum pull_kind { PULL_OPEN, PULL_CLOSE, PULL_TEXT, PULL_END };

/* The vocabularies the readers know (ISO/IEC 29500, transitional and strict). */
enum pull_space { PULL_WORD, PULL_COMPATIBILITY, PULL_MATH, PULL_OTHER };

struct pull {
    void *reader; /* libxml2's */
    size_t nodes;
    size_t depth;    /* elements that are open */
    bool close_next; /* an empty element is open */
    enum pull_kind kind;
    enum pull_space space;
    struct sv name; /* local; of an element */
    struct sv text; /* of a text; both borrowed until the next pull_next */
};

/* `bytes` must outlive the reader. pull_close also after a failure. */
bool pull_open(struct pull *x, struct sv bytes, struct err *e);
/* Moves to the next element or text; x->kind is PULL_END at the end, never inside an element. Fails
 * (ERR_REFUSED). */
bool pull_next(struct pull *x, struct err *e);
/* At an element that has just been opened: moves behind its end. */
bool pull_skip(struct pull *x, struct err *e);
/* At an opened element: the value of an attribute of its own vocabulary or of none; false if there
 * is none. `out` is replaced. */
bool pull_attribute(const struct pull *x, const char *name, struct str *out);
/* The same as a number within [0, most]; false if it is none. */
bool pull_attribute_number(const struct pull *x, const char *name, uint32_t most, uint32_t *out);
/* An element that switches something on, <w:vanish/>, unless its val says no. */
bool pull_attribute_on(const struct pull *x);
/* xml:space="preserve". */
bool pull_keeps_blanks(const struct pull *x);
bool pull_is(const struct pull *x, const char *name);
void pull_close(struct pull *x);

#endif
