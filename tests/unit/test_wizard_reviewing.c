#include "reviewing.h"

#include "wizard/clauses.h"
#include "wizard/remarks.h"

#define TOP(k, type) ((struct type *)wizard_page((k)->b.w))

/* ---- the review list ---- */

static const struct mark *mark_of(struct case_bench *k, size_t item)
{
    return marks_mark(k->b.w, item);
}

static void test_marking(void **state)
{
    (void)state;
    struct case_bench k;
    case_open(&k, REVIEWING_ANSWERS);
    open_page(&k, page_marks_new);
    assert_int_equal(top(&k.b), PAGE_MARKS);
    /* A digit of either width marks, and goes on to the next one that is not. */
    digit(&k, "1");
    assert_int_equal(mark_of(&k, 0)->ruling, RULING_PASS);
    assert_int_equal(TOP(&k, marks_page)->at, 1);
    digit(&k, "１");
    assert_int_equal(mark_of(&k, 1)->ruling, RULING_PASS);
    assert_int_equal(TOP(&k, marks_page)->at, 2);
    /* The second item of a clause is another one. */
    act(&k.b, ACTION_DOWN);
    digit(&k, "1");
    assert_text(str_sv(&record(&k)->marks.ptr[2].item), "二(二)/2");
    /* What is not a digit of the list does nothing. */
    digit(&k, "7");
    digit(&k, "a");
    assert_int_equal(record(&k)->marks.len, 3);
    assert_said(&k.b, "1 通过");
    /* Taken back. */
    act(&k.b, ACTION_TEXT_START);
    digit(&k, "0");
    assert_null(mark_of(&k, 0));
    act(&k.b, ACTION_NEXT_PROBLEM);
    assert_int_equal(TOP(&k, marks_page)->at, 2);
    case_close(&k);
}

static void test_doubt_needs_words(void **state)
{
    (void)state;
    struct case_bench k;
    case_open(&k, REVIEWING_ANSWERS);
    open_page(&k, page_marks_new);
    digit(&k, "2");
    assert_int_equal(top(&k.b), PAGE_WRITE);
    /* Esc leaves it unmarked, and asks nothing as nothing was written. */
    key(&k, ACTION_BACK);
    assert_int_equal(top(&k.b), PAGE_MARKS);
    assert_null(mark_of(&k, 0));
    assert_int_equal(TOP(&k, marks_page)->at, 0);
    /* Nothing written is refused by the act, and the page stays. */
    digit(&k, "3");
    key(&k, ACTION_DONE);
    assert_int_equal(top(&k.b), PAGE_WRITE);
    assert_true(k.refused.len);
    assert_said(&k.b, "请写明");
    words(&k, "范围没有说明");
    key(&k, ACTION_SAVE);
    assert_int_equal(top(&k.b), PAGE_MARKS);
    assert_said(&k.b, "不符");
    assert_int_equal(mark_of(&k, 0)->ruling, RULING_FAIL);
    assert_text(str_sv(&mark_of(&k, 0)->note), "范围没有说明");
    assert_int_equal(TOP(&k, marks_page)->at, 1);
    /* The note is changed from what it says. */
    act(&k.b, ACTION_UP);
    key(&k, ACTION_ENTER);
    assert_text(str_sv(&TOP(&k, write_page)->text), "范围没有说明");
    words(&k, "，请补");
    key(&k, ACTION_DONE);
    assert_text(str_sv(&mark_of(&k, 0)->note), "范围没有说明，请补");
    case_close(&k);
}

static void test_mark_the_rest(void **state)
{
    (void)state;
    struct case_bench k;
    case_open(&k, REVIEWING_ANSWERS);
    open_page(&k, page_marks_new);
    digit(&k, "1");
    act(&k.b, ACTION_DONE);
    assert_int_equal(top(&k.b), PAGE_MENU);
    key(&k, ACTION_BACK);
    assert_int_equal(record(&k)->marks.len, 1);
    act(&k.b, ACTION_DONE);
    digit(&k, "1");
    assert_int_equal(record(&k)->marks.len, 5);
    assert_int_equal(top(&k.b), PAGE_MARKS);
    act(&k.b, ACTION_DONE);
    assert_int_equal(top(&k.b), PAGE_MARKS);
    assert_said(&k.b, "都审过了");
    case_close(&k);
}

