#include "unit.h"

#include "text/cluster.h"
#include "text/utf8.h"
#include "text/wrap.h"
#include "vectors.h"

/* Lines joined by |, as they are drawn; paragraphs likewise. */
static void wrap_joined(struct sv text, const struct wrap_style *style, struct str *out)
{
    struct lines lines = {0};
    struct sv rest = text, paragraph;
    for (size_t n = 0; sv_next(&rest, '\n', &paragraph);) {
        vec_clear(&lines);
        wrap_paragraph(paragraph, style, &lines);
        for (size_t i = 0; i < lines.len; i++, n++) {
            str_add(out, n ? SV("|") : SV(""));
            str_add(out, sv_sub(paragraph, lines.ptr[i].start, lines.ptr[i].end));
        }
    }
    vec_release(&lines);
}

/* Prints what differs and goes on, so that one run tells all. */
static bool check_wrap(struct sv text, const struct wrap_style *style, struct sv want)
{
    struct str got = {0};
    wrap_joined(text, style, &got);
    bool same = sv_eq(str_sv(&got), want);
    if (!same)
        print_error("%u: got [%.*s], not [%.*s]\n", style->width, SV_ARG(str_sv(&got)),
                    SV_ARG(want));
    str_release(&got);
    return same;
}

static bool check_vector(struct sv row)
{
    struct sv width, hang, escaped, want, rest = row;
    int64_t cells = 0;
    assert_true(sv_next(&rest, '\t', &width) && sv_next(&rest, '\t', &hang) &&
                sv_next(&rest, '\t', &escaped) && sv_next(&rest, '\t', &want));
    assert_true(sv_number(width, 2, 200, &cells));
    struct wrap_style style = {(uint32_t)cells, 0, WIDTH_PAPER, sv_eq(hang, SV("1"))};
    struct str text = {0};
    vector_unescape(escaped, &text);
    bool same = check_wrap(str_sv(&text), &style, want);
    str_release(&text);
    return same;
}

static void test_vectors(void **state)
{
    (void)state;
    struct str file = {0};
    vectors_read("break-vectors.tsv", &file);
    struct sv rest = str_sv(&file), row;
    size_t rows = 0, wrong = 0;
    while (sv_next(&rest, '\n', &row)) {
        if (row.len == 0 || row.ptr[0] == '#')
            continue;
        wrong += !check_vector(row);
        rows++;
    }
    assert_int_equal(wrong, 0);
    assert_true(rows >= 20);
    str_release(&file);
}

