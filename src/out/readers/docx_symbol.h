/*
 * docx_symbol: characters of symbol typefaces (w:sym), with which people tick boxes.
 */
#ifndef OUT_READERS_DOCX_SYMBOL_H
#define OUT_READERS_DOCX_SYMBOL_H

#include "out/readers/xml_pull.h"

/* At an opened w:sym: sets `out` to the nearest character, a box where none is known; false where
 * the element names none. */
bool docx_symbol_read(const struct pull *x, struct str *out);

#endif
