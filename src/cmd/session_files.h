/* session_files: the requests that read and write files beside the draft: listings, texts, exports,
 * another editor. */
#ifndef CMD_SESSION_FILES_H
#define CMD_SESSION_FILES_H

#include "cmd/session.h"

void session_file_request(struct session *s, const struct request *r);
/* Tells the wizard, and clears `e`. */
void session_fail(struct session *s, enum request_kind request, struct err *e);

#endif
