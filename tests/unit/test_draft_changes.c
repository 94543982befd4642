#include "draft/changes.h"

#include <stdlib.h>

#include "checking.h"
#include "edits.h"
#include "store/file.h"

static const char fields[] =
    "  - {id: g.a, kind: line, label: 甲}\n"
    "  - {id: g.b, kind: text, label: 乙}\n"
    "  - {id: g.c, kind: text, label: 丙, rules: [{code: x, stale_after: g.b}]}\n"
    "  - {id: m, kind: choice, label: 模式, options: [{id: x, label: 戌}, {id: y, label: 亥}]}\n"
    "  - {id: t, kind: table, label: 表, columns: [{id: n, kind: line, label: 名}, "
    "{id: p, kind: material, label: 证明, stamp: yes}, {id: o, kind: text, label: 述}]}\n"
    "  - {id: i, kind: images, label: 图}\n"
    "  - {id: e, kind: elements, label: 要素, chosen_by: m, texts: [g.b], items: "
    "[{id: open, label: 开, of: x}, {id: shut, label: 关, of: y}]}\n"
    "  - {id: sum, kind: computed, label: 数, rows_of: t}";

#define DRAFT_HEAD "tianbiao: 1\nform: t\nform_version: 1\n"

static void read_source(const char *name, struct str *out)
{
    struct str path = {0};
    struct err e = {0};
    const char *top = getenv("TB_SRCDIR");
    str_add_f(&path, "%s/%s", top ? top : ".", name);
    if (!file_read(path.ptr, 1 << 20, out, &e))
        fail_msg("%s", e.message.ptr);
    str_release(&path);
}

/* A form by number, NULL behind the last. */
static struct form *some_form(size_t number)
{
    static const char *const files[] = {"tests/fixtures/forms/every.yaml",
                                        "tests/fixtures/forms/small/form.yaml",
                                        "forms/chain-case-2024/form.yaml"};
    if (number == 0)
        return form_of(fields, NULL);
    if (number > COUNT_OF(files))
        return NULL;
    struct str source = {0};
    read_source(files[number - 1], &source);
    struct form *form = form_from(source.ptr);
    str_release(&source);
    return form;
}

/* The draft in a file's bytes; of a file that is not there yet an empty one. */
static struct draft *draft_in(const struct form *form, struct sv source)
{
    struct draft *draft = NULL;
    struct err e = {0};
    if (source.len == 0)
        return draft_new(form);
    if (!draft_parse(form, source, "draft.yaml", &draft, NULL, &e))
        fail_msg("%s\n%.*s", e.message.ptr, SV_ARG(source));
    return draft;
}

static void apply(struct draft *d, struct sv changes)
{
    struct err e = {0};
    if (!changes_apply(d, changes, NULL, &e))
        fail_msg("%s\n%.*s", e.message.ptr, SV_ARG(changes));
}

static void compose(const struct draft *d, struct sv source, struct str *out)
{
    struct err e = {0};
    str_clear(out);
    if (!draft_compose(d, source, out, &e))
        fail_msg("%s", e.message.ptr);
}

static void assert_same(const struct draft *got, const struct draft *want)
{
    struct str a = {0}, b = {0};
    add_state(&a, got, false);
    add_state(&b, want, false);
    if (!sv_eq(str_sv(&a), str_sv(&b)))
        fail_msg("got:\n%s\nwant:\n%s", a.ptr, b.ptr);
    assert_int_equal(got->form_version, want->form_version);
    assert_int_equal(got->revision, want->revision);
    assert_int_equal(got->demo, want->demo);
    assert_true(sv_eq(str_sv(&got->id), str_sv(&want->id)));
    str_release(&a);
    str_release(&b);
}

/* ---- what is recorded does the same again ---- */

struct session {
    struct form *form;
    struct draft *draft;
    struct history history;
    struct str source;  /* the file's bytes */
    struct str changes; /* since they were written */
};

static void open_session(struct session *s, struct form *take_form)
{
    *s = (struct session){.form = take_form, .draft = draft_new(take_form)};
    history_init(&s->history);
    s->draft->changes = &s->changes;
}

static void close_session(struct session *s)
{
    history_release(&s->history);
    draft_free(s->draft);
    form_free(s->form);
    str_release(&s->source);
    str_release(&s->changes);
}