/* From an item to its places, one after another, and back to the item. */
static void test_places_of_an_item(void **state)
{
    (void)state;
    struct case_bench k;
    case_open(&k, REVIEWING_ANSWERS);
    open_page(&k, page_marks_new);
    size_t pages = k.b.w->pages.len;
    act(&k.b, ACTION_DOWN);
    act(&k.b, ACTION_NEXT_FIELD);
    assert_int_equal(top(&k.b), PAGE_SECTION);
    assert_true(place_eq(wizard_place(k.b.w), at(&k.b, "name")));
    act(&k.b, ACTION_DONE);
    assert_int_equal(top(&k.b), PAGE_MARKS);
    assert_int_equal(TOP(&k, marks_page)->at, 1);
    assert_int_equal(k.b.w->pages.len, pages);
    /* One that no field cites leads nowhere, and says so. */
    act(&k.b, ACTION_UP);
    act(&k.b, ACTION_NEXT_FIELD);
    assert_int_equal(top(&k.b), PAGE_MARKS);
    assert_said(&k.b, "没有单独写");
    case_close(&k);
}

static void test_clauses(void **state)
{
    (void)state;
    static const struct {
        const char *citation;
        const char *clause;
        bool cited;
    } cases[] = {
        {"附1.一(一)、二(四)", "二(四)", true},
        {"附1.一(一)、二(四)", "附1.一(一)", true},
        {"附1.一(一)、二(四)", "一(一)", false},
        {"二(四)", "二", false},
        {"", "二", false},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(clause_cited(sv_from(cases[i].citation), sv_from(cases[i].clause)),
                         cases[i].cited);
    struct case_bench k;
    case_open(&k, REVIEWING_ANSWERS);
    static const struct {
        const char *path;
        uint32_t item;
    } items[] = {{"name", 1}, {"kind", 2}, {"papers.licence", 4}, {"code", 5}};
    for (size_t i = 0; i < COUNT_OF(items); i++)
        assert_int_equal(clause_item(k.b.w, at(&k.b, items[i].path)), items[i].item);
    case_close(&k);
}

/* ---- remarks ---- */

static void go(struct case_bench *k, const char *path)
{
    struct place p = at(&k->b, path);
    wizard_open_place(k->b.w, k->b.form->fields[p.field].section, p, 0);
}

static void test_remark_on_words(void **state)
{
    (void)state;
    struct case_bench k;
    case_open(&k, REVIEWING_ANSWERS);
    go(&k, "body");
    /* The second of two equal words. */
    act(&k.b, ACTION_TEXT_END);
    for (size_t i = 0; i < 5; i++)
        act(&k.b, ACTION_LEFT);
    for (size_t i = 0; i < 2; i++)
        act(&k.b, ACTION_SELECT_LEFT);
    act(&k.b, ACTION_TEXT_FILE);
    assert_int_equal(top(&k.b), PAGE_WRITE);
    assert_true(sv_contains(str_sv(&TOP(&k, write_page)->about), SV("效率")));
    words(&k, "提高多少要有数");
    key(&k, ACTION_DONE);
    assert_int_equal(top(&k.b), PAGE_SECTION);
    assert_int_equal(record(&k)->notes.len, 1);
    const struct note *n = &record(&k)->notes.ptr[0];
    assert_text(str_sv(&n->quote), "效率");
    assert_int_equal(n->nth, 2);
    assert_text(str_sv(&n->field), "body");
    /* It is told where the reader stands, and what was written about the same words is changed. */
    assert_ptr_equal(remarks_told(k.b.w, at(&k.b, "body"), 0, NULL), n);
    assert_null(remarks_told(k.b.w, at(&k.b, "name"), 0, NULL));
    act(&k.b, ACTION_TEXT_FILE);
    assert_text(str_sv(&TOP(&k, write_page)->text), "提高多少要有数");
    words(&k, "字");
    key(&k, ACTION_DONE);
    assert_int_equal(record(&k)->notes.len, 1);
    assert_text(str_sv(&record(&k)->notes.ptr[0].turns.ptr[0].text), "提高多少要有数字");
    /* Nothing of it came into the application. */
    assert_text(text_at(&k.b, "short"), "带动十家企业。");
    case_close(&k);
}

static void test_remark_on_fields(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        const char *field;
    } cases[] = {{"name", "name"}, {"kind", "kind"}, {"papers.licence", "papers.licence"}};
    struct case_bench k;
    case_open(&k, REVIEWING_ANSWERS);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        go(&k, cases[i].path);
        act(&k.b, ACTION_TEXT_FILE);
        words(&k, "请核对");
        key(&k, ACTION_SAVE);
        assert_int_equal(record(&k)->notes.len, i + 1);
        assert_text(str_sv(&record(&k)->notes.ptr[i].field), cases[i].field);
        assert_int_equal(record(&k)->notes.ptr[i].quote.len, 0);
    }
    /* A row is known by its hidden id. */
    const struct rows *rows = draft_rows(k.b.w->draft, at(&k.b, "who").field);
    wizard_open_place(k.b.w, 1, (struct place){at(&k.b, "who").field, rows->ptr[1].key}, 0);
    act(&k.b, ACTION_TEXT_FILE);
    words(&k, "这一家查不到");
    key(&k, ACTION_SAVE);
    assert_text(str_sv(&record(&k)->notes.ptr[3].row), "w2");
    case_close(&k);
}

