/*
 * recover: the journal of a draft: what was typed since its file was last written.
 *
 * Record 0 is the head (which draft, which form, which file), record 1 the bytes of the file that
 * the writing began with, the others are changes (changes.h). So a journal stands for itself: the
 * draft as it was on the screen comes of it even when the file is gone or was changed by somebody
 * else, and the three versions of a merge are all there. It lies beside the draft as
 * .NAME.journal (then .NAME.journal.2 and so on while an older one waits for an answer), or, where
 * that folder cannot be written, in $XDG_STATE_HOME/tianbiao or ~/.local/state/tianbiao. It is
 * found again by the draft's id, so that renaming the draft does not lose it.
 */
#ifndef DRAFT_RECOVER_H
#define DRAFT_RECOVER_H

#include "draft/changes.h"
#include "draft/draft_io.h"
#include "store/journal.h"

/* Begins a journal for an open draft; the file's bytes as last read or written go into it. Tries
 * the places in order. */
bool recover_begin(const struct draft *d, const struct draft_file *file, int64_t time,
                   struct journal **out, struct err *e);

/* A journal that was left behind. */
struct remnant {
    struct str path; /* of the journal */
    struct str draft_id;
    struct str form;
    int64_t form_version;
    struct str file;   /* the draft's path when it was written */
    struct str source; /* its bytes then */
    int64_t begun;     /* seconds since 1970 */
    int64_t last;      /* of the last record */
    size_t lost;       /* bytes torn off its end */
    struct journal_text text;
};

VEC_TYPE(remnants, struct remnant);

/* Journals of a draft: those beside `file` and in the state folder with its id (empty: any), the
 * newest first. What cannot be read as a journal is passed over. */
void recover_find(const char *file, struct sv draft_id, struct remnants *out);
void remnant_release(struct remnant *r);
void remnants_release(struct remnants *list);

/* The draft as it was typed, and (may be NULL) the draft it began with; `typing` (may be NULL) what
 * stood in a dialogue. A change that does not fit ends the replay: `*complete` false. Fails when
 * the file's bytes in it cannot be read as a draft of `form`. */
bool recover_replay(const struct remnant *r, const struct form *form, struct draft **typed,
                    struct draft **begun, struct typing *typing, bool *complete, struct err *e);

#endif