/* The copy of the file and the changes are what is on the screen, to the byte of the next save. */
static void check_replay(const struct session *s)
{
    struct str got = {0}, want = {0};
    struct draft *copy = draft_in(s->form, str_sv(&s->source));
    apply(copy, str_sv(&s->changes));
    assert_same(copy, s->draft);
    compose(copy, str_sv(&s->source), &got);
    compose(s->draft, str_sv(&s->source), &want);
    if (!sv_eq(str_sv(&got), str_sv(&want)))
        fail_msg("got:\n%s\nwant:\n%s", got.ptr, want.ptr);
    str_release(&got);
    str_release(&want);
    draft_free(copy);
}

/* A save: the record begins anew, with what reading the file again would not give. */
static void save(struct session *s)
{
    struct str bytes = {0};
    str_set(&s->draft->id, SV("3f9c2a51b7d04e18"));
    compose(s->draft, str_sv(&s->source), &bytes);
    str_move(&s->source, &bytes);
    struct draft *copy = draft_in(s->form, str_sv(&s->source));
    str_clear(&s->changes);
    changes_between(&s->changes, copy, s->draft);
    draft_free(copy);
}

static void random_session(struct session *s, struct dice *d, int steps)
{
    for (int i = 0; i < steps; i++) {
        uint32_t what = roll(d, 12);
        if (what < 2)
            draft_undo(s->draft, &s->history, NULL, NULL);
        else if (what == 2)
            draft_redo(s->draft, &s->history, NULL, NULL);
        else
            random_edit(s->draft, &s->history, d);
        if (roll(d, 3) == 0)
            history_step(&s->history);
        if (roll(d, 20) == 0)
            check_replay(s);
        if (roll(d, 60) == 0)
            save(s);
    }
    check_replay(s);
}

static void test_replay_is_the_same(void **state)
{
    (void)state;
    struct form *form;
    for (size_t number = 0; (form = some_form(number)); number++) {
        form_free(form);
        for (uint64_t seed = 1; seed <= 8; seed++) {
            struct session s;
            struct dice d = {seed * 1000 + number};
            open_session(&s, some_form(number));
            random_session(&s, &d, 200);
            while (draft_undo(s.draft, &s.history, NULL, NULL))
                ;
            check_replay(&s);
            while (draft_redo(s.draft, &s.history, NULL, NULL))
                ;
            check_replay(&s);
            close_session(&s);
        }
    }
    assert_true(form == NULL);
}

/* From any draft to any other of the form, and nothing from one to itself. */
static void test_between(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        struct dice d = {seed};
        struct session a, b;
        struct str changes = {0};
        open_session(&a, some_form(seed % 2));
        open_session(&b, some_form(seed % 2));
        for (int i = 0; i < 40; i++) {
            struct session *s = roll(&d, 2) ? &a : &b;
            random_edit(s->draft, &s->history, &d);
        }
        b.draft->revision = roll(&d, 2);
        b.draft->demo = roll(&d, 2);
        b.draft->form_version = 3;
        changes_between(&changes, b.draft, b.draft);
        assert_int_equal(changes.len, 0);
        a.draft->changes = NULL;
        changes_between(&changes, a.draft, b.draft);
        apply(a.draft, str_sv(&changes));
        assert_same(a.draft, b.draft);
        str_release(&changes);
        close_session(&a);
        close_session(&b);
    }
}

/* ---- the text ---- */

static struct place at(const struct session *s, const char *path)
{
    return (struct place){form_field(s->form, sv_from(path))->index, 0};
}

