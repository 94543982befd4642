#include "base/bug.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The one writable state of the process besides curses': where to turn when all is lost. */
static struct {
    fatal_hook *run;
    void *context;
} hook;

void bug_set_hook(fatal_hook *run, void *context)
{
    hook.run = run;
    hook.context = context;
}

/* write(2) and no stdio: memory may be gone. */
static void say(const char *text)
{
    ssize_t ignored = write(STDERR_FILENO, text, strlen(text));
    (void)ignored;
}

static void run_hook(enum fatal why)
{
    fatal_hook *run = hook.run;
    hook.run = NULL;
    if (run)
        run(hook.context, why);
}

_Noreturn void memory_die(void)
{
    run_hook(FATAL_MEMORY);
    say("tianbiao: out of memory\n");
    abort();
}

_Noreturn void bug_die(const char *file, int line, const char *what)
{
    run_hook(FATAL_BUG);
    char number[16];
    snprintf(number, sizeof number, "%d", line);
    say("tianbiao: ");
    say(file);
    say(":");
    say(number);
    say(": ");
    say(what);
    say("\n");
    abort();
}
