#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/file.h"
#include "store/folder.h"
#include "store/folder_stamps.h"
#include "store/path.h"

static int set_up(void **state)
{
    char *folder = strdup("/tmp/tianbiao-test-XXXXXX");
    *state = folder;
    return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state)
{
    struct str command = {0};
    str_add_f(&command, "rm -rf '%s'", (char *)*state);
    int failed = system(command.ptr);
    str_release(&command);
    free(*state);
    return failed;
}

static void make_file(void **state, const char *name)
{
    struct str path = {0};
    path_join(&path, sv_from(*state), sv_from(name));
    assert_true(file_write(path.ptr, SV("内容"), 0600, NULL));
    str_release(&path);
}

static void make_folder(void **state, const char *name)
{
    struct str path = {0};
    path_join(&path, sv_from(*state), sv_from(name));
    assert_true(file_make_folder(path.ptr, NULL));
    str_release(&path);
}

/* The paths below the folder, each on a line, folders with a slash. */
static void assert_entries(void **state, const struct folder_entries *got, const char *want)
{
    struct str lines = {0};
    for (size_t i = 0; i < got->len; i++) {
        str_add(&lines, sv_from_offset(str_sv(&got->ptr[i].path), strlen(*state) + 1));
        str_add(&lines, got->ptr[i].is_folder ? SV("/\n") : SV("\n"));
    }
    assert_text(str_sv(&lines), want);
    str_release(&lines);
}

static void test_list(void **state)
{
    struct folder_entries got = {0};
    struct err e = {0};
    struct str link = {0}, fifo = {0};
    make_file(state, "乙.yaml");
    make_file(state, "a.txt");
    make_file(state, ".hidden");
    make_folder(state, "z");
    path_join(&link, sv_from(*state), SV("link"));
    path_join(&fifo, sv_from(*state), SV("pipe"));
    assert_int_equal(symlink("a.txt", link.ptr), 0);
    assert_int_equal(mkfifo(fifo.ptr, 0600), 0);
    assert_true(folder_list(*state, &got, &e));
    assert_entries(state, &got, "z/\na.txt\n乙.yaml\n");
    assert_text(str_sv(&got.ptr[2].name), "乙.yaml");
    assert_int_equal(got.ptr[1].size, 6);
    assert_true(got.ptr[1].modified > 0);
    folder_entries_release(&got);
    assert_false(folder_list("/nowhere/at/all", &got, &e));
    assert_text(str_sv(&e.message), "读文件夹 /nowhere/at/all：没有这个文件或文件夹。");
    assert_false(folder_list(link.ptr, &got, &e));
    assert_int_equal(got.len, 0);
    err_clear(&e);
    str_release(&link);
    str_release(&fifo);
}

static void test_names_made_visible(void **state)
{
    static const struct {
        const char *name;
        const char *shown;
    } cases[] = {
        {"甲\x1b[2J", "甲\\x1B[2J"},
        {"a\nb", "a\\x0Ab"},
        {"\xB2\xE2", "\\xB2\\xE2"},
        {"\xE2\x80\xAE"
         "txt",
         "\\u202Etxt"},
        {"x\xC2\x85", "x\\x85"},
        {"\xEF\xBF\xBD", "\xEF\xBF\xBD"},
        {"𠀀 b", "𠀀 b"},
    };
    struct folder_entries got = {0};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str shown = {0};
        path_add_shown(&shown, sv_from(cases[i].name));
        assert_text(str_sv(&shown), cases[i].shown);
        str_release(&shown);
    }
    make_file(state, cases[0].name);
    assert_true(folder_list(*state, &got, NULL));
    assert_text(str_sv(&got.ptr[0].name), cases[0].shown);
    assert_true(file_exists(got.ptr[0].path.ptr));
    folder_entries_release(&got);
}

static void test_walk(void **state)
{
    struct folder_entries got = {0}, skipped = {0};
    struct str deep = {0}, link = {0};
    struct err e = {0};
    make_folder(state, "甲/乙");
    make_folder(state, ".git");
    make_file(state, "b.yaml");
    make_file(state, "甲/乙/a.yaml");
    make_file(state, "甲/c.txt");
    make_file(state, ".git/x.yaml");
    path_join(&link, sv_from(*state), SV("甲/圈"));
    assert_int_equal(symlink("..", link.ptr), 0);
    for (int i = 1; i <= 66; i++)
        str_add_f(&deep, "%sd", i == 1 ? "" : "/");
    make_folder(state, deep.ptr);
    str_truncate(&deep, 2 * 64);
    str_add(&deep, SV("end.yaml"));
    make_file(state, deep.ptr);
    str_splice(&deep, 2 * 64, 0, SV("d/"));
    make_file(state, deep.ptr);
    assert_true(folder_walk(*state, SV(".yaml"), &got, &skipped, &e));
    assert_int_equal(got.len, 3);
    assert_text(sv_from_offset(str_sv(&got.ptr[0].path), strlen(*state) + 1), "b.yaml");
    assert_int_equal(got.ptr[1].path.len, strlen(*state) + 1 + 2 * 64 + strlen("end.yaml"));
    assert_text(sv_from_offset(str_sv(&got.ptr[2].path), strlen(*state) + 1), "甲/乙/a.yaml");
    assert_int_equal(skipped.len, 1);
    folder_entries_release(&got);
    folder_entries_release(&skipped);
    assert_true(folder_walk(*state, SV(".none"), &got, NULL, &e));
    assert_int_equal(got.len, 0);
    assert_false(folder_walk("/nowhere/at/all", SV(""), &got, &skipped, &e));
    assert_int_equal(e.class, ERR_IO);
    err_clear(&e);
    str_release(&deep);
    str_release(&link);
}

