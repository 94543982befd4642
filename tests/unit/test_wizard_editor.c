#include "unit.h"

#include "text/cluster.h"
#include "text/utf8.h"
#include "wizard/editor.h"
#include "wizard/motion.h"

/* An editor over a text of its own, wrapped at ten cells. */
struct bench {
    struct str text;
    struct str clipboard;
    struct layout layout;
    struct editor editor;
};

static const struct wrap_style style = {.width = 10, .policy = WIDTH_SCREEN};

static void begin(struct bench *b, const char *text)
{
    *b = (struct bench){0};
    str_set(&b->text, sv_from(text));
    layout_init(&b->layout);
    layout_make(&b->layout, str_sv(&b->text), &style);
    b->editor = (struct editor){.own = &b->text, .layout = &b->layout};
}

static void finish(struct bench *b)
{
    struct layout fresh;
    layout_init(&fresh);
    layout_make(&fresh, str_sv(&b->text), &style);
    assert_int_equal(b->layout.rows, fresh.rows);
    layout_release(&fresh);
    layout_release(&b->layout);
    str_release(&b->text);
    str_release(&b->clipboard);
}

static enum editor_answer act(struct bench *b, enum action action, const char *text)
{
    return editor_apply(&b->editor, action, sv_from(text), 3, &b->clipboard);
}

/* ---- taking back, in a text that lies in no draft ---- */

static void test_steps_of_its_own(void **state)
{
    (void)state;
    struct bench b;
    struct text_steps steps = {0};
    begin(&b, "甲乙");
    b.editor.steps = &steps;
    assert_int_equal(act(&b, ACTION_UNDO, ""), EDITOR_NOTHING);
    act(&b, ACTION_LINE_END, "");
    act(&b, ACTION_TYPE, "丙");
    act(&b, ACTION_TYPE, "丁");
    act(&b, ACTION_BACKSPACE, "");
    act(&b, ACTION_TYPE, "戊。");
    act(&b, ACTION_TYPE, "己");
    act(&b, ACTION_SELECT_ALL, "");
    act(&b, ACTION_PASTE, "一\xe2\x80\x8b二");
    assert_text(str_sv(&b.text), "一二");
    /* The clean-up, the paste, the sentence begun, the sentence before it: a step each. */
    static const char *const back[] = {"一\xe2\x80\x8b二", "甲乙丙戊。己", "甲乙丙戊。", "甲乙"};
    for (size_t i = 0; i < COUNT_OF(back); i++) {
        assert_int_equal(act(&b, ACTION_UNDO, ""), EDITOR_CHANGED);
        assert_text(str_sv(&b.text), back[i]);
    }
    assert_int_equal(act(&b, ACTION_UNDO, ""), EDITOR_NOTHING);
    for (size_t i = COUNT_OF(back) - 1; i-- > 0;) {
        assert_int_equal(act(&b, ACTION_REDO, ""), EDITOR_CHANGED);
        assert_text(str_sv(&b.text), back[i]);
    }
    /* Writing on forgets what was taken back. */
    act(&b, ACTION_TYPE, "庚");
    assert_int_equal(act(&b, ACTION_REDO, ""), EDITOR_NOTHING);
    act(&b, ACTION_UNDO, "");
    assert_text(str_sv(&b.text), back[0]);
    text_steps_release(&steps);
    finish(&b);
}

static void test_typing_and_deleting(void **state)
{
    (void)state;
    struct bench b;
    begin(&b, "");
    act(&b, ACTION_TYPE, "石");
    act(&b, ACTION_TYPE, "家");
    act(&b, ACTION_TYPE, "庄");
    assert_text(str_sv(&b.text), "石家庄");
    act(&b, ACTION_LEFT, "");
    act(&b, ACTION_BACKSPACE, "");
    assert_text(str_sv(&b.text), "石庄");
    act(&b, ACTION_DELETE, "");
    assert_text(str_sv(&b.text), "石");
    assert_int_equal(act(&b, ACTION_DELETE, ""), EDITOR_NOTHING);
    act(&b, ACTION_ENTER, "");
    act(&b, ACTION_TYPE, "字");
    assert_text(str_sv(&b.text), "石\n字");
    finish(&b);
}

