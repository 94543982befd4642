/*
 * script: a text that stands for keys pressed, one language for tests, tours and benchmarks.
 *
 *   text               one key per character; newlines in the script are ignored
 *   <Enter> <C-s> <S-Tab> <F2> <lt> <gt> <Space> <BS> <Del> <Ins> <PgUp> <PgDn> …   named keys
 *   <Down*200>         a key repeated
 *   <Type:300@7>       that many random common Chinese characters (@7: seed, 1 if left out)
 *   <Paste:text>       one paste; <Paste:@FILE> the text of a file (FILE is read by the caller)
 *   <Expect:text>      the text must be on the screen
 *   <Shot:name>        keep the screen under a name
 *   <Resize:CxR> <Sleep:ms> <Signal:NAME> <Mark:name> <Await:name> <Snap:name>   for drivers of
 *                      real terminals
 *
 * Parsing is all or nothing and says where a mistake is. Steps borrow from the script text.
 */
#ifndef TUI_SCRIPT_H
#define TUI_SCRIPT_H

#include "base/err.h"
#include "base/vec.h"
#include "tui/key.h"

enum step_kind {
    STEP_KEY,
    STEP_PASTE_FILE,
    STEP_EXPECT,
    STEP_SHOT,
    STEP_RESIZE, /* key.cols, key.rows */
    STEP_SLEEP,
    STEP_SIGNAL,
    STEP_MARK,
    STEP_AWAIT, /* what another script has marked */
    STEP_SNAP,
};

struct step {
    enum step_kind kind;
    struct key key;  /* of STEP_KEY and STEP_RESIZE */
    struct sv text;  /* the argument */
    uint32_t number; /* of a sleep: milliseconds */
    uint32_t line;   /* in the script, from 1 */
};

VEC_TYPE(steps, struct step);

enum {
    SCRIPT_MAX_BYTES = 1 << 20,
    SCRIPT_MAX_STEPS = 1000000, /* repeats count one by one */
};

/* Appends the steps; fails (ERR_USAGE) with NAME:LINE:COLUMN. `out` and the new ones together are
 * SCRIPT_MAX_STEPS at most. */
bool script_parse(struct sv script, const char *name, struct steps *out, struct err *e);

#endif
