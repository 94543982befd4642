#include "wizarding.h"

#include "tui/draw.h"

/* The start page with so many drafts, two forms and a sample, at a size, as text. */
static void show_start(size_t drafts, uint16_t cols, uint16_t rows, size_t downs, struct str *out)
{
    struct start_list list = {0};
    for (size_t i = 0; i < drafts + 3; i++) {
        struct start_entry *entry = vec_add(&list.entries);
        entry->kind = i < drafts ? START_DRAFT : i < drafts + 2 ? START_FORM : START_SAMPLE;
        str_add_f(&entry->path, "%zu.yaml", i);
        str_add_f(&entry->title, i < drafts ? "草稿 %zu" : "表单 %zu", i < drafts ? i : i - drafts);
    }
    struct bench b = {.w = wizard_new()};
    struct canvas canvas;
    canvas_init(&canvas);
    wizard_start(b.w, &list);
    bench_resize(&b, cols, rows);
    for (size_t i = 0; i < downs; i++)
        act(&b, ACTION_DOWN);
    draw_wizard(b.w, &canvas);
    canvas_dump(&canvas, false, out);
    /* The caret stands on the line in focus. */
    struct sv rest = str_sv(out), line = {0};
    for (uint32_t row = 0; row <= canvas.caret_row; row++)
        sv_next(&rest, '\n', &line);
    assert_true(sv_starts(line, SV("  > ")));
    canvas_release(&canvas);
    wizard_free(b.w);
}

static bool shows(const struct str *screen, const char *words)
{
    return sv_contains(str_sv(screen), sv_from(words));
}

static void test_a_new_draft_is_always_in_sight(void **state)
{
    (void)state;
    static const uint16_t sizes[][2] = {{80, 24}, {40, 12}, {132, 43}, {40, 24}, {132, 20}};
    for (size_t drafts = 0; drafts <= 60; drafts++)
        for (size_t i = 0; i < COUNT_OF(sizes); i++) {
            struct str screen = {0};
            show_start(drafts, sizes[i][0], sizes[i][1], 0, &screen);
            assert_true(shows(&screen, "新建"));
            assert_true(shows(&screen, "表单 0"));
            assert_int_equal(shows(&screen, "草稿 0"), drafts > 0);
            str_release(&screen);
        }
}

static void test_what_is_folded_away_is_counted(void **state)
{
    (void)state;
    static const struct {
        size_t drafts;
        const char *line; /* NULL: nothing is folded away */
    } cases[] = {{6, NULL}, {7, NULL}, {8, "还有 2 份"}, {40, "还有 34 份"}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str screen = {0};
        show_start(cases[i].drafts, 80, 24, 0, &screen);
        assert_int_equal(shows(&screen, "更多草稿"), cases[i].line != NULL);
        if (cases[i].line)
            assert_true(shows(&screen, cases[i].line));
        str_release(&screen);
    }
}

/* Whatever the focus moves to is on the screen. */
static void test_every_line_can_be_reached(void **state)
{
    (void)state;
    for (size_t downs = 0; downs < 14; downs++) {
        struct str screen = {0};
        show_start(20, 40, 12, downs, &screen);
        str_release(&screen);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_new_draft_is_always_in_sight),
        cmocka_unit_test(test_what_is_folded_away_is_counted),
        cmocka_unit_test(test_every_line_can_be_reached),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
