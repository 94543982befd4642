#include "draft/computed.h"

#include "base/date.h"
#include "text/number.h"

uint32_t draft_rows_where(const struct draft *d, uint32_t column, struct sv word)
{
    uint32_t table = d->form->fields[column].table;
    const struct rows *rows = draft_rows(d, table);
    uint32_t count = 0;
    for (size_t i = 0; i < rows->len; i++) {
        struct place p = {column, rows->ptr[i].key};
        count += word.len ? draft_has(d, p, word) : draft_filled(d, p);
    }
    return count;
}

static void add_sum(struct str *out, const struct draft *d, uint32_t column)
{
    struct str sum = {0}, number = {0}, next = {0};
    const struct rows *rows = draft_rows(d, d->form->fields[column].table);
    str_set(&sum, SV("0"));
    for (size_t i = 0; i < rows->len; i++) {
        str_clear(&number);
        if (!number_canonical(draft_text(d, (struct place){column, rows->ptr[i].key}), &number))
            continue;
        str_clear(&next);
        number_add(str_sv(&sum), str_sv(&number), &next);
        str_set(&sum, str_sv(&next));
    }
    str_add(out, str_sv(&sum));
    str_release(&sum);
    str_release(&number);
    str_release(&next);
}

static void add_joined(struct str *out, const struct draft *d, const struct computed *c)
{
    size_t start = out->len;
    for (uint32_t i = 0; i < c->of.len; i++) {
        struct place p = {c->of.ptr[i], 0};
        if (!draft_filled(d, p) || !draft_relevant(d, p))
            continue;
        if (out->len > start)
            str_add(out, c->with);
        draft_add_shown(out, d, p);
        if (c->kind == COMPUTED_FIRST)
            return;
    }
}

void draft_add_computed(struct str *out, const struct draft *d, uint32_t field)
{
    const struct computed *c = &d->form->fields[field].computed;
    switch (c->kind) {
    case COMPUTED_ROWS:
        str_add_f(out, "%zu",
                  c->where == NO_FIELD ? draft_rows(d, c->of.ptr[0])->len
                                       : (size_t)draft_rows_where(d, c->where, c->is));
        break;
    case COMPUTED_SUM:
        add_sum(out, d, c->of.ptr[0]);
        break;
    case COMPUTED_JOIN:
    case COMPUTED_FIRST:
        add_joined(out, d, c);
        break;
    default:
        break;
    }
}

/* Options by label, other texts as they are, several with 、 between. */
static void add_options(struct str *out, const struct field *field, struct sv value)
{
    struct sv piece;
    bool first = true;
    while (sv_next(&value, '\n', &piece)) {
        if (piece.len == 0)
            continue;
        const struct option *option = field_option(field, piece);
        if (!first)
            str_add(out, SV("、"));
        str_add(out, option ? option->label : piece);
        first = false;
    }
}

static void add_leaf(struct str *out, const struct field *field, struct sv value)
{
    struct date date;
    switch (field->kind) {
    case FIELD_YESNO:
        str_add(out, value.len == 0 ? SV("") : sv_from(sv_eq(value, SV("yes")) ? "是" : "否"));
        break;
    case FIELD_DATE:
        if (date_parse(value, &date))
            date_add_chinese(out, date);
        else
            str_add(out, value);
        break;
    case FIELD_CHOICE:
    case FIELD_CHOICES:
    case FIELD_FILES:
        add_options(out, field, value);
        break;
    default:
        str_add(out, value);
        if (value.len && field->unit.len)
            str_add(out, field->unit);
    }
}

void draft_add_shown(struct str *out, const struct draft *d, struct place p)
{
    const struct form *form = d->form;
    const struct field *field = &form->fields[p.field];
    if (field->kind == FIELD_COMPUTED) {
        size_t start = out->len;
        draft_add_computed(out, d, p.field);
        bool number = field->computed.kind == COMPUTED_ROWS || field->computed.kind == COMPUTED_SUM;
        if (number && out->len > start)
            str_add(out, field->unit);
        return;
    }
    if (kind_flags(field->kind) & KIND_LEAF) {
        add_leaf(out, field, draft_text(d, p));
        return;
    }
    if ((kind_flags(field->kind) & KIND_ROWS) && p.row == 0) {
        str_add_f(out, "%zu", draft_rows(d, p.field)->len);
        return;
    }
    for (const struct field *child = field_first_child(form, field); child;
         child = field_next_child(form, field, child))
        draft_add_shown(out, d, (struct place){child->index, p.row});
}
