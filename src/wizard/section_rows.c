#include "base/i18n.h"
#include "draft/kinds.h"
#include "wizard/section.h"

/* Rows from a spreadsheet: what is copied there comes as tabs and newlines. */

struct pasting {
    struct wizard *w;
    uint32_t table;
    VEC(uint32_t) columns; /* fields, by place in a line; NO_FIELD: left out */
    uint32_t rows;
    uint32_t refused;         /* cells that were none of their column's options */
    struct str first_refused; /* the first of them, in words */
};

/* Columns a person fills in, in form order. */
static void plain_columns(struct pasting *p)
{
    const struct form *form = p->w->draft->form;
    const struct field *table = &form->fields[p->table];
    for (uint32_t f = p->table + 1; f < table->end; f++)
        if (kind_flags(form->fields[f].kind) & KIND_LEAF)
            vec_push(&p->columns, f);
}

/* A first line of headings says which column is which: at least two must be known, or the only one.
 */
static bool heading_columns(struct pasting *p, struct sv line)
{
    const struct form *form = p->w->draft->form;
    const struct field *table = &form->fields[p->table];
    struct sv rest = line, cell;
    size_t known = 0;
    vec_clear(&p->columns);
    while (sv_next(&rest, '\t', &cell)) {
        uint32_t column = NO_FIELD;
        for (uint32_t f = p->table + 1; f < table->end; f++) {
            const struct field *field = &form->fields[f];
            bool leaf = kind_flags(field->kind) & KIND_LEAF;
            struct sv name = sv_trim(cell);
            if (leaf && name.len && (sv_eq(field->label, name) || sv_eq(field->id, name)))
                column = f;
        }
        known += column != NO_FIELD;
        vec_push(&p->columns, column);
    }
    if (known >= 2 || (known == 1 && p->columns.len == 1))
        return true;
    vec_clear(&p->columns);
    return false;
}

static void paste_cell(struct pasting *p, struct place at, struct sv cell)
{
    const struct field *field = &p->w->draft->form->fields[at.field];
    struct str line = {0}, value = {0};
    struct norm_report report = {0};
    norm_line(cell, &line, &report);
    if (draft_value(field, sv_trim(str_sv(&line)), ',', &value, NULL)) {
        draft_set(p->w->draft, &p->w->history, at, str_sv(&value));
    } else if (p->refused++ == 0) {
        str_add_f(&p->first_refused, _("第 %u 行“%.*s”里的“%s”"), p->rows + 1, SV_ARG(field->label),
                  line.ptr);
    }
    str_release(&line);
    str_release(&value);
}

/* A quoted cell may hold tabs, newlines and doubled quotes, as spreadsheets copy them. */
static struct sv next_cell(struct sv *rest, struct str *unquoted, bool *last)
{
    struct sv text = *rest;
    size_t end = 0;
    str_clear(unquoted);
    bool quoted = text.len && text.ptr[0] == '"';
    for (end = quoted; quoted && end < text.len; end++) {
        bool doubled = end + 1 < text.len && text.ptr[end + 1] == '"';
        if (text.ptr[end] == '"' && !doubled)
            break;
        if (text.ptr[end] == '"')
            end++;
        str_add_byte(unquoted, text.ptr[end]);
    }
    /* A quotation mark that never closes is just a mark. */
    bool closed = quoted && end < text.len;
    struct sv cell = closed ? str_sv(unquoted) : SV("");
    size_t from = closed ? end + 1 : 0;
    for (end = from; end < text.len && text.ptr[end] != '\t' && text.ptr[end] != '\n'; end++)
        ;
    *last = end >= text.len || text.ptr[end] == '\n';
    *rest = sv_from_offset(text, end + 1);
    return closed ? cell : sv_sub(text, 0, end);
}

static void paste_line(struct pasting *p, struct sv *rest, size_t index)
{
    struct str unquoted = {0};
    uint32_t key = 0;
    bool last = false;
    for (size_t i = 0; !last; i++) {
        struct sv cell = next_cell(rest, &unquoted, &last);
        if (sv_trim(cell).len == 0)
            continue;
        if (!key)
            key = draft_row_add(p->w->draft, &p->w->history, p->table, index, SV(""));
        if (i < p->columns.len && p->columns.ptr[i] != NO_FIELD)
            paste_cell(p, (struct place){p->columns.ptr[i], key}, cell);
        else if (p->refused++ == 0)
            str_add_f(&p->first_refused, _("第 %u 行第 %zu 列“%.*s”"), p->rows + 1, i + 1,
                      SV_ARG(cell));
    }
    p->rows += key != 0;
    str_release(&unquoted);
}

static void tell(struct pasting *p)
{
    if (p->refused)
        wizard_say(p->w, TONE_WARN, _("已加入 %u 行；有 %u 格没有地方放，如%s（^Z 撤销）。"),
                   p->rows, p->refused, p->first_refused.ptr);
    else
        wizard_say(p->w, TONE_GOOD, _("已加入 %u 行（^Z 撤销）。"), p->rows);
}

unsigned section_paste_rows(struct wizard *w, struct section_page *page, uint32_t table,
                            struct sv text)
{
    if (!wizard_may_change(w))
        return REACTION_REDRAW | REACTION_BELL;
    struct pasting p = {.w = w, .table = table};
    struct str clean = {0};
    str_set(&clean, text);
    str_replace_all(&clean, SV("\r\n"), SV("\n"));
    str_replace_all(&clean, SV("\r"), SV("\n"));
    struct sv rest = str_sv(&clean), line = rest;
    line.len = sv_find_byte(rest, '\n', 0) == SV_NONE ? rest.len : sv_find_byte(rest, '\n', 0);
    if (heading_columns(&p, line))
        rest = sv_from_offset(rest, line.len + 1);
    else
        plain_columns(&p);
    const struct control *c = section_control(page);
    size_t index = c->kind == CONTROL_ROW ? c->index + 1 : draft_rows(w->draft, table)->len;
    history_step(&w->history);
    while (rest.len)
        paste_line(&p, &rest, index + p.rows);
    history_step(&w->history);
    section_rebuild(w, page);
    tell(&p);
    vec_release(&p.columns);
    str_release(&p.first_refused);
    str_release(&clean);
    return REACTION_REDRAW;
}
