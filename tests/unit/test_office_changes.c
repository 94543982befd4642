#include "office/changes.h"

#include "checking.h"

static const char fields[] =
    "  - {id: a, kind: line, label: 甲}\n"
    "  - {id: b, kind: text, label: 乙}\n"
    "  - {id: p, kind: address, label: 址}\n"
    "  - {id: phone, kind: phone, label: 电话}\n"
    "  - {id: t, kind: table, label: 表, columns: [{id: n, kind: line, label: 名}, {id: o, kind: "
    "text, label: 述}, {id: f, kind: files, label: 件}]}\n"
    "  - {id: m, kind: materials, label: 材料, items: [{id: x, label: 子}, {id: y, label: 丑}]}\n";

static const char after[] = "desk: {name: a, code: a, title: a, private: [phone], renewals: "
                            "[{round: r2, materials: [m.x], text: 换新的}, "
                            "{round: r2, materials: [m.y], text: 也换}]}\n"
                            "rounds: [{id: r2, label: 二, month: 2025-05}]\n";

static int load(void **state)
{
    *state = form_of(fields, after);
    return 0;
}

static int unload(void **state)
{
    form_free(*state);
    return 0;
}

/* A remark as it is when a case comes back. */
struct remark_told {
    const char *field;
    const char *row;
    bool unsent;
    const char *accepted; /* when, NULL: it was not */
};

static const char returned_at[] = "2024-06-02T09:00";

static void add_note(struct review *r, const struct remark_told *told)
{
    struct note *n = vec_add(&r->notes);
    n->number = (uint32_t)r->notes.len;
    n->sent = !told->unsent;
    str_set(&n->field, sv_from(told->field));
    str_set(&n->row, sv_from(told->row));
    note_add_turn(n, REMARK_OPEN, SV("请改。"), SV("李演示"), SV("2024-06-01T09:00"));
    if (told->accepted)
        note_add_turn(n, REMARK_ACCEPTED, SV(""), SV("李演示"), sv_from(told->accepted));
}

static void add_return(struct review *r)
{
    struct move *m = vec_add(&r->moves);
    m->from = CASE_RECEIVED;
    m->to = CASE_RETURNED;
    str_set(&m->stamp.time, sv_from(returned_at));
    r->state = CASE_RETURNED;
}

static void add_files(struct delivered_files *list, const char *text)
{
    struct sv rest = sv_from(text), pair;
    while (sv_next(&rest, ' ', &pair)) {
        size_t cut = sv_find_byte(pair, '=', 0);
        struct delivered_file *f = vec_add(list);
        str_set(&f->name, sv_sub(pair, 0, cut));
        str_set(&f->digest, sv_from_offset(pair, cut + 1));
    }
}

/* "! " before what nobody asked for, "~ " before what is private. */
static void add_list(struct str *out, const struct changes_seen *list)
{
    for (size_t i = 0; i < list->len; i++) {
        const struct change *c = &list->ptr[i];
        str_add_f(out, "%s%s%.*s: [%.*s] [%.*s]%s\n", c->asked ? "" : "! ", c->private ? "~ " : "",
                  SV_ARG(str_sv(&c->label)), SV_ARG(str_sv(&c->was)), SV_ARG(str_sv(&c->now)),
                  c->place.field == NO_FIELD ? " gone" : "");
    }
}

