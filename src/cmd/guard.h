/*
 * guard: what keeps the open draft from being lost: its lock, its journal, its earlier states.
 *
 * A draft that is opened to be filled in is locked; one that somebody else has is only read. From
 * the first change on a journal takes every change in before the next key is heard (guard_keep),
 * and goes to the disk when the keys pause (guard_sync). Once the draft is saved the journal goes.
 * What an earlier run left behind is offered when the draft is opened; a file that somebody else
 * changed is offered when it is to be saved. Whatever is declined is kept among the earlier states
 * first. What cannot be written here is told once and tried again.
 */
#ifndef CMD_GUARD_H
#define CMD_GUARD_H

#include "base/bug.h"
#include "cmd/context.h"
#include "draft/history_states.h"
#include "draft/recover.h"
#include "store/lock.h"
#include "wizard/request.h"

struct session;

struct guard {
    struct lock *lock;
    struct journal *journal;
    VEC(struct str) older;    /* journals that could not go on, until the draft is saved */
    struct str since;         /* changes that are not in the journal yet (draft/changes.h) */
    bool typing;              /* the journal holds what stands in a dialogue */
    uint64_t typing_hash;     /* of it */
    bool rebased;             /* the file's bytes are others than those `since` began with */
    bool told;                /* that the journal cannot be written */
    bool took_over;           /* the lock was taken from somebody who may still be there */
    bool declined;            /* the file as somebody else left it was not taken: saving waits */
    struct remnants remnants; /* of earlier runs; the first one is offered */
    bool stays;               /* the journal that is offered: it could not be replayed to its end,
                                 nor be set aside */
    bool only_typing;         /* it has nothing but what stood in a dialogue */
    struct str typed;         /* the file that what was typed would make, while that is offered */
    struct str newer;         /* the file as somebody else left it, while that is offered */
    bool opened_kept;         /* the file as it was opened is among the earlier states */
    int64_t kept_at;          /* when a state was last kept, by moment_seconds */
    int64_t touched_at;       /* and the lock touched */
};

/* The draft was opened: takes its lock, looks for what was left behind. `take_over`: the lock is
 * taken from whoever has it. */
void guard_open(struct session *s, bool take_over);
/* The draft is left. The journal goes, unless something in it was not saved: a change, or what
 * stands in a dialogue. */
void guard_close(struct session *s);
/* After each key: what it changed goes into the journal; sees when the lock was lost. */
void guard_keep(struct session *s);
/* Is there anything that guard_sync would bring to the disk. */
bool guard_unsynced(const struct session *s);
void guard_sync(struct session *s);
/* Is every change since the last save in the journal; brings it to the disk. */
bool guard_holds_all(struct session *s);
/* The process dies: says where the text is, without allocating. */
void guard_die(struct session *s, enum fatal why);
/* From time to time: touches the lock, or sees whether the other has left. */
void guard_tick(struct session *s);

/* Around a save: keeps the state that goes; drops the journal. */
void guard_before_save(struct session *s);
void guard_saved(struct session *s);
/* The file was changed by somebody else: offers it. False when it cannot be read as this draft. */
bool guard_offer_newer(struct session *s);
/* What earlier runs left behind is offered, one after the other. */
void guard_offer_remnants(struct session *s);
/* The reader answered an offer. */
void guard_answered(struct session *s, const struct request *r);

/* Keeps bytes among the earlier states of the open draft; false when they cannot be written. */
bool guard_keep_state(struct session *s, struct sv bytes, enum kept_why why);
/* The earlier states, for the page that lists them, and one of them as an offer. */
void guard_list_states(struct session *s);
void guard_offer_state(struct session *s, struct sv path);

#endif