/* Whole clusters go and are stepped over: a letter with its accent, a family, a flag. */
static void test_clusters(void **state)
{
    (void)state;
    static const char *const clusters[] = {"e\xCC\x81", "👨‍👩‍👧", "🇨🇳", "👍🏻"};
    for (size_t i = 0; i < COUNT_OF(clusters); i++) {
        struct bench b;
        struct str text = {0};
        str_add_f(&text, "甲%s乙", clusters[i]);
        begin(&b, text.ptr);
        act(&b, ACTION_RIGHT, "");
        act(&b, ACTION_RIGHT, "");
        assert_int_equal(b.editor.caret, text.len - 3);
        act(&b, ACTION_BACKSPACE, "");
        assert_text(str_sv(&b.text), "甲乙");
        str_release(&text);
        finish(&b);
    }
}

static void test_selection(void **state)
{
    (void)state;
    struct bench b;
    size_t from, to;
    begin(&b, "一二三四五");
    act(&b, ACTION_RIGHT, "");
    act(&b, ACTION_SELECT_RIGHT, "");
    act(&b, ACTION_SELECT_RIGHT, "");
    editor_selection(&b.editor, &from, &to);
    assert_int_equal(from, 3);
    assert_int_equal(to, 9);
    assert_int_equal(act(&b, ACTION_COPY, ""), EDITOR_COPIED);
    assert_text(str_sv(&b.clipboard), "二三");
    assert_int_equal(act(&b, ACTION_CUT, ""), EDITOR_CHANGED);
    assert_text(str_sv(&b.text), "一四五");
    act(&b, ACTION_TEXT_END, "");
    act(&b, ACTION_PASTE_CLIP, "");
    assert_text(str_sv(&b.text), "一四五二三");
    act(&b, ACTION_SELECT_ALL, "");
    act(&b, ACTION_TYPE, "新");
    assert_text(str_sv(&b.text), "新");
    assert_int_equal(act(&b, ACTION_COPY, ""), EDITOR_NOTHING);
    finish(&b);
}

/* The mark drags the selection with plain arrows: for terminals without Shift. */
static void test_mark(void **state)
{
    (void)state;
    struct bench b;
    begin(&b, "一二三四五");
    act(&b, ACTION_MARK, "");
    act(&b, ACTION_RIGHT, "");
    act(&b, ACTION_RIGHT, "");
    act(&b, ACTION_CUT, "");
    assert_text(str_sv(&b.text), "三四五");
    assert_text(str_sv(&b.clipboard), "一二");
    finish(&b);
}

/* Up and down keep the column they came from, over short rows too. */
static void test_rows(void **state)
{
    (void)state;
    struct bench b;
    begin(&b, "一二三四\n五\n六七八九");
    editor_place(&b.editor, 9);
    act(&b, ACTION_DOWN, "");
    assert_int_equal(b.editor.caret, 16);
    act(&b, ACTION_DOWN, "");
    assert_int_equal(b.editor.caret, 17 + 9);
    assert_int_equal(act(&b, ACTION_DOWN, ""), EDITOR_IGNORED);
    act(&b, ACTION_UP, "");
    act(&b, ACTION_UP, "");
    assert_int_equal(b.editor.caret, 9);
    act(&b, ACTION_PAGE_DOWN, "");
    assert_int_equal(editor_spot(&b.editor).row, 2);
    act(&b, ACTION_LINE_END, "");
    assert_int_equal(b.editor.caret, b.text.len);
    act(&b, ACTION_LINE_START, "");
    assert_int_equal(b.editor.caret, 17);
    finish(&b);
}

