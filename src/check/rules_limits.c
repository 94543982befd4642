/* How long texts are. Which texts count is the draft's to know; the sums are kept, not made anew.
 */
#include "check/rules.h"

#include "text/count.h"

static uint32_t words_of(struct run *run, struct counts n)
{
    return counts_by(n, run->form->count);
}

void ask_limit(struct run *run, const struct rule *rule, struct place at)
{
    uint32_t count = words_of(run, draft_counts(run->draft, at));
    if (count <= rule->number)
        return;
    struct sv text = draft_text(run->draft, at);
    struct finding *f =
        run_add(run, rule, at, &(struct finding_words){.count = count, .limit = rule->number});
    f->from = count_limit_offset(text, run->form->count, (uint32_t)rule->number);
    f->to = text.len;
}

static struct sv limit_label(struct run *run, const struct limit *limit)
{
    if (limit->section == NO_FIELD)
        return limit->title;
    const struct section *section = &run->form->sections[limit->section];
    struct str label = {0};
    str_add(&label, section->number);
    str_add(&label, section->title);
    return run_keep(run, &label);
}

/* Does a field's own limit already say what a limit over this one field would. */
static bool said_by_field(struct run *run, const struct limit *limit)
{
    if (limit->fields.len != 1)
        return false;
    for (uint32_t i = 0; i < run->form->rule_count; i++) {
        const struct rule *rule = &run->form->rules[i];
        if (rule->op == RULE_LIMIT && rule->field == limit->fields.ptr[0] &&
            rule->number <= limit->max && rule->severity == SEVERITY_ERROR &&
            rule->gate <= run->in->gate)
            return true;
    }
    return false;
}

static const struct limit *limit_of(struct run *run, const struct rule *rule)
{
    return rule->limit == NO_FIELD ? NULL : &run->form->limits[rule->limit];
}

void ask_total(struct run *run, const struct rule *rule, struct place at)
{
    const struct limit *limit = limit_of(run, rule);
    if (!limit)
        return;
    uint32_t count = words_of(run, draft_limit_counts(run->draft, limit));
    if (count <= rule->number || said_by_field(run, limit))
        return;
    struct finding *f =
        run_add(run, rule, at,
                &(struct finding_words){
                    .label = limit_label(run, limit), .count = count, .limit = rule->number});
    f->section = limit->section;
}

/* ---- with headings and captions ---- */

/* What stands in one line of print counts as one line: a Latin run may go on across its parts. */
static void add_line(struct counts *sum, struct sv a, struct sv b, struct sv c)
{
    struct str line = {0};
    str_add(&line, a);
    str_add(&line, b);
    str_add(&line, c);
    *sum = counts_add(*sum, count_text(str_sv(&line)));
    str_release(&line);
}

/* The answers below a field, each with its label in front. */
static void add_labelled(struct run *run, struct counts *sum, const struct field *field,
                         uint32_t row)
{
    unsigned flags = kind_flags(field->kind);
    struct place p = {field->index, row};
    if (!field->print || !draft_relevant(run->draft, p))
        return;
    if ((flags & (KIND_LEAF | KIND_INFO)) || field->kind == FIELD_ADDRESS) {
        if (run_filled(run, p))
            add_line(sum, field->label, SV("："), run_shown(run, p));
        return;
    }
    if (field->kind == FIELD_ITEM || field->kind == FIELD_MATERIAL)
        add_line(sum, field->number, field->label, SV("："));
    for (const struct field *child = field_first_child(run->form, field); child;
         child = field_next_child(run->form, field, child))
        add_labelled(run, sum, child, row);
}

static void add_rows(struct run *run, struct counts *sum, const struct field *table)
{
    const struct rows *rows = draft_rows(run->draft, table->index);
    for (size_t i = 0; i < rows->len; i++)
        for (const struct field *child = field_first_child(run->form, table); child;
             child = field_next_child(run->form, table, child))
            add_labelled(run, sum, child, rows->ptr[i].key);
}

static void add_field(struct run *run, struct counts *sum, const struct field *field)
{
    struct place p = {field->index, 0};
    if (!field->print || field->kind == FIELD_ELEMENTS ||
        field->index == run->form->print.figures || !draft_relevant(run->draft, p))
        return;
    if (field->heading && field->printed.len)
        add_line(sum, field->printed, SV(""), SV(""));
    else if (field->heading)
        add_line(sum, field->number, field->label, SV(""));
    bool bare =
        field->kind == FIELD_TEXT || (field->heading && (kind_flags(field->kind) & KIND_TYPED));
    if (bare)
        *sum = counts_add(*sum, draft_counts(run->draft, p));
    else if (kind_flags(field->kind) & KIND_ROWS)
        add_rows(run, sum, field);
    else
        add_labelled(run, sum, field, 0);
}