/* An officer reads and selects; nothing he does changes the application. */
static void test_reading_only(void **state)
{
    (void)state;
    static const enum action changes[] = {ACTION_PASTE, ACTION_DELETE, ACTION_BACKSPACE, ACTION_CUT,
                                          ACTION_UNDO};
    struct case_bench k;
    case_open(&k, REVIEWING_ANSWERS);
    go(&k, "body");
    uint64_t version = k.b.w->draft->version;
    act(&k.b, ACTION_MARK);
    act(&k.b, ACTION_RIGHT);
    struct section_page *p = TOP(&k, section_page);
    size_t from, to;
    editor_selection(&p->editor, &from, &to);
    assert_int_equal(to - from, 3);
    for (size_t i = 0; i < COUNT_OF(changes); i++) {
        wizard_apply(k.b.w, changes[i], SV("改"));
        assert_int_equal(k.b.w->draft->version, version);
    }
    digit(&k, "改");
    digit(&k, " ");
    assert_int_equal(k.b.w->draft->version, version);
    assert_int_equal(carry_out(&k), 0);
    /* Enter goes on. */
    act(&k.b, ACTION_ENTER);
    assert_true(place_eq(wizard_place(k.b.w), at(&k.b, "short")));
    case_close(&k);
}

static void test_seen(void **state)
{
    (void)state;
    struct case_bench k;
    case_open(&k, REVIEWING_ANSWERS);
    go(&k, "papers.licence");
    digit(&k, "　");
    assert_int_equal(record(&k)->sightings.len, 1);
    assert_text(str_sv(&record(&k)->sightings.ptr[0].what), "papers.licence");
    assert_non_null(material_seen(k.b.w, at(&k.b, "papers.licence")));
    digit(&k, " ");
    assert_int_equal(record(&k)->sightings.len, 0);
    /* One of a row, on the row's page. */
    const struct rows *rows = draft_rows(k.b.w->draft, at(&k.b, "who").field);
    struct place proof = {form_field(k.b.form, SV("who[].proof"))->index, rows->ptr[0].key};
    wizard_open_place(k.b.w, 1, proof, 0);
    digit(&k, " ");
    assert_text(str_sv(&record(&k)->sightings.ptr[0].what), "who[w1].proof");
    case_close(&k);
}

/* ---- the list of remarks ---- */

static void remark(struct case_bench *k, const char *path, const char *text)
{
    do_act(k, &(struct act){.kind = ACT_REMARK, .field = sv_from(path), .text = sv_from(text)});
}

