#include "unit.h"

#include "form/kind.h"
#include "form/rule.h"

static void test_names(void **state)
{
    (void)state;
    for (unsigned k = 0; k < FIELD_KIND_COUNT; k++) {
        enum field_kind found = FIELD_KIND_COUNT;
        bool inner = kind_flags((enum field_kind)k) & KIND_INNER;
        assert_int_equal(kind_by_name(kind_name((enum field_kind)k), &found), !inner);
        assert_int_equal(found, inner ? FIELD_KIND_COUNT : k);
    }
    enum field_kind kind = FIELD_DATE;
    const char *none[] = {"", "item", "Line", "lines", "lin", "line "};
    for (size_t i = 0; i < COUNT_OF(none); i++)
        assert_false(kind_by_name(sv_from(none[i]), &kind));
    assert_int_equal(kind, FIELD_DATE);
}

/* What a kind is decides what everybody does with it: no kind is two things at once. */
static void test_flags(void **state)
{
    (void)state;
    for (unsigned k = 0; k < FIELD_KIND_COUNT; k++) {
        unsigned flags = kind_flags((enum field_kind)k);
        unsigned shape = flags & (KIND_LEAF | KIND_COMPOUND | KIND_INFO);
        assert_true(shape == KIND_LEAF || shape == KIND_COMPOUND || shape == KIND_INFO);
        if (flags & (KIND_TYPED | KIND_LIST))
            assert_true(flags & KIND_LEAF);
        if (flags & KIND_PROSE)
            assert_true(flags & KIND_TYPED);
        if (flags & (KIND_ROWS | KIND_ITEMS))
            assert_true(flags & KIND_COMPOUND);
    }
    assert_true(kind_flags(FIELD_TEXT) & KIND_PROSE);
    assert_true(kind_flags(FIELD_CHOICES) & KIND_LIST);
    assert_true(kind_flags(FIELD_ELEMENTS) & KIND_ROWS);
    assert_false(kind_flags(FIELD_YESNO) & KIND_TYPED);
}

static void test_severities_and_gates(void **state)
{
    (void)state;
    enum severity severity;
    enum gate gate;
    for (unsigned s = 0; s <= SEVERITY_NOTE; s++) {
        assert_true(severity_by_name(severity_name((enum severity)s), &severity));
        assert_int_equal(severity, s);
    }
    for (unsigned g = 0; g < GATES; g++) {
        assert_true(gate_by_name(gate_name((enum gate)g), &gate));
        assert_int_equal(gate, g);
    }
    assert_false(severity_by_name(SV("off"), &severity));
    assert_false(gate_by_name(SV("Final"), &gate));
    assert_true(GATE_DRAFT < GATE_FINAL && GATE_FINAL < GATE_PACK);
}

static void test_operators_have_keys_of_their_own(void **state)
{
    (void)state;
    for (unsigned a = 0; a < RULE_OP_COUNT; a++) {
        assert_true(rule_op_key((enum rule_op)a).len > 0);
        for (unsigned b = 0; b < a; b++)
            assert_false(sv_eq(rule_op_key((enum rule_op)a), rule_op_key((enum rule_op)b)));
    }
    assert_text(rule_op_key(RULE_QUANTITY_EQUALS_ROWS), "quantity_equals_rows");
    assert_text(rule_op_key(RULE_KIND), "form");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_flags),
        cmocka_unit_test(test_severities_and_gates),
        cmocka_unit_test(test_operators_have_keys_of_their_own),
    };
    return cmocka_run_group_tests_name("form/kind", tests, NULL, NULL);
}
