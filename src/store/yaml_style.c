#include "store/yaml_style.h"

#include <string.h>

/* ---- what a text needs ---- */

/* Length of a character at `at` that must be escaped, 0 if there is none: controls other than tab
 * and newline, C1, U+2028, U+2029, U+FEFF, and the two that are no characters. */
static size_t odd_length(struct sv text, size_t at)
{
    const unsigned char *p = (const unsigned char *)text.ptr + at;
    size_t left = text.len - at;
    if (p[0] < 0x20)
        return p[0] != '\t' && p[0] != '\n';
    if (p[0] < 0x7F)
        return 0;
    if (p[0] == 0x7F)
        return 1;
    if (p[0] == 0xC2 && left > 1)
        return p[1] < 0xA0 ? 2 : 0;
    if (left < 3 || (p[0] != 0xE2 && p[0] != 0xEF))
        return 0;
    bool odd = memcmp(p, "\xE2\x80\xA8", 3) == 0 || memcmp(p, "\xE2\x80\xA9", 3) == 0 ||
               memcmp(p, "\xEF\xBB\xBF", 3) == 0 || memcmp(p, "\xEF\xBF\xBE", 3) == 0 ||
               memcmp(p, "\xEF\xBF\xBF", 3) == 0;
    return odd ? 3 : 0;
}

static bool has_odd(struct sv text)
{
    for (size_t at = 0; at < text.len; at++)
        if (odd_length(text, at))
            return true;
    return false;
}

static bool all_ascii(struct sv text)
{
    for (size_t at = 0; at < text.len; at++)
        if ((unsigned char)text.ptr[at] >= 0x80)
            return false;
    return true;
}

static bool one_of(char c, const char *set)
{
    return c && strchr(set, c);
}

static bool same_word(struct sv text, struct sv lower)
{
    if (text.len != lower.len)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != lower.ptr[i])
            return false;
    }
    return true;
}

/* Words that some reader of YAML takes for yes, no or nothing. */
static bool is_word_of_yaml(struct sv text)
{
    static const char *const words[] = {"y",   "n",    "yes",   "no",  "on",
                                        "off", "true", "false", "null"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (same_word(text, sv_from(words[i])))
            return true;
    return false;
}

/* Blanks nobody sees at the end of a line: ASCII, U+00A0, U+2000 to U+200F, U+3000. */
static bool blank_at_end(struct sv text)
{
    static const char *const blanks[] = {" ", "\t", "\xC2\xA0", "\xE3\x80\x80"};
    for (size_t i = 0; i < sizeof blanks / sizeof blanks[0]; i++)
        if (sv_starts(text, sv_from(blanks[i])) || sv_ends(text, sv_from(blanks[i])))
            return true;
    if (text.len < 3)
        return false;
    const unsigned char *p = (const unsigned char *)text.ptr, *q = p + text.len - 3;
    return (p[0] == 0xE2 && p[1] == 0x80 && p[2] < 0x90) ||
           (q[0] == 0xE2 && q[1] == 0x80 && q[2] < 0x90);
}

/* Can nobody take these bytes for anything but this text? Numbers, dates and times all begin with
 * a digit, a sign or a point and have nothing but ASCII in them. */
static bool can_be_plain(struct sv text, bool in_flow)
{
    if (text.len == 0 || has_odd(text) || blank_at_end(text) ||
        one_of(text.ptr[0], "-?:,[]{}#&*!|>'\"%@`=<~"))
        return false;
    if (one_of(text.ptr[0], "0123456789+.") && all_ascii(text))
        return false;
    if (is_word_of_yaml(text) || sv_ends(text, SV(":")))
        return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i], next = sv_byte(text, i + 1);
        if (c == '\n' || c == '\t' || (c == ':' && next == ' ') || (c == ' ' && next == '#'))
            return false;
        if (in_flow && one_of(c, ",[]{}:?"))
            return false;
    }
    return true;
}

/* A number or yes/no as the caller says it is; anything else is quoted like any text. */
static bool can_be_bare(struct sv text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (i > 0 && c == '.') ||
              (i == 0 && text.len > 1 && c == '-')))
            return false;
    }
    return text.len > 0;
}

bool yaml_want_literal(const struct yaml_want *want)
{
    return want->kind == WANT_PROSE && want->text.len && !has_odd(want->text);
}

bool yaml_want_there(const struct yaml_want *want)
{
    if (want->kind == WANT_ABSENT)
        return false;
    if (want->kind != WANT_MAP || !want->optional)
        return true;
    for (const struct yaml_want *child = want->first; child; child = child->next)
        if (yaml_want_there(child))
            return true;
    return false;
}

static bool is_empty(const struct yaml_want *want)
{
    for (const struct yaml_want *child = want->first; child; child = child->next)
        if (yaml_want_there(child))
            return false;
    return true;
}

bool yaml_want_one_line(const struct yaml_want *want, bool in_flow)
{
    if (in_flow)
        return true;
    if (want->kind == WANT_MAP || want->kind == WANT_LIST)
        return want->flow || is_empty(want);
    return !yaml_want_literal(want);
}

