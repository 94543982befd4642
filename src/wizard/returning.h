/*
 * returning: what came back from a desk, at the applicant's: taken in, shown first, in the task
 * list. The remarks themselves are told by remarks.h and shown by page_notes.
 */
#ifndef WIZARD_RETURNING_H
#define WIZARD_RETURNING_H

#include "wizard/wizard.h"

/* Before any page hears of it: what was returned is known, or known anew after an answer. */
void returning_take(struct wizard *w, const struct event *event);
/* What no page took; false: it is nothing of this. The remarks are shown first when the draft has
 * just been opened and one of them waits. */
bool returning_event(struct wizard *w, const struct event *event);
/* The draft is left, and with it what was returned. */
void returning_drop(struct wizard *w);

/* Is there anything to do about it. */
bool returning_waits(const struct wizard *w);
/* Appends "退回意见：还有 3 条没有答复", for the task list. */
void returning_add_line(struct str *out, const struct wizard *w);

#endif
