#include "text/cluster.h"

#include <unictype.h>
#include <unigbrk.h>

#include "text/utf8.h"

/*
 * The rules GB1 to GB13 of UAX #29, extended grapheme clusters, and GB9c (Unicode 15.1), which
 * keeps Indic conjuncts whole. Going forwards a cluster is one pass; going backwards each candidate
 * boundary looks back as far as its rule needs: over marks, or over a run of regional indicators.
 */

bool cluster_plain_at(struct sv text, size_t at)
{
    const unsigned char *s = (const unsigned char *)text.ptr + at;
    if (s[0] < 0x80)
        return s[0] >= 0x20 && s[0] < 0x7F;
    if (text.len - at < 3 || ((s[1] ^ 0x80u) | (s[2] ^ 0x80u)) >= 0x40)
        return false;
    if (s[0] >= 0xE4 && s[0] <= 0xE9) /* U+4000 to U+9FFF */
        return true;
    if (s[0] == 0xE3) /* U+3000 to U+3029 */
        return s[1] == 0x80 && s[2] <= 0xA9;
    if (s[0] == 0xEF) /* U+FF00 to U+FF60 */
        return s[1] == 0xBC || (s[1] == 0xBD && s[2] <= 0xA0);
    return s[0] == 0xE2 && s[1] == 0x80 && s[2] >= 0x90 && s[2] <= 0xA7; /* U+2010 to U+2027 */
}

static bool is_extension(int property)
{
    return property == GBP_EXTEND || property == GBP_ZWJ;
}

/* Viramas that join consonants (Indic_Conjunct_Break=Linker): Devanagari, Bengali, Gujarati, Oriya,
 * Telugu, Malayalam. */
static bool is_linker(char32_t cp)
{
    return cp == 0x094D || cp == 0x09CD || cp == 0x0ACD || cp == 0x0B4D || cp == 0x0C4D ||
           cp == 0x0D4D;
}

/* Indic_Conjunct_Break=Consonant; the blocks of these scripts are laid out alike. */
static bool is_conjunct_consonant(char32_t cp)
{
    if (cp < 0x0900 || cp > 0x0D7F || (cp >= 0x0A00 && cp < 0x0A80) ||
        (cp >= 0x0B80 && cp < 0x0C00) || (cp >= 0x0C80 && cp < 0x0D00))
        return false;
    char32_t place = cp & 0x7F;
    bool consonant = (place >= 0x15 && place <= 0x39) || (place >= 0x58 && place <= 0x5F);
    bool late = (cp >= 0x0978 && cp <= 0x097F) || cp == 0x09F0 || cp == 0x09F1 || cp == 0x0AF9 ||
                cp == 0x0B71 || cp == 0x0D3A;
    return (consonant || late) && uc_is_general_category(cp, UC_LETTER);
}

/* What of the code points before decides whether the next one joins them. */
struct context {
    char32_t cp;
    int property;
    bool pictographic; /* Extended_Pictographic Extend* so far */
    bool consonant;    /* consonant, then only extensions and linkers */
    bool linked;       /* …with a linker among them */
    bool odd_flag;     /* an odd run of regional indicators */
};

static void context_add(struct context *c, char32_t cp, int property)
{
    bool extends = property == GBP_EXTEND;
    c->pictographic =
        extends || property == GBP_ZWJ ? c->pictographic : uc_is_property_extended_pictographic(cp);
    bool starts = !is_extension(property) && is_conjunct_consonant(cp);
    c->linked = !starts && is_extension(property) && c->consonant && (c->linked || is_linker(cp));
    c->consonant = starts || (is_extension(property) && c->consonant);
    c->odd_flag = property == GBP_RI && !(c->property == GBP_RI && c->odd_flag);
    c->cp = cp;
    c->property = property;
}

static bool hangul_joins(int before, int after)
{
    if (before == GBP_L)
        return after == GBP_L || after == GBP_V || after == GBP_LV || after == GBP_LVT;
    if (before == GBP_LV || before == GBP_V)
        return after == GBP_V || after == GBP_T;
    return (before == GBP_LVT || before == GBP_T) && after == GBP_T;
}

