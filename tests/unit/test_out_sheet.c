#include "unit.h"

#include <stdlib.h>

#include "out/sheet.h"
#include "text/utf8.h"
#include "text/width.h"

/* ---- building documents ---- */

static struct block *add(struct doc *d, enum block_kind kind, const char *label, const char *text)
{
    struct block *b = vec_add(&d->blocks);
    b->kind = kind;
    b->label = sv_from(label);
    b->text = sv_from(text);
    b->over = b->text.len;
    b->place = (struct place){NO_FIELD, 0};
    return b;
}

static void mark(struct doc *d, const char *head, const char *foot)
{
    d->head = sv_from(head);
    d->mark = sv_from(foot);
}

static void official(const struct doc *d, struct sheets *out)
{
    sheets_make(d, sheet_profile_by_name(SV("official")), out);
}

static struct sv line_of(const struct sheets *p, size_t sheet, size_t line)
{
    assert_true(sheet < p->sheets.len);
    assert_true(line < p->sheets.ptr[sheet].lines.len);
    return str_sv(&p->sheets.ptr[sheet].lines.ptr[line].text);
}

static char *repeat(const char *text, size_t times)
{
    struct str s = {0};
    for (size_t i = 0; i < times; i++)
        str_add(&s, sv_from(text));
    return str_detach(&s);
}

/* ---- profiles, head and foot ---- */

static void test_profiles(void **state)
{
    (void)state;
    const struct sheet_profile *p = sheet_profile_by_name(SV("official"));
    assert_non_null(p);
    assert_int_equal(p->width, 56);
    assert_int_equal(p->lines, 22);
    assert_int_equal(p->total, 24);
    p = sheet_profile_by_name(SV("dense"));
    assert_non_null(p);
    assert_int_equal(p->width, 72);
    assert_int_equal(p->total, 44);
    assert_null(sheet_profile_by_name(SV("letter")));
    assert_null(sheet_profile_by_name(SV("")));
}

static void test_empty(void **state)
{
    (void)state;
    struct doc d = {0};
    struct sheets p = {0};
    mark(&d, "页眉", "草稿");
    official(&d, &p);
    assert_int_equal(p.sheets.len, 1);
    assert_int_equal(p.sheets.ptr[0].lines.len, 24);
    sheets_release(&p);
    doc_release(&d);
}

/* GB/T 9704 7.5 and text-rules 4: 47 blanks and the number on an odd page, 2 on an even one. */
static void test_foot(void **state)
{
    (void)state;
    struct doc d = {0};
    struct sheets p = {0};
    mark(&d, "页眉", "");
    add(&d, BLOCK_PARAGRAPH, "", "甲");
    add(&d, BLOCK_PAGE_BREAK, "", "");
    add(&d, BLOCK_PARAGRAPH, "", "乙");
    official(&d, &p);
    assert_int_equal(p.sheets.len, 2);
    struct sv odd = line_of(&p, 0, 23), even = line_of(&p, 1, 23);
    assert_true(sv_starts(odd, SV("  第 1 页 共 2 页 ")));
    assert_true(sv_ends(odd, SV(" — 1 —")));
    assert_int_equal(width_text(odd, WIDTH_PAPER), 54);
    assert_true(sv_starts(even, SV("  — 2 — ")));
    assert_true(sv_ends(even, SV(" 第 2 页 共 2 页")));
    assert_int_equal(width_text(even, WIDTH_PAPER), 54);
    struct sv head = line_of(&p, 0, 0);
    assert_text(head, "                          页眉");
    sheets_release(&p);
    mark(&d, "页眉", "演示　草稿");
    official(&d, &p);
    assert_true(sv_starts(line_of(&p, 0, 23), SV("  演示　草稿　第 1 页 共 2 页 ")));
    assert_true(sv_ends(line_of(&p, 1, 23), SV(" 演示　草稿　第 2 页 共 2 页")));
    sheets_release(&p);
    doc_release(&d);
}

