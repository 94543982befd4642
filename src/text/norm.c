#include "text/norm.h"

#include <stdlib.h>
#include <string.h>
#include <uchar.h>

#include <unictype.h>
#include <uninorm.h>

#include "text/utf8.h"

#define ZERO_WIDTH_JOINER 0x200Du
#define IDEOGRAPHIC_SPACE "\u3000"

/* What becomes of a code point. */
enum fate {
    STAYS,
    NEWLINE,   /* becomes LF */
    SPACE,     /* becomes an ordinary space */
    INVISIBLE, /* goes */
    JOINS,     /* goes, unless it is part of the character before it */
    CONTROL,   /* goes */
};

struct range {
    char32_t first;
    char32_t last;
    enum fate fate;
};

/*
 * Sorted. Line separators of all kinds end a line: VT is what Word puts on the clipboard for a line
 * ended by hand. The invisible ones are those of text-rules 1.3 IGNORE, without the Mongolian
 * selectors, which Mongolian cannot be written without.
 */
static const struct range fates[] = {
    {0x0000, 0x0008, CONTROL},   {0x0009, 0x000A, STAYS},     {0x000B, 0x000D, NEWLINE},
    {0x000E, 0x001F, CONTROL},   {0x007F, 0x0084, CONTROL},   {0x0085, 0x0085, NEWLINE},
    {0x0086, 0x009F, CONTROL},   {0x00A0, 0x00A0, SPACE},     {0x00AD, 0x00AD, INVISIBLE},
    {0x034F, 0x034F, INVISIBLE}, {0x061C, 0x061C, INVISIBLE}, {0x1680, 0x1680, SPACE},
    {0x2000, 0x200A, SPACE},     {0x200B, 0x200C, INVISIBLE}, {0x200D, 0x200D, JOINS},
    {0x200E, 0x200F, INVISIBLE}, {0x2028, 0x2029, NEWLINE},   {0x202A, 0x202E, INVISIBLE},
    {0x202F, 0x202F, SPACE},     {0x205F, 0x205F, SPACE},     {0x2060, 0x206F, INVISIBLE},
    {0xFE00, 0xFE0F, JOINS},     {0xFEFF, 0xFEFF, INVISIBLE}, {0xFFF9, 0xFFFB, INVISIBLE},
    {0xE0000, 0xE0FFF, JOINS},
};

