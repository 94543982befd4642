/* Before cmocka, which has a macro of the name fail. */
#include "cmd/output.h"

#include "unit.h"

#include <string.h>

#include "cmd/command.h"
#include "cmd/drafts.h"
#include "cmd/json.h"
#include "cmd/language.h"

/* ---- json ---- */

static void test_json_text(void **state)
{
    static const struct {
        const char *text;
        size_t len;
        const char *json;
    } cases[] = {
        {"", 0, "\"\""},
        {"中文", 6, "\"中文\""},
        {"a\"b\\c", 5, "\"a\\\"b\\\\c\""},
        {"\b\f\n\r\t", 5, "\"\\b\\f\\n\\r\\t\""},
        {"\x01\x1b\x7f", 3, "\"\\u0001\\u001b\\u007f\""},
        {"a\0b", 3, "\"a\\u0000b\""},
        {"\xff甲\xe4\xb8", 6, "\"\xEF\xBF\xBD甲\xEF\xBF\xBD\xEF\xBF\xBD\""},
        {"\xed\xa0\x80", 3, "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
        {"\xc2\x9b\xe2\x80\xae\xef\xbb\xbf", 8, "\"\\u009b\\u202e\\ufeff\""},
        {"\xf0\xa0\x80\x80/", 5, "\"\xf0\xa0\x80\x80/\""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct json j = {0};
        json_text(&j, SV("ignored"), sv_make(cases[i].text, cases[i].len));
        assert_text(str_sv(&j.text), cases[i].json);
        str_release(&j.text);
    }
}

static void test_json_nesting(void **state)
{
    struct json j = {0};
    (void)state;
    json_open(&j, SV(""), '{');
    json_number(&j, SV("n"), -3);
    json_open(&j, SV("empty"), '[');
    json_close(&j);
    json_open(&j, SV("list"), '[');
    json_open(&j, SV(""), '{');
    json_close(&j);
    json_text(&j, SV(""), SV("x"));
    json_bool(&j, SV(""), false);
    json_close(&j);
    json_bool(&j, SV("a \"key\""), true);
    json_close(&j);
    assert_text(str_sv(&j.text),
                "{\"n\":-3,\"empty\":[],\"list\":[{},\"x\",false],\"a \\\"key\\\"\":true}");
    assert_int_equal(j.depth, 0);
    str_release(&j.text);
}

/* ---- the command line ---- */

static void parse(struct args *args, const char *line, char *words[16], int *count)
{
    char *copy = strdup(line);
    *count = 0;
    words[(*count)++] = copy;
    for (char *at = copy; *at; at++) {
        if (*at != ' ')
            continue;
        *at = '\0';
        words[(*count)++] = at + 1;
    }
    words[*count] = NULL;
    *args = (struct args){0};
}

static void test_args(void **state)
{
    static const struct {
        const char *line;
        bool good;
        size_t operands;
        enum option_id option;
        const char *value; /* NULL: not given */
    } cases[] = {
        {"tianbiao", true, 0, OPT_JSON, NULL},
        {"tianbiao check --json d.yaml", true, 2, OPT_JSON, ""},
        {"tianbiao check d.yaml --for pack e.yaml", true, 3, OPT_FOR, "pack"},
        {"tianbiao check --for=pack", true, 1, OPT_FOR, "pack"},
        {"tianbiao export -o f d", true, 2, OPT_OUTPUT, "f"},
        {"tianbiao export -of d", true, 2, OPT_OUTPUT, "f"},
        {"tianbiao set -- d f --json", true, 4, OPT_JSON, NULL},
        {"tianbiao count -", true, 2, OPT_RULE, NULL},
        {"tianbiao --dump d", true, 1, OPT_DUMP_SCREEN, ""},
        {"tianbiao --nonsense", false, 0, OPT_JSON, NULL},
        {"tianbiao --s", false, 0, OPT_JSON, NULL},
        {"tianbiao -q", false, 0, OPT_JSON, NULL},
        {"tianbiao --json=1", false, 0, OPT_JSON, NULL},
        {"tianbiao export -o", false, 0, OPT_JSON, NULL},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct args args;
        struct err e = {0};
        char *words[16];
        int count;
        parse(&args, cases[i].line, words, &count);
        char *copy = words[0];
        assert_int_equal(args_parse(count, words, &args, &e), cases[i].good);
        assert_int_equal(e.class, cases[i].good ? ERR_NONE : ERR_USAGE);
        if (cases[i].good) {
            assert_int_equal(args.operands.len, cases[i].operands);
            assert_int_equal(args_given(&args, cases[i].option), cases[i].value != NULL);
            assert_text(sv_from(args.values[cases[i].option]),
                        cases[i].value ? cases[i].value : "");
        }
        args_release(&args);
        err_clear(&e);
        free(copy);
    }
}

static void test_culprit(void **state)
{
    static const struct {
        const char *line;
        const char *named; /* in the message */
    } cases[] = {
        {"tianbiao a.yaml --jsn b.yaml", "--jsn"}, {"tianbiao a.yaml -x b.yaml", "-x"},
        {"tianbiao a.yaml -hxV", "-hxV"},          {"tianbiao a.yaml -xq b", "-xq"},
        {"tianbiao a b c --for", "--for"},         {"tianbiao --json=yes a", "--json"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct args args;
        struct err e = {0};
        char *words[16];
        int count;
        parse(&args, cases[i].line, words, &count);
        char *copy = words[0];
        assert_false(args_parse(count, words, &args, &e));
        if (!sv_contains(str_sv(&e.message), sv_from(cases[i].named)))
            fail_msg("%s: %s", cases[i].line, e.message.ptr);
        args_release(&args);
        err_clear(&e);
        free(copy);
    }
}

static void test_command_find(void **state)
{
    static const struct {
        const char *line;
        const char *name; /* NULL: refused */
        const char *hint; /* in the message */
        size_t operands;
    } cases[] = {
        {"tianbiao", "", "", 0},
        {"tianbiao 草稿.yaml", "", "", 1},
        {"tianbiao ./check", "", "", 1},
        {"tianbiao check a b", "check", "", 2},
        {"tianbiao form show x", "form show", "", 1},
        {"tianbiao desk summary a", "desk summary", "", 1},
        {"tianbiao form", NULL, "show", 0},
        {"tianbiao form shwo x", NULL, "form show", 0},
        {"tianbiao chcek a", NULL, "check", 0},
        {"tianbiao exprot a", NULL, "export", 0},
        {"tianbiao nwe", NULL, "new", 0},
        {"tianbiao a.yaml b.yaml", NULL, "a.yaml", 0},
        {"tianbiao doctor", NULL, "doctor", 0},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct args args;
        struct err e = {0};
        char *words[16];
        int count;
        parse(&args, cases[i].line, words, &count);
        char *copy = words[0];
        assert_true(args_parse(count, words, &args, &e));
        const struct command *command = command_find(&args, &e);
        if (!cases[i].name) {
            assert_null(command);
            assert_int_equal(e.class, ERR_USAGE);
            assert_true(sv_contains(str_sv(&e.message), sv_from(cases[i].hint)));
        } else {
            assert_non_null(command);
            assert_text(sv_from(command->name), cases[i].name);
            assert_int_equal(args.operands.len, cases[i].operands);
        }
        args_release(&args);
        err_clear(&e);
        free(copy);
    }
}

/* Every command says how it is used, and takes no option it does not show. */
static void test_every_command_helps(void **state)
{
    size_t commands = 0;
    (void)state;
    for (const struct command *c = command_next(NULL); c; c = command_next(c)) {
        struct str help = {0}, name = {0};
        command_add_help(&help, c);
        assert_true(sv_contains(str_sv(&help), sv_from(c->name)));
        for (int o = 0; o < OPTION_COUNT; o++) {
            str_clear(&name);
            option_add_name(&name, (enum option_id)o);
            if (command_takes(c, (enum option_id)o))
                assert_true(sv_contains(str_sv(&help), str_sv(&name)));
        }
        assert_true(help.len > 200);
        commands++;
        str_release(&help);
        str_release(&name);
    }
    assert_int_equal(commands, 25);
}

/* ---- small readers ---- */

static void test_moment(void **state)
{
    static const struct {
        const char *text;
        bool good;
        int hour;
        int minute;
    } cases[] = {
        {"2024-06-01T09:05", true, 9, 5},   {"2024-06-01", true, 0, 0},
        {"2024-06-01T23:59", true, 23, 59}, {"2024-06-01T24:00", false, 0, 0},
        {"2024-06-31T09:00", false, 0, 0},  {"2024-06", false, 0, 0},
        {"2024-06-01 09:00", false, 0, 0},  {"2024-06-01T9:00", false, 0, 0},
        {"2024-06-01T09:00Z", false, 0, 0}, {"", false, 0, 0},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct moment m = {0};
        struct err e = {0};
        assert_int_equal(moment_parse(sv_from(cases[i].text), &m, &e), cases[i].good);
        assert_int_equal(m.hour, cases[i].hour);
        assert_int_equal(m.minute, cases[i].minute);
        assert_int_equal(m.day.year, cases[i].good ? 2024 : 0);
        err_clear(&e);
    }
}

static void test_language_known(void **state)
{
    static const struct {
        const char *name;
        const char *language;
    } cases[] = {
        {"zh", "zh"},        {"en", "en"},    {"zh_CN.UTF-8", "zh"},
        {"en_US", "en"},     {"en-GB", "en"}, {"zh@x", "zh"},
        {"english", ""},     {"C", ""},       {"C.UTF-8", ""},
        {"POSIX", ""},       {"", ""},        {"e", ""},
        {"de_DE.UTF-8", ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_text(language_known(sv_from(cases[i].name)), cases[i].language);
}

static void test_looks_like_a_draft(void **state)
{
    static const struct {
        const char *bytes;
        bool draft;
    } cases[] = {
        {"tianbiao: 1\nform: x\n", true},
        {"\xEF\xBB\xBF# 批注\nform: x\ntianbiao: 1\n", true},
        {"{tianbiao: 1, form: x}", true},
        {"tianbiao_form: 1\nform: x\n", false},
        {"tianbiao: 1\n", false},
        {"a: |\n  tianbiao: 1\n  form: x\n", false},
        {"", false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(draft_looks_like(sv_from(cases[i].bytes)), cases[i].draft);
}

static void test_visible(void **state)
{
    static const struct {
        const char *text;
        const char *shown;
    } cases[] = {
        {"中文 abc", "中文 abc"}, {"a\nb\x1b[31m", "a␊b␛[31m"}, {"\x7f", "␡"},
        {"\xc2\x9b", "␦"},        {"\xff", "\xEF\xBF\xBD"},     {"a\u202Eb\u200Bc\u2028", "a·b·c␤"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str out = {0};
        add_visible(&out, sv_from(cases[i].text));
        assert_text(str_sv(&out), cases[i].shown);
        str_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json_text),
        cmocka_unit_test(test_json_nesting),
        cmocka_unit_test(test_args),
        cmocka_unit_test(test_culprit),
        cmocka_unit_test(test_command_find),
        cmocka_unit_test(test_every_command_helps),
        cmocka_unit_test(test_moment),
        cmocka_unit_test(test_language_known),
        cmocka_unit_test(test_looks_like_a_draft),
        cmocka_unit_test(test_visible),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
