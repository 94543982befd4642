/*
 * diff: what went and what came between two texts, part by part.
 *
 * Texts are compared cluster by cluster (Myers, An O(ND) Difference Algorithm, 1986). Parts with
 * less than DIFF_JOIN clusters between them are one: a reader wants to see words that changed, not
 * letters that happen to be the same. Where more than DIFF_MOST clusters differ, everything between
 * the common head and the common tail is one part: texts that have so little in common are not read
 * side by side. What differs is shown in 〔〕, so that it stands out on paper and without colour
 * too.
 */
#ifndef TEXT_DIFF_H
#define TEXT_DIFF_H

#include "base/str.h"
#include "base/vec.h"

enum { DIFF_MOST = 300, DIFF_JOIN = 3 };

/* Bytes [from, to) of either text; one of them may be empty. */
struct diff_part {
    size_t a_from;
    size_t a_to;
    size_t b_from;
    size_t b_to;
};

VEC_TYPE(diff_parts, struct diff_part);

/* Appends the parts in order; none when the texts are equal. What lies between two parts, before
 * the first and behind the last is the same in both. Costs at most about DIFF_MOST times the
 * clusters that differ, and that many numbers of memory. */
void diff_find(struct sv a, struct sv b, struct diff_parts *out);

/* Bytes of a side as it is shown: a part with its 〔〕. */
struct diff_mark {
    size_t from;
    size_t to;
};

VEC_TYPE(diff_marks, struct diff_mark);

/* Appends one of the two texts that were compared (`second`: the later of diff_find's) with its
 * parts marked: the `whole` of it as it stands; or in one line what is marked and a few words
 * around it, ".." for the others and " / " between paragraphs, a long part by its beginning and
 * end. A part that is empty on this side is not marked. `marks` gets where they are in `out`; NULL:
 * nobody asks. */
void diff_add_side(struct str *out, struct sv text, const struct diff_parts *parts, bool second,
                   bool whole, struct diff_marks *marks);

#endif
