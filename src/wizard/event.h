/*
 * event: what the world answers the wizard, or tells it: a size, a pause, a file. Events lend their
 * texts; what is given away is said so.
 */
#ifndef WIZARD_EVENT_H
#define WIZARD_EVENT_H

#include "draft/facts.h"
#include "draft/leftovers.h"
#include "out/beyond.h"
#include "wizard/request.h"

enum event_kind {
    EVENT_RESIZE,  /* cols, rows */
    EVENT_SETTLE,  /* the keys have paused */
    EVENT_OPENED,  /* form, draft, kept (given away), path; flags, trouble; text: who has it open */
    EVENT_SAVED,   /* text: the time; path: where */
    EVENT_FAILED,  /* text: why, a sentence */
    EVENT_LISTED,  /* listing, path */
    EVENT_TEXT,    /* text: what was read or edited */
    EVENT_WRITTEN, /* text: where the export went, or that it was printed; beyond */
    EVENT_EXISTS,  /* path: a file of this name is there; text: a name that is free */
    EVENT_HABITS,  /* habits */
    EVENT_FACTS,   /* facts (given away) */
    EVENT_START,   /* start (given away) */
    EVENT_TOLD,    /* text: something to show */
    EVENT_FINAL,   /* text: the time, YYYY-MM-DDTHH:MM; what is printed may be made final */
    EVENT_HELD,    /* text: who has the draft open; it can only be read here from now on */
    EVENT_TAKEN,   /* the same, taken over from here: what was written is kept */
    EVENT_FREED,   /* nobody else has it any more: it can be taken over */
    EVENT_KEPT,    /* what is typed is recorded again */
    EVENT_UNKEPT,  /* it cannot be: shown until it is; text: why */
    EVENT_OFFER,   /* offer (given away) */
    EVENT_STATES,  /* states (given away) */
    EVENT_DESK,    /* desk (given away): at a desk from now on */
    EVENT_QUEUE,   /* queue (given away) */
    EVENT_CASE,    /* as OPENED, and office_case (given away) */
    EVENT_RECORD,  /* office_case (given away): what an act made of the open case */
    EVENT_HOLDERS, /* listing: who else has which case of the queue open, its id the path */
    EVENT_WORDS,   /* what was being written when the program died: act, or text, asked for as path
                      says */
    EVENT_REPORT,  /* text: a title, then lines to be read, of what was received or written */
    EVENT_RETURNED, /* returned (given away): the return that belongs to the open draft */
};

/* What is remembered about exporting. */
struct habits {
    struct sv print_command; /* empty: none is set */
    struct sv folder;        /* the last export went there, from the root on; empty: to the usual */
};

struct event {
    enum event_kind kind;
    enum request_kind request; /* what it answers */
    uint16_t cols;
    uint16_t rows;
    struct sv text;
    struct sv path;
    const struct form *form;
    struct draft *draft;
    bool read_only;
    bool sample;
    bool unknown_form;      /* `form` is made of the draft, which can only be read */
    bool other_version;     /* written for another version, not carried over */
    struct sv trouble;      /* why the form is unknown, a sentence */
    struct leftovers *kept; /* NULL: nothing is left over */
    const struct listing *listing;
    const struct beyonds *beyond; /* what old programs cannot show, or was replaced for them */
    const struct habits *habits;
    struct facts *facts;
    struct start_list *start;
    struct offer *offer;
    struct listed_states *states;
    struct office_view *desk; /* the whole of it goes */
    struct queue *queue;
    struct office_case *office_case;
    struct returned *returned;
    const struct act *act; /* of WORDS; and of FAILED, the one that was not done */
};

#endif
