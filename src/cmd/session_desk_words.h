/*
 * session_desk_words: the journal of what is being typed at a desk.
 *
 * It lies beside the record of the case, under a name of the officer's own, 0600, so that two who
 * work on one desk never meet in it: cases/ID/.review.yaml.WHO.journal, WHO a hash of the user and
 * the name he acts under (.2 to .9 behind it while older ones wait). A record is the words as they
 * stand now and what they are for, or that there are none any more; the last one counts. It goes as
 * soon as nothing is being typed, because all else was saved when it was done.
 */
#ifndef CMD_SESSION_DESK_WORDS_H
#define CMD_SESSION_DESK_WORDS_H

#include "base/arena.h"
#include "office/act.h"
#include "store/journal.h"

struct wizard;

struct words_kept {
    struct str path; /* of the first; empty: nothing is kept here */
    struct str by;
    struct journal *journal;
    uint64_t hash; /* of what was written last */
    bool typing;   /* there are words */
    bool told;     /* that they cannot be written */
};

/* Words that are on a page or in a dialogue, or were left behind. */
struct words_found {
    bool for_act;    /* `act` says what for, its text the words */
    struct act act;  /* views into the arena or the wizard */
    struct sv asked; /* else: what the dialogue asked for, */
    struct sv text;  /* and the words */
    struct arena arena;
    VEC(struct str) paths; /* the journals they were found in */
};

void words_found_release(struct words_found *f);

/* A case was opened and is locked: `record` is the path of its review.yaml. */
void words_open(struct words_kept *d, struct sv record, struct sv by);
/* Has this officer left words behind at the record; nothing is read. */
bool words_left(struct sv record, struct sv by);
/* What the same officer left behind, the newest of it; false: nothing. */
bool words_find(const struct words_kept *d, struct words_found *out);
/* Takes away what was found, once it is kept anew or was let go. */
void words_forget(struct words_found *f);

/* After each key: what stands there now is in the journal. Fails (ERR_IO) where it cannot be
 * written; tried again with the next key. */
bool words_keep(struct words_kept *d, const struct wizard *w, int64_t now, struct err *e);
bool words_unsynced(const struct words_kept *d);
bool words_sync(struct words_kept *d, struct err *e);
/* The case is left: a journal that holds words stays. */
void words_close(struct words_kept *d);

/* ---- for tests ---- */

/* Composes a record, and reads one into `out` (false: it is none). */
void words_compose(const struct words_found *words, struct sv by, struct str *out);
bool words_parse(struct sv record, struct sv by, struct words_found *out);

#endif