static void send_all(struct case_bench *k)
{
    for (size_t i = 0; i < record(k)->notes.len; i++)
        record(k)->notes.ptr[i].sent = true;
}

static void test_notes_of_an_officer(void **state)
{
    (void)state;
    struct case_bench k;
    case_open(&k, REVIEWING_ANSWERS);
    open_page(&k, page_notes_new);
    assert_int_equal(notes_entries(k.b.w), 0);
    remark(&k, "name", "名称不全");
    remark(&k, "body", "要有数字");
    remark(&k, "", "整件请再看");
    assert_int_equal(notes_entries(k.b.w), 3);
    /* Not sent yet: reworded, or dropped with its words kept. */
    key(&k, ACTION_DONE);
    assert_said(&k.b, "还没有发给");
    key(&k, ACTION_TEXT_FILE);
    words(&k, "，请写全称");
    key(&k, ACTION_DONE);
    assert_text(str_sv(&record(&k)->notes.ptr[0].turns.ptr[0].text), "名称不全，请写全称");
    act(&k.b, ACTION_DOWN);
    key(&k, ACTION_DELETE);
    assert_int_equal(record(&k)->notes.len, 2);
    assert_text(str_sv(&k.b.w->clipboard), "要有数字");
    /* Sent: accepted, or asked again. */
    send_all(&k);
    act(&k.b, ACTION_TEXT_START);
    key(&k, ACTION_DELETE);
    assert_int_equal(record(&k)->notes.len, 2);
    key(&k, ACTION_DONE);
    assert_int_equal(record(&k)->notes.ptr[0].state, REMARK_ACCEPTED);
    /* What was accepted leads to the next that waits; back to it, to ask again. */
    assert_int_equal(TOP(&k, notes_page)->at, 1);
    act(&k.b, ACTION_UP);
    key(&k, ACTION_TEXT_FILE);
    words(&k, "还是不全");
    key(&k, ACTION_DONE);
    assert_int_equal(record(&k)->notes.ptr[0].state, REMARK_OPEN);
    assert_int_equal(record(&k)->notes.ptr[0].turns.len, 3);
    /* To its place; the one about the whole has none. */
    act(&k.b, ACTION_ENTER);
    assert_true(place_eq(wizard_place(k.b.w), at(&k.b, "name")));
    act(&k.b, ACTION_BACK);
    act(&k.b, ACTION_TEXT_END);
    act(&k.b, ACTION_ENTER);
    assert_int_equal(top(&k.b), PAGE_NOTES);
    assert_said(&k.b, "全文");
    case_close(&k);
}

/* F4 leads through findings and remarks in the order of the form, each once, and round. */
static void test_next_problem(void **state)
{
    (void)state;
    struct case_bench k;
    case_open(&k, "  name: 演示甲公司\n  body: 一句。二句。\n  who: [{id: w1, n: 一}]\n");
    do_act(&k, &(struct act){.kind = ACT_REMARK,
                             .field = SV("body"),
                             .quote = SV("二句"),
                             .nth = 1,
                             .text = SV("第二句")});
    remark(&k, "body", "整栏");
    remark(&k, "name", "名称");
    static const char *const told[] = {"名称", "整栏", "第二句", "类别"};
    for (size_t i = 0; i < 2 * COUNT_OF(told); i++) {
        act(&k.b, ACTION_NEXT_PROBLEM);
        if (!sv_contains(str_sv(&k.b.w->message), sv_from(told[i % COUNT_OF(told)])))
            fail_msg("%zu: %s", i, k.b.w->message.ptr);
        wizard_event(k.b.w, &(struct event){.kind = EVENT_SETTLE});
    }
    case_close(&k);
}

/* ---- words ---- */

