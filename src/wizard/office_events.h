/* office_events: what the world tells the wizard at a desk, for wizard.c alone. */
#ifndef WIZARD_OFFICE_EVENTS_H
#define WIZARD_OFFICE_EVENTS_H

#include "wizard/wizard.h"

/* Before any page hears of it: a new queue, a case, a record as it is now. */
void office_take(struct wizard *w, const struct event *event);
/* What no page took; false: it is nothing of a desk's. */
bool office_event(struct wizard *w, const struct event *event, unsigned *answer);
/* The gate an open draft is checked at: the county's where an officer looks at it, 送审 where the
 * applicant sees what is missing for that. */
enum gate office_gate(const struct wizard *w);
/* Findings that the office lets pass count as passed, with its reason. */
void office_pass(struct wizard *w);
/* Who else has the open case; nothing where nobody has. */
void office_tell_held(struct wizard *w);
/* Why nothing of the draft can be changed here. */
void office_tell_reading(struct wizard *w);

#endif
