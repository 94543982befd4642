/*
 * yaml_read: a YAML file as a tree of nodes that know where they stand.
 *
 * Used for forms, drafts and settings alike. Every scalar is text, whatever it looks like; a node
 * carries its line and column for messages and its span of bytes for yaml_merge. Hostile input is
 * refused, never repaired: a file over the limits, aliases and anchors, tags, a key twice in one
 * map, keys that are no scalars, several documents, text that is not valid UTF-8. The tree lives in
 * the doc's arena; node texts are views into it.
 */
#ifndef STORE_YAML_READ_H
#define STORE_YAML_READ_H

#include "base/arena.h"
#include "base/err.h"

enum yaml_kind { YAML_SCALAR, YAML_MAP, YAML_LIST };
enum yaml_look { YAML_PLAIN, YAML_QUOTED, YAML_LITERAL, YAML_FOLDED, YAML_BLOCK, YAML_FLOW };

struct yaml_node {
    enum yaml_kind kind;
    enum yaml_look look;     /* scalars: plain to folded; maps and lists: block or flow */
    struct sv text;          /* of a scalar */
    struct yaml_node *key;   /* in a map: the key this node is the value of */
    struct yaml_node *first; /* values of a map, items of a list */
    struct yaml_node *next;
    uint32_t count;  /* of values or items */
    uint32_t line;   /* from 1 */
    uint32_t column; /* from 1, in code points */
    /* Bytes in the source, [start, end) without trailing blanks or comments. A block of text ends
     * before the break of its last line that is part of it; a value that is not there stands behind
     * its colon. */
    size_t start;
    size_t end;
};

struct yaml_doc {
    struct arena arena;
    struct yaml_node *root; /* NULL for an empty file */
};

enum {
    YAML_MAX_BYTES = 8 << 20,
    YAML_MAX_DEPTH = 32,
    YAML_MAX_NODES = 200000,
};

/*
 * Reads a whole file. `name` is put before messages (NAME:LINE:COLUMN). Fails with ERR_REFUSED and
 * leaves nothing to release. A byte order mark at the start is allowed and counts in the offsets.
 */
bool yaml_read(struct sv source, const char *name, struct yaml_doc *doc, struct err *e);
void yaml_release(struct yaml_doc *doc);

/* The value of a key, NULL if the node is no map or has no such key. */
struct yaml_node *yaml_get(const struct yaml_node *map, struct sv key);
/* The text of a scalar value of a key, empty if there is none. */
struct sv yaml_get_text(const struct yaml_node *map, struct sv key);
/* What a writer means by a scalar: the last newline of a block (| or >) is YAML's, not his. */
struct sv yaml_prose(const struct yaml_node *scalar);
/* By how many blanks the lines of a block of text are indented; `parent` is the indentation of the
 * map or list it is in. */
uint32_t yaml_block_indent(struct sv source, const struct yaml_node *block, uint32_t parent);

#endif