static void test_text(void **state)
{
    (void)state;
    struct session s;
    open_session(&s, some_form(0));
    uint32_t t = at(&s, "t").field, e = at(&s, "e").field, n = at(&s, "t.n").field;
    draft_splice(s.draft, &s.history, at(&s, "g.a"), 0, 0, SV("甲\n"));
    draft_splice(s.draft, &s.history, at(&s, "g.a"), 3, 1, SV(""));
    uint32_t key = draft_row_add(s.draft, &s.history, t, 0, SV("第 1%"));
    draft_row_add(s.draft, &s.history, e, 0, SV(""));
    draft_set(s.draft, &s.history, (struct place){n, key}, SV("名"));
    draft_row_add(s.draft, &s.history, t, 1, SV(""));
    draft_row_move(s.draft, &s.history, t, key, 1);
    history_step(&s.history);
    draft_row_remove(s.draft, &s.history, t, key);
    draft_undo(s.draft, &s.history, NULL, NULL);
    draft_set_pending(s.draft, &s.history, SV("g.a"), SV("等人"));
    draft_accept(s.draft, &s.history, SV("x"), SV("理由"));
    draft_set_based_on(s.draft, &s.history, SV("g.c"), SV("0"));
    draft_set_pending(s.draft, &s.history, SV("g.a"), SV(""));
    draft_set_done(s.draft, &s.history, 0, true);
    changes_add_typing(&s.changes, SV("待补"), SV("等"));
    changes_add_head(&s.changes, s.draft);
    assert_text(str_sv(&s.changes), "text g.a - 0 0 4\n甲\n\n"
                                    "text g.a - 3 1 0\n\n"
                                    "add t 1:第%201%25\n"
                                    "add e 1\n"
                                    "text t[].n 1:第%201%25 0 0 3\n名\n"
                                    "add t 2:t1\n"
                                    "move t 1:第%201%25 2\n"
                                    "remove t 2:第%201%25\n"
                                    "add t 2:第%201%25\n"
                                    "text t[].n 2:第%201%25 0 0 3\n名\n"
                                    "pending 1 3 6\ng.a\n等人\n"
                                    "accepted 1 1 6\nx\n理由\n"
                                    "based-on 1 3 1\ng.c\n0\n"
                                    "pending 1 3 0\ng.a\n\n"
                                    "done s 1\n"
                                    "typing 6 3\n待补\n等\n"
                                    "head 1 0 0 0\n\n");
    close_session(&s);
}

/* Ids as a file mended by hand may have them: with blanks, escapes, line breaks and colons, one
 * twice, and none at all. */
static void test_odd_ids(void **state)
{
    (void)state;
    static const char source[] = DRAFT_HEAD "answers:\n"
                                            "  t:\n"
                                            "  - {id: \"a b\", n: 一}\n"
                                            "  - {id: \"%41\\n:x\", n: 二}\n"
                                            "  - {n: 三}\n"
                                            "  - {id: \"a b\", n: 四}\n"
                                            "  - {id: \"?\", n: 五}\n"
                                            "  - {id: \"-\", n: 六}\n"
                                            "  - {id: \"%\", n: 七}\n"
                                            "  e:\n"
                                            "  - {id: open, tie: {quote: 甲}}\n"
                                            "  - {tie: {quote: 乙}}\n"
                                            "  - {id: open, tie: {quote: 丙}}\n";
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct session s;
        struct dice d = {seed};
        open_session(&s, some_form(0));
        draft_free(s.draft);
        str_set(&s.source, sv_from(source));
        s.draft = draft_in(s.form, str_sv(&s.source));
        s.draft->changes = &s.changes;
        check_replay(&s);
        random_session(&s, &d, 40);
        close_session(&s);
    }
}

static void test_typing(void **state)
{
    (void)state;
    struct session s;
    struct typing typing = {0};
    struct str changes = {0};
    open_session(&s, some_form(0));
    changes_add_typing(&changes, SV("待补"), SV("等\n人"));
    changes_add_typing(&changes, SV("说明"), SV("理由"));
    assert_true(changes_apply(s.draft, str_sv(&changes), &typing, NULL));
    assert_text(str_sv(&typing.title), "说明");
    assert_text(str_sv(&typing.text), "理由");
    changes_add_typing(&changes, SV("说明"), SV(""));
    assert_true(changes_apply(s.draft, str_sv(&changes), &typing, NULL));
    assert_text(str_sv(&typing.text), "");
    assert_int_equal(s.draft->version, 0);
    typing_release(&typing);
    str_release(&changes);
    close_session(&s);
}

/* ---- what does not fit ---- */

static const char known[] = DRAFT_HEAD "demo: true\n"
                                       "answers:\n"
                                       "  g: {a: 甲乙, b: abc}\n"
                                       "  t:\n"
                                       "  - {id: t1, n: 一}\n"
                                       "  - {id: t2, n: 二}\n"
                                       "  e:\n"
                                       "  - {id: open}\n"
                                       "pending: {g.a: 等, g.b: 人}\n";

struct wrong {
    const char *text;
    size_t len;
};

#define WRONG(literal) \
    { \
        literal, sizeof(literal) - 1 \
    }

