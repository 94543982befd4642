#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "draft/draft_io_carry.h"
#include "draft/path.h"
#include "form/form_load.h"

static void read_fixture(const char *name, struct str *out)
{
    struct str path = {0};
    char bytes[4096];
    size_t n;
    const char *root = getenv("TB_SRCDIR");
    str_add_f(&path, "%s/tests/fixtures/moved/%s", root ? root : ".", name);
    FILE *file = fopen(path.ptr, "rb");
    if (!file)
        fail_msg("%s cannot be opened", path.ptr);
    while ((n = fread(bytes, 1, sizeof bytes, file)) > 0)
        str_add(out, sv_make(bytes, n));
    fclose(file);
    str_release(&path);
}

struct fixture {
    struct form *form;
    struct draft *draft; /* carried over */
    struct leftovers kept;
    struct str source;
};

static struct form *load_form(const char *name)
{
    struct str source = {0};
    struct form *form = NULL;
    struct err e = {0};
    read_fixture(name, &source);
    if (!form_load(str_sv(&source), name, &form, NULL, &e))
        fail_msg("%s", e.message.ptr);
    str_release(&source);
    return form;
}

static void carry(struct fixture *f)
{
    struct err e = {0};
    if (!draft_carry(f->form, str_sv(&f->source), "d.yaml", &f->draft, &f->kept, &e))
        fail_msg("%s", e.message.ptr);
}

static void open_fixture(struct fixture *f, const char *form, const char *draft)
{
    *f = (struct fixture){.form = load_form(form)};
    read_fixture(draft, &f->source);
    carry(f);
}

static void close_fixture(struct fixture *f)
{
    draft_free(f->draft);
    leftovers_release(&f->kept);
    str_release(&f->source);
    form_free(f->form);
}

static void assert_value(const struct draft *d, const char *path, const char *want)
{
    struct place p;
    if (!path_find(d, sv_from(path), &p, NULL))
        fail_msg("no %s", path);
    assert_text(draft_text(d, p), want);
}

static void compose(const struct fixture *f, struct str *out)
{
    struct err e = {0};
    if (!draft_compose(f->draft, str_sv(&f->source), out, &e))
        fail_msg("%s", e.message.ptr);
}

/* ---- the fixture: one form in two versions ---- */

static void test_values(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        const char *value;
    } table[] = {
        {"cover.company", "演示药业"},
        {"cover.mode", "supply-chain"},
        {"cover.fields", "chemistry\ndrug"},
        {"cover.since", "二〇一〇年五月"},
        {"cover.staff", ""},
        {"cover.phone", ""},
        {"brief.text", "第一段。\n第二段。"},
        {"brief.remark", "备注一行"},
        {"companies[1].name", "甲公司"},
        {"companies[1].kind", "tiny"},
        {"companies[2].name", "乙公司"},
        {"companies[2].kind", "big"},
        {"papers.licence.state", "have"},
        {"papers.licence.files", "zhao.pdf"},
        {"papers.letter.state", "missing"},
    };
    struct fixture f;
    open_fixture(&f, "form.yaml", "draft-v1.yaml");
    for (size_t i = 0; i < COUNT_OF(table); i++)
        assert_value(f.draft, table[i].path, table[i].value);
    assert_int_equal(f.draft->form_version, 2);
    assert_text(str_sv(&f.draft->id), "00000000000000d1");
    assert_int_equal(f.draft->version, 0);
    assert_text(str_sv(&remark_find(&f.draft->pending, SV("cover.since"))->text), "等档案");
    assert_text(str_sv(&remark_find(&f.draft->pending, SV("companies[1].name"))->text), "等核实");
    assert_text(str_sv(&remark_find(&f.draft->accepted, SV("cover.company.short"))->text),
                "就叫这个");
    assert_true(f.draft->done[0]);
    assert_false(f.draft->done[1]);
    close_fixture(&f);
}

struct left {
    uint32_t line;
    const char *path; /* in the file */
    const char *why;  /* part of it */
    const char *value;
};

