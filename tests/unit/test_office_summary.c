#include "paper.h"

#include "office/summary.h"

#define FORM "tests/fixtures/out/form.yaml"

static struct draft *make(const struct form *form, const char *name, const char *text)
{
    struct draft *d = draft_new(form);
    paper_set(d, "cover.name", name);
    paper_set(d, "cover.kind", "renew");
    paper_set(d, "cover.old", "旧1号");
    paper_set(d, "cover.place.city", "石家庄市");
    paper_set(d, "cover.phone", "0311-88880000");
    paper_set(d, "second.text", text);
    return d;
}

static struct sv cell(const struct table *t, size_t row, size_t column)
{
    assert_true(row < t->rows.len && column < t->rows.ptr[row].cells.len);
    return str_sv(&t->rows.ptr[row].cells.ptr[column]);
}

static void test_head(void **state)
{
    (void)state;
    static const struct {
        struct summary_head head;
        const char *title;
        const char *line;
    } cases[] = {
        {{{0}, {0}, {0}}, "某县申请汇总表", "某县（盖章）　　联系人及电话：________ ________"},
        {{{"演示县", 9}, {"李演示", 9}, {"0311-1", 6}},
         "演示县申请汇总表",
         "演示县（盖章）　　联系人及电话：李演示 0311-1"},
        {{{"  ", 2}, {"{phone}", 7}, {"", 0}},
         "某县申请汇总表",
         "某县（盖章）　　联系人及电话：{phone} ________"},
    };
    struct form *form = paper_form(FORM);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct table t = {0};
        summary_begin(form, &cases[i].head, &t);
        assert_text(str_sv(&t.title), cases[i].title);
        assert_text(str_sv(&t.head), cases[i].line);
        assert_int_equal(t.columns.len, 8);
        assert_text(str_sv(&t.columns.ptr[4].label), "做法（30字以内）");
        assert_int_equal(t.columns.ptr[4].width, 30);
        for (size_t c = 0; c < t.columns.len; c++)
            assert_int_equal(t.columns.ptr[c].code, c == 6);
        table_release(&t);
    }
    form_free(form);
}

/* A form that has no words for a county not named leaves a line to write on. */
static void test_open_county(void **state)
{
    (void)state;
    struct form *form = paper_form(FORM);
    struct table t = {0};
    form->summary.county = SV("");
    summary_begin(form, &(struct summary_head){0}, &t);
    assert_text(str_sv(&t.title), "________申请汇总表");
    table_release(&t);
    form_free(form);
}

static void test_rows(void **state)
{
    (void)state;
    struct form *form = paper_form(FORM);
    struct table t = {0};
    struct summary_troubles troubles = {0};
    struct draft *d = make(form, "演示甲", "做法甲");
    summary_begin(form, &(struct summary_head){0}, &t);
    summary_add(&t, d, &troubles);
    assert_int_equal(troubles.len, 0);
    static const char *const want[] = {"1",      "演示甲",   "续办",          "旧1号",
                                       "做法甲", "石家庄市", "0311-88880000", "0"};
    for (size_t c = 0; c < COUNT_OF(want); c++)
        assert_text(cell(&t, 0, c), want[c]);
    /* The short text is preferred as soon as there is one. */
    paper_set(d, "second.brief", "短的");
    summary_add(&t, d, &troubles);
    assert_text(cell(&t, 1, 0), "2");
    assert_text(cell(&t, 1, 4), "短的");
    assert_int_equal(troubles.len, 0);
    draft_free(d);
    summary_troubles_release(&troubles);
    table_release(&t);
    form_free(form);
}

static void check_trouble(const struct summary_troubles *list, size_t i, uint32_t row,
                          const char *text)
{
    assert_true(i < list->len);
    assert_int_equal(list->ptr[i].row, row);
    assert_text(str_sv(&list->ptr[i].text), text);
}

static void test_troubles(void **state)
{
    (void)state;
    struct form *form = paper_form(FORM);
    struct table t = {0};
    struct summary_troubles troubles = {0};
    struct str text = {0};
    for (int i = 0; i < 31; i++)
        str_add(&text, SV("字"));
    struct draft *good = make(form, "演示甲", "做法甲"), *longer = make(form, "演示乙", text.ptr);
    struct draft *empty = draft_new(form);
    paper_set(longer, "cover.kind", "new"); /* the old number stays in the draft and is not shown */
    summary_begin(form, &(struct summary_head){0}, &t);
    summary_add(&t, good, &troubles);
    summary_add(&t, longer, &troubles);
    summary_add(&t, empty, &troubles);
    summary_add(&t, good, NULL);
    assert_int_equal(t.rows.len, 4);
    assert_text(cell(&t, 1, 3), "");
    assert_text(cell(&t, 1, 4), text.ptr);
    assert_text(cell(&t, 3, 0), "4");
    check_trouble(&troubles, 0, 2, "第 2 行（演示乙）：“原证书号”没有内容，请补填后再汇总。");
    check_trouble(
        &troubles, 1, 2,
        "第 2 行（演示乙）：“做法（30字以内）”有 31 字，限 30 字，超出 1 字，请改短后再汇总。");
    check_trouble(&troubles, 2, 3, "第 3 行（未填名称）：“单位名称”没有内容，请补填后再汇总。");
    assert_int_equal(troubles.len, 2 + 6);
    draft_free(good);
    draft_free(longer);
    draft_free(empty);
    str_release(&text);
    summary_troubles_release(&troubles);
    table_release(&t);
    form_free(form);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_head),
        cmocka_unit_test(test_open_county),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_troubles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
