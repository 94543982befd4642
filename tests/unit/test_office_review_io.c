#include "officing.h"
#include "store/yaml_read.h"

#define HEAD "tianbiao_review: 1\nid: 00000000000000aa\nform: t\nform_version: 1\nname: 演示药业\n"
#define MOVES "moves:\n- {from: packed, to: received, by: 甲, time: 2024-06-01T09:00}\n"
#define RECEIVED "state: received\n" MOVES

static void must(struct office *o, struct act a)
{
    office_must(o, a);
}

/* A record with something in every list. */
static void fill(struct office *o)
{
    struct sv reason = SV("带动的八家企业都核对过合同");
    must(o, (struct act){.kind = ACT_MARK,
                         .item = SV("一"),
                         .ruling = RULING_DOUBT,
                         .text = SV("第一行\n\n  第三行：“看不清”\n# 不是注释\n- 也不是")});
    must(o, (struct act){.kind = ACT_MARK_REST, .ruling = RULING_PASS});
    must(o, (struct act){.kind = ACT_REMARK,
                         .field = SV("body"),
                         .quote = SV("伙伴。\n再次"),
                         .text = SV("yes")});
    must(o, (struct act){
                .kind = ACT_REMARK, .field = SV("who[].n"), .row = SV("e2"), .text = SV("0123")});
    must(o, (struct act){.kind = ACT_REMARK, .text = SV("整件")});
    office_add_error(o, "few");
    must(o, (struct act){.kind = ACT_ALLOW, .item = SV("few"), .text = reason});
    must(o, (struct act){.kind = ACT_SEEN, .item = SV("who[e1].proof")});
    must(o, (struct act){.kind = ACT_COPY, .number = 2, .text = str_sv(&o->code)});
    must(o, (struct act){.kind = ACT_BRIEF, .text = SV("经办人写的")});
    must(o, (struct act){.kind = ACT_EXPERIENCE, .text = SV("经验一\n经验二")});
    must(o, (struct act){.kind = ACT_DECIDE, .state = CASE_RETURNED, .text = reason});
    office_receive(o);
    review_answer(&o->review, 1, REMARK_CHANGED, SV(""), &o->world);
    review_answer(&o->review, 2, REMARK_KEPT, SV("因为"), &o->world);
    must(o, (struct act){.kind = ACT_ACCEPT, .number = 1});
    must(o, (struct act){.kind = ACT_ASK_AGAIN, .number = 2, .text = SV("再改")});
}

static void fill_city(struct office *o)
{
    const struct score_value values[] = {{{(char[]){"总分"}, 6, 0}, {(char[]){"088"}, 3, 0}},
                                         {{(char[]){"创新: #"}, 9, 0}, {(char[]){"no"}, 2, 0}}};
    must(o, (struct act){.kind = ACT_SCORE,
                         .round = SV("r1"),
                         .reader = SV("演示专家"),
                         .values = values,
                         .value_count = 2,
                         .text = SV("看好\n再看")});
    must(o, (struct act){.kind = ACT_RESULT, .state = CASE_SELECTED, .round = SV("r1")});
    must(o, (struct act){.kind = ACT_LEDGER,
                         .item = SV("paid"),
                         .date = SV("2024-12-01"),
                         .amount = SV("500000"),
                         .text = SV("拨付")});
    must(o, (struct act){.kind = ACT_ARCHIVE});
}

static struct review parse(const char *source)
{
    struct review r;
    struct err e = {0};
    if (!review_parse(sv_from(source), "review.yaml", &r, &e))
        fail_msg("%s\n%s", e.message.ptr, source);
    return r;
}

/* What is written is read as it was, and written again to the same bytes. */
static void assert_round_trip(const struct office *o)
{
    struct str first = {0}, second = {0}, third = {0};
    office_bytes(o, &first);
    struct review again = parse(first.ptr), copied = {0};
    assert_true(review_compose(&again, SV(""), &second, NULL));
    assert_text(str_sv(&second), first.ptr);
    review_copy(&copied, &again);
    assert_true(review_compose(&copied, str_sv(&first), &third, NULL));
    assert_text(str_sv(&third), first.ptr);
    review_release(&again);
    review_release(&copied);
    str_release(&first);
    str_release(&second);
    str_release(&third);
}

static void test_round_trip(void **state)
{
    struct office o;
    (void)state;
    office_open(&o, ROLE_COUNTY);
    assert_round_trip(&o);
    fill(&o);
    assert_round_trip(&o);
    office_close(&o);
    office_open(&o, ROLE_CITY);
    fill_city(&o);
    assert_round_trip(&o);
    office_close(&o);
}

