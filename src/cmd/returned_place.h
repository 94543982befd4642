/*
 * returned_place: which draft a return belongs to, and where the return is to lie.
 *
 * A return names its draft by id. The draft is looked for beside the return, in the current folder,
 * where drafts are kept, and among those opened lately; only the heads of files are read. Of
 * several copies of it the one with the highest 稿次 counts, then the one written last.
 */
#ifndef CMD_RETURNED_PLACE_H
#define CMD_RETURNED_PLACE_H

#include "office/returned_io.h"

struct returned_place {
    struct str draft; /* empty: it is nowhere */
    size_t copies;    /* other files of the same draft */
};

void returned_place_find(const char *path, struct sv draft_id, struct returned_place *out);
void returned_place_release(struct returned_place *p);

/* Does a return lie in the folder of the draft, where it is found when the draft is opened. */
bool returned_lies_beside(const char *path, const char *draft);
/* Copies it there under a name of the draft's, never over another file. Fails (ERR_IO). */
bool returned_bring(const struct returned_file *f, const char *draft, struct err *e);

#endif
