/*
 * returned_io: the return as a file (returned.h): readable YAML, its head first, then the reason
 * and the remarks. Its keys: tianbiao_return (1), draft_id, form, form_version, number, revision,
 * code, name, title, county, office, contact, phone, by, time, round, materials, reason, asked,
 * remarks (note_io.h).
 *
 * Nothing of the file is trusted; what is no return of ours is refused with its line.
 */
#ifndef OFFICE_RETURNED_IO_H
#define OFFICE_RETURNED_IO_H

#include "office/returned.h"

#define RETURNED_SUFFIX ".returned.yaml"

enum { RETURNED_MAX_BYTES = 4 << 20, RETURNED_MODE = 0600, RETURNED_HEAD_BYTES = 4096 };

bool returned_looks_like(struct sv bytes);
/* `out` starts zeroed and stays so after a failure (ERR_REFUSED). */
bool returned_parse(struct sv source, const char *name, struct returned *out, struct err *e);
/* Appends the file's new bytes: `source` changed into what it says now; an empty source: written
 * anew, with a line that says what to do with it. */
bool returned_compose(const struct returned *r, struct sv source, struct str *out, struct err *e);

struct returned_file {
    struct str path; /* empty: the draft has none */
    struct str source;
    struct returned returned;
    struct str trouble; /* another one that may be of this draft and cannot be read: why */
};

bool returned_load(const char *path, struct returned_file *out, struct err *e);
/* The last return of a draft that lies beside it: of the *.returned.yaml with its id the newest
 * (returned_is_newer), of its copies the one with the most answers. True with an empty path when
 * there is none. */
bool returned_find(const char *draft_path, struct sv draft_id, struct returned_file *out,
                   struct err *e);
/* Writes the answers; fails (ERR_IO) when somebody else wrote it meanwhile. */
bool returned_save(struct returned_file *f, struct err *e);
/* One answer: into the file as it is now, whoever wrote it, and at once. Fails (ERR_REFUSED,
 * ERR_IO) with `f` and the file as they were. */
bool returned_reply(struct returned_file *f, const struct reply *a, const struct form *form,
                    struct err *e);
void returned_file_release(struct returned_file *f);

#endif
