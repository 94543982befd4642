#include "unit.h"

#include "text/cluster.h"
#include "text/utf8.h"

/* Clusters are parted by |, which stands for nothing else here. */
static const char *const cases[] = {
    "",
    "a",
    "填|表",
    "，|。|“|”",
    "a|b|填|c",
    "e\u0301|e",
    "字\u0301\u0302|字",
    "か\u3099|は\u309A",
    "\r\n|\n|\r|a",
    "\n|\u0301|a",
    "a\u200D|b",
    "a\u0308|\u200B|b",
    /* emoji */
    "👍🏻|👍",
    "👨\u200D👩\u200D👧\u200D👦|家",
    "❤\uFE0F\u200D🔥|❤",
    "1\uFE0F\u20E3|2\uFE0F\u20E3",
    "👍\u0308\u200D🔥",
    "a\u200D|🔥",
    "🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F|！",
    /* flags pair from the left */
    "🇨🇳|🇭🇰|🇲🇴",
    "🇨🇳|🇭",
    "🇨🇳|a|🇭🇰|🇲",
    "🇨\u200D|🇳🇨",
    "中|🇨🇳|国",
    /* Hangul */
    "\u1100\u1161\u11A8|\u1100\u1161",
    "가\u11A8|각|각\u11A8",
    "각|\u1161",
    "한|글",
    /* Indic: spacing marks, conjuncts (GB9c), prepended marks */
    "न|म|स\u094Dते",
    "क\u094D\u200Dष|क\u094D|a",
    "क\u094D\u0300ष",
    "ক\u09CDষ|ক",
    "க\u0BCD|ஷ",
    "กำ|ก",
    "\u0600\u0661|\u0661",
    /* variation selectors of Han, plane 2 */
    "葛\U000E0100|葛",
    "\U00020000|\U0002A6DF|字",
};

static void test_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str text = {0};
        size_t bounds[32] = {0}, n = 0;
        struct sv rest = sv_from(cases[i]), piece;
        while (sv_next(&rest, '|', &piece) && piece.len) {
            str_add(&text, piece);
            bounds[++n] = text.len;
        }
        struct sv all = str_sv(&text);
        size_t at = 0;
        for (size_t k = 1; k <= n; k++) {
            at = cluster_next(all, at);
            if (at != bounds[k])
                fail_msg("%s: forwards %zu, not %zu", cases[i], at, bounds[k]);
        }
        for (size_t k = n; k > 0; k--) {
            at = cluster_prev(all, at);
            if (at != bounds[k - 1])
                fail_msg("%s: backwards %zu, not %zu", cases[i], at, bounds[k - 1]);
        }
        for (size_t k = 1; k <= n; k++) {
            for (size_t inside = bounds[k - 1]; inside < bounds[k]; inside++)
                assert_int_equal(cluster_start(all, inside), bounds[k - 1]);
        }
        assert_int_equal(cluster_count(all), n);
        assert_int_equal(cluster_next(all, all.len), all.len);
        assert_int_equal(cluster_start(all, all.len + 5), all.len);
        assert_int_equal(cluster_prev(all, 0), 0);
        str_release(&text);
    }
}

static void test_backwards_meets_forwards(void **state)
{
    (void)state;
    static const char *const pool[] = {
        "a", "填",     "，", "\u0301", "\u200D", "\uFE0F", "😀",      "🏻",
        "🇨", "🇳",      "\r", "\n",     "\u1100", "\u1161", "\u11A8", "가",
        "क", "\u094D", "ा",  "\u0600", "\u200B", "❤",      "\x80",   "\xE4",
    };
    uint32_t seed = 7;
    for (int round = 0; round < 20000; round++) {
        struct str text = {0};
        for (int i = 0; i < 12; i++) {
            seed = seed * 1664525u + 1013904223u;
            str_add(&text, sv_from(pool[(seed >> 16) % COUNT_OF(pool)]));
        }
        struct sv all = str_sv(&text);
        for (size_t at = 0; at < all.len;) {
            size_t next = cluster_next(all, at);
            assert_true(next > at);
            assert_int_equal(cluster_prev(all, next), at);
            at = next;
        }
        str_release(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_backwards_meets_forwards),
    };
    return cmocka_run_group_tests_name("text_cluster", tests, NULL, NULL);
}
