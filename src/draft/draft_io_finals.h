/* draft_io_finals: the log of 定稿 (`finals:`) in a draft's file. Private to draft_io. */
#ifndef DRAFT_DRAFT_IO_FINALS_H
#define DRAFT_DRAFT_IO_FINALS_H

#include "draft/draft.h"
#include "draft/leftovers.h"
#include "store/yaml_write.h"

/* Reads the log; what is none of ours is kept aside (`kept` may be NULL) and stays in the file. */
void draft_read_finals(struct draft *d, const struct yaml_node *root, struct leftovers *kept);
/* The last sound entry of the log, as it would be read; `out` stays zeroed when there is none. */
void draft_read_last_final(const struct yaml_node *root, struct final *out);
/* What `finals:` shall be: the draft's, and what stands there in `file` (may be NULL) and is none.
 */
void draft_want_finals(struct arena *a, struct yaml_want *root, const struct draft *d,
                       const struct yaml_node *file);

#endif
