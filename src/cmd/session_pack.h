/* session_pack: the wizard's request for a package of the open draft. */
#ifndef CMD_SESSION_PACK_H
#define CMD_SESSION_PACK_H

#include "cmd/session.h"

/* Saves the draft, makes the package and tells the wizard what came of it. */
void session_pack(struct session *s, const struct request *r);

#endif
