#include "draft/apply.h"

#include "draft/changes.h"
#include "draft/finals.h"

struct remarks *remarks_of(struct draft *d, enum said said)
{
    switch (said) {
    case SAID_PENDING:
        return &d->pending;
    case SAID_ACCEPTED:
        return &d->accepted;
    default:
        return &d->based_on;
    }
}

static struct slot *slot_of(struct draft *d, struct place p)
{
    const struct slot *slot = draft_slot(d, p);
    BUG_ON(!slot);
    /* The draft is ours to change; draft_slot is the one place that knows where a slot lies. */
    const struct field *field = &d->form->fields[p.field];
    if (field->table == NO_FIELD)
        return &d->slots[p.field];
    uint32_t index;
    draft_row(d, field->table, p.row, &index);
    return &d->tables[field->table].ptr[index].cells[field->column];
}

void apply_text(struct draft *d, struct place p, size_t at, size_t del, struct sv insert)
{
    struct slot *slot = slot_of(d, p);
    if (d->changes)
        changes_add_text(d->changes, d, p, at, del, insert);
    count_splice(str_sv(&slot->text), at, del, insert, &slot->counts);
    str_splice(&slot->text, at, del, insert);
    d->version++;
}

void apply_row_add(struct draft *d, struct place p, size_t index, struct sv id,
                   struct slot *take_cells)
{
    struct row row = {.key = p.row, .cells = take_cells};
    str_set(&row.id, id);
    vec_insert(&d->tables[p.field], index, row);
    if (d->changes)
        changes_add_row(d->changes, d, p.field, index);
    d->version++;
}

struct slot *apply_row_remove(struct draft *d, struct place p)
{
    uint32_t index;
    BUG_ON(!draft_row(d, p.field, p.row, &index));
    if (d->changes)
        changes_add_row_removed(d->changes, d, p.field, index);
    struct row *row = &d->tables[p.field].ptr[index];
    struct slot *cells = row->cells;
    str_release(&row->id);
    vec_remove(&d->tables[p.field], index);
    d->version++;
    return cells;
}

void apply_row_move(struct draft *d, uint32_t table, size_t from, size_t to)
{
    struct rows *rows = &d->tables[table];
    if (d->changes)
        changes_add_row_moved(d->changes, d, table, from, to);
    struct row row = rows->ptr[from];
    vec_remove(rows, from);
    vec_insert(rows, to, row);
    d->version++;
}

void apply_remark(struct draft *d, enum said said, struct sv about, struct sv text, size_t index)
{
    struct remarks *list = remarks_of(d, said);
    const struct remark *known = remark_find(list, about);
    if (known)
        index = (size_t)(known - list->ptr);
    if (d->changes)
        changes_add_remark(d->changes, said, index, about, text);
    if (text.len == 0 && known) {
        str_release(&list->ptr[index].about);
        str_release(&list->ptr[index].text);
        vec_remove(list, index);
    } else if (text.len) {
        if (!known) {
            vec_insert(list, index, (struct remark){0});
            str_set(&list->ptr[index].about, about);
        }
        str_set(&list->ptr[index].text, text);
    }
    d->version++;
}

void apply_done(struct draft *d, uint32_t section, bool done)
{
    if (d->changes)
        changes_add_done(d->changes, d, section, done);
    d->done[section] = done;
    d->version++;
}

void apply_final(struct draft *d, size_t index, const struct final *f, uint32_t revision)
{
    if (d->changes)
        changes_add_final(d->changes, index, f, revision);
    if (f) {
        vec_insert(&d->finals, index, (struct final){0});
        final_copy(&d->finals.ptr[index], f);
    } else {
        final_release(&d->finals.ptr[index]);
        vec_remove(&d->finals, index);
    }
    d->revision = revision;
    d->version++;
}
