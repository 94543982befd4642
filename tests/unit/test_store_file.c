#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/file.h"
#include "store/file_steps.h"
#include "store/path.h"

/* ---- a folder for each test ---- */

static int set_up(void **state)
{
    char *folder = strdup("/tmp/tianbiao-test-XXXXXX");
    *state = folder;
    return mkdtemp(folder) ? 0 : -1;
}

static void remove_below(const char *path)
{
    struct str command = {0};
    str_add_f(&command, "rm -rf '%s'", path);
    assert_int_equal(system(command.ptr), 0);
    str_release(&command);
}

static int tear_down(void **state)
{
    remove_below(*state);
    free(*state);
    return 0;
}

/* FOLDER/NAME; the caller frees it. */
static char *in(void **state, const char *name)
{
    struct str path = {0};
    path_join(&path, sv_from(*state), sv_from(name));
    return str_detach(&path);
}

static void assert_file(const char *path, const char *want)
{
    struct str got = {0};
    struct err e = {0};
    if (!file_read(path, 1 << 20, &got, &e))
        fail_msg("%s", e.message.ptr);
    assert_text(str_sv(&got), want);
    str_release(&got);
}

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

static unsigned mode_of(const char *path)
{
    struct stat st;
    assert_int_equal(lstat(path, &st), 0);
    return st.st_mode & 07777;
}

/* ---- reading ---- */

static void test_read(void **state)
{
    char *path = in(state, "a");
    struct str got = {0};
    struct err e = {0};
    assert_true(file_write(path, SV("12345"), 0600, &e));
    assert_true(file_read(path, 5, &got, &e));
    assert_text(str_sv(&got), "12345");
    assert_int_equal(got.ptr[5], 0);
    assert_false(file_read(path, 4, &got, &e));
    assert_int_equal(e.class, ERR_REFUSED);
    assert_true(sv_ends(str_sv(&e.message), SV("：文件超过 4 字节，没有读它。")));
    assert_int_equal(got.len, 0);
    assert_true(file_read_head(path, 2, &got, &e));
    assert_text(str_sv(&got), "12");
    assert_true(file_write(path, SV(""), 0600, &e));
    assert_true(file_read(path, 0, &got, &e));
    assert_int_equal(got.len, 0);
    err_clear(&e);
    str_release(&got);
    free(path);
}

/* The size a file claims may be a lie: /proc says 0. */
static void test_read_of_unknown_size(void **state)
{
    (void)state;
    struct str got = {0};
    assert_true(file_read("/proc/self/status", 1 << 20, &got, NULL));
    assert_true(sv_starts(str_sv(&got), SV("Name:")));
    assert_false(file_read("/proc/self/status", 10, &got, NULL));
    str_release(&got);
}

