#include "unit.h"

#include "text/cluster.h"
#include "text/count.h"
#include "text/utf8.h"
#include "vectors.h"

static const struct {
    const char *text;
    uint32_t fe, latin, chars, blanks;
} cases[] = {
    /* the table of text-rules 1.3 */
    {"你好，世界。", 6, 0, 6, 0},
    {"使用 Adobe Photoshop 打开图片", 6, 2, 20, 3},
    {"2021年4月10日", 3, 3, 10, 0},
    {"增长35%以上", 4, 1, 7, 0},
    {"“甲”“乙”", 6, 0, 6, 0},
    {"提质——增效", 6, 0, 6, 0},
    {"等等……", 4, 0, 4, 0},
    {"25℃", 1, 1, 3, 0},
    {"中文,中文", 4, 1, 5, 0},
    /* U+2019 is an apostrophe between ASCII letters or digits only */
    {"don’t", 0, 1, 5, 0},
    {"don’", 1, 1, 4, 0},
    {"’t", 1, 1, 2, 0},
    {"a’’b", 2, 2, 4, 0},
    {"a’b’c", 0, 1, 5, 0},
    {"a’中", 2, 1, 3, 0},
    {"中’a", 2, 1, 3, 0},
    {"a’ b", 1, 2, 3, 1},
    {"a’\u200Bb", 1, 2, 3, 0},
    {"é’a", 1, 2, 3, 0},
    {"1‘2", 1, 2, 3, 0},
    /* order of the sets: blanks and marks before Chinese */
    {"\u3000甲\u302A乙\u3099", 2, 0, 4, 1},
    {"x\u20DDy", 0, 1, 3, 0},
    {"a\u0301b", 0, 1, 3, 0},
    {"字\u0301字", 2, 0, 3, 0},
    {"\u0301a", 0, 1, 2, 0},
    /* every kind of blank and line end */
    {"a\tb\nc\rd\302\205e\u00A0f\u1680g\u2000h\u200Ai\u2028j\u2029k\u202Fl\u205Fm\u3000n", 0, 14,
     14, 8},
    {"a\v\fb", 0, 2, 2, 0},
    /* what is ignored */
    {"a\x01\x7F\302\200\u00AD\u061C\u180B\u200B\u200F\u202A\u2060\uFE0F\uFEFF\uFFF9\U000E0100b", 0,
     1, 2, 0},
    /* the edges of the Chinese ranges */
    {"\u1100\u11FF\u2E80\uA4CF\uA960\uAC00\uD7FF\uF900\uFE10\uFE30\uFE6F\uFF01\uFFEF", 13, 0, 13,
     0},
    {"\U00016FE0\U00018DFF\U0001AFF0\U0001B2FF\U0001F200\U0001F265\U00020000\U0003FFFD", 8, 0, 8,
     0},
    {"\u10FF \u1200 \uA4D0 \uA980 \uFE1F", 1, 4, 5, 4},
    {"\U0001F1FF \U0001F266 \U00018E00 \U0001AFEF", 0, 4, 4, 3},
    {"¡¤§¨ª¯°±²³´¶·¸¹º¼½¾¿×÷", 22, 0, 22, 0},
    {"¢ £ ¥ ¦ © « ¬ ® µ »", 0, 10, 10, 9},
    {"\u2010\u2027\u2030\u205E\u2070\u2BFF\uE000\uF8FF", 8, 0, 8, 0},
    {"\u2C00 \u2DFF \u2E7F", 0, 3, 3, 2},
    /* emoji are a run, whatever joins them */
    {"👍👎👏", 0, 1, 3, 0},
    {"Hello👍World", 0, 1, 11, 0},
    {"好👨\u200D👩\u200D👧好", 2, 1, 5, 0},
    {"", 0, 0, 0, 0},
};

static void test_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct counts n = count_text(sv_from(cases[i].text));
        if (n.fe != cases[i].fe || n.latin != cases[i].latin || n.chars != cases[i].chars ||
            n.blanks != cases[i].blanks)
            fail_msg("%s: %u %u %u %u", cases[i].text, n.fe, n.latin, n.chars, n.blanks);
    }
}

enum column {
    RULE_WORD = 5,
    RULE_FE,
    RULE_LATIN,
    RULE_CHARS,
    RULE_CHARS_SP,
    TEXT = 13,
};

static void check_vector(struct sv line)
{
    struct sv columns[TEXT + 1], rest = line;
    for (int i = 0; i <= TEXT; i++) {
        if (!sv_next(&rest, '\t', &columns[i]))
            fail_msg("too few columns: %.*s", SV_ARG(line));
    }
    struct str text = {0};
    vector_unescape(columns[TEXT], &text);
    struct counts n = count_text(str_sv(&text));
    const uint32_t got[] = {counts_by(n, COUNT_WORD), n.fe, n.latin, counts_by(n, COUNT_CHARS),
                            counts_by(n, COUNT_CHARS_WITH_SPACES)};
    for (size_t i = 0; i < COUNT_OF(got); i++) {
        int64_t want = -1;
        assert_true(sv_number(columns[RULE_WORD + i], 0, INT32_MAX, &want));
        if (got[i] != want)
            fail_msg("%.*s, column %zu: %u, not %d", SV_ARG(columns[0]), RULE_WORD + i, got[i],
                     (int)want);
    }
    str_release(&text);
}

static void test_vectors(void **state)
{
    (void)state;
    struct str file = {0};
    vectors_read("count-vectors.tsv", &file);
    struct sv rest = str_sv(&file), line;
    assert_true(sv_next(&rest, '\n', &line)); /* the names of the columns */
    size_t lines = 0;
    for (; sv_next(&rest, '\n', &line) && line.len; lines++)
        check_vector(line);
    assert_true(lines >= 60);
    str_release(&file);
}

