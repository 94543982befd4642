/*
 * term: the terminal. The only file that sees curses.
 *
 * Output is cells: term_blit compares a canvas with what was sent last and hands curses only the
 * cells that differ, which sends only what the terminal needs for them. Widths are our own
 * (text/width.h); a character whose width curses sees otherwise is replaced by a mark of the right
 * width, so that columns never shift. Input is bytes, read here and decoded by decode.h. The screen
 * is put right whatever happens: at close, at suspend, before a bug report.
 */
#ifndef TUI_TERM_H
#define TUI_TERM_H

#include "base/err.h"
#include "tui/canvas.h"
#include "tui/key.h"

struct term;

struct term_options {
    bool mono; /* no colours, whatever the terminal has */
};

enum term_news {
    TERM_KEY,
    TERM_TIMEOUT,
    TERM_GONE,      /* the terminal is no more, or we are told to end */
    TERM_CONTINUED, /* back from the background: draw everything */
    TERM_STOP,      /* told to stop from outside: term_suspend does */
};

/* Takes the terminal over. Fails (ERR_IO) with a sentence when it is none or curses does not know
 * it. */
struct term *term_open(const struct term_options *options, struct err *e);
void term_close(struct term *t);
/* Only what must be undone before dying: modes and the cursor. Safe at any time. */
void term_restore(struct term *t);

void term_size(const struct term *t, uint16_t *cols, uint16_t *rows);
void term_blit(struct term *t, const struct canvas *c);
/* The next blit sends every cell. */
void term_forget(struct term *t);
void term_bell(struct term *t);
/* Waits at most `wait` milliseconds (negative: without end) for a key. A resize comes as K_RESIZE.
 */
enum term_news term_read(struct term *t, int wait, struct key *out);
/* Is more input waiting: then drawing may wait too. */
bool term_has_input(struct term *t);
/* Drops what was typed and not read yet: keys pressed while nobody answered. */
void term_drop_input(struct term *t);
/* Gives the terminal back to the shell, stops the process, and takes it over again when it is
 * continued. */
void term_suspend(struct term *t);
/* Gives the terminal to another program and takes it back. Signals stay blocked in between: the
 * other program must unblock them for itself. */
void term_release(struct term *t);
void term_resume(struct term *t);

#endif
