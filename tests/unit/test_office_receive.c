#include "office/receive.h"

#include "checking.h"

static const char fields[] =
    "  - {id: name, kind: line, label: 企业全称}\n"
    "  - {id: code, kind: credit_code, label: 信用代码}\n"
    "  - {id: title, kind: text, label: 案例名称}\n"
    "  - {id: county, kind: line, label: 县}\n"
    "  - {id: mode, kind: choice, label: 模式, options: [{id: x, label: 技术赋能}]}\n";

static const char after[] =
    "desk: {name: name, code: code, title: title, county: county, group: mode}\n";

static const char answers[] = "  name: 演示药业\n  code: 91130100MA0EXAMPLE\n  title: 案例甲\n"
                              "  county: 演示县\n  mode: x\n";

static int load(void **state)
{
    *state = form_of(fields, after);
    return 0;
}

static int unload(void **state)
{
    form_free(*state);
    return 0;
}

/* ---- counties ---- */

static void test_county(void **state)
{
    (void)state;
    static const struct {
        const char *a;
        const char *b;
        bool same;
    } cases[] = {
        {"演示县", "演示县", true},
        {" 演示　县", "演示县", true},
        {"河北省石家庄市演示县", "演示县", true},
        {"石家庄市演示县", "河北省石家庄市演示县", true},
        {"演示县", "石家庄演示县", false},
        {"新丰县", "丰县", false},
        {"丰县", "新丰县", false},
        {"演示区", "演示县", false},
        {"", "演示县", false},
        {"", "", false},
        {"县", "演示县", false},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        if (county_is(sv_from(cases[i].a), sv_from(cases[i].b)) != cases[i].same)
            fail_msg("%s %s", cases[i].a, cases[i].b);
        assert_int_equal(county_is(sv_from(cases[i].b), sv_from(cases[i].a)), cases[i].same);
    }
}

/* ---- heads ---- */

static struct draft *draft_with_id(const struct form *form, const char *text, const char *id)
{
    struct draft *d = draft_of(form, text, "");
    str_set(&d->id, sv_from(id));
    return d;
}

static void test_head(void **state)
{
    struct case_head h = {0};
    struct err e = {0};
    struct draft *d = draft_with_id(*state,
                                    "  name: '  演示　药业 '\n  code: ９1130100ma0exAMPLE\n"
                                    "  title: |\n    案例\n    甲\n  county: 演示县\n  mode: x\n",
                                    "0123456789abcdef");
    assert_true(case_head_make(&h, d, &e));
    assert_text(str_sv(&h.id), "0123456789abcdef");
    assert_text(str_sv(&h.form), "t");
    assert_text(str_sv(&h.code), "91130100MA0EXAMPLE");
    assert_text(str_sv(&h.title), "案例 甲");
    assert_text(str_sv(&h.group), "技术赋能");
    assert_text(str_sv(&h.county), "演示县");
    assert_int_equal(h.form_version, 1);
    case_head_release(&h);
    draft_free(d);
}

static void test_unfit_heads(void **state)
{
    static const struct {
        const char *answers;
        const char *id;
        size_t name; /* bytes of a name of this length */
        const char *why;
    } cases[] = {
        {answers, "", 0, "草稿里没有编号"},
        {answers, "../../etc", 0, "不是 8 到 64 位十六进制数字"},
        {answers, "ABCDEF0123456789", 0, "不是 8 到 64 位十六进制数字"},
        {"  code: x\n", "0123456789abcdef", 0, "“企业全称”没有填"},
        {answers, "0123456789abcdef", MOST_LINE + 1, "“企业全称”太长"},
    };
    const struct form *form = *state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct case_head h = {0};
        struct err e = {0};
        struct str name = {0};
        struct draft *d = draft_with_id(form, cases[i].answers, cases[i].id);
        str_add_bytes(&name, 'a', cases[i].name);
        if (name.len)
            draft_set(d, NULL, (struct place){form->desk.name, 0}, str_sv(&name));
        assert_false(case_head_make(&h, d, &e));
        assert_int_equal(e.class, ERR_REFUSED);
        assert_non_null(strstr(e.message.ptr, cases[i].why));
        assert_int_equal(h.name.cap, 0);
        err_clear(&e);
        str_release(&name);
        draft_free(d);
    }
}

/* ---- belonging ---- */

