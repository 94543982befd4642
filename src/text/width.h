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

/* Han from U+4E00 on, the marks of U+3001 to U+3029 and U+FF01 to U+FF3F, by their bytes; there are
 * `left` of them. */
static inline bool width_is_wide(const unsigned char *b, size_t left)
{
    if (left < 3 || ((b[1] ^ 0x80u) | (b[2] ^ 0x80u)) >= 0x40)
        return false;
    if (b[0] >= 0xE5 && b[0] <= 0xE9)
        return true;
    return (b[0] == 0xE4 && b[1] >= 0xB8) ||
           (b[0] == 0xE3 && b[1] == 0x80 && b[2] > 0x80 && b[2] < 0xAA) ||
           (b[0] == 0xEF && b[1] == 0xBC && b[2] > 0x80);
}

/* The cells, on whatever screen or paper, of a character that the next bytes certainly add nothing
 * to: one of those (2), or printable ASCII (1). That is nearly all there ever is, so it is told by
 * bytes alone. 0: that does not say it. `at` < text.len. */
static inline unsigned width_alone(struct sv text, size_t at)
{
    const unsigned char *b = (const unsigned char *)text.ptr + at;
    size_t left = text.len - at;
    unsigned cells = b[0] < 0x7F ? b[0] >= ' ' : width_is_wide(b, left) ? 2u : 0;
    size_t bytes = cells == 2 ? 3 : 1;
    if (cells == 0 || left == bytes || (b[bytes] >= ' ' && b[bytes] < 0x7F))
        return cells;
    return width_is_wide(b + bytes, left - bytes) ? cells : 0;
}

/* 0, 1 or 2. */
int width_code_point(char32_t cp, enum width_policy policy);
/* Of one grapheme cluster: its widest code point, 0 to 2; an emoji sequence or a flag is 2. */
int width_cluster(struct sv cluster, enum width_policy policy);
/* Sum over the clusters of one line; newlines count 0. */
size_t width_text(struct sv text, enum width_policy policy);
/* The longest head of the text, in whole clusters, that fits into `cells`; its length in bytes. */
size_t width_fit(struct sv text, size_t cells, enum width_policy policy);
/* Likewise; takes what it needs off `cells`. */
size_t width_fill(struct sv text, size_t *cells, enum width_policy policy);

#endif
