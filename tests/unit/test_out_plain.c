#include "unit.h"

#include "out/plain.h"

static void make(struct doc *d, struct sheets *p, const char *text, size_t paragraphs)
{
    for (size_t i = 0; i < paragraphs; i++) {
        struct block *b = vec_add(&d->blocks);
        b->kind = BLOCK_PARAGRAPH;
        b->text = sv_from(text);
        b->over = b->text.len;
        b->place.field = NO_FIELD;
    }
    d->head = SV("页眉");
    d->mark = SV("草稿");
    sheets_make(d, sheet_profile_by_name(SV("official")), p);
}

static size_t bytes_of(struct sv text, char byte)
{
    size_t n = 0;
    for (size_t at = 0; (at = sv_find_byte(text, byte, at)) != SV_NONE; at++)
        n++;
    return n;
}

static void test_encodings(void **state)
{
    (void)state;
    static const struct {
        enum encoding encoding;
        const char *starts;
        const char *has; /* the text, on its line */
        bool crlf;
    } cases[] = {
        {ENCODING_UTF8, "                          页眉\n　　中文—“引”", "　　中文—“引”…①㎡℃\n",
         false},
        {ENCODING_UTF8_BOM, "\xEF\xBB\xBF                          页眉\r\n",
         "　　中文—“引”…①㎡℃\r\n", true},
        {ENCODING_GB18030, "                          \xD2\xB3\xC3\xBC\r\n\xA1\xA1\xA1\xA1",
         "\xA1\xA1\xA1\xA1\xD6\xD0\xCE\xC4\xA1\xAA\xA1\xB0\xD2\xFD\xA1\xB1\xA1\xAD\xA2\xD9\xA9\x4F"
         "\xA1\xE6\r\n",
         true},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct doc d = {0};
        struct sheets p = {0};
        struct str out = {0};
        struct err e = {0};
        struct unshowables outside = {0};
        make(&d, &p, "中文—“引”…①㎡℃", 60);
        assert_true(plain_write(&p, cases[i].encoding, &out, &outside, &e));
        struct sv bytes = str_sv(&out);
        assert_true(sv_starts(bytes, sv_from(cases[i].starts)));
        assert_true(sv_contains(bytes, sv_from(cases[i].has)));
        assert_int_equal(p.sheets.len, 3);
        assert_int_equal(bytes_of(bytes, '\f'), p.sheets.len - 1);
        assert_int_equal(bytes_of(bytes, '\n'), p.sheets.len * 24);
        assert_int_equal(bytes_of(bytes, '\r'), cases[i].crlf ? p.sheets.len * 24 : 0);
        assert_int_equal(outside.len, 0);
        vec_release(&outside);
        str_release(&out);
        sheets_release(&p);
        doc_release(&d);
    }
}

/* What a GBK reader cannot show is told; the file is written all the same (decision 23). */
static void test_outside(void **state)
{
    (void)state;
    struct doc d = {0};
    struct sheets p = {0};
    struct str out = {0};
    struct err e = {0};
    struct unshowables outside = {0};
    make(&d, &p, "☑已办𠀀", 2);
    assert_true(plain_write(&p, ENCODING_GB18030, &out, &outside, &e));
    assert_int_equal(outside.len, 2);
    assert_int_equal(outside.ptr[0].cp, 0x2611);
    assert_int_equal(outside.ptr[0].times, 2);
    assert_int_equal(outside.ptr[0].line, 2);
    assert_int_equal(outside.ptr[1].cp, 0x20000);
    assert_true(sv_contains(str_sv(&out), SV("\x81\x37\xA4\x31")));
    vec_release(&outside);
    str_release(&out);
    sheets_release(&p);
    doc_release(&d);
}

/* What GB18030 cannot hold at all (glibc 2.36: some private characters) fails with a message, or is
 * written; it is never dropped. */
static void test_unmappable(void **state)
{
    (void)state;
    struct doc d = {0};
    struct sheets p = {0};
    struct str out = {0};
    struct err e = {0};
    make(&d, &p, "前\xEE\x9E\x8D后", 1); /* U+E78D */
    if (!plain_write(&p, ENCODING_GB18030, &out, NULL, &e)) {
        assert_int_equal(e.class, ERR_REFUSED);
        assert_true(e.message.len > 0);
    } else {
        size_t at = sv_find(str_sv(&out), SV("\xC7\xB0"), 0);
        assert_true(at != SV_NONE);
        assert_true(sv_find(str_sv(&out), SV("\xBA\xF3"), at) > at + 2);
    }
    err_clear(&e);
    str_release(&out);
    sheets_release(&p);
    doc_release(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_outside),
        cmocka_unit_test(test_unmappable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
