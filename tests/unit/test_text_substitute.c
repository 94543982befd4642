#include "unit.h"

#include "text/encoding.h"
#include "text/outside.h"
#include "text/substitute.h"
#include "text/utf8.h"

/* Each text with everything replaced that may be. */
static const struct {
    const char *text;
    const char *becomes;
} cases[] = {
    {"☑是☐否", "√是□否"},
    {"12m²", "12m2"},
    {"平方米²", "平方米2"},
    {"CO₂", "CO2"},
    {"C₁₂H₂₂O₁₁", "C12H22O11"},
    {"10²", "10²"},
    {"０⁴", "０⁴"},
    {"1₀", "1₀"},
    /* What comes behind would be read as part of it. */
    {"5m²3层", "5m²3层"},
    {"Q₁2024年", "Q₁2024年"},
    {"C₁₂3", "C₁₂3"},
    /* Whole or not at all. */
    {"10²³", "10²³"},
    {"x²³", "x23"},
    {"10⁻³", "10⁻³"},
    {"m⁻²", "m⁻²"},
    {"x²⁺", "x²⁺"},
    {"x₁₋₂", "x₁₋₂"},
    {"〜😀𠀀€a一🗹¥", "～😀𠀀€a一√￥"},
};

static void replace_all(struct sv text, struct str *out)
{
    for (size_t at = 0, next; at < text.len; at = next) {
        char32_t cp;
        next = at + utf8_decode(text, at, &cp);
        struct sv by = substitute_at(text, at);
        str_add(out, by.len ? by : sv_sub(text, at, next));
    }
}

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str made = {0};
        replace_all(sv_from(cases[i].text), &made);
        assert_text(str_sv(&made), cases[i].becomes);
        str_release(&made);
    }
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
        assert_text(substitute_for(table[i].cp), table[i].by);
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
