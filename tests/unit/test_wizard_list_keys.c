#include "unit.h"

#include "wizard/list_keys.h"

/* Lists with a screen of 4. */
static const struct {
    enum action action;
    size_t at, n, to, around;
} moves[] = {
    {ACTION_UP, 3, 10, 2, 2},
    {ACTION_UP, 0, 10, 0, 9},
    {ACTION_DOWN, 3, 10, 4, 4},
    {ACTION_DOWN, 9, 10, 9, 0},
    {ACTION_PAGE_UP, 9, 10, 5, 5},
    {ACTION_PAGE_UP, 4, 10, 0, 0},
    {ACTION_PAGE_UP, 2, 10, 0, 0},
    {ACTION_PAGE_DOWN, 0, 10, 4, 4},
    {ACTION_PAGE_DOWN, 5, 10, 9, 9},
    {ACTION_PAGE_DOWN, 7, 10, 9, 9},
    {ACTION_PAGE_DOWN, 9, 10, 9, 9},
    {ACTION_LINE_START, 5, 10, 0, 0},
    {ACTION_TEXT_START, 5, 10, 0, 0},
    {ACTION_LINE_END, 5, 10, 9, 9},
    {ACTION_TEXT_END, 5, 10, 9, 9},
    /* nothing, one line, and a list that has become shorter */
    {ACTION_UP, 0, 0, 0, 0},
    {ACTION_DOWN, 0, 0, 0, 0},
    {ACTION_PAGE_DOWN, 0, 0, 0, 0},
    {ACTION_LINE_END, 0, 0, 0, 0},
    {ACTION_UP, 0, 1, 0, 0},
    {ACTION_DOWN, 0, 1, 0, 0},
    {ACTION_DOWN, 12, 10, 9, 0},
    {ACTION_PAGE_DOWN, 12, 10, 9, 9},
};

static void test_moves(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(moves); i++) {
        size_t to = SIZE_MAX, around = SIZE_MAX;
        assert_true(list_key(moves[i].action, moves[i].at, moves[i].n, 4, &to));
        assert_true(list_key_around(moves[i].action, moves[i].at, moves[i].n, 4, &around));
        if (to != moves[i].to || around != moves[i].around)
            print_error("%s from %zu of %zu\n", action_name(moves[i].action), moves[i].at,
                        moves[i].n);
        assert_int_equal(to, moves[i].to);
        assert_int_equal(around, moves[i].around);
    }
}

/* Fields are none of a list's business, until a page says so. */
static void test_other_keys(void **state)
{
    (void)state;
    size_t to = 7;
    assert_false(list_key(ACTION_NEXT_FIELD, 3, 10, 4, &to));
    assert_false(list_key(ACTION_ENTER, 3, 10, 4, &to));
    assert_false(list_key_around(ACTION_PREV_FIELD, 0, 10, 4, &to));
    assert_int_equal(to, 7);
    assert_int_equal(list_tab(ACTION_NEXT_FIELD), ACTION_DOWN);
    assert_int_equal(list_tab(ACTION_PREV_FIELD), ACTION_UP);
    assert_int_equal(list_tab(ACTION_ENTER), ACTION_ENTER);
}

static const struct {
    size_t scroll, at, n, room, now;
} scrolls[] = {
    {0, 0, 0, 5, 0},
    {0, 4, 10, 5, 0},
    {0, 5, 10, 5, 1},
    {3, 2, 10, 5, 2},
    {3, 7, 10, 5, 3},
    {3, 9, 10, 5, 5},
    /* the list has become shorter, the screen taller, or too small for anything */
    {5, 3, 4, 5, 0},
    {5, 9, 10, 8, 2},
    {0, 3, 10, 0, 3},
};

static void test_scrolls(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(scrolls); i++)
        assert_int_equal(
            list_scroll(scrolls[i].scroll, scrolls[i].at, scrolls[i].n, scrolls[i].room),
            scrolls[i].now);
}

static void test_numbers(void **state)
{
    (void)state;
    int64_t n = 0;
    assert_true(list_number(SV("3"), 1, 3, &n));
    assert_int_equal(n, 3);
    assert_true(list_number(SV("２"), 1, 3, &n));
    assert_int_equal(n, 2);
    assert_false(list_number(SV("4"), 1, 3, &n));
    assert_false(list_number(SV("0"), 1, 3, &n));
    assert_false(list_number(SV("三"), 1, 3, &n));
    assert_false(list_number(SV(" "), 1, 3, &n));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_moves),
        cmocka_unit_test(test_other_keys),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_scrolls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
