#include "codec/digest.h"

#include <nettle/sha2.h>

struct digest digest_of(struct sv bytes)
{
    return digest_of_parts(&bytes, 1);
}

struct digest digest_of_parts(const struct sv *parts, size_t count)
{
    struct digest out;
    struct sha256_ctx state;
    _Static_assert(sizeof(out.bytes) == SHA256_DIGEST_SIZE, "a digest is what SHA-256 gives");
    sha256_init(&state);
    for (size_t i = 0; i < count; i++)
        sha256_update(&state, parts[i].len, (const uint8_t *)parts[i].ptr);
    sha256_digest(&state, sizeof(out.bytes), out.bytes);
    return out;
}

void digest_add_hex(struct str *out, const struct digest *d)
{
    static const char hex[] = "0123456789abcdef";
    char text[2 * sizeof(d->bytes)];
    for (size_t i = 0; i < sizeof(d->bytes); i++) {
        text[2 * i] = hex[d->bytes[i] >> 4];
        text[2 * i + 1] = hex[d->bytes[i] & 15];
    }
    str_add(out, sv_make(text, sizeof(text)));
}
