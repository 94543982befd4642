/*
 * remarks: what officers said about places, as every page of the wizard sees it.
 *
 * At a desk they are those of the open case, at the applicant's those of what was returned. Where
 * each stands is looked for when the draft was checked or the record changed (remarks_find), not by
 * each key. Indexes count from 0; numbers are those people call a remark by.
 */
#ifndef WIZARD_REMARKS_H
#define WIZARD_REMARKS_H

#include "wizard/page.h"

/* A case is open at a desk: its draft is only read (where it can be), and what is said about it
 * goes out as acts. */
bool reviewing(const struct wizard *w);
/* Remarks are there to be read, of either kind. */
bool remarks_any(const struct wizard *w);

size_t remarks_count(const struct wizard *w);
const struct note *remarks_at(const struct wizard *w, size_t index);
/* Where it stood when it was last looked for. */
struct note_place remarks_place(const struct wizard *w, size_t index);
/* The bytes of the text at a place that it is about as they are now: `caret` is where the text is
 * being written since they were looked for (SIZE_MAX: nowhere). False where it is about none. */
bool remarks_words(const struct wizard *w, size_t index, struct place at, size_t caret,
                   size_t *from, size_t *to);
/* Looks for all of them anew: after each check, and whenever the record or the return is another
 * one. */
void remarks_find(struct wizard *w);
/* Does it wait for who sits here: answered or not yet sent for an officer, 待改 for an applicant.
 */
bool remark_waits(const struct wizard *w, const struct note *n);

/* The remark to be told at a place: the one whose words hold the caret (SIZE_MAX: none), else one
 * that waits, else the first; NULL when there is none. `more` (may be NULL) gets how many others
 * there are. */
const struct note *remarks_told(const struct wizard *w, struct place at, size_t caret,
                                uint32_t *more);
/* Appends "意见 3（待改）：……", the last thing said. */
void remark_add_line(struct str *out, const struct note *n);
/* Appends the whole talk, "张三 2024-05-03 10:20 待改：……", a line each. */
void remark_add_talk(struct str *out, const struct note *n);
/* Appends "2024-05-03 10:20" of a stamp's time, on one line. */
void stamp_add_time(struct str *out, struct sv time);
/* Opens its place with the words selected, and says where they are gone. */
void remark_open(struct wizard *w, const struct note *n);

/* An error, a warning or a remark that waits: what F4 leads to. */
struct problem {
    struct place place;
    uint32_t section;
    size_t from;
    size_t to;
    enum tone tone;
    struct str key;  /* owned; what w->problem knows it by */
    struct str told; /* owned; what to say */
};

/* The next one behind a place (and the caret in it, SIZE_MAX: its end) in form order; goes round.
 * False: there is none. */
bool remarks_next_problem(struct wizard *w, struct place after, size_t caret, struct problem *out);
/* Opens it and says it. */
unsigned remarks_go_on(struct wizard *w);

#endif
