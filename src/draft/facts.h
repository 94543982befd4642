/*
 * facts: what is true outside the draft, gathered before a check so that the check stays a pure
 * function.
 *
 * For every file a draft names: is it there, is it a picture, how large. Paths are as written in
 * the draft.
 */
#ifndef DRAFT_FACTS_H
#define DRAFT_FACTS_H

#include "base/str.h"
#include "base/vec.h"

enum file_state {
    FILE_UNKNOWN, /* nobody looked */
    FILE_THERE,
    FILE_MISSING,
    FILE_OUTSIDE, /* the path leads out of the draft's folder: not looked at */
    FILE_UNREADABLE,
};

struct file_fact {
    struct str path;
    enum file_state state;
    int64_t size;
    bool hashed; /* of a picture to be printed: the SHA-256 of its bytes is known */
    uint8_t sha256[32];
    bool picture;
    uint32_t width; /* pixels, of a picture */
    uint32_t height;
    struct str trouble; /* why it is unreadable or no picture: a sentence */
};

struct facts {
    VEC(struct file_fact) files;
};

void facts_release(struct facts *f);
/* The entry for a path, added if it is new. */
struct file_fact *facts_add(struct facts *f, struct sv path);
/* NULL if nobody looked. */
const struct file_fact *facts_find(const struct facts *f, struct sv path);

#endif