static void test_paths(void **state)
{
    (void)state;
    static const struct {
        const char *path, *folder, *name;
    } cases[] = {
        {"a", ".", "a"},
        {"a/b", "a", "b"},
        {"/a", "/", "a"},
        {"/", "/", ""},
        {"a/b/", "a", "b"},
        {"a//b", "a", "b"},
        {"//a", "/", "a"},
        {"", ".", ""},
        {"./a", ".", "a"},
        {"../a", "..", "a"},
        {"甲/乙.yaml", "甲", "乙.yaml"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        assert_text(path_folder(sv_from(cases[i].path)), cases[i].folder);
        assert_text(path_name(sv_from(cases[i].path)), cases[i].name);
    }
    static const struct {
        const char *folder, *name, *want;
    } joins[] = {
        {"a", "b", "a/b"}, {"a/", "b", "a/b"}, {"a//", "b/c", "a/b/c"}, {"/", "b", "/b"},
        {"", "b", "b"},    {"a", "/b", "/b"},  {"//", "b", "/b"},
    };
    struct str out = {0};
    for (size_t i = 0; i < COUNT_OF(joins); i++) {
        path_join(&out, sv_from(joins[i].folder), sv_from(joins[i].name));
        assert_text(str_sv(&out), joins[i].want);
    }
    path_join(&out, str_sv(&out), SV("c"));
    assert_text(str_sv(&out), "/b/c");
    str_release(&out);
}

static void test_stays_inside(void **state)
{
    (void)state;
    static const char *const inside[] = {"a", "a/b", "./a", "a/...", "..a", "a..", "a//b"};
    static const char *const outside[] = {"", "/a", "..", "../a", "a/../b", "a/.."};
    for (size_t i = 0; i < COUNT_OF(inside); i++)
        assert_true(path_stays_inside(sv_from(inside[i])));
    for (size_t i = 0; i < COUNT_OF(outside); i++)
        assert_false(path_stays_inside(sv_from(outside[i])));
    assert_false(path_stays_inside(SV("a\0b")));
}

static void test_list_hidden(void **state)
{
    struct folder_entries got = {0};
    struct str link = {0};
    make_file(state, ".a.yaml.journal");
    make_file(state, ".a.yaml.journal.2");
    make_file(state, ".other");
    make_file(state, "b.journal");
    path_join(&link, sv_from(*state), SV(".link.journal"));
    assert_int_equal(symlink(".other", link.ptr), 0);
    assert_true(folder_list_hidden(*state, SV(".journal"), &got, NULL));
    assert_entries(state, &got, ".a.yaml.journal\n.a.yaml.journal.2\n");
    folder_entries_release(&got);
    assert_false(folder_list_hidden("/nowhere/at/all", SV(""), &got, NULL));
    assert_int_equal(got.len, 0);
    str_release(&link);
}

static void test_absolute(void **state)
{
    (void)state;
    struct str path = {0}, here = {0};
    assert_true(path_absolute(&path, SV("/a/b")));
    assert_text(str_sv(&path), "/a/b");
    assert_true(path_absolute(&here, SV("x.yaml")));
    assert_true(here.ptr[0] == '/' && sv_ends(str_sv(&here), SV("/x.yaml")));
    assert_true(path_absolute(&path, SV("././x.yaml")));
    assert_text(str_sv(&path), here.ptr);
    assert_true(path_absolute(&path, SV(".")));
    str_add(&path, SV("/x.yaml"));
    assert_text(str_sv(&path), here.ptr);
    str_release(&path);
    str_release(&here);
}

static void test_folder_of_state(void **state)
{
    (void)state;
    static const struct {
        const char *xdg;
        const char *home;
        const char *want;
    } cases[] = {
        {"/s", "/h", "/s/tianbiao"},
        {"s", "/h", "/h/.local/state/tianbiao"},
        {"", "/h", "/h/.local/state/tianbiao"},
        {NULL, "/h/", "/h/.local/state/tianbiao"},
        {NULL, "h", ""},
        {NULL, NULL, ""},
    };
    struct str folder = {0};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        unsetenv("XDG_STATE_HOME");
        unsetenv("HOME");
        if (cases[i].xdg)
            setenv("XDG_STATE_HOME", cases[i].xdg, 1);
        if (cases[i].home)
            setenv("HOME", cases[i].home, 1);
        assert_int_equal(folder_of_state(&folder), cases[i].want[0] != '\0');
        assert_text(str_sv(&folder), cases[i].want);
    }
    str_release(&folder);
}

