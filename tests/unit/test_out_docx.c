#include "docx_checking.h"
#include "draft/draft_io.h"
#include "out/docx.h"
#include "paper.h"

/* ---- documents made by hand ---- */

static struct block *add(struct doc *d, enum block_kind kind, const char *label, const char *text)
{
    struct block *b = vec_add(&d->blocks);
    b->kind = kind;
    b->label = sv_from(label);
    b->text = sv_from(text);
    b->over = b->text.len;
    b->place.field = NO_FIELD;
    return b;
}

static void add_cover(struct doc *d)
{
    add(d, BLOCK_SPACE, "", "")->lines = 3;
    add(d, BLOCK_TITLE, "", "演示案例");
    add(d, BLOCK_TITLE, "", "申报书");
    add(d, BLOCK_COVER_LINE, "单　位", "演示药业")->after = SV("（盖章）");
    add(d, BLOCK_COVER_LINE, "电话", "0311-88886666");
    add(d, BLOCK_SEAL, "", "（单位公章）")->lines = 4;
    add(d, BLOCK_TEXT, "", "演示局制");
    add(d, BLOCK_PAGE_BREAK, "", "");
}

static void add_table(struct doc *d)
{
    static const struct block_column columns[] = {{{"序号", 6}, 4, COLUMN_CENTRE},
                                                  {{"名称", 6}, 30, COLUMN_LEFT},
                                                  {{"数", 3}, 6, COLUMN_RIGHT}};
    static const struct block_cell cells[] = {
        {{"1", 1}, {NO_FIELD, 0}, {"", 0}},
        {{"甲\n乙", 7}, {NO_FIELD, 0}, {"", 0}},
        {{"12.5", 4}, {NO_FIELD, 0}, {"", 0}},
        {{"合计", 6}, {NO_FIELD, 0}, {"", 0}},
        {{"见申报书", 12}, {NO_FIELD, 0}, {"two", 3}},
        {{"12.5", 4}, {NO_FIELD, 0}, {"", 0}},
    };
    static const struct block_table table = {columns, 3, cells, 2, true};
    add(d, BLOCK_TABLE, "", "表题")->table = &table;
}

static void add_body(struct doc *d)
{
    struct block *over;
    add(d, BLOCK_HEADING, "一、", "基本情况")->level = 1;
    add(d, BLOCK_HEADING, "（一）", "名称")->level = 2;
    add(d, BLOCK_PARAGRAPH, "名称：", "链上协同");
    over = add(d, BLOCK_PARAGRAPH, "", "够了多了");
    over->over = strlen("够了");
    add(d, BLOCK_FIGURE, "图1", "总体架构")->file = SV("tu.png");
    add(d, BLOCK_FIGURE, "图2", "丢了的图")->file = SV("no.png");
    add(d, BLOCK_FIGURE, "图3", "同一张图")->file = SV("tu.png");
}

/* ---- pictures ---- */

/* What a picture writer makes of 3 by 2 pixels, enough for its size to be read. */
static const unsigned char tiny_png[] = {
    0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I',  'H',  'D',  'R',  0,
    0,    0,   3,   0,   0,    0,    2,    8,    0, 0, 0, 0,  0xB8, 0x1F, 0x39, 0xC6,
};

static bool picture(void *context, struct sv path, struct sv *bytes)
{
    size_t *asked = context;
    ++*asked;
    *bytes = sv_make((const char *)tiny_png, sizeof tiny_png);
    return sv_eq(path, SV("tu.png"));
}

static void write_doc(const struct doc *d, struct str *out)
{
    struct err e = {0};
    size_t asked = 0;
    struct docx_options options = {.picture = picture, .context = &asked};
    if (!docx_write(d, &options, out, &e))
        fail_msg("%s", e.message.ptr);
}

static void release(struct doc *d, struct str *bytes, struct zip *zip)
{
    zip_release(zip);
    str_release(bytes);
    doc_release(d);
}

static void assert_part_text(const struct zip *zip, const char *part, const char *want)
{
    struct str text = {0};
    docx_text(zip, part, &text);
    assert_text(str_sv(&text), want);
    str_release(&text);
}

static size_t times(const struct zip *zip, const char *part, const char *words)
{
    struct sv bytes = str_sv(&zip_find(zip, sv_from(part))->bytes);
    size_t n = 0;
    for (size_t at = 0; (at = sv_find(bytes, sv_from(words), at)) != SV_NONE; at++)
        n++;
    return n;
}

