/*
 * office_view: the wizard at an officer's desk: the queue, and the case that is open.
 *
 * The applicant's draft is the wizard's own, only to be read; what the officer says about it goes
 * out as errands (REQUEST_ACT), one by one, is written at once under the case's lock, and comes
 * back as the record as it is now (EVENT_RECORD). So nothing waits to be saved but the words that
 * are just being typed, which the journal has.
 */
#ifndef WIZARD_OFFICE_VIEW_H
#define WIZARD_OFFICE_VIEW_H

#include "base/arena.h"
#include "office/act.h"
#include "office/changes.h"
#include "office/note_place.h"
#include "office/queue.h"

/* An act with texts of its own, on its way to whoever carries it out. */
struct errand {
    struct act act;
    struct arena arena;
};

struct errand *errand_new(const struct act *a);
void errand_free(struct errand *e);

/* Where a remark stood when it was last looked for, in a text of so many bytes. */
struct noted {
    struct note_place at;
    size_t len;
};

VEC_TYPE(noted_list, struct noted);

struct office_case {
    struct review review;
    struct str holder;            /* who else has it open: only to be read; empty: nobody */
    bool taken;                   /* the holder took it over from here */
    struct str barred;            /* else why it can only be read, a sentence; empty: it is open */
    struct findings findings;     /* of the draft at the county's gate */
    struct changes_seen changes;  /* since the delivery before */
    struct str selected_before;   /* the round, empty: never */
    uint32_t same_code;           /* other cases of the desk with its credit code */
    struct str folder;            /* of the last delivery, as shown: its files lie there */
    struct hindrances hindrances; /* what stands in the way of a recommendation */
};

struct office_view {
    struct desk desk;
    struct str folder; /* as shown */
    struct str by;     /* the officer */
    const struct form *form;
    struct queue queue;
    bool open; /* a case is: */
    struct office_case now;
};

void office_case_release(struct office_case *c);
void office_view_free(struct office_view *v);
struct wizard;
/* The open case is somebody else's now, or was until a moment ago: it can be taken over. */
bool office_is_away(const struct wizard *w);
/* Sends an act on it; refused with a sentence (false) where it is only to be read, or the state or
 * this desk forbids it. */
bool office_act(struct wizard *w, const struct act *a);
/* Likewise before anything is written for it: says why not. */
bool office_may(struct wizard *w, enum act_kind kind);

#endif
