/*
 * changes: what happens to a draft, as text that does the same to a copy of it.
 *
 * A draft whose `changes` points to a str has every change appended there as it is made (edit.h),
 * undo and redo among them. The text names places as files do, by path and row id, never by keys
 * of this run: it can be replayed on the draft read from the file it began with. A change is a
 * line "KIND PATH ROW NUMBERS LENGTHS" and its texts, each followed by a newline:
 *   text PATH ROW AT DELETED LEN     bytes; ROW is the row's id, "-" outside tables
 *   add PATH ROW INDEX               an empty row; its cells follow as texts
 *   remove PATH ROW · move PATH ROW INDEX
 *   pending LEN LEN · accepted LEN LEN · based LEN LEN     about, text (0: taken away)
 *   done SECTION 0|1
 *   typing LEN LEN                   what stands in a dialogue, not yet in the draft: title, text
 */
#ifndef DRAFT_CHANGES_H
#define DRAFT_CHANGES_H

#include "base/err.h"
#include "draft/draft.h"

/* For edit.c. */
void changes_add_text(struct str *out, const struct draft *d, struct place p, size_t at, size_t del,
                      struct sv insert);
void changes_add_row(struct str *out, const struct draft *d, struct place p, size_t index,
                     struct sv id, const struct slot *cells);
void changes_remove_row(struct str *out, const struct draft *d, struct place p, struct sv id);
void changes_move_row(struct str *out, const struct draft *d, struct place p, struct sv id,
                      size_t to);

enum said { SAID_PENDING, SAID_ACCEPTED, SAID_BASED_ON };

void changes_add_remark(struct str *out, enum said said, struct sv about, struct sv text);
void changes_add_done(struct str *out, const struct draft *d, uint32_t section, bool done);
/* What a dialogue holds just now; the next one replaces it, an empty text ends it. */
void changes_add_typing(struct str *out, struct sv title, struct sv text);

/* What stood in a dialogue last. */
struct typing {
    struct str title;
    struct str text;
};

/* Does to `d` what the text says, without history; `typing` (may be NULL) follows the dialogues.
 * Fails (ERR_REFUSED) at the first change that does not fit the draft, with those before it done:
 * every offset and name is checked. */
bool changes_apply(struct draft *d, struct sv changes, struct typing *typing, struct err *e);
void typing_release(struct typing *t);

#endif
