/* Documents of Word: what is taken from one, and what is refused. */
#include "codec/zip.h"
#include "out/readers/document_read.h"
#include "out/readers/docx_read.h"
#include "out/readers/docx_source.h"
#include "out/readers/recognise.h"
#include "out/readers/text_read.h"
#include "paper.h"

#define HAND "tests/fixtures/import/by-hand/"
#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

/* ---- making archives ---- */

static void add_file(struct zip *z, const char *name)
{
    struct str path = {0}, bytes = {0};
    str_add_f(&path, HAND "%s", name);
    if (!source_read(path.ptr, &bytes))
        fail_msg("cannot read %s", path.ptr);
    zip_add(z, sv_from(name), str_sv(&bytes), true);
    str_release(&path);
    str_release(&bytes);
}

static void pack(struct zip *z, struct str *out)
{
    struct err e = {0};
    str_clear(out);
    if (!zip_write(z, out, &e))
        fail_msg("%s", e.message.ptr);
    zip_release(z);
}

/* An archive with one part, the text as the body of its document. */
static void pack_body(struct sv body, struct str *out)
{
    struct zip z = {0};
    struct str xml = {0};
    str_add_f(&xml, "<w:document " W "><w:body>%.*s</w:body></w:document>", SV_ARG(body));
    zip_add(&z, SV("word/document.xml"), str_sv(&xml), true);
    pack(&z, out);
    str_release(&xml);
}

static void read_body(const char *body, struct reading *out)
{
    struct str bytes = {0};
    struct err e = {0};
    pack_body(sv_from(body), &bytes);
    if (!docx_read(str_sv(&bytes), out, &e))
        fail_msg("%s", e.message.ptr);
    reading_finish(out, NULL);
    str_release(&bytes);
}

/* ---- what is taken ---- */

static void show(const struct reading *r, struct str *out)
{
    for (size_t i = 0; i < r->passages.len; i++) {
        const struct passage *p = &r->passages.ptr[i];
        if (p->table)
            str_add_f(out, "[%u,%u,%u]", p->table, p->row, p->column);
        if (p->level)
            str_add_f(out, "#%u ", p->level);
        str_add_f(out, "%.*s\n", SV_ARG(str_sv(&p->text)));
    }
}

static void read_by_hand(struct reading *out)
{
    static const char *const parts[] = {"_rels/.rels", "word/document.xml", "word/styles.xml",
                                        "word/numbering.xml"};
    struct zip z = {0};
    struct str bytes = {0};
    struct document_facts facts;
    struct err e = {0};
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        add_file(&z, parts[i]);
    pack(&z, &bytes);
    if (!document_read(str_sv(&bytes), out, &facts, &e))
        fail_msg("%s", e.message.ptr);
    assert_false(facts.text);
    str_release(&bytes);
}

static void test_by_hand(void **state)
{
    (void)state;
    struct reading r = {0};
    struct str text = {0};
    read_by_hand(&r);
    show(&r, &text);
    assert_text(str_sv(&text), "申报书\n"
                               "（盖章）\n"
                               "[1,1,1]企业全称\n"
                               "[1,1,2]演示精工装备有限公司\n"
                               "[1,2,1]联系人及电话\n"
                               "[1,2,2]李演示\t0311-88880001\n"
                               "[1,2,3]案例模式\n"
                               "[1,2,4]☑平台赋能□绿色赋能\n"
                               "#1 一、案例简介\n"
                               "#2 （一）案例名称\n"
                               "演示精工通过平台推动共享\n"
                               "#2 （二）案例简述\n"
                               "第一段 和它合成一段。\n"
                               "上一行\n"
                               "下一行\n"
                               "#1 二、具体举措（1800字以内）\n"
                               "1.第一条，链接\n"
                               "2.第二条。\n"
                               "1.又从一数起。\n"
                               "\n");
    assert_int_equal(r.notes, 1);
    assert_int_equal(r.pictures, 1);
    assert_int_equal(r.deleted, 1);
    assert_int_equal(r.hidden, 1);
    assert_int_equal(r.symbols, 2);
    assert_false(r.own);
    assert_true(r.passages.ptr[0].centred);
    str_release(&text);
    reading_release(&r);
}

static void check(const struct draft *d, const char *path, const char *want)
{
    struct place p;
    assert_true(path_find(d, sv_from(path), &p, NULL));
    assert_text(draft_text(d, p), want);
}

