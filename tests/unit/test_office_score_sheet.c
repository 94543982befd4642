#include "paper.h"

#include "office/score_sheet.h"

#define FORM "tests/fixtures/forms/small/form.yaml"

static const struct {
    const char *id;
    const char *name;
    const char *code;
} cases[] = {
    {"3f9c2a51b7d04e18", "演示甲公司", "91130100MA0EXAMP1E"},
    {"3f9c2a51b7d04e19", "演示乙公司", "91130100MA0EXAMP2E"},
    {"a0000000b7d04e18", "演示甲公司", "91130100MA0EXAMP3E"}, /* two of one name */
    {"b0000000b7d04e18", "演示（丙）公司", "91130100MA0EXAMP4E"},
    {"c0000000b7d04e18", "", ""},                             /* broken */
    {"d0000000b7d04e18", "演示戊公司", "91130100MA0EXAMP4E"}, /* two of one code */
};

static void make_queue(struct queue *q)
{
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct queue_row *row = vec_add(q);
        str_set(&row->head.id, sv_from(cases[i].id));
        str_set(&row->head.name, sv_from(cases[i].name));
        str_set(&row->head.code, sv_from(cases[i].code));
        if (cases[i].name[0] == '\0') {
            row->broken = true;
            str_set(&row->trouble, SV("记录读不出。"));
        }
    }
}

/* line>row reader(column=value;…)opinion for each, then how many were not filled in. */
static void show(const struct score_sheet *s, struct str *out)
{
    for (size_t i = 0; i < s->scores.len; i++) {
        const struct sheet_score *one = &s->scores.ptr[i];
        str_add_f(out, "%u>%u %s(", one->line, one->row,
                  one->score.reader.len ? one->score.reader.ptr : "");
        for (size_t v = 0; v < one->score.values.len; v++)
            str_add_f(out, "%s=%s;", one->score.values.ptr[v].column.ptr,
                      one->score.values.ptr[v].value.ptr);
        str_add_f(out, ")%s ", one->score.opinion.len ? one->score.opinion.ptr : "");
    }
    for (size_t i = 0; i < s->troubles.len; i++)
        str_add_f(out, "%u!%s ", s->troubles.ptr[i].line, s->troubles.ptr[i].text.ptr);
    if (s->unfilled)
        str_add_f(out, "+%u", s->unfilled);
}

struct sheet_case {
    const char *csv;
    const char *shown;
};

static const struct sheet_case good_cases[] = {
    {"编号,专家,创新,总分,意见\n3f9c2a51b7d04e18,演示专家,30,89.5,很好\n",
     "2>0 演示专家(创新=30;总分=89.5;)很好 "},
    {"编号,总分 \nA000, 1\n b0000000 ,2 \n", "2>2 (总分=1;) 3>3 (总分=2;) "},
    /* the form's own labels, whatever stands in brackets behind them; a title above */
    {"评分表\n序号,企业全称（盖章）,名称,总分（100分）\n1,演示（丙）公司,案例丙,优\n",
     "3>3 (总分（100分）=优;) "},
    {"信用代码,总分\n９１１３０１００ｍａ０examp2e,1\n", "2>1 (总分=1;) "},
    {"单位名称,总分\n演示(丙)公司,1\n", "2>3 (总分=1;) "},
    /* the next column that is filled in names the case */
    {"编号,信用代码,企业名称,总分\n,91130100MA0EXAMP1E,演示甲公司,1\na0000000,,演示甲公司,2\n",
     "2>0 (总分=1;) 3>2 (总分=2;) "},
    {"编号,专家,总分\n3f9c2a51b7d04e18,甲,1\n3f9c2a51b7d04e18,乙,2\n",
     "2>0 甲(总分=1;) 3>0 乙(总分=2;) "},
    {"编号,专家,总分,意见\na000,甲,,\nb000,,,\nb000,,,\"只有\n意见\"\n", "4>3 ()只有\n意见 +2"},
    {"编号,总分,,\na000,1,,\n", "2>2 (总分=1;) "},
};