static void test_words_stay(void **state)
{
    (void)state;
    struct case_bench k;
    struct act kept;
    case_open(&k, REVIEWING_ANSWERS);
    go(&k, "name");
    act(&k.b, ACTION_TEXT_FILE);
    const struct page *p = wizard_page(k.b.w);
    assert_false(p->class->typing(p, &kept));
    words(&k, "第一行");
    act(&k.b, ACTION_ENTER);
    type(&k.b, "二");
    assert_true(p->class->typing(p, &kept));
    assert_int_equal(kept.kind, ACT_REMARK);
    assert_text(kept.field, "name");
    assert_text(kept.text, "第一行\n二");
    act(&k.b, ACTION_UNDO);
    assert_text(str_sv(&TOP(&k, write_page)->text), "第一行\n");
    act(&k.b, ACTION_REDO);
    /* Leaving asks; what is dropped is in the clipboard. */
    act(&k.b, ACTION_LEAVE);
    assert_int_equal(top(&k.b), PAGE_WRITE);
    act(&k.b, ACTION_BACK);
    assert_int_equal(top(&k.b), PAGE_MENU);
    act(&k.b, ACTION_ENTER);
    assert_int_equal(top(&k.b), PAGE_WRITE);
    act(&k.b, ACTION_BACK);
    digit(&k, "2");
    assert_int_equal(top(&k.b), PAGE_SECTION);
    assert_text(str_sv(&k.b.w->clipboard), "第一行\n二");
    assert_int_equal(record(&k)->notes.len, 0);
    /* What the journal kept comes back to its page, as something not said yet. */
    wizard_push(k.b.w, page_write_new(k.b.w, &(struct act){.kind = ACT_REMARK,
                                                           .field = SV("name"),
                                                           .text = SV("找回来的")}));
    p = wizard_page(k.b.w);
    assert_true(p->class->typing(p, &kept));
    key(&k, ACTION_DONE);
    assert_int_equal(record(&k)->notes.len, 1);
    case_close(&k);
}

/* Taken over while writing: refused with one sentence, and the words stay. */
static void test_held_by_another(void **state)
{
    (void)state;
    struct case_bench k;
    case_open(&k, REVIEWING_ANSWERS);
    go(&k, "name");
    act(&k.b, ACTION_TEXT_FILE);
    words(&k, "写到一半");
    str_set(&k.b.w->office->now.holder, SV("李某"));
    act(&k.b, ACTION_DONE);
    assert_int_equal(carry_out(&k), 0);
    assert_said(&k.b, "李某");
    assert_text(str_sv(&TOP(&k, write_page)->text), "写到一半");
    act(&k.b, ACTION_BACK);
    digit(&k, "2");
    /* Everything that acts is refused before a word is written. */
    act(&k.b, ACTION_TEXT_FILE);
    assert_int_equal(top(&k.b), PAGE_SECTION);
    assert_said(&k.b, "李某");
    open_page(&k, page_marks_new);
    static const char *const digits[] = {"1", "2", "3"};
    for (size_t i = 0; i < COUNT_OF(digits); i++) {
        type(&k.b, digits[i]);
        assert_int_equal(carry_out(&k), 0);
        assert_int_equal(top(&k.b), PAGE_MARKS);
        assert_said(&k.b, "李某");
    }
    open_page(&k, page_decide_new);
    digit(&k, "2");
    assert_int_equal(top(&k.b), PAGE_DECIDE);
    assert_said(&k.b, "李某");
    case_close(&k);
}

/* What the state or the desk forbids is said before a word is written. */
static void test_not_at_this_desk(void **state)
{
    (void)state;
    struct case_bench k;
    case_open(&k, REVIEWING_ANSWERS);
    k.b.w->office->desk.role = ROLE_CITY;
    open_page(&k, page_marks_new);
    for (size_t i = 0; i < 2; i++) {
        digit(&k, i ? "3" : "2");
        assert_int_equal(top(&k.b), PAGE_MARKS);
        assert_true(k.b.w->message.len > 0);
    }
    digit(&k, "1");
    assert_int_equal(carry_out(&k), 0);
    assert_int_equal(TOP(&k, marks_page)->at, 0);
    go(&k, "name");
    act(&k.b, ACTION_TEXT_FILE);
    assert_int_equal(top(&k.b), PAGE_SECTION);
    assert_true(k.b.w->message.len > 0);
    open_page(&k, page_decide_new);
    digit(&k, "1");
    assert_int_equal(top(&k.b), PAGE_DECIDE);
    assert_said(&k.b, "市里不在这里决定");
    case_close(&k);
}

