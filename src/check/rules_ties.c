/* Elements tied to words in the prose. */
#include "check/rules.h"

#include "check/ties.h"

/* Each element is found by itself, under its own id: rows of ties come and go. */
void ask_tied(struct run *run, const struct rule *rule, struct place at)
{
    const struct field *elements = &run->form->fields[at.field];
    for (uint32_t i = 0; i < elements->option_count; i++) {
        const struct option *option = &elements->options[i];
        if (element_is_asked(run->draft, elements, option) &&
            !element_is_tied(run->draft, elements, option))
            run_add_part(run, rule, at, option->id,
                         &(struct finding_words){.label = option->label,
                                                 .found = option->label,
                                                 .other = elements->label});
    }
}

/* Is the tie's field one that ties may point into, and does it still say the words. */
static bool stands(struct run *run, const struct field *elements, struct tie tie)
{
    const struct field *field = form_field(run->form, tie.field);
    for (uint32_t i = 0; field && i < elements->texts.len; i++)
        if (elements->texts.ptr[i] == field->index)
            return sv_contains(draft_text(run->draft, (struct place){field->index, 0}), tie.quote);
    return false;
}

void ask_quotes_stand(struct run *run, const struct rule *rule, struct place at)
{
    const struct field *elements = &run->form->fields[at.field];
    const struct rows *rows = draft_rows(run->draft, at.field);
    for (size_t i = 0; i < rows->len; i++) {
        struct tie tie = tie_of(run->draft, elements, rows->ptr[i].key);
        const struct option *option = field_option(elements, tie.element);
        if (!option || tie.quote.len == 0 || !element_is_asked(run->draft, elements, option) ||
            stands(run, elements, tie))
            continue;
        const struct field *where = form_field(run->form, tie.field);
        run_add_part(run, rule, (struct place){at.field, rows->ptr[i].key}, option->id,
                     &(struct finding_words){.label = option->label,
                                             .found = option->label,
                                             .value = tie.quote,
                                             .other = where ? where->label : tie.field});
    }
}
