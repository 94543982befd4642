#include "unit.h"

#include <string.h>

#include "text/encoding.h"
#include "text/utf8.h"

struct decode_case {
    struct sv bytes;
    const char *text;
    enum encoding found;
    bool doubtful;
};

#define BYTES(literal) \
    { \
        literal, sizeof(literal) - 1 \
    }

static const struct decode_case decode_cases[] = {
    {BYTES(""), "", ENCODING_UTF8, false},
    {BYTES("plain\r\ntext\n"), "plain\r\ntext\n", ENCODING_UTF8, false},
    {BYTES("\xE4\xBD\xA0\xE5\xA5\xBD"), "你好", ENCODING_UTF8, false},
    {BYTES("\xEF\xBB\xBF\xE4\xBD\xA0\r\n"), "你\r\n", ENCODING_UTF8_BOM, false},
    {BYTES("\xEF\xBB\xBF"), "", ENCODING_UTF8_BOM, false},
    {BYTES("\xC1\xAA\xCD\xA8"), "联通", ENCODING_GB18030, false},
    {BYTES("\xC4\xA3\xCA\xBD"), "模式", ENCODING_GB18030, true},
    {BYTES("\xC3\xA4\xC4\xBF"), "盲目", ENCODING_GB18030, true},
    {BYTES("\xCD\xBF\xC4\xA8"), "涂抹", ENCODING_GB18030, true},
    {BYTES("\xC4\xBF"), "目", ENCODING_GB18030, true},
    {BYTES("1. \xC4\xBF OK"), "1. 目 OK", ENCODING_GB18030, true},
    /* One character of three bytes, and UTF-8 it is. */
    {BYTES("\xC4\xA3\xCA\xBD\xE4\xBD\xA0"), "\u0123\u02BD你", ENCODING_UTF8, false},
    /* Every two-byte sequence of UTF-8 is a Han character of GBK: this one was é, and the user is
     * asked. */
    {BYTES("caf\xC3\xA9"), "caf茅", ENCODING_GB18030, true},
    {BYTES("\xD6\xD0\xB9\xFA\xA3\xAC\xA1\xB0\xC1\xB4\xCA\xBD\xA1\xB1"), "中国，“链式”",
     ENCODING_GB18030, false},
    {BYTES("\x95\x32\x82\x36\x81\x37\xA4\x31\xFE\x9F\xA2\xE3"), "\U00020000☑䶮€", ENCODING_GB18030,
     false},
    {BYTES("\x84\x31\x95\x33\xD6\xD0"), "中", ENCODING_GB18030, false},
    {BYTES("\x80"), "€", ENCODING_CP936, false},
    {BYTES("\xD6\xD0\x80\x31\xB9\xFA"), "中€1国", ENCODING_CP936, false},
    {BYTES("\xFF\xFE\x60\x4F\x7D\x59\x0A\x00"), "你好\n", ENCODING_UTF16LE, false},
    {BYTES("\xFE\xFF\x4F\x60\x59\x7D\xD8\x40\xDC\x00"), "你好\U00020000", ENCODING_UTF16BE, false},
    {BYTES("\xFF\xFE"), "", ENCODING_UTF16LE, false},
};

static void test_decode(void **state)
{
    (void)state;
    struct str out = {0};
    for (size_t i = 0; i < COUNT_OF(decode_cases); i++) {
        const struct decode_case *c = &decode_cases[i];
        enum encoding found = ENCODINGS;
        bool doubtful = !c->doubtful;
        struct err e = {0};
        str_set(&out, SV("before"));
        if (!encoding_decode(c->bytes, &out, &found, &doubtful, &e))
            fail_msg("case %zu: %s", i, e.message.ptr);
        assert_text(str_sv(&out), c->text);
        assert_int_equal(found, c->found);
        assert_int_equal(doubtful, c->doubtful);
        assert_true(utf8_valid(str_sv(&out), NULL));
        assert_int_equal(e.class, ERR_NONE);
    }
    assert_true(encoding_decode(SV("\xC4\xA3"), &out, NULL, NULL, NULL));
    str_release(&out);
}

