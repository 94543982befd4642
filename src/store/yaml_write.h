/*
 * yaml_write: YAML that a person reads and mends by hand, and changes to a file that leave the rest
 * of it alone.
 *
 * libyaml's emitter turns Chinese prose into escaped lines at the first rare character, tab or
 * trailing blank, so the few shapes a draft needs are written here; libyaml must be able to read
 * every byte of it back (tests hold it to that).
 *
 *   plain      where the text can be nothing but itself
 *   "quoted"   where it looks like a number, a date, true, null …, or has blanks at its ends
 *   | literal  prose: always, with tabs and trailing blanks as typed and Chinese as Chinese; an
 *              indentation mark (|2) where the first line is empty or begins with a blank. The last
 *              newline of the block is YAML's and not the text's (yaml_prose); a text that ends in
 *              newlines of its own is kept by |+
 *   "escaped"  only text with control characters, U+0085, U+2028, U+2029 or U+FEFF; and prose that
 *              is empty or stands between braces somebody wrote by hand
 *
 * yaml_merge changes only the lines of what differs: comments, unknown keys, key order and
 * untouched lines stay.
 */
#ifndef STORE_YAML_WRITE_H
#define STORE_YAML_WRITE_H

#include "store/yaml_read.h"

enum want_kind {
    WANT_SCALAR,
    WANT_PROSE, /* a scalar written as a literal block */
    WANT_MAP,
    WANT_LIST,
    WANT_ABSENT, /* this known key must not be there */
};

/* What a value shall be: a tree the caller builds in an arena. In a map only the keys listed are
 * touched; in a list all items are. `flow` asks for {…} or […] where the value is written anew. */
struct yaml_want {
    enum want_kind kind;
    bool flow;
    bool bare;      /* a scalar that is a number or yes/no and is written unquoted */
    bool optional;  /* a map that is not written, and taken out if it is there, when it has no keys
                       left */
    bool whole;     /* a map whose other keys go: all of it is ours */
    struct sv key;  /* in a map */
    struct sv text; /* of a scalar */
    struct sv id;   /* in a list of maps: the text of its "id" key, by which an item is found again;
                       empty: by place */
    struct yaml_want *first;
    struct yaml_want *last;
    struct yaml_want *next;
};

struct yaml_want *yaml_want_new(struct arena *a, enum want_kind kind);
/* Adds `child` at the end of a map or list and returns it. */
struct yaml_want *yaml_want_add(struct yaml_want *parent, struct sv key, struct yaml_want *child);

/* Appends a scalar as it stands after "key: " in a map whose keys are indented by `indent` blanks,
 * without a newline at its end. */
void yaml_add_scalar(struct str *out, struct sv text, bool prose, uint32_t indent);
/* Appends a whole block map (`want` is a WANT_MAP) indented by `indent`. */
void yaml_add_map(struct str *out, const struct yaml_want *want, uint32_t indent);

/*
 * Appends `source` (which `doc` was read from) to `out`, changed so that reading it gives `want`;
 * a scalar is read as yaml_prose does. What is so already is not touched: line ends, a byte order
 * mark, braces and indentation of a file somebody mended by hand stay, and so do comments on lines
 * of their own, except inside a value that goes. A key that is there without a value counts as
 * absent and stays. New keys come behind the nearest of the keys before them in `want`, or at the
 * end of their map. Items of a list are found again by id, else by place. An empty source gives
 * yaml_add_map. Fails (ERR_REFUSED) when the result, read back, is not what was wanted or has lost
 * a key that is not ours: then nothing may be saved over the source.
 */
bool yaml_merge(struct sv source, const struct yaml_doc *doc, const struct yaml_want *want,
                struct str *out, struct err *e);

#endif
