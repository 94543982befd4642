#include "checking.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "draft/path.h"
#include "store/file.h"

static const char fields[] =
    "  - {id: cover.company, kind: line, label: 企业}\n"
    "  - {id: cover.pick, kind: choice, label: 选, options: [{id: x, label: 戌}, {id: z, label: "
    "亥}]}\n"
    "  - {id: cover.many, kind: choices, label: 多选, options: [{id: x, label: 戌}, {id: z, label: "
    "亥}]}\n"
    "  - {id: cover.ok, kind: yesno, label: 是否}\n"
    "  - {id: brief.text, kind: text, label: 简述}\n"
    "  - {id: t, kind: table, label: 表, columns: [{id: name, kind: line, label: 名}, "
    "{id: code, kind: credit_code, label: 码}, {id: done, kind: text, label: 做法}, "
    "{id: proof, kind: material, label: 证明, stamp: yes}]}\n"
    "  - {id: i, kind: images, label: 图}\n"
    "  - {id: m, kind: materials, label: 材料, items: [{id: licence, label: 执照, stamp: yes}]}\n"
    "  - {id: e, kind: elements, label: 要素, texts: [brief.text], items: [{id: open, label: "
    "开}]}\n"
    "- id: later\n  title: 后面\n  fields:\n"
    "  - {id: last, kind: line, label: 末}";

/* A file as people mend it by hand: comments, other words for yes, keys of ours in another order,
 * keys we do not know, values that are none. */
static const char by_hand[] = "# 开头的话\n"
                              "form: t          # 表单\n"
                              "tianbiao: 1\n"
                              "form_version: 1\n"
                              "draft_id: 3f9c2a51b7d04e18\n"
                              "revision: 0\n"
                              "demo: yes\n"
                              "answers:\n"
                              "  brief:\n"
                              "    text: |\n"
                              "      第一段……  \n"
                              "\n"
                              "      第二段，共35%。\n"
                              "    comment_of_mine: 不认得的键\n"
                              "  cover:\n"
                              "    pick: 戌     # 用标签写的\n"
                              "    company: '演示药业（河北）有限公司'\n"
                              "    many: [亥, x]\n"
                              "    ok: true\n"
                              "  t:\n"
                              "  - id: e7\n"
                              "    name: 一\n"
                              "    code: \"91110108K36875517C\"\n"
                              "    # 行里的话\n"
                              "    done: |\n"
                              "      做了什么\n"
                              "    proof: {stamped: 是, files: [a.pdf]}\n"
                              "    mine: 留着\n"
                              "  - name: 二\n"
                              "    id: e2\n"
                              "  m:\n"
                              "    licence: {state: 已备, note: 复印件}\n"
                              "  e:\n"
                              "  - {id: open, tie: {field: brief.text, quote: 第二段, nth: 1}}\n"
                              "  unknown: {a: [1, 2]}\n"
                              "pending:\n"
                              "  last: 等人\n"
                              "accepted: {cover.x: \"有：理由\"}\n"
                              "done: [later, s]\n";

struct fixture {
    struct form *form;
    struct draft *draft;
    struct str source;
};

static void open_draft(struct fixture *f, const char *source)
{
    struct err e = {0};
    *f = (struct fixture){.form = form_of(fields, NULL)};
    str_set(&f->source, sv_from(source));
    if (!draft_parse(f->form, str_sv(&f->source), "d.yaml", &f->draft, NULL, &e))
        fail_msg("%s", e.message.ptr);
}

static void close_draft(struct fixture *f)
{
    str_release(&f->source);
    draft_free(f->draft);
    form_free(f->form);
}

static void set(struct fixture *f, const char *path, const char *text)
{
    struct place p;
    assert_true(path_find(f->draft, sv_from(path), &p, NULL));
    draft_set(f->draft, NULL, p, sv_from(text));
}

static void assert_value(const struct fixture *f, const char *path, const char *want)
{
    struct place p;
    assert_true(path_find(f->draft, sv_from(path), &p, NULL));
    assert_text(draft_text(f->draft, p), want);
}

