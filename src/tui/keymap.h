/*
 * keymap: which key means which action. One table for the wizard, for F1 and for the manual.
 *
 * Commands are function keys, each with a Ctrl twin for clients that eat function keys, and never a
 * bare letter, which a Chinese input method would swallow.
 */
#ifndef TUI_KEYMAP_H
#define TUI_KEYMAP_H

#include "tui/key.h"
#include "wizard/action.h"

/* The action of a key; typed characters are ACTION_TYPE, pastes ACTION_PASTE, unknown keys
 * ACTION_COUNT. */
enum action keymap_lookup(const struct key *k);
/* Appends the keys of an action as people call them: "F2 或 ^R". Nothing if it has none. */
void keymap_add_names(struct str *out, enum action action);
/* The one name shown in the key bar: "F2". */
void keymap_add_name(struct str *out, enum action action);

#endif
