#include "draft/draft.h"

#include "base/xalloc.h"
#include "draft/edit.h"
#include "draft/finals.h"

/* A field whose text is made from another one's is told by its rule, once, so that each key need
 * not look. */
static uint32_t *sources_of(const struct form *form)
{
    uint32_t *source = xcalloc(form->field_count, sizeof *source);
    for (uint32_t i = 0; i < form->field_count; i++)
        source[i] = NO_FIELD;
    for (uint32_t i = 0; i < form->rule_count; i++) {
        const struct rule *rule = &form->rules[i];
        if (rule->op == RULE_STALE_AFTER && rule->fields.len == 1)
            source[rule->field] = rule->fields.ptr[0];
    }
    return source;
}

struct draft *draft_new(const struct form *form)
{
    struct draft *d = xcalloc(1, sizeof *d);
    d->form = form;
    d->form_version = form->version;
    d->slots = xcalloc(form->field_count, sizeof *d->slots);
    d->tables = xcalloc(form->field_count, sizeof *d->tables);
    d->done = xcalloc(form->section_count, sizeof *d->done);
    d->source = sources_of(form);
    d->next_key = 1;
    return d;
}

void slots_free(struct slot *slots, size_t count)
{
    for (size_t i = 0; slots && i < count; i++)
        str_release(&slots[i].text);
    free(slots);
}

static void remarks_release(struct remarks *list)
{
    for (size_t i = 0; i < list->len; i++) {
        str_release(&list->ptr[i].about);
        str_release(&list->ptr[i].text);
    }
    vec_release(list);
}

void draft_free(struct draft *d)
{
    if (!d)
        return;
    for (uint32_t f = 0; f < d->form->field_count; f++) {
        struct rows *rows = &d->tables[f];
        uint32_t columns = rows->len ? field_columns(d->form, &d->form->fields[f]) : 0;
        for (size_t i = 0; i < rows->len; i++) {
            str_release(&rows->ptr[i].id);
            slots_free(rows->ptr[i].cells, columns);
        }
        vec_release(rows);
    }
    slots_free(d->slots, d->form->field_count);
    free(d->tables);
    free(d->done);
    free(d->source);
    str_release(&d->id);
    remarks_release(&d->pending);
    remarks_release(&d->accepted);
    remarks_release(&d->based_on);
    finals_release(&d->finals);
    free(d);
}

bool place_eq(struct place a, struct place b)
{
    return a.field == b.field && a.row == b.row;
}

const struct rows *draft_rows(const struct draft *d, uint32_t table)
{
    return &d->tables[table];
}

/* Keys are given out in growing order, so a row stands, while rows are neither moved nor removed,
 * as far from the first as its key does; after that it is not far from there. */
static bool row_index(const struct rows *rows, uint32_t key, size_t *out)
{
    size_t n = rows->len;
    if (n == 0 || key == 0)
        return false;
    size_t guess = key >= rows->ptr[0].key ? key - rows->ptr[0].key : 0;
    if (guess >= n)
        guess = n - 1;
    for (size_t step = 0; step < n; step++) {
        size_t above = guess + step;
        if (step <= guess && rows->ptr[guess - step].key == key) {
            *out = guess - step;
            return true;
        }
        if (above < n && rows->ptr[above].key == key) {
            *out = above;
            return true;
        }
    }
    return false;
}

const struct row *draft_row(const struct draft *d, uint32_t table, uint32_t key, uint32_t *index)
{
    const struct rows *rows = &d->tables[table];
    size_t found;
    if (!row_index(rows, key, &found))
        return NULL;
    if (index)
        *index = (uint32_t)found;
    return &rows->ptr[found];
}

const struct slot *draft_slot(const struct draft *d, struct place p)
{
    BUG_ON(p.field >= d->form->field_count);
    const struct field *field = &d->form->fields[p.field];
    if (field->table == NO_FIELD)
        return &d->slots[p.field];
    if (!(kind_flags(field->kind) & KIND_LEAF))
        return NULL;
    const struct row *row = draft_row(d, field->table, p.row, NULL);
    return row ? &row->cells[field->column] : NULL;
}

struct sv draft_text(const struct draft *d, struct place p)
{
    const struct slot *slot = draft_slot(d, p);
    return slot ? str_sv(&slot->text) : SV("");
}

