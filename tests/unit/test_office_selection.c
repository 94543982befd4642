#include "unit.h"

#include "office/selection.h"
#include "records.h"

/* ---- rounds ---- */

struct standing_case {
    struct {
        enum case_state to;
        const char *round;
    } moves[5];
    const char *carried; /* NULL: not */
    enum standing first; /* in r1 */
    enum standing second;
    const char *selected;
};

static const struct standing_case standing_cases[] = {
    {{{CASE_RECEIVED, ""}}, NULL, STANDING_NONE, STANDING_NONE, ""},
    {{{CASE_SENT, ""}}, NULL, STANDING_CANDIDATE, STANDING_CANDIDATE, ""},
    {{{CASE_SENT, "r2"}}, NULL, STANDING_NONE, STANDING_CANDIDATE, ""},
    {{{CASE_SENT, ""}, {CASE_WITHDRAWN, ""}}, NULL, STANDING_NONE, STANDING_NONE, ""},
    {{{CASE_SENT, ""}, {CASE_SELECTED, "r1"}}, NULL, STANDING_SELECTED, STANDING_NONE, "r1"},
    {{{CASE_SENT, ""}, {CASE_UNSELECTED, "r1"}}, NULL, STANDING_UNSELECTED, STANDING_NONE, ""},
    {{{CASE_SENT, ""}, {CASE_UNSELECTED, "r1"}}, "r2", STANDING_UNSELECTED, STANDING_CANDIDATE, ""},
    {{{CASE_SENT, ""}, {CASE_UNSELECTED, "r1"}, {CASE_SELECTED, "r2"}},
     NULL,
     STANDING_UNSELECTED,
     STANDING_SELECTED,
     "r2"},
    {{{CASE_SENT, ""}, {CASE_UNSELECTED, "r1"}, {CASE_UNSELECTED, "r2"}, {CASE_ARCHIVED, ""}},
     NULL,
     STANDING_UNSELECTED,
     STANDING_UNSELECTED,
     ""},
    {{{CASE_SENT, ""}, {CASE_SELECTED, "r1"}, {CASE_ARCHIVED, ""}},
     NULL,
     STANDING_SELECTED,
     STANDING_NONE,
     "r1"},
};

static void test_standing(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(standing_cases); i++) {
        const struct standing_case *c = &standing_cases[i];
        struct review r = {0};
        for (size_t m = 0; m < 5 && c->moves[m].to; m++)
            record_move(&r, c->moves[m].to, c->moves[m].round);
        if (c->carried)
            str_set(&r.round, sv_from(c->carried));
        assert_int_equal(round_standing(&r, SV("r1")), c->first);
        assert_int_equal(round_standing(&r, SV("r2")), c->second);
        assert_text(selected_round(&r), c->selected);
        review_release(&r);
    }
}

static const struct round rounds[] = {
    {{"r1", 2}, {"第1轮", 7}, {"2024-08", 7}, {"拟定", 6}},
    {{"r2", 2}, {"第2轮", 7}, {"未定", 6}, {"", 0}},
};
static const struct form form = {.rounds = rounds, .round_count = COUNT_OF(rounds)};

static void test_round_words(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        const char *words;
    } cases[] = {{"r1", "第1轮（拟定2024年8月）"}, {"r2", "第2轮"}, {"r9", "r9"}, {"", ""}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str words = {0};
        round_add_words(&words, &form, sv_from(cases[i].id));
        assert_text(str_sv(&words), cases[i].words);
        str_release(&words);
    }
    assert_non_null(form_round(&form, SV("r2")));
    assert_null(form_round(&form, SV("r")));
}

/* ---- money ---- */

struct budget_case {
    struct budget budget;
    uint64_t more;
    uint64_t room;
    const char *refusal; /* part of it; NULL: allowed */
};

static const struct budget_case budget_cases[] = {
    {{500000, 0, {"元", 3}, 90}, UINT64_MAX, UINT64_MAX, NULL},
    {{0, 1000, {"元", 3}, 90}, UINT64_MAX, UINT64_MAX, NULL},
    {{500000, 1000000, {"元", 3}, 0}, 2, 2, NULL},
    {{500000, 1000000, {"元", 3}, 0},
     3,
     2,
     "超过总额上限 1000000元，多出 500000元：这一轮已经入选 0 件，再加 3 件，合计 1500000元"},
    {{500000, 1499999, {"元", 3}, 1}, 1, 1, NULL},
    {{500000, 1499999, {"元", 3}, 1}, 2, 1, "已经入选 1 件，再加 2 件，合计 1500000元"},
    {{500000, 1499999, {"元", 3}, 1}, 2, 1, "多出 1元"},
    {{500000, 499999, {"元", 3}, 0}, 1, 0, "多出 1元"},
    {{500000, 1000000, {"元", 3}, 5}, 0, 0, NULL},
    {{500000, 1000000, {"元", 3}, 5}, 1, 0, "合计 3000000元"},
    {{1, INT64_MAX, {"元", 3}, 0}, INT64_MAX, INT64_MAX, NULL},
    {{1, INT64_MAX, {"元", 3}, 0}, UINT64_MAX, INT64_MAX, "合计 18446744073709551615元"},
    {{INT64_MAX, INT64_MAX, {"元", 3}, 0}, 3, 1, "合计 3 件，每件9223372036854775807元"},
    {{INT64_MAX, INT64_MAX, {"元", 3}, 0}, 3, 1, "多出 18446744073709551614元"},
    {{INT64_MAX, 1, {"元", 3}, UINT64_MAX}, UINT64_MAX, 0, "合计 18446744073709551615 件"},
};

