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
                else if (key.code == K_PASTE_TOO_LARGE)
                    str_add(out, SV("{LARGE}"));
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
    /* A mouse, a report of the cursor, answers to what others asked. */
    {"\033[M !!a\033[<0;3;4Ma\033[32;3;4Ma", "- a - a - a"},
    {"\033[1;2R\033[R\033[12;40R", "S-F3 F3 -"},
    {"\033]11;rgb:ffff/0/0\033\\a", "a"},
    {"\033]11;rgb:ffff/0/0\ab", "b"},
    {"\033P>|xterm(1)\033\\\033P1$r0m\033\\\033_Gi=1;OK\033\\c", "c"},
    {"\033]11;没有结束", ""},
    {"\033]11;没有结束\r二", "Enter 二"},
    {"\033]11;没有结束\033[A", "Up"},
    {"\033]11;没有结束\033", "Esc"},
    {"\033]\033Pa\033]x", "M-] M-P a M-] x"},
    {"\033[99999999999999999999;5A", "C-Up"},
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

/* A sequence without end is swallowed, in little memory, and the keys after it are heard. */
static void test_endless_sequences(void **state)
{
    (void)state;
    static const struct {
        const char *start;
        const char *piece;
        const char *end;
        const char *keys;
    } endless[] = {
        {"\033[", "1;", "Ax", "x"},         {"\033\033[", "0", "~x", "x"},
        {"\033[<", "4;", "\rx", "Enter x"}, {"\033[", "/", "石", "石"},
        {"\033]0;", "题", "\ax", "x"},      {"\033P1", "q", "\033\\x", "x"},
        {"\033_G", "AAAA", "", ""},
    };
    for (size_t i = 0; i < COUNT_OF(endless); i++) {
        struct decoder d = {0};
        struct key key;
        struct str got = {0};
        decoder_feed(&d, sv_from(endless[i].start));
        for (int n = 0; n < 50000; n++) {
            decoder_feed(&d, sv_from(endless[i].piece));
            assert_false(decoder_next(&d, false, &key));
            assert_true(d.pending.len <= 2 * SEQUENCE_MAX_BYTES);
        }
        decoder_feed(&d, sv_from(endless[i].end));
        while (decoder_next(&d, false, &key) || decoder_next(&d, true, &key)) {
            if (got.len)
                str_add_byte(&got, ' ');
            key_add_name(&got, &key);
        }
        assert_text(str_sv(&got), endless[i].keys);
        assert_false(decoder_waiting(&d));
        str_release(&got);
        decoder_release(&d);
    }
}

/* A paste is taken whole or not at all, and what comes after it is itself again. */
static void test_paste_limit(void **state)
{
    (void)state;
    for (size_t over = 0; over < 2; over++) {
        struct decoder d = {0};
        struct key key;
        struct str piece = {0};
        str_add_bytes(&piece, 'x', 1 << 20);
        decoder_feed(&d, SV("\033[200~"));
        for (size_t i = 0; i < PASTE_MAX_BYTES >> 20; i++) {
            decoder_feed(&d, str_sv(&piece));
            assert_false(decoder_next(&d, false, &key));
        }
        decoder_feed(&d, sv_from_offset(SV("x\033[201~a\033[200~b\033[201~"), 1 - over));
        assert_true(decoder_next(&d, false, &key));
        assert_int_equal(key.code, over ? K_PASTE_TOO_LARGE : K_PASTE);
        assert_int_equal(key.text.len, over ? 0 : PASTE_MAX_BYTES);
        assert_true(decoder_next(&d, false, &key));
        assert_true(key.code == K_CHAR && key.cp == 'a');
        assert_true(decoder_next(&d, false, &key));
        assert_true(key.code == K_PASTE && sv_eq(key.text, SV("b")));
        assert_false(decoder_waiting(&d));
        str_release(&piece);
        decoder_release(&d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sequences),
        cmocka_unit_test(test_byte_by_byte),
        cmocka_unit_test(test_noise),
        cmocka_unit_test(test_many_escapes),
        cmocka_unit_test(test_endless_sequences),
        cmocka_unit_test(test_paste_limit),
    };
    return cmocka_run_group_tests_name("tui/decode", tests, NULL, NULL);
}