/* ---- scalars ---- */

static void add_escape(struct str *out, struct sv odd)
{
    const unsigned char *p = (const unsigned char *)odd.ptr;
    if (odd.len == 1)
        str_add_f(out, p[0] == '\r' ? "\\r" : "\\x%02X", p[0]);
    else if (odd.len == 2)
        str_add_f(out, p[1] == 0x85 ? "\\N" : "\\x%02X", p[1]);
    else
        str_add_f(out, "\\u%04X",
                  (unsigned)(p[0] & 0x0F) << 12 | (unsigned)(p[1] & 0x3F) << 6 | (p[2] & 0x3F));
}

static void add_quoted(struct str *out, struct sv text)
{
    str_add_byte(out, '"');
    for (size_t at = 0, odd; at < text.len; at += odd ? odd : 1) {
        char c = text.ptr[at];
        odd = odd_length(text, at);
        if (odd)
            add_escape(out, sv_sub(text, at, at + odd));
        else if (c == '\n' || c == '\t')
            str_add(out, c == '\n' ? SV("\\n") : SV("\\t"));
        else {
            if (c == '"' || c == '\\')
                str_add_byte(out, '\\');
            str_add_byte(out, c);
        }
    }
    str_add_byte(out, '"');
}

void yaml_add_key(struct str *out, struct sv key, bool in_flow)
{
    if (can_be_plain(key, in_flow))
        str_add(out, key);
    else
        add_quoted(out, key);
}

void yaml_add_line(struct str *out, const struct yaml_want *scalar, bool in_flow)
{
    if ((scalar->bare && can_be_bare(scalar->text)) || can_be_plain(scalar->text, in_flow))
        str_add(out, scalar->text);
    else
        add_quoted(out, scalar->text);
}

void yaml_add_literal_head(struct str *out, struct sv text, uint32_t deeper)
{
    str_add_byte(out, '|');
    if (one_of(text.ptr[0], " \t\n"))
        str_add_f(out, "%u", deeper);
    if (sv_ends(text, SV("\n")))
        str_add_byte(out, '+');
}

void yaml_add_literal_lines(struct str *out, struct sv text, uint32_t indent)
{
    for (size_t from = 0, to; from <= text.len; from = to + 1) {
        to = sv_find_byte(text, '\n', from);
        if (to == SV_NONE)
            to = text.len;
        str_add_byte(out, '\n');
        if (to > from)
            str_add_bytes(out, ' ', indent);
        str_add(out, sv_sub(text, from, to));
    }
}

/* ---- maps and lists ---- */

static void add_flow_value(struct str *out, const struct yaml_want *want)
{
    if (want->kind == WANT_MAP || want->kind == WANT_LIST)
        yaml_add_flow(out, want);
    else
        yaml_add_line(out, want, true);
}

void yaml_add_flow(struct str *out, const struct yaml_want *want)
{
    bool map = want->kind == WANT_MAP, first = true;
    str_add_byte(out, map ? '{' : '[');
    for (const struct yaml_want *child = want->first; child; child = child->next) {
        if (!yaml_want_there(child))
            continue;
        if (!first)
            str_add(out, SV(", "));
        first = false;
        if (map) {
            yaml_add_key(out, child->key, true);
            str_add(out, SV(": "));
        }
        add_flow_value(out, child);
    }
    str_add_byte(out, map ? '}' : ']');
}

void yaml_add_children(struct str *out, const struct yaml_want *want, uint32_t indent)
{
    bool first = true;
    for (const struct yaml_want *child = want->first; child; child = child->next) {
        if (!yaml_want_there(child))
            continue;
        if (!first) {
            str_add_byte(out, '\n');
            str_add_bytes(out, ' ', indent);
        }
        first = false;
        if (want->kind == WANT_MAP) {
            yaml_add_key(out, child->key, false);
            str_add_byte(out, ':');
        } else {
            str_add_byte(out, '-');
        }
        yaml_add_value(out, child, indent, want->kind == WANT_LIST);
    }
}

void yaml_add_value(struct str *out, const struct yaml_want *want, uint32_t indent, bool item)
{
    bool holds = want->kind == WANT_MAP || want->kind == WANT_LIST;
    if (!holds && !yaml_want_literal(want)) {
        str_add_byte(out, ' ');
        yaml_add_line(out, want, false);
    } else if (!holds) {
        str_add_byte(out, ' ');
        yaml_add_literal_head(out, want->text, YAML_STEP);
        yaml_add_literal_lines(out, want->text, indent + YAML_STEP);
    } else if (yaml_want_one_line(want, false)) {
        str_add_byte(out, ' ');
        yaml_add_flow(out, want);
    } else {
        /* "- key: value" begins on the line of the dash, "- - item" would be hard to read. */
        bool same_line = item && want->kind == WANT_MAP;
        str_add_byte(out, same_line ? ' ' : '\n');
        if (!same_line)
            str_add_bytes(out, ' ', indent + YAML_STEP);
        yaml_add_children(out, want, indent + YAML_STEP);
    }
}