static void assert_left(const struct leftovers *kept, const struct left *want, size_t count)
{
    assert_int_equal(kept->len, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(kept->ptr[i].line, want[i].line);
        assert_text(str_sv(&kept->ptr[i].path), want[i].path);
        assert_text(str_sv(&kept->ptr[i].value), want[i].value);
        if (!sv_contains(str_sv(&kept->ptr[i].why), sv_from(want[i].why)))
            fail_msg("%s: %s", want[i].path, kept->ptr[i].why.ptr);
    }
}

/* What has no place is told under its path and line in the file, whatever was moved around it. */
static void test_leftovers(void **state)
{
    (void)state;
    static const struct left want[] = {
        {10, "head.fax", "没有这个字段", "0311-88880000"},
        {14, "head.staff", "“cover.staff”", "甲乙丙三人"},
        {22, "partners.fax", "没有这个字段", "0311-11110000"},
        {31, "extra.wish", "没有这个字段", "愿望留着"},
    };
    static const struct left newer[] = {
        {9, "cover.branch", "没有这个字段", "新版才有的分公司"},
        {10, "later", "没有这个字段", "text: 新版才有的一段"},
    };
    struct fixture f;
    open_fixture(&f, "form.yaml", "draft-v1.yaml");
    assert_left(&f.kept, want, COUNT_OF(want));
    close_fixture(&f);
    open_fixture(&f, "form.yaml", "draft-v3.yaml");
    assert_left(&f.kept, newer, COUNT_OF(newer));
    assert_value(f.draft, "cover.company", "演示药业");
    assert_int_equal(f.draft->form_version, 2);
    close_fixture(&f);
}

static const char saved[] = "# 按旧版填的草稿\n"
                            "tianbiao: 1\n"
                            "form: moved\n"
                            "form_version: 2\n"
                            "draft_id: 00000000000000d1\n"
                            "revision: 0\n"
                            "answers:\n"
                            "  head:\n"
                            "    fax: 0311-88880000\n"
                            "    staff: 甲乙丙三人\n"
                            "  companies:\n"
                            "    - id: p1\n"
                            "      name: 甲公司\n"
                            "      # 行里的话\n"
                            "      fax: 0311-11110000\n"
                            "      kind: tiny\n"
                            "    - {id: p2, name: 乙公司, kind: big}\n"
                            "  papers:\n"
                            "    licence: {state: have, files: [zhao.pdf]}\n"
                            "    letter: {state: missing}\n"
                            "  extra:\n"
                            "    wish: 愿望留着\n"
                            "  cover:\n"
                            "    company: 演示药业\n"
                            "    mode: supply-chain\n"
                            "    fields: [chemistry, drug]\n"
                            "    since: 二〇一〇年五月\n"
                            "  brief:\n"
                            "    text: |\n"
                            "      第一段。\n"
                            "      第二段。\n"
                            "    remark: |\n"
                            "      备注一行\n"
                            "pending:\n"
                            "  cover.since: 等档案\n"
                            "  companies[1].name: 等核实\n"
                            "accepted:\n"
                            "  cover.company.short: 就叫这个\n"
                            "done: [extra, cover]\n";

/* The first save moves the texts of the file, those that are at their new places. */
static void test_saved(void **state)
{
    (void)state;
    struct fixture f;
    struct str out = {0}, again = {0};
    open_fixture(&f, "form.yaml", "draft-v1.yaml");
    compose(&f, &out);
    assert_text(str_sv(&out), saved);
    /* From then on it is a draft of this version like any other. */
    struct draft *draft = NULL;
    struct leftovers kept = {0};
    assert_true(draft_parse(f.form, str_sv(&out), "d", &draft, &kept, NULL));
    assert_int_equal(kept.len, 4);
    assert_value(draft, "companies[1].kind", "tiny");
    assert_true(draft_compose(draft, str_sv(&out), &again, NULL));
    assert_text(str_sv(&again), saved);
    draft_free(draft);
    leftovers_release(&kept);
    str_release(&out);
    str_release(&again);
    close_fixture(&f);
}

static bool has_line(const struct str *text, const char *line)
{
    struct str whole = {0};
    str_add_f(&whole, "\n%s\n", line);
    bool has = sv_contains(str_sv(text), str_sv(&whole));
    str_release(&whole);
    return has;
}

