#include "tui/canvas.h"

#include "unit.h"

enum { COLS = 8 };

/* What is written over half of a wide character leaves a blank in place of the other half. */
static const struct {
    const char *under; /* from the first column on */
    uint32_t col;
    const char *over; /* NULL: blanks up to `end` */
    uint32_t end;
    const char *want;
} cases[] = {
    {"一二三四", 1, "a", COLS, " a二三四\n"},  {"一二三四", 2, "a", COLS, "一a 三四\n"},
    {"一二三四", 3, "甲", COLS, "一 甲 四\n"}, {"一二三四", 2, "甲", COLS, "一甲三四\n"},
    {"一二三四", 7, "a", COLS, "一二三 a\n"},  {"一二三四", 3, "甲", 4, "一二三四\n"},
    {"一二三四", 1, "", COLS, "一二三四\n"},   {"一二三四", 1, NULL, 5, "      四\n"},
    {"一二三四", 0, NULL, 1, "  二三四\n"},    {"ab", 1, "一", COLS, "a一\n"},
};

static void test_halves(void **state)
{
    (void)state;
    struct canvas c;
    struct str got = {0};
    canvas_init(&c);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        canvas_clear(&c, COLS, 1);
        canvas_text(&c, 0, 0, COLS, sv_from(cases[i].under), STYLE_PLAIN);
        if (cases[i].over)
            canvas_text(&c, 0, cases[i].col, cases[i].end, sv_from(cases[i].over), STYLE_PLAIN);
        else
            canvas_fill(&c, 0, cases[i].col, cases[i].end, STYLE_PLAIN);
        str_clear(&got);
        canvas_dump(&c, false, &got);
        assert_text(str_sv(&got), cases[i].want);
        for (uint32_t col = 0; col < COLS; col++) {
            bool tail = col > 0 && c.cells[col - 1].width == 2;
            assert_int_equal(c.cells[col].width == 0, tail);
        }
    }
    str_release(&got);
    canvas_release(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_halves)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
