/*
 * replay: a key script played through the wizard without a terminal: --keys FILE --dump-screen.
 *
 * Goes the same way as a person's keys. Screens are printed after each <Shot:name> (one at the end
 * if there is none), as "-- name COLSxROWS caret ROW,COL --" and the rows; <Expect:text> that is
 * not on the screen ends with code 1.
 */
#ifndef CMD_REPLAY_H
#define CMD_REPLAY_H

#include "cmd/session.h"
#include "tui/script.h"

struct replay_options {
    bool dump;
    bool styles;
    uint16_t cols;
    uint16_t rows;
};

/* Plays the steps; gives the exit code. */
int replay_run(struct session *s, const struct steps *steps, const struct replay_options *options);

#endif
