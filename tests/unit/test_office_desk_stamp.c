/* That something changed at a desk is seen by one look. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder.h"
#include "office/desk_io.h"
#include "officing.h"

/* The clock of a file system is coarse: what follows is later than this for certain. */
static void make_old(const char *folder)
{
    const struct timespec old[2] = {{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};
    struct str cases = {0};
    cases_path(&cases, folder);
    assert_int_equal(utimensat(AT_FDCWD, cases.ptr, old, 0), 0);
    str_release(&cases);
}

static bool is_old(const char *folder)
{
    struct file_stamp now;
    assert_true(desk_stamp(folder, &now));
    return now.modified == INT64_C(1000000000) * 1000000000;
}

static void test_saving_shows(void **state)
{
    struct office o;
    struct desk d = {.role = ROLE_COUNTY};
    struct case_file f = {0};
    struct file_stamp none;
    char *folder = in(state, "desk");
    office_open(&o, ROLE_COUNTY);
    str_set(&d.form, SV("t"));
    str_set(&d.name, SV("演示县"));
    assert_true(desk_create(folder, &d, NULL));
    assert_true(case_load(folder, SV(OFFICE_ID), &f, NULL));
    review_copy(&f.review, &o.review);
    assert_true(case_save(&f, NULL));
    make_old(folder);
    /* Nothing changed. */
    assert_true(case_save(&f, NULL));
    assert_true(is_old(folder));
    str_set(&f.review.experience, SV("值得一说"));
    assert_true(case_save(&f, NULL));
    assert_false(is_old(folder));
    assert_false(desk_stamp(*state, &none));
    case_file_release(&f);
    desk_release(&d);
    office_close(&o);
    free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_saving_shows, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("office/desk_stamp", tests, NULL, NULL);
}
