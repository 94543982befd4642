#include "docx_checking.h"

#include "out/table_docx.h"

static void column(struct table *t, const char *label, uint32_t width, bool number)
{
    struct table_column *c = vec_add(&t->columns);
    str_add(&c->label, sv_from(label));
    c->width = width;
    c->number = number;
}

static void row(struct table *t, const char *cells)
{
    struct table_row *r = vec_add(&t->rows);
    struct sv rest = sv_from(cells), cell;
    while (sv_next(&rest, '|', &cell))
        str_add(vec_add(&r->cells), cell);
}

static void make_summary(struct table *t)
{
    str_add(&t->title, SV("演示县报送案例汇总表"));
    str_add(&t->head, SV("演示县主管部门（盖章）　　联系人及电话：李演示 0311-66660000"));
    str_add(&t->foot, SV("仅供测试"));
    column(t, "序号", 4, true);
    column(t, "企业名称", 16, false);
    column(t, "案例简述（150字以内）", 40, false);
    column(t, "电话", 14, false);
    row(t, "1|演示药业|开放平台。\n带动八家。|0311-88886666");
    row(t, "2|演示机械|=1+1\x1b[2J|13800138000");
}

static void write(const struct table *t, struct str *out, struct zip *zip)
{
    struct err e = {0};
    if (!table_add_docx(out, t, &e))
        fail_msg("%s", e.message.ptr);
    docx_take_apart(out, zip);
}

static struct sv part(const struct zip *zip, const char *name)
{
    return str_sv(&zip_find(zip, sv_from(name))->bytes);
}

static void test_summary(void **state)
{
    (void)state;
    static const char *const body[] = {
        "演示县报送案例汇总表",
        "演示县主管部门（盖章）",
        "案例简述（150字以内）",
        "0311-88886666",
        "=1+1 [2J",
        "仅供测试",
        "w:orient=\"landscape\"",
        "w:w=\"16838\" w:h=\"11906\"",
        "<w:tblHeader/>",
        "WideTableText",
    };
    struct table t = {0};
    struct str bytes = {0}, again = {0};
    struct zip zip = {0}, second = {0};
    make_summary(&t);
    write(&t, &bytes, &zip);
    for (size_t i = 0; i < COUNT_OF(body); i++)
        if (!sv_contains(part(&zip, "word/document.xml"), sv_from(body[i])))
            fail_msg("no %s", body[i]);
    assert_true(sv_contains(part(&zip, "docProps/core.xml"), str_sv(&t.title)));
    assert_true(sv_contains(part(&zip, "word/footer1.xml"), SV(" NUMPAGES ")));
    assert_true(sv_contains(part(&zip, "word/footer1.xml"), SV("w:val=\"clear\"")));
    write(&t, &again, &second);
    assert_true(sv_eq(str_sv(&bytes), str_sv(&again)));
    zip_release(&zip);
    zip_release(&second);
    str_release(&bytes);
    str_release(&again);
    table_release(&t);
}

/* No rows, no columns, columns without end: a file all the same. */
static void test_hard_tables(void **state)
{
    (void)state;
    struct table none = {0}, many = {0};
    struct str bytes = {0};
    struct zip zip = {0};
    write(&none, &bytes, &zip);
    zip_release(&zip);
    for (int i = 0; i < 60; i++)
        column(&many, "很长的栏目名称", i % 2 ? UINT32_MAX : 0, false);
    row(&many, "甲");
    str_clear(&bytes);
    write(&many, &bytes, &zip);
    zip_release(&zip);
    str_release(&bytes);
    table_release(&many);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_summary),
        cmocka_unit_test(test_hard_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
