/*
 * yaml_any: texts and trees nobody would write by hand, the same ones for the same seed.
 */
#ifndef TESTS_YAML_ANY_H
#define TESTS_YAML_ANY_H

#include "store/yaml_write.h"
#include "unit.h"

/* 0 to sides - 1. */
static inline uint32_t roll(uint64_t *seed, uint32_t sides)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % sides;
}

/* What YAML might stumble over, cut into characters and marks. */
static inline struct sv any_piece(uint64_t *seed)
{
    static const char pieces[] =
        "a b 一 。 𠀀 😀 : # - ? | > \" ' \\ , [ ] { } & * ! % @ ` ~ 0 1.5 yes null --- ... = << "
        "\r \x1b \x7f \xC2\x85 \xE2\x80\xA8 \xE2\x80\xA9 \xEF\xBB\xBF \xC2\xA0 \xE3\x80\x80 "
        "\xEF\xBF\xBF \xF4\x8F\xBF\xBF";
    static const char *const blanks[] = {" ", " ", "  ", "\n", "\n", "\n", "\t", ": ", " #", "- "};
    struct sv piece = {0}, rest = sv_make(pieces, sizeof pieces - 1);
    if (roll(seed, 3) == 0)
        return sv_from(blanks[roll(seed, COUNT_OF(blanks))]);
    for (uint32_t n = 1 + roll(seed, 45); n > 0; n--)
        if (!sv_next(&rest, ' ', &piece))
            break;
    return piece;
}

static inline struct sv any_text(struct arena *a, uint64_t *seed, uint32_t most)
{
    struct str text = {0};
    for (uint32_t n = roll(seed, most + 1); n > 0; n--)
        str_add(&text, any_piece(seed));
    struct sv copy = arena_copy(a, str_sv(&text));
    str_release(&text);
    return copy;
}

static inline struct yaml_want *any_want(struct arena *a, uint64_t *seed, uint32_t depth)
{
    uint32_t kind = roll(seed, depth ? 6 : 3);
    if (kind < 4 - (depth > 2)) {
        struct yaml_want *want = yaml_want_new(a, kind == 0 ? WANT_SCALAR : WANT_PROSE);
        want->text = any_text(a, seed, 8);
        return want;
    }
    struct yaml_want *want = yaml_want_new(a, kind == 5 ? WANT_LIST : WANT_MAP);
    want->flow = roll(seed, 4) == 0;
    for (uint32_t i = 0, n = roll(seed, 5); i < n; i++) {
        struct str key = {0};
        if (want->kind == WANT_MAP) {
            str_add(&key, any_text(a, seed, 2));
            str_add_f(&key, "%u", i);
        }
        yaml_want_add(want, arena_copy(a, str_sv(&key)), any_want(a, seed, depth - 1));
        str_release(&key);
    }
    return want;
}

#endif