static const struct {
    uint32_t width;
    const char *text;
    const char *lines;
} paper[] = {
    /* the table of text-rules 3.4 */
    {10, "数字化转型，是", "数字化转|型，是"},
    {10, "他说：“好。”", "他说：|“好。”"},
    {10, "一二三四——五", "一二三四|——五"},
    {10, "共投入1,280万元", "共投入|1,280万元"},
    {10, "增长了95.3%以上", "增长了|95.3%以上"},
    {8, "甲乙丙《通知》", "甲乙丙|《通知》"},
    {4, "张三·李四", "张|三·|李四"},
    {6, "数“上云”台", "数“上|云”台"},
    {10, "甲乙丙丁戊—己", "甲乙丙丁|戊—己"},
    {10, "abcdefghijklmn", "abcdefghij|klmn"},
    {4, "，，，，", "，，|，，"},
    /* opening marks never end a line, several of them neither */
    {8, "一二三（四）五", "一二三|（四）五"},
    {8, "一二（《四》）五", "一二|（《四》|）五"},
    {6, "一二￥五", "一二|￥五"},
    {6, "一二№五", "一二|№五"},
    {6, "一二$5", "一二$5"},
    {6, "一二三$5", "一二三|$5"},
    /* a slash holds both sides */
    {6, "甲乙丙／丁", "甲乙|丙／丁"},
    {6, "甲乙／丙丁", "甲|乙／丙|丁"},
    {8, "甲乙丙/丁戊", "甲乙|丙/丁戊"},
    /* dashes and ellipses */
    {8, "甲乙丙……丁", "甲乙丙|……丁"},
    {6, "甲乙丙—丁", "甲乙|丙—丁"},
    {6, "甲—乙—丙—丁", "甲—|乙—|丙—丁"},
    {4, "————————", "——|——|——|——"},
    /* full-width digits, with a point and a percent sign */
    {8, "甲乙１２３元", "甲乙|１２３元"},
    {8, "甲乙３．５元", "甲乙|３．５元"},
    {6, "甲乙１２％元", "甲乙|１２％|元"},
    /* words of letters that are not ASCII, apostrophes in words, units after numbers */
    {8, "甲乙丙café", "甲乙丙|café"},
    {7, "甲don’t乙", "甲|don’t|乙"},
    {9, "甲乙丙5m²丁", "甲乙丙5m²|丁"},
    {8, "甲乙丙5m²丁", "甲乙丙|5m²丁"},
    {6, "甲乙5㎡丙", "甲乙|5㎡丙"},
    {6, "甲乙丙㎡", "甲乙丙|㎡"},
    /* marks on a character */
    {3, "甲e\u0301e\u0301", "甲|e\u0301e\u0301"},
    {4, "甲乙\u0301丙", "甲乙\u0301|丙"},
    {4, "好👨\u200D👩\u200D👧好", "好👨\u200D👩\u200D👧|好"},
    {3, "好👨\u200D👩\u200D👧好", "好|👨\u200D👩\u200D👧|好"},
    {4, "🇨🇳🇭🇰🇲🇴", "🇨🇳🇭🇰|🇲🇴"},
    {2, "甲\u200B乙", "甲\u200B|乙"},
    {4, "甲乙\u200B，", "甲|乙\u200B，"}, /* what is not seen opens no way around a rule */
    {6, "填写䷀䷁填写", "填写䷀䷁|填写"}, /* one cell each, between Han by their bytes */
    /* blanks at a break vanish, inside a line they stay */
    {5, "ab cd ef", "ab cd|ef"},
    {5, "ab    cd", "ab|cd"},
    {6, "甲乙 丙", "甲乙|丙"},
    {6, "甲乙丙   丁", "甲乙丙|丁"},
    {6, "甲乙丙\u3000\u3000丁", "甲乙丙|丁"},
    {7, "甲\u3000乙丙", "甲\u3000乙|丙"},
    {6, "甲乙（ 丙", "甲乙|（ 丙"},
    {6, "甲乙 ，丙", "甲|乙 ，|丙"},
    {5, "ab\u00A0cd e", "ab\u00A0cd|e"},
    {5, "x ab\u00A0c", "x|ab\u00A0c"},
    /* blanks that begin or end a paragraph are drawn as far as there is room */
    {6, "\u3000\u3000甲乙", "\u3000\u3000甲|乙"},
    {8, "\u3000\u3000abcdefgh", "\u3000\u3000abcd|efgh"},
    {4, "\u3000\u3000\u3000甲", "\u3000\u3000|甲"},
    {4, "甲  ", "甲  "},
    {4, "甲乙  ", "甲乙"},
    {3, "      ", "   "},
    {4, "", ""},
    /* a cluster wider than the line stands alone */
    {2, "甲a乙", "甲|a|乙"},
    {2, "ab，c", "ab|，|c"},
};

static void test_table(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT_OF(paper); i++) {
        struct wrap_style style = {paper[i].width, 0, WIDTH_PAPER, false};
        wrong += !check_wrap(sv_from(paper[i].text), &style, sv_from(paper[i].lines));
    }
    assert_int_equal(wrong, 0);
}

static void test_hanging(void **state)
{
    (void)state;
    static const struct {
        uint32_t width;
        const char *text;
        const char *lines;
    } cases[] = {
        {10, "数字化转型，是", "数字化转型，|是"},
        {10, "数字化转型，，是", "数字化转|型，，是"}, /* one mark only */
        {10, "数字化转型。”是", "数字化转|型。”是"},   /* the next may not start a line */
        {10, "数字化转型）是", "数字化转|型）是"},     /* stop marks only */
        {10, "数字化转型。", "数字化转型。"},
        {10, "数字化转型。  是", "数字化转型。|是"},
        {10, "一二三四a，五", "一二三四a，|五"},
        {10, "一二三四五,六", "一二三四|五,六"}, /* of full width only */
        {4, "，，，，", "，，|，，"},
        {4, "甲乙、丙丁、戊己。", "甲乙、|丙丁、|戊己。"},
    };
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct wrap_style style = {cases[i].width, 0, WIDTH_PAPER, true};
        wrong += !check_wrap(sv_from(cases[i].text), &style, sv_from(cases[i].lines));
    }
    assert_int_equal(wrong, 0);
}

static void test_indent(void **state)
{
    (void)state;
    struct wrap_style style = {10, 4, WIDTH_SCREEN, false};
    assert_true(check_wrap(SV("一二三四五六七八九"), &style, SV("一二三|四五六七八|九")));
    assert_true(check_wrap(SV("一二“三四”五"), &style, SV("一二|“三四”五")));
    style.first_indent = 12;
    assert_true(check_wrap(SV("一二三"), &style, SV("一|二三")));
}

