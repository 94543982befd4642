#include "tui/keymap.h"

#include "base/bug.h"

/* The first row of an action is the one shown. */
static const struct {
    const char *key;
    enum action action;
} rows[] = {
    {"F1", ACTION_HELP},
    {"C-g", ACTION_HELP},
    {"F2", ACTION_REVIEW},
    {"C-r", ACTION_REVIEW},
    {"F3", ACTION_FIND},
    {"C-f", ACTION_FIND},
    {"F4", ACTION_NEXT_PROBLEM},
    {"C-t", ACTION_NEXT_PROBLEM},
    {"F5", ACTION_EXPORT},
    {"C-e", ACTION_EXPORT},
    {"F6", ACTION_PREVIEW},
    {"C-p", ACTION_PREVIEW},
    {"F7", ACTION_TEXT_FILE},
    {"C-o", ACTION_TEXT_FILE},
    {"F8", ACTION_DONE},
    {"C-d", ACTION_DONE},
    {"F9", ACTION_REDRAW},
    {"C-l", ACTION_REDRAW},
    {"F10", ACTION_LEAVE},
    {"C-q", ACTION_LEAVE},
    {"C-n", ACTION_NEXT_CASE},
    {"C-s", ACTION_SAVE},
    {"C-z", ACTION_UNDO},
    {"C-y", ACTION_REDO},
    {"C-a", ACTION_SELECT_ALL},
    {"C-b", ACTION_MARK},
    {"C-x", ACTION_CUT},
    {"C-c", ACTION_COPY},
    {"C-v", ACTION_PASTE_CLIP},
    {"S-Del", ACTION_CUT},
    {"C-Ins", ACTION_COPY},
    {"S-Ins", ACTION_PASTE_CLIP},
    {"Enter", ACTION_ENTER},
    {"Esc", ACTION_BACK},
    {"Tab", ACTION_NEXT_FIELD},
    {"S-Tab", ACTION_PREV_FIELD},
    {"Up", ACTION_UP},
    {"Down", ACTION_DOWN},
    {"Left", ACTION_LEFT},
    {"Right", ACTION_RIGHT},
    {"PgUp", ACTION_PAGE_UP},
    {"PgDn", ACTION_PAGE_DOWN},
    {"Home", ACTION_LINE_START},
    {"End", ACTION_LINE_END},
    {"C-Home", ACTION_TEXT_START},
    {"C-End", ACTION_TEXT_END},
    {"C-Left", ACTION_WORD_LEFT},
    {"C-Right", ACTION_WORD_RIGHT},
    {"M-Left", ACTION_WORD_LEFT},
    {"M-Right", ACTION_WORD_RIGHT},
    {"S-Up", ACTION_SELECT_UP},
    {"S-Down", ACTION_SELECT_DOWN},
    {"S-Left", ACTION_SELECT_LEFT},
    {"S-Right", ACTION_SELECT_RIGHT},
    {"S-Home", ACTION_SELECT_LINE_START},
    {"S-End", ACTION_SELECT_LINE_END},
    {"C-S-Home", ACTION_SELECT_TEXT_START},
    {"C-S-End", ACTION_SELECT_TEXT_END},
    {"C-S-Left", ACTION_SELECT_WORD_LEFT},
    {"C-S-Right", ACTION_SELECT_WORD_RIGHT},
    {"S-PgUp", ACTION_SELECT_PAGE_UP},
    {"S-PgDn", ACTION_SELECT_PAGE_DOWN},
    {"BS", ACTION_BACKSPACE},
    {"C-h", ACTION_BACKSPACE},
    {"Del", ACTION_DELETE},
    {"Ins", ACTION_ADD},
    {"C-Up", ACTION_MOVE_UP},
    {"M-Up", ACTION_MOVE_UP},
    {"C-Down", ACTION_MOVE_DOWN},
    {"M-Down", ACTION_MOVE_DOWN},
};

enum { ROWS = sizeof rows / sizeof rows[0] };

enum action keymap_lookup(const struct key *k)
{
    if (k->code == K_PASTE)
        return ACTION_PASTE;
    if (k->code == K_CHAR && !(k->mods & (MOD_CTRL | MOD_ALT)))
        return key_is_text(k->cp) ? ACTION_TYPE : ACTION_NONE;
    for (size_t i = 0; i < ROWS; i++) {
        struct key row;
        BUG_ON(!key_by_name(sv_from(rows[i].key), &row));
        bool same = row.code == k->code && row.mods == k->mods;
        if (same && (k->code != K_CHAR || row.cp == k->cp))
            return rows[i].action;
    }
    return ACTION_NONE;
}

/* ^S for C-s, as people write it and as key bars have room for. */
static void add_shown(struct str *out, const char *key)
{
    struct sv name = sv_from(key);
    if (sv_starts(name, SV("C-")) && name.len == 3) {
        str_add_byte(out, '^');
        str_add_byte(out, (char)(name.ptr[2] - 'a' + 'A'));
        return;
    }
    static const struct {
        const char *from;
        const char *to;
    } words[] = {{"C-S-", "Ctrl-Shift-"}, {"C-", "Ctrl-"}, {"S-", "Shift-"}, {"M-", "Alt-"}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!sv_starts(name, sv_from(words[i].from)))
            continue;
        str_add(out, sv_from(words[i].to));
        name = sv_from_offset(name, sv_from(words[i].from).len);
        break;
    }
    str_add(out, name);
}

void keymap_add_names(struct str *out, enum action action)
{
    bool first = true;
    for (size_t i = 0; i < ROWS; i++) {
        if (rows[i].action != action)
            continue;
        if (!first)
            str_add(out, SV(" "));
        add_shown(out, rows[i].key);
        first = false;
    }
}

void keymap_add_name(struct str *out, enum action action)
{
    for (size_t i = 0; i < ROWS; i++) {
        if (rows[i].action != action)
            continue;
        add_shown(out, rows[i].key);
        return;
    }
}
