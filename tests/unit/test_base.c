#include "unit.h"

#include <errno.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/vec.h"

static void test_views(void **state)
{
    (void)state;
    struct sv text = SV("甲,乙,,丙");
    struct sv piece;
    const char *want[] = {"甲", "乙", "", "丙"};
    size_t n = 0;
    for (struct sv rest = text; sv_next(&rest, ',', &piece); n++)
        assert_text(piece, want[n]);
    assert_int_equal(n, 4);
    assert_int_equal(sv_find(text, SV("丙"), 0), 9);
    assert_int_equal(sv_find(text, SV("丁"), 0), SV_NONE);
    assert_int_equal(sv_find(text, SV(""), 3), 3);
    assert_int_equal(sv_find(text, SV("甲"), 99), SV_NONE);
    assert_text(sv_sub(text, 4, 7), "乙");
    assert_text(sv_sub(text, 7, 4), "");
    assert_text(sv_trim(SV(" \t甲 乙\r\n")), "甲 乙");
    assert_true(sv_starts(text, SV("甲,")));
    assert_false(sv_ends(SV("丙"), text));
    assert_true(sv_cmp(SV("a"), SV("ab")) < 0);
}

static void test_numbers(void **state)
{
    (void)state;
    int64_t out = 7;
    assert_true(sv_number(SV("0042"), 0, 100, &out));
    assert_int_equal(out, 42);
    assert_true(sv_number(SV("-5"), -5, 5, &out));
    assert_int_equal(out, -5);
    const char *bad[] = {"", "-", "1x", "101", "１", "99999999999999999999", "+1", " 1"};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        assert_false(sv_number(sv_from(bad[i]), 0, 100, &out));
    assert_int_equal(out, -5);
}

static void test_str(void **state)
{
    (void)state;
    struct str s = {0};
    assert_text(str_sv(&s), "");
    str_add(&s, SV("填表"));
    str_splice(&s, 3, 0, SV("写"));
    assert_text(str_sv(&s), "填写表");
    str_splice(&s, 0, 3, SV(""));
    str_add_f(&s, " %d/%s", 50, "字");
    assert_text(str_sv(&s), "写表 50/字");
    assert_int_equal(str_replace_all(&s, SV("表"), SV("表表")), 1);
    assert_text(str_sv(&s), "写表表 50/字");
    str_set(&s, SV(""));
    for (int i = 0; i < 1000; i++)
        str_add_byte(&s, (char)('a' + i % 26));
    assert_int_equal(s.len, 1000);
    assert_int_equal(s.ptr[s.len], 0);
    str_release(&s);
}

static void test_vec(void **state)
{
    (void)state;
    VEC(int) v = {0};
    for (int i = 0; i < 100; i++)
        vec_push(&v, i);
    vec_insert(&v, 0, -1);
    vec_remove(&v, 50);
    assert_int_equal(v.len, 100);
    assert_int_equal(v.ptr[0], -1);
    assert_int_equal(v.ptr[49], 48);
    assert_int_equal(v.ptr[50], 50);
    assert_int_equal(*vec_add(&v), 0);
    vec_release(&v);
}

static void test_arena(void **state)
{
    (void)state;
    struct arena a = {0};
    struct sv copies[50];
    for (size_t i = 0; i < COUNT_OF(copies); i++) {
        char *big = arena_calloc(&a, i * 100 + 1, 1);
        assert_int_equal(big[i * 100], 0);
        copies[i] = arena_copy(&a, SV("表"));
    }
    for (size_t i = 0; i < COUNT_OF(copies); i++)
        assert_text(copies[i], "表");
    arena_release(&a);
}

static void test_dates(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t days; /* INT64_MIN: refused */
        const char *chinese;
    } cases[] = {
        {"1970-01-01", 0, "1970年1月1日"},       {"2024-04-25", 19838, "2024年4月25日"},
        {"2024-02-29", 19782, "2024年2月29日"},  {"1900-03-01", -25508, "1900年3月1日"},
        {"2199-12-31", 84005, "2199年12月31日"}, {"2024-08", 19936, "2024年8月"},
        {"2023-02-29", INT64_MIN, NULL},         {"2024-13-01", INT64_MIN, NULL},
        {"2024-4-5", INT64_MIN, NULL},           {"2024-00-10", INT64_MIN, NULL},
        {"1899-12-31", INT64_MIN, NULL},         {"2024-04-31", INT64_MIN, NULL},
        {"２０２４-04", INT64_MIN, NULL},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct date d;
        bool ok = date_parse(sv_from(cases[i].text), &d);
        assert_int_equal(ok, cases[i].days != INT64_MIN);
        if (!ok)
            continue;
        assert_int_equal(date_number(d), cases[i].days);
        struct str out = {0};
        date_add_iso(&out, d);
        assert_text(str_sv(&out), cases[i].text);
        str_clear(&out);
        date_add_chinese(&out, d);
        assert_text(str_sv(&out), cases[i].chinese);
        str_release(&out);
    }
}

static void test_errors(void **state)
{
    (void)state;
    struct err e = {0};
    assert_false(err_set(&e, ERR_REFUSED, "%s", "坏"));
    err_prefix(&e, "a.yaml:%d: ", 3);
    assert_text(str_sv(&e.message), "a.yaml:3: 坏");
    assert_int_equal(e.class, ERR_REFUSED);
    assert_false(err_errno(&e, "写 a.yaml", ENOSPC));
    assert_text(str_sv(&e.message), "写 a.yaml：磁盘已满，请先腾出空间。");
    assert_false(err_set(NULL, ERR_IO, "x"));
    err_clear(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_views),  cmocka_unit_test(test_numbers), cmocka_unit_test(test_str),
        cmocka_unit_test(test_vec),    cmocka_unit_test(test_arena),   cmocka_unit_test(test_dates),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