static void test_values(void **state)
{
    struct office o;
    struct str bytes = {0};
    (void)state;
    office_open(&o, ROLE_COUNTY);
    fill(&o);
    office_bytes(&o, &bytes);
    struct review r = parse(bytes.ptr);
    assert_int_equal(r.state, CASE_RECEIVED);
    assert_int_equal(r.intakes.len, 2);
    assert_text(str_sv(&r.intakes.ptr[1].code), o.code.ptr);
    assert_text(str_sv(&r.marks.ptr[0].note), "第一行\n\n  第三行：“看不清”\n# 不是注释\n- 也不是");
    assert_int_equal(r.notes.len, 3);
    assert_text(str_sv(&r.notes.ptr[0].quote), "伙伴。\n再次");
    assert_int_equal(r.notes.ptr[0].state, REMARK_ACCEPTED);
    assert_int_equal(r.notes.ptr[1].state, REMARK_OPEN);
    assert_int_equal(r.notes.ptr[1].turns.len, 3);
    assert_text(str_sv(&r.notes.ptr[1].turns.ptr[0].text), "0123");
    assert_true(r.notes.ptr[2].sent);
    assert_int_equal(r.next_note, 4);
    assert_text(str_sv(&r.sightings.ptr[0].what), "who[e1].proof");
    assert_int_equal(r.copies.ptr[0].number, 2);
    assert_text(str_sv(&r.experience), "经验一\n经验二");
    assert_int_equal(r.moves.len, 3);
    assert_text(str_sv(&r.moves.ptr[1].why), "带动的八家企业都核对过合同");
    assert_int_equal(r.deeds.len, o.review.deeds.len);
    review_release(&r);
    str_release(&bytes);
    office_close(&o);
}

/* Somebody wrote into the file by hand: what is his stays, and only what changed is written. */
static void test_hands_off(void **state)
{
    static const char source[] = "# 我们的记录\n" HEAD "our_number: 17   # 登记簿上的号\n" RECEIVED
                                 "marks:\n- id: 一\n  ruling: pass\n  seal: 看过\n"
                                 "later: {a: [1, 2]}\n";
    struct office o;
    struct str out = {0};
    (void)state;
    office_open(&o, ROLE_COUNTY);
    review_release(&o.review);
    o.review = parse(source);
    assert_true(review_compose(&o.review, sv_from(source), &out, NULL));
    assert_true(sv_contains(str_sv(&out), SV("# 我们的记录\n" HEAD)));
    office_must(&o,
                (struct act){
                    .kind = ACT_MARK, .item = SV("一"), .ruling = RULING_FAIL, .text = SV("没有")});
    assert_true(review_compose(&o.review, sv_from(source), &out, NULL));
    assert_true(sv_contains(str_sv(&out), SV("our_number: 17   # 登记簿上的号\n")));
    assert_true(sv_contains(str_sv(&out), SV("  ruling: fail\n")));
    assert_true(sv_contains(str_sv(&out), SV("  seal: 看过\n")));
    assert_true(sv_contains(str_sv(&out), SV("later: {a: [1, 2]}\n")));
    str_release(&out);
    office_close(&o);
}

/* ---- hostile records ---- */

static const struct {
    const char *source;
    const char *why;
} hostile[] = {
    {"", "review.yaml:1: 这不是审核记录"},
    {"[]", "这不是审核记录"},
    {"tianbiao: 1\nform: t\n", "这不是审核记录"},
    {"tianbiao_review: 2\n", "review.yaml:1: 这份审核记录是更新的版本写的"},
    {"tianbiao_review: 1\nid: ../../../etc\nform: t\n" RECEIVED, "review.yaml:2: id 应当是"},
    {"tianbiao_review: 1\nid: 00000000000000AA\nform: t\n" RECEIVED, "id 应当是"},
    {"tianbiao_review: 1\nid: [a]\nform: t\n" RECEIVED, "应当是一段文字"},
    {"tianbiao_review: 1\nid: 00000000000000aa\n" RECEIVED, "少了 form"},
    {HEAD "state: sold\n" MOVES, "review.yaml:6: 这里应当是一个状态"},
    {HEAD MOVES, "应当是一个状态"},
    {HEAD "state: draft\nmoves:\n- {from: draft, to: draft}\n", "不会是这个状态"},
    {HEAD "state: recommended\n" MOVES, "和 moves 的最后一项不一致"},
    {HEAD "state: received\n", "和 moves 的最后一项不一致"},
    {HEAD "state: received\nmoves: {a: b}\n", "这里应当是一列"},
    {HEAD "state: received\nmoves: [a]\n", "由几个"},
    {HEAD "state: received\nmoves:\n- {from: packed, to: received, time: now}\n", "时间要写成"},
    {HEAD "state: received\nmoves:\n- {from: packed, to: received, time: 2024-02-30T09:00}\n",
     "时间要写成"},
    {HEAD "state: received\nmoves:\n- {from: packed, to: received, by: \"a\\eb\"}\n", "控制字符"},
    {HEAD "name: \"a\\nb\"\n" RECEIVED, "name"},
    {HEAD "title: \"a\\0b\"\n" RECEIVED, "空字符"},
    {HEAD "deliveries: [{number: 2}]\n" RECEIVED, "从 1 起依次"},
    {HEAD "deliveries: [{number: 1}, {number: 1}]\n" RECEIVED, "从 1 起依次"},
    {HEAD "deliveries: [{number: 1, digest: ../x}]\n" RECEIVED, "64 位"},
    {HEAD "deliveries: [{number: 1, revision: -1}]\n" RECEIVED, "整数"},
    {HEAD "deliveries: [{number: 1, errors: 99999999999999999999}]\n" RECEIVED, "整数"},
    {HEAD "deliveries: [{number: 1, bare: perhaps}]\n" RECEIVED, "yes 或 no"},
    {HEAD "marks: [{id: 一, ruling: good}]\n" RECEIVED, "ruling 应当是"},
    {HEAD "marks: [{id: 一, ruling: none}]\n" RECEIVED, "ruling 应当是"},
    {HEAD "marks: [{ruling: pass}]\n" RECEIVED, "少了 id"},
    {HEAD "marks: [{id: 一, ruling: pass}, {id: 一, ruling: fail}]\n" RECEIVED, "审了两次"},
    {HEAD "notes: [{number: 1}]\n" RECEIVED, "没有内容"},
    {HEAD "notes: [{number: 1, turns: [{to: kept, text: a}]}]\n" RECEIVED, "第一段应当是"},
    {HEAD "notes: [{number: 0, turns: [{to: open, text: a}]}]\n" RECEIVED, "整数"},
    {HEAD "allowed: [{id: few}]\n" RECEIVED, "少了 reason"},
    {HEAD "ledger: [{stage: paid, date: 2024-13-01}]\n" RECEIVED, "2024-12-01"},
    {HEAD "ledger: [{stage: paid, date: 2024-12}]\n" RECEIVED, "2024-12-01"},
    {HEAD "scores: [{values: [1]}]\n" RECEIVED, "各栏的分数"},
    {HEAD "scores: [{values: {总分: [1]}}]\n" RECEIVED, "应当是一段文字"},
    {HEAD "next_note: many\n" RECEIVED, "整数"},
    {HEAD "brief_of: 0123456789abcdef0\n" RECEIVED, "一行文字"},
    {HEAD "a: &x 1\nb: *x\n" RECEIVED, "review.yaml:6"},
};