/* What was changed before that save, or not taken over, stays where it was beside the new. */
static void test_not_taken(void **state)
{
    (void)state;
    struct fixture f;
    struct str out = {0};
    struct place p;
    open_fixture(&f, "form.yaml", "draft-v1.yaml");
    assert_true(path_find(f.draft, SV("cover.company"), &p, NULL));
    draft_set(f.draft, NULL, p, SV("改过的名字"));
    assert_true(path_find(f.draft, SV("companies[2].name"), &p, NULL));
    draft_set(f.draft, NULL, p, SV("丙公司"));
    compose(&f, &out);
    assert_true(has_line(&out, "    company: 演示药业     # 名称照执照"));
    assert_true(has_line(&out, "    company: 改过的名字"));
    assert_true(has_line(&out, "    - {id: p2, title: 乙公司, kind: big}"));
    assert_true(has_line(&out, "      name: 丙公司"));
    assert_true(has_line(&out, "    mode: supply-chain"));
    assert_false(has_line(&out, "    mode: chain"));
    str_release(&out);
    close_fixture(&f);
}

/* Nothing carried over, only the version raised: every line but that stays. */
static void test_refused(void **state)
{
    (void)state;
    struct fixture f = {.form = load_form("form.yaml")};
    struct str out = {0}, want = {0};
    read_fixture("draft-v1.yaml", &f.source);
    assert_true(draft_parse(f.form, str_sv(&f.source), "d", &f.draft, &f.kept, NULL));
    assert_int_equal(f.draft->form_version, 1);
    assert_value(f.draft, "cover.company", "");
    f.draft->form_version = 2;
    compose(&f, &out);
    str_set(&want, str_sv(&f.source));
    str_replace_all(&want, SV("form_version: 1"), SV("form_version: 2"));
    assert_text(str_sv(&out), want.ptr);
    str_release(&out);
    str_release(&want);
    close_fixture(&f);
}

/* Back and forth between two versions of the program: no text is ever gone. */
static void test_there_and_back(void **state)
{
    (void)state;
    static const char *const texts[] = {"演示药业",   "0311-88880000", "甲乙丙三人",    "第一段。",
                                        "甲公司",     "0311-11110000", "乙公司",        "zhao.pdf",
                                        "备注一行",   "愿望留着",      "就叫这个",      "等核实",
                                        "# 行里的话", "supply-chain",  "二〇一〇年五月"};
    static const char *const forms[] = {"form.yaml", "form-v1.yaml", "form.yaml", "form-v1.yaml"};
    struct str source = {0};
    read_fixture("draft-v1.yaml", &source);
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        struct fixture f = {.form = load_form(forms[i])};
        struct str out = {0};
        str_move(&f.source, &source);
        carry(&f);
        compose(&f, &out);
        for (size_t k = 0; k < COUNT_OF(texts); k++)
            if (!sv_contains(str_sv(&out), sv_from(texts[k])))
                fail_msg("after %zu: no %s in\n%s", i, texts[k], out.ptr);
        str_move(&source, &out);
        close_fixture(&f);
    }
    str_release(&source);
}

/* ---- single moves ---- */

#define FORM(fields) \
    "tianbiao_form: 1\nid: f\nversion: 2\ntitle: 题\nsections:\n- id: s\n  title: 部分\n  " \
    "fields:\n" fields
#define HEAD(version) "tianbiao: 1\nform: f\nform_version: " #version "\n"
#define LINE(id, more) "  - {id: " id ", kind: line, label: 甲" more "}\n"

