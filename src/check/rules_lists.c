/* Lists the form has items for: checklists and materials. Each item is found by itself, so that
 * each is one key away and can be passed by itself: {label} and {found} name it, {other} the list.
 */
#include "check/rules.h"

static struct sv item_text(struct run *run, const struct field *item, struct sv part, uint32_t row)
{
    const struct field *child = field_child(run->form, item, part);
    return child ? draft_text(run->draft, (struct place){child->index, row}) : SV("");
}

static const struct field *next_item(struct run *run, const struct field *list,
                                     const struct field *item)
{
    do
        item = item ? field_next_child(run->form, list, item) : field_first_child(run->form, list);
    while (item && !draft_relevant(run->draft, (struct place){item->index, 0}));
    return item;
}

static void add_item(struct run *run, const struct rule *rule, const struct field *item,
                     uint32_t row)
{
    const struct field *fields = run->form->fields;
    uint32_t above = item->parent;
    run_add(run, rule, (struct place){item->index, row},
            &(struct finding_words){.found = item->label,
                                    .other = above == NO_FIELD ? SV("") : fields[above].label});
}

/* ---- checklists ---- */

void ask_all_answered(struct run *run, const struct rule *rule, struct place at)
{
    const struct field *list = &run->form->fields[at.field];
    for (const struct field *item = next_item(run, list, NULL); item;
         item = next_item(run, list, item))
        if (item_text(run, item, SV("state"), 0).len == 0)
            add_item(run, rule, item, 0);
}

/* What is not answered yet is another rule's. */
void ask_all_yes(struct run *run, const struct rule *rule, struct place at)
{
    const struct field *list = &run->form->fields[at.field];
    for (const struct field *item = next_item(run, list, NULL); item;
         item = next_item(run, list, item))
        if (sv_eq(item_text(run, item, SV("state"), 0), SV("no")))
            add_item(run, rule, item, 0);
}

static int64_t ticked(struct run *run, const struct field *list)
{
    int64_t count = 0;
    for (const struct field *item = next_item(run, list, NULL); item;
         item = next_item(run, list, item))
        count += sv_eq(item_text(run, item, SV("state"), 0), SV("yes"));
    return count;
}

void ask_ticked_at_least(struct run *run, const struct rule *rule, struct place at)
{
    int64_t count = ticked(run, &run->form->fields[at.field]);
    if (count < rule->number)
        run_add(run, rule, at, &(struct finding_words){.count = count, .limit = rule->number});
}

void ask_tick_needs_note(struct run *run, const struct rule *rule, struct place at)
{
    const struct field *list = &run->form->fields[at.field];
    for (const struct field *item = next_item(run, list, NULL); item;
         item = next_item(run, list, item)) {
        const struct field *note = field_child(run->form, item, SV("note"));
        if (note && sv_eq(item_text(run, item, SV("state"), 0), SV("yes")) &&
            !run_filled(run, (struct place){note->index, 0}))
            add_item(run, rule, item, 0);
    }
}

/* ---- materials ---- */

void ask_state_is(struct run *run, const struct rule *rule, struct place at)
{
    for (uint32_t i = 0; i < rule->fields.len; i++) {
        const struct field *item = &run->form->fields[rule->fields.ptr[i]];
        struct place p = run_beside(run, item->index, at);
        struct sv state = item_text(run, item, SV("state"), p.row);
        bool good = false;
        for (uint32_t w = 0; w < rule->words.len && !good; w++)
            good = sv_eq(state, rule->words.ptr[w]);
        if (!good && draft_relevant(run->draft, p))
            add_item(run, rule, item, p.row);
    }
}

/* In a list a material must be there before a stamp can be asked for; one that ticks itself at the
 * end is there. One that stands alone, or in a row, is asked unless it is said to be missing. */
static bool stamp_is_due(struct run *run, const struct field *item, uint32_t row, bool listed)
{
    struct sv state = item_text(run, item, SV("state"), row);
    if (!item->paper.needs_stamp || (listed && !item->paper.applicant))
        return false;
    if (listed && !item->paper.at_final)
        return sv_eq(state, SV("have"));
    return !sv_eq(state, SV("missing")) && !sv_eq(state, SV("none"));
}

static void ask_stamp(struct run *run, const struct rule *rule, const struct field *item,
                      struct place at, bool listed)
{
    if (stamp_is_due(run, item, at.row, listed) &&
        !sv_eq(item_text(run, item, SV("stamped"), at.row), SV("yes")))
        add_item(run, rule, item, at.row);
}

void ask_stamped(struct run *run, const struct rule *rule, struct place at)
{
    const struct field *field = &run->form->fields[at.field];
    if (field->kind != FIELD_MATERIALS) {
        ask_stamp(run, rule, field, at, false);
        return;
    }
    for (const struct field *item = next_item(run, field, NULL); item;
         item = next_item(run, field, item))
        ask_stamp(run, rule, item, (struct place){item->index, 0}, true);
}
