#include "unit.h"

#include "office/proposal.h"
#include "records.h"

struct candidate {
    const char *value; /* NULL: none */
    const char *code;
};

struct proposal_case {
    struct candidate list[7]; /* by index; ids are id0, id1 … */
    size_t count;
    uint64_t room;
    const char *advice; /* index and what, best first: + take, = tied, c code, - none */
    uint64_t taken;
    uint64_t left;
    uint32_t tied_rank;
    uint64_t tied;
};

static const struct proposal_case cases[] = {
    {{{NULL, NULL}}, 0, 3, "", 0, 3, 0, 0},
    {{{"9", "A"}, {"89.5", "B"}, {"70", "C"}}, 3, 2, "1+2+0-", 2, 0, 0, 0},
    {{{"9", "A"}, {"89.5", "B"}, {NULL, "C"}}, 3, UINT64_MAX, "1+0+2-", 2, UINT64_MAX, 0, 0},
    {{{"9", "A"}, {"89.5", "B"}}, 2, 0, "1-0-", 0, 0, 0, 0},
    {{{"9", "A"}, {"9.0", "B"}}, 2, 0, "0-1-", 0, 0, 0, 0},
    /* two share the last place there is room for: somebody has to say who */
    {{{"90", "A"}, {"80", "B"}, {"80.0", "C"}, {"70", "D"}}, 4, 2, "0+1=2=3-", 1, 1, 2, 2},
    {{{"90", "A"}, {"80", "B"}, {"80.0", "C"}, {"70", "D"}}, 4, 3, "0+1+2+3-", 3, 0, 0, 0},
    /* a code is taken once, by the higher of its cases, and leaves its room to the next */
    {{{"90", "A"}, {"80", "A"}, {"70", "B"}, {"60", "A"}}, 4, 2, "0+1c2+3c", 2, 0, 0, 0},
    {{{"90", "A"}, {"90", "A"}, {"70", "B"}}, 3, 2, "0=1=2-", 0, 2, 1, 2},
    /* selected before, here or in another round */
    {{{"90", "X"}, {"80", "B"}, {"80", "X"}}, 3, 1, "0c1+2c", 1, 0, 0, 0},
    /* a case without a code has no rival */
    {{{"90", ""}, {"80", ""}}, 2, 2, "0+1+", 2, 0, 0, 0},
};

static void check(const struct proposal_case *c, const struct selected_codes *before)
{
    static const char marks[] = {
        [ADVICE_NONE] = '-', [ADVICE_TAKE] = '+', [ADVICE_TIED] = '=', [ADVICE_SAME_CODE] = 'c'};
    struct case_head heads[7] = {0};
    const struct case_head *pointers[7];
    struct ranking ranking = {0};
    struct proposal p = {0};
    struct str shown = {0};
    for (uint32_t i = 0; i < c->count; i++) {
        struct review r = {0};
        str_add_f(&heads[i].id, "id%u", i);
        str_set(&heads[i].code, sv_from(c->list[i].code));
        pointers[i] = &heads[i];
        if (c->list[i].value)
            record_score(&r, "r1", "", "总分", c->list[i].value);
        ranking_add(&ranking, i, &r, SV("r1"), SV("总分"));
        review_release(&r);
    }
    ranking_settle(&ranking, false);
    proposal_make(&ranking, pointers, before, c->room, &p);
    for (size_t i = 0; i < ranking.len; i++)
        str_add_f(&shown, "%u%c", ranking.ptr[i].index, marks[p.advice.ptr[i]]);
    assert_text(str_sv(&shown), c->advice);
    assert_true(p.taken == c->taken && p.left == c->left);
    assert_int_equal(p.tied_rank, c->tied_rank);
    assert_true(p.tied == c->tied);
    str_release(&shown);
    proposal_release(&p);
    ranking_release(&ranking);
    for (size_t i = 0; i < c->count; i++)
        case_head_release(&heads[i]);
}

static void test_proposal(void **state)
{
    (void)state;
    struct selected_codes before = {0};
    selected_codes_add(&before, SV("X"), SV("r1"), SV("other"));
    selected_codes_sort(&before);
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        check(&cases[i], &before);
    vec_release(&before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_proposal)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
