/* Words that are being written at a desk, when something else comes in between. */
#include "reviewing.h"

static void tell(struct case_bench *k, enum event_kind kind, const char *who)
{
    wizard_event(k->b.w, &(struct event){.kind = kind, .text = sv_from(who)});
}

static void assert_words(const struct case_bench *k, const char *want)
{
    assert_int_equal(top(&k->b), PAGE_WRITE);
    assert_text(str_sv(&((struct write_page *)wizard_page(k->b.w))->text), want);
}

static void write_some(struct case_bench *k)
{
    open_page(k, page_review_new);
    open_page(k, page_notes_new);
    key(k, ACTION_ADD);
    words(k, "请写清楚");
    assert_words(k, "请写清楚");
}

/* The help over them leads nowhere but back. */
static void test_from_the_help(void **state)
{
    (void)state;
    static const enum action keys[] = {ACTION_REVIEW,       ACTION_PREVIEW, ACTION_EXPORT,
                                       ACTION_NEXT_PROBLEM, ACTION_SAVE,    ACTION_UNDO,
                                       ACTION_REDO,         ACTION_LEAVE};
    struct case_bench k;
    case_open(&k, REVIEWING_ANSWERS);
    write_some(&k);
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        key(&k, ACTION_HELP);
        assert_true(act(&k.b, keys[i]) & REACTION_BELL);
        assert_int_equal(top(&k.b), PAGE_HELP);
        assert_said(&k.b, "先按 Esc 回去");
        key(&k, ACTION_BACK);
        assert_words(&k, "请写清楚");
    }
    /* They were kept: nothing holds the keys any more. */
    key(&k, ACTION_DONE);
    key(&k, ACTION_HELP);
    key(&k, ACTION_REVIEW);
    assert_int_equal(top(&k.b), PAGE_REVIEW);
    case_close(&k);
}

/* Where the case went to somebody else, the key that takes it back is at hand; else it waits. */
static void test_leaving(void **state)
{
    (void)state;
    struct case_bench k;
    case_open(&k, REVIEWING_ANSWERS);
    open_page(&k, page_notes_new);
    key(&k, ACTION_ADD);
    key(&k, ACTION_LEAVE);
    assert_int_equal(top(&k.b), PAGE_MENU);
    key(&k, ACTION_BACK);
    words(&k, "请写清楚");
    key(&k, ACTION_LEAVE);
    assert_words(&k, "请写清楚");
    assert_said(&k.b, "先按 F8 记下");
    for (int freed = 0; freed < 2; freed++) {
        tell(&k, freed ? EVENT_FREED : EVENT_TAKEN, freed ? "" : "李某");
        key(&k, ACTION_LEAVE);
        assert_int_equal(top(&k.b), PAGE_MENU);
        const struct menu_page *m = (struct menu_page *)wizard_page(k.b.w);
        const struct menu_item *last = &m->items.ptr[m->items.len - 1];
        assert_true(sv_contains(str_sv(&last->text), SV("接过来审")));
        key(&k, ACTION_BACK);
        assert_words(&k, "请写清楚");
    }
    case_close(&k);
}

/* Done under our own lock again, it is no longer to be taken over; nor is what was left. */
static void test_no_longer_away(void **state)
{
    (void)state;
    struct case_bench k;
    case_open(&k, REVIEWING_ANSWERS);
    tell(&k, EVENT_TAKEN, "李某");
    assert_true(office_is_away(k.b.w));
    tell(&k, EVENT_FREED, "");
    assert_true(office_is_away(k.b.w));
    open_page(&k, page_marks_new);
    digit(&k, "1");
    assert_int_equal(record(&k)->marks.len, 1);
    assert_false(office_is_away(k.b.w));
    tell(&k, EVENT_FREED, "");
    wizard_close(k.b.w);
    assert_false(k.b.w->freed);
    case_close(&k);
}

/* What lies in the clipboard is not pushed out by words that the record has. */
static void test_mark_refused(void **state)
{
    (void)state;
    struct case_bench k;
    case_open(&k, REVIEWING_ANSWERS);
    open_page(&k, page_marks_new);
    type(&k.b, "2");
    words(&k, "看原件");
    key(&k, ACTION_DONE);
    key(&k, ACTION_UP);
    str_set(&k.b.w->clipboard, SV("剪下的话"));
    type(&k.b, "1");
    assert_int_equal(k.b.w->requests.len, 1);
    const struct act *a = &k.b.w->requests.ptr[0].errand->act;
    assert_text(a->text, "看原件");
    wizard_event(k.b.w, &(struct event){.kind = EVENT_FAILED,
                                        .request = REQUEST_ACT,
                                        .act = a,
                                        .text = SV("写不进去。")});
    assert_text(str_sv(&k.b.w->clipboard), "剪下的话");
    assert_said(&k.b, "写不进去。");
    assert_int_equal(record(&k)->marks.ptr[0].ruling, RULING_DOUBT);
    case_close(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_from_the_help),
        cmocka_unit_test(test_leaving),
        cmocka_unit_test(test_no_longer_away),
        cmocka_unit_test(test_mark_refused),
    };
    return cmocka_run_group_tests_name("wizard/desk_words", tests, NULL, NULL);
}
