/*
 * Records of officers: a refusal, or a record that can be written and read again, and to which any
 * act is done whole or not at all.
 *
 * The input is the bytes of a review.yaml.
 */
#include "fuzz.h"
#include "office/act.h"
#include "office/review_io.h"
#include "office/review_text.h"

static void compose(const struct review *r, struct sv source, struct str *out)
{
    struct err e = {0};
    if (!review_compose(r, source, out, &e))
        fuzz_broken("what was read can be written", &e);
}

/* Into the file it came from, and into a new one: both say the same. */
static void write_again(const struct review *r, struct sv source)
{
    struct str over = {0}, anew = {0}, back = {0};
    struct review read = {0};
    struct err e = {0};
    compose(r, source, &over);
    compose(r, SV(""), &anew);
    if (!review_parse(str_sv(&over), "review.yaml", &read, &e))
        fuzz_broken("what was written can be read", &e);
    compose(&read, SV(""), &back);
    HOLDS(sv_eq(str_sv(&back), str_sv(&anew)));
    review_release(&read);
    str_release(&over);
    str_release(&anew);
    str_release(&back);
}

static void check_sense(const struct review *r, const struct form *form)
{
    struct review_tally t = review_tally(r, form);
    HOLDS(r->state >= CASE_RECEIVED && r->moves.ptr[r->moves.len - 1].to == r->state);
    HOLDS(t.passed + t.doubted + t.failed <= t.items);
    HOLDS(t.open + t.answered + t.accepted == r->notes.len);
    for (size_t i = 0; i < r->notes.len; i++)
        HOLDS(r->notes.ptr[i].number < r->next_note);
    for (size_t i = 0; i < r->intakes.len; i++)
        HOLDS(r->intakes.ptr[i].number == i + 1);
}

static const struct act acts[] = {
    {.kind = ACT_MARK, .item = {"二(五)", 8}, .ruling = RULING_FAIL, .text = {"没有", 6}},
    {.kind = ACT_MARK_REST, .ruling = RULING_PASS},
    {.kind = ACT_REMARK, .field = {"brief.name", 10}, .text = {"改", 3}},
    {.kind = ACT_REWORD, .number = 1, .text = {"再改", 6}},
    {.kind = ACT_DROP, .number = 2},
    {.kind = ACT_ACCEPT, .number = 1},
    {.kind = ACT_ASK_AGAIN, .number = 2, .text = {"还要改", 9}},
    {.kind = ACT_SEEN, .item = {"materials.licence", 17}},
    {.kind = ACT_BRIEF, .text = {"简述", 6}},
    {.kind = ACT_EXPERIENCE, .text = {"经验", 6}},
    {.kind = ACT_DECIDE, .state = CASE_RETURNED, .text = {"企业名称和执照不一样", 30}},
    {.kind = ACT_SCORE, .round = {"r2", 2}, .text = {"看好", 6}},
    {.kind = ACT_RESULT, .state = CASE_UNSELECTED, .round = {"r1", 2}},
    {.kind = ACT_CARRY, .round = {"r2", 2}},
    {.kind = ACT_RESULT, .state = CASE_SELECTED, .round = {"r2", 2}},
    {.kind = ACT_ARCHIVE},
    {.kind = ACT_WITHDRAW, .text = {"企业来函说明年再报", 27}},
};

static void act_on(struct review *r, struct act_world *world, struct sv source)
{
    struct str before = {0}, after = {0};
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
        struct err e = {0};
        compose(r, SV(""), &before);
        bool done = review_act(r, &acts[i], world, &e);
        compose(r, SV(""), &after);
        HOLDS(done || (e.class == ERR_REFUSED && e.message.len));
        HOLDS(done != sv_eq(str_sv(&before), str_sv(&after)));
        err_clear(&e);
    }
    check_sense(r, world->form);
    write_again(r, source);
    str_release(&before);
    str_release(&after);
}

static void act_at(enum desk_role role, const struct review *r, const struct form *form,
                   const struct draft *draft, struct sv source)
{
    struct desk desk = {.role = role};
    struct act_world world = {.desk = &desk,
                              .form = form,
                              .draft = draft,
                              .by = SV("演示员"),
                              .time = SV("2024-06-01T09:00")};
    struct review copy = {0};
    review_copy(&copy, r);
    act_on(&copy, &world, source);
    review_release(&copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct form *form;
    static struct draft *draft;
    struct sv source = fuzz_input(data, size);
    struct review r = {0};
    struct str text = {0};
    struct err e = {0};
    if (!form) {
        form = fuzz_form("forms/chain-case-2024/form.yaml");
        draft = draft_new(form);
    }
    if (!review_parse(source, "review.yaml", &r, &e)) {
        fuzz_refused(&e);
        HOLDS(r.notes.len == 0 && r.head.id.ptr == NULL);
        return 0;
    }
    check_sense(&r, form);
    write_again(&r, source);
    review_add_text(&text, &r, form);
    HOLDS(utf8_valid(str_sv(&text), NULL));
    act_at(ROLE_COUNTY, &r, form, draft, source);
    act_at(ROLE_CITY, &r, form, draft, source);
    str_release(&text);
    review_release(&r);
    return 0;
}
