/*
 * wrap: Chinese line breaking (text-rules 3.4), the same on screen and on paper.
 *
 * Works on one paragraph (no newline in it) and gives its lines. Greedy: a line takes what fits;
 * when the break would be forbidden (a mark that must not start a line, a bracket that must not end
 * one, the inside of a number, a word or a dash) it moves back; when nothing legal is left it
 * breaks at the width. Blanks at a break vanish from both lines: `end` is where the drawn text
 * ends, `next` where the following line starts. Blanks at the start of the paragraph stay, and no
 * line ends right behind them if it can be helped; blanks at its end are drawn as far as there is
 * room.
 */
#ifndef TEXT_WRAP_H
#define TEXT_WRAP_H

#include "base/vec.h"
#include "text/width.h"

struct wrap_style {
    uint32_t width;        /* cells of a line, at least 2 */
    uint32_t first_indent; /* cells the first line leaves free at its start */
    enum width_policy policy;
    bool hang; /* one stop mark may stand past the margin */
};

struct line {
    uint32_t start; /* byte offsets in the paragraph */
    uint32_t end;   /* end of what is drawn */
    uint32_t next;  /* start of the next line; the paragraph's length on the last */
    uint32_t seen;  /* how far the decision looked: a change at or past this offset cannot alter the
                       line; past the length where it saw that the paragraph ends */
    uint32_t width; /* cells drawn, the first line's indent not counted */
};

VEC_TYPE(lines, struct line);

/*
 * The line that starts at byte `start`: every line of the paragraph follows from its start alone.
 * `start` is 0 or a former line's `next`, and a line starts at the length of the paragraph only
 * when the paragraph is empty.
 */
struct line wrap_line(struct sv paragraph, size_t start, const struct wrap_style *style);

/* All lines of a paragraph, appended; an empty paragraph has one empty line. */
void wrap_paragraph(struct sv paragraph, const struct wrap_style *style, struct lines *out);

/*
 * Mends `lines` after `del` bytes at `at` became `ins` bytes; `paragraph` is the new text. Only the
 * lines that looked at the change are broken again, until a start meets an old one; the result
 * equals wrap_paragraph.
 */
void wrap_mend(struct sv paragraph, size_t at, size_t del, size_t ins,
               const struct wrap_style *style, struct lines *lines);

#endif
