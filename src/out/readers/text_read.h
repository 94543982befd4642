/*
 * text_read: a text file as passages.
 *
 * The encoding is told from the bytes (text/encoding.h). Each line is a paragraph, except in pages
 * of our own (sheet.h): there the running head, the foot, form feeds and indents go, and the lines
 * of a paragraph are joined again, across pages too. A page's width is that of its foot. The blank
 * that vanished at a line's end comes back where the line would otherwise not have ended there;
 * where both readings are possible, as between a Han character and a Latin word, the text's own
 * habit decides. Several blanks at such a place come back as one.
 */
#ifndef OUT_READERS_TEXT_READ_H
#define OUT_READERS_TEXT_READ_H

#include "base/err.h"
#include "out/readers/reading.h"
#include "text/encoding.h"

/* What is documented as the most the readers take. */
enum { READ_MAX_PASSAGES = 100000 };

/* `out` starts zeroed. `found` and `doubtful` (may be NULL) as in encoding_decode. Fails
 * (ERR_REFUSED), `out` empty, on what is no text and on more than READ_MAX_PASSAGES lines. */
bool text_read(struct sv bytes, struct reading *out, enum encoding *found, bool *doubtful,
               struct err *e);

#endif