static const struct {
    const char *fields;
    const char *before; /* answers and what follows */
    const char *after;
    const char *left; /* paths told, each with a blank behind it */
} moves[] = {
    {LINE("b", ", was: a"), "answers:\n  a: x\n", "answers:\n  b: x\n", ""},
    /* Quoted, between braces, with what hangs on it. */
    {LINE("b", ", was: a"), "answers:\n  \"a\": x # 话\n", "answers:\n  b: x # 话\n", ""},
    {LINE("g.b", ", was: g.a"), "answers: {g: {a: x, z: 1}}\n", "answers: {g: {b: x, z: 1}}\n",
     "g.z "},
    {"  - {id: b, kind: text, label: 甲, was: a}\n", "answers:\n  a: |2+\n     x \n\n\n  c: 1\n",
     "answers:\n  b: |2+\n     x \n\n\n  c: 1\n", "c "},
    /* The new place is taken, or there and empty. */
    {LINE("b", ", was: a"), "answers:\n  a: x\n  b: y\n", "answers:\n  a: x\n  b: y\n", "a "},
    {LINE("b", ", was: a"), "answers:\n  b:\n  a: x\n", "answers:\n  b: x\n", ""},
    {LINE("b", ", was: [c, a]"), "answers:\n  a: x\n  c: y\n", "answers:\n  a: x\n  b: y\n", "a "},
    /* A value becomes a group, a group a value. */
    {LINE("a.b", ", was: a"), "answers:\n  a: x\n", "answers:\n  a:\n    b: x\n", ""},
    {LINE("a", ", was: a.b"), "answers:\n  a:\n    b: x\n", "answers:\n  a: x\n", ""},
    {LINE("a", ", was: a.b"), "answers:\n  a:\n    b: x\n    c: y\n",
     "answers:\n  a:\n    b: x\n    c: y\n", "a "},
    {LINE("a.b", ", was: a"), "answers:\n  a:\n    b:\n    c: y\n",
     "answers:\n  a:\n    b:\n    c: y\n", "a.c "},
    {LINE("a.b.c", ", was: d"), "answers:\n  a: 占着\n  d: x\n", "answers:\n  a: 占着\n  d: x\n",
     "a d "},
    /* From inside what moved, before and after it did. */
    {"  - {id: home, kind: address, label: 址, was: p}\n" LINE("town", ", was: p.city"),
     "answers:\n  p: {city: x, county: y}\n", "answers:\n  home: {county: y}\n  town: x\n", ""},
    {LINE("alone", ", was: p.city") "  - {id: home, kind: address, label: 址, was: p}\n",
     "answers:\n  p: {city: x, county: y}\n", "answers:\n  home: {county: y}\n  alone: x\n", ""},
    {"  - {id: m, kind: materials, label: 材, was: n, items: [{id: x, label: 一, was: o.y}]}\n",
     "answers:\n  o: {y: {state: have}}\n  n: {z: {state: none}}\n",
     "answers:\n  m: {z: {state: none}, x: {state: have}}\n", "n.z "},
    /* What the new kind cannot read stays, or an answer would take its place. */
    {"  - {id: b, kind: yesno, label: 甲, was: a}\n", "answers:\n  a: 也许\n",
     "answers:\n  a: 也许\n", "a "},
    {"  - {id: b, kind: yesno, label: 甲, was: a}\n", "answers:\n  a: 是\n", "answers:\n  b: 是\n",
     ""},
    {LINE("b", ", was: a"), "answers:\n  a: [x]\n", "answers:\n  a: [x]\n", "a "},
    {"  - {id: b, kind: table, label: 表, was: a, columns: [{id: x, kind: line, label: 列}]}\n",
     "answers:\n  a: {x: 1}\n", "answers:\n  a: {x: 1}\n", "a "},
    {"  - {id: t, kind: table, label: 表, columns: [{id: x, kind: yesno, label: 列, was: y}]}\n",
     "answers:\n  t:\n    - {id: t1, y: 是}\n    - {id: t2, y: 不好说}\n",
     "answers:\n  t:\n    - {id: t1, x: 是}\n    - {id: t2, y: 不好说}\n", "t.y "},
    /* Options: mapped, gone, of one's own, named by their words. */
    {"  - {id: c, kind: choice, label: 选, options: [{id: new, label: 新, was: [o, p]}]}\n",
     "answers:\n  c: p\n", "answers:\n  c: new\n", ""},
    {"  - {id: c, kind: choice, label: 选, options: [{id: new, label: 新}]}\n",
     "answers:\n  c: o\n", "answers:\n  c: o\n", "c "},
    {"  - {id: c, kind: choices, label: 选, was: d, other: yes, options: [{id: new, label: 新, "
     "was: "
     "o}]}\n",
     "answers:\n  d: [o, 别的]\n", "answers:\n  c: [new, 别的]\n", ""},
    /* A tie follows the text it points into. */
    {"  - {id: t.b, kind: text, label: 文, was: t.a}\n"
     "  - {id: e, kind: elements, label: 素, texts: [t.b], items: [{id: new, label: 一, was: "
     "o}]}\n",
     "answers:\n  t: {a: 文}\n  e:\n    - {id: o, tie: {field: t.a, quote: 文, nth: 1}}\n",
     "answers:\n  t: {b: 文}\n  e:\n    - {id: new, tie: {field: t.b, quote: 文, nth: 1}}\n", ""},
    /* What was said goes along, unless something was said under the new name already. */
    {LINE("b", ", was: a"), "answers: {a: x}\npending: {a: 等, a.c: 也等, ab: 别的}\n",
     "answers: {b: x}\npending: {ab: 别的, b: 等, b.c: 也等}\n", ""},
    {LINE("b", ", was: a"), "answers: {a: x}\naccepted: {a.long: 旧, b.long: 新}\n",
     "answers: {b: x}\naccepted: {a.long: 旧, b.long: 新}\n", ""},
    {LINE("b", ", was: a"), "answers:\n  - a\n", "answers:\n  - a\n", "answers "},
};

