/*
 * replace: a document for old programs, which know GBK alone: what they cannot show is replaced by
 * what looks and means alike (text/substitute.h), where there is such a thing.
 *
 * The draft is not touched, nor the names of files. It is done before pages are laid out, as what
 * stands for a character may be wider or longer.
 */
#ifndef OUT_REPLACE_H
#define OUT_REPLACE_H

#include <uchar.h>

#include "out/doc.h"

/* One character that was replaced. */
struct replacement {
    char32_t cp;
    struct sv by;       /* static */
    struct place place; /* of what it stands in, NO_FIELD for the form's own words */
    size_t at;          /* as a sheet_line counts: the byte in that text, the new one */
};

VEC_TYPE(replacements, struct replacement);

/* Replaces in all texts of the document; appends each one to `done`, in the order of the blocks,
 * the running heads last. */
void doc_replace(struct doc *doc, struct replacements *done);

#endif
