#include "wizarding.h"

static struct offer_page *offer_on_top(const struct bench *b)
{
    assert_int_equal(top(b), PAGE_OFFER);
    return (struct offer_page *)wizard_page(b->w);
}

/* ---- answers ---- */

static const char saved[] = "  name: 甲\n  body: 原来的字\n";
static const char found[] = "  name: 甲乙\n  body: 原来的字和新的字\n";

static void test_taking(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, saved);
    assert_requests(&b, "");
    bench_offer(&b, OFFER_RECOVERED, NULL, found, "");
    assert_int_equal(offer_on_top(&b)->list.len, 2);
    assert_ptr_equal(wizard_offer(b.w), &offer_on_top(&b)->offer);
    /* The first difference is left as it is. */
    type(&b, "　");
    act(&b, ACTION_LINE_END);
    act(&b, ACTION_UP);
    assert_true(act(&b, ACTION_ENTER) & REACTION_CHANGED);
    assert_requests(&b, "ANSWERED 0+ ");
    assert_int_equal(top(&b), PAGE_TASKS);
    assert_null(wizard_offer(b.w));
    assert_text(text_at(&b, "name"), "甲");
    assert_text(text_at(&b, "body"), "原来的字和新的字");
    assert_said(&b, "1 处");
    /* One step, and the draft is unsaved until it is saved. */
    assert_true(history_changed(&b.w->history));
    act(&b, ACTION_UNDO);
    assert_text(text_at(&b, "body"), "原来的字");
    bench_close(&b);
}

static void test_leaving(void **state)
{
    (void)state;
    static const struct {
        enum offer_kind kind;
        const char *requests;
        int escapes; /* how often Esc is pressed */
    } cases[] = {
        {OFFER_RECOVERED, "ANSWERED 0- ", 2},
        {OFFER_CHANGED, "ANSWERED 1- ", 1},
        {OFFER_STATE, "ANSWERED 2- ", 1},
        {OFFER_CARRIED, "ANSWERED 3- ", 1},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct bench b;
        bench_open(&b, saved);
        bench_offer(&b, cases[i].kind, NULL, found, "");
        for (int n = 1; n < cases[i].escapes; n++) {
            act(&b, ACTION_BACK);
            assert_said(&b, "以前的样子");
            assert_int_equal(top(&b), PAGE_OFFER);
        }
        assert_requests(&b, "");
        act(&b, ACTION_BACK);
        assert_requests(&b, cases[i].requests);
        assert_int_equal(top(&b), PAGE_TASKS);
        assert_text(text_at(&b, "name"), "甲");
        assert_int_equal(b.w->read_only, cases[i].kind == OFFER_CARRIED);
        bench_close(&b);
    }
}

/* A key between the two takes the warning back. */
static void test_esc_warns_anew(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, saved);
    bench_offer(&b, OFFER_RECOVERED, NULL, found, "");
    act(&b, ACTION_BACK);
    act(&b, ACTION_UP);
    act(&b, ACTION_BACK);
    assert_int_equal(top(&b), PAGE_OFFER);
    assert_requests(&b, "");
    /* The answer itself needs no second asking. */
    act(&b, ACTION_ENTER);
    assert_requests(&b, "ANSWERED 0- ");
    bench_close(&b);
}

static void test_nothing_ticked(void **state)
{
    (void)state;
    static const struct {
        enum offer_kind kind;
        const char *requests;
    } cases[] = {
        {OFFER_RECOVERED, ""},
        {OFFER_CHANGED, "ANSWERED 1+ "},
        {OFFER_STATE, ""},
        {OFFER_CARRIED, "ANSWERED 3+ "},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct bench b;
        bench_open(&b, saved);
        bench_offer(&b, cases[i].kind, NULL, found, "");
        assert_int_equal(offer_ticked(offer_on_top(&b)), 2);
        act(&b, ACTION_SELECT_ALL);
        assert_int_equal(offer_ticked(offer_on_top(&b)), cases[i].kind == OFFER_CARRIED ? 2 : 0);
        act(&b, ACTION_LINE_END);
        act(&b, ACTION_UP);
        act(&b, ACTION_ENTER);
        assert_requests(&b, cases[i].requests);
        assert_int_equal(top(&b), cases[i].requests[0] ? PAGE_TASKS : PAGE_OFFER);
        assert_text(text_at(&b, "name"), "甲");
        bench_close(&b);
    }
}

