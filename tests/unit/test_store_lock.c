#include "folder.h"
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "store/file.h"
#include "store/lock.h"
#include "store/lock_text.h"
#include "store/lock_world.h"

/* How many names are in the folder, hidden ones too. */
static size_t names_in(const char *folder)
{
    struct str command = {0};
    size_t lines = 0;
    str_add_f(&command, "ls -A '%s'", folder);
    FILE *list = popen(command.ptr, "r");
    for (int c; (c = fgetc(list)) != EOF;)
        lines += c == '\n';
    pclose(list);
    str_release(&command);
    return lines;
}

static void set_age(const char *path, int64_t seconds)
{
    struct timespec now, times[2];
    assert_int_equal(clock_gettime(CLOCK_REALTIME, &now), 0);
    now.tv_sec -= (time_t)seconds;
    times[0] = times[1] = now;
    assert_int_equal(utimensat(AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW), 0);
}

/* ---- a world of our own ---- */

struct person {
    const char *user, *host, *boot;
    int64_t process, started;
};

static const struct person zhang = {"张三", "甲机", "b1", 100, 7};
static const struct person li = {"李四", "甲机", "b1", 200, 8};

static struct person me;
static enum lock_process found;
static int64_t found_started, uptime, wall_clock;
static int paused, pauses;

static void who(struct lock_owner *o)
{
    str_set(&o->user, sv_from(me.user));
    str_set(&o->host, sv_from(me.host));
    str_set(&o->boot, sv_from(me.boot));
    o->process = me.process;
    o->started = me.started;
}

static enum lock_process find(int64_t process, int64_t *started)
{
    (void)process;
    *started = found_started;
    return found;
}

static int64_t tell_uptime(void)
{
    return uptime;
}

static int64_t tell_clock(void)
{
    return wall_clock;
}

static void count_pause(int milliseconds)
{
    paused += milliseconds;
    pauses++;
}

static const struct lock_world world = {who,        find,        tell_uptime,
                                        tell_clock, count_pause, file_system_steps};

/* Both people live, the machine has been up for a day, and its clock is of no use. */
static void calm_world(const struct person *who_we_are)
{
    me = *who_we_are;
    found = LOCK_PROCESS_THERE;
    found_started = zhang.started;
    uptime = 86400;
    wall_clock = 0;
    paused = pauses = 0;
}

static enum lock_answer take(const struct lock_world *w, const char *file, struct lock **out,
                             struct lock_owner *holder)
{
    struct lock_wish wish = {.world = w, .file = file, .who.now = 1718000000};
    return lock_by(&wish, out, holder, NULL);
}

/* Zhang's lock of a file, and then we are Li. */
static struct lock *taken_by_zhang(const char *file)
{
    struct lock *l = NULL;
    calm_world(&zhang);
    assert_int_equal(take(&world, file, &l, NULL), LOCK_TAKEN);
    me = li;
    return l;
}

/* ---- having and giving back ---- */

static void test_system(void **state)
{
    char *file = in(state, "甲.yaml"), *path = in(state, ".甲.yaml.lock");
    struct lock *l, *second = NULL;
    struct lock_owner holder = {0};
    struct err e = {0};
    struct stat st;
    char host[256];
    assert_int_equal(gethostname(host, sizeof host), 0);
    assert_false(lock_look(file, &holder));
    assert_int_equal(lock_take(file, (struct lock_asker){.now = 1718000000}, &l, &holder, &e),
                     LOCK_TAKEN);
    assert_int_equal(lstat(path, &st), 0);
    assert_int_equal(st.st_mode & S_IFMT, S_IFREG);
    assert_int_equal(st.st_mode & 0133, 0);
    assert_true(lock_is_ours(l));
    assert_int_equal(lock_take(file, (struct lock_asker){0}, &second, &holder, &e), LOCK_HELD);
    assert_null(second);
    assert_text(str_sv(&holder.host), host);
    assert_true(holder.user.len && holder.boot.len && holder.started > 0);
    assert_int_equal(holder.process, getpid());
    assert_int_equal(holder.since, 1718000000);
    assert_int_equal(lock_wait(file, (struct lock_asker){0}, 3, &second, NULL, &e), LOCK_HELD);
    assert_true(lock_look(file, &holder));
    lock_release(l);
    assert_false(lock_look(file, &holder));
    assert_int_equal(names_in(*state), 0);
    assert_int_equal(lock_wait(file, (struct lock_asker){0}, 3, &l, NULL, &e), LOCK_TAKEN);
    lock_release(l);
    lock_release(NULL);
    lock_owner_release(&holder);
    free(file);
    free(path);
}

