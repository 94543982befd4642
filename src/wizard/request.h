/*
 * request: what the wizard asks of the world, and the events that answer.
 *
 * Requests own their texts; the command that carried one out answers with an event and releases it.
 * Events lend theirs.
 */
#ifndef WIZARD_REQUEST_H
#define WIZARD_REQUEST_H

#include "draft/draft.h"
#include "draft/facts.h"
#include "draft/leftovers.h"
#include "out/beyond.h"
#include "wizard/listing.h"

enum request_kind {
    REQUEST_OPEN,       /* path, or a sample's: a draft */
    REQUEST_NEW,        /* path, form: an empty draft */
    REQUEST_SAVE,       /* to where it belongs */
    REQUEST_SAVE_AS,    /* path */
    REQUEST_LIST,       /* path: what is in a folder */
    REQUEST_READ_TEXT,  /* path: a text file of any encoding, to be inserted */
    REQUEST_WRITE_TEXT, /* path, text */
    REQUEST_EDIT_TEXT,  /* text: in the user's own editor */
    REQUEST_EXPORT,     /* path, wish */
    REQUEST_PRINT,      /* wish: through the command the reader has set */
    REQUEST_HABITS,     /* what is remembered about exporting */
    REQUEST_SET_PRINT,  /* text: the command that prints; empty: none */
    REQUEST_FACTS,      /* look at the files the draft names */
    REQUEST_START,      /* what the start page offers, anew */
    REQUEST_SUSPEND,
    REQUEST_QUIT,
    REQUEST_TAKE_OVER, /* the draft somebody else has open */
    REQUEST_STATES,    /* the earlier states of the draft */
    REQUEST_STATE,     /* path: one of them, to be compared */
    REQUEST_ANSWERED,  /* offer, replace: what was offered was taken (some of it at least) */
    REQUEST_FINAL,     /* 定稿: the files are looked at and the time told (EVENT_FINAL), and what
                          came of it is saved */
    REQUEST_CARRY,     /* the draft over to this version of its form */
};

/* Another version of the open draft, to be taken over in whole or in part, or left. */
enum offer_kind {
    OFFER_RECOVERED, /* typed before the program died */
    OFFER_CHANGED,   /* the file, changed by somebody else since it was read */
    OFFER_STATE,     /* an earlier state */
    OFFER_CARRIED,   /* the draft carried over from another version of its form */
};

struct offer {
    enum offer_kind kind;
    struct draft *other; /* owned */
    struct draft *base;  /* owned; NULL: none */
    struct str told;     /* when each was written, in a sentence */
    struct str typing;   /* what stood in a dialogue, empty if nothing did */
    bool taken_over;     /* of RECOVERED: from somebody who is still there */
};

void offer_release(struct offer *o);

/* What is exported or printed: names as the command takes them, static or the form's. */
struct export_wish {
    struct sv paper;
    struct sv format;
    struct sv encoding;
    struct sv profile;
    bool substitute;
};

struct request {
    enum request_kind kind;
    struct str path;
    struct str text; /* of READ: what it is for stays with the page that asked */
    struct str form; /* id */
    struct export_wish wish;
    bool replace; /* EXPORT, WRITE_TEXT: an existing file may go; ANSWERED: something was taken */
    enum offer_kind offer;
};

VEC_TYPE(requests, struct request);

void request_release(struct request *r);

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
};

#endif
