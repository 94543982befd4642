#include "draft/finals.h"

#include "checking.h"
#include "draft/changes.h"
#include "draft/difference.h"

static const char fields[] = "  - {id: a, kind: line, label: 甲}\n";

static int load(void **state)
{
    *state = form_of(fields, NULL);
    return 0;
}

static int unload(void **state)
{
    form_free(*state);
    return 0;
}

/* ---- what is a 定稿 ---- */

struct shape {
    uint32_t revision;
    const char *code;
    const char *time;
    const char *pictures;
    bool sound;
};

static void test_sound(void **state)
{
    static const struct shape shapes[] = {
        {1, "A7K2-M9QX-4TRC", "2024-06-01T09:00", "", true},
        {1000000, "B", "2199-12-31T23:59", "0123456789abcdef", true},
        {1, "A", "2024-06-01T00:00", "0123456789abcdef\n-\nfedcba9876543210", true},
        {0, "A", "2024-06-01T09:00", "", false},
        {1000001, "A", "2024-06-01T09:00", "", false},
        {1, "", "2024-06-01T09:00", "", false},
        {1, "a", "2024-06-01T09:00", "", false},
        {1, "A B", "2024-06-01T09:00", "", false},
        {1, "A\x1B", "2024-06-01T09:00", "", false},
        {1, "Ａ", "2024-06-01T09:00", "", false},
        {1, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "2024-06-01T09:00", "", false},
        {1, "A", "", "", false},
        {1, "A", "2024-06-01", "", false},
        {1, "A", "2024-06-01 09:00", "", false},
        {1, "A", "2024-06-01T9:00", "", false},
        {1, "A", "2024-06-01T24:00", "", false},
        {1, "A", "2024-06-01T09:60", "", false},
        {1, "A", "2024-06-01T-1:00", "", false},
        {1, "A", "2024-06-01T-0:00", "", false},
        {1, "A", "2024-06-31T09:00", "", false},
        {1, "A", "2024-06-01T09:00:00", "", false},
        {1, "A", "2024-06-01T09:00", "0123456789ABCDEF", false},
        {1, "A", "2024-06-01T09:00", "0123456789abcde", false},
        {1, "A", "2024-06-01T09:00", "0123456789abcdef\n\n-", false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(shapes); i++) {
        const struct shape *s = &shapes[i];
        struct final f = {.revision = s->revision};
        str_set(&f.code, sv_from(s->code));
        str_set(&f.time, sv_from(s->time));
        str_set(&f.pictures, sv_from(s->pictures));
        if (final_is_sound(&f) != s->sound)
            fail_msg("%u %s %s %s", s->revision, s->code, s->time, s->pictures);
        final_release(&f);
    }
}

/* ---- is it final ---- */

static void add_final(struct draft *d, struct history *h, uint32_t revision, const char *code)
{
    struct final f = {.revision = revision};
    str_set(&f.code, sv_from(code));
    str_add_f(&f.time, "2024-06-%02uT09:00", revision);
    draft_add_final(d, h, finals_place(d, &f), &f);
    final_release(&f);
}

static void test_state(void **state)
{
    struct draft *d = draft_of(*state, "  a: 甲", NULL);
    assert_int_equal(final_state(d, SV("A")), FINAL_NEVER);
    assert_int_equal(final_next_revision(d), 1);
    add_final(d, NULL, 1, "A");
    assert_int_equal(final_state(d, SV("A")), FINAL_NOW);
    assert_int_equal(final_state(d, SV("B")), FINAL_CHANGED);
    add_final(d, NULL, 2, "B");
    /* An older one is not what the draft is. */
    assert_int_equal(final_state(d, SV("A")), FINAL_CHANGED);
    assert_int_equal(final_state(d, SV("B")), FINAL_NOW);
    assert_int_equal(d->revision, 2);
    assert_int_equal(final_next_revision(d), 3);
    assert_int_equal(finals_find(d, SV("A"))->revision, 1);
    assert_null(finals_find(d, SV("C")));
    add_final(d, NULL, FINAL_MOST_REVISION, "C");
    assert_int_equal(final_next_revision(d), 0);
    draft_free(d);
}

static void test_undo(void **state)
{
    struct draft *d = draft_of(*state, "  a: 甲", NULL);
    struct history h;
    history_init(&h);
    d->revision = 4;
    add_final(d, &h, 5, "A");
    assert_true(history_undoes_final(&h));
    history_step(&h);
    draft_set(d, &h, (struct place){0, 0}, SV("乙"));
    assert_false(history_undoes_final(&h));
    assert_true(draft_undo(d, &h, NULL, NULL));
    assert_true(draft_undo(d, &h, NULL, NULL));
    assert_int_equal(d->finals.len, 0);
    assert_int_equal(d->revision, 4);
    assert_true(draft_redo(d, &h, NULL, NULL));
    assert_int_equal(d->finals.len, 1);
    assert_text(str_sv(&d->finals.ptr[0].code), "A");
    assert_int_equal(d->revision, 5);
    history_release(&h);
    draft_free(d);
}

/* ---- the file ---- */

#define HEAD "tianbiao: 1\nform: t\nform_version: 1\nrevision: 2\n"
#define ANSWERS "answers:\n  a: 甲\n"

/* A log as it stands in a file: how many are ours, how many are not; what a save makes of it when
 * the writer makes 定稿 once more, NULL: it stays as it is and the new one comes behind. */
struct file {
    const char *log;
    size_t ours;
    size_t odd;
    const char *after;
};

#define ONE "  - {revision: 1, code: A7K2-M9QX-4TRC, time: \"2024-06-01T09:00\"}\n"
#define NEW "  - {revision: 3, code: NEW, time: \"2024-06-03T09:00\"}\n"

static const struct file files[] = {
    {"", 0, 0, "finals:\n" NEW},
    {"finals:\n", 0, 0, NULL},
    {"finals:\n" ONE, 1, 0, NULL},
    {"finals:\n" ONE "  - revision: 2\n"
     "    code: B\n"
     "    time: 2024-06-02T10:00\n"
     "    pictures: [0123456789abcdef, \"-\"]\n"
     "    mine: 我的话 # 不动\n",
     2, 0, NULL},
    {"finals: 无\n", 0, 1, "finals:\n" NEW},
    {"finals:\n  - 随手写的\n" ONE "  - {revision: x, code: A, time: 2024-06-01T09:00}\n", 1, 2,
     NULL},
    {"finals:\n  - {revision: 1, code: A, time: 昨天}\n", 0, 1, NULL},
    {"finals:\n  - {revision: 1, code: [A], time: 2024-06-01T09:00}\n", 0, 1, NULL},
    {"finals:\n  - {revision: 1, code: A, time: 2024-06-01T09:00, pictures: 图}\n", 0, 1, NULL},
    {"finals:\n  - {revision: 1, code: \"A\\e[2J\", time: 2024-06-01T09:00}\n", 0, 1, NULL},
};

static void test_file(void **state)
{
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        const struct file *file = &files[i];
        struct str source = {0}, got = {0}, want = {0};
        struct leftovers kept = {0};
        struct draft *d = NULL;
        struct err e = {0};
        str_add_f(&source, HEAD "%s" ANSWERS, file->log);
        assert_true(draft_parse(*state, str_sv(&source), "d.yaml", &d, &kept, &e));
        assert_int_equal(d->finals.len, file->ours);
        assert_int_equal(kept.len, file->odd);
        /* Nothing new: nothing is written. */
        assert_true(draft_compose(d, str_sv(&source), &got, &e));
        assert_text(str_sv(&got), source.ptr);
        str_clear(&got);
        add_final(d, NULL, 3, "NEW");
        if (!draft_compose(d, str_sv(&source), &got, &e))
            fail_msg("%s\n%s", e.message.ptr, source.ptr);
        str_add_f(&want, "tianbiao: 1\nform: t\nform_version: 1\nrevision: 3\n");
        if (file->after)
            str_add_f(&want, "%s" ANSWERS, file->after);
        else
            str_add_f(&want, "%s" NEW ANSWERS, file->log);
        assert_text(str_sv(&got), want.ptr);
        draft_free(d);
        leftovers_release(&kept);
        str_release(&source);
        str_release(&got);
        str_release(&want);
    }
}