/* ---- what is in the file ---- */

static void test_text(void **state)
{
    (void)state;
    struct doc d = {.head = SV("页眉"), .mark = SV("草稿")};
    struct str bytes = {0};
    struct zip zip = {0};
    struct doc_part parts[] = {{SV("one"), SV("甲"), SV("甲页眉"), 0},
                               {SV("two"), SV("乙"), SV("乙页眉"), 18}};
    add_cover(&d);
    add_body(&d);
    add_table(&d);
    add(&d, BLOCK_SIGNATURE, "", "法定代表人（签字）");
    add(&d, BLOCK_PAGE_BREAK, "", "");
    add(&d, BLOCK_PAPER, "", "材料清单");
    assert_int_equal(d.blocks.ptr[parts[1].first].kind, BLOCK_PAPER);
    vec_push(&d.parts, parts[0]);
    vec_push(&d.parts, parts[1]);
    write_doc(&d, &bytes);
    docx_take_apart(&bytes, &zip);
    assert_part_text(&zip, "word/document.xml",
                     "演示案例\n申报书\n单　位：\n演示药业\n（盖章）\n电话：\n0311-88886666\n\n"
                     "（单位公章）\n\n演示局制\n"
                     "一、基本情况\n（一）名称\n名称：链上协同\n够了【超出】多了\n"
                     "[picture]\n图1　总体架构\n图2　丢了的图（附图文件 no.png）\n"
                     "[picture]\n图3　同一张图\n"
                     "表题\n序号\n名称\n数\n1\n甲\v乙\n12.5\n合计\n见申报书第1页起\n12.5\n\n"
                     "法定代表人（签字）：\t\n材料清单");
    assert_part_text(&zip, "word/header1.xml", "");
    assert_part_text(&zip, "word/header3.xml", "甲页眉");
    assert_part_text(&zip, "word/header6.xml", "乙页眉");
    assert_part_text(&zip, "word/footer1.xml", "草稿　第 1 页 共 1 页\t— 1 —");
    assert_part_text(&zip, "word/footer2.xml", "— 1 —\t草稿　第 1 页 共 1 页");
    assert_part_text(&zip, "docProps/app.xml", "");
    assert_int_equal(times(&zip, "word/document.xml", "<w:sectPr>"), 3);
    assert_int_equal(times(&zip, "word/document.xml", "<w:tblHeader/>"), 1);
    assert_int_equal(times(&zip, "word/document.xml", "w:name=\"part2\""), 1);
    assert_int_equal(times(&zip, "word/document.xml", " PAGEREF part2 "), 1);
    assert_int_equal(times(&zip, "docProps/core.xml", "<dc:title>页眉</dc:title>"), 1);
    release(&d, &bytes, &zip);
}

static void test_pictures(void **state)
{
    (void)state;
    struct doc d = {.head = SV("页眉")};
    struct str bytes = {0};
    struct zip zip = {0};
    struct err e = {0};
    size_t asked = 0;
    struct docx_options options = {.picture = picture, .context = &asked};
    add_body(&d);
    assert_true(docx_write(&d, &options, &bytes, &e));
    docx_take_apart(&bytes, &zip);
    assert_int_equal(asked, 2); /* each path once */
    assert_int_equal(times(&zip, "word/document.xml", "r:embed=\"rIdImage1\""), 2);
    /* 3 by 2 pixels at 96 dpi. */
    assert_int_equal(times(&zip, "word/document.xml", "<wp:extent cx=\"28575\" cy=\"19050\"/>"), 2);
    const struct zip_entry *image = zip_find(&zip, SV("word/media/image1.png"));
    assert_non_null(image);
    assert_int_equal(image->bytes.len, sizeof tiny_png);
    assert_memory_equal(image->bytes.ptr, tiny_png, sizeof tiny_png);
    release(&d, &bytes, &zip);
}

