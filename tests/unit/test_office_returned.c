#include "checking.h"
#include "folder.h"
#include "office/note_place.h"
#include "office/returned_io.h"
#include "store/file.h"

static const char fields[] =
    "  - {id: name, kind: line, label: 企业全称}\n"
    "  - {id: code, kind: credit_code, label: 信用代码}\n"
    "  - {id: body, kind: text, label: 正文, clause: 一, limit: 300}\n"
    "  - {id: who, kind: table, label: 企业, columns: [{id: n, kind: line, label: 名}]}\n"
    "  - {id: papers, kind: materials, label: 材料, items: [{id: tax, label: 纳税证明}, "
    "{id: audit, label: 审计报告}]}\n";
static const char after[] =
    "rounds:\n- {id: r1, label: 第1轮, month: 2024-08}\n"
    "- {id: r2, label: 第2轮, month: 2025-05}\n"
    "review:\n- {clause: 一, text: 条件}\n"
    "desk:\n  name: name\n  code: code\n  title: name\n  reason_min: 4\n"
    "  empty_reasons: [核实无误]\n"
    "  renewals:\n"
    "  - {round: r2, materials: [papers.tax], clause: 一, text: 纳税证明要新的。}\n";
static const char answers[] =
    "  name: 演示药业\n  body: |\n    开放接口给伙伴。\n    再次开放接口。\n"
    "  who:\n    - {id: e1, n: 甲}\n    - {id: e2, n: 乙}\n";

/* A county's desk and one case at it. */
struct office {
    struct form *form;
    struct draft *draft;
    struct desk desk;
    struct review review;
    struct act_world world;
};

static void must(struct office *o, struct act a)
{
    struct err e = {0};
    if (!review_act(&o->review, &a, &o->world, &e))
        fail_msg("%s", e.message.ptr);
}

static void receive(struct office *o, uint32_t revision)
{
    struct case_head head = {0};
    struct intake intake = {.revision = revision};
    struct err e = {0};
    str_set(&head.id, SV("00000000000000aa"));
    str_set(&head.form, SV("t"));
    str_set(&head.name, SV("演示药业"));
    head.form_version = 1;
    str_set(&intake.code, SV("AB-CD"));
    if (!review_receive(&o->review, &head, &intake, &o->world, &e))
        fail_msg("%s", e.message.ptr);
    case_head_release(&head);
    str_release(&intake.code);
}

static void open_office(struct office *o, enum desk_role role)
{
    *o = (struct office){.form = form_of(fields, after)};
    o->draft = draft_of(o->form, answers, NULL);
    o->desk.role = role;
    str_set(&o->desk.name, SV("演示县"));
    str_set(&o->desk.office, SV("演示县工业和信息化局"));
    str_set(&o->desk.contact, SV("演示联系人"));
    o->world = (struct act_world){.desk = &o->desk,
                                  .form = o->form,
                                  .draft = o->draft,
                                  .by = SV("演示审核员"),
                                  .time = SV("2024-06-01T09:00")};
    receive(o, 1);
}

static void close_office(struct office *o)
{
    review_release(&o->review);
    desk_release(&o->desk);
    draft_free(o->draft);
    form_free(o->form);
}

static void remark(struct office *o, const char *field, const char *quote, const char *text)
{
    must(o, (struct act){.kind = ACT_REMARK,
                         .field = sv_from(field),
                         .quote = sv_from(quote),
                         .nth = 1,
                         .text = sv_from(text)});
}

static void send_back(struct office *o, const char *why)
{
    must(o, (struct act){.kind = ACT_DECIDE, .state = CASE_RETURNED, .text = sv_from(why)});
}

static void make(const struct office *o, struct returned *out)
{
    struct err e = {0};
    if (!returned_make(out, &o->review, &o->desk, o->form, &e))
        fail_msg("%s", e.message.ptr);
}

/* Through a file and back. */
static void travel(struct returned *r)
{
    struct str first = {0}, second = {0};
    struct returned back = {0};
    struct err e = {0};
    if (!returned_compose(r, SV(""), &first, &e) ||
        !returned_parse(str_sv(&first), "x.returned.yaml", &back, &e) ||
        !returned_compose(&back, str_sv(&first), &second, &e))
        fail_msg("%s\n%s", e.message.ptr, first.ptr);
    assert_text(str_sv(&second), first.ptr);
    returned_release(r);
    *r = back;
    str_release(&first);
    str_release(&second);
}

