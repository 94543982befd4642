/*
 * returning: the return file of a case, written for whoever brings it to the applicant.
 *
 * The program sends nothing: it says where the file is, and words that may go with it. Neither the
 * file's name nor the words hold a contact or a phone; those are in the file.
 */
#ifndef CMD_DESK_RETURNING_H
#define CMD_DESK_RETURNING_H

#include "cmd/desk/at_desk.h"

struct sent_back {
    struct str path;
    bool was_there;  /* the very same file had been written before */
    struct str told; /* what to do with it, lines: for a report, or the talk of a command */
};

/* `to` NULL: RETURNS_FOLDER/NAME-退回N.returned.yaml in the desk. Never over another file, unless
 * it is this very return. Fails (ERR_REFUSED) of a case that is neither returned nor carried,
 * ERR_IO. */
#define RETURNS_FOLDER "returns"
bool return_write(const struct at_case *k, const char *to, struct sent_back *out, struct err *e);
void sent_back_release(struct sent_back *s);

#endif
