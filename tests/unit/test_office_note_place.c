#include "office/note_place.h"

#include "officing.h"

static struct place place_of(const struct office *o, const char *field, const char *row)
{
    struct place p = {form_field(o->form, sv_from(field))->index, 0};
    if (row)
        p.row = note_row_key(o->draft, p.field, sv_from(row));
    return p;
}

/* A note on the nth occurrence of words in a body, looked for in another body. */
static const struct {
    const char *was;
    const char *quote;
    uint32_t nth;
    const char *now;
    enum note_found found;
    size_t from; /* bytes */
    bool changed;
} moves[] = {
    {"甲乙甲", "甲", 2, "甲乙甲", NOTE_AT_WORDS, 6, false},
    {"甲乙甲", "甲", 1, "甲乙甲", NOTE_AT_WORDS, 0, false},
    /* Text came in front, or between. */
    {"甲乙", "乙", 1, "新写的甲乙", NOTE_AT_WORDS, 12, true},
    /* One of three went: the last that is left. */
    {"甲，甲，甲", "甲", 3, "甲，甲", NOTE_AT_WORDS, 6, true},
    {"甲，甲，甲", "甲", 2, "甲，甲", NOTE_AT_WORDS, 6, true},
    /* More came: the same count. */
    {"甲，甲", "甲", 2, "甲，甲，甲", NOTE_AT_WORDS, 6, true},
    {"甲乙丙", "乙", 1, "甲丙", NOTE_AT_FIELD, 0, true},
    {"甲乙丙", "乙", 1, "", NOTE_AT_FIELD, 0, true},
    /* Over lines. */
    {"一行\n二行", "行\n二", 1, "零\n一行\n二行", NOTE_AT_WORDS, 7, true},
    /* Overlapping ones count each. */
    {"甲甲甲", "甲甲", 2, "甲甲甲", NOTE_AT_WORDS, 3, false},
    /* No character is cut: an accent that came later makes another one of it. */
    {"cafe", "e", 1, "cafe\xCC\x81", NOTE_AT_FIELD, 0, true},
    {"👨‍👩‍👧和👩", "👩", 1, "👨‍👩‍👧和👩", NOTE_AT_WORDS, 21, false},
};

static void test_edits(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(moves); i++) {
        struct office o;
        struct note n = {0};
        size_t from = 0;
        struct sv quote = sv_from(moves[i].quote), was = sv_from(moves[i].was);
        office_open(&o, ROLE_COUNTY);
        struct place body = place_of(&o, "body", NULL);
        draft_set(o.draft, NULL, body, was);
        if (note_occurrence(was, quote, moves[i].nth, &from) != moves[i].nth)
            fail_msg("%zu: no such words", i);
        note_anchor(&n, o.draft, body, from, from + quote.len);
        assert_text(str_sv(&n.quote), moves[i].quote);
        assert_int_equal(n.nth, moves[i].nth);
        draft_set(o.draft, NULL, body, sv_from(moves[i].now));
        struct note_place at = note_find(&n, o.draft);
        if (at.found != moves[i].found || at.from != moves[i].from ||
            at.changed != moves[i].changed || at.words_gone != (at.found == NOTE_AT_FIELD))
            fail_msg("%zu: %s in %s: found %d at %zu", i, moves[i].quote, moves[i].now,
                     (int)at.found, at.from);
        assert_true(place_eq(at.place, body));
        assert_int_equal(at.section, 0);
        if (at.found == NOTE_AT_WORDS)
            assert_int_equal(at.to, at.from + quote.len);
        note_release(&n);
        office_close(&o);
    }
}

/* Rows are known by their ids, wherever they are moved to. */
static void test_rows(void **state)
{
    struct office o;
    struct note n = {0};
    (void)state;
    office_open(&o, ROLE_COUNTY);
    struct place second = place_of(&o, "who[].n", "e2");
    uint32_t table = form_field(o.form, SV("who"))->index;
    note_anchor(&n, o.draft, second, 0, 0);
    assert_text(str_sv(&n.row), "e2");
    assert_text(str_sv(&n.field), "who[].n");
    assert_int_equal(n.quote.len, 0);
    draft_row_move(o.draft, NULL, table, second.row, 0);
    struct note_place at = note_find(&n, o.draft);
    assert_int_equal(at.found, NOTE_AT_FIELD);
    assert_true(place_eq(at.place, second));
    assert_false(at.changed || at.words_gone);
    draft_set(o.draft, NULL, second, SV("丙"));
    assert_true(note_find(&n, o.draft).changed);
    draft_row_remove(o.draft, NULL, table, second.row);
    at = note_find(&n, o.draft);
    assert_int_equal(at.found, NOTE_AT_CASE);
    assert_int_equal(at.place.field, NO_FIELD);
    assert_int_equal(at.section, NO_FIELD);
    note_release(&n);
    office_close(&o);
}

static void test_odd_places(void **state)
{
    struct office o;
    struct note n = {0}, row = {0}, whole = {0}, strange = {0};
    (void)state;
    office_open(&o, ROLE_COUNTY);
    /* The whole case. */
    note_anchor(&n, o.draft, (struct place){NO_FIELD, 0}, 0, 0);
    assert_int_equal(n.field.len + n.hash.len + n.label.len, 0);
    assert_int_equal(note_find(&n, o.draft).found, NOTE_AT_CASE);
    assert_false(note_find(&n, o.draft).changed);
    /* A whole row, and a material, which have no text of their own. */
    note_anchor(&row, o.draft, place_of(&o, "who", "e1"), 0, 5);
    assert_text(str_sv(&row.row), "e1");
    assert_text(str_sv(&row.label), "企业第 1 行（甲）");
    assert_int_equal(row.quote.len, 0);
    assert_int_equal(note_find(&row, o.draft).found, NOTE_AT_FIELD);
    note_anchor(&whole, o.draft, place_of(&o, "papers.tax", NULL), 0, 0);
    assert_int_equal(note_find(&whole, o.draft).found, NOTE_AT_FIELD);
    /* A field the form does not have, a hostile number. */
    str_set(&strange.field, SV("name"));
    str_set(&strange.quote, SV("药"));
    strange.nth = UINT32_MAX;
    assert_int_equal(note_find(&strange, o.draft).from, 6);
    str_set(&strange.field, SV("nothing[].at_all"));
    assert_int_equal(note_find(&strange, o.draft).found, NOTE_AT_CASE);
    note_release(&n);
    note_release(&row);
    note_release(&whole);
    note_release(&strange);
    office_close(&o);
}

/* A selection that cuts a character in two is widened to whole ones; the clause is the nearest. */
static void test_anchor(void **state)
{
    struct office o;
    struct note n = {0}, m = {0};
    (void)state;
    office_open(&o, ROLE_COUNTY);
    note_anchor(&n, o.draft, place_of(&o, "name", NULL), 4, 8);
    assert_text(str_sv(&n.quote), "示药");
    assert_text(str_sv(&n.clause), "一");
    assert_int_equal(n.hash.len, 16);
    note_anchor(&m, o.draft, place_of(&o, "name", NULL), 3, 9999);
    assert_int_equal(m.quote.len, 0);
    note_release(&n);
    note_release(&m);
    office_close(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_edits),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_odd_places),
        cmocka_unit_test(test_anchor),
    };
    return cmocka_run_group_tests_name("office/note_place", tests, NULL, NULL);
}
