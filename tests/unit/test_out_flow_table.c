/* Tables on pages: widths, lines of cells, heads repeated, rows kept whole or parted, sums. */
#include "unit.h"

#include <stdlib.h>

#include "out/columns.h"
#include "out/sheet.h"
#include "text/break_class.h"
#include "text/utf8.h"
#include "text/width.h"

/* ---- widths ---- */

struct widths {
    uint32_t page;
    uint32_t declared[4]; /* ends at 0 */
    const char *cells[4];
    uint32_t want[4];
};

static void test_widths(void **state)
{
    (void)state;
    static const struct widths cases[] = {
        /* As declared where there is room. */
        {56, {4, 10, 20}, {"1", "甲", "乙"}, {4, 10, 20}},
        /* What is broad gives, in proportion; a code keeps its 18 cells. */
        {56, {40, 40}, {"甲", "乙"}, {26, 28}},
        {56, {30, 10, 30}, {"甲", "91130126DEM0010172", "乙"}, {16, 18, 18}},
        {40, {4, 18, 30}, {"12", "0311-88880000", "乙"}, {4, 14, 18}},
        /* The page is too narrow even for words: they give as well, two cells are the end. */
        {16, {30, 30}, {"ABCDEFGHIJKLMNOPQRST", "ABCDEFGHIJKLMNOPQRST"}, {7, 7}},
        {4, {30, 30}, {"甲", "乙"}, {2, 2}},
        /* What is left goes to the cell that would fill it, not further than it needs. */
        {56, {4, 10, 10}, {"1", "甲乙丙丁戊己庚辛", "乙"}, {4, 16, 10}},
        {56, {10, 10}, {"甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸", "乙"}, {40, 10}},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct columns list = {0};
        for (size_t c = 0; c < 4 && cases[i].declared[c]; c++) {
            struct column *column = vec_add(&list);
            column->declared = cases[i].declared[c];
            column_see(column, sv_from(cases[i].cells[c]));
        }
        columns_settle(&list, cases[i].page);
        columns_spread(&list, cases[i].page);
        uint32_t at = 0;
        for (size_t c = 0; c < list.len; c++) {
            if (list.ptr[c].width != cases[i].want[c])
                print_error("case %zu, column %zu: %u\n", i, c, list.ptr[c].width);
            assert_int_equal(list.ptr[c].width, cases[i].want[c]);
            assert_int_equal(list.ptr[c].at, at);
            at += list.ptr[c].width + COLUMNS_GAP;
        }
        vec_release(&list);
    }
}

/* ---- cells ---- */

