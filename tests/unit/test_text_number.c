#include "unit.h"

#include <stdlib.h>
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

static const struct {
    const char *typed;
    bool month;
    const char *iso; /* NULL: no date */
} date_cases[] = {
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

static void test_dates(void **state)
{
    (void)state;
    struct str iso = {0};
    for (size_t i = 0; i < COUNT_OF(date_cases); i++) {
        struct date d = {1, 2, 3};
        bool got = number_parse_date(sv_from(date_cases[i].typed), date_cases[i].month, &d);
        if (got != (date_cases[i].iso != NULL))
            fail_msg("%s", date_cases[i].typed);
        str_clear(&iso);
        date_add_iso(&iso, d);
        assert_text(str_sv(&iso), got ? date_cases[i].iso : "0001-02-03");
    }
    str_release(&iso);
}

/* The text with every figure in brackets, a bar after its digits, its value behind it. */
static void mark_figures(struct sv text, struct str *out)
{
    struct figures figures = {0};
    size_t at = 0;
    figures_find(text, &figures);
    str_clear(out);
    for (size_t i = 0; i < figures.len; i++) {
        const struct figure *f = &figures.ptr[i];
        assert_true(f->start >= at && f->digits_end > f->start && f->end >= f->digits_end);
        str_add(out, sv_sub(text, at, f->start));
        str_add_f(out, "[%.*s|%.*s]", SV_ARG(sv_sub(text, f->start, f->digits_end)),
                  SV_ARG(sv_sub(text, f->digits_end, f->end)));
        if (f->value != UINT32_MAX)
            str_add_f(out, "=%u", f->value);
        at = f->end;
    }
    str_add(out, sv_from_offset(text, at));
    vec_release(&figures);
}

static const char *figure_cases[][2] = {
    {"", ""},
    {"没有数据", "没有数据"},
    {"效率提升35%，成本", "效率提升[35|%]=35，成本"},
    {"节约1,280万元。", "节约[1,280|万元]=1280。"},
    {"带动十二家中小企业", "带动[十二|家]=12中小企业"},
    {"带动12家企业", "带动[12|家]=12企业"},
    {"提升１２．５％", "提升[１２．５|％]"},
    {"达１，２８０万元，３项", "达[１，２８０|万元]=1280，[３|项]=3"},
    {"上云3，400台", "上云[3|]=3，[400|台]=400"},
    {"约30余家、20多个", "约[30|余家]=30、[20|多个]=20"},
    {"产值3.5亿元，1.2万亿元", "产值[3.5|亿元]，[1.2|万亿元]"},
    {"提高2.0个百分点和3个百分点", "提高[2.0|个百分点]和[3|个百分点]=3"},
    {"用时 50 小时、7天", "用时 [50| 小时]=50、[7|天]=7"},
    {"从63%～68%到10-20家", "从[63|%]=63～[68|%]=68到[10|]=10-[20|家]=20"},
    {"由35.5-40.2%", "由[35.5|]-[40.2|%]"},
    {"评分由60提升至95以上", "评分由[60|]=60提升至[95|]=95以上"},
    {"能耗100kWh、5GB数据、3t", "能耗[100|kWh]=100、[5|GB]=5数据、[3|t]=3"},
    {"近3年、3个月", "近[3|年]=3、[3|个月]=3"},
    {"12345678台", "[12345678|台]"},
    {"温度25℃、5‰", "温度[25|℃]=25、[5|‰]=5"},
    {"服务100+家", "服务[100|+家]=100"},
    {"代表12名、报表35张、地图3张", "代表[12|名]=12、报表[35|张]=35、地图[3|张]=3"},
    {"一百零五项、两个、三万元、一亿元", "[一百零五|项]=105、[两|个]=2、[三|万元]=3、[一|亿元]=1"},
    {"一万二千家、一万零五十台", "[一万二千|家]=12000、[一万零五十|台]=10050"},
    {"首行12家\n次行8台", "首行[12|家]=12\n次行[8|台]=8"},
    /* No figures. */
    {"2024年、2024 年度、２０２４年", "2024年、2024 年度、２０２４年"},
    {"2021-2023年，2021—2023年", "2021-2023年，2021—2023年"},
    {"自2023年3月至2024年4月25日", "自2023年3月至2024年4月25日"},
    {"2024-04-25、2024/4/5、2024.4.5、2024.4", "2024-04-25、2024/4/5、2024.4.5、2024.4"},
    {"4月5日至8日，12月份", "4月5日至8日，12月份"},
    {"二〇二四年四月", "二〇二四年四月"},
    {"到2025，翻番", "到2025，翻番"},
    {"每天8:30开始", "每天8:30开始"},
    {"如图1、图 2和附件1所示，见表3", "如图1、图 2和附件1所示，见表3"},
    {"第3项、第一家、每一个、另一套", "第3项、第一家、每一个、另一套"},
    {"3号楼、5级、2.0版", "3号楼、5级、2.0版"},
    {"5G+工业互联网、3D打印、4K、5M1E", "5G+工业互联网、3D打印、4K、5M1E"},
    {"工业4.0、工业4.0项目、Web3.0", "工业4.0、工业4.0项目、Web3.0"},
    {"ISO 9001、GB/T 15835-2011、A4、COVID-19", "ISO 9001、GB/T 15835-2011、A4、COVID-19"},
    {"“1+N”和1+3模式", "“1+N”和1+3模式"},
    {"电话13800138000、0311-86666666", "电话13800138000、0311-86666666"},
    {"版本2.1.3，138-0013-8000", "版本2.1.3，138-0013-8000"},
    {"千家万户、百家争鸣、几十家、统一台账、单一个体",
     "千家万户、百家争鸣、几十家、统一台账、单一个体"},
    {"1. 建成\n２、建成\n（3）建成\n十、家庭", "1. 建成\n２、建成\n（3）建成\n十、家庭"},
    {"一是：（1）建设；（2）推广。3、总结", "一是：（1）建设；（2）推广。3、总结"},
    {"1. 带动12家\n1、5G和3台", "1. 带动[12|家]=12\n1、5G和[3|台]=3"},
};

static void test_figures(void **state)
{
    (void)state;
    struct str marked = {0};
    for (size_t i = 0; i < COUNT_OF(figure_cases); i++) {
        mark_figures(sv_from(figure_cases[i][0]), &marked);
        assert_text(str_sv(&marked), figure_cases[i][1]);
    }
    str_release(&marked);
}

static void test_figure_values(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t value;
    } cases[] = {
        {"0家", 0},
        {"9999999家", 9999999},
        {"10000000家", UINT32_MAX},
        {"1,234,567元", 1234567},
        {"12.0%", UINT32_MAX},
        {"99999999999999999999家", UINT32_MAX},
        {"九百九十九万九千九百九十九家", 9999999},
        {"三万五家", UINT32_MAX},
    };
    struct figures figures = {0};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        vec_clear(&figures);
        figures_find(sv_from(cases[i].text), &figures);
        assert_int_equal(figures.len, 1);
        assert_int_equal(figures.ptr[0].value, cases[i].value);
        assert_int_equal(figures.ptr[0].start, 0);
        assert_int_equal(figures.ptr[0].end, strlen(cases[i].text));
    }
    vec_release(&figures);
}