static void test_no_files(void **state)
{
    char *pipe = in(state, "pipe"), *socket_link = in(state, "loop"), *none = in(state, "none");
    assert_int_equal(mkfifo(pipe, 0600), 0);
    assert_int_equal(symlink("loop", socket_link), 0);
    const struct {
        const char *path;
        const char *want;
    } cases[] = {
        {*state, "这是一个文件夹"}, {pipe, "管道或设备"},      {"/dev/zero", "管道或设备"},
        {none, "没有这个文件"},     {socket_link, "符号链接"}, {"", "没有这个文件"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str got = {0};
        struct err e = {0};
        assert_false(file_read(cases[i].path, 100, &got, &e));
        assert_int_equal(e.class, ERR_IO);
        if (!sv_contains(str_sv(&e.message), sv_from(cases[i].want)))
            fail_msg("%s", e.message.ptr);
        assert_false(file_read_head(cases[i].path, 100, &got, &e));
        if (i < 3)
            assert_false(file_write(cases[i].path, SV("x"), 0600, &e));
        err_clear(&e);
        str_release(&got);
    }
    free(pipe);
    free(socket_link);
    free(none);
}

static void test_read_itself(void **state)
{
    char *path = in(state, "a"), *link = in(state, "link"), *old = getcwd(NULL, 0);
    struct str got = {0};
    struct stat st = {0};
    assert_true(file_write(path, SV("12345"), 0600, NULL));
    assert_int_equal(symlink("a", link), 0);
    assert_true(file_read_itself(path, 5, &got, &st, NULL));
    assert_text(str_sv(&got), "12345");
    assert_int_equal(st.st_size, 5);
    assert_false(file_read_itself(path, 4, &got, NULL, NULL));
    assert_int_equal(got.len, 0);
    assert_false(file_read_itself(link, 5, &got, NULL, NULL));
    assert_int_equal(errno, ELOOP);
    assert_int_equal(chdir(*state), 0);
    assert_false(file_read_itself("-", 5, &got, NULL, NULL));
    assert_int_equal(errno, ENOENT);
    assert_int_equal(chdir(old), 0);
    str_release(&got);
    free(path);
    free(link);
    free(old);
}

static void test_standard_input(void **state)
{
    char *path = in(state, "a");
    struct str got = {0};
    assert_true(file_write(path, SV("来自管道"), 0600, NULL));
    int old = dup(STDIN_FILENO), fd = open(path, O_RDONLY);
    assert_int_equal(dup2(fd, STDIN_FILENO), STDIN_FILENO);
    assert_true(file_read("-", 12, &got, NULL));
    assert_text(str_sv(&got), "来自管道");
    assert_int_equal(lseek(STDIN_FILENO, 0, SEEK_SET), 0);
    assert_false(file_read("-", 11, &got, NULL));
    dup2(old, STDIN_FILENO);
    close(old);
    close(fd);
    str_release(&got);
    free(path);
}

/* ---- writing ---- */

static void test_write(void **state)
{
    char *path = in(state, "甲.yaml");
    assert_true(file_write(path, SV("一"), 0640, NULL));
    assert_file(path, "一");
    assert_int_equal(mode_of(path), 0640);
    assert_int_equal(chmod(path, 0604), 0);
    assert_true(file_write(path, SV("二"), 0600, NULL));
    assert_file(path, "二");
    assert_int_equal(mode_of(path), 0604);
    assert_int_equal(names_in(*state), 1);
    free(path);
}

static void test_write_new(void **state)
{
    char *path = in(state, "a"), *link = in(state, "link");
    struct err e = {0};
    assert_true(file_write_new(path, SV("1"), 0600, &e));
    assert_false(file_write_new(path, SV("2"), 0600, &e));
    assert_int_equal(errno, EEXIST);
    assert_int_equal(e.class, ERR_IO);
    assert_true(sv_contains(str_sv(&e.message), SV("已经有同名的文件。原来的文件没有动。")));
    assert_file(path, "1");
    assert_int_equal(symlink("nowhere", link), 0);
    assert_false(file_write_new(link, SV("2"), 0600, &e));
    assert_int_equal(names_in(*state), 2);
    err_clear(&e);
    free(path);
    free(link);
}

/* Whoever may write in the folder could lay a link to what is not his. */
static void test_itself(void **state)
{
    char *path = in(state, "a"), *link = in(state, "link");
    struct err e = {0};
    assert_true(file_write_itself(path, SV("1"), 0600, &e));
    assert_true(file_write_itself(path, SV("2"), 0600, &e));
    assert_int_equal(symlink("a", link), 0);
    assert_false(file_write_itself(link, SV("3"), 0600, &e));
    assert_int_equal(errno, ELOOP);
    assert_int_equal(e.class, ERR_IO);
    assert_true(sv_contains(str_sv(&e.message), SV("链接")));
    assert_file(path, "2");
    err_clear(&e);
    free(path);
    free(link);
}

/* A link stays a link: what it leads to is replaced, or made. */
static void test_links(void **state)
{
    char *folder = in(state, "下"), *target = in(state, "下/real"), *one = in(state, "one"),
         *two = in(state, "two"), *dangling = in(state, "dangling"), *loop = in(state, "loop");
    assert_true(file_make_folder(folder, NULL));
    assert_true(file_write(target, SV("旧"), 0600, NULL));
    assert_int_equal(symlink("下/real", one), 0);
    assert_int_equal(symlink(one, two), 0);
    assert_int_equal(symlink("下/made", dangling), 0);
    assert_int_equal(symlink("loop", loop), 0);
    assert_true(file_write(two, SV("新"), 0600, NULL));
    assert_file(target, "新");
    assert_true(file_write(dangling, SV("造"), 0600, NULL));
    char *made = in(state, "下/made");
    assert_file(made, "造");
    struct stat st;
    assert_int_equal(lstat(two, &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    struct err e = {0};
    assert_false(file_write(loop, SV("x"), 0600, &e));
    assert_true(sv_contains(str_sv(&e.message), SV("符号链接")));
    err_clear(&e);
    assert_int_equal(names_in(folder), 2);
    char *paths[] = {folder, target, one, two, dangling, loop, made};
    for (size_t i = 0; i < COUNT_OF(paths); i++)
        free(paths[i]);
}

/* Are two paths one name in one folder. */
static bool same_place(const char *a, const char *b)
{
    struct str one = {0}, other = {0};
    struct stat st[2];
    str_set(&one, path_folder(sv_from(a)));
    str_set(&other, path_folder(sv_from(b)));
    assert_int_equal(stat(one.ptr, &st[0]), 0);
    assert_int_equal(stat(other.ptr, &st[1]), 0);
    str_release(&one);
    str_release(&other);
    return st[0].st_dev == st[1].st_dev && st[0].st_ino == st[1].st_ino &&
           sv_eq(path_name(sv_from(a)), path_name(sv_from(b)));
}

static void test_resolve(void **state)
{
    char *folder = in(state, "下");
    assert_true(file_make_folder(folder, NULL));
    const struct {
        const char *from, *to; /* a link; NULL: none is made */
        const char *want;      /* below the test's folder; NULL: it fails */
        int number;            /* then errno */
    } cases[] = {
        {"没有", NULL, "没有", 0},         {"一", "下/甲", "下/甲", 0},
        {"二", "一", "下/甲", 0},          {"下/三", "../二", "下/甲", 0},
        {"四", "下/../下/三", "下/甲", 0}, {"夹", "下", "下", 0},
        {"夹/乙", NULL, "夹/乙", 0},       {"五", "下/", NULL, EISDIR},
        {"六", "六", NULL, ELOOP},         {"七", "下/..", NULL, EISDIR},
        {"下/", NULL, NULL, EISDIR},       {"下/.", NULL, NULL, EISDIR},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char *path = in(state, cases[i].from);
        struct str got = {0};
        struct err e = {0};
        if (cases[i].to)
            assert_int_equal(symlink(cases[i].to, path), 0);
        errno = 0;
        bool ok = file_resolve(path, &got, &e);
        int number = errno;
        assert_int_equal(ok, cases[i].want != NULL);
        if (ok) {
            char *want = in(state, cases[i].want);
            assert_true(same_place(got.ptr, want));
            free(want);
        } else {
            assert_int_equal(number, cases[i].number);
            assert_int_equal(e.class, ERR_IO);
            assert_int_equal(got.len, 0);
        }
        err_clear(&e);
        str_release(&got);
        free(path);
    }
    free(folder);
}

static void test_odd_names(void **state)
{
    char name[256];
    memset(name, 'x', 255);
    name[255] = 0;
    char *path = in(state, name), *none = in(state, "无/甲\x1b");
    struct err e = {0};
    assert_true(file_write(path, SV("1"), 0600, &e));
    assert_file(path, "1");
    assert_int_equal(names_in(*state), 1);
    assert_false(file_write(none, SV("1"), 0600, &e));
    assert_true(sv_contains(str_sv(&e.message), SV("甲\\x1B：没有这个文件或文件夹")));
    assert_false(file_write("", SV("1"), 0600, &e));
    err_clear(&e);
    free(path);
    free(none);
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

/* Takes what it likes, interrupted now and then, and is full after the third piece. */
static ssize_t fail_later(int fd, const void *bytes, size_t len)
{
    if (lseek(fd, 0, SEEK_CUR) >= 3)
        return fail_write(fd, bytes, len);
    return write(fd, bytes, 1);
}

static ssize_t write_haltingly(int fd, const void *bytes, size_t len)
{
    static unsigned calls;
    if (calls++ % 2) {
        errno = EINTR;
        return -1;
    }
    return write(fd, bytes, len > 3 ? 3 : 1);
}

static int fail_sync(int fd)
{
    (void)fd;
    errno = EIO;
    return -1;
}

/* As some file systems do for folders. */
static int sync_files_only(int fd)
{
    struct stat st;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
        return fsync(fd);
    errno = EINVAL;
    return -1;
}

/* As others do for every file. */
static int sync_nothing(int fd)
{
    (void)fd;
    errno = EINVAL;
    return -1;
}

static int fail_close(int fd)
{
    close(fd);
    errno = EDQUOT;
    return -1;
}

static int fail_rename(int folder, const char *from, const char *to, bool replace)
{
    (void)folder, (void)from, (void)to, (void)replace;
    errno = EACCES;
    return -1;
}

static void test_failing_disk(void **state)
{
    const struct file_steps *good = file_system_steps();
    const struct {
        struct file_steps steps;
        const char *want; /* NULL: it is written */
    } cases[] = {
        {{fail_create, good->write, good->sync, good->close, good->rename}, "只读"},
        {{good->create, fail_write, good->sync, good->close, good->rename}, "磁盘已满"},
        {{good->create, fail_later, good->sync, good->close, good->rename}, "磁盘已满"},
        {{good->create, good->write, fail_sync, good->close, good->rename}, "磁盘读写出错"},
        {{good->create, good->write, good->sync, fail_close, good->rename}, "磁盘配额"},
        {{good->create, good->write, good->sync, good->close, fail_rename}, "没有权限"},
        {{good->create, good->write, sync_files_only, good->close, good->rename}, NULL},
        {{good->create, good->write, sync_nothing, good->close, good->rename}, NULL},
    };
    char *old = in(state, "old"), *new = in(state, "new");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct err e = {0};
        assert_true(file_write(old, SV("旧"), 0600, &e));
        bool ok = file_write_by(&cases[i].steps, old, SV("新的内容"), 0600, true, &e);
        assert_int_equal(ok, !cases[i].want);
        assert_file(old, ok ? "新的内容" : "旧");
        if (!ok) {
            assert_int_equal(e.class, ERR_IO);
            assert_true(sv_contains(str_sv(&e.message), sv_from(cases[i].want)));
            assert_true(sv_ends(str_sv(&e.message), SV("。原来的文件没有动。")));
            assert_false(file_write_by(&cases[i].steps, new, SV("新的"), 0600, false, &e));
            assert_true(sv_ends(str_sv(&e.message), SV("。没有留下写了一半的文件。")));
        }
        assert_int_equal(names_in(*state), 1);
        err_clear(&e);
    }
    free(old);
    free(new);
}

/* Files are flushed, the folder reports an error of the disk. */
static int fail_folder(int fd)
{
    struct stat st;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
        return fsync(fd);
    errno = EIO;
    return -1;
}

/* The new name stands, but may not last: that is no success, and nothing is said to be as before.
 */
static void test_folder_not_on_disk(void **state)
{
    struct file_steps steps = *file_system_steps();
    struct err e = {0};
    char *path = in(state, "a");
    steps.sync = fail_folder;
    assert_true(file_write(path, SV("旧"), 0600, &e));
    assert_false(file_write_by(&steps, path, SV("新"), 0600, true, &e));
    assert_file(path, "新");
    assert_int_equal(e.class, ERR_IO);
    assert_true(sv_contains(str_sv(&e.message), SV("不能肯定存得住")));
    err_clear(&e);
    free(path);
}

static void test_short_writes(void **state)
{
    struct file_steps steps = *file_system_steps();
    char *path = in(state, "a");
    steps.write = write_haltingly;
    for (size_t len = 0; len < 40; len += 2) {
        struct sv text = sv_sub(SV("0123456789012345678901234567890123456789"), 0, len);
        struct str got = {0};
        assert_true(file_write_by(&steps, path, text, 0600, true, NULL));
        assert_true(file_read(path, 100, &got, NULL));
        assert_true(sv_eq(str_sv(&got), text));
        str_release(&got);
    }
    free(path);
}

/* ---- the rest ---- */

static void test_private(void **state)
{
    struct str path = {0};
    struct err e = {0};
    assert_int_equal(setenv("TMPDIR", *state, 1), 0);
    assert_true(file_write_private(SV("密"), &path, &e));
    assert_true(sv_starts(str_sv(&path), sv_from(*state)));
    assert_file(path.ptr, "密");
    assert_int_equal(mode_of(path.ptr), 0600);
    file_remove(path.ptr);
    assert_false(file_exists(path.ptr));
    file_remove(path.ptr);
    assert_int_equal(setenv("TMPDIR", "/nowhere/at/all", 1), 0);
    assert_false(file_write_private(SV("密"), &path, &e));
    assert_int_equal(path.len, 0);
    unsetenv("TMPDIR");
    err_clear(&e);
    str_release(&path);
}

static void test_folders(void **state)
{
    char *deep = in(state, "一/二//三/"), *file = in(state, "f"), *below = in(state, "f/g");
    struct err e = {0};
    assert_true(file_make_folder(deep, &e));
    assert_true(file_make_folder(deep, &e));
    assert_true(file_is_folder(deep));
    assert_int_equal(mode_of(deep), 0700);
    assert_true(file_write(file, SV(""), 0600, &e));
    assert_false(file_is_folder(file));
    assert_false(file_make_folder(file, &e));
    assert_false(file_make_folder(below, &e));
    assert_true(file_make_folder("/", NULL));
    err_clear(&e);
    free(deep);
    free(file);
    free(below);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_read, set_up, tear_down),
        cmocka_unit_test(test_read_of_unknown_size),
        cmocka_unit_test_setup_teardown(test_no_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_read_itself, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_standard_input, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_write, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_write_new, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_itself, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_links, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_resolve, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_odd_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_failing_disk, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_folder_not_on_disk, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_short_writes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_private, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_folders, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("store/file", tests, NULL, NULL);
}
