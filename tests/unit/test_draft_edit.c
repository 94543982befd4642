#include "checking.h"
#include "edits.h"

static const char fields[] =
    "  - {id: g.a, kind: line, label: 甲}\n"
    "  - {id: g.b, kind: text, label: 乙}\n"
    "  - {id: g.c, kind: text, label: 丙, rules: [{code: x, stale_after: g.b}]}\n"
    "  - {id: m, kind: choice, label: 模式, options: [{id: x, label: 戌}, {id: y, label: 亥}]}\n"
    "  - {id: t, kind: table, label: 表, columns: [{id: n, kind: line, label: 名}, "
    "{id: p, kind: material, label: 证明, stamp: yes}, {id: o, kind: text, label: 述}]}\n"
    "  - {id: i, kind: images, label: 图}\n"
    "  - {id: e, kind: elements, label: 要素, chosen_by: m, texts: [g.b], items: "
    "[{id: open, label: 开, of: x}, {id: shut, label: 关, of: y}]}";

struct fixture {
    struct form *form;
    struct draft *draft;
    struct history history;
};

static void open_fixture(struct fixture *f)
{
    f->form = form_of(fields, NULL);
    f->draft = draft_new(f->form);
    history_init(&f->history);
}

static void close_fixture(struct fixture *f)
{
    history_release(&f->history);
    draft_free(f->draft);
    form_free(f->form);
}

static struct place at(const struct fixture *f, const char *path)
{
    return (struct place){form_field(f->form, sv_from(path))->index, 0};
}

static struct sv text_at(const struct fixture *f, const char *path)
{
    return draft_text(f->draft, at(f, path));
}

VEC_TYPE(states, struct str);

static void forget(struct states *states, size_t keep)
{
    while (states->len > keep)
        str_release(&states->ptr[--states->len]);
}

/* Remembers the state as that after the edits now in force. */
static void remember(const struct fixture *f, struct states *states)
{
    forget(states, f->history.done);
    while (states->len < f->history.done)
        vec_add(states);
    add_state(vec_add(states), f->draft, true);
}

static void assert_state(const struct draft *d, const struct str *want)
{
    struct str now = {0};
    add_state(&now, d, true);
    if (!sv_eq(str_sv(&now), str_sv(want)))
        fail_msg("got:\n%s\nwant:\n%s", now.ptr, want->ptr);
    str_release(&now);
}

/* States in the middle of several edits are not remembered: there a run of typing began. Gives how
 * many states were compared, one or none. */
static int check_remembered(const struct fixture *f, const struct states *states)
{
    size_t done = f->history.done;
    if (done >= states->len || states->ptr[done].len == 0)
        return 0;
    assert_state(f->draft, &states->ptr[done]);
    return 1;
}

static void test_every_edit_has_its_inverse(void **state)
{
    (void)state;
    int compared = 0;
    for (uint64_t seed = 1; seed <= 12; seed++) {
        struct fixture f;
        struct dice d = {seed};
        struct states states = {0};
        open_fixture(&f);
        remember(&f, &states);
        for (int i = 0; i < 300; i++) {
            uint32_t what = roll(&d, 8);
            if (what == 0)
                draft_undo(f.draft, &f.history, NULL, NULL);
            else if (what == 1)
                draft_redo(f.draft, &f.history, NULL, NULL);
            if (what < 2) {
                compared += check_remembered(&f, &states);
                continue;
            }
            forget(&states, f.history.done + 1);
            history_step(&f.history);
            for (uint32_t n = roll(&d, 4); n < 4; n++)
                random_edit(f.draft, &f.history, &d);
            history_step(&f.history);
            remember(&f, &states);
        }
        while (draft_undo(f.draft, &f.history, NULL, NULL))
            compared += check_remembered(&f, &states);
        assert_int_equal(f.history.done, 0);
        assert_state(f.draft, &states.ptr[0]);
        while (draft_redo(f.draft, &f.history, NULL, NULL))
            compared += check_remembered(&f, &states);
        for (size_t i = 0; i < states.len; i++)
            str_release(&states.ptr[i]);
        vec_release(&states);
        close_fixture(&f);
    }
    assert_true(compared > 4000);
}

/* ---- steps ---- */

