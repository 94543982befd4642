#include "unit.h"

#include "draft/draft_io_unknown.h"
#include "draft/path.h"

struct fixture {
    struct form *form;
    struct draft *draft;
    struct leftovers kept;
};

static void open_text(struct fixture *f, struct sv source)
{
    struct err e = {0};
    *f = (struct fixture){0};
    if (!draft_read_unknown(source, "d.yaml", &f->form, &f->draft, &f->kept, &e))
        fail_msg("%s", e.message.ptr);
}

static void close_fixture(struct fixture *f)
{
    draft_free(f->draft);
    form_free(f->form);
    leftovers_release(&f->kept);
}

/* Every value as "PATH KIND=TEXT", a line each. */
static void add_fields(struct str *out, const struct draft *d)
{
    for (uint32_t i = 0; i < d->form->field_count; i++) {
        const struct field *field = &d->form->fields[i];
        uint32_t table = field->table;
        const struct rows *rows = table == NO_FIELD ? NULL : draft_rows(d, table);
        for (size_t r = 0; r < (rows ? rows->len : 1); r++) {
            struct place p = {i, rows ? rows->ptr[r].key : 0};
            path_add(out, d, p);
            str_add_f(out, " %.*s=", SV_ARG(kind_name(field->kind)));
            if (field->kind != FIELD_TABLE)
                str_add(out, draft_text(d, p));
            str_add_byte(out, '\n');
        }
    }
}

static const char sample[] = "tianbiao: 1\n"
                             "form: gone-2020\n"
                             "form_version: 7\n"
                             "draft_id: 00000000000000aa\n"
                             "demo: true\n"
                             "answers:\n"
                             "  cover:\n"
                             "    company: 演示药业\n"
                             "    kinds: [a, b]\n"
                             "    empty:\n"
                             "  text: |\n"
                             "    第一段\n"
                             "    第二段\n"
                             "  rows:\n"
                             "    - {id: r7, name: 甲, proof: {state: have}}\n"
                             "    - name: 乙\n"
                             "      note: |\n"
                             "        两\n"
                             "        行\n"
                             "  名称: 中文的键\n"
                             "  mixed: [1, {a: 2}]\n"
                             "  nothing: {}\n"
                             "pending: {cover.company: 等}\n"
                             "done: [cover]\n";

static void test_sample(void **state)
{
    (void)state;
    static const char want[] = "cover.company line=演示药业\n"
                               "cover.kinds text=a\nb\n"
                               "text text=第一段\n第二段\n"
                               "rows table=\n"
                               "rows[1].name line=甲\n"
                               "rows[2].name line=乙\n"
                               "rows[1].proof text=state: have\n"
                               "rows[2].proof text=\n"
                               "rows[1].note text=\n"
                               "rows[2].note text=两\n行\n"
                               "名称 line=中文的键\n"
                               "mixed text=- 1\n- a: 2\n";
    static const char *const sections[] = {"cover", "text", "rows", "名称", "mixed"};
    struct fixture f;
    struct str got = {0};
    open_text(&f, sv_from(sample));
    add_fields(&got, f.draft);
    assert_text(str_sv(&got), want);
    assert_int_equal(f.kept.len, 0);
    assert_text(f.form->title, "不认识的表单“gone-2020”");
    assert_false(f.form->desk.given);
    assert_int_equal(f.form->desk.name, NO_FIELD);
    assert_int_equal(f.form->desk.county, NO_FIELD);
    assert_text(f.form->id, "gone-2020");
    assert_int_equal(f.form->version, 7);
    assert_int_equal(f.draft->form_version, 7);
    assert_true(f.draft->demo);
    assert_int_equal(f.form->section_count, COUNT_OF(sections));
    for (size_t i = 0; i < COUNT_OF(sections); i++)
        assert_text(f.form->sections[i].title, sections[i]);
    assert_true(f.draft->done[0]);
    assert_text(str_sv(&remark_find(&f.draft->pending, SV("cover.company"))->text), "等");
    assert_text(str_sv(&draft_rows(f.draft, form_field(f.form, SV("rows"))->index)->ptr[0].id),
                "r7");
    str_release(&got);
    close_fixture(&f);
}

/* The tree is as sound as one the loader makes. */
static void test_sound(void **state)
{
    (void)state;
    struct fixture f;
    open_text(&f, sv_from(sample));
    for (uint32_t i = 0; i < f.form->field_count; i++) {
        const struct field *field = &f.form->fields[i];
        const struct section *section = &f.form->sections[field->section];
        assert_int_equal(field->index, i);
        assert_true(field->end > i && field->end <= f.form->field_count);
        assert_true(i >= section->first && i < section->end);
        assert_ptr_equal(form_field(f.form, field->path), field);
        assert_int_equal(field->top, field->parent == NO_FIELD ? i : field->parent);
        assert_int_equal(field->table, field->parent);
    }
    assert_int_equal(field_columns(f.form, form_field(f.form, SV("rows"))), 3);
    close_fixture(&f);
}

#define DRAFT(answers) "tianbiao: 1\nform: x\nanswers:\n" answers