/* The others see the name that is asked under, as much of it as a lock can say. */
static void test_name(void **state)
{
    struct str longest = {0}, shown = {0};
    for (int i = 0; i < 100; i++)
        str_add(i < 85 ? &shown : &longest, SV("名"));
    str_add(&longest, str_sv(&shown));
    const struct {
        struct sv asked, seen;
    } rows[] = {
        {SV("王芳"), SV("王芳")},
        {SV("王\n芳\033[2J"), SV("王\\x0A芳\\x1B[2J")},
        {str_sv(&longest), str_sv(&shown)},
        {SV(""), SV("张三")},
    };
    char *file = in(state, "甲");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct lock_wish wish = {.world = &world, .file = file, .who.name = rows[i].asked};
        struct lock_owner holder = {0};
        struct lock *l = NULL, *second = NULL;
        calm_world(&zhang);
        assert_int_equal(lock_by(&wish, &l, NULL, NULL), LOCK_TAKEN);
        assert_int_equal(take(&world, file, &second, &holder), LOCK_HELD);
        assert_true(sv_eq(str_sv(&holder.user), rows[i].seen));
        lock_release(l);
        lock_owner_release(&holder);
    }
    str_release(&longest);
    str_release(&shown);
    free(file);
}

/* Whichever link it is reached by, a file has one lock, beside itself. */
static void test_links(void **state)
{
    char *folder = in(state, "下"), *file = in(state, "下/甲"), *link = in(state, "一"),
         *path = in(state, "下/.甲.lock");
    struct lock *l;
    assert_true(file_make_folder(folder, NULL));
    assert_int_equal(symlink("下/甲", link), 0);
    l = taken_by_zhang(link);
    assert_true(file_exists(path));
    assert_true(lock_look_by(&world, file, NULL));
    assert_int_equal(take(&world, file, &l, NULL), LOCK_HELD);
    lock_release(l);
    assert_int_equal(names_in(folder), 0);
    char *paths[] = {folder, file, link, path};
    for (size_t i = 0; i < COUNT_OF(paths); i++)
        free(paths[i]);
}

static void test_long_names(void **state)
{
    char name[256], *files[2];
    struct lock *locks[2];
    memset(name, 'x', 255);
    name[255] = 0;
    for (int i = 0; i < 2; i++) {
        memcpy(name + 198, "字", 3);
        name[254] = (char)('a' + i);
        files[i] = in(state, name);
        assert_true(file_write(files[i], SV(""), 0600, NULL));
        locks[i] = taken_by_zhang(files[i]);
        assert_true(lock_look_by(&world, files[i], NULL));
    }
    for (int i = 0; i < 2; i++) {
        lock_release(locks[i]);
        free(files[i]);
    }
    assert_int_equal(names_in(*state), 2);
}

static void test_no_file(void **state)
{
    char *loop = in(state, "loop"), *none = in(state, "none/甲"), *folder = in(state, "f/");
    assert_int_equal(symlink("loop", loop), 0);
    const char *const paths[] = {loop, none, folder, ""};
    calm_world(&zhang);
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        struct lock_wish wish = {.world = &world, .file = paths[i]};
        struct lock *l = NULL;
        struct err e = {0};
        assert_int_equal(lock_by(&wish, &l, NULL, &e), LOCK_FAILED);
        assert_int_equal(e.class, ERR_IO);
        assert_true(sv_starts(str_sv(&e.message), SV("锁不住这份文件：")));
        assert_null(l);
        assert_false(lock_look_by(&world, paths[i], NULL));
        err_clear(&e);
    }
    free(loop);
    free(none);
    free(folder);
}

/* ---- stale or not ---- */

