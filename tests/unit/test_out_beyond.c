#include "paper.h"

#include "out/beyond.h"
#include "out/compose_papers.h"
#include "out/plain.h"

struct work {
    struct form *form;
    struct draft *draft;
    struct doc doc;
    struct sheets sheets;
    struct replacements done;
    struct beyonds left, replaced;
};

static void set_up(struct work *w, const char *text)
{
    *w = (struct work){.form = paper_form("tests/fixtures/forms/small/form.yaml")};
    w->draft = draft_new(w->form);
    paper_set(w->draft, "cover.company", "☐公司");
    paper_set(w->draft, "brief.text", text);
}

static void lay_out(struct work *w, bool replaces)
{
    struct binding b = {w->draft, NULL, SV(PAPER_APPLICATION),
                        sheet_profile_by_name(SV("official")), replaces ? &w->done : NULL};
    bind_sheets_with(&b, &w->doc, &w->sheets);
    assert_true(beyond_find(&w->sheets, &w->left));
    beyond_replaced(&w->sheets, &w->done, &w->replaced);
}

static void tear_down(struct work *w)
{
    vec_release(&w->done);
    vec_release(&w->left);
    vec_release(&w->replaced);
    sheets_release(&w->sheets);
    doc_release(&w->doc);
    draft_free(w->draft);
    form_free(w->form);
}

static bool has_line(const struct work *w, const struct beyond *b, struct sv text)
{
    assert_in_range(b->page, 1, w->sheets.sheets.len);
    const struct sheet *sheet = &w->sheets.sheets.ptr[b->page - 1];
    assert_in_range(b->line, 1, sheet->lines.len);
    return sv_contains(str_sv(&sheet->lines.ptr[b->line - 1].text), text);
}

static void assert_list(const struct work *w, const struct beyonds *list, const char *want)
{
    struct str text = {0};
    beyond_add_list(&text, w->draft, list, 2);
    assert_text(str_sv(&text), want);
    str_release(&text);
}

static void test_left(void **state)
{
    struct work w;
    (void)state;
    set_up(&w, "甲☑乙\n丙𠀀☑\n丁☑\n戊☑");
    lay_out(&w, false);
    assert_int_equal(w.left.len, 6);
    assert_int_equal(beyond_kinds(&w.left), 3);
    assert_true(has_line(&w, &w.left.ptr[0], SV("☐公司")));
    assert_true(has_line(&w, &w.left.ptr[1], SV("甲☑乙")));
    assert_true(has_line(&w, &w.left.ptr[5], SV("戊☑")));
    assert_int_equal(w.left.ptr[5].at, strlen("甲☑乙\n丙𠀀☑\n丁☑\n"));
    assert_list(
        &w, &w.left,
        "“☐”（U+2610）：第 1 页第 3 行（封面 · 企业全称）。\n"
        "“☑”（U+2611）：第 2 页第 6 行（一、简介 · （二）简述）、第 2 页第 7 行（一、简介 · "
        "（二）简述）……共 4 处。\n"
        "“𠀀”（U+20000）：第 2 页第 7 行（一、简介 · （二）简述）。");
    tear_down(&w);
}

static void test_replaced(void **state)
{
    struct work w;
    struct str bytes = {0};
    (void)state;
    set_up(&w, "甲☑乙\n丙𠀀☑，10 m²，10²");
    lay_out(&w, true);
    assert_int_equal(w.replaced.len, 4);
    assert_true(has_line(&w, &w.replaced.ptr[0], SV("□公司")));
    assert_true(has_line(&w, &w.replaced.ptr[1], SV("甲√乙")));
    assert_true(has_line(&w, &w.replaced.ptr[2], SV("丙𠀀√，10 m2，10²")));
    assert_true(has_line(&w, &w.replaced.ptr[3], SV("丙𠀀√，10 m2，10²")));
    assert_int_equal(w.left.len, 2);
    assert_true(plain_write(&w.sheets, ENCODING_GB18030, &bytes, NULL, NULL));
    /* The draft says what it said. */
    struct place place;
    struct err e = {0};
    assert_true(path_find(w.draft, SV("cover.company"), &place, &e));
    assert_text(draft_text(w.draft, place), "☐公司");
    str_release(&bytes);
    tear_down(&w);
}

/* What is past a limit stays marked from the same character on. */
static void test_limit(void **state)
{
    struct doc doc = {0};
    struct replacements done = {0};
    struct sv text = SV("☑☑限㎥外");
    (void)state;
    struct block *b = vec_add(&doc.blocks);
    *b = (struct block){
        .kind = BLOCK_PARAGRAPH, .text = text, .place = {3, 0}, .at = 100, .over = strlen("☑☑限")};
    doc_replace(&doc, &done);
    assert_text(doc.blocks.ptr[0].text, "√√限m3外");
    assert_int_equal(doc.blocks.ptr[0].over, strlen("√√限"));
    assert_int_equal(done.len, 3);
    assert_int_equal(done.ptr[2].at, 100 + strlen("√√限"));
    vec_release(&done);
    doc_release(&doc);
}

static void test_table(void **state)
{
    struct block_column columns[2] = {{.label = SV("²"), .width = 4},
                                      {.label = SV(""), .width = 4}};
    struct block_cell cells[2] = {{.text = SV("✔"), .place = {5, 2}}, {.text = SV("好")}};
    struct block_table table = {
        .columns = columns, .column_count = 2, .cells = cells, .row_count = 1};
    struct doc doc = {0};
    struct replacements done = {0};
    (void)state;
    *vec_add(&doc.blocks) = (struct block){
        .kind = BLOCK_TABLE, .table = &table, .file = SV("☑.png"), .place = {NO_FIELD, 0}};
    doc_replace(&doc, &done);
    const struct block *b = &doc.blocks.ptr[0];
    assert_text(b->table->columns[0].label, "2");
    assert_text(b->table->cells[0].text, "√");
    assert_text(b->table->cells[1].text, "好");
    assert_text(cells[0].text, "✔");
    assert_text(b->file, "☑.png");
    assert_int_equal(done.len, 2);
    assert_int_equal(done.ptr[1].place.row, 2);
    vec_release(&done);
    doc_release(&doc);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_left),
        cmocka_unit_test(test_replaced),
        cmocka_unit_test(test_limit),
        cmocka_unit_test(test_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
