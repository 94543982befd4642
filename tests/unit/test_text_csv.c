#include "unit.h"

#include "text/csv.h"

/* Shows a table: cells between "|", rows between "/". */
static void show(const struct csv *t, struct str *out)
{
    for (size_t r = 0; r < t->rows.len; r++) {
        if (r)
            str_add_byte(out, '/');
        for (uint32_t i = 0; i < t->rows.ptr[r].count; i++) {
            if (i)
                str_add_byte(out, '|');
            str_add(out, csv_cell(t, r, i));
        }
    }
}

struct good_case {
    const char *bytes;
    const char *shown;
};

static const struct good_case good_cases[] = {
    {"", ""},
    {"a", "a"},
    {"a,b\r\nc,d\r\n", "a|b/c|d"},
    {"a,b\nc,d", "a|b/c|d"},
    {"a,b\rc,d\r", "a|b/c|d"},
    {"a,b\r\n,\r\n\r\n  ,\t\r\nc,d\r\n", "a|b/c|d"},
    {"\xEF\xBB\xBF编号,总分\r\n3f9c,89.5\r\n", "编号|总分/3f9c|89.5"},
    {"\xB1\xE0\xBA\xC5,\xD7\xDC\xB7\xD6\r\n1,2\r\n", "编号|总分/1|2"}, /* GB18030 */
    {"a,\"b\"\"c\",\"\"\n", "a|b\"c|"},
    {"a,\"b,c\r\nd\",e\n", "a|b,c\nd|e"},
    {"a,5\" x,\"6\"\n", "a|5\" x|6"},
    {" a , \"b\" \n", " a | \"b\" "},
    {"a\tb,c\n1\t2\n", "a|b,c/1|2"},
    {"a;b\n1,5;2\n", "a|b/1,5|2"},
    {"\"a,b\";c\n1;2\n", "a,b|c/1|2"},
    {"a\nb;c\n", "a/b;c"},
    {"sep=;\r\na,b;c\r\n", "a,b|c"},
    {"sep=x\nb\n", "sep=x/b"},
    {"=\"00123\",\"=\"\"004\"\"\"\n", "00123|004"},
    {"=\"a\"\"b\",=\"\"\n", "a\"b|"},
    {"=\"a\"&\"b\",=1+1\n", "=\"a\"&\"b\"|=1+1"},
    {"'=1+1,'-5,'+86,'＠a,' -x\n", "=1+1|-5|+86|＠a| -x"},
    {"'0123,'tis,',''7\n", "0123|'tis|'|''7"},
    {"a,b,\n1,,\n", "a|b|/1||"},
};

static void test_good(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(good_cases); i++) {
        const struct good_case *c = &good_cases[i];
        struct csv t = {0};
        struct str shown = {0};
        assert_true(csv_read(sv_from(c->bytes), &t, NULL));
        show(&t, &shown);
        assert_text(str_sv(&shown), c->shown);
        csv_release(&t);
        str_release(&shown);
    }
}

static void test_unicode_text(void **state)
{
    (void)state;
    static const char bytes[] = "\xFF\xFE\x61\x00\x09\x00\x62\x00\x0D\x00\x0A\x00";
    struct csv t = {0};
    assert_true(csv_read(sv_make(bytes, sizeof bytes - 1), &t, NULL));
    assert_int_equal(t.encoding, ENCODING_UTF16LE);
    assert_int_equal(t.separator, '\t');
    assert_text(csv_cell(&t, 0, 1), "b");
    assert_text(csv_cell(&t, 0, 9), "");
    csv_release(&t);
}

/* The line is that of the file, whatever newlines are in cells and which rows were blank. */
static void test_lines(void **state)
{
    (void)state;
    struct csv t = {0};
    assert_true(csv_read(SV("a\r\n\r\n\"b\r\n\rb\"\r\nc\n"), &t, NULL));
    assert_int_equal(t.rows.len, 3);
    assert_int_equal(t.rows.ptr[0].line, 1);
    assert_int_equal(t.rows.ptr[1].line, 3);
    assert_int_equal(t.rows.ptr[2].line, 6);
    assert_text(csv_cell(&t, 1, 0), "b\n\nb");
    csv_release(&t);
}