/* Composes the draft over its source; the new source is the fixture's. */
static void compose(struct fixture *f)
{
    struct str out = {0};
    struct err e = {0};
    if (!draft_compose(f->draft, str_sv(&f->source), &out, &e))
        fail_msg("%s", e.message.ptr);
    str_move(&f->source, &out);
}

static void test_reading(void **state)
{
    (void)state;
    struct fixture f;
    open_draft(&f, by_hand);
    assert_text(str_sv(&f.draft->id), "3f9c2a51b7d04e18");
    assert_true(f.draft->demo);
    assert_value(&f, "cover.company", "演示药业（河北）有限公司");
    assert_value(&f, "cover.pick", "x");
    assert_value(&f, "cover.many", "z\nx");
    assert_value(&f, "cover.ok", "yes");
    assert_value(&f, "brief.text", "第一段……  \n\n第二段，共35%。");
    assert_value(&f, "t[1].code", "91110108K36875517C");
    assert_value(&f, "t[1].done", "做了什么");
    assert_value(&f, "t[1].proof.stamped", "yes");
    assert_value(&f, "t[1].proof.files", "a.pdf");
    assert_value(&f, "t[2].name", "二");
    assert_value(&f, "m.licence.state", "have");
    assert_value(&f, "e[1].tie.quote", "第二段");
    const struct rows *rows = draft_rows(f.draft, form_field(f.form, SV("t"))->index);
    assert_text(str_sv(&rows->ptr[0].id), "e7");
    assert_text(str_sv(&remark_find(&f.draft->pending, SV("last"))->text), "等人");
    assert_text(str_sv(&remark_find(&f.draft->accepted, SV("cover.x"))->text), "有：理由");
    assert_true(f.draft->done[0]);
    assert_true(f.draft->done[1]);
    assert_int_equal(f.draft->version, 0);
    close_draft(&f);
}

/* Nothing changed: not a byte does. */
static void test_round_trip(void **state)
{
    (void)state;
    struct fixture f;
    open_draft(&f, by_hand);
    compose(&f);
    assert_text(str_sv(&f.source), by_hand);
    close_draft(&f);
}

/* Lines of `after` that are not at their place in `before`, and how many lines there are less. */
static void assert_changes(struct sv before, struct sv after, const char *gone, const char *come)
{
    /* All that is alike at the start and at the end is cut off; the rest is what changed. */
    size_t head = 0, tail = 0;
    while (head < before.len && head < after.len && before.ptr[head] == after.ptr[head])
        head++;
    while (head > 0 && before.ptr[head - 1] != '\n')
        head--;
    while (tail < before.len - head && tail < after.len - head &&
           before.ptr[before.len - 1 - tail] == after.ptr[after.len - 1 - tail])
        tail++;
    while (tail > 0 && before.len - tail > head && before.ptr[before.len - tail - 1] != '\n')
        tail--;
    assert_text(sv_sub(before, head, before.len - tail), gone);
    assert_text(sv_sub(after, head, after.len - tail), come);
}

static void test_one_change(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        const char *text;
        const char *gone;
        const char *come;
    } cases[] = {
        {"cover.company", "别的公司", "    company: '演示药业（河北）有限公司'\n",
         "    company: 别的公司\n"},
        {"cover.company", "", "    company: '演示药业（河北）有限公司'\n", ""},
        {"cover.pick", "z", "    pick: 戌     # 用标签写的\n", "    pick: z     # 用标签写的\n"},
        {"cover.ok", "no", "    ok: true\n", "    ok: no\n"},
        {"cover.many", "x", "    many: [亥, x]\n", "    many: [x]\n"},
        {"t[2].name", "三", "  - name: 二\n", "  - name: 三\n"},
        {"t[1].proof.stamped", "no", "    proof: {stamped: 是, files: [a.pdf]}\n",
         "    proof: {stamped: no, files: [a.pdf]}\n"},
        {"brief.text", "第一段……  \n\n第二段，共36%。", "      第二段，共35%。\n",
         "      第二段，共36%。\n"},
        {"m.licence.state", "missing", "    licence: {state: 已备, note: 复印件}\n",
         "    licence: {state: missing, note: 复印件}\n"},
        {"last", "末了", "", "  last: 末了\n"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct fixture f;
        open_draft(&f, by_hand);
        set(&f, cases[i].path, cases[i].text);
        compose(&f);
        assert_changes(sv_from(by_hand), str_sv(&f.source), cases[i].gone, cases[i].come);
        close_draft(&f);
    }
}