static void test_conflicts_are_not_ticked(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, "  name: 我改的\n  body: 原\n");
    bench_offer(&b, OFFER_CHANGED, "  name: 原\n  body: 原\n", "  name: 他改的\n  body: 他写的\n",
                "");
    struct offer_page *p = offer_on_top(&b);
    assert_int_equal(p->list.len, 2);
    assert_true(p->list.ptr[0].conflict);
    assert_int_equal(offer_ticked(p), 1);
    act(&b, ACTION_SELECT_ALL);
    assert_int_equal(offer_ticked(p), 2);
    act(&b, ACTION_LINE_END);
    act(&b, ACTION_UP);
    act(&b, ACTION_ENTER);
    assert_text(text_at(&b, "name"), "他改的");
    assert_text(text_at(&b, "body"), "他写的");
    bench_close(&b);
}

/* ---- nothing to decide ---- */

static void test_no_difference_answers_itself(void **state)
{
    (void)state;
    static const char *const requests[] = {[OFFER_RECOVERED] = "ANSWERED 0- ",
                                           [OFFER_CHANGED] = "ANSWERED 1+ ",
                                           [OFFER_STATE] = "ANSWERED 2- ",
                                           [OFFER_CARRIED] = "ANSWERED 3+ "};
    for (size_t kind = 0; kind < COUNT_OF(requests); kind++) {
        struct bench b;
        bench_open(&b, saved);
        bench_offer(&b, (enum offer_kind)kind, NULL, saved, "");
        assert_int_equal(top(&b), PAGE_TASKS);
        assert_requests(&b, requests[kind]);
        bench_close(&b);
    }
}

/* A draft of a later version is not made one of this version unasked, even where none of its places
 * differs. */
static void test_no_way_back_unasked(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, saved);
    b.w->draft->form_version = (int64_t)b.w->form->version + 1;
    bench_offer(&b, OFFER_CARRIED, NULL, saved, "");
    assert_int_equal(top(&b), PAGE_OFFER);
    assert_requests(&b, "");
    assert_int_equal(offer_items(b.w, offer_on_top(&b)), 2);
    act(&b, ACTION_ENTER);
    assert_requests(&b, "ANSWERED 3- ");
    assert_true(b.w->read_only);
    bench_close(&b);
}

/* What stood in a dialogue is shown even when the draft lacks nothing, and can be pasted. */
static void test_typing_is_shown_and_copied(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, saved);
    bench_offer(&b, OFFER_RECOVERED, NULL, saved, "等待银行开");
    struct offer_page *p = offer_on_top(&b);
    assert_int_equal(offer_items(b.w, p), 2);
    assert_int_equal(offer_item(b.w, p, 0), OFFER_TYPING);
    assert_int_equal(offer_item(b.w, p, 1), OFFER_LEAVE);
    act(&b, ACTION_COPY);
    assert_text(str_sv(&b.w->clipboard), "等待银行开");
    str_clear(&b.w->clipboard);
    act(&b, ACTION_DOWN);
    act(&b, ACTION_ENTER);
    assert_requests(&b, "ANSWERED 0- ");
    assert_text(str_sv(&b.w->clipboard), "等待银行开");
    bench_close(&b);
}

static void test_copy_takes_the_offered_text(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, saved);
    bench_offer(&b, OFFER_STATE, NULL, found, "");
    act(&b, ACTION_DOWN);
    act(&b, ACTION_ENTER);
    assert_true(offer_on_top(&b)->reading);
    act(&b, ACTION_COPY);
    assert_text(str_sv(&b.w->clipboard), "原来的字和新的字");
    act(&b, ACTION_BACK);
    assert_false(offer_on_top(&b)->reading);
    assert_requests(&b, "");
    bench_close(&b);
}

/* ---- while it waits ---- */

