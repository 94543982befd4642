#include "cmd/guard_offers.h"

#include "cmd/session.h"

void guard_send_offer(struct session *s, struct offer *take_offer)
{
    session_event(s, &(struct event){.kind = EVENT_OFFER, .offer = take_offer});
    offer_release(take_offer);
}

void guard_answered(struct session *s, const struct request *r)
{
    switch (r->offer) {
    case OFFER_RECOVERED:
        guard_answered_recovered(s, r->replace);
        break;
    case OFFER_CHANGED:
        guard_answered_newer(s, r->replace);
        break;
    case OFFER_STATE:
        guard_answered_state(s, r->replace);
        break;
    case OFFER_CARRIED:
        session_carried(s, r->replace);
        break;
    }
}