/* The mark of a 定稿 is whole in every foot, whatever else is left out for it. */
static void test_foot_with_code(void **state)
{
#define FINAL "第 1 稿　校验码 A7K2-M9QX-4TRC"
    static const struct {
        const char *profile;
        const char *mark;
        size_t pages;
        const char *first;
        const char *second;
    } feet[] = {
        {"official", FINAL, 2, "  " FINAL "　共 2 页 ", " " FINAL "　共 2 页"},
        {"official", FINAL, 123, "  " FINAL "　共 123 页", "　共 123 页"},
        {"dense", FINAL, 12, "  " FINAL "　第 1 页 共 12 页 ", " " FINAL "　第 2 页 共 12 页"},
        {"official", "第 12345 稿　校验码 A7K2-M9QX-4TRC——", 123,
         "  第 12345 稿　校验码 A7K2-M9QX-4TRC——  ", "  第 12345 稿　校验码 A7K2-M9QX-4TRC——"},
    };
#undef FINAL
    (void)state;
    for (size_t i = 0; i < COUNT_OF(feet); i++) {
        struct doc d = {0};
        struct sheets p = {0};
        mark(&d, "页眉", feet[i].mark);
        for (size_t n = 0; n < feet[i].pages; n++) {
            if (n)
                add(&d, BLOCK_PAGE_BREAK, "", "");
            add(&d, BLOCK_PARAGRAPH, "", "甲");
        }
        const struct sheet_profile *profile = sheet_profile_by_name(sv_from(feet[i].profile));
        sheets_make(&d, profile, &p);
        assert_int_equal(p.sheets.len, feet[i].pages);
        for (size_t n = 0; n < p.sheets.len; n++) {
            struct sv foot = line_of(&p, n, profile->total - 1);
            assert_int_equal(width_text(foot, WIDTH_PAPER), profile->width - 2);
            assert_true(sv_contains(foot, sv_from(feet[i].mark)));
        }
        assert_true(sv_starts(line_of(&p, 0, profile->total - 1), sv_from(feet[i].first)));
        assert_true(sv_ends(line_of(&p, 1, profile->total - 1), sv_from(feet[i].second)));
        sheets_release(&p);
        doc_release(&d);
    }
}

/* ---- the cover ---- */

static void test_cover(void **state)
{
    (void)state;
    struct doc d = {0};
    struct sheets p = {0};
    mark(&d, "页眉", "草稿");
    add(&d, BLOCK_SPACE, "", "")->lines = 2;
    add(&d, BLOCK_TITLE, "", "申报书");
    struct block *b = add(&d, BLOCK_COVER_LINE, "企　业　全　称", "演示药业（河北）有限公司");
    b->after = SV("（盖章）");
    b->place = (struct place){3, 0};
    add(&d, BLOCK_COVER_LINE, "邮箱", "a@b.cn");
    add(&d, BLOCK_COVER_LINE, "地址",
        "河北省石家庄市长安区某某街道某某路一百二十三号某某大厦四层五室");
    add(&d, BLOCK_SEAL, "", "（公章）")->lines = 3;
    add(&d, BLOCK_PAGE_BREAK, "", "");
    add(&d, BLOCK_PARAGRAPH, "", "正文");
    official(&d, &p);
    static const char *const want[] = {
        "", /* no head on the cover */
        "",
        "",
        "                         申报书",
        "    企　业　全　称：演示药业（河北）有限公司    （盖章）",
        "    邮箱：          a@b.cn",
        "    地址：          河北省石家庄市长安区某某街道某某",
        "                    路一百二十三号某某大厦四层五室",
        "",
        "                        （公章）",
        "",
    };
    for (size_t i = 0; i < COUNT_OF(want); i++)
        assert_text(line_of(&p, 0, i), want[i]);
    assert_int_equal(p.sheets.ptr[0].lines.ptr[4].place.field, 3);
    assert_int_equal(p.sheets.len, 2);
    assert_text(line_of(&p, 1, 1), "　　正文");
    assert_true(sv_starts(line_of(&p, 1, 0), SV("   ")));
    sheets_release(&p);
    doc_release(&d);
}

/* A stamp's place goes under a value that leaves it no room, never through it. */
static void test_cover_after(void **state)
{
    (void)state;
    struct doc d = {0};
    struct sheets p = {0};
    struct block *b = add(&d, BLOCK_COVER_LINE, "企业全称", "一二三四五六七八九十一二三四五六七八");
    b->after = SV("（盖章）");
    official(&d, &p);
    assert_text(line_of(&p, 0, 1), "    企业全称：一二三四五六七八九十一二三四五六七八");
    assert_text(line_of(&p, 0, 2), "                                                （盖章）");
    sheets_release(&p);
    doc_release(&d);
}

/* Free lines give way before the cover takes a second page. */
static void test_cover_closes_up(void **state)
{
    (void)state;
    struct doc d = {0};
    struct sheets p = {0};
    add(&d, BLOCK_SPACE, "", "")->lines = 10;
    for (int i = 0; i < 9; i++)
        add(&d, BLOCK_COVER_LINE, "标签", "值");
    add(&d, BLOCK_SPACE, "", "")->lines = 10;
    add(&d, BLOCK_TEXT, "", "说明");
    official(&d, &p);
    assert_int_equal(p.sheets.len, 1);
    assert_text(line_of(&p, 0, 11), "    标签：值");
    assert_text(line_of(&p, 0, 22), "                          说明");
    sheets_release(&p);
    doc_release(&d);
    add(&d, BLOCK_SPACE, "", "")->lines = UINT32_MAX;
    add(&d, BLOCK_SEAL, "", "章")->lines = UINT32_MAX;
    official(&d, &p);
    assert_true(p.sheets.len < 10);
    sheets_release(&p);
    doc_release(&d);
}

