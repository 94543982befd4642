#include "officing.h"

/* ---- every act in every state, at either desk ---- */

static const enum case_state at_desk[] = {
    CASE_RECEIVED, CASE_RETURNED,   CASE_DECLINED, CASE_RECOMMENDED, CASE_SENT,
    CASE_SELECTED, CASE_UNSELECTED, CASE_ARCHIVED, CASE_WITHDRAWN,
};

static const struct score_value one_value[] = {{{(char[]){"总分"}, 6, 0}, {(char[]){"88"}, 2, 0}}};

#define REASON SV("带动的八家企业都核对过合同")

/* Note 1 was sent, note 2 was not; `k` is an error that stands. The columns are those of at_desk.
 */
static const struct {
    struct act act;
    const char *county;
    const char *city;
} acts[] = {
    {{.kind = ACT_MARK, .item = {"一", 3}, .ruling = RULING_PASS}, "+........", "........."},
    {{.kind = ACT_MARK_REST, .ruling = RULING_PASS}, "+........", "........."},
    {{.kind = ACT_REMARK, .field = {"name", 4}, .text = {"名称", 6}}, "+........", "........."},
    {{.kind = ACT_REWORD, .number = 2, .text = {"名称", 6}}, "+........", "........."},
    {{.kind = ACT_DROP, .number = 2}, "+........", "........."},
    {{.kind = ACT_ACCEPT, .number = 1}, "+........", "........."},
    {{.kind = ACT_ASK_AGAIN, .number = 1, .text = {"还要改", 9}}, "+........", "........."},
    {{.kind = ACT_DECIDE, .state = CASE_RETURNED, .text = {"企业名称和执照不一样", 30}},
     "+........",
     "........."},
    {{.kind = ACT_DECIDE, .state = CASE_DECLINED, .text = {"企业名称和执照不一样", 30}},
     "+........",
     "........."},
    {{.kind = ACT_DECIDE, .state = CASE_WITHDRAWN, .text = {"企业名称和执照不一样", 30}},
     ".........",
     "........."},
    {{.kind = ACT_DECIDE, .state = CASE_SENT, .text = {"企业名称和执照不一样", 30}},
     ".........",
     "........."},
    {{.kind = ACT_WITHDRAW, .text = {"企业来函说明年再报", 27}}, "++.++....", "....+...."},
    {{.kind = ACT_ALLOW, .item = {"k", 1}, .text = {"第八家的证明明天就到", 30}},
     "+........",
     "........."},
    {{.kind = ACT_SEEN, .item = {"papers.tax", 10}}, "+..++.+..", "+..++.+.."},
    {{.kind = ACT_COPY, .number = 1}, "+..++.+..", "+..++.+.."},
    {{.kind = ACT_BRIEF, .text = {"新的简述", 12}}, "+..+.....", "........."},
    {{.kind = ACT_EXPERIENCE, .text = {"接口开放", 12}}, "+++++++++", "+++++++++"},
    {{.kind = ACT_SEND}, "...+.....", "........."},
    {{.kind = ACT_SCORE, .round = {"r2", 2}, .values = one_value, .value_count = 1},
     ".........",
     "....+.+.."},
    {{.kind = ACT_RESULT, .state = CASE_SELECTED, .round = {"r2", 2}}, ".........", "....+.+.."},
    {{.kind = ACT_RESULT, .state = CASE_UNSELECTED, .round = {"r2", 2}}, ".........", "....+.+.."},
    {{.kind = ACT_RESULT, .state = CASE_ARCHIVED, .round = {"r2", 2}}, ".........", "........."},
    {{.kind = ACT_CARRY, .round = {"r2", 2}}, ".........", "......+.."},
    {{.kind = ACT_LEDGER, .item = {"paid", 4}, .amount = {"500000", 6}}, ".........", ".....+.+."},
    {{.kind = ACT_ARCHIVE}, ".........", ".....++.."},
};

static void open_in_state(struct office *o, enum desk_role role, enum case_state state)
{
    office_open(o, ROLE_COUNTY);
    office_add_error(o, "k");
    office_must(o, (struct act){.kind = ACT_REMARK, .text = SV("整件")});
    office_must(o, (struct act){.kind = ACT_REMARK, .text = SV("再看")});
    o->review.notes.ptr[0].sent = true;
    o->desk.role = role;
    if (state != CASE_RECEIVED)
        office_put(o, state,
                   state == CASE_SELECTED || state == CASE_UNSELECTED ? SV("r1") : SV(""));
}

