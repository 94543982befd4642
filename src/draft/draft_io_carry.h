/*
 * draft_io_carry: a draft written for another version of its form, as this version would have it.
 *
 * The form says what earlier versions called its fields (`was`). What stands under such a name goes
 * to where the form has it now, if nothing stands there yet; ids of options and sections, and what
 * was said about fields, follow. A value whose field is of another kind now is taken where that
 * kind can read it. Everything else has no place: it is told, and stays where it is in the file. A
 * draft of a newer version read with an older form is the same case with no names to go by.
 *
 * Reading changes nothing in the file. The first save of a carried draft (draft_compose sees that
 * the file says another version than the draft) moves the text of the file as well: a key gets its
 * new name in its line, with all that hangs on it, unknown keys and comments too; what goes to
 * another map is taken out here and put in there. A text is moved only if the draft says the very
 * same at the new place; what was changed or refused meanwhile stays at the old place too, as
 * something without a place. So every text of the old file is in the new one, once if it was
 * carried over and at most twice if not. Whoever saves keeps the file as it was before
 * (KEPT_BEFORE, history_states.h): only a comment inside what went to another map is nowhere else.
 */
#ifndef DRAFT_DRAFT_IO_CARRY_H
#define DRAFT_DRAFT_IO_CARRY_H

#include "draft/draft_io.h"

/* Reads a draft of any version of `form` from bytes as draft_parse does, carried over; its version
 * is the form's. `kept` (may be NULL) gets what has no place, under its path in the file. */
bool draft_carry(const struct form *form, struct sv source, const char *name, struct draft **out,
                 struct leftovers *kept, struct err *e);

/* For draft_compose: appends `source`, a file of another version, with the texts that `d` has at
 * their new places moved there. False where it cannot be done: then they stay. */
bool draft_carry_source(const struct draft *d, struct sv source, struct str *out);

#endif
