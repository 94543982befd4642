/*
 * handing: handing in from the wizard: what stands in the way of a package, before it is made.
 *
 * The draft is looked over at the gate 送审 while the review page that was opened for that is on
 * the stack; everywhere else it is looked over as before, at 定稿.
 */
#ifndef WIZARD_HANDING_H
#define WIZARD_HANDING_H

#include "wizard/page.h"

/* Can there be a package of the open draft: its form says who takes it, it is no demonstration. */
bool handing_offered(const struct wizard *w);
/* Is everything there, as far as can be seen from here: 定稿, no error at the gate 送审. If not,
 * says what is missing in a dialogue that leads there. */
bool handing_ready(struct wizard *w);
/* Is the page on top, or one below it, the review that was opened for handing in. */
bool handing_reviewed(const struct wizard *w);

#endif