static void try_one(size_t act, enum desk_role role, size_t column)
{
    struct office o;
    struct str before = {0}, after = {0};
    const char *table = role == ROLE_COUNTY ? acts[act].county : acts[act].city;
    open_in_state(&o, role, at_desk[column]);
    struct act a = acts[act].act;
    if (a.kind == ACT_COPY)
        a.text = str_sv(&o.code);
    office_bytes(&o, &before);
    size_t log = o.review.moves.len + o.review.deeds.len;
    /* What was written for it is known again once it is in the record, as this officer's. */
    bool words = a.text.len && a.kind != ACT_COPY;
    assert_false(words && review_says(&o.review, &a, o.world.by));
    bool done = office_do(&o, a);
    office_bytes(&o, &after);
    if (done != (table[column] == '+'))
        fail_msg("act %zu, role %d, state %s: %s", act, (int)role, state_label(at_desk[column]),
                 done ? "done" : o.e.message.ptr);
    if (done) {
        assert_int_equal(o.review.moves.len + o.review.deeds.len, log + 1);
        assert_true(!words || review_says(&o.review, &a, o.world.by));
        a.text = SV("别的话");
        assert_false(words && review_says(&o.review, &a, o.world.by));
    } else {
        assert_int_equal(o.e.class, ERR_REFUSED);
        assert_true(sv_ends(str_sv(&o.e.message), SV("。")));
        assert_true(sv_eq(str_sv(&before), str_sv(&after)));
    }
    str_release(&before);
    str_release(&after);
    office_close(&o);
}

static void test_every_act(void **state)
{
    (void)state;
    for (size_t act = 0; act < COUNT_OF(acts); act++)
        for (size_t column = 0; column < COUNT_OF(at_desk); column++) {
            try_one(act, ROLE_COUNTY, column);
            try_one(act, ROLE_CITY, column);
        }
}

/* ---- items and remarks ---- */

static void test_marks(void **state)
{
    struct office o;
    (void)state;
    office_open(&o, ROLE_COUNTY);
    struct act mark = {.kind = ACT_MARK, .item = SV("一/2"), .ruling = RULING_DOUBT};
    office_refuses(&o, mark, "存疑或不符在哪里");
    mark.text = SV(" 　\n ");
    office_refuses(&o, mark, "存疑或不符在哪里");
    mark.text = SV(" 证明看不清\n");
    office_must(&o, mark);
    assert_text(str_sv(&review_find_mark(&o.review, SV("一/2"))->note), "证明看不清");
    office_must(&o, (struct act){.kind = ACT_MARK_REST, .ruling = RULING_PASS});
    assert_int_equal(review_find_mark(&o.review, SV("一"))->ruling, RULING_PASS);
    assert_int_equal(review_find_mark(&o.review, SV("一/2"))->ruling, RULING_DOUBT);
    office_refuses(&o, (struct act){.kind = ACT_MARK_REST, .ruling = RULING_PASS}, "都已经审过");
    office_refuses(&o, (struct act){.kind = ACT_MARK_REST, .ruling = RULING_FAIL}, "逐条写明");
    struct review_tally t = review_tally(&o.review, o.form);
    assert_int_equal(t.items, 2);
    assert_int_equal(t.passed, 1);
    assert_int_equal(t.doubted, 1);
    mark.ruling = RULING_NONE;
    office_must(&o, mark);
    assert_null(review_find_mark(&o.review, SV("一/2")));
    mark.item = SV("二");
    office_refuses(&o, mark, "没有“二”");
    assert_text(str_sv(&o.review.deeds.ptr[0].what), "mark 一/2 doubt");
    assert_text(str_sv(&o.review.deeds.ptr[0].stamp.by), "演示审核员");
    office_close(&o);
}