static bool answer(struct returned *r, const struct form *form, uint32_t number,
                   enum remark_state to, const char *text, struct err *e)
{
    struct reply reply = {number, to, sv_from(text), SV("2024-06-02T10:00")};
    return returned_answer(r, &reply, form, e);
}

static void must_answer(struct returned *r, const struct form *form, uint32_t number,
                        enum remark_state to, const char *text)
{
    struct err e = {0};
    if (!answer(r, form, number, to, text, &e))
        fail_msg("%s", e.message.ptr);
}

static void must_not_answer(struct returned *r, const struct form *form, uint32_t number,
                            enum remark_state to, const char *text, const char *why)
{
    struct err e = {0};
    struct str before = {0}, now = {0};
    assert_true(returned_compose(r, SV(""), &before, NULL));
    assert_false(answer(r, form, number, to, text, &e));
    assert_int_equal(e.class, ERR_REFUSED);
    if (!sv_contains(str_sv(&e.message), sv_from(why)))
        fail_msg("%s", e.message.ptr);
    assert_true(returned_compose(r, SV(""), &now, NULL));
    assert_text(str_sv(&now), before.ptr);
    err_clear(&e);
    str_release(&before);
    str_release(&now);
}

static enum remark_state state_of(const struct review *r, uint32_t number)
{
    const struct note *n = review_find_note(r, number);
    assert_non_null(n);
    return n->state;
}

/* ---- what is sent ---- */

static void test_made(void **state)
{
    (void)state;
    struct office o;
    struct returned r = {0};
    struct err e = {0};
    open_office(&o, ROLE_COUNTY);
    assert_false(returned_make(&r, &o.review, &o.desk, o.form, &e));
    assert_int_equal(e.class, ERR_REFUSED);
    assert_true(sv_contains(str_sv(&e.message), SV("收到")));
    err_clear(&e);
    remark(&o, "body", "开放接口", "给了谁？请写出名称。");
    must(&o, (struct act){.kind = ACT_REMARK,
                          .field = SV("who[].n"),
                          .row = SV("e2"),
                          .text = SV("不是全称。")});
    remark(&o, "", "", "请再通读一遍。");
    send_back(&o, "两处没有写清楚");
    make(&o, &r);
    travel(&r);
    assert_int_equal(r.number, 1);
    assert_int_equal(r.revision, 1);
    assert_text(str_sv(&r.code), "AB-CD");
    assert_text(str_sv(&r.head.id), "00000000000000aa");
    assert_text(str_sv(&r.head.name), "演示药业");
    assert_text(str_sv(&r.county), "演示县");
    assert_text(str_sv(&r.office), "演示县工业和信息化局");
    assert_text(str_sv(&r.contact), "演示联系人");
    assert_text(str_sv(&r.reason), "两处没有写清楚");
    assert_text(str_sv(&r.stamp.by), "演示审核员");
    assert_int_equal(r.notes.len, 3);
    assert_int_equal(r.asked.len, 3);
    assert_int_equal(returned_open(&r), 3);
    assert_text(str_sv(&r.notes.ptr[0].quote), "开放接口");
    assert_text(str_sv(&r.notes.ptr[0].turns.ptr[0].text), "给了谁？请写出名称。");
    assert_text(str_sv(&r.notes.ptr[1].row), "e2");
    assert_text(str_sv(&r.notes.ptr[2].field), "");
    returned_release(&r);
    close_office(&o);
}

/* What the officer wrote after the decision, and never sent, is not in it. */
static void test_unsent_stays(void **state)
{
    (void)state;
    struct office o;
    struct returned r = {0};
    open_office(&o, ROLE_COUNTY);
    remark(&o, "body", "", "请改。");
    send_back(&o, "请把正文写清楚");
    struct note *own = vec_add(&o.review.notes);
    own->number = 7;
    note_add_turn(own, REMARK_OPEN, SV("自己看的"), SV("演示审核员"), SV("2024-06-01T09:00"));
    make(&o, &r);
    assert_int_equal(r.notes.len, 1);
    returned_release(&r);
    close_office(&o);
}

/* ---- three rounds ---- */