/* No other key changes anything, writes anything, or gets rid of the page. */
static void test_other_keys_do_no_harm(void **state)
{
    (void)state;
    static const enum action passed[] = {ACTION_HELP, ACTION_LEAVE};
    for (enum action a = ACTION_NONE; a < ACTION_COUNT; a++)
        for (int reading = 0; reading < 2; reading++) {
            bool answers = a == ACTION_ENTER || a == ACTION_BACK || a == ACTION_SELECT_ALL ||
                           a == passed[0] || a == passed[1];
            if (answers)
                continue;
            struct bench b;
            bench_open(&b, saved);
            assert_requests(&b, "");
            bench_offer(&b, OFFER_CHANGED, NULL, found, "");
            if (reading)
                act(&b, ACTION_ENTER);
            uint64_t version = b.w->draft->version;
            wizard_apply(b.w, a, SV("７"));
            wizard_apply(b.w, a, SV("a"));
            assert_requests(&b, "");
            assert_int_equal(offer_ticked(offer_on_top(&b)), 2);
            assert_true(b.w->draft->version == version);
            bench_close(&b);
        }
}

static void test_leaving_the_program_is_no_answer(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, saved);
    bench_offer(&b, OFFER_RECOVERED, NULL, found, "");
    act(&b, ACTION_HELP);
    assert_int_equal(top(&b), PAGE_HELP);
    struct help_page *help = (struct help_page *)wizard_page(b.w);
    assert_text(str_sv(&help->lines.ptr[0].text), "这一页怎么用");
    act(&b, ACTION_BACK);
    act(&b, ACTION_LEAVE);
    assert_int_equal(top(&b), PAGE_MENU);
    act(&b, ACTION_ENTER);
    struct str want = {0};
    str_add_f(&want, "%d ", REQUEST_QUIT);
    assert_requests(&b, want.ptr);
    assert_int_equal(top(&b), PAGE_OFFER);
    str_release(&want);
    bench_close(&b);
}

/* It may come while something is being asked: that stays, with its text. */
static void test_comes_over_a_dialogue(void **state)
{
    (void)state;
    struct bench b;
    struct sv title, text;
    bench_open(&b, saved);
    act(&b, ACTION_ENTER);
    act(&b, ACTION_TEXT_FILE);
    type(&b, "4");
    assert_int_equal(top(&b), PAGE_PROMPT);
    type(&b, "等");
    bench_offer(&b, OFFER_CHANGED, NULL, found, "");
    assert_true(wizard_typing(b.w, &title, &text));
    assert_text(text, "等");
    act(&b, ACTION_LINE_END);
    act(&b, ACTION_UP);
    act(&b, ACTION_ENTER);
    assert_int_equal(top(&b), PAGE_PROMPT);
    type(&b, "文");
    act(&b, ACTION_ENTER);
    assert_false(wizard_typing(b.w, &title, &text));
    assert_text(str_sv(&remark_find(&b.w->draft->pending, SV("name"))->text), "等文");
    assert_text(text_at(&b, "body"), "原来的字和新的字");
    bench_close(&b);
}

/* The row that is being written may be the one that goes: its words can still be copied. */
static void test_a_row_goes_under_its_dialogue(void **state)
{
    (void)state;
    static const char with[] = "  who: [{id: w1, n: 一}]\n";
    struct bench b;
    bench_open(&b, with);
    uint32_t table = at(&b, "who").field;
    uint32_t key = draft_rows(b.w->draft, table)->ptr[0].key;
    wizard_open_place(b.w, 0, (struct place){form_field(b.form, SV("who.k"))->index, key}, 0);
    act(&b, ACTION_DOWN);
    act(&b, ACTION_ENTER);
    assert_int_equal(top(&b), PAGE_PROMPT);
    type(&b, "另一类");
    bench_offer(&b, OFFER_CHANGED, NULL, "  name: 甲\n", "");
    act(&b, ACTION_LINE_END);
    act(&b, ACTION_UP);
    act(&b, ACTION_ENTER);
    assert_int_equal(draft_rows(b.w->draft, table)->len, 0);
    assert_int_equal(top(&b), PAGE_PROMPT);
    act(&b, ACTION_ENTER);
    assert_said(&b, "已经不在");
    assert_int_equal(top(&b), PAGE_PROMPT);
    act(&b, ACTION_SELECT_ALL);
    act(&b, ACTION_COPY);
    assert_text(str_sv(&b.w->clipboard), "另一类");
    act(&b, ACTION_BACK);
    assert_int_equal(top(&b), PAGE_SECTION);
    assert_int_equal(page_section_scope(wizard_page(b.w)).root.field, NO_FIELD);
    bench_close(&b);
}

