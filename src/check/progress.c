#include "check/progress.h"

#include "check/rules.h"
#include "check/ties.h"

const char *section_state_label(enum section_state s)
{
    static const char *const labels[] = {[SECTION_EMPTY] = N_("未填"),
                                         [SECTION_STARTED] = N_("在填"),
                                         [SECTION_TROUBLE] = N_("有问题"),
                                         [SECTION_DONE] = N_("已完成")};
    return _(labels[s]);
}

void progress_release(struct progress_list *p)
{
    for (size_t i = 0; i < p->len; i++)
        vec_release(&p->ptr[i].missing);
    vec_release(p);
}

/* What is wanted of a field, gathered from its rules. */
enum demand {
    DEMAND_FILLED = 1,   /* it must be there */
    DEMAND_TIED = 2,     /* its elements are to be tied */
    DEMAND_ANSWERED = 4, /* each of its items must be answered */
    DEMAND_TICKED = 8,   /* some of its items must be ticked */
};

struct maker {
    const struct draft *draft;
    const struct form *form;
    unsigned char *demands; /* by field */
    uint32_t *rows;         /* by field: how many rows or ticks are demanded */
};

static unsigned demand_of(const struct rule *rule)
{
    if (rule->op == RULE_TIED)
        return DEMAND_TIED;
    if (rule->severity != SEVERITY_ERROR)
        return 0;
    return rule->op == RULE_REQUIRED          ? DEMAND_FILLED
           : rule->op == RULE_ALL_ANSWERED    ? DEMAND_ANSWERED
           : rule->op == RULE_TICKED_AT_LEAST ? DEMAND_TICKED
                                              : 0;
}

static void gather(struct maker *m)
{
    for (uint32_t i = 0; i < m->form->rule_count; i++) {
        const struct rule *rule = &m->form->rules[i];
        if (rule->field == NO_FIELD || rule->gate > GATE_FINAL ||
            !draft_holds(m->draft, rule->when, 0))
            continue;
        m->demands[rule->field] |= (unsigned char)demand_of(rule);
        if (rule->op == RULE_MIN_ROWS || rule->op == RULE_TICKED_AT_LEAST)
            m->rows[rule->field] = (uint32_t)rule->number;
    }
}

static bool is_relevant(const struct maker *m, uint32_t field)
{
    return draft_relevant(m->draft, (struct place){field, 0});
}

/* A text of blanks alone is none. */
static bool has_answer(const struct maker *m, const struct field *field)
{
    struct place p = {field->index, 0};
    if (kind_flags(field->kind) & KIND_LEAF)
        return draft_counts(m->draft, p).chars > 0;
    return draft_filled(m->draft, p);
}

static struct sv state_of(const struct maker *m, const struct field *item)
{
    const struct field *state = field_child(m->form, item, SV("state"));
    return state ? draft_text(m->draft, (struct place){state->index, 0}) : SV("");
}

static void count_item(struct progress *p, const struct field *field, bool done)
{
    p->of++;
    p->done += done;
    if (!done)
        vec_push(&p->missing, field->index);
}

/* Of materials only what the applicant must bring counts; one that the program itself ticks at the
 * end is there once a fair copy was made. */
static void count_material(const struct maker *m, struct progress *p, const struct field *item)
{
    if (!item->paper.applicant || item->paper.optional)
        return;
    bool have = sv_eq(state_of(m, item), SV("have"));
    if (item->paper.at_final) {
        p->of++;
        p->done += have || m->draft->revision > 0;
        return;
    }
    count_item(p, item, have);
}

/* Are the parts below a field filled that must be; `asked` is set where there are such. */
static bool parts_filled(const struct maker *m, const struct field *field, bool *asked)
{
    bool filled = true;
    for (uint32_t f = field->index + 1; f < field->end; f++) {
        if (!(m->demands[f] & DEMAND_FILLED) || !is_relevant(m, f))
            continue;
        *asked = true;
        filled &= has_answer(m, &m->form->fields[f]);
    }
    return filled;
}

static void count_items(const struct maker *m, struct progress *p, const struct field *list)
{
    unsigned demands = m->demands[list->index];
    uint32_t ticked = 0;
    for (const struct field *item = field_first_child(m->form, list); item;
         item = field_next_child(m->form, list, item)) {
        bool asked = false;
        if (!is_relevant(m, item->index))
            continue;
        ticked += sv_eq(state_of(m, item), SV("yes"));
        if (list->kind == FIELD_MATERIALS)
            count_material(m, p, item);
        else if (demands & DEMAND_ANSWERED)
            count_item(p, item, state_of(m, item).len > 0 && parts_filled(m, item, &asked));
    }
    if ((demands & DEMAND_TICKED) && !(demands & DEMAND_ANSWERED))
        count_item(p, list, ticked >= m->rows[list->index]);
}

static void count_elements(const struct maker *m, struct progress *p, const struct field *elements)
{
    bool all = true, any = false;
    for (uint32_t i = 0; i < elements->option_count; i++) {
        const struct option *option = &elements->options[i];
        if (!element_is_asked(m->draft, elements, option))
            continue;
        bool tied = element_is_tied(m->draft, elements, option);
        p->of++;
        p->done += tied;
        all &= tied;
        any = true;
    }
    if (any && !all)
        vec_push(&p->missing, elements->index);
}

