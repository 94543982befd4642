/*
 * file_names: the files a draft names, pictures among them: each once, in form order, rows in row
 * order.
 */
#ifndef DRAFT_FILE_NAMES_H
#define DRAFT_FILE_NAMES_H

#include "draft/draft.h"

struct named_file {
    struct sv name; /* borrowed from the draft, without blanks around it */
    bool picture;   /* it is to be printed */
    bool relevant;  /* an answer that is asked for names it; hidden ones may name others */
};

VEC_TYPE(named_files, struct named_file);

/* Appends them, `most` at the utmost; false when there are more. */
bool draft_file_names(const struct draft *d, size_t most, struct named_files *out);
const struct named_file *named_file_find(const struct named_files *list, struct sv name);

#endif