static enum fate fate_of(char32_t cp)
{
    size_t low = 0, high = sizeof(fates) / sizeof(fates[0]);
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (cp > fates[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == sizeof(fates) / sizeof(fates[0]) || cp < fates[low].first)
        return STAYS;
    return fates[low].fate;
}

/* Whether a character of the table above may start with this byte. */
static bool is_suspect(unsigned char byte)
{
    if (byte < 0x80)
        return (byte < ' ' && byte != '\n' && byte != '\t') || byte == 0x7F;
    return byte == 0xC2 || byte == 0xCD || byte == 0xD8 || byte == 0xE1 || byte == 0xE2 ||
           byte == 0xEF || byte == 0xF3;
}

static size_t next_suspect(struct sv text, size_t at)
{
    while (at < text.len && !is_suspect((unsigned char)text.ptr[at]))
        at++;
    return at;
}

/* ---- invisible characters that are part of a visible one ---- */

static char32_t last_code_point(struct sv text, size_t *start)
{
    char32_t cp = 0;
    *start = utf8_prev(text, text.len);
    if (text.len)
        utf8_decode(text, *start, &cp);
    return cp;
}

static bool is_tag(char32_t cp)
{
    return cp >= 0xE0020 && cp <= 0xE007F;
}

static bool is_selector_or_tone(char32_t cp)
{
    return cp == 0xFE0E || cp == 0xFE0F || (cp >= 0x1F3FB && cp <= 0x1F3FF);
}

static char32_t code_point_at(struct sv text, size_t at)
{
    char32_t cp = 0;
    if (at < text.len)
        utf8_decode(text, at, &cp);
    return cp;
}

/* Whether `cp` belongs to the end of `kept`, the text before it as it will stay, given the `next`
 * code point: emoji sequences (UTS #51) and variants of Han (UTS #37). */
static bool is_part(struct sv kept, char32_t cp, char32_t next)
{
    size_t start;
    char32_t last = last_code_point(kept, &start);
    if (is_tag(cp))
        return is_tag(last) || last == 0x1F3F4;
    if (cp == 0xFE0E || cp == 0xFE0F)
        return uc_is_property_extended_pictographic(last) ||
               (next == 0x20E3 && last && last < 0x80 && strchr("0123456789#*", (int)last));
    if (cp != ZERO_WIDTH_JOINER)
        return uc_is_property_ideographic(last) && (cp < 0xFE0E || cp >= 0xE0100);
    if (is_selector_or_tone(last))
        last = last_code_point(sv_sub(kept, 0, start), &start);
    return uc_is_property_extended_pictographic(last) && uc_is_property_extended_pictographic(next);
}

/* ---- composing ---- */

/*
 * False for characters that are known to start anew and to be their own NFC: whatever lies between
 * two of them can be composed apart. Only a first sieve: true means "look closer".
 */
static bool may_compose(char32_t cp)
{
    static const char32_t still[][2] = {
        {0x0000, 0x02FF},   {0x2010, 0x20CF},    {0x212C, 0x2328},   {0x232B, 0x2ADB},
        {0x2E80, 0x3029},   {0x3030, 0x3098},    {0x309B, 0x9FFF},   {0xAC00, 0xD7A3},
        {0xE000, 0xF8FF},   {0xFF00, 0xFFFF},    {0x1F000, 0x1FAFF}, {0x20000, 0x2F7FF},
        {0x30000, 0x3FFFF}, {0xF0000, 0x10FFFF},
    };
    for (size_t i = 0; i < sizeof(still) / sizeof(still[0]); i++) {
        if (cp <= still[i][1])
            return cp < still[i][0];
    }
    return true;
}

/* The first character at or after `at` that may compose with others; text.len if there is none. */
static size_t next_composing(struct sv text, size_t at)
{
    while (at < text.len) {
        unsigned char byte = (unsigned char)text.ptr[at];
        if (byte < 0xCC) { /* ASCII, tails, Latin */
            at++;
        } else if (byte >= 0xE4 && byte <= 0xE9) {
            at += 3;
        } else {
            char32_t cp;
            size_t len = utf8_decode(text, at, &cp);
            if (may_compose(cp))
                return at;
            at += len;
        }
    }
    return text.len;
}

/* The end of the characters from `at` on that may compose. */
static size_t composing_end(struct sv text, size_t at)
{
    char32_t cp;
    while (at < text.len) {
        size_t len = utf8_decode(text, at, &cp);
        if (!may_compose(cp))
            break;
        at += len;
    }
    return at;
}

static void compose(struct str *s, struct norm_report *report)
{
    struct sv text = str_sv(s);
    struct str out = {0};
    size_t copied = 0;
    for (size_t at = next_composing(text, 0); at < text.len;) {
        size_t start = utf8_prev(text, at), end = composing_end(text, at), len = 0;
        struct sv before = sv_sub(text, start, end);
        char *made =
            (char *)u8_normalize(UNINORM_NFC, (const uint8_t *)before.ptr, before.len, NULL, &len);
        struct sv after = sv_make(made, len);
        if (made && !sv_eq(before, after)) {
            size_t less = utf8_length(before) - utf8_length(after);
            report->composed += less && less < before.len ? (uint32_t)less : 1;
            str_add(&out, sv_sub(text, copied, start));
            str_add(&out, after);
            copied = end;
        }
        free(made);
        at = next_composing(text, end);
    }
    if (copied) {
        str_add(&out, sv_from_offset(text, copied));
        str_move(s, &out);
    }
    str_release(&out);
}

/* ---- the whole ---- */

/* Bytes that are no character become U+FFFD, each. */
static void repair(struct sv in, struct str *out, struct norm_report *report)
{
    size_t bad = 0;
    while (!utf8_valid(in, &bad)) {
        str_add(out, sv_sub(in, 0, bad));
        str_add(out, SV("\uFFFD"));
        in = sv_from_offset(in, bad + 1);
        report->controls++;
    }
    str_add(out, in);
}

static void clean(struct sv in, struct str *out, struct norm_report *report)
{
    size_t copied = 0, len;
    for (size_t at = next_suspect(in, 0); at < in.len; at = next_suspect(in, at + len)) {
        char32_t cp;
        len = utf8_decode(in, at, &cp);
        enum fate fate = fate_of(cp);
        if (fate == STAYS)
            continue;
        str_add(out, sv_sub(in, copied, at));
        copied = at;
        if (fate == JOINS && is_part(str_sv(out), cp, code_point_at(in, at + len)))
            continue;
        if (cp == '\r' && at + 1 < in.len && in.ptr[at + 1] == '\n')
            len = 2;
        copied = at + len;
        if (fate == NEWLINE || fate == SPACE)
            str_add_byte(out, fate == NEWLINE ? '\n' : ' ');
        report->newlines += fate == NEWLINE;
        report->spaces += fate == SPACE;
        report->invisible += fate == INVISIBLE || fate == JOINS;
        report->controls += fate == CONTROL;
    }
    str_add(out, sv_from_offset(in, copied));
}

void norm_text(struct sv in, struct str *out, struct norm_report *report)
{
    struct norm_report counts = {0};
    struct str repaired = {0};
    if (!utf8_valid(in, NULL)) {
        repair(in, &repaired, &counts);
        in = str_sv(&repaired);
    }
    str_clear(out);
    str_reserve(out, in.len);
    clean(in, out, &counts);
    compose(out, &counts);
    str_release(&repaired);
    if (report)
        *report = counts;
}

bool norm_changed(const struct norm_report *report)
{
    return report->newlines || report->spaces || report->invisible || report->controls ||
           report->composed;
}

/* Moves over the blanks that open the next line. */
static size_t line_start(struct sv text, size_t at, bool *newline)
{
    for (;;) {
        struct sv rest = sv_from_offset(text, at);
        if (sv_starts(rest, SV("\n")) || sv_starts(rest, SV("\t")) || sv_starts(rest, SV(" "))) {
            *newline = *newline || rest.ptr[0] == '\n';
            at++;
        } else if (sv_starts(rest, SV(IDEOGRAPHIC_SPACE))) {
            at += 3;
        } else {
            return at;
        }
    }
}

static size_t next_break(struct sv text, size_t at)
{
    while (at < text.len && text.ptr[at] != '\n' && text.ptr[at] != '\t')
        at++;
    return at;
}

void norm_line(struct sv in, struct str *out, struct norm_report *report)
{
    struct norm_report counts = {0};
    norm_text(in, out, &counts);
    counts.newlines = 0;
    struct sv text = str_sv(out);
    size_t at = next_break(text, 0);
    if (at < text.len) {
        struct str line = {0};
        size_t copied = 0;
        for (; at < text.len; at = next_break(text, copied)) {
            bool newline = false;
            str_add(&line, sv_sub(text, copied, at));
            while (line.len && line.ptr[line.len - 1] == ' ')
                str_truncate(&line, line.len - 1);
            copied = line_start(text, at, &newline);
            if (line.len && copied < text.len)
                str_add_byte(&line, ' ');
            counts.newlines += newline;
            counts.spaces += !newline;
        }
        str_add(&line, sv_from_offset(text, copied));
        str_move(out, &line);
    }
    if (report)
        *report = counts;
}

/* The first byte from `at` on of what norm_fold may change. */
static size_t next_folding(struct sv text, size_t at, bool upper)
{
    while (at < text.len) {
        unsigned char byte = (unsigned char)text.ptr[at];
        if (byte >= 0xE4 && byte <= 0xE9)
            at += 3;
        else if (byte == 0xEF || byte == 0xE3 || (upper && byte >= 'a' && byte <= 'z'))
            return at;
        else
            at++;
    }
    return text.len;
}

void norm_fold(struct sv in, bool upper, struct str *out)
{
    str_clear(out);
    str_reserve(out, in.len);
    for (size_t at = 0, len; at < in.len; at += len) {
        size_t kept = next_folding(in, at, upper);
        str_add(out, sv_sub(in, at, kept));
        at = kept;
        if (at == in.len)
            return;
        char32_t cp;
        len = utf8_decode(in, at, &cp);
        if (cp >= 0xFF01 && cp <= 0xFF5E)
            cp -= 0xFF01 - '!';
        else if (cp == 0x3000)
            cp = ' ';
        if (upper && cp >= 'a' && cp <= 'z')
            cp -= 'a' - 'A';
        if (cp < 0x80)
            str_add_byte(out, (char)cp);
        else
            str_add(out, sv_sub(in, at, at + len));
    }
}

/* Nearly every code: there is nothing in it to be made of one line or composed. */
static bool is_printable_ascii(struct sv text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] < ' ' || text.ptr[i] >= 0x7F)
            return false;
    return true;
}

