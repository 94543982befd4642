#include "unit.h"

#include <string.h>

#include "text/cluster.h"
#include "text/layout.h"
#include "text/utf8.h"

static void make(struct layout *l, struct sv text, uint32_t width)
{
    struct wrap_style style = {width, 0, WIDTH_SCREEN, false};
    layout_make(l, text, &style);
}

static void test_rows(void **state)
{
    (void)state;
    struct layout l;
    layout_init(&l);
    struct sv text = SV("一二三四五\n\nab cd\n");
    make(&l, text, 6);
    static const struct {
        const char *drawn;
        bool opens;
    } rows[] = {{"一二三", true}, {"四五", false}, {"", true}, {"ab cd", true}, {"", true}};
    assert_int_equal(l.rows, COUNT_OF(rows));
    assert_int_equal(l.paragraphs.len, 4);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        size_t start, end;
        assert_true(layout_row(&l, i, &start, &end));
        assert_text(sv_sub(text, start, end), rows[i].drawn);
        assert_int_equal(layout_row_opens(&l, i), rows[i].opens);
    }
    assert_true(layout_row(&l, 0, NULL, NULL));
    assert_false(layout_row(&l, COUNT_OF(rows), NULL, NULL));
    assert_false(layout_row_opens(&l, COUNT_OF(rows)));
    static const struct {
        size_t offset, paragraph;
    } places[] = {{0, 0}, {14, 0}, {15, 0}, {16, 1}, {17, 2}, {22, 2}, {23, 3}, {99, 3}};
    for (size_t i = 0; i < COUNT_OF(places); i++)
        assert_int_equal(layout_paragraph(&l, places[i].offset), places[i].paragraph);
    layout_release(&l);
}

static void test_empty(void **state)
{
    (void)state;
    struct layout l;
    layout_init(&l);
    assert_false(layout_row(&l, 0, NULL, NULL));
    assert_int_equal(layout_offset(&l, SV(""), 0, 0), 0);
    make(&l, SV(""), 0); /* too narrow a width is two cells */
    assert_int_equal(l.rows, 1);
    assert_int_equal(l.style.width, 2);
    assert_int_equal(layout_spot(&l, SV(""), 5).column, 0);
    assert_int_equal(layout_offset(&l, SV(""), 7, 7), 0);
    layout_splice(&l, SV("\n"), 0, 0, 1);
    assert_int_equal(l.rows, 2);
    layout_splice(&l, SV(""), 0, 1, 0);
    assert_int_equal(l.rows, 1);
    layout_release(&l);
}

static void test_spots(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t width, indent;
        size_t offset;
        uint32_t row, column;
    } cases[] = {
        {"一二三四", 4, 0, 0, 0, 0},
        {"一二三四", 4, 0, 3, 0, 2},
        {"一二三四", 4, 0, 6, 1, 0},  /* a soft break is the next row's start */
        {"一二三四", 4, 0, 12, 1, 4}, /* the end stays on the last row */
        {"一二三四", 4, 0, 99, 1, 4},
        {"一二三四", 4, 0, 4, 0, 2},  /* inside a character: its start */
        {"ae\u0301b", 4, 0, 2, 0, 1}, /* inside a cluster: its start */
        {"ae\u0301b", 4, 0, 4, 0, 2},
        {"一二三四", 6, 2, 3, 0, 4}, /* the indent counts, on the first row only */
        {"一二三四", 6, 2, 6, 1, 0},
        {"ab   cd", 4, 0, 2, 0, 2}, /* blanks that vanished: the end of the row */
        {"ab   cd", 4, 0, 3, 0, 3},
        {"ab   cd", 4, 0, 4, 0, 4}, /* at most the margin */
        {"ab   cd", 4, 0, 5, 1, 0},
        {"abcd    ", 4, 0, 8, 0, 4},
        {"一\n二", 4, 0, 3, 0, 2},
        {"一\n二", 4, 0, 4, 1, 0},
        {"一\n", 4, 0, 4, 1, 0},
    };
    struct layout l;
    layout_init(&l);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct sv text = sv_from(cases[i].text);
        struct wrap_style style = {cases[i].width, cases[i].indent, WIDTH_SCREEN, false};
        layout_make(&l, text, &style);
        struct spot spot = layout_spot(&l, text, cases[i].offset);
        if (spot.row != cases[i].row || spot.column != cases[i].column)
            fail_msg("%s at %zu: %u/%u", cases[i].text, cases[i].offset, spot.row, spot.column);
    }
    layout_release(&l);
}

static void test_offsets(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t width;
        size_t row, column, offset;
    } cases[] = {
        {"一二三四", 4, 0, 0, 0},
        {"一二三四", 4, 0, 1, 0}, /* the left one of two as near */
        {"一二三四", 4, 0, 2, 3},
        {"一二三四", 4, 0, 4, 3}, /* the soft break is the next row's */
        {"一二三四", 4, 0, UINT32_MAX, 3},
        {"一二三四", 4, 1, UINT32_MAX, 12},
        {"一二三四", 4, 9, 3, 9},       /* past the last row: the last row */
        {"ab cd", 3, 0, UINT32_MAX, 2}, /* before the blank that vanished */
        {"ab   cd", 4, 0, UINT32_MAX, 4},
        {"ae\u0301b", 9, 0, 2, 4},
        {"😀b", 9, 0, 1, 0},
        {"一\n二", 4, 0, 9, 3},
    };
    struct layout l;
    layout_init(&l);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct sv text = sv_from(cases[i].text);
        make(&l, text, cases[i].width);
        size_t offset = layout_offset(&l, text, cases[i].row, cases[i].column);
        if (offset != cases[i].offset)
            fail_msg("%s: %zu, not %zu", cases[i].text, offset, cases[i].offset);
    }
    layout_release(&l);
}

