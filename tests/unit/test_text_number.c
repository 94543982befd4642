#include "unit.h"

#include <string.h>

#include "text/number.h"

static void test_chinese(void **state)
{
    (void)state;
    static const struct {
        uint32_t value;
        const char *text;
    } cases[] = {
        {0, "零"},
        {1, "一"},
        {9, "九"},
        {10, "十"},
        {11, "十一"},
        {20, "二十"},
        {21, "二十一"},
        {99, "九十九"},
        {100, "一百"},
        {101, "一百零一"},
        {110, "一百一十"},
        {111, "一百一十一"},
        {1000, "一千"},
        {1001, "一千零一"},
        {1010, "一千零一十"},
        {1100, "一千一百"},
        {2024, "二千零二十四"},
        {9999, "九千九百九十九"},
        {9009, "九千零九"},
        {5050, "五千零五十"},
    };
    struct str out = {0};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        str_clear(&out);
        number_add_chinese(&out, cases[i].value);
        assert_text(str_sv(&out), cases[i].text);
    }
    for (uint32_t n = 0; n <= 9999; n++) {
        uint32_t back = 10000;
        str_clear(&out);
        number_add_chinese(&out, n);
        assert_true(number_parse_chinese(str_sv(&out), &back));
        assert_int_equal(back, n);
    }
    number_add_chinese(&out, 12);
    assert_text(str_sv(&out), "九千九百九十九十二"); /* appended */
    str_release(&out);
}

static void test_chinese_leniently(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t value;
    } good[] = {
        {"〇", 0},          {"零", 0},          {"两", 2},         {"一十", 10},
        {"一十二", 12},     {"两百", 200},      {"一百〇五", 105}, {"一百十", 110},
        {"两千零五", 2005}, {"一千五十", 1050}, {"二十", 20},
    };
    static const char *bad[] = {
        "",     "百",   "千",  "一一", "十十",       "一百五", "一百零",   "零一",   "一百一千",
        "三万", "十个", " 十", "10",   "一百零零五", "廿",     "二〇二四", "十二\n",
    };
    uint32_t value = 7;
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        if (number_parse_chinese(sv_from(bad[i]), &value))
            fail_msg("%s", bad[i]);
    }
    assert_int_equal(value, 7);
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        assert_true(number_parse_chinese(sv_from(good[i].text), &value));
        assert_int_equal(value, good[i].value);
    }
}

static void test_canonical(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        const char *canonical; /* NULL: no number */
    } cases[] = {
        {"1280000", "1280000"},
        {"1,280,000", "1280000"},
        {"１，２８０．５０", "1280.50"},
        {" 1 280 ", "1280"},
        {"-3.5", "-3.5"},
        {"－3.5", "-3.5"},
        {"\u22123.5", "-3.5"},
        {"+7", "7"},
        {"007", "7"},
        {"0", "0"},
        {"000", "0"},
        {"-0", "0"},
        {"-0.00", "0.00"},
        {".5", "0.5"},
        {"-.5", "-0.5"},
        {"3.50", "3.50"},
        {"0.07", "0.07"},
        {"1\u00A0000", "1000"},
        {"99999999999999999999999.1", "99999999999999999999999.1"},
        {"", NULL},
        {"-", NULL},
        {".", NULL},
        {"5.", NULL},
        {"1,28", NULL},
        {"1,2800", NULL},
        {"1234,567", NULL},
        {",123", NULL},
        {"1,,234", NULL},
        {"1.234,567", NULL},
        {"1.2.3", NULL},
        {"--1", NULL},
        {"1e5", NULL},
        {"12万", NULL},
        {"十二", NULL},
        {"0x10", NULL},
        {"1,234,", NULL},
        {"35%", NULL},
    };
    struct str out = {0};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        str_set(&out, SV("before"));
        bool got = number_canonical(sv_from(cases[i].typed), &out);
        if (got != (cases[i].canonical != NULL))
            fail_msg("%s", cases[i].typed);
        assert_text(str_sv(&out), got ? cases[i].canonical : "before");
    }
    str_release(&out);
}

