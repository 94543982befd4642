/* digest: SHA-256 by nettle. */
#ifndef CODEC_DIGEST_H
#define CODEC_DIGEST_H

#include "base/str.h"

struct digest {
    uint8_t bytes[32];
};

struct digest digest_of(struct sv bytes);
/* Appends 64 lower-case hexadecimal digits. */
void digest_add_hex(struct str *out, const struct digest *d);

#endif