static void test_remarks(void **state)
{
    struct office o;
    (void)state;
    office_open(&o, ROLE_COUNTY);
    struct act a = {.kind = ACT_REMARK, .field = SV("body"), .quote = SV("接口"), .nth = 2};
    office_refuses(&o, a, "请写明意见");
    a.text = SV("哪一类接口？");
    office_must(&o, a);
    const struct note *n = review_find_note(&o.review, 1);
    assert_text(str_sv(&n->field), "body");
    assert_text(str_sv(&n->quote), "接口");
    assert_int_equal(n->nth, 2);
    assert_int_equal(n->state, REMARK_OPEN);
    assert_false(n->sent);
    a.nth = 3;
    office_refuses(&o, a, "没有第 3 处");
    a.field = SV("nothing");
    office_refuses(&o, a, "没有字段“nothing”");
    office_must(
        &o, (struct act){
                .kind = ACT_REMARK, .field = SV("who[].n"), .row = SV("e2"), .text = SV("全称？")});
    n = review_find_note(&o.review, 2);
    assert_text(str_sv(&n->row), "e2");
    assert_text(str_sv(&n->label), "企业第 2 行（乙） · 名");
    office_refuses(
        &o,
        (struct act){.kind = ACT_REMARK, .field = SV("who[].n"), .row = SV("e9"), .text = SV("？")},
        "没有编号是“e9”的行");
    /* A number is never given twice. */
    office_must(&o, (struct act){.kind = ACT_DROP, .number = 2});
    office_must(&o, (struct act){.kind = ACT_REMARK, .text = SV("整件")});
    assert_int_equal(o.review.notes.ptr[1].number, 3);
    office_refuses(&o, (struct act){.kind = ACT_DROP, .number = 2}, "没有第 2 条");
    o.world.draft = NULL;
    a.field = SV("body");
    office_refuses(&o, a, "只能对整件提意见");
    office_must(&o, (struct act){.kind = ACT_REMARK, .text = SV("重做")});
    office_close(&o);
}

/* 待改 → 已改 or 不改 → 已认可, or asked again; nothing is reworded once it was sent. */
static void test_talk(void **state)
{
    struct office o;
    (void)state;
    office_open(&o, ROLE_COUNTY);
    for (int i = 0; i < 3; i++)
        office_must(&o, (struct act){.kind = ACT_REMARK, .text = SV("改")});
    office_must(&o, (struct act){.kind = ACT_REWORD, .number = 1, .text = SV("改名称")});
    assert_int_equal(review_find_note(&o.review, 1)->turns.len, 1);
    office_refuses(&o, (struct act){.kind = ACT_ACCEPT, .number = 1}, "还没有发给");
    office_refuses(&o, (struct act){.kind = ACT_ASK_AGAIN, .number = 1, .text = SV("再")},
                   "还没有发给");
    assert_false(review_answer(&o.review, 1, REMARK_CHANGED, SV(""), &o.world));
    office_must(&o, (struct act){.kind = ACT_DECIDE, .state = CASE_RETURNED, .text = REASON});
    for (int i = 0; i < 3; i++)
        assert_true(o.review.notes.ptr[i].sent);
    office_receive(&o);
    assert_int_equal(o.review.state, CASE_RECEIVED);
    assert_int_equal(o.review.intakes.len, 2);
    assert_int_equal(o.review.intakes.ptr[1].number, 2);
    assert_true(review_answer(&o.review, 1, REMARK_CHANGED, SV(""), &o.world));
    assert_false(review_answer(&o.review, 1, REMARK_KEPT, SV("因为"), &o.world));
    assert_false(review_answer(&o.review, 2, REMARK_KEPT, SV(" \n"), &o.world));
    assert_false(review_answer(&o.review, 2, REMARK_ACCEPTED, SV("好"), &o.world));
    assert_false(review_answer(&o.review, 9, REMARK_CHANGED, SV(""), &o.world));
    assert_true(review_answer(&o.review, 2, REMARK_KEPT, SV("因为\x01原文如此"), &o.world));
    const struct note *n = review_find_note(&o.review, 2);
    assert_text(str_sv(&n->turns.ptr[1].text), "因为原文如此");
    assert_text(str_sv(&n->turns.ptr[1].stamp.by), "演示药业");
    office_must(&o, (struct act){.kind = ACT_ACCEPT, .number = 1});
    office_refuses(&o, (struct act){.kind = ACT_ACCEPT, .number = 1}, "已经认可");
    office_must(&o, (struct act){.kind = ACT_ASK_AGAIN, .number = 2, .text = SV("还是要改")});
    office_refuses(&o, (struct act){.kind = ACT_REWORD, .number = 2, .text = SV("x")}, "不能改写");
    office_refuses(&o, (struct act){.kind = ACT_DROP, .number = 3}, "不能改写或撤掉");
    /* He did not answer, and the officer saw that it is mended. */
    office_must(&o, (struct act){.kind = ACT_ACCEPT, .number = 3, .text = SV("看到改了")});
    struct review_tally t = review_tally(&o.review, o.form);
    assert_int_equal(t.open, 1);
    assert_int_equal(t.accepted, 2);
    office_close(&o);
}