static const struct {
    const char *was;
    const char *now;
    const char *files_was;
    const char *files_now;
    struct remark_told remarks[2];
    bool renewing;
    const char *want;
} cases[] = {
    {.was = "  a: 一\n", .now = "  a: 一\n", .want = ""},
    {.was = "  a: 一\n  b: 二\n",
     .now = "  a: 壹\n  b: 贰\n",
     .remarks = {{.field = "b"}},
     .want = "! 部分 · 甲: [一] [壹]\n部分 · 乙: [二] [贰]\n"},
    /* Not asked: what did not go out, what was accepted before the return, the case as a whole. */
    {.was = "  a: 一\n  b: 二\n",
     .now = "  a: 壹\n  b: 贰\n",
     .remarks = {{.field = "a", .unsent = true}, {.field = "b", .accepted = "2024-06-01T10:00"}},
     .want = "! 部分 · 甲: [一] [壹]\n! 部分 · 乙: [二] [贰]\n"},
    {.was = "  a: 一\n",
     .now = "  a: 壹\n",
     .remarks = {{.field = ""}},
     .want = "! 部分 · 甲: [一] [壹]\n"},
    /* Asked still: what was accepted only when it had come back. */
    {.was = "  a: 一\n",
     .now = "  a: 壹\n",
     .remarks = {{.field = "a", .accepted = "2024-06-03T10:00"}},
     .want = "部分 · 甲: [一] [壹]\n"},
    /* A part of what was asked for; what is said about it. */
    {.was = "  p: {city: 甲市}\n  m: {x: {state: have}}\n",
     .now = "  p: {city: 乙市}\n  m: {x: {state: missing, note: 等}}\n",
     .remarks = {{.field = "p"}},
     .want = "部分 · 址 · 市: [甲市] [乙市]\n! 部分 · 材料 · 子 · 状态: [已备] [缺]\n"
             "! 部分 · 材料 · 子 · 说明: [] [等]\n"},
    /* One row was meant, and not the other; a row that went with the cell that was remarked on. */
    {.was = "  t:\n  - {id: t1, n: 一, o: 甲}\n  - {id: t2, n: 二, o: 乙}\n",
     .now = "  t:\n  - {id: t1, n: 一, o: 子}\n  - {id: t2, n: 二, o: 丑}\n",
     .remarks = {{.field = "t[].o", .row = "t2"}},
     .want = "! 表第 1 行（一） · 述: [甲] [子]\n表第 2 行（二） · 述: [乙] [丑]\n"},
    {.was = "  t:\n  - {id: t1, n: 一}\n  - {id: t2, n: 二}\n",
     .now = "  t:\n  - {id: t3, n: 三}\n",
     .remarks = {{.field = "t[].n", .row = "t2"}},
     .want = "! 表第 1 行（三）: [] [名：三]\n! 表第 1 行（一）: [名：一] [] gone\n"
             "表第 2 行（二）: [名：二] [] gone\n"},
    {.was = "  t:\n  - {id: t1, n: 一}\n",
     .now = "  t:\n  - {id: t1, n: 一}\n  - {id: t3, n: 三}\n",
     .remarks = {{.field = "t"}},
     .want = "表第 2 行（三）: [] [名：三]\n"},
    {.was = "  phone: '1'\n", .now = "  phone: '2'\n", .want = "! ~ 部分 · 电话: [1] [2]\n"},
    /* Files of the same name; one that was missing; one that is no longer there. */
    {.was = "  t:\n  - {id: t1, f: [a.pdf, b.pdf]}\n  m: {x: {files: [x.pdf]}}\n",
     .now = "  t:\n  - {id: t1, f: [a.pdf, b.pdf, c.pdf]}\n  m: {x: {files: [x.pdf]}}\n",
     .files_was = "a.pdf=1 x.pdf=1",
     .files_now = "a.pdf=2 b.pdf=1 c.pdf=1",
     .remarks = {{.field = "t[].f", .row = "t1"}},
     .want = "表第 1 行 · 件: [a.pdf、b.pdf] [a.pdf、b.pdf、c.pdf]\n"
             "表第 1 行 · 件: [a.pdf] [a.pdf（同名，内容换过）]\n"
             "表第 1 行 · 件: [] [b.pdf（补来的文件）]\n"
             "! 部分 · 材料 · 子 · 文件: [x.pdf] [x.pdf（这次没有这个文件）]\n"},
    {.was = "  a: 一\n  m: {x: {note: 旧}, y: {note: 旧}}\n",
     .now = "  a: 二\n  m: {x: {note: 新}, y: {note: 新}}\n",
     .renewing = true,
     .want = "! 部分 · 甲: [一] [二]\n部分 · 材料 · 子 · 说明: [旧] [新]\n部分 · 材料 · 丑 · 说明: "
             "[旧] "
             "[新]\n"},
};

static void test_changes(void **state)
{
    const struct form *form = *state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct draft *was = draft_of(form, cases[i].was, ""),
                     *now = draft_of(form, cases[i].now, "");
        struct delivered_files files_was = {0}, files_now = {0};
        struct review r = {0};
        struct changes_seen got = {0};
        struct str told = {0};
        for (size_t n = 0; n < COUNT_OF(cases[i].remarks) && cases[i].remarks[n].field; n++)
            add_note(&r, &cases[i].remarks[n]);
        add_return(&r);
        add_files(&files_was, cases[i].files_was ? cases[i].files_was : "");
        add_files(&files_now, cases[i].files_now ? cases[i].files_now : "");
        struct two_deliveries two = {was, now, &files_was, &files_now, &r, {0}};
        if (cases[i].renewing)
            two.renewed = SV("r2");
        changes_make(&two, &got);
        add_list(&told, &got);
        assert_text(str_sv(&told), cases[i].want);
        changes_seen_release(&got);
        delivered_files_release(&files_was);
        delivered_files_release(&files_now);
        review_release(&r);
        draft_free(was);
        draft_free(now);
        str_release(&told);
    }
}

/* Nobody looked at the files, nobody asked: still the answers are compared. */
static void test_little_is_known(void **state)
{
    const struct form *form = *state;
    struct draft *was = draft_of(form, "  a: 一\n  m: {x: {files: [x.pdf]}}\n", "");
    struct draft *now =
        draft_of(form, "  a: 二\n  m: {x: {files: [x.pdf]}}\n", "pending: {b: 等}\ndone: [s]\n");
    struct changes_seen got = {0};
    struct str told = {0};
    changes_make(&(struct two_deliveries){.was = was, .now = now}, &got);
    add_list(&told, &got);
    assert_text(str_sv(&told), "! 部分 · 甲: [一] [二]\n! 部分 · 乙 · 待补: [] [等]\n");
    assert_int_equal(changes_unasked(&got), 2);
    str_clear(&told);
    assert_false(renewals_add_missed(&told, &got, form, SV("r1")));
    assert_true(renewals_add_missed(&told, &got, form, SV("r2")));
    assert_text(str_sv(&told), "子、丑");
    changes_seen_release(&got);
    str_release(&told);
    draft_free(was);
    draft_free(now);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_changes),
        cmocka_unit_test(test_little_is_known),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
