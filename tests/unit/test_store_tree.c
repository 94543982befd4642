#include "folder.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/file.h"
#include "store/path.h"
#include "store/tree.h"

static unsigned rights(const char *path)
{
    struct stat st;
    assert_int_equal(lstat(path, &st), 0);
    return st.st_mode & 07777;
}

static void test_whole_and_in_place(void **state)
{
    struct str work = {0}, file = {0}, got = {0};
    struct err e = {0};
    char *to = in(state, "1"), *inner = in(state, "1/zm/甲/01.pdf");
    mode_t mask = umask(077);
    assert_true(tree_begin(*state, "in", 02770, &work, &e));
    assert_true(tree_make_below(work.ptr, SV("zm/./甲"), 02770, &e));
    path_join(&file, str_sv(&work), SV("zm/甲/01.pdf"));
    assert_true(tree_write(file.ptr, SV("内容"), 0660, &e));
    assert_false(file_exists(to));
    assert_true(tree_finish(work.ptr, to, &e));
    umask(mask);
    assert_false(file_exists(work.ptr));
    assert_true(file_read(inner, 100, &got, &e));
    assert_text(str_sv(&got), "内容");
    assert_int_equal(rights(to), 02770);
    assert_int_equal(rights(inner), 0660);
    free(to);
    free(inner);
    str_release(&work);
    str_release(&file);
    str_release(&got);
}

/* Nothing that is there is replaced: no folder, not even an empty one, no file, no link. */
static void test_replaces_nothing(void **state)
{
    struct str work = {0};
    struct err e = {0};
    char *to = in(state, "1"), *link = in(state, "l"), *file = in(state, "f");
    assert_true(tree_begin(*state, "in", 0700, &work, &e));
    assert_true(folder_make_shared(to, 0700, &e));
    assert_true(folder_make_shared(to, 02770, &e));
    assert_int_equal(rights(to), 0700);
    assert_false(tree_finish(work.ptr, to, &e));
    assert_int_equal(errno, EEXIST);
    assert_true(file_exists(work.ptr));
    err_clear(&e);
    assert_int_equal(symlink("1", link), 0);
    assert_false(folder_make_shared(link, 0700, &e));
    assert_non_null(strstr(e.message.ptr, "不是文件夹（可能是链接）"));
    err_clear(&e);
    assert_true(tree_write(file, SV("甲"), 0600, &e));
    assert_false(tree_write(file, SV("乙"), 0600, &e));
    err_clear(&e);
    assert_false(tree_write(link, SV("乙"), 0600, &e));
    err_clear(&e);
    free(to);
    free(link);
    free(file);
    str_release(&work);
}

/* What is swept are folders of ours alone; what a link in them leads to stays. */
static void test_sweep(void **state)
{
    struct str left = {0}, within = {0};
    struct err e = {0};
    char *kept = in(state, "kept"), *other = in(state, ".in-notours"), *file = in(state, "kept/f");
    assert_true(folder_make_shared(kept, 0700, &e));
    assert_true(folder_make_shared(other, 0700, &e));
    assert_true(tree_write(file, SV("甲"), 0600, &e));
    assert_true(tree_begin(*state, "in", 0700, &left, &e));
    path_join(&within, str_sv(&left), SV("link"));
    assert_int_equal(symlink(kept, within.ptr), 0);
    assert_true(tree_make_below(left.ptr, SV("a/b/c"), 0700, &e));
    tree_remove_empty(kept);
    tree_sweep(*state, "in");
    assert_false(file_exists(left.ptr));
    assert_true(file_exists(file));
    assert_true(file_exists(other));
    free(kept);
    free(other);
    free(file);
    str_release(&left);
    str_release(&within);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_whole_and_in_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_replaces_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_sweep, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
