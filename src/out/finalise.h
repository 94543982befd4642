/*
 * finalise: 定稿, and what became of the last one.
 *
 * Whoever finalises has asked the check at gate `final` before: errors are his to show. Here the
 * 稿次 is counted, the materials that the form says make themselves (paper.at_final) are ticked,
 * the code is worked out and noted, all in one step of the history.
 */
#ifndef OUT_FINALISE_H
#define OUT_FINALISE_H

#include "base/err.h"
#include "out/code.h"

/* Could this draft be made final at all, whatever its content: not demonstration data, not after
 * more 稿次 than there are, not by a clock that does not go. `time` is YYYY-MM-DDTHH:MM. Fails with
 * ERR_REFUSED. */
bool final_allowed(const struct draft *d, struct sv time, struct err *e);
/* Makes it final, which was allowed. `facts` has the digests of its pictures. Content that is the
 * last 定稿 already stays that. True when there is a new one. */
bool finalise(struct draft *d, struct history *h, const struct facts *facts, struct sv time);

/* One printed picture that is not what it was at the last 定稿. */
struct picture_change {
    struct str label; /* 图1 */
    struct str file;
    bool missing;
};

VEC_TYPE(picture_changes, struct picture_change);

/* Appends those of a draft that was final; nothing where there are more or fewer pictures now,
 * which is a change of the text. */
void final_pictures(const struct draft *d, const struct facts *facts, struct picture_changes *out);
void picture_changes_release(struct picture_changes *list);

#endif
