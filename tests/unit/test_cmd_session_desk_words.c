#include "unit.h"

#include <stdlib.h>
#include <unistd.h>

#include "cmd/session_desk_words.h"
#include "store/file.h"
#include "wizard/dialogs.h"

/* ---- records ---- */

static void test_acts_come_back(void **state)
{
    (void)state;
    static const struct act acts[] = {
        {.kind = ACT_REMARK,
         .field = SV("brief.body"),
         .row = SV("e3"),
         .quote = SV("第一行\n第二行"),
         .nth = 2,
         .clause = SV("附1.一(一)"),
         .text = SV("写明家数\n\n12 家")},
        {.kind = ACT_DECIDE, .state = CASE_RETURNED, .text = SV("缺佐证")},
        {.kind = ACT_MARK, .item = SV("二(一)/2"), .ruling = RULING_DOUBT, .text = SV("看原件")},
        {.kind = ACT_ASK_AGAIN, .number = 7, .text = SV("")},
        {.kind = ACT_BRIEF, .text = SV("短")},
    };
    for (size_t i = 0; i < COUNT_OF(acts); i++) {
        struct words_found in = {.for_act = true, .act = acts[i]}, out = {0};
        struct str record = {0};
        words_compose(&in, SV("王芳"), &record);
        assert_true(words_parse(str_sv(&record), SV("王芳"), &out));
        assert_true(out.for_act);
        assert_int_equal(out.act.kind, acts[i].kind);
        assert_int_equal(out.act.state, acts[i].state);
        assert_int_equal(out.act.ruling, acts[i].ruling);
        assert_int_equal(out.act.number, acts[i].number);
        assert_int_equal(out.act.nth, acts[i].nth);
        assert_true(sv_eq(out.act.text, acts[i].text));
        assert_true(sv_eq(out.act.quote, acts[i].quote));
        assert_true(sv_eq(out.act.field, acts[i].field));
        assert_true(sv_eq(out.act.row, acts[i].row));
        assert_true(sv_eq(out.act.item, acts[i].item));
        words_found_release(&out);
        /* Another officer's are not ours. */
        assert_false(words_parse(str_sv(&record), SV("李四"), &out));
        words_found_release(&out);
        str_release(&record);
    }
}

static void test_lines_come_back(void **state)
{
    (void)state;
    struct words_found in = {.asked = SV("第 1 份纸质件"), .text = SV("4K7M")}, out = {0};
    struct str record = {0};
    words_compose(&in, SV("王芳"), &record);
    assert_true(words_parse(str_sv(&record), SV("王芳"), &out));
    assert_false(out.for_act);
    assert_text(out.asked, "第 1 份纸质件");
    assert_text(out.text, "4K7M");
    words_found_release(&out);
    str_release(&record);
}

/* Every beginning of a record, and every record with a byte changed, is one or none, never a crash;
 * a beginning is none. */
static void test_damaged_records(void **state)
{
    (void)state;
    struct words_found in = {.for_act = true,
                             .act = {.kind = ACT_REMARK, .field = SV("a"), .text = SV("意见")}};
    struct str record = {0};
    words_compose(&in, SV("王"), &record);
    for (size_t len = 0; len < record.len; len++) {
        struct words_found out = {0};
        assert_false(words_parse(sv_sub(str_sv(&record), 0, len), SV("王"), &out));
        words_found_release(&out);
    }
    for (size_t i = 0; i < record.len; i++) {
        struct words_found out = {0};
        char was = record.ptr[i];
        record.ptr[i] = '9';
        words_parse(str_sv(&record), SV("王"), &out);
        words_found_release(&out);
        record.ptr[i] = was;
    }
    static const char *const none[] = {
        "",
        "tianbiao-desk-words 2\n",
        "tianbiao-desk-words 1\n3\n王\n5\nasked\n",
        "tianbiao-desk-words 1\n3\n王\n3\nfly\n0 0 0 0\n",
        "tianbiao-desk-words 1\n3\n王\n6\nremark\n99 0 0 0\n",
        "tianbiao-desk-words 1\n99999999999999999999\n王\n",
    };
    for (size_t i = 0; i < COUNT_OF(none); i++) {
        struct words_found out = {0};
        assert_false(words_parse(sv_from(none[i]), SV("王"), &out));
        words_found_release(&out);
    }
    str_release(&record);
}