/* A text read for a field that is covered by then is not lost. */
static void test_a_text_with_nowhere_to_go(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, saved);
    act(&b, ACTION_ENTER);
    bench_offer(&b, OFFER_CHANGED, NULL, found, "");
    wizard_event(b.w, &(struct event){.kind = EVENT_TEXT,
                                      .request = REQUEST_EDIT_TEXT,
                                      .text = SV("改过的全文")});
    assert_text(str_sv(&b.w->clipboard), "改过的全文");
    bench_close(&b);
}

/* Two at once: the second is answered first, and what the first one lists is then made anew. */
static void test_one_over_the_other(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, saved);
    bench_offer(&b, OFFER_RECOVERED, NULL, found, "");
    bench_offer(&b, OFFER_CHANGED, NULL, found, "");
    act(&b, ACTION_LINE_END);
    act(&b, ACTION_UP);
    act(&b, ACTION_ENTER);
    assert_requests(&b, "ANSWERED 1+ ANSWERED 0- ");
    assert_int_equal(top(&b), PAGE_TASKS);
    bench_close(&b);
}

/* The file was written once more while the first was being looked at: only the newest counts. */
static void test_offered_anew(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, saved);
    bench_offer(&b, OFFER_CHANGED, NULL, found, "");
    act(&b, ACTION_LEAVE);
    bench_offer(&b, OFFER_CHANGED, NULL, "  name: 丙\n  body: 原来的字\n", "");
    assert_int_equal(offer_on_top(&b)->list.len, 1);
    act(&b, ACTION_LINE_END);
    act(&b, ACTION_UP);
    act(&b, ACTION_ENTER);
    assert_requests(&b, "ANSWERED 1+ ");
    assert_text(text_at(&b, "name"), "丙");
    assert_int_equal(top(&b), PAGE_MENU);
    assert_null(wizard_offer(b.w));
    /* Or it is as it was by now. */
    act(&b, ACTION_BACK);
    bench_offer(&b, OFFER_CHANGED, NULL, found, "");
    bench_offer(&b, OFFER_CHANGED, NULL, "  name: 丙\n  body: 原来的字\n", "");
    assert_int_equal(top(&b), PAGE_TASKS);
    assert_requests(&b, "ANSWERED 1+ ");
    bench_close(&b);
}

/* ---- drafts that can only be read ---- */

static void test_read_only_gets_no_offer(void **state)
{
    (void)state;
    static const enum offer_kind kinds[] = {OFFER_RECOVERED, OFFER_CHANGED, OFFER_CARRIED};
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        struct bench b;
        bench_open_as(&b, saved, true, "张三");
        bench_offer(&b, kinds[i], NULL, found, "");
        assert_int_equal(top(&b), PAGE_TASKS);
        assert_requests(&b, "");
        assert_said(&b, "只能查看");
        bench_close(&b);
    }
}

/* It is read-only just because it was not carried over: that can be done, as a whole. */
static void test_carrying_over(void **state)
{
    (void)state;
    struct bench b;
    bench_open_as(&b, saved, true, "");
    uint64_t version = b.w->draft->version;
    bench_offer(&b, OFFER_CARRIED, NULL, found, "");
    struct offer_page *p = offer_on_top(&b);
    assert_false(offer_may_tick(b.w, p));
    type(&b, " ");
    assert_int_equal(offer_ticked(p), 2);
    act(&b, ACTION_LINE_END);
    act(&b, ACTION_UP);
    act(&b, ACTION_ENTER);
    /* The command does it to the file, and opens that. */
    assert_requests(&b, "ANSWERED 3+ ");
    assert_true(b.w->draft->version == version);
    bench_close(&b);
}

static void test_read_only_looks_at_states(void **state)
{
    (void)state;
    struct bench b;
    bench_open_as(&b, saved, true, "");
    bench_offer(&b, OFFER_STATE, NULL, found, "");
    struct offer_page *p = offer_on_top(&b);
    assert_int_equal(offer_items(b.w, p), 3);
    type(&b, " ");
    assert_int_equal(offer_ticked(p), 2);
    act(&b, ACTION_LINE_END);
    act(&b, ACTION_ENTER);
    assert_requests(&b, "ANSWERED 2- ");
    bench_close(&b);
}