static const struct wrong wrongs[] = {
    WRONG("\n"),
    WRONG(" \n"),
    WRONG("text\n"),
    WRONG("text "),
    WRONG("nothing g.a\n"),
    WRONG("TEXT g.a - 0 0 1\nx\n"),
    /* places */
    WRONG("text  - 0 0 1\nx\n"),
    WRONG("text % - 0 0 1\nx\n"),
    WRONG("text g - 0 0 1\nx\n"),
    WRONG("text g.z - 0 0 1\nx\n"),
    WRONG("text g.% - 0 0 1\nx\n"),
    WRONG("text g.%6 - 0 0 1\nx\n"),
    WRONG("text g.%6x - 0 0 1\nx\n"),
    WRONG("text g.a%00 - 0 0 1\nx\n"),
    WRONG("text g.a%FF - 0 0 1\nx\n"),
    WRONG("text t - 0 0 1\nx\n"),
    WRONG("text t 1:t1 0 0 1\nx\n"),
    WRONG("text sum - 0 0 1\nx\n"),
    WRONG("text g.a 1:t1 0 0 1\nx\n"),
    WRONG("text t.n - 0 0 1\nx\n"),
    WRONG("text t.n 1 0 0 1\nx\n"),
    WRONG("text t.n 1: 0 0 1\nx\n"),
    WRONG("text t.n 1:% 0 0 1\nx\n"),
    WRONG("text t.n 0:t1 0 0 1\nx\n"),
    WRONG("text t.n 3:t1 0 0 1\nx\n"),
    WRONG("text t.n 2:t1 0 0 1\nx\n"),
    WRONG("text t.n :t1 0 0 1\nx\n"),
    WRONG("text t.n 1:t1:t1 0 0 1\nx\n"),
    WRONG("text t.n 4294967297:t1 0 0 1\nx\n"),
    WRONG("text e.open 1 0 0 1\nx\n"),
    WRONG("text e.id 1:e1 0 0 1\nx\n"),
    WRONG("text e.id 2 0 0 1\nx\n"),
    /* numbers */
    WRONG("text g.a - 0 0\nx\n"),
    WRONG("text g.a - 0 0 1 \nx\n"),
    WRONG("text g.a - 0 0 1 1\nx\n"),
    WRONG("text g.a - 0  0 1\nx\n"),
    WRONG("text g.a - -0 0 1\nx\n"),
    WRONG("text g.a - -1 0 1\nx\n"),
    WRONG("text g.a - +0 0 1\nx\n"),
    WRONG("text g.a - 00 0 1\nx\n"),
    WRONG("text g.a - 0x0 0 1\nx\n"),
    WRONG("text g.a - 0 0 1\r\nx\n"),
    WRONG("text g.a - 7 0 1\nx\n"),
    WRONG("text g.a - 0 7 1\nx\n"),
    WRONG("text g.a - 6 3 1\nx\n"),
    WRONG("text g.a - 18446744073709551615 1 1\nx\n"),
    WRONG("text g.a - 3 18446744073709551615 1\nx\n"),
    WRONG("text g.a - 0 0 18446744073709551615\nx\n"),
    WRONG("text g.a - 0 0 99999999\nx\n"),
    /* characters are not cut in two */
    WRONG("text g.a - 1 0 1\nx\n"),
    WRONG("text g.a - 0 2 1\nx\n"),
    WRONG("text g.a - 0 0 1\n\xE7\n"),
    WRONG("text g.a - 0 0 2\n\xC0\x80\n"),
    WRONG("text g.a - 0 0 3\n\xED\xA0\x80\n"),
    WRONG("text g.a - 0 0 1\n\0\n"),
    /* lengths and the bytes there are */
    WRONG("text g.a - 0 0 1\nx"),
    WRONG("text g.a - 0 0 1\n"),
    WRONG("text g.a - 0 0 0\n"),
    WRONG("text g.a - 0 0 1\nxy\n"),
    WRONG("text g.a - 0 0 2\nx\n"),
    /* rows */
    WRONG("add t 1:t1\n"),
    WRONG("add t 3:t2\n"),
    WRONG("add t 4:t9\n"),
    WRONG("add t 0:t9\n"),
    WRONG("add t 1\n"),
    WRONG("add t 1:\n"),
    WRONG("add t 1:%\n"),
    WRONG("add t 1:%00\n"),
    WRONG("add t 1:t9 1\n"),
    WRONG("add e 1:e9\n"),
    WRONG("add e 3\n"),
    WRONG("add g.a 1\n"),
    WRONG("add t.n 1:t9\n"),
    WRONG("add sum 1\n"),
    WRONG("remove t 2:t1\n"),
    WRONG("remove t 3:t3\n"),
    WRONG("remove t 1:t1 1\n"),
    WRONG("remove e 2\n"),
    WRONG("remove i 1:i1\n"),
    WRONG("remove g.a -\n"),
    WRONG("move t 1:t1\n"),
    WRONG("move t 1:t1 0\n"),
    WRONG("move t 1:t1 3\n"),
    WRONG("move t 2:t1 1\n"),
    WRONG("move t 1:t1 2 2\n"),
    /* what the writer said */
    WRONG("pending 1 1 1\n"),
    WRONG("pending 1 1 1\nx\n"),
    WRONG("pending 0 1 1\nx\ny\n"),
    WRONG("pending 4 1 1\nx\ny\n"),
    WRONG("pending 1 1 0\nx\n\n"),
    WRONG("pending 2 3 0\ng.a\n\n"),
    WRONG("pending 1 3 3\ng.b\n人\n"),
    WRONG("pending 1 1 1\nx\n\xFF\n"),
    WRONG("pending 1 1 1 1\nx\ny\n"),
    WRONG("accepted 2 1 1\nx\ny\n"),
    WRONG("based_on 1 1 1\nx\ny\n"),
    WRONG("done s\n"),
    WRONG("done s 2\n"),
    WRONG("done z 1\n"),
    WRONG("done % 1\n"),
    WRONG("done s 1 1\n"),
    WRONG("final 1 1 1 1 16\nA\n2024-06-01T09:00\n"),
    WRONG("final 0 1 1 1 16 0\nA\n2024-06-01T09:00\n\n"),
    WRONG("final 2 1 1 1 16 0\nA\n2024-06-01T09:00\n\n"),
    WRONG("final 1 0 1 1 16 0\nA\n2024-06-01T09:00\n\n"),
    WRONG("final 1 1000001 1 1 16 0\nA\n2024-06-01T09:00\n\n"),
    WRONG("final 1 1 4294967296 1 16 0\nA\n2024-06-01T09:00\n\n"),
    WRONG("final 1 1 1 1 16 0\na\n2024-06-01T09:00\n\n"),
    WRONG("final 1 1 1 1 16 0\nA\n2024-06-01 09:00\n\n"),
    WRONG("final 1 1 1 1 16 1\nA\n2024-06-01T09:00\nx\n"),
    WRONG("final 1 1 1 0 0 0\n\n\n\n"),
    WRONG("final 1 0 0 0 0 0\n\n\n\n"),
    WRONG("head 1 0 0\n\n"),
    WRONG("head 1 0 2 0\n\n"),
    WRONG("head 0 0 1 0\n\n"),
    WRONG("head 4294967296 0 1 0\n\n"),
    WRONG("head 1 4294967296 1 0\n\n"),
    WRONG("head 1 0 1 1\n\xFF\n"),
    WRONG("typing 1 1\nx\n"),
    WRONG("typing 1\nx\n"),
    WRONG("typing 1 1\n\0\nx\n"),
};