static void add_captions(struct run *run, struct counts *sum)
{
    const struct form *form = run->form;
    if (form->print.figures == NO_FIELD)
        return;
    const struct field *images = &form->fields[form->print.figures];
    const struct field *caption = field_child(form, images, SV("caption"));
    const struct rows *rows = draft_rows(run->draft, images->index);
    if (!caption || !draft_relevant(run->draft, (struct place){images->index, 0}))
        return;
    for (size_t i = 0; i < rows->len; i++) {
        struct str number = {0};
        str_add_f(&number, "%zu ", i + 1);
        add_line(sum, form->print.figure_word, str_sv(&number),
                 draft_text(run->draft, (struct place){caption->index, rows->ptr[i].key}));
        str_release(&number);
    }
}

/* The whole case is called what its limit is called. */
static struct sv whole_label(struct run *run)
{
    const struct form *form = run->form;
    for (uint32_t i = 0; i < form->limit_count; i++)
        if (form->limits[i].whole)
            return limit_label(run, &form->limits[i]);
    return form->brief.len ? form->brief : form->title;
}

void ask_total_printed(struct run *run, const struct rule *rule, struct place at)
{
    const struct form *form = run->form;
    struct counts sum = {0};
    for (uint32_t i = 0; i < form->print.sections.len; i++) {
        uint32_t index = form->print.sections.ptr[i];
        const struct section *section = &form->sections[index];
        if (!draft_section_relevant(run->draft, index))
            continue;
        add_line(&sum, section->number, section->title, SV(""));
        for (uint32_t f = section->first; f < section->end; f = form->fields[f].end)
            add_field(run, &sum, &form->fields[f]);
    }
    add_captions(run, &sum);
    uint32_t count = words_of(run, sum);
    if (count <= rule->number)
        return;
    run_add(
        run, rule, at,
        &(struct finding_words){.label = whole_label(run), .count = count, .limit = rule->number});
}

/* ---- the grey zone ---- */

static bool is_grey(struct run *run, struct counts n, uint32_t limit)
{
    return words_of(run, n) <= limit && counts_by(n, COUNT_CHARS_WITH_SPACES) > limit;
}

static void grey_limit(struct run *run, const struct rule *rule, const struct limit *limit)
{
    struct counts n = draft_limit_counts(run->draft, limit);
    if (!is_grey(run, n, limit->max))
        return;
    struct sv id = limit->section == NO_FIELD ? limit->id : run->form->sections[limit->section].id;
    struct finding *f =
        run_add_part(run, rule, (struct place){NO_FIELD, 0}, id,
                     &(struct finding_words){.label = limit_label(run, limit),
                                             .count = counts_by(n, COUNT_CHARS_WITH_SPACES),
                                             .limit = limit->max});
    f->section = limit->section;
}

static void grey_field(struct run *run, const struct rule *rule, const struct field *field,
                       uint32_t row)
{
    struct place p = {field->index, row};
    struct counts n = draft_counts(run->draft, p);
    if (!is_grey(run, n, field->limit) || !draft_relevant(run->draft, p))
        return;
    run_add_part(run, rule, p, row ? SV("") : field->path,
                 &(struct finding_words){.count = counts_by(n, COUNT_CHARS_WITH_SPACES),
                                         .limit = field->limit});
}

/* Portals mostly test the length of the string: every counted field with a limit is looked at, and
 * every limit over several. */
void ask_grey_zone(struct run *run, const struct rule *rule, struct place at)
{
    const struct form *form = run->form;
    if (at.field != NO_FIELD) {
        if (form->fields[at.field].limit)
            grey_field(run, rule, &form->fields[at.field], at.row);
        return;
    }
    for (uint32_t i = 0; i < form->field_count; i++) {
        const struct field *field = &form->fields[i];
        if (field->counted && field->limit && field->table == NO_FIELD)
            grey_field(run, rule, field, 0);
    }
    for (uint32_t i = 0; i < form->limit_count; i++) {
        const struct limit *limit = &form->limits[i];
        uint32_t only = limit->fields.len == 1 ? form->fields[limit->fields.ptr[0]].limit : 0;
        if (only == 0 || only > limit->max)
            grey_limit(run, rule, limit);
    }
}
