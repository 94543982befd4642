#include "unit.h"

#include <string.h>

#include "tui/decode.h"

/* Feeds bytes and names the keys that come out, separated by blanks. */
static void decode_all(struct sv bytes, size_t chunk, struct str *out)
{
    struct decoder d = {0};
    struct key key;
    for (size_t at = 0; at < bytes.len; at += chunk) {
        decoder_feed(&d, sv_sub(bytes, at, at + chunk));
        for (bool idle = false;;) {
            bool last = at + chunk >= bytes.len;
            if (decoder_next(&d, idle, &key)) {
                if (out->len)
                    str_add_byte(out, ' ');
                if (key.code == K_PASTE)
                    str_add_f(out, "{%.*s}", SV_ARG(key.text));
                else if (key.code == K_NONE)
                    str_add(out, key.cp == 0xFFFD ? SV("BAD") : SV("-"));
                else
                    key_add_name(out, &key);
                continue;
            }
            if (idle || !last)
                break;
            idle = true;
        }
    }
    assert_false(decoder_waiting(&d));
    decoder_release(&d);
}

static const struct {
    const char *bytes;
    const char *keys;
} cases[] = {
    {"abc", "a b c"},
    {"石家庄", "石 家 庄"},
    {"\xF0\xA0\x80\x80", "\xF0\xA0\x80\x80"},
    {"\r", "Enter"},
    {"\n", "Enter"},
    {"\t", "Tab"},
    {"\177\b", "BS BS"},
    {"\033", "Esc"},
    {"\033\033", "Esc Esc"},
    {"\033[A\033[B\033[C\033[D", "Up Down Right Left"},
    {"\033OA\033OB\033OC\033OD", "Up Down Right Left"},
    {"\033[H\033[F\033[1~\033[4~\033[7~\033[8~", "Home End Home End Home End"},
    {"\033[2~\033[3~\033[5~\033[6~", "Ins Del PgUp PgDn"},
    {"\033OP\033OQ\033OR\033OS", "F1 F2 F3 F4"},
    {"\033[11~\033[12~\033[15~\033[17~\033[21~\033[24~", "F1 F2 F5 F6 F10 F12"},
    {"\033[[A\033[[E", "F1 F5"},
    {"\033[Z", "S-Tab"},
    {"\033[1;5A\033[1;2D\033[1;6F\033[3;5~", "C-Up S-Left C-S-End C-Del"},
    {"\033[1;3A\033\033[A", "M-Up M-Up"},
    {"\033[a\033[7^\033[7$\033Oa", "S-Up C-Home S-Home C-Up"},
    {"\033[115;5u\033[27;5;115~\033[83;5u", "C-s C-s C-s"},
    {"\033[13u\033[97u", "Enter a"},
    {"\033[0u\033[55296u\033[155u\033[27;1;7~a", "- - - - a"},
    {"\001\023\032\037", "C-a C-s C-z C-_"},
    {"\033x", "M-x"},
    {"\033OM\033Op", "Enter 0"},
    {"\033[?1;2c", "-"},
    {"\033[999~", "-"},
    {"\033[1;1", "Esc [ 1 ; 1"},
    {"\xC4\xE3", "BAD BAD"},
    {"\xE5\xBA", "BAD BAD"},
    {"a\xE5\xBA"
     "b",
     "a BAD BAD b"},
    {"\033[200~一\r二\033[201~x", "{一\r二} x"},
    {"\033[200~\033[201~", "{}"},
    {"\033[200~没有结束", "{没有结束}"},
    {"\033[200~a\xFF"
     "b\033[201~",
     "{a\xEF\xBF\xBD"
     "b}"},
    {"一二三四五\r六七八九十", "{一二三四五\r六七八九十}"},
    {"一二三四五六七八九十\r", "一 二 三 四 五 六 七 八 九 十 Enter"},
    {"一\r二", "一 Enter 二"},
};

static void test_sequences(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str got = {0};
        decode_all(sv_from(cases[i].bytes), strlen(cases[i].bytes), &got);
        assert_text(str_sv(&got), cases[i].keys);
        str_release(&got);
    }
}

/* A slow line brings a byte at a time: the same keys, except that a burst is then no burst. */
static void test_byte_by_byte(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases) - 3; i++) {
        struct str got = {0};
        decode_all(sv_from(cases[i].bytes), 1, &got);
        assert_text(str_sv(&got), cases[i].keys);
        str_release(&got);
    }
}

/* Whatever comes, every byte is used up in the end and nothing crashes. */
static void test_noise(void **state)
{
    (void)state;
    static const char alphabet[] = "\033[[OO~;0159ABZ\001\177\r\n\xE5\xBA\x84\xFF"
                                   "a";
    uint32_t seed = 7;
    for (int round = 0; round < 2000; round++) {
        struct str bytes = {0}, got = {0};
        for (int i = 0; i < 40; i++) {
            seed = seed * 1103515245 + 12345;
            str_add_byte(&bytes, alphabet[(seed >> 16) % (sizeof alphabet - 1)]);
        }
        decode_all(str_sv(&bytes), 1 + (seed >> 20) % 7, &got);
        str_release(&bytes);
        str_release(&got);
    }
}

/* Thousands of ESC must not pile up on the stack. */
static void test_many_escapes(void **state)
{
    (void)state;
    struct str bytes = {0}, got = {0};
    str_add_bytes(&bytes, '\033', 100000);
    decode_all(str_sv(&bytes), 4096, &got);
    assert_int_equal(got.len, 100000 * 4 - 1);
    str_release(&bytes);
    str_release(&got);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sequences),
        cmocka_unit_test(test_byte_by_byte),
        cmocka_unit_test(test_noise),
        cmocka_unit_test(test_many_escapes),
    };
    return cmocka_run_group_tests_name("tui/decode", tests, NULL, NULL);
}
