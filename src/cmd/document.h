/*
 * document: the application of a draft, or its other papers, as the bytes of a file, for `export`
 * and for the wizard.
 */
#ifndef CMD_DOCUMENT_H
#define CMD_DOCUMENT_H

#include "base/err.h"
#include "draft/draft.h"
#include "draft/facts.h"
#include "out/beyond.h"

enum document_format { DOCUMENT_TEXT, DOCUMENT_DOCX };

/* What is asked for; names as the command takes them, empty ones stand for the usual. */
struct document_wish {
    enum document_format format;
    struct sv paper;    /* application, another paper's id, all or bound */
    struct sv profile;  /* of text */
    struct sv encoding; /* of text */
    bool substitute;    /* of GB18030: what old programs cannot show is replaced where it can be */
    struct sv folder;   /* the draft's, for the pictures of a docx */
};

struct document {
    struct str bytes;
    size_t pages;        /* of text; 0 for a docx, which is laid out by the program that opens it */
    struct str left_out; /* pictures that could not be put in, "、" between their names */
    struct beyonds outside;  /* of GB18030: what a program that knows GBK alone cannot show */
    struct beyonds replaced; /* and what was put for it, where that was asked for */
};

/* text or docx; false (ERR_USAGE) for another name. Empty: text. */
bool document_format_by_name(struct sv name, enum document_format *format, struct err *e);
/* Composes, lays out and encodes. `facts` may be NULL: then no picture is looked for. `out` starts
 * zeroed; document_release frees it, also after a failure. Fails with ERR_USAGE on a name nobody
 * knows or substitutes in another encoding, ERR_REFUSED on a character the encoding cannot hold and
 * a document too large for a docx.
 */
bool document_make(const struct draft *d, const struct facts *facts,
                   const struct document_wish *wish, struct document *out, struct err *e);
void document_release(struct document *d);
/* Appends what became of characters that old programs cannot show, in sentences and lines; nothing
 * where all is well. */
void document_add_told(struct str *out, const struct draft *d, const struct document *document);
/* Would asking for substitutes help. */
bool document_can_substitute(const struct document *document);

/* May a result be written over what `path` names? Not over a draft, nor over what was
 * returned to one: an export that replaces the draft it was made from would take the writer's work.
 * Fails (ERR_USAGE). */
bool document_target(const char *path, struct err *e);

#endif
