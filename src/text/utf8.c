#include "text/utf8.h"

#define REPLACEMENT 0xFFFDu

static bool is_tail(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

size_t utf8_decode_other(struct sv text, size_t at, char32_t *cp)
{
    const unsigned char *s = (const unsigned char *)text.ptr + at;
    size_t left = text.len - at;
    if (s[0] >= 0xE0 && s[0] < 0xF0 && left >= 3 && is_tail(s[1]) && is_tail(s[2])) {
        char32_t c = (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
        if (c >= 0x800 && (c < 0xD800 || c > 0xDFFF)) {
            *cp = c;
            return 3;
        }
    } else if (s[0] >= 0xC2 && s[0] < 0xE0 && left >= 2 && is_tail(s[1])) {
        *cp = (s[0] & 0x1Fu) << 6 | (s[1] & 0x3Fu);
        return 2;
    } else if (s[0] >= 0xF0 && s[0] < 0xF5 && left >= 4 && is_tail(s[1]) && is_tail(s[2]) &&
               is_tail(s[3])) {
        char32_t c =
            (s[0] & 0x07u) << 18 | (s[1] & 0x3Fu) << 12 | (s[2] & 0x3Fu) << 6 | (s[3] & 0x3Fu);
        if (c >= 0x10000 && c <= 0x10FFFF) {
            *cp = c;
            return 4;
        }
    }
    *cp = REPLACEMENT;
    return 1;
}

size_t utf8_prev(struct sv text, size_t at)
{
    if (at > text.len)
        at = text.len;
    if (at == 0)
        return 0;
    size_t lead = at - 1;
    while (lead > 0 && at - lead < 4 && is_tail((unsigned char)text.ptr[lead]))
        lead--;
    /* Tails that belong to no lead are read one by one, as utf8_decode does going forwards. */
    char32_t cp;
    return lead + utf8_decode(text, lead, &cp) >= at ? lead : at - 1;
}

size_t utf8_encode(char32_t cp, char out[4])
{
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        cp = REPLACEMENT;
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    size_t len = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = len - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (cp & 0x3F));
        cp >>= 6;
    }
    out[0] = (char)(lead[len] | cp);
    return len;
}

void utf8_add(struct str *out, char32_t cp)
{
    char bytes[4];
    str_add(out, sv_make(bytes, utf8_encode(cp, bytes)));
}

bool utf8_valid(struct sv text, size_t *bad)
{
    for (size_t at = 0; at < text.len;) {
        char32_t cp;
        size_t len = utf8_decode(text, at, &cp);
        if (len == 1 && cp == REPLACEMENT) {
            if (bad)
                *bad = at;
            return false;
        }
        at += len;
    }
    return true;
}

struct sv utf8_mended(struct sv text, struct str *room)
{
    if (utf8_valid(text, NULL))
        return text;
    for (size_t at = 0; at < text.len;) {
        char32_t cp;
        at += utf8_decode(text, at, &cp);
        utf8_add(room, cp);
    }
    return str_sv(room);
}

size_t utf8_length(struct sv text)
{
    size_t count = 0;
    char32_t cp;
    for (size_t at = 0; at < text.len; count++)
        at += utf8_decode(text, at, &cp);
    return count;
}

size_t utf8_offset(struct sv text, size_t index)
{
    size_t at = 0;
    char32_t cp;
    for (; index > 0 && at < text.len; index--)
        at += utf8_decode(text, at, &cp);
    return at;
}
