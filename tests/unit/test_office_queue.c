#include "office/queue.h"

#include "officing.h"

static const struct {
    const char *id;
    const char *name;
    const char *code;
    const char *county;
    enum case_state state;
    const char *received;
    const char *touched;
    uint32_t errors;
    uint32_t open;
    bool broken;
} rows[] = {
    {"aaaa000000000001", "演示药业", "91130100DEM000014U", "演示县", CASE_RECEIVED,
     "2024-06-03T09:00", "2024-06-05T09:00", 0, 0, false},
    {"aaaa000000000002", "演示ＡＢ公司", "91130100DEM000022R", "乙区", CASE_RETURNED,
     "2024-06-01T09:00", "2024-06-01T09:00", 2, 1, false},
    {"bbbb000000000003", "演示药业", "91130100DEM000014U", "河北省演示县", CASE_SENT,
     "2024-06-02T09:00", "2024-06-09T09:00", 0, 0, false},
    {"bbbb000000000004", "", "", "", CASE_RECEIVED, "", "", 0, 0, true},
    {"bbbb000000000005", "丙公司", "", "乙区", CASE_RECEIVED, "2024-06-02T09:00",
     "2024-06-02T09:00", 0, 1, false},
};

static void make(struct queue *q)
{
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct queue_row *row = vec_add(q);
        str_set(&row->head.id, sv_from(rows[i].id));
        str_set(&row->head.name, sv_from(rows[i].name));
        str_set(&row->head.code, sv_from(rows[i].code));
        str_set(&row->head.county, sv_from(rows[i].county));
        str_set(&row->received, sv_from(rows[i].received));
        str_set(&row->touched, sv_from(rows[i].touched));
        row->state = rows[i].state;
        row->errors = rows[i].errors;
        row->tally.open = rows[i].open;
        row->broken = rows[i].broken;
    }
}

/* The last digits of the ids shown, in order. */
static void assert_shown(const struct queue *q, const struct queue_filter *f, const char *want)
{
    struct queue_shown shown = {0};
    struct str digits = {0};
    queue_show(q, f, &shown);
    for (size_t i = 0; i < shown.len; i++)
        str_add_byte(&digits, q->ptr[shown.ptr[i]].head.id.ptr[15]);
    assert_text(str_sv(&digits), want);
    str_release(&digits);
    vec_release(&shown);
}

static void test_sorts(void **state)
{
    static const struct {
        enum queue_sort sort;
        const char *want;
    } cases[] = {
        {SORT_RECEIVED, "42351"}, {SORT_NAME, "45132"},     {SORT_CODE, "45132"},
        {SORT_STATE, "14523"},    {SORT_PROBLEMS, "42513"}, {SORT_TOUCHED, "31524"},
    };
    struct queue q = {0};
    enum queue_sort found;
    (void)state;
    make(&q);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct queue_filter f = {.sort = cases[i].sort};
        assert_shown(&q, &f, cases[i].want);
        assert_true(queue_sort_by_name(queue_sort_name(cases[i].sort), &found));
        assert_int_equal(found, cases[i].sort);
    }
    assert_false(queue_sort_by_name(SV("size"), &found));
    queue_release(&q);
}

static void test_filters(void **state)
{
    static const struct {
        struct queue_filter filter;
        const char *want;
    } cases[] = {
        {{.by_state = true, .state = CASE_RECEIVED}, "51"},
        {{.by_state = true, .state = CASE_ARCHIVED}, ""},
        {{.county = {"演示县", 9}}, "31"},
        {{.county = {"乙区", 6}}, "25"},
        {{.problems = true}, "425"},
        {{.text = {"ab", 2}}, "2"},
        {{.text = {"ＡＢ", 6}}, "2"},
        {{.text = {"dem000014u", 10}}, "31"},
        {{.text = {"bbbb", 4}}, "435"},
        {{.text = {"药业", 6}, .by_state = true, .state = CASE_SENT}, "3"},
        {{.text = {"没有", 6}}, ""},
    };
    struct queue q = {0};
    (void)state;
    make(&q);
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_shown(&q, &cases[i].filter, cases[i].want);
    queue_release(&q);
}

