/*
 * width: how many half-width cells a text takes, by our own tables (text-rules 3.3), never by the C
 * library's.
 *
 * A screen draws East Asian wide and full-width as 2, combining and ignorable as 0, the rest as 1;
 * ambiguous characters (“ ” — … ① ℃) are 1, or 2 on terminals set so. Paper in a Song or Fangsong
 * face draws those ambiguous characters 2 wide that have a two-byte GBK code. Controls are 0 as
 * code points; a cluster that a screen shows by a mark (norm_mark) is as wide as its mark there.
 */
#ifndef TEXT_WIDTH_H
#define TEXT_WIDTH_H

#include <uchar.h>

#include "base/str.h"

enum width_policy {
    WIDTH_SCREEN,      /* ambiguous characters are one cell */
    WIDTH_SCREEN_WIDE, /* ambiguous characters are two cells */
    WIDTH_PAPER,       /* print cells */
};

/* 0, 1 or 2. */
int width_code_point(char32_t cp, enum width_policy policy);
/* Of one grapheme cluster: its widest code point, 0 to 2; an emoji sequence or a flag is 2. */
int width_cluster(struct sv cluster, enum width_policy policy);
/* Sum over the clusters of one line; newlines count 0. */
size_t width_text(struct sv text, enum width_policy policy);
/* The longest head of the text, in whole clusters, that fits into `cells`; its length in bytes. */
size_t width_fit(struct sv text, size_t cells, enum width_policy policy);

#endif