static void test_belongs(void **state)
{
    static const struct {
        enum desk_role role;
        const char *desk;
        const char *said;
        const char *sender;
        bool demo;
        const char *why; /* NULL: it does */
    } cases[] = {
        {ROLE_COUNTY, "演示县", "演示县", "", false, NULL},
        {ROLE_COUNTY, "石家庄市演示县", "演示县", "", false, NULL},
        {ROLE_COUNTY, "演示县", "", "", false, NULL},
        {ROLE_COUNTY, "演示县", "样例区", "", false, "写的是“样例区”，这里是演示县的办公夹"},
        {ROLE_COUNTY, "演示县", "演示县", "", true, "这是演示数据"},
        {ROLE_CITY, "石家庄市", "演示县", "演示县", false, NULL},
        {ROLE_CITY, "石家庄市", "演示县", "样例区", false, "却在样例区的报送件里"},
        {ROLE_CITY, "石家庄市", "演示县", "", false, NULL},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct desk desk = {.role = cases[i].role};
        struct err e = {0};
        struct draft *draft = draft_of(*state, answers, "");
        struct delivery d = {.draft = draft, .county = sv_from(cases[i].sender)};
        str_set(&desk.name, sv_from(cases[i].desk));
        str_set(&d.head.county, sv_from(cases[i].said));
        draft->demo = cases[i].demo;
        assert_int_equal(delivery_belongs(&d, &desk, &e), cases[i].why == NULL);
        if (cases[i].why)
            assert_non_null(strstr(e.message.ptr, cases[i].why));
        err_clear(&e);
        case_head_release(&d.head);
        desk_release(&desk);
        draft_free(draft);
    }
}

static void test_sender(void **state)
{
    (void)state;
    struct desk desk = {.role = ROLE_CITY};
    struct err e = {0};
    assert_true(sender_is_expected(&desk, SV("样例区"), &e));
    str_set(vec_add(&desk.counties), SV("演示县"));
    str_set(vec_add(&desk.counties), SV("样例区"));
    assert_true(sender_is_expected(&desk, SV("石家庄市样例区"), &e));
    assert_false(sender_is_expected(&desk, SV("别的县"), &e));
    assert_int_equal(e.class, ERR_REFUSED);
    err_clear(&e);
    desk_release(&desk);
}

/* ---- every state, every kind of delivery ---- */

enum kind {
    KIND_SAME,      /* the same package */
    KIND_LIKE,      /* packed again: the same draft and files */
    KIND_ANSWERED,  /* the same draft and files, and answers to remarks */
    KIND_CHANGED,   /* other content, other code */
    KIND_MATERIALS, /* the same code, other files */
    KIND_OTHERS,    /* the same id, another applicant */
    KINDS,
};

#define SAME TAKE_DUPLICATE
#define NOT TAKE_REFUSED
#define MORE TAKE_AGAIN
#define RENEW TAKE_RENEWED

static const struct {
    enum case_state state;
    bool carried;
    enum taking want[KINDS];
    const char *why; /* of what is refused for its state */
} states[] = {
    {CASE_RECEIVED, false, {SAME, SAME, SAME, NOT, NOT, NOT}, "起是“收到”，正在审核"},
    {CASE_RETURNED, false, {SAME, SAME, MORE, MORE, MORE, NOT}, ""},
    {CASE_DECLINED, false, {SAME, SAME, SAME, NOT, NOT, NOT}, "起是“不推荐”，不能再换内容"},
    {CASE_RECOMMENDED, false, {SAME, SAME, SAME, NOT, NOT, NOT}, "只能先撤回"},
    {CASE_SENT, false, {SAME, SAME, SAME, NOT, NOT, NOT}, "以报市的为准"},
    {CASE_SELECTED, false, {SAME, SAME, SAME, NOT, NOT, NOT}, "起是“入选”"},
    {CASE_UNSELECTED, false, {SAME, SAME, SAME, NOT, NOT, NOT}, "没有结转到后一轮"},
    {CASE_UNSELECTED, true, {SAME, SAME, SAME, NOT, RENEW, NOT}, "评审过的校验码是 A，这次是 B"},
    {CASE_ARCHIVED, false, {SAME, SAME, SAME, NOT, NOT, NOT}, "已经归档"},
    {CASE_WITHDRAWN, false, {SAME, SAME, SAME, NOT, NOT, NOT}, "另建一份草稿"},
};

static void add_move(struct review *r, enum case_state to, const char *round)
{
    struct move *m = vec_add(&r->moves);
    m->from = r->state;
    m->to = r->state = to;
    str_set(&m->round, sv_from(round));
    stamp_set(&m->stamp, SV("李演示"), SV("2024-06-02T10:30"));
}

static void make_record(struct review *r, enum case_state state, bool carried)
{
    struct intake *i = vec_add(&r->intakes);
    i->number = 1;
    str_set(&i->digest, SV("p1"));
    str_set(&i->draft, SV("d1"));
    str_set(&i->code, SV("A"));
    stamp_set(&i->stamp, SV("李演示"), SV("2024-06-01T09:00"));
    str_set(&r->head.name, SV("演示药业"));
    str_set(&r->head.code, SV("C1"));
    add_move(r, CASE_RECEIVED, "");
    if (state != CASE_RECEIVED)
        add_move(r, state, "r1");
    str_set(&r->round, sv_from(carried ? "r2" : "r1"));
}

