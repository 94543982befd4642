#include "office/summary.h"

#include "base/i18n.h"
#include "draft/computed.h"
#include "draft/edit.h"
#include "text/diff.h"

/* What stands where neither the officer nor the form has said it: a line to write on. */
#define OPEN_LINE "________"

void summary_troubles_release(struct summary_troubles *list)
{
    for (size_t i = 0; i < list->len; i++)
        str_release(&list->ptr[i].text);
    vec_release(list);
}

/* ---- the head ---- */

struct blank {
    struct sv name;
    struct sv value;
};

/* Fills {name} in one pass, so that braces in a value stay what they are. */
static void fill(struct str *out, struct sv text, const struct blank *blanks, size_t count)
{
    for (size_t at = 0; at < text.len;) {
        size_t i = 0;
        while (i < count && !sv_starts(sv_from_offset(text, at), blanks[i].name))
            i++;
        if (i < count) {
            str_add(out, blanks[i].value);
            at += blanks[i].name.len;
        } else {
            str_add_byte(out, text.ptr[at++]);
        }
    }
}

static struct sv said_or(struct sv said, struct sv open)
{
    said = sv_trim(said);
    return said.len ? said : open;
}

/* Digits that are no quantity: a spreadsheet would take zeros off or round them. */
static bool is_code(const struct form *form, const struct summary_column *column)
{
    for (uint32_t i = 0; i < column->fields.len; i++) {
        enum field_kind kind = form->fields[column->fields.ptr[i]].kind;
        if (kind == FIELD_PHONE || kind == FIELD_CREDIT_CODE)
            return true;
    }
    return false;
}

static bool is_computed(const struct form *form, const struct summary_column *column)
{
    return column->fields.len && form->fields[column->fields.ptr[0]].kind == FIELD_COMPUTED;
}

void summary_begin(const struct form *form, const struct summary_head *head, struct table *out)
{
    const struct summary *summary = &form->summary;
    struct str office = {0};
    struct blank blanks[] = {
        {SV("{county}"), said_or(head->county, said_or(summary->county, SV(OPEN_LINE)))},
        {SV("{office}"), said_or(head->office, SV(OPEN_LINE))},
        {SV("{contact}"), said_or(head->contact, SV(OPEN_LINE))},
        {SV("{phone}"), said_or(head->phone, SV(OPEN_LINE))},
    };
    if (sv_trim(head->office).len == 0 && summary->office.len) {
        fill(&office, summary->office, blanks, 1);
        blanks[1].value = str_sv(&office);
    }
    size_t count = sizeof blanks / sizeof blanks[0];
    fill(&out->title, summary->title, blanks, count);
    fill(&out->head, summary->head, blanks, count);
    str_release(&office);
    for (uint32_t i = 0; i < summary->column_count; i++) {
        const struct summary_column *from = &summary->columns[i];
        struct table_column *column = vec_add(&out->columns);
        str_add(&column->label, from->label);
        column->width = from->width;
        column->code = is_code(form, from);
        column->number = from->serial || is_computed(form, from);
    }
}

/* ---- rows ---- */

/* The first of the fields that says something, as a person reads it; a computed number without its
 * unit, so that a spreadsheet can go on computing. */
static void add_first(struct str *out, const struct draft *d, const struct summary_column *column)
{
    for (uint32_t i = 0; i < column->fields.len; i++) {
        struct place place = {column->fields.ptr[i], 0};
        if (!draft_relevant(d, place))
            continue;
        if (d->form->fields[place.field].kind == FIELD_COMPUTED)
            draft_add_computed(out, d, place.field);
        else
            draft_add_shown(out, d, place);
        if (sv_trim(str_sv(out)).len)
            return;
        str_clear(out);
    }
}

static bool shows(const struct summary_column *column, uint32_t field)
{
    for (uint32_t i = 0; i < column->fields.len; i++)
        if (column->fields.ptr[i] == field)
            return true;
    return false;
}

/* Who a trouble is about: the row's first cell that somebody filled in. */
static struct sv row_name(const struct form *form, const struct table_row *row)
{
    for (uint32_t i = 0; i < row->cells.len; i++) {
        const struct summary_column *column = &form->summary.columns[i];
        if (!column->serial && !is_computed(form, column) && row->cells.ptr[i].len)
            return str_sv(&row->cells.ptr[i]);
    }
    return sv_from(_("未填名称"));
}

