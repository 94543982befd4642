/*
 * state: where a case stands between the applicant's desk and the archive, and who may move it.
 *
 * The states and the arrows between them are those of the notice's procedure (四, 六); there are no
 * others. Each arrow is taken by one side and written down with who, when and why (review.h).
 */
#ifndef OFFICE_STATE_H
#define OFFICE_STATE_H

#include "base/str.h"

enum case_state {
    CASE_DRAFT,       /* 草稿 */
    CASE_FINAL,       /* 定稿 */
    CASE_PACKED,      /* 已送审 */
    CASE_RECEIVED,    /* 收到 */
    CASE_RETURNED,    /* 退回修改 */
    CASE_DECLINED,    /* 不推荐 */
    CASE_RECOMMENDED, /* 已推荐 */
    CASE_SENT,        /* 已报市 */
    CASE_SELECTED,    /* 入选 */
    CASE_UNSELECTED,  /* 未入选 */
    CASE_ARCHIVED,    /* 归档 */
    CASE_WITHDRAWN,   /* 撤回 */
    CASE_STATES,
};

enum desk_role { ROLE_APPLICANT, ROLE_COUNTY, ROLE_CITY };

/* The word in files and on the command line: "received". */
struct sv state_name(enum case_state s);
bool state_by_name(struct sv name, enum case_state *out);
/* Translated: 收到. */
const char *state_label(enum case_state s);
/* Is there an arrow from one to the other that this side may take. UNSELECTED to SELECTED or
 * UNSELECTED is one, in a later round. */
bool state_may(enum case_state from, enum case_state to, enum desk_role role);
/* Appends the labels of the states this side may move a case to from here, "、" between them;
 * nothing when there are none. */
void state_add_ways(struct str *out, enum case_state from, enum desk_role role);

#endif
