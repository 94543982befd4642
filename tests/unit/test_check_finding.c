#include "checking.h"

static const char fields[] =
    "  - {id: g.pick, kind: choice, label: 选, options: [{id: x, label: 戌}, {id: y, label: 亥}]}\n"
    "  - {id: g.a, kind: line, label: 甲, required: yes, when: {field: g.pick, is: x}}\n"
    "  - {id: g.b, kind: line, label: 乙, rules: [\n"
    "      {code: warn, severity: warning, contains_none: [坏], message: \"{label}里有{found}\"},\n"
    "      {code: note, severity: note, look: yes},\n"
    "      {code: pack, gate: pack, contains_none: [坏]},\n"
    "      {code: early, gate: draft, contains_none: [坏]},\n"
    "      {code: cond, contains_none: [坏], when: {field: g.pick, is: y}}]}\n"
    "  - {id: t, kind: table, label: 表, when: {field: g.pick, filled: yes}, columns: [\n"
    "      {id: n, kind: line, label: 名, required: yes},\n"
    "      {id: k, kind: yesno, label: 要},\n"
    "      {id: m, kind: line, label: 细, required: yes, when: {field: t.k, is: yes}}]}";

struct fixture {
    struct form *form;
    struct draft *draft;
    struct findings all;
};

static void open_fixture(struct fixture *f, const char *answers, const char *said, enum gate gate)
{
    *f = (struct fixture){0};
    f->form = form_of(fields, NULL);
    f->draft = draft_of(f->form, answers, said);
    struct check_input in = {f->draft, NULL, {0}, gate};
    check_run(&in, &f->all);
}

static void close_fixture(struct fixture *f)
{
    findings_release(&f->all);
    draft_free(f->draft);
    form_free(f->form);
}

/* Keys in order, a blank between. */
static void assert_keys(const struct findings *all, const char *want)
{
    struct str got = {0};
    for (size_t i = 0; i < all->len; i++) {
        if (i)
            str_add_byte(&got, ' ');
        str_add(&got, str_sv(&all->ptr[i].key));
    }
    assert_text(str_sv(&got), want);
    str_release(&got);
}

