#include "paper.h"

#include "draft/edit.h"
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
        {{.county = {0}}, "某县申请汇总表", "某县（盖章）　　联系人及电话：________ ________"},
        {{.county = {"演示县", 9}, .contact = {"李演示", 9}, .phone = {"0311-1", 6}},
         "演示县申请汇总表",
         "演示县（盖章）　　联系人及电话：李演示 0311-1"},
        {{.county = {"  ", 2}, .contact = {"{phone}", 7}},
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
        for (size_t c = 0; c < t.columns.len; c++) {
            assert_int_equal(t.columns.ptr[c].code, c == 6);
            assert_int_equal(t.columns.ptr[c].number, c == 0 || c == 7);
        }
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

/* Whose seal it is: as the desk says, else in the form's words for it, else a line. */
static void test_office(void **state)
{
    (void)state;
    static const struct {
        const char *words; /* of the form */
        struct summary_head head;
        const char *line;
    } cases[] = {
        {"{county}主管部门", {.county = {"演示县", 9}}, "演示县主管部门（盖章）"},
        {"{county}主管部门", {.office = {"演示县工信局", 18}}, "演示县工信局（盖章）"},
        {"{county}主管部门", {.office = {"  ", 2}}, "某县主管部门（盖章）"},
        {"", {.county = {"演示县", 9}}, "________（盖章）"},
        {"", {.office = {"{county}", 8}}, "{county}（盖章）"},
    };
    struct form *form = paper_form(FORM);
    form->summary.head = SV("{office}（盖章）");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct table t = {0};
        form->summary.office = sv_from(cases[i].words);
        summary_begin(form, &cases[i].head, &t);
        assert_text(str_sv(&t.head), cases[i].line);
        table_release(&t);
    }
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

static bool has_trouble(const struct summary_troubles *list, const char *words, bool stops)
{
    for (size_t i = 0; i < list->len; i++)
        if (sv_contains(str_sv(&list->ptr[i].text), sv_from(words)))
            return list->ptr[i].stops == stops;
    return false;
}

/* The officer's words in the column that is his, the applicant's everywhere else. */
static void test_officers_words(void **state)
{
    (void)state;
    static const struct {
        const char *own;
        const char *based_on; /* what they were made from; NULL: nobody knows */
        const char *cell;
        const char *trouble; /* NULL: none */
        bool stops;
        const char *change; /* NULL: nothing differs */
    } cases[] = {
        {"", NULL, "申报单位的", NULL, false, NULL},
        {"申报单位的\n", NULL, "申报单位的", NULL, false, NULL},
        {"审核人员的", NULL, "审核人员的", NULL, false, "〔申报单位〕的 → 〔审核人员〕的"},
        {"审核人员的", "申报单位的", "审核人员的", NULL, false, "〔申报单位〕的 → 〔审核人员〕的"},
        {"审核人员的", "从前的", "审核人员的", "从前的", false, "〔申报单位〕的 → 〔审核人员〕的"},
        {" \n", "从前的", "申报单位的", NULL, false, NULL},
        {"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一", NULL,
         "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一", "有 31 字，限 30 字",
         true, "改写的：〔申报单位的〕"},
    };
    struct form *form = paper_form(FORM);
    form->desk.given = true;
    form->desk.brief = (uint32_t)(form_field(form, SV("second.brief")) - form->fields);
    struct draft *d = make(form, "演示甲", "做法甲");
    paper_set(d, "second.brief", "申报单位的");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct table t = {0};
        struct summary_troubles troubles = {0};
        struct review r = {0};
        str_add(&r.brief, sv_from(cases[i].own));
        if (cases[i].based_on)
            draft_add_hash(&r.brief_of, sv_from(cases[i].based_on));
        summary_begin(form, &(struct summary_head){0}, &t);
        summary_add_case(&t, d, &r, &troubles);
        assert_text(cell(&t, 0, 1), "演示甲");
        assert_text(cell(&t, 0, 4), cases[i].cell);
        assert_int_equal(troubles.len, (cases[i].trouble != NULL) + (cases[i].change != NULL));
        if (cases[i].change)
            assert_true(has_trouble(&troubles, cases[i].change, false));
        if (cases[i].trouble)
            assert_true(has_trouble(&troubles, cases[i].trouble, cases[i].stops));
        review_release(&r);
        summary_troubles_release(&troubles);
        table_release(&t);
    }
    /* A form that gives officers no words of their own shows none. */
    struct table t = {0};
    struct review r = {0};
    str_add(&r.brief, SV("审核人员的"));
    form->desk.brief = NO_FIELD;
    summary_begin(form, &(struct summary_head){0}, &t);
    summary_add_case(&t, d, &r, NULL);
    assert_text(cell(&t, 0, 4), "申报单位的");
    review_release(&r);
    table_release(&t);
    draft_free(d);
    form_free(form);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_head),   cmocka_unit_test(test_open_county),
        cmocka_unit_test(test_rows),   cmocka_unit_test(test_troubles),
        cmocka_unit_test(test_office), cmocka_unit_test(test_officers_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