static void test_budget(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(budget_cases); i++) {
        const struct budget_case *c = &budget_cases[i];
        struct err e = {0};
        assert_true(budget_room(&c->budget) == c->room);
        bool allowed = budget_allows(&c->budget, c->more, &e);
        assert_int_equal(allowed, c->refusal == NULL);
        if (c->refusal && !sv_contains(str_sv(&e.message), sv_from(c->refusal)))
            fail_msg("%zu: %s", i, e.message.ptr);
        err_clear(&e);
    }
}

/* ---- codes ---- */

static void test_codes(void **state)
{
    (void)state;
    struct selected_codes codes = {0};
    selected_codes_add(&codes, SV("C2"), SV("r1"), SV("id2"));
    selected_codes_add(&codes, SV(""), SV("r1"), SV("id0"));
    selected_codes_add(&codes, SV("C1"), SV("r2"), SV("id1"));
    selected_codes_add(&codes, SV("C1"), SV("r1"), SV(""));
    selected_codes_sort(&codes);
    assert_int_equal(codes.len, 3);
    assert_null(selected_codes_find(&codes, SV(""), SV("id9")));
    assert_null(selected_codes_find(&codes, SV("C"), SV("id9")));
    assert_null(selected_codes_find(&codes, SV("C2"), SV("id2")));
    assert_text(selected_codes_find(&codes, SV("C2"), SV("id9"))->id, "id2");
    assert_text(selected_codes_find(&codes, SV("C1"), SV("id1"))->round, "r1");
    vec_release(&codes);
}

/* ---- a list ---- */

static struct case_head *make_head(const char *id, const char *name, const char *code)
{
    struct case_head *head = calloc(1, sizeof *head);
    assert_non_null(head);
    str_set(&head->id, sv_from(id));
    str_set(&head->name, sv_from(name));
    str_set(&head->code, sv_from(code));
    return head;
}

struct picked {
    const char *id;
    const char *code;
    enum case_state state;
    enum standing standing;
};

struct picks_case {
    struct picked list[5];
    int64_t ceiling;
    const char *troubles[4]; /* a part of each, in order */
    size_t unread;
};

static const struct picks_case picks_cases[] = {
    {{{"aaaaaaaa0", "C1", CASE_SENT, STANDING_CANDIDATE},
      {"aaaaaaaa1", "C2", CASE_UNSELECTED, STANDING_CANDIDATE}},
     1000000,
     {NULL},
     0},
    /* what is selected already costs nothing again, and is no trouble */
    {{{"aaaaaaaa0", "C1", CASE_SENT, STANDING_CANDIDATE},
      {"bbbbbbbb0", "B1", CASE_SELECTED, STANDING_SELECTED}},
     500000,
     {NULL},
     0},
    {{{"aaaaaaaa0", "C1", CASE_SENT, STANDING_CANDIDATE},
      {"aaaaaaaa1", "C2", CASE_SENT, STANDING_CANDIDATE},
      {"aaaaaaaa2", "C3", CASE_SENT, STANDING_CANDIDATE}},
     1000000,
     {"多出 500000元"},
     0},
    {{{"aaaaaaaa0", "C1", CASE_WITHDRAWN, STANDING_NONE}},
     0,
     {"aaaaaaaa 演示单位：现在的状态是“撤回”"},
     0},
    {{{"aaaaaaaa0", "C1", CASE_UNSELECTED, STANDING_UNSELECTED}}, 0, {"已经记为“未入选”"}, 0},
    {{{"aaaaaaaa0", "B1", CASE_SENT, STANDING_CANDIDATE}}, 0, {"代码 B1 在 r1 已经入选"}, 0},
    {{{"aaaaaaaa0", "B2", CASE_SENT, STANDING_CANDIDATE}}, 0, {"代码 B2 以前已经入选"}, 0},
    {{{"aaaaaaaa0", "", CASE_SENT, STANDING_CANDIDATE}}, 0, {"没有代码"}, 0},
    {{{"aaaaaaaa0", "C1", CASE_SENT, STANDING_CANDIDATE},
      {"aaaaaaaa1", "C2", CASE_SENT, STANDING_CANDIDATE},
      {"aaaaaaaa2", "C1", CASE_SENT, STANDING_CANDIDATE}},
     0,
     {"代码 C1 和 aaaaaaaa0 的一样"},
     0},
    {{{"aaaaaaaa0", "C1", CASE_SENT, STANDING_CANDIDATE},
      {"aaaaaaaa0", "C1", CASE_SENT, STANDING_CANDIDATE}},
     0,
     {"写了两次"},
     0},
    {{{"aaaaaaaa0", "B1", CASE_SENT, STANDING_CANDIDATE},
      {"aaaaaaaa1", "C2", CASE_WITHDRAWN, STANDING_NONE},
      {"aaaaaaaa2", "C3", CASE_SENT, STANDING_CANDIDATE}},
     500000,
     {"代码 B1 在 r1", "“撤回”", "多出 1000000元"},
     0},
    /* who was selected already is not known as long as a record cannot be read */
    {{{"aaaaaaaa0", "C1", CASE_SENT, STANDING_CANDIDATE}}, 0, {"有 2 件的审核记录读不出来"}, 2},
    {{{"bbbbbbbb0", "B1", CASE_SELECTED, STANDING_SELECTED}}, 0, {NULL}, 2},
};

