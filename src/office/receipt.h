/*
 * receipt: what the sender gets for a delivery: a text that says who took in what and when, and
 * what is still missing.
 *
 * It goes through many hands: of the applicant it has the name, the code and the title, and never a
 * contact, a phone or what stands in any field the form keeps from what is published.
 */
#ifndef OFFICE_RECEIPT_H
#define OFFICE_RECEIPT_H

#include "check/finding.h"
#include "draft/facts.h"
#include "office/desk.h"
#include "office/receive.h"

enum { RECEIPT_MOST_LISTED = 200 /* errors, and files; of more only the number is told */ };

struct receipt {
    const struct desk *desk;
    const struct draft *draft;
    const struct case_head *head;
    const struct intake *intake;
    const struct findings *findings; /* at the county's gate */
    const struct facts *facts;       /* of the files the draft names; NULL: nobody looked */
    enum taking taking;
    uint32_t files; /* in the package, the draft and documents among them */
    uint32_t open;  /* remarks that came back without an answer */
};

void receipt_add(struct str *out, const struct receipt *r);

#endif