static const struct sheet_case bad_cases[] = {
    {"", "1!没有写明是哪一件的栏目"},
    {"专家,总分\n甲,1\n", "1!没有写明是哪一件的栏目"},
    {"编号,专家\na000,甲\n", "1!没有一栏是分数或意见"},
    {"编号,总分,总分\na000,1,2\n", "1!“总分”和“总分”是同样的栏目"},
    {"编号,专家,评审专家,总分\na000,甲,乙,2\n", "1!“专家”和“评审专家”是同样的栏目"},
    {"编号,总分\n3f9c2a51,1\n", "2!“3f9c2a51”有 2 件"},
    {"编号,总分\n3f9,1\n", "2!办公夹里没有“3f9”这一件。"},
    {"编号,总分\ne0000000,1\nf0000000,2\n", "3!办公夹里没有“f0000000”这一件。"},
    {"信用代码,总分\n9.11E+17,1\n", "2!办公夹里没有“9.11E+17”这一件。这像是表格程序把代码改成了数"},
    {"企业名称,总分\n演示甲公司,1\n", "2!“演示甲公司”有 2 件，不知道是哪一件，请填编号。"},
    {"信用代码,总分\n91130100MA0EXAMP4E,1\n", "2!“91130100MA0EXAMP4E”有 2 件"},
    {"编号,企业名称,总分\na000,演示乙公司,1\n", "2!这一行别的栏指的是 a0000000b7d04e18 演示甲公司"},
    {"编号,信用代码,总分\na000,91130100MA0EXAMP1E,1\n", "2!这一行别的栏指的是"},
    {"编号,总分\nc000,1\n", "2!记录读不出。"},
    {"编号,总分\n,1\n", "2!这一行没有写是哪一件"},
    {"编号,总分\na000,1,漏了\n", "2!第 3 格写着“漏了”"},
    {"编号,,总分\na000,漏了,1\n", "2!第 2 格写着“漏了”"},
    {"编号,专家,总分\na000,甲,1\nb000,甲,2\na0000000,甲,3\n", "4!甲评这一件的分，第 2 行已经有了"},
    {"编号,总分\na000,1\n\na0000000,3\n", "4!这一件在第 2 行已经有了，两行都没有写专家"},
};

static void read_sheet(const struct form *form, const char *text, struct str *shown)
{
    struct queue q = {0};
    struct csv t = {0};
    struct score_sheet s = {0};
    make_queue(&q);
    assert_true(csv_read(sv_from(text), &t, NULL));
    score_sheet_read(&t, &q, form, &s);
    show(&s, shown);
    score_sheet_release(&s);
    csv_release(&t);
    queue_release(&q);
}

static void test_good(void **state)
{
    (void)state;
    struct form *form = paper_form(FORM);
    for (size_t i = 0; i < COUNT_OF(good_cases); i++) {
        struct str shown = {0};
        read_sheet(form, good_cases[i].csv, &shown);
        assert_text(str_sv(&shown), good_cases[i].shown);
        str_release(&shown);
    }
    form_free(form);
}

static void test_bad(void **state)
{
    (void)state;
    struct form *form = paper_form(FORM);
    for (size_t i = 0; i < COUNT_OF(bad_cases); i++) {
        struct str shown = {0};
        read_sheet(form, bad_cases[i].csv, &shown);
        if (!sv_contains(str_sv(&shown), sv_from(bad_cases[i].shown)))
            fail_msg("%s", shown.ptr);
        str_release(&shown);
    }
    form_free(form);
}

/* All bad rows are told, in the order of the file. */
static void test_all_told(void **state)
{
    (void)state;
    struct form *form = paper_form(FORM);
    struct queue q = {0};
    struct csv t = {0};
    struct score_sheet s = {0};
    make_queue(&q);
    assert_true(csv_read(SV("编号,专家,总分\na000,甲,1\nx,甲,1\na000,甲,1\n,甲,1\n"), &t, NULL));
    score_sheet_read(&t, &q, form, &s);
    assert_int_equal(s.troubles.len, 3);
    for (size_t i = 0; i < s.troubles.len; i++)
        assert_int_equal(s.troubles.ptr[i].line, i + 3);
    assert_int_equal(s.columns.len, 1);
    assert_text(str_sv(&s.columns.ptr[0]), "总分");
    score_sheet_release(&s);
    csv_release(&t);
    queue_release(&q);
    form_free(form);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),
        cmocka_unit_test(test_bad),
        cmocka_unit_test(test_all_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
