#include "wizard/pages_reviewing.h"
#include "wizard/returning.h"
#include "wizarding.h"

static const char answers[] = "  name: 甲\n  body: |\n    开放接口。\n";

static void add_note(struct returned *r, uint32_t number, enum remark_state state)
{
    struct note *n = vec_add(&r->notes);
    n->number = number;
    str_set(&n->field, SV("body"));
    str_set(&n->label, SV("正文"));
    note_add_turn(n, REMARK_OPEN, SV("请改"), SV("演示员"), SV("2024-06-01T09:00"));
    if (state != REMARK_OPEN)
        note_add_turn(n, state, SV("改了"), SV("演示药业"), SV("2024-06-02T09:00"));
    if (state != REMARK_ACCEPTED)
        vec_push(&r->asked, number);
}

/* "o" open, "c" changed, "a" accepted: remarks from 1 on. */
static void bring(struct bench *b, const char *states, size_t materials, enum request_kind request,
                  const char *told)
{
    struct returned r = {.number = 2, .revision = 1};
    str_set(&r.reason, SV("没有写清楚"));
    for (uint32_t i = 0; states[i]; i++)
        add_note(&r, i + 1,
                 states[i] == 'o'   ? REMARK_OPEN
                 : states[i] == 'c' ? REMARK_CHANGED
                                    : REMARK_ACCEPTED);
    for (size_t i = 0; i < materials; i++)
        str_set(vec_add(&r.materials), SV("name"));
    wizard_event(b->w, &(struct event){.kind = EVENT_RETURNED,
                                       .request = request,
                                       .returned = &r,
                                       .text = sv_from(told)});
    assert_int_equal(r.notes.len, 0);
    returned_release(&r);
}

static void test_shown_first(void **state)
{
    (void)state;
    static const struct {
        const char *states;
        size_t materials;
        uint32_t revision; /* of the draft */
        enum page_kind top;
        const char *line;
    } cases[] = {
        {"oo", 0, 1, PAGE_NOTES, "退回意见：还有 2 条没有答复"},
        {"oca", 0, 3, PAGE_NOTES, "退回意见：还有 1 条没有答复"},
        {"cca", 0, 1, PAGE_TASKS, "退回意见：都已答复"},
        {"", 0, 1, PAGE_TASKS, "退回意见：都已答复"},
        /* Materials wait until the next 定稿. */
        {"", 2, 1, PAGE_NOTES, "退回意见：要重新提供 2 项材料"},
        {"", 2, 2, PAGE_TASKS, "退回意见：都已答复"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct bench b;
        struct str line = {0};
        bench_open(&b, answers);
        b.w->draft->revision = cases[i].revision;
        bring(&b, cases[i].states, cases[i].materials, REQUEST_OPEN, "");
        assert_int_equal(top(&b), cases[i].top);
        returning_add_line(&line, b.w);
        assert_text(str_sv(&line), cases[i].line);
        assert_int_equal(returning_waits(b.w), cases[i].top == PAGE_NOTES);
        str_release(&line);
        bench_close(&b);
    }
}

/* Below the remarks lies the task list, which leads to them again. */
static void test_in_the_task_list(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, answers);
    size_t lines = tasks_count(b.w);
    bring(&b, "o", 0, REQUEST_OPEN, "");
    assert_int_equal(tasks_count(b.w), lines + 1);
    assert_int_equal(task_at(b.w, b.form->section_count), TASK_RETURNED);
    act(&b, ACTION_BACK);
    assert_int_equal(top(&b), PAGE_TASKS);
    while (task_at(b.w, ((struct tasks_page *)wizard_page(b.w))->at) != TASK_RETURNED)
        act(&b, ACTION_DOWN);
    act(&b, ACTION_ENTER);
    assert_int_equal(top(&b), PAGE_NOTES);
    bench_close(&b);
}

static void test_answered(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, answers);
    bring(&b, "oo", 0, REQUEST_OPEN, "");
    act(&b, ACTION_DOWN);
    act(&b, ACTION_DONE);
    bool asked = false;
    for (size_t i = 0; i < b.w->requests.len; i++) {
        const struct request *r = &b.w->requests.ptr[i];
        if (r->kind != REQUEST_ANSWER)
            continue;
        asked = true;
        assert_int_equal(r->number, 1);
        assert_int_equal(r->answer, REMARK_CHANGED);
    }
    assert_true(asked);
    /* Nothing is answered until the world says so, and what it says is shown. */
    assert_int_equal(returned_open(b.w->returned), 2);
    bring(&b, "co", 0, REQUEST_ANSWER, "第 1 条记作“已改”。");
    assert_int_equal(returned_open(b.w->returned), 1);
    assert_int_equal(top(&b), PAGE_NOTES);
    assert_said(&b, "第 1 条记作");
    /* The last answer does not lead away. */
    bring(&b, "cc", 0, REQUEST_ANSWER, "都答复了");
    assert_int_equal(top(&b), PAGE_NOTES);
    bench_close(&b);
}

/* An answer told while another page is on top opens nothing. */
static void test_answered_elsewhere(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, answers);
    act(&b, ACTION_ENTER);
    assert_int_equal(top(&b), PAGE_SECTION);
    bring(&b, "o", 0, REQUEST_OPEN, "");
    assert_int_equal(top(&b), PAGE_SECTION);
    bench_close(&b);
}

/* It belongs to the open draft: the next one has its own, or none. */
static void test_goes_with_the_draft(void **state)
{
    (void)state;
    struct bench b;
    struct start_list none = {0};
    bench_open(&b, answers);
    bring(&b, "o", 0, REQUEST_OPEN, "");
    wizard_event(b.w, &(struct event){.kind = EVENT_OPENED,
                                      .form = b.form,
                                      .draft = draft_of(b.form, answers, NULL),
                                      .path = SV("另一份.yaml")});
    assert_null(b.w->returned);
    assert_int_equal(top(&b), PAGE_TASKS);
    bring(&b, "o", 0, REQUEST_OPEN, "");
    wizard_event(b.w, &(struct event){.kind = EVENT_START, .start = &none});
    assert_null(b.w->returned);
    assert_false(returning_waits(b.w));
    /* Told too late, when the draft is gone, it is let go. */
    struct returned late = {.number = 1};
    wizard_event(b.w, &(struct event){.kind = EVENT_RETURNED, .returned = &late});
    assert_null(b.w->returned);
    bench_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shown_first),
        cmocka_unit_test(test_in_the_task_list),
        cmocka_unit_test(test_answered),
        cmocka_unit_test(test_answered_elsewhere),
        cmocka_unit_test(test_goes_with_the_draft),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