/* It is taken from us while the page stands: nothing can be taken any more, nothing is lost. */
static void test_held_while_it_waits(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, saved);
    bench_offer(&b, OFFER_RECOVERED, NULL, found, "");
    act(&b, ACTION_LINE_END);
    act(&b, ACTION_UP);
    wizard_event(b.w, &(struct event){.kind = EVENT_HELD, .text = SV("张三（ws12）")});
    act(&b, ACTION_ENTER);
    assert_requests(&b, "ANSWERED 0- ");
    assert_text(text_at(&b, "name"), "甲");
    bench_close(&b);
}

/* ---- earlier states ---- */

static void list_states(struct bench *b, size_t count)
{
    struct listed_states states = {0};
    for (size_t i = 0; i < count; i++) {
        struct listed_state *s = vec_add(&states);
        str_add_f(&s->time, "6月1日 14:%02zu", 59 - i);
        str_add_f(&s->path, "s%zu", i);
    }
    wizard_event(b->w, &(struct event){.kind = EVENT_STATES, .states = &states});
    assert_int_equal(states.len, 0);
}

static void test_states(void **state)
{
    (void)state;
    struct bench b;
    struct str want = {0};
    bench_open(&b, saved);
    act(&b, ACTION_LEAVE);
    type(&b, "5");
    str_add_f(&want, "%d ", REQUEST_STATES);
    assert_requests(&b, want.ptr);
    list_states(&b, 30);
    assert_int_equal(top(&b), PAGE_STATES);
    act(&b, ACTION_DOWN);
    act(&b, ACTION_PAGE_DOWN);
    act(&b, ACTION_PAGE_DOWN);
    act(&b, ACTION_PAGE_UP);
    act(&b, ACTION_ENTER);
    str_clear(&want);
    /* 19 rows: a screenful is 18. */
    str_add_f(&want, "%ds11 ", REQUEST_STATE);
    assert_requests(&b, want.ptr);
    /* Left, the list is there again; taken, it has done its part. */
    bench_offer(&b, OFFER_STATE, NULL, found, "");
    act(&b, ACTION_BACK);
    assert_int_equal(top(&b), PAGE_STATES);
    bench_offer(&b, OFFER_STATE, NULL, found, "");
    act(&b, ACTION_LINE_END);
    act(&b, ACTION_UP);
    act(&b, ACTION_ENTER);
    assert_int_equal(top(&b), PAGE_TASKS);
    assert_requests(&b, "ANSWERED 2- ANSWERED 2+ ");
    str_release(&want);
    bench_close(&b);
}

static void test_no_states(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, saved);
    list_states(&b, 0);
    assert_int_equal(act(&b, ACTION_ENTER), REACTION_BELL);
    act(&b, ACTION_PAGE_DOWN);
    act(&b, ACTION_BACK);
    assert_int_equal(top(&b), PAGE_TASKS);
    bench_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_taking),
        cmocka_unit_test(test_leaving),
        cmocka_unit_test(test_esc_warns_anew),
        cmocka_unit_test(test_nothing_ticked),
        cmocka_unit_test(test_conflicts_are_not_ticked),
        cmocka_unit_test(test_no_difference_answers_itself),
        cmocka_unit_test(test_no_way_back_unasked),
        cmocka_unit_test(test_typing_is_shown_and_copied),
        cmocka_unit_test(test_copy_takes_the_offered_text),
        cmocka_unit_test(test_other_keys_do_no_harm),
        cmocka_unit_test(test_leaving_the_program_is_no_answer),
        cmocka_unit_test(test_comes_over_a_dialogue),
        cmocka_unit_test(test_a_row_goes_under_its_dialogue),
        cmocka_unit_test(test_a_text_with_nowhere_to_go),
        cmocka_unit_test(test_one_over_the_other),
        cmocka_unit_test(test_offered_anew),
        cmocka_unit_test(test_read_only_gets_no_offer),
        cmocka_unit_test(test_carrying_over),
        cmocka_unit_test(test_read_only_looks_at_states),
        cmocka_unit_test(test_held_while_it_waits),
        cmocka_unit_test(test_states),
        cmocka_unit_test(test_no_states),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
