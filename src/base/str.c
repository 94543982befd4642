#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bug.h"
#include "base/xalloc.h"

struct sv sv_from(const char *text)
{
    return (struct sv){text, text ? strlen(text) : 0};
}

int sv_cmp(struct sv a, struct sv b)
{
    size_t common = a.len < b.len ? a.len : b.len;
    int order = common ? memcmp(a.ptr, b.ptr, common) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

/* Few characters of a Chinese text share their last byte, many their first: memchr for the last one
 * skips most of it at once. Only for parts so short that no text makes comparing them costly. */
static size_t find_short(struct sv text, struct sv part, size_t from)
{
    size_t head = part.len - 1;
    for (size_t at = from + head; at < text.len; at++) {
        const char *hit = memchr(text.ptr + at, part.ptr[head], text.len - at);
        if (!hit)
            return SV_NONE;
        at = (size_t)(hit - text.ptr);
        if (memcmp(hit - head, part.ptr, head) == 0)
            return at - head;
    }
    return SV_NONE;
}

size_t sv_find(struct sv text, struct sv part, size_t from)
{
    enum { SHORT = 32 };
    if (from > text.len || part.len > text.len - from)
        return SV_NONE;
    if (part.len == 0)
        return from;
    if (part.len <= SHORT)
        return find_short(text, part, from);
    const char *hit = memmem(text.ptr + from, text.len - from, part.ptr, part.len);
    return hit ? (size_t)(hit - text.ptr) : SV_NONE;
}

size_t sv_find_byte(struct sv text, char byte, size_t from)
{
    if (from >= text.len)
        return SV_NONE;
    const char *hit = memchr(text.ptr + from, byte, text.len - from);
    return hit ? (size_t)(hit - text.ptr) : SV_NONE;
}

bool sv_contains(struct sv text, struct sv part)
{
    return sv_find(text, part, 0) != SV_NONE;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct sv sv_trim(struct sv text)
{
    while (text.len && is_blank(text.ptr[0])) {
        text.ptr++;
        text.len--;
    }
    while (text.len && is_blank(text.ptr[text.len - 1]))
        text.len--;
    return text;
}

bool sv_next(struct sv *rest, char separator, struct sv *piece)
{
    if (!rest->ptr)
        return false;
    size_t end = sv_find_byte(*rest, separator, 0);
    if (end == SV_NONE) {
        *piece = *rest;
        *rest = (struct sv){NULL, 0};
    } else {
        *piece = sv_sub(*rest, 0, end);
        *rest = sv_from_offset(*rest, end + 1);
    }
    return true;
}

bool sv_number(struct sv text, int64_t min, int64_t max, int64_t *out)
{
    bool negative = text.len && text.ptr[0] == '-';
    if (negative)
        text = sv_from_offset(text, 1);
    if (text.len == 0 || text.len > 18)
        return false;
    int64_t value = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        value = value * 10 + (text.ptr[i] - '0');
    }
    if (negative)
        value = -value;
    if (value < min || value > max)
        return false;
    *out = value;
    return true;
}

uint64_t sv_hash(struct sv text)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.ptr[i]) * 0x100000001b3u;
    return hash;
}

void str_init(struct str *s)
{
    *s = (struct str){0};
}

void str_release(struct str *s)
{
    free(s->ptr);
    *s = (struct str){0};
}

void str_clear(struct str *s)
{
    s->len = 0;
    if (s->ptr)
        s->ptr[0] = '\0';
}

void str_reserve(struct str *s, size_t len)
{
    if (len < s->cap)
        return;
    size_t cap = s->cap ? s->cap : 16;
    while (cap <= len) {
        BUG_ON(cap > SIZE_MAX / 2);
        cap *= 2;
    }
    s->ptr = xreallocarray(s->ptr, cap, 1);
    s->cap = cap;
    s->ptr[s->len] = '\0';
}

void str_set(struct str *s, struct sv text)
{
    str_splice(s, 0, s->len, text);
}

void str_add(struct str *s, struct sv text)
{
    str_reserve(s, s->len + text.len);
    if (text.len)
        memcpy(s->ptr + s->len, text.ptr, text.len);
    s->len += text.len;
    s->ptr[s->len] = '\0';
}

void str_add_byte(struct str *s, char byte)
{
    str_reserve(s, s->len + 1);
    s->ptr[s->len++] = byte;
    s->ptr[s->len] = '\0';
}

void str_add_bytes(struct str *s, char byte, size_t count)
{
    str_reserve(s, s->len + count);
    memset(s->ptr + s->len, byte, count);
    s->len += count;
    s->ptr[s->len] = '\0';
}

void str_add_f(struct str *s, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str_add_vf(s, format, args);
    va_end(args);
}

/* Formatting is dear, and most of what is formatted is short: that is written once. */
void str_add_vf(struct str *s, const char *format, va_list args)
{
    char brief[128];
    va_list again;
    va_copy(again, args);
    int written = vsnprintf(brief, sizeof brief, format, args);
    BUG_ON(written < 0);
    size_t len = (size_t)written;
    if (len < sizeof brief) {
        str_add(s, sv_make(brief, len));
    } else {
        str_reserve(s, s->len + len);
        vsnprintf(s->ptr + s->len, len + 1, format, again);
        s->len += len;
    }
    va_end(again);
}

void str_splice(struct str *s, size_t at, size_t del, struct sv text)
{
    BUG_ON(at > s->len || del > s->len - at);
    size_t len = s->len - del + text.len;
    str_reserve(s, len);
    if (at + del < s->len)
        memmove(s->ptr + at + text.len, s->ptr + at + del, s->len - at - del);
    if (text.len)
        memcpy(s->ptr + at, text.ptr, text.len);
    s->len = len;
    s->ptr[len] = '\0';
}

void str_truncate(struct str *s, size_t len)
{
    BUG_ON(len > s->len);
    s->len = len;
    if (s->ptr)
        s->ptr[len] = '\0';
}

size_t str_replace_all(struct str *s, struct sv from, struct sv to)
{
    size_t count = 0;
    for (size_t at = sv_find(str_sv(s), from, 0); at != SV_NONE && from.len;
         at = sv_find(str_sv(s), from, at + to.len)) {
        str_splice(s, at, from.len, to);
        count++;
    }
    return count;
}

char *str_detach(struct str *s)
{
    str_reserve(s, s->len);
    char *ptr = s->ptr;
    *s = (struct str){0};
    return ptr;
}

void str_move(struct str *to, struct str *from)
{
    if (to == from)
        return;
    str_release(to);
    *to = *from;
    *from = (struct str){0};
}
