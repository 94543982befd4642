#include "unit.h"

#include "form/when.h"

/* Answers by field: a text, or a number of rows. */
struct answer {
    const char *text;
    uint32_t rows;
};

static const struct answer answers[] = {
    {"yes", 0}, {"", 0}, {"a\nbc\nd", 0}, {"8", 0},  {"1,280.5", 0},
    {"八", 0},  {"", 3}, {"-2", 0},       {"8 ", 0},
};
enum { YES, EMPTY, LIST, EIGHT, GROUPED, WORDS, TABLE, NEGATIVE, BLANK };

static struct sv value(const void *context, uint32_t field)
{
    (void)context;
    return sv_from(answers[field].text);
}

static uint32_t rows(const void *context, uint32_t field)
{
    (void)context;
    return answers[field].rows;
}

static const struct cond_reader reader = {value, rows, NULL};

static void test_one_field(void **state)
{
    (void)state;
    static const struct {
        enum cond_kind kind;
        uint32_t field;
        const char *word;
        int64_t number;
        bool holds;
    } table[] = {
        {COND_IS, YES, "yes", 0, true},
        {COND_IS, YES, "no", 0, false},
        {COND_IS, YES, "ye", 0, false},
        {COND_IS, EMPTY, "yes", 0, false},
        {COND_IS, LIST, "a", 0, false},
        {COND_HAS, LIST, "a", 0, true},
        {COND_HAS, LIST, "bc", 0, true},
        {COND_HAS, LIST, "d", 0, true},
        {COND_HAS, LIST, "b", 0, false},
        {COND_HAS, LIST, "c", 0, false},
        {COND_HAS, EMPTY, "a", 0, false},
        {COND_FILLED, YES, "", 0, true},
        {COND_FILLED, EMPTY, "", 0, false},
        {COND_FILLED, TABLE, "", 0, true},
        {COND_AT_LEAST, EIGHT, "", 8, true},
        {COND_AT_LEAST, EIGHT, "", 9, false},
        {COND_AT_LEAST, GROUPED, "", 1280, true},
        {COND_AT_LEAST, GROUPED, "", 1281, false},
        {COND_AT_LEAST, WORDS, "", 0, false},
        {COND_AT_LEAST, TABLE, "", 3, true},
        {COND_AT_LEAST, TABLE, "", 4, false},
        {COND_AT_LEAST, NEGATIVE, "", -2, true},
        {COND_AT_LEAST, NEGATIVE, "", -1, false},
        {COND_AT_LEAST, BLANK, "", 8, true},
        /* What is empty is no zero. */
        {COND_AT_LEAST, EMPTY, "", 0, false},
        {COND_AT_LEAST, EMPTY, "", -5, false},
    };
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        struct cond c = {.kind = table[i].kind,
                         .field = table[i].field,
                         .word = sv_from(table[i].word),
                         .number = table[i].number};
        if (cond_holds(&c, &reader) != table[i].holds)
            fail_msg("row %zu: want %d", i, table[i].holds);
    }
}

static void test_joined(void **state)
{
    (void)state;
    static const struct cond yes = {.kind = COND_IS, .field = YES, .word = {"yes", 3}};
    static const struct cond no = {.kind = COND_IS, .field = YES, .word = {"no", 2}};
    const struct cond *both[] = {&yes, &no}, *trues[] = {&yes, &yes}, *falses[] = {&no, &no};
    static const struct {
        enum cond_kind kind;
        bool both, trues, falses, none;
    } table[] = {
        {COND_ALL, false, true, false, true},
        {COND_ANY, true, true, false, false},
        {COND_NOT, true, false, true, false},
    };
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        struct cond c = {.kind = table[i].kind, .field = NO_FIELD, .parts = both, .part_count = 2};
        assert_int_equal(cond_holds(&c, &reader), table[i].both);
        c.parts = trues;
        assert_int_equal(cond_holds(&c, &reader), table[i].trues);
        c.parts = falses;
        assert_int_equal(cond_holds(&c, &reader), table[i].falses);
        c.part_count = 0;
        assert_int_equal(cond_holds(&c, &reader), table[i].none);
    }
    assert_true(cond_holds(NULL, &reader));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_field),
        cmocka_unit_test(test_joined),
    };
    return cmocka_run_group_tests_name("form/when", tests, NULL, NULL);
}
