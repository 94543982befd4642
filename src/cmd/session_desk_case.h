/* session_desk_case: what the files of session_desk share: the desk and the case in hand. */
#ifndef CMD_SESSION_DESK_CASE_H
#define CMD_SESSION_DESK_CASE_H

#include "cmd/desk/at_desk.h"
#include "cmd/session_desk.h"
#include "cmd/session_desk_words.h"

struct session_desk {
    struct at_desk at;
    struct str folder;
    struct at_case k; /* the open case; its draft is the wizard's */
    bool open;
    uint32_t shown;    /* the number of the delivery that was opened */
    struct lock *lock; /* of its record; NULL: only to be read */
    struct words_kept words;
    int64_t touched_at;  /* the lock; moment_seconds */
    int64_t listed_at;   /* the queue was read */
    int64_t listed_cost; /* how long that took, milliseconds */
    int64_t looked_at;   /* who has what open, and whether the desk changed, was looked at */
    struct file_stamp listed_stamp; /* of the desk, just before it was read */
};

/* The time an act bears is now. */
void desk_set_time(struct session *s);
/* Opens a case in the place of the one that is open; `take_over` from whoever has it. Tells what
 * was wrong. */
void desk_open_case(struct session *s, struct sv id, bool take_over);
/* Leaves it: the lock and the journal are let go. The wizard's draft stays. */
void desk_let_go(struct session *s);
/* Does what an errand says to the open case. */
void desk_act(struct session *s, const struct act *a);
/* Tells him at once when somebody took it over: one system call. */
void desk_see_lock(struct session *s);
/* Somebody took it over, or let go of it, or wrote it. */
void desk_look_at_case(struct session *s);
/* Reads the queue and tells the wizard; `why`: the request it answers. */
void desk_list(struct session *s, enum request_kind why);

#endif