/* ---- where pages break ---- */

static void add_single_lines(struct doc *d, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add(d, BLOCK_PARAGRAPH, "", "单行。");
}

static void test_page_breaks(void **state)
{
    (void)state;
    char *two = repeat("字", 27), *three = repeat("字", 55), *five = repeat("字", 130);
    const struct {
        size_t before; /* single lines */
        const char *heading;
        const char *text;
        size_t page;  /* where the text ends up starting, from 0 */
        size_t lines; /* used on the first page */
    } cases[] = {
        {21, NULL, "完", 0, 22},   {22, NULL, "完", 1, 22},   {20, NULL, two, 0, 22}, /* fits */
        {21, NULL, two, 1, 21},   /* not its first line alone */
        {20, NULL, three, 1, 20}, /* not its last line alone */
        {18, NULL, five, 0, 21},  /* not its last line alone: two go over */
        {21, "标题", "完", 1, 21}, {20, "标题", "完", 0, 22}, /* nothing more to keep */
        {20, "标题", two, 1, 20},  {19, "标题", two, 0, 22},  {19, "标题", five, 0, 22},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct doc d = {0};
        struct sheets p = {0};
        add_single_lines(&d, cases[i].before);
        if (cases[i].heading)
            add(&d, BLOCK_HEADING, "一、", cases[i].heading)->level = 1;
        add(&d, BLOCK_PARAGRAPH, "", cases[i].text)->place.field = 7;
        official(&d, &p);
        size_t used = 0, page = SIZE_MAX;
        for (size_t s = 0; s < p.sheets.len; s++)
            for (size_t l = 1; l < 23; l++) {
                const struct sheet_line *line = &p.sheets.ptr[s].lines.ptr[l];
                if (line->place.field == 7 && page == SIZE_MAX)
                    page = s;
                used += s == 0 && line->text.len;
            }
        if (page != cases[i].page || used != cases[i].lines)
            print_error("case %zu: page %zu, %zu lines\n", i, page, used);
        assert_int_equal(page, cases[i].page);
        assert_int_equal(used, cases[i].lines);
        sheets_release(&p);
        doc_release(&d);
    }
    free(two);
    free(three);
    free(five);
}

/* ---- what is past a limit ---- */

static void test_over(void **state)
{
    (void)state;
    struct doc d = {0};
    struct sheets p = {0};
    struct block *b = add(&d, BLOCK_PARAGRAPH, "", "一二三四五六");
    b->at = 100;
    b->over = strlen("一二三四");
    b = add(&d, BLOCK_PARAGRAPH, "", "七八");
    b->at = 200;
    b->over = 0;
    char *longer = repeat("长", 60);
    b = add(&d, BLOCK_PARAGRAPH, "名称：", longer);
    b->at = 0;
    b->over = 26 * strlen("长");
    official(&d, &p);
    const struct sheet_line *line = &p.sheets.ptr[0].lines.ptr[1];
    assert_text(str_sv(&line[0].text), "　　一二三四【超出】五六");
    assert_int_equal(line[0].over, strlen("　　一二三四"));
    assert_int_equal(line[0].at, 100);
    assert_text(str_sv(&line[1].text), "　　【超出】七八");
    assert_int_equal(line[1].over, strlen("　　"));
    /* 23 字 fit behind indent and label; the mark stands in the second line. */
    assert_int_equal(line[2].over, line[2].text.len);
    assert_int_equal(line[2].at, 0);
    assert_int_equal(line[3].at, 23 * strlen("长"));
    assert_text(sv_sub(str_sv(&line[3].text), line[3].over, line[3].over + strlen("【超出】")),
                "【超出】");
    assert_int_equal(line[3].over, 3 * strlen("长"));
    assert_int_equal(line[4].over, 0);
    assert_int_equal(line[4].at, (23 + 28 - 4) * strlen("长"));
    sheets_release(&p);
    doc_release(&d);
    free(longer);
}

