#include "check/check.h"

#include "check/rules.h"

/* One rule at one place: its condition, the place's relevance, whether there is anything to ask. */
static void ask_at(struct run *run, const struct rule *rule, const struct op *op, struct place at)
{
    if (!draft_holds(run->draft, rule->when, at.row) || !draft_relevant(run->draft, at))
        return;
    if ((op->flags & OP_EMPTY) || run_filled(run, at))
        op->ask(run, rule, at);
}

static void ask_rows(struct run *run, const struct rule *rule, const struct op *op, uint32_t table)
{
    const struct rows *rows = draft_rows(run->draft, table);
    for (size_t i = 0; i < rows->len; i++)
        ask_at(run, rule, op, (struct place){rule->field, rows->ptr[i].key});
}

/* A rule that stands at no field is about a limit or the whole form. */
static void ask_form(struct run *run, const struct rule *rule, const struct op *op)
{
    uint32_t section = rule->limit == NO_FIELD ? NO_FIELD : run->form->limits[rule->limit].section;
    if (section != NO_FIELD && !draft_section_relevant(run->draft, section))
        return;
    if (draft_holds(run->draft, rule->when, 0))
        op->ask(run, rule, (struct place){NO_FIELD, 0});
}

/* Once for a whole column: rows, and whether they ask for the column, are the operator's to see. */
static void ask_column(struct run *run, const struct rule *rule, const struct op *op,
                       uint32_t table)
{
    if (draft_holds(run->draft, rule->when, 0) &&
        draft_relevant(run->draft, (struct place){table, 0}))
        op->ask(run, rule, (struct place){rule->field, 0});
}

static void ask(struct run *run, const struct rule *rule)
{
    const struct op *op = rule_op(rule->op);
    if (rule->gate > run->in->gate)
        return;
    if (rule->field == NO_FIELD) {
        ask_form(run, rule, op);
        return;
    }
    uint32_t table = run->form->fields[rule->field].table;
    if (table == NO_FIELD)
        ask_at(run, rule, op, (struct place){rule->field, 0});
    else if (op->flags & OP_ONCE)
        ask_column(run, rule, op, table);
    else
        ask_rows(run, rule, op, table);
}

/* Section by section, in each as the rules stand in the form; what is about the whole form comes
 * last. */
static void sort_by_section(struct findings *all, size_t from, uint32_t sections)
{
    size_t n = all->len - from;
    struct findings sorted = {0};
    if (n == 0)
        return;
    vec_reserve(&sorted, n);
    for (uint32_t s = 0; s <= sections; s++)
        for (size_t i = from; i < all->len; i++)
            if (all->ptr[i].section == (s == sections ? NO_FIELD : s))
                vec_push(&sorted, all->ptr[i]);
    memcpy(all->ptr + from, sorted.ptr, n * sizeof *sorted.ptr);
    vec_release(&sorted);
}

void check_run(const struct check_input *in, struct findings *out)
{
    const struct form *form = in->draft->form;
    struct run run = {.in = in, .draft = in->draft, .form = form, .out = out};
    size_t before = out->len;
    for (uint32_t i = 0; i < form->rule_count; i++)
        ask(&run, &form->rules[i]);
    sort_by_section(out, before, form->section_count);
    for (size_t i = 0; i < run.figures.len; i++)
        vec_release(&run.figures.ptr[i].figures);
    vec_release(&run.figures);
    vec_release(&run.columns);
    vec_release(&run.folds);
    arena_release(&run.arena);
}
