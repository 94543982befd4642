#include "unit.h"

#include "codec/zip.h"
#include "out/xlsx.h"
#include "store/file.h"

static void column(struct table *t, const char *label, bool number)
{
    struct table_column *c = vec_add(&t->columns);
    str_add(&c->label, sv_from(label));
    c->width = 12;
    c->number = number;
}

/* A row of cells parted by '|'. */
static void row(struct table *t, const char *cells)
{
    struct table_row *r = vec_add(&t->rows);
    struct sv rest = sv_from(cells), cell;
    while (sv_next(&rest, '|', &cell))
        str_add(vec_add(&r->cells), cell);
}

static void one_cell(struct table *t, struct sv text)
{
    struct table_row *r = vec_add(&t->rows);
    str_add(vec_add(&r->cells), text);
}

/* The workbook's bytes. */
static void write_book(const struct table *t, struct str *out)
{
    struct str path = {0};
    struct err e = {0};
    assert_true(file_write_private(SV(""), &path, &e));
    if (!xlsx_write(t, path.ptr, &e))
        fail_msg("%s", e.message.ptr);
    assert_true(file_read_itself(path.ptr, FILE_MAX_BYTES, out, NULL, &e));
    file_remove(path.ptr);
    str_release(&path);
}

static struct sv part(const struct zip *zip, const char *name)
{
    const struct zip_entry *entry = zip_find(zip, sv_from(name));
    if (!entry)
        fail_msg("no %s", name);
    return str_sv(&entry->bytes);
}

static void has(struct sv text, const char *words)
{
    if (!sv_contains(text, sv_from(words)))
        fail_msg("“%s” is not in %.*s", words, SV_ARG(text));
}

static void lacks(struct sv text, const char *words)
{
    if (sv_contains(text, sv_from(words)))
        fail_msg("“%s” is in %.*s", words, SV_ARG(text));
}

static void open_book(const struct table *t, struct zip *zip)
{
    struct str bytes = {0};
    struct err e = {0};
    write_book(t, &bytes);
    if (!zip_read(str_sv(&bytes), NULL, zip, &e))
        fail_msg("%s", e.message.ptr);
    str_release(&bytes);
}

static void make_summary(struct table *t)
{
    str_add(&t->title, SV("演示县报送案例汇总表"));
    str_add(&t->head, SV("演示县主管部门（盖章）　　联系人及电话：李演示 0311-66660000"));
    column(t, "序号", true);
    column(t, "企业名称", false);
    column(t, "电话", false);
    row(t, "1|演示药业|0311-88886666");
    row(t, "2|演示机械|13800138000");
}

static void test_page(void **state)
{
    (void)state;
    struct table t = {0};
    struct zip zip = {0};
    make_summary(&t);
    open_book(&t, &zip);
    struct sv sheet = part(&zip, "xl/worksheets/sheet1.xml");
    has(sheet, "orientation=\"landscape\"");
    has(sheet, "paperSize=\"9\"");
    has(sheet, "fitToHeight=\"0\"");
    has(sheet, "<mergeCell ref=\"A1:C1\"/>");
    has(sheet, "<mergeCell ref=\"A2:C2\"/>");
    has(sheet, "第 &amp;P 页 共 &amp;N 页");
    has(sheet, "<pane ySplit=\"3\"");
    has(part(&zip, "xl/workbook.xml"), "Sheet1!$3:$3");
    zip_release(&zip);
    table_release(&t);
}

/* Numbers are numbers where they were computed; what looks like one elsewhere stays text. */
static void test_kinds(void **state)
{
    (void)state;
    static const struct {
        const char *cell;
        const char *number; /* NULL: text */
    } cases[] = {
        {"1", "1"},      {"0", "0"},
        {"-12", "-12"},  {"12.5", "12.5"},
        {"007", NULL},   {"123456789012345", "123456789012345"},
        {"", NULL},      {"1e5", NULL},
        {"1,234", NULL}, {"1234567890123456", NULL},
        {"12.", NULL},   {"0.50", "0.5"},
        {"00.5", NULL},  {"-0", "0"},
        {".5", NULL},    {"1.2.3", NULL},
        {"--1", NULL},   {"-", NULL},
        {"12 家", NULL}, {"＝1+1", NULL},
        {"=1+1", NULL},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct table t = {0};
        struct zip zip = {0};
        struct str want = {0};
        column(&t, "甲", true);
        column(&t, "乙", false);
        struct table_row *r = vec_add(&t.rows);
        str_add(vec_add(&r->cells), sv_from(cases[i].cell));
        str_add(vec_add(&r->cells), sv_from(cases[i].cell));
        open_book(&t, &zip);
        struct sv sheet = part(&zip, "xl/worksheets/sheet1.xml");
        lacks(sheet, "<f>");
        str_add_f(&want, "><v>%s</v></c><c r=\"B2\"", cases[i].number);
        assert_int_equal(sv_contains(sheet, str_sv(&want)), cases[i].number != NULL);
        assert_int_equal(sv_contains(sheet, SV("t=\"s\"><v>2</v></c></row>")) ||
                             sv_contains(sheet, SV("t=\"s\"><v>3</v></c></row>")),
                         cases[i].cell[0] != '\0');
        str_release(&want);
        zip_release(&zip);
        table_release(&t);
    }
}

