#include "paper.h"

#include "office/bundle_papers.h"

#define FORM "tests/fixtures/out/form.yaml"

static void make(struct bundle *b)
{
    str_set(&b->county, SV("演示县"));
    str_set(&b->office, SV("演示县主管局"));
    str_set(&b->contact, SV("李演示"));
    str_set(&b->phone, SV("0311-66660000"));
    str_set(&b->time, SV("2024-06-01T09:00"));
    for (int i = 0; i < 3; i++) {
        struct bundle_case *c = vec_add(&b->cases);
        str_add_f(&c->name, "演示%d公司", i + 1);
        str_add_f(&c->code, "9113010%dMA0EXAMPLE", i);
        str_add_f(&c->title, "做法%d", i + 1);
        str_add_f(&c->check_code, "CODE-%d", i + 1);
        c->revision = (uint32_t)i + 1;
    }
}

static void has(struct sv text, const char *words)
{
    if (!sv_contains(text, sv_from(words)))
        fail_msg("“%s” is not in:\n%.*s", words, SV_ARG(text));
}

static void test_list(void **state)
{
    (void)state;
    struct form *form = paper_form(FORM);
    struct bundle b = {0};
    struct table t = {0};
    make(&b);
    form->copies = 3;
    bundle_list_make(&t, &b, form);
    assert_text(str_sv(&t.title), "演示县报送清单");
    has(str_sv(&t.head), "演示县主管局（盖章）");
    has(str_sv(&t.head), "共 3 件");
    has(str_sv(&t.head), "2024年6月1日");
    assert_text(str_sv(&t.columns.ptr[6].label), "纸质件（3份）");
    assert_int_equal(t.rows.len, 3);
    static const char *const want[] = {"2",      "演示2公司", "91130101MA0EXAMPLE", "做法2", "2",
                                       "CODE-2", "□□□"};
    for (size_t c = 0; c < COUNT_OF(want); c++)
        assert_text(str_sv(&t.rows.ptr[1].cells.ptr[c]), want[c]);
    table_release(&t);
    bundle_release(&b);
    form_free(form);
}

static void test_experience(void **state)
{
    (void)state;
    struct form *form = paper_form(FORM);
    struct bundle b = {0};
    struct str out = {0};
    const struct sv some[] = {SV("甲的经验\n两段"), SV(""), SV("丙的经验")};
    const struct sv none[] = {SV(""), SV(""), SV("")};
    make(&b);
    assert_int_equal(bundle_add_experience(&out, &b, form, some), 2);
    has(str_sv(&out), "\n一、演示1公司：做法1\n甲的经验\n两段\n");
    has(str_sv(&out), "\n二、演示3公司：做法3\n丙的经验\n");
    str_clear(&out);
    assert_int_equal(bundle_add_experience(&out, &b, form, none), 0);
    has(str_sv(&out), "（没有记录。）");
    str_release(&out);
    bundle_release(&b);
    form_free(form);
}

static void test_mail(void **state)
{
    (void)state;
    struct form *form = paper_form(FORM);
    struct bundle b = {0};
    struct desk desk = {0};
    struct str out = {0};
    make(&b);
    bundle_add_mail(&out, &b, form, &desk);
    has(str_sv(&out), "收件邮箱：通知未写明，请向市级主管部门询问\n");
    has(str_sv(&out), "联系人：李演示　　电话：0311-66660000\n演示县主管局\n2024年6月1日\n");
    has(str_sv(&out), "程序不发邮件");
    str_clear(&out);
    str_set(&desk.mailbox, SV("demo@example.cn"));
    str_clear(&b.phone);
    bundle_add_mail(&out, &b, form, &desk);
    has(str_sv(&out), "收件邮箱：demo@example.cn\n");
    has(str_sv(&out), "电话：________\n");
    desk_release(&desk);
    str_release(&out);
    bundle_release(&b);
    form_free(form);
}

static void test_copies(void **state)
{
    (void)state;
    static const struct {
        uint32_t number;
        const char *code;
        uint32_t proven; /* once it is there too */
    } typed[] = {{1, "CODE", 1}, {2, "OTHER", 1}, {1, "CODE", 1}, {3, "CODE", 2}, {4, "", 2}};
    struct review r = {0};
    struct intake *last = vec_add(&r.intakes);
    assert_int_equal(review_good_copies(&r), 0);
    str_set(&last->code, SV("CODE"));
    for (size_t i = 0; i < COUNT_OF(typed); i++) {
        struct paper_copy *c = vec_add(&r.copies);
        c->number = typed[i].number;
        str_set(&c->code, sv_from(typed[i].code));
        assert_int_equal(review_good_copies(&r), typed[i].proven);
    }
    /* A delivery that was not final has no code a copy could bear. */
    str_clear(&r.intakes.ptr[0].code);
    assert_int_equal(review_good_copies(&r), 0);
    review_release(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_list),
        cmocka_unit_test(test_experience),
        cmocka_unit_test(test_mail),
        cmocka_unit_test(test_copies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
