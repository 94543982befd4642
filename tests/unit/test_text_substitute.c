#include "unit.h"

#include "text/encoding.h"
#include "text/outside.h"
#include "text/substitute.h"
#include "text/utf8.h"

static const struct {
    char32_t before;
    char32_t cp;
    const char *by;
} cases[] = {
    {0, 0x2611, "√"},   {0, 0x2610, "□"},      {'m', 0xB2, "2"},  {0x7C73, 0xB2, "2"},
    {'O', 0x2082, "2"}, {0x2081, 0x2082, "2"}, {'0', 0xB2, ""},   {0xFF10, 0x2074, ""},
    {0xB2, 0xB3, ""},   {'1', 0x2080, ""},     {0, 0x301C, "～"}, {0, 0x1F600, ""},
    {0, 0x20000, ""},   {0, 0x20AC, ""},       {0, 'a', ""},      {0, 0x4E00, ""},
    {0, 0x1F5F9, "√"},  {0, 0xA5, "￥"},
};

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_text(substitute_for(cases[i].before, cases[i].cp), cases[i].by);
}

/* Each row is needed, helps, and is found. */
static void test_table(void **state)
{
    size_t count;
    const struct substitute *table = substitute_table(&count);
    (void)state;
    assert_true(count > 50);
    for (size_t i = 0; i < count; i++) {
        struct str text = {0};
        struct sightings seen = {0};
        if (i)
            assert_true(table[i - 1].cp < table[i].cp);
        utf8_add(&text, table[i].cp);
        assert_true(outside_find(str_sv(&text), &seen));
        assert_int_equal(seen.len, 1);
        assert_true(outside_find(sv_from(table[i].by), &seen));
        if (seen.len != 1)
            fail_msg("%s is not in GBK either", table[i].by);
        assert_text(substitute_for(0, table[i].cp), table[i].by);
        vec_release(&seen);
        str_release(&text);
    }
}

static void test_places(void **state)
{
    static const struct sighting want[] = {
        {0x2611, 1, 3}, {0x20AC, 2, 11}, {0x2611, 2, 14}, {0x1F600, 4, 19}};
    struct sightings seen = {0};
    (void)state;
    assert_true(outside_find(SV("填☑a\n字€☑\n\n😀"), &seen));
    assert_int_equal(seen.len, COUNT_OF(want));
    for (size_t i = 0; i < COUNT_OF(want); i++) {
        assert_int_equal(seen.ptr[i].cp, want[i].cp);
        assert_int_equal(seen.ptr[i].line, want[i].line);
        assert_int_equal(seen.ptr[i].at, want[i].at);
    }
    vec_release(&seen);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
