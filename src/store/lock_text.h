/*
 * lock_text: what stands in a lock, for lock.c alone. A line "tianbiao-lock 1", then
 * user, host, boot, process, started, since and token, each "NAME VALUE".
 */
#ifndef STORE_LOCK_TEXT_H
#define STORE_LOCK_TEXT_H

#include "store/lock.h"

enum {
    LOCK_MAX_BYTES = 4096,
    LOCK_TOKEN_DIGITS = 32,
};

void lock_text_add(struct str *out, const struct lock_owner *o);
/* False, `o` empty, on anything else than what lock_text_add makes. Names come out fit for eyes: no
 * control character of theirs reaches a terminal. */
bool lock_text_read(struct sv text, struct lock_owner *o);

#endif