/* ---- the journal ---- */

struct desk_words_bench {
    char folder[32];
    struct str record;
    struct wizard *w;
};

static void open_bench(struct desk_words_bench *b)
{
    struct start_list none = {0};
    *b = (struct desk_words_bench){.folder = "/tmp/tb-words-XXXXXX"};
    assert_non_null(mkdtemp(b->folder));
    str_add_f(&b->record, "%s/review.yaml", b->folder);
    b->w = wizard_new();
    wizard_start(b->w, &none);
}

static void close_bench(struct desk_words_bench *b)
{
    wizard_free(b->w);
    assert_int_equal(rmdir(b->folder), 0);
    str_release(&b->record);
}

static void write_line(struct desk_words_bench *b, const char *text)
{
    wizard_push(b->w, &page_prompt_new(b->w, "问", sv_from(text))->page);
}

static void keep(struct words_kept *words, const struct wizard *w)
{
    struct err e = {0};
    assert_true(words_keep(words, w, 1717232400, &e));
}

/* What stood there when the line dropped is found by the same officer, and by nobody else. */
static void test_dropped(void **state)
{
    (void)state;
    struct desk_words_bench b;
    struct words_kept words, other;
    struct words_found found = {0}, foreign = {0};
    open_bench(&b);
    words_open(&words, str_sv(&b.record), SV("王芳"));
    keep(&words, b.w);
    assert_false(words.typing);
    write_line(&b, "写了一半");
    keep(&words, b.w);
    assert_true(words.typing);
    assert_true(words_unsynced(&words));
    assert_true(words_sync(&words, NULL));
    words_close(&words);
    words_open(&other, str_sv(&b.record), SV("李四"));
    assert_false(words_find(&other, &foreign));
    words_found_release(&foreign);
    words_close(&other);
    words_open(&words, str_sv(&b.record), SV("王芳"));
    assert_true(words_find(&words, &found));
    assert_text(found.text, "写了一半");
    assert_int_equal(found.paths.len, 1);
    /* They are kept anew under another name before the old ones go. */
    keep(&words, b.w);
    words_forget(&found);
    words_found_release(&found);
    assert_true(journal_good(words.journal));
    wizard_pop(b.w);
    keep(&words, b.w);
    assert_false(words.typing);
    words_close(&words);
    close_bench(&b);
}

/* Once nothing is being typed nothing is left behind. */
static void test_done(void **state)
{
    (void)state;
    struct desk_words_bench b;
    struct words_kept words;
    struct words_found found = {0};
    open_bench(&b);
    words_open(&words, str_sv(&b.record), SV("王芳"));
    write_line(&b, "甲");
    keep(&words, b.w);
    wizard_apply(b.w, ACTION_TYPE, SV("乙"));
    keep(&words, b.w);
    assert_false(words_find(&(struct words_kept){0}, &found));
    wizard_pop(b.w);
    keep(&words, b.w);
    assert_null(words.journal);
    assert_false(words_find(&words, &found));
    assert_int_equal(found.paths.len, 0);
    words_close(&words);
    close_bench(&b);
}

/* A folder that cannot be written: told each time, and tried again. */
static void test_nowhere(void **state)
{
    (void)state;
    struct desk_words_bench b;
    struct words_kept words;
    struct err e = {0};
    open_bench(&b);
    words_open(&words, SV("/nonexistent/review.yaml"), SV("王芳"));
    write_line(&b, "甲");
    assert_false(words_keep(&words, b.w, 0, &e));
    assert_int_equal(e.class, ERR_IO);
    assert_false(words.typing);
    err_clear(&e);
    words_close(&words);
    close_bench(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_acts_come_back),
        cmocka_unit_test(test_lines_come_back),
        cmocka_unit_test(test_damaged_records),
        cmocka_unit_test(test_dropped),
        cmocka_unit_test(test_done),
        cmocka_unit_test(test_nowhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