/* A paste is one thing, however long, and what it is freed of is told. */
static void test_paste(void **state)
{
    (void)state;
    struct bench b;
    struct str longer = {0};
    begin(&b, "");
    for (int i = 0; i < 5000; i++)
        str_add(&longer, SV("字"));
    assert_int_equal(act(&b, ACTION_PASTE, longer.ptr), EDITOR_CHANGED);
    assert_int_equal(b.text.len, 15000);
    str_release(&longer);
    finish(&b);
    begin(&b, "");
    assert_int_equal(act(&b, ACTION_PASTE, "甲\r\n乙"), EDITOR_CHANGED);
    assert_text(str_sv(&b.text), "甲\n乙");
    act(&b, ACTION_SELECT_ALL, "");
    assert_int_equal(act(&b, ACTION_PASTE, "甲\xC2\xA0\xE2\x80\x8B乙"), EDITOR_CLEANED);
    assert_text(str_sv(&b.text), "甲 乙");
    assert_int_equal(b.editor.cleaned.spaces, 1);
    assert_int_equal(b.editor.cleaned.invisible, 1);
    finish(&b);
    begin(&b, "");
    b.editor.one_line = true;
    act(&b, ACTION_PASTE, "甲\n乙");
    assert_text(str_sv(&b.text), "甲 乙");
    assert_int_equal(act(&b, ACTION_ENTER, ""), EDITOR_IGNORED);
    finish(&b);
}

/* Whatever is pressed, the text stays whole, the layout in step, the caret on a boundary. */
static void test_anything(void **state)
{
    (void)state;
    static const char *const typed[] = {"字", "，", "“",         "a",  "1",
                                        " ",  "é",  "e\xCC\x81", "\n", "👍🏻"};
    static const enum action actions[] = {
        ACTION_TYPE,       ACTION_TYPE,         ACTION_TYPE,       ACTION_ENTER,
        ACTION_BACKSPACE,  ACTION_DELETE,       ACTION_LEFT,       ACTION_RIGHT,
        ACTION_UP,         ACTION_DOWN,         ACTION_LINE_END,   ACTION_LINE_START,
        ACTION_PAGE_UP,    ACTION_SELECT_RIGHT, ACTION_SELECT_UP,  ACTION_WORD_LEFT,
        ACTION_WORD_RIGHT, ACTION_CUT,          ACTION_COPY,       ACTION_PASTE_CLIP,
        ACTION_MARK,       ACTION_TEXT_END,     ACTION_TEXT_START,
    };
    uint32_t seed = 11;
    struct bench b;
    begin(&b, "");
    for (int i = 0; i < 20000; i++) {
        seed = seed * 1664525u + 1013904223u;
        enum action action = actions[(seed >> 16) % COUNT_OF(actions)];
        act(&b, action, typed[(seed >> 8) % COUNT_OF(typed)]);
        assert_true(b.editor.caret <= b.text.len);
        assert_int_equal(cluster_start(str_sv(&b.text), b.editor.caret), b.editor.caret);
        if (b.text.len > 2000)
            act(&b, ACTION_SELECT_ALL, "");
        if (i % 500 == 0)
            assert_true(utf8_valid(str_sv(&b.text), NULL));
    }
    finish(&b);
}

static void test_sentences(void **state)
{
    (void)state;
    struct sv text = SV("第一句。第二句！\n　第三句");
    static const struct {
        size_t at;
        const char *sentence;
    } cases[] = {
        {0, "第一句。"}, {9, "第一句。"}, {12, "第二句！"}, {26, "第三句"}, {99, "第三句"}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        size_t from, to;
        motion_sentence(text, cases[i].at, &from, &to);
        assert_text(sv_sub(text, from, to), cases[i].sentence);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steps_of_its_own),
        cmocka_unit_test(test_typing_and_deleting),
        cmocka_unit_test(test_clusters),
        cmocka_unit_test(test_selection),
        cmocka_unit_test(test_mark),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_paste),
        cmocka_unit_test(test_anything),
        cmocka_unit_test(test_sentences),
    };
    return cmocka_run_group_tests_name("wizard/editor", tests, NULL, NULL);
}
