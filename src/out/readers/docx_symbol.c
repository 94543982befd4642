#include "out/readers/docx_symbol.h"

#include "text/utf8.h"

/* By their place in the typeface. */
static char32_t symbol(struct sv font, uint32_t code)
{
    static const struct {
        const char *font;
        uint32_t code;
        char32_t cp;
    } rows[] = {
        {"Wingdings", 0x6F, U'□'},   {"Wingdings", 0xA8, U'□'},   {"Wingdings", 0x6E, U'■'},
        {"Wingdings", 0xFE, U'☑'},   {"Wingdings", 0xFD, U'☒'},   {"Wingdings", 0xFC, U'√'},
        {"Wingdings", 0x6C, U'●'},   {"Wingdings", 0xA1, U'○'},   {"Wingdings 2", 0x50, U'√'},
        {"Wingdings 2", 0x52, U'☑'}, {"Wingdings 2", 0x53, U'☒'}, {"Wingdings 2", 0xA3, U'□'},
    };
    enum { PLACE = 0xFF, PRIVATE = 0xF000 }; /* Word puts them at U+F000 on */
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (sv_eq(font, sv_from(rows[i].font)) && rows[i].code == (code & PLACE))
            return rows[i].cp;
    return code < PRIVATE && code > PLACE ? code : U'□';
}

static bool read_hex(struct sv text, uint32_t *out)
{
    uint32_t value = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                           : -1;
        if (digit < 0)
            return false;
        value = value << 4 | (uint32_t)digit;
    }
    *out = value;
    return text.len > 0 && text.len <= 4;
}

bool docx_symbol_read(const struct pull *x, struct str *out)
{
    struct str font = {0}, code = {0};
    uint32_t value;
    pull_attribute(x, "font", &font);
    bool ok = pull_attribute(x, "char", &code) && read_hex(str_sv(&code), &value);
    str_clear(out);
    if (ok)
        utf8_add(out, symbol(str_sv(&font), value));
    str_release(&font);
    str_release(&code);
    return ok;
}
