/*
 * session_desk: the world around the wizard at an officer's desk: the queue, the open case under
 * its lock, what is done to it, what is being written.
 *
 * An act is applied to the record read fresh, saved at once and comes back as the record it made;
 * nothing waits to be saved. A case that another officer has open is only read. Words that are just
 * being typed are in a journal of their own (session_desk_words.h), which stays when the line drops
 * and is offered when the same officer opens the case again. A session without leave to write does
 * everything to the record in memory alone.
 */
#ifndef CMD_SESSION_DESK_H
#define CMD_SESSION_DESK_H

#include "cmd/session.h"

struct session_desk;

/* Sits down at a desk; `meant` (may be NULL) is a case to open at once, `by` who acts (NULL: the
 * user). Fails with nothing on the screen. */
bool session_desk_start(struct session *s, const char *folder, const char *meant, const char *by,
                        struct err *e);
/* Everything is let go: the lock, and the journal where nothing is being typed. */
void session_desk_end(struct session *s);
/* Carries out a request of a desk's; false: it is none. */
bool session_desk_request(struct session *s, const struct request *r);

/* As guard_keep, guard_unsynced, guard_sync, guard_tick and guard_die of an applicant's draft. */
void session_desk_keep(struct session *s);
bool session_desk_unsynced(const struct session *s);
void session_desk_sync(struct session *s);
void session_desk_tick(struct session *s);
/* What words are kept in, NULL: there are none. */
struct journal *session_desk_journal(const struct session *s);
/* Words that are in no record yet are on the disk. */
bool session_desk_holds_words(struct session *s);

#endif
