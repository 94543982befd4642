#include "store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "store/file.h"
#include "store/lock_seen.h"
#include "store/lock_text.h"
#include "store/lock_world.h"
#include "store/path.h"
#include "store/random.h"

enum {
    MOST_TRIES = 16,  /* while others change what we look at */
    LONGEST_NAP = 50, /* milliseconds */
    /* Whoever shares the folder may read who has the file, whatever the mask of the owner. */
    LOCK_MODE = 0644 | FILE_SHARED,
};

struct lock {
    const struct file_steps *steps;
    struct str path;
    struct str token;
    struct stat left; /* the lock as we left it */
};

struct attempt {
    const struct lock_wish *wish;
    struct str path;
    struct lock_owner me;
};

/* ---- names ---- */

static bool find_path(const char *file, struct str *out, struct err *e)
{
    struct str real = {0}, name = {0};
    bool ok = file_resolve(file, &real, e);
    if (ok) {
        str_add(&name, SV("."));
        path_add_name_within(&name, path_name(str_sv(&real)),
                             sizeof "..lock." - 1 + LOCK_ASIDE_DIGITS);
        str_add(&name, SV(".lock"));
        path_join(out, path_folder(str_sv(&real)), str_sv(&name));
    }
    str_release(&real);
    str_release(&name);
    return ok;
}

/* ---- judging ---- */

/* The clock of the file system: that of a file just made beside the lock; ours where none can be
 * made. */
static int64_t folder_time(const struct attempt *a)
{
    const struct file_steps *steps = a->wish->world->steps();
    struct str path = {0};
    struct stat st;
    lock_name_aside(&path, &a->path);
    int fd = steps->create(AT_FDCWD, path.ptr, 0600);
    bool ok = fd >= 0 && fstat(fd, &st) == 0;
    if (fd >= 0) {
        close(fd);
        file_remove(path.ptr);
    }
    str_release(&path);
    return ok ? (int64_t)st.st_mtime : a->wish->world->clock();
}

/* A lock from far in the future is not touched by anybody: clocks were set back, or the stick comes
 * from a machine with another one. */
static bool is_older(const struct attempt *a, const struct stat *st, int64_t seconds)
{
    int64_t age = folder_time(a) - (int64_t)st->st_mtime;
    return age >= seconds || age < -LOCK_STALE_SECONDS;
}

/* Machines may share a name. A lock of this very machine's last boot was not touched since it
 * booted; one that was is another machine's. */
static bool is_of_past_boot(const struct attempt *a, const struct stat *st)
{
    int64_t uptime = a->wish->world->uptime();
    return is_older(a, st, uptime < LOCK_STALE_SECONDS ? uptime : LOCK_STALE_SECONDS);
}

static bool is_stale(const struct attempt *a, const struct lock_seen *s)
{
    int64_t started = 0;
    const struct lock_owner *owner = &s->owner;
    if (!s->known || owner->boot.len == 0 || a->me.boot.len == 0 ||
        !sv_eq(str_sv(&owner->host), str_sv(&a->me.host)))
        return is_older(a, &s->st, LOCK_STALE_SECONDS);
    if (!sv_eq(str_sv(&owner->boot), str_sv(&a->me.boot)))
        return is_of_past_boot(a, &s->st);
    switch (a->wish->world->find(owner->process, &started)) {
    case LOCK_PROCESS_GONE:
        return true;
    case LOCK_PROCESS_THERE:
        return started != owner->started;
    case LOCK_PROCESS_HIDDEN:
        break;
    }
    return is_older(a, &s->st, LOCK_STALE_SECONDS);
}

/* ---- making ---- */

static int no_sync(int fd)
{
    (void)fd;
    return 0;
}

static bool write_lock(const struct attempt *a, struct err *e)
{
    struct file_steps steps = *a->wish->world->steps();
    struct str text = {0};
    if (a->wish->brief)
        steps.sync = no_sync;
    lock_text_add(&text, &a->me);
    bool ok = file_write_by(&steps, a->path.ptr, str_sv(&text), LOCK_MODE, false, e);
    int number = errno;
    str_release(&text);
    errno = number;
    return ok;
}

/* Is what lies there ours? Where renaming can replace after all, somebody may have been quicker
 * than the look before it. */
static bool note_left(struct lock *l)
{
    struct lock_seen s = {0};
    bool ours = lock_seen_look(l->path.ptr, &s) && s.known &&
                sv_eq(str_sv(&s.owner.token), str_sv(&l->token));
    if (ours)
        l->left = s.st;
    lock_seen_release(&s);
    return ours;
}

static void lock_free(struct lock *l)
{
    str_release(&l->path);
    str_release(&l->token);
    free(l);
}

static enum lock_step make_lock(struct attempt *a, struct lock **out, struct err *e)
{
    struct err trouble = {0};
    str_clear(&a->me.token);
    random_add_hex(&a->me.token, LOCK_TOKEN_DIGITS);
    if (!write_lock(a, &trouble)) {
        bool again = errno == EEXIST;
        if (!again && e) {
            str_move(&e->message, &trouble.message);
            e->class = trouble.class;
        }
        err_clear(&trouble);
        return again ? LOCK_STEP_AGAIN : LOCK_STEP_FAILED;
    }
    struct lock *l = xcalloc(1, sizeof *l);
    l->steps = a->wish->world->steps();
    str_set(&l->path, str_sv(&a->path));
    str_set(&l->token, str_sv(&a->me.token));
    if (!note_left(l)) {
        lock_free(l);
        return LOCK_STEP_AGAIN;
    }
    *out = l;
    return LOCK_STEP_DONE;
}

