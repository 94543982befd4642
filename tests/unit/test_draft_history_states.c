#include "draft/history_states.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/file.h"
#include "store/path.h"
#include "unit.h"

#define STAMP "20240601T090503"

/* A folder with a draft to be, and where its states lie. */
struct place {
    char folder[64];
    char draft[96];
    char states[96];
};

static int set_up(void **state)
{
    struct place *p = calloc(1, sizeof *p);
    *state = p;
    snprintf(p->folder, sizeof p->folder, "/tmp/tianbiao-test-XXXXXX");
    if (!mkdtemp(p->folder))
        return -1;
    snprintf(p->draft, sizeof p->draft, "%s/稿.yaml", p->folder);
    snprintf(p->states, sizeof p->states, "%s/.稿.yaml.history", p->folder);
    return 0;
}

static int tear_down(void **state)
{
    struct place *p = *state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", p->folder);
    int failed = system(command);
    free(p);
    return failed;
}

static void keep(const struct place *p, const char *bytes, enum kept_why why)
{
    struct err e = {0};
    if (!states_keep(p->draft, sv_from(bytes), STAMP, why, &e))
        fail_msg("%s", e.message.ptr);
}

/* Each state as "NUMBER WHY SIZE", the newest first. */
static void assert_states(const struct place *p, const char *want)
{
    struct kept_states list = {0};
    struct str got = {0};
    assert_true(states_list(p->draft, &list, NULL));
    for (size_t i = 0; i < list.len; i++) {
        const struct kept_state *s = &list.ptr[i];
        str_add_f(&got, "%lld %d %lld\n", (long long)s->number, s->why, (long long)s->size);
        assert_text(str_sv(&s->time), "2024-06-01 09:05:03");
    }
    assert_text(str_sv(&got), want);
    str_release(&got);
    kept_states_release(&list);
}

/* Puts something into the states' folder by hand. */
static void put_there(const struct place *p, const char *name, const char *bytes)
{
    struct str path = {0};
    str_add_f(&path, "%s/%s", p->states, name);
    assert_true(file_write(path.ptr, sv_from(bytes), 0600, NULL));
    str_release(&path);
}

static bool is_there(const struct place *p, const char *name)
{
    struct str path = {0};
    str_add_f(&path, "%s/%s", p->states, name);
    bool there = file_exists(path.ptr);
    str_release(&path);
    return there;
}

