/*
 * guard_offers: what is offered to the reader, a kind a file: guard_recovered.c, guard_newer.c,
 * guard_states.c. Private to them; guard.h says what the rest of the session asks for.
 */
#ifndef CMD_GUARD_OFFERS_H
#define CMD_GUARD_OFFERS_H

#include "cmd/guard.h"

void guard_send_offer(struct session *s, struct offer *take_offer);

/* The reader's answer to each kind: was any of it taken. */
void guard_answered_recovered(struct session *s, bool taken);
void guard_answered_newer(struct session *s, bool taken);
void guard_answered_state(struct session *s, bool taken);

#endif