static void test_cells(void **state)
{
    (void)state;
    static const struct {
        const char *cell;
        uint32_t width;
        const char *lines; /* "/" between */
    } cases[] = {
        {"", 10, ""},
        {"  ", 10, ""},
        {"甲\n乙", 10, "甲/乙"},
        {"甲\n\n乙\n", 10, "甲//乙"},
        {"数字化转型，是", 10, "数字化转/型，是"},
        {"他说：“好。”", 10, "他说：/“好。”"},
        {"甲乙丙《通知》", 8, "甲乙丙/《通知》"},
        {"共投入1,280万元", 10, "共投入/1,280万元"},
        {"91130126DEM0010172", 18, "91130126DEM0010172"},
        {"甲\x1B[31m乙", 20, "甲 [31m乙"},
        {"甲\f乙", 20, "甲 乙"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct texts lines = {0};
        struct str got = {0};
        cell_add_lines(&lines, sv_from(cases[i].cell), cases[i].width);
        for (size_t l = 0; l < lines.len; l++) {
            str_add(&got, l ? SV("/") : SV(""));
            str_add(&got, str_sv(&lines.ptr[l]));
        }
        assert_text(str_sv(&got), cases[i].lines);
        texts_release(&lines);
        str_release(&got);
    }
}

static void test_align(void **state)
{
    (void)state;
    static const struct {
        enum column_align align;
        const char *want;
    } cases[] = {
        {COLUMN_LEFT, "  甲乙"}, {COLUMN_RIGHT, "      甲乙"}, {COLUMN_CENTRE, "    甲乙"}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct column column = {.align = cases[i].align, .width = 8, .at = 2};
        struct texts row = {0}, cell = {0};
        cell_add_lines(&cell, SV("甲乙"), column.width);
        columns_place(&row, &cell, &column);
        assert_int_equal(row.len, 1);
        assert_text(str_sv(&row.ptr[0]), cases[i].want);
        texts_release(&row);
        texts_release(&cell);
    }
}

/* ---- pages ---- */

struct laid {
    struct doc doc;
    struct sheets sheets;
    VEC(struct block_cell) cells;
    struct block_column columns[3];
    struct block_table table;
};

static struct block *add_block(struct laid *p, enum block_kind kind, const char *text)
{
    struct block *b = vec_add(&p->doc.blocks);
    b->kind = kind;
    b->text = sv_from(text);
    b->over = b->text.len;
    b->place.field = NO_FIELD;
    return b;
}

/* A table of two columns, the first as wide as `width`; rows follow. */
static void begin(struct laid *p, uint32_t width, bool head)
{
    *p = (struct laid){0};
    p->doc.head = SV("页眉");
    p->columns[0] = (struct block_column){head ? SV("名称") : SV(""), width, COLUMN_LEFT};
    p->columns[1] = (struct block_column){head ? SV("数") : SV(""), 6, COLUMN_RIGHT};
    p->table = (struct block_table){.columns = p->columns, .column_count = 2};
}

static void add_row(struct laid *p, struct sv name, struct sv number)
{
    struct place place = {(uint32_t)p->table.row_count, 7};
    vec_push(&p->cells, (struct block_cell){name, place, SV("")});
    vec_push(&p->cells, (struct block_cell){number, place, SV("")});
    p->table.row_count++;
}

static void make(struct laid *p)
{
    p->table.cells = p->cells.ptr;
    add_block(p, BLOCK_TABLE, "")->table = &p->table;
    sheets_make(&p->doc, sheet_profile_by_name(SV("official")), &p->sheets);
}

static void finish(struct laid *p)
{
    sheets_release(&p->sheets);
    doc_release(&p->doc);
    vec_release(&p->cells);
}

static struct sv line_of(const struct laid *p, size_t sheet, size_t line)
{
    assert_true(sheet < p->sheets.sheets.len);
    return str_sv(&p->sheets.sheets.ptr[sheet].lines.ptr[line].text);
}

static void test_table(void **state)
{
    (void)state;
    struct laid p;
    begin(&p, 10, true);
    add_row(&p, SV("甲公司"), SV("12"));
    add_row(&p, SV("乙公司"), SV("3"));
    make(&p);
    assert_text(line_of(&p, 0, 1), "名称            数");
    assert_text(line_of(&p, 0, 2), "----------  ------");
    assert_text(line_of(&p, 0, 3), "甲公司          12");
    assert_text(line_of(&p, 0, 4), "乙公司           3");
    assert_text(line_of(&p, 0, 5), "");
    /* A line leads back to the answer on it, the head to none. */
    assert_int_equal(p.sheets.sheets.ptr[0].lines.ptr[4].place.field, 1);
    assert_int_equal(p.sheets.sheets.ptr[0].lines.ptr[4].place.row, 7);
    assert_int_equal(p.sheets.sheets.ptr[0].lines.ptr[1].place.field, NO_FIELD);
    finish(&p);
}

/* Where a cell takes two lines, rows stand apart; one without a head, of labels and answers, never
 * does. */
static void test_apart(void **state)
{
    (void)state;
    struct laid p;
    for (int head = 0; head < 2; head++) {
        begin(&p, 10, head);
        /* 60 cells: two lines however far the column spreads. */
        add_row(&p, SV("甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸"), SV("1"));
        add_row(&p, SV("乙"), SV("2"));
        make(&p);
        size_t row = head ? 3 : 1;
        assert_true(sv_starts(line_of(&p, 0, row), SV("甲乙丙丁")));
        assert_text(line_of(&p, 0, row + 1), "戊己庚辛壬癸");
        assert_int_equal(line_of(&p, 0, row + 2).len == 0, head);
        assert_true(sv_starts(line_of(&p, 0, row + 2 + (size_t)head), SV("乙")));
        finish(&p);
    }
}

static void test_head_repeated(void **state)
{
    (void)state;
    struct laid p;
    begin(&p, 10, true);
    for (int i = 0; i < 45; i++)
        add_row(&p, SV("甲"), SV("1"));
    make(&p);
    /* 20 rows under the head on each page. */
    assert_int_equal(p.sheets.sheets.len, 3);
    for (size_t s = 0; s < 3; s++) {
        assert_true(sv_starts(line_of(&p, s, 1), SV("名称")));
        assert_true(sv_starts(line_of(&p, s, 2), SV("----")));
        assert_true(sv_starts(line_of(&p, s, 3), SV("甲")));
    }
    assert_text(line_of(&p, 2, 8), "");
    finish(&p);
}

/* Lines of `n` 字 in a column that cannot spread. */
static char *tall(size_t n)
{
    struct str text = {0};
    for (size_t i = 0; i < n; i++)
        str_add_f(&text, "第%zu行\n", i + 1);
    return str_detach(&text);
}

static size_t find_line(const struct laid *p, struct sv start, size_t *sheet)
{
    for (*sheet = 0; *sheet < p->sheets.sheets.len; ++*sheet)
        for (size_t i = 1; i < 23; i++)
            if (sv_starts(line_of(p, *sheet, i), start))
                return i;
    fail_msg("no line starts with %.*s", SV_ARG(start));
    return 0;
}

/* A row goes to the next page whole when that can hold it; no page starts with the gap. */
static void test_rows_whole(void **state)
{
    (void)state;
    for (size_t first = 1; first <= 20; first++) {
        struct laid p;
        size_t from, to;
        char *one = tall(first), *two = tall(8);
        begin(&p, 12, true);
        add_row(&p, sv_from(one), SV("1"));
        add_row(&p, SV("另起"), SV("2"));
        p.cells.ptr[2].text = sv_from(two);
        make(&p);
        size_t top = find_line(&p, SV("第8行"), &to);
        (void)find_line(&p, SV("第1行"), &from);
        assert_int_equal(p.sheets.sheets.len, 2 + first + 1 + 8 <= 22 ? 1 : 2);
        if (p.sheets.sheets.len == 2) {
            assert_text(line_of(&p, 1, 3), "第1行              2");
            assert_text(line_of(&p, 1, 10), "第8行");
        }
        (void)top;
        finish(&p);
        free(one);
        free(two);
    }
}

/* One that no page can hold is parted, the head repeated, nothing lost, in order. */
static void test_row_parted(void **state)
{
    (void)state;
    struct laid p;
    char *long_row = tall(50);
    struct str got = {0};
    begin(&p, 12, true);
    add_row(&p, sv_from(long_row), SV("1"));
    add_row(&p, SV("末行"), SV("2"));
    make(&p);
    assert_int_equal(p.sheets.sheets.len, 3);
    for (size_t s = 0; s < 3; s++) {
        assert_true(sv_starts(line_of(&p, s, 1), SV("名称")));
        for (size_t i = 3; i < 23; i++)
            if (sv_starts(line_of(&p, s, i), SV("第"))) {
                struct sv line = line_of(&p, s, i);
                str_add_f(&got, "%.*s\n", SV_ARG(sv_sub(line, 0, sv_find(line, SV("行"), 0) + 3)));
            }
    }
    assert_text(str_sv(&got), long_row);
    finish(&p);
    str_release(&got);
    free(long_row);
}

/* The sum is set apart and stays with the row above it, wherever the page ends. */
static void test_total(void **state)
{
    (void)state;
    for (int rows = 15; rows <= 24; rows++) {
        struct laid p;
        size_t sheet;
        begin(&p, 10, true);
        for (int i = 0; i < rows; i++)
            add_row(&p, SV("甲"), SV("1"));
        add_row(&p, SV("合计"), SV("9"));
        p.table.total = true;
        make(&p);
        size_t at = find_line(&p, SV("合计"), &sheet);
        assert_text(line_of(&p, sheet, at), "合计             9");
        assert_true(sv_starts(line_of(&p, sheet, at - 1), SV("----")));
        assert_true(sv_starts(line_of(&p, sheet, at - 2), SV("甲")));
        finish(&p);
    }
}

/* A heading keeps with the head and the first row. */
static void test_heading(void **state)
{
    (void)state;
    for (int before = 0; before < 22; before++) {
        struct laid p;
        size_t heading, row;
        begin(&p, 10, true);
        for (int i = 0; i < before; i++)
            add_block(&p, BLOCK_PARAGRAPH, "话。");
        add_block(&p, BLOCK_HEADING, "一、表");
        add_row(&p, SV("甲"), SV("1"));
        make(&p);
        (void)find_line(&p, SV("　　一、表"), &heading);
        (void)find_line(&p, SV("甲"), &row);
        assert_int_equal(heading, row);
        finish(&p);
    }
}

/* Tables of any shape: lines no wider than the page, cells broken by the rules, all of the text
 * there. */
static void add_solid(struct str *out, struct sv text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != ' ' && text.ptr[i] != '\n')
            str_add_byte(out, text.ptr[i]);
}