/* What cannot be named is kept aside; what is no map of values is one text. */
static void test_odd(void **state)
{
    (void)state;
    static const struct {
        const char *source;
        const char *fields;
        const char *kept; /* path=text */
    } table[] = {
        {DRAFT("  a.b: 1\n  \"c[1]\": 2\n  d=e: 3\n  \"f\\u001b\": 4\n  \"\": 5\n  \"g\\u202e\": "
               "6\n"),
         "", "a.b=1|c[1]=2|d=e=3|f\x1B=4|=5|g\xE2\x80\xAE=6|"},
        {DRAFT("  a:\n    \"x\\ny\": {z: 1}\n    ok: 2\n"), "a.ok line=2\n", "a.x\ny=z: 1|"},
        {DRAFT("  a: {b: {c: {d: {e: {f: {g: {h: {i: {j: 1}}}}}}}}}\n"),
         "a.b.c.d.e.f.g.h text=i:\n  j: 1\n", ""},
        {DRAFT("  t: [{id: 1}, {id: 2}]\n"), "t text=- id: 1\n- id: 2\n", ""},
        {DRAFT("  t: [{\"a.b\": 1}]\n"), "t text=- a.b: 1\n", ""},
        {DRAFT("  t: [{a: 1}, 2]\n"), "t text=- a: 1\n- 2\n", ""},
        {DRAFT("  t: [{id: {x: 1}, a: 2}]\n"), "t table=\nt[1].id text=x: 1\nt[1].a line=2\n", ""},
        {DRAFT("  - 1\n"), "", "=- 1|"},
        {"tianbiao: 1\nform: x\nanswers: 话\n", "", "=话|"},
        {"tianbiao: 1\nform: x\n", "", ""},
        {"tianbiao: 1\nform: {}\n", "", ""},
    };
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        struct fixture f;
        struct str got = {0}, kept = {0};
        open_text(&f, sv_from(table[i].source));
        add_fields(&got, f.draft);
        for (size_t k = 0; k < f.kept.len; k++) {
            const struct leftover *left = &f.kept.ptr[k];
            bool whole = left->path.len == 7 && sv_eq(str_sv(&left->path), SV("answers"));
            str_add(&kept, whole ? SV("") : str_sv(&left->path));
            str_add_f(&kept, "=%s|", left->value.ptr);
            assert_true(left->why.len > 0 && left->line >= 3);
        }
        if (!sv_eq(str_sv(&got), sv_from(table[i].fields)) ||
            !sv_eq(str_sv(&kept), sv_from(table[i].kept)))
            fail_msg("row %zu:\n%s\n%s", i, got.ptr, kept.ptr);
        str_release(&got);
        str_release(&kept);
        close_fixture(&f);
    }
}

/* However large the file, what is made of it is bounded. */
static void test_limits(void **state)
{
    (void)state;
    struct str many = {0}, wide = {0}, tall = {0};
    struct fixture f;
    str_add(&many, SV("tianbiao: 1\nform: x\nanswers:\n"));
    for (int i = 0; i < 5000; i++)
        str_add_f(&many, "  k%d: %d\n", i, i);
    open_text(&f, str_sv(&many));
    assert_true(f.form->field_count <= UNKNOWN_MOST_FIELDS);
    assert_int_equal(f.form->field_count + f.kept.len, 5000);
    close_fixture(&f);

    str_add(&wide, SV("tianbiao: 1\nform: x\nanswers:\n  t:\n"));
    for (int i = 0; i < UNKNOWN_MOST_COLUMNS + 1; i++)
        str_add_f(&wide, "  - c%d: %d\n", i, i);
    open_text(&f, str_sv(&wide));
    assert_int_equal(f.form->field_count, 1);
    assert_int_equal(f.form->fields[0].kind, FIELD_TEXT);
    close_fixture(&f);

    str_add(&tall, SV("tianbiao: 1\nform: x\nanswers:\n  t:\n"));
    for (int i = 0; i < UNKNOWN_MOST_ROWS + 1; i++)
        str_add_f(&tall, "  - c: %d\n", i);
    open_text(&f, str_sv(&tall));
    assert_int_equal(f.form->fields[0].kind, FIELD_TEXT);
    assert_true(sv_ends(draft_text(f.draft, (struct place){0, 0}), SV("\n- c: 2000")));
    close_fixture(&f);
    str_release(&many);
    str_release(&wide);
    str_release(&tall);
}

static void test_no_draft(void **state)
{
    (void)state;
    static const char *const sources[] = {"", "- 1\n", "answers: {}\n",
                                          "tianbiao: 2\nform: x\nanswers: {}\n", "a: [\n"};
    for (size_t i = 0; i < COUNT_OF(sources); i++) {
        struct form *form = NULL;
        struct draft *draft = NULL;
        struct err e = {0};
        assert_false(draft_read_unknown(sv_from(sources[i]), "d", &form, &draft, NULL, &e));
        assert_int_equal(e.class, ERR_REFUSED);
        assert_null(form);
        err_clear(&e);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sample), cmocka_unit_test(test_sound),    cmocka_unit_test(test_odd),
        cmocka_unit_test(test_limits), cmocka_unit_test(test_no_draft),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
