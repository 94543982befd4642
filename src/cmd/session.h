/*
 * session: the world around the wizard: files, the clock, another editor.
 *
 * The wizard asks by requests; session_carry_out does what they say and reports by events until
 * nothing is asked any more. Paths in requests are relative to the base folder: the open draft's,
 * or the current one. A session without a terminal (a replayed script) does everything but run
 * other programs; without leave to write it only pretends to.
 */
#ifndef CMD_SESSION_H
#define CMD_SESSION_H

#include "cmd/context.h"
#include "cmd/guard.h"
#include "draft/draft_io.h"
#include "office/returned_io.h"
#include "wizard/wizard.h"

struct canvas;
struct session_desk;
struct term;

struct session {
    struct context *c;
    struct wizard *w;
    struct term *term;         /* NULL: no terminal */
    struct canvas *canvas;     /* what is drawn on it */
    struct draft_file file;    /* of the open draft */
    struct returned_file back; /* what was returned to it */
    bool back_elsewhere;       /* and does not lie beside it: no answer would be found there */
    bool writes;               /* files may be written */
    bool fixed_clock;          /* --now was given: the time does not move */
    bool quit;
    bool leaving; /* to quit once what somebody else saved has been merged */
    struct guard guard;
    struct session_desk *desk; /* NULL: not at one */
    bool refused;      /* the last save by itself failed: not tried again before the next key */
    unsigned reaction; /* what the events asked for: REACTION_… */
};

void session_init(struct session *s, struct context *c);
void session_release(struct session *s);

/* Opens a draft, or offers the start page when `path` is NULL. Fails when the draft cannot be
 * opened. A file that is not there becomes a new draft of the only form there is. */
bool session_start(struct session *s, const char *path, struct err *e);
/* Opens a draft in place of the one that is open; `take_over`: from whoever has it. */
bool session_open(struct session *s, const char *path, bool take_over, struct err *e);
/* Carries out what the wizard asks for, and what it asks for then. */
void session_carry_out(struct session *s);
void session_event(struct session *s, const struct event *event);
/* Saves what has changed; for pauses and for the end. False when it could not be saved (the wizard
 * has said why), or waits for an answer. */
bool session_save(struct session *s);
/* Saves in any case, on behalf of a request. */
bool session_write(struct session *s, enum request_kind request);
/* Puts the program into the background, everything on disk, until it is continued. */
void session_suspend(struct session *s);
/* What time it is; the context's is brought up to date, unless it was fixed. */
struct moment session_now(struct session *s);
/* Offers to carry the draft over to the form's version. */
void session_offer_carried(struct session *s);
/* The reader answered whether the draft is to be carried over to this version of its form. */
void session_carried(struct session *s, bool taken);

/* When we must end and nothing could be saved: writes the draft to a new file beside the old one,
 * or among the temporary files; `path` gets where, empty if nowhere. */
void session_rescue(struct session *s, struct str *path);

/* Looks at the files the draft names once more, and tells the wizard. */
void session_look_at_files(struct session *s);
/* Draws the screen as it is now, on a terminal: before work that keeps the reader waiting, too. */
void session_show(struct session *s);

/* Appends a request's path as it is opened. */
void session_path(const struct session *s, struct sv path, struct str *out);

#endif
