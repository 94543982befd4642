#include "unit.h"

#include "text/cluster.h"
#include "text/width.h"
#include "text/width_tables.h"

static const struct {
    char32_t cp;
    int screen, wide, paper;
} code_points[] = {
    {'a', 1, 1, 1},
    {' ', 1, 1, 1},
    {'~', 1, 1, 1},
    {0xA5, 1, 1, 1},
    {0x586B, 2, 2, 2},
    {0x3000, 2, 2, 2},
    {0xFF0C, 2, 2, 2},
    {0x3105, 2, 2, 2},
    {0x4DC0, 1, 1, 1},
    {0x3400, 2, 2, 2},
    {0xAC00, 2, 2, 2},
    {0xFF71, 1, 1, 1},
    {0xFFE5, 2, 2, 2},
    {0xA015, 2, 2, 2},
    {0xA4D0, 1, 1, 1},
    {0x20000, 2, 2, 2},
    {0x2FFFD, 2, 2, 2},
    {0x31350, 2, 2, 2},
    {0x3FFFD, 2, 2, 2},
    {0x3FFFE, 1, 1, 1},
    /* ambiguous, with a two-byte GBK code */
    {0x201C, 1, 2, 2},
    {0x201D, 1, 2, 2},
    {0x2018, 1, 2, 2},
    {0x2019, 1, 2, 2},
    {0x2026, 1, 2, 2},
    {0x2014, 1, 2, 2},
    {0xB7, 1, 2, 2},
    {0x2103, 1, 2, 2},
    {0x2460, 1, 2, 2},
    {0xB1, 1, 2, 2},
    {0xD7, 1, 2, 2},
    {0x2500, 1, 2, 2},
    {0x2588, 1, 2, 2},
    {0x25A1, 1, 2, 2},
    {0x25A0, 1, 2, 2},
    {0x2605, 1, 2, 2},
    {0x2160, 1, 2, 2},
    {0x2030, 1, 2, 2},
    {0x3B1, 1, 2, 2},
    {0x434, 1, 2, 2},
    {0xE9, 1, 2, 2},
    {0x2192, 1, 2, 2},
    {0x2015, 1, 2, 2},
    /* ambiguous, none: € is one byte in GBK, ² ☑ not in it */
    {0x20AC, 1, 2, 1},
    {0xB2, 1, 2, 1},
    {0xE000, 1, 2, 1},
    {0x24EB, 1, 2, 1},
    {0xF8, 1, 2, 1},
    /* neither wide nor ambiguous */
    {0x2610, 1, 1, 1},
    {0x2611, 1, 1, 1},
    {0x2713, 1, 1, 1},
    {0x2022, 1, 2, 1},
    {0x2013, 1, 2, 2},
    {0x33A1, 2, 2, 2},
    {0x3371, 2, 2, 2},
    /* emoji by default, flags' letters */
    {0x1F600, 2, 2, 2},
    {0x2705, 2, 2, 2},
    {0x1F468, 2, 2, 2},
    {0x1FAE8, 2, 2, 2},
    {0x1F1E8, 1, 1, 1},
    {0x2764, 1, 1, 1},
    /* nothing of their own */
    {0, 0, 0, 0},
    {'\t', 0, 0, 0},
    {'\n', 0, 0, 0},
    {0x7F, 0, 0, 0},
    {0x85, 0, 0, 0},
    {0xAD, 0, 0, 0},
    {0x301, 0, 0, 0},
    {0x302A, 0, 0, 0},
    {0x3099, 0, 0, 0},
    {0x200B, 0, 0, 0},
    {0x200D, 0, 0, 0},
    {0x2028, 0, 0, 0},
    {0xFE0F, 0, 0, 0},
    {0xFEFF, 0, 0, 0},
    {0xE0100, 0, 0, 0},
    {0x20DD, 0, 0, 0},
    {0x94D, 0, 0, 0},
    {0x64B, 0, 0, 0},
    {0x1160, 0, 0, 0},
    {0x115F, 2, 2, 2},
    {0x10FFFF, 1, 1, 1},
};

