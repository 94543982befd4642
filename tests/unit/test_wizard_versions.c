#include "wizarding.h"

/* Drafts of other versions and of forms that are not here, and what has no place. */

static void add_left(struct leftovers *list, uint32_t line, const char *path, const char *value)
{
    struct leftover *left = vec_add(list);
    left->line = line;
    str_set(&left->path, sv_from(path));
    str_set(&left->why, SV("表单里没有这个字段"));
    str_set(&left->value, sv_from(value));
}

/* What the event says beside the draft is given in `more`; `left` texts have no place. */
static void open_left(struct bench *b, struct event more, size_t left)
{
    struct start_list none = {0};
    struct leftovers kept = {0};
    b->form = form_of(WIZARDING_FIELDS, NULL);
    b->w = wizard_new();
    wizard_start(b->w, &none);
    for (size_t i = 0; i < left; i++)
        add_left(&kept, 7 + (uint32_t)i, i ? "old.fax" : "old.\x1B[31mname",
                 i ? "传真" : "旧\x1B名\n两行");
    more.kind = EVENT_OPENED;
    more.form = b->form;
    more.draft = draft_of(b->form, "  name: 甲\n", NULL);
    more.kept = &kept;
    wizard_event(b->w, &more);
    assert_int_equal(kept.len, 0);
    struct str all = {0};
    take_requests(b, &all);
    str_release(&all);
}

static void go_to_task(struct bench *b, enum task task)
{
    struct tasks_page *p = (struct tasks_page *)wizard_page(b->w);
    assert_int_equal(top(b), PAGE_TASKS);
    act(b, ACTION_TEXT_START);
    for (size_t i = 0; i < tasks_count(b->w) && task_at(b->w, p->at) != task; i++)
        act(b, ACTION_DOWN);
    assert_int_equal(task_at(b->w, p->at), task);
}

static bool has_task(const struct bench *b, enum task task)
{
    for (size_t i = 0; i < tasks_count(b->w); i++)
        if (task_at(b->w, i) == task)
            return true;
    return false;
}

static void test_tasks(void **state)
{
    (void)state;
    static const struct {
        struct event event;
        size_t left;
        enum task there[4];
        size_t count;
    } cases[] = {
        {{.read_only = false}, 0, {TASK_REVIEW, TASK_PREVIEW, TASK_EXPORT}, 3},
        {{.read_only = false}, 2, {TASK_LEFTOVERS, TASK_REVIEW, TASK_PREVIEW, TASK_EXPORT}, 4},
        {{.other_version = true}, 0, {TASK_CARRY}, 1},
        {{.other_version = true, .read_only = true, .sample = true}, 1, {TASK_LEFTOVERS}, 1},
        {{.other_version = true, .read_only = true, .text = {"别人", 6}}, 0, {TASK_SECTION}, 0},
        {{.unknown_form = true, .read_only = true}, 1, {TASK_LEFTOVERS}, 1},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct bench b;
        open_left(&b, cases[i].event, cases[i].left);
        assert_int_equal(tasks_count(b.w), b.form->section_count + cases[i].count);
        for (size_t k = 0; k < cases[i].count; k++)
            assert_true(has_task(&b, cases[i].there[k]));
        bench_close(&b);
    }
}

/* The list, one text whole, and its way to where it belongs. */
static void test_leftovers(void **state)
{
    (void)state;
    struct bench b;
    open_left(&b, (struct event){.read_only = false}, 2);
    assert_said(&b, "2 处");
    go_to_task(&b, TASK_LEFTOVERS);
    act(&b, ACTION_ENTER);
    assert_int_equal(top(&b), PAGE_LEFTOVERS);
    struct leftovers_page *p = (struct leftovers_page *)wizard_page(b.w);
    act(&b, ACTION_DOWN);
    assert_int_equal(p->at, 1);
    act(&b, ACTION_DOWN);
    assert_int_equal(p->at, 1);
    act(&b, ACTION_COPY);
    assert_text(str_sv(&b.w->clipboard), "传真");
    act(&b, ACTION_TEXT_START);
    assert_int_equal(p->at, 0);
    act(&b, ACTION_ENTER);
    assert_true(p->reading);
    act(&b, ACTION_COPY);
    assert_text(str_sv(&b.w->clipboard), "旧\x1B名\n两行");
    type(&b, "字");
    assert_true(p->reading);
    act(&b, ACTION_BACK);
    assert_false(p->reading);
    act(&b, ACTION_BACK);
    assert_int_equal(top(&b), PAGE_TASKS);
    /* Pasted, it is clean. */
    wizard_open_place(b.w, NO_FIELD, at(&b, "body"), 0);
    act(&b, ACTION_PASTE_CLIP);
    assert_text(text_at(&b, "body"), "旧名\n两行");
    bench_close(&b);
}

