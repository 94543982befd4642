/* queue_menus: what the page of the queue asks, for it alone. */
#ifndef WIZARD_QUEUE_MENUS_H
#define WIZARD_QUEUE_MENUS_H

#include "wizard/pages_office.h"

/* Makes the list for the filter as it is now; the focus stays on its case. */
void queue_list(const struct wizard *w, struct queue_page *p);

/* Words to look for; what was typed already stands there. */
unsigned queue_ask_find(struct wizard *w, const struct queue_page *p, struct sv typed);
/* Which states, which county; and all of them again. */
unsigned queue_ask_filter(struct wizard *w, const struct queue_page *p);
void queue_unfilter(struct wizard *w);
unsigned queue_ask_sort(struct wizard *w, const struct queue_page *p);
/* A package, a draft or a folder to take in. */
unsigned queue_ask_receive(struct wizard *w);
/* The summary, the county's delivery, a return file. */
unsigned queue_ask_out(struct wizard *w, const struct queue_page *p);

#endif