static void test_brief(void **state)
{
    (void)state;
    struct case_bench k;
    case_open(&k, REVIEWING_ANSWERS);
    wizard_push(k.b.w, page_write_new(k.b.w, &(struct act){.kind = ACT_BRIEF}));
    struct write_page *p = TOP(&k, write_page);
    assert_int_equal(p->limit, 20);
    assert_text(str_sv(&p->text), "带动十家企业。");
    assert_true(sv_starts(str_sv(&p->about), SV("我们带动了十家企业。")));
    /* Whole sentences are taken over as they are. */
    act(&k.b, ACTION_NEXT_FIELD);
    act(&k.b, ACTION_ENTER);
    assert_text(str_sv(&p->text), "带动十家企业。我们带动了十家企业。");
    act(&k.b, ACTION_TEXT_FILE);
    assert_text(str_sv(&p->text), "带动十家企业。我们带动了十家企业。成本降了两成。");
    assert_int_equal(write_count(k.b.w, p), 24);
    /* Over the limit: refused, nothing lost. */
    key(&k, ACTION_DONE);
    assert_int_equal(top(&k.b), PAGE_WRITE);
    assert_true(k.refused.len);
    assert_int_equal(TOP(&k, write_page)->text.len, strlen("带动十家企业。") +
                                                        strlen("我们带动了十家企业。") +
                                                        strlen("成本降了两成。"));
    act(&k.b, ACTION_UNDO);
    key(&k, ACTION_DONE);
    assert_int_not_equal(top(&k.b), PAGE_WRITE);
    assert_said(&k.b, "简述已记下");
    assert_text(str_sv(&record(&k)->brief), "带动十家企业。我们带动了十家企业。");
    assert_text(text_at(&k.b, "short"), "带动十家企业。");
    case_close(&k);
}

/* ---- findings at the desk ---- */

static void test_allowing(void **state)
{
    (void)state;
    struct case_bench k;
    case_open(&k, "  name: 演示甲公司\n  body: 一句。\n");
    open_page(&k, page_review_new);
    struct review_page *p = TOP(&k, review_page);
    assert_int_equal(findings_tally(&k.b.w->findings).errors, 1);
    while (k.b.w->findings.ptr[p->at].severity != SEVERITY_ERROR)
        act(&k.b, ACTION_DOWN);
    key(&k, ACTION_DONE);
    assert_int_equal(top(&k.b), PAGE_WRITE);
    words(&k, "已当面核对，类别是甲类无误");
    key(&k, ACTION_DONE);
    assert_int_equal(top(&k.b), PAGE_REVIEW);
    assert_int_equal(record(&k)->allowances.len, 1);
    assert_int_equal(findings_tally(&k.b.w->findings).errors, 0);
    key(&k, ACTION_DELETE);
    assert_int_equal(record(&k)->allowances.len, 0);
    assert_int_equal(findings_tally(&k.b.w->findings).errors, 1);
    case_close(&k);
}

/* ---- deciding ---- */