static void test_fields(void **state)
{
    (void)state;
    struct wrap_style style = {6, 0, WIDTH_PAPER, false};
    struct line line = wrap_line(SV("甲乙  丙丁戊己庚"), 0, &style);
    assert_int_equal(line.end, 6);
    assert_int_equal(line.next, 8);
    assert_int_equal(line.width, 4);
    assert_true(line.seen >= 11 && line.seen <= 15);
    line = wrap_line(SV("甲乙  丙丁"), 8, &style);
    assert_int_equal(line.start, 8);
    assert_int_equal(line.next, 14);
    assert_int_equal(line.seen, 15); /* an addition at the end may alter it */
    style.hang = true;
    line = wrap_line(SV("甲乙丙，    ——丁"), 0, &style);
    assert_int_equal(line.end, 12);
    assert_int_equal(line.next, 16);
    assert_int_equal(line.width, 8);
    assert_true(line.seen >= 22); /* the second dash: one alone would not let the mark hang */
    line = wrap_line(SV(""), 0, &style);
    assert_int_equal(line.next, 0);
    assert_int_equal(line.seen, 1);
}

/* Random texts of what is hard. */
static const char *const alphabet[] = {
    "填",   "写",       "表",   "，",     "。",     "（",     "）", "“",      "”",  "《",
    "》",   "—",        "——",   "…",      "……",     " ",      "  ", "\u3000", "\t", "a",
    "Zq",   "7",        "12.5", "%",      "/",      "-",      "’",  "don’t",  "１", "９",
    "．",   "％",       "／",   "\u0301", "\u200D", "\u200B", "👍",  "👨",      "🇨",  "🇳",
    "é",    "①",        "℃",    "￥",     "#",      "(",      ")",  "\u00A0", "㎡", "·",
    "\x1B", "企业名称", "\xE5", "䷀",     "、",     "：",     "；", "\u302A",
};

static uint32_t draw(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 12) % below;
}

static void random_text(uint32_t *seed, uint32_t pieces, struct str *out)
{
    while (pieces-- > 0)
        str_add(out, sv_from(alphabet[draw(seed, COUNT_OF(alphabet))]));
}

static struct wrap_style random_style(uint32_t *seed)
{
    struct wrap_style style = {2 + draw(seed, 20), draw(seed, 3) ? 0 : draw(seed, 8),
                               (enum width_policy)draw(seed, 3), draw(seed, 2)};
    return style;
}

static bool all_blank(struct sv text)
{
    static const char *const blanks[] = {" ", "\u3000", "\t"};
    for (size_t at = 0; at < text.len;) {
        size_t next = cluster_next(text, at);
        bool blank = false;
        for (size_t i = 0; i < COUNT_OF(blanks); i++)
            blank = blank || sv_starts(sv_sub(text, at, next), sv_from(blanks[i]));
        if (!blank)
            return false;
        at = next;
    }
    return true;
}

static void check_line(struct sv text, const struct line *line, const struct wrap_style *style)
{
    struct sv drawn = sv_sub(text, line->start, line->end);
    uint32_t indent = line->start ? 0 : style->first_indent;
    uint32_t room = style->width > indent ? style->width - indent : 0;
    assert_int_equal(width_text(drawn, style->policy), line->width);
    if (line->width > room) {
        size_t last = cluster_prev(drawn, drawn.len);
        size_t before = width_text(sv_sub(drawn, 0, last), style->policy);
        if (before > 0 && !(style->hang && before <= room))
            fail_msg("too wide: [%.*s]", SV_ARG(drawn));
    }
    assert_true(line->end <= line->next && line->seen >= line->next);
    if (!all_blank(sv_sub(text, line->end, line->next)))
        fail_msg("lost something of [%.*s]", SV_ARG(text));
    assert_int_equal(cluster_start(text, line->end), line->end);
}

static void test_nothing_is_lost(void **state)
{
    (void)state;
    struct lines lines = {0};
    struct str text = {0};
    for (uint32_t seed = 3, round = 0; round < 6000; round++) {
        str_clear(&text);
        random_text(&seed, draw(&seed, 60), &text);
        struct wrap_style style = random_style(&seed);
        vec_clear(&lines);
        wrap_paragraph(str_sv(&text), &style, &lines);
        size_t at = 0;
        for (size_t i = 0; i < lines.len; i++) {
            assert_int_equal(lines.ptr[i].start, at);
            assert_true(lines.ptr[i].next > at || text.len == 0);
            check_line(str_sv(&text), &lines.ptr[i], &style);
            at = lines.ptr[i].next;
        }
        assert_int_equal(at, text.len);
    }
    vec_release(&lines);
    str_release(&text);
}

