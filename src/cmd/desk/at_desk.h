/*
 * at_desk: a command at an officer's desk: the desk, one case in hand under its lock, an act done.
 *
 * A case is read fresh once it is locked, so that nothing another officer did is lost; its lock is
 * that of its review.yaml (store/lock.h). What came in is opened from the case's folder like any
 * draft, and checked at the gate that is asked for.
 */
#ifndef CMD_DESK_AT_DESK_H
#define CMD_DESK_AT_DESK_H

#include "check/finding.h"
#include "cmd/command.h"
#include "cmd/drafts.h"
#include "draft/facts.h"
#include "office/act.h"
#include "office/desk_io.h"
#include "store/lock.h"

struct at_desk {
    struct context *c;
    const char *folder; /* borrowed */
    struct desk desk;
    const struct form *form; /* the context's; its `desk` is given */
    struct earlier earlier;
    struct queue queue; /* loaded when it is first asked for */
    bool queue_loaded;
    struct str by;   /* who acts */
    struct str time; /* YYYY-MM-DDTHH:MM */
};

/* `by`: what --by says, NULL: the user's name. Fails (ERR_IO, ERR_REFUSED) with nothing to
 * release. */
bool at_desk_open(struct at_desk *d, struct context *c, const char *folder, const char *by,
                  struct err *e);
/* Reads the settings and the earlier selections again: whoever sits at a desk for hours goes by
 * what is in force when he acts. Fails (ERR_IO, ERR_REFUSED) with all as it was. */
bool at_desk_refresh(struct at_desk *d, struct err *e);
void at_desk_release(struct at_desk *d);
/* Appends who sits at this machine: the user's real name, or his login name. */
void officer_add_name(struct str *out);
bool at_desk_queue(struct at_desk *d, struct err *e);
/* Sets `out` to the round in which a case was selected, as it stands in the list; of an archived
 * one only its record knows. Empty: it was not. */
void at_desk_selected_round(const struct at_desk *d, struct sv id, enum case_state state,
                            struct sv round, struct str *out);
/* Who asks for a lock here: others are told the officer's name. Borrowed. */
struct lock_asker at_desk_asker(const struct at_desk *d);
/* Waits for a lock. LOCK_HELD: `who` is set to who has it, in words (cmd/draft_lock.h);
 * LOCK_FAILED: `e` says why. */
enum lock_answer at_desk_lock(const struct at_desk *d, const char *path, struct lock **out,
                              struct str *who, struct err *e);

/* Starts zeroed. */
struct at_case {
    struct at_desk *at;
    struct case_file file;
    struct lock *lock;   /* NULL: only to be read, or the caller has it */
    struct opened draft; /* of the last delivery; `draft.draft` NULL: it could not be read */
    struct str trouble;  /* why */
    struct facts facts;
    struct findings findings;   /* at GATE_COUNTY; what the office allowed is among them */
    struct str selected_before; /* the round in which its code was selected already */
};

enum { CASE_PATIENCE = 5000 /* milliseconds a command waits for another's lock */ };

/* `meant` as case_find takes it. `write`: takes the lock. Fails (ERR_REFUSED, ERR_IO) with a
 * sentence that says who has it. */
bool at_case_open(struct at_case *k, struct at_desk *d, const char *meant, bool write,
                  struct err *e);
/* Likewise by id, without looking at the queue. Whoever has the lock already asks only to read, and
 * may act all the same. */
bool at_case_open_id(struct at_case *k, struct at_desk *d, struct sv id, bool write, struct err *e);
/* What acts need to know of it; borrowed from both. */
struct act_world at_case_world(const struct at_case *k);
/* Does it to the record as it was read, and saves. */
bool at_case_act(struct at_case *k, const struct act *a, struct err *e);
void at_case_release(struct at_case *k);

#endif