static uint32_t next(uint64_t *seed, uint32_t n)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % n;
}

static char *random_cell(uint64_t *seed)
{
    static const char *const pieces[] = {"企业",   "数据，",   "“链”", "35%",
                                         "12家。", "《通知》", "\n"};
    struct str text = {0};
    for (uint32_t n = next(seed, 40); n > 0; n--)
        str_add(&text, sv_from(pieces[next(seed, COUNT_OF(pieces))]));
    return str_detach(&text);
}

static void check_pages_of(const struct laid *p, struct sv want)
{
    struct str got = {0}, solid = {0};
    for (size_t s = 0; s < p->sheets.sheets.len; s++) {
        assert_int_equal(p->sheets.sheets.ptr[s].lines.len, 24);
        for (size_t i = 1; i < 23; i++) {
            struct sv line = line_of(p, s, i);
            char32_t cp = 0;
            assert_true(width_text(line, WIDTH_PAPER) <= 56);
            if (line.len)
                utf8_decode(line, 0, &cp);
            if (!sv_starts(line, SV("----")))
                assert_false(break_flags(cp) & BREAK_NOSTART);
            add_solid(&got, line);
        }
    }
    add_solid(&solid, want);
    assert_text(str_sv(&got), solid.ptr ? solid.ptr : "");
    str_release(&got);
    str_release(&solid);
}