static void test_gates_and_conditions(void **state)
{
    (void)state;
    static const struct {
        const char *answers;
        enum gate gate;
        const char *keys;
    } cases[] = {
        {"  g: {b: 好}", GATE_FINAL, "g.b.note"},
        {"  g: {b: 坏}", GATE_DRAFT, "g.b.early"},
        {"  g: {b: 坏}", GATE_FINAL, "g.b.warn g.b.note g.b.early"},
        {"  g: {b: 坏}", GATE_PACK, "g.b.warn g.b.note g.b.pack g.b.early"},
        {"  g: {b: 坏, pick: y}", GATE_FINAL, "g.b.warn g.b.note g.b.early g.b.cond"},
        {"  g: {pick: x}", GATE_FINAL, "g.a.empty g.b.note"},
        {"  g: {pick: y}", GATE_FINAL, "g.b.note"},
        /* Rows of a table that is not asked for; rows that ask for a column and rows that do not.
         */
        {"  t:\n  - {k: yes}", GATE_FINAL, "g.b.note"},
        {"  g: {pick: y}\n  t:\n  - {k: yes, id: r1}\n  - {n: 有, k: no, id: r2}\n"
         "  - {n: 有, k: yes, id: r3}",
         GATE_FINAL, "g.b.note t.n.empty[r1] t.m.empty[r1] t.m.empty[r3]"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct fixture f;
        open_fixture(&f, cases[i].answers, NULL, cases[i].gate);
        assert_keys(&f.all, cases[i].keys);
        close_fixture(&f);
    }
}

static void test_accepted(void **state)
{
    (void)state;
    struct fixture f;
    open_fixture(&f, "  g: {b: 坏, pick: x}",
                 "accepted: {g.b.warn: 就是这样, g.b.early: 错误不能通过, g.a.empty: 也不能}",
                 GATE_FINAL);
    struct tally t = findings_tally(&f.all);
    assert_int_equal(t.errors, 2);
    assert_int_equal(t.warnings, 0);
    assert_int_equal(t.accepted, 1);
    assert_int_equal(t.notes, 1);
    for (size_t i = 0; i < f.all.len; i++) {
        bool warning = f.all.ptr[i].severity == SEVERITY_WARNING;
        assert_int_equal(f.all.ptr[i].accepted, warning);
        assert_text(f.all.ptr[i].reason, warning ? "就是这样" : "");
    }
    close_fixture(&f);
    open_fixture(&f, "  g: {b: 坏}", NULL, GATE_FINAL);
    t = findings_tally(&f.all);
    assert_int_equal(t.errors, 1);
    assert_int_equal(t.warnings, 1);
    assert_int_equal(t.accepted, 0);
    close_fixture(&f);
}

static void test_pending(void **state)
{
    (void)state;
    static const struct {
        const char *answers;
        const char *said;
        enum gate gate;
        const char *keys;
    } cases[] = {
        {"  g: {pick: x}", "pending: {g.a: 等}", GATE_FINAL, "g.a.pending g.b.note"},
        {"  g: {pick: x}", "pending: {g.a: 等}", GATE_DRAFT, ""},
        {"  g: {pick: x, a: 有}", "pending: {g.a: 等}", GATE_FINAL, "g.a.pending g.b.note"},
        {"  g: {pick: y}", "pending: {g.a: 等}", GATE_FINAL, "g.b.note"},
        {"  g: {pick: y}\n  t:\n  - {id: r1}\n  - {n: 有, id: r2}", "pending: {\"t[].n\": 等}",
         GATE_FINAL, "g.b.note t.n.pending[r1]"},
        {"  g: {pick: y}\n  t:\n  - {id: r1}\n  - {id: r2}", "pending: {\"t[2].n\": 等}",
         GATE_FINAL, "g.b.note t.n.empty[r1] t.n.pending[r2]"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct fixture f;
        open_fixture(&f, cases[i].answers, cases[i].said, cases[i].gate);
        assert_keys(&f.all, cases[i].keys);
        close_fixture(&f);
    }
}

static const struct finding *find(const struct findings *all, const char *key)
{
    for (size_t i = 0; i < all->len; i++)
        if (sv_eq(str_sv(&all->ptr[i].key), sv_from(key)))
            return &all->ptr[i];
    fail_msg("no %s", key);
    return NULL;
}

static void assert_line(const struct fixture *f, const char *key, const char *want)
{
    struct str line = {0};
    finding_add_line(&line, f->draft, "稿.yaml", find(&f->all, key));
    assert_text(str_sv(&line), want);
    str_release(&line);
}

static void test_lines(void **state)
{
    (void)state;
    struct fixture f;
    open_fixture(&f,
                 "  g:\n    pick: x\n    b: 坏\n  t:\n  - {n: 有, id: r1}\n  - id: r2\n    k: yes",
                 "accepted: {g.b.warn: \"就是\\n这样\"}", GATE_FINAL);
    assert_line(&f, "g.a.empty", "稿.yaml:6: error: g.a: “甲”还没有填写。 [g.a.empty]");
    assert_line(&f, "g.b.warn",
                "稿.yaml:8: warning: g.b: 乙里有坏（已写理由：就是 这样） [g.b.warn]");
    assert_line(&f, "g.b.note", "稿.yaml:8: note: g.b: “乙”要请人看一看。 [g.b.note]");
    assert_line(&f, "t.n.empty[r2]",
                "稿.yaml:11: error: t[2].n: 第 2 行“名”还没有填写。 [t.n.empty]");
    close_fixture(&f);
}

/* Nothing at all is there: line 1. Limits over fields name the first that has a text. */
static void test_lines_elsewhere(void **state)
{
    (void)state;
    struct form *form =
        form_from(FORM_HEAD "sections:\n"
                            "- id: p\n  title: 前\n  fields:\n"
                            "  - {id: p.a, kind: text, label: 甲, counted: yes, required: yes}\n"
                            "- id: q\n  number: 二、\n  title: 后\n  limit: 3\n  fields:\n"
                            "  - {id: q.a, kind: text, label: 乙, counted: yes}\n"
                            "  - {id: q.b, kind: text, label: 丙, counted: yes}\n"
                            "limits:\n- {id: whole, title: 全文, max: 3, whole: yes}\n");
    struct draft *draft = draft_of(form, "  q:\n    b: 一二三四", NULL);
    struct fixture f = {form, draft, {0}};
    check_run(&(struct check_input){draft, NULL, {0}, GATE_FINAL}, &f.all);
    assert_int_equal(f.all.len, 3);
    struct str line = {0};
    for (size_t i = 0; i < f.all.len; i++) {
        finding_add_line(&line, draft, "f", &f.all.ptr[i]);
        str_add_byte(&line, '\n');
    }
    struct sv rest = str_sv(&line), piece;
    assert_true(sv_next(&rest, '\n', &piece));
    assert_text(piece, "f:1: error: p.a: “甲”还没有填写。 [p.a.empty]");
    assert_true(sv_next(&rest, '\n', &piece));
    assert_text(piece, "f:7: error: q: “二、后”共 4 字，上限 3 字，超出 1 字。 [q.long]");
    assert_true(sv_next(&rest, '\n', &piece));
    assert_text(piece, "f:7: error: whole: “全文”共 4 字，上限 3 字，超出 1 字。 [whole.long]");
    assert_int_equal(f.all.ptr[1].section, 1);
    assert_int_equal(f.all.ptr[2].section, NO_FIELD);
    str_release(&line);
    close_fixture(&f);
}

static void test_words(void **state)
{
    (void)state;
    static const struct {
        const char *message;
        const char *want;
    } cases[] = {
        {"{label}|{value}|{words}|{other}|{found}", "甲|一 二|丙|丁|戊"},
        {"{count}/{limit} {over}", "12/10 2"},
        {"{row}{at}", "3第 3 行"},
        {"{没有} {label {label}", "{没有} {label 甲"},
        {"}{", "}{"},
    };
    struct rule rule = {.op = RULE_LIMIT, .fix = SV("删{over}字")};
    struct finding f = {.rule = &rule};
    struct finding_words words = {.label = SV("甲"),
                                  .value = SV("一\n二"),
                                  .words = SV("丙"),
                                  .other = SV("丁"),
                                  .found = SV("戊"),
                                  .count = 12,
                                  .limit = 10,
                                  .row = 3};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        rule.message = sv_from(cases[i].message);
        finding_word(&f, &words);
        assert_text(str_sv(&f.message), cases[i].want);
        assert_text(str_sv(&f.fix), "删2字");
    }
    rule.message = rule.fix = SV("");
    finding_word(&f, &words);
    assert_text(str_sv(&f.message), "第 3 行“甲”有 12 字，上限 10 字，超出 2 字。");
    assert_text(str_sv(&f.fix), "请删去 2 字或更多。");
    /* A long text is quoted by its start, in whole characters. */
    struct str value = {0};
    for (int i = 0; i < 41; i++)
        str_add(&value, SV("字"));
    rule.message = SV("{value}");
    words.value = str_sv(&value);
    finding_word(&f, &words);
    assert_int_equal(f.message.len, 40 * 3 + 6);
    assert_true(sv_ends(str_sv(&f.message), SV("字……")));
    str_release(&value);
    str_release(&f.message);
    str_release(&f.fix);
}

static void test_span(void **state)
{
    (void)state;
    struct form *form = form_of("  - {id: a, kind: text, label: 甲, limit: 3, rules: "
                                "[{code: x, contains_none: [丙, 乙]}]}",
                                NULL);
    struct draft *draft = draft_of(form, "  a: 甲乙丙丁", NULL);
    struct findings all = {0};
    check_run(&(struct check_input){draft, NULL, {0}, GATE_FINAL}, &all);
    assert_keys(&all, "a.long a.x");
    assert_int_equal(all.ptr[0].from, 9);
    assert_int_equal(all.ptr[0].to, 12);
    assert_int_equal(all.ptr[1].from, 3);
    assert_int_equal(all.ptr[1].to, 6);
    findings_release(&all);
    draft_free(draft);
    form_free(form);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gates_and_conditions),
        cmocka_unit_test(test_accepted),
        cmocka_unit_test(test_pending),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_lines_elsewhere),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_span),
    };
    return cmocka_run_group_tests_name("check finding", tests, NULL, NULL);
}