static void test_round_trip(void **state)
{
    (void)state;
    struct office o;
    struct returned r = {0};
    open_office(&o, ROLE_COUNTY);
    remark(&o, "body", "开放接口", "给了谁？请写出名称。");
    remark(&o, "name", "", "和营业执照不一样。");
    send_back(&o, "两处没有写清楚");
    make(&o, &r);
    travel(&r);
    must_answer(&r, o.form, 1, REMARK_CHANGED, "");
    must_answer(&r, o.form, 2, REMARK_KEPT, "营业执照上就是这个名称");
    assert_int_equal(returned_open(&r), 0);
    travel(&r);

    receive(&o, 2);
    assert_int_equal(review_take_answers(&o.review, &r, &o.world), 2);
    assert_int_equal(state_of(&o.review, 1), REMARK_CHANGED);
    assert_int_equal(state_of(&o.review, 2), REMARK_KEPT);
    /* The same answers a second time are no news. */
    assert_int_equal(review_take_answers(&o.review, &r, &o.world), 0);

    struct returned old = r;
    must(&o, (struct act){.kind = ACT_ASK_AGAIN, .number = 1, .text = SV("还是没有写名称")});
    must(&o, (struct act){.kind = ACT_ACCEPT, .number = 2});
    send_back(&o, "第一条还没有改好");
    r = (struct returned){0};
    make(&o, &r);
    travel(&r);
    assert_int_equal(r.number, 2);
    assert_int_equal(r.revision, 2);
    assert_int_equal(returned_open(&r), 1);
    assert_int_equal(r.notes.len, 2);
    must_not_answer(&r, o.form, 2, REMARK_CHANGED, "", "认可");
    must_answer(&r, o.form, 1, REMARK_CHANGED, "写了");

    receive(&o, 3);
    /* What was answered the other time does not answer this. */
    assert_int_equal(review_take_answers(&o.review, &old, &o.world), 0);
    assert_int_equal(review_take_answers(&o.review, &r, &o.world), 1);
    must(&o, (struct act){.kind = ACT_ACCEPT, .number = 1});
    assert_int_equal(state_of(&o.review, 1), REMARK_ACCEPTED);
    const struct note *n = review_find_note(&o.review, 1);
    assert_int_equal(n->turns.len, 5);
    assert_text(str_sv(&n->turns.ptr[1].stamp.by), "演示药业");
    assert_text(str_sv(&n->turns.ptr[3].text), "写了");
    returned_release(&old);
    returned_release(&r);
    close_office(&o);
}

/* ---- answering ---- */

static void test_answers(void **state)
{
    (void)state;
    struct office o;
    struct returned r = {0};
    open_office(&o, ROLE_COUNTY);
    remark(&o, "body", "", "请改。");
    send_back(&o, "请把正文写清楚");
    make(&o, &r);
    must_not_answer(&r, o.form, 9, REMARK_CHANGED, "", "没有第 9 条");
    must_not_answer(&r, o.form, 1, REMARK_KEPT, "", "理由");
    must_not_answer(&r, o.form, 1, REMARK_KEPT, "不改", "至少");
    must_not_answer(&r, o.form, 1, REMARK_KEPT, "核实无误。", "套话");
    must_not_answer(&r, o.form, 1, REMARK_CHANGED, "\033[2J", "控制字符");
    must_answer(&r, o.form, 1, REMARK_KEPT, "合同里就是这样写的");
    assert_int_equal(r.notes.ptr[0].turns.len, 2);
    /* He may think better of it, and take it back. */
    must_answer(&r, o.form, 1, REMARK_CHANGED, "");
    assert_int_equal(r.notes.ptr[0].turns.len, 2);
    assert_int_equal(r.notes.ptr[0].state, REMARK_CHANGED);
    assert_text(str_sv(&r.notes.ptr[0].turns.ptr[1].stamp.time), "2024-06-02T10:00");
    must_answer(&r, o.form, 1, REMARK_OPEN, "");
    assert_int_equal(r.notes.ptr[0].turns.len, 1);
    assert_int_equal(returned_open(&r), 1);
    returned_release(&r);
    close_office(&o);
}