static void test_random(void **state)
{
    (void)state;
    uint64_t seed = 9704;
    for (int i = 0; i < 200; i++) {
        struct laid p;
        struct str want = {0};
        VEC(char *) cells = {0};
        begin(&p, 2 + next(&seed, 60), false);
        p.table.column_count = 1;
        for (uint32_t n = next(&seed, 12); n > 0; n--) {
            vec_push(&cells, random_cell(&seed));
            struct sv text = sv_from(cells.ptr[cells.len - 1]);
            vec_push(&p.cells, (struct block_cell){text, {NO_FIELD, 0}, SV("")});
            p.table.row_count++;
            str_add(&want, text);
        }
        p.columns[0].width = p.columns[0].width < 10 ? 10 : p.columns[0].width;
        make(&p);
        check_pages_of(&p, str_sv(&want));
        finish(&p);
        str_release(&want);
        for (size_t c = 0; c < cells.len; c++)
            free(cells.ptr[c]);
        vec_release(&cells);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_widths),     cmocka_unit_test(test_cells),
        cmocka_unit_test(test_align),      cmocka_unit_test(test_table),
        cmocka_unit_test(test_apart),      cmocka_unit_test(test_head_repeated),
        cmocka_unit_test(test_rows_whole), cmocka_unit_test(test_row_parted),
        cmocka_unit_test(test_total),      cmocka_unit_test(test_heading),
        cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests_name("out/flow_table", tests, NULL, NULL);
}
