/*
 * list_keys: where the keys for moving lead in a list with one line in focus, and what of the list
 * is seen then.
 *
 * Lines count from 0. A list may be empty; its line 0 is in focus all the same.
 */
#ifndef WIZARD_LIST_KEYS_H
#define WIZARD_LIST_KEYS_H

#include "base/str.h"
#include "wizard/action.h"

/* The line a key leads to from `at`, one of `n`: the arrows by one, a page by `screen`, Home and
 * End to the ends, never beyond them. False for any other key. */
bool list_key(enum action action, size_t at, size_t n, size_t screen, size_t *to);
/* Likewise where an arrow leads around from either end to the other. */
bool list_key_around(enum action action, size_t at, size_t n, size_t screen, size_t *to);
/* Tab and Shift-Tab as arrows, for pages that have no fields; any other action is itself. */
enum action list_tab(enum action action);
/* A number that was typed, of either width, from `least` to `most`: no letter would get past an
 * input method. */
bool list_number(struct sv typed, int64_t least, int64_t most, int64_t *out);
/* The scroll, from one that was, with which `at` of `n` lines is seen in `room` rows and no row
 * stays empty that a line could have. */
size_t list_scroll(size_t scroll, size_t at, size_t n, size_t room);

#endif