/* The list goes with its draft. */
static void test_next_draft(void **state)
{
    (void)state;
    struct bench b;
    open_left(&b, (struct event){.unknown_form = true, .read_only = true, .trouble = SV("没有。")},
              2);
    assert_said(&b, "没有。");
    wizard_event(b.w, &(struct event){.kind = EVENT_OPENED,
                                      .form = b.form,
                                      .draft = draft_of(b.form, "  name: 乙\n", NULL)});
    assert_int_equal(b.w->kept.len, 0);
    assert_false(b.w->unknown_form);
    assert_int_equal(b.w->trouble.len, 0);
    assert_true(wizard_may_change(b.w));
    assert_true(wizard_may_use(b.w));
    bench_close(&b);
}

/* What needs the form is refused, with the reason. */
static void test_refused(void **state)
{
    (void)state;
    static const enum action uses[] = {ACTION_REVIEW,       ACTION_PREVIEW, ACTION_EXPORT,
                                       ACTION_NEXT_PROBLEM, ACTION_SAVE,    ACTION_DONE};
    static const struct {
        struct event event;
        const char *said;
    } cases[] = {
        {{.unknown_form = true, .read_only = true, .trouble = {"没有表单“x”。", 22}},
         "没有表单“x”。"},
        {{.other_version = true, .read_only = true}, "还没有搬到第 1 版"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        for (size_t k = 0; k < COUNT_OF(uses); k++) {
            struct bench b;
            open_left(&b, cases[i].event, 0);
            act(&b, uses[k]);
            if (!sv_contains(str_sv(&b.w->message), sv_from(cases[i].said)))
                fail_msg("%zu %zu: %s", i, k, b.w->message.ptr);
            assert_int_equal(top(&b), PAGE_TASKS);
            assert_requests(&b, "");
            assert_false(b.w->draft->done[0]);
            bench_close(&b);
        }
}

static void test_carry(void **state)
{
    (void)state;
    struct bench b;
    struct str want = {0};
    open_left(&b, (struct event){.other_version = true, .read_only = true}, 0);
    go_to_task(&b, TASK_CARRY);
    act(&b, ACTION_ENTER);
    str_add_f(&want, "%d ", (int)REQUEST_CARRY);
    assert_requests(&b, want.ptr);
    str_release(&want);
    bench_close(&b);
}

/* A form made of an empty draft has nothing at all. */
static void test_nothing(void **state)
{
    (void)state;
    struct bench b = {.w = wizard_new()};
    struct start_list none = {0};
    static const enum action keys[] = {ACTION_UP,        ACTION_DOWN,  ACTION_TEXT_START,
                                       ACTION_TEXT_END,  ACTION_ENTER, ACTION_DONE,
                                       ACTION_PAGE_DOWN, ACTION_HELP};
    b.form =
        form_from("tianbiao_form: 1\nid: t\nversion: 1\ntitle: 题\nsections:\n- id: s\n  title: "
                  "部分\n  fields:\n  - {id: a, kind: line, label: 甲}\n");
    struct form empty = *b.form;
    empty.section_count = empty.field_count = empty.rule_count = 0;
    wizard_start(b.w, &none);
    wizard_event(b.w, &(struct event){.kind = EVENT_OPENED,
                                      .form = &empty,
                                      .draft = draft_new(&empty),
                                      .unknown_form = true,
                                      .read_only = true});
    assert_int_equal(tasks_count(b.w), 0);
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        act(&b, keys[i]);
    bench_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tasks),      cmocka_unit_test(test_leftovers),
        cmocka_unit_test(test_next_draft), cmocka_unit_test(test_refused),
        cmocka_unit_test(test_carry),      cmocka_unit_test(test_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
