#include "text/substitute.h"

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

static bool is_raised(char32_t cp)
{
    return cp == 0xB2 || cp == 0xB3 || cp == 0xB9 || is_between(cp, 0x2070, 0x2079);
}

/* 10² is not 102. */
static bool would_be_read_on(char32_t before, char32_t cp)
{
    bool lowered = is_between(cp, 0x2080, 0x2089);
    bool digit = is_between(before, '0', '9') || is_between(before, 0xFF10, 0xFF19);
    return (is_raised(cp) && (digit || is_raised(before))) || (lowered && digit);
}

struct sv substitute_for(char32_t before, char32_t cp)
{
    size_t low = 0, high = TABLE;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (table[middle].cp == cp)
            return would_be_read_on(before, cp) ? SV("") : sv_from(table[middle].by);
        if (table[middle].cp < cp)
            low = middle + 1;
        else
            high = middle;
    }
    return SV("");
}