/* ---- recommending ---- */

static const struct act recommend = {
    .kind = ACT_DECIDE, .state = CASE_RECOMMENDED, .text = {"带动的八家企业都核对过合同", 39}};

static void test_hindrances(void **state)
{
    struct office o;
    struct hindrances list = {0};
    (void)state;
    office_open(&o, ROLE_COUNTY);
    office_add_error(&o, "few");
    office_must(&o, (struct act){.kind = ACT_REMARK, .text = SV("改")});
    draft_set(o.draft, NULL, (struct place){form_field(o.form, SV("short"))->index, 0}, SV(""));
    office_refuses(&o, recommend,
                   "还不能推荐：还有 2 条没有审：一、一/2。有 1 条意见没有了结：第 1 "
                   "条。有一处错误：只有七家。 [few]另外还有 1 项。");
    review_hindrances(&o.review, &o.world, &list);
    assert_int_equal(list.len, 4);
    assert_text(str_sv(&list.ptr[3]), "“短简述”没有内容：请申报单位补填，或者由经办人写一个。");
    hindrances_release(&list);
    office_must(
        &o, (struct act){
                .kind = ACT_MARK, .item = SV("一"), .ruling = RULING_FAIL, .text = SV("没有执照")});
    office_must(&o, (struct act){.kind = ACT_MARK_REST, .ruling = RULING_PASS});
    office_must(&o, (struct act){.kind = ACT_DROP, .number = 1});
    office_must(&o, (struct act){.kind = ACT_ALLOW, .item = SV("few"), .text = REASON});
    office_must(&o, (struct act){.kind = ACT_BRIEF, .text = SV("经办人写的")});
    office_refuses(&o, recommend, "还不能推荐：有 1 条审为不符：一。");
    office_must(&o, (struct act){.kind = ACT_MARK,
                                 .item = SV("一"),
                                 .ruling = RULING_DOUBT,
                                 .text = SV("执照是旧的")});
    /* What was allowed is an error again once that is taken back. */
    office_must(&o, (struct act){.kind = ACT_ALLOW, .item = SV("few")});
    office_refuses(&o, recommend, "有一处错误");
    office_must(&o, (struct act){.kind = ACT_ALLOW, .item = SV("few"), .text = REASON});
    o.world.findings = NULL;
    office_refuses(&o, recommend, "没有检查过");
    o.world.findings = &o.findings;
    struct act bare = recommend;
    bare.text = SV("同意");
    office_refuses(&o, bare, "套话");
    office_must(&o, recommend);
    assert_int_equal(o.review.state, CASE_RECOMMENDED);
    assert_text(str_sv(&review_last_move(&o.review, CASE_RECOMMENDED)->why),
                "带动的八家企业都核对过合同");
    /* The words of a recommended case may be mended, not taken away. */
    office_must(&o, (struct act){.kind = ACT_BRIEF, .text = SV("再短些")});
    office_refuses(&o, (struct act){.kind = ACT_BRIEF}, "不能空着");
    office_close(&o);
}

static void test_brief(void **state)
{
    struct office o;
    struct str words = {0};
    (void)state;
    office_open(&o, ROLE_COUNTY);
    for (int i = 0; i < 20; i++)
        str_add(&words, SV("字"));
    office_must(&o, (struct act){.kind = ACT_BRIEF, .text = str_sv(&words)});
    assert_int_equal(o.review.brief_of.len, 16);
    str_add(&words, SV("多"));
    office_refuses(&o, (struct act){.kind = ACT_BRIEF, .text = str_sv(&words)},
                   "有 21 字，限 20 字，超出 1 字");
    assert_int_equal(o.review.brief.len, 60);
    office_must(&o, (struct act){.kind = ACT_BRIEF});
    assert_int_equal(o.review.brief.len + o.review.brief_of.len, 0);
    /* The applicant's own is measured by the same limit. */
    draft_set(o.draft, NULL, (struct place){form_field(o.form, SV("short"))->index, 0},
              str_sv(&words));
    office_must(&o, (struct act){.kind = ACT_MARK_REST, .ruling = RULING_PASS});
    office_refuses(&o, recommend, "“短简述”有 21 字，限 20 字，超出 1 字");
    str_release(&words);
    office_close(&o);
}