static void test_recommending(void **state)
{
    (void)state;
    struct case_bench k;
    case_open(&k, REVIEWING_ANSWERS);
    do_act(&k, &(struct act){.kind = ACT_MARK, .item = SV("一"), .ruling = RULING_PASS});
    open_page(&k, page_decide_new);
    size_t pages = k.b.w->pages.len;
    digit(&k, "1");
    assert_int_equal(top(&k.b), PAGE_DECIDE);
    assert_said(&k.b, "还不能推荐");
    do_act(&k, &(struct act){.kind = ACT_MARK_REST, .ruling = RULING_PASS});
    if (k.b.w->office->now.hindrances.len)
        fail_msg("%s", k.b.w->office->now.hindrances.ptr[0].ptr);
    digit(&k, "１");
    assert_int_equal(top(&k.b), PAGE_WRITE);
    assert_int_equal(TOP(&k, write_page)->least, 8);
    /* Too short, then an empty phrase: refused by the act, the words stay. */
    words(&k, "同意");
    key(&k, ACTION_DONE);
    assert_int_equal(top(&k.b), PAGE_WRITE);
    assert_true(k.refused.len);
    act(&k.b, ACTION_SELECT_ALL);
    words(&k, "情况属实情况属实");
    key(&k, ACTION_DONE);
    digit(&k, "1");
    assert_int_equal(top(&k.b), PAGE_WRITE);
    assert_true(k.refused.len);
    act(&k.b, ACTION_SELECT_ALL);
    words(&k, "带动作用明显，材料齐全，数据有出处。");
    key(&k, ACTION_DONE);
    assert_int_equal(top(&k.b), PAGE_MENU);
    assert_int_equal(record(&k)->state, CASE_RECEIVED);
    key(&k, ACTION_ENTER);
    assert_int_equal(record(&k)->state, CASE_RECOMMENDED);
    /* Both pages are gone: the case goes on from there. */
    assert_int_equal(k.b.w->pages.len, pages - 1);
    assert_said(&k.b, "已推荐");
    /* And it cannot be decided again. */
    open_page(&k, page_decide_new);
    for (size_t i = 0; i < DECISIONS; i++) {
        struct str why = {0};
        decide_add_why_not(&why, k.b.w, decide_state(i));
        assert_true(why.len > 0);
        str_release(&why);
        digit(&k, (const char *[]){"1", "2", "3"}[i]);
        assert_int_equal(top(&k.b), PAGE_DECIDE);
    }
    case_close(&k);
}

static void test_ways_of_the_decision(void **state)
{
    (void)state;
    static const struct {
        const char *digit;
        enum page_kind page;
    } ways[] = {{"4", PAGE_MARKS}, {"5", PAGE_NOTES}, {"6", PAGE_REVIEW}, {"7", PAGE_WRITE}};
    struct case_bench k;
    case_open(&k, REVIEWING_ANSWERS);
    open_page(&k, page_decide_new);
    for (size_t i = 0; i < COUNT_OF(ways); i++) {
        digit(&k, ways[i].digit);
        assert_int_equal(top(&k.b), ways[i].page);
        act(&k.b, ACTION_BACK);
        assert_int_equal(top(&k.b), PAGE_DECIDE);
    }
    case_close(&k);
}

/* ---- at the applicant's ---- */

static void give_back(struct case_bench *k)
{
    struct returned r = {.number = 2};
    struct err e = {0};
    struct note n = {.number = 3};
    str_set(&r.reason, SV("简述没有数字，请补充后再报"));
    str_set(&r.office, SV("演示县工业和信息化局"));
    str_set(&r.stamp.time, SV("2024-06-03T10:20"));
    size_t from = sv_find(text_at(&k->b, "body"), SV("效率提高很多"), 0);
    note_anchor(&n, k->b.w->draft, at(&k->b, "body"), from, from + strlen("效率提高很多"));
    note_add_turn(&n, REMARK_OPEN, SV("提高多少"), SV("王某"), SV("2024-06-03T10:00"));
    n.sent = true;
    vec_push(&r.notes, n);
    vec_push(&r.asked, 3);
    wizard_event(k->b.w, &(struct event){.kind = EVENT_RETURNED, .returned = &r});
    returned_release(&r);
    err_clear(&e);
}

static void applicant_open(struct case_bench *k)
{
    struct start_list none = {0};
    *k = (struct case_bench){.b = {.form = form_from(REVIEWING_FORM), .w = wizard_new()}};
    wizard_start(k->b.w, &none);
    wizard_event(k->b.w, &(struct event){.kind = EVENT_OPENED,
                                         .form = k->b.form,
                                         .draft = draft_of(k->b.form, REVIEWING_ANSWERS, NULL),
                                         .path = SV("草稿.yaml")});
    give_back(k);
    carry_out(k);
    if (top(&k->b) != PAGE_NOTES)
        wizard_push(k->b.w, page_notes_new(k->b.w));
}

