#include "cmd/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* Signals are blocked and ignored here only: the program gets them as any other does. */
static _Noreturn void become(const struct child *c, int out)
{
    sigset_t none;
    sigemptyset(&none);
    signal(SIGINT, SIG_DFL);
    signal(SIGQUIT, SIG_DFL);
    signal(SIGPIPE, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (out < 0 || (dup2(out, STDOUT_FILENO) >= 0 && dup2(out, STDERR_FILENO) >= 0))
        execl("/bin/sh", "sh", "-c", c->script, c->name, c->path, (char *)NULL);
    _exit(127);
}

/* What comes beyond the room is read and dropped: a child that talks much is not held up. False at
 * the end of what it says. */
static bool listen_once(int from, int wait, struct str *out)
{
    char buffer[1024];
    struct pollfd in = {from, POLLIN, 0};
    int ready = poll(&in, 1, wait);
    if (ready <= 0)
        return ready == 0 || errno == EINTR;
    ssize_t got = read(from, buffer, sizeof buffer);
    if (got < 0)
        return errno == EINTR;
    size_t room = out->len < CHILD_MOST_OUTPUT ? CHILD_MOST_OUTPUT - out->len : 0;
    str_add(out, sv_make(buffer, (size_t)got < room ? (size_t)got : room));
    return got > 0;
}

/* The end of the child is what counts: a program it left in the background may hold the other end
 * of the pipe for as long as it likes. */
static int listen_and_wait(pid_t child, int from, struct str *out, int *status)
{
    enum { WAIT_MS = 50 };
    for (;;) {
        bool open = listen_once(from, WAIT_MS, out);
        pid_t done = waitpid(child, status, open ? WNOHANG : 0);
        if (done < 0 && errno != EINTR)
            return errno;
        if (done != child)
            continue;
        struct pollfd in = {from, POLLIN, 0};
        while (open && poll(&in, 1, 0) > 0 && out->len < CHILD_MOST_OUTPUT)
            open = listen_once(from, 0, out);
        return 0;
    }
}

static int wait_for(pid_t child, int *status)
{
    while (waitpid(child, status, 0) < 0)
        if (errno != EINTR)
            return errno;
    return 0;
}

static int start(const struct child *c, int *status)
{
    int ends[2] = {-1, -1};
    if (c->output && pipe2(ends, O_CLOEXEC) != 0)
        return errno;
    pid_t child = fork();
    if (child == 0)
        become(c, ends[1]);
    int number = child < 0 ? errno : 0;
    if (c->output)
        close(ends[1]);
    if (!number)
        number = c->output ? listen_and_wait(child, ends[0], c->output, status)
                           : wait_for(child, status);
    if (c->output)
        close(ends[0]);
    return number;
}

int child_run(const struct child *c, int *status)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN}, interrupt, quit;
    sigaction(SIGINT, &ignore, &interrupt);
    sigaction(SIGQUIT, &ignore, &quit);
    int number = start(c, status);
    /* One that came while it was blocked is still waiting: to ignore it anew drops it. */
    sigaction(SIGINT, &ignore, NULL);
    sigaction(SIGINT, &interrupt, NULL);
    sigaction(SIGQUIT, &quit, NULL);
    return number;
}