static void test_remarks_and_done(void **state)
{
    (void)state;
    struct fixture f;
    open_draft(&f, by_hand);
    draft_set_done(f.draft, NULL, 1, false);
    compose(&f);
    assert_changes(sv_from(by_hand), str_sv(&f.source), "done: [later, s]\n", "done: [s]\n");
    draft_set_done(f.draft, NULL, 1, true);
    draft_set_pending(f.draft, NULL, SV("last"), SV(""));
    draft_set_pending(f.draft, NULL, SV("t[].name"), SV("等名单"));
    compose(&f);
    assert_true(sv_contains(str_sv(&f.source), SV("done: [s, later]\n")));
    assert_true(sv_contains(str_sv(&f.source), SV("pending:\n  t[].name: 等名单\n")));
    assert_false(sv_contains(str_sv(&f.source), SV("等人")));
    struct fixture again;
    open_draft(&again, f.source.ptr);
    assert_non_null(remark_find(&again.draft->pending, SV("t[].name")));
    close_draft(&again);
    close_draft(&f);
}

static void test_rows(void **state)
{
    (void)state;
    struct fixture f;
    open_draft(&f, by_hand);
    uint32_t table = form_field(f.form, SV("t"))->index;
    const struct rows *rows = draft_rows(f.draft, table);
    draft_row_move(f.draft, NULL, table, rows->ptr[1].key, 0);
    draft_row_add(f.draft, NULL, table, 2, SV(""));
    set(&f, "t[3].name", "三");
    compose(&f);
    /* The rows are the same ones in another order: what only the file knows went with its row. */
    struct sv all = str_sv(&f.source);
    size_t two = sv_find(all, SV("id: e2"), 0), seven = sv_find(all, SV("id: e7"), 0);
    size_t mine = sv_find(all, SV("mine: 留着"), 0), words = sv_find(all, SV("# 行里的话"), 0);
    size_t third = sv_find(all, SV("name: 三"), 0);
    assert_true(two != SV_NONE && seven != SV_NONE && mine != SV_NONE && third != SV_NONE);
    assert_true(two < seven && seven < words && words < mine && mine < third);
    struct fixture again;
    open_draft(&again, f.source.ptr);
    assert_value(&again, "t[1].name", "二");
    assert_value(&again, "t[2].proof.stamped", "yes");
    assert_value(&again, "t[3].name", "三");
    draft_row_remove(f.draft, NULL, table, rows->ptr[1].key);
    compose(&f);
    assert_false(sv_contains(str_sv(&f.source), SV("e7")));
    close_draft(&again);
    close_draft(&f);
}

/* A message names the line of what it is about: a table's is its own, a row's the row's. */
static void test_lines(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        uint32_t line; /* in by_hand */
    } cases[] = {
        {"brief.text", 10}, {"cover.many", 18},
        {"t", 20},          {"t[1]", 21},
        {"t[1].code", 23},  {"t[1].proof", 21},
        {"t[2]", 29},       {"m", 31},
        {"e", 33},          {"e[1]", 34},
        {"t[2].code", 29},  {"i", 1},
        {"last", 1},        {"t[1].proof.note", 27},
    };
    struct fixture f;
    open_draft(&f, by_hand);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct place p;
        assert_true(path_find(f.draft, sv_from(cases[i].path), &p, NULL));
        if (draft_line(f.draft, p) != cases[i].line)
            fail_msg("%s: %u", cases[i].path, draft_line(f.draft, p));
    }
    close_draft(&f);
}

