#include "out/clean.h"

#include <string.h>

/* U+2028 and U+2029; U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069. */
static bool is_separator_or_direction(unsigned char second, unsigned char third)
{
    if (second == 0x80)
        return third == 0x8E || third == 0x8F || (third >= 0xA8 && third <= 0xAE);
    return second == 0x81 && third >= 0xA6 && third <= 0xA9;
}

/* How many bytes at `p` are such a character, 0 for none. */
static size_t control_length(const unsigned char *p, size_t left)
{
    if (*p < 0x20 || *p == 0x7F)
        return 1;
    if (left > 1 && ((*p == 0xC2 && p[1] >= 0x80 && p[1] < 0xA0) || (*p == 0xD8 && p[1] == 0x9C)))
        return 2;
    if (*p == 0xE2 && left > 2 && is_separator_or_direction(p[1], p[2]))
        return 3;
    return 0;
}

void clean_controls(char *text, size_t len, struct sv keep)
{
    for (size_t at = 0; at < len;) {
        size_t control = control_length((const unsigned char *)text + at, len - at);
        if (control && !(control == 1 && sv_find_byte(keep, text[at], 0) != SV_NONE))
            memset(text + at, ' ', control);
        at += control ? control : 1;
    }
}

void add_clean(struct str *out, struct sv text, struct sv keep)
{
    size_t start = out->len;
    str_add(out, text);
    if (text.len)
        clean_controls(out->ptr + start, text.len, keep);
}