static void add_trouble(struct summary_troubles *troubles, const struct draft *d,
                        const struct table *t, size_t column)
{
    const struct summary_column *from = &d->form->summary.columns[column];
    const struct table_row *row = &t->rows.ptr[t->rows.len - 1];
    struct sv cell = str_sv(&row->cells.ptr[column]), name = row_name(d->form, row);
    uint32_t words = counts_by(count_text(cell), d->form->count);
    if (cell.len && (from->limit == 0 || words <= from->limit))
        return;
    struct summary_trouble *trouble = vec_add(troubles);
    trouble->row = (uint32_t)t->rows.len;
    trouble->stops = from->limit > 0;
    if (cell.len == 0)
        str_add_f(&trouble->text, _("第 %u 行（%.*s）：“%.*s”没有内容，请补填后再汇总。"),
                  trouble->row, SV_ARG(name), SV_ARG(from->label));
    else
        str_add_f(&trouble->text,
                  _("第 %u 行（%.*s）：“%.*s”有 %u 字，限 %u 字，超出 %u 字，请改短后再汇总。"),
                  trouble->row, SV_ARG(name), SV_ARG(from->label), words, from->limit,
                  words - from->limit);
}

/* `own`: the officer's words for the column that shows `brief`; empty: none. */
static void add_row(struct table *out, const struct draft *d, struct sv own,
                    struct summary_troubles *troubles)
{
    const struct summary *summary = &d->form->summary;
    struct table_row *row = vec_add(&out->rows);
    for (uint32_t i = 0; i < summary->column_count; i++) {
        struct str *cell = vec_add(&row->cells);
        if (summary->columns[i].serial)
            str_add_f(cell, "%zu", out->rows.len);
        else if (own.len && shows(&summary->columns[i], d->form->desk.brief))
            str_add(cell, own);
        else
            add_first(cell, d, &summary->columns[i]);
    }
    for (uint32_t i = 0; troubles && i < summary->column_count; i++)
        if (!summary->columns[i].serial)
            add_trouble(troubles, d, out, i);
}

void summary_add(struct table *out, const struct draft *d, struct summary_troubles *troubles)
{
    add_row(out, d, SV(""), troubles);
}

/* ---- cases ---- */

static struct sv own_words(const struct draft *d, const struct review *r)
{
    const struct form_desk *desk = &d->form->desk;
    return desk->given && desk->brief != NO_FIELD ? sv_trim(str_sv(&r->brief)) : SV("");
}

bool summary_brief_is_stale(const struct draft *d, const struct review *r)
{
    struct str hash = {0};
    if (own_words(d, r).len == 0 || r->brief_of.len == 0)
        return false;
    draft_add_hash(&hash, draft_text(d, (struct place){d->form->desk.brief, 0}));
    bool stale = !sv_eq(str_sv(&hash), str_sv(&r->brief_of));
    str_release(&hash);
    return stale;
}

void summary_add_brief_change(struct str *out, const struct draft *d, const struct review *r)
{
    struct sv own = own_words(d, r), theirs;
    struct diff_parts parts = {0};
    if (own.len == 0)
        return;
    theirs = sv_trim(draft_text(d, (struct place){d->form->desk.brief, 0}));
    diff_find(theirs, own, &parts);
    if (parts.len) {
        diff_add_side(out, theirs, &parts, false, false, NULL);
        str_add(out, SV(" → "));
        diff_add_side(out, own, &parts, true, false, NULL);
    }
    vec_release(&parts);
}

static void tell_brief_change(struct summary_troubles *troubles, const struct table *out,
                              const struct draft *d, const struct review *r)
{
    struct str change = {0};
    summary_add_brief_change(&change, d, r);
    if (change.len) {
        struct summary_trouble *trouble = vec_add(troubles);
        struct sv name = row_name(d->form, &out->rows.ptr[out->rows.len - 1]);
        trouble->row = (uint32_t)out->rows.len;
        str_add_f(&trouble->text, _("第 %u 行（%.*s）：简述是经办人改写的：%s"), trouble->row,
                  SV_ARG(name), change.ptr);
    }
    str_release(&change);
}

void summary_add_case(struct table *out, const struct draft *d, const struct review *r,
                      struct summary_troubles *troubles)
{
    add_row(out, d, own_words(d, r), troubles);
    if (troubles)
        tell_brief_change(troubles, out, d, r);
    if (!troubles || !summary_brief_is_stale(d, r))
        return;
    struct summary_trouble *trouble = vec_add(troubles);
    struct sv name = row_name(d->form, &out->rows.ptr[out->rows.len - 1]);
    trouble->row = (uint32_t)out->rows.len;
    str_add_f(&trouble->text,
              _("第 %u 行（%.*s）：经办人改写的简述是照申报单位从前的写的，申报单位后来改过，请看"
                "一看还合不合适。"),
              trouble->row, SV_ARG(name));
}
