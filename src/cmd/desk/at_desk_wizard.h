/* at_desk_wizard: the wizard at a desk, for the commands that open it. */
#ifndef CMD_DESK_AT_DESK_WIZARD_H
#define CMD_DESK_AT_DESK_WIZARD_H

#include "cmd/command.h"

/* Opens the queue of a desk, and a case at once when one is meant (as case_find takes it; NULL:
 * none). Takes the options of the wizard's row, --by among them. Returns the exit code. */
int wizard_at_desk(struct context *c, const struct args *args, const char *folder,
                   const char *meant);

#endif
