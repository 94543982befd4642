#include "at_desk_wizard.h"
#include "wizard/case_city.h"

static const struct queue_page *queue(const struct bench *b)
{
    return (const struct queue_page *)b->w->pages.ptr[0];
}

static void assert_focus(const struct bench *b, const char *name)
{
    const struct queue_row *row = queue_focus(b->w, queue(b));
    assert_non_null(row);
    assert_text(str_sv(&row->head.name), name);
}

static void choose(struct bench *b, const char *words)
{
    assert_int_equal(top(b), PAGE_MENU);
    struct menu_page *m = (struct menu_page *)wizard_page(b->w);
    size_t i = 0;
    while (!sv_contains(str_sv(&m->items.ptr[i].text), sv_from(words)))
        assert_true(++i < m->items.len);
    m->at = i;
    act(b, ACTION_ENTER);
}

static void assert_asked(struct bench *b, enum request_kind kind, const char *path)
{
    struct str want = {0};
    str_add_f(&want, "%d%s ", kind, path);
    assert_requests(b, want.ptr);
    str_release(&want);
}

/* ---- the list ---- */

static void test_moving(void **state)
{
    (void)state;
    struct bench b;
    desk_open(&b);
    assert_focus(&b, "演示甲");
    act(&b, ACTION_UP);
    assert_focus(&b, "演示甲");
    act(&b, ACTION_DOWN);
    assert_focus(&b, "演示乙");
    act(&b, ACTION_TEXT_END);
    assert_focus(&b, "演示丁");
    act(&b, ACTION_DOWN);
    assert_focus(&b, "演示丁");
    act(&b, ACTION_PAGE_UP);
    assert_focus(&b, "演示甲");
    act(&b, ACTION_ENTER);
    assert_asked(&b, REQUEST_CASE, "aaaaaaaa");
    type(&b, "　");
    assert_asked(&b, REQUEST_CASE, "aaaaaaaa");
    bench_close(&b);
}

static void test_next_problem(void **state)
{
    (void)state;
    struct bench b;
    desk_open(&b);
    act(&b, ACTION_NEXT_PROBLEM);
    assert_focus(&b, "演示丁");
    /* It goes round, and stays on the only one. */
    act(&b, ACTION_NEXT_PROBLEM);
    assert_focus(&b, "演示丁");
    bench_close(&b);
}

/* The case in focus stays it, whatever comes before it, and so does what is listed. */
static void test_read_anew(void **state)
{
    (void)state;
    struct bench b;
    struct queue q = desk_queue();
    desk_open(&b);
    act(&b, ACTION_DOWN);
    act(&b, ACTION_DOWN);
    assert_focus(&b, "演示丙");
    add_row(&q, "a0000000", "演示零", CASE_RECEIVED);
    wizard_event(b.w, &(struct event){.kind = EVENT_QUEUE, .queue = &q});
    assert_focus(&b, "演示丙");
    assert_int_equal(queue(&b)->shown.len, 5);
    /* It went: whatever took its place. */
    q = (struct queue){0};
    add_row(&q, "a0000000", "演示零", CASE_RECEIVED);
    wizard_event(b.w, &(struct event){.kind = EVENT_QUEUE, .queue = &q});
    assert_focus(&b, "演示零");
    q = (struct queue){0};
    wizard_event(b.w, &(struct event){.kind = EVENT_QUEUE, .queue = &q});
    assert_null(queue_focus(b.w, queue(&b)));
    act(&b, ACTION_ENTER);
    assert_said(&b, "还没有收件");
    act(&b, ACTION_NEXT_PROBLEM);
    act(&b, ACTION_TEXT_END);
    assert_requests(&b, "");
    bench_close(&b);
}

/* However many come in above it, the case in focus stays in its row of the screen. */
static void test_stays_on_the_screen(void **state)
{
    (void)state;
    struct bench b;
    desk_open(&b);
    for (int times = 1; times <= 2; times++) {
        struct queue q = {0};
        for (int i = 0; i < 60 * times; i++) {
            struct str id = {0};
            str_add_f(&id, "%08x", i * 2 / times);
            add_row(&q, id.ptr, id.ptr, CASE_RECEIVED);
            str_release(&id);
        }
        wizard_event(b.w, &(struct event){.kind = EVENT_QUEUE, .queue = &q});
        if (times == 1) {
            act(&b, ACTION_TEXT_START);
            for (int i = 0; i < 40; i++)
                act(&b, ACTION_DOWN);
            for (int i = 0; i < 5; i++)
                act(&b, ACTION_UP);
            assert_int_equal(queue(&b)->at, 35);
        } else {
            assert_int_equal(queue(&b)->at, 70);
        }
        assert_focus(&b, "00000046");
        assert_int_equal(queue(&b)->at - queue(&b)->scroll, queue_room(b.w) - 6);
    }
    bench_close(&b);
}

