/*
 * verify: is what a draft or a package says what was made final, what is on paper.
 *
 * Both commands' halves open what they are given and work out the code of what it says now; here it
 * is compared and told, in words or as JSON.
 */
#ifndef CMD_VERIFY_H
#define CMD_VERIFY_H

#include "cmd/command.h"
#include "cmd/drafts.h"
#include "cmd/json.h"
#include "out/finalise.h"

enum verdict {
    VERDICT_SAME,
    VERDICT_CHANGED, /* final once, and something else now */
    VERDICT_NEVER,
    VERDICT_OLDER, /* the code typed is that of an earlier 定稿 */
    VERDICT_UNKNOWN,
    VERDICT_MISTYPED,
    VERDICTS
};

struct verifying {
    struct opened o;
    const char *path;
    struct str now; /* the code of what the draft says */
    struct picture_changes pictures;
    /* Of a code that was typed: */
    struct str typed;
    enum code_answer answer;
    unsigned group;            /* the one that looks wrong, 0 unknown */
    const struct final *final; /* the 定稿 it is of, or nearly; the last one if none was typed */
    enum verdict verdict;
};

void verifying_release(struct verifying *v);
/* Judges the draft and `now`; `typed` NULL: none. `facts` are of the files the draft names. */
void verify_judge(struct verifying *v, const char *typed, const struct facts *facts);
int verdict_exit(enum verdict verdict);
/* Tells it, in words on standard output, or what was mistyped on standard error. */
void verify_put(struct context *c, const struct verifying *v, bool typed);
/* What was mistyped is no result: it goes where other mistakes of usage go. */
void verify_say_mistyped(struct context *c, const struct verifying *v);
/* The keys of the judgement, into an object that is open. */
void verify_add_json(struct json *j, const struct verifying *v, bool typed);

/* The half of packages (verify_package.c); the exit code. */
int verify_package(struct context *c, const struct args *args);
/* Likewise of what a county delivers or a city archives (verify_bundle.c). */
int verify_bundle(struct context *c, const struct args *args);

#endif
