#include "draft/computed.h"
#include "tui/section_parts.h"

/* The columns of a table as a list on the screen: the running number, then what the form says to
 * show. */

enum { MOST_COLUMNS = 8, NUMBER_CELLS = 4, NARROWEST = 10 };

struct table_columns {
    const struct field *fields[MOST_COLUMNS];
    uint32_t cells[MOST_COLUMNS];
    uint32_t count;
};

/* What a kind of value needs, 0 for as much as there is. */
static uint32_t cells_for(const struct field *field)
{
    switch (field->kind) {
    case FIELD_YESNO:
        return 7;
    case FIELD_CREDIT_CODE:
        return 19;
    case FIELD_DATE:
    case FIELD_PHONE:
        return 15;
    case FIELD_NUMBER:
    case FIELD_MONEY:
        return 10;
    default:
        return 0;
    }
}

static void share(struct table_columns *t, uint32_t cols)
{
    uint32_t fixed = NUMBER_CELLS, open = 0;
    for (uint32_t i = 0; i < t->count; i++) {
        t->cells[i] = cells_for(t->fields[i]);
        fixed += t->cells[i];
        open += t->cells[i] == 0;
    }
    uint32_t rest = cols > fixed ? cols - fixed : 0;
    for (uint32_t i = 0; i < t->count; i++)
        if (t->cells[i] == 0)
            t->cells[i] = rest / open;
    /* Too narrow for all: the last column goes, the first one stays. */
    bool narrow = open ? rest / open < NARROWEST : cols < fixed;
    if (narrow && t->count > 1) {
        t->count--;
        share(t, cols);
    }
}

static void choose_columns(const struct part *part, const struct field *table,
                           struct table_columns *t)
{
    const struct form *form = part->w->form;
    for (uint32_t i = 0; i < table->shown.len && t->count < MOST_COLUMNS; i++)
        t->fields[t->count++] = &form->fields[table->shown.ptr[i]];
    for (uint32_t f = table->index + 1; table->shown.len == 0 && f < table->end; f++)
        if ((kind_flags(form->fields[f].kind) & KIND_LEAF) && t->count < 3)
            t->fields[t->count++] = &form->fields[f];
    uint32_t cols = part->body.end_col - part->col - 1;
    if (t->count)
        share(t, cols);
}

static void draw_cells(const struct part *part, uint32_t row, const struct table_columns *t,
                       enum style style)
{
    const struct control *control = part->control;
    bool heads = control->kind == CONTROL_HEADS;
    struct str text = {0}, fitted = {0};
    uint32_t col = part->col + NUMBER_CELLS;
    for (uint32_t i = 0; i < t->count; i++) {
        str_clear(&text);
        str_clear(&fitted);
        const struct field *field = t->fields[i];
        if (heads)
            str_set(&text, field->brief.len ? field->brief : field->label);
        else
            draft_add_shown(&text, part->w->draft,
                            (struct place){field->index, control->place.row});
        str_replace_all(&text, SV("\n"), SV(" "));
        draw_add_fitted(&fitted, str_sv(&text), t->cells[i] > 1 ? t->cells[i] - 1 : 1);
        canvas_text(part->canvas, row, col, part->body.end_col, str_sv(&fitted), style);
        col += t->cells[i];
    }
    str_release(&text);
    str_release(&fitted);
}

void part_draw_row(const struct part *part)
{
    const struct control *control = part->control;
    const struct field *table = &part->w->form->fields[control->place.field];
    struct table_columns t = {.count = 0};
    enum style style = control->kind == CONTROL_HEADS ? STYLE_DIM
                       : part->focused                ? STYLE_FOCUS
                                                      : STYLE_PLAIN;
    uint32_t row;
    if (!part_row(part, 0, &row))
        return;
    choose_columns(part, table, &t);
    if (part->focused)
        canvas_fill(part->canvas, row, part->col, part->body.end_col - 1, style);
    if (control->kind == CONTROL_ROW)
        draw_number(part->canvas, row, part->col, NUMBER_CELLS - 1, control->index + 1, style);
    draw_cells(part, row, &t, style);
    if (part->focused)
        canvas_caret(part->canvas, row, part->col);
}