/* Zhang's lock of some age is looked at by others. */
static void test_stale(void **state)
{
    static const struct {
        const char *name;
        struct person by;
        enum lock_process found;
        int64_t found_started, uptime, age;
        bool stale;
    } cases[] = {
        {"live", {"", "甲机", "b1", 1, 1}, LOCK_PROCESS_THERE, 7, 86400, 0, false},
        {"live, not touched", {"", "甲机", "b1", 1, 1}, LOCK_PROCESS_THERE, 7, 86400, 9999, false},
        {"gone", {"", "甲机", "b1", 1, 1}, LOCK_PROCESS_GONE, 0, 86400, 0, true},
        {"pid again", {"", "甲机", "b1", 1, 1}, LOCK_PROCESS_THERE, 9, 86400, 0, true},
        {"hidden", {"", "甲机", "b1", 1, 1}, LOCK_PROCESS_HIDDEN, 0, 86400, 100, false},
        {"hidden, old", {"", "甲机", "b1", 1, 1}, LOCK_PROCESS_HIDDEN, 0, 86400, 200, true},
        {"rebooted just now", {"", "甲机", "b2", 1, 1}, LOCK_PROCESS_THERE, 7, 15, 30, true},
        {"rebooted, clock back", {"", "甲机", "b2", 1, 1}, LOCK_PROCESS_THERE, 7, 15, -999, true},
        {"namesake, live", {"", "甲机", "b2", 1, 1}, LOCK_PROCESS_GONE, 0, 86400, 20, false},
        {"namesake, old", {"", "甲机", "b2", 1, 1}, LOCK_PROCESS_THERE, 7, 86400, 200, true},
        {"other host", {"", "乙机", "b1", 1, 1}, LOCK_PROCESS_GONE, 0, 15, 100, false},
        {"other host, old", {"", "乙机", "b3", 1, 1}, LOCK_PROCESS_THERE, 7, 15, 200, true},
        {"other host, ahead", {"", "乙机", "b3", 1, 1}, LOCK_PROCESS_THERE, 7, 15, -100, false},
        {"other host, far ahead", {"", "乙机", "b3", 1, 1}, LOCK_PROCESS_THERE, 7, 15, -999, true},
        {"no boot known", {"", "甲机", "", 1, 1}, LOCK_PROCESS_GONE, 0, 15, 100, false},
        {"no boot known, old", {"", "甲机", "", 1, 1}, LOCK_PROCESS_GONE, 0, 15, 200, true},
    };
    char *file = in(state, "甲"), *path = in(state, ".甲.lock");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct lock *old = taken_by_zhang(file), *new = NULL;
        struct lock_owner holder = {0};
        set_age(path, cases[i].age);
        me = cases[i].by;
        found = cases[i].found;
        found_started = cases[i].found_started;
        uptime = cases[i].uptime;
        if (lock_look_by(&world, file, &holder) == cases[i].stale)
            fail_msg("look: %s", cases[i].name);
        enum lock_answer want = cases[i].stale ? LOCK_TAKEN : LOCK_HELD;
        if (take(&world, file, &new, &holder) != want)
            fail_msg("take: %s", cases[i].name);
        if (!cases[i].stale)
            assert_text(str_sv(&holder.user), "张三");
        assert_int_equal(lock_is_ours(old), !cases[i].stale);
        lock_release(old);
        assert_int_equal(file_exists(path), cases[i].stale);
        if (new)
            assert_true(lock_is_ours(new));
        lock_release(new);
        assert_int_equal(names_in(*state), 0);
        lock_owner_release(&holder);
    }
    free(file);
    free(path);
}

/* ---- what is no lock of ours ---- */

static const char good_lock[] = "tianbiao-lock 1\nuser 张三\nhost 甲机\nboot b1\nprocess 100\n"
                                "started 7\nsince 1718000000\n"
                                "token 0123456789abcdef0123456789abcdef\n";

static void test_text(void **state)
{
    (void)state;
    struct lock_owner o = {0};
    struct str text = {0};
    assert_true(lock_text_read(sv_from(good_lock), &o));
    assert_text(str_sv(&o.user), "张三");
    assert_text(str_sv(&o.host), "甲机");
    assert_text(str_sv(&o.boot), "b1");
    assert_int_equal(o.process, 100);
    assert_int_equal(o.started, 7);
    assert_int_equal(o.since, 1718000000);
    lock_text_add(&text, &o);
    assert_text(str_sv(&text), good_lock);
    for (size_t len = 0; len < sizeof good_lock - 1; len++) {
        assert_false(lock_text_read(sv_make(good_lock, len), &o));
        assert_int_equal(o.user.len, 0);
    }
    lock_owner_release(&o);
    str_release(&text);
}