static void test_figure(void **state)
{
    (void)state;
    struct doc d = {0};
    struct sheets p = {0};
    struct block *b = add(&d, BLOCK_FIGURE, "图1", "总体架构");
    b->file = SV("tu/jg.png");
    b->width = 960;
    b->height = 640;
    add(&d, BLOCK_FIGURE, "图2", "流程")->file = SV("lc.jpg");
    add(&d, BLOCK_FIGURE, "图3", "没有文件");
    official(&d, &p);
    assert_text(line_of(&p, 0, 1), "                     图1　总体架构");
    assert_text(line_of(&p, 0, 2), "         （附图文件 tu/jg.png，960×640 像素）");
    assert_text(line_of(&p, 0, 3), "              图2　流程（附图文件 lc.jpg）");
    assert_text(sv_trim(line_of(&p, 0, 4)), "图3　没有文件");
    sheets_release(&p);
    doc_release(&d);
}

/* ---- properties ---- */

struct lcg {
    uint64_t state;
};

static uint32_t next(struct lcg *r, uint32_t below)
{
    r->state = r->state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(r->state >> 33) % below;
}

static const char *const pieces[] = {
    "数",     "字",     "化",
    "转型",   "，",     "。",
    "、",     "；",     "“",
    "”",      "（",     "）",
    "《",     "》",     "——",
    "……",     "1,280",  "35%",
    "万元",   "IBM",    " ",
    "　",     "5G",     "℃",
    "①",      "·",      "𠀀",
    "é",      "2024年", "企业",
    "平台",   "：",     "？",
    "！",     "a@b.cn", "/",
    "—",      "～",     "https://a.b/c",
    "１２３",
};

static void random_text(struct lcg *r, struct str *out, uint32_t most)
{
    uint32_t count = 1 + next(r, most);
    str_add(out, SV("字"));
    for (uint32_t i = 0; i < count; i++)
        str_add(out, sv_from(pieces[next(r, COUNT_OF(pieces))]));
    str_add(out, SV("末"));
}

static void random_doc(struct lcg *r, struct doc *d)
{
    static const enum block_kind kinds[] = {BLOCK_HEADING,   BLOCK_PARAGRAPH, BLOCK_PARAGRAPH,
                                            BLOCK_PARAGRAPH, BLOCK_FIGURE,    BLOCK_HEADING};
    uint32_t count = next(r, 40);
    struct str text = {0};
    mark(d, "一个运行的页眉", "演示　草稿");
    for (uint32_t i = 0; i < count; i++) {
        str_clear(&text);
        enum block_kind kind = kinds[next(r, COUNT_OF(kinds))];
        random_text(r, &text, kind == BLOCK_PARAGRAPH ? 300 : 20);
        struct block *b = add(d, kind, kind == BLOCK_HEADING ? "（一）" : "", "");
        b->text = arena_copy(&d->arena, str_sv(&text));
        b->over = b->text.len;
        b->place.field = i;
        if (kind == BLOCK_FIGURE)
            b->label = SV("图1");
        if (kind == BLOCK_PARAGRAPH && next(r, 5) == 0)
            b->over = utf8_offset(b->text, next(r, (uint32_t)utf8_length(b->text)));
    }
    str_release(&text);
}

/* Without blanks of either width: those at a break vanish, those of an indent are the page's. */
static void add_solid(struct str *out, struct sv text)
{
    size_t start = out->len;
    str_add(out, text);
    struct str part = {0};
    str_set(&part, sv_from_offset(str_sv(out), start));
    str_replace_all(&part, SV(" "), SV(""));
    str_replace_all(&part, SV("　"), SV(""));
    str_replace_all(&part, SV("【超出】"), SV(""));
    str_truncate(out, start);
    str_add(out, str_sv(&part));
    str_release(&part);
}

static void check_edges(const struct sheet_line *line, bool opens, bool closes)
{
    static const char *const no_start[] = {"，", "。", "、", "；", "：", "？", "！",
                                           "”",  "）", "》", "·",  "%",  "℃"};
    static const char *const no_end[] = {"“", "（", "《", "【"};
    struct sv text = sv_trim(str_sv(&line->text));
    for (size_t i = 0; !opens && i < COUNT_OF(no_start); i++)
        if (sv_starts(text, sv_from(no_start[i])))
            fail_msg("a line starts with %s: %.*s", no_start[i], SV_ARG(text));
    for (size_t i = 0; !closes && i < COUNT_OF(no_end); i++)
        if (sv_ends(text, sv_from(no_end[i])))
            fail_msg("a line ends with %s: %.*s", no_end[i], SV_ARG(text));
}

