/*
 * pages_versions: the pages about other versions of the open draft: one that is offered, compared
 * place by place, and the list of earlier states.
 *
 * An offered version is decided on before anything else is done: its page goes away by an answer
 * only, and says so to the command (REQUEST_ANSWERED), which keeps what was left.
 */
#ifndef WIZARD_PAGES_VERSIONS_H
#define WIZARD_PAGES_VERSIONS_H

#include "draft/difference.h"
#include "wizard/page.h"

struct offer_page {
    struct page page;
    struct offer offer;
    struct differences list;
    size_t at; /* difference; then the answers: take what is ticked, leave it */
    uint32_t scroll;
};

struct page *page_offer_new(struct wizard *w, struct offer *take_offer);

struct states_page {
    struct page page;
    struct listed_states states;
    size_t at;
    size_t scroll;
};

struct page *page_states_new(struct wizard *w, struct listed_states *take_states);

#endif
