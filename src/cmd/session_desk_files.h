/* session_desk_files: what comes to a desk and goes from it, asked for in the wizard. */
#ifndef CMD_SESSION_DESK_FILES_H
#define CMD_SESSION_DESK_FILES_H

#include "cmd/session.h"

/* Carries out receiving, a return file, the summary, the delivery to the city; false: the request
 * is none of these. */
bool session_desk_file_request(struct session *s, const struct request *r);

#endif