/* Answered another time, not accepted and not asked again: it is the officer's turn. */
static void test_not_asked(void **state)
{
    (void)state;
    struct office o;
    struct returned r = {0};
    open_office(&o, ROLE_COUNTY);
    remark(&o, "body", "", "请改。");
    send_back(&o, "请把正文写清楚");
    make(&o, &r);
    must_answer(&r, o.form, 1, REMARK_CHANGED, "");
    receive(&o, 2);
    assert_int_equal(review_take_answers(&o.review, &r, &o.world), 1);
    returned_release(&r);
    remark(&o, "name", "", "请写全称。");
    send_back(&o, "名称没有写全");
    make(&o, &r);
    travel(&r);
    assert_int_equal(returned_open(&r), 1);
    assert_int_equal(r.asked.len, 1);
    assert_int_equal(r.asked.ptr[0], 2);
    must_not_answer(&r, o.form, 1, REMARK_KEPT, "合同里就是这样写的", "上次答复过");
    returned_release(&r);
    close_office(&o);
}

/* The desk has phrases of its own that are no reason; a file mended by hand has none at all. */
static void test_answers_that_are_none(void **state)
{
    (void)state;
    struct office o;
    struct returned r = {0};
    open_office(&o, ROLE_COUNTY);
    str_set(vec_add(&o.desk.empty_reasons), SV("已经研究过了"));
    remark(&o, "body", "", "请改。");
    send_back(&o, "请把正文写清楚");
    make(&o, &r);
    must_answer(&r, o.form, 1, REMARK_KEPT, "已经研究过了");
    receive(&o, 2);
    assert_int_equal(review_take_answers(&o.review, &r, &o.world), 0);
    assert_int_equal(state_of(&o.review, 1), REMARK_OPEN);
    /* Nor does what was returned to somebody else. */
    must_answer(&r, o.form, 1, REMARK_CHANGED, "");
    str_set(&r.head.id, SV("00000000000000bb"));
    assert_int_equal(review_take_answers(&o.review, &r, &o.world), 0);
    returned_release(&r);
    close_office(&o);
}

/* ---- anchors ---- */

static void test_untouched(void **state)
{
    (void)state;
    struct office o;
    struct returned r = {0};
    open_office(&o, ROLE_COUNTY);
    remark(&o, "body", "再次", "请改。");
    remark(&o, "", "", "请再通读一遍。");
    send_back(&o, "请把正文写清楚");
    make(&o, &r);
    travel(&r);
    struct place body = {form_field(o.form, SV("body"))->index, 0};
    assert_true(returned_is_untouched(&r, 1, o.draft));
    assert_false(returned_is_untouched(&r, 2, o.draft));
    /* Words before it move it; words that go leave the field. */
    draft_splice(o.draft, NULL, body, 0, 0, SV("先说一句，"));
    assert_false(returned_is_untouched(&r, 1, o.draft));
    struct note_place at = note_find(&r.notes.ptr[0], o.draft);
    assert_int_equal(at.found, NOTE_AT_WORDS);
    assert_text(sv_sub(draft_text(o.draft, body), at.from, at.to), "再次");
    draft_set(o.draft, NULL, body, SV("全改了。"));
    at = note_find(&r.notes.ptr[0], o.draft);
    assert_int_equal(at.found, NOTE_AT_FIELD);
    assert_true(at.words_gone);
    returned_release(&r);
    close_office(&o);
}

/* ---- carried into a later round ---- */

static void test_carried(void **state)
{
    (void)state;
    struct office o;
    struct returned r = {0};
    open_office(&o, ROLE_CITY);
    must(&o, (struct act){.kind = ACT_RESULT, .state = CASE_UNSELECTED, .round = SV("r1")});
    assert_false(returned_make(&r, &o.review, &o.desk, o.form, NULL));
    o.world.time = SV("2025-04-01T09:00");
    must(&o, (struct act){.kind = ACT_CARRY, .round = SV("r2")});
    make(&o, &r);
    travel(&r);
    assert_int_equal(r.number, 1);
    assert_text(str_sv(&r.round), "r2");
    assert_text(str_sv(&r.reason), "纳税证明要新的。");
    assert_text(str_sv(&r.stamp.time), "2025-04-01T09:00");
    assert_int_equal(r.materials.len, 1);
    assert_text(str_sv(&r.materials.ptr[0]), "papers.tax");
    assert_int_equal(returned_open(&r), 0);
    /* There is something to do until the next 定稿. */
    assert_true(returned_waits(&r, 1));
    assert_false(returned_waits(&r, 2));
    returned_release(&r);
    close_office(&o);
}

