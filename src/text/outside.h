/*
 * outside: the characters of a text that a program which knows GBK alone cannot show, though
 * GB18030 can hold them (text-rules 5).
 *
 * That is every character which has not the same two bytes in both tables; iconv is asked, once for
 * each character more or less.
 */
#ifndef TEXT_OUTSIDE_H
#define TEXT_OUTSIDE_H

#include <uchar.h>

#include "base/str.h"
#include "base/vec.h"

struct sighting {
    char32_t cp;
    uint32_t line; /* from 1 */
    size_t at;     /* byte in the text */
};

VEC_TYPE(sightings, struct sighting);

/* Appends every one of them, in the order of the text. False where this machine lacks a table. */
bool outside_find(struct sv text, struct sightings *out);

#endif
