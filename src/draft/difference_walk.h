/*
 * difference_walk: what walking two or three drafts side by side carries along. Private to
 * difference*.c.
 */
#ifndef DRAFT_DIFFERENCE_WALK_H
#define DRAFT_DIFFERENCE_WALK_H

#include "draft/difference.h"

struct walk {
    const struct draft *base; /* may be NULL */
    const struct draft *mine;
    const struct draft *other;
    struct differences *out; /* NULL: only whether there is one */
    bool found;
};

/* One row in each of the drafts, by key; 0: it has none. */
struct row_keys {
    uint32_t base;
    uint32_t mine;
    uint32_t other;
};

enum verdict { VERDICT_SAME, VERDICT_DIFFERS, VERDICT_CONFLICT };

/* Of one text in three drafts: does `other` say something that `mine` does not, and did both leave
 * what `base` said. */
enum verdict walk_judge(const struct walk *w, struct sv base, struct sv mine, struct sv other);
/* Notes a difference; NULL when only looking. */
struct difference *walk_add(struct walk *w, enum difference_kind kind, enum verdict verdict,
                            uint32_t field);
/* The leaf `field`, in the rows given or outside tables. */
void walk_leaf(struct walk *w, uint32_t field, struct row_keys keys);
void walk_table(struct walk *w, uint32_t table);

#endif