/* A compound that is no list counts as one question, asked for with any of its parts. */
static void count_parts(const struct maker *m, struct progress *p, const struct field *field)
{
    bool asked = m->demands[field->index] & DEMAND_FILLED;
    bool done = !asked || has_answer(m, field);
    done &= parts_filled(m, field, &asked);
    if (asked)
        count_item(p, field, done);
}

static void count_table(const struct maker *m, struct progress *p, const struct field *table)
{
    uint32_t least = m->rows[table->index];
    bool asked = m->demands[table->index] & DEMAND_FILLED;
    if (least == 0 && asked)
        least = 1;
    if (least)
        count_item(p, table, draft_rows(m->draft, table->index)->len >= least);
}

static void count_field(const struct maker *m, struct progress *p, const struct field *field)
{
    unsigned flags = kind_flags(field->kind);
    if (!is_relevant(m, field->index))
        return;
    if (field->kind == FIELD_ELEMENTS && (m->demands[field->index] & DEMAND_TIED))
        count_elements(m, p, field);
    else if (flags & KIND_ROWS)
        count_table(m, p, field);
    else if (flags & KIND_ITEMS)
        count_items(m, p, field);
    else
        count_parts(m, p, field);
}

static const struct field *first_list(const struct maker *m, const struct section *s,
                                      enum field_kind kind)
{
    for (uint32_t f = s->first; f < s->end; f = m->form->fields[f].end)
        if (m->form->fields[f].kind == kind && is_relevant(m, f))
            return &m->form->fields[f];
    return NULL;
}

/* The list a section is about: its first table; pictures where it asks nothing else. */
static const struct field *main_list(const struct maker *m, const struct section *s,
                                     const struct progress *p)
{
    const struct field *table = first_list(m, s, FIELD_TABLE);
    return table || p->of ? table : first_list(m, s, FIELD_IMAGES);
}

/* Questions are counted in any case, for what is missing; then a limit or a table gives the section
 * numbers that say more. */
static void count_section(const struct maker *m, struct progress *p, uint32_t section)
{
    const struct section *s = &m->form->sections[section];
    for (uint32_t f = s->first; f < s->end; f = m->form->fields[f].end)
        count_field(m, p, &m->form->fields[f]);
    const struct field *list = main_list(m, s, p);
    if (s->limit) {
        p->unit = PROGRESS_WORDS;
        p->done = counts_by(draft_section_counts(m->draft, section), m->form->count);
        p->of = s->limit;
    } else if (list) {
        p->unit = PROGRESS_ROWS;
        p->unit_word = list->unit;
        p->done = (uint32_t)draft_rows(m->draft, list->index)->len;
        p->of = m->rows[list->index];
    }
}

static bool section_filled(const struct maker *m, const struct section *s)
{
    for (uint32_t f = s->first; f < s->end; f = m->form->fields[f].end)
        if (has_answer(m, &m->form->fields[f]))
            return true;
    return false;
}

/* Counts what stands in the section and says whether an error among it is more than lack. */
static void count_findings(const struct findings *findings, struct progress_list *out,
                           bool *trouble)
{
    for (size_t i = 0; i < findings->len; i++) {
        const struct finding *f = &findings->ptr[i];
        if (f->section >= out->len)
            continue;
        struct progress *p = &out->ptr[f->section];
        p->errors += f->severity == SEVERITY_ERROR && !f->accepted;
        p->warnings += f->severity == SEVERITY_WARNING && !f->accepted;
        if (f->severity == SEVERITY_ERROR && !(rule_op(f->rule->op)->flags & OP_LACK))
            trouble[f->section] = true;
    }
}

static enum section_state state_for(bool filled, bool called_done, bool trouble, uint32_t errors)
{
    if (trouble && (filled || called_done))
        return SECTION_TROUBLE;
    if (called_done && errors == 0)
        return SECTION_DONE;
    return filled || called_done ? SECTION_STARTED : SECTION_EMPTY;
}

void progress_make(const struct draft *d, const struct findings *findings,
                   struct progress_list *out)
{
    const struct form *form = d->form;
    struct arena arena = {0};
    struct maker m = {d, form, arena_calloc(&arena, form->field_count + 1, 1),
                      arena_calloc(&arena, form->field_count + 1, sizeof(uint32_t))};
    bool *trouble = arena_calloc(&arena, form->section_count + 1, sizeof *trouble);
    progress_release(out);
    gather(&m);
    for (uint32_t s = 0; s < form->section_count; s++)
        vec_add(out)->relevant = draft_section_relevant(d, s);
    count_findings(findings, out, trouble);
    for (uint32_t s = 0; s < form->section_count; s++) {
        struct progress *p = &out->ptr[s];
        if (p->relevant)
            count_section(&m, p, s);
        bool filled = section_filled(&m, &form->sections[s]);
        p->state = state_for(filled, d->done[s], trouble[s], p->errors);
    }
    arena_release(&arena);
}