static void test_refused(void **state)
{
    (void)state;
    static const struct {
        struct sv bytes;
        const char *says;
    } cases[] = {
        {BYTES("ab\0c"), "偏移 2 字节"},
        {BYTES("\xD6\xD0\n\xD6\xD0\0"), "第 2 行（偏移 5 字节"},
        {BYTES("\xE4\xBD\xA0\xE5\xA5\xBD\xFF"), "偏移 6 字节"},
        {BYTES("\xE4\xBD\xA0\xE5\xA5"), "偏移 3 字节"}, /* cut in the middle */
        {BYTES("\xD6\xD0\n\xB9\xFA\xA3\x20"), "第 2 行（偏移 5 字节"},
        {BYTES("\xD6\xD0\xB9"), "偏移 2 字节"},
        {BYTES("\xFF"), "偏移 0 字节"},
        {BYTES("\xD6\xD0\x80\x20\xFF"), "偏移 4 字节"}, /* CP936 with the euro, then neither */
        {BYTES("\xEF\xBB\xBF\xD6\xD0"), "偏移 3 字节"},
        {BYTES("\xEF\xBB\xBF\xE4\xBD\xA0\0"), "偏移 6 字节"},
        {BYTES("\x84\x31\x95\x33\xD6"), "偏移 4 字节"},
        {BYTES("\xFF\xFE\x60\x4F\x7D"), "偏移 4 字节"},
        {BYTES("\xFF\xFE\x60\x4F\0\0"), "偏移 4 字节"},
        {BYTES("\xFF\xFE\x40\xD8\x60\x4F"), "偏移 2 字节"}, /* half a surrogate pair */
        {BYTES("\xFE\xFF\xDC\0"), "偏移 2 字节"},
        {BYTES("\xED\xA0\x80\xFF"), "偏移 3 字节"}, /* a surrogate in UTF-8 */
        /* Would be GB18030 from end to end, all of it rubbish. */
        {BYTES("申报单位数字化转型\n案例\xE4"), "第 2 行（偏移 34 字节"},
    };
    struct str out = {0};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct err e = {0};
        str_set(&out, SV("before"));
        enum encoding found = ENCODING_UTF16BE;
        bool doubtful = true;
        if (encoding_decode(cases[i].bytes, &out, &found, &doubtful, &e))
            fail_msg("case %zu: %s", i, out.ptr);
        assert_int_equal(e.class, ERR_REFUSED);
        if (!sv_contains(str_sv(&e.message), sv_from(cases[i].says)))
            fail_msg("case %zu: %s", i, e.message.ptr);
        assert_int_equal(out.len, 0);
        assert_true(found == ENCODING_UTF16BE && doubtful);
        err_clear(&e);
    }
    str_release(&out);
}

static void check_bytes(struct sv got, struct sv want)
{
    assert_int_equal(got.len, want.len);
    assert_memory_equal(got.ptr, want.ptr, want.len);
}

static void test_encode(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum encoding target;
        struct sv bytes;
    } cases[] = {
        {"", ENCODING_UTF8, BYTES("")},
        {"", ENCODING_UTF8_BOM, BYTES("\xEF\xBB\xBF")},
        {"", ENCODING_GB18030, BYTES("")},
        {"你\n\uFEFF好\uFEFF", ENCODING_UTF8, BYTES("\xE4\xBD\xA0\n\xE5\xA5\xBD")},
        {"\uFEFF你\n\n好", ENCODING_UTF8_BOM,
         BYTES("\xEF\xBB\xBF\xE4\xBD\xA0\r\n\r\n\xE5\xA5\xBD")},
        {"\uFEFF中·—\n", ENCODING_GB18030, BYTES("\xD6\xD0\xA1\xA4\xA1\xAA\r\n")},
        {"☑䶮€\U00020000①㎡", ENCODING_GB18030,
         BYTES("\x81\x37\xA4\x31\xFE\x9F\xA2\xE3\x95\x32\x82\x36\xA2\xD9\xA9\x4F")},
        {"第1页\f第2页\n", ENCODING_GB18030,
         BYTES("\xB5\xDA\x31\xD2\xB3\f\xB5\xDA\x32\xD2\xB3\r\n")},
    };
    struct str out = {0};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct err e = {0};
        str_set(&out, SV("before"));
        assert_true(encoding_encode(sv_from(cases[i].text), cases[i].target, &out, NULL, &e));
        check_bytes(str_sv(&out), cases[i].bytes);
    }
    str_release(&out);
}

static void test_outside(void **state)
{
    (void)state;
    static const struct unshowable want[] = {
        {U'☑', 3, 1},    {U'€', 2, 2},   {U'䶮', 1, 2},  {0x20000, 1, 4},
        {0x1F600, 2, 4}, {0x00B2, 1, 4}, {0xFE10, 1, 4},
    };
    struct unshowables outside = {0};
    struct str out = {0};
    assert_true(encoding_encode(SV("☑中文，。“”—…·①②℃㎡□■√ＡＢ\n€和€䶮郎\n\n☑𠀀😀😀²☑龥〇\uFE10\n"),
                                ENCODING_GB18030, &out, &outside, NULL));
    assert_int_equal(outside.len, COUNT_OF(want));
    for (size_t i = 0; i < COUNT_OF(want); i++) {
        assert_int_equal(outside.ptr[i].cp, want[i].cp);
        assert_int_equal(outside.ptr[i].times, want[i].times);
        assert_int_equal(outside.ptr[i].line, want[i].line);
    }
    vec_clear(&outside);
    assert_true(encoding_encode(SV("全是常用字。\n"), ENCODING_GB18030, &out, &outside, NULL));
    assert_true(encoding_encode(SV("☑"), ENCODING_UTF8_BOM, &out, &outside, NULL));
    assert_int_equal(outside.len, 0);
    vec_release(&outside);
    str_release(&out);
}