static const char no_answers[] = "tianbiao: 1\n"
                                 "form: t\n"
                                 "form_version: 1\n"
                                 "revision: 0\n"
                                 "answers:\n"
                                 "  cover:\n"
                                 "    company: {甲: 乙}\n"
                                 "    pick: 没有的选项\n"
                                 "    many: [x, 没有的]\n"
                                 "    ok: 也许\n"
                                 "    other: 键\n"
                                 "  t:\n"
                                 "  - {id: a1, name: 一}\n"
                                 "  - 不成行的话\n"
                                 "  m: 不是材料\n"
                                 "  i: 不是表\n"
                                 "  nowhere:\n"
                                 "    甲: 一行\n"
                                 "    乙: |\n"
                                 "      两\n"
                                 "\n"
                                 "      行\n"
                                 "    丙: [一, {丁: 二}]\n";

/* What is no answer stays in the file, and is told. */
static void test_leftovers(void **state)
{
    (void)state;
    static const struct {
        uint32_t line;
        const char *path;
        const char *value;
    } want[] = {{7, "cover.company", "甲: 乙"},
                {8, "cover.pick", "没有的选项"},
                {9, "cover.many", "- x\n- 没有的"},
                {10, "cover.ok", "也许"},
                {11, "cover.other", "键"},
                {14, "t", "不成行的话"},
                {15, "m", "不是材料"},
                {16, "i", "不是表"},
                {17, "nowhere", "甲: 一行\n乙:\n  两\n\n  行\n丙:\n  - 一\n  - 丁: 二"}};
    struct form *form = form_of(fields, NULL);
    struct draft *draft;
    struct leftovers kept = {0};
    assert_true(draft_parse(form, sv_from(no_answers), "d", &draft, &kept, NULL));
    assert_int_equal(kept.len, COUNT_OF(want));
    for (size_t i = 0; i < kept.len; i++) {
        assert_int_equal(kept.ptr[i].line, want[i].line);
        assert_text(str_sv(&kept.ptr[i].path), want[i].path);
        assert_true(kept.ptr[i].why.len > 0);
        assert_text(str_sv(&kept.ptr[i].value), want[i].value);
    }
    leftovers_release(&kept);
    struct fixture f = {.form = form, .draft = draft};
    str_set(&f.source, sv_from(no_answers));
    compose(&f);
    assert_text(str_sv(&f.source), no_answers);
    /* An answer takes the place of what was none. */
    set(&f, "cover.pick", "z");
    compose(&f);
    assert_changes(sv_from(no_answers), str_sv(&f.source), "    pick: 没有的选项\n",
                   "    pick: z\n");
    close_draft(&f);
}

/* What was said, each in a way we do not read. */
static const char nothing_said[] = "tianbiao: 1\n"
                                   "form: t\n"
                                   "form_version: 1\n"
                                   "revision: 0\n"
                                   "answers:\n"
                                   "  cover: [甲, {乙: 丙}]\n"
                                   "  cover.company: 不这样写\n"
                                   "  nobody.here: 也不这样写\n"
                                   "  t:\n"
                                   "  - |\n"
                                   "    不成行的话\n"
                                   "  - 007\n"
                                   "pending: 等人\n"
                                   "accepted:\n"
                                   "  cover.x: [有, 理由]  # 两条\n"
                                   "  cover.y: {为: 何}\n"
                                   "based_on: [last]\n"
                                   "done: later\n";

