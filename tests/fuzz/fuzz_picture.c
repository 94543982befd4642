/*
 * Pictures: a size or a refusal, from the head alone, without a pixel decoded.
 *
 * The input is the bytes of a picture file. `make fuzz` limits what may be allocated at once, so
 * that a header that lies about its size is found out.
 */
#include "codec/picture.h"
#include "fuzz.h"

static bool same(const struct picture *a, const struct picture *b)
{
    return a->kind == b->kind && a->width == b->width && a->height == b->height;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct sv bytes = fuzz_input(data, size);
    struct picture whole = {0}, head = {0}, more = {0};
    struct err e = {0};
    bool read = picture_read(bytes, &whole, &e);
    if (read) {
        HOLDS(whole.kind == PICTURE_PNG || whole.kind == PICTURE_JPEG);
        HOLDS(whole.width > 0 && whole.width <= INT32_MAX);
        HOLDS(whole.height > 0 && whole.height <= INT32_MAX);
    } else {
        fuzz_refused(&e);
    }
    /* The head decides: half of it gives the same size or none, and what follows changes nothing.
     */
    if (picture_read(sv_sub(bytes, 0, size / 2), &head, NULL))
        HOLDS(read && same(&whole, &head));
    struct str longer = {0};
    str_set(&longer, bytes);
    str_add_bytes(&longer, '\xFF', 64);
    if (read)
        HOLDS(picture_read(str_sv(&longer), &more, NULL) && same(&whole, &more));
    str_release(&longer);
    return 0;
}
