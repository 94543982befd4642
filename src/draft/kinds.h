/*
 * kinds: how the values of each kind look inside and outside a draft.
 *
 * Inside, several entries (choices, files) are lines, 是 and 否 are "yes" and "no", and a date or a
 * number is what was typed until draft_canonical makes it the one way of writing it. Scripts and
 * files give other spellings: these turn them, or say why not.
 */
#ifndef DRAFT_KINDS_H
#define DRAFT_KINDS_H

#include "base/err.h"
#include "draft/draft.h"

/*
 * The text to store for what a script or a file says. Refuses (ERR_REFUSED) what is of the wrong
 * kind altogether: an option that is none, a yes/no that is neither. A number, date, code or phone
 * that is merely wrong is kept: `check` finds it. `separator` splits several entries (',' for
 * scripts, '\n' for entries already apart).
 */
bool draft_value(const struct field *field, struct sv given, char separator, struct str *out,
                 struct err *e);

/* The one way of writing a date, number, credit code or e-mail; false where the text is not one or
 * is so already. */
bool draft_canonical(const struct field *field, struct sv text, struct str *out);

#endif
