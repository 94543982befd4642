#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/file.h"
#include "store/path.h"
#include "store/settings.h"

static int set_up(void **state)
{
    char *folder = strdup("/tmp/tianbiao-test-XXXXXX");
    *state = folder;
    if (!mkdtemp(folder))
        return -1;
    unsetenv("XDG_CONFIG_HOME");
    return setenv("HOME", folder, 1);
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

static unsigned mode_of(void **state, const char *name)
{
    struct str path = {0};
    struct stat st;
    path_join(&path, sv_from(*state), sv_from(name));
    assert_int_equal(lstat(path.ptr, &st), 0);
    str_release(&path);
    return st.st_mode & 07777;
}

static void write_raw(void **state, const char *name, struct sv bytes)
{
    struct str path = {0};
    path_join(&path, sv_from(*state), sv_from(name));
    assert_true(file_write(path.ptr, bytes, 0600, NULL));
    str_release(&path);
}

static void assert_recent(const char *want)
{
    struct recents got = {0};
    struct str lines = {0};
    settings_recent(&got);
    for (size_t i = 0; i < got.len; i++)
        str_add_f(&lines, "%s ", got.ptr[i].ptr);
    assert_text(str_sv(&lines), want);
    str_release(&lines);
    recents_release(&got);
}

static void test_recent(void **state)
{
    assert_recent("");
    assert_true(settings_add_recent(SV("/a/甲.yaml"), NULL));
    assert_true(settings_add_recent(SV("/b"), NULL));
    assert_recent("/b /a/甲.yaml ");
    assert_true(settings_add_recent(SV("/a/甲.yaml"), NULL));
    assert_recent("/a/甲.yaml /b ");
    assert_true(settings_add_recent(SV("/x\ny"), NULL));
    assert_true(settings_add_recent(SV(""), NULL));
    assert_recent("/a/甲.yaml /b ");
    assert_int_equal(mode_of(state, ".config"), 0700);
    assert_int_equal(mode_of(state, ".config/tianbiao"), 0700);
    assert_int_equal(mode_of(state, ".config/tianbiao/recent"), 0600);
}

static void test_relative_paths(void **state)
{
    char *here = getcwd(NULL, 0);
    struct str want = {0};
    assert_int_equal(chdir(*state), 0);
    assert_true(settings_add_recent(SV("./申报书.yaml"), NULL));
    str_add_f(&want, "%s/申报书.yaml ", (char *)*state);
    assert_recent(want.ptr);
    assert_int_equal(chdir(here), 0);
    free(here);
    str_release(&want);
}

static void test_most_recent(void **state)
{
    (void)state;
    struct recents got = {0};
    for (int i = 0; i < 30; i++) {
        struct str path = {0};
        str_add_f(&path, "/%d", i);
        assert_true(settings_add_recent(str_sv(&path), NULL));
        str_release(&path);
    }
    settings_recent(&got);
    assert_int_equal(got.len, SETTINGS_MOST_RECENT);
    assert_text(str_sv(&got.ptr[0]), "/29");
    assert_text(str_sv(&got.ptr[19]), "/10");
    recents_release(&got);
}

static void test_values(void **state)
{
    (void)state;
    struct str got = {0};
    assert_false(settings_get(SV("export"), &got));
    assert_true(settings_set(SV("export"), SV("/媒体/U 盘=1"), NULL));
    assert_true(settings_set(SV("profile"), SV("dense"), NULL));
    assert_true(settings_get(SV("export"), &got));
    assert_text(str_sv(&got), "/媒体/U 盘=1");
    assert_true(settings_set(SV("export"), SV("/b"), NULL));
    assert_true(settings_get(SV("export"), &got));
    assert_text(str_sv(&got), "/b");
    assert_true(settings_set(SV("export"), SV("c\nprofile=x"), NULL));
    assert_true(settings_set(SV("export"), SV(""), NULL));
    assert_false(settings_get(SV("export"), &got));
    assert_int_equal(got.len, 0);
    assert_true(settings_get(SV("profile"), &got));
    assert_text(str_sv(&got), "dense");
    str_release(&got);
}

static void test_damage(void **state)
{
    struct str got = {0};
    assert_true(settings_set(SV("a"), SV("1"), NULL));
    write_raw(state, ".config/tianbiao/recent", SV("relative\n\n/good\n/with\0nul\n/last"));
    write_raw(state, ".config/tianbiao/settings", SV("=x\nnonsense\na=1\n\xFF=\xFE\n"));
    assert_recent("/good /last ");
    assert_true(settings_get(SV("a"), &got));
    assert_text(str_sv(&got), "1");
    assert_true(settings_set(SV("b"), SV("2"), NULL));
    assert_true(settings_get(SV("a"), &got));
    str_release(&got);
}

static void test_places(void **state)
{
    struct str config = {0}, got = {0};
    struct err e = {0};
    path_join(&config, sv_from(*state), SV("elsewhere"));
    assert_int_equal(setenv("XDG_CONFIG_HOME", config.ptr, 1), 0);
    assert_true(settings_set(SV("a"), SV("1"), &e));
    assert_int_equal(mode_of(state, "elsewhere/tianbiao/settings"), 0600);
    assert_int_equal(setenv("XDG_CONFIG_HOME", "relative", 1), 0);
    assert_false(settings_get(SV("a"), &got));
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("HOME");
    assert_true(settings_set(SV("a"), SV("1"), &e));
    assert_true(settings_add_recent(SV("/a"), &e));
    assert_false(settings_get(SV("a"), &got));
    assert_recent("");
    assert_int_equal(setenv("HOME", "/dev/null", 1), 0);
    assert_false(settings_add_recent(SV("/a"), &e));
    assert_int_equal(e.class, ERR_IO);
    err_clear(&e);
    str_release(&config);
    str_release(&got);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_recent, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_relative_paths, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_most_recent, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_values, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_damage, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_places, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("store/settings", tests, NULL, NULL);
}
