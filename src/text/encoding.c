#include "text/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "text/outside.h"
#include "text/utf8.h"

#define BOM "\xEF\xBB\xBF"

/* What iconv calls an encoding, in the C library and in GNU libiconv. */
static const struct {
    struct sv name;
    const char *iconv_name;
    const char *label;
    bool writable;
} encodings[ENCODINGS] = {
    [ENCODING_UTF8] = {{"utf-8", 5}, "UTF-8", "UTF-8", true},
    [ENCODING_UTF8_BOM] = {{"utf-8-bom", 9}, "UTF-8", "UTF-8", true},
    [ENCODING_GB18030] = {{"gb18030", 7}, "GB18030", "GB18030", true},
    [ENCODING_UTF16LE] = {{"utf-16le", 8}, "UTF-16LE", "UTF-16", false},
    [ENCODING_UTF16BE] = {{"utf-16be", 8}, "UTF-16BE", "UTF-16", false},
    [ENCODING_CP936] = {{"cp936", 5}, "CP936", "CP936 (GBK)", false},
};

bool encoding_by_name(struct sv name, enum encoding *out)
{
    for (enum encoding e = 0; e < ENCODINGS; e++) {
        if (encodings[e].writable && sv_eq(name, encodings[e].name)) {
            *out = e;
            return true;
        }
    }
    return false;
}

struct sv encoding_name(enum encoding e)
{
    return encodings[e].name;
}

/* ---- iconv ---- */

#define NO_ICONV ((iconv_t)-1)

enum conversion {
    CONVERTED,
    BROKEN,      /* bytes that mean nothing, or a character the target has not */
    UNAVAILABLE, /* this machine has no such table */
};

/*
 * Appends the conversion of all of `in`. On BROKEN `*bad` is the offset of the first byte that did
 * not convert, and `out` has what comes before it. A conversion that the library calls irreversible
 * counts as broken: some put a mark of their own where they should fail.
 */
static enum conversion convert(iconv_t cd, struct sv in, struct str *out, size_t *bad)
{
    union { /* POSIX wants char **, and never writes through it */
        const char *view;
        char *ptr;
    } from = {.view = in.ptr};
    size_t left = in.len;
    iconv(cd, NULL, NULL, NULL, NULL);
    while (left) {
        str_reserve(out, out->len + left + left / 2 + 8);
        char *to = out->ptr + out->len;
        size_t room = out->cap - out->len - 1;
        errno = 0;
        size_t result = iconv(cd, &from.ptr, &left, &to, &room);
        bool full = result == (size_t)-1 && errno == E2BIG;
        out->len = (size_t)(to - out->ptr);
        out->ptr[out->len] = '\0';
        if (result == 0 || full)
            continue;
        *bad = in.len - left;
        return BROKEN;
    }
    return CONVERTED;
}

static enum conversion convert_from(enum encoding from, struct sv in, struct str *out, size_t *bad)
{
    iconv_t cd = iconv_open("UTF-8", encodings[from].iconv_name);
    if (cd == NO_ICONV)
        return UNAVAILABLE;
    enum conversion result = convert(cd, in, out, bad);
    iconv_close(cd);
    return result;
}

static bool no_table(enum encoding e, struct err *err)
{
    return err_set(err, ERR_REFUSED,
                   _("这台电脑的系统没有 %s 编码的转换表，无法转换。请改用 UTF-8，"
                     "或者装上系统的字符转换模块（gconv）。"),
                   encodings[e].label);
}

/* ---- reading ---- */

static unsigned line_at(struct sv text, size_t at)
{
    unsigned line = 1;
    for (size_t i = sv_find_byte(text, '\n', 0); i < at; i = sv_find_byte(text, '\n', i + 1))
        line++;
    return line;
}

static bool has_nul(struct sv bytes, struct err *e)
{
    size_t at = sv_find_byte(bytes, '\0', 0);
    if (at == SV_NONE)
        return false;
    err_set(e, ERR_REFUSED,
            _("第 %u 行（偏移 %zu 字节处）有空字节，这不是文本文件。"
              "请把内容另存为纯文本（UTF-8）再用。"),
            line_at(bytes, at), at);
    return true;
}

/* `mark` names the encoding a byte order mark announced; NULL where there was none. */
static bool unreadable(struct sv bytes, size_t at, const char *mark, struct err *e)
{
    if (mark)
        return err_set(e, ERR_REFUSED,
                       _("文件开头标明是 %s 编码，但偏移 %zu 字节处的内容不是。"
                         "请用编辑器打开，另存为 UTF-8 再用。"),
                       mark, at);
    return err_set(e, ERR_REFUSED,
                   _("第 %u 行（偏移 %zu 字节处）的内容既不是 UTF-8，也不是 GB18030 编码，"
                     "无法认读。请用编辑器打开，另存为 UTF-8 再用。"),
                   line_at(bytes, at), at);
}

