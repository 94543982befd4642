/*
 * prose: reading a paragraph character by character, for what finds numbers in it.
 *
 * Offsets are bytes on code point boundaries; past the end and before the start there is the
 * character 0.
 */
#ifndef TEXT_PROSE_H
#define TEXT_PROSE_H

#include <uchar.h>

#include "text/utf8.h"

/* The code point at `at`; *next is the offset behind it. */
static inline char32_t prose_peek(struct sv text, size_t at, size_t *next)
{
    char32_t cp = 0;
    *next = at;
    if (at < text.len)
        *next += utf8_decode(text, at, &cp);
    return cp;
}

static inline char32_t prose_char(struct sv text, size_t at)
{
    size_t next;
    return prose_peek(text, at, &next);
}

/* The code point that ends at `at`. */
char32_t prose_before(struct sv text, size_t at);

/* Whether the character is in the set, U"…"; 0 never is. */
static inline bool prose_one_of(char32_t cp, const char32_t *set)
{
    for (; *set; set++) {
        if (*set == cp)
            return true;
    }
    return false;
}

/* The value of a digit of either width, 0 to 9, or -1. */
int prose_digit(char32_t cp);
bool prose_is_digit(char32_t cp);
/* A letter A to Z of either width, or the low line. */
bool prose_is_latin(char32_t cp);
bool prose_is_han(char32_t cp);
/* A blank within a line, U+3000 and U+00A0 too. */
bool prose_is_blank(char32_t cp);
/* 〇零一二两三四五六七八九十百千 */
bool prose_is_numeral(char32_t cp);

/* The offset behind the blanks, digits or Chinese numerals that stand at `at`. */
size_t prose_skip_blanks(struct sv text, size_t at);
size_t prose_skip_digits(struct sv text, size_t at);
size_t prose_skip_numerals(struct sv text, size_t at);

#endif