void norm_code(struct sv typed, bool upper, struct str *out)
{
    struct str line = {0};
    if (is_printable_ascii(typed)) {
        norm_fold(typed, upper, out);
        return;
    }
    norm_line(typed, &line, NULL);
    norm_fold(str_sv(&line), upper, out);
    /* Folding may have brought a letter and its accent, or blanks, together. */
    str_set(&line, str_sv(out));
    norm_line(str_sv(&line), out, NULL);
    str_release(&line);
}

struct sv norm_mark(struct sv cluster)
{
    static const char pictures[] = "␀␁␂␃␄␅␆␇␈␉␊␋␌␍␎␏␐␑␒␓␔␕␖␗␘␙␚␛␜␝␞␟";
    if (cluster.len == 0)
        return SV("");
    char32_t cp;
    utf8_decode(cluster, 0, &cp);
    if (cp < ' ')
        return sv_make(pictures + (size_t)3 * cp, 3);
    switch (fate_of(cp)) {
    case NEWLINE:
        return SV("␤");
    case SPACE:
        return SV("␣");
    case CONTROL:
        return cp == 0x7F ? SV("␡") : SV("␦");
    case INVISIBLE:
    case JOINS:
        return SV("·");
    default:
        return SV("");
    }
}

bool norm_is_hidden(char32_t cp)
{
    enum fate fate = fate_of(cp);
    return fate == CONTROL || fate == NEWLINE || fate == INVISIBLE;
}

