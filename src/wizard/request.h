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

enum request_kind {
    REQUEST_OPEN,       /* path, or a sample's: a draft */
    REQUEST_NEW,        /* path, form: an empty draft */
    REQUEST_SAVE,       /* to where it belongs */
    REQUEST_SAVE_AS,    /* path */
    REQUEST_LIST,       /* path: what is in a folder */
    REQUEST_READ_TEXT,  /* path: a text file of any encoding, to be inserted */
    REQUEST_WRITE_TEXT, /* path, text */
    REQUEST_EDIT_TEXT,  /* text: in the user's own editor */
    REQUEST_EXPORT,     /* path, encoding, profile */
    REQUEST_FACTS,      /* look at the files the draft names */
    REQUEST_START,      /* what the start page offers, anew */
    REQUEST_SUSPEND,
    REQUEST_QUIT,
    REQUEST_TAKE_OVER, /* the draft somebody else has open */
    REQUEST_STATES,    /* the earlier states of the draft */
    REQUEST_STATE,     /* path: one of them, to be compared */
    REQUEST_ANSWERED,  /* offer, replace: what was offered was taken (some of it at least) */
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
};

void offer_release(struct offer *o);

/* An earlier state, as listed. */
struct listed_state {
    struct str time; /* as shown */
    struct str note; /* why it was kept, in how many places it differs from the draft now */
    struct str path;
};

VEC_TYPE(listed_states, struct listed_state);

void listed_states_release(struct listed_states *l);

struct request {
    enum request_kind kind;
    struct str path;
    struct str text;    /* of READ: what it is for stays with the page that asked */
    struct str form;    /* id */
    struct sv encoding; /* names, static */
    struct sv profile;
    bool replace; /* EXPORT, WRITE_TEXT: an existing file may go; ANSWERED: something was taken */
    enum offer_kind offer;
};

VEC_TYPE(requests, struct request);

void request_release(struct request *r);

struct listed {
    struct str name;
    struct str path;
    bool is_folder;
};

VEC_TYPE(listing, struct listed);

void listing_release(struct listing *l);

/* What the start page offers. */
enum start_kind { START_DRAFT, START_FORM, START_SAMPLE };

struct start_entry {
    enum start_kind kind;
    struct str path;  /* of a draft or sample */
    struct str form;  /* id */
    struct str title; /* what is shown first: a draft's file name, a form's title */
    struct str note;  /* and behind it: the form, how far it is, when it was changed */
    bool broken;      /* it cannot be opened: the note says why */
};

struct start_list {
    VEC(struct start_entry) entries; /* drafts, then forms, then samples */
    struct str folder;               /* where new drafts go, in words */
    struct str new_name;             /* a free file name for one */
};

void start_list_release(struct start_list *l);

enum event_kind {
    EVENT_RESIZE,  /* cols, rows */
    EVENT_SETTLE,  /* the keys have paused */
    EVENT_OPENED,  /* form, draft, kept (given away), path; flags, trouble; text: who has it open */
    EVENT_SAVED,   /* text: the time; path: where */
    EVENT_FAILED,  /* text: why, a sentence */
    EVENT_LISTED,  /* listing, path */
    EVENT_TEXT,    /* text: what was read or edited */
    EVENT_WRITTEN, /* text: what to tell: where the export went, how many pages */
    EVENT_EXISTS,  /* path: a file of this name is there; ask before it goes */
    EVENT_FACTS,   /* facts (given away) */
    EVENT_START,   /* start (given away) */
    EVENT_TOLD,    /* text: something to show */
    EVENT_HELD,    /* text: who has the draft open; it can only be read here from now on */
    EVENT_FREED,   /* nobody else has it any more: it can be taken over */
    EVENT_OFFER,   /* offer (given away) */
    EVENT_STATES,  /* states (given away) */
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
    struct facts *facts;
    struct start_list *start;
    struct offer *offer;
    struct listed_states *states;
};

#endif
