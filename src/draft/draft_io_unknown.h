/*
 * draft_io_unknown: a draft of a form that is not here, to be read all the same.
 *
 * A plain form is made of what the file itself has: a section for each key of its answers, a field
 * for each value, a table for each list of maps, the keys for labels, and no rules. It is there to
 * show a draft and to name its values; nothing may be changed, checked, printed or saved by it.
 * Keys that cannot be part of a path (with a dot, a bracket, an equals sign or hidden characters in
 * them, or too long), and what is beyond the limits, are kept as leftovers; what is too deep, or is
 * neither values nor rows, becomes one text, a line each.
 */
#ifndef DRAFT_DRAFT_IO_UNKNOWN_H
#define DRAFT_DRAFT_IO_UNKNOWN_H

#include "draft/draft_io.h"

enum {
    UNKNOWN_MOST_DEPTH = 8,     /* parts of a path */
    UNKNOWN_MOST_KEY = 60,      /* bytes */
    UNKNOWN_MOST_FIELDS = 4000, /* columns among them */
    UNKNOWN_MOST_COLUMNS = 40,
    UNKNOWN_MOST_ROWS = 2000,
};

/* `form` is to be freed with form_free, after the draft; `kept` may be NULL. Fails (ERR_REFUSED)
 * on what is no draft at all. */
bool draft_read_unknown(struct sv source, const char *name, struct form **form,
                        struct draft **draft, struct leftovers *kept, struct err *e);

#endif
