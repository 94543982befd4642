#include "wizard/final.h"

#include "draft/changes.h"
#include "out/code.h"
#include "wizarding.h"

static const char fields[] =
    "  - {id: name, kind: line, label: 名称}\n"
    "  - {id: body, kind: text, label: 正文}\n"
    "  - {id: quiet, kind: line, label: 不印, print: no}\n"
    "  - {id: who, kind: table, label: 企业, columns: [{id: n, kind: line, label: 名}]}\n"
    "  - {id: m, kind: materials, label: 材料, items: [{id: self, label: 申报书, at_final: yes, "
    "stamp: yes}]}\n"
    "- id: rules\n  title: 规则\n  fields:\n"
    "  - {id: need, kind: line, label: 必填, required: yes}\n";

static const char print[] = "print: {title: [申报书], sections: [s]}\n";

static void open_it(struct bench *b, const char *answers, const char *after)
{
    struct start_list none = {0};
    b->form = form_of(fields, print);
    b->w = wizard_new();
    wizard_start(b->w, &none);
    wizard_event(b->w, &(struct event){.kind = EVENT_OPENED,
                                       .form = b->form,
                                       .draft = draft_of(b->form, answers, after),
                                       .path = SV("草稿.yaml"),
                                       .text = SV("")});
    wizard_check(b->w);
}

/* What the command does with REQUEST_FINAL. */
static void answer_final(struct bench *b)
{
    wizard_event(b->w, &(struct event){.kind = EVENT_FINAL, .text = SV("2024-06-01T09:00")});
}

static bool asks_for(const struct bench *b, enum request_kind kind)
{
    for (size_t i = 0; i < b->w->requests.len; i++)
        if (b->w->requests.ptr[i].kind == kind)
            return true;
    return false;
}

static const struct menu_page *menu(const struct bench *b)
{
    assert_int_equal(top(b), PAGE_MENU);
    return (const struct menu_page *)wizard_page(b->w);
}

static void assert_note(const struct bench *b, const char *part)
{
    if (!sv_contains(str_sv(&menu(b)->note), sv_from(part)))
        fail_msg("%s", menu(b)->note.ptr);
}

/* A draft that is final, with the pages gone again. */
static void open_final(struct bench *b)
{
    open_it(b, "  name: 甲\n  body: 乙\n  need: 有", NULL);
    answer_final(b);
    assert_int_equal(b->w->final, FINAL_NOW);
    act(b, ACTION_ENTER);
    assert_int_equal(top(b), PAGE_TASKS);
}

static void open_place(struct bench *b, const char *path)
{
    struct place p = at(b, path);
    wizard_open_place(b->w, NO_FIELD, p, SIZE_MAX);
}

/* ---- making it final ---- */

static void test_make(void **state)
{
    struct bench b;
    struct str code = {0};
    (void)state;
    open_it(&b, "  name: 甲\n  need: 有", NULL);
    act(&b, ACTION_REVIEW);
    act(&b, ACTION_TEXT_END);
    act(&b, ACTION_ENTER);
    assert_note(&b, "第 1 稿");
    /* Not yet. */
    act(&b, ACTION_ENTER);
    assert_false(asks_for(&b, REQUEST_FINAL));
    act(&b, ACTION_ENTER);
    type(&b, "2");
    assert_true(asks_for(&b, REQUEST_FINAL));
    assert_int_equal(b.w->final, FINAL_NEVER);
    answer_final(&b);
    code_add_of_draft(&code, b.w->draft, &b.w->facts);
    assert_int_equal(b.w->final, FINAL_NOW);
    assert_int_equal(b.w->draft->revision, 1);
    assert_true(sv_eq(str_sv(&finals_last(b.w->draft)->code), str_sv(&code)));
    str_clear(&code);
    assert_text(draft_text(b.w->draft, at(&b, "m.self.state")), "have");
    /* The code again, and no second 稿次. */
    act(&b, ACTION_ENTER);
    act(&b, ACTION_ENTER);
    assert_note(&b, "校验码");
    assert_int_equal(b.w->draft->revision, 1);
    str_release(&code);
    bench_close(&b);
}

