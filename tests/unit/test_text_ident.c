#include "unit.h"

#include "text/ident.h"

struct credit_case {
    const char *typed;
    enum credit_code verdict;
    int at;
};

/* Public codes, and the synthetic ones of text-rules 6. */
static const struct credit_case credit_cases[] = {
    {"91330100799655058B", CREDIT_CODE_GOOD, 0},
    {"9144030071526726XG", CREDIT_CODE_GOOD, 0},
    {"914403001922038216", CREDIT_CODE_GOOD, 0},
    {"91110000802100433B", CREDIT_CODE_GOOD, 0},
    {"91110108551385082Q", CREDIT_CODE_GOOD, 0},
    {"91350100M000100Y43", CREDIT_CODE_GOOD, 0},
    {"91110108K36875517C", CREDIT_CODE_GOOD, 0},
    {"91310115MA571472X5", CREDIT_CODE_GOOD, 0},
    {"91440305MA31874874", CREDIT_CODE_GOOD, 0},
    {"92330106FY5244314K", CREDIT_CODE_GOOD, 0},
    {"93510104MP86875819", CREDIT_CODE_GOOD, 0},
    {"113205000064569737", CREDIT_CODE_GOOD, 0},
    {"12370200KM16176574", CREDIT_CODE_GOOD, 0},
    {"52420106YN7136905Q", CREDIT_CODE_GOOD, 0},
    {"51610113QR895958X7", CREDIT_CODE_GOOD, 0},
    {"N1410105T86080435N", CREDIT_CODE_GOOD, 0},
    {"91320500MA77412110", CREDIT_CODE_GOOD, 0}, /* sum mod 31 is 0 */
    {"91320500MA86563506", CREDIT_CODE_GOOD, 0}, /* place 17 is 0 */
    {"91320500MA770658X4", CREDIT_CODE_GOOD, 0}, /* place 17 is X */
    {"91320500MA4558534Y", CREDIT_CODE_GOOD, 0}, /* place 18 is Y */
    {"N1４10105T86080435N", CREDIT_CODE_GOOD, 0},
    {"  91110108 K368 7551 7c　", CREDIT_CODE_GOOD, 0},
    {"\u200B９１３２０５００ｍａ４５５８５３４ｙ\u00A0", CREDIT_CODE_GOOD, 0},
    {"91110108K36875517D", CREDIT_CODE_CHECK, 0},
    {"51610113QR8959580D", CREDIT_CODE_ORGANISATION, 0},
    {"91310115MA574172X5", CREDIT_CODE_ORGANISATION, 0}, /* two digits transposed */
    {"91440305OA31874874", CREDIT_CODE_ALPHABET, 9},
    {"92330106IY5244314K", CREDIT_CODE_ALPHABET, 9},
    {"Z1110108MA00000070", CREDIT_CODE_ALPHABET, 1},
    {"B1110108MA00000070", CREDIT_CODE_ALPHABET, 1}, /* in the alphabet, no office */
    {"01110108MA00000070", CREDIT_CODE_ALPHABET, 1},
    {"91110108K3687551-C", CREDIT_CODE_ALPHABET, 17},
    {"91110108K3687551某C", CREDIT_CODE_ALPHABET, 17},
    {"123A0200KM16176574", CREDIT_CODE_DIVISION, 4},
    {"9111010AK36875517C", CREDIT_CODE_DIVISION, 8},
    {"93510104MP8687581", CREDIT_CODE_LENGTH, 0},
    {"1132050000645697370", CREDIT_CODE_LENGTH, 0},
    {"", CREDIT_CODE_LENGTH, 0},
};

static void test_credit_code(void **state)
{
    (void)state;
    struct str code = {0};
    for (size_t i = 0; i < COUNT_OF(credit_cases); i++) {
        const struct credit_case *c = &credit_cases[i];
        int at = 0;
        credit_code_canonical(sv_from(c->typed), &code);
        enum credit_code got = credit_code_check(str_sv(&code), &at);
        if (got != c->verdict || at != c->at)
            fail_msg("%s: verdict %d at %d", c->typed, got, at);
        assert_int_equal(credit_code_check(str_sv(&code), NULL), c->verdict);
    }
    credit_code_canonical(SV(" ９111０108k36875517c "), &code);
    assert_text(str_sv(&code), "91110108K36875517C");
    /* Folding is the canonical form's business: the check takes no full-width digit. */
    int at = 0;
    assert_int_equal(credit_code_check(SV("N1４10105T86080435N"), &at), CREDIT_CODE_ALPHABET);
    assert_int_equal(at, 3);
    str_release(&code);
}

/* One wrong digit anywhere in places 9 to 18 of a good code never passes both checks. */
static void test_credit_code_single_errors(void **state)
{
    (void)state;
    static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    struct str code = {0};
    for (size_t place = 8; place < 18; place++) {
        for (size_t i = 0; i < sizeof(alphabet) - 1; i++) {
            str_set(&code, SV("91350100M000100Y43"));
            bool same = code.ptr[place] == alphabet[i];
            code.ptr[place] = alphabet[i];
            assert_int_equal(credit_code_check(str_sv(&code), NULL) == CREDIT_CODE_GOOD, same);
        }
    }
    str_release(&code);
}

