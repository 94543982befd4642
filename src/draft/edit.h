/*
 * edit: every change of a draft, with its inverse.
 *
 * Each function changes the draft at once, keeps counts and version right, and records the change
 * in the history given (NULL records nothing: loading). A step is what one Undo takes back:
 * history_step starts the next one; without it changes join the step that is open, as a paste and
 * the clean-up after it do. Typing that goes on where it stopped joins by itself (history_type).
 * Undo is without limit.
 */
#ifndef DRAFT_EDIT_H
#define DRAFT_EDIT_H

#include "draft/draft.h"

enum edit_kind {
    EDIT_TEXT,
    EDIT_ROW_ADD,
    EDIT_ROW_REMOVE,
    EDIT_ROW_MOVE,
    EDIT_PENDING,
    EDIT_ACCEPT,
    EDIT_BASED_ON,
    EDIT_DONE,
    EDIT_FINAL,
};

struct edit {
    enum edit_kind kind;
    uint32_t step;
    struct place place;  /* the leaf, or the table and row key; of done: the section as field */
    size_t at;           /* bytes; of a row: its index (before a move); of others: likewise */
    size_t to;           /* of a row move: its index after; of a 定稿: the 稿次 before */
    struct str removed;  /* bytes that went; of remarks and done: what stood there */
    struct str inserted; /* bytes that came; of remarks and done: what stands there now */
    struct str about;    /* of remarks: path or code; of rows: the id */
    struct slot *cells;  /* of a row that is out of the draft now, owned */
    uint32_t columns;    /* how many cells */
    struct final *final; /* of a 定稿, owned */
};

struct history {
    VEC(struct edit) edits;
    size_t done;        /* edits before this are in force */
    size_t saved;       /* `done` at the last save, SIZE_MAX if that state is gone */
    uint32_t step;      /* the number of the open step */
    bool typing;        /* the open step is a run of typing */
    struct place typed; /* where the run stands, and where it goes on */
    size_t typed_end;
};

/* Frees texts of `count` slots and the array; NULL is allowed. */
void slots_free(struct slot *slots, size_t count);

void history_init(struct history *h);
void history_release(struct history *h);
/* Has anything changed since history_mark_saved? */
bool history_changed(const struct history *h);
void history_mark_saved(struct history *h);
void history_step(struct history *h);
/* Opens a step for typing, or stays in the open one if it is typing that ended at `at` of this
 * place. */
void history_type(struct history *h, struct place p, size_t at);

void draft_splice(struct draft *d, struct history *h, struct place p, size_t at, size_t del,
                  struct sv insert);
void draft_set(struct draft *d, struct history *h, struct place p, struct sv text);
/* Adds an empty row before `index` (the row count: at the end) and returns its key. An empty id is
 * made up. */
uint32_t draft_row_add(struct draft *d, struct history *h, uint32_t table, size_t index,
                       struct sv id);
/* Made-up ids are the table's first letter and a number, "e13": the largest number in use, and the
 * id for a number. */
uint32_t draft_last_row_id(const struct draft *d, uint32_t table);
void draft_add_row_id(struct str *out, const struct draft *d, uint32_t table, uint32_t number);
void draft_row_remove(struct draft *d, struct history *h, uint32_t table, uint32_t key);
void draft_row_move(struct draft *d, struct history *h, uint32_t table, uint32_t key, size_t to);
/* An empty note or reason takes the remark away; `has` false as well. */
void draft_set_pending(struct draft *d, struct history *h, struct sv path, struct sv note);
void draft_accept(struct draft *d, struct history *h, struct sv code, struct sv reason);
void draft_set_based_on(struct draft *d, struct history *h, struct sv path, struct sv hash);
void draft_set_done(struct draft *d, struct history *h, uint32_t section, bool done);

/* Adds a 定稿 to the log before `index` (its length: at the end); the draft's 稿次 becomes the
 * larger of both. It is the caller's to have asked final_is_sound. */
void draft_add_final(struct draft *d, struct history *h, size_t index, const struct final *f);
/* Would the next undo take back a 定稿? */
bool history_undoes_final(const struct history *h);

/* Appends the hash by which based_on knows a text: 16 hexadecimal digits. */
void draft_add_hash(struct str *out, struct sv text);

/* Takes back, or does again, one step. `where` and `caret` (bytes) tell what to show. False when
 * there is none. */
bool draft_undo(struct draft *d, struct history *h, struct place *where, size_t *caret);
bool draft_redo(struct draft *d, struct history *h, struct place *where, size_t *caret);

#endif