/* The head of a JPEG of 64 by 32 pixels that EXIF says to show turned, and what comes of it. */
static bool turned_picture(void *context, struct sv path, struct sv *bytes)
{
    static const char head[] = "\xFF\xD8\xFF\xE1\x00\x22"
                               "Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0";
    static const char rest[] = "\0\0\0\0\0\0\0\xFF\xC0\x00\x0B\x08\x00\x20\x00\x40\x01\x01\x11"
                               "\x00\xFF\xDA\x00\x08\x01\x01\x00\x00\x3F\x00\xFF\xD9";
    struct str *jpeg = context;
    str_clear(jpeg);
    str_add(jpeg, sv_make(head, sizeof head - 1));
    str_add_byte(jpeg, (char)(path.ptr[0] - '0'));
    str_add(jpeg, sv_make(rest, sizeof rest - 1));
    *bytes = str_sv(jpeg);
    return true;
}

static void test_turned(void **state)
{
    (void)state;
#define FLAT "cx=\"609600\" cy=\"304800\"/>"
    static const struct {
        const char *path;
        const char *turn;
        const char *beyond; /* what the turned box takes at each side: half of 32 pixels */
    } cases[] = {
        {"1", "<a:xfrm>", "l=\"0\" t=\"0\" r=\"0\" b=\"0\""},
        {"2", "<a:xfrm flipH=\"1\">", "l=\"0\" t=\"0\" r=\"0\" b=\"0\""},
        {"3", "<a:xfrm rot=\"10800000\">", "l=\"0\" t=\"0\" r=\"0\" b=\"0\""},
        {"5", "<a:xfrm rot=\"16200000\" flipH=\"1\">", "l=\"0\" t=\"152400\" r=\"0\" b=\"152400\""},
        {"6", "<a:xfrm rot=\"5400000\">", "l=\"0\" t=\"152400\" r=\"0\" b=\"152400\""},
        {"8", "<a:xfrm rot=\"16200000\">", "l=\"0\" t=\"152400\" r=\"0\" b=\"152400\""},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct doc d = {.head = SV("页眉")};
        struct str bytes = {0}, jpeg = {0};
        struct zip zip = {0};
        struct err e = {0};
        struct docx_options options = {.picture = turned_picture, .context = &jpeg};
        add(&d, BLOCK_FIGURE, "图1", "转过的图")->file = sv_from(cases[i].path);
        assert_true(docx_write(&d, &options, &bytes, &e));
        docx_take_apart(&bytes, &zip);
        assert_non_null(zip_find(&zip, SV("word/media/image1.jpeg")));
        assert_int_equal(times(&zip, "word/document.xml", "<wp:extent " FLAT), 1);
        assert_int_equal(times(&zip, "word/document.xml", cases[i].turn), 1);
        assert_int_equal(times(&zip, "word/document.xml", cases[i].beyond), 1);
        str_release(&jpeg);
        release(&d, &bytes, &zip);
    }
}

/* Word draws and counts “ ” — … × as Chinese only in a run with the hint, and α, é and the
 * apostrophe of don’t as Western only in one without. */
