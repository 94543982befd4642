#include "checking.h"

#include "draft/computed.h"
#include "draft/kinds.h"
#include "draft/path.h"

static const char fields[] =
    "  - {id: a, kind: line, label: 甲}\n"
    "  - {id: b, kind: line, label: 乙, when: {field: a, filled: yes}}\n"
    "  - {id: pick, kind: choice, label: 选, other: yes, options: [{id: x, label: 戌}, {id: y, "
    "label: 亥}]}\n"
    "  - {id: many, kind: choices, label: 多选, options: [{id: x, label: 戌}, {id: y, label: "
    "亥}]}\n"
    "  - {id: day, kind: date, label: 日期}\n"
    "  - {id: month, kind: date, label: 年月, month: yes}\n"
    "  - {id: yes, kind: yesno, label: 是否}\n"
    "  - {id: money, kind: money, label: 金额, unit: 万元}\n"
    "  - {id: at, kind: address, label: 地址}\n"
    "  - {id: files, kind: files, label: 附件}\n"
    "  - {id: mail, kind: email, label: 邮箱}\n"
    "  - {id: code, kind: credit_code, label: 代码}\n"
    "  - {id: t, kind: table, label: 表, columns: [{id: n, kind: money, label: 数}, {id: ok, kind: "
    "yesno, label: 合格}]}\n"
    "  - {id: rows, kind: computed, label: 行数, rows_of: t}\n"
    "  - {id: good, kind: computed, label: 合格数, unit: 家, rows_of: t, where: t.ok, is: yes}\n"
    "  - {id: sum, kind: computed, label: 合计, unit: 万元, sum_of: t.n}\n"
    "  - {id: both, kind: computed, label: 合并, join: [a, b, pick], with: ／}\n"
    "  - {id: first, kind: computed, label: 首个, first_of: [b, pick]}";

static const struct {
    const char *answers;
    const char *path;
    const char *shown;
} cases[] = {
    {"  a: 甲\n  b: 乙", "a", "甲"},
    {"  pick: x", "pick", "戌"},
    {"  pick: 别的", "pick", "别的"},
    {"  many: [y, x]", "many", "亥、戌"},
    {"  day: 2024-04-05", "day", "2024年4月5日"},
    {"  day: 去年", "day", "去年"},
    {"  month: 2024-04", "month", "2024年4月"},
    {"  yes: yes", "yes", "是"},
    {"  yes: 否", "yes", "否"},
    {"  yes:", "yes", ""},
    {"  money: \"12.50\"", "money", "12.50万元"},
    {"  money:", "money", ""},
    {"  at: {province: 河北省, city: 石家庄市, rest: 1号}", "at", "河北省石家庄市1号"},
    {"  files: [a.pdf, b c.pdf]", "files", "a.pdf、b c.pdf"},
    {"  t:\n  - {n: \"1\"}\n  - {n: \"2\"}", "t", "2"},
    {"  t:", "rows", "0"},
    {"  t:\n  - {ok: yes}\n  - {ok: no}\n  - {ok: yes}", "rows", "3"},
    {"  t:\n  - {ok: yes}\n  - {ok: no}\n  - {ok: yes}", "good", "2家"},
    {"  t:\n  - {n: \"1,000.5\"}\n  - {n: 没有}\n  - {n: \"-0.25\"}", "sum", "1000.25万元"},
    {"  t:", "sum", "0万元"},
    {"  a: 甲\n  b: 乙\n  pick: y", "both", "甲／乙／亥"},
    {"  b: 藏着\n  pick: y", "both", "亥"},
    {"  a:", "both", ""},
    {"  b: 藏着\n  pick: y", "first", "亥"},
    {"  a: 甲\n  b: 乙\n  pick: y", "first", "乙"},
};

static void test_shown(void **state)
{
    (void)state;
    struct form *form = form_of(fields, NULL);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct draft *draft = draft_of(form, cases[i].answers, NULL);
        struct str shown = {0};
        struct place p;
        assert_true(path_find(draft, sv_from(cases[i].path), &p, NULL));
        draft_add_shown(&shown, draft, p);
        assert_text(str_sv(&shown), cases[i].shown);
        str_release(&shown);
        draft_free(draft);
    }
    form_free(form);
}

static void test_rows_where(void **state)
{
    (void)state;
    struct form *form = form_of(fields, NULL);
    struct draft *draft =
        draft_of(form, "  t:\n  - {ok: yes}\n  - {ok: no}\n  - {n: \"1\"}\n  - {ok: yes}", NULL);
    uint32_t column = form_field(form, SV("t.ok"))->index;
    assert_int_equal(draft_rows_where(draft, column, SV("yes")), 2);
    assert_int_equal(draft_rows_where(draft, column, SV("no")), 1);
    assert_int_equal(draft_rows_where(draft, column, SV("")), 3);
    draft_free(draft);
    form_free(form);
}

