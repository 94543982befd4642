#include "fault.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum deed {
    DO_NOTHING,
    DO_FAIL,
    DO_FAIL_FROM,
    DO_SHORT,
    DO_KILL,
    DO_KILL_AFTER,
    DO_KILL_HALF,
    DO_RUN
};

static struct {
    const char *root, *run, *no, *report;
    size_t root_len;
    long at, count;
    enum deed deed;
    int number;
    bool broken;     /* failing from now on */
    bool next_fails; /* the write after a short one */
    int log;
    bool shows; /* screens are printed to a file */
    bool dead;  /* nothing is counted any more: we are the command of TB_FAULT_RUN */
} fault = {.log = -1};

static struct {
    char path[FAULT_PATH];
    bool ours, writable;
} fds[FAULT_FDS];

/* ---- what was asked for ---- */

static const struct {
    const char *name;
    int number;
    unsigned strikes; /* which calls, when it lasts */
} errors[] = {
#define BIT(call) (1u << (call))
#define ROOM (BIT(CALL_CREATE) | BIT(CALL_WRITE) | BIT(CALL_LINK) | BIT(CALL_MKDIR))
#define RIGHTS \
    (BIT(CALL_OPEN) | BIT(CALL_CREATE) | BIT(CALL_RENAME) | BIT(CALL_LINK) | BIT(CALL_UNLINK) | \
     BIT(CALL_MKDIR) | BIT(CALL_TOUCH))
#define CHANGES (BIT(CALL_LOOK) - 1)
    {"ENOSPC", ENOSPC, ROOM},   {"EDQUOT", EDQUOT, ROOM},
    {"EACCES", EACCES, RIGHTS}, {"EROFS", EROFS, CHANGES},
    {"EIO", EIO, CHANGES},      {"ENODEV", ENODEV, CHANGES | BIT(CALL_LOOK)},
};
enum { ERRORS = sizeof errors / sizeof errors[0] };

static const char *const call_names[CALLS] = {"open",      "create", "write",     "fsync",
                                              "rename",    "link",   "unlink",    "mkdir",
                                              "ftruncate", "close",  "utimensat", "look"};

static _Noreturn void misused(const char *what)
{
    dprintf(STDERR_FILENO, "fault: cannot make sense of %s\n", what);
    _exit(99);
}

static int error_named(const char *name)
{
    for (size_t i = 0; i < ERRORS; i++)
        if (strcmp(errors[i].name, name) == 0)
            return errors[i].number;
    misused(name);
}

static bool strikes(int number, enum call call)
{
    for (size_t i = 0; i < ERRORS; i++)
        if (errors[i].number == number)
            return errors[i].strikes & BIT(call);
    return false;
}

static void parse_deed(const char *text)
{
    static const struct {
        const char *name;
        enum deed deed;
    } deeds[] = {{"short", DO_SHORT},
                 {"kill", DO_KILL},
                 {"kill-after", DO_KILL_AFTER},
                 {"kill-half", DO_KILL_HALF},
                 {"run", DO_RUN}};
    for (size_t i = 0; i < sizeof deeds / sizeof deeds[0]; i++)
        if (strcmp(text, deeds[i].name) == 0)
            fault.deed = deeds[i].deed;
    if (strncmp(text, "fail=", 5) == 0) {
        fault.deed = DO_FAIL;
        fault.number = error_named(text + 5);
    } else if (strncmp(text, "fail-from=", 10) == 0) {
        fault.deed = DO_FAIL_FROM;
        fault.number = error_named(text + 10);
    }
    if (fault.deed == DO_NOTHING)
        misused(text);
}

/* Each screen goes out as it is printed: whoever dies afterwards has shown it. */
static ssize_t show(void *cookie, const char *bytes, size_t len)
{
    (void)cookie;
    size_t sent = 0;
    fault_log(bytes, len, "screen %zu", len);
    while (sent < len) {
        long n = syscall(SYS_write, STDOUT_FILENO, bytes + sent, len - sent);
        if (n < 0 && errno != EINTR)
            return -1;
        sent += n > 0 ? (size_t)n : 0;
    }
    return (ssize_t)len;
}

