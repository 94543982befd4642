#include "out/readers/match.h"

#include "text/number.h"
#include "text/prose.h"

static char32_t folded(char32_t cp)
{
    if (cp >= 0xFF01 && cp <= 0xFF5E)
        cp -= 0xFF01 - '!';
    if (cp >= 'A' && cp <= 'Z')
        return cp - 'A' + 'a';
    switch (cp) {
    case U'“':
    case U'”':
    case U'「':
    case U'」':
        return '"';
    case U'‘':
    case U'’':
        return '\'';
    case U'–':
    case U'—':
    case U'―':
        return '-';
    case U'∶':
        return ':';
    default:
        return cp;
    }
}

static bool is_blank(char32_t cp)
{
    return cp == '\t' || cp == '\n' || cp == '\r' || prose_is_blank(cp);
}

size_t match_skip_blanks(struct sv text, size_t at)
{
    size_t next;
    while (at < text.len && is_blank(prose_peek(text, at, &next)))
        at = next;
    return at;
}

static bool is_line(char32_t cp)
{
    return cp == '_' || cp == 0xFF3F || is_blank(cp);
}

size_t match_skip_line(struct sv text, size_t at)
{
    size_t next;
    while (at < text.len && is_line(prose_peek(text, at, &next)))
        at = next;
    return at;
}

struct sv match_trim_line(struct sv text)
{
    size_t start = match_skip_line(text, 0), end = text.len;
    while (end > start) {
        size_t before = utf8_prev(text, end);
        if (!is_line(prose_char(text, before)))
            break;
        end = before;
    }
    return sv_sub(text, start, end);
}

size_t match_words(struct sv text, size_t at, struct sv words)
{
    size_t next, want_next;
    size_t want = match_skip_blanks(words, 0);
    if (want == words.len)
        return SV_NONE;
    while (want < words.len) {
        at = match_skip_blanks(text, at);
        if (at == text.len ||
            folded(prose_peek(text, at, &next)) != folded(prose_peek(words, want, &want_next)))
            return SV_NONE;
        at = next;
        want = match_skip_blanks(words, want_next);
    }
    return at;
}

bool match_whole(struct sv text, struct sv words)
{
    size_t end = match_words(text, 0, words);
    return end != SV_NONE && match_skip_blanks(text, end) == text.len;
}

uint64_t match_key(struct sv text)
{
    struct str bare = {0};
    size_t next;
    for (size_t at = 0; at < text.len; at = next) {
        char32_t cp = prose_peek(text, at, &next);
        if (!is_blank(cp))
            utf8_add(&bare, folded(cp));
    }
    uint64_t key = sv_hash(str_sv(&bare));
    str_release(&bare);
    return key;
}

static uint32_t digits_value(struct sv digits)
{
    uint32_t value = 0;
    size_t next;
    for (size_t at = 0; at < digits.len && value < 10000; at = next)
        value = 10 * value + (uint32_t)prose_digit(prose_peek(digits, at, &next));
    return value;
}

uint32_t match_number(struct sv text, size_t *end)
{
    size_t next;
    *end = point_mark(text);
    for (size_t at = 0; at < *end; at = next) {
        char32_t cp = prose_peek(text, at, &next);
        uint32_t value = 0;
        if (prose_is_digit(cp))
            return digits_value(sv_sub(text, at, prose_skip_digits(text, at)));
        if (prose_is_numeral(cp)) {
            number_parse_chinese(sv_sub(text, at, prose_skip_numerals(text, at)), &value);
            return value;
        }
        if (cp >= U'①' && cp <= U'⑳')
            return cp - U'①' + 1;
    }
    return 0;
}

static char32_t closing(char32_t cp)
{
    switch (cp) {
    case '(':
    case U'（':
        return ')';
    case U'【':
        return U'】';
    case '[':
    case U'［':
        return ']';
    default:
        return 0;
    }
}

size_t match_skip_remarks(struct sv text, size_t at)
{
    size_t next;
    for (;;) {
        size_t open = match_skip_blanks(text, at);
        char32_t close = open < text.len ? closing(prose_peek(text, open, &next)) : 0;
        if (!close)
            return at;
        size_t i = next;
        while (i < text.len && folded(prose_peek(text, i, &next)) != close)
            i = next;
        if (i == text.len)
            return at;
        at = match_skip_blanks(text, next);
    }
}