static void test_filters(void **state)
{
    (void)state;
    struct bench b;
    desk_open(&b);
    act(&b, ACTION_REVIEW);
    choose(&b, "退回");
    assert_int_equal(queue(&b)->shown.len, 1);
    assert_focus(&b, "演示乙");
    assert_said(&b, "列出 1 件");
    act(&b, ACTION_BACK);
    assert_int_equal(queue(&b)->shown.len, 4);
    assert_focus(&b, "演示乙");
    act(&b, ACTION_REVIEW);
    choose(&b, "有问题的");
    assert_focus(&b, "演示丁");
    act(&b, ACTION_BACK);
    /* What is typed is looked for. */
    type(&b, "丙");
    assert_int_equal(top(&b), PAGE_PROMPT);
    act(&b, ACTION_ENTER);
    assert_int_equal(queue(&b)->shown.len, 1);
    assert_focus(&b, "演示丙");
    act(&b, ACTION_FIND);
    act(&b, ACTION_SELECT_ALL);
    type(&b, "没有");
    act(&b, ACTION_ENTER);
    assert_int_equal(queue(&b)->shown.len, 0);
    assert_said(&b, "没有这样的");
    act(&b, ACTION_BACK);
    assert_int_equal(queue(&b)->shown.len, 4);
    /* Back from all of it is leaving. */
    act(&b, ACTION_BACK);
    assert_int_equal(top(&b), PAGE_MENU);
    bench_close(&b);
}

static void test_order(void **state)
{
    (void)state;
    struct bench b;
    desk_open(&b);
    act(&b, ACTION_DONE);
    choose(&b, "问题多");
    act(&b, ACTION_TEXT_START);
    assert_focus(&b, "演示丁");
    assert_said(&b, "");
    bench_close(&b);
}

/* ---- what it asks for ---- */

static void test_in_and_out(void **state)
{
    (void)state;
    struct bench b;
    desk_open(&b);
    act(&b, ACTION_TEXT_FILE);
    assert_int_equal(top(&b), PAGE_FILES);
    assert_asked(&b, REQUEST_LIST, "");
    /* The folder itself is the last entry. */
    act(&b, ACTION_TEXT_END);
    act(&b, ACTION_ENTER);
    assert_asked(&b, REQUEST_RECEIVE, "");
    act(&b, ACTION_EXPORT);
    choose(&b, "电子表格");
    assert_int_equal(b.w->requests.len, 1);
    assert_int_equal(b.w->requests.ptr[0].kind, REQUEST_SUMMARY);
    assert_text(b.w->requests.ptr[0].wish.format, "xlsx");
    struct str done = {0};
    take_requests(&b, &done);
    str_release(&done);
    act(&b, ACTION_DOWN);
    act(&b, ACTION_EXPORT);
    choose(&b, "退回文件");
    assert_int_equal(b.w->requests.ptr[0].kind, REQUEST_RETURN);
    assert_text(str_sv(&b.w->requests.ptr[0].text), "bbbbbbbb");
    bench_close(&b);
}

static void test_broken(void **state)
{
    (void)state;
    struct bench b;
    struct queue q = desk_queue();
    desk_open(&b);
    q.ptr[0].broken = true;
    str_set(&q.ptr[0].trouble, SV("第 3 行不对"));
    wizard_event(b.w, &(struct event){.kind = EVENT_QUEUE, .queue = &q});
    act(&b, ACTION_ENTER);
    assert_said(&b, "第 3 行不对");
    assert_requests(&b, "");
    bench_close(&b);
}

static void test_report(void **state)
{
    (void)state;
    struct bench b;
    desk_open(&b);
    wizard_event(b.w, &(struct event){.kind = EVENT_REPORT, .text = SV("收件\n甲.zip：收下\n")});
    assert_int_equal(top(&b), PAGE_REPORT);
    const struct report_page *p = (const struct report_page *)wizard_page(b.w);
    assert_text(str_sv(&p->title), "收件");
    assert_int_equal(p->rows.len, 1);
    act(&b, ACTION_COPY);
    assert_text(str_sv(&b.w->clipboard), "甲.zip：收下");
    act(&b, ACTION_BACK);
    assert_int_equal(top(&b), PAGE_QUEUE);
    bench_close(&b);
}

