/* Before cmocka, which has a macro of the name fail. */
#include "cmd/desk/at_desk.h"

#include "folder.h"

#include "cmd/forms.h"
#include "store/file.h"
#include "store/path.h"

struct bench {
    char *folder;
    char *desk;
    struct context c;
    struct at_desk at;
};

static void store(const struct bench *b, enum desk_role role, const char *form, int64_t ceiling)
{
    struct desk desk = {.role = role, .ceiling = ceiling};
    struct err e = {0};
    str_set(&desk.form, sv_from(form));
    str_set(&desk.name, SV("样例市"));
    if (!(desk_is_here(b->desk) ? desk_store : desk_create)(b->desk, &desk, &e))
        fail_msg("%s", e.message.ptr);
    desk_release(&desk);
}

static int sit_down(void **state)
{
    static struct bench b;
    const char *top = getenv("TB_SRCDIR");
    struct str path = {0};
    struct err e = {0};
    int code = set_up(state);
    if (code)
        return code;
    b = (struct bench){.folder = *state, .desk = in(state, "desk")};
    b.c = (struct context){.forms = forms_new(), .now = {{2024, 6, 3}, 9, 0, 0}};
    str_add_f(&path, "%s/tests/fixtures/forms", top ? top : ".");
    assert_true(forms_add(b.c.forms, path.ptr, &e));
    store(&b, ROLE_CITY, "small", 5000000);
    if (!at_desk_open(&b.at, &b.c, b.desk, "李演示", &e))
        fail_msg("%s", e.message.ptr);
    *state = &b;
    str_release(&path);
    return 0;
}

static int get_up(void **state)
{
    struct bench *b = *state;
    at_desk_release(&b->at);
    forms_free(b->c.forms);
    free(b->desk);
    *state = b->folder;
    return tear_down(state);
}

/* What another officer set since is what counts. */
static void test_settings(void **state)
{
    struct bench *b = *state;
    struct str path = {0};
    struct err e = {0};
    path_join(&path, sv_from(b->desk), SV("earlier.csv"));
    store(b, ROLE_CITY, "small", 500000);
    assert_true(file_write(path.ptr, SV("91130100MA0EXAMPLE,样例一厂,r1\n"), 0660, NULL));
    assert_int_equal(b->at.desk.ceiling, 5000000);
    assert_true(at_desk_refresh(&b->at, &e));
    assert_int_equal(b->at.desk.ceiling, 500000);
    assert_text(earlier_round(&b->at.earlier, SV("91130100MA0EXAMPLE")), "r1");
    str_release(&path);
}

/* Another role, another form, settings that cannot be read: all stays as it was, and is told. */
static void test_another_desk(void **state)
{
    struct bench *b = *state;
    struct str path = {0};
    struct err e = {0};
    static const struct {
        enum desk_role role;
        const char *form;
    } cases[] = {{ROLE_COUNTY, "small"}, {ROLE_CITY, "chain-case-2024"}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        store(b, cases[i].role, cases[i].form, 500000);
        assert_false(at_desk_refresh(&b->at, &e));
        assert_int_equal(e.class, ERR_REFUSED);
        assert_int_equal(b->at.desk.ceiling, 5000000);
        err_clear(&e);
    }
    store(b, ROLE_CITY, "small", 500000);
    path_join(&path, sv_from(b->desk), SV("earlier.csv"));
    assert_true(
        file_write(path.ptr, SV("91130100MA0EXAMPLE,样例一厂,r1\n,样例二厂,r1\n"), 0660, NULL));
    assert_false(at_desk_refresh(&b->at, &e));
    assert_int_equal(b->at.desk.ceiling, 5000000);
    err_clear(&e);
    str_release(&path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_settings, sit_down, get_up),
        cmocka_unit_test_setup_teardown(test_another_desk, sit_down, get_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
