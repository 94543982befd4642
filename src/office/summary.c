#include "office/summary.h"

#include "base/i18n.h"
#include "draft/computed.h"

void summary_troubles_release(struct summary_troubles *list)
{
    for (size_t i = 0; i < list->len; i++)
        str_release(&list->ptr[i].text);
    vec_release(list);
}

/* ---- the head ---- */

/* What the form writes in braces, filled in; left to be written by hand, it is the notice's own
 * blank. */
static void fill(struct str *out, struct sv pattern, const struct summary_head *head)
{
    const struct {
        struct sv name;
        struct sv value;
    } words[] = {
        {SV("{county}"), head->county.len ? head->county : sv_from(_("XX县（市、区）"))},
        {SV("{contact}"), head->contact.len ? head->contact : SV("__________")},
        {SV("{phone}"), head->contact.len || head->phone.len ? head->phone : SV("")},
    };
    str_set(out, pattern);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        str_replace_all(out, words[i].name, words[i].value);
    str_set(out, sv_trim(str_sv(out)));
}

/* A column that shows codes or numbers of phones must stay text in a spreadsheet. */
static bool is_code(const struct form *form, const struct summary_column *column)
{
    for (uint32_t i = 0; i < column->fields.len; i++) {
        enum field_kind kind = form->fields[column->fields.ptr[i]].kind;
        if (kind == FIELD_PHONE || kind == FIELD_CREDIT_CODE)
            return true;
    }
    return false;
}

void summary_begin(const struct form *form, const struct summary_head *head, struct table *out)
{
    fill(&out->title, form->summary.title, head);
    fill(&out->head, form->summary.head, head);
    for (uint32_t i = 0; i < form->summary.column_count; i++) {
        const struct summary_column *from = &form->summary.columns[i];
        struct table_column *column = vec_add(&out->columns);
        str_set(&column->label, from->label);
        column->width = from->width;
        column->code = is_code(form, from);
    }
}

/* ---- rows ---- */

static void tell(struct summary_troubles *troubles, uint32_t row, struct str *take_text)
{
    if (!troubles) {
        str_release(take_text);
        return;
    }
    struct summary_trouble *trouble = vec_add(troubles);
    trouble->row = row;
    str_move(&trouble->text, take_text);
}

/* The first of the fields with something to show. */
static void add_value(struct str *out, const struct draft *d, const struct summary_column *column)
{
    for (uint32_t i = 0; i < column->fields.len && out->len == 0; i++) {
        struct place p = {column->fields.ptr[i], 0};
        if (draft_relevant(d, p))
            draft_add_shown(out, d, p);
    }
}

static void look_at(const struct draft *d, const struct summary_column *column, struct sv value,
                    uint32_t row, struct summary_troubles *troubles)
{
    struct str text = {0};
    if (value.len == 0) {
        str_add_f(&text, _("第 %u 行的“%.*s”没有填。"), row, SV_ARG(column->label));
        tell(troubles, row, &text);
        return;
    }
    uint32_t count = counts_by(count_text(value), d->form->count);
    if (column->limit == 0 || count <= column->limit)
        return;
    str_add_f(&text, _("第 %u 行的“%.*s”有 %u 字，超出 %u 字（上限 %u 字），请另写短的。"), row,
              SV_ARG(column->label), count, count - column->limit, column->limit);
    tell(troubles, row, &text);
}

void summary_add(struct table *out, const struct draft *d, struct summary_troubles *troubles)
{
    const struct summary *summary = &d->form->summary;
    struct table_row *row = vec_add(&out->rows);
    uint32_t number = (uint32_t)out->rows.len;
    for (uint32_t i = 0; i < summary->column_count; i++) {
        const struct summary_column *column = &summary->columns[i];
        struct str *cell = vec_add(&row->cells);
        if (column->serial) {
            str_add_f(cell, "%u", number);
            continue;
        }
        add_value(cell, d, column);
        look_at(d, column, str_sv(cell), number, troubles);
    }
}