static void test_refused(void **state)
{
    static const char *const after[] = {"demo: true", ""};
    struct bench b;
    (void)state;
    /* An error stands, also when it comes up while the files are looked at. */
    open_it(&b, "  name: 甲", NULL);
    act(&b, ACTION_EXPORT);
    act(&b, ACTION_DOWN);
    act(&b, ACTION_DOWN);
    act(&b, ACTION_ENTER);
    assert_note(&b, "还有错误 1 处");
    assert_note(&b, "必填");
    act(&b, ACTION_BACK);
    answer_final(&b);
    assert_note(&b, "还有错误 1 处");
    assert_int_equal(b.w->draft->finals.len, 0);
    bench_close(&b);
    for (size_t i = 0; i < COUNT_OF(after); i++) {
        struct start_list none = {0};
        struct str yaml = {0};
        str_add_f(&yaml,
                  "tianbiao: 1\nform: t\nform_version: 1\n%s\nanswers: {name: 甲, need: 有}\n",
                  after[i]);
        b.form = form_of(fields, print);
        b.w = wizard_new();
        wizard_start(b.w, &none);
        wizard_event(b.w, &(struct event){.kind = EVENT_OPENED,
                                          .form = b.form,
                                          .draft = draft_from(b.form, yaml.ptr),
                                          .read_only = i == 1,
                                          .path = SV("草稿.yaml"),
                                          .text = SV("")});
        assert_false(final_offered(b.w));
        answer_final(&b);
        assert_int_equal(b.w->draft->finals.len, 0);
        assert_true(b.w->message.len);
        str_release(&yaml);
        bench_close(&b);
    }
}

/* ---- no slips ---- */

static void agree(struct bench *b)
{
    assert_int_equal(top(b), PAGE_MENU);
    act(b, ACTION_DOWN);
    act(b, ACTION_ENTER);
}

static void test_typing(void **state)
{
    struct bench b;
    (void)state;
    open_final(&b);
    open_place(&b, "name");
    assert_true(type(&b, "字") & REACTION_BELL);
    assert_note(&b, "第 2 稿");
    assert_text(draft_text(b.w->draft, at(&b, "name")), "甲");
    act(&b, ACTION_ENTER);
    assert_int_equal(top(&b), PAGE_SECTION);
    assert_text(draft_text(b.w->draft, at(&b, "name")), "甲");
    assert_int_equal(b.w->final, FINAL_NOW);
    /* A whole paste likewise; agreed to, it is there at once, and typing goes on. */
    wizard_apply(b.w, ACTION_PASTE, SV("一二三"));
    assert_text(draft_text(b.w->draft, at(&b, "name")), "甲");
    agree(&b);
    assert_text(draft_text(b.w->draft, at(&b, "name")), "甲一二三");
    assert_int_equal(b.w->final, FINAL_CHANGED);
    type(&b, "四");
    assert_int_equal(top(&b), PAGE_SECTION);
    assert_text(draft_text(b.w->draft, at(&b, "name")), "甲一二三四");
    /* Not asked again, even where it has become final again by undoing. */
    act(&b, ACTION_UNDO);
    act(&b, ACTION_UNDO);
    wizard_check(b.w);
    assert_int_equal(b.w->final, FINAL_NOW);
    type(&b, "五");
    assert_text(draft_text(b.w->draft, at(&b, "name")), "甲五");
    bench_close(&b);
}

/* An input method sends a word at once: nothing of it chooses, and nothing is lost. */
static void test_typing_on(void **state)
{
    static const char *const word[] = {"第", "2", " ", "字", "1"};
    struct bench b;
    (void)state;
    open_final(&b);
    open_place(&b, "name");
    for (size_t i = 0; i < COUNT_OF(word); i++)
        type(&b, word[i]);
    assert_text(draft_text(b.w->draft, at(&b, "name")), "甲");
    agree(&b);
    assert_text(draft_text(b.w->draft, at(&b, "name")), "甲第2 字1");
    assert_int_equal(b.w->final, FINAL_CHANGED);
    bench_close(&b);
}

/* Blanks behind a text are not printed; the run they began is one step. */
static void test_blank_first(void **state)
{
    struct bench b;
    (void)state;
    open_final(&b);
    open_place(&b, "body");
    act(&b, ACTION_TEXT_END);
    type(&b, " ");
    type(&b, " ");
    assert_int_equal(top(&b), PAGE_SECTION);
    type(&b, "字");
    assert_int_equal(top(&b), PAGE_MENU);
    assert_text(draft_text(b.w->draft, at(&b, "body")), "乙");
    agree(&b);
    assert_text(draft_text(b.w->draft, at(&b, "body")), "乙  字");
    bench_close(&b);
}

