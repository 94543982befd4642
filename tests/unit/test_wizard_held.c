#include "wizarding.h"

static const char answers[] = "  name: 甲\n  day: 2024-05-01\n  who: [{id: w1, n: 一}]\n";

static void hold(struct bench *b, const char *holder)
{
    wizard_event(b->w, &(struct event){.kind = EVENT_HELD, .text = sv_from(holder)});
}

/* "4 6 …": the choices of the menu on top, by number and whether their text holds the words. */
static bool menu_has(const struct bench *b, const char *words)
{
    assert_int_equal(top(b), PAGE_MENU);
    const struct menu_page *m = (const struct menu_page *)wizard_page(b->w);
    for (size_t i = 0; i < m->items.len; i++)
        if (sv_contains(str_sv(&m->items.ptr[i].text), sv_from(words)))
            return true;
    return false;
}

/* Moves to the choice that holds the words and takes it. */
static void choose(struct bench *b, const char *words)
{
    assert_true(menu_has(b, words));
    struct menu_page *m = (struct menu_page *)wizard_page(b->w);
    while (!sv_contains(str_sv(&m->items.ptr[m->at].text), sv_from(words)))
        act(b, ACTION_DOWN);
    act(b, ACTION_ENTER);
}

static void assert_asked(struct bench *b, enum request_kind kind)
{
    struct str want = {0};
    str_add_f(&want, "%d ", kind);
    assert_requests(b, want.ptr);
    str_release(&want);
}

/* ---- held by somebody ---- */

/* Whoever types on is told again that it was taken over, and that nothing is lost. */
static void test_taken_over(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, answers);
    act(&b, ACTION_ENTER);
    wizard_event(b.w, &(struct event){.kind = EVENT_TAKEN, .text = SV("张三")});
    type(&b, "乙");
    assert_said(&b, "张三接过去填写了");
    assert_said(&b, "您填的都留着");
    hold(&b, "李四");
    type(&b, "乙");
    assert_said(&b, "李四正在填写");
    bench_close(&b);
}

static void test_taken_away_while_writing(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, answers);
    act(&b, ACTION_ENTER);
    type(&b, "乙");
    hold(&b, "张三");
    assert_said(&b, "张三");
    assert_true(b.w->read_only);
    /* What was written stays, and nothing comes to it. */
    static const enum action changes[] = {
        ACTION_TYPE,      ACTION_PASTE, ACTION_PASTE_CLIP, ACTION_DELETE, ACTION_CUT,
        ACTION_BACKSPACE, ACTION_UNDO,  ACTION_REDO,       ACTION_DONE,   ACTION_SAVE};
    assert_requests(&b, "");
    for (size_t i = 0; i < COUNT_OF(changes); i++) {
        wizard_apply(b.w, changes[i], SV("丙"));
        assert_text(text_at(&b, "name"), "甲乙");
        assert_said(&b, "张三");
        assert_requests(&b, "");
    }
    /* Nor does leaving the field write it its own way. */
    act(&b, ACTION_BACK);
    assert_text(text_at(&b, "name"), "甲乙");
    bench_close(&b);
}

static void test_open_elsewhere(void **state)
{
    (void)state;
    struct bench b;
    bench_open_as(&b, answers, true, "李四");
    assert_text(str_sv(&b.w->holder), "李四");
    assert_said(&b, "李四");
    act(&b, ACTION_LEAVE);
    assert_true(menu_has(&b, "以前的样子"));
    choose(&b, "接过来");
    /* Asked once more, the harmless answer first. */
    assert_true(sv_contains(str_sv(&((struct menu_page *)wizard_page(b.w))->note), SV("李四")));
    assert_requests(&b, "");
    act(&b, ACTION_ENTER);
    assert_requests(&b, "");
    act(&b, ACTION_LEAVE);
    choose(&b, "接过来");
    choose(&b, "接过来");
    assert_asked(&b, REQUEST_TAKE_OVER);
    bench_close(&b);
}

