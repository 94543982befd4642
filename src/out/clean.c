#include "out/clean.h"

#include <string.h>

/* How many bytes at `p` are a control or a separator, 0 for none. */
static size_t control_length(const unsigned char *p, size_t left)
{
    if (*p < 0x20 || *p == 0x7F)
        return 1;
    if (*p == 0xC2 && left > 1 && p[1] >= 0x80 && p[1] < 0xA0)
        return 2;
    if (*p == 0xE2 && left > 2 && p[1] == 0x80 && (p[2] == 0xA8 || p[2] == 0xA9))
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
