#include "unit.h"

#include "store/yaml_peek.h"

static void test_peek(void **state)
{
    (void)state;
    static const struct {
        const char *head;
        const char *key;
        const char *want; /* NULL: not found */
    } cases[] = {
        {"tianbiao: 1\nform: small\nname: x\n", "form", "small"},
        {"tianbiao: 1\nform: small\nname: x\n", "tianbiao", "1"},
        {"\xEF\xBB\xBFtianbiao: 1\r\nform: small\r\nname: x\r\n", "form", "small"},
        {"# 说明\n\nform: small # 表单\nname: x\n", "form", "small"},
        {"id: \"0012\"\nname: x\n", "id", "0012"},
        {"id: \"1 2\"\nname: x\n", "id", NULL},
        {"id: 'x'\nname: x\n", "id", NULL},
        /* Cut, or going on: it could be part of something longer. */
        {"form: small", "form", NULL},
        {"form: small\n", "form", NULL},
        {"form: small\n  er\n", "form", NULL},
        {"form: small\n\ter\n", "form", NULL},
        {"name: 演示\nform: small\nx: y\n", "form", NULL},
        {"answers:\n  form: small\nx: y\n", "form", NULL},
        {"{form: small}\n", "form", NULL},
        {"? form\n: small\n", "form", NULL},
        {"", "form", NULL},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct sv got;
        bool found = yaml_peek(sv_from(cases[i].head), sv_from(cases[i].key), &got);
        assert_int_equal(found, cases[i].want != NULL);
        assert_text(got, cases[i].want ? cases[i].want : "");
    }
}

static void test_mentions(void **state)
{
    (void)state;
    static const struct {
        const char *head;
        bool want;
    } cases[] = {
        {"tianbiao: 1\n", true},
        {"form: x\ntianbiao: 1\n", true},
        {"tianbiao_return: 1", false},
        {"  tianbiao: 1\n", false},
        {"{tianbiao: 1}", true},
        {"{\"tianbiao\": 1}", true},
        {"{x: tianbiao}", false},
        {"{tianbiao_return: 1}", false},
        {"\xEF\xBB\xBFtianbiao: 1\n", true},
        {"x: tianbiao:\n", false},
        {"tianbiao", false},
        {"", false},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(yaml_mentions(sv_from(cases[i].head), SV("tianbiao")), cases[i].want);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_peek),
        cmocka_unit_test(test_mentions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
