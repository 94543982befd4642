/* session_export: the requests that bring the document out: to a file, through the print command
 * the reader has set, and what is remembered about both. */
#ifndef CMD_SESSION_EXPORT_H
#define CMD_SESSION_EXPORT_H

#include "cmd/session.h"

void session_export_request(struct session *s, const struct request *r);
/* Remembers where something was exported to. A folder that cannot be remembered is no reason to
 * trouble anybody. */
void session_remember_folder(const struct session *s, const char *path);

#endif