/* The offset of a U+0000 in UTF-16, from byte `at` on; SV_NONE if there is none. */
static size_t wide_nul(struct sv bytes, size_t at)
{
    for (; at + 1 < bytes.len; at += 2) {
        if (bytes.ptr[at] == '\0' && bytes.ptr[at + 1] == '\0')
            return at;
    }
    return SV_NONE;
}

/* A file that says what it is, by the mark of `skip` bytes at its start. */
static bool decode_marked(struct sv bytes, size_t skip, enum encoding encoding, struct str *out,
                          struct err *e)
{
    const char *label = encodings[encoding].label;
    struct sv text = sv_from_offset(bytes, skip);
    size_t bad = 0;
    bool wide = encoding == ENCODING_UTF16LE || encoding == ENCODING_UTF16BE;
    size_t nul = wide ? wide_nul(bytes, skip) : SV_NONE;
    if (nul != SV_NONE)
        return unreadable(bytes, nul, label, e);
    if (!wide && has_nul(bytes, e))
        return false;
    if (encoding == ENCODING_UTF8_BOM) {
        if (!utf8_valid(text, &bad))
            return unreadable(bytes, skip + bad, label, e);
        str_set(out, text);
        return true;
    }
    enum conversion result = convert_from(encoding, text, out, &bad);
    if (result == UNAVAILABLE)
        return no_table(encoding, e);
    if (result == BROKEN)
        return unreadable(bytes, skip + bad, label, e);
    return true;
}

static bool is_han(char32_t cp)
{
    return (cp >= 0x3400 && cp <= 0x9FFF) || (cp >= 0xF900 && cp <= 0xFAFF) ||
           (cp >= 0x20000 && cp <= 0x3FFFF);
}

static bool has_han(struct sv text)
{
    char32_t cp;
    for (size_t at = 0; at < text.len;) {
        at += utf8_decode(text, at, &cp);
        if (is_han(cp))
            return true;
    }
    return false;
}

/* Of valid UTF-8: characters of two bytes and none longer, as short texts in GBK can look. */
static bool two_bytes_only(struct sv text)
{
    bool found = false;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.ptr[i];
        if (byte >= 0xE0)
            return false;
        found = found || byte >= 0x80;
    }
    return found;
}

static bool decode_utf8(struct sv bytes, struct str *out, enum encoding *found, bool *doubtful)
{
    size_t bad;
    *found = ENCODING_GB18030;
    if (two_bytes_only(bytes) && convert_from(ENCODING_GB18030, bytes, out, &bad) == CONVERTED &&
        has_han(str_sv(out))) {
        *doubtful = true;
        return true;
    }
    *found = ENCODING_UTF8;
    str_set(out, bytes);
    return true;
}

/* So many characters of three bytes do not come about by chance: GBK text stops being UTF-8 within
 * a few characters, and a damaged UTF-8 file must not be read as rubbish. */
enum { SURELY_UTF8 = 8 };

static size_t three_byte_characters(struct sv text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += (unsigned char)text.ptr[i] >= 0xE0;
    return count;
}

/* `bad` is where UTF-8 ended. When all fails, the error told is that of what was meant. */
static bool decode_gb(struct sv bytes, size_t bad, struct str *out, enum encoding *found,
                      struct err *e)
{
    static const enum encoding tried[] = {ENCODING_GB18030, ENCODING_CP936};
    size_t like_utf8 = three_byte_characters(sv_sub(bytes, 0, bad)), farthest = bad;
    size_t tries = sv_find_byte(bytes, '\x80', 0) != SV_NONE ? 2 : 1;
    for (size_t i = 0; i < tries && like_utf8 < SURELY_UTF8; i++) {
        size_t end = 0;
        str_clear(out);
        enum conversion result = convert_from(tried[i], bytes, out, &end);
        if (result == UNAVAILABLE)
            return no_table(tried[i], e);
        *found = tried[i];
        if (result == CONVERTED)
            return true;
        farthest = end > farthest ? end : farthest;
    }
    return unreadable(bytes, like_utf8 ? bad : farthest, NULL, e);
}

static bool decode(struct sv bytes, struct str *out, enum encoding *found, bool *doubtful,
                   struct err *e)
{
    static const struct {
        struct sv mark;
        enum encoding encoding;
    } marks[] = {
        {{BOM, 3}, ENCODING_UTF8_BOM},
        {{"\xFF\xFE", 2}, ENCODING_UTF16LE},
        {{"\xFE\xFF", 2}, ENCODING_UTF16BE},
        {{"\x84\x31\x95\x33", 4}, ENCODING_GB18030},
    };
    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
        if (sv_starts(bytes, marks[i].mark)) {
            *found = marks[i].encoding;
            return decode_marked(bytes, marks[i].mark.len, *found, out, e);
        }
    }
    size_t bad = 0;
    if (has_nul(bytes, e))
        return false;
    if (utf8_valid(bytes, &bad))
        return decode_utf8(bytes, out, found, doubtful);
    return decode_gb(bytes, bad, out, found, e);
}

