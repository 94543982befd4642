#include "unit.h"

#include "text/utf8.h"

static void test_round_trip(void **state)
{
    (void)state;
    for (char32_t cp = 0; cp <= 0x10FFFF; cp++) {
        if (cp == 0xD800)
            cp = 0xE000;
        char bytes[4];
        size_t len = utf8_encode(cp, bytes);
        char32_t back;
        if (utf8_decode(sv_make(bytes, len), 0, &back) != len || back != cp ||
            utf8_prev(sv_make(bytes, len), len) != 0)
            fail_msg("U+%04X does not come back", (unsigned)cp);
    }
}

static void test_encode_what_cannot_be(void **state)
{
    (void)state;
    static const char32_t cases[] = {0xD800, 0xDFFF, 0x110000, 0xFFFFFFFF};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str out = {0};
        utf8_add(&out, cases[i]);
        assert_text(str_sv(&out), "\xEF\xBF\xBD");
        str_release(&out);
    }
}

static void test_valid(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t bad; /* SV_NONE: valid */
        size_t length;
    } cases[] = {
        {"", SV_NONE, 0},
        {"填表 form é \xF0\xA0\x80\x80", SV_NONE, 11},
        {"\xEF\xBF\xBD", SV_NONE, 1}, /* U+FFFD itself is no error */
        {"\xF4\x8F\xBF\xBF", SV_NONE, 1},
        {"甲\x80乙", 3, 3},
        {"\xC0\x80", 0, 2},           /* overlong NUL */
        {"\xC1\xAA", 0, 2},           /* 联 in GB18030 */
        {"\xE0\x9F\xBF", 0, 3},       /* overlong */
        {"\xF0\x8F\xBF\xBF", 0, 4},   /* overlong */
        {"a\xED\xA0\x80", 1, 4},      /* surrogate */
        {"ab\xF4\x90\x80\x80", 2, 6}, /* past U+10FFFF */
        {"\xF5\x80\x80\x80", 0, 4},
        {"甲\xE4\xB9", 3, 3}, /* cut off */
        {"\xE4\xB9甲", 0, 3},
        {"\xFE\xFF", 0, 2},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct sv text = sv_from(cases[i].text);
        size_t bad = SV_NONE;
        assert_int_equal(utf8_valid(text, &bad), cases[i].bad == SV_NONE);
        assert_int_equal(bad, cases[i].bad);
        assert_int_equal(utf8_valid(text, NULL), cases[i].bad == SV_NONE);
        assert_int_equal(utf8_length(text), cases[i].length);
    }
}

static void test_steps_agree(void **state)
{
    (void)state;
    /* Backwards meets the boundaries forwards met, also in rubbish. */
    static const char pool[] = "a\x80\xBF\xC3\xE4\xB8\xAD\xF0\x9F\x98\x80\xED\xA0\xEF";
    uint32_t seed = 1;
    for (int round = 0; round < 20000; round++) {
        char bytes[16];
        size_t len = 0;
        while (len < sizeof bytes) {
            seed = seed * 1664525u + 1013904223u;
            bytes[len++] = pool[(seed >> 16) % (sizeof pool - 1)];
        }
        struct sv text = sv_make(bytes, len);
        size_t before = 0;
        char32_t cp;
        for (size_t at = 0; at < len; before = at) {
            at += utf8_decode(text, at, &cp);
            assert_int_equal(utf8_prev(text, at), before);
        }
    }
}

static void test_offsets(void **state)
{
    (void)state;
    struct sv text = SV("a填é\xF0\xA0\x80\x80z");
    static const size_t offsets[] = {0, 1, 4, 6, 10, 11, 11, 11};
    for (size_t i = 0; i < COUNT_OF(offsets); i++)
        assert_int_equal(utf8_offset(text, i), offsets[i]);
    assert_int_equal(utf8_prev(text, 0), 0);
    assert_int_equal(utf8_prev(text, 4), 1);
    assert_int_equal(utf8_prev(text, 3), 1); /* from inside a character to its start */
    assert_int_equal(utf8_prev(text, 99), 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip), cmocka_unit_test(test_encode_what_cannot_be),
        cmocka_unit_test(test_valid),      cmocka_unit_test(test_steps_agree),
        cmocka_unit_test(test_offsets),
    };
    return cmocka_run_group_tests_name("text_utf8", tests, NULL, NULL);
}
