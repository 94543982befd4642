/*
 * plain: sheets as the bytes of a text file, in an encoding (text-rules 4 and 5).
 */
#ifndef OUT_PLAIN_H
#define OUT_PLAIN_H

#include "out/sheet.h"
#include "text/encoding.h"

/* Appends the file's bytes: what sheets_add_text gives, with byte order mark and CR LF as the
 * encoding wants. `outside` (may be NULL) gets what a GBK-only reader cannot show. Fails
 * (ERR_REFUSED) on a character the encoding cannot hold. */
bool plain_write(const struct sheets *sheets, enum encoding encoding, struct str *out,
                 struct unshowables *outside, struct err *e);

#endif
