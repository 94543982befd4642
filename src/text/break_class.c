#include "text/break_class.h"

#include <stddef.h>

#include "text/char_class.h"

struct mark {
    char32_t first;
    char32_t last;
    uint32_t flags;
};

#define S BREAK_NOSTART
#define E BREAK_NOEND
#define H (BREAK_NOSTART | BREAK_HANGS)

/* Sorted. The marks outside ASCII; letters have ranges of their own below. */
static const struct mark marks[] = {
    {0x00A0, 0x00A0, BREAK_GLUE},
    {0x00A3, 0x00A3, E}, /* £ */
    {0x00A5, 0x00A5, E}, /* ¥ */
    {0x00AB, 0x00AB, E}, /* « */
    {0x00B0, 0x00B0, S}, /* ° */
    {0x00B2, 0x00B3, BREAK_UNIT},
    {0x00B7, 0x00B7, S}, /* · */
    {0x00B9, 0x00B9, BREAK_UNIT},
    {0x00BB, 0x00BB, S}, /* » */
    {0x2007, 0x2007, BREAK_GLUE},
    {0x2010, 0x2013, S}, /* hyphens and – */
    {0x2014, 0x2015, BREAK_DASH},
    {0x2018, 0x2018, E}, /* ‘ */
    {0x2019, 0x2019, S}, /* ’ */
    {0x201C, 0x201C, E}, /* “ */
    {0x201D, 0x201D, S}, /* ” */
    {0x2026, 0x2026, BREAK_ELLIPSIS},
    {0x2027, 0x2027, S}, /* ‧ */
    {0x202F, 0x202F, BREAK_GLUE},
    {0x2030, 0x2031, S}, /* ‰ ‱ */
    {0x2032, 0x2033, S}, /* ′ ″ */
    {0x2039, 0x2039, E}, /* ‹ */
    {0x203A, 0x203A, S}, /* › */
    {0x203C, 0x203C, S}, /* ‼ */
    {0x2047, 0x2049, S}, /* ⁇ ⁈ ⁉ */
    {0x2070, 0x208E, BREAK_UNIT},
    {0x20AC, 0x20AC, E},              /* € */
    {0x2103, 0x2103, S},              /* ℃ */
    {0x2109, 0x2109, S},              /* ℉ */
    {0x2116, 0x2116, E},              /* № */
    {0x22EF, 0x22EF, BREAK_ELLIPSIS}, /* ⋯ */
    {0x3001, 0x3002, H},              /* 、 。 */
    {0x3008, 0x3008, E},              /* 〈 */
    {0x3009, 0x3009, S},              /* 〉 */
    {0x300A, 0x300A, E},              /* 《 */
    {0x300B, 0x300B, S},              /* 》 */
    {0x300C, 0x300C, E},              /* 「 */
    {0x300D, 0x300D, S},              /* 」 */
    {0x300E, 0x300E, E},              /* 『 */
    {0x300F, 0x300F, S},              /* 』 */
    {0x3010, 0x3010, E},              /* 【 */
    {0x3011, 0x3011, S},              /* 】 */
    {0x3014, 0x3014, E},              /* 〔 */
    {0x3015, 0x3015, S},              /* 〕 */
    {0x3016, 0x3016, E},              /* 〖 */
    {0x3017, 0x3017, S},              /* 〗 */
    {0x3018, 0x3018, E},              /* 〘 */
    {0x3019, 0x3019, S},              /* 〙 */
    {0x301C, 0x301C, S},              /* 〜 */
    {0x301D, 0x301D, E},              /* 〝 */
    {0x301E, 0x301F, S},              /* 〞 〟 */
    {0x30FB, 0x30FB, S},              /* ・ */
    {0x3371, 0x33DF, BREAK_UNIT},
    {0xFE50, 0xFE52, S},     /* ﹐ ﹑ ﹒ */
    {0xFE54, 0xFE57, S},     /* ﹔ ﹕ ﹖ ﹗ */
    {0xFE59, 0xFE59, E},     /* ﹙ */
    {0xFE5A, 0xFE5A, S},     /* ﹚ */
    {0xFE5B, 0xFE5B, E},     /* ﹛ */
    {0xFE5C, 0xFE5C, S},     /* ﹜ */
    {0xFE5D, 0xFE5D, E},     /* ﹝ */
    {0xFE5E, 0xFE5E, S},     /* ﹞ */
    {0xFE6A, 0xFE6A, S},     /* ﹪ */
    {0xFF01, 0xFF01, H},     /* ！ */
    {0xFF03, 0xFF04, E},     /* ＃ ＄ */
    {0xFF05, 0xFF05, S},     /* ％ */
    {0xFF08, 0xFF08, E},     /* （ */
    {0xFF09, 0xFF09, S},     /* ） */
    {0xFF0C, 0xFF0C, H},     /* ， */
    {0xFF0D, 0xFF0E, S},     /* － ． */
    {0xFF0F, 0xFF0F, S | E}, /* ／ */
    {0xFF10, 0xFF19, BREAK_DIGIT},
    {0xFF1A, 0xFF1B, H}, /* ： ； */
    {0xFF1F, 0xFF1F, H}, /* ？ */
    {0xFF3B, 0xFF3B, E}, /* ［ */
    {0xFF3D, 0xFF3D, S}, /* ］ */
    {0xFF5B, 0xFF5B, E}, /* ｛ */
    {0xFF5D, 0xFF5E, S}, /* ｝ ～ */
    {0xFF5F, 0xFF5F, E}, /* ｟ */
    {0xFF60, 0xFF61, S}, /* ｠ ｡ */
    {0xFF62, 0xFF62, E}, /* ｢ */
    {0xFF63, 0xFF65, S}, /* ｣ ､ ･ */
    {0xFFE1, 0xFFE1, E}, /* ￡ */
    {0xFFE5, 0xFFE5, E}, /* ￥ */
};

