/* start_list: what the start page offers: drafts here and lately opened, forms to begin, samples to
 * look at. */
#ifndef CMD_START_LIST_H
#define CMD_START_LIST_H

#include "cmd/context.h"
#include "wizard/request.h"

/* `out` starts zeroed; start_list_release frees it. */
void start_list_make(struct context *c, struct start_list *out);

#endif
