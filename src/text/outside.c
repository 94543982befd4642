#include "text/outside.h"

#include <iconv.h>
#include <string.h>

#include "text/utf8.h"

#define NO_ICONV ((iconv_t)-1)

enum { CACHE = 256 };

/* Asks iconv once for each character, more or less: the cache holds the last one asked of each
 * low byte, with the answer in its lowest bit. */
struct repertoire {
    iconv_t gb18030;
    iconv_t cp936;
    uint32_t cache[CACHE];
};

/* True where both tables have the same two bytes: then a program that knows GBK only shows what was
 * written. */
static bool ask(const struct repertoire *r, struct sv character)
{
    union {
        const char *view;
        char *ptr;
    } from;
    char bytes[2][8];
    size_t len[2];
    const iconv_t cd[2] = {r->gb18030, r->cp936};
    for (size_t i = 0; i < 2; i++) {
        char *to = bytes[i];
        size_t left = character.len, room = sizeof(bytes[i]);
        from.view = character.ptr;
        iconv(cd[i], NULL, NULL, NULL, NULL);
        if (iconv(cd[i], &from.ptr, &left, &to, &room) != 0)
            return false;
        len[i] = sizeof(bytes[i]) - room;
    }
    return len[0] == 2 && len[1] == 2 && memcmp(bytes[0], bytes[1], 2) == 0;
}

static bool shows(struct repertoire *r, struct sv character, char32_t cp)
{
    if (cp >= 0x4E00 && cp <= 0x9FA5) /* GBK has the whole block as Unicode 1.1 had it */
        return true;
    uint32_t *slot = &r->cache[cp % CACHE];
    if (*slot >> 1 != cp)
        *slot = cp << 1 | ask(r, character);
    return *slot & 1;
}

static void look(struct repertoire *r, struct sv text, struct sightings *seen)
{
    uint32_t line = 1;
    for (size_t at = 0; at < text.len;) {
        if ((unsigned char)text.ptr[at] < 0x80) {
            line += text.ptr[at++] == '\n';
            continue;
        }
        char32_t cp;
        size_t len = utf8_decode(text, at, &cp);
        if (!shows(r, sv_sub(text, at, at + len), cp))
            vec_push(seen, (struct sighting){cp, line, at});
        at += len;
    }
}

bool outside_find(struct sv text, struct sightings *out)
{
    struct repertoire r = {.gb18030 = iconv_open("GB18030", "UTF-8"),
                           .cp936 = iconv_open("CP936", "UTF-8")};
    bool ok = r.gb18030 != NO_ICONV && r.cp936 != NO_ICONV;
    if (ok)
        look(&r, text, out);
    if (r.gb18030 != NO_ICONV)
        iconv_close(r.gb18030);
    if (r.cp936 != NO_ICONV)
        iconv_close(r.cp936);
    return ok;
}