static uint32_t ascii_flags(char32_t cp)
{
    switch (cp) {
    case ',':
    case '.':
    case ':':
    case ';':
    case '?':
    case '!':
    case ')':
    case ']':
    case '}':
    case '%':
    case '-':
        return BREAK_WORD | S;
    case '(':
    case '[':
    case '{':
    case '$':
    case '#':
        return BREAK_WORD | E;
    case '/':
        return BREAK_WORD | S | E;
    default:
        return cp > ' ' && cp < 0x7F ? BREAK_WORD : cp == ' ' || cp == '\t' ? BREAK_BLANK : 0;
    }
}

/* Alphabets that part their words by blanks: Latin to Sinhala, Georgian, Latin and Greek extended.
 */
static uint32_t letter_flags(char32_t cp)
{
    if (cp == 0xD7 || cp == 0xF7)
        return 0;
    return (cp >= 0xC0 && cp <= 0xDFF) || (cp >= 0x10A0 && cp <= 0x10FF) ||
                   (cp >= 0x1E00 && cp <= 0x1FFF)
               ? BREAK_WORD
               : 0;
}

uint32_t break_flags(char32_t cp)
{
    if (cp < 0x80)
        return ascii_flags(cp);
    if (cp >= 0x3400 && cp <= 0x9FFF)
        return 0;
    if (cp == 0xFF0C || cp == 0x3002 || cp == 0x3001) /* the most common by far */
        return H;
    size_t low = 0, high = sizeof marks / sizeof marks[0];
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (cp > marks[middle].last)
            low = middle + 1;
        else if (cp < marks[middle].first)
            high = middle;
        else
            return marks[middle].flags;
    }
    enum char_class class = char_class(cp);
    return class == CHAR_BLANK || class == CHAR_LINE_END ? BREAK_BLANK : letter_flags(cp);
}