static void test_nothing_said(void **state)
{
    (void)state;
    static const struct {
        uint32_t line;
        const char *path;
        const char *value;
    } want[] = {{6, "cover", "- 甲\n- 乙: 丙"},
                {7, "cover.company", "不这样写"},
                {8, "nobody.here", "也不这样写"},
                {10, "t", "不成行的话"},
                {12, "t", "007"},
                {13, "pending", "等人"},
                {15, "accepted.cover.x", "- 有\n- 理由"},
                {16, "accepted.cover.y", "为: 何"},
                {17, "based_on", "- last"},
                {18, "done", "later"}};
    struct fixture f = {.form = form_of(fields, NULL)};
    struct leftovers kept = {0};
    str_set(&f.source, sv_from(nothing_said));
    assert_true(draft_parse(f.form, str_sv(&f.source), "d", &f.draft, &kept, NULL));
    assert_int_equal(kept.len, COUNT_OF(want));
    for (size_t i = 0; i < kept.len; i++) {
        assert_int_equal(kept.ptr[i].line, want[i].line);
        assert_text(str_sv(&kept.ptr[i].path), want[i].path);
        assert_text(str_sv(&kept.ptr[i].value), want[i].value);
        assert_true(kept.ptr[i].why.len > 0);
    }
    assert_false(
        draft_filled(f.draft, (struct place){form_field(f.form, SV("cover.company"))->index, 0}));
    assert_int_equal(f.draft->pending.len + f.draft->accepted.len + f.draft->based_on.len, 0);
    assert_false(f.draft->done[1]);
    compose(&f);
    assert_text(str_sv(&f.source), nothing_said);
    /* What is said stands beside what is no text, and takes the place of what is no list of it. */
    draft_accept(f.draft, NULL, SV("cover.z"), SV("因为"));
    draft_accept(f.draft, NULL, SV("cover.y"), SV("所以"));
    draft_set_based_on(f.draft, NULL, SV("last"), SV("0123456789abcdef"));
    compose(&f);
    assert_true(sv_contains(str_sv(&f.source), SV("  cover.x: [有, 理由]  # 两条\n"
                                                  "  cover.y: 所以\n"
                                                  "  cover.z: 因为\n")));
    assert_true(sv_contains(str_sv(&f.source), SV("based_on:\n  last: \"0123456789abcdef\"\n")));
    assert_true(sv_contains(str_sv(&f.source), SV("pending: 等人\n")));
    assert_true(sv_contains(str_sv(&f.source), SV("done: later\n")));
    leftovers_release(&kept);
    close_draft(&f);
}

/* What a file says and is quoted in a message steers nobody's screen. */
static void test_marks(void **state)
{
    (void)state;
    struct form *form = form_of(fields, NULL);
    struct draft *draft = NULL;
    struct leftovers kept = {0};
    struct err e = {0};
    assert_false(draft_parse(form, SV("form: t\ntianbiao: \"2\\e[2J\"\n"), "d", &draft, NULL, &e));
    assert_true(sv_contains(str_sv(&e.message), SV("d:2: 草稿格式是 2␛[2J，")));
    err_clear(&e);
    assert_true(draft_parse(form,
                            SV("form: t\ntianbiao: 1\nanswers: {cover: {pick: \"x\\e\", "
                               "many: [z, \"y\\e\"], ok: \"\\e\"}}\n"),
                            "d", &draft, &kept, NULL));
    static const char *const said[] = {"“x␛”", "“y␛”", "“␛”"};
    assert_int_equal(kept.len, COUNT_OF(said));
    for (size_t i = 0; i < kept.len; i++) {
        assert_true(sv_contains(str_sv(&kept.ptr[i].why), sv_from(said[i])));
        assert_true(sv_contains(str_sv(&kept.ptr[i].value), SV("\x1B")));
    }
    leftovers_release(&kept);
    draft_free(draft);
    form_free(form);
}

/* Entries of `done` that are none stay among those that are. */
static void test_done_parts(void **state)
{
    (void)state;
    struct fixture f;
    open_draft(&f, "tianbiao: 1\nform: t\nform_version: 1\nrevision: 0\n"
                   "done: [{s: 是}, later, [s]]\n");
    assert_true(f.draft->done[1]);
    draft_set_done(f.draft, NULL, 1, false);
    compose(&f);
    assert_true(sv_contains(str_sv(&f.source), SV("done: [{s: 是}, [s]]\n")));
    draft_set_done(f.draft, NULL, 0, true);
    compose(&f);
    assert_true(sv_contains(str_sv(&f.source), SV("done: [{s: 是}, [s], s]\n")));
    close_draft(&f);
}