/* All of the block that is taken for granted really is in GBK, and four bytes are always outside:
 * a text of each, against the bytes that were written. */
static void test_outside_block(void **state)
{
    (void)state;
    struct str in = {0}, out = {0};
    struct unshowables outside = {0};
    for (char32_t cp = 0x4E00; cp <= 0x9FA5; cp++)
        utf8_add(&in, cp);
    assert_true(encoding_encode(str_sv(&in), ENCODING_GB18030, &out, &outside, NULL));
    assert_int_equal(out.len, 2 * (0x9FA6 - 0x4E00));
    assert_int_equal(outside.len, 0);
    str_clear(&in);
    for (char32_t cp = 0x3400; cp <= 0x4DBF; cp++)
        utf8_add(&in, cp);
    assert_true(encoding_encode(str_sv(&in), ENCODING_GB18030, &out, &outside, NULL));
    assert_int_equal(outside.len, 0x4DC0 - 0x3400);
    vec_release(&outside);
    str_release(&in);
    str_release(&out);
}

/* 24 private code points: C libraries before the edition of 2022 cannot write them. */
static void test_private(void **state)
{
    (void)state;
    struct str out = {0};
    struct err e = {0};
    if (!encoding_encode(SV("一\n二\uE78D"), ENCODING_GB18030, &out, NULL, &e)) {
        assert_int_equal(e.class, ERR_REFUSED);
        assert_true(sv_contains(str_sv(&e.message), SV("第 2 行")));
        assert_true(sv_contains(str_sv(&e.message), SV("U+E78D")));
        assert_int_equal(out.len, 0);
    } else {
        struct str back = {0};
        assert_true(encoding_decode(str_sv(&out), &back, NULL, NULL, NULL));
        assert_text(str_sv(&back), "一\r\n二\uE78D");
        str_release(&back);
    }
    err_clear(&e);
    str_release(&out);
}

/* Everything that can be written comes back the same. */
static void test_round_trip(void **state)
{
    (void)state;
    struct str in = {0}, out = {0}, back = {0};
    str_set(&in, SV("头一行很长的汉字"));
    for (char32_t cp = 0xA1; cp < 0x30000; cp += cp < 0xE000 || cp > 0xF8FF ? 1 : 0xF900 - cp) {
        if ((cp < 0xD800 || cp > 0xDFFF) && cp != 0xFEFF)
            utf8_add(&in, cp);
    }
    assert_true(encoding_encode(str_sv(&in), ENCODING_GB18030, &out, NULL, NULL));
    enum encoding found;
    assert_true(encoding_decode(str_sv(&out), &back, &found, NULL, NULL));
    assert_int_equal(found, ENCODING_GB18030);
    assert_true(sv_eq(str_sv(&in), str_sv(&back)));
    str_release(&in);
    str_release(&out);
    str_release(&back);
}

/* Any bytes: refused within the file, or valid UTF-8 comes out. */
static void test_any_bytes(void **state)
{
    (void)state;
    struct str in = {0}, out = {0};
    uint32_t seed = 7;
    for (int round = 0; round < 4000; round++) {
        str_clear(&in);
        for (int i = 0; i < round % 9; i++) {
            seed = seed * 1103515245u + 12345u;
            str_add_byte(&in, (char)(seed >> 16 | (round & 1 ? 0x80 : 0)));
        }
        struct err e = {0};
        bool good = encoding_decode(str_sv(&in), &out, NULL, NULL, &e);
        assert_int_equal(e.class, good ? ERR_NONE : ERR_REFUSED);
        assert_true(utf8_valid(str_sv(&out), NULL));
        assert_true(good || out.len == 0);
        err_clear(&e);
    }
    str_release(&in);
    str_release(&out);
}

static void test_names(void **state)
{
    (void)state;
    for (enum encoding e = 0; e < ENCODINGS; e++) {
        enum encoding back = ENCODINGS;
        bool writable = encoding_by_name(encoding_name(e), &back);
        assert_int_equal(writable, e <= ENCODING_GB18030);
        assert_int_equal(back, writable ? e : ENCODINGS);
    }
    enum encoding out;
    assert_false(encoding_by_name(SV("gb2312"), &out));
    assert_false(encoding_by_name(SV(""), &out));
    assert_text(encoding_name(ENCODING_UTF8_BOM), "utf-8-bom");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_decode),        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_encode),        cmocka_unit_test(test_outside),
        cmocka_unit_test(test_outside_block), cmocka_unit_test(test_private),
        cmocka_unit_test(test_round_trip),    cmocka_unit_test(test_names),
        cmocka_unit_test(test_any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