static void type(struct fixture *f, const char *path, size_t where, const char *text)
{
    history_type(&f->history, at(f, path), where);
    draft_splice(f->draft, &f->history, at(f, path), where, 0, sv_from(text));
}

static void test_typing_is_one_step(void **state)
{
    (void)state;
    struct fixture f;
    struct place where;
    size_t caret;
    open_fixture(&f);
    type(&f, "g.b", 0, "甲");
    type(&f, "g.b", 3, "乙");
    type(&f, "g.b", 6, "丙");
    assert_text(text_at(&f, "g.b"), "甲乙丙");
    type(&f, "g.b", 0, "前");
    assert_text(text_at(&f, "g.b"), "前甲乙丙");
    assert_true(draft_undo(f.draft, &f.history, &where, &caret));
    assert_text(text_at(&f, "g.b"), "甲乙丙");
    assert_true(place_eq(where, at(&f, "g.b")));
    assert_int_equal(caret, 0);
    assert_true(draft_undo(f.draft, &f.history, &where, &caret));
    assert_text(text_at(&f, "g.b"), "");
    assert_false(draft_undo(f.draft, &f.history, &where, &caret));
    assert_int_equal(where.field, NO_FIELD);
    assert_true(draft_redo(f.draft, &f.history, &where, &caret));
    assert_text(text_at(&f, "g.b"), "甲乙丙");
    assert_int_equal(caret, 9);
    /* Typing after an undo does not melt into what was typed before it. */
    type(&f, "g.b", 9, "丁");
    assert_true(draft_undo(f.draft, &f.history, NULL, NULL));
    assert_text(text_at(&f, "g.b"), "甲乙丙");
    assert_true(draft_redo(f.draft, &f.history, NULL, NULL));
    assert_false(draft_redo(f.draft, &f.history, NULL, NULL));
    /* In another field it is another step. */
    type(&f, "g.a", 0, "戊");
    assert_true(draft_undo(f.draft, &f.history, &where, NULL));
    assert_true(place_eq(where, at(&f, "g.a")));
    assert_text(text_at(&f, "g.b"), "甲乙丙丁");
    close_fixture(&f);
}

static void test_saved(void **state)
{
    (void)state;
    struct fixture f;
    open_fixture(&f);
    assert_false(history_changed(&f.history));
    type(&f, "g.a", 0, "甲");
    assert_true(history_changed(&f.history));
    history_mark_saved(&f.history);
    assert_false(history_changed(&f.history));
    /* What is typed next must not melt into what is on disk. */
    type(&f, "g.a", 3, "乙");
    assert_true(history_changed(&f.history));
    draft_undo(f.draft, &f.history, NULL, NULL);
    assert_text(text_at(&f, "g.a"), "甲");
    assert_false(history_changed(&f.history));
    draft_undo(f.draft, &f.history, NULL, NULL);
    assert_true(history_changed(&f.history));
    draft_redo(f.draft, &f.history, NULL, NULL);
    assert_false(history_changed(&f.history));
    /* The saved state can no longer be come back to. */
    draft_undo(f.draft, &f.history, NULL, NULL);
    type(&f, "g.a", 0, "丙");
    assert_true(history_changed(&f.history));
    draft_undo(f.draft, &f.history, NULL, NULL);
    assert_true(history_changed(&f.history));
    close_fixture(&f);
}

/* Setting what is there already is no change. */
static void test_no_change(void **state)
{
    (void)state;
    struct fixture f;
    open_fixture(&f);
    draft_set(f.draft, &f.history, at(&f, "g.a"), SV(""));
    draft_set_pending(f.draft, &f.history, SV("g.a"), SV(""));
    draft_set_done(f.draft, &f.history, 0, false);
    assert_int_equal(f.history.edits.len, 0);
    assert_int_equal(f.draft->version, 0);
    close_fixture(&f);
}