struct counts draft_counts(const struct draft *d, struct place p)
{
    const struct slot *slot = draft_slot(d, p);
    return slot ? slot->counts : (struct counts){0};
}

uint32_t draft_line(const struct draft *d, struct place p)
{
    const struct field *field = &d->form->fields[p.field];
    bool row_itself = p.row && (kind_flags(field->kind) & KIND_ROWS);
    uint32_t table = row_itself ? p.field : field->table;
    const struct slot *slot = row_itself ? NULL : draft_slot(d, p);
    uint32_t line = slot ? slot->line : 0;
    if (!line && table != NO_FIELD) {
        const struct row *row = draft_row(d, table, p.row, NULL);
        line = row && row->line ? row->line : d->slots[table].line;
    }
    return line ? line : 1;
}

bool draft_filled(const struct draft *d, struct place p)
{
    const struct form *form = d->form;
    const struct field *field = &form->fields[p.field];
    unsigned flags = kind_flags(field->kind);
    if (flags & KIND_LEAF)
        return draft_text(d, p).len > 0;
    if ((flags & KIND_ROWS) && p.row == 0)
        return d->tables[p.field].len > 0;
    for (const struct field *child = field_first_child(form, field); child;
         child = field_next_child(form, field, child))
        if (draft_filled(d, (struct place){child->index, p.row}))
            return true;
    return false;
}

struct cond_context {
    const struct draft *draft;
    uint32_t row;
};

static struct sv read_value(const void *context, uint32_t field)
{
    const struct cond_context *c = context;
    const struct field *f = &c->draft->form->fields[field];
    return draft_text(c->draft, (struct place){field, f->table == NO_FIELD ? 0 : c->row});
}

static uint32_t read_rows(const void *context, uint32_t field)
{
    const struct cond_context *c = context;
    return (uint32_t)c->draft->tables[field].len;
}

bool draft_holds(const struct draft *d, const struct cond *c, uint32_t row)
{
    if (!c)
        return true;
    struct cond_context context = {d, row};
    struct cond_reader reader = {read_value, read_rows, &context};
    return cond_holds(c, &reader);
}

bool draft_section_relevant(const struct draft *d, uint32_t section)
{
    return draft_holds(d, d->form->sections[section].when, 0);
}

bool draft_relevant(const struct draft *d, struct place p)
{
    const struct form *form = d->form;
    for (uint32_t at = p.field; at != NO_FIELD; at = form->fields[at].parent)
        if (!draft_holds(d, form->fields[at].when, p.row))
            return false;
    return draft_section_relevant(d, form->fields[p.field].section);
}

bool draft_has(const struct draft *d, struct place p, struct sv entry)
{
    struct sv rest = draft_text(d, p), piece;
    while (sv_next(&rest, '\n', &piece))
        if (sv_eq(piece, entry) && entry.len)
            return true;
    return false;
}

/* The counted text of one leaf, over all rows if it is a column. */
static struct counts field_counts(const struct draft *d, const struct field *field)
{
    struct counts sum = {0};
    if (field->table == NO_FIELD) {
        struct place p = {field->index, 0};
        return draft_relevant(d, p) ? d->slots[field->index].counts : sum;
    }
    const struct rows *rows = &d->tables[field->table];
    for (size_t i = 0; i < rows->len; i++)
        if (draft_relevant(d, (struct place){field->index, rows->ptr[i].key}))
            sum = counts_add(sum, rows->ptr[i].cells[field->column].counts);
    return sum;
}

struct counts draft_section_counts(const struct draft *d, uint32_t section)
{
    const struct section *s = &d->form->sections[section];
    struct counts sum = {0};
    for (uint32_t f = s->first; f < s->end; f++)
        if (d->form->fields[f].counted)
            sum = counts_add(sum, field_counts(d, &d->form->fields[f]));
    return sum;
}

struct counts draft_limit_counts(const struct draft *d, const struct limit *limit)
{
    struct counts sum = {0};
    for (uint32_t i = 0; i < limit->fields.len; i++)
        sum = counts_add(sum, field_counts(d, &d->form->fields[limit->fields.ptr[i]]));
    return sum;
}

const struct remark *remark_find(const struct remarks *list, struct sv about)
{
    for (size_t i = 0; i < list->len; i++)
        if (sv_eq(str_sv(&list->ptr[i].about), about))
            return &list->ptr[i];
    return NULL;
}