/* One line of a good lock in another's place. */
static void test_hostile_text(void **state)
{
    (void)state;
    static const struct {
        const char *line, *instead;
        const char *user; /* as it is shown then; NULL: no lock */
    } cases[] = {
        {"user 张三\n", "user \x1b[2J\n", "\\x1B[2J"},
        {"user 张三\n", "user 李\u202e四\n", "李\\u202E四"},
        {"user 张三\n", "user \xff\n", "\\xFF"},
        {"user 张三\n", "user \n", ""},
        {"user 张三\n", "user\n", NULL},
        {"user 张三\n", "", NULL},
        {"user 张三\n", "user 张三\nuser 张三\n", NULL},
        {"user 张三\n", "user 张三\r\n", "张三\\x0D"},
        {"lock 1", "lock 2", NULL},
        {"process 100", "process 0", NULL},
        {"process 100", "process -1", NULL},
        {"process 100", "process 4294967396", NULL},
        {"process 100", "process 1e2", NULL},
        {"process 100", "process", NULL},
        {"started 7", "started -7", NULL},
        {"since 1718000000", "since -5", "张三"},
        {"since 1718000000", "since 99999999999999999999", NULL},
        {"token 0", "token G", NULL},
        {"token 0", "token A", NULL},
        {"token 0", "token ", NULL},
        {"token 0", "token 00", NULL},
        {"cdef\n", "cdef\n\n", NULL},
        {"cdef\n", "cdef\nx", NULL},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct lock_owner o = {0};
        struct str text = {0};
        str_set(&text, sv_from(good_lock));
        size_t at = sv_find(str_sv(&text), sv_from(cases[i].line), 0);
        assert_true(at != SV_NONE);
        str_splice(&text, at, strlen(cases[i].line), sv_from(cases[i].instead));
        if (lock_text_read(str_sv(&text), &o) != (cases[i].user != NULL))
            fail_msg("%s", cases[i].instead);
        assert_text(str_sv(&o.user), cases[i].user ? cases[i].user : "");
        lock_owner_release(&o);
        str_release(&text);
    }
}

/* A name of more bytes than any system gives. */
static void test_huge_text(void **state)
{
    (void)state;
    struct lock_owner o = {0};
    struct str text = {0};
    for (size_t len = 250; len < 260; len++) {
        str_set(&text, sv_from(good_lock));
        size_t at = sv_find(str_sv(&text), SV("张三"), 0);
        struct str name = {0};
        str_add_bytes(&name, 'x', len);
        str_splice(&text, at, strlen("张三"), str_sv(&name));
        assert_int_equal(lock_text_read(str_sv(&text), &o), len <= 255);
        str_release(&name);
    }
    lock_owner_release(&o);
    str_release(&text);
}

enum {
    ODD_EMPTY,
    ODD_ZEROS,
    ODD_HUGE,
    ODD_OTHER,
    ODD_LINK,
    ODD_DANGLING,
    ODD_PIPE,
    ODD_FOLDER,
    ODDS
};

static void make_odd(void **state, const char *path, int kind)
{
    struct str huge = {0};
    char *inside = in(state, ".甲.lock/x");
    str_set(&huge, sv_from(good_lock));
    str_add_bytes(&huge, '\n', LOCK_MAX_BYTES);
    if (kind == ODD_EMPTY)
        assert_true(file_write(path, SV(""), 0600, NULL));
    else if (kind == ODD_ZEROS)
        assert_true(file_write(path, sv_make("\0\0\0", 3), 0600, NULL));
    else if (kind == ODD_HUGE)
        assert_true(file_write(path, str_sv(&huge), 0600, NULL));
    else if (kind == ODD_OTHER)
        assert_true(file_write(path, SV(",user@host,2024:\n"), 0600, NULL));
    else if (kind == ODD_LINK)
        assert_int_equal(symlink("good", path), 0);
    else if (kind == ODD_DANGLING)
        assert_int_equal(symlink("none", path), 0);
    else if (kind == ODD_PIPE)
        assert_int_equal(mkfifo(path, 0600), 0);
    else
        assert_true(file_make_folder(path, NULL) && file_write(inside, SV("x"), 0600, NULL));
    free(inside);
    str_release(&huge);
}

