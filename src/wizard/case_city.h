/*
 * case_city: what a city does to a case: readers' marks, the result of a round, carrying it into
 * the next one, the ledger, the archive; each a menu and a few lines to type.
 *
 * A selection is bound by the ceiling over all cases, which only who carries the act out can know
 * at that moment; what is shown here of it is as the queue was read.
 */
#ifndef WIZARD_CASE_CITY_H
#define WIZARD_CASE_CITY_H

#include "wizard/pages_office.h"

/* Is it one of the city's rows. */
bool case_city_has(enum case_row row);
/* Opens one. */
unsigned case_city_open(struct wizard *w, enum case_row row);
/* Appends how far it is; what stands in its way beside the state, nothing where nothing does. */
void case_city_add_how_far(struct str *out, const struct wizard *w, enum case_row row);
void case_city_add_why_not(struct str *out, const struct wizard *w, enum case_row row);

#endif