/* ---- papers ---- */

static void test_copies(void **state)
{
    struct office o;
    (void)state;
    office_open(&o, ROLE_COUNTY);
    struct str mistyped = {0}, old = {0};
    str_set(&old, str_sv(&o.code));
    str_set(&mistyped, str_sv(&o.code));
    mistyped.ptr[6] = mistyped.ptr[6] == 'A' ? 'B' : 'A';
    office_refuses(&o, (struct act){.kind = ACT_COPY, .number = 4, .text = str_sv(&o.code)},
                   "一式 3 份，没有第 4 份");
    office_refuses(&o, (struct act){.kind = ACT_COPY, .number = 1, .text = str_sv(&mistyped)},
                   "第 2 组");
    for (uint32_t i = 1; i <= 3; i++)
        office_must(&o, (struct act){.kind = ACT_COPY, .number = i, .text = str_sv(&o.code)});
    office_must(&o, (struct act){.kind = ACT_COPY, .number = 3, .text = str_sv(&o.code)});
    assert_int_equal(o.review.copies.len, 3);
    assert_int_equal(review_good_copies(&o.review), 3);
    /* Another delivery: what was printed of the one before is no copy of it. */
    office_must(&o, (struct act){.kind = ACT_DECIDE, .state = CASE_RETURNED, .text = REASON});
    str_set(&o.code, SV("A4QF-JTV6-ZRG7"));
    office_receive(&o);
    assert_int_equal(review_good_copies(&o.review), 0);
    office_refuses(&o, (struct act){.kind = ACT_COPY, .number = 1, .text = str_sv(&old)},
                   "第 1 次送来的那一稿");
    office_must(&o, (struct act){.kind = ACT_COPY, .number = 1, .text = str_sv(&o.code)});
    assert_int_equal(review_good_copies(&o.review), 1);
    str_clear(&o.review.intakes.ptr[1].code);
    office_refuses(&o, (struct act){.kind = ACT_COPY, .number = 1, .text = str_sv(&o.code)},
                   "不是定稿");
    str_release(&mistyped);
    str_release(&old);
    office_close(&o);
}

static void test_materials(void **state)
{
    static const struct {
        const char *what;
        bool known;
    } cases[] = {
        {"papers.tax", true},        {"who[e1].proof", true},
        {"who[e3].proof", false},    {"who.proof", false},
        {"papers", false},           {"papers[e1].tax", false},
        {"papers.tax.state", false}, {"who[].proof", false},
        {"who]e1[.proof", false},    {"", false},
    };
    struct office o;
    (void)state;
    office_open(&o, ROLE_COUNTY);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct act seen = {.kind = ACT_SEEN, .item = sv_from(cases[i].what)};
        if (office_do(&o, seen) != cases[i].known)
            fail_msg("%s", cases[i].what);
    }
    assert_int_equal(o.review.sightings.len, 2);
    office_must(&o, (struct act){.kind = ACT_SEEN, .item = SV("papers.tax")});
    assert_int_equal(o.review.sightings.len, 1);
    assert_text(str_sv(&o.review.deeds.ptr[2].what), "unseen papers.tax");
    office_close(&o);
}

static void test_allowances(void **state)
{
    struct office o;
    (void)state;
    office_open(&o, ROLE_COUNTY);
    office_add_error(&o, "few[e1]");
    o.findings.ptr[0].severity = SEVERITY_WARNING;
    struct act allow = {.kind = ACT_ALLOW, .item = SV("few[e1]"), .text = REASON};
    office_refuses(&o, allow, "没有代号是“few[e1]”的错误");
    o.findings.ptr[0].severity = SEVERITY_ERROR;
    allow.text = SV("情况属实，同意。");
    office_refuses(&o, allow, "套话");
    allow.text = REASON;
    office_must(&o, allow);
    office_must(&o, allow);
    assert_int_equal(o.review.allowances.len, 1);
    allow.text = SV("");
    office_must(&o, allow);
    office_refuses(&o, allow, "没有放行过");
    office_close(&o);
}

/* ---- the city ---- */

