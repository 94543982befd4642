/*
 * desk: who sits at it, and what is agreed there: the contents of desk.yaml.
 *
 * A county's desk takes the applications of its county, a city's takes what counties send. Names,
 * mailboxes and ceilings are settings, never C. Keys of desk.yaml: tianbiao_desk, role, form, name,
 * office, contact, phone, mailbox, round, ceiling, counties, empty_reasons; others stay untouched.
 */
#ifndef OFFICE_DESK_H
#define OFFICE_DESK_H

#include "base/vec.h"
#include "office/state.h"

VEC_TYPE(desk_words, struct str);

struct desk {
    enum desk_role role;
    struct str form;    /* id of the form whose cases lie here */
    struct str name;    /* of the county or city, as the summary prints it: 演示县 */
    struct str office;  /* of the authority: whose seal it is */
    struct str contact; /* person */
    struct str phone;
    struct str mailbox;         /* where electronic copies go; empty: the notice names none */
    struct str round;           /* id of the round that is on; empty: none */
    int64_t ceiling;            /* on what a round pays in all, in the award's unit; 0: not set */
    struct desk_words counties; /* of a city's: which are expected to send */
    struct desk_words empty_reasons; /* phrases that are no reason, beside the form's */
};

/* What a ceiling may be at most. */
#define DESK_MOST_CEILING INT64_C(1000000000000000)

void desk_release(struct desk *d);

/* county and city, as desk.yaml says; an applicant has no desk. */
struct sv desk_role_name(enum desk_role role);
bool desk_role_by_name(struct sv name, enum desk_role *out);

#endif