static void test_notes_of_an_applicant(void **state)
{
    (void)state;
    struct case_bench k;
    applicant_open(&k);
    struct wizard *w = k.b.w;
    assert_int_equal(notes_entries(w), 2);
    act(&k.b, ACTION_NEXT_PROBLEM);
    assert_int_equal(TOP(&k, notes_page)->at, 1);
    /* Called changed while the words are as they were when it came back: told. */
    key(&k, ACTION_DONE);
    assert_said(&k.b, "和退回时一样");
    key(&k, ACTION_DONE);
    /* To the words, which are selected. */
    act(&k.b, ACTION_ENTER);
    assert_int_equal(top(&k.b), PAGE_SECTION);
    struct section_page *p = TOP(&k, section_page);
    size_t from, to;
    editor_selection(&p->editor, &from, &to);
    assert_text(sv_sub(text_at(&k.b, "body"), from, to), "效率提高很多");
    /* Typing in front of them moves them along, before anything is looked for anew. */
    act(&k.b, ACTION_TEXT_START);
    type(&k.b, "去年");
    assert_true(remarks_words(w, 0, at(&k.b, "body"), p->editor.caret, &from, &to));
    assert_text(sv_sub(text_at(&k.b, "body"), from, to), "效率提高很多");
    act(&k.b, ACTION_BACKSPACE);
    act(&k.b, ACTION_DELETE);
    assert_true(remarks_words(w, 0, at(&k.b, "body"), p->editor.caret, &from, &to));
    assert_text(sv_sub(text_at(&k.b, "body"), from, to), "效率提高很多");
    act(&k.b, ACTION_BACK);
    /* Changed; said again it is taken back. */
    key(&k, ACTION_DONE);
    assert_int_equal(w->returned->notes.ptr[0].state, REMARK_CHANGED);
    key(&k, ACTION_DONE);
    assert_int_equal(w->returned->notes.ptr[0].state, REMARK_OPEN);
    /* Kept, with a reason that is one. */
    key(&k, ACTION_TEXT_FILE);
    words(&k, "不改");
    key(&k, ACTION_DONE);
    assert_int_equal(top(&k.b), PAGE_WRITE);
    assert_true(k.refused.len);
    words(&k, "，因为数字在第三部分里有");
    key(&k, ACTION_DONE);
    assert_int_equal(top(&k.b), PAGE_NOTES);
    assert_int_equal(w->returned->notes.ptr[0].state, REMARK_KEPT);
    assert_int_equal(returned_open(w->returned), 0);
    case_close(&k);
}

/* Written where the words were: they are gone, and that is said. */
static void test_words_gone(void **state)
{
    (void)state;
    struct case_bench k;
    applicant_open(&k);
    act(&k.b, ACTION_NEXT_PROBLEM);
    act(&k.b, ACTION_ENTER);
    type(&k.b, "效率提高三成");
    size_t from, to;
    struct section_page *p = TOP(&k, section_page);
    assert_false(remarks_words(k.b.w, 0, at(&k.b, "body"), p->editor.caret, &from, &to));
    wizard_event(k.b.w, &(struct event){.kind = EVENT_SETTLE});
    act(&k.b, ACTION_BACK);
    act(&k.b, ACTION_ENTER);
    assert_int_equal(top(&k.b), PAGE_SECTION);
    assert_said(&k.b, "已经改掉");
    case_close(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marking),
        cmocka_unit_test(test_doubt_needs_words),
        cmocka_unit_test(test_mark_the_rest),
        cmocka_unit_test(test_places_of_an_item),
        cmocka_unit_test(test_clauses),
        cmocka_unit_test(test_remark_on_words),
        cmocka_unit_test(test_remark_on_fields),
        cmocka_unit_test(test_reading_only),
        cmocka_unit_test(test_seen),
        cmocka_unit_test(test_notes_of_an_officer),
        cmocka_unit_test(test_next_problem),
        cmocka_unit_test(test_words_stay),
        cmocka_unit_test(test_held_by_another),
        cmocka_unit_test(test_not_at_this_desk),
        cmocka_unit_test(test_brief),
        cmocka_unit_test(test_allowing),
        cmocka_unit_test(test_recommending),
        cmocka_unit_test(test_ways_of_the_decision),
        cmocka_unit_test(test_notes_of_an_applicant),
        cmocka_unit_test(test_words_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
