/*
 * decode: the bytes a terminal sends, as keys.
 *
 * Knows the sequences of xterm and its kin, rxvt, PuTTY, the Linux console and VT100, with or
 * without modifiers, and the newer CSI u. Backspace is 8 or 127 alike. A bracketed paste becomes
 * one key; so does a burst of more than eight characters with a newline inside it, for terminals
 * that do not bracket: nobody types like that, and an Enter taken from the middle of a paste would
 * do harm. What is no UTF-8 is told (K_NONE with cp U+FFFD), never typed, and so is a paste that is
 * too large (K_PASTE_TOO_LARGE): it is taken whole or not at all. Anything unknown is swallowed
 * whole, however long it is: reports of a mouse or of the cursor, answers to questions that another
 * program asked (OSC, DCS, APC; ECMA-48, 5.6), sequences without end. Nothing but a paste is kept
 * for longer than a sequence may be.
 */
#ifndef TUI_DECODE_H
#define TUI_DECODE_H

#include "tui/key.h"

enum {
    PASTE_MAX_BYTES = 8 << 20, /* a draft holds no more */
    SEQUENCE_MAX_BYTES = 64,   /* after ESC [; no key is longer */
};

/* What is being swallowed: up to a final byte, or up to the end of a string. */
enum skipped { SKIPS_NOTHING, SKIPS_PARAMETERS, SKIPS_STRING };

struct decoder {
    struct str pending; /* bytes not decoded yet */
    struct str paste;   /* of the paste under way, or of the last one returned */
    bool pasting;       /* between the brackets */
    bool too_large;     /* the paste is; no more of it is kept */
    bool burst;         /* `pending` is a burst: all of it one paste */
    enum skipped skipping;
};

void decoder_release(struct decoder *d);
void decoder_feed(struct decoder *d, struct sv bytes);
/*
 * The next key; false when more bytes are needed. `idle` says that none came for a while: a lone
 * ESC is then a key, and an unfinished sequence is given up. A paste's text is good until the next
 * call.
 */
bool decoder_next(struct decoder *d, bool idle, struct key *out);
/* Is something waiting that more bytes, or time, would decide? */
bool decoder_waiting(const struct decoder *d);

#endif