struct bad_case {
    struct sv bytes;
    const char *where; /* the message begins so */
    const char *why;   /* and holds this */
};

#define BYTES(literal) {literal, sizeof(literal) - 1}

static const struct bad_case bad_cases[] = {
    {BYTES("a,b\n1,\"2\n3,4\n5"), "第 2 行第 2 格：", "引号没有收尾"},
    {BYTES("\""), "第 1 行第 1 格：", "引号没有收尾"},
    {BYTES("a\n\"b\nc\"d\n"), "第 3 行第 1 格：", "引号后面还有字"},
    {BYTES("a,b\0,c\n"), "第 1 行", "空字节"},
    {BYTES("a,b\nc,\x1B[2Jd\n"), "第 2 行第 2 格：", "控制字符"},
    {BYTES("a\n\"b\x07\"\n"), "第 2 行第 1 格：", "控制字符"},
    {BYTES("a\n\xFF\xFF\xFF"), "第 2 行", "GB18030"},
};

static void check_refused(struct sv bytes, const char *where, const char *why)
{
    struct csv t = {0};
    struct err e = {0};
    assert_false(csv_read(bytes, &t, &e));
    assert_int_equal(e.class, ERR_REFUSED);
    if (!sv_starts(str_sv(&e.message), sv_from(where)) ||
        !sv_contains(str_sv(&e.message), sv_from(why)))
        fail_msg("%s", e.message.ptr);
    assert_null(t.text.ptr);
    assert_null(t.cells.ptr);
    err_clear(&e);
}

static void test_bad(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(bad_cases); i++)
        check_refused(bad_cases[i].bytes, bad_cases[i].where, bad_cases[i].why);
}

static void check_taken(const struct str *bytes, size_t rows)
{
    struct csv t = {0};
    assert_true(csv_read(str_sv(bytes), &t, NULL));
    assert_int_equal(t.rows.len, rows);
    csv_release(&t);
}

/* Just within each limit, and one beyond. */
static void test_limits(void **state)
{
    (void)state;
    struct str bytes = {0};
    str_set(&bytes, SV("a\n"));
    str_add_bytes(&bytes, ',', CSV_MAX_COLUMNS - 2);
    str_add(&bytes, SV(",b\n"));
    check_taken(&bytes, 2);
    str_set(&bytes, SV("a\n"));
    str_add_bytes(&bytes, ',', 100000);
    check_refused(str_sv(&bytes), "第 2 行第 257 格：", "一行最多 256 格");

    str_set(&bytes, SV("a,"));
    str_add_bytes(&bytes, 'x', CSV_MAX_CELL_BYTES);
    check_taken(&bytes, 1);
    str_add_byte(&bytes, 'x');
    check_refused(str_sv(&bytes), "第 1 行第 2 格：", "字太多了");

    str_clear(&bytes);
    for (int i = 0; i < CSV_MAX_ROWS; i++)
        str_add(&bytes, SV("a\n"));
    check_taken(&bytes, CSV_MAX_ROWS);
    str_add(&bytes, SV("\n\n"));
    check_taken(&bytes, CSV_MAX_ROWS);
    str_add(&bytes, SV("a\n"));
    check_refused(str_sv(&bytes), "第 100003 行：", "行太多了");

    str_clear(&bytes);
    str_add_bytes(&bytes, '\n', CSV_MAX_BYTES);
    check_taken(&bytes, 0);
    str_add_byte(&bytes, '\n');
    check_refused(str_sv(&bytes), "文件有 33554433 字节", "最多");
    str_release(&bytes);
}

static void test_formula(void **state)
{
    (void)state;
    static const char *const yes[] = {"=1", "+1", "-1", "@a", "\tx", "\nx", "  =1", "＝1", "－1"};
    static const char *const no[] = {"", " ", "1-1", "a=b", "'=1", "。=", "— 1"};
    for (size_t i = 0; i < COUNT_OF(yes); i++)
        assert_true(csv_is_formula(sv_from(yes[i])));
    for (size_t i = 0; i < COUNT_OF(no); i++)
        assert_false(csv_is_formula(sv_from(no[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),   cmocka_unit_test(test_unicode_text),
        cmocka_unit_test(test_lines),  cmocka_unit_test(test_bad),
        cmocka_unit_test(test_limits), cmocka_unit_test(test_formula),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