/* What is not printed, and what is done to paper, is nobody's slip. */
static void test_later(void **state)
{
    struct bench b;
    (void)state;
    open_final(&b);
    open_place(&b, "quiet");
    type(&b, "随");
    type(&b, "便");
    assert_int_equal(top(&b), PAGE_SECTION);
    assert_text(draft_text(b.w->draft, at(&b, "quiet")), "随便");
    open_place(&b, "m.self.stamped");
    act(&b, ACTION_ENTER);
    assert_int_not_equal(top(&b), PAGE_MENU);
    wizard_check(b.w);
    assert_int_equal(b.w->final, FINAL_NOW);
    bench_close(&b);
}

/* A row, and the page that was opened for it goes too. */
static void test_row(void **state)
{
    struct bench b;
    (void)state;
    open_it(&b, "  name: 甲\n  need: 有\n  who: [{n: 一}]", NULL);
    answer_final(&b);
    act(&b, ACTION_ENTER);
    open_place(&b, "who");
    size_t pages = b.w->pages.len;
    act(&b, ACTION_ADD);
    assert_int_equal(top(&b), PAGE_MENU);
    assert_int_equal(draft_rows(b.w->draft, at(&b, "who").field)->len, 1);
    act(&b, ACTION_ENTER);
    assert_int_equal(b.w->pages.len, pages);
    act(&b, ACTION_ADD);
    agree(&b);
    assert_int_equal(draft_rows(b.w->draft, at(&b, "who").field)->len, 2);
    /* It stands in the list; its page is opened as that of any row. */
    act(&b, ACTION_ENTER);
    type(&b, "二");
    uint32_t key = draft_rows(b.w->draft, at(&b, "who").field)->ptr[1].key;
    assert_text(draft_text(b.w->draft, (struct place){at(&b, "who[].n").field, key}), "二");
    bench_close(&b);
}

/* A text that comes from a file. */
static void test_event(void **state)
{
    struct bench b;
    (void)state;
    open_final(&b);
    open_place(&b, "body");
    act(&b, ACTION_TEXT_FILE);
    wizard_event(
        b.w,
        &(struct event){.kind = EVENT_TEXT, .request = REQUEST_READ_TEXT, .text = SV("来自文件")});
    assert_text(draft_text(b.w->draft, at(&b, "body")), "乙");
    bench_close(&b);
}

static void test_undo_stops(void **state)
{
    struct bench b;
    (void)state;
    open_it(&b, "  name: 甲\n  need: 有", NULL);
    open_place(&b, "name");
    type(&b, "字");
    answer_final(&b);
    act(&b, ACTION_ENTER);
    assert_true(act(&b, ACTION_UNDO) & REACTION_BELL);
    assert_int_equal(b.w->draft->revision, 1);
    assert_text(draft_text(b.w->draft, at(&b, "name")), "甲字");
    assert_true(sv_contains(str_sv(&b.w->message), SV("不能撤销")));
    bench_close(&b);
}

/* The journal says the same as the draft, whatever was taken back and done after all. */
static void test_journal(void **state)
{
    struct bench b;
    struct str changes = {0};
    struct err e = {0};
    (void)state;
    open_it(&b, "  name: 甲\n  body: 乙\n  need: 有", NULL);
    struct draft *copy = draft_of(b.form, "  name: 甲\n  body: 乙\n  need: 有", NULL);
    b.w->draft->changes = &changes;
    answer_final(&b);
    act(&b, ACTION_ENTER);
    open_place(&b, "name");
    type(&b, "字");
    act(&b, ACTION_ENTER);
    type(&b, "词");
    agree(&b);
    type(&b, "句");
    if (!changes_apply(copy, str_sv(&changes), NULL, &e))
        fail_msg("%s\n%s", e.message.ptr, changes.ptr);
    assert_text(draft_text(copy, at(&b, "name")), "甲词句");
    assert_int_equal(copy->finals.len, 1);
    assert_true(final_eq(&copy->finals.ptr[0], &b.w->draft->finals.ptr[0]));
    assert_int_equal(copy->revision, 1);
    b.w->draft->changes = NULL;
    draft_free(copy);
    str_release(&changes);
    bench_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_make),        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_typing),      cmocka_unit_test(test_typing_on),
        cmocka_unit_test(test_blank_first), cmocka_unit_test(test_later),
        cmocka_unit_test(test_row),         cmocka_unit_test(test_event),
        cmocka_unit_test(test_undo_stops),  cmocka_unit_test(test_journal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