/* Whether a text ends or starts with one of the marks. */
static bool has_edge(struct sv text, const char *const *set, bool at_start)
{
    for (; *set; set++) {
        if (at_start ? sv_starts(text, sv_from(*set)) : sv_ends(text, sv_from(*set)))
            return true;
    }
    return false;
}

/* Texts that can always be broken well: no mark is far from a Han character. */
static void test_marks_stay_where_they_belong(void **state)
{
    (void)state;
    static const char *const starts[] = {"，", "。", "）", "”", "》", "％", "·", "℃", "/", NULL};
    static const char *const ends[] = {"（", "“", "《", "￥", "#", "/", NULL};
    static const char *const easy[] = {"填写",  "表，格", "“企业”", "（示范）", "《通知》",
                                       "——",    "……好",   "25℃",    "９％",     "￥1",
                                       "甲/乙", "张·三",  "，",     "。"};
    struct lines lines = {0};
    struct str text = {0};
    for (uint32_t seed = 11, round = 0; round < 3000; round++) {
        str_set(&text, SV("填"));
        for (uint32_t n = draw(&seed, 40); n > 0; n--) {
            str_add(&text, SV("字"));
            str_add(&text, sv_from(easy[draw(&seed, COUNT_OF(easy))]));
        }
        struct wrap_style style = {12 + draw(&seed, 20), 0, (enum width_policy)draw(&seed, 3),
                                   draw(&seed, 2)};
        vec_clear(&lines);
        wrap_paragraph(str_sv(&text), &style, &lines);
        for (size_t i = 0; i + 1 < lines.len; i++) {
            struct line *line = &lines.ptr[i];
            struct sv drawn = sv_sub(str_sv(&text), line->start, line->end);
            struct sv after = sv_from_offset(str_sv(&text), line->next);
            if (has_edge(after, starts, true) || has_edge(drawn, ends, false) ||
                (sv_ends(drawn, SV("—")) && sv_starts(after, SV("—"))))
                fail_msg("%u: [%.*s] / [%.*s]", style.width, SV_ARG(drawn), SV_ARG(after));
        }
    }
    vec_release(&lines);
    str_release(&text);
}

static void check_lines_equal(const struct lines *got, const struct lines *want, struct sv text)
{
    if (got->len != want->len)
        fail_msg("%zu lines, not %zu: [%.*s]", got->len, want->len, SV_ARG(text));
    for (size_t i = 0; i < got->len; i++) {
        if (memcmp(&got->ptr[i], &want->ptr[i], sizeof got->ptr[i]) != 0)
            fail_msg("line %zu differs: [%.*s]", i, SV_ARG(text));
    }
}

static void test_mend(void **state)
{
    (void)state;
    struct lines mended = {0}, fresh = {0};
    struct str text = {0}, insert = {0};
    for (uint32_t seed = 17, round = 0; round < 400; round++) {
        str_clear(&text);
        random_text(&seed, draw(&seed, 80), &text);
        struct wrap_style style = random_style(&seed);
        vec_clear(&mended);
        wrap_paragraph(str_sv(&text), &style, &mended);
        for (int edit = 0; edit < 60; edit++) {
            size_t length = utf8_length(str_sv(&text));
            size_t from = draw(&seed, (uint32_t)length + 1);
            size_t to = from + (draw(&seed, 8) ? draw(&seed, 4) : draw(&seed, 60));
            size_t at = utf8_offset(str_sv(&text), from);
            size_t del = utf8_offset(str_sv(&text), to) - at;
            str_clear(&insert);
            random_text(&seed, draw(&seed, 4), &insert);
            str_splice(&text, at, del, str_sv(&insert));
            wrap_mend(str_sv(&text), at, del, insert.len, &style, &mended);
            vec_clear(&fresh);
            wrap_paragraph(str_sv(&text), &style, &fresh);
            check_lines_equal(&mended, &fresh, str_sv(&text));
        }
    }
    vec_release(&mended);
    vec_release(&fresh);
    str_release(&text);
    str_release(&insert);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vectors),
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_hanging),
        cmocka_unit_test(test_indent),
        cmocka_unit_test(test_fields),
        cmocka_unit_test(test_nothing_is_lost),
        cmocka_unit_test(test_marks_stay_where_they_belong),
        cmocka_unit_test(test_mend),
    };
    return cmocka_run_group_tests_name("text_wrap", tests, NULL, NULL);
}