static const char *const alphabet[] = {
    "填", "写", "表格企业", "，",       "。",     "（", "）", "“",    "”",
    "——", "……", " ",        "  ",       "\u3000", "a",  "Zq", "12.5", "%",
    "’",  "１", "e\u0301",  "👨\u200D👩", "🇨🇳",     "\n", "\n", "\t",   "①",
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
    struct wrap_style style = {2 + draw(seed, 24), draw(seed, 3) ? 0 : draw(seed, 6),
                               (enum width_policy)draw(seed, 3), draw(seed, 2)};
    return style;
}

static void check_same(const struct layout *got, const struct layout *want, struct sv text)
{
    if (got->rows != want->rows || got->paragraphs.len != want->paragraphs.len)
        fail_msg("%u rows, not %u: [%.*s]", got->rows, want->rows, SV_ARG(text));
    for (size_t i = 0; i < got->paragraphs.len; i++) {
        const struct paragraph *a = &got->paragraphs.ptr[i], *b = &want->paragraphs.ptr[i];
        if (a->start != b->start || a->len != b->len || a->row != b->row ||
            a->lines.len != b->lines.len ||
            memcmp(a->lines.ptr, b->lines.ptr, a->lines.len * sizeof *a->lines.ptr) != 0)
            fail_msg("paragraph %zu differs: [%.*s]", i, SV_ARG(text));
    }
}

static void test_splices(void **state)
{
    (void)state;
    struct layout spliced, fresh;
    layout_init(&spliced);
    layout_init(&fresh);
    struct str text = {0}, insert = {0};
    for (uint32_t seed = 29, round = 0; round < 300; round++) {
        str_clear(&text);
        random_text(&seed, draw(&seed, 80), &text);
        struct wrap_style style = random_style(&seed);
        layout_make(&spliced, str_sv(&text), &style);
        for (int edit = 0; edit < 60; edit++) {
            size_t length = utf8_length(str_sv(&text));
            size_t from = draw(&seed, (uint32_t)length + 1);
            size_t to = from + (draw(&seed, 8) ? draw(&seed, 4) : draw(&seed, 60));
            size_t at = utf8_offset(str_sv(&text), from);
            size_t del = utf8_offset(str_sv(&text), to) - at;
            str_clear(&insert);
            random_text(&seed, draw(&seed, 5), &insert);
            str_splice(&text, at, del, str_sv(&insert));
            layout_splice(&spliced, str_sv(&text), at, del, insert.len);
            layout_make(&fresh, str_sv(&text), &style);
            check_same(&spliced, &fresh, str_sv(&text));
        }
    }
    layout_release(&spliced);
    layout_release(&fresh);
    str_release(&text);
    str_release(&insert);
}

/* Every place of a caret has a spot, which leads back to it or to a place drawn at the same spot.
 */
static void test_there_and_back(void **state)
{
    (void)state;
    struct layout l;
    layout_init(&l);
    struct str text = {0};
    for (uint32_t seed = 31, round = 0; round < 1500; round++) {
        str_clear(&text);
        random_text(&seed, draw(&seed, 60), &text);
        struct sv all = str_sv(&text);
        struct wrap_style style = random_style(&seed);
        layout_make(&l, all, &style);
        struct spot before = {0, 0};
        for (size_t at = 0;; at = cluster_next(all, at)) {
            struct spot spot = layout_spot(&l, all, at);
            size_t start, end, back = layout_offset(&l, all, spot.row, spot.column);
            assert_true(layout_row(&l, spot.row, &start, &end));
            assert_true(start <= at);
            struct spot again = layout_spot(&l, all, back);
            if (again.row != spot.row || again.column != spot.column || back > at)
                fail_msg("%zu is drawn at %u/%u, where %zu is: [%.*s]", at, spot.row, spot.column,
                         back, SV_ARG(all));
            assert_true(spot.row >= before.row);
            assert_true(spot.row > before.row || spot.column >= before.column);
            before = spot;
            if (at >= all.len)
                break;
        }
        assert_int_equal(before.row, l.rows - 1);
    }
    layout_release(&l);
    str_release(&text);
}

static void test_any_column_is_a_boundary(void **state)
{
    (void)state;
    struct layout l;
    layout_init(&l);
    struct str text = {0};
    for (uint32_t seed = 37, round = 0; round < 500; round++) {
        str_clear(&text);
        random_text(&seed, draw(&seed, 60), &text);
        struct sv all = str_sv(&text);
        struct wrap_style style = random_style(&seed);
        layout_make(&l, all, &style);
        for (size_t row = 0; row < l.rows; row++) {
            for (size_t column = 0; column < 30; column++) {
                size_t at = layout_offset(&l, all, row, column);
                assert_int_equal(cluster_start(all, at), at);
                assert_int_equal(layout_spot(&l, all, at).row, row);
            }
        }
    }
    layout_release(&l);
    str_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_spots),
        cmocka_unit_test(test_offsets),
        cmocka_unit_test(test_splices),
        cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_any_column_is_a_boundary),
    };
    return cmocka_run_group_tests_name("text_layout", tests, NULL, NULL);
}
