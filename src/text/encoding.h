/*
 * encoding: bytes of files to UTF-8 and back (text-rules 5).
 *
 * Reading detects: byte order mark, strict UTF-8, strict GB18030, CP936 with the euro sign; it
 * never guesses past an error, and UTF-8 that breaks off after a sentence is not tried as GB18030.
 * Writing knows three targets. iconv does the tables; transliteration is never used.
 */
#ifndef TEXT_ENCODING_H
#define TEXT_ENCODING_H

#include <uchar.h>

#include "base/err.h"
#include "base/vec.h"

enum encoding {
    ENCODING_UTF8,
    ENCODING_UTF8_BOM, /* with U+FEFF and CR LF, for Word, WPS and Notepad */
    ENCODING_GB18030,  /* with CR LF, for old Windows */
    ENCODING_UTF16LE,  /* read only */
    ENCODING_UTF16BE,  /* read only */
    ENCODING_CP936,    /* read only */
    ENCODINGS,
};

/* "utf-8", "utf-8-bom", "gb18030" …; false for a name that cannot be written. */
bool encoding_by_name(struct sv name, enum encoding *out);
struct sv encoding_name(enum encoding e);

/*
 * Decodes a whole file: *out gets UTF-8 without a byte order mark, newlines as they were. `found`
 * (may be NULL) gets the encoding. `doubtful` (may be NULL) is set where the bytes are both UTF-8
 * of two-byte characters only and GB18030 with Han (then GB18030 is taken). Fails (ERR_REFUSED)
 * with the byte offset, from 0, on a NUL byte or bytes in no known encoding; *out is empty then.
 */
bool encoding_decode(struct sv bytes, struct str *out, enum encoding *found, bool *doubtful,
                     struct err *e);

/* A character that a reader of the target may not be able to show, with its first place. */
struct unshowable {
    char32_t cp;
    uint32_t times;
    uint32_t line; /* of the first, from 1 */
};

VEC_TYPE(unshowables, struct unshowable);

/*
 * Encodes UTF-8 text with LF newlines: byte order mark, CR LF as the target wants, U+FEFF taken out
 * first; *out is replaced. For GB18030 `outside` (may be NULL) gets, appended in the order of the
 * text, what a GBK-only reader cannot show: characters that have not the same two bytes in both.
 * Fails (ERR_REFUSED) on a character the target cannot hold at all, with its line.
 */
bool encoding_encode(struct sv text, enum encoding target, struct str *out,
                     struct unshowables *outside, struct err *e);

#endif