/* Held by we know not whom, until it is old; a link is not followed, a folder stays. */
static void test_odd_locks(void **state)
{
    char *file = in(state, "甲"), *path = in(state, ".甲.lock"), *good = in(state, "good"),
         *none = in(state, "none"), *inside = in(state, ".甲.lock/x");
    struct str text = {0};
    assert_true(file_write(good, sv_from(good_lock), 0600, NULL));
    calm_world(&li);
    found = LOCK_PROCESS_GONE;
    for (int kind = 0; kind < ODDS; kind++) {
        struct lock_wish wish = {.world = &world, .file = file};
        struct lock *l = NULL;
        struct lock_owner holder = {.process = 5};
        struct err e = {0};
        make_odd(state, path, kind);
        assert_true(lock_look_by(&world, file, &holder));
        assert_int_equal(holder.user.len + (size_t)holder.process, 0);
        assert_int_equal(lock_by(&wish, &l, &holder, &e), LOCK_HELD);
        set_age(path, LOCK_STALE_SECONDS + 20);
        assert_false(lock_look_by(&world, file, &holder));
        assert_int_equal(lock_by(&wish, &l, &holder, &e),
                         kind == ODD_FOLDER ? LOCK_FAILED : LOCK_TAKEN);
        if (kind == ODD_FOLDER)
            assert_true(sv_contains(str_sv(&e.message), SV("却是一个文件夹，没有动它")));
        else
            assert_true(lock_is_ours(l));
        lock_release(l);
        lock_owner_release(&holder);
        err_clear(&e);
    }
    assert_true(file_exists(inside));
    assert_false(file_exists(none));
    assert_true(file_read(good, 1000, &text, NULL));
    assert_text(str_sv(&text), good_lock);
    str_release(&text);
    char *paths[] = {file, path, good, none, inside};
    for (size_t i = 0; i < COUNT_OF(paths); i++)
        free(paths[i]);
}

/* ---- taking over ---- */

static void test_take_over(void **state)
{
    char *file = in(state, "甲"), *path = in(state, ".甲.lock");
    struct lock_owner holder = {0};
    struct lock *old = taken_by_zhang(file), *new = NULL;
    struct lock_wish wish = {.world = &world, .file = file, .force = true};
    struct stat before, after;
    assert_int_equal(lock_by(&wish, &new, NULL, NULL), LOCK_TAKEN);
    assert_false(lock_is_ours(old));
    assert_true(lock_is_ours(new));
    set_age(path, 50);
    assert_int_equal(lstat(path, &before), 0);
    lock_touch(old); /* not his to touch */
    assert_int_equal(lstat(path, &after), 0);
    assert_int_equal(before.st_mtim.tv_sec, after.st_mtim.tv_sec);
    lock_release(old); /* nor to give back */
    found_started = li.started;
    assert_true(lock_look_by(&world, file, &holder));
    assert_text(str_sv(&holder.user), "李四");
    lock_release(new);
    assert_int_equal(lock_by(&wish, &new, NULL, NULL), LOCK_TAKEN); /* from nobody */
    lock_release(new);
    assert_int_equal(names_in(*state), 0);
    lock_owner_release(&holder);
    free(file);
    free(path);
}

static void test_is_ours(void **state)
{
    char *file = in(state, "甲"), *path = in(state, ".甲.lock"), *copy = in(state, "copy");
    struct str text = {0};
    struct stat st;
    struct lock *l = taken_by_zhang(file);
    set_age(path, 50); /* somebody else's hand, but still our token */
    assert_true(lock_is_ours(l));
    lock_touch(l);
    assert_int_equal(lstat(path, &st), 0);
    assert_true(st.st_mtime > time(NULL) - 40);
    assert_true(lock_is_ours(l));
    assert_true(file_read(path, 1000, &text, NULL));
    assert_true(file_write(copy, str_sv(&text), 0600, NULL));
    assert_int_equal(rename(copy, path), 0); /* a folder put back from a copy */
    assert_true(lock_is_ours(l));
    text.ptr[text.len - 2] = text.ptr[text.len - 2] == '0' ? '1' : '0';
    assert_true(file_write(path, str_sv(&text), 0600, NULL));
    assert_false(lock_is_ours(l));
    file_remove(path);
    assert_false(lock_is_ours(l));
    lock_touch(l);
    assert_false(file_exists(path));
    lock_release(l);
    str_release(&text);
    free(file);
    free(path);
    free(copy);
}

/* ---- waiting ---- */

static struct lock *to_release;

/* The other gives it back while we sleep for the third time. */
static void release_at_third(int milliseconds)
{
    count_pause(milliseconds);
    if (pauses == 3) {
        lock_release(to_release);
        to_release = NULL;
    }
}

