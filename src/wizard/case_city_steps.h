/*
 * case_city_steps: how the parts of case_city (case_city.h) know each other. Private to
 * case_city*.c.
 */
#ifndef WIZARD_CASE_CITY_STEPS_H
#define WIZARD_CASE_CITY_STEPS_H

#include "wizard/pages_office.h"

const struct review *case_city_review(const struct wizard *w);
/* The round a mark or a result would be noted in: the one it was carried into, else the desk's. */
struct sv case_city_round(const struct wizard *w);
/* Appends a round's words; "这一轮" for one the form does not know. */
void case_city_add_round(struct str *out, const struct wizard *w, struct sv round);

/* Rows with a dialogue of their own. */
unsigned case_city_open_scores(struct wizard *w);
unsigned case_city_open_ledger(struct wizard *w);

#endif
