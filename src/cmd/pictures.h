/*
 * pictures: the bytes of the pictures a draft names, read when a document asks for them.
 */
#ifndef CMD_PICTURES_H
#define CMD_PICTURES_H

#include "base/vec.h"
#include "draft/facts.h"

struct picture_bytes {
    struct str path;
    struct str bytes;
};

struct pictures {
    const struct facts *facts; /* borrowed; NULL: no picture is read */
    struct sv folder;          /* borrowed: the draft's */
    VEC(struct picture_bytes *) read;
    VEC(struct str) missed; /* asked for and not to be had */
};

/*
 * A docx_picture_fn; `context` is a struct pictures. Reads only what the facts say is there, a
 * picture and inside the draft's folder. The bytes stay until pictures_release.
 */
bool pictures_get(void *context, struct sv path, struct sv *bytes);
void pictures_release(struct pictures *p);

#endif