static void test_hints(void **state)
{
    (void)state;
#define ASIAN "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">"
#define WESTERN "<w:r><w:t xml:space=\"preserve\">"
    static const struct {
        const char *text;
        const char *runs;
    } cases[] = {
        {"甲“乙”——丙…×3", ASIAN "甲“乙”——丙…×3</w:t></w:r>"},
        {"ERP 5G", ASIAN "ERP 5G</w:t></w:r>"},
        {"don’t", WESTERN "don’t</w:t></w:r>"},
        {"αβ射线", WESTERN "αβ</w:t></w:r>" ASIAN "射线</w:t></w:r>"},
        {"“café”", ASIAN "“caf</w:t></w:r>" WESTERN "é</w:t></w:r>" ASIAN "”</w:t></w:r>"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct doc d = {.head = SV("页眉")};
        struct str bytes = {0};
        struct zip zip = {0};
        add(&d, BLOCK_PARAGRAPH, "", cases[i].text);
        write_doc(&d, &bytes);
        docx_take_apart(&bytes, &zip);
        if (times(&zip, "word/document.xml", cases[i].runs) != 1)
            fail_msg("%s: %s", cases[i].text, zip_find(&zip, SV("word/document.xml"))->bytes.ptr);
        release(&d, &bytes, &zip);
    }
}

/* ---- whatever the text ---- */

static void test_hostile(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *shown;
    } cases[] = {
        {"<w:p>&amp;]]>\"'", "<w:p>&amp;]]>\"'"},
        {"\x01\x1B[31m\x7F\xC2\x85", "␁␛[31m␡␤"},
        {"\xE2\x80\xAE颠倒\xE2\x81\xA9\xE2\x80\xA8", "·颠倒·␤"},
        {"\xFF坏\xC0\x80\xED\xA0\x80",
         "\xEF\xBF\xBD坏\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"
         "\xEF\xBF\xBD"},
        {"\xEF\xBF\xBE\xEF\xBF\xBF", "\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"制\t表\n行\r", "制\t表\v行␍"},
        {"𠀀👍🏻\xE2\x80\x8D", "𠀀👍🏻\xE2\x80\x8D"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct doc d = {.head = sv_from(cases[i].text), .mark = sv_from(cases[i].text)};
        struct str bytes = {0};
        struct zip zip = {0};
        add(&d, BLOCK_COVER_LINE, cases[i].text, cases[i].text)->after = sv_from(cases[i].text);
        add(&d, BLOCK_FIGURE, cases[i].text, cases[i].text)->file = SV("tu.png");
        add(&d, BLOCK_PAGE_BREAK, "", "");
        add(&d, BLOCK_PARAGRAPH, "", cases[i].text);
        write_doc(&d, &bytes);
        docx_take_apart(&bytes, &zip);
        struct str text = {0};
        docx_text(&zip, "word/document.xml", &text);
        assert_true(sv_ends(str_sv(&text), sv_from(cases[i].shown)));
        str_release(&text);
        release(&d, &bytes, &zip);
    }
}

/* Blocks that hold nothing, and numbers nobody would write. */
static void test_odd_blocks(void **state)
{
    (void)state;
    static const struct block_table nothing = {0};
    for (int empty = 0; empty < 2; empty++) {
        struct doc d = {0};
        struct str bytes = {0};
        struct zip zip = {0};
        add(&d, BLOCK_PAGE_BREAK, "", "");
        for (int kind = 0; kind <= BLOCK_SIGNATURE && !empty; kind++) {
            struct block *b = add(&d, (enum block_kind)kind, "", "");
            b->lines = b->level = UINT32_MAX;
            b->table = &nothing;
        }
        add(&d, BLOCK_PAGE_BREAK, "", "");
        write_doc(&d, &bytes);
        docx_take_apart(&bytes, &zip);
        release(&d, &bytes, &zip);
    }
}

/* Two million characters, a paragraph that repeats itself past what packs without suspicion. */
static void test_long(void **state)
{
    (void)state;
    struct doc d = {.head = SV("页眉")};
    struct str bytes = {0}, text = {0};
    struct zip zip = {0};
    for (int i = 0; i < 100000; i++)
        str_add(&text, SV("同一句话说了又说，"));
    add(&d, BLOCK_PARAGRAPH, "", text.ptr);
    for (int i = 0; i < 20000; i++)
        add(&d, BLOCK_PARAGRAPH, "", "同一段");
    write_doc(&d, &bytes);
    docx_take_apart(&bytes, &zip);
    assert_int_equal(times(&zip, "word/document.xml", "<w:p>"), 20001);
    str_release(&text);
    release(&d, &bytes, &zip);
}

static void test_same_bytes(void **state)
{
    (void)state;
    struct doc d = {.head = SV("页眉"), .mark = SV("草稿")};
    struct str first = {0}, second = {0};
    add_cover(&d);
    add_body(&d);
    write_doc(&d, &first);
    write_doc(&d, &second);
    assert_true(sv_eq(str_sv(&first), str_sv(&second)));
    str_release(&first);
    str_release(&second);
    doc_release(&d);
}

/* A cover gives up free lines before it takes a second page, as the plain pages do. */
static void test_cover_closes_up(void **state)
{
    (void)state;
    struct doc d = {0};
    struct str bytes = {0};
    struct zip zip = {0};
    add(&d, BLOCK_SPACE, "", "")->lines = 5;
    for (int i = 0; i < 19; i++)
        add(&d, BLOCK_TEXT, "", "一行");
    add(&d, BLOCK_SPACE, "", "")->lines = 5;
    write_doc(&d, &bytes);
    docx_take_apart(&bytes, &zip);
    assert_int_equal(times(&zip, "word/document.xml", "<w:spacing w:line=\"1737\""), 1); /* 3 */
    assert_int_equal(times(&zip, "word/document.xml", "w:val=\"CoverSpace\""), 2);
    release(&d, &bytes, &zip);
}

/* What the plain pages do not part, a docx keeps together: words that introduce a table, a sum and
 * the row above it, a seal and what is stamped. */
static void test_keeps_together(void **state)
{
    (void)state;
    static const char kept[] = "<w:keepNext/>";
    struct doc d = {0};
    struct str bytes = {0};
    struct zip zip = {0};
    add(&d, BLOCK_PARAGRAPH, "", "不留");
    write_doc(&d, &bytes);
    docx_take_apart(&bytes, &zip);
    assert_int_equal(times(&zip, "word/document.xml", kept), 0);
    zip_release(&zip);
    str_clear(&bytes);
    add(&d, BLOCK_PARAGRAPH, "", "条款")->keep = true;
    add_table(&d);
    add(&d, BLOCK_PARAGRAPH, "", "隔开");
    add_table(&d);
    add(&d, BLOCK_SPACE, "", "")->lines = 2;
    add(&d, BLOCK_SEAL, "", "（单位公章）")->lines = 4;
    write_doc(&d, &bytes);
    docx_take_apart(&bytes, &zip);
    /* The clause, three cells above either sum, the last row, what ends the table, the space. */
    assert_int_equal(times(&zip, "word/document.xml", kept), 1 + 3 + 3 + 3 + 1 + 1);
    release(&d, &bytes, &zip);
}

/* ---- the complete sample ---- */

struct sample_pictures {
    VEC(struct str *) read;
};

static bool sample_picture(void *context, struct sv path, struct sv *bytes)
{
    struct sample_pictures *p = context;
    struct str name = {0}, *read = calloc(1, sizeof *read);
    str_add_f(&name, "forms/chain-case-2024/samples/%.*s", SV_ARG(path));
    bool ok = source_read(name.ptr, read);
    str_release(&name);
    vec_push(&p->read, read);
    *bytes = str_sv(read);
    return ok;
}

/* A part with a line for each element, so that a difference can be read. */
static void assert_golden_part(const struct zip_entry *entry)
{
    struct str name = {0}, lines = {0};
    str_add_f(&name, "docx/%s", entry->name.ptr);
    str_set(&lines, str_sv(&entry->bytes));
    str_replace_all(&lines, SV("><"), SV(">\n<"));
    for (size_t i = strlen("docx/"); i < name.len; i++)
        if (name.ptr[i] == '/')
            name.ptr[i] = '-';
    assert_golden(name.ptr, str_sv(&lines));
    str_release(&name);
    str_release(&lines);
}

static void test_sample(void **state)
{
    (void)state;
    const char *name = "forms/chain-case-2024/samples/complete.yaml";
    struct form *form = paper_form("forms/chain-case-2024/form.yaml");
    struct sample_pictures pictures = {0};
    struct docx_options options = {.picture = sample_picture, .context = &pictures};
    struct str source = {0}, bytes = {0};
    struct draft *draft = NULL;
    struct doc d = {0};
    struct zip zip = {0};
    struct err e = {0};
    assert_true(source_read(name, &source));
    assert_true(draft_parse(form, str_sv(&source), name, &draft, NULL, &e));
    compose_application(draft, NULL, &d);
    assert_true(docx_write(&d, &options, &bytes, &e));
    docx_take_apart(&bytes, &zip);
    for (size_t i = 0; i < zip.entries.len; i++)
        if (!sv_starts(str_sv(&zip.entries.ptr[i].name), SV("word/media/")))
            assert_golden_part(&zip.entries.ptr[i]);
    for (size_t i = 0; i < pictures.read.len; i++) {
        struct str media = {0};
        str_add_f(&media, "word/media/image%zu.png", i + 1);
        assert_true(
            sv_eq(str_sv(&zip_find(&zip, str_sv(&media))->bytes), str_sv(pictures.read.ptr[i])));
        str_release(&media);
        str_release(pictures.read.ptr[i]);
        free(pictures.read.ptr[i]);
    }
    assert_int_equal(pictures.read.len, 2);
    vec_release(&pictures.read);
    release(&d, &bytes, &zip);
    draft_free(draft);
    str_release(&source);
    form_free(form);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_pictures),
        cmocka_unit_test(test_turned),
        cmocka_unit_test(test_hints),
        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_odd_blocks),
        cmocka_unit_test(test_long),
        cmocka_unit_test(test_same_bytes),
        cmocka_unit_test(test_cover_closes_up),
        cmocka_unit_test(test_keeps_together),
        cmocka_unit_test(test_sample),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
