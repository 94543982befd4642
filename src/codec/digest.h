/* digest: SHA-256 by nettle. */
#ifndef CODEC_DIGEST_H
#define CODEC_DIGEST_H

#include "base/str.h"

struct digest {
    uint8_t bytes[32];
};

struct digest digest_of(struct sv bytes);
/* Of all the parts, one behind the other. */
struct digest digest_of_parts(const struct sv *parts, size_t count);
/* Appends 64 lower-case hexadecimal digits. */
void digest_add_hex(struct str *out, const struct digest *d);

#endif