/* ---- a case, and back ---- */

static void test_back_on_the_same_row(void **state)
{
    (void)state;
    struct bench b;
    desk_open(&b);
    act(&b, ACTION_DOWN);
    act(&b, ACTION_DOWN);
    case_open(&b, "cccccccc", CASE_RECEIVED);
    assert_int_equal(top(&b), PAGE_CASE);
    act(&b, ACTION_ENTER);
    assert_int_equal(top(&b), PAGE_SECTION);
    act(&b, ACTION_BACK);
    struct str done = {0};
    take_requests(&b, &done);
    str_release(&done);
    act(&b, ACTION_BACK);
    assert_asked(&b, REQUEST_CASE_SHUT, "");
    queue_comes(&b, REQUEST_CASE_SHUT);
    assert_int_equal(top(&b), PAGE_QUEUE);
    assert_null(b.w->draft);
    assert_focus(&b, "演示丙");
    bench_close(&b);
}

/* The next one that waits, passing over what is decided and what others have open. */
static void test_next_case(void **state)
{
    (void)state;
    struct bench b;
    struct listing holders = {0};
    struct listed *entry = vec_add(&holders);
    desk_open(&b);
    str_set(&entry->name, SV("李四"));
    str_set(&entry->path, SV("cccccccc"));
    wizard_event(b.w, &(struct event){.kind = EVENT_HOLDERS, .listing = &holders});
    assert_text(queue_holder(queue(&b), &b.w->office->queue.ptr[2]), "李四");
    assert_text(queue_holder(queue(&b), &b.w->office->queue.ptr[0]), "");
    case_open(&b, "aaaaaaaa", CASE_RECEIVED);
    struct str done = {0};
    take_requests(&b, &done);
    str_release(&done);
    act(&b, ACTION_NEXT_CASE);
    assert_asked(&b, REQUEST_CASE, "dddddddd");
    /* Once it is decided, the key for the next problem leads there too. */
    case_becomes(&b, "aaaaaaaa", CASE_RECOMMENDED);
    act(&b, ACTION_NEXT_PROBLEM);
    assert_asked(&b, REQUEST_CASE, "dddddddd");
    listing_release(&holders);
    bench_close(&b);
}

static void test_no_next_case(void **state)
{
    (void)state;
    struct bench b;
    struct queue q = {0};
    desk_open(&b);
    add_row(&q, "aaaaaaaa", "演示甲", CASE_RECEIVED);
    wizard_event(b.w, &(struct event){.kind = EVENT_QUEUE, .queue = &q});
    case_open(&b, "aaaaaaaa", CASE_RECEIVED);
    struct str done = {0};
    take_requests(&b, &done);
    str_release(&done);
    act(&b, ACTION_NEXT_CASE);
    assert_said(&b, "没有别的待办");
    assert_requests(&b, "");
    bench_close(&b);
}

/* Moves to a row of the case. */
static void go_to(struct bench *b, enum case_row row)
{
    struct case_page *p = (struct case_page *)wizard_page(b->w);
    assert_int_equal(top(b), PAGE_CASE);
    act(b, ACTION_TEXT_START);
    while (case_row_at(b->w, p->at) != row) {
        assert_true(p->at + 1 < case_lines(b->w));
        act(b, ACTION_DOWN);
    }
}

/* The case was let go, and the list could not be read: nobody is kept on a case that is not his. */
static void test_left_without_a_list(void **state)
{
    (void)state;
    struct bench b;
    desk_open(&b);
    case_open(&b, "bbbbbbbb", CASE_RECEIVED);
    wizard_event(b.w, &(struct event){.kind = EVENT_FAILED,
                                      .request = REQUEST_CASE_SHUT,
                                      .text = SV("读不出办公夹。")});
    assert_int_equal(top(&b), PAGE_QUEUE);
    assert_false(b.w->office->open);
    assert_focus(&b, "演示乙");
    assert_said(&b, "读不出办公夹。");
    bench_close(&b);
}

