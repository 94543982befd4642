/*
 * apply: the changes themselves, without history: what edit.h, undo and redo, and the replay of a
 * journal (changes.h) are made of. Each keeps counts and version right and, where the draft has
 * `changes`, tells them. Callers have checked that places, offsets and indexes are there.
 */
#ifndef DRAFT_APPLY_H
#define DRAFT_APPLY_H

#include "draft/draft.h"

/* The lists of things said, and what a change of one is called. */
enum said { SAID_PENDING, SAID_ACCEPTED, SAID_BASED_ON, SAID_COUNT };

struct remarks *remarks_of(struct draft *d, enum said said);

/* Replaces `del` bytes at `at`. */
void apply_text(struct draft *d, struct place p, size_t at, size_t del, struct sv insert);
/* Puts the row p.row of table p.field before `index`, with its cells. */
void apply_row_add(struct draft *d, struct place p, size_t index, struct sv id,
                   struct slot *take_cells);
/* Takes a row out and gives its cells to the caller. */
struct slot *apply_row_remove(struct draft *d, struct place p);
void apply_row_move(struct draft *d, uint32_t table, size_t from, size_t to);
/* An empty text takes the remark away. `index` is where one that is not there yet comes to stand:
 * where it stood, when it comes back. */
void apply_remark(struct draft *d, enum said said, struct sv about, struct sv text, size_t index);
void apply_done(struct draft *d, uint32_t section, bool done);
/* Puts a 定稿 before `index` of the log, or takes the one there away where `f` is NULL; `revision`
 * is the draft's 稿次 after it. */
void apply_final(struct draft *d, size_t index, const struct final *f, uint32_t revision);

#endif
