#include <sys/wait.h>

#include "cmd/child.h"
#include "cmd/print_command.h"
#include "unit.h"

static const struct {
    const char *command;
    bool dense;
    const char *script;
} scripts[] = {
    {"lp", false, "exec <\"$1\"\nlp"},
    {"lp {file}", false, "exec <\"$1\"\nlp \"$1\""},
    {"lp \"{file}\" '{file}'", false, "exec <\"$1\"\nlp \"$1\" \"$1\""},
    {"x '{file}\"", false, "exec <\"$1\"\nx '\"$1\"\""},
    {"'{file", false, "exec <\"$1\"\n'{file"},
    {"paps {points} \"{points}\"|lp", false, "exec <\"$1\"\npaps 18 \"18\"|lp"},
    {"paps {points}", true, "exec <\"$1\"\npaps 11.5"},
    {"{ echo {}; }", true, "exec <\"$1\"\n{ echo {}; }"},
    {"", true, "exec <\"$1\"\n"},
};

static void test_scripts(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(scripts); i++) {
        struct str out = {0};
        print_script(sv_from(scripts[i].command), scripts[i].dense, &out);
        assert_text(str_sv(&out), scripts[i].script);
        str_release(&out);
    }
}

static const struct {
    const char *said;
    const char *told;
} sayings[] = {
    {"", ""},
    {" \n\t\n", ""},
    {"\n  request id is lp-1 \nmore\n", "它说：request id is lp-1"},
    {"\033[2J\033]0;x\007", "它说：\\x1B[2J\\x1B]0;x\\x07"},
    {"\xB4\xF2\xD3\xA1", "它说：\\xB4\\xF2ӡ"},
    {"没有纸了", "它说：没有纸了"},
};

static void test_sayings(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(sayings); i++) {
        struct str out = {0};
        print_add_said(&out, sv_from(sayings[i].said));
        assert_text(str_sv(&out), sayings[i].told);
        str_release(&out);
    }
}

/* What is said without end is told in part. */
static void test_long_saying(void **state)
{
    struct str said = {0}, out = {0};
    (void)state;
    for (int i = 0; i < 10000; i++)
        str_add(&said, SV("纸"));
    print_add_said(&out, str_sv(&said));
    assert_true(out.len < 500);
    assert_true(sv_ends(str_sv(&out), SV("……")));
    str_release(&said);
    str_release(&out);
}

/* A path that would mean something to a shell is an argument, nothing else. */
static void test_child(void **state)
{
    struct str script = {0}, said = {0};
    struct err e = {0};
    int status = 0;
    (void)state;
    print_script(SV("printf '%s|' {file} \"{file}\" {points}; cat; echo 2 >&2; exit 5"), false,
                 &script);
    struct child child = {script.ptr, "sh", "/dev/null", &said};
    assert_int_equal(child_run(&child, &status), 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 5);
    assert_text(str_sv(&said), "/dev/null|/dev/null|18|2\n");
    assert_false(print_succeeded(status, &said, &e));
    assert_text(str_sv(&e.message),
                "打印命令没有成功（退出码 5），没有打印。它说：/dev/null|/dev/null|18|2");
    err_clear(&e);
    str_clear(&said);
    child = (struct child){"printf '[%s]' \"$1\"", "sh", "a; echo $(id) `id` \"'", &said};
    assert_int_equal(child_run(&child, &status), 0);
    assert_true(print_succeeded(status, &said, &e));
    assert_text(str_sv(&said), "[a; echo $(id) `id` \"']");
    str_release(&script);
    str_release(&said);
}

/* More than there is room for is read to its end all the same. */
static void test_much_output(void **state)
{
    struct str said = {0};
    int status = -1;
    struct child child = {
        "i=0; while [ $i -lt 3000 ]; do echo 0123456789012345678901234567890123456"
        "78; i=$((i+1)); done; exit 7",
        "sh", "-", &said};
    (void)state;
    assert_int_equal(child_run(&child, &status), 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 7);
    assert_int_equal(said.len, CHILD_MOST_OUTPUT);
    str_release(&said);
}

static void test_killed(void **state)
{
    struct str said = {0};
    struct err e = {0};
    int status = 0;
    struct child child = {"kill -9 $$", "sh", "-", &said};
    (void)state;
    assert_int_equal(child_run(&child, &status), 0);
    assert_false(print_succeeded(status, &said, &e));
    assert_text(str_sv(&e.message), "打印命令被中断（信号 9），可能没有打印出来。");
    err_clear(&e);
    str_release(&said);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scripts),     cmocka_unit_test(test_sayings),
        cmocka_unit_test(test_long_saying), cmocka_unit_test(test_child),
        cmocka_unit_test(test_much_output), cmocka_unit_test(test_killed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