static void test_hostile(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(hostile); i++) {
        struct review r;
        struct err e = {0};
        if (review_parse(sv_from(hostile[i].source), "review.yaml", &r, &e))
            fail_msg("taken: %s", hostile[i].source);
        assert_int_equal(e.class, ERR_REFUSED);
        assert_true(sv_starts(str_sv(&e.message), SV("review.yaml:")));
        if (!sv_contains(str_sv(&e.message), sv_from(hostile[i].why)))
            fail_msg("%s\nhas not: %s\n%s", e.message.ptr, hostile[i].why, hostile[i].source);
        err_clear(&e);
    }
}

static void add_many(struct str *out, const char *key, const char *item, int count)
{
    str_add_f(out, "%s:\n", key);
    for (int i = 0; i < count; i++)
        str_add_f(out, "- %s\n", item);
}

static bool takes(const char *before, const struct str *more, const char *after)
{
    struct review r;
    struct str source = {0};
    str_add_f(&source, "%s%s%s", before, more->ptr, after);
    bool ok = review_parse(str_sv(&source), "review.yaml", &r, NULL);
    if (ok)
        review_release(&r);
    str_release(&source);
    return ok;
}

static void test_bounds(void **state)
{
    static const struct {
        const char *key;
        const char *item;
        int most;
    } lists[] = {
        {"seen", "{id: a}", MOST_ENTRIES},
        {"deeds", "{what: a}", MOST_DEEDS},
        {"copies", "{id: 1, code: a}", MOST_ENTRIES},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        struct str more = {0};
        add_many(&more, lists[i].key, lists[i].item, lists[i].most);
        assert_true(takes(HEAD, &more, RECEIVED));
        str_add_f(&more, "- %s\n", lists[i].item);
        assert_false(takes(HEAD, &more, RECEIVED));
        str_release(&more);
    }
    struct str text = {0};
    str_add(&text, SV("title: "));
    str_add_bytes(&text, 'x', MOST_LINE);
    str_add_byte(&text, '\n');
    assert_true(takes(HEAD, &text, RECEIVED));
    str_set(&text, SV("experience: "));
    str_add_bytes(&text, 'x', MOST_PROSE);
    str_add_byte(&text, '\n');
    assert_true(takes(HEAD, &text, RECEIVED));
    str_splice(&text, 12, 0, SV("x"));
    assert_false(takes(HEAD, &text, RECEIVED));
    str_release(&text);
}

/* Keys in another order, nothing where a list could be: what a person leaves. */
static void test_lenient(void **state)
{
    struct review r = parse(MOVES "state: received\nmarks:\nnotes:\nseen: []\nid: \"00000000\"\n"
                                  "form: t\ntianbiao_review: 1\ncode: 1e3\n");
    (void)state;
    assert_text(str_sv(&r.head.code), "1e3");
    assert_int_equal(r.marks.len, 0);
    assert_int_equal(r.next_note, 1);
    review_release(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip), cmocka_unit_test(test_values),
        cmocka_unit_test(test_hands_off),  cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_bounds),     cmocka_unit_test(test_lenient),
    };
    return cmocka_run_group_tests_name("office/review_io", tests, NULL, NULL);
}
