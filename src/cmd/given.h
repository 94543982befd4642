/*
 * given: the words of a command line that become part of a file.
 */
#ifndef CMD_GIVEN_H
#define CMD_GIVEN_H

#include "cmd/context.h"

/* Sets `out` to a value: @FILE and "-" are read, in whatever encoding, cleaned as a paste is and
 * without their last newline, and what was cleaned is told; @@ is an @. `separator` (may not be
 * NULL) parts several entries: a comma in a shell, a newline in a file. Fails (ERR_IO,
 * ERR_REFUSED). */
bool given_value(struct context *c, const char *given, struct str *out, char *separator,
                 struct err *e);
/* Sets `out` to an operand or the value of an option, which a shell hands over in the encoding of
 * the terminal. Fails (ERR_REFUSED) on what is no text. */
bool given_text(const struct context *c, struct sv given, struct str *out, struct err *e);

#endif
