#include "checking.h"

#include "check/progress.h"

#define SECTION(fields) FORM_HEAD "sections:\n- id: s\n  title: 部分\n" fields

struct progress_case {
    const char *form;
    const char *answers;
    const char *said;
    enum section_state state;
    enum progress_unit unit;
    uint32_t done;
    uint32_t of;
    const char *missing; /* labels with 、 between */
};

static const char cover[] = SECTION(
    "  fields:\n"
    "  - {id: c.name, kind: line, label: 名称, required: yes}\n"
    "  - {id: c.mail, kind: email, label: 邮箱, required: yes}\n"
    "  - {id: c.more, kind: line, label: 补充}\n"
    "  - {id: c.hint, kind: line, label: 提示, required: warning}\n"
    "  - {id: c.pick, kind: choice, label: 选, options: [{id: x, label: 戌}]}\n"
    "  - {id: c.dep, kind: line, label: 细目, required: yes, when: {field: c.pick, is: x}}\n"
    "  - {id: c.at, kind: address, label: 地址, parts: [{id: city, label: 市, required: yes},"
    " {id: town, label: 乡, required: yes}, {id: rest, label: 号}]}\n");
static const char words[] =
    SECTION("  limit: 5\n  fields:\n"
            "  - {id: w.a, kind: text, label: 甲, counted: yes, required: yes}\n"
            "  - {id: w.b, kind: text, label: 乙, counted: yes}\n"
            "  - {id: w.c, kind: text, label: 丙}\n");
static const char table[] =
    SECTION("  fields:\n"
            "  - {id: note, kind: text, label: 说明}\n"
            "  - {id: t, kind: table, label: 企业, unit: 家, min_rows: 2, columns: "
            "[{id: n, kind: line, label: 名, required: yes}, {id: m, kind: number, label: 数}]}\n");
static const char lists[] = SECTION(
    "  fields:\n"
    "  - {id: c, kind: checklist, label: 条件, items: [{id: p, label: 子项}, {id: q, label: "
    "丑项, details: [{id: d, kind: line, label: 细目, required: yes}]}], rules: "
    "[{code: x, all_answered: yes}]}\n"
    "  - {id: k, kind: checklist, label: 资源, items: [{id: p, label: 寅项}], rules: "
    "[{code: x, ticked_at_least: 1}]}\n"
    "  - {id: o, kind: checklist, label: 随意, items: [{id: p, label: 卯项}]}\n");
static const char materials[] =
    SECTION("  fields:\n"
            "  - {id: m, kind: materials, label: 材料, items: [{id: p, label: 执照}, "
            "{id: f, label: 申报书, at_final: yes}, {id: q, label: 汇总表, applicant: no}, "
            "{id: o, label: 其他, optional: yes}]}\n");
static const char elements[] = SECTION(
    "  fields:\n"
    "  - {id: m, kind: choice, label: 模式, required: yes, options: [{id: one, label: 甲}, "
    "{id: two, label: 乙}]}\n"
    "  - {id: w, kind: text, label: 正文}\n"
    "  - {id: e, kind: elements, label: 要素, chosen_by: m, texts: [w], items: "
    "[{id: open, label: 开放, of: one}, {id: link, label: 互通, of: one}, "
    "{id: green, label: 节能, of: two}], rules: [{code: x, tied: yes, severity: warning}]}\n");

static const struct progress_case cases[] = {
    {cover, "  c:", NULL, SECTION_EMPTY, PROGRESS_ITEMS, 0, 3, "名称、邮箱、地址"},
    {cover, "  c: {name: \" \"}", NULL, SECTION_EMPTY, PROGRESS_ITEMS, 0, 3, "名称、邮箱、地址"},
    {cover, "  c: {name: 甲, pick: x, at: {city: 市}}", NULL, SECTION_STARTED, PROGRESS_ITEMS, 1, 4,
     "邮箱、细目、地址"},
    {cover, "  c: {name: 甲, mail: a@b.cn, at: {city: 市, town: 乡}}", NULL, SECTION_STARTED,
     PROGRESS_ITEMS, 3, 3, ""},
    {cover, "  c: {name: 甲, mail: a@b.cn, at: {city: 市, town: 乡}}", "done: [s]", SECTION_DONE,
     PROGRESS_ITEMS, 3, 3, ""},
    {cover, "  c: {name: 甲, mail: 坏, at: {city: 市, town: 乡}}", "done: [s]", SECTION_TROUBLE,
     PROGRESS_ITEMS, 3, 3, ""},
    {cover, "  c: {mail: 坏}", NULL, SECTION_TROUBLE, PROGRESS_ITEMS, 1, 3, "名称、地址"},
    {cover, "  c: {name: 甲}", "done: [s]", SECTION_STARTED, PROGRESS_ITEMS, 1, 3, "邮箱、地址"},
    {words, "  w: {b: 一二, c: 不算}", NULL, SECTION_STARTED, PROGRESS_WORDS, 2, 5, "甲"},
    {words, "  w: {a: 一二三, b: 四五六}", NULL, SECTION_TROUBLE, PROGRESS_WORDS, 6, 5, ""},
    {table, "  t:\n  - {n: 一}", NULL, SECTION_STARTED, PROGRESS_ROWS, 1, 2, "企业"},
    {table, "  t:\n  - {n: 一}\n  - {n: 二, m: 坏}", NULL, SECTION_TROUBLE, PROGRESS_ROWS, 2, 2,
     ""},
    {lists, "  c: {p: {state: no}, q: {state: yes}}", NULL, SECTION_STARTED, PROGRESS_ITEMS, 1, 3,
     "丑项、资源"},
    {lists, "  c: {p: {state: no}, q: {state: yes, d: 有}}\n  k: {p: {state: yes}}", NULL,
     SECTION_STARTED, PROGRESS_ITEMS, 3, 3, ""},
    {materials, "  m: {q: {state: missing}}", NULL, SECTION_STARTED, PROGRESS_ITEMS, 0, 2, "执照"},
    {materials, "  m: {p: {state: have}}", NULL, SECTION_STARTED, PROGRESS_ITEMS, 1, 2, ""},
    {elements, "  m: one\n  w: 接口\n  e:\n  - {id: open, tie: {field: w, quote: 接口}}", NULL,
     SECTION_STARTED, PROGRESS_ITEMS, 2, 3, "要素"},
    {elements, "  w: 接口", NULL, SECTION_STARTED, PROGRESS_ITEMS, 0, 1, "模式"},
};

