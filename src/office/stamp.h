/*
 * stamp: who did something, and when; and the bounds of what officers write.
 *
 * Every text of a record, a return or a package comes from a file somebody may have written by
 * hand or on purpose: text_is_line and text_is_prose are asked before it is taken.
 */
#ifndef OFFICE_STAMP_H
#define OFFICE_STAMP_H

#include "base/str.h"

struct stamp {
    struct str by;   /* name as shown, without control characters */
    struct str time; /* YYYY-MM-DDTHH:MM */
};

enum {
    MOST_LINE = 1000,    /* bytes of a name, a title, a label */
    MOST_PROSE = 60000,  /* bytes of a remark, a reason, an opinion */
    MOST_SHORT = 200,    /* bytes of an id, a code, a name of a person */
    MOST_ENTRIES = 2000, /* of one list of a record */
    MOST_DEEDS = 10000,
};

void stamp_release(struct stamp *s);
void stamp_copy(struct stamp *to, const struct stamp *from);
void stamp_set(struct stamp *s, struct sv by, struct sv time);
/* Is the time one as it is kept: a day that exists, and a minute of it. */
bool stamp_time_is_sound(struct sv time);
/* UTF-8 of at most `most` bytes without control characters or line ends. */
bool text_is_line(struct sv text, size_t most);
/* Likewise of at most MOST_PROSE bytes; tabs and LF are allowed. */
bool text_is_prose(struct sv text);

#endif
