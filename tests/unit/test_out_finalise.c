#include "out/finalise.h"

#include "checking.h"

static const char fields[] =
    "  - {id: text, kind: text, label: 正文}\n"
    "  - {id: i, kind: images, label: 图}\n"
    "- id: papers\n  title: 材料\n  fields:\n"
    "  - {id: m, kind: materials, label: 材料, items: [{id: licence, label: 执照, stamp: yes}, "
    "{id: self, label: 申报书, at_final: yes, stamp: yes}]}\n";

static const char print[] = "print: {title: [申报书], sections: [s], figures: i}\n";

static int load(void **state)
{
    *state = form_of(fields, print);
    return 0;
}

static int unload(void **state)
{
    form_free(*state);
    return 0;
}

#define NOW SV("2024-06-01T09:00")

static struct sv answer(const struct draft *d, const char *path)
{
    const struct field *field = form_field(d->form, sv_from(path));
    assert_non_null(field);
    return draft_text(d, (struct place){field->index, 0});
}

static void set(struct draft *d, struct history *h, const char *path, const char *text)
{
    draft_set(d, h, (struct place){form_field(d->form, sv_from(path))->index, 0}, sv_from(text));
}

static void test_step(void **state)
{
    struct draft *d = draft_of(*state, "  text: 甲", "done: [s, papers]");
    struct str code = {0};
    struct history h;
    history_init(&h);
    set(d, &h, "m.licence.note", "x");
    draft_set_done(d, &h, 1, true);
    assert_true(finalise(d, &h, NULL, NOW));
    code_add_of_draft(&code, d, NULL);
    assert_int_equal(d->revision, 1);
    assert_int_equal(d->finals.len, 1);
    assert_true(sv_eq(str_sv(&d->finals.ptr[0].code), str_sv(&code)));
    assert_text(str_sv(&d->finals.ptr[0].time), "2024-06-01T09:00");
    assert_int_equal(d->finals.ptr[0].pictures.len, 0);
    /* The form says which material this is; its section stays what it was called. */
    assert_text(answer(d, "m.self.state"), "have");
    assert_text(answer(d, "m.licence.state"), "");
    assert_true(d->done[0] && d->done[1]);
    assert_int_equal(final_state(d, str_sv(&code)), FINAL_NOW);
    /* Once more: the same, and no 稿次 is lost. */
    assert_false(finalise(d, &h, NULL, NOW));
    assert_int_equal(d->revision, 1);
    /* One step. */
    assert_true(draft_undo(d, &h, NULL, NULL));
    assert_int_equal(d->revision, 0);
    assert_int_equal(d->finals.len, 0);
    assert_text(answer(d, "m.self.state"), "");
    assert_true(d->done[1]);
    str_release(&code);
    history_release(&h);
    draft_free(d);
}

/* What comes after 定稿 leaves it final; a comma does not. */
static void test_later(void **state)
{
    static const struct {
        const char *path;
        const char *text;
        enum final_state state;
    } later[] = {
        {"m.licence.state", "have", FINAL_NOW},  {"m.licence.stamped", "yes", FINAL_NOW},
        {"m.licence.files", "a.pdf", FINAL_NOW}, {"m.self.stamped", "yes", FINAL_NOW},
        {"text", "甲，乙、丙。", FINAL_CHANGED},
    };
    struct draft *d = draft_of(*state, "  text: 甲、乙、丙。", NULL);
    assert_true(finalise(d, NULL, NULL, NOW));
    draft_set_pending(d, NULL, SV("text"), SV("等"));
    draft_accept(d, NULL, SV("x"), SV("理由"));
    for (size_t i = 0; i < COUNT_OF(later); i++) {
        struct str code = {0};
        set(d, NULL, later[i].path, later[i].text);
        code_add_of_draft(&code, d, NULL);
        assert_int_equal(final_state(d, str_sv(&code)), later[i].state);
        str_release(&code);
    }
    assert_true(finalise(d, NULL, NULL, SV("2024-06-02T10:00")));
    assert_int_equal(d->revision, 2);
    draft_free(d);
}

static void test_refused(void **state)
{
    struct draft *d = draft_of(*state, "  text: 甲", NULL);
    struct err e = {0};
    assert_true(final_allowed(d, NOW, &e));
    assert_false(final_allowed(d, SV("0000-00-00T00:00"), &e));
    assert_int_equal(e.class, ERR_REFUSED);
    d->revision = FINAL_MOST_REVISION;
    assert_false(final_allowed(d, NOW, &e));
    assert_int_equal(e.class, ERR_REFUSED);
    d->revision = 0;
    d->demo = true;
    assert_false(final_allowed(d, NOW, &e));
    err_clear(&e);
    draft_free(d);
}

static void add_fact(struct facts *facts, const char *path, enum file_state state, int byte)
{
    struct file_fact *fact = facts_add(facts, sv_from(path));
    fact->state = state;
    fact->picture = fact->hashed = state == FILE_THERE;
    memset(fact->sha256, byte, sizeof fact->sha256);
}

static void test_pictures(void **state)
{
    struct draft *d = draft_of(
        *state, "  text: 图1、图2、图3。\n  i: [{file: a.png}, {file: b.png}, {file: c.png}]",
        NULL);
    struct facts then = {0}, now = {0};
    struct picture_changes list = {0};
    add_fact(&then, "a.png", FILE_THERE, 1);
    add_fact(&then, "b.png", FILE_THERE, 2);
    add_fact(&then, "c.png", FILE_THERE, 3);
    final_pictures(d, &then, &list);
    assert_true(finalise(d, NULL, &then, NOW));
    final_pictures(d, &then, &list);
    assert_int_equal(list.len, 0);
    add_fact(&now, "a.png", FILE_THERE, 1);
    add_fact(&now, "b.png", FILE_THERE, 9);
    add_fact(&now, "c.png", FILE_MISSING, 0);
    final_pictures(d, &now, &list);
    assert_int_equal(list.len, 2);
    assert_text(str_sv(&list.ptr[0].label), "图2");
    assert_text(str_sv(&list.ptr[0].file), "b.png");
    assert_false(list.ptr[0].missing);
    assert_text(str_sv(&list.ptr[1].label), "图3");
    assert_true(list.ptr[1].missing);
    picture_changes_release(&list);
    facts_release(&then);
    facts_release(&now);
    draft_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_step, load, unload),
        cmocka_unit_test_setup_teardown(test_later, load, unload),
        cmocka_unit_test_setup_teardown(test_refused, load, unload),
        cmocka_unit_test_setup_teardown(test_pictures, load, unload),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
