/* changes_names: words and names in the text of changes.h and in the head of a journal. */
#ifndef DRAFT_CHANGES_NAMES_H
#define DRAFT_CHANGES_NAMES_H

#include "draft/apply.h"

/* What a change of a list of things said is called. */
struct sv said_name(enum said said);
/* Does the file keep the ids of a table's rows: those of elements are made anew by each reading. */
bool rows_keep_ids(const struct form *form, uint32_t table);
/* Appends a name as one word: every byte up to the blank, DEL and "%" as %XX, an empty name as "%".
 */
void name_add(struct str *out, struct sv name);
/* Sets `out` to the name a word stands for, any bytes but NUL; false where it stands for none. */
bool name_read(struct sv word, struct str *out);

#endif
