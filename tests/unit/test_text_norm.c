#include "unit.h"

#include <string.h>

#include "text/norm.h"
#include "text/utf8.h"

struct norm_case {
    const char *in;
    const char *text;
    struct norm_report report; /* newlines, spaces, invisible, controls, composed */
};

static void check_report(const char *in, struct norm_report got, struct norm_report want)
{
    if (memcmp(&got, &want, sizeof(got)) != 0)
        fail_msg("[%s]: %u %u %u %u %u, want %u %u %u %u %u", in, got.newlines, got.spaces,
                 got.invisible, got.controls, got.composed, want.newlines, want.spaces,
                 want.invisible, want.controls, want.composed);
}

static const struct norm_case text_cases[] = {
    {"", "", {0}},
    {"数字化转型，“链式”带动 12 家。\n\t第二段", "数字化转型，“链式”带动 12 家。\n\t第二段", {0}},
    {"　　段首空两格", "　　段首空两格", {0}},
    {"一\r\n二\r三\u2028四\u2029五\xC2\x85六", "一\n二\n三\n四\n五\n六", {5, 0, 0, 0, 0}},
    {"\r\r\n\n", "\n\n\n", {2, 0, 0, 0, 0}},
    {"软\v回车\f分页", "软\n回车\n分页", {2, 0, 0, 0, 0}},
    {"甲\u00A0乙\u2003丙\u202F丁\u1680戊\u205F己", "甲 乙 丙 丁 戊 己", {0, 5, 0, 0, 0}},
    {"\uFEFF零\u200B宽\u200D字\u2060符\u00AD", "零宽字符", {0, 0, 5, 0, 0}},
    {"反\u202E转\u2066隔离\u2069\u200E\u200F\u202C", "反转隔离", {0, 0, 6, 0, 0}},
    {"响\a铃\x1B[31m红\x7F\xC2\x9B", "响铃[31m红", {0, 0, 0, 4, 0}},
    {"cafe\u0301", "caf\u00E9", {0, 0, 0, 0, 1}},
    {"か\u3099き\u3099x", "がぎx", {0, 0, 0, 0, 2}},
    {"e\u200B\u0301", "\u00E9", {0, 0, 1, 0, 1}},
    {"\u1112\u1161\u11AB\uAD6D", "\uD55C\uAD6D", {0, 0, 0, 0, 2}},
    {"\uAC00\u11A8", "\uAC01", {0, 0, 0, 0, 1}},
    {"字\u0301字", "字\u0301字", {0}},
    {"a\u0323\u0302\u0301z", "\u1EAD\u0301z", {0, 0, 0, 0, 2}},
    {"\u212B与\u2126", "\u00C5与\u03A9", {0, 0, 0, 0, 2}},
    {"\uF92C", "\u90CE", {0, 0, 0, 0, 1}},
    {"①Ⅳ㎡℃½ｆｕｌｌ", "①Ⅳ㎡℃½ｆｕｌｌ", {0}}, /* NFC, never NFKC */
    {"家庭👨\u200D👩\u200D👧好", "家庭👨\u200D👩\u200D👧好", {0}},
    {"👩🏽\u200D🚀❤\uFE0F\u200D🔥", "👩🏽\u200D🚀❤\uFE0F\u200D🔥", {0}},
    {"1\uFE0F\u20E3和1\uFE0F分", "1\uFE0F\u20E3和1分", {0, 0, 1, 0, 0}},
    {"☑\uFE0F甲\uFE0F", "☑\uFE0F甲", {0, 0, 1, 0, 0}},
    {"👨\u200D的\u200D👧", "👨的👧", {0, 0, 2, 0, 0}},
    {"葛\U000E0100市a\U000E0100", "葛\U000E0100市a", {0, 0, 1, 0, 0}},
    {"🏴\U000E0067\U000E007F旗\U000E0067\U000E0067",
     "🏴\U000E0067\U000E007F旗",
     {0, 0, 2, 0, 0}},
    {"坏\xFF\xE4\xBD字", "坏\uFFFD\uFFFD\uFFFD字", {0, 0, 0, 3, 0}},
};

