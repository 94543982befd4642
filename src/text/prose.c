#include "text/prose.h"

#include "text/utf8.h"

char32_t prose_before(struct sv text, size_t at)
{
    return at ? prose_char(text, utf8_prev(text, at)) : 0;
}

int prose_digit(char32_t cp)
{
    if (cp >= '0' && cp <= '9')
        return (int)(cp - '0');
    return cp >= U'０' && cp <= U'９' ? (int)(cp - U'０') : -1;
}

bool prose_is_digit(char32_t cp)
{
    return prose_digit(cp) >= 0;
}

bool prose_is_latin(char32_t cp)
{
    char32_t narrow = cp >= U'Ａ' && cp <= U'ｚ' ? cp - U'Ａ' + 'A' : cp;
    return (narrow >= 'A' && narrow <= 'Z') || (narrow >= 'a' && narrow <= 'z') || cp == '_';
}

bool prose_is_han(char32_t cp)
{
    return cp >= 0x4E00 && cp <= 0x9FFF;
}

bool prose_is_blank(char32_t cp)
{
    return cp == ' ' || cp == '\t' || cp == 0x3000 || cp == 0xA0;
}

bool prose_is_numeral(char32_t cp)
{
    switch (cp) {
    case U'〇':
    case U'零':
    case U'一':
    case U'二':
    case U'两':
    case U'三':
    case U'四':
    case U'五':
    case U'六':
    case U'七':
    case U'八':
    case U'九':
    case U'十':
    case U'百':
    case U'千':
        return true;
    default:
        return false;
    }
}

size_t prose_skip_blanks(struct sv text, size_t at)
{
    size_t next;
    while (prose_is_blank(prose_peek(text, at, &next)))
        at = next;
    return at;
}

size_t prose_skip_digits(struct sv text, size_t at)
{
    size_t next;
    while (prose_is_digit(prose_peek(text, at, &next)))
        at = next;
    return at;
}

size_t prose_skip_numerals(struct sv text, size_t at)
{
    size_t next;
    while (prose_is_numeral(prose_peek(text, at, &next)))
        at = next;
    return at;
}