static void test_newer(void **state)
{
    (void)state;
    static const struct {
        struct {
            uint32_t number;
            const char *county;
            const char *time;
        } a, b;
        bool newer; /* a than b */
    } cases[] = {
        {{2, "甲县", "2024-06-01T09:00"}, {1, "甲县", "2024-06-01T09:00"}, true},
        {{1, "甲县", "2024-06-01T09:00"}, {1, "甲县", "2024-06-01T09:00"}, false},
        /* Of one desk the number counts, whatever its clock says. */
        {{2, "甲县", "2023-06-01T09:00"}, {1, "甲县", "2024-06-01T09:00"}, true},
        {{1, "甲县", "2024-06-01T10:00"}, {1, "甲县", "2024-06-01T09:00"}, true},
        /* The city counts from one again. */
        {{1, "某市", "2025-04-01T09:00"}, {2, "甲县", "2024-06-01T09:00"}, true},
        {{3, "某市", "2024-04-01T09:00"}, {2, "甲县", "2024-06-01T09:00"}, false},
        {{3, "某市", "2024-06-01T09:00"}, {2, "甲县", "2024-06-01T09:00"}, true},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct returned a = {.number = cases[i].a.number}, b = {.number = cases[i].b.number};
        str_set(&a.county, sv_from(cases[i].a.county));
        str_set(&a.stamp.time, sv_from(cases[i].a.time));
        str_set(&b.county, sv_from(cases[i].b.county));
        str_set(&b.stamp.time, sv_from(cases[i].b.time));
        assert_int_equal(returned_is_newer(&a, &b), cases[i].newer);
        if (cases[i].newer)
            assert_false(returned_is_newer(&b, &a));
        returned_release(&a);
        returned_release(&b);
    }
}

/* ---- files of others ---- */

#define HEAD "tianbiao_return: 1\ndraft_id: 00000000000000aa\nnumber: 1\n"
#define TURN "turns: [{to: open, text: 请改}]"

static void test_refused(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        const char *why;
    } cases[] = {
        {"", "不是退回意见"},
        {"tianbiao: 1\nform: t\n", "不是退回意见"},
        {"- tianbiao_return: 1\n", "不是退回意见"},
        {"tianbiao_return: 2\ndraft_id: 00000000000000aa\nnumber: 1\n", "更新的程序"},
        {"tianbiao_return: x\n", "x:1: "},
        {"tianbiao_return: 1\nnumber: 1\n", "draft_id"},
        {"tianbiao_return: 1\ndraft_id: ../../etc\nnumber: 1\n", "x:2: draft_id"},
        {"tianbiao_return: 1\ndraft_id: 00000000000000aa\n", "number"},
        {"tianbiao_return: 1\ndraft_id: 00000000000000aa\nnumber: 0\n", "x:3: "},
        {"tianbiao_return: 1\ndraft_id: 00000000000000aa\nnumber: 99999999999999999999\n", "x:3: "},
        {HEAD "revision: -1\n", "x:4: "},
        {HEAD "name: [a]\n", "x:4: "},
        {HEAD "name: \"a\\e[2J\"\n", "x:4: "},
        {HEAD "reason: \"a\\0b\"\n", "x:4:9: "},
        {HEAD "time: 昨天\n", "x:4: "},
        {HEAD "time: 2024-02-30T09:00\n", "x:4: "},
        {HEAD "materials: x\n", "x:4: "},
        {HEAD "materials: [[x]]\n", "x:4: "},
        {HEAD "remarks: x\n", "x:4: "},
        {HEAD "remarks:\n- x\n", "x:5: "},
        {HEAD "remarks:\n- {number: 1}\n", "没有内容"},
        {HEAD "remarks:\n- {number: 1, turns: []}\n", "没有内容"},
        {HEAD "remarks:\n- {number: 0, " TURN "}\n", "x:5: "},
        {HEAD "remarks:\n- {" TURN "}\n", "number"},
        {HEAD "remarks:\n- {number: 1, turns: [{to: changed}]}\n", "第一段"},
        {HEAD "remarks:\n- {number: 1, turns: [{to: open}]}\n", "第一段"},
        {HEAD "remarks:\n- {number: 1, turns: [{to: what, text: 请改}]}\n", "to 应当"},
        {HEAD "remarks:\n- {number: 1, nth: 0, " TURN "}\n", "x:5: "},
        {HEAD "remarks:\n- {number: 1, " TURN "}\n- {number: 1, " TURN "}\n", "号一样"},
        {HEAD "asked: [1]\n", "x:4: "},
        {HEAD "asked: x\n", "x:4: "},
        {HEAD "asked: [1]\nremarks:\n- {number: 1, turns: [{to: open, text: 请改}, {to: kept}]}\n",
         "理由"},
        {HEAD "asked: [1]\nremarks:\n"
              "- {number: 1, turns: [{to: open, text: 请改}, {to: accepted}]}\n",
         "x:4: "},
        {HEAD HEAD, "x:4"},
        {HEAD "name: &a x\n", "x:4"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct returned r = {0};
        struct err e = {0};
        if (returned_parse(sv_from(cases[i].file), "x", &r, &e))
            fail_msg("taken: %s", cases[i].file);
        if (e.class != ERR_REFUSED || !sv_contains(str_sv(&e.message), sv_from(cases[i].why)))
            fail_msg("%s\n%s", e.message.ptr, cases[i].file);
        assert_null(r.head.id.ptr);
        assert_int_equal(r.notes.len, 0);
        err_clear(&e);
    }
}