static void test_by_hand_recognised(void **state)
{
    (void)state;
    struct form *form = paper_form("forms/chain-case-2024/form.yaml");
    struct draft *d = draft_new(form);
    struct reading r = {0};
    struct recognised found = {0};
    read_by_hand(&r);
    recognise(&r, d, &found);
    check(d, "cover.company", "演示精工装备有限公司");
    check(d, "cover.contact", "李演示");
    check(d, "cover.phone", "0311-88880001");
    check(d, "mode.kind", "platform");
    check(d, "brief.name", "演示精工通过平台推动共享");
    check(d, "brief.summary", "第一段 和它合成一段。\n上一行\n下一行");
    check(d, "measures.text", "1.第一条，链接\n2.第二条。\n1.又从一数起。");
    assert_int_equal(found.unplaced.len, 0);
    assert_int_equal(found.hints, 2);
    recognised_release(&found);
    reading_release(&r);
    draft_free(d);
    form_free(form);
}

static void test_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *format;
        uint32_t value;
        const char *want;
    } cases[] = {
        {"decimal", 12, "12"},
        {"decimalZero", 3, "03"},
        {"chineseCountingThousand", 12, "十二"},
        {"chineseCounting", 101, "一百零一"},
        {"ideographDigital", 10, "一〇"},
        {"chineseLegalSimplified", 21, "贰拾壹"},
        {"decimalEnclosedCircleChinese", 20, "⑳"},
        {"decimalEnclosedCircle", 21, "21"},
        {"ideographTraditional", 3, "丙"},
        {"ideographZodiac", 12, "亥"},
        {"upperLetter", 27, "AA"},
        {"lowerLetter", 0, "0"},
        {"lowerLetter", UINT32_MAX, "4294967295"},
        {"upperRoman", 1994, "MCMXCIV"},
        {"lowerRoman", 4, "iv"},
        {"lowerRoman", UINT32_MAX, ""},
        {"chineseCounting", UINT32_MAX, "4294967295"},
        {"bullet", 1, ""},
        {"somethingNew", 7, "7"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str out = {0};
        docx_source_add_number(&out, cases[i].value, sv_from(cases[i].format));
        assert_text(str_sv(&out), cases[i].want);
        str_release(&out);
    }
}

static void test_bodies(void **state)
{
    (void)state;
    static const struct {
        const char *body;
        const char *want;
    } cases[] = {
        {"", ""},
        {"<w:p/>", "\n"},
        {"<w:p><w:r><w:t> a\nb </w:t><w:t xml:space='preserve'> c\td </w:t></w:r></w:p>",
         "a b c d \n"},
        {"<w:p><w:r><w:t>a&amp;b&#x4E2D;<![CDATA[<c>]]></w:t></w:r></w:p>", "a&b中<c>\n"},
        /* A table in a cell, and what follows it in the outer one. */
        {"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>b"
         "</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr>"
         "</w:tbl>",
         "[1,1,1]a\n[2,1,1]b\n[1,1,1]c\n"},
        /* A number that names no list, and a style that there is not. */
        {"<w:p><w:pPr><w:pStyle w:val='x'/><w:numPr><w:ilvl w:val='99'/><w:numId "
         "w:val='4294967295'/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>",
         "a\n"},
        /* Text outside paragraphs has no place in a document. */
        {"<w:r><w:t>a</w:t></w:r>", ""},
        {"<w:p><w:r><w:sym w:font='Symbol' w:char='F0B7'/><w:sym w:char='zz'/></w:r></w:p>", "□\n"},
        {"<w:p><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r>"
         "</w:rubyBase></w:ruby></w:p>",
         "拼\n"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct reading r = {0};
        struct str text = {0};
        read_body(cases[i].body, &r);
        show(&r, &text);
        assert_text(str_sv(&text), cases[i].want);
        str_release(&text);
        reading_release(&r);
    }
}

/* ---- what is refused ---- */

static void refuse(struct sv bytes, const char *says)
{
    struct reading r = {0};
    struct document_facts facts;
    struct err e = {0};
    if (document_read(bytes, &r, &facts, &e))
        fail_msg("was taken, should say %s", says);
    assert_int_equal(e.class, ERR_REFUSED);
    if (!sv_contains(str_sv(&e.message), sv_from(says)))
        fail_msg("%s\n  does not say %s", e.message.ptr, says);
    assert_int_equal(r.passages.len, 0);
    err_clear(&e);
}

static void test_other_formats(void **state)
{
    (void)state;
    refuse(SV("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0"), "旧格式");
    refuse(SV("{\\rtf1\\ansi"), "RTF");
    refuse(SV("%PDF-1.7\n"), "PDF");
    refuse(SV("\x89PNG\r\n"), "图片");
    refuse(SV("PK\3\4"), "压缩包");
    refuse(SV("a\0b"), "");
    struct zip z = {0};
    struct str bytes = {0};
    zip_add(&z, SV("xl/workbook.xml"), SV("<a/>"), true);
    pack(&z, &bytes);
    refuse(str_sv(&bytes), "没有 Word 文档");
    str_release(&bytes);
}

static void refuse_part(const char *name, struct sv part, const char *says)
{
    struct zip z = {0};
    struct str bytes = {0};
    if (!sv_eq(sv_from(name), SV("word/document.xml")))
        zip_add(&z, SV("word/document.xml"), SV("<w:document " W "/>"), true);
    zip_add(&z, sv_from(name), part, true);
    pack(&z, &bytes);
    refuse(str_sv(&bytes), says);
    str_release(&bytes);
}

static void test_damaged(void **state)
{
    (void)state;
    static const char *const parts[] = {"word/document.xml", "word/styles.xml",
                                        "word/numbering.xml"};
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        refuse_part(parts[i], SV(""), "损坏");
        refuse_part(parts[i], SV("<w:document " W "><w:body><w:p>"), "损坏");
        refuse_part(parts[i], SV("<w:a " W "><w:style><w:abstractNum><w:lvl w:ilvl='0'>"), "损坏");
        refuse_part(parts[i], SV("no xml"), "损坏");
    }
}