/* Each is refused by itself and leaves the draft as it was. */
static void test_wrong(void **state)
{
    (void)state;
    struct form *form = some_form(0);
    struct draft *want = draft_in(form, sv_from(known));
    for (size_t i = 0; i < COUNT_OF(wrongs); i++) {
        struct draft *d = draft_in(form, sv_from(known));
        struct typing typing = {0};
        struct err e = {0};
        if (changes_apply(d, sv_make(wrongs[i].text, wrongs[i].len), &typing, &e))
            fail_msg("taken: %s", wrongs[i].text);
        assert_int_equal(e.class, ERR_REFUSED);
        assert_same(d, want);
        assert_int_equal(d->version, 0);
        assert_int_equal(typing.text.len, 0);
        err_clear(&e);
        typing_release(&typing);
        draft_free(d);
    }
    draft_free(want);
    form_free(form);
}

/* What came before stays done, what comes after is not looked at, and the message says where. */
static void test_stops_at_the_first(void **state)
{
    (void)state;
    struct form *form = some_form(0);
    struct draft *d = draft_in(form, sv_from(known));
    struct place a = {form_field(form, SV("g.a"))->index, 0};
    struct err e = {0};
    assert_false(changes_apply(d,
                               SV("text g.a - 3 0 1\nx\ntext g.a - 0 99 0\n\n"
                                  "text g.a - 0 0 1\ny\n"),
                               NULL, &e));
    assert_text(draft_text(d, a), "甲x乙");
    assert_true(sv_contains(str_sv(&e.message), SV("2")));
    err_clear(&e);
    /* A draft of demonstration data stays one whatever is written. */
    assert_true(changes_apply(d, SV("head 2 7 0 2\nid\n"), NULL, NULL));
    assert_true(d->demo);
    assert_int_equal(d->revision, 7);
    assert_int_equal(d->form_version, 2);
    assert_text(str_sv(&d->id), "id");
    draft_free(d);
    form_free(form);
}