static void test_freed(void **state)
{
    (void)state;
    struct bench b;
    bench_open_as(&b, answers, true, "李四");
    wizard_event(b.w, &(struct event){.kind = EVENT_FREED});
    assert_said(&b, "已经离开");
    assert_int_equal(b.w->holder.len, 0);
    assert_true(b.w->read_only);
    assert_false(wizard_may_change(b.w));
    assert_said(&b, "F10");
    act(&b, ACTION_LEAVE);
    /* Nobody is disturbed by it: not asked again. */
    choose(&b, "接过来");
    assert_asked(&b, REQUEST_TAKE_OVER);
    /* Ours now. */
    wizard_event(b.w, &(struct event){.kind = EVENT_OPENED,
                                      .form = b.form,
                                      .draft = draft_of(b.form, answers, NULL),
                                      .path = SV("草稿.yaml")});
    assert_true(wizard_may_change(b.w));
    assert_false(b.w->freed);
    act(&b, ACTION_LEAVE);
    assert_false(menu_has(&b, "接过来"));
    bench_close(&b);
}

/* Who goes on without having had it frees nothing. */
static void test_freed_of_nobody(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, answers);
    wizard_event(b.w, &(struct event){.kind = EVENT_FREED});
    assert_false(b.w->freed);
    assert_true(wizard_may_change(b.w));
    bench_close(&b);
}

/* An answer being typed when it is taken away stays in its dialogue. */
static void test_taken_away_in_a_dialogue(void **state)
{
    (void)state;
    struct bench b;
    struct sv title, text;
    bench_open(&b, answers);
    assert_false(wizard_typing(b.w, &title, &text));
    act(&b, ACTION_ENTER);
    act(&b, ACTION_TEXT_FILE);
    choose(&b, "待补");
    type(&b, "等盖章");
    assert_true(wizard_typing(b.w, &title, &text));
    assert_true(sv_contains(title, SV("待补")));
    assert_text(text, "等盖章");
    hold(&b, "张三");
    act(&b, ACTION_ENTER);
    assert_true(wizard_typing(b.w, &title, &text));
    assert_text(text, "等盖章");
    assert_null(remark_find(&b.w->draft->pending, SV("name")));
    act(&b, ACTION_BACK);
    assert_false(wizard_typing(b.w, &title, &text));
    bench_close(&b);
}

/* ---- leaving by the menu ---- */

static void test_leaving_finishes_the_field(void **state)
{
    (void)state;
    static const struct {
        const char *choice;
        enum request_kind request;
    } cases[] = {{"保存并离开", REQUEST_QUIT}, {"开始页", REQUEST_START}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct bench b;
        bench_open(&b, answers);
        act(&b, ACTION_ENTER);
        act(&b, ACTION_NEXT_FIELD);
        act(&b, ACTION_SELECT_ALL);
        wizard_apply(b.w, ACTION_PASTE, SV("2024年6月7日"));
        assert_requests(&b, "");
        act(&b, ACTION_LEAVE);
        choose(&b, cases[i].choice);
        assert_text(text_at(&b, "day"), "2024-06-07");
        assert_asked(&b, cases[i].request);
        /* It may not come to it, where saving fails: the page goes on with what it shows. */
        type(&b, "8");
        assert_text(text_at(&b, "day"), "2024-06-078");
        bench_close(&b);
    }
}

static void test_leaving_drops_an_empty_row(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, answers);
    uint32_t table = at(&b, "who").field;
    wizard_open_place(b.w, 0, (struct place){table, draft_rows(b.w->draft, table)->ptr[0].key}, 0);
    size_t pages = b.w->pages.len;
    act(&b, ACTION_ADD);
    assert_int_equal(draft_rows(b.w->draft, table)->len, 2);
    assert_int_equal(b.w->pages.len, pages + 1);
    /* Another page may stand above its own. */
    act(&b, ACTION_HELP);
    act(&b, ACTION_LEAVE);
    choose(&b, "保存并离开");
    assert_int_equal(draft_rows(b.w->draft, table)->len, 1);
    assert_int_equal(b.w->pages.len, pages + 1);
    assert_int_equal(top(&b), PAGE_HELP);
    assert_asked(&b, REQUEST_QUIT);
    act(&b, ACTION_BACK);
    assert_int_equal(page_section_scope(wizard_page(b.w)).root.field, NO_FIELD);
    bench_close(&b);
}

