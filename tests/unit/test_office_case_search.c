#include "office/case_search.h"

#include "officing.h"

static const char fields[] =
    "  - {id: name, kind: line, label: 企业全称}\n"
    "  - {id: day, kind: date, label: 日期}\n"
    "  - {id: body, kind: text, label: 正文}\n"
    "  - {id: kind, kind: choice, label: 模式, options: [{id: x, label: 供应链赋能}]}\n"
    "  - {id: who, kind: table, label: 企业, columns: [{id: n, kind: line, label: 名}]}\n";
static const char answers[] = "  name: 演示ＡＢ药业\n  day: 2024-06-01\n  kind: x\n"
                              "  body: |\n    开放接口。\n    Second line\n"
                              "  who:\n    - {id: e1, n: 甲}\n    - {id: e2, n: 乙公司}\n";

static const struct {
    const char *words;
    bool in_draft;
    bool in_review;
} cases[] = {
    {"演示ab", true, false},      {"药业", true, true},          {"接口", true, false},
    {"second LINE", true, false}, {"ＳＥＣＯＮＤ", true, false}, {"乙公司", true, false},
    {"供应链", true, false},      {"2024年6月", true, false},    {"2024-06-01", true, false},
    {"企业全称", false, false},   {"name", false, false},        {"没有", false, false},
    {"", false, false},           {" \n", false, false},         {" 接口 ", true, false},
    {"名称要改", false, true},    {"执照看不清", false, true},   {"不改了", false, true},
    {"典型", false, true},        {"91130100dem", false, true},
};

static void talk(struct office *o)
{
    office_must(o, (struct act){.kind = ACT_REMARK, .text = SV("名称要改")});
    office_must(o, (struct act){.kind = ACT_MARK,
                                .item = SV("一"),
                                .ruling = RULING_DOUBT,
                                .text = SV("执照看不清")});
    office_must(o, (struct act){.kind = ACT_EXPERIENCE, .text = SV("典型做法")});
    note_add_turn(&o->review.notes.ptr[0], REMARK_KEPT, SV("不改了"), SV("甲"), SV(""));
}

static void test_search(void **state)
{
    struct office o;
    (void)state;
    struct form *form = form_of(fields, NULL);
    struct str source = {0};
    str_add_f(&source, "tianbiao: 1\nform: t\nform_version: 1\nrevision: 0\nanswers:\n%s", answers);
    struct draft *d = draft_from(form, source.ptr);
    office_open(&o, ROLE_COUNTY);
    talk(&o);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct case_search s;
        case_search_begin(&s, sv_from(cases[i].words), form);
        bool in_draft = search_draft(&s, d), in_review = search_review(&s, &o.review);
        if (in_draft != cases[i].in_draft || in_review != cases[i].in_review)
            fail_msg("%s: %d %d", cases[i].words, in_draft, in_review);
        /* Where the bytes say no, the draft says no. */
        assert_true(search_source(&s, str_sv(&source)) || !in_draft);
        case_search_end(&s);
    }
    str_release(&source);
    draft_free(d);
    form_free(form);
    office_close(&o);
}

/* The bytes spare the reading of a draft that cannot say it, and only then. */
static void test_source(void **state)
{
    static const struct {
        const char *words;
        const char *source;
        bool may;
    } sources[] = {
        {"接口", "body: 开放接口\n", true},   {"接口", "body: 开放\n", false},
        {"ab", "name: ＡＢ\n", true},         {"甲乙", "n: \"甲\\u4e59\"\n", true},
        {"甲乙", "n: >\n  甲\n  乙\n", true}, {"供应链", "kind: x\n", true},
        {"6月", "day: 2024-06-01\n", true},
    };
    struct form *form = form_of(fields, NULL);
    (void)state;
    for (size_t i = 0; i < COUNT_OF(sources); i++) {
        struct case_search s;
        case_search_begin(&s, sv_from(sources[i].words), form);
        assert_int_equal(search_source(&s, sv_from(sources[i].source)), sources[i].may);
        case_search_end(&s);
    }
    form_free(form);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_search),
        cmocka_unit_test(test_source),
    };
    return cmocka_run_group_tests_name("office/case_search", tests, NULL, NULL);
}