/* More than anybody ever makes are not read, and stay. */
static void test_file_has_a_limit(void **state)
{
    struct str source = {0}, got = {0};
    struct leftovers kept = {0};
    struct draft *d = NULL;
    struct err e = {0};
    str_add(&source, SV(HEAD "finals:\n"));
    for (int i = 0; i <= FINALS_MOST; i++)
        str_add_f(&source, "  - {revision: %d, code: A, time: 2024-06-01T09:00}\n", i + 1);
    str_add(&source, SV(ANSWERS));
    assert_true(draft_parse(*state, str_sv(&source), "d.yaml", &d, &kept, &e));
    assert_int_equal(d->finals.len, FINALS_MOST);
    assert_int_equal(kept.len, 1);
    assert_int_equal(final_next_revision(d), 0);
    assert_true(draft_compose(d, str_sv(&source), &got, &e));
    assert_true(sv_eq(str_sv(&got), str_sv(&source)));
    draft_free(d);
    leftovers_release(&kept);
    str_release(&source);
    str_release(&got);
}

/* ---- two copies of a draft ---- */

static void test_merge(void **state)
{
    struct draft *base = draft_of(*state, "  a: 甲", NULL), *mine, *other;
    struct differences list = {0};
    struct history h;
    mine = draft_of(*state, "  a: 甲", NULL);
    other = draft_of(*state, "  a: 甲", NULL);
    add_final(base, NULL, 1, "A");
    add_final(mine, NULL, 1, "A");
    add_final(other, NULL, 1, "A");
    assert_true(drafts_same(mine, other));
    add_final(mine, NULL, 3, "C");
    /* What only this one knows is nothing the other says. */
    assert_true(drafts_same(mine, other));
    assert_false(drafts_same(other, mine));
    add_final(other, NULL, 2, "B");
    add_final(other, NULL, 4, "B");
    differences_make(base, mine, other, &list);
    assert_int_equal(list.len, 2);
    assert_int_equal(list.ptr[0].kind, DIFFERENCE_FINAL);
    assert_text(str_sv(&list.ptr[0].label), "第 2 稿定稿");
    assert_text(str_sv(&list.ptr[0].other), "校验码 B");
    history_init(&h);
    differences_apply(mine, &h, other, &list);
    assert_int_equal(mine->finals.len, 4);
    for (uint32_t i = 0; i < 4; i++)
        assert_int_equal(mine->finals.ptr[i].revision, i + 1);
    assert_int_equal(mine->revision, 4);
    assert_true(draft_undo(mine, &h, NULL, NULL));
    assert_int_equal(mine->finals.len, 2);
    assert_int_equal(mine->revision, 3);
    differences_release(&list);
    history_release(&h);
    draft_free(base);
    draft_free(mine);
    draft_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sound),
        cmocka_unit_test_setup_teardown(test_state, load, unload),
        cmocka_unit_test_setup_teardown(test_undo, load, unload),
        cmocka_unit_test_setup_teardown(test_file, load, unload),
        cmocka_unit_test_setup_teardown(test_file_has_a_limit, load, unload),
        cmocka_unit_test_setup_teardown(test_merge, load, unload),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
