/*
 * char_class: what a code point is to counting and breaking (the sets of text-rules 1.3).
 *
 * The sets overlap as the rule lists them; the first of blank, ignored, combining, Chinese wins,
 * and the table holds the outcome. Chinese (FE) takes in both what Word always puts into the East
 * Asian font and what it puts there when typed through a Chinese input method (“ ” … — ℃ ①).
 */
#ifndef TEXT_CHAR_CLASS_H
#define TEXT_CHAR_CLASS_H

#include <stdbool.h>
#include <uchar.h>

enum char_class {
    CHAR_OTHER,     /* letters, digits, ASCII marks, emoji: runs of them are Latin words */
    CHAR_FE,        /* one 字 each */
    CHAR_BLANK,     /* ends a run, is no line end: space, tab, U+00A0, U+3000 … */
    CHAR_LINE_END,  /* U+000A to U+000D, U+0085, U+2028, U+2029 */
    CHAR_IGNORED,   /* controls, format characters, variation selectors */
    CHAR_COMBINING, /* marks drawn on the character before */
};

enum char_class char_class(char32_t cp);
bool char_is_ascii_alnum(char32_t cp);

#endif
