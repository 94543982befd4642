/*
 * difference: in what two drafts of one form differ, place by place, and taking some of it over.
 *
 * `mine` is the draft at hand, `other` the one offered: what was typed before a crash, an earlier
 * state, what somebody else saved meanwhile. With `base`, from which both came, only what `other`
 * changed is a difference, and one both changed differently is a conflict. Rows are known by their
 * ids; a row that is only in one of them is one difference with all its cells. What is equal in
 * content is no difference, however it came about; what the program works out never is one.
 * Order: that of the form; in a table the rows, then their order; behind the fields of a section
 * what was said about them; at the end each 定稿 that `mine` knows nothing of (one that only `mine`
 * knows is no difference: the log of them only grows). Two new rows may have the same id by chance,
 * made up apart from each other: with `base` they are known to be two, unless they bear the same
 * name.
 */
#ifndef DRAFT_DIFFERENCE_H
#define DRAFT_DIFFERENCE_H

#include "draft/edit.h"

enum difference_kind {
    DIFFERENCE_TEXT,    /* of a leaf */
    DIFFERENCE_ROW,     /* a row that only one of them has */
    DIFFERENCE_ORDER,   /* of a table's rows */
    DIFFERENCE_PENDING, /* a remark: about */
    DIFFERENCE_ACCEPTED,
    DIFFERENCE_DONE,  /* of a section */
    DIFFERENCE_FINAL, /* a 定稿 that only `other` knows: about is its code */
};

struct difference {
    enum difference_kind kind;
    uint32_t section;   /* NO_FIELD: of the whole */
    uint32_t field;     /* the leaf or table; NO_FIELD of remarks and sections */
    uint32_t mine_row;  /* key of the row in `mine`, 0: it has none, or outside tables */
    uint32_t other_row; /* key in `other` */
    struct str about;   /* of remarks */
    struct str label; /* for eyes: "二、具体举措 · 正文", "带动企业第 3 行 · 企业名称" */
    struct str mine; /* as text; of rows: the cells, a line each; empty: it is not there */
    struct str other;
    struct str base; /* empty without one */
    bool conflict;   /* both changed it since `base`, and differently */
    bool taken;      /* `other` is to be taken over: at first all but the conflicts */
};

VEC_TYPE(differences, struct difference);

/* `base` may be NULL. All three are of the same form. */
void differences_make(const struct draft *base, const struct draft *mine, const struct draft *other,
                      struct differences *out);
/* Changes `mine` (history as in edit.h, one step) to what `other` says in those that are taken: any
 * of them, whatever else is taken. Both are those the list was made of; `mine` may have changed
 * since, what is gone there is passed over. A section stays marked as done where both say so. */
void differences_apply(struct draft *mine, struct history *h, const struct draft *other,
                       const struct differences *list);
void differences_release(struct differences *list);
/* Are two drafts the same in content: has `other` nothing that would be a difference. */
bool drafts_same(const struct draft *mine, const struct draft *other);

#endif