static void test_points(void **state)
{
    (void)state;
    static const struct {
        const char *paragraph;
        const char *mark; /* empty: none */
    } cases[] = {
        {"一、建设平台", "一、"},
        {"　　（一）建设平台", "　　（一）"},
        {"(一)建设", "(一)"},
        {"（十二）、建设", "（十二）、"},
        {"1.建设", "1."},
        {"1．建设", "1．"},
        {"12、建设", "12、"},
        {"１、建设", "１、"},
        {"（1）建设", "（1）"},
        {"(１０)建设", "(１０)"},
        {"1）建设", "1）"},
        {"1) 建设", "1)"},
        {"①建设", "①"},
        {" ⒈建设", " ⒈"},
        {"㈠建设", "㈠"},
        {"Ⅲ、建设", "Ⅲ、"},
        {"第一，建设", "第一，"},
        {"第二、建设", "第二、"},
        {"其三，建设", "其三，"},
        {"一是建设", "一是"},
        {"十一是建设", "十一是"},
        {"举措一：建设", "举措一："},
        {"措施2:建设", "措施2:"},
        {"1、5G应用", "1、"},
        {"1.", "1."},
        {"", ""},
        {"　　", ""},
        {"建设平台", ""},
        {"1.5亿元投入", ""},
        {"１．５亿元投入", ""},
        {"2024、2025年", ""},
        {"2024年建设", ""},
        {"12家企业", ""},
        {"一家企业", ""},
        {"（某某）建设", ""},
        {"（）", ""},
        {"（1", ""},
        {"图一：架构图", ""},
        {"架构图1：说明", ""},
        {"开工8:30", ""},
        {"第一家企业", ""},
        {"是一", ""},
        {"百、", ""},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct sv paragraph = sv_from(cases[i].paragraph);
        assert_text(sv_sub(paragraph, 0, point_mark(paragraph)), cases[i].mark);
        assert_int_equal(points_count(paragraph), cases[i].mark[0] != '\0');
    }
    assert_int_equal(points_count(SV("总述\n一、甲\n内容\n\n（二）乙\n3. 丙\n3.5丁")), 3);
}

/* Any text, cut anywhere: figures stay within it and in order, and nothing is read past the end. */
static void test_figures_hostile(void **state)
{
    (void)state;
    static const char *pieces[] = {
        "1",  ",",  "234", ".", "0", "％", "（", "）", "一", "万", "二千",     "家",   "，",  "５",
        "年", "第", "G",   "-", "/", ":",  "+",  " ",  "\n", "、", "\xE4\xB8", "个百", "2024"};
    struct str text = {0}, marked = {0};
    uint32_t seed = 1;
    for (int round = 0; round < 3000; round++) {
        str_clear(&text);
        for (int i = 0; i < 12; i++) {
            seed = seed * 1103515245u + 12345u;
            str_add(&text, sv_from(pieces[(seed >> 16) % COUNT_OF(pieces)]));
        }
        char *exact = str_detach(&text);
        size_t len = strlen(exact);
        char *copy = malloc(len ? len : 1); /* no NUL behind it, for the sanitizer */
        memcpy(copy, exact, len);
        mark_figures(sv_make(copy, len), &marked);
        assert_true(marked.len >= len);
        assert_true(points_count(sv_make(copy, len)) <= 13);
        free(copy);
        free(exact);
    }
    str_release(&marked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chinese),         cmocka_unit_test(test_chinese_leniently),
        cmocka_unit_test(test_canonical),       cmocka_unit_test(test_arithmetic),
        cmocka_unit_test(test_dates),           cmocka_unit_test(test_figures),
        cmocka_unit_test(test_figure_values),   cmocka_unit_test(test_points),
        cmocka_unit_test(test_figures_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
