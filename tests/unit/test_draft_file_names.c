#include "unit.h"

#include "draft/draft_io.h"
#include "draft/file_names.h"
#include "form/form_load.h"

static const char form_text[] =
    "tianbiao_form: 1\nid: f\nversion: 1\ntitle: 题\n"
    "sections:\n- id: s\n  title: 部分\n  fields:\n"
    "  - {id: kind, kind: choice, label: 选, options: [{id: one, label: 一}, {id: two, label: "
    "二}]}\n"
    "  - {id: a, kind: files, label: 甲}\n"
    "  - {id: b, kind: files, label: 乙, when: {field: kind, is: two}}\n"
    "  - {id: pictures, kind: images, label: 图}\n"
    "  - id: rows\n    kind: table\n    label: 表\n"
    "    columns: [{id: name, kind: line, label: 名}, {id: proof, kind: material, label: 证}]\n"
    "  - {id: papers, kind: materials, label: 料, items: [{id: x, label: 一, details: "
    "[{id: more, kind: files, label: 另}]}]}\n";

static const char draft_text_[] =
    "tianbiao: 1\nform: f\nform_version: 1\ndraft_id: 00000000000000aa\nrevision: 3\n"
    "finals:\n"
    "  - {revision: 2, code: AFD7-DTAD-A46D, time: 2024-06-01T09:00}\n"
    "  - {revision: 3, code: AHRZ-DQEB-YCHM, time: 2024-06-02T09:00}\n"
    "  - {revision: x, code: AHRZ-DQEB-YCHM, time: 2024-06-02T09:00}\n"
    "answers:\n"
    "  kind: one\n"
    "  a: [\" 一.pdf \", 二.pdf, 一.pdf]\n"
    "  b: [藏.pdf, 二.pdf]\n"
    "  pictures:\n    - {id: p1, file: 图.png}\n    - {id: p2, file: 二.pdf}\n"
    "  rows:\n    - {id: e1, name: 名.pdf, proof: {files: [证.pdf]}}\n"
    "    - {id: e2, proof: {files: [\"\", 证.pdf, 又.pdf]}}\n"
    "  papers: {x: {files: [料.pdf], more: [另.pdf]}}\n";

static const struct named_file wanted[] = {
    {{"一.pdf", 7}, false, true}, {{"二.pdf", 7}, true, true},  {{"藏.pdf", 7}, false, false},
    {{"图.png", 7}, true, true},  {{"证.pdf", 7}, false, true}, {{"又.pdf", 7}, false, true},
    {{"料.pdf", 7}, false, true}, {{"另.pdf", 7}, false, true},
};

static void test_file_names(void **state)
{
    (void)state;
    struct form *form = NULL;
    struct draft *d = NULL;
    struct named_files names = {0};
    struct err e = {0};
    if (!form_load(sv_from(form_text), "f", &form, NULL, &e) ||
        !draft_parse(form, sv_from(draft_text_), "d", &d, NULL, &e))
        fail_msg("%s", e.message.ptr);
    assert_true(draft_file_names(d, COUNT_OF(wanted), &names));
    assert_int_equal(names.len, COUNT_OF(wanted));
    for (size_t i = 0; i < COUNT_OF(wanted); i++) {
        assert_text(names.ptr[i].name, wanted[i].name.ptr);
        assert_int_equal(names.ptr[i].picture, wanted[i].picture);
        assert_int_equal(names.ptr[i].relevant, wanted[i].relevant);
    }
    assert_ptr_equal(named_file_find(&names, SV("图.png")), &names.ptr[3]);
    assert_null(named_file_find(&names, SV("名.pdf")));
    vec_clear(&names);
    assert_false(draft_file_names(d, COUNT_OF(wanted) - 1, &names));
    assert_int_equal(names.len, COUNT_OF(wanted) - 1);
    vec_release(&names);
    draft_free(d);
    form_free(form);
}

static void test_head(void **state)
{
    (void)state;
    struct draft_head head = {0};
    struct err e = {0};
    assert_true(draft_read_head(sv_from(draft_text_), "d", &head, &e));
    assert_text(str_sv(&head.form), "f");
    assert_text(str_sv(&head.id), "00000000000000aa");
    assert_int_equal(head.revision, 3);
    assert_int_equal(head.final.revision, 3);
    assert_text(str_sv(&head.final.code), "AHRZ-DQEB-YCHM");
    assert_text(str_sv(&head.final.time), "2024-06-02T09:00");
    assert_false(head.demo);
    draft_head_release(&head);
    assert_true(
        draft_read_head(SV("tianbiao: 1\nform: f\nfinals: x\ndemo: true\n"), "d", &head, &e));
    assert_int_equal(head.id.len, 0);
    assert_int_equal(head.final.revision, 0);
    assert_true(head.demo);
    draft_head_release(&head);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_file_names),
        cmocka_unit_test(test_head),
    };
    return cmocka_run_group_tests_name("draft/file_names", tests, NULL, NULL);
}
