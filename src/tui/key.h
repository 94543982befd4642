/*
 * key: one thing a person does at the keyboard, whatever terminal it came through.
 *
 * A key is a named key with modifiers, one typed character, or a whole paste. Function keys and
 * Ctrl letters arrive as they are; which action they mean is keymap's business. Names are those of
 * the script language: <Enter> <C-s> <S-Tab>.
 */
#ifndef TUI_KEY_H
#define TUI_KEY_H

#include <uchar.h>

#include "base/str.h"

enum key_code {
    K_NONE,
    K_CHAR,            /* a typed character: `cp`; with MOD_CTRL a letter a to z or one of @[\]^_ */
    K_PASTE,           /* `text` */
    K_PASTE_TOO_LARGE, /* nothing of it was kept */
    K_ENTER,
    K_TAB,
    K_ESC,
    K_BACKSPACE,
    K_DELETE,
    K_INSERT,
    K_UP,
    K_DOWN,
    K_LEFT,
    K_RIGHT,
    K_HOME,
    K_END,
    K_PAGE_UP,
    K_PAGE_DOWN,
    K_F1,
    K_F12 = K_F1 + 11,
    K_RESIZE, /* `cols` x `rows` */
    K_CODES,
};

enum key_mods {
    MOD_SHIFT = 1,
    MOD_CTRL = 2,
    MOD_ALT = 4,
};

struct key {
    enum key_code code;
    unsigned mods;
    char32_t cp;
    struct sv text; /* of a paste: borrowed until the next key is read */
    uint16_t cols;
    uint16_t rows;
};

/* Can this be typed into a text? Controls and surrogates cannot: a terminal or a script that has
 * one means a key nobody has. */
bool key_is_text(char32_t cp);
/* "C-s", "S-Tab", "F2", "Enter"; false for no such key. A single character names itself. */
bool key_by_name(struct sv name, struct key *out);
/* Appends the name as a script writes it, without the brackets. */
void key_add_name(struct str *out, const struct key *k);

#endif