static void test_names(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT_RULES; i++) {
        enum count_rule rule = COUNT_RULES;
        assert_true(count_rule_by_name(count_rule_name((enum count_rule)i), &rule));
        assert_int_equal(rule, i);
        assert_true(sv_contains(sv_from(count_rule_label(rule)), SV("计")));
    }
    enum count_rule rule = COUNT_CHARS;
    assert_false(count_rule_by_name(SV("Word"), &rule));
    assert_false(count_rule_by_name(SV(""), &rule));
    assert_int_equal(rule, COUNT_CHARS);
}

static const char *const alphabet[] = {
    "a", "Z",      "7",      "’",      "’",      "‘",  "-", "é", "\u0301", "\u200D", "\u200B",
    "👍", "👨",      "\uFE0F", "填",     "，",     "“",  "…", " ", "\n",     "\t",     "\u3000",
    "—", "\u302A", "①",      "\u00A0", "\u2028", "가", "ｱ", "b", "\uFEFF", "α",      "\U00020000",
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

static void check_same(struct counts a, struct counts b, struct sv text)
{
    if (a.fe != b.fe || a.latin != b.latin || a.chars != b.chars || a.blanks != b.blanks)
        fail_msg("%u %u %u %u, not %u %u %u %u, of [%.*s]", a.fe, a.latin, a.chars, a.blanks, b.fe,
                 b.latin, b.chars, b.blanks, SV_ARG(text));
}

static void test_splices(void **state)
{
    (void)state;
    for (uint32_t seed = 1, round = 0; round < 300; round++) {
        struct str text = {0}, insert = {0};
        random_text(&seed, draw(&seed, 40), &text);
        struct counts n = count_text(str_sv(&text));
        for (int edit = 0; edit < 60; edit++) {
            size_t length = utf8_length(str_sv(&text));
            size_t from = draw(&seed, (uint32_t)length + 1);
            size_t to = from + draw(&seed, 6);
            size_t at = utf8_offset(str_sv(&text), from);
            size_t del = utf8_offset(str_sv(&text), to) - at;
            str_clear(&insert);
            random_text(&seed, draw(&seed, 6), &insert);
            count_splice(str_sv(&text), at, del, str_sv(&insert), &n);
            str_splice(&text, at, del, str_sv(&insert));
            check_same(n, count_text(str_sv(&text)), str_sv(&text));
        }
        str_release(&text);
        str_release(&insert);
    }
}

static void test_limit_table(void **state)
{
    (void)state;
    static const struct {
        const char *within;
        const char *surplus;
        enum count_rule rule;
        uint32_t limit;
    } limits[] = {
        {"", "", COUNT_WORD, 0},
        {"", "甲", COUNT_WORD, 0},
        {"  ", "a", COUNT_WORD, 0},
        {"一二三", "四五", COUNT_WORD, 3},
        {"一二三", "", COUNT_WORD, 3},
        {"一二三 \n", "四", COUNT_WORD, 3},
        {"see you ", "later", COUNT_WORD, 2},
        {"中English", "文", COUNT_WORD, 2},
        {"中", "English", COUNT_WORD, 1},
        {"don’t ", "go", COUNT_WORD, 1},
        {"don", "’", COUNT_WORD, 1},
        {"don", "’好", COUNT_WORD, 1},
        {"don’", "好", COUNT_WORD, 2},
        {"甲", "字\u0301", COUNT_CHARS, 2}, /* the whole cluster is too much */
        {"甲", "e\u0301乙", COUNT_CHARS, 2},
        {"甲 乙", "丙", COUNT_CHARS, 2},
        {"甲 ", "乙", COUNT_CHARS_WITH_SPACES, 2},
        {"甲\n乙", "丙", COUNT_CHARS_WITH_SPACES, 2},
        {"好", "👨\u200D👩\u200D👧", COUNT_CHARS, 3},
        {"好👨\u200D👩\u200D👧", "", COUNT_WORD, 2},
    };
    for (size_t i = 0; i < COUNT_OF(limits); i++) {
        struct str text = {0};
        str_add_f(&text, "%s%s", limits[i].within, limits[i].surplus);
        size_t at = count_limit_offset(str_sv(&text), limits[i].rule, limits[i].limit);
        assert_text(sv_sub(str_sv(&text), 0, at), limits[i].within);
        str_release(&text);
    }
}

static void test_limit_property(void **state)
{
    (void)state;
    for (uint32_t seed = 5, round = 0; round < 4000; round++) {
        struct str text = {0};
        random_text(&seed, draw(&seed, 30), &text);
        struct sv all = str_sv(&text);
        enum count_rule rule = (enum count_rule)draw(&seed, COUNT_RULES);
        uint32_t limit = draw(&seed, 20);
        size_t at = count_limit_offset(all, rule, limit);
        assert_int_equal(cluster_start(all, at), at);
        assert_true(counts_by(count_text(sv_sub(all, 0, at)), rule) <= limit);
        if (at < all.len)
            assert_true(counts_by(count_text(sv_sub(all, 0, cluster_next(all, at))), rule) > limit);
        assert_int_equal(at == all.len, counts_by(count_text(all), rule) <= limit);
        str_release(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),       cmocka_unit_test(test_vectors),
        cmocka_unit_test(test_names),       cmocka_unit_test(test_splices),
        cmocka_unit_test(test_limit_table), cmocka_unit_test(test_limit_property),
    };
    return cmocka_run_group_tests_name("text_count", tests, NULL, NULL);
}
