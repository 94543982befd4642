/*
 * docx: a document as a file that Word, WPS and LibreOffice open (ECMA-376, transitional).
 *
 * The page is that of GB/T 9704: A4, 28 字 by 22 lines, faces by role, the number between two
 * 一字线 at the outer edge; the same text as the plain pages have, in the same order, but the
 * program that opens it lays it out and numbers the pages. Everything looks as a named style says
 * (docx_style.h), headings stand in the navigation pane. Runs that hold characters of both worlds
 * (“ ” … — ·) carry the East Asian hint, so that Word counts as text/count does (text-rules 1.2).
 *
 * The same document and pictures give the same bytes: no clock, no name of a person or a machine.
 */
#ifndef OUT_DOCX_H
#define OUT_DOCX_H

#include "base/err.h"
#include "out/sheet.h"

/* The bytes of a picture by its path as the draft has it; they stay good until docx_write is done.
 * False: there are none to be had. */
typedef bool docx_picture_fn(void *context, struct sv path, struct sv *bytes);

struct docx_options {
    docx_picture_fn *picture; /* NULL: no pictures */
    void *context;
    struct sv title; /* of the file's properties; empty: the running head */
    bool wide;       /* landscape, tables in a smaller face: for what is one wide table */
    /* On which pages the parts of the document stand as plain text, NULL if nobody knows: what a
     * cell that names the page of a part shows until the program that opens the file counts. */
    const struct sheet_parts *pages;
};

/*
 * Appends the file's bytes. A picture that is not to be had, is no PNG or JPEG, or has no room left
 * in the file stands as the line the plain pages have for it. Fails (ERR_REFUSED, ERR_IO) on a
 * document too large for a file (zip.h), `out` as it was.
 */
bool docx_write(const struct doc *doc, const struct docx_options *options, struct str *out,
                struct err *e);

#endif