/* What a script gives, and what is stored; NULL: refused. */
static void test_values(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        const char *given;
        const char *stored;
    } values[] = {
        {"a", " 前后空格 ", " 前后空格 "},
        {"pick", "x", "x"},
        {"pick", "亥", "y"},
        {"pick", "自己写的", "自己写的"},
        {"many", "x,亥", "x\ny"},
        {"many", " x , ,y ", "x\ny"},
        {"many", "z", NULL},
        {"many", "", ""},
        {"yes", "true", "yes"},
        {"yes", "否", "no"},
        {"yes", "也许", NULL},
        {"files", "a.pdf, b.pdf", "a.pdf\nb.pdf"},
        {"day", "明天", "明天"},
        {"at", "河北", NULL},
        {"t", "1", NULL},
    };
    struct form *form = form_of(fields, NULL);
    for (size_t i = 0; i < COUNT_OF(values); i++) {
        const struct field *field = form_field(form, sv_from(values[i].path));
        struct str out = {0};
        struct err e = {0};
        bool ok = draft_value(field, sv_from(values[i].given), ',', &out, &e);
        if (ok != (values[i].stored != NULL))
            fail_msg("%s=%s", values[i].path, values[i].given);
        if (ok)
            assert_text(str_sv(&out), values[i].stored);
        else
            assert_int_equal(e.class, ERR_REFUSED);
        err_clear(&e);
        str_release(&out);
    }
    form_free(form);
}

static void test_canonical(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        const char *typed;
        const char *canonical; /* NULL: none, or the same */
    } values[] = {
        {"day", "2024年4月5日", "2024-04-05"},
        {"day", "2024-04-05", NULL},
        {"day", "2024-04", NULL},
        {"month", "2024年4月", "2024-04"},
        {"money", "１，２８０．５０", "1280.50"},
        {"money", "1280.50", NULL},
        {"money", "很多", NULL},
        {"code", " 91110108k36875517c ", "91110108K36875517C"},
        {"mail", " a＠b.cn", "a@b.cn"},
        {"a", " 甲 ", NULL},
    };
    struct form *form = form_of(fields, NULL);
    for (size_t i = 0; i < COUNT_OF(values); i++) {
        struct str out = {0};
        bool changed = draft_canonical(form_field(form, sv_from(values[i].path)),
                                       sv_from(values[i].typed), &out);
        if (changed != (values[i].canonical != NULL))
            fail_msg("%s: %s gives %s", values[i].path, values[i].typed, out.ptr ? out.ptr : "");
        if (changed)
            assert_text(str_sv(&out), values[i].canonical);
        str_release(&out);
    }
    form_free(form);
}

/* A section's and a limit's count leave out what is not asked for and what is not counted. */
static void test_counts(void **state)
{
    (void)state;
    struct form *form =
        form_of("  - {id: a, kind: text, label: 甲, counted: yes}\n"
                "  - {id: b, kind: text, label: 乙, counted: yes, when: {field: a, filled: yes}}\n"
                "  - {id: c, kind: text, label: 丙}\n"
                "  - {id: t, kind: table, label: 表, columns: [{id: n, kind: text, label: 名, "
                "counted: yes}, "
                "{id: k, kind: yesno, label: 要}]}",
                "limits: [{id: l, title: 合计, max: 10, of: [a, b]}, {id: w, title: 全文, max: 99, "
                "whole: yes}]");
    struct draft *draft =
        draft_of(form, "  b: 藏着\n  c: 不计\n  t:\n  - {n: 一二}\n  - {n: 三}", NULL);
    assert_int_equal(counts_by(draft_section_counts(draft, 0), COUNT_WORD), 3);
    assert_int_equal(counts_by(draft_limit_counts(draft, &form->limits[0]), COUNT_WORD), 0);
    draft_set(draft, NULL, (struct place){form_field(form, SV("a"))->index, 0}, SV("甲 ERP"));
    assert_int_equal(counts_by(draft_section_counts(draft, 0), COUNT_WORD), 7);
    assert_int_equal(counts_by(draft_limit_counts(draft, &form->limits[0]), COUNT_WORD), 4);
    assert_int_equal(counts_by(draft_limit_counts(draft, &form->limits[1]), COUNT_WORD), 7);
    draft_free(draft);
    form_free(form);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shown),  cmocka_unit_test(test_rows_where),
        cmocka_unit_test(test_values), cmocka_unit_test(test_canonical),
        cmocka_unit_test(test_counts),
    };
    return cmocka_run_group_tests_name("draft computed", tests, NULL, NULL);
}
