/*
 * request: what the wizard asks of the world. The answers are events (event.h).
 *
 * Requests own their texts; the command that carried one out answers with an event and releases it.
 */
#ifndef WIZARD_REQUEST_H
#define WIZARD_REQUEST_H

#include "draft/draft.h"
#include "office/returned.h"
#include "wizard/listing.h"
#include "wizard/office_view.h"

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
    REQUEST_DESK,      /* the queue of the desk, read anew */
    REQUEST_CASE,      /* path: id of a case to open; replace: taken over from who has it */
    REQUEST_CASE_SHUT, /* the open case is left */
    REQUEST_ACT,       /* errand: done to the open case */
    REQUEST_RECEIVE,   /* path: packages to be taken in */
    REQUEST_RETURN,  /* the return file of the open case; path: where to, empty: the usual place */
    REQUEST_SUMMARY, /* wish.format; path likewise */
    REQUEST_BUNDLE,  /* the delivery to the city; path likewise */
    REQUEST_ANSWER,  /* number, answer, text: of the applicant to a remark */
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
    struct errand *errand; /* owned */
    uint32_t number;
    enum remark_state answer;
    bool replace; /* EXPORT, WRITE_TEXT: an existing file may go; ANSWERED: something was taken */
    enum offer_kind offer;
};

VEC_TYPE(requests, struct request);

void request_release(struct request *r);

#endif
