#include "text/diff.h"

#include "unit.h"

/* The two texts with what went in 〔〕 and what came in 【】: "去〔年〕【岁】". */
static void add_shown(struct str *out, struct sv a, struct sv b)
{
    struct diff_parts parts = {0};
    size_t at = 0, in_b = 0;
    diff_find(a, b, &parts);
    for (size_t i = 0; i < parts.len; i++) {
        const struct diff_part *p = &parts.ptr[i];
        assert_true(p->a_from >= at && p->a_from <= p->a_to && p->b_from <= p->b_to);
        assert_true(p->a_from < p->a_to || p->b_from < p->b_to);
        assert_true(sv_eq(sv_sub(a, at, p->a_from), sv_sub(b, in_b, p->b_from)));
        str_add(out, sv_sub(a, at, p->a_from));
        str_add_f(out, "〔%.*s〕", SV_ARG(sv_sub(a, p->a_from, p->a_to)));
        str_add_f(out, "【%.*s】", SV_ARG(sv_sub(b, p->b_from, p->b_to)));
        at = p->a_to;
        in_b = p->b_to;
    }
    assert_true(sv_eq(sv_from_offset(a, at), sv_from_offset(b, in_b)));
    str_add(out, sv_from_offset(a, at));
    vec_release(&parts);
}

static void test_parts(void **state)
{
    static const struct {
        const char *a;
        const char *b;
        const char *shown;
    } cases[] = {
        {"", "", ""},
        {"同", "同", "同"},
        {"", "新的", "〔〕【新的】"},
        {"旧的", "", "〔旧的〕【】"},
        {"甲乙丙", "甲丁丙", "甲〔乙〕【丁】丙"},
        {"石家庄中成药产业链", "（新）石家庄中成药产业链另",
         "〔〕【（新）】石家庄中成药产业链〔〕【另】"},
        /* Two letters between two changes are no island worth showing. */
        {"甲一二乙三四五六", "丙一二丁三四五六", "〔甲一二乙〕【丙一二丁】三四五六"},
        {"甲一二三乙", "丙一二三丁", "〔甲〕【丙】一二三〔乙〕【丁】"},
        {"第一段\n第二段", "第一段\n\n第二段", "第一段\n〔〕【\n】第二段"},
        /* A cluster is never cut. */
        {"👨‍👩‍👧人", "👨‍👩‍👦人",
         "〔👨‍👩‍👧〕【👨‍👩‍👦】人"},
        {"aaaa", "aaaaaa", "aaaa〔〕【aa】"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str shown = {0};
        add_shown(&shown, sv_from(cases[i].a), sv_from(cases[i].b));
        if (!sv_eq(str_sv(&shown), sv_from(cases[i].shown)))
            fail_msg("%zu: %s, not %s", i, shown.ptr, cases[i].shown);
        str_release(&shown);
    }
}

static void test_sides(void **state)
{
    static const struct {
        const char *a;
        const char *b;
        bool whole;
        const char *first;
        const char *second;
    } cases[] = {
        {"甲乙丙", "甲丁丙", false, "甲〔乙〕丙", "甲〔丁〕丙"},
        /* Nothing is marked where the other side has more. */
        {"甲丙", "甲乙丙", false, "甲丙", "甲〔乙〕丙"},
        /* Far from what was mended, ".." stands for what is the same. */
        {"一二三四五六七八九十甲一二三四五六七八九十", "一二三四五六七八九十乙一二三四五六七八九十",
         false, "..三四五六七八九十〔甲〕一二三四五六七八..",
         "..三四五六七八九十〔乙〕一二三四五六七八.."},
        {"一二三四五六七八九十甲", "一二三四五六七八九十乙", true, "一二三四五六七八九十〔甲〕",
         "一二三四五六七八九十〔乙〕"},
        {"甲\n乙", "甲\n丙", false, "甲 / 〔乙〕", "甲 / 〔丙〕"},
        {"第一段第二段", "第一段\n第二段", false, "第一段第二段", "第一段〔换段〕第二段"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct sv sides[] = {sv_from(cases[i].a), sv_from(cases[i].b)};
        const char *const wanted[] = {cases[i].first, cases[i].second};
        struct diff_parts parts = {0};
        diff_find(sides[0], sides[1], &parts);
        for (int second = 0; second < 2; second++) {
            struct str shown = {0};
            struct diff_marks marks = {0};
            diff_add_side(&shown, sides[second], &parts, second, cases[i].whole, &marks);
            assert_string_equal(shown.ptr, wanted[second]);
            for (size_t m = 0; m < marks.len; m++) {
                struct sv mark = sv_sub(str_sv(&shown), marks.ptr[m].from, marks.ptr[m].to);
                assert_true(sv_starts(mark, SV("〔")) && sv_ends(mark, SV("〕")));
            }
            vec_release(&marks);
            str_release(&shown);
        }
        vec_release(&parts);
    }
}

/* Any two texts: what is between the parts is the same (add_shown asserts it), and no more clusters
 * differ than were changed. */
static void test_any(void **state)
{
    uint32_t seed = 7;
    (void)state;
    for (int round = 0; round < 300; round++) {
        struct str a = {0}, b = {0}, shown = {0};
        for (int i = 0; i < 200; i++) {
            seed = seed * 1664525u + 1013904223u;
            static const char *const words[] = {"链", "式", "a", "，", "\n", "12"};
            const char *word = words[(seed >> 16) % 6];
            uint32_t fate = (seed >> 8) % 16;
            if (fate != 0)
                str_add(&a, sv_from(word));
            if (fate != 1)
                str_add(&b, sv_from(fate == 2 ? "换" : word));
        }
        add_shown(&shown, str_sv(&a), str_sv(&b));
        str_release(&a);
        str_release(&b);
        str_release(&shown);
    }
}

/* Texts with nothing in common are one part, and found as such before long. */
static void test_nothing_common(void **state)
{
    struct str a = {0}, b = {0};
    struct diff_parts parts = {0};
    (void)state;
    str_add(&a, SV("头"));
    str_add(&b, SV("头"));
    for (int i = 0; i < 20000; i++) {
        str_add(&a, SV("甲"));
        str_add(&b, SV("乙"));
    }
    diff_find(str_sv(&a), str_sv(&b), &parts);
    assert_int_equal(parts.len, 1);
    assert_int_equal(parts.ptr[0].a_from, 3);
    assert_int_equal(parts.ptr[0].b_to, b.len);
    vec_release(&parts);
    str_release(&a);
    str_release(&b);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_sides),
        cmocka_unit_test(test_any),
        cmocka_unit_test(test_nothing_common),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