/* The end of a run in which nothing is marked. */
static size_t plain_run(struct sv text, size_t at)
{
    while (at < text.len) {
        unsigned char byte = (unsigned char)text.ptr[at];
        if (byte == '\n' || byte == '\t' || is_suspect(byte))
            break;
        at++;
    }
    return at;
}

/* ZWJ and its like are drawn with what stands before them; alone they would not be seen. */
static bool is_marked(struct sv text, size_t at, size_t len, char32_t cp)
{
    if (cp == '\n' || cp == '\t' || norm_is_hidden(cp))
        return true;
    return fate_of(cp) == JOINS && !is_part(sv_sub(text, 0, at), cp, code_point_at(text, at + len));
}

void norm_add_marked(struct str *out, struct sv text, struct sv keep)
{
    struct str mended = {0};
    text = utf8_mended(text, &mended);
    for (size_t at = 0; at < text.len;) {
        size_t end = plain_run(text, at);
        str_add(out, sv_sub(text, at, end));
        at = end;
        if (at == text.len)
            break;
        char32_t cp;
        size_t len = utf8_decode(text, at, &cp);
        struct sv character = sv_sub(text, at, at + len);
        bool kept = cp < 0x80 && sv_find_byte(keep, (char)cp, 0) != SV_NONE;
        bool marked = !kept && is_marked(text, at, len, cp);
        str_add(out, marked ? norm_mark(character) : character);
        at += len;
    }
    str_release(&mended);
}