static void test_rounds(void **state)
{
    struct office o;
    (void)state;
    office_open(&o, ROLE_CITY);
    assert_int_equal(o.review.state, CASE_SENT);
    struct act result = {.kind = ACT_RESULT, .state = CASE_UNSELECTED};
    office_refuses(&o, result, "请写明是哪一轮");
    result.round = SV("r9");
    office_refuses(&o, result, "没有轮次“r9”；这份表单的轮次是：r1、r2、r3。");
    str_set(&o.desk.round, SV("r1"));
    result.round = SV("");
    office_must(&o, result);
    assert_text(str_sv(&o.review.round), "r1");
    office_refuses(&o, result, "只能是更晚的一轮");
    office_refuses(&o, (struct act){.kind = ACT_CARRY, .round = SV("r1")}, "更晚的一轮");
    office_must(&o, (struct act){.kind = ACT_CARRY, .round = SV("r3")});
    office_refuses(&o, (struct act){.kind = ACT_CARRY, .round = SV("r3")}, "已经转入“r3”");
    result.round = SV("r2");
    office_refuses(&o, result, "已经转入“r3”");
    result.round = SV("r3");
    result.state = CASE_SELECTED;
    o.world.selected_before = SV("r1");
    office_refuses(&o, result, "在“r1”已经入选过");
    o.world.selected_before = SV("");
    office_must(&o, result);
    office_must(&o, (struct act){.kind = ACT_ARCHIVE});
    assert_int_equal(o.review.moves.len, 4);
    office_close(&o);
}

/* Stale materials of a carried case come in without moving it. */
static void test_carried_delivery(void **state)
{
    struct office o;
    (void)state;
    office_open(&o, ROLE_CITY);
    office_must(&o, (struct act){.kind = ACT_RESULT, .state = CASE_UNSELECTED, .round = SV("r1")});
    struct case_head head = {0};
    struct intake intake = {0};
    str_set(&head.id, SV(OFFICE_ID));
    assert_false(review_receive(&o.review, &head, &intake, &o.world, NULL));
    office_must(&o, (struct act){.kind = ACT_CARRY, .round = SV("r2")});
    office_receive(&o);
    assert_int_equal(o.review.state, CASE_UNSELECTED);
    assert_int_equal(o.review.intakes.len, 2);
    assert_text(str_sv(&o.review.deeds.ptr[1].what), "delivery 2");
    str_set(&head.id, SV("00000000000000bb"));
    assert_false(review_receive(&o.review, &head, &intake, &o.world, NULL));
    case_head_release(&head);
    office_close(&o);
}

static void test_scores(void **state)
{
    const struct score_value twice[] = {{{(char[]){"总分"}, 6, 0}, {(char[]){"88"}, 2, 0}},
                                        {{(char[]){"总分"}, 6, 0}, {(char[]){"89"}, 2, 0}}};
    const struct score_value empty[] = {{{(char[]){"总分"}, 6, 0}, {(char[]){" "}, 1, 0}}};
    struct office o;
    (void)state;
    office_open(&o, ROLE_CITY);
    struct act score = {.kind = ACT_SCORE, .round = SV("r1"), .reader = SV("甲")};
    office_refuses(&o, score, "没有写分数");
    score.values = twice;
    score.value_count = 2;
    office_refuses(&o, score, "写了两次");
    score.values = empty;
    score.value_count = 1;
    office_refuses(&o, score, "是空的");
    score.values = one_value;
    office_must(&o, score);
    score.reader = SV("乙");
    office_must(&o, score);
    score.reader = SV("甲");
    score.text = SV("看好");
    office_must(&o, score);
    assert_int_equal(o.review.scores.len, 2);
    assert_text(str_sv(&o.review.scores.ptr[0].opinion), "看好");
    assert_text(score_find(&o.review.scores.ptr[0], SV("总分")), "88");
    assert_text(score_find(&o.review.scores.ptr[0], SV("别的")), "");
    office_close(&o);
}