static void test_arithmetic(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b, *sum;
        int order;
    } cases[] = {
        {"0", "0", "0", 0},
        {"1", "2", "3", -1},
        {"9", "1", "10", 1},
        {"0.1", "0.2", "0.3", -1},
        {"999.99", "0.01", "1000.00", 1},
        {"1.5", "1.50", "3.00", 0},
        {"-1", "1", "0", -1},
        {"-5", "3", "-2", -1},
        {"5", "-8", "-3", 1},
        {"-2.5", "-2.5", "-5.0", 0},
        {"-10", "-9", "-19", -1},
        {"100", "-0.01", "99.99", 1},
        {"99999999999999999999", "1", "100000000000000000000", 1},
        {"0.00000000000000000001", "1", "1.00000000000000000001", -1},
    };
    struct str sum = {0};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct sv a = sv_from(cases[i].a), b = sv_from(cases[i].b);
        number_add(a, b, &sum);
        assert_text(str_sv(&sum), cases[i].sum);
        number_add(b, a, &sum);
        assert_text(str_sv(&sum), cases[i].sum);
        int order = number_cmp(a, b), back = number_cmp(b, a);
        assert_int_equal((order > 0) - (order < 0), cases[i].order);
        assert_int_equal((back > 0) - (back < 0), -cases[i].order);
    }
    str_release(&sum);
}

static void test_dates(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        bool month;
        const char *iso; /* NULL: no date */
    } cases[] = {
        {"2024-4-5", false, "2024-04-05"},
        {"2024-04-05", false, "2024-04-05"},
        {"2024/4/5", false, "2024-04-05"},
        {"2024.4.5", false, "2024-04-05"},
        {"20240405", false, "2024-04-05"},
        {"2024年4月5日", false, "2024-04-05"},
        {"2024 年 04 月 05 日", false, "2024-04-05"},
        {"2024年4月5号", false, "2024-04-05"},
        {"２０２４－４－５", false, "2024-04-05"},
        {"２０２４．４．５", false, "2024-04-05"},
        {"　２０２４年４月５日 ", false, "2024-04-05"},
        {"二〇二四年四月五日", false, "2024-04-05"},
        {"二零二四年十二月三十一日", false, "2024-12-31"},
        {"2024-02-29", false, "2024-02-29"},
        {"2000-2-29", false, "2000-02-29"},
        {"1900-1-1", false, "1900-01-01"},
        {"2024-4", true, "2024-04"},
        {"202404", true, "2024-04"},
        {"2024年4月", true, "2024-04"},
        {"2024/4/5", true, "2024-04-05"},
        {"2024-4", false, NULL},
        {"202404", false, NULL},
        {"2024年4月", false, NULL},
        {"2023-02-29", false, NULL},
        {"1900-02-29", false, NULL},
        {"2024-13-1", false, NULL},
        {"20241301", false, NULL},
        {"2024-4-31", false, NULL},
        {"2024-0-1", false, NULL},
        {"2024-1-0", false, NULL},
        {"20240400", true, NULL},
        {"1899-12-31", false, NULL},
        {"24-4-5", false, NULL},
        {"2024-4/5", false, NULL},
        {"2024-4-5-6", false, NULL},
        {"2024-4-", true, NULL},
        {"2024-", true, NULL},
        {"2024", true, NULL},
        {"2024年", true, NULL},
        {"2024年4", true, NULL},
        {"2024年4月5日起", false, NULL},
        {"4月5日", false, NULL},
        {"2024-004-5", false, NULL},
        {"2024040", false, NULL},
        {"今天", false, NULL},
        {"", true, NULL},
    };
    struct str iso = {0};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct date d = {1, 2, 3};
        bool got = number_parse_date(sv_from(cases[i].typed), cases[i].month, &d);
        if (got != (cases[i].iso != NULL))
            fail_msg("%s", cases[i].typed);
        str_clear(&iso);
        date_add_iso(&iso, d);
        assert_text(str_sv(&iso), got ? cases[i].iso : "0001-02-03");
    }
    str_release(&iso);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chinese),   cmocka_unit_test(test_chinese_leniently),
        cmocka_unit_test(test_canonical), cmocka_unit_test(test_arithmetic),
        cmocka_unit_test(test_dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
