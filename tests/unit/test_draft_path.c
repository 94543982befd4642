#include "checking.h"

#include "draft/path.h"

static const char fields[] =
    "  - {id: brief.name, kind: line, label: 名称}\n"
    "  - {id: cover.address, kind: address, label: 地址}\n"
    "  - {id: t, kind: table, label: 表, columns: [{id: name, kind: line, label: 名}, "
    "{id: proof, kind: material, label: 证明, stamp: yes}]}\n"
    "  - {id: m, kind: materials, label: 材料, items: [{id: licence, label: 执照, stamp: yes}]}";

static const char answers[] = "  t:\n  - {name: 一}\n  - {name: 二}";

/* A path, and what comes back as a path; NULL: refused, with these words in the message. */
static const struct {
    const char *path;
    const char *back;
    const char *words;
} cases[] = {
    {"brief.name", "brief.name", NULL},
    {"cover.address", "cover.address", NULL},
    {"cover.address.city", "cover.address.city", NULL},
    {"m.licence.stamped", "m.licence.stamped", NULL},
    {"t", "t", NULL},
    {"t[1]", "t[1]", NULL},
    {"t[2].name", "t[2].name", NULL},
    {"t[2].proof", "t[2].proof", NULL},
    {"t[2].proof.stamped", "t[2].proof.stamped", NULL},
    {"t.name", NULL, "请写出第几行，如 t[1]"},
    {"t[].name", NULL, "的行号写得不对"},
    {"t[3].name", NULL, "现有 2 行，没有第 3 行"},
    {"t[0].name", NULL, "的行号写得不对"},
    {"t[-1].name", NULL, "的行号写得不对"},
    {"t[99999999999999999999].name", NULL, "的行号写得不对"},
    {"t[1", NULL, "的行号写得不对"},
    {"t]1[.name", NULL, "的行号写得不对"},
    {"t[1]name", NULL, "的行号写得不对"},
    {"t[1].name[1]", NULL, "的行号写得不对"},
    {"t.name[1]", NULL, "的行号写得不对"},
    {"t.proof[1].stamped", NULL, "的行号写得不对"},
    {"brief.name[1]", NULL, "不是表，不能写行号"},
    {"brief.nmae", NULL, "是不是“brief.name”"},
    {"什么都不是的字段", NULL, "form show --ids"},
    {"brief", NULL, "表单里没有字段“brief”"},
    {"", NULL, "表单里没有字段"},
};

static void test_paths(void **state)
{
    (void)state;
    struct form *form = form_of(fields, NULL);
    struct draft *draft = draft_of(form, answers, NULL);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct place p = {77, 77};
        struct err e = {0};
        struct str back = {0};
        bool found = path_find(draft, sv_from(cases[i].path), &p, &e);
        if (found != (cases[i].back != NULL))
            fail_msg("%s: %s", cases[i].path, found ? "found" : e.message.ptr);
        if (found) {
            path_add(&back, draft, p);
            assert_text(str_sv(&back), cases[i].back);
        } else {
            assert_int_equal(e.class, ERR_USAGE);
            if (!sv_contains(str_sv(&e.message), sv_from(cases[i].words)))
                fail_msg("%s: %s", cases[i].path, e.message.ptr);
            assert_int_equal(p.field, 77);
        }
        str_release(&back);
        err_clear(&e);
    }
    draft_free(draft);
    form_free(form);
}

/* Every leaf there is has a path that leads back to it. */
static void test_every_leaf(void **state)
{
    (void)state;
    struct form *form = form_of(fields, NULL);
    struct draft *draft = draft_of(form, answers, NULL);
    struct str path = {0};
    for (uint32_t f = 0; f < form->field_count; f++) {
        const struct field *field = &form->fields[f];
        const struct rows *rows = field->table == NO_FIELD ? NULL : draft_rows(draft, field->table);
        for (size_t r = 0; r < (rows ? rows->len : 1); r++) {
            struct place p = {f, rows ? rows->ptr[r].key : 0}, back;
            struct err e = {0};
            str_clear(&path);
            path_add(&path, draft, p);
            if (!path_find(draft, str_sv(&path), &back, &e))
                fail_msg("%s", e.message.ptr);
            assert_true(place_eq(p, back));
        }
    }
    str_release(&path);
    draft_free(draft);
    form_free(form);
}

static void test_nearest(void **state)
{
    (void)state;
    struct form *form = form_of(fields, NULL);
    assert_text(path_nearest(form, SV("cover.adress.city")), "cover.address.city");
    assert_text(path_nearest(form, SV("m.license.note")), "m.licence.note");
    assert_text(path_nearest(form, SV("完全两样的一个名字")), "");
    struct str longest = {0};
    for (int i = 0; i < 10000; i++)
        str_add(&longest, SV("长"));
    assert_text(path_nearest(form, str_sv(&longest)), "");
    str_release(&longest);
    form_free(form);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paths),
        cmocka_unit_test(test_every_leaf),
        cmocka_unit_test(test_nearest),
    };
    return cmocka_run_group_tests_name("draft path", tests, NULL, NULL);
}
