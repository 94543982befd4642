/*
 * Archives: a refusal, or files with names that are safe to use and that can be packed again.
 *
 * The input is the bytes of a zip file. The limits are small, so that both sides of each are near.
 */
#include "codec/zip.h"
#include "fuzz.h"
#include "store/path.h"

static const struct zip_limits limits = {
    .bytes = 1 << 16,
    .entries = 20,
    .entry_bytes = 2 << 20,
    .total_bytes = 4 << 20,
    .ratio = 200,
    .name_bytes = 64,
};

static void check_entries(const struct zip *z)
{
    size_t total = 0;
    HOLDS(z->entries.len <= limits.entries);
    for (size_t i = 0; i < z->entries.len; i++) {
        struct sv name = str_sv(&z->entries.ptr[i].name);
        HOLDS(name.len > 0 && name.len <= limits.name_bytes);
        HOLDS(fuzz_showable(name) && sv_find_byte(name, '\n', 0) == SV_NONE);
        HOLDS(path_stays_inside(name));
        HOLDS(sv_find_byte(name, '\\', 0) == SV_NONE);
        HOLDS(zip_find(z, name) == &z->entries.ptr[i]);
        HOLDS(z->entries.ptr[i].bytes.len <= limits.entry_bytes);
        total += z->entries.ptr[i].bytes.len;
    }
    HOLDS(total <= limits.total_bytes);
}

static void pack_again(const struct zip *z)
{
    struct str bytes = {0}, again = {0};
    struct zip back = {0};
    struct err e = {0};
    if (!zip_write(z, &bytes, &e))
        fuzz_broken("what was read can be written", &e);
    if (!zip_read(str_sv(&bytes), NULL, &back, &e))
        fuzz_broken("what was written can be read", &e);
    HOLDS(back.entries.len == z->entries.len);
    for (size_t i = 0; i < z->entries.len; i++) {
        struct zip_entry *a = &z->entries.ptr[i], *b = &back.entries.ptr[i];
        HOLDS(sv_eq(str_sv(&a->name), str_sv(&b->name)));
        HOLDS(sv_eq(str_sv(&a->bytes), str_sv(&b->bytes)));
        b->deflate = a->deflate;
    }
    HOLDS(zip_write(&back, &again, NULL));
    HOLDS(sv_eq(str_sv(&bytes), str_sv(&again)));
    zip_release(&back);
    str_release(&bytes);
    str_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct zip z = {0};
    struct err e = {0};
    if (zip_read(fuzz_input(data, size), &limits, &z, &e)) {
        check_entries(&z);
        pack_again(&z);
    } else {
        HOLDS(z.entries.len == 0);
        fuzz_refused(&e);
    }
    zip_release(&z);
    return 0;
}
