/*
 * docx_read: a document of Word, WPS or LibreOffice (.docx, ISO/IEC 29500) as passages.
 *
 * Taken: paragraphs with their text, tabs and breaks, automatic numbers as they show, insertions
 * under tracked changes, content controls, hyperlinks, the results of fields, tables cell by cell,
 * text boxes (behind the paragraph they hang on, and only one of the two forms in which Word writes
 * them). Not taken: headers and footers, deletions, hidden text and prompts of content controls;
 * footnotes, comments and pictures, which are counted.
 */
#ifndef OUT_READERS_DOCX_READ_H
#define OUT_READERS_DOCX_READ_H

#include "base/err.h"
#include "out/readers/reading.h"

/* `out` starts zeroed. Fails (ERR_REFUSED) on what is no such document, is damaged or made to do
 * harm, or has more than READ_MAX_PASSAGES paragraphs. */
bool docx_read(struct sv bytes, struct reading *out, struct err *e);

#endif
