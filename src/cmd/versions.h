/*
 * versions: what there is of a draft beside its file: earlier states and journals left behind, each
 * opened and compared with what the file says now.
 */
#ifndef CMD_VERSIONS_H
#define CMD_VERSIONS_H

#include "cmd/drafts.h"
#include "draft/difference.h"
#include "draft/history_states.h"
#include "draft/recover.h"

struct versions {
    struct context *c;
    const char *path;
    bool there;        /* is there a file of this name */
    struct opened now; /* `draft` NULL: it is gone or cannot be read; then `file.source` has what is
                          there */
    struct kept_states states;
    struct remnants remnants;
};

/* Opens the draft and finds its versions. That the file is gone is no failure if there is a version
 * of it, and that it is damaged is only said: then they are needed most. `out` starts zeroed and is
 * to be released in any case. */
bool versions_find(struct context *c, const char *path, struct versions *out, struct err *e);
void versions_release(struct versions *v);

/* Is there a journal beside a draft with anything in it that the file does not say. */
bool versions_unsaved(const struct opened *o);
/* Says so: what is read from the file is not what was typed last. */
void versions_tell_unsaved(struct context *c, const struct opened *o);
/* Adds to why a file is no draft that earlier states of it are there. */
void versions_add_hint(const char *path, struct err *e);

/* One of them: the journals are j1, j2 … from the newest on, the states have numbers. */
struct version {
    const struct kept_state *state; /* or */
    const struct remnant *remnant;
    struct opened opened;  /* of a state */
    struct recovered back; /* of a journal */
    bool whole;            /* all of a journal could be done again */
    const struct draft *draft;
    bool comparable; /* the file can be read, and is of the same form */
    struct differences list;
};

/* Opens a state, or a journal. Fails on what cannot be read as a draft; `out` starts zeroed and is
 * to be released in any case. */
bool version_open_state(const struct versions *v, const struct kept_state *state,
                        struct version *out, struct err *e);
bool version_open_remnant(const struct versions *v, const struct remnant *remnant,
                          struct version *out, struct err *e);
/* By its name; fails (ERR_USAGE) where there is none of it. */
bool version_open(const struct versions *v, struct sv name, struct version *out, struct err *e);
void version_release(struct version *version);
/* The bytes of the whole version as a file of its own. */
bool version_bytes(const struct version *version, struct str *out, struct err *e);

#endif
