#include "text/char_class.h"

#include <stddef.h>

struct class_range {
    char32_t first;
    char32_t last;
    enum char_class class;
};

/* Sorted; what stands in no range is CHAR_OTHER. ASCII is decided before. */
static const struct class_range ranges[] = {
    {0x0080, 0x0084, CHAR_IGNORED},   {0x0085, 0x0085, CHAR_LINE_END},
    {0x0086, 0x009F, CHAR_IGNORED},   {0x00A0, 0x00A0, CHAR_BLANK},
    {0x00A1, 0x00A1, CHAR_FE},        {0x00A4, 0x00A4, CHAR_FE},
    {0x00A7, 0x00A8, CHAR_FE},        {0x00AA, 0x00AA, CHAR_FE},
    {0x00AD, 0x00AD, CHAR_IGNORED},   {0x00AF, 0x00B4, CHAR_FE},
    {0x00B6, 0x00BA, CHAR_FE},        {0x00BC, 0x00BF, CHAR_FE},
    {0x00D7, 0x00D7, CHAR_FE},        {0x00F7, 0x00F7, CHAR_FE},
    {0x0300, 0x036F, CHAR_COMBINING}, {0x0483, 0x0489, CHAR_COMBINING},
    {0x061C, 0x061C, CHAR_IGNORED},   {0x1100, 0x11FF, CHAR_FE},
    {0x1680, 0x1680, CHAR_BLANK},     {0x180B, 0x180F, CHAR_IGNORED},
    {0x1AB0, 0x1AFF, CHAR_COMBINING}, {0x1DC0, 0x1DFF, CHAR_COMBINING},
    {0x2000, 0x200A, CHAR_BLANK},     {0x200B, 0x200F, CHAR_IGNORED},
    {0x2010, 0x2027, CHAR_FE},        {0x2028, 0x2029, CHAR_LINE_END},
    {0x202A, 0x202E, CHAR_IGNORED},   {0x202F, 0x202F, CHAR_BLANK},
    {0x2030, 0x205E, CHAR_FE},        {0x205F, 0x205F, CHAR_BLANK},
    {0x2060, 0x206F, CHAR_IGNORED},   {0x2070, 0x20CF, CHAR_FE},
    {0x20D0, 0x20FF, CHAR_COMBINING}, {0x2100, 0x2BFF, CHAR_FE},
    {0x2E80, 0x2FFF, CHAR_FE},        {0x3000, 0x3000, CHAR_BLANK},
    {0x3001, 0x3029, CHAR_FE},        {0x302A, 0x302F, CHAR_COMBINING},
    {0x3030, 0x3098, CHAR_FE},        {0x3099, 0x309A, CHAR_COMBINING},
    {0x309B, 0xA4CF, CHAR_FE},        {0xA960, 0xA97F, CHAR_FE},
    {0xAC00, 0xD7FF, CHAR_FE},        {0xE000, 0xFAFF, CHAR_FE},
    {0xFE00, 0xFE0F, CHAR_IGNORED},   {0xFE10, 0xFE1F, CHAR_FE},
    {0xFE20, 0xFE2F, CHAR_COMBINING}, {0xFE30, 0xFE6F, CHAR_FE},
    {0xFEFF, 0xFEFF, CHAR_IGNORED},   {0xFF01, 0xFFEF, CHAR_FE},
    {0xFFF9, 0xFFFB, CHAR_IGNORED},   {0x16FE0, 0x18DFF, CHAR_FE},
    {0x1AFF0, 0x1B2FF, CHAR_FE},      {0x1F200, 0x1F265, CHAR_FE},
    {0x20000, 0x3FFFF, CHAR_FE},      {0xE0000, 0xE0FFF, CHAR_IGNORED},
};

static enum char_class ascii_class(char32_t cp)
{
    if (cp > ' ' && cp < 0x7F)
        return CHAR_OTHER;
    if (cp == ' ' || cp == '\t')
        return CHAR_BLANK;
    return cp >= '\n' && cp <= '\r' ? CHAR_LINE_END : CHAR_IGNORED;
}

enum char_class char_class(char32_t cp)
{
    if (cp < 0x80)
        return ascii_class(cp);
    if (cp >= 0x309B && cp <= 0xA4CF)
        return CHAR_FE;
    size_t low = 0, high = sizeof ranges / sizeof ranges[0];
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (cp > ranges[middle].last)
            low = middle + 1;
        else if (cp < ranges[middle].first)
            high = middle;
        else
            return ranges[middle].class;
    }
    return CHAR_OTHER;
}

bool char_is_ascii_alnum(char32_t cp)
{
    return (cp >= '0' && cp <= '9') || ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z');
}