static void test_code_points(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(code_points); i++) {
        char32_t cp = code_points[i].cp;
        int screen = width_code_point(cp, WIDTH_SCREEN);
        int wide = width_code_point(cp, WIDTH_SCREEN_WIDE);
        int paper = width_code_point(cp, WIDTH_PAPER);
        if (screen != code_points[i].screen || wide != code_points[i].wide ||
            paper != code_points[i].paper)
            fail_msg("U+%04X: %d %d %d", (unsigned)cp, screen, wide, paper);
    }
}

static void test_ranges_are_sorted(void **state)
{
    (void)state;
    for (size_t i = 0; i < width_range_count; i++) {
        assert_true(width_ranges[i].first <= width_ranges[i].last);
        assert_true(i == 0 || width_ranges[i].first > width_ranges[i - 1].last);
    }
}

static void test_policies_are_ordered(void **state)
{
    (void)state;
    for (char32_t cp = 0; cp <= 0x10FFFF; cp++) {
        int screen = width_code_point(cp, WIDTH_SCREEN);
        int paper = width_code_point(cp, WIDTH_PAPER);
        if (screen > paper || paper > width_code_point(cp, WIDTH_SCREEN_WIDE) || screen < 0)
            fail_msg("U+%04X", (unsigned)cp);
    }
}

static const struct {
    const char *text;
    size_t screen, paper;
} texts[] = {
    {"", 0, 0},
    {"填表", 4, 4},
    {"“好。”", 6, 8},
    {"25℃", 3, 4},
    {"等等……", 6, 8},
    {"e\u0301a", 2, 2},
    {"字\u0301", 2, 2},
    {"👨\u200D👩\u200D👧\u200D👦", 2, 2},
    {"❤\uFE0F\u200D🔥", 2, 2},
    {"👍🏻", 2, 2},
    {"☑", 1, 1},
    {"☑\uFE0F", 2, 2},
    {"1\uFE0F\u20E3", 2, 2},
    {"a\uFE0F", 1, 1},
    {"🇨🇳🇭", 3, 3},
    {"\u1112\u1161\u11AB", 2, 2},
    {"न\u092Eस\u094Dते", 3, 3},
    /* a screen shows what cannot be seen by a mark of one cell */
    {"a\tb", 3, 2},
    {"a\u200Bb", 3, 2},
    {"a\x1B", 2, 1},
    {"a\nb", 2, 2},
};

static void test_texts(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct sv text = sv_from(texts[i].text);
        size_t screen = width_text(text, WIDTH_SCREEN), paper = width_text(text, WIDTH_PAPER);
        if (screen != texts[i].screen || paper != texts[i].paper)
            fail_msg("%s: %zu %zu", texts[i].text, screen, paper);
    }
    assert_int_equal(width_cluster(SV(""), WIDTH_SCREEN), 0);
}

static void test_fit(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t cells;
        const char *head;
    } cases[] = {
        {"填表格", 4, "填表"},
        {"填表格", 5, "填表"},
        {"填表格", 99, "填表格"},
        {"填表格", 1, ""},
        {"ae\u0301z", 2, "ae\u0301"},
        {"a👨\u200D👩b", 2, "a"},
        {"a👨\u200D👩b", 3, "a👨\u200D👩"},
        {"“好”", 3, "“好"},
        {"", 3, ""},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct sv text = sv_from(cases[i].text);
        size_t len = width_fit(text, cases[i].cells, WIDTH_SCREEN);
        assert_text(sv_sub(text, 0, len), cases[i].head);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_code_points),
        cmocka_unit_test(test_ranges_are_sorted),
        cmocka_unit_test(test_policies_are_ordered),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_fit),
    };
    return cmocka_run_group_tests_name("text_width", tests, NULL, NULL);
}
