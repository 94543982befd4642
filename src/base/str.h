/*
 * str: text as the program holds it.
 *
 * `struct sv` is a borrowed view, pointer and length in bytes, passed by value; whoever made it
 * keeps the bytes alive. `struct str` owns its bytes and grows; `ptr` always ends in a NUL that
 * `len` does not count, so a str that holds no NUL can be handed to C functions. All text inside
 * the program is UTF-8 with LF newlines; these functions look at bytes only and can therefore cut a
 * character in two when given an offset inside one: offsets come from `text/`.
 *
 * Start with a zeroed struct or str_init, end with str_release. Nothing here fails: out of memory
 * is fatal (xalloc.h).
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct sv {
    const char *ptr;
    size_t len;
};

struct str {
    char *ptr;
    size_t len;
    size_t cap;
};

#define SV_NONE SIZE_MAX

/* A view of a string literal. */
#define SV(literal) ((struct sv){"" literal, sizeof(literal) - 1})
/* For printf's %.*s. */
#define SV_ARG(view) (int)(view).len, (view).ptr ? (view).ptr : ""

static inline struct sv sv_make(const char *ptr, size_t len)
{
    return (struct sv){ptr, len};
}

/* A view of a NUL-terminated string; NULL gives the empty view. */
struct sv sv_from(const char *text);

static inline bool sv_eq(struct sv a, struct sv b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* <0, 0, >0 by bytes, as strcmp. */
int sv_cmp(struct sv a, struct sv b);

static inline bool sv_starts(struct sv text, struct sv head)
{
    return text.len >= head.len && sv_eq(sv_make(text.ptr, head.len), head);
}

static inline bool sv_ends(struct sv text, struct sv tail)
{
    return text.len >= tail.len && sv_eq(sv_make(text.ptr + (text.len - tail.len), tail.len), tail);
}

/* Byte offset of the first `part` at or after `from`, SV_NONE if there is none. An empty part is
 * found at `from`. */
size_t sv_find(struct sv text, struct sv part, size_t from);
/* Byte offset of the first `byte` at or after `from`, SV_NONE if there is none. */
size_t sv_find_byte(struct sv text, char byte, size_t from);
bool sv_contains(struct sv text, struct sv part);

/* The bytes [from, to), both clipped to the text. */
static inline struct sv sv_sub(struct sv text, size_t from, size_t to)
{
    if (to > text.len)
        to = text.len;
    if (from > to)
        from = to;
    return from == to ? (struct sv){text.ptr, 0} : (struct sv){text.ptr + from, to - from};
}

/* The byte at `at`, NUL past the end. */
static inline char sv_byte(struct sv text, size_t at)
{
    if (at < text.len)
        return text.ptr[at];
    return '\0';
}

/* Everything from byte `from` on. */
static inline struct sv sv_from_offset(struct sv text, size_t from)
{
    return sv_sub(text, from, text.len);
}

/* Without ASCII blanks, tabs and newlines at both ends. */
struct sv sv_trim(struct sv text);
/* Takes the piece up to the next `separator` off `rest` and returns it; false when nothing is left.
 */
bool sv_next(struct sv *rest, char separator, struct sv *piece);
/* A whole decimal number of ASCII digits within [min, max]; false leaves `out` alone. */
bool sv_number(struct sv text, int64_t min, int64_t max, int64_t *out);
/* FNV-1a, 64 bits: for tables and for telling "changed", never against an adversary. */
uint64_t sv_hash(struct sv text);

void str_init(struct str *s);
void str_release(struct str *s);
/* Empties the text and keeps the memory. */
void str_clear(struct str *s);

static inline struct sv str_sv(const struct str *s)
{
    return (struct sv){s->ptr ? s->ptr : "", s->len};
}

void str_reserve(struct str *s, size_t len);
void str_set(struct str *s, struct sv text);
void str_add(struct str *s, struct sv text);
void str_add_byte(struct str *s, char byte);
void str_add_bytes(struct str *s, char byte, size_t count);
void str_add_f(struct str *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
void str_add_vf(struct str *s, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
/* Replaces `del` bytes at `at` by `text`; `text` must not point into `s`. */
void str_splice(struct str *s, size_t at, size_t del, struct sv text);
void str_truncate(struct str *s, size_t len);
/* Replaces every `from` by `to` and returns how many there were. */
size_t str_replace_all(struct str *s, struct sv from, struct sv to);
/* Hands the bytes to the caller, who frees them; `s` is empty afterwards. */
char *str_detach(struct str *s);
/* Moves `from` into `to`, whose old bytes are freed; `from` is empty afterwards. */
void str_move(struct str *to, struct str *from);

#endif
