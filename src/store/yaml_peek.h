/*
 * yaml_peek: a word from the head of a file, without reading all of it.
 *
 * For telling many files apart by what this program writes first: lines "key: word" from the first
 * on, comments and blank lines among them. Such lines mean the same to any reader of YAML. Where
 * the head is written otherwise nothing is found, and the file has to be read.
 */
#ifndef STORE_YAML_PEEK_H
#define STORE_YAML_PEEK_H

#include "base/str.h"

/* Sets `out` to the word behind a key, letters, digits, "_" and "-", quoted or not: a view into
 * `head`, which may be cut anywhere. False, `out` empty, where it is not found. */
bool yaml_peek(struct sv head, struct sv key, struct sv *out);
/* Is there a line that begins with "key:", or, of a map between braces, that anywhere. Says nothing
 * about the rest. */
bool yaml_mentions(struct sv head, struct sv key);

#endif