static void test_counts(void **state)
{
    struct queue q = {0};
    (void)state;
    make(&q);
    struct queue_counts counts = queue_count(&q);
    assert_int_equal(counts.by_state[CASE_RECEIVED], 2);
    assert_int_equal(counts.by_state[CASE_RETURNED], 1);
    assert_int_equal(counts.by_state[CASE_SENT], 1);
    assert_int_equal(counts.broken, 1);
    assert_int_equal(counts.problems, 3);
    queue_count_codes(&q);
    assert_int_equal(q.ptr[0].same_code, 1);
    assert_int_equal(q.ptr[1].same_code, 0);
    assert_int_equal(q.ptr[2].same_code, 1);
    assert_int_equal(q.ptr[3].same_code, 0);
    queue_release(&q);
}

static void test_find(void **state)
{
    static const struct {
        const char *meant;
        const char *want; /* an id, or what the refusal says */
        bool found;
    } cases[] = {
        {"aaaa000000000001", "aaaa000000000001", true},
        {"AAAA0000 ", "“AAAA0000 ”有 2 件", false},
        {"aaaa000000000002", "aaaa000000000002", true},
        {"bbbb", "有 3 件", false},
        {"bbb", "没有“bbb”", false},
        {"91130100DEM000022R", "aaaa000000000002", true},
        {"９１１３０１００dem000022r", "aaaa000000000002", true},
        {"91130100DEM000014U", "有 2 件", false},
        {"丙公司", "bbbb000000000005", true},
        {" 演示AB公司", "aaaa000000000002", true},
        {"演示药业",
         "有 2 件，请写明是哪一件的编号：aaaa000000000001（演示药业）；"
         "bbbb000000000003（演示药业）。",
         false},
        {"丙", "没有“丙”", false},
        {"", "没有“”", false},
    };
    struct queue q = {0};
    (void)state;
    make(&q);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const struct queue_row *row = NULL;
        struct err e = {0};
        bool found = case_find(&q, sv_from(cases[i].meant), &row, &e);
        if (found != cases[i].found)
            fail_msg("%s: %s", cases[i].meant, found ? row->head.id.ptr : e.message.ptr);
        if (found)
            assert_text(str_sv(&row->head.id), cases[i].want);
        else if (!sv_contains(str_sv(&e.message), sv_from(cases[i].want)))
            fail_msg("%s\nhas not: %s", e.message.ptr, cases[i].want);
        err_clear(&e);
    }
    queue_release(&q);
}

static void test_row(void **state)
{
    struct office o;
    struct queue_row row = {0}, bare = {0};
    (void)state;
    office_open(&o, ROLE_COUNTY);
    office_must(&o, (struct act){.kind = ACT_MARK, .item = SV("一"), .ruling = RULING_PASS});
    office_must(&o, (struct act){.kind = ACT_REMARK, .text = SV("改")});
    o.world.time = SV("2024-06-07T10:00");
    o.world.by = SV("另一位");
    office_must(&o, (struct act){.kind = ACT_EXPERIENCE, .text = SV("好")});
    o.review.intakes.ptr[0].errors = 3;
    queue_row_make(&row, &o.review, o.form);
    assert_text(str_sv(&row.head.name), "演示药业");
    assert_text(str_sv(&row.check_code), o.code.ptr);
    assert_text(str_sv(&row.received), "2024-06-01T09:00");
    assert_text(str_sv(&row.touched), "2024-06-07T10:00");
    assert_text(str_sv(&row.by), "另一位");
    assert_int_equal(row.intakes, 1);
    assert_int_equal(row.errors, 3);
    assert_int_equal(row.tally.items, 2);
    assert_int_equal(row.tally.passed, 1);
    assert_int_equal(row.tally.open, 1);
    assert_true(queue_row_has_problem(&row));
    queue_row_make(&bare, &o.review, NULL);
    assert_int_equal(bare.tally.items, 0);
    assert_int_equal(bare.tally.open, 1);
    queue_row_release(&row);
    queue_row_release(&bare);
    office_close(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sorts), cmocka_unit_test(test_filters), cmocka_unit_test(test_counts),
        cmocka_unit_test(test_find),  cmocka_unit_test(test_row),
    };
    return cmocka_run_group_tests_name("office/queue", tests, NULL, NULL);
}