/* No disk has that much. */
static void test_room(void **state)
{
    struct err e = {0};
    (void)state;
    assert_true(folder_has_room(".", 0, &e));
    assert_true(folder_has_room("/nowhere/at/all", UINT64_MAX, &e));
    assert_false(folder_has_room(".", UINT64_MAX, &e));
    assert_int_equal(e.class, ERR_IO);
    assert_true(sv_starts(str_sv(&e.message), SV(". 所在的盘只剩 ")));
    assert_true(sv_contains(str_sv(&e.message), SV("什么也没有写")));
    err_clear(&e);
}

/* Whatever mask the user has, his group can work in it. */
static void test_shared(void **state)
{
    struct str path = {0}, file = {0};
    struct stat st;
    mode_t old = umask(077);
    path_join(&path, sv_from(*state), SV("shared"));
    path_join(&file, str_sv(&path), SV("x"));
    assert_true(folder_make_shared(path.ptr, 02770, NULL));
    assert_int_equal(stat(path.ptr, &st), 0);
    assert_int_equal(st.st_mode & 07777, 02770);
    assert_int_equal(chmod(path.ptr, 0750), 0);
    assert_true(folder_make_shared(path.ptr, 02770, NULL));
    assert_int_equal(stat(path.ptr, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0750);
    assert_true(file_write(file.ptr, SV("一"), 0660 | FILE_SHARED, NULL));
    assert_int_equal(stat(file.ptr, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0660);
    assert_int_equal(chmod(file.ptr, 0640), 0);
    assert_true(file_write(file.ptr, SV("二"), 0660 | FILE_SHARED, NULL));
    assert_int_equal(stat(file.ptr, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0640);
    umask(old);
    assert_false(folder_make_shared(file.ptr, 02770, NULL));
    str_release(&path);
    str_release(&file);
}

static void test_stamps(void **state)
{
    static const struct {
        const char *name;
        enum stamp_found found;
    } want[] = {
        {"file", STAMP_NO_FOLDER}, {"one", STAMP_FILE},      {"three", STAMP_NO_FILE},
        {"two", STAMP_MISSING},    {"way", STAMP_NO_FOLDER},
    };
    struct folder_stamps got = {0};
    struct file_stamp again;
    struct str link = {0}, one = {0};
    make_folder(state, "one");
    make_file(state, "one/r");
    make_folder(state, "two");
    make_folder(state, "three/r");
    make_folder(state, ".hidden");
    make_file(state, "file");
    path_join(&link, sv_from(*state), SV("way"));
    path_join(&one, sv_from(*state), SV("one/r"));
    assert_int_equal(symlink("one", link.ptr), 0);
    assert_true(folder_stamps_read(*state, "r", &got, NULL));
    assert_int_equal(got.len, COUNT_OF(want));
    for (size_t i = 0; i < COUNT_OF(want); i++) {
        assert_text(str_sv(&got.ptr[i].name), want[i].name);
        assert_int_equal(got.ptr[i].found, want[i].found);
    }
    assert_int_equal(got.ptr[1].stamp.size, 6);
    assert_true(file_stamp_read(one.ptr, &again));
    assert_true(file_stamp_eq(&again, &got.ptr[1].stamp));
    assert_true(file_write(one.ptr, SV("别的"), 0600, NULL));
    assert_true(file_stamp_read(one.ptr, &again));
    assert_false(file_stamp_eq(&again, &got.ptr[1].stamp));
    assert_false(file_stamp_read(link.ptr, &again));
    assert_false(folder_stamps_read(link.ptr, "r", &got, NULL));
    folder_stamps_release(&got);
    str_release(&link);
    str_release(&one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_list, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_names_made_visible, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_walk, set_up, tear_down),
        cmocka_unit_test(test_paths),
        cmocka_unit_test(test_stays_inside),
        cmocka_unit_test_setup_teardown(test_list_hidden, set_up, tear_down),
        cmocka_unit_test(test_absolute),
        cmocka_unit_test(test_folder_of_state),
        cmocka_unit_test(test_room),
        cmocka_unit_test_setup_teardown(test_shared, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_stamps, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("store/folder", tests, NULL, NULL);
}