static void test_text(void **state)
{
    (void)state;
    struct str out = {0}, again = {0};
    for (size_t i = 0; i < COUNT_OF(text_cases); i++) {
        struct norm_report report = {9, 9, 9, 9, 9};
        norm_text(sv_from(text_cases[i].in), &out, &report);
        assert_text(str_sv(&out), text_cases[i].text);
        check_report(text_cases[i].in, report, text_cases[i].report);
        assert_int_equal(norm_changed(&report),
                         !sv_eq(sv_from(text_cases[i].in), sv_from(text_cases[i].text)));
        /* What was cleaned once is clean. */
        norm_text(str_sv(&out), &again, &report);
        assert_text(str_sv(&again), out.ptr);
        assert_false(norm_changed(&report));
    }
    str_release(&out);
    str_release(&again);
}

static void test_line(void **state)
{
    (void)state;
    static const struct norm_case cases[] = {
        {"", "", {0}},
        {" ", " ", {0}},
        {"石家庄 某公司 ", "石家庄 某公司 ", {0}},
        {"一\n二\t三\r\n\r\n四", "一 二 三 四", {2, 1, 0, 0, 0}},
        {"单位名称\r\n", "单位名称", {1, 0, 0, 0, 0}},
        {"\n\t单位", "单位", {1, 0, 0, 0, 0}},
        {"上一行 \n　　下一行", "上一行 下一行", {1, 0, 0, 0, 0}},
        {"\t\n", "", {1, 0, 0, 0, 0}},
        {"A\u00A0B\tC", "A B C", {0, 2, 0, 0, 0}},
    };
    struct str out = {0};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct norm_report report;
        norm_line(sv_from(cases[i].in), &out, &report);
        assert_text(str_sv(&out), cases[i].text);
        check_report(cases[i].in, report, cases[i].report);
    }
    norm_line(SV("甲\n乙"), &out, NULL);
    assert_text(str_sv(&out), "甲 乙");
    str_release(&out);
}

static void test_fold(void **state)
{
    (void)state;
    struct str out = {0};
    norm_fold(SV("９１１ａｂｃ　（ｘ）～！abc甲，"), false, &out);
    assert_text(str_sv(&out), "911abc (x)~!abc甲,");
    norm_fold(SV("９１１ａｂｃ　abcé甲"), true, &out);
    assert_text(str_sv(&out), "911ABC ABCé甲");
    norm_fold(SV("｟\u20A9￥￠"), true, &out); /* past U+FF5E, and currency: as they are */
    assert_text(str_sv(&out), "｟\u20A9￥￠");
    norm_fold(SV(""), true, &out);
    assert_text(str_sv(&out), "");
    str_release(&out);
}

static void test_code(void **state)
{
    (void)state;
    struct str out = {0};
    norm_code(SV("\uFEFF９１a\u00A0ｂ\u200B　－\n"), true, &out);
    assert_text(str_sv(&out), "91A B -");
    str_release(&out);
}

