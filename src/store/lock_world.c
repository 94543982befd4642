#include "store/lock_world.h"

#include <errno.h>
#include <inttypes.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "store/file.h"

enum {
    MOST_USER = 200,    /* bytes of a user's name */
    MOST_ENTRY = 16384, /* bytes of an entry in the list of users */
    MOST_PROC = 4096,   /* bytes of a file below /proc */
    START_FIELD = 22,   /* of /proc/PID/stat, counted from 1 (proc(5)) */
};

/* ---- processes ---- */

/* The field of /proc/PID/stat; the second is the command's name in parentheses, which may hold
 * blanks and parentheses. */
static struct sv stat_field(struct sv text, int field)
{
    size_t at = text.len;
    struct sv value = {0};
    while (at && text.ptr[at - 1] != ')')
        at--;
    struct sv rest = sv_trim(sv_from_offset(text, at));
    for (int i = 3; i <= field; i++)
        if (!sv_next(&rest, ' ', &value))
            return SV("");
    return value;
}

static enum lock_process find_unseen(int64_t process)
{
    return kill((pid_t)process, 0) != 0 && errno == ESRCH ? LOCK_PROCESS_GONE : LOCK_PROCESS_HIDDEN;
}

/* A zombie holds nothing any more, it is only not buried yet. */
static enum lock_process find_process(int64_t process, int64_t *started)
{
    struct str path = {0}, text = {0};
    enum lock_process answer;
    str_add_f(&path, "/proc/%" PRId64 "/stat", process);
    bool ok = file_read_itself(path.ptr, MOST_PROC, &text, NULL, NULL);
    struct sv state = stat_field(str_sv(&text), 3);
    if (!ok)
        answer = find_unseen(process);
    else if (sv_eq(state, SV("Z")) || sv_eq(state, SV("X")))
        answer = LOCK_PROCESS_GONE;
    else if (sv_number(stat_field(str_sv(&text), START_FIELD), 0, INT64_MAX, started))
        answer = LOCK_PROCESS_THERE;
    else
        answer = LOCK_PROCESS_HIDDEN;
    str_release(&path);
    str_release(&text);
    return answer;
}

/* ---- ourselves ---- */

static void find_user(struct str *out)
{
    char entry[MOST_ENTRY];
    struct passwd user, *found = NULL;
    struct sv name = {0};
    if (getpwuid_r(geteuid(), &user, entry, sizeof entry, &found) == 0 && found)
        name = sv_from(found->pw_name);
    if (!name.len)
        name = sv_from(secure_getenv("USER"));
    if (name.len && name.len <= MOST_USER)
        str_set(out, name);
    else
        str_add_f(out, "#%u", (unsigned)geteuid());
}

static void find_host(struct str *out)
{
    char name[256];
    if (gethostname(name, sizeof name) == 0) {
        name[sizeof name - 1] = '\0';
        str_set(out, sv_from(name));
    }
}

/* Numbers of processes mean something within one boot and one namespace only: a sandbox or a
 * container counts as a boot of its own. */
static void find_boot(struct str *out)
{
    struct str id = {0};
    struct stat space;
    if (file_read_itself("/proc/sys/kernel/random/boot_id", MOST_PROC, &id, NULL, NULL) &&
        stat("/proc/self/ns/pid", &space) == 0)
        str_add_f(out, "%.*s/%ju", SV_ARG(sv_trim(str_sv(&id))), (uintmax_t)space.st_ino);
    str_release(&id);
}

static void find_ourselves(struct lock_owner *me)
{
    find_user(&me->user);
    find_host(&me->host);
    find_boot(&me->boot);
    me->process = getpid();
    if (find_process(me->process, &me->started) != LOCK_PROCESS_THERE)
        str_clear(&me->boot); /* where nobody can look us up, only the age tells */
}

/* ---- time ---- */

static int64_t read_uptime(void)
{
    struct timespec t;
    return clock_gettime(CLOCK_BOOTTIME, &t) == 0 ? (int64_t)t.tv_sec : INT64_MAX;
}

static int64_t read_clock(void)
{
    return (int64_t)time(NULL);
}

static void pause_for(int milliseconds)
{
    struct timespec t = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
    while (nanosleep(&t, &t) != 0 && errno == EINTR)
        continue;
}

const struct lock_world *lock_system_world(void)
{
    static const struct lock_world world = {find_ourselves, find_process, read_uptime,
                                            read_clock,     pause_for,    file_system_steps};
    return &world;
}
