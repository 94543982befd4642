/* session_returned: what came back from a desk, beside the open draft: found, shown, answered. */
#ifndef CMD_SESSION_RETURNED_H
#define CMD_SESSION_RETURNED_H

#include "cmd/session.h"

/* A draft was opened: tells the wizard what was returned to it, if anything lies beside it. */
void session_find_returned(struct session *s);
/* The draft was saved under another name: what was returned to it goes along to another folder. */
void session_follow_returned(struct session *s);
/* Opens the draft a return belongs to, with the return; one that lies elsewhere is copied beside it
 * first. Fails with a sentence when there is no such draft. */
bool session_open_returned(struct session *s, const char *path, struct err *e);
/* Is the file a return: by what is in it, not by its name. */
bool session_is_returned(const char *path);
/* The applicant answered a remark. */
void session_answer(struct session *s, const struct request *r);

#endif
