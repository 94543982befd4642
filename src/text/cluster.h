/*
 * cluster: grapheme clusters (UAX #29, extended), what a person calls one character.
 *
 * The cursor moves, and Backspace deletes, by clusters. Two neighbouring Han characters are decided
 * by their bytes; everything else asks libunistring's properties. Offsets are bytes.
 */
#ifndef TEXT_CLUSTER_H
#define TEXT_CLUSTER_H

#include "base/str.h"

/* The end of the cluster that starts at `at`; text.len at the end. CR LF is one cluster. */
size_t cluster_next(struct sv text, size_t at);
/* The start of the cluster that ends at `at`; 0 at the start. */
size_t cluster_prev(struct sv text, size_t at);
/* The start of the cluster that `at` lies in: `at` itself when it is a boundary. */
size_t cluster_start(struct sv text, size_t at);
/* Whether the code point at `at` (at < text.len) is one of the common ones that join with nothing
 * of their kind: printable ASCII, Han, Chinese marks. Between two of them there is always a
 * boundary. False says nothing. */
bool cluster_plain_at(struct sv text, size_t at);
/* Clusters in the text. */
size_t cluster_count(struct sv text);

#endif