static void test_what_follows_a_change(void **state)
{
    (void)state;
    struct fixture f;
    struct str hash = {0};
    open_fixture(&f);
    draft_set(f.draft, &f.history, at(&f, "g.b"), SV("长文"));
    draft_set_done(f.draft, &f.history, 0, true);
    history_step(&f.history);
    /* Writing the short text notes the long one it was made from, and the section is open again. */
    draft_set(f.draft, &f.history, at(&f, "g.c"), SV("短"));
    assert_false(f.draft->done[0]);
    draft_add_hash(&hash, SV("长文"));
    assert_int_equal(hash.len, 16);
    const struct remark *based = remark_find(&f.draft->based_on, SV("g.c"));
    assert_non_null(based);
    assert_text(str_sv(&based->text), hash.ptr);
    draft_set(f.draft, &f.history, at(&f, "g.b"), SV("改"));
    assert_text(str_sv(&remark_find(&f.draft->based_on, SV("g.c"))->text), hash.ptr);
    draft_undo(f.draft, &f.history, NULL, NULL);
    assert_true(f.draft->done[0]);
    assert_null(remark_find(&f.draft->based_on, SV("g.c")));
    str_release(&hash);
    close_fixture(&f);
}

static void test_rows(void **state)
{
    (void)state;
    struct fixture f;
    open_fixture(&f);
    uint32_t table = at(&f, "t").field, name = form_field(f.form, SV("t.n"))->index, index;
    uint32_t a = draft_row_add(f.draft, &f.history, table, 0, SV(""));
    uint32_t b = draft_row_add(f.draft, &f.history, table, 1, SV("t7"));
    uint32_t c = draft_row_add(f.draft, &f.history, table, 0, SV(""));
    const struct rows *rows = draft_rows(f.draft, table);
    assert_text(str_sv(&rows->ptr[0].id), "t8");
    assert_text(str_sv(&rows->ptr[1].id), "t1");
    draft_set(f.draft, &f.history, (struct place){name, b}, SV("乙"));
    draft_row_move(f.draft, &f.history, table, b, 0);
    assert_non_null(draft_row(f.draft, table, b, &index));
    assert_int_equal(index, 0);
    /* A place stays good when rows move, and is told to be gone when its row is. */
    assert_text(draft_text(f.draft, (struct place){name, b}), "乙");
    history_step(&f.history);
    draft_row_remove(f.draft, &f.history, table, b);
    assert_null(draft_row(f.draft, table, b, NULL));
    assert_text(draft_text(f.draft, (struct place){name, b}), "");
    assert_non_null(draft_row(f.draft, table, a, &index));
    assert_int_equal(index, 1);
    assert_non_null(draft_row(f.draft, table, c, NULL));
    draft_undo(f.draft, &f.history, NULL, NULL);
    assert_text(draft_text(f.draft, (struct place){name, b}), "乙");
    /* A reason given for a row that is gone does not pass to a new one. */
    draft_accept(f.draft, NULL, SV("t.n.x[t20]"), SV("有理由"));
    draft_row_add(f.draft, &f.history, table, 0, SV(""));
    assert_text(str_sv(&rows->ptr[0].id), "t21");
    /* A key is never given out twice. */
    assert_true(draft_row_add(f.draft, &f.history, table, 0, SV("")) > c);
    close_fixture(&f);
}

/* Every row is found wherever it came to stand. */
static void test_rows_are_found(void **state)
{
    (void)state;
    enum { ROWS = 60 };
    struct fixture f;
    struct dice d = {7};
    open_fixture(&f);
    uint32_t table = at(&f, "t").field, index;
    for (uint32_t i = 0; i < ROWS; i++)
        draft_row_add(f.draft, NULL, table, roll(&d, i + 1), SV(""));
    const struct rows *rows = draft_rows(f.draft, table);
    for (uint32_t i = 0; i < ROWS / 2; i++) {
        draft_row_move(f.draft, NULL, table, rows->ptr[roll(&d, (uint32_t)rows->len)].key,
                       roll(&d, (uint32_t)rows->len));
        draft_row_remove(f.draft, NULL, table, rows->ptr[roll(&d, (uint32_t)rows->len)].key);
    }
    uint32_t found = 0;
    for (uint32_t key = 0; key <= ROWS + 1; key++) {
        if (!draft_row(f.draft, table, key, &index))
            continue;
        assert_int_equal(rows->ptr[index].key, key);
        found++;
    }
    assert_int_equal(found, rows->len);
    close_fixture(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_edit_has_its_inverse),
        cmocka_unit_test(test_typing_is_one_step),
        cmocka_unit_test(test_saved),
        cmocka_unit_test(test_no_change),
        cmocka_unit_test(test_what_follows_a_change),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_rows_are_found),
    };
    return cmocka_run_group_tests_name("draft edit", tests, NULL, NULL);
}
