/*
 * leftovers: what a file had that the form has no place for, or that has the wrong shape: kept in
 * the file as it stands, told and shown to the user.
 *
 * The texts are the file's own and hostile: whoever shows one makes its control characters visible.
 */
#ifndef DRAFT_LEFTOVERS_H
#define DRAFT_LEFTOVERS_H

#include "base/str.h"
#include "base/vec.h"

struct leftover {
    uint32_t line;    /* in the file */
    struct str path;  /* where it stands there, rows not numbered: "partners.fax" */
    struct str why;   /* a sentence without its full stop, or a whole one */
    struct str value; /* the text itself; of several values a line each, indented by what they are
                         in, after their keys */
};

VEC_TYPE(leftovers, struct leftover);

void leftovers_release(struct leftovers *l);

#endif