static void test_what_a_state_forbids(void **state)
{
    (void)state;
    struct bench b;
    desk_open(&b);
    case_open(&b, "aaaaaaaa", CASE_RECEIVED);
    struct str why = {0};
    for (enum case_row row = CASE_ROW_SECTION; row < CASE_ROWS; row++)
        if (!case_city_has(row))
            case_row_add_why_not(&why, b.w, row);
    assert_text(str_sv(&why), "");
    case_becomes(&b, "aaaaaaaa", CASE_DECLINED);
    go_to(&b, CASE_ROW_DECIDE);
    act(&b, ACTION_ENTER);
    assert_int_equal(top(&b), PAGE_CASE);
    assert_said(&b, "不能做了");
    act(&b, ACTION_DONE);
    assert_int_equal(top(&b), PAGE_CASE);
    go_to(&b, CASE_ROW_LOG);
    act(&b, ACTION_ENTER);
    assert_int_equal(top(&b), PAGE_REPORT);
    str_release(&why);
    bench_close(&b);
}

/* Somebody takes it over: nothing can be done any more, and it is said why. */
static void test_taken_over(void **state)
{
    (void)state;
    struct bench b;
    struct act mark = {.kind = ACT_MARK_REST, .ruling = RULING_PASS};
    desk_open(&b);
    case_open(&b, "aaaaaaaa", CASE_RECEIVED);
    struct str done = {0};
    take_requests(&b, &done);
    str_release(&done);
    assert_true(office_act(b.w, &mark));
    assert_asked(&b, REQUEST_ACT, "");
    wizard_event(b.w, &(struct event){.kind = EVENT_TAKEN, .text = SV("李四（主机 乙）")});
    assert_said(&b, "李四（主机 乙）接过去审了");
    assert_false(office_act(b.w, &mark));
    assert_requests(&b, "");
    act(&b, ACTION_DONE);
    assert_said(&b, "李四");
    assert_int_equal(top(&b), PAGE_CASE);
    /* Until he goes. */
    wizard_event(b.w, &(struct event){.kind = EVENT_FREED});
    assert_said(&b, "可以接过来审");
    act(&b, ACTION_LEAVE);
    choose(&b, "接过来审");
    assert_asked(&b, REQUEST_TAKE_OVER, "");
    bench_close(&b);
}

/* An act that could not be done: what was written for it is not lost with its page. */
static void test_refused_words_are_kept(void **state)
{
    (void)state;
    struct bench b;
    struct act copy = {.kind = ACT_COPY, .number = 1, .text = SV("4K7M-AAAA-BBBB")};
    desk_open(&b);
    case_open(&b, "aaaaaaaa", CASE_RECEIVED);
    wizard_event(b.w, &(struct event){.kind = EVENT_FAILED,
                                      .request = REQUEST_ACT,
                                      .act = &copy,
                                      .text = SV("校验码输错了。")});
    assert_said(&b, "校验码输错了。");
    assert_said(&b, "剪贴板");
    assert_text(str_sv(&b.w->clipboard), "4K7M-AAAA-BBBB");
    struct sv title, text;
    assert_true(wizard_typing(b.w, &title, &text));
    assert_text(text, "4K7M-AAAA-BBBB");
    bench_close(&b);
}

/* What the journal gives back stands on its page again, or in the clipboard. */
static void test_words_come_back(void **state)
{
    (void)state;
    struct bench b;
    struct act words = {.kind = ACT_EXPERIENCE, .text = SV("写到一半")}, now = {0};
    desk_open(&b);
    case_open(&b, "aaaaaaaa", CASE_RECEIVED);
    wizard_event(b.w, &(struct event){.kind = EVENT_WORDS, .act = &words});
    assert_int_equal(top(&b), PAGE_WRITE);
    const struct page *p = wizard_page(b.w);
    assert_non_null(p->class->typing);
    assert_true(p->class->typing(p, &now));
    assert_int_equal(now.kind, ACT_EXPERIENCE);
    assert_text(now.text, "写到一半");
    wizard_event(b.w,
                 &(struct event){.kind = EVENT_WORDS, .path = SV("校验码"), .text = SV("4K7M")});
    assert_text(str_sv(&b.w->clipboard), "4K7M");
    bench_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_moving),
        cmocka_unit_test(test_next_problem),
        cmocka_unit_test(test_read_anew),
        cmocka_unit_test(test_stays_on_the_screen),
        cmocka_unit_test(test_filters),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_in_and_out),
        cmocka_unit_test(test_broken),
        cmocka_unit_test(test_report),
        cmocka_unit_test(test_back_on_the_same_row),
        cmocka_unit_test(test_next_case),
        cmocka_unit_test(test_no_next_case),
        cmocka_unit_test(test_left_without_a_list),
        cmocka_unit_test(test_what_a_state_forbids),
        cmocka_unit_test(test_taken_over),
        cmocka_unit_test(test_refused_words_are_kept),
        cmocka_unit_test(test_words_come_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
