#include "text/substitute.h"

#include "text/utf8.h"

/* A box ticked by a mark is the mark itself here: of the boxes GBK has, the black one could be
 * taken for one that was printed black. */
static const struct substitute table[] = {
    {0x00A5, "￥"},  {0x00B2, "2"},  {0x00B3, "3"},  {0x00B5, "μ"},  {0x00B9, "1"},  {0x2011, "-"},
    {0x2012, "–"},   {0x2022, "·"},  {0x2027, "·"},  {0x203E, "￣"}, {0x2043, "-"},  {0x2044, "/"},
    {0x2070, "0"},   {0x2074, "4"},  {0x2075, "5"},  {0x2076, "6"},  {0x2077, "7"},  {0x2078, "8"},
    {0x2079, "9"},   {0x2080, "0"},  {0x2081, "1"},  {0x2082, "2"},  {0x2083, "3"},  {0x2084, "4"},
    {0x2085, "5"},   {0x2086, "6"},  {0x2087, "7"},  {0x2088, "8"},  {0x2089, "9"},  {0x2113, "l"},
    {0x2212, "-"},   {0x2219, "·"},  {0x223C, "～"}, {0x22C5, "·"},  {0x25A2, "□"},  {0x25AA, "■"},
    {0x25AB, "□"},   {0x25E6, "○"},  {0x25FB, "□"},  {0x25FC, "■"},  {0x25FD, "□"},  {0x25FE, "■"},
    {0x2610, "□"},   {0x2611, "√"},  {0x2612, "×"},  {0x26AA, "○"},  {0x26AB, "●"},  {0x2705, "√"},
    {0x2713, "√"},   {0x2714, "√"},  {0x2715, "×"},  {0x2716, "×"},  {0x2717, "×"},  {0x2718, "×"},
    {0x274C, "×"},   {0x274F, "□"},  {0x2750, "□"},  {0x2751, "□"},  {0x2752, "□"},  {0x2780, "①"},
    {0x2781, "②"},   {0x2782, "③"},  {0x2783, "④"},  {0x2784, "⑤"},  {0x2785, "⑥"},  {0x2786, "⑦"},
    {0x2787, "⑧"},   {0x2788, "⑨"},  {0x2789, "⑩"},  {0x2794, "→"},  {0x279C, "→"},  {0x279E, "→"},
    {0x27A1, "→"},   {0x2B1B, "■"},  {0x2B1C, "□"},  {0x2B24, "●"},  {0x2B55, "○"},  {0x301C, "～"},
    {0x33A2, "km2"}, {0x33A5, "m3"}, {0x1F5F4, "×"}, {0x1F5F5, "×"}, {0x1F5F8, "√"}, {0x1F5F9, "√"},
};

enum { TABLE = sizeof table / sizeof table[0] };

const struct substitute *substitute_table(size_t *count)
{
    *count = TABLE;
    return table;
}

static bool is_between(char32_t cp, char32_t first, char32_t last)
{
    return cp >= first && cp <= last;
}

enum script { SCRIPT_NONE, SCRIPT_RAISED, SCRIPT_LOWERED };

/* Digits and signs that stand above or below the line. */
static enum script script_of(char32_t cp)
{
    if (cp == 0xB2 || cp == 0xB3 || cp == 0xB9 || is_between(cp, 0x2070, 0x207F))
        return SCRIPT_RAISED;
    return is_between(cp, 0x2080, 0x208E) ? SCRIPT_LOWERED : SCRIPT_NONE;
}

static bool is_digit(char32_t cp)
{
    return is_between(cp, '0', '9') || is_between(cp, 0xFF10, 0xFF19);
}

struct sv substitute_for(char32_t cp)
{
    size_t low = 0, high = TABLE;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (table[middle].cp == cp)
            return sv_from(table[middle].by);
        if (table[middle].cp < cp)
            low = middle + 1;
        else
            high = middle;
    }
    return SV("");
}

/* Goes over the neighbours of `at` in one direction, as long as they are of the script. False where
 * one of them has no substitute, or a digit comes next. */
static bool may_go(struct sv text, size_t at, enum script script, bool back)
{
    enum { LONGEST = 8 }; /* no number that is meant so is longer */
    for (int n = 0; n < LONGEST; n++) {
        char32_t cp;
        if (back ? at == 0 : at >= text.len)
            return true;
        at = back ? utf8_prev(text, at) : at;
        size_t len = utf8_decode(text, at, &cp);
        at += back ? 0 : len;
        if (script_of(cp) != script)
            return !is_digit(cp);
        if (substitute_for(cp).len == 0)
            return false;
    }
    return false;
}

/* A run of raised or lowered digits is replaced whole or not at all. */
static bool would_be_misread(struct sv text, size_t at, size_t next, enum script script)
{
    return script != SCRIPT_NONE &&
           !(may_go(text, at, script, true) && may_go(text, next, script, false));
}

struct sv substitute_at(struct sv text, size_t at)
{
    char32_t cp;
    size_t next = at + utf8_decode(text, at, &cp);
    struct sv by = cp < 0x80 ? SV("") : substitute_for(cp);
    return by.len && would_be_misread(text, at, next, script_of(cp)) ? SV("") : by;
}
