/*
 * returned_io: the return as a file (returned.h). Its head: tianbiao_return: 1.
 */
#ifndef OFFICE_RETURNED_IO_H
#define OFFICE_RETURNED_IO_H

#include "office/returned.h"

bool returned_looks_like(struct sv bytes);
bool returned_parse(struct sv source, const char *name, struct returned *out, struct err *e);
bool returned_compose(const struct returned *r, struct sv source, struct str *out, struct err *e);

struct returned_file {
    struct str path; /* empty: the draft has none */
    struct str source;
    struct returned returned;
};

/* The last return of a draft that lies beside it: of the *.returned.yaml with its id the one with
 * the highest number. True with an empty path when there is none. */
bool returned_find(const char *draft_path, struct sv draft_id, struct returned_file *out,
                   struct err *e);
/* Writes the answers; fails (ERR_IO) when somebody else wrote it meanwhile. */
bool returned_save(struct returned_file *f, struct err *e);
void returned_file_release(struct returned_file *f);

#endif
