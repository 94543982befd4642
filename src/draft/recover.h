/*
 * recover: the journal of a draft: what was typed since its file was last written.
 *
 * Record 0 is the head (which draft, which form, which file), record 1 the bytes of the file that
 * the writing began with (none: a draft never saved), the others are changes (changes.h). So a
 * journal stands for itself: the draft as it was on the screen comes of it even when the file is
 * gone or was changed by somebody else, and the three versions of a merge are all there. It lies
 * beside the draft as .NAME.journal (then .NAME.journal.2 to .9 while older ones wait for an
 * answer; a name too long for that is cut and told by a hash), or, where that folder cannot be
 * written, in $XDG_STATE_HOME/tianbiao or ~/.local/state/tianbiao. It is found again by the draft's
 * id, so that renaming the draft does not lose it.
 */
#ifndef DRAFT_RECOVER_H
#define DRAFT_RECOVER_H

#include "draft/changes.h"
#include "draft/draft_io.h"
#include "store/journal.h"

/*
 * Begins a journal for an open draft; the file's bytes as last read or written go into it, and,
 * where reading those would not give the draft as it now is (unsaved changes, when an older journal
 * broke), what is missing. So whatever waits in d->changes is in it already: the caller empties
 * that. With `whole`, d->changes is known to hold everything that the file does not, and nothing
 * need be read and compared (a key that begins a journal stays cheap). What stands in a dialogue is
 * not: the caller appends it. Nothing is flushed to disk. Tries the places in order; fails with the
 * reason of each, and nothing left behind.
 */
bool recover_begin(const struct draft *d, const struct draft_file *file, bool whole, int64_t time,
                   struct journal **out, struct err *e);

enum {
    RECOVER_MOST_HEADS = 64,        /* journals looked at in search of a draft's */
    RECOVER_MOST_FOUND = 16,        /* of one draft */
    RECOVER_MOST_BYTES = 128 << 20, /* of those together, the first aside */
};

/* A journal that was left behind. */
struct remnant {
    struct str path; /* of the journal */
    struct str draft_id;
    struct str form;
    int64_t form_version;  /* of the form it was written with */
    int64_t draft_version; /* of the draft, the same or an older one that was not carried over */
    struct str file;       /* the draft's path when it was written, from the root on */
    struct str source;     /* its bytes then */
    int64_t begun;         /* seconds since 1970 */
    int64_t last;          /* of the last record */
    size_t lost;           /* bytes torn off its end */
    bool nothing; /* it broke off before the file's bytes were in it, so nothing typed can be: only
                     to be taken away, by whoever has the draft's lock */
    struct journal_text text;
};

VEC_TYPE(remnants, struct remnant);

/*
 * Journals of a draft, the newest first, appended to `out`: those beside `file` and in the state
 * folder that have its id. Where one side knows no id (a draft never saved), the file's name
 * decides. A journal of the same id that was written for another file which is still there, with
 * that id in it, belongs to that one: one draft is a copy of the other. What cannot be read as a
 * journal is passed over, and so are symbolic links. Those of drafts that are open just now are
 * among them: have the lock before offering any.
 */
void recover_find(const char *file, struct sv draft_id, struct remnants *out);
void remnant_release(struct remnant *r);
void remnants_release(struct remnants *list);

/* What a journal gives back. */
struct recovered {
    struct draft *typed;  /* as it stood on the screen */
    struct draft *begun;  /* as the file was when the journal began */
    struct typing typing; /* in a dialogue */
    bool fits; /* false: a change that does not fit the draft ended the replay before the last one;
                  what was torn off the end is told by the remnant's `lost` */
};

/* Fills `out`, which starts zeroed and is to be released in any case. Fails (ERR_REFUSED) when the
 * file's bytes in it cannot be read as a draft of `form`, or when there are none. A later version
 * of the form does: draft and changes are carried over by what it says its fields were called. */
bool recover_replay(const struct remnant *r, const struct form *form, struct recovered *out,
                    struct err *e);
/* The drafts too: whoever keeps one sets it NULL before. */
void recovered_release(struct recovered *r);

#endif