/* A few bytes a row must not fill the memory. */
static void test_rows_have_a_limit(void **state)
{
    (void)state;
    struct form *form = some_form(0);
    struct draft *d = draft_new(form);
    struct str changes = {0};
    for (size_t i = 0; i < CHANGES_MAX_ITEMS; i++)
        str_add_f(&changes, "add e %zu\n", i + 1);
    apply(d, str_sv(&changes));
    assert_false(changes_apply(d, SV("add e 1\n"), NULL, NULL));
    assert_int_equal(draft_rows(d, form_field(form, SV("e"))->index)->len, CHANGES_MAX_ITEMS);
    str_release(&changes);
    draft_free(d);
    form_free(form);
}

/* ---- torn and turned bytes ---- */

/* Whatever is in it: nothing breaks, and the draft is a draft, its counts those of its texts. */
static void apply_any(const struct form *form, struct sv bytes)
{
    struct draft *d = draft_in(form, sv_from(known));
    struct typing typing = {0};
    struct str again = {0}, kept = {0};
    /* A view of its own memory, so that a step too far is seen. */
    str_set(&kept, bytes);
    d->changes = &again;
    changes_apply(d, str_sv(&kept), &typing, NULL);
    d->changes = NULL;
    struct draft *copy = draft_in(form, sv_from(known));
    apply(copy, str_sv(&again));
    assert_same(copy, d);
    draft_free(copy);
    draft_free(d);
    typing_release(&typing);
    str_release(&again);
    str_release(&kept);
}

static void record_session(struct session *s, uint64_t seed)
{
    struct dice d = {seed};
    open_session(s, some_form(0));
    draft_free(s->draft);
    str_set(&s->source, sv_from(known));
    s->draft = draft_in(s->form, str_sv(&s->source));
    s->draft->changes = &s->changes;
    for (int i = 0; i < 60; i++)
        random_edit(s->draft, &s->history, &d);
    changes_add_typing(&s->changes, SV("待补"), SV("等"));
}

static void test_torn(void **state)
{
    (void)state;
    struct session s;
    record_session(&s, 5);
    for (size_t len = 0; len <= s.changes.len; len++)
        apply_any(s.form, sv_sub(str_sv(&s.changes), 0, len));
    close_session(&s);
}

static void test_turned(void **state)
{
    (void)state;
    struct session s;
    struct dice d = {99};
    record_session(&s, 6);
    for (size_t i = 0; i < s.changes.len; i++) {
        char old = s.changes.ptr[i];
        static const char likely[] = "0123456789 \n%:-tx";
        s.changes.ptr[i] = (char)(old ^ 1 << roll(&d, 8));
        apply_any(s.form, str_sv(&s.changes));
        s.changes.ptr[i] = likely[roll(&d, sizeof likely - 1)];
        apply_any(s.form, str_sv(&s.changes));
        s.changes.ptr[i] = old;
    }
    close_session(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_replay_is_the_same),
        cmocka_unit_test(test_between),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_odd_ids),
        cmocka_unit_test(test_typing),
        cmocka_unit_test(test_wrong),
        cmocka_unit_test(test_stops_at_the_first),
        cmocka_unit_test(test_rows_have_a_limit),
        cmocka_unit_test(test_torn),
        cmocka_unit_test(test_turned),
    };
    return cmocka_run_group_tests_name("draft changes", tests, NULL, NULL);
}
