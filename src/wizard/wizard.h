/*
 * wizard: everything the program does, without a terminal, a disk or a clock.
 *
 *   wizard_apply(w, action, text)   what a person asked for; answers with reaction flags
 *   wizard_event(w, event)          what the world answered: a text, a folder, a pause, a size
 *   w->requests                     what the world is asked to do; emptied after each call
 *   w->pages                        a stack; the page on top answers, and is drawn by the tui
 *
 * The wizard never waits: a request goes out, an event comes back, keys in between are answered. A
 * dialogue is a page on the stack like any other.
 */
#ifndef WIZARD_WIZARD_H
#define WIZARD_WIZARD_H

#include "check/check.h"
#include "check/progress.h"
#include "draft/edit.h"
#include "draft/finals.h"
#include "wizard/action.h"
#include "wizard/event.h"
#include "wizard/geometry.h"

enum reaction {
    REACTION_NONE = 0,
    REACTION_REDRAW = 1,
    REACTION_CHANGED = 2, /* the draft changed */
    REACTION_BELL = 4,
    REACTION_QUIT = 8,
    REACTION_CLEAR = 16, /* draw the whole screen anew */
};

enum tone { TONE_PLAIN, TONE_GOOD, TONE_WARN, TONE_BAD };

struct page;

/* What was last drawn in full: the counts not under the caret, and the marks of the surplus, follow
 * when the keys pause. */
struct shown_counts {
    uint32_t section; /* 字 of the section on the page */
    uint32_t whole;   /* of the whole case */
    uint32_t chars;   /* 字符 of the field */
    size_t caret;     /* where the caret stood: what was typed since is not marked as surplus yet */
};

struct wizard {
    const struct form *form; /* NULL before a draft is open */
    struct draft *draft;     /* owned */
    struct history history;
    struct str file;     /* the draft's path as shown; empty: none yet */
    struct str saved_at; /* "14:02", empty if not saved since it was opened */
    bool read_only;
    bool sample;        /* read-only because it is a sample */
    struct str holder;  /* read-only because somebody has it open: who, in words; empty: nobody */
    bool taken;         /* the holder has taken it over from here */
    bool unknown_form;  /* read-only because its form is not here: `form` is made of the draft */
    bool other_version; /* written for another version of the form, not carried over */
    struct str trouble; /* why the form is unknown, a sentence */
    struct leftovers kept; /* what of the file has no place in the form */
    bool saving;           /* ^S was pressed and is not answered yet */
    bool unkept;           /* what is typed can be written nowhere just now */
    bool freed;            /* whoever had it has gone: it can be taken over */

    VEC(struct page *) pages; /* never empty once started */
    struct geometry geometry;
    struct str clipboard;
    struct str found;   /* what was recovered from a dialogue, while it is in the clipboard alone */
    struct str message; /* for the reader, until the next key */
    enum tone tone;

    struct facts facts;
    struct date today;
    enum final_state final;        /* is the draft what was last made final, as of `checked` */
    bool unfinal;                  /* the reader agreed to change it all the same */
    struct findings findings;      /* of the draft at `gate`, as of `checked` */
    enum gate gate;                /* `final`, where nothing else is looked for (office_gate) */
    struct progress_list progress; /* by section, from the same check */
    struct str problem;            /* key of the one F4 led to last */
    struct place problem_at;       /* and where that was (remarks.h) */
    uint64_t checked;              /* the draft's version then, UINT64_MAX: never */
    struct shown_counts shown;
    bool settled; /* the keys have paused: all numbers on the screen are right */

    struct office_view *office; /* owned; NULL: not at a desk */
    struct returned *returned;  /* owned; NULL: nothing was returned */
    struct noted_list noted;    /* where the remarks stand, of either (remarks.h) */
    struct start_list start;    /* what the start page offers */
    struct requests requests;   /* for the command to carry out */
};

struct wizard *wizard_new(void);
void wizard_free(struct wizard *w);
/* Opens the start page with what there is to open; takes the list. */
void wizard_start(struct wizard *w, struct start_list *take_list);

/* Nothing is open any more but the page at the bottom. */
void wizard_close(struct wizard *w);

unsigned wizard_apply(struct wizard *w, enum action action, struct sv text);
unsigned wizard_event(struct wizard *w, const struct event *event);

struct page *wizard_page(const struct wizard *w);
/* What was recovered from a dialogue goes to the clipboard, and counts as being typed until it is
 * pasted (`pasted`) or something else takes its place. */
void wizard_keep_found(struct wizard *w, struct sv text);
void wizard_drop_found(struct wizard *w, bool pasted);
/* What stands in the topmost line to type that is not in the draft yet, and what was asked for:
 * views that hold until the next action or event. False when nothing is being asked. */
bool wizard_typing(const struct wizard *w, struct sv *title, struct sv *text);
/* Are there words on a page below the top one that stand nowhere else: nothing may lead away from
 * them. */
bool wizard_words_wait(const struct wizard *w);
/* The offer that waits for an answer, NULL: none. While it is another than an earlier state, only
 * the reader says what becomes of the file: nothing is saved by itself. */
const struct offer *wizard_offer(const struct wizard *w);

/* ---- for pages ---- */

/* Brings all numbers on the screen up to date. */
void wizard_settle(struct wizard *w);
/* Where the reader is: field and row, NO_FIELD on pages about no field; the section, NO_FIELD
 * likewise. */
struct place wizard_place(const struct wizard *w);
uint32_t wizard_section(const struct wizard *w);
/* The one place that refuses changes on a draft that is only to be read, and says why. */
bool wizard_may_change(struct wizard *w);
/* Likewise for what needs the form as it is now: looking over, printing. */
bool wizard_may_use(struct wizard *w);
/* As wizard_may_change for an answer about one place, whose row may have gone meanwhile. */
bool wizard_may_change_at(struct wizard *w, struct place p);
/* What every open page does when it is left for good, the top one first: called before the program
 * or the draft is left. Pages whose subject goes with that are taken off the stack. */
void wizard_leave(struct wizard *w);

/* Puts a page on top; takes it. */
void wizard_push(struct wizard *w, struct page *take_page);
/* Takes the top page off and frees it; the last one stays. */
void wizard_pop(struct wizard *w);
void wizard_say(struct wizard *w, enum tone tone, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
struct request *wizard_request(struct wizard *w, enum request_kind kind);
/* Findings and progress for the draft as it is; cheap when nothing changed. */
void wizard_check(struct wizard *w);
/* Opens the page of a section with the focus on a place (NO_FIELD: the first field). */
void wizard_open_place(struct wizard *w, uint32_t section, struct place p, size_t caret);
/* The next error (or warning, when there is none) behind a place in form order; goes round. NULL if
 * there is none. */
const struct finding *wizard_next_problem(struct wizard *w, struct place after);

#endif
