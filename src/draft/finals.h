/*
 * finals: every 定稿 of a draft, and whether what it says now is the last of them.
 *
 * A 定稿 is a line in a log that only grows: its 稿次, the check code of what was printed, when it
 * was, and what each printed picture was. A draft is final while its content has the last one's
 * code; it is not locked, and changing it back makes it final again. What the code covers is the
 * affair of out/code.h; here it is a word.
 */
#ifndef DRAFT_FINALS_H
#define DRAFT_FINALS_H

#include "draft/edit.h"

enum {
    FINALS_MOST = 1000,            /* of one draft */
    FINAL_MOST_REVISION = 1000000, /* 稿次 */
    FINAL_MOST_CODE = 32,          /* bytes of a code */
    FINAL_MOST_PICTURES = 1000,
    FINAL_PICTURE_DIGITS = 16, /* hexadecimal digits of a picture's hash */
};

enum final_state {
    FINAL_NEVER,
    FINAL_CHANGED, /* it was final once, and says something else now */
    FINAL_NOW,
};

void final_release(struct final *f);
void finals_release(struct finals *list);
void final_copy(struct final *to, const struct final *from);
bool final_eq(const struct final *a, const struct final *b);
/* Is it one that could be ours: every part in its bounds and of the shape named in draft.h. What a
 * file or a journal says is asked this first. */
bool final_is_sound(const struct final *f);

/* The last one, NULL: never. */
const struct final *finals_last(const struct draft *d);
/* The last one with this code, NULL: none. */
const struct final *finals_find(const struct draft *d, struct sv code);
/* Is this very one in the log. */
bool finals_has(const struct draft *d, const struct final *f);
/* `code` is that of what the draft says now. */
enum final_state final_state(const struct draft *d, struct sv code);
/* The 稿次 the next 定稿 gets, 0 when there can be no more. */
uint32_t final_next_revision(const struct draft *d);
/* Where one that comes from another copy of the draft belongs among those there are. */
size_t finals_place(const struct draft *d, const struct final *f);

#endif
