/*
 * subject: the program under test in a folder of its own, and what is left there afterwards.
 *
 * The text it is given is numbered: mark i is the character U+3400 + i, which nothing else on a
 * screen or in a form is. So whatever part of it is seen somewhere tells by itself how far it goes
 * and whether all before it is there. A folder `run` holds the draft, `home` what belongs to the
 * user; both lie in one temporary folder, which subject_close takes away.
 */
#ifndef TESTS_SUBJECT_H
#define TESTS_SUBJECT_H

#include "base/str.h"
#include "base/vec.h"

enum { MARK_FIRST = 0x3400, MARKS = 0x1900 };

struct subject {
    struct str program, layer, forms;
    struct str work, run, home;
    struct str kept_run, kept_home; /* as they were, while something is tried in them */
};

/* What fault.h understands; zeroed members are not asked for. */
struct fault {
    long at;
    const char *deed;
    const char *no;
    const char *command;
    const char *log;
    long memory, big;
    long tick;
    bool everywhere; /* in the folders of the user too, not only in `run` */
};

struct outcome {
    int code; /* exit code, 128 + N for signal N */
    struct str out, err;
    bool struck;            /* the fault was reached */
    bool nothing;           /* but was not for this call */
    struct str struck_call; /* its name and path */
};

/* From TB_BUILDDIR, TB_SRCDIR and TMPDIR; ends the process when something is missing. */
void subject_open(struct subject *s);
void subject_close(struct subject *s);
/* Empties both folders. */
void subject_reset(struct subject *s);
/* Puts a file into `run`. */
void subject_put(struct subject *s, const char *name, struct sv bytes);
/* A file of `run`; false when it is not there. */
bool subject_get(const struct subject *s, const char *name, struct str *out);
/* How many names in `run` hold `part`. */
size_t subject_count(const struct subject *s, const char *part);

/* The environment of the program, for those who start it themselves: called in the child. */
void subject_environment(const struct subject *s, const struct fault *f);
/* Runs `tianbiao ARG…` (up to a NULL) in `folder`; `f` may be NULL. */
void subject_run(const struct subject *s, const char *folder, const struct fault *f,
                 const char *const *arguments, struct outcome *out);
void outcome_release(struct outcome *o);

/* Appends marks [from, to). */
void marks_add(struct str *out, size_t from, size_t to);
/* One past the largest mark in the text: what must not be lost once it was seen. */
size_t marks_seen(struct sv text);
/* How many marks from 0 on are there without a gap, in order; SIZE_MAX when one stands twice or
 * before a smaller one. */
size_t marks_whole(struct sv text);

/* What of the marks survives in `run`: in the draft itself or in what `tianbiao history` can
 * restore, which is done, for the last of them for good. `why` (may be NULL) gets what went wrong
 * when a command did. */
size_t subject_survived(struct subject *s, const char *draft, struct str *why);
/* What `tianbiao history` shows of its first journal, dialogues among it: to be copied by hand. */
size_t subject_readable(struct subject *s, const char *draft);
/* The marks of a draft; SIZE_MAX when it cannot be read or they are out of order. */
size_t subject_marks(struct subject *s, const char *draft);

bool read_whole(const char *path, struct str *out);
void write_whole(const char *path, struct sv bytes);
void remove_below(const char *folder);
_Noreturn void give_up(const char *what);

#endif