bool encoding_decode(struct sv bytes, struct str *out, enum encoding *found, bool *doubtful,
                     struct err *e)
{
    enum encoding encoding = ENCODING_UTF8;
    bool doubt = false;
    str_clear(out);
    if (!decode(bytes, out, &encoding, &doubt, e)) {
        str_clear(out);
        return false;
    }
    if (found)
        *found = encoding;
    if (doubtful)
        *doubtful = doubt;
    return true;
}

/* ---- what a GBK reader can show ---- */

static int by_character(const void *a, const void *b)
{
    const struct sighting *x = a, *y = b;
    if (x->cp != y->cp)
        return x->cp < y->cp ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

static int by_place(const void *a, const void *b)
{
    const struct sighting *x = a, *y = b;
    return (x->at > y->at) - (x->at < y->at);
}

/* Sorted by character, each character's sightings are neighbours. The first is kept, with how many
 * there were in `times`; then the first ones are put in the order of the text. */
static void summarise(struct sightings *seen, struct unshowables *outside)
{
    if (seen->len == 0)
        return;
    qsort(seen->ptr, seen->len, sizeof(seen->ptr[0]), by_character);
    VEC(struct {
        struct sighting first;
        uint32_t times;
    })
    groups = {0};
    for (size_t i = 0; i < seen->len; i++) {
        if (i == 0 || seen->ptr[i].cp != seen->ptr[i - 1].cp)
            vec_add(&groups)->first = seen->ptr[i];
        groups.ptr[groups.len - 1].times++;
    }
    qsort(groups.ptr, groups.len, sizeof(groups.ptr[0]), by_place);
    for (size_t i = 0; i < groups.len; i++)
        vec_push(outside, (struct unshowable){groups.ptr[i].first.cp, groups.ptr[i].times,
                                              groups.ptr[i].first.line});
    vec_release(&groups);
}

static bool find_outside(struct sv text, struct unshowables *outside, struct err *e)
{
    struct sightings seen = {0};
    bool ok = outside_find(text, &seen) || no_table(ENCODING_CP936, e);
    summarise(&seen, outside);
    vec_release(&seen);
    return ok;
}

/* ---- writing ---- */

/* U+FEFF out, line ends as wanted. */
static void prepare(struct sv text, bool crlf, struct str *out)
{
    size_t copied = 0;
    str_reserve(out, text.len + text.len / 32);
    for (size_t at = sv_find(text, SV(BOM), 0); at != SV_NONE;
         at = sv_find(text, SV(BOM), copied)) {
        str_add(out, sv_sub(text, copied, at));
        copied = at + 3;
    }
    str_add(out, sv_from_offset(text, copied));
    if (!crlf)
        return;
    struct str lines = {0};
    struct sv all = str_sv(out), line;
    str_reserve(&lines, all.len + all.len / 32);
    for (struct sv rest = all; sv_next(&rest, '\n', &line);) {
        str_add(&lines, line);
        if (rest.ptr)
            str_add(&lines, SV("\r\n"));
    }
    str_move(out, &lines);
}

static bool unwritable(struct sv text, size_t at, struct err *e)
{
    char32_t cp = 0;
    if (at < text.len)
        utf8_decode(text, at, &cp);
    return err_set(e, ERR_REFUSED,
                   _("第 %u 行有一个 GB18030 编码写不出的字符（U+%04X）。"
                     "请换掉这个字符，或者改用 UTF-8 导出。"),
                   line_at(text, at), (unsigned)cp);
}

static bool encode_gb18030(struct sv text, struct str *out, struct unshowables *outside,
                           struct err *e)
{
    iconv_t cd = iconv_open("GB18030", "UTF-8");
    if (cd == NO_ICONV)
        return no_table(ENCODING_GB18030, e);
    size_t bad = 0;
    bool good = convert(cd, text, out, &bad) == CONVERTED || unwritable(text, bad, e);
    good = good && (!outside || find_outside(text, outside, e));
    iconv_close(cd);
    return good;
}

bool encoding_encode(struct sv text, enum encoding target, struct str *out,
                     struct unshowables *outside, struct err *e)
{
    BUG_ON(!encodings[target].writable);
    bool good = true;
    struct str ready = {0};
    prepare(text, target != ENCODING_UTF8, &ready);
    str_clear(out);
    if (target == ENCODING_GB18030) {
        good = encode_gb18030(str_sv(&ready), out, outside, e);
    } else {
        str_set(out, target == ENCODING_UTF8_BOM ? SV(BOM) : SV(""));
        str_add(out, str_sv(&ready));
    }
    if (!good)
        str_clear(out);
    str_release(&ready);
    return good;
}
