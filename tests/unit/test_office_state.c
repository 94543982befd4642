#include "office/state.h"

#include "unit.h"

/* Every arrow there could be, by who takes it: rows are where from, columns where to, in the order
 * of the states: draft final packed received returned declined recommended sent selected unselected
 * archived withdrawn (requirements, "States the clauses imply"). */
static const char *const arrows[][CASE_STATES] = {
    [ROLE_APPLICANT] =
        {
            ".+..........", /* from draft */
            "+.+.........", /* from final */
            "...........+", /* from packed */
            "...........+", /* from received */
            "+..........+", /* from returned */
            "............", /* from declined */
            "...........+", /* from recommended */
            "...........+", /* from sent */
            "............", /* from selected */
            "............", /* from unselected */
            "............", /* from archived */
            "............", /* from withdrawn */
        },
    [ROLE_COUNTY] =
        {
            "............", /* from draft */
            "............", /* from final */
            "...+........", /* from packed */
            "....+++....+", /* from received */
            "...+.......+", /* from returned */
            "............", /* from declined */
            ".......+...+", /* from recommended */
            "...........+", /* from sent */
            "............", /* from selected */
            "............", /* from unselected */
            "............", /* from archived */
            "............", /* from withdrawn */
        },
    [ROLE_CITY] =
        {
            "............", /* from draft */
            "............", /* from final */
            "............", /* from packed */
            "............", /* from received */
            "............", /* from returned */
            "............", /* from declined */
            "............", /* from recommended */
            "........++.+", /* from sent */
            "..........+.", /* from selected */
            "........+++.", /* from unselected */
            "............", /* from archived */
            "............", /* from withdrawn */
        },
};

static void test_arrows(void **state)
{
    (void)state;
    for (unsigned role = 0; role < COUNT_OF(arrows); role++)
        for (unsigned from = 0; from < CASE_STATES; from++)
            for (unsigned to = 0; to < CASE_STATES; to++) {
                bool may = arrows[role][from][to] == '+';
                if (state_may((enum case_state)from, (enum case_state)to, (enum desk_role)role) !=
                    may)
                    fail_msg("role %u: %u to %u", role, from, to);
            }
}

static void test_names(void **state)
{
    enum case_state found;
    (void)state;
    for (unsigned s = 0; s < CASE_STATES; s++) {
        assert_true(state_by_name(state_name((enum case_state)s), &found));
        assert_int_equal(found, s);
        assert_true(state_label((enum case_state)s)[0] != '\0');
    }
    assert_false(state_by_name(SV("sold"), &found));
    assert_false(state_by_name(SV(""), &found));
}

static void test_ways(void **state)
{
    static const struct {
        enum case_state from;
        enum desk_role role;
        const char *want;
    } cases[] = {
        {CASE_RECEIVED, ROLE_COUNTY, "退回修改、不推荐、已推荐、撤回"},
        {CASE_RECEIVED, ROLE_CITY, ""},
        {CASE_SENT, ROLE_CITY, "入选、未入选、撤回"},
        {CASE_UNSELECTED, ROLE_CITY, "入选、未入选、归档"},
        {CASE_ARCHIVED, ROLE_CITY, ""},
        {CASE_FINAL, ROLE_APPLICANT, "草稿、已送审"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str ways = {0};
        str_set(&ways, SV("〈"));
        state_add_ways(&ways, cases[i].from, cases[i].role);
        assert_text(sv_from_offset(str_sv(&ways), 3), cases[i].want);
        str_release(&ways);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arrows),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_ways),
    };
    return cmocka_run_group_tests_name("office/state", tests, NULL, NULL);
}
