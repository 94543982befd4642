/*
 * terminal: a program in a real pseudo-terminal, and what its screen shows.
 *
 * terminal_start forks; bytes go in with terminal_send and come out with terminal_receive, which
 * paints them; terminal_stop waits for the end. Nothing here sleeps for a fixed time: whoever waits
 * waits for something, at most TERMINAL_PATIENCE_MS.
 */
#ifndef TESTS_TERMINAL_H
#define TESTS_TERMINAL_H

#include <sys/types.h>
#include <vterm.h>

#include "base/str.h"
#include "tui/key.h"

enum { TERMINAL_PATIENCE_MS = 15000 };

struct terminal {
    VTerm *vt;
    VTermScreen *screen;
    int fd;
    pid_t child;
    int rows, cols;
    bool gone;       /* the program closed its terminal */
    bool bracketed;  /* it asked for bracketed pastes */
    bool appkeys;    /* and for application cursor keys */
    size_t bytes;    /* received since somebody set it to 0 */
    struct str tail; /* the last bytes, for mode switches cut in two */
    struct str *raw; /* gets every byte received, if anyone wants them */
};

/* Sets what the child must find, and is called there. */
typedef void terminal_prepare(void *context);

/* rows and cols are set already; `prepare` may be NULL. Ends the process when there is no terminal
 * to be had. */
void terminal_start(struct terminal *t, char *const *command, const char *type,
                    terminal_prepare *prepare, void *context);
void terminal_send(struct terminal *t, struct sv bytes);
/* The bytes a key sends, in the modes the program asked for. */
void terminal_press(struct terminal *t, const struct key *k);
/* Takes what comes within `wait` milliseconds; false when nothing did. */
bool terminal_receive(struct terminal *t, int wait);
/* Until nothing came for `quiet` milliseconds and the program waits in the kernel. */
void terminal_settle(struct terminal *t, int quiet);
/* Until the text is on the screen; false when it does not come. */
bool terminal_expect(struct terminal *t, struct sv text);
void terminal_resize(struct terminal *t, int cols, int rows);
/* Closes the terminal under the program. */
void terminal_hang_up(struct terminal *t);
/* The screen, a line a row. */
void terminal_text(struct terminal *t, struct str *out);
/* Reads to the end and gives the exit code, 128 + n for a signal; what does not end is killed. */
int terminal_stop(struct terminal *t);
/* Kills the program, unless it was stopped already. */
void terminal_kill(struct terminal *t);
void terminal_release(struct terminal *t);

int64_t now_ms(void);

#endif
