/*
 * picture: the size of a PNG or JPEG, from its bytes.
 *
 * libpng and libjpeg read the header and nothing more: no pixel is decoded, so a bomb stays shut. A
 * JPEG turned by its orientation tag is measured as it is shown. The head of the file is enough
 * (PICTURE_HEAD bytes; a JPEG with larger thumbnails in front needs more).
 */
#ifndef CODEC_PICTURE_H
#define CODEC_PICTURE_H

#include "base/err.h"

enum { PICTURE_HEAD = 1 << 20 };

enum picture_kind { PICTURE_NONE, PICTURE_PNG, PICTURE_JPEG };

struct picture {
    enum picture_kind kind;
    uint32_t width; /* pixels, as shown */
    uint32_t height;
    uint32_t turn; /* the orientation EXIF gives, 1 to 8; 1 is as stored */
};

/* Fails (ERR_REFUSED) with what is wrong: neither PNG nor JPEG, damaged, no size. */
bool picture_read(struct sv bytes, struct picture *out, struct err *e);
/* Does a file that was read as a picture have its end: one whose copying broke off has not. Fails
 * (ERR_REFUSED). What is between is not looked at. */
bool picture_is_whole(struct sv bytes, struct err *e);

#endif
