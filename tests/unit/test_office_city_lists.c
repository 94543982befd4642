#include "paper.h"

#include "office/city_lists.h"
#include "records.h"

#define SV_LITERAL(text) \
    { \
        text, sizeof(text) - 1 \
    }
#define FORM "tests/fixtures/forms/small/form.yaml"

static const struct ledger_stage stages[] = {
    {SV_LITERAL("pay"), SV_LITERAL("拨付"), {0}},
    {SV_LITERAL("audit"), SV_LITERAL("审计"), {0}},
};
static const struct round rounds[] = {
    {SV_LITERAL("r1"), SV_LITERAL("第1轮"), SV_LITERAL("2024-08"), SV_LITERAL("拟定")},
};

static struct form *open_form(void)
{
    struct form *form = paper_form(FORM);
    form->rounds = rounds;
    form->round_count = COUNT_OF(rounds);
    form->desk.stages = stages;
    form->desk.stage_count = COUNT_OF(stages);
    form->desk.award = 500000;
    form->desk.award_unit = SV("元");
    return form;
}

static void make_head(struct case_head *head, const char *id, const char *name)
{
    str_set(&head->id, sv_from(id));
    str_set(&head->name, sv_from(name));
    str_set(&head->code, SV("C1"));
    str_set(&head->title, SV("案例"));
    str_set(&head->group, SV("技术赋能"));
    str_set(&head->county, SV("演示县"));
}

/* All of a table: cells between "|", newlines in them as "/", rows between LF. */
static void show(const struct table *t, struct str *out)
{
    for (size_t i = 0; i < t->columns.len; i++)
        str_add_f(out, "%s%s", i ? "|" : "", t->columns.ptr[i].label.ptr);
    for (size_t r = 0; r < t->rows.len; r++) {
        str_add_byte(out, '\n');
        for (size_t i = 0; i < t->rows.ptr[r].cells.len; i++) {
            const struct str *cell = &t->rows.ptr[r].cells.ptr[i];
            str_add_f(out, "%s%s", i ? "|" : "", cell->len ? cell->ptr : "");
        }
    }
    str_replace_all(out, SV("\n第"), SV("/第"));
}

static void check_shown(struct table *t, const char *want)
{
    struct str shown = {0};
    show(t, &shown);
    assert_text(str_sv(&shown), want);
    str_release(&shown);
    table_release(t);
}

static void test_public(void **state)
{
    (void)state;
    struct form *form = open_form();
    struct desk desk = {0};
    struct case_head head = {0};
    struct table t = {0}, narrow = {0}, bare = {0};
    str_set(&desk.name, SV("演示市"));
    str_set(&desk.office, SV("演示局"));
    make_head(&head, "id1", "演示甲公司");
    public_list_begin(&t, form, &desk, SV("r1"));
    public_list_add(&t, form, &head);
    assert_text(str_sv(&t.title), "演示市小表入选名单");
    assert_text(str_sv(&t.head), "第1轮（拟定2024年8月）");
    assert_text(str_sv(&t.foot), "演示局");
    check_shown(&t, "序号|企业全称|名称|模式|县（市、区）\n1|演示甲公司|案例|技术赋能|演示县");

    /* What the form keeps private is not published. */
    const struct sv private[] = {SV("cover.company")};
    form->desk.private.ptr = private;
    form->desk.private.len = 1;
    public_list_begin(&narrow, form, &desk, SV("r1"));
    public_list_add(&narrow, form, &head);
    check_shown(&narrow, "序号|名称|模式|县（市、区）\n1|案例|技术赋能|演示县");

    /* With a group, all that is in it. */
    const struct sv group[] = {SV("cover")};
    form->desk.private.ptr = group;
    public_list_begin(&bare, form, &desk, SV("r1"));
    public_list_add(&bare, form, &head);
    check_shown(&bare, "序号|名称\n1|案例");
    case_head_release(&head);
    desk_release(&desk);
    form_free(form);
}

static void add_entry(struct review *r, const char *stage, const char *date, const char *amount,
                      const char *note)
{
    struct ledger_entry *n = vec_add(&r->ledger);
    str_set(&n->stage, sv_from(stage));
    str_set(&n->date, sv_from(date));
    str_set(&n->amount, sv_from(amount));
    str_set(&n->note, sv_from(note));
}