__attribute__((constructor)) static void begin(void)
{
    const char *at = getenv("TB_FAULT_AT"), *deed = getenv("TB_FAULT_DO");
    const char *log = getenv("TB_FAULT_LOG");
    fault.root = getenv("TB_FAULT_ROOT");
    fault.root_len = fault.root ? strlen(fault.root) : 0;
    fault.run = getenv("TB_FAULT_RUN");
    fault.no = getenv("TB_FAULT_NO");
    fault.report = getenv("TB_FAULT_REPORT");
    fault.at = at ? strtol(at, NULL, 10) : 0;
    if (deed)
        parse_deed(deed);
    if (log)
        fault.log = (int)syscall(SYS_openat, AT_FDCWD, log,
                                 O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    fault.shows = fault.root && !isatty(STDOUT_FILENO);
    FILE *screens =
        fault.shows ? fopencookie(NULL, "w", (cookie_io_functions_t){.write = show}) : 0;
    if (screens) {
        setvbuf(screens, NULL, _IOLBF, 1 << 16);
        stdout = screens;
    }
}

/* ---- striking ---- */

static void tell(enum call call, const char *path)
{
    char line[FAULT_PATH + 64];
    int len = snprintf(line, sizeof line, "%ld %s %s\n", fault.count, call_names[call], path);
    int fd = fault.report ? (int)syscall(SYS_openat, AT_FDCWD, fault.report,
                                         O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)
                          : -1;
    if (fd >= 0) {
        syscall(SYS_write, fd, line, (size_t)len);
        syscall(SYS_close, fd);
    }
    if (!fault.shows)
        return;
    fflush(stdout);
    len = snprintf(line, sizeof line, "\n-- fault -- %ld %s %s\n", fault.count, call_names[call],
                   fault_below(path));
    syscall(SYS_write, STDOUT_FILENO, line, (size_t)len);
}

static void run_command(void)
{
    int status;
    pid_t child = fork();
    if (child == 0) {
        fault.dead = true;
        unsetenv("LD_PRELOAD");
        execl("/bin/sh", "sh", "-c", fault.run, (char *)NULL);
        _exit(127);
    }
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    if (child < 0 || status != 0)
        misused("TB_FAULT_RUN: it failed");
}

static void die(void)
{
    kill(getpid(), SIGKILL);
}

static struct decision strike(enum call call, const char *path)
{
    struct decision d = {0};
    bool halves = fault.deed == DO_SHORT || fault.deed == DO_KILL_HALF;
    if (halves && call != CALL_WRITE) {
        tell(CALL_LOOK, "no write");
        return d;
    }
    tell(call, path);
    d.half = halves;
    d.kill_after = fault.deed == DO_KILL_AFTER || fault.deed == DO_KILL_HALF;
    if (fault.deed == DO_KILL)
        die();
    if (fault.deed == DO_RUN)
        run_command();
    if (fault.deed == DO_FAIL || fault.deed == DO_FAIL_FROM)
        d.number = fault.number;
    fault.broken = fault.deed == DO_FAIL_FROM;
    fault.next_fails = fault.deed == DO_SHORT;
    return d;
}

struct decision fault_decide(enum call call, const char *path)
{
    struct decision d = {0};
    if (fault.dead)
        return d;
    if (fault.broken && strikes(fault.number, call)) {
        d.number = fault.number;
        return d;
    }
    if (call == CALL_LOOK)
        return d;
    if (call == CALL_WRITE && fault.next_fails) {
        fault.next_fails = false;
        d.number = ENOSPC;
        return d;
    }
    if (++fault.count == fault.at && fault.deed != DO_NOTHING)
        return strike(call, path);
    return d;
}

void fault_done(const struct decision *d)
{
    if (d->kill_after)
        die();
}

bool fault_unknown(const char *call, int number)
{
    size_t len = strlen(call);
    for (const char *at = fault.no; at && *at; at += strcspn(at, ","), at += *at == ',') {
        if (strcspn(at, ",") == len && strncmp(at, call, len) == 0) {
            errno = number;
            return true;
        }
    }
    return false;
}

/* ---- paths and descriptors ---- */

static void tidy(char *path)
{
    char *to = path;
    for (char *from = path; *from;) {
        size_t len = strcspn(from + 1, "/");
        if (len == 2 && from[1] == '.' && from[2] == '.') {
            while (to > path && *--to != '/')
                ;
        } else if (len > 0 && !(len == 1 && from[1] == '.')) {
            memmove(to, from, len + 1);
            to += len + 1;
        }
        from += len + 1;
    }
    *to = 0;
}

bool fault_path(int folder, const char *path, char out[FAULT_PATH])
{
    char base[FAULT_PATH] = "", link[64];
    if (!fault.root || !path)
        return false;
    if (path[0] != '/') {
        ssize_t len = 0;
        if (folder == AT_FDCWD)
            len = getcwd(base, sizeof base) ? (ssize_t)strlen(base) : -1;
        else {
            snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
            len = readlink(link, base, sizeof base - 1);
        }
        if (len < 0)
            return false;
        base[len] = 0;
    }
    if ((size_t)snprintf(out, FAULT_PATH, "%s/%s", base, path) >= FAULT_PATH)
        return false;
    tidy(out);
    return strncmp(out, fault.root, fault.root_len) == 0 &&
           (out[fault.root_len] == '/' || out[fault.root_len] == 0);
}

const char *fault_below(const char *path)
{
    bool below = fault.root && strncmp(path, fault.root, fault.root_len) == 0;
    if (!below)
        return path;
    return path[fault.root_len] ? path + fault.root_len + 1 : ".";
}

const char *fault_fd(int fd, bool *writable)
{
    if (fd < 0 || fd >= FAULT_FDS || !fds[fd].ours)
        return NULL;
    *writable = fds[fd].writable;
    return fds[fd].path;
}

void fault_opened(int fd, const char *path, bool writable)
{
    if (fd < 0 || fd >= FAULT_FDS)
        return;
    fds[fd].ours = true;
    fds[fd].writable = writable;
    snprintf(fds[fd].path, sizeof fds[fd].path, "%s", path);
}

void fault_closed(int fd)
{
    if (fd >= 0 && fd < FAULT_FDS)
        fds[fd].ours = false;
}

/* ---- the log ---- */

bool fault_logs(void)
{
    return fault.log >= 0;
}

void fault_log(const void *bytes, size_t len, const char *format, ...)
{
    char line[3 * FAULT_PATH];
    va_list args;
    int saved = errno;
    if (fault.log < 0 || fault.dead)
        return;
    va_start(args, format);
    int n = vsnprintf(line, sizeof line - 1, format, args);
    va_end(args);
    line[n++] = '\n';
    syscall(SYS_write, fault.log, line, (size_t)n);
    if (bytes) {
        syscall(SYS_write, fault.log, bytes, len);
        syscall(SYS_write, fault.log, "\n", (size_t)1);
    }
    errno = saved;
}
