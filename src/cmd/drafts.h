/*
 * drafts: opening drafts by name, and finding those below a folder.
 *
 * A draft says which form it is of; the form is found (and loaded once), the answers are read, what
 * the form has no place for is kept aside to be told. A file is read and parsed once.
 */
#ifndef CMD_DRAFTS_H
#define CMD_DRAFTS_H

#include "cmd/context.h"
#include "draft/draft_io.h"

enum { DRAFT_HEAD_BYTES = 4096 };

struct opened {
    const struct form *form; /* lives as long as the context's forms */
    struct draft *draft;
    struct draft_file file;
    struct leftovers kept;
};

/* Opens a draft ("-": standard input). `out` starts zeroed and stays so after a failure: ERR_IO, or
 * ERR_REFUSED on what is no draft, is damaged, or is of a form that is not here. */
bool draft_open(struct context *c, const char *path, struct opened *out, struct err *e);
void opened_release(struct opened *o);

/* Do the bytes begin like a draft: a map with the keys tianbiao and form. Says nothing about the
 * rest of them. */
bool draft_looks_like(struct sv bytes);

/* The drafts a list of files and folders stands for. */
struct draft_path {
    struct str path;
    bool named; /* by the user; others were met in a folder and may be no drafts at all */
};

VEC_TYPE(draft_paths, struct draft_path);

/* Appends what `path` stands for: itself, or every *.yaml below it, sorted. Folders that cannot be
 * read are told. Fails (ERR_IO) when `path` is not there or is a folder that cannot be read. */
bool draft_paths_find(struct context *c, const char *path, struct draft_paths *out, struct err *e);
void draft_paths_release(struct draft_paths *list);
/* Opens one of them. True with `out->draft` NULL: a file met in a folder that is no draft. */
bool draft_path_open(struct context *c, const struct draft_path *path, struct opened *out,
                     struct err *e);

#endif