static void check_pages(const struct sheets *p)
{
    const struct sheet_profile *f = p->profile;
    for (size_t s = 0; s < p->sheets.len; s++) {
        const struct sheet *sheet = &p->sheets.ptr[s];
        assert_int_equal(sheet->lines.len, f->total);
        assert_true(sv_contains(line_of(p, s, f->total - 1), SV("演示　草稿")));
        for (size_t l = 0; l < sheet->lines.len; l++) {
            const struct sheet_line *line = &sheet->lines.ptr[l];
            assert_true(width_text(str_sv(&line->text), WIDTH_PAPER) <= f->width);
            assert_false(sv_ends(str_sv(&line->text), SV(" ")));
            assert_true(line->over <= line->text.len);
            assert_true(utf8_valid(str_sv(&line->text), NULL));
        }
    }
}

struct flat {
    VEC(const struct sheet_line *) lines;
    VEC(size_t) pages;
};

static void flatten(const struct sheets *p, struct flat *out)
{
    for (size_t s = 0; s < p->sheets.len; s++)
        for (size_t l = 1; l + 1 < p->profile->total; l++)
            if (p->sheets.ptr[s].lines.ptr[l].text.len) {
                vec_push(&out->lines, &p->sheets.ptr[s].lines.ptr[l]);
                vec_push(&out->pages, s);
            }
}

static bool same_block(const struct flat *f, size_t a, size_t b)
{
    return b < f->lines.len && f->lines.ptr[a]->place.field == f->lines.ptr[b]->place.field;
}

/* No page starts with the last line of a paragraph or ends with the first of one or a heading. */
static void check_breaks(const struct flat *f, const struct doc *d)
{
    for (size_t i = 1; i < f->lines.len; i++) {
        if (f->pages.ptr[i] == f->pages.ptr[i - 1])
            continue;
        uint32_t above = f->lines.ptr[i - 1]->place.field;
        assert_int_not_equal(d->blocks.ptr[above].kind, BLOCK_HEADING);
        if (!same_block(f, i - 1, i))
            continue;
        assert_true(i >= 2 && same_block(f, i - 2, i));
        assert_true(same_block(f, i, i + 1));
    }
}

static void check_text(const struct flat *f, const struct doc *d)
{
    struct str want = {0}, got = {0};
    for (size_t i = 0; i < d->blocks.len; i++) {
        add_solid(&want, d->blocks.ptr[i].label);
        add_solid(&want, d->blocks.ptr[i].text);
    }
    for (size_t i = 0; i < f->lines.len; i++) {
        check_edges(f->lines.ptr[i], i == 0 || !same_block(f, i - 1, i), !same_block(f, i, i + 1));
        add_solid(&got, str_sv(&f->lines.ptr[i]->text));
    }
    /* A mark torn at a line's end is whole again once the lines are joined. */
    struct str joined = {0};
    add_solid(&joined, str_sv(&got));
    assert_text(str_sv(&joined), want.ptr ? want.ptr : "");
    str_release(&joined);
    str_release(&want);
    str_release(&got);
}

static void test_random(void **state)
{
    (void)state;
    struct lcg r = {20240425};
    for (int i = 0; i < 200; i++) {
        struct doc d = {0};
        struct sheets p = {0};
        struct flat f = {0};
        random_doc(&r, &d);
        sheets_make(&d, sheet_profile_by_name(i % 2 ? SV("official") : SV("dense")), &p);
        flatten(&p, &f);
        check_pages(&p);
        check_breaks(&f, &d);
        check_text(&f, &d);
        vec_release(&f.lines);
        vec_release(&f.pages);
        sheets_release(&p);
        doc_release(&d);
    }
}

/* ---- as one text ---- */

static void test_text(void **state)
{
    (void)state;
    struct doc d = {0};
    struct sheets p = {0};
    struct str text = {0};
    add_single_lines(&d, 50);
    official(&d, &p);
    sheets_add_text(&text, &p);
    size_t feeds = 0, lines = 0;
    for (size_t i = 0; i < text.len; i++) {
        feeds += text.ptr[i] == '\f';
        lines += text.ptr[i] == '\n';
    }
    assert_int_equal(p.sheets.len, 3);
    assert_int_equal(feeds, 2);
    assert_int_equal(lines, 3 * 24);
    assert_true(sv_ends(str_sv(&text), SV("— 3 —\n")));
    str_release(&text);
    sheets_release(&p);
    doc_release(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_profiles),
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_foot),
        cmocka_unit_test(test_foot_with_code),
        cmocka_unit_test(test_cover),
        cmocka_unit_test(test_cover_after),
        cmocka_unit_test(test_cover_closes_up),
        cmocka_unit_test(test_page_breaks),
        cmocka_unit_test(test_over),
        cmocka_unit_test(test_figure),
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
