/*
 * norm: bringing what was typed, pasted or imported into the form the program keeps.
 *
 * Nothing is dropped in silence: each function that takes something out says how much, so that the
 * screen can tell and undo can bring it back. `out` is replaced and must not be the text read; a
 * `report` may be NULL. What comes out is valid UTF-8 and comes out the same a second time.
 */
#ifndef TEXT_NORM_H
#define TEXT_NORM_H

#include <uchar.h>

#include "base/str.h"

/* What norm_text changed. */
struct norm_report {
    uint32_t newlines; /* CR LF, CR, VT, FF, U+2028, U+2029, U+0085 made LF; by norm_line: line ends
                          that became a space */
    uint32_t spaces;   /* no-break and other odd blanks, by norm_line tabs too, made a space */
    uint32_t invisible; /* zero-width and format characters taken out */
    uint32_t controls;  /* other control characters taken out; bytes that are no UTF-8 */
    uint32_t composed;  /* decomposed sequences made one character (NFC) */
};

/* Text from a paste or a file: newlines to LF, NBSP and its kin to a space, zero-width and control
 * characters out, NFC. What is part of a visible character stays: ZWJ, variation selectors and tags
 * inside an emoji sequence (UTS #51), variation selectors after Han (UTS #37). Tab stays, and
 * U+3000: it is how Chinese paragraphs begin. */
void norm_text(struct sv in, struct str *out, struct norm_report *report);
bool norm_changed(const struct norm_report *report);
/* As norm_text, for one-line fields: then newlines and tabs, with the blanks around them, become
 * one space, and none at either end. */
void norm_line(struct sv in, struct str *out, struct norm_report *report);
/* Full-width ASCII (U+FF01-FF5E) and U+3000 to half-width, ASCII letters to upper case if `upper`.
 * For codes, numbers, phones and e-mails, never for prose. */
void norm_fold(struct sv in, bool upper, struct str *out);
/* As norm_line, then norm_fold: what a code typed with any input method was meant to be. Ordinary
 * spaces stay. */
void norm_code(struct sv typed, bool upper, struct str *out);
/* A visible mark for a control or invisible character that stayed in the text: "␛", "·" … ; empty
 * for others. */
struct sv norm_mark(struct sv cluster);
/* Characters that steer whatever shows them, or that nobody sees: controls, line separators, those
 * that turn the direction of a line (UAX #9), those of no width. Not what may be part of a visible
 * character (ZWJ, variation selectors, tags), nor tab and LF. */
bool norm_is_hidden(char32_t cp);
/* Appends text for eyes: the marks in place of hidden characters, U+FFFD for bytes that are no
 * UTF-8. Of tab, LF and FF those in `keep` stay, the others get marks too. */
void norm_add_marked(struct str *out, struct sv text, struct sv keep);

#endif