/* A row copied by hand has the id of the one it was copied from. */
static void test_copied_row(void **state)
{
    (void)state;
    struct fixture f;
    open_draft(&f, "tianbiao: 1\nform: t\nform_version: 1\nrevision: 0\nanswers:\n  t:\n"
                   "  - {id: t1, name: 一}\n  - {id: t1, name: 二, mine: 留着}\n"
                   "  - {id: t2, name: 三}\n");
    const struct rows *rows = draft_rows(f.draft, form_field(f.form, SV("t"))->index);
    assert_int_equal(rows->len, 3);
    assert_text(str_sv(&rows->ptr[0].id), "t1");
    assert_text(str_sv(&rows->ptr[1].id), "t3");
    assert_text(str_sv(&rows->ptr[2].id), "t2");
    set(&f, "t[2].name", "改");
    compose(&f);
    assert_true(sv_contains(str_sv(&f.source), SV("{id: t3, name: 改, mine: 留着}")));
    struct fixture again;
    open_draft(&again, f.source.ptr);
    assert_value(&again, "t[1].name", "一");
    assert_value(&again, "t[2].name", "改");
    assert_value(&again, "t[3].name", "三");
    close_draft(&again);
    close_draft(&f);
}

static void test_new_draft(void **state)
{
    (void)state;
    struct fixture f = {.form = form_of(fields, NULL)};
    f.draft = draft_new(f.form);
    set(&f, "cover.company", "演示公司");
    set(&f, "brief.text", "一\n\n二");
    set(&f, "cover.ok", "no");
    draft_row_add(f.draft, NULL, form_field(f.form, SV("t"))->index, 0, SV(""));
    set(&f, "t[1].name", "2024");
    compose(&f);
    assert_text(str_sv(&f.source), "tianbiao: 1\n"
                                   "form: t\n"
                                   "form_version: 1\n"
                                   "revision: 0\n"
                                   "answers:\n"
                                   "  cover:\n"
                                   "    company: 演示公司\n"
                                   "    ok: no\n"
                                   "  brief:\n"
                                   "    text: |\n"
                                   "      一\n"
                                   "\n"
                                   "      二\n"
                                   "  t:\n"
                                   "    - id: t1\n"
                                   "      name: \"2024\"\n");
    close_draft(&f);
}

static void test_heads(void **state)
{
    (void)state;
    static const struct {
        const char *source;
        const char *form; /* NULL: refused */
        int64_t version;
        bool demo;
    } cases[] = {
        {"tianbiao: 1\nform: a\n", "a", 1, false},
        {"tianbiao: 1\nform: a\nform_version: 3\ndemo: true\n", "a", 3, true},
        {"tianbiao: 1\nform: a\nform_version: 很多\ndemo: no\n", "a", 1, false},
        {"tianbiao: 2\nform: a\n", NULL, 0, false},
        {"tianbiao: 1\n", NULL, 0, false},
        {"form: a\n", NULL, 0, false},
        {"- 1\n", NULL, 0, false},
        {"", NULL, 0, false},
        {"{", NULL, 0, false},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct draft_head head = {0};
        struct err e = {0};
        bool ok = draft_read_head(sv_from(cases[i].source), "d", &head, &e);
        assert_int_equal(ok, cases[i].form != NULL);
        if (ok) {
            assert_text(str_sv(&head.form), cases[i].form);
            assert_int_equal(head.form_version, cases[i].version);
            assert_int_equal(head.demo, cases[i].demo);
        } else {
            assert_int_equal(e.class, ERR_REFUSED);
        }
        draft_head_release(&head);
        err_clear(&e);
    }
}

/* ---- texts of every sort, there and back ---- */

