/*
 * capture: what a piece of work says on both streams, kept instead of written, so that a worker's
 * words can be sent on in order (workers.h).
 */
#ifndef CMD_CAPTURE_H
#define CMD_CAPTURE_H

#include "cmd/context.h"

struct capture {
    struct context *c;
    FILE *files[2]; /* the context's own */
    FILE *kept[2];
    char *bytes[2];
    size_t lens[2];
};

/* From here on what goes to the context's streams is kept, encoded for where it will go. False
 * where the system has no room for that: nothing is changed then. */
bool capture_begin(struct capture *k, struct context *c);
/* Appends it as two framed texts, and gives the streams back. */
void capture_end(struct capture *k, struct str *out);
/* Takes two such texts off `answer` and writes them where they belong. False, nothing written, when
 * it is cut short. */
bool capture_replay(struct context *c, struct sv *answer);

#endif
