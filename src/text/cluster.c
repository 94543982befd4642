#include "text/cluster.h"

#include <unictype.h>
#include <unigbrk.h>

#include "text/utf8.h"

/*
 * The rules GB1 to GB13 of UAX #29, extended grapheme clusters, and GB9c (Unicode 15.1), which
 * keeps Indic conjuncts whole. Going forwards a cluster is one pass; going backwards each candidate
 * boundary looks back as far as its rule needs: over marks, or over a run of regional indicators.
 */

/* Code points that join neither with each other nor with anything before them: printable ASCII, Han
 * and the common Chinese marks. Nothing that extends, joins or is Hangul lies in these ranges. */
static bool is_plain(char32_t cp)
{
    return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x20 && cp < 0x7F) ||
           (cp >= 0x3000 && cp <= 0x3029) || (cp >= 0xFF01 && cp <= 0xFF60) ||
           (cp >= 0x2010 && cp <= 0x2027) || (cp >= 0x3400 && cp <= 0x4DBF);
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

/* Han to Han by bytes alone: E4 to E9 lead U+4000 to U+9FFF, none of which joins. */
static bool is_han_pair(struct sv text, size_t at)
{
    if (text.len - at < 6)
        return false;
    unsigned char a = (unsigned char)text.ptr[at], b = (unsigned char)text.ptr[at + 3];
    return a >= 0xE4 && a <= 0xE9 && b >= 0xE4 && b <= 0xE9;
}

size_t cluster_next(struct sv text, size_t at)
{
    if (at >= text.len)
        return text.len;
    char32_t cp, next;
    size_t len = utf8_decode(text, at, &cp);
    if (len == 3 && is_han_pair(text, at))
        return at + 3;
    at += len;
    if (at >= text.len)
        return text.len;
    len = utf8_decode(text, at, &next);
    if (is_plain(cp) && is_plain(next))
        return at;
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
    char32_t cp, before;
    utf8_decode(text, at, &cp);
    size_t start = utf8_prev(text, at);
    utf8_decode(text, start, &before);
    if (is_plain(cp) && is_plain(before))
        return true;
    int property = uc_graphemeclusterbreak_property(cp);
    /* Only these look further back than one code point. */
    bool far =
        property == GBP_RI || is_conjunct_consonant(cp) || uc_is_property_extended_pictographic(cp);
    struct context c = {.property = GBP_OTHER};
    for (size_t i = far ? context_start(text, at) : start; i < at;) {
        i += utf8_decode(text, i, &before);
        context_add(&c, before, uc_graphemeclusterbreak_property(before));
    }
    return joins(&c, cp, property) ? false : true;
}

size_t cluster_start(struct sv text, size_t at)
{
    if (at >= text.len)
        return text.len;
    /* From inside a code point to its start first. */
    size_t whole = utf8_prev(text, at + 1);
    at = whole;
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
