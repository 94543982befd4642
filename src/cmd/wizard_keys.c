#include "cmd/wizard_keys.h"

#include "base/i18n.h"
#include "text/utf8.h"
#include "tui/decode.h"
#include "tui/keymap.h"

void wizard_key(struct session *s, const struct key *key)
{
    char bytes[4];
    struct sv text = key->text;
    if (key->code == K_RESIZE) {
        session_event(s,
                      &(struct event){.kind = EVENT_RESIZE, .cols = key->cols, .rows = key->rows});
        return;
    }
    if (key->code == K_NONE && key->cp != 0xFFFD)
        return; /* a sequence nobody knows */
    if (key->code == K_NONE) {
        wizard_say(s->w, TONE_BAD, "%s",
                   _("终端送来的不是 UTF-8 文字，没有录入。请把终端的字符集设为 UTF-8。"));
        s->reaction |= REACTION_REDRAW | REACTION_BELL;
        return;
    }
    if (key->code == K_PASTE_TOO_LARGE) {
        wizard_say(s->w, TONE_BAD, _("粘贴的文字超过 %d MB，一个字也没有录入。请分几次粘贴。"),
                   PASTE_MAX_BYTES >> 20);
        s->reaction |= REACTION_REDRAW | REACTION_BELL;
        return;
    }
    enum action action = keymap_lookup(key);
    if (action == ACTION_TYPE)
        text = sv_make(bytes, utf8_encode(key->cp, bytes));
    s->reaction |= wizard_apply(s->w, action, text);
    /* Before what was typed can be seen, and before anything asked for can go wrong. */
    guard_keep(s);
    session_carry_out(s);
    guard_keep(s);
}