static struct delivery make_delivery(enum kind kind)
{
    struct delivery d = {.digest = SV("p2"), .draft_bytes = SV("d2"), .code = SV("B")};
    bool like = kind == KIND_LIKE || kind == KIND_ANSWERED;
    if (kind == KIND_SAME)
        d.digest = SV("p1");
    if (kind == KIND_SAME || like || kind == KIND_MATERIALS)
        d.code = SV("A");
    d.like = like ? 1 : 0;
    d.answers = kind == KIND_ANSWERED ? 1 : 0;
    str_set(&d.head.name, kind == KIND_OTHERS ? SV("样例机械") : SV("演示药业"));
    str_set(&d.head.code, kind == KIND_OTHERS ? SV("C2") : SV("C1"));
    return d;
}

static void judge_one(size_t i, enum kind kind)
{
    struct review r = {0};
    struct desk desk = {.role = ROLE_COUNTY};
    struct str why = {0};
    struct delivery d = make_delivery(kind);
    make_record(&r, states[i].state, states[i].carried);
    enum taking got = delivery_judge(&d, &desk, &r, &why);
    if (got != states[i].want[kind])
        fail_msg("%s, %d: %s %s", state_label(states[i].state), (int)kind, taking_label(got),
                 why.ptr);
    assert_int_equal(why.len > 0, !taking_keeps(got));
    if (got == TAKE_DUPLICATE)
        assert_non_null(strstr(why.ptr, "和 2024-06-01 09:00 收到的第 1 次送来的一样"));
    else if (kind == KIND_OTHERS)
        assert_non_null(strstr(why.ptr, "照那一份复制来的"));
    else if (got == TAKE_REFUSED && kind == KIND_CHANGED)
        assert_non_null(strstr(why.ptr, states[i].why));
    str_release(&why);
    case_head_release(&d.head);
    review_release(&r);
}

static void test_states(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(states); i++)
        for (int kind = 0; kind < KINDS; kind++)
            judge_one(i, (enum kind)kind);
}

/* What is not here yet: a county takes it, a city only what a county sends. */
static void test_new(void **state)
{
    (void)state;
    struct desk desk = {.role = ROLE_COUNTY};
    struct str why = {0};
    struct delivery d = {.digest = SV("p")};
    assert_int_equal(delivery_judge(&d, &desk, NULL, &why), TAKE_NEW);
    desk.role = ROLE_CITY;
    assert_int_equal(delivery_judge(&d, &desk, NULL, &why), TAKE_REFUSED);
    assert_non_null(strstr(why.ptr, "请先报所在的县（市、区）"));
    d.county = SV("演示县");
    assert_int_equal(delivery_judge(&d, &desk, NULL, &why), TAKE_NEW);
    str_release(&why);
}

static void test_code(void **state)
{
    (void)state;
    struct err e = {0};
    struct delivery d = {.code = SV("A")};
    assert_true(delivery_code_stands(&d, SV("A"), &e));
    assert_false(delivery_code_stands(&d, SV("B"), &e));
    assert_non_null(strstr(e.message.ptr, "清单上的校验码是 A，包里的申报书算出来却是 B"));
    err_clear(&e);
    d.bare = true;
    assert_true(delivery_code_stands(&d, SV("B"), &e));
    d.bare = false;
    d.other_version = true;
    assert_true(delivery_code_stands(&d, SV("B"), &e));
}

/* ---- what a county says of it ---- */

static void test_countys_log(void **state)
{
    (void)state;
    enum { MOST = 6 };
    static const struct {
        enum case_state by[MOST]; /* CASE_DRAFT, which is 0, ends it */
        bool good;
    } cases[] = {
        {{CASE_PACKED, CASE_RECEIVED, CASE_RECOMMENDED}, true},
        {{CASE_PACKED, CASE_RECEIVED, CASE_RECOMMENDED, CASE_SENT}, true},
        {{CASE_PACKED, CASE_RECEIVED, CASE_RETURNED, CASE_RECEIVED, CASE_RECOMMENDED}, true},
        {{CASE_RECEIVED, CASE_RECOMMENDED}, false},
        {{CASE_PACKED, CASE_RECOMMENDED}, false},
        {{CASE_PACKED, CASE_RECEIVED, CASE_DECLINED, CASE_RECOMMENDED}, false},
        {{CASE_PACKED, CASE_RECEIVED, CASE_RECOMMENDED, CASE_SENT, CASE_SELECTED}, false},
        {{CASE_PACKED, CASE_RECEIVED, CASE_SELECTED, CASE_RECOMMENDED}, false},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct review r = {0};
        for (size_t k = 1; k < MOST && cases[i].by[k]; k++) {
            struct move *m = vec_add(&r.moves);
            m->from = cases[i].by[k - 1];
            m->to = r.state = cases[i].by[k];
        }
        if (log_is_countys(&r) != cases[i].good)
            fail_msg("case %zu", i);
        r.moves.ptr[r.moves.len - 1].from = CASE_WITHDRAWN;
        assert_false(log_is_countys(&r));
        review_release(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_county),      cmocka_unit_test(test_head),
        cmocka_unit_test(test_unfit_heads), cmocka_unit_test(test_belongs),
        cmocka_unit_test(test_sender),      cmocka_unit_test(test_states),
        cmocka_unit_test(test_new),         cmocka_unit_test(test_code),
        cmocka_unit_test(test_countys_log),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
