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
/* What stands for a character by itself; empty for one that has no substitute. */
struct sv substitute_for(char32_t cp);
/* The same for the character at byte `at` of a text. Raised and lowered digits have none where they
 * would be read as something else: next to a digit (10² as 102, 5m²3层 as 5m23层), or beside a
 * raised sign, which has none itself (10⁻³). */
struct sv substitute_at(struct sv text, size_t at);

#endif
