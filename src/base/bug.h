/*
 * bug: what happens when the program itself is wrong, or memory is gone.
 *
 * BUG_ON(condition) states something that can only be false by a mistake of ours, never by anything
 * a user, a file or a terminal does; those get an error (err.h). A bug runs the fatal hook once
 * (the command installs one that restores the terminal and saves what was typed), prints file and
 * line, and aborts. There is one hook for the process: it is set at start-up, before anything can
 * fail, and never changed from inside a layer.
 */
#ifndef BASE_BUG_H
#define BASE_BUG_H

enum fatal { FATAL_BUG, FATAL_MEMORY };

/* Called once before the process dies; must not allocate. One that does not come back ends it in
 * its own way. */
typedef void fatal_hook(void *context, enum fatal why);

/* Installs the hook; NULL removes it. `context` is handed back as it is. */
void bug_set_hook(fatal_hook *hook, void *context);

/* Runs the hook, prints `what` and ends the process. */
_Noreturn void bug_die(const char *file, int line, const char *what);
/* The same when memory is gone, which is nobody's mistake. */
_Noreturn void memory_die(void);

#define BUG_ON(condition) \
    do { \
        if (condition) \
            bug_die(__FILE__, __LINE__, #condition); \
    } while (0)

#endif