static void test_wait(void **state)
{
    char *file = in(state, "甲");
    struct lock_owner holder = {0};
    struct lock *l = NULL, *old = taken_by_zhang(file);
    struct lock_wish wish = {.world = &world, .file = file, .patience = 1000, .brief = true};
    assert_int_equal(lock_by(&wish, &l, &holder, NULL), LOCK_HELD);
    assert_text(str_sv(&holder.user), "张三");
    assert_in_range(paused, 1000, 1050);
    assert_in_range(pauses, 20, 30);
    wish.patience = 0;
    pauses = 0;
    assert_int_equal(lock_by(&wish, &l, &holder, NULL), LOCK_HELD);
    assert_int_equal(pauses, 0);
    struct lock_world patient = world;
    patient.pause = release_at_third;
    wish.world = &patient;
    wish.patience = 1000;
    to_release = old;
    assert_int_equal(lock_by(&wish, &l, &holder, NULL), LOCK_TAKEN);
    assert_int_equal(pauses, 3);
    lock_release(l);
    lock_owner_release(&holder);
    free(file);
}

/* ---- a disk that fails ---- */

static int fail_create(int folder, const char *name, mode_t mode)
{
    (void)folder, (void)name, (void)mode;
    errno = EROFS;
    return -1;
}

static ssize_t fail_write(int fd, const void *bytes, size_t len)
{
    (void)fd, (void)bytes, (void)len;
    errno = ENOSPC;
    return -1;
}

static int fail_sync(int fd)
{
    (void)fd;
    errno = EIO;
    return -1;
}

static int fail_rename(int folder, const char *from, const char *to, bool replace)
{
    (void)folder, (void)from, (void)to, (void)replace;
    errno = EACCES;
    return -1;
}

static const struct file_steps *steps_now(void)
{
    static const struct file_steps bad[] = {
        {fail_create, write, fsync, close, fail_rename},
        {NULL, fail_write, fsync, close, NULL},
        {NULL, write, fail_sync, close, NULL},
        {NULL, write, fsync, close, fail_rename},
    };
    static struct file_steps mixed;
    mixed = bad[pauses];
    if (!mixed.create)
        mixed.create = file_system_steps()->create;
    if (!mixed.rename)
        mixed.rename = file_system_steps()->rename;
    return &mixed;
}

static void test_failing_disk(void **state)
{
    static const char *const wants[] = {"只读", "磁盘已满", "磁盘读写出错", "没有权限"};
    const struct lock_world bad = {who, find, tell_uptime, tell_clock, count_pause, steps_now};
    char *file = in(state, "甲");
    for (size_t i = 0; i < COUNT_OF(wants); i++) {
        struct lock_wish wish = {.world = &bad, .file = file};
        struct lock *l = NULL;
        struct err e = {0};
        calm_world(&zhang);
        pauses = (int)i; /* which of the bad disks */
        assert_int_equal(lock_by(&wish, &l, NULL, &e), LOCK_FAILED);
        assert_int_equal(e.class, ERR_IO);
        assert_true(sv_starts(str_sv(&e.message), SV("锁不住这份文件：")));
        assert_true(sv_contains(str_sv(&e.message), sv_from(wants[i])));
        assert_null(l);
        assert_int_equal(names_in(*state), 0);
        wish.brief = true; /* one of a moment is not flushed */
        pauses = (int)i;
        bool flushed = bad.steps()->sync == fail_sync;
        assert_int_equal(lock_by(&wish, &l, NULL, &e), flushed ? LOCK_TAKEN : LOCK_FAILED);
        lock_release(l);
        err_clear(&e);
    }
    free(file);
}

/* A stale lock that cannot be taken away, as another's in a folder with the sticky bit. */
static void test_stuck(void **state)
{
    const struct lock_world bad = {who, find, tell_uptime, tell_clock, count_pause, steps_now};
    char *file = in(state, "甲"), *path = in(state, ".甲.lock");
    struct lock *old = taken_by_zhang(file), *l = NULL;
    struct lock_wish wish = {.world = &bad, .file = file};
    struct err e = {0};
    found = LOCK_PROCESS_GONE;
    pauses = 3;
    assert_int_equal(lock_by(&wish, &l, NULL, &e), LOCK_FAILED);
    assert_true(sv_contains(str_sv(&e.message), SV("取下旧锁 ")));
    assert_true(sv_contains(str_sv(&e.message), SV("没有权限")));
    assert_true(lock_is_ours(old));
    lock_release(old);
    err_clear(&e);
    free(file);
    free(path);
}