static void check_picks(const struct picks_case *c, const struct selected_codes *before)
{
    struct picks p = {.before = before, .unread = c->unread};
    struct pick_troubles troubles = {0};
    p.budget = (struct budget){500000, c->ceiling, SV("元"), 0};
    for (size_t i = 0; i < 5 && c->list[i].id; i++)
        vec_push(&p.list, (struct pick){make_head(c->list[i].id, "演示单位", c->list[i].code),
                                        c->list[i].state, c->list[i].standing});
    picks_check(&p, &troubles);
    size_t want = 0;
    while (want < 4 && c->troubles[want])
        want++;
    assert_int_equal(troubles.len, want);
    for (size_t i = 0; i < troubles.len; i++)
        if (!sv_contains(str_sv(&troubles.ptr[i]), sv_from(c->troubles[i])))
            fail_msg("%s", troubles.ptr[i].ptr);
    pick_troubles_release(&troubles);
    for (size_t i = 0; i < p.list.len; i++) {
        struct case_head head = *p.list.ptr[i].head;
        free((void *)(uintptr_t)p.list.ptr[i].head);
        case_head_release(&head);
    }
    vec_release(&p.list);
}

static void test_picks(void **state)
{
    (void)state;
    struct selected_codes before = {0};
    selected_codes_add(&before, SV("B1"), SV("r1"), SV("bbbbbbbb0"));
    selected_codes_add(&before, SV("B2"), SV(""), SV(""));
    selected_codes_sort(&before);
    for (size_t i = 0; i < COUNT_OF(picks_cases); i++)
        check_picks(&picks_cases[i], &before);
    vec_release(&before);
}

/* ---- counties ---- */

static void add_row(struct queue *q, const char *county, enum case_state state, const char *round)
{
    struct queue_row *row = vec_add(q);
    str_set(&row->head.county, sv_from(county));
    str_set(&row->round, sv_from(round));
    row->state = state;
}

static void test_counties(void **state)
{
    (void)state;
    static const char *const names[] = {"演示甲县", "演示乙县", "演示丙县", "演示丁县",
                                        " 演示戊县 "};
    struct desk d = {0};
    struct queue q = {0};
    struct desk_words missing = {0};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        str_set(vec_add(&d.counties), sv_from(names[i]));
    assert_int_equal(counties_missing(&d, &q, SV("r1"), &missing), 5);
    add_row(&q, "演示甲县", CASE_SENT, "");
    add_row(&q, "演示乙县", CASE_WITHDRAWN, "r1");
    add_row(&q, "演示丙县", CASE_SELECTED, "r2");
    add_row(&q, "演示丁县", CASE_UNSELECTED, "r1");
    add_row(&q, "河北省石家庄市演示戊县", CASE_SENT, "r1");
    add_row(&q, "没有约定的县", CASE_SENT, "r1");
    assert_int_equal(counties_missing(&d, &q, SV("r1"), &missing), 2);
    assert_int_equal(missing.len, 7);
    assert_text(str_sv(&missing.ptr[5]), "演示乙县");
    assert_text(str_sv(&missing.ptr[6]), "演示丙县");
    q.ptr[4].broken = true;
    assert_int_equal(counties_missing(&d, &q, SV("r1"), &missing), 3);
    for (size_t i = 0; i < missing.len; i++)
        str_release(&missing.ptr[i]);
    vec_release(&missing);
    queue_release(&q);
    desk_release(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_standing), cmocka_unit_test(test_round_words),
        cmocka_unit_test(test_budget),   cmocka_unit_test(test_codes),
        cmocka_unit_test(test_picks),    cmocka_unit_test(test_counties),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
