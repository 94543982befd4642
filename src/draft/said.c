#include "draft/said.h"

struct sv said_part(struct sv key)
{
    size_t open = sv_find_byte(key, '[', 0);
    return open != SV_NONE && sv_ends(key, SV("]")) ? sv_sub(key, open + 1, key.len - 1) : SV("");
}

static uint32_t row_by_id(const struct draft *d, uint32_t table, struct sv id)
{
    const struct rows *rows = draft_rows(d, table);
    for (size_t i = 0; i < rows->len; i++)
        if (sv_eq(str_sv(&rows->ptr[i].id), id))
            return rows->ptr[i].key;
    return 0;
}

struct place said_accepted_place(const struct draft *d, struct sv key)
{
    const struct form *form = d->form;
    struct sv part = said_part(key);
    struct sv code = sv_sub(key, 0, sv_find_byte(key, '[', 0));
    struct place p = {NO_FIELD, 0};
    for (uint32_t i = 0; i < form->rule_count && p.field == NO_FIELD; i++)
        if (sv_eq(form->rules[i].code, code))
            p.field = form->rules[i].field;
    if (p.field == NO_FIELD)
        return p;
    const struct field *field = &form->fields[p.field];
    const struct field *child = part.len ? field_child(form, field, part) : NULL;
    uint32_t table = kind_flags(field->kind) & KIND_ROWS ? p.field : field->table;
    if (child && table == NO_FIELD)
        p.field = child->index;
    else if (table != NO_FIELD)
        p.row = row_by_id(d, table, part);
    return p;
}
