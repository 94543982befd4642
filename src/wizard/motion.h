/* motion: where a move sideways leads, by clusters, words, rows or to the ends. */
#ifndef WIZARD_MOTION_H
#define WIZARD_MOTION_H

#include "text/layout.h"

enum motion {
    MOTION_LEFT,
    MOTION_RIGHT,
    MOTION_WORD_LEFT,
    MOTION_WORD_RIGHT,
    MOTION_ROW_START,
    MOTION_ROW_END,
    MOTION_TEXT_START,
    MOTION_TEXT_END,
};

/* The byte offset a caret at `caret` comes to. */
size_t motion_offset(enum motion motion, const struct layout *layout, struct sv text, size_t caret);
/* The sentence (ended by 。！？； or a newline) that holds an offset: [*from, *to), blanks at its
 * start left out. */
void motion_sentence(struct sv text, size_t offset, size_t *from, size_t *to);

#endif
