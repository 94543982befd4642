/*
 * draft_io: drafts as YAML files (decisions on the file's shape: product.md section 4).
 *
 * A file is opened, held and saved: the bytes read last are kept, so that a save changes only the
 * lines of what changed and notices when somebody else changed the file meanwhile. What the form
 * does not know stays in the file untouched. After a save the new file is read back and compared
 * before it replaces the old one.
 */
#ifndef DRAFT_DRAFT_IO_H
#define DRAFT_DRAFT_IO_H

#include "base/err.h"
#include "draft/edit.h"
#include "draft/leftovers.h"

struct draft_file {
    struct str path;
    struct str source; /* the bytes last read or written */
    bool saved;        /* there is a file */
    bool changed; /* the last save was refused because somebody else wrote the file, or put there
                     what cannot be read */
};

/* Says which form a draft is of and which draft it is, without reading the answers and without the
 * form. Empty form: no draft at all. */
struct draft_head {
    struct str form;
    int64_t form_version;
    struct str id;
    uint32_t revision;  /* 稿次 */
    struct final final; /* the last 定稿 (finals.h); revision 0: none */
    bool demo;
};

bool draft_read_head(struct sv source, const char *name, struct draft_head *out, struct err *e);
void draft_head_release(struct draft_head *h);

/* Reads a draft of `form` from bytes. `kept` (may be NULL) gets what has no place. */
bool draft_parse(const struct form *form, struct sv source, const char *name, struct draft **out,
                 struct leftovers *kept, struct err *e);
/* The file's new bytes: `source` changed into what the draft says (an empty source: written anew).
 */
bool draft_compose(const struct draft *d, struct sv source, struct str *out, struct err *e);

bool draft_load(const struct form *form, const char *path, struct draft_file *file,
                struct draft **out, struct leftovers *kept, struct err *e);
/* Writes atomically, 0600. Gives a draft without an id one. Fails (ERR_IO) with the file as it was
 * when it was changed underneath, and on any trouble with the disk. */
bool draft_save(struct draft *d, struct draft_file *file, struct err *e);
void draft_file_release(struct draft_file *file);

#endif
