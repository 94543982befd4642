/*
 * selection: who is chosen in a round, and within which bounds.
 *
 * A round's candidates are the cases that were sent, and those that were not chosen earlier and are
 * carried into it. What is paid comes to the award times the number of those chosen in the round
 * and stays under the desk's ceiling; one code is chosen once, whatever the case and the round. All
 * of it is the form's and the desk's data. A list is taken whole or not at all.
 */
#ifndef OFFICE_SELECTION_H
#define OFFICE_SELECTION_H

#include "base/err.h"
#include "office/queue.h"

/* What a case is to a round. */
enum standing {
    STANDING_NONE, /* nothing: not there yet, or already done with */
    STANDING_CANDIDATE,
    STANDING_SELECTED,
    STANDING_UNSELECTED,
};

enum standing round_standing(const struct review *r, struct sv round);
/* The round in which it was selected, archived since or not; empty: in none. */
struct sv selected_round(const struct review *r);
/* NULL: the form has no such round. */
const struct round *form_round(const struct form *form, struct sv id);
/* Appends "第1轮（拟定2024年8月）": no day is invented. The id where the form does not know it. */
void round_add_words(struct str *out, const struct form *form, struct sv id);

/* ---- codes that were selected ---- */

struct selected_code {
    struct sv code;  /* borrowed, and the rest */
    struct sv round; /* "" of a list that does not say */
    struct sv id;    /* of the case; empty: known from a list alone */
};

VEC_TYPE(selected_codes, struct selected_code);

/* An empty code is not added. */
void selected_codes_add(struct selected_codes *list, struct sv code, struct sv round, struct sv id);
/* Before it is asked. */
void selected_codes_sort(struct selected_codes *list);
/* The selection of a code by another case than `id`, NULL: there is none. */
const struct selected_code *selected_codes_find(const struct selected_codes *list, struct sv code,
                                                struct sv id);

/* ---- money ---- */

struct budget {
    int64_t award;    /* to each, at least 0 */
    int64_t ceiling;  /* 0: none is set */
    struct sv unit;   /* of both */
    uint64_t already; /* chosen in the round so far */
};

/* How many more may be chosen; UINT64_MAX where nothing bounds it. */
uint64_t budget_room(const struct budget *b);
/* May so many more be chosen. Fails (ERR_REFUSED) and says by how much it would be too much. */
bool budget_allows(const struct budget *b, uint64_t more, struct err *e);
/* Appends what so many come to, with the unit: "1000000元"; in words where no number holds it. */
void budget_add_sum(struct str *out, const struct budget *b, uint64_t count);

/* ---- a list of those to be chosen ---- */

struct pick {
    const struct case_head *head;
    enum case_state state;
    enum standing standing; /* in the round */
};

struct picks {
    VEC(struct pick) list;
    const struct selected_codes *before; /* sorted; of all rounds */
    struct budget budget;
    size_t unread; /* records that cannot be read: any may be a selected one */
};

/* One sentence for all that is wrong; none: the list may be recorded. A case that is selected in
 * this round already is no trouble, and counted nowhere. */
VEC_TYPE(pick_troubles, struct str);

void picks_check(const struct picks *p, struct pick_troubles *out);
void pick_troubles_release(struct pick_troubles *list);
enum { CASE_SHORT_ID = 8 }; /* digits of an id that people are shown */

/* Appends "3f9c2a51 演示甲公司". */
void case_add_called(struct str *out, const struct case_head *head);

/* ---- counties ---- */

/* Appends the desk's counties that have no case in the round, in the desk's order; returns how
 * many. Withdrawn cases and those that cannot be read were not sent. */
size_t counties_missing(const struct desk *d, const struct queue *q, struct sv round,
                        struct desk_words *out);

#endif
