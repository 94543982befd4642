#include "paper.h"

#include "out/table.h"
#include "text/width.h"

static void column(struct table *t, const char *label, uint32_t width, bool code)
{
    struct table_column *c = vec_add(&t->columns);
    str_add(&c->label, sv_from(label));
    c->width = width;
    c->code = code;
}

/* A row of cells parted by '|'. */
static void row(struct table *t, const char *cells)
{
    struct table_row *r = vec_add(&t->rows);
    struct sv rest = sv_from(cells), cell;
    while (sv_next(&rest, '|', &cell))
        str_add(vec_add(&r->cells), cell);
}

static void check_cell(const char *cell, bool code, bool text_codes, const char *want)
{
    struct table t = {0};
    struct str out = {0}, all = {0};
    column(&t, "x", 4, code);
    struct table_row *r = vec_add(&t.rows);
    str_add(vec_add(&r->cells), sv_from(cell));
    str_add_f(&all, "\xEF\xBB\xBFx\r\n%s\r\n", want);
    table_add_csv(&out, &t, text_codes);
    assert_text(str_sv(&out), all.ptr);
    str_release(&out);
    str_release(&all);
    table_release(&t);
}

static void test_csv_cells(void **state)
{
    (void)state;
    static const struct {
        const char *cell;
        const char *want;
    } cases[] = {
        {"", ""},
        {"中文", "中文"},
        {"a,b", "\"a,b\""},
        {"说“好”", "说“好”"},
        {"say \"hi\"", "\"say \"\"hi\"\"\""},
        {"一\n二", "\"一\n二\""},
        {" 空", "\" 空\""},
        {"空 ", "\"空 \""},
        {"=1+1", "'=1+1"},
        {"+86 138", "'+86 138"},
        {"-1", "'-1"},
        {"@SUM(A1)", "'@SUM(A1)"},
        {"\t=1", "'\t=1"},
        {"\r=1", "\"' =1\""},
        {"  =1", "\"'  =1\""},
        {"一\r\n二", "\"一 \n二\""},
        {"\n=1", "\"'\n=1\""},
        {"＝1", "'＝1"},
        {"＋1", "'＋1"},
        {"－1", "'－1"},
        {"＠x", "'＠x"},
        {"=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""},
        {"1-1", "1-1"},
        {"甲\x1b[2J乙\f丙", "甲 [2J乙 丙"},
        {"甲\u202E=1\u061C乙\u2066\u200F", "\"甲   =1  乙      \""},
        {"\xC2\x9B"
         "31m",
         "\"  31m\""},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        check_cell(cases[i].cell, false, false, cases[i].want);
        check_cell(cases[i].cell, true, false, cases[i].want);
        check_cell(cases[i].cell, false, true, cases[i].want);
    }
}

static void test_csv_codes(void **state)
{
    (void)state;
    check_cell("0311-88886666", true, true, "\"=\"\"0311-88886666\"\"\"");
    check_cell("=1+1", true, true, "\"=\"\"=1+1\"\"\"");
    /* A quote in the value does not end the formula's text. */
    check_cell("a\"&B1&\"", true, true, "\"=\"\"a\"\"\"\"&B1&\"\"\"\"\"\"\"");
    check_cell("", true, true, "");
    check_cell("1\n2", true, true, "\"1\n2\"");
    char longer[301] = {0};
    memset(longer, '9', 300);
    check_cell(longer, true, true, longer);
}

static void test_csv_rows(void **state)
{
    (void)state;
    struct table t = {0};
    struct str out = {0};
    str_add(&t.title, SV("标题"));
    column(&t, "序号", 4, false);
    column(&t, "电话", 14, true);
    row(&t, "1|0311");
    row(&t, "2"); /* a cell that is not there is an empty one */
    table_add_csv(&out, &t, false);
    assert_text(str_sv(&out), "\xEF\xBB\xBF序号,电话\r\n1,0311\r\n2,\r\n");
    str_clear(&out);
    str_add(&t.rows.ptr[0].cells.ptr[1], SV("\t分机\n1\r2"));
    table_add_tsv(&out, &t);
    assert_text(str_sv(&out), "序号\t电话\n1\t0311 分机 1 2\n2\t\n");
    /* A file for a spreadsheet program: its mark, its line ends, its quotes and text codes. */
    str_clear(&out);
    str_add(vec_add(&t.rows.ptr[1].cells), SV("\"引\" =1"));
    table_add_tsv_file(&out, &t, false);
    assert_text(str_sv(&out), "\xEF\xBB\xBF序号\t电话\r\n1\t0311 分机 1 2\r\n"
                              "2\t\"\"\"引\"\" =1\"\r\n");
    str_clear(&out);
    str_set(&t.rows.ptr[1].cells.ptr[1], SV("0312"));
    table_add_tsv_file(&out, &t, true);
    assert_text(str_sv(&out), "\xEF\xBB\xBF序号\t电话\r\n1\t\"=\"\"0311 分机 1 2\"\"\"\r\n"
                              "2\t\"=\"\"0312\"\"\"\r\n");
    str_release(&out);
    table_release(&t);
}

/* ---- on paper ---- */

struct page_lines {
    VEC(struct sv) lines;
    VEC(size_t) pages; /* of each line */
    size_t count;
};

static void split_pages(struct sv text, struct page_lines *out)
{
    struct sv page, line;
    out->count = 0;
    while (sv_next(&text, '\f', &page)) {
        size_t n = 0;
        assert_true(sv_ends(page, SV("\n")));
        page.len--;
        while (sv_next(&page, '\n', &line)) {
            vec_push(&out->lines, line);
            vec_push(&out->pages, out->count);
            n++;
        }
        assert_int_equal(n, TABLE_LINES);
        out->count++;
    }
    for (size_t i = 0; i < out->lines.len; i++) {
        assert_true(width_text(out->lines.ptr[i], WIDTH_PAPER) <= TABLE_WIDTH);
        assert_false(sv_ends(out->lines.ptr[i], SV(" ")));
    }
}

static void page_lines_release(struct page_lines *p)
{
    vec_release(&p->lines);
    vec_release(&p->pages);
}

static size_t lines_with(const struct page_lines *p, const char *part)
{
    size_t n = 0;
    for (size_t i = 0; i < p->lines.len; i++)
        n += sv_contains(p->lines.ptr[i], sv_from(part));
    return n;
}

static void summary_columns(struct table *t)
{
    column(t, "序号", 4, false);
    column(t, "企业名称", 16, false);
    column(t, "案例模式", 10, false);
    column(t, "案例名称", 20, false);
    column(t, "案例简述（150字以内）", 40, false);
    column(t, "联系人", 8, false);
    column(t, "电话", 14, true);
    column(t, "邮箱", 18, false);
}

static void add_case(struct table *t, size_t n)
{
    struct str cells = {0};
    str_add_f(&cells,
              "%zu|演示药业（河北）有限公司|供应链赋能模式|"
              "演示药业通过开放供应链系统接口推动八家配套企业数字化转型|"
              "公司建设供应链协同平台，向配套企业开放订单、库存、质量等系统接口，引导八家企业接入，"
              "订单协同效率提升35%%，库存周转天数由42天降到28天，质量追溯时间由3天缩短到2小时。|"
              "张演示|0311-8888%04zu|demo.%zu@example.cn",
              n, n, n);
    row(t, cells.ptr);
    str_release(&cells);
}

static void test_paper(void **state)
{
    (void)state;
    struct table t = {0};
    struct str out = {0};
    struct page_lines p = {0};
    str_add(&t.title, SV("演示县报送案例汇总表"));
    str_add(&t.head, SV("演示县主管部门（盖章）　　联系人及电话：李演示 0311-66660000"));
    str_add(&t.foot, SV("仅供测试"));
    summary_columns(&t);
    for (size_t n = 1; n <= 12; n++)
        add_case(&t, n);
    table_add_text(&out, &t);
    split_pages(str_sv(&out), &p);
    assert_true(p.count > 1);
    assert_int_equal(lines_with(&p, "案例简述"), p.count);
    assert_int_equal(lines_with(&p, "仅供测试"), p.count);
    assert_int_equal(lines_with(&p, "演示县报送案例汇总表"), 1);
    assert_int_equal(lines_with(&p, "联系人及电话"), 1);
    for (size_t n = 1; n <= 12; n++) {
        struct str word = {0};
        str_add_f(&word, "0311-8888%04zu", n);
        assert_int_equal(lines_with(&p, word.ptr), 1);
        str_clear(&word);
        str_add_f(&word, "demo.%zu@example.cn", n);
        assert_int_equal(lines_with(&p, word.ptr), 1);
        str_release(&word);
    }
    assert_golden("table-summary.txt", str_sv(&out));
    page_lines_release(&p);
    str_release(&out);
    table_release(&t);
}

/* Rows keep together: a row's first and last line stand on one page. */
static void test_rows_whole(void **state)
{
    (void)state;
    struct table t = {0};
    struct str out = {0}, cell = {0};
    struct page_lines p = {0};
    column(&t, "序号", 4, false);
    column(&t, "内容", 20, false);
    for (size_t n = 1; n <= 40; n++) {
        str_clear(&cell);
        str_add_f(&cell, "%zu|首%zu。", n, n);
        for (size_t i = 0; i < n * 7 % 60; i++)
            str_add(&cell, SV("一二三四五"));
        str_add_f(&cell, "\n尾%zu。", n);
        row(&t, cell.ptr);
    }
    table_add_text(&out, &t);
    split_pages(str_sv(&out), &p);
    for (size_t n = 1; n <= 40; n++) {
        size_t first = SIZE_MAX, last = SIZE_MAX;
        for (size_t i = 0; i < p.lines.len; i++) {
            str_clear(&cell);
            str_add_f(&cell, "首%zu。", n);
            if (sv_contains(p.lines.ptr[i], str_sv(&cell)))
                first = i;
            str_clear(&cell);
            str_add_f(&cell, "尾%zu。", n);
            if (sv_contains(p.lines.ptr[i], str_sv(&cell)))
                last = i;
        }
        assert_true(first != SIZE_MAX && last != SIZE_MAX);
        if (last - first < TABLE_LINES - 4)
            assert_int_equal(p.pages.ptr[first], p.pages.ptr[last]);
    }
    page_lines_release(&p);
    str_release(&out);
    str_release(&cell);
    table_release(&t);
}

/* Everything is printed, whatever the table: no columns, huge labels, rows longer than a page,
 * controls that would part pages. */
static void test_hard_tables(void **state)
{
    (void)state;
    struct str big = {0}, out = {0};
    for (int i = 0; i < 2000; i++)
        str_add(&big, SV("长"));
    struct table empty = {0};
    struct page_lines p = {0};
    table_add_text(&out, &empty);
    split_pages(str_sv(&out), &p);
    assert_int_equal(p.count, 1);
    table_release(&empty);

    struct table t = {0};
    column(&t, big.ptr, 10, false);
    column(&t, "乙", UINT32_MAX, false);
    column(&t, "丙", 0, true);
    struct table_row *r = vec_add(&t.rows);
    str_add(vec_add(&r->cells), str_sv(&big));
    str_add(vec_add(&r->cells), SV("甲\f乙\x1b[0m\xE2\x80\xA8丙\xC2\x85丁"));
    str_add(vec_add(&r->cells),
            SV("0123456789012345678901234567890123456789012345678901234567890123456789"));
    str_clear(&out);
    page_lines_release(&p);
    table_add_text(&out, &t);
    split_pages(str_sv(&out), &p);
    size_t longs = 0;
    for (size_t at = 0; (at = sv_find(str_sv(&out), SV("长"), at)) != SV_NONE; at++)
        longs++;
    assert_int_equal(longs, 4000);
    assert_false(sv_contains(str_sv(&out), SV("\x1b")));
    assert_int_equal(lines_with(&p, "甲 乙"), 1);
    page_lines_release(&p);
    str_release(&out);
    str_release(&big);
    table_release(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_csv_cells),  cmocka_unit_test(test_csv_codes),
        cmocka_unit_test(test_csv_rows),   cmocka_unit_test(test_paper),
        cmocka_unit_test(test_rows_whole), cmocka_unit_test(test_hard_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