static const char *const texts[] = {
    "是",
    "yes",
    "~",
    "null",
    "0311",
    "2024-04-25",
    "1e3",
    "a: b",
    "a #b",
    "- a",
    "[a]",
    "{a}",
    "'",
    "\"",
    "\\",
    "&a",
    "*a",
    "!a",
    "|",
    ">",
    "%",
    "@",
    "`",
    " 前",
    "后 ",
    "　　段首",
    "\t制表",
    "一\n二",
    "一\n\n\n二",
    "\n首行空",
    "末行空\n",
    "末行空\n\n\n",
    "一\n  缩进\n二",
    "  缩进\n一",
    "行尾空格  \n二",
    "一\t\n",
    "𠮷",
    "“引”—…",
    "\x01控制\x1b",
    "\xc2\x85下一行",
    "\xe2\x80\xa8分行",
    "\xef\xbb\xbf头",
    "---",
    "...",
    "--- 一\n... 二",
    "# 注\n# 注",
    ":",
    "?",
    "a\n\tb",
    "\n",
    "\n\n",
    " ",
    "…",
};

static void test_texts(void **state)
{
    (void)state;
    static const char *const paths[] = {"cover.company", "brief.text", "t[1].name", "t[1].done",
                                        "m.licence.note"};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct fixture f, again;
        open_draft(&f, by_hand);
        for (size_t k = 0; k < COUNT_OF(paths); k++)
            set(&f, paths[k], texts[i]);
        compose(&f);
        open_draft(&again, f.source.ptr);
        for (size_t k = 0; k < COUNT_OF(paths); k++)
            assert_value(&again, paths[k], texts[i]);
        close_draft(&again);
        close_draft(&f);
    }
}

/* ---- files ---- */

static void test_files(void **state)
{
    (void)state;
    char folder[] = "/tmp/tianbiao-draft-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct str path = {0}, bytes = {0};
    struct err e = {0};
    str_add_f(&path, "%s/稿.yaml", folder);
    struct fixture f = {.form = form_of(fields, NULL)};
    struct draft_file file = {0}, second = {0};
    f.draft = draft_new(f.form);
    str_set(&file.path, str_sv(&path));
    set(&f, "cover.company", "甲");
    assert_true(draft_save(f.draft, &file, &e));
    assert_true(file.saved);
    assert_int_equal(f.draft->id.len, 16);
    struct stat st;
    assert_int_equal(stat(path.ptr, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    /* Opened again, changed, saved; the first one must not be written over it. */
    struct draft *other;
    assert_true(draft_load(f.form, path.ptr, &second, &other, NULL, &e));
    assert_text(str_sv(&other->id), f.draft->id.ptr);
    draft_set(other, NULL, (struct place){0, 0}, SV("乙"));
    assert_true(draft_save(other, &second, &e));
    set(&f, "cover.company", "丙");
    assert_false(draft_save(f.draft, &file, &e));
    assert_int_equal(e.class, ERR_IO);
    assert_true(sv_contains(str_sv(&e.message), SV("文件在别处被改过")));
    err_clear(&e);
    assert_true(file_read(path.ptr, 1 << 20, &bytes, &e));
    assert_true(sv_contains(str_sv(&bytes), SV("company: 乙\n")));
    /* A new draft does not take the place of a file that is there. */
    struct draft_file third = {0};
    str_set(&third.path, str_sv(&path));
    assert_false(draft_save(f.draft, &third, &e));
    assert_true(sv_contains(str_sv(&e.message), SV("已经有同名的文件")));
    err_clear(&e);
    /* Taken away, it is written again. */
    assert_int_equal(unlink(path.ptr), 0);
    assert_true(draft_save(f.draft, &file, &e));
    assert_int_equal(unlink(path.ptr), 0);
    assert_int_equal(rmdir(folder), 0);
    draft_free(other);
    draft_file_release(&file);
    draft_file_release(&second);
    draft_file_release(&third);
    str_release(&path);
    str_release(&bytes);
    close_draft(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reading),      cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_one_change),   cmocka_unit_test(test_remarks_and_done),
        cmocka_unit_test(test_rows),         cmocka_unit_test(test_leftovers),
        cmocka_unit_test(test_copied_row),   cmocka_unit_test(test_new_draft),
        cmocka_unit_test(test_heads),        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_files),        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_nothing_said), cmocka_unit_test(test_done_parts),
        cmocka_unit_test(test_marks),
    };
    return cmocka_run_group_tests_name("draft io", tests, NULL, NULL);
}
