/*
 * substitute: what may stand for a character that old programs cannot show (text-rules 5).
 *
 * A table of our own, never transliteration: only characters of the same meaning and of the same or
 * a similar look, all of them in GBK. Letters, Han and emoji that say something of their own have
 * none. Nothing is replaced that nobody asked for, and whoever asks is told each one.
 */
#ifndef TEXT_SUBSTITUTE_H
#define TEXT_SUBSTITUTE_H

#include <uchar.h>

#include "base/str.h"

struct substitute {
    char32_t cp;
    const char *by; /* UTF-8, one character or a few */
};

/* Sorted by code point; `count` gets how many there are. For tests and lists. */
const struct substitute *substitute_table(size_t *count);
/* What stands for a character behind another (0: at the start of a text); empty for one that has no
 * substitute. Raised and lowered digits have none behind a digit: 10² would be read as 102. */
struct sv substitute_for(char32_t before, char32_t cp);

#endif