static void test_ledger(void **state)
{
    struct office o;
    (void)state;
    office_open(&o, ROLE_CITY);
    office_must(&o, (struct act){.kind = ACT_RESULT, .state = CASE_SELECTED, .round = SV("r1")});
    struct act paid = {.kind = ACT_LEDGER, .item = SV("pay")};
    office_refuses(&o, paid, "有：paid（资金拨付）");
    paid.item = SV("paid");
    paid.date = SV("2024-02-30");
    office_refuses(&o, paid, "2024-12-01 这样");
    paid.date = SV("2024-02");
    office_refuses(&o, paid, "2024-12-01 这样");
    paid.date = SV("2024-05-31");
    office_refuses(&o, paid, "早于记为入选的那天（2024-06-01）");
    paid.date = SV("");
    paid.amount = SV("五十万");
    office_refuses(&o, paid, "不是数");
    paid.amount = SV("-1");
    office_refuses(&o, paid, "不是数");
    paid.amount = SV("500,000");
    office_must(&o, paid);
    assert_text(str_sv(&o.review.ledger.ptr[0].amount), "500000");
    assert_text(str_sv(&o.review.ledger.ptr[0].date), "2024-06-01");
    office_close(&o);
}

/* ---- reasons ---- */

static void test_reasons(void **state)
{
    static const struct {
        const char *reason;
        const char *why; /* NULL: it is one */
    } cases[] = {
        {"", "请写明理由"},
        {" \n　。。。！", "请写明理由"},
        {"同意", "套话"},
        {" “同意”。 ", "套话"},
        {"同意，情况属实，核实无误。", "套话"},
        {"同意同意同意同意", "套话"},
        {"核 实 无 误", "套话"},
        {"看过了", "只有 3 字，至少写 6 字"},
        {"看过了。。。。。。。", "只有 3 字"},
        {"同意推荐这一件", NULL},
        {"八家企业的合同都看过原件", NULL},
        {"ＯＫ", "套话"},
        {"ok.", "套话"},
    };
    struct office o;
    (void)state;
    office_open(&o, ROLE_COUNTY);
    str_set(vec_add(&o.desk.empty_reasons), SV("ＯＫ"));
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct err e = {0};
        bool good = reason_is_good(sv_from(cases[i].reason), o.form, &o.desk, &e);
        if (good != !cases[i].why ||
            (cases[i].why && !sv_contains(str_sv(&e.message), sv_from(cases[i].why))))
            fail_msg("%s: %s", cases[i].reason, good ? "good" : e.message.ptr);
        err_clear(&e);
    }
    office_close(&o);
}

/* ---- what no act takes ---- */

static void test_hostile_words(void **state)
{
    struct office o;
    struct str large = {0};
    (void)state;
    office_open(&o, ROLE_COUNTY);
    str_add_bytes(&large, 'x', MOST_PROSE + 1);
    const struct sv texts[] = {SV("a\x1b[2Jb"), SV("a\0b"), SV("\xFF\xFE"), str_sv(&large),
                               SV("\xC2\x85")};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        office_refuses(&o, (struct act){.kind = ACT_EXPERIENCE, .text = texts[i]}, "控制字符");
        office_refuses(&o, (struct act){.kind = ACT_MARK, .item = texts[i], .ruling = RULING_PASS},
                       "控制字符");
        office_refuses(&o, (struct act){.kind = ACT_REMARK, .quote = texts[i], .text = SV("x")},
                       "控制字符");
    }
    struct act_world world = o.world;
    o.world.by = SV(" ");
    office_refuses(&o, (struct act){.kind = ACT_EXPERIENCE, .text = SV("好")}, "经办人");
    o.world = world;
    o.world.time = SV("yesterday");
    office_refuses(&o, (struct act){.kind = ACT_EXPERIENCE, .text = SV("好")}, "经办人");
    o.world = world;
    for (size_t i = 0; i < MOST_DEEDS; i++)
        vec_add(&o.review.deeds);
    office_refuses(&o, (struct act){.kind = ACT_EXPERIENCE, .text = SV("好")}, "已经太长");
    str_release(&large);
    office_close(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_act),        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_remarks),          cmocka_unit_test(test_talk),
        cmocka_unit_test(test_hindrances),       cmocka_unit_test(test_brief),
        cmocka_unit_test(test_copies),           cmocka_unit_test(test_materials),
        cmocka_unit_test(test_allowances),       cmocka_unit_test(test_rounds),
        cmocka_unit_test(test_carried_delivery), cmocka_unit_test(test_scores),
        cmocka_unit_test(test_ledger),           cmocka_unit_test(test_reasons),
        cmocka_unit_test(test_hostile_words),
    };
    return cmocka_run_group_tests_name("office/act", tests, NULL, NULL);
}
