#include "draft/row_match.h"

#include <stdlib.h>

#include "base/xalloc.h"

uint32_t row_id_column(const struct form *form, uint32_t table)
{
    const struct field *column = field_child(form, &form->fields[table], SV("id"));
    return column ? column->index : NO_FIELD;
}

static int by_id_and_index(const void *a, const void *b)
{
    const struct row_name *x = a, *y = b;
    int order = sv_cmp(x->id, y->id);
    return order ? order : x->index < y->index ? -1 : x->index > y->index;
}

static int by_name(const void *a, const void *b)
{
    const struct row_name *x = a, *y = b;
    int order = sv_cmp(x->id, y->id);
    return order ? order : x->nth < y->nth ? -1 : x->nth > y->nth;
}

void row_names_make(const struct draft *d, uint32_t table, struct row_names *out)
{
    *out = (struct row_names){0};
    const struct rows *rows = d ? draft_rows(d, table) : NULL;
    if (!rows || rows->len == 0)
        return;
    uint32_t column = row_id_column(d->form, table);
    for (uint32_t i = 0; i < rows->len; i++) {
        const struct row *row = &rows->ptr[i];
        const struct str *id =
            column == NO_FIELD ? &row->id : &row->cells[d->form->fields[column].column].text;
        vec_push(&out->sorted, (struct row_name){str_sv(id), 0, i});
    }
    qsort(out->sorted.ptr, out->sorted.len, sizeof *out->sorted.ptr, by_id_and_index);
    out->place = xcalloc(out->sorted.len, sizeof *out->place);
    for (uint32_t i = 0; i < out->sorted.len; i++) {
        struct row_name *name = &out->sorted.ptr[i];
        if (i && sv_eq(name->id, name[-1].id))
            name->nth = name[-1].nth + 1;
        out->place[name->index] = i;
    }
}

void row_names_release(struct row_names *names)
{
    vec_release(&names->sorted);
    free(names->place);
    names->place = NULL;
}

const struct row_name *row_names_of(const struct row_names *names, uint32_t index)
{
    return &names->sorted.ptr[names->place[index]];
}

uint32_t row_names_find(const struct row_names *names, const struct row_name *name)
{
    const struct row_name *found = names->sorted.len
                                       ? bsearch(name, names->sorted.ptr, names->sorted.len,
                                                 sizeof *names->sorted.ptr, by_name)
                                       : NULL;
    return found ? found->index : NO_ROW;
}