static struct form *make_form(const char *fields)
{
    struct str source = {0};
    struct err e = {0};
    struct form *form = NULL;
    str_add_f(&source, FORM("%s"), fields);
    if (!form_load(str_sv(&source), "f.yaml", &form, NULL, &e))
        fail_msg("%s\n%s", e.message.ptr, source.ptr);
    str_release(&source);
    return form;
}

/* Without what every save writes. */
static void drop_head(struct str *text)
{
    size_t answers = sv_find(str_sv(text), SV("answers:"), 0);
    str_splice(text, 0, answers == SV_NONE ? 0 : answers, SV(""));
}

static void test_moves(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(moves); i++) {
        struct fixture f = {.form = make_form(moves[i].fields)};
        struct str out = {0}, left = {0};
        str_add_f(&f.source, HEAD(1) "%s", moves[i].before);
        carry(&f);
        for (size_t k = 0; k < f.kept.len; k++)
            str_add_f(&left, "%s ", f.kept.ptr[k].path.ptr);
        compose(&f, &out);
        drop_head(&out);
        if (!sv_eq(str_sv(&out), sv_from(moves[i].after)))
            fail_msg("row %zu: got\n%s\nwant\n%s", i, out.ptr, moves[i].after);
        if (!sv_eq(str_sv(&left), sv_from(moves[i].left)))
            fail_msg("row %zu: left [%s], not [%s]", i, left.ptr, moves[i].left);
        str_release(&out);
        str_release(&left);
        close_fixture(&f);
    }
}

/* A draft of this very version is read as it stands. */
static void test_same_version(void **state)
{
    (void)state;
    struct fixture f = {.form = make_form(LINE("b", ", was: a"))};
    struct str out = {0};
    str_set(&f.source, SV(HEAD(2) "revision: 0\nanswers:\n  a: x\n"));
    carry(&f);
    assert_int_equal(f.kept.len, 1);
    assert_value(f.draft, "b", "");
    compose(&f, &out);
    assert_text(str_sv(&out), f.source.ptr);
    str_release(&out);
    close_fixture(&f);
}

static void test_no_draft(void **state)
{
    (void)state;
    static const char *const sources[] = {"", "- 1\n", "form: f\n", "tianbiao: 9\nform: f\n",
                                          "tianbiao: 1\nform: f\nanswers: {a: &x 1, b: *x}\n"};
    struct form *form = make_form(LINE("b", ""));
    for (size_t i = 0; i < COUNT_OF(sources); i++) {
        struct draft *draft = NULL;
        struct err e = {0};
        assert_false(draft_carry(form, sv_from(sources[i]), "d.yaml", &draft, NULL, &e));
        assert_int_equal(e.class, ERR_REFUSED);
        assert_null(draft);
        err_clear(&e);
    }
    form_free(form);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),   cmocka_unit_test(test_leftovers),
        cmocka_unit_test(test_saved),    cmocka_unit_test(test_not_taken),
        cmocka_unit_test(test_refused),  cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_moves),    cmocka_unit_test(test_same_version),
        cmocka_unit_test(test_no_draft),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