static void make_reviews(struct review r[2])
{
    make_head(&r[0].head, "id1", "演示甲公司");
    make_head(&r[1].head, "id2", "演示乙公司");
    add_entry(&r[0], "pay", "2024-12-01", "300000.1", "");
    add_entry(&r[0], "gone", "2024-12-02", "7", "");
    add_entry(&r[0], "pay", "2024-12-03", "199999.9", "第二批");
    add_entry(&r[0], "audit", "2025-01-01", "", "");
    add_entry(&r[1], "pay", "2024-12-04", "0.05", "");
}

static void check_ledger(const struct form *form, bool apart, bool totals, const char *want)
{
    struct review r[2] = {0};
    struct desk desk = {0};
    struct table t = {0};
    struct ledger_list list;
    make_reviews(r);
    ledger_list_begin(&list, &t, form, &desk, apart);
    ledger_list_add(&list, &r[0], SV("r1"));
    ledger_list_add(&list, &r[1], SV("r1"));
    ledger_list_end(&list, totals);
    check_shown(&t, want);
    review_release(&r[0]);
    review_release(&r[1]);
}

static void test_ledger(void **state)
{
    (void)state;
    struct form *form = open_form();
    check_ledger(form, false, true,
                 "序号|企业全称|代码|轮次|奖补（元）|拨付|审计|还没有办\n"
                 "1|演示甲公司|C1|r1|500000|2024-12-01 300000.1\n2024-12-03 199999.9 第二批|"
                 "2025-01-01|\n"
                 "2|演示乙公司|C1|r1|500000|2024-12-04 0.05||审计\n"
                 "|合计2件|||1000000|2件 500000.05|1件|1件");
    check_ledger(form, true, false,
                 "序号|企业全称|代码|轮次|奖补（元）|拨付日期|拨付金额|拨付说明|审计日期|审计金额|"
                 "审计说明|还没有办\n"
                 "1|演示甲公司|C1|r1|500000|2024-12-01\n2024-12-03|300000.1\n199999.9|/第二批|"
                 "2025-01-01|||\n"
                 "2|演示乙公司|C1|r1|500000|2024-12-04|0.05|||||审计");
    form_free(form);
}

static void test_readers(void **state)
{
    (void)state;
    struct form *form = open_form();
    const struct sv columns[] = {SV("创新"), SV("总分")};
    struct case_head head = {0};
    struct table sheet = {0}, index = {0};
    make_head(&head, "id1", "演示甲公司");
    readers_sheet_begin(&sheet, form, columns, COUNT_OF(columns));
    readers_sheet_add(&sheet, form, &head);
    assert_true(sheet.columns.ptr[1].code);
    check_shown(&sheet, "序号|编号|企业全称|名称|模式|县（市、区）|专家|创新|总分|意见\n"
                        "1|id1|演示甲公司|案例|技术赋能|演示县");
    readers_list_begin(&index, form, SV("r1"));
    readers_list_add(&index, form, &head, SV("001-id1"));
    check_shown(&index, "序号|编号|企业全称|名称|模式|县（市、区）|文件\n"
                        "1|id1|演示甲公司|案例|技术赋能|演示县|001-id1");
    case_head_release(&head);
    form_free(form);
}

static void test_archive(void **state)
{
    (void)state;
    static const char *const paths[] = {"packages/001-id1-1.zip", "reviews/002-id2.yaml",
                                        "reviews/003-id3.yaml", "index-1.txt", "ledger.txt"};
    struct bundle b = {0};
    struct table t = {0};
    str_set(&((struct bundle_case *)vec_add(&b.cases))->name, SV("演示甲公司"));
    str_set(&((struct bundle_case *)vec_add(&b.cases))->name, SV("演示乙公司"));
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        struct bundle_file *file = vec_add(&b.files);
        str_set(&file->path, sv_from(paths[i]));
        str_set(&file->digest, SV("00"));
        file->bytes = i;
    }
    archive_index_make(&t, &b);
    check_shown(&t, "序号|文件|单位|字节|SHA-256\n"
                    "1|packages/001-id1-1.zip|演示甲公司|0|00\n"
                    "2|reviews/002-id2.yaml|演示乙公司|1|00\n"
                    "3|reviews/003-id3.yaml||2|00\n"
                    "4|index-1.txt||3|00\n"
                    "5|ledger.txt||4|00");
    bundle_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_public),
        cmocka_unit_test(test_ledger),
        cmocka_unit_test(test_readers),
        cmocka_unit_test(test_archive),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
