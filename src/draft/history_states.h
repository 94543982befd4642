/*
 * history_states: earlier states of a draft, whole files beside it.
 *
 * They lie in .NAME.history/ beside the draft (0700), each a complete copy that can be opened by
 * itself: NUMBER-YYYYMMDDTHHMMSS-WHY.yaml, 0600. Numbers grow whatever the clock does. What is
 * already the newest state is not kept twice; where the reason is now a weightier one, it takes the
 * place of the other. The oldest go when there are more than HISTORY_MOST_STATES or
 * HISTORY_MOST_BYTES, never the newest; of those that come by themselves (opened, saved) first
 * while they are half of what may be kept, and a 定稿 only when there is nothing else left. WHY is
 * a word: final (a 定稿), opened (as a session found it), saved, before (something was restored or
 * merged), unsaved (typed and never saved), foreign (what somebody else had written). Anybody may
 * have put anything into the folder: what is not named, to the byte, as we would is passed over and
 * never removed, and no link is followed, that of the folder itself included.
 */
#ifndef DRAFT_HISTORY_STATES_H
#define DRAFT_HISTORY_STATES_H

#include "base/err.h"
#include "base/vec.h"

enum {
    HISTORY_MOST_STATES = 40,
    HISTORY_MOST_BYTES = 16 << 20,
    HISTORY_MINUTES = 10, /* between two states kept by saving */
};

enum kept_why {
    KEPT_OPENED,
    KEPT_SAVED,
    KEPT_BEFORE,
    KEPT_UNSAVED,
    KEPT_FOREIGN,
    KEPT_FINAL,
    KEPT_WHYS
};

struct kept_state {
    int64_t number;  /* from 1, the larger the later */
    struct str time; /* YYYY-MM-DD HH:MM:SS as it was on the wall */
    enum kept_why why;
    struct str path;
    int64_t size; /* bytes */
};

VEC_TYPE(kept_states, struct kept_state);

/* Keeps `bytes` as a state of the draft `file` (a link: of what it leads to); `stamp` is
 * YYYYMMDDTHHMMSS. Fails (ERR_IO) without harm to those there are. */
bool states_keep(const char *file, struct sv bytes, const char *stamp, enum kept_why why,
                 struct err *e);
/* The states of a draft, the newest first; a folder that is not there has none. */
bool states_list(const char *file, struct kept_states *out, struct err *e);
void kept_states_release(struct kept_states *list);
/* Translated: "打开时的样子". */
const char *kept_why_label(enum kept_why why);

#endif
