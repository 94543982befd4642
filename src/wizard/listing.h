/*
 * listing: lists that the world makes for the wizard: a folder, what the start page offers, earlier
 * states of a draft. They own their texts.
 */
#ifndef WIZARD_LISTING_H
#define WIZARD_LISTING_H

#include "base/str.h"
#include "base/vec.h"

struct listed {
    struct str name;
    struct str path;
    bool is_folder;
};

VEC_TYPE(listing, struct listed);

void listing_release(struct listing *l);

/* What the start page offers. */
enum start_kind { START_DRAFT, START_RETURNED, START_FORM, START_SAMPLE };

struct start_entry {
    enum start_kind kind;
    struct str path;  /* of a draft, a sample or what was returned */
    struct str form;  /* id */
    struct str title; /* what is shown first: a draft's file name, a form's title */
    struct str note;  /* and behind it: the form, how far it is, when it was changed */
    bool broken;      /* it cannot be opened: the note says why */
};

struct start_list {
    VEC(struct start_entry) entries; /* in the order of their kinds */
    struct str folder;               /* where new drafts go, in words */
    struct str new_name;             /* a free file name for one */
};

void start_list_release(struct start_list *l);

/* An earlier state, as listed. */
struct listed_state {
    struct str time; /* as shown */
    struct str note; /* why it was kept, in how many places it differs from the draft now */
    struct str path;
};

VEC_TYPE(listed_states, struct listed_state);

void listed_states_release(struct listed_states *l);

#endif
