/*
 * final: 定稿 in the wizard: offering it, making it, and asking before it is lost by a slip.
 *
 * Whether the draft is final is worked out with the findings (wizard_check), as it costs as much.
 * While it is, an action that changes what is printed is taken back at once and asked about; once
 * the reader agrees it is done after all, and nothing is asked again before the next 定稿. What the
 * code does not cover (stamps, material files, reasons) changes freely.
 */
#ifndef WIZARD_FINAL_H
#define WIZARD_FINAL_H

#include "wizard/page.h"

/* Brings w->final up to date. */
void final_note(struct wizard *w);
/* Is there anything to be offered: the draft may be changed, and is no demonstration data. */
bool final_offered(const struct wizard *w);
/* And no error stands, as of the last check: the review page ends with it. */
bool final_ready(const struct wizard *w);
/* Appends the words of what is offered: to finalise, or to see the code of what is final. */
void final_add_offer(struct str *out, const struct wizard *w);
/* The reader chose it: shows the code, or the errors that stand, or asks. */
unsigned final_open(struct wizard *w);
/* The files were looked at and the time is known (YYYY-MM-DDTHH:MM): makes it final. */
void final_make(struct wizard *w, struct sv time);

/* Around whatever may change the draft. */
struct final_watch {
    bool on; /* the draft is final, and changing it was not agreed to */
    const struct draft *draft;
    uint64_t version;
    size_t done; /* edits in force */
    size_t pages;
};

struct final_watch final_watch(const struct wizard *w);
/* Takes back what was done since if it is not final any more, and asks; true if it did. */
bool final_interrupts(struct wizard *w, const struct final_watch *since);

#endif