static void test_staying_keeps_an_empty_row(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, answers);
    uint32_t table = at(&b, "who").field;
    wizard_open_place(b.w, 0, (struct place){table, draft_rows(b.w->draft, table)->ptr[0].key}, 0);
    act(&b, ACTION_ADD);
    act(&b, ACTION_LEAVE);
    choose(&b, "不离开");
    assert_int_equal(draft_rows(b.w->draft, table)->len, 2);
    type(&b, "二");
    act(&b, ACTION_LEAVE);
    choose(&b, "保存并离开");
    assert_int_equal(draft_rows(b.w->draft, table)->len, 2);
    bench_close(&b);
}

/* ---- the start page ---- */

static void start_with(struct bench *b, size_t drafts)
{
    struct start_list list = {0};
    for (size_t i = 0; i < drafts + 2; i++) {
        struct start_entry *entry = vec_add(&list.entries);
        entry->kind = i < drafts ? START_DRAFT : i == drafts ? START_FORM : START_SAMPLE;
        str_add_f(&entry->path, "%zu.yaml", i);
        str_set(&entry->form, SV("t"));
    }
    *b = (struct bench){.w = wizard_new()};
    wizard_start(b->w, &list);
}

static void test_many_drafts_leave_room(void **state)
{
    (void)state;
    static const struct {
        size_t drafts;
        uint16_t rows;
        size_t shown; /* drafts */
    } cases[] = {{0, 24, 0}, {3, 24, 3},  {6, 24, 6},  {7, 24, 7},
                 {8, 24, 6}, {40, 24, 6}, {40, 12, 2}, {40, 43, 12}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct bench b;
        start_with(&b, cases[i].drafts);
        bench_resize(&b, 80, cases[i].rows);
        struct start_page *p = (struct start_page *)wizard_page(b.w);
        size_t hidden = cases[i].drafts - cases[i].shown;
        assert_int_equal(start_hidden(b.w, p), hidden);
        assert_int_equal(start_lines(b.w, p), cases[i].shown + (hidden > 0) + 3);
        /* Every line leads to the next, and round. */
        for (size_t line = 0; line < start_lines(b.w, p); line++) {
            assert_true(p->at == start_entry(b.w, p, line));
            act(&b, ACTION_DOWN);
        }
        assert_int_equal(p->at, 0);
        act(&b, ACTION_UP);
        assert_int_equal(p->at, cases[i].drafts + 2);
        wizard_free(b.w);
    }
}

static void test_more_drafts_unfold(void **state)
{
    (void)state;
    struct bench b;
    start_with(&b, 20);
    struct start_page *p = (struct start_page *)wizard_page(b.w);
    for (int i = 0; i < 6; i++)
        act(&b, ACTION_DOWN);
    assert_true(p->at == START_MORE);
    act(&b, ACTION_ENTER);
    assert_requests(&b, "");
    assert_int_equal(start_hidden(b.w, p), 0);
    assert_int_equal(p->at, 6);
    act(&b, ACTION_ENTER);
    struct str want = {0};
    str_add_f(&want, "%d6.yaml ", REQUEST_OPEN);
    assert_requests(&b, want.ptr);
    str_release(&want);
    wizard_free(b.w);
}

/* The draft just left is in focus, folded away or not; a smaller screen folds it into its line. */
static void test_focus_on_a_folded_draft(void **state)
{
    (void)state;
    struct bench b;
    start_with(&b, 20);
    struct start_page *p = (struct start_page *)wizard_page(b.w);
    for (int i = 0; i < 5; i++)
        act(&b, ACTION_DOWN);
    bench_resize(&b, 40, 12);
    assert_true(p->at == START_MORE);
    page_start_focus(b.w, &p->page, SV("12.yaml"));
    assert_int_equal(p->at, 12);
    assert_int_equal(start_hidden(b.w, p), 0);
    wizard_free(b.w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_taken_away_while_writing),
        cmocka_unit_test(test_taken_over),
        cmocka_unit_test(test_open_elsewhere),
        cmocka_unit_test(test_freed),
        cmocka_unit_test(test_freed_of_nobody),
        cmocka_unit_test(test_taken_away_in_a_dialogue),
        cmocka_unit_test(test_leaving_finishes_the_field),
        cmocka_unit_test(test_leaving_drops_an_empty_row),
        cmocka_unit_test(test_staying_keeps_an_empty_row),
        cmocka_unit_test(test_many_drafts_leave_room),
        cmocka_unit_test(test_more_drafts_unfold),
        cmocka_unit_test(test_focus_on_a_folded_draft),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