static void test_limits(void **state)
{
    (void)state;
    struct str file = {0};
    struct returned r = {0};
    str_set(&file, SV(HEAD "remarks:\n"));
    for (int i = 1; i <= 1000; i++)
        str_add_f(&file, "- {number: %d, " TURN "}\n", i);
    assert_true(returned_parse(str_sv(&file), "x", &r, NULL));
    assert_int_equal(returned_open(&r), 1000);
    returned_release(&r);
    str_add(&file, SV("- {number: 1001, " TURN "}\n"));
    assert_false(returned_parse(str_sv(&file), "x", &r, NULL));
    str_set(&file, SV(HEAD "reason: "));
    str_add_bytes(&file, 'x', MOST_PROSE);
    assert_true(returned_parse(str_sv(&file), "x", &r, NULL));
    returned_release(&r);
    str_add_byte(&file, 'x');
    assert_false(returned_parse(str_sv(&file), "x", &r, NULL));
    str_add_bytes(&file, '\n', RETURNED_MAX_BYTES);
    assert_false(returned_parse(str_sv(&file), "x", &r, NULL));
    str_release(&file);
}

/* A talk as long as may be leaves no room for an answer, and stays readable. */
static void test_long_talk(void **state)
{
    (void)state;
    struct form *form = form_of(fields, after);
    struct str file = {0};
    struct returned r = {0};
    str_set(&file, SV(HEAD "remarks:\n- number: 1\n  turns:\n"));
    for (int i = 0; i < MOST_TURNS; i++)
        str_add(&file, SV("  - {to: open, text: 请改}\n"));
    assert_true(returned_parse(str_sv(&file), "x", &r, NULL));
    must_not_answer(&r, form, 1, REMARK_CHANGED, "", "太多");
    returned_release(&r);
    str_truncate(&file, file.len - (sizeof "  - {to: open, text: 请改}\n" - 1));
    assert_true(returned_parse(str_sv(&file), "x", &r, NULL));
    must_answer(&r, form, 1, REMARK_CHANGED, "");
    travel(&r);
    assert_int_equal(r.notes.ptr[0].turns.len, MOST_TURNS);
    str_add(&file, SV("  - {to: open, text: 请改}\n  - {to: changed}\n"));
    assert_false(returned_parse(str_sv(&file), "x", &(struct returned){0}, NULL));
    returned_release(&r);
    str_release(&file);
    form_free(form);
}

/* What somebody wrote into it by hand stays. */
static void test_by_hand(void **state)
{
    (void)state;
    static const char before[] = "# 王会计：周五前改好\n" HEAD "mine: x\n"
                                 "remarks:\n  - number: 1 # 问过了\n    turns:\n"
                                 "      - {to: open, text: 请改}\n";
    struct form *form = form_of(fields, after);
    struct returned r = {0};
    struct str now = {0};
    assert_true(returned_parse(sv_from(before), "x", &r, NULL));
    must_answer(&r, form, 1, REMARK_CHANGED, "");
    assert_true(returned_compose(&r, sv_from(before), &now, NULL));
    assert_true(sv_contains(str_sv(&now), SV("# 王会计：周五前改好\n")));
    assert_true(sv_contains(str_sv(&now), SV("mine: x\n")));
    assert_true(sv_contains(str_sv(&now), SV("# 问过了\n")));
    returned_release(&r);
    assert_true(returned_parse(str_sv(&now), "x", &r, NULL));
    assert_int_equal(r.notes.ptr[0].state, REMARK_CHANGED);
    returned_release(&r);
    str_release(&now);
    form_free(form);
}

