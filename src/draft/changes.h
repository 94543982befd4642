/*
 * changes: what happens to a draft, as text that does the same to a copy of it.
 *
 * A draft whose `changes` points to a str has every change appended there as it is made (apply.h),
 * undo and redo among them. The text names places as files do, by path and row, never by keys of
 * this run: it can be replayed on the draft read from the file it began with. A change is a line
 * "KIND NAMES NUMBERS LENGTHS" of parts with one blank between, and its texts, each as long as its
 * length says and followed by a newline:
 *
 *     text PATH ROW AT DELETED LEN     bytes; ROW "-" outside tables
 *     add PATH ROW                     an empty row; what its cells hold follows as texts
 *     remove PATH ROW
 *     move PATH ROW NUMBER             NUMBER: of the row afterwards
 *     pending NUMBER LEN LEN           what about, and the text (0: taken away); NUMBER: which of
 *     accepted, based-on               the list it is or comes to be
 *     done SECTION 0|1
 *     final NUMBER OF AFTER LEN LEN LEN   a 定稿: its place in the log, its 稿次, that of the
 *                                      draft after it; code, time, pictures. OF 0 without texts:
 *                                      the one there is taken away
 *     head VERSION REVISION 0|1 LEN    the form's version, from 1, 稿次, demonstration data; the
 *                                      draft's id
 *     typing LEN LEN                   what stands in a dialogue, not yet in the draft: title, text
 *
 * Rows and remarks are numbered from 1. A ROW is a number and, in tables whose file keeps ids, a
 * colon and its id ("3:e13"): the number finds it even where ids are missing or doubled, the id
 * proves that it is the one meant. In names every byte up to the blank, DEL and "%" are written
 * %XX and an empty name "%", so that no name, however odd, can break a line.
 */
#ifndef DRAFT_CHANGES_H
#define DRAFT_CHANGES_H

#include "base/err.h"
#include "draft/apply.h"

enum {
    CHANGES_MAX_TEXT = 64 << 20, /* bytes of one text: no journal holds more */
    CHANGES_MAX_ITEMS = 20000,   /* rows of one table, remarks of one list */
};

/* For apply.c. `d` is the draft before the change, of a row that comes after it; rows count from 0
 * here. */
void changes_add_text(struct str *out, const struct draft *d, struct place p, size_t at, size_t del,
                      struct sv insert);
void changes_add_row(struct str *out, const struct draft *d, uint32_t table, size_t index);
void changes_add_row_removed(struct str *out, const struct draft *d, uint32_t table, size_t index);
void changes_add_row_moved(struct str *out, const struct draft *d, uint32_t table, size_t from,
                           size_t to);
void changes_add_remark(struct str *out, enum said said, size_t index, struct sv about,
                        struct sv text);
void changes_add_done(struct str *out, const struct draft *d, uint32_t section, bool done);
void changes_add_final(struct str *out, size_t index, const struct final *f, uint32_t revision);

/* What stands at the head of a draft, for whoever changes it. */
void changes_add_head(struct str *out, const struct draft *d);
/* What a dialogue holds just now; the next one replaces it, an empty text ends it. */
void changes_add_typing(struct str *out, struct sv title, struct sv text);
/* What makes `from` say what `to` says, both of one form; nothing where they say the same. */
void changes_between(struct str *out, const struct draft *from, const struct draft *to);

/* What stood in a dialogue last. */
struct typing {
    struct str title;
    struct str text;
};

/* Does to `d` what the text says, without history; `typing` (may be NULL) follows the dialogues.
 * Where the form is a later version than the text, fields and sections are known by their former
 * names too. Fails (ERR_REFUSED) at the first change that does not fit the draft, with those before
 * it done: every name, offset and length is checked, texts must be valid UTF-8 without NUL. */
bool changes_apply(struct draft *d, struct sv changes, struct typing *typing, struct err *e);
void typing_release(struct typing *t);

#endif