/* ---- taking ---- */

static enum lock_step try_once(struct attempt *a, struct lock_seen *s, struct lock **out,
                               struct err *e)
{
    if (lock_seen_look(a->path.ptr, s)) {
        if (!a->wish->force && !is_stale(a, s))
            return LOCK_STEP_HELD;
        enum lock_step step = lock_take_away(a->wish->world->steps(), &a->path, s, e);
        if (step != LOCK_STEP_DONE)
            return step;
    }
    return make_lock(a, out, e);
}

/* Tries until it is clear who has it; while another has it, as long as patience lasts. */
static enum lock_step try_patiently(struct attempt *a, struct lock_seen *s, struct lock **out,
                                    struct err *e)
{
    enum lock_step step;
    int waited = 0, nap = 1;
    for (int tries = 1;; tries++) {
        step = try_once(a, s, out, e);
        bool out_of_patience = waited >= a->wish->patience;
        if (step == LOCK_STEP_DONE || step == LOCK_STEP_FAILED ||
            (step == LOCK_STEP_HELD && out_of_patience) || (tries >= MOST_TRIES && out_of_patience))
            return step;
        a->wish->world->pause(nap);
        waited += nap;
        if (step == LOCK_STEP_HELD)
            nap = nap < LONGEST_NAP / 2 ? 2 * nap : LONGEST_NAP;
    }
}

static void show_holder(struct lock_seen *s, struct lock_owner *holder)
{
    if (!holder)
        return;
    lock_owner_release(holder);
    *holder = s->owner;
    s->owner = (struct lock_owner){0};
}

enum lock_answer lock_by(const struct lock_wish *wish, struct lock **out, struct lock_owner *holder,
                         struct err *e)
{
    struct attempt a = {.wish = wish};
    struct lock_seen s = {0};
    enum lock_step step = LOCK_STEP_FAILED;
    if (find_path(wish->file, &a.path, e)) {
        wish->world->who(&a.me);
        if (wish->who.name.len)
            str_set(&a.me.user, wish->who.name);
        a.me.since = wish->who.now;
        step = try_patiently(&a, &s, out, e);
    }
    if (step == LOCK_STEP_FAILED)
        err_prefix(e, "%s", _("锁不住这份文件："));
    else if (step != LOCK_STEP_DONE)
        show_holder(&s, holder);
    lock_seen_release(&s);
    str_release(&a.path);
    lock_owner_release(&a.me);
    return step == LOCK_STEP_DONE ? LOCK_TAKEN : step == LOCK_STEP_FAILED ? LOCK_FAILED : LOCK_HELD;
}

enum lock_answer lock_take(const char *file, struct lock_asker who, struct lock **out,
                           struct lock_owner *holder, struct err *e)
{
    struct lock_wish wish = {.world = lock_system_world(), .file = file, .who = who};
    return lock_by(&wish, out, holder, e);
}

enum lock_answer lock_wait(const char *file, struct lock_asker who, int patience, struct lock **out,
                           struct lock_owner *holder, struct err *e)
{
    struct lock_wish wish = {.world = lock_system_world(),
                             .file = file,
                             .who = who,
                             .patience = patience,
                             .brief = true};
    return lock_by(&wish, out, holder, e);
}

enum lock_answer lock_take_over(const char *file, struct lock_asker who, struct lock **out,
                                struct err *e)
{
    struct lock_wish wish = {.world = lock_system_world(), .file = file, .who = who, .force = true};
    return lock_by(&wish, out, NULL, e);
}

bool lock_look_by(const struct lock_world *world, const char *file, struct lock_owner *holder)
{
    struct lock_wish wish = {.world = world, .file = file};
    struct attempt a = {.wish = &wish};
    struct lock_seen s = {0};
    bool held = find_path(file, &a.path, NULL) && lock_seen_look(a.path.ptr, &s);
    if (held) {
        world->who(&a.me);
        held = !is_stale(&a, &s);
    }
    if (held)
        show_holder(&s, holder);
    lock_seen_release(&s);
    str_release(&a.path);
    lock_owner_release(&a.me);
    return held;
}

bool lock_look(const char *file, struct lock_owner *holder)
{
    return lock_look_by(lock_system_world(), file, holder);
}

/* ---- having it ---- */

static bool is_as_left(const struct lock *l, const struct stat *st)
{
    return lock_same_file(st, &l->left) && lock_same_state(st, &l->left);
}

bool lock_is_ours(struct lock *l)
{
    struct stat st;
    if (lstat(l->path.ptr, &st) != 0)
        return errno != ENOENT && errno != ENOTDIR;
    return is_as_left(l, &st) || note_left(l);
}

/* By what was opened: the name may lead elsewhere a moment later. */
void lock_touch(struct lock *l)
{
    struct stat st;
    if (!lock_is_ours(l))
        return;
    int fd = open(l->path.ptr, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return;
    if (fstat(fd, &st) == 0 && is_as_left(l, &st) && futimens(fd, NULL) == 0)
        (void)!fstat(fd, &l->left);
    close(fd);
}

void lock_release(struct lock *l)
{
    struct lock_seen s = {0};
    if (!l)
        return;
    if (lock_seen_look(l->path.ptr, &s) && s.known &&
        sv_eq(str_sv(&s.owner.token), str_sv(&l->token)))
        (void)lock_take_away(l->steps, &l->path, &s, NULL);
    lock_seen_release(&s);
    lock_free(l);
}