/* What was written with decimals shows them all. */
static void test_decimals(void **state)
{
    (void)state;
    struct table t = {0};
    struct zip zip = {0};
    column(&t, "甲", true);
    one_cell(&t, SV("20.0"));
    one_cell(&t, SV("5.300"));
    one_cell(&t, SV("1.0"));
    open_book(&t, &zip);
    struct sv styles = part(&zip, "xl/styles.xml");
    has(styles, "formatCode=\"0.0\"");
    has(styles, "formatCode=\"0.000\"");
    has(styles, "<numFmts count=\"3\">");
    zip_release(&zip);
    table_release(&t);
}

static void test_texts(void **state)
{
    (void)state;
    static const struct {
        const char *cell;
        const char *want; /* in the list of texts */
    } cases[] = {
        {"=HYPERLINK(\"http://x\")", ">=HYPERLINK(\"http://x\")<"},
        {"http://example.cn/", ">http://example.cn/<"},
        {"0012", ">0012<"},
        {"甲\n乙", ">甲\n乙<"},
        {"甲\x1b[2J", ">甲 [2J<"},
        {"a_x0041_b", ">a_x005F_x0041_b<"},
        {"a_x004_b", ">a_x004_b<"},
        {"<&>\"", ">&lt;&amp;&gt;\"<"},
        {" 空", "xml:space=\"preserve\"> 空<"},
    };
    struct table t = {0};
    struct zip zip = {0};
    column(&t, "甲", false);
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        one_cell(&t, sv_from(cases[i].cell));
    open_book(&t, &zip);
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        has(part(&zip, "xl/sharedStrings.xml"), cases[i].want);
    lacks(part(&zip, "xl/worksheets/sheet1.xml"), "hyperlink");
    zip_release(&zip);
    table_release(&t);
}

static void test_same_bytes(void **state)
{
    (void)state;
    struct table t = {0};
    struct str first = {0}, second = {0};
    struct zip zip = {0};
    make_summary(&t);
    write_book(&t, &first);
    write_book(&t, &second);
    assert_true(sv_eq(str_sv(&first), str_sv(&second)));
    assert_true(zip_read(str_sv(&first), NULL, &zip, NULL));
    has(part(&zip, "docProps/core.xml"), ">1980-01-01T00:00:00Z<");
    zip_release(&zip);
    str_release(&first);
    str_release(&second);
    table_release(&t);
}

static void test_limits(void **state)
{
    (void)state;
    struct str big = {0};
    for (int i = 0; i < 32767; i++)
        str_add(&big, SV("字"));
    for (int over = 0; over < 2; over++) {
        struct table t = {0};
        struct err e = {0};
        struct str path = {0};
        column(&t, "甲", false);
        one_cell(&t, str_sv(&big));
        assert_true(file_write_private(SV(""), &path, &e));
        assert_int_equal(xlsx_write(&t, path.ptr, &e), !over);
        if (over)
            assert_text(str_sv(&e.message),
                        "有一格的文字超过 32767 个字符，xlsx 表格放不下。请改用 --format csv 或 "
                        "text。");
        assert_int_equal(e.class, over ? ERR_REFUSED : ERR_NONE);
        err_clear(&e);
        file_remove(path.ptr);
        str_release(&path);
        table_release(&t);
        str_add(&big, SV("字"));
    }
    struct table none = {0};
    struct err e = {0};
    assert_false(xlsx_write(&none, "nothing-is-written", &e));
    assert_int_equal(e.class, ERR_REFUSED);
    assert_false(file_exists("nothing-is-written"));
    err_clear(&e);
    str_release(&big);
}

/* A place nobody can write to is an error in words, not a message of the library's. */
static void test_nowhere(void **state)
{
    (void)state;
    struct table t = {0};
    struct err e = {0};
    make_summary(&t);
    assert_false(xlsx_write(&t, "/nonexistent-folder/t.xlsx", &e));
    assert_int_equal(e.class, ERR_IO);
    err_clear(&e);
    table_release(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_page),       cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_texts),      cmocka_unit_test(test_decimals),
        cmocka_unit_test(test_same_bytes), cmocka_unit_test(test_limits),
        cmocka_unit_test(test_nowhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
