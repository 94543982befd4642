/*
 * break_class: what a character may do at the end of a line (text-rules 3.4, after GB/T 15834-2011
 * and CLREQ).
 *
 * The sets NOSTART and NOEND are those of the rule, with their like: half-width and small forms,
 * double quotation marks of other styles, primes, ℉, ¥. Beyond the rule, letters of other alphabets
 * make words as ASCII does, an apostrophe inside a word, a full-width point inside a number, and a
 * ² or ㎡ after its number stay where they are, and a no-break space does what its name says.
 */
#ifndef TEXT_BREAK_CLASS_H
#define TEXT_BREAK_CLASS_H

#include <stdint.h>
#include <uchar.h>

enum break_flag {
    BREAK_NOSTART = 1 << 0,  /* must not start a line */
    BREAK_NOEND = 1 << 1,    /* must not end one */
    BREAK_WORD = 1 << 2,     /* U+0021 to U+007E, letters: no break between two of them */
    BREAK_DIGIT = 1 << 3,    /* full-width digits: likewise */
    BREAK_DASH = 1 << 4,     /* —: two are one mark that may start a line, one alone may not */
    BREAK_ELLIPSIS = 1 << 5, /* …: no break between two of them */
    BREAK_BLANK = 1 << 6,    /* vanishes at a break */
    BREAK_GLUE = 1 << 7,     /* no break on either side */
    BREAK_UNIT = 1 << 8,     /* no break between a number or letter and this: ² ㎡ */
    BREAK_HANGS = 1 << 9,    /* may stand past the margin where marks hang */
};

/* The flags of a character, by its base code point; 0: may break on both sides. */
uint32_t break_flags(char32_t cp);

#endif
