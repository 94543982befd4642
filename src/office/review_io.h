/*
 * review_io: the record of a case (review.h) as YAML that a person can read and mend.
 *
 *   tianbiao_review: 1
 *   id: 3f2a…              then what lists show of the case, and its state
 *   deliveries: marks: notes: allowed: seen: copies: brief: experience: scores: ledger:
 *   moves:                 from where to where, when, by whom and why; the last one gives the state
 *   deeds:                 everything else that was done
 *
 * What a file says is held to the bounds of stamp.h; a record that is refused is left as it is.
 * What we do not know of a file stays, and only lines that say something else are written.
 */
#ifndef OFFICE_REVIEW_IO_H
#define OFFICE_REVIEW_IO_H

#include "base/err.h"
#include "office/review.h"

/* Fails (ERR_REFUSED) with NAME:LINE and a sentence; nothing to release then. */
bool review_parse(struct sv source, const char *name, struct review *out, struct err *e);
/* Replaces `out` by `source` changed to what the record says; an empty source: written anew. Fails
 * (ERR_REFUSED) where the result would be no record any more. */
bool review_compose(const struct review *r, struct sv source, struct str *out, struct err *e);

#endif