static const struct {
    const char *typed;
    enum phone verdict;
    const char *canonical;
} phone_cases[] = {
    {"13800138000", PHONE_GOOD, "13800138000"},
    {"+86 138 0013 8000", PHONE_GOOD, "13800138000"},
    {"0086-138-0013-8000", PHONE_GOOD, "13800138000"},
    {"＋８６１９９００１３８０００", PHONE_GOOD, "19900138000"},
    {"(+86)13800138000", PHONE_GOOD, "13800138000"},
    {"12345678901", PHONE_BAD, "12345678901"},
    {"1380013800", PHONE_BAD, "1380013800"},
    {"138001380001", PHONE_BAD, "138001380001"},
    {"010-88886666", PHONE_GOOD, "01088886666"},
    {"（010）8888 6666", PHONE_GOOD, "01088886666"},
    {"010－8888－6666", PHONE_GOOD, "01088886666"},
    {"0311—86666666", PHONE_GOOD, "031186666666"},
    {"010-8888666", PHONE_BAD, "0108888666"},
    {"010-8888666-6", PHONE_BAD, "01088886666"},
    {"021-8888666", PHONE_BAD, "0218888666"},
    {"02188886666", PHONE_GOOD, "02188886666"},
    {"0512-6888888", PHONE_GOOD, "05126888888"},
    {"0512-68888888", PHONE_GOOD, "051268888888"},
    {"0512-18888888", PHONE_BAD, "051218888888"},
    {"0112-68888888", PHONE_BAD, "011268888888"},
    {"0755-26888888-802", PHONE_GOOD, "075526888888802"},
    {"075526888888-8", PHONE_GOOD, "0755268888888"},
    {"0512-6888888-8", PHONE_GOOD, "051268888888"},
    {"0755-26888888-1234567", PHONE_BAD, "0755268888881234567"},
    {"0755-26888888-", PHONE_GOOD, "075526888888"},
    {"13800138000-802", PHONE_BAD, "13800138000802"},
    {"400-888-1234", PHONE_GOOD, "4008881234"},
    {"4008881234", PHONE_GOOD, "4008881234"},
    {"800-820-8820", PHONE_GOOD, "8008208820"},
    {"400-888-12345", PHONE_BAD, "40088812345"},
    {"88886666", PHONE_NO_AREA_CODE, "88886666"},
    {"8888-6666", PHONE_NO_AREA_CODE, "88886666"},
    {"6888888", PHONE_NO_AREA_CODE, "6888888"},
    {"88886666-802", PHONE_NO_AREA_CODE, "88886666802"},
    {"18886666", PHONE_BAD, "18886666"},
    {"95588", PHONE_BAD, "95588"},
    {"", PHONE_BAD, ""},
    {"-", PHONE_BAD, ""},
    {"+86", PHONE_BAD, ""},
    {"13800138000/13900139000", PHONE_BAD, "13800138000/13900139000"},
    {"13800138000 13900139000", PHONE_BAD, "1380013800013900139000"},
    {"一三八", PHONE_BAD, "一三八"},
};

static void test_phone(void **state)
{
    (void)state;
    struct str canonical = {0};
    for (size_t i = 0; i < COUNT_OF(phone_cases); i++) {
        enum phone got = phone_check(sv_from(phone_cases[i].typed));
        if (got != phone_cases[i].verdict)
            fail_msg("%s: verdict %d", phone_cases[i].typed, got);
        phone_canonical(sv_from(phone_cases[i].typed), &canonical);
        assert_text(str_sv(&canonical), phone_cases[i].canonical);
    }
    str_release(&canonical);
}

static void check_email(const char *typed, bool want)
{
    struct str canonical = {0};
    email_canonical(sv_from(typed), &canonical);
    if (email_check(str_sv(&canonical)) != want)
        fail_msg("%s", typed);
    str_release(&canonical);
}

static void test_email(void **state)
{
    (void)state;
    static const char *good[] = {
        "a@b.cn",
        "zhang.san@qq.com",
        " zhang.san@qq.com　",
        "zhang＠qq．com",
        "A_b+c-d@x-y.z.cn",
        "o'neil@a.com.cn",
        "a@xn--fiq228c.xn--fiqs8s",
        "1@2.cn",
        "!#$%&'*+/=?^_`{|}~-@a.cn",
    };
    static const char *bad[] = {
        "",         "a",        "@",          "a@",      "@b.cn",   "a..b@c.cn", ".a@c.cn",
        "a.@c.cn",  "a@c",      "a@-c.cn",    "a@c-.cn", "张@c.cn", "a@c.c",     "a b@c.cn",
        "a@b@c.cn", "a@c..cn",  "a@.c.cn",    "a@c.cn.", "a@c.c1",  "a@公司.cn", "a，b@c.cn",
        "a@c_d.cn", "a;b@c.cn", "\"a\"@c.cn", "a@xn--",
    };
    for (size_t i = 0; i < COUNT_OF(good); i++)
        check_email(good[i], true);
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        check_email(bad[i], false);
    assert_false(email_check(sv_make("a\0b@c.cn", 8)));
    /* The check itself folds nothing. */
    assert_false(email_check(SV("a＠b.cn")));
}

static void test_email_lengths(void **state)
{
    (void)state;
    struct str mail = {0};
    for (size_t local = 63; local <= 66; local++) {
        for (size_t label = 62; label <= 65; label++) {
            str_clear(&mail);
            str_add_bytes(&mail, 'a', local);
            str_add_byte(&mail, '@');
            str_add_bytes(&mail, 'b', label);
            str_add(&mail, SV(".cn"));
            assert_int_equal(email_check(str_sv(&mail)), local <= 64 && label <= 63);
        }
    }
    for (size_t last = 59; last <= 63; last++) {
        str_set(&mail, SV("a@"));
        for (int i = 0; i < 3; i++) {
            str_add_bytes(&mail, 'b', 63);
            str_add_byte(&mail, '.');
        }
        str_add_bytes(&mail, 'c', last);
        assert_int_equal(email_check(str_sv(&mail)), mail.len <= 254);
    }
    str_release(&mail);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_credit_code),   cmocka_unit_test(test_credit_code_single_errors),
        cmocka_unit_test(test_phone),         cmocka_unit_test(test_email),
        cmocka_unit_test(test_email_lengths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
