/* changes_names: the words of changes.h, for its two halves. */
#ifndef DRAFT_CHANGES_NAMES_H
#define DRAFT_CHANGES_NAMES_H

#include "draft/apply.h"

/* What a change of a list of things said is called. */
struct sv said_name(enum said said);
/* Does the file keep the ids of a table's rows: those of elements are made anew by each reading. */
bool rows_keep_ids(const struct form *form, uint32_t table);

#endif
