#include "unit.h"

#include "office/ranking.h"
#include "records.h"

struct value_case {
    const char *scores[4][4]; /* round, reader, column, value; ends at NULL */
    enum value_found found;
    const char *value;
};

static const struct value_case value_cases[] = {
    {{{NULL}}, VALUE_NONE, ""},
    {{{"r1", "演示专家甲", "总分", "89.5"}}, VALUE_ONE, "89.5"},
    {{{"r1", "", "总分", " ８９．５０ "}}, VALUE_ONE, "89.50"},
    {{{"r1", "", " 总 分", "1"}}, VALUE_NONE, ""},
    {{{"r1", "", "ｔｏｔａｌ", "1,280"}}, VALUE_NONE, ""},
    {{{"r2", "", "总分", "89"}}, VALUE_NONE, ""},
    {{{"r1", "", "创新", "30"}, {"r1", "演示专家甲", "总分", "88"}}, VALUE_ONE, "88"},
    {{{"r1", "演示专家甲", "总分", "89"}, {"r1", "演示专家乙", "总分", "91"}}, VALUE_SEVERAL, ""},
    {{{"r1", "演示专家甲", "总分", "89"},
      {"r1", "", "总分", "90"},
      {"r1", "演示专家乙", "总分", "91"}},
     VALUE_ONE,
     "90"},
    {{{"r2", "演示专家甲", "总分", "1"}, {"r1", "演示专家甲", "总分", "2"}}, VALUE_ONE, "2"},
    {{{"r1", "", "总分", "优"}}, VALUE_NO_NUMBER, "优"},
    {{{"r1", "", "总分", "89分"}}, VALUE_NO_NUMBER, "89分"},
};

static void test_value(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(value_cases); i++) {
        const struct value_case *c = &value_cases[i];
        struct review r = {0};
        struct str value = {0};
        for (size_t s = 0; s < 4 && c->scores[s][0]; s++)
            record_score(&r, c->scores[s][0], c->scores[s][1], c->scores[s][2], c->scores[s][3]);
        assert_int_equal(round_value(&r, SV("r1"), SV("总分"), &value), c->found);
        assert_text(str_sv(&value), c->value);
        str_release(&value);
        review_release(&r);
    }
}

/* A column is found whatever the width and case of its letters. */
static void test_column_width(void **state)
{
    (void)state;
    struct review r = {0};
    struct str value = {0};
    record_score(&r, "r1", "", "ｔｏｔａｌ（１）", "1,280");
    assert_int_equal(round_value(&r, SV("r1"), SV(" Total(1) "), &value), VALUE_ONE);
    assert_text(str_sv(&value), "1280");
    str_release(&value);
    review_release(&r);
}

struct order_case {
    const char *values[7]; /* of cases 0, 1, 2 …; NULL: none given */
    size_t count;
    bool ascending;
    const char *order; /* index:rank … */
};

static const struct order_case order_cases[] = {
    {{NULL}, 0, false, ""},
    {{"9", "89.5"}, 2, false, "1:1 0:2 "},
    {{"9", "89.5", "100", "-3"}, 4, false, "2:1 1:2 0:3 3:4 "},
    {{"9", "89.5", "100", "-3"}, 4, true, "3:1 0:2 1:3 2:4 "},
    {{"90", "95", "90.0", "80", "95.00"}, 5, false, "1:1 4:1 0:3 2:3 3:5 "},
    {{"0.1", "0.10000000000000000001", "0.09999999999999999999"}, 3, false, "1:1 0:2 2:3 "},
    {{"123456789012345678901234567890", "123456789012345678901234567891"}, 2, false, "1:1 0:2 "},
    {{NULL, "1", "优", "2"}, 4, false, "3:1 1:2 0:0 2:0 "},
    {{NULL, "1", "优", "2"}, 4, true, "1:1 3:2 0:0 2:0 "},
    {{"0", "-0", "+0.0"}, 3, false, "0:1 1:1 2:1 "},
};

static void test_order(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(order_cases); i++) {
        const struct order_case *c = &order_cases[i];
        struct ranking list = {0};
        struct str shown = {0};
        for (uint32_t n = 0; n < c->count; n++) {
            struct review r = {0};
            if (c->values[n])
                record_score(&r, "r1", "", "总分", c->values[n]);
            ranking_add(&list, n, &r, SV("r1"), SV("总分"));
            review_release(&r);
        }
        ranking_settle(&list, c->ascending);
        for (size_t n = 0; n < list.len; n++)
            str_add_f(&shown, "%u:%u ", list.ptr[n].index, list.ptr[n].rank);
        assert_text(str_sv(&shown), c->order);
        str_release(&shown);
        ranking_release(&list);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_value),
        cmocka_unit_test(test_column_width),
        cmocka_unit_test(test_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