static void make(const struct draft *draft, struct progress_list *out)
{
    struct findings all = {0};
    check_run(&(struct check_input){draft, NULL, {0}, GATE_FINAL}, &all);
    progress_make(draft, &all, out);
    findings_release(&all);
}

static void check_missing(const struct draft *draft, const struct progress *p, const char *want)
{
    struct str got = {0};
    for (size_t i = 0; i < p->missing.len; i++) {
        if (i)
            str_add(&got, SV("、"));
        str_add(&got, draft->form->fields[p->missing.ptr[i]].label);
    }
    assert_text(str_sv(&got), want);
    str_release(&got);
}

static void test_sections(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const struct progress_case *c = &cases[i];
        struct form *form = form_from(c->form);
        struct draft *draft = draft_of(form, c->answers, c->said);
        struct progress_list list = {0};
        make(draft, &list);
        assert_int_equal(list.len, 1);
        const struct progress *p = &list.ptr[0];
        if (p->state != c->state || p->unit != c->unit || p->done != c->done || p->of != c->of)
            fail_msg("%s: state %d, unit %d, %u/%u", c->answers, p->state, p->unit, p->done, p->of);
        check_missing(draft, p, c->missing);
        assert_text(p->unit_word, c->unit == PROGRESS_ROWS ? "家" : "");
        progress_release(&list);
        draft_free(draft);
        form_free(form);
    }
}

/* Counts of findings go to their sections; a section that is not asked for has none. */
static void test_findings_and_relevance(void **state)
{
    (void)state;
    struct form *form = form_from(
        FORM_HEAD "sections:\n"
                  "- id: p\n  title: 前\n  fields:\n"
                  "  - {id: p.a, kind: yesno, label: 甲, required: yes}\n"
                  "  - {id: p.b, kind: line, label: 乙, rules: [{code: x, severity: warning, "
                  "contains_none: [坏]}, {code: y, severity: warning, contains_none: [坏]}]}\n"
                  "- id: q\n  title: 后\n  when: {field: p.a, is: yes}\n  fields:\n"
                  "  - {id: q.a, kind: line, label: 丙, required: yes}\n");
    struct draft *draft = draft_of(form, "  p: {b: 坏}", "accepted: {p.b.y: 有理由}");
    struct progress_list list = {0};
    make(draft, &list);
    assert_int_equal(list.len, 2);
    assert_int_equal(list.ptr[0].errors, 1);
    assert_int_equal(list.ptr[0].warnings, 1);
    assert_true(list.ptr[0].relevant);
    assert_false(list.ptr[1].relevant);
    assert_int_equal(list.ptr[1].of, 0);
    draft_set(draft, NULL, (struct place){form_field(form, SV("p.a"))->index, 0}, SV("yes"));
    make(draft, &list);
    assert_true(list.ptr[1].relevant);
    assert_int_equal(list.ptr[1].errors, 1);
    assert_int_equal(list.ptr[1].of, 1);
    progress_release(&list);
    draft_free(draft);
    form_free(form);
}

/* What the program ticks itself is there once a fair copy was made. */
static void test_at_final(void **state)
{
    (void)state;
    struct form *form = form_from(materials);
    struct draft *draft = draft_of(form, "  m: {p: {state: have}}", NULL);
    struct progress_list list = {0};
    draft->revision = 1;
    make(draft, &list);
    assert_int_equal(list.ptr[0].done, 2);
    progress_release(&list);
    draft_free(draft);
    form_free(form);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sections),
        cmocka_unit_test(test_findings_and_relevance),
        cmocka_unit_test(test_at_final),
    };
    return cmocka_run_group_tests_name("check progress", tests, NULL, NULL);
}