static void keeps_whole_files(void **state)
{
    const struct place *p = *state;
    struct kept_states list = {0};
    struct str read = {0};
    struct stat st;
    assert_states(p, "");
    keep(p, "一", KEPT_OPENED);
    keep(p, "一二", KEPT_SAVED);
    assert_states(p, "2 1 6\n1 0 3\n");
    assert_true(states_list(p->draft, &list, NULL));
    assert_text(path_name(str_sv(&list.ptr[0].path)), "000002-" STAMP "-saved.yaml");
    assert_true(file_read(list.ptr[0].path.ptr, 99, &read, NULL));
    assert_text(str_sv(&read), "一二");
    assert_int_equal(stat(p->states, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0700);
    assert_int_equal(stat(list.ptr[0].path.ptr, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    kept_states_release(&list);
    str_release(&read);
}

static void keeps_nothing_twice(void **state)
{
    const struct place *p = *state;
    keep(p, "一", KEPT_OPENED);
    keep(p, "一", KEPT_SAVED);
    keep(p, "二", KEPT_SAVED);
    keep(p, "一", KEPT_BEFORE);
    assert_states(p, "3 2 3\n2 1 3\n1 0 3\n");
}

/* A 定稿 is none the less one for having been saved first. */
static void keeps_for_the_weightiest_reason(void **state)
{
    const struct place *p = *state;
    keep(p, "一", KEPT_SAVED);
    keep(p, "一", KEPT_FINAL);
    assert_states(p, "2 5 3\n");
    keep(p, "一", KEPT_UNSAVED);
    keep(p, "一", KEPT_SAVED);
    assert_states(p, "2 5 3\n");
    keep(p, "二", KEPT_OPENED);
    keep(p, "二", KEPT_UNSAVED);
    assert_states(p, "4 3 3\n2 5 3\n");
}

/* A link's states are those of the file. */
static void keeps_beside_the_file_itself(void **state)
{
    const struct place *p = *state;
    struct str link = {0};
    struct kept_states list = {0};
    str_add_f(&link, "%s/link.yaml", p->folder);
    assert_int_equal(symlink("稿.yaml", link.ptr), 0);
    assert_true(states_keep(link.ptr, SV("一"), STAMP, KEPT_SAVED, NULL));
    assert_states(p, "1 1 3\n");
    assert_true(states_list(link.ptr, &list, NULL));
    assert_int_equal(list.len, 1);
    kept_states_release(&list);
    str_release(&link);
}

static void lets_the_oldest_go(void **state)
{
    const struct place *p = *state;
    struct kept_states list = {0};
    struct str text = {0};
    for (int i = 1; i <= HISTORY_MOST_STATES + 5; i++) {
        str_clear(&text);
        str_add_f(&text, "%d", i);
        keep(p, text.ptr, KEPT_SAVED);
    }
    assert_true(states_list(p->draft, &list, NULL));
    assert_int_equal(list.len, HISTORY_MOST_STATES);
    assert_int_equal(list.ptr[0].number, HISTORY_MOST_STATES + 5);
    assert_int_equal(list.ptr[list.len - 1].number, 6);
    kept_states_release(&list);
    str_release(&text);
}

/* What was never saved is not crowded out by what is saved every ten minutes; but it goes as well
 * when it is too much. */
static void keeps_what_has_a_reason_longer(void **state)
{
    const struct place *p = *state;
    struct kept_states list = {0};
    struct str text = {0};
    int counts[KEPT_WHYS] = {0};
    for (int i = 1; i <= 200; i++) {
        str_clear(&text);
        str_add_f(&text, "%d", i);
        keep(p, text.ptr, i <= 30 ? KEPT_UNSAVED : KEPT_SAVED);
    }
    assert_true(states_list(p->draft, &list, NULL));
    assert_int_equal(list.len, HISTORY_MOST_STATES);
    for (size_t i = 0; i < list.len; i++)
        counts[list.ptr[i].why]++;
    assert_int_equal(counts[KEPT_UNSAVED] + counts[KEPT_SAVED], HISTORY_MOST_STATES);
    assert_in_range(counts[KEPT_UNSAVED], HISTORY_MOST_STATES / 2 - 1, HISTORY_MOST_STATES / 2);
    assert_int_equal(list.ptr[list.len - 1].number, 30 - counts[KEPT_UNSAVED] + 1);
    kept_states_release(&list);
    str_release(&text);
}

/* What was printed and handed in outlives all else, and the oldest of them goes at last. */
static void keeps_finals_longest(void **state)
{
    const struct place *p = *state;
    struct kept_states list = {0};
    struct str text = {0};
    for (int i = 1; i <= 60; i++) {
        str_clear(&text);
        str_add_f(&text, "%d", i);
        keep(p, text.ptr, i <= 3 ? KEPT_FINAL : i % 2 ? KEPT_BEFORE : KEPT_SAVED);
    }
    assert_true(states_list(p->draft, &list, NULL));
    assert_int_equal(list.len, HISTORY_MOST_STATES);
    for (size_t i = 1; i <= 3; i++) {
        assert_int_equal(list.ptr[list.len - i].number, i);
        assert_int_equal(list.ptr[list.len - i].why, KEPT_FINAL);
    }
    kept_states_release(&list);
    for (int i = 61; i <= 120; i++) {
        str_clear(&text);
        str_add_f(&text, "%d", i);
        keep(p, text.ptr, KEPT_FINAL);
    }
    assert_true(states_list(p->draft, &list, NULL));
    assert_int_equal(list.len, HISTORY_MOST_STATES);
    assert_int_equal(list.ptr[list.len - 1].number, 120 - HISTORY_MOST_STATES + 1);
    kept_states_release(&list);
    str_release(&text);
}

static void keeps_within_its_bytes(void **state)
{
    const struct place *p = *state;
    struct str large = {0};
    str_add_bytes(&large, 'x', HISTORY_MOST_BYTES / 2);
    keep(p, large.ptr, KEPT_OPENED);
    large.ptr[0] = 'a';
    keep(p, large.ptr, KEPT_SAVED);
    keep(p, "b", KEPT_SAVED);
    struct str want = {0};
    str_add_f(&want, "3 1 1\n2 1 %zu\n", large.len);
    assert_states(p, want.ptr);
    /* The newest stays, however large. */
    str_add_bytes(&large, 'x', HISTORY_MOST_BYTES);
    keep(p, large.ptr, KEPT_SAVED);
    str_clear(&want);
    str_add_f(&want, "4 1 %zu\n", large.len);
    assert_states(p, want.ptr);
    str_release(&want);
    str_release(&large);
}

static void keeps_what_has_a_reason_within_its_bytes(void **state)
{
    static const enum kept_why order[] = {KEPT_UNSAVED, KEPT_OPENED, KEPT_SAVED, KEPT_SAVED};
    const struct place *p = *state;
    struct str bytes = {0};
    str_add_bytes(&bytes, 'x', 5 << 20);
    for (size_t i = 0; i < COUNT_OF(order); i++) {
        bytes.ptr[0] = (char)('a' + i);
        keep(p, bytes.ptr, order[i]);
    }
    assert_states(p, "4 1 5242880\n3 1 5242880\n1 3 5242880\n");
    str_release(&bytes);
}

static void passes_over_what_is_not_its_own(void **state)
{
    static const char *const names[] = {
        "1-" STAMP "-saved.yaml",
        "0000001-" STAMP "-saved.yaml",
        "000000-" STAMP "-saved.yaml",
        "-00001-" STAMP "-saved.yaml",
        "+00001-" STAMP "-saved.yaml",
        "000001-20241301T000000-saved.yaml",
        "000001-2024060lT000000-saved.yaml",
        "000001-" STAMP "-stolen.yaml",
        "000001-" STAMP "-.yaml",
        "000001-" STAMP "-saved.yaml~",
        "000001-" STAMP "-saved.yml",
        "000001-" STAMP "-saved-.yaml",
        "000001-" STAMP ".yaml",
        "99999999999999999999-" STAMP "-saved.yaml",
        "\x1b[2J",
        "\xff\xfe",
        "a\nb.yaml",
        "9999999999999-" STAMP "-saved.yaml",
        "-.yaml",
        "--.yaml",
        "notes.txt",
    };
    const struct place *p = *state;
    struct str path = {0}, target = {0}, text = {0};
    keep(p, "零", KEPT_OPENED);
    for (size_t i = 0; i < COUNT_OF(names); i++)
        put_there(p, names[i], "x");
    /* Links and folders of the right name. */
    str_add_f(&target, "%s/elsewhere", p->folder);
    assert_true(file_write(target.ptr, SV("外"), 0600, NULL));
    str_add_f(&path, "%s/000100-" STAMP "-saved.yaml", p->states);
    assert_int_equal(symlink(target.ptr, path.ptr), 0);
    str_clear(&path);
    str_add_f(&path, "%s/000101-" STAMP "-saved.yaml", p->states);
    assert_int_equal(mkdir(path.ptr, 0700), 0);
    assert_states(p, "1 0 3\n");
    for (int i = 0; i < HISTORY_MOST_STATES + 70; i++) {
        str_clear(&text);
        str_add_f(&text, "%d", i);
        keep(p, text.ptr, KEPT_SAVED);
    }
    for (size_t i = 0; i < COUNT_OF(names); i++)
        assert_true(is_there(p, names[i]));
    assert_true(is_there(p, "000100-" STAMP "-saved.yaml"));
    assert_true(is_there(p, "000101-" STAMP "-saved.yaml"));
    assert_true(file_exists(target.ptr));
    str_release(&path);
    str_release(&target);
    str_release(&text);
}

/* Numbers go on from the largest; where there is none left, nothing is lost. */
static void goes_on_from_the_largest(void **state)
{
    const struct place *p = *state;
    struct err e = {0};
    keep(p, "一", KEPT_OPENED);
    put_there(p, "000041-" STAMP "-before.yaml", "二二");
    keep(p, "三", KEPT_SAVED);
    assert_states(p, "42 1 3\n41 2 6\n1 0 3\n");
    put_there(p, "999999999999-" STAMP "-saved.yaml", "四");
    assert_false(states_keep(p->draft, SV("五"), STAMP, KEPT_SAVED, &e));
    assert_int_equal(e.class, ERR_IO);
    assert_states(p, "999999999999 1 3\n42 1 3\n41 2 6\n1 0 3\n");
    err_clear(&e);
}

static void refuses_a_folder_that_is_none(void **state)
{
    const struct place *p = *state;
    struct kept_states list = {0};
    struct str other = {0};
    struct err e = {0};
    str_add_f(&other, "%s/other", p->folder);
    assert_int_equal(mkdir(other.ptr, 0700), 0);
    assert_int_equal(symlink(other.ptr, p->states), 0);
    assert_false(states_keep(p->draft, SV("一"), STAMP, KEPT_SAVED, &e));
    assert_int_equal(e.class, ERR_IO);
    if (!sv_contains(str_sv(&e.message), SV("可能是链接")))
        fail_msg("%s", e.message.ptr);
    assert_int_equal(rmdir(other.ptr), 0); /* nothing was put there */
    err_clear(&e);
    assert_false(states_list(p->draft, &list, &e));
    assert_int_equal(e.class, ERR_IO);
    assert_int_equal(unlink(p->states), 0);
    assert_true(file_write(p->states, SV("文件"), 0600, NULL));
    assert_false(states_keep(p->draft, SV("一"), STAMP, KEPT_SAVED, &e));
    assert_false(states_list(p->draft, &list, &e));
    err_clear(&e);
    str_release(&other);
}

/* Nothing but the states' own folder is ever made. */
static void makes_no_other_folder(void **state)
{
    const struct place *p = *state;
    struct str gone = {0}, above = {0};
    struct err e = {0};
    str_add_f(&above, "%s/stick", p->folder);
    str_add_f(&gone, "%s/draft.yaml", above.ptr);
    assert_false(states_keep(gone.ptr, SV("一"), STAMP, KEPT_SAVED, &e));
    assert_int_equal(e.class, ERR_IO);
    assert_false(file_exists(above.ptr));
    err_clear(&e);
    str_release(&gone);
    str_release(&above);
}

/* A name near the limit of file systems has states too, and none of its like. */
static void keeps_those_of_the_longest_names(void **state)
{
    const struct place *p = *state;
    struct str path = {0};
    struct kept_states list = {0};
    str_add_f(&path, "%s/", p->folder);
    str_add_bytes(&path, 'x', 255);
    assert_true(states_keep(path.ptr, SV("一"), STAMP, KEPT_SAVED, NULL));
    assert_true(states_list(path.ptr, &list, NULL));
    assert_int_equal(list.len, 1);
    kept_states_release(&list);
    path.ptr[path.len - 1] = 'y';
    assert_true(states_list(path.ptr, &list, NULL));
    assert_int_equal(list.len, 0);
    str_release(&path);
}

static void labels_all_reasons(void **state)
{
    (void)state;
    for (int i = 0; i < KEPT_WHYS; i++)
        for (int k = 0; k < i; k++)
            assert_string_not_equal(kept_why_label((enum kept_why)i),
                                    kept_why_label((enum kept_why)k));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(keeps_whole_files),
        TEST(keeps_nothing_twice),
        TEST(keeps_for_the_weightiest_reason),
        TEST(keeps_beside_the_file_itself),
        TEST(lets_the_oldest_go),
        TEST(keeps_what_has_a_reason_longer),
        TEST(keeps_finals_longest),
        TEST(keeps_within_its_bytes),
        TEST(keeps_what_has_a_reason_within_its_bytes),
        TEST(passes_over_what_is_not_its_own),
        TEST(goes_on_from_the_largest),
        TEST(refuses_a_folder_that_is_none),
        TEST(makes_no_other_folder),
        TEST(keeps_those_of_the_longest_names),
        cmocka_unit_test(labels_all_reasons),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
