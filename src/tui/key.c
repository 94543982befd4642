#include "tui/key.h"

#include "text/utf8.h"

static const struct {
    const char *name;
    enum key_code code;
    char32_t cp; /* of K_CHAR */
} names[] = {
    {"Enter", K_ENTER, 0},  {"Tab", K_TAB, 0},        {"Esc", K_ESC, 0},
    {"BS", K_BACKSPACE, 0}, {"Del", K_DELETE, 0},     {"Ins", K_INSERT, 0},
    {"Up", K_UP, 0},        {"Down", K_DOWN, 0},      {"Left", K_LEFT, 0},
    {"Right", K_RIGHT, 0},  {"Home", K_HOME, 0},      {"End", K_END, 0},
    {"PgUp", K_PAGE_UP, 0}, {"PgDn", K_PAGE_DOWN, 0}, {"F1", K_F1, 0},
    {"F2", K_F1 + 1, 0},    {"F3", K_F1 + 2, 0},      {"F4", K_F1 + 3, 0},
    {"F5", K_F1 + 4, 0},    {"F6", K_F1 + 5, 0},      {"F7", K_F1 + 6, 0},
    {"F8", K_F1 + 7, 0},    {"F9", K_F1 + 8, 0},      {"F10", K_F1 + 9, 0},
    {"F11", K_F1 + 10, 0},  {"F12", K_F12, 0},        {"Space", K_CHAR, ' '},
    {"lt", K_CHAR, '<'},    {"gt", K_CHAR, '>'},
};

enum { NAMES = sizeof names / sizeof names[0] };

/* Ctrl letters that a terminal cannot tell from a key of their own. */
static const struct {
    char32_t cp;
    enum key_code code;
} twins[] = {
    {'h', K_BACKSPACE}, {'i', K_TAB}, {'j', K_ENTER}, {'m', K_ENTER}, {'[', K_ESC},
};

static unsigned take_mods(struct sv *name)
{
    unsigned mods = 0;
    while (name->len > 2 && name->ptr[1] == '-') {
        unsigned mod = name->ptr[0] == 'C'   ? MOD_CTRL
                       : name->ptr[0] == 'S' ? MOD_SHIFT
                       : name->ptr[0] == 'M' ? MOD_ALT
                                             : 0u;
        if (!mod)
            break;
        mods |= mod;
        *name = sv_from_offset(*name, 2);
    }
    return mods;
}

static bool ctrl_takes(char32_t cp)
{
    return (cp >= 'a' && cp <= 'z') || cp == '@' || (cp >= '[' && cp <= '_');
}

static bool char_by_name(struct sv name, unsigned mods, struct key *out)
{
    char32_t cp;
    if (name.len == 0 || utf8_decode(name, 0, &cp) != name.len || !utf8_valid(name, NULL))
        return false;
    if (mods & MOD_CTRL) {
        if (cp >= 'A' && cp <= 'Z')
            cp += 'a' - 'A';
        if (!ctrl_takes(cp))
            return false;
        for (size_t i = 0; i < sizeof twins / sizeof twins[0]; i++) {
            if (twins[i].cp == cp) {
                *out = (struct key){.code = twins[i].code, .mods = mods & ~(unsigned)MOD_CTRL};
                return true;
            }
        }
    }
    *out = (struct key){.code = K_CHAR, .mods = mods & ~(unsigned)MOD_SHIFT, .cp = cp};
    return true;
}

bool key_is_text(char32_t cp)
{
    return cp >= ' ' && (cp < 0x7F || cp > 0x9F) && (cp < 0xD800 || cp > 0xDFFF) && cp <= 0x10FFFF;
}

bool key_by_name(struct sv name, struct key *out)
{
    unsigned mods = take_mods(&name);
    for (size_t i = 0; i < NAMES; i++) {
        /* The whole list of keys is gone through at each key: the first letter rules most out. */
        if (!name.len || name.ptr[0] != names[i].name[0] || !sv_eq(name, sv_from(names[i].name)))
            continue;
        *out = (struct key){.code = names[i].code, .mods = mods, .cp = names[i].cp};
        return true;
    }
    return char_by_name(name, mods, out);
}

void key_add_name(struct str *out, const struct key *k)
{
    str_add(out, k->mods & MOD_CTRL ? SV("C-") : SV(""));
    str_add(out, k->mods & MOD_SHIFT ? SV("S-") : SV(""));
    str_add(out, k->mods & MOD_ALT ? SV("M-") : SV(""));
    for (size_t i = 0; i < NAMES; i++) {
        if (names[i].code != k->code || (k->code == K_CHAR && names[i].cp != k->cp))
            continue;
        str_add(out, sv_from(names[i].name));
        return;
    }
    if (k->code == K_CHAR)
        utf8_add(out, k->cp);
}
