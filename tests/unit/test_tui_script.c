#include "unit.h"

#include "tui/keymap.h"
#include "tui/script.h"

/* The names of the keys a script presses, separated by blanks; pastes in braces, other steps by
 * their kind. */
static void play(const char *script, struct str *out)
{
    struct steps steps = {0};
    struct err e = {0};
    assert_true(script_parse(sv_from(script), "脚本", &steps, &e));
    for (size_t i = 0; i < steps.len; i++) {
        const struct step *step = &steps.ptr[i];
        str_add(out, i ? SV(" ") : SV(""));
        if (step->kind == STEP_KEY && step->key.code == K_PASTE)
            str_add_f(out, "{%.*s}", SV_ARG(step->key.text));
        else if (step->kind == STEP_KEY)
            key_add_name(out, &step->key);
        else if (step->kind == STEP_RESIZE)
            str_add_f(out, "%ux%u", step->key.cols, step->key.rows);
        else
            str_add_f(out, "#%d:%.*s", step->kind, SV_ARG(step->text));
    }
    vec_release(&steps);
}

static void test_steps(void **state)
{
    (void)state;
    static const struct {
        const char *script;
        const char *steps;
    } cases[] = {
        {"", ""},
        {"ab\nc", "a b c"},
        {"石 家", "石 Space 家"},
        {"<Enter><S-Tab><C-s><F10>", "Enter S-Tab C-s F10"},
        {"<lt><gt><Space>", "lt gt Space"},
        {"<Down*3>", "Down Down Down"},
        {"<C-S-End>", "C-S-End"},
        {"<C-h><C-i><C-m>", "BS Tab Enter"},
        {"<Paste:一\n二>", "{一\n二}"},
        {"<Resize:132x43>", "132x43"},
        {"<*>", "*"},
        {"<Down*0>x", "x"},
        {"<C-S><M-x>", "C-s M-x"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str got = {0};
        play(cases[i].script, &got);
        assert_text(str_sv(&got), cases[i].steps);
        str_release(&got);
    }
}

static void test_typing_is_the_same_each_time(void **state)
{
    (void)state;
    struct str a = {0}, b = {0}, c = {0};
    play("<Type:50@7>", &a);
    play("<Type:50@7>", &b);
    play("<Type:50@8>", &c);
    assert_int_equal(a.len, 50 * 3 + 49);
    assert_true(sv_eq(str_sv(&a), str_sv(&b)));
    assert_false(sv_eq(str_sv(&a), str_sv(&c)));
    str_release(&a);
    str_release(&b);
    str_release(&c);
}

static void test_mistakes_are_placed(void **state)
{
    (void)state;
    static const struct {
        const char *script;
        const char *where;
    } cases[] = {
        {"ab\n 石<Nonsense>", "脚本:2:3: "},
        {"<Enter", "脚本:1:1: "},
        {"<>", "脚本:1:1: "},
        {"<Resize:0x24>", "脚本:1:1: "},
        {"x<Type:abc>", "脚本:1:2: "},
        {"<Cough:x>", "脚本:1:1: "},
        {"<Down*9999999>", "脚本:1:1: "},
        {"\n<Down*500000><Up*500001>", "脚本:2:14: "},
        {"<Down*1000000>\n\n石", "脚本:3:1: "},
        {"<Down*999999><Type:2>", "脚本:1:14: "},
        {"x\n\n石\n石<Enter", "脚本:4:2: "},
        {"<C-é>", "脚本:1:1: "},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct steps steps = {0};
        struct err e = {0};
        assert_false(script_parse(sv_from(cases[i].script), "脚本", &steps, &e));
        assert_int_equal(e.class, ERR_USAGE);
        assert_int_equal(steps.len, 0);
        if (!sv_starts(str_sv(&e.message), sv_from(cases[i].where)))
            assert_text(str_sv(&e.message), cases[i].where);
        err_clear(&e);
        vec_release(&steps);
    }
}

/* As many steps as may be; lines are counted once, not for each step. */
static void test_longest(void **state)
{
    (void)state;
    struct steps steps = {0};
    struct str script = {0};
    struct err e = {0};
    for (size_t i = 0; i < 3 * SCRIPT_MAX_BYTES / 8; i++)
        str_add(&script, SV("x\n"));
    str_add(&script, SV("<Down*"));
    str_add_f(&script, "%zu>\n", (size_t)SCRIPT_MAX_STEPS - 3 * SCRIPT_MAX_BYTES / 8);
    assert_true(script_parse(str_sv(&script), "脚本", &steps, &e));
    assert_int_equal(steps.len, SCRIPT_MAX_STEPS);
    assert_int_equal(steps.ptr[1000].line, 1001);
    assert_int_equal(steps.ptr[steps.len - 1].line, 3 * SCRIPT_MAX_BYTES / 8 + 1);
    vec_release(&steps);
    str_release(&script);
}

/* Every command has a function key and a Ctrl twin, and no bare letter is a command. */
static void test_keys_of_the_contract(void **state)
{
    (void)state;
    static const struct {
        const char *key;
        enum action action;
    } cases[] = {
        {"F1", ACTION_HELP},        {"C-g", ACTION_HELP},         {"F2", ACTION_REVIEW},
        {"C-r", ACTION_REVIEW},     {"F4", ACTION_NEXT_PROBLEM},  {"C-t", ACTION_NEXT_PROBLEM},
        {"F5", ACTION_EXPORT},      {"C-e", ACTION_EXPORT},       {"F6", ACTION_PREVIEW},
        {"C-p", ACTION_PREVIEW},    {"F7", ACTION_TEXT_FILE},     {"C-o", ACTION_TEXT_FILE},
        {"F8", ACTION_DONE},        {"C-d", ACTION_DONE},         {"F9", ACTION_REDRAW},
        {"C-l", ACTION_REDRAW},     {"F10", ACTION_LEAVE},        {"C-q", ACTION_LEAVE},
        {"C-s", ACTION_SAVE},       {"C-z", ACTION_UNDO},         {"C-y", ACTION_REDO},
        {"C-a", ACTION_SELECT_ALL}, {"C-b", ACTION_MARK},         {"C-x", ACTION_CUT},
        {"C-c", ACTION_COPY},       {"C-v", ACTION_PASTE_CLIP},   {"Esc", ACTION_BACK},
        {"Tab", ACTION_NEXT_FIELD}, {"S-Tab", ACTION_PREV_FIELD}, {"C-Home", ACTION_TEXT_START},
        {"C-End", ACTION_TEXT_END},
    };
    struct key key;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        assert_true(key_by_name(sv_from(cases[i].key), &key));
        assert_int_equal(keymap_lookup(&key), cases[i].action);
    }
    for (char c = '!'; c <= '~'; c++) {
        key = (struct key){.code = K_CHAR, .cp = (char32_t)c};
        assert_int_equal(keymap_lookup(&key), ACTION_TYPE);
    }
    struct str names = {0};
    keymap_add_names(&names, ACTION_REVIEW);
    assert_text(str_sv(&names), "F2 ^R");
    str_release(&names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steps),
        cmocka_unit_test(test_typing_is_the_same_each_time),
        cmocka_unit_test(test_mistakes_are_placed),
        cmocka_unit_test(test_longest),
        cmocka_unit_test(test_keys_of_the_contract),
    };
    return cmocka_run_group_tests_name("tui/script", tests, NULL, NULL);
}