/* ---- beside a draft ---- */

static void put(void **state, const char *name, const char *bytes)
{
    char *path = in(state, name);
    assert_true(file_write(path, sv_from(bytes), 0600, NULL));
    free(path);
}

static void find(void **state, struct returned_file *out)
{
    char *draft = in(state, "草稿.yaml");
    struct err e = {0};
    if (!returned_find(draft, SV("00000000000000aa"), out, &e))
        fail_msg("%s", e.message.ptr);
    free(draft);
}

static void test_find(void **state)
{
    struct returned_file f = {0};
    find(state, &f);
    assert_int_equal(f.path.len, 0);
    assert_int_equal(f.trouble.len, 0);
    put(state, "a.returned.yaml", HEAD "remarks:\n- {number: 1, " TURN "}\n");
    put(state, "b.returned.yaml", "tianbiao_return: 1\ndraft_id: 00000000000000bb\nnumber: 9\n");
    put(state, "c.yaml", "tianbiao_return: 1\ndraft_id: 00000000000000aa\nnumber: 8\n");
    put(state, "d.returned.yaml", "[");
    put(state, "e.returned.yaml", "");
    find(state, &f);
    assert_true(sv_ends(str_sv(&f.path), SV("/a.returned.yaml")));
    assert_true(sv_contains(str_sv(&f.trouble), SV("d.returned.yaml")));
    returned_file_release(&f);
    /* Of copies that with the answers; then the later one. */
    put(state, "f.returned.yaml",
        HEAD "remarks:\n- {number: 1, turns: [{to: open, text: 请改}, {to: changed}]}\n");
    find(state, &f);
    assert_true(sv_ends(str_sv(&f.path), SV("/f.returned.yaml")));
    returned_file_release(&f);
    /* Mended by hand: its head must be read to the end. */
    put(state, "g.returned.yaml",
        "name: 演示\nnumber: 2\ndraft_id: 00000000000000aa\ntianbiao_return: 1\n");
    find(state, &f);
    assert_true(sv_ends(str_sv(&f.path), SV("/g.returned.yaml")));
    returned_file_release(&f);
}

static struct reply changed(uint32_t number)
{
    return (struct reply){number, REMARK_CHANGED, SV(""), SV("2024-06-02T10:00")};
}

static void test_reply(void **state)
{
    struct form *form = form_of(fields, after);
    struct returned_file one = {0}, two = {0};
    struct reply first = changed(1), second = changed(2), third = changed(3);
    struct err e = {0};
    put(state, "a.returned.yaml",
        HEAD "remarks:\n- {number: 1, " TURN "}\n- {number: 2, " TURN "}\n");
    find(state, &one);
    find(state, &two);
    assert_true(returned_reply(&one, &first, form, NULL));
    /* Somebody else answered meanwhile: both answers are kept. */
    assert_true(returned_reply(&two, &second, form, NULL));
    assert_int_equal(returned_open(&two.returned), 0);
    assert_false(returned_reply(&one, &third, form, &e));
    assert_int_equal(e.class, ERR_REFUSED);
    assert_int_equal(returned_open(&one.returned), 1);
    err_clear(&e);
    /* A save of what was read before is refused. */
    str_set(&one.returned.head.name, SV("演示"));
    assert_false(returned_save(&one, &e));
    assert_int_equal(e.class, ERR_IO);
    err_clear(&e);
    /* Another return in its place. */
    put(state, "a.returned.yaml", "tianbiao_return: 1\ndraft_id: 00000000000000aa\nnumber: 2\n");
    assert_false(returned_reply(&two, &second, form, &e));
    assert_true(sv_contains(str_sv(&e.message), SV("另一份")));
    err_clear(&e);
    returned_file_release(&one);
    returned_file_release(&two);
    form_free(form);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_made),
        cmocka_unit_test(test_unsent_stays),
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_answers),
        cmocka_unit_test(test_not_asked),
        cmocka_unit_test(test_answers_that_are_none),
        cmocka_unit_test(test_untouched),
        cmocka_unit_test(test_carried),
        cmocka_unit_test(test_newer),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_long_talk),
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test_setup_teardown(test_find, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_reply, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
