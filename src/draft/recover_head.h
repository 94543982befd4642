/* recover_head: the first record of a draft's journal, and the names of journals. Private to
 * recover. */
#ifndef DRAFT_RECOVER_HEAD_H
#define DRAFT_RECOVER_HEAD_H

#include "draft/recover.h"

enum {
    RECOVER_SOURCE = 1,  /* the record with the file's bytes */
    RECOVER_CHANGES = 2, /* the first record of changes */
    JOURNAL_MOST_BESIDE = 9,
};

/* The lines "draft ID", "form ID", "version FORM DRAFT", "file PATH"; names as in changes_names.h.
 */
void head_add(struct str *out, const struct draft *d, struct sv file);
/* Sets draft_id, form, both versions and file of a remnant; false where it is no head. */
bool head_read(struct sv head, struct remnant *r);

/* Appends the name of the journal number 1 to JOURNAL_MOST_BESIDE beside a file of this name. */
void journal_name_add(struct str *out, struct sv name, unsigned number);
/* Appends a name for the state folder, another one each time. */
void journal_name_add_away(struct str *out, struct sv draft_id);

/* Sets `out` to the file `path` leads to, from the root on; empty where it leads nowhere. */
void recover_place(struct str *out, const char *path);

#endif
