/* session_final: 定稿 on behalf of the wizard. */
#ifndef CMD_SESSION_FINAL_H
#define CMD_SESSION_FINAL_H

#include "cmd/session.h"

/* Saves, looks at the files, lets the wizard make the draft final and saves that; the file as it is
 * then is kept among the earlier states. Whatever fails is told. */
void session_finalise(struct session *s);

#endif
