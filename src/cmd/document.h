/*
 * document: the application of a draft as the bytes of a file, for `export` and for the wizard.
 */
#ifndef CMD_DOCUMENT_H
#define CMD_DOCUMENT_H

#include "draft/draft.h"
#include "draft/facts.h"
#include "text/encoding.h"

struct document {
    struct str bytes;
    size_t pages;
    struct unshowables outside; /* what a reader that knows GBK alone cannot show */
};

/* Composes, lays out and encodes. `facts` may be NULL; `profile` and `encoding` are names as the
 * command takes them. `out` starts zeroed; document_release frees it, also after a failure. Fails
 * with ERR_USAGE on a name nobody knows, ERR_REFUSED on a character the encoding cannot hold. */
bool document_make(const struct draft *d, const struct facts *facts, struct sv profile,
                   struct sv encoding, struct document *out, struct err *e);
void document_release(struct document *d);
/* Appends "“☑”（U+2611，3 处，最先在第 12 行）、…", the first twenty. */
void document_add_outside(struct str *out, const struct unshowables *outside);

/* May a result be written over what `path` names? Not over a draft: an export that replaces the
 * draft it was made from would take the writer's work. Fails (ERR_USAGE). */
bool document_target(const char *path, struct err *e);

#endif
