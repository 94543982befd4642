/*
 * drafts: opening drafts by name, and finding those below a folder.
 *
 * A draft says which form it is of; the form is found (and loaded once), the answers are read, what
 * the form has no place for is kept aside to be told. A file is read and parsed once.
 *
 * A draft of another version of its form is read as carried over to this one (draft_io_carry.h),
 * which changes nothing in its file: check, export and summaries work on that and say so; `set`
 * refuses it, for writing would carry the file over without asking; the wizard reads it as it was
 * written and offers to carry it over. A draft whose form is not here, or has mistakes, is refused,
 * except by those who only show it, the wizard and `get`: they get a form made of the draft itself
 * (draft_io_unknown.h).
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
    int64_t written_for; /* the version of the form that the file says */
    bool other_version;  /* it is not this form's */
    bool unknown_form;   /* `form` is made of the draft: it may only be looked at */
    struct str trouble;  /* why, when it is: a sentence on which form is missing, with file:line */
};

enum draft_open_how {
    DRAFT_ANY_FORM = 1,   /* also one whose form is not here */
    DRAFT_AS_WRITTEN = 2, /* one of another version is not carried over */
};

/* Opens a draft ("-": standard input) in a way made of draft_open_how's bits. `out` starts zeroed
 * and stays so after a failure: ERR_IO, or ERR_REFUSED on what is no draft, is damaged, or is of a
 * form that is not here. */
bool draft_open_as(struct context *c, const char *path, unsigned how, struct opened *out,
                   struct err *e);
/* Likewise from bytes that were read already, which it takes; `path` is what they are called. */
bool draft_open_bytes(struct context *c, const char *path, struct str *take_bytes, unsigned how,
                      struct opened *out, struct err *e);
/* Carried over, and of a form that is here: how 0. */
bool draft_open(struct context *c, const char *path, struct opened *out, struct err *e);
/* Says of a draft that was carried over for which version it was written, and how much of it has no
 * place; nothing of others. */
void opened_tell_version(struct context *c, const struct opened *o);
/* Refuses (ERR_REFUSED) to write to a draft of another version, or of a form that is not here. */
bool opened_may_change(const struct opened *o, struct err *e);
/* Is the draft one whose form is not here; `id` gets the form's. Anything else is false. */
bool draft_form_missing(struct context *c, const char *path, struct str *id);
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