static bool is_control(int property)
{
    return property == GBP_CR || property == GBP_LF || property == GBP_CONTROL;
}

static bool joins(const struct context *c, char32_t cp, int property)
{
    if (c->property == GBP_CR && property == GBP_LF)
        return true;
    if (is_control(c->property) || is_control(property))
        return false;
    if (is_extension(property) || property == GBP_SPACINGMARK || c->property == GBP_PREPEND)
        return true;
    if (c->linked && is_conjunct_consonant(cp))
        return true;
    if (c->property == GBP_ZWJ && c->pictographic && uc_is_property_extended_pictographic(cp))
        return true;
    return (c->odd_flag && property == GBP_RI) || hangul_joins(c->property, property);
}

size_t cluster_next(struct sv text, size_t at)
{
    if (at >= text.len)
        return text.len;
    if (cluster_plain_at(text, at)) {
        size_t end = at + ((unsigned char)text.ptr[at] < 0x80 ? 1 : 3);
        if (end >= text.len || cluster_plain_at(text, end))
            return end;
    }
    char32_t cp, next;
    at += utf8_decode(text, at, &cp);
    if (at >= text.len)
        return text.len;
    size_t len = utf8_decode(text, at, &next);
    struct context c = {.property = GBP_OTHER};
    context_add(&c, cp, uc_graphemeclusterbreak_property(cp));
    for (;;) {
        int property = uc_graphemeclusterbreak_property(next);
        if (!joins(&c, next, property))
            return at;
        context_add(&c, next, property);
        at += len;
        if (at >= text.len)
            return text.len;
        len = utf8_decode(text, at, &next);
    }
}

/* Where the context that decides about a boundary at `at` begins: before the extensions, or before
 * all regional indicators in front of it. */
static size_t context_start(struct sv text, size_t at)
{
    char32_t cp;
    size_t start = utf8_prev(text, at);
    utf8_decode(text, start, &cp);
    int property = uc_graphemeclusterbreak_property(cp);
    if (property != GBP_RI && !is_extension(property))
        return start;
    bool flags = property == GBP_RI;
    while (start > 0) {
        size_t before = utf8_prev(text, start);
        utf8_decode(text, before, &cp);
        property = uc_graphemeclusterbreak_property(cp);
        if (flags && property != GBP_RI)
            break;
        start = before;
        if (!flags && !is_extension(property))
            break;
    }
    return start;
}

static bool is_boundary(struct sv text, size_t at)
{
    if (at == 0 || at >= text.len)
        return true;
    size_t start = utf8_prev(text, at);
    if (cluster_plain_at(text, at) && cluster_plain_at(text, start))
        return true;
    char32_t cp, before;
    utf8_decode(text, at, &cp);
    int property = uc_graphemeclusterbreak_property(cp);
    /* Only these look further back than one code point. */
    bool far =
        property == GBP_RI || is_conjunct_consonant(cp) || uc_is_property_extended_pictographic(cp);
    struct context c = {.property = GBP_OTHER};
    for (size_t i = far ? context_start(text, at) : start; i < at;) {
        i += utf8_decode(text, i, &before);
        context_add(&c, before, uc_graphemeclusterbreak_property(before));
    }
    return !joins(&c, cp, property);
}

size_t cluster_start(struct sv text, size_t at)
{
    if (at >= text.len)
        return text.len;
    at = utf8_prev(text, at + 1); /* from inside a code point to its start */
    while (!is_boundary(text, at))
        at = utf8_prev(text, at);
    return at;
}

size_t cluster_prev(struct sv text, size_t at)
{
    if (at > text.len)
        at = text.len;
    if (at == 0)
        return 0;
    return cluster_start(text, utf8_prev(text, at));
}

size_t cluster_count(struct sv text)
{
    size_t count = 0;
    for (size_t at = 0; at < text.len; count++)
        at = cluster_next(text, at);
    return count;
}