/* Where no file can be made, the age is measured by our own clock. */
static void test_clock_for_age(void **state)
{
    const struct lock_world bad = {who, find, tell_uptime, tell_clock, count_pause, steps_now};
    char *file = in(state, "甲");
    struct lock *old = taken_by_zhang(file);
    me.host = "乙机";
    for (int64_t age = LOCK_STALE_SECONDS - 20; age <= LOCK_STALE_SECONDS + 20; age += 40) {
        pauses = 0;
        wall_clock = (int64_t)time(NULL) + age;
        assert_int_equal(lock_look_by(&bad, file, NULL), age < LOCK_STALE_SECONDS);
    }
    lock_release(old);
    free(file);
}

/* ---- competitors ---- */

static const char *contested;      /* the file */
static struct lock *competitor[2]; /* who got it in between */
static int renames;

static void compete(int which)
{
    struct lock_wish wish = {.world = &world, .file = contested, .force = true};
    assert_int_equal(lock_by(&wish, &competitor[which], NULL, NULL), LOCK_TAKEN);
}

/* Between our look and our grip somebody else takes the stale lock over. */
static int late_rename(int folder, const char *from, const char *to, bool replace)
{
    if (renames++ == 0) {
        file_remove(from);
        compete(0);
    }
    return file_system_steps()->rename(folder, from, to, replace);
}

/* And while what we gripped has no name, a third makes his. */
static int later_rename(int folder, const char *from, const char *to, bool replace)
{
    if (renames == 1)
        compete(1);
    return late_rename(folder, from, to, replace);
}

static const struct file_steps *late_steps(void)
{
    static struct file_steps steps;
    steps = *file_system_steps();
    steps.rename = late_rename;
    return &steps;
}

static const struct file_steps *later_steps(void)
{
    static struct file_steps steps;
    steps = *file_system_steps();
    steps.rename = later_rename;
    return &steps;
}

static void test_competitors(void **state)
{
    const struct file_steps *(*const steps[])(void) = {late_steps, later_steps};
    char *file = in(state, "甲");
    for (int i = 0; i < 2; i++) {
        struct lock_world late = world;
        struct lock *stale = taken_by_zhang(file), *l = NULL;
        late.steps = steps[i];
        contested = file;
        renames = 0;
        found_started = li.started; /* Zhang is gone, Li lives */
        assert_int_equal(take(&late, file, &l, NULL), LOCK_HELD);
        assert_null(l);
        assert_int_equal(lock_is_ours(competitor[0]), i == 0);
        assert_int_equal(names_in(*state), 1);
        lock_release(competitor[0]);
        if (i == 1) {
            assert_true(lock_is_ours(competitor[1]));
            lock_release(competitor[1]);
        }
        lock_release(stale);
        assert_int_equal(names_in(*state), 0);
    }
    free(file);
}

/* Only one at a time may take a stale lock away. */
static void test_one_at_a_time(void **state)
{
    char *file = in(state, "甲"), *path = in(state, ".甲.lock");
    struct lock *stale = taken_by_zhang(file), *l = NULL;
    found = LOCK_PROCESS_GONE;
    int fd = open(path, O_RDONLY);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    assert_int_equal(take(&world, file, &l, NULL), LOCK_HELD);
    assert_in_range(pauses, 1, 20);
    assert_true(lock_is_ours(stale));
    close(fd);
    assert_int_equal(take(&world, file, &l, NULL), LOCK_TAKEN);
    assert_false(lock_is_ours(stale));
    lock_release(stale);
    lock_release(l);
    free(file);
    free(path);
}

/* ---- many processes ---- */

static void nap(int milliseconds)
{
    struct timespec t = {0, (milliseconds < 3 ? milliseconds : 3) * 1000000L};
    nanosleep(&t, NULL);
}

/* Adds one to the number in the file, in the way that loses counts if two do it at once. */
static bool increment(const char *file)
{
    struct str text = {0};
    int64_t number = 0;
    bool ok = file_read(file, 100, &text, NULL) && sv_number(str_sv(&text), 0, INT32_MAX, &number);
    str_clear(&text);
    str_add_f(&text, "%d", (int)number + 1);
    int fd = open(file, O_WRONLY | O_TRUNC);
    ok = ok && write(fd, text.ptr, text.len) == (ssize_t)text.len;
    close(fd);
    str_release(&text);
    return ok;
}

/* Volatile, so that it is really kept: a checker of memory counts what nothing points to. */
static struct lock *volatile left_behind;