static void test_mark(void **state)
{
    (void)state;
    static const struct {
        const char *cluster;
        const char *mark;
    } cases[] = {
        {"\x1B", "␛"},     {"\t", "␉"},       {"\x01", "␁"},   {"\x1F", "␟"},   {"\x7F", "␡"},
        {"\xC2\x9B", "␦"}, {"\xC2\x85", "␤"}, {"\u2028", "␤"}, {"\r\n", "␍"},   {"\u00A0", "␣"},
        {"\u200B", "·"},   {"\u202E", "·"},   {"\uFEFF", "·"}, {"\u200D", "·"}, {"\U000E0041", "·"},
        {"", ""},          {"a", ""},         {"中", ""},      {"　", ""},      {" ", ""},
        {"é", ""},         {"👨\u200D👧", ""},  {"❤\uFE0F", ""}, {"\uFFFD", ""},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_text(norm_mark(sv_from(cases[i].cluster)), cases[i].mark);
    assert_text(norm_mark(sv_make("\0", 1)), "␀");
}

static void test_marked(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *keep;
        const char *marked;
    } cases[] = {
        {"", "", ""},
        {"中文 abc\u3000。", "", "中文 abc\u3000。"},
        {"a\tb\nc\fd", "", "a␉b␊c␌d"},
        {"a\tb\nc\fd", "\t\n", "a\tb\nc␌d"},
        {"a\tb\nc\fd", "\t\n\f", "a\tb\nc\fd"},
        {"\033]0;x\a\r", "\n", "␛]0;x␇␍"},
        {"\x7F\xC2\x80\xC2\x9B\xC2\x85", "", "␡␦␦␤"},
        {"甲\u202E乙\u2066丙\u061C\u200F", "", "甲·乙·丙··"},
        {"\u200B\u200C\u2060\uFEFF\u00AD", "", "·····"},
        {"\u2028\u2029", "\n", "␤␤"},
        {"a\u00A0b", "", "a\u00A0b"},
        {"👨\u200D👧 ❤\uFE0F 禰\U000E0100", "", "👨\u200D👧 ❤\uFE0F 禰\U000E0100"},
        {"a\u200Db", "", "a·b"},
        {"\xFF\x1B\xC2", "", "\uFFFD␛\uFFFD"},
        {"\xE4\xB8", "", "\uFFFD\uFFFD"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str out = {0};
        norm_add_marked(&out, sv_from(cases[i].text), sv_from(cases[i].keep));
        assert_text(str_sv(&out), cases[i].marked);
        str_release(&out);
    }
    struct str out = {0};
    norm_add_marked(&out, sv_make("a\0b", 3), SV("\n"));
    assert_text(str_sv(&out), "a␀b");
    str_release(&out);
}

/* Nothing a terminal obeys comes through, whatever code point is asked for. */
static void test_marked_of_all(void **state)
{
    (void)state;
    for (char32_t cp = 0; cp <= 0x10FFFF; cp++) {
        struct str in = {0}, out = {0};
        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        utf8_add(&in, cp);
        norm_add_marked(&out, str_sv(&in), SV(""));
        bool hidden = cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x61C || cp == 0x200E ||
                      cp == 0x200F || (cp >= 0x2028 && cp <= 0x202E) ||
                      (cp >= 0x2066 && cp <= 0x2069);
        if (out.len == 0 || (hidden && sv_eq(str_sv(&in), str_sv(&out))))
            fail_msg("U+%04X", (unsigned)cp);
        str_release(&in);
        str_release(&out);
    }
}

/* Every code point alone and after a letter: valid text comes out, a second time unchanged. */
static void test_all_code_points(void **state)
{
    (void)state;
    struct str in = {0}, out = {0}, again = {0};
    for (char32_t cp = 1; cp <= 0x10FFFF;
         cp += cp < 0x3400 || (cp > 0xF000 && cp < 0x12000) ? 1 : 37) {
        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        str_set(&in, SV("甲a"));
        utf8_add(&in, cp);
        str_add(&in, SV("b"));
        norm_text(str_sv(&in), &out, NULL);
        norm_text(str_sv(&out), &again, NULL);
        if (!utf8_valid(str_sv(&out), NULL) || !sv_eq(str_sv(&out), str_sv(&again)) ||
            !sv_starts(str_sv(&out), SV("甲")) || !sv_ends(str_sv(&out), SV("b")))
            fail_msg("U+%04X", (unsigned)cp);
    }
    str_release(&in);
    str_release(&out);
    str_release(&again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),          cmocka_unit_test(test_line),
        cmocka_unit_test(test_fold),          cmocka_unit_test(test_code),
        cmocka_unit_test(test_mark),          cmocka_unit_test(test_marked),
        cmocka_unit_test(test_marked_of_all), cmocka_unit_test(test_all_code_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
