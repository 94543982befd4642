/*
 * reader_papers: an application as a reader gets it: what the form prints, without what the form
 * keeps private, as text and docx, with its pictures as files of their own.
 */
#ifndef CMD_DESK_READER_PAPERS_H
#define CMD_DESK_READER_PAPERS_H

#include "base/vec.h"
#include "cmd/drafts.h"

struct reader_file {
    struct str name; /* STEM.txt, STEM.docx, STEM-1.png */
    struct str bytes;
};

VEC_TYPE(reader_files, struct reader_file);

/* Appends the files of a draft that was opened for this alone: its private answers are struck out.
 * `stem` is of ASCII; `mark` stands in the foot of every page in place of a check code, which these
 * pages have none of. `left_out` gets the pictures that are not to be had, "、" between them. Fails
 * (ERR_REFUSED). */
bool reader_papers_make(struct opened *draft, struct sv stem, struct sv mark,
                        struct reader_files *out, struct str *left_out, struct err *e);
void reader_files_release(struct reader_files *list);

#endif