/* Entities that grow, that read a file, that ask the network: none is read that far. */
static void test_entities(void **state)
{
    (void)state;
    refuse_part(
        "word/document.xml",
        SV("<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY "
           "c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><w:document " W
           "><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:document>"),
        "损坏");
    refuse_part("word/document.xml",
                SV("<!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><w:document " W
                   "><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:document>"),
                "损坏");
    refuse_part("word/styles.xml",
                SV("<!DOCTYPE d SYSTEM \"http://127.0.0.1:1/x.dtd\"><w:styles " W "/>"), "损坏");
}

static void test_deep(void **state)
{
    (void)state;
    enum { DEEP = 5000 };
    struct str body = {0}, bytes = {0};
    for (int i = 0; i < DEEP; i++)
        str_add(&body, SV("<w:sdt>"));
    for (int i = 0; i < DEEP; i++)
        str_add(&body, SV("</w:sdt>"));
    pack_body(str_sv(&body), &bytes);
    refuse(str_sv(&bytes), "损坏");
    str_release(&body);
    str_release(&bytes);
}

static void test_many(void **state)
{
    (void)state;
    struct zip z = {0};
    struct str body = {0}, bytes = {0}, lines = {0};
    str_add(&body, SV("<w:document " W ">"));
    for (int i = 0; i <= READ_MAX_PASSAGES; i++) {
        str_add_f(&body, "<w:p w:x='%d'/>", i * 7919);
        str_add(&lines, SV("甲\n"));
    }
    str_add(&body, SV("</w:document>"));
    zip_add(&z, SV("word/document.xml"), str_sv(&body), false);
    pack(&z, &bytes);
    refuse(str_sv(&bytes), "超过");
    refuse(str_sv(&lines), "超过");
    str_release(&body);
    str_release(&bytes);
    str_release(&lines);
}

/* A part of forty megabytes with nothing in it; archives that grow are refused by codec/zip.h. */
static void test_blank(void **state)
{
    (void)state;
    enum { SIZE = 40 << 20 };
    struct zip z = {0};
    struct str body = {0}, bytes = {0};
    str_add_bytes(&body, ' ', SIZE);
    zip_add(&z, SV("word/document.xml"), str_sv(&body), false);
    pack(&z, &bytes);
    refuse(str_sv(&bytes), "");
    str_release(&body);
    str_release(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),       cmocka_unit_test(test_by_hand_recognised),
        cmocka_unit_test(test_numbers),       cmocka_unit_test(test_bodies),
        cmocka_unit_test(test_other_formats), cmocka_unit_test(test_damaged),
        cmocka_unit_test(test_entities),      cmocka_unit_test(test_deep),
        cmocka_unit_test(test_many),          cmocka_unit_test(test_blank),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
