/*
 * utf8: the only place that knows how code points lie in bytes.
 *
 * All offsets are bytes. Text inside the program is valid UTF-8 (checked where it comes in); these
 * functions still survive anything: a byte that starts nothing valid is read as U+FFFD of length 1.
 */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include <uchar.h>

#include "base/str.h"

/* utf8_decode for what is neither ASCII nor within U+1000 to U+CFFF. */
size_t utf8_decode_other(struct sv text, size_t at, char32_t *cp);

/* Reads the code point at byte `at` (at < text.len) and returns its length in bytes, 1 to 4. ASCII
 * and U+1000 to U+CFFF, nearly all of a Chinese text, are read in place. */
static inline size_t utf8_decode(struct sv text, size_t at, char32_t *cp)
{
    const unsigned char *s = (const unsigned char *)text.ptr + at;
    if (s[0] < 0x80) {
        *cp = s[0];
        return 1;
    }
    if (s[0] <= 0xE0 || s[0] >= 0xED || text.len - at < 3 ||
        ((s[1] ^ 0x80u) | (s[2] ^ 0x80u)) >= 0x40)
        return utf8_decode_other(text, at, cp);
    *cp = (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
    return 3;
}
/* The offset of the code point before `at`; 0 at the start. */
size_t utf8_prev(struct sv text, size_t at);
/* Writes the bytes of a code point and returns how many, 1 to 4. Surrogates and values past
 * U+10FFFF become U+FFFD. */
size_t utf8_encode(char32_t cp, char out[4]);
void utf8_add(struct str *out, char32_t cp);
/* Strict: no overlong form, no surrogate, nothing past U+10FFFF. `bad` (may be NULL) gets the first
 * wrong byte. */
bool utf8_valid(struct sv text, size_t *bad);
/* The text itself where it is valid, else appended to `room` as it is decoded. */
struct sv utf8_mended(struct sv text, struct str *room);
/* Code points in the text. */
size_t utf8_length(struct sv text);
/* The byte offset of the code point number `index` (from 0), text.len when there are fewer. */
size_t utf8_offset(struct sv text, size_t index);

#endif
