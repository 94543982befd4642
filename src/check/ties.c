#include "check/ties.h"

static struct sv part_text(const struct draft *d, const struct field *of, struct sv part,
                           uint32_t row)
{
    const struct field *child = of ? field_child(d->form, of, part) : NULL;
    return child ? draft_text(d, (struct place){child->index, row}) : SV("");
}

struct tie tie_of(const struct draft *d, const struct field *elements, uint32_t row)
{
    const struct field *tie = field_child(d->form, elements, SV("tie"));
    return (struct tie){.element = part_text(d, elements, SV("id"), row),
                        .field = part_text(d, tie, SV("field"), row),
                        .quote = part_text(d, tie, SV("quote"), row)};
}

bool element_is_asked(const struct draft *d, const struct field *elements,
                      const struct option *element)
{
    if (!draft_holds(d, element->when, 0))
        return false;
    return elements->chosen_by == NO_FIELD ||
           draft_has(d, (struct place){elements->chosen_by, 0}, element->of);
}

bool element_is_tied(const struct draft *d, const struct field *elements,
                     const struct option *element)
{
    const struct rows *rows = draft_rows(d, elements->index);
    for (size_t i = 0; i < rows->len; i++) {
        struct tie tie = tie_of(d, elements, rows->ptr[i].key);
        if (sv_eq(tie.element, element->id) && tie.quote.len)
            return true;
    }
    return false;
}
