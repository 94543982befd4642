/*
 * settings: what the program remembers between two runs, none of it part of a draft.
 *
 * Kept in $XDG_CONFIG_HOME/tianbiao or ~/.config/tianbiao, folders 0700 and files 0600: a list of
 * recent drafts (`recent`, a path a line) and single values (`settings`, "key=value" a line). A
 * path or value with a line break in it is not remembered. Where there is no home nothing is
 * remembered and that is no error; a damaged line is skipped. Two programs that write at once lose
 * at most the memory of one.
 */
#ifndef STORE_SETTINGS_H
#define STORE_SETTINGS_H

#include "base/err.h"
#include "base/vec.h"

enum { SETTINGS_MOST_RECENT = 20 };

VEC_TYPE(recents, struct str);

/* The drafts opened last, the last one first, absolute paths; some may be gone. */
void settings_recent(struct recents *out);
/* Puts a path, made absolute, in front of the list. */
bool settings_add_recent(struct sv path, struct err *e);
void recents_release(struct recents *recents);

/* Sets `out` to the value of a key; false, `out` empty, if none is remembered. */
bool settings_get(struct sv key, struct str *out);
/* Keys are words of letters, digits, "_" and "."; an empty value forgets. */
bool settings_set(struct sv key, struct sv value, struct err *e);

#endif