/* What one process does; `dies`: it does not give the lock back. */
static bool one_turn(const struct lock_world *w, const char *file, bool dies)
{
    struct lock_wish wish = {.world = w, .file = file, .patience = 120000, .brief = true};
    struct lock *l;
    if (lock_by(&wish, &l, NULL, NULL) != LOCK_TAKEN)
        return false;
    bool ok = increment(file) && lock_is_ours(l);
    if (dies)
        left_behind = l;
    else
        lock_release(l);
    return ok;
}

static bool ends_well(pid_t child)
{
    int status;
    return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void run_processes(const char *file, int processes, int turns,
                          int (*work)(const char *, int))
{
    pid_t children[8];
    struct str text = {0};
    int64_t number = 0;
    assert_true(file_write(file, SV("0"), 0600, NULL));
    for (int i = 0; i < processes; i++) {
        children[i] = fork();
        if (children[i] == 0)
            _exit(work(file, turns));
        assert_true(children[i] > 0);
    }
    bool ok = true;
    for (int i = 0; i < processes; i++)
        ok = ends_well(children[i]) && ok;
    assert_true(ok);
    assert_true(file_read(file, 100, &text, NULL));
    assert_true(sv_number(str_sv(&text), 0, INT32_MAX, &number));
    assert_int_equal(number, processes * turns);
    str_release(&text);
}

static int work_calmly(const char *file, int turns)
{
    struct lock_world w = *lock_system_world();
    bool ok = true;
    w.pause = nap;
    for (int i = 0; i < turns && ok; i++)
        ok = one_turn(&w, file, false);
    return ok ? 0 : 1;
}

static void test_hammering(void **state)
{
    static const int processes[] = {2, 8};
    for (size_t i = 0; i < COUNT_OF(processes); i++) {
        char *file = in(state, "数");
        run_processes(file, processes[i], 200, work_calmly);
        assert_int_equal(names_in(*state), 1);
        free(file);
    }
}

/* Each turn is a process of its own, and every third dies with the lock in its hands. */
static int work_and_die(const char *file, int turns)
{
    struct lock_world w = *lock_system_world();
    bool ok = true;
    w.pause = nap;
    for (int i = 0; i < turns && ok; i++) {
        pid_t child = fork();
        if (child == 0)
            _exit(one_turn(&w, file, i % 3 == 0) ? 0 : 1);
        ok = child > 0 && ends_well(child);
    }
    return ok ? 0 : 1;
}

static void test_dying(void **state)
{
    char *file = in(state, "数");
    run_processes(file, 8, 12, work_and_die);
    free(file);
}

/* The system's own way to find out who lives, with a command's name made to mislead, and a process
 * that is dead but not buried. */
static void test_dead_process(void **state)
{
    char *file = in(state, "甲"), byte;
    int ready[2];
    struct lock_owner holder = {0};
    struct lock *l;
    assert_int_equal(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        prctl(PR_SET_NAME, "a) Z 1 (b c) 2");
        byte = lock_take(file, (struct lock_asker){0}, &l, NULL, NULL) == LOCK_TAKEN;
        if (write(ready[1], &byte, 1) == 1)
            for (;;)
                pause();
        _exit(1);
    }
    assert_int_equal(read(ready[0], &byte, 1), 1);
    assert_int_equal(byte, 1);
    assert_true(lock_look(file, &holder));
    assert_int_equal(holder.process, child);
    assert_int_equal(kill(child, SIGKILL), 0);
    siginfo_t info;
    assert_int_equal(waitid(P_PID, (id_t)child, &info, WEXITED | WNOWAIT), 0);
    assert_false(lock_look(file, &holder));
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_false(lock_look(file, &holder));
    assert_int_equal(lock_take(file, (struct lock_asker){0}, &l, NULL, NULL), LOCK_TAKEN);
    lock_release(l);
    close(ready[0]);
    close(ready[1]);
    lock_owner_release(&holder);
    free(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_system, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_links, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_long_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_stale, set_up, tear_down),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_hostile_text),
        cmocka_unit_test(test_huge_text),
        cmocka_unit_test_setup_teardown(test_odd_locks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_take_over, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_is_ours, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_wait, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_failing_disk, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_stuck, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_clock_for_age, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_competitors, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_one_at_a_time, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_hammering, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_dying, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_dead_process, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("store/lock", tests, NULL, NULL);
}
