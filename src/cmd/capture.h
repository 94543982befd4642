/*
 * capture: what a piece of work says on both streams, kept instead of written: a worker's words, to
 * be sent on in order (workers.h), or a command's, to be shown on a page.
 */
#ifndef CMD_CAPTURE_H
#define CMD_CAPTURE_H

#include "cmd/context.h"

struct capture {
    struct context *c;
    struct stream own[2]; /* the context's: results, talk */
    FILE *kept[2];
    char *bytes[2]; /* what was said, from capture_stop on */
    size_t lens[2];
};

enum capture_as {
    CAPTURE_AS_IT_GOES, /* encoded for where it will be written */
    CAPTURE_PLAIN,      /* UTF-8, as to a file */
};

/* From here on what goes to the context's streams is kept. False where the system has no room for
 * that: nothing is changed then. */
bool capture_begin(struct capture *k, struct context *c, enum capture_as as);
/* Gives the streams back; what was said can be read until capture_release. */
void capture_stop(struct capture *k);
struct sv capture_results(const struct capture *k);
struct sv capture_talk(const struct capture *k);
void capture_release(struct capture *k);
/* Stops, appends what was said as two framed texts, and releases. */
void capture_end(struct capture *k, struct str *out);
/* Takes two such texts off `answer` and writes them where they belong. False, nothing written, when
 * it is cut short. */
bool capture_replay(struct context *c, struct sv *answer);

#endif
