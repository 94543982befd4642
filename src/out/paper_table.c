#include "out/paper_table.h"

#include "draft/computed.h"
#include "text/width.h"

VEC_TYPE(subjects, struct subject);

/* ---- rows ---- */

static bool is_yes(const struct paper_work *w, const struct field *of, uint32_t row, struct sv id,
                   struct sv word)
{
    const struct field *child = field_child(w->composer->form, of, id);
    return child && sv_eq(draft_text(w->composer->draft, (struct place){child->index, row}), word);
}

static struct subject *add_subject(struct subjects *out, const struct field *field, uint32_t row)
{
    struct subject *s = vec_add(out);
    s->serial = (uint32_t)out->len;
    s->field = field;
    s->row = row;
    s->place = (struct place){field ? field->index : NO_FIELD, row};
    return s;
}

static void find_rows(const struct paper_work *w, const struct field *table, struct subjects *out)
{
    const struct rows *rows = draft_rows(w->composer->draft, table->index);
    for (size_t i = 0; i < rows->len; i++)
        add_subject(out, table, rows->ptr[i].key);
}

/* Of how many rows a material is one proof each. */
static uint32_t rows_of(const struct paper_work *w, const struct field *material)
{
    uint32_t table = material->paper.of_table;
    return table == NO_FIELD ? 1 : (uint32_t)draft_rows(w->composer->draft, table)->len;
}

static void find_items(const struct paper_work *w, const struct field *list, struct subjects *out)
{
    const struct form *form = w->composer->form;
    for (const struct field *item = field_first_child(form, list); item;
         item = field_next_child(form, list, item)) {
        if (!draft_relevant(w->composer->draft, (struct place){item->index, 0}))
            continue;
        bool material = item->kind == FIELD_MATERIAL;
        struct subject *s = add_subject(out, item, 0);
        s->ticked = is_yes(w, item, 0, SV("state"), material ? SV("have") : SV("yes"));
        s->owner = item->paper.owner;
        s->copies = item->paper.copies * rows_of(w, item);
    }
}

static bool is_tied(const struct paper_work *w, const struct field *elements,
                    const struct option *element)
{
    const struct draft *d = w->composer->draft;
    const struct rows *rows = draft_rows(d, elements->index);
    const struct field *id = field_below(d->form, elements, SV("id"));
    const struct field *quote = field_below(d->form, elements, SV("tie.quote"));
    for (size_t i = 0; i < rows->len; i++) {
        uint32_t row = rows->ptr[i].key;
        if (sv_eq(draft_text(d, (struct place){id->index, row}), element->id) &&
            draft_filled(d, (struct place){quote->index, row}))
            return true;
    }
    return false;
}

/* Options of a choice, elements of what is chosen. */
static void find_options(const struct paper_work *w, const struct field *field,
                         struct subjects *out)
{
    const struct draft *d = w->composer->draft;
    bool elements = field->kind == FIELD_ELEMENTS;
    for (uint32_t i = 0; i < field->option_count; i++) {
        const struct option *option = &field->options[i];
        if (elements && field->chosen_by != NO_FIELD &&
            !draft_has(d, (struct place){field->chosen_by, 0}, option->of))
            continue;
        if (!draft_holds(d, option->when, 0))
            continue;
        struct subject *s = add_subject(out, field, 0);
        s->option = option;
        s->ticked = elements ? is_tied(w, field, option)
                             : draft_has(d, (struct place){field->index, 0}, option->id);
    }
}

static void find_bound(const struct paper_work *w, struct subjects *out)
{
    const struct form *form = w->composer->form;
    for (uint32_t i = 0; i < form->print.bound.len; i++) {
        uint32_t paper = form->print.bound.ptr[i];
        struct subject *s = add_subject(out, NULL, 0);
        s->label = paper == NO_FIELD ? form->title : form->print.papers[paper].title;
        s->part = paper == NO_FIELD ? SV(PAPER_APPLICATION) : form->print.papers[paper].id;
    }
}

static void find_doubts(const struct paper_work *w, struct subjects *out)
{
    const struct form *form = w->composer->form;
    for (uint32_t i = 0; i < form->doubt_count; i++) {
        struct subject *s = add_subject(out, NULL, 0);
        s->label = form->doubts[i].text;
        s->clause = form->doubts[i].id;
    }
}

/* ---- stamps ---- */

static struct sv stamper(const struct field *material)
{
    return material->paper.stamp_by.len ? material->paper.stamp_by : material->paper.owner;
}

/* A row is known by what stands in its first column: "佐证材料：甲公司". */
static struct sv row_label(const struct paper_work *w, const struct field *material, uint32_t row)
{
    const struct field *fields = w->composer->form->fields;
    const struct field *table = &fields[material->table];
    struct str label = {0}, name = {0};
    uint32_t first = table->index + 1;
    while (first < table->end && !(kind_flags(fields[first].kind) & KIND_TYPED))
        first++;
    if (first < table->end)
        draft_add_shown(&name, w->composer->draft, (struct place){first, row});
    str_add(&label, material->label);
    if (name.len)
        str_add_f(&label, "：%s", name.ptr);
    struct sv kept = compose_line(w->composer, str_sv(&label));
    str_release(&label);
    str_release(&name);
    return kept;
}

static void add_stamp(const struct paper_work *w, const struct field *material, uint32_t row,
                      struct subjects *out)
{
    if (!material->paper.needs_stamp ||
        !draft_relevant(w->composer->draft, (struct place){material->index, row}) ||
        is_yes(w, material, row, SV("state"), SV("none")))
        return;
    struct subject *s = add_subject(out, material, row);
    s->label = row ? row_label(w, material, row) : material->label;
    s->where = material->paper.stamp_at;
    s->owner = stamper(material);
    s->copies = material->paper.copies;
    s->ticked = is_yes(w, material, row, SV("stamped"), SV("yes"));
    s->part = material->paper.at_final ? SV(PAPER_APPLICATION) : SV("");
}

/* The materials of a table's rows: one stamp each. */
static void add_row_stamps(const struct paper_work *w, const struct field *table,
                           struct subjects *out)
{
    const struct form *form = w->composer->form;
    const struct rows *rows = draft_rows(w->composer->draft, table->index);
    for (const struct field *column = field_first_child(form, table); column;
         column = field_next_child(form, table, column))
        for (size_t i = 0; column->kind == FIELD_MATERIAL && i < rows->len; i++)
            add_stamp(w, column, rows->ptr[i].key, out);
}

/* Is there a material that stands for one of each row of the table. */
static bool is_stood_for(const struct form *form, uint32_t table)
{
    for (uint32_t i = 0; i < form->field_count; i++)
        if (form->fields[i].kind == FIELD_MATERIAL && form->fields[i].paper.of_table == table)
            return true;
    return false;
}

static void add_material_stamps(const struct paper_work *w, const struct field *material,
                                struct subjects *out)
{
    size_t before = out->len;
    if (!material->paper.applicant)
        return;
    if (material->paper.of_table != NO_FIELD)
        add_row_stamps(w, &w->composer->form->fields[material->paper.of_table], out);
    if (out->len == before)
        add_stamp(w, material, 0, out);
}

/* A paper with room for a seal is stamped as often as the application is handed in. */
static void add_paper_stamps(const struct paper_work *w, struct subjects *out)
{
    const struct form *form = w->composer->form;
    for (uint32_t p = 0; p < form->print.paper_count; p++) {
        const struct form_paper *paper = &form->print.papers[p];
        for (uint32_t i = 0; i < paper->item_count; i++) {
            if (paper->items[i].kind != PAPER_SEAL)
                continue;
            struct subject *s = add_subject(out, NULL, 0);
            s->label = paper->title;
            s->where = paper->items[i].text;
            s->part = paper->id;
            s->copies = form->copies;
        }
    }
}

/* Everything that is stamped: what the materials say, for a material of a table each of its rows,
 * and the papers that have room for a seal. What is not to be brought is left out. */
static void find_stamps(const struct paper_work *w, struct subjects *out)
{
    const struct form *form = w->composer->form;
    for (uint32_t i = 0; i < form->field_count; i++) {
        const struct field *field = &form->fields[i];
        bool material = field->kind == FIELD_MATERIAL && field->table == NO_FIELD;
        if (material)
            add_material_stamps(w, field, out);
        else if (field->kind == FIELD_TABLE && !is_stood_for(form, i))
            add_row_stamps(w, field, out);
    }
    add_paper_stamps(w, out);
}

/* ---- tables ---- */

void paper_add_cell(const struct paper_work *w, struct paper_cells *cells, struct cell_text *cell)
{
    struct sv text = compose_lines(w->composer, str_sv(&cell->text));
    vec_push(&cells->list, (struct block_cell){text, cell->place, cell->part});
    str_release(&cell->text);
}

static void add_row(const struct paper_work *w, const struct paper_item *item,
                    const struct subject *s, struct paper_cells *cells)
{
    for (uint32_t i = 0; i < item->column_count; i++) {
        struct cell_text cell = {0};
        paper_say(w, &item->columns[i], s, &cell);
        paper_add_cell(w, cells, &cell);
    }
    cells->rows++;
}

/* Nothing in a table that must have something: said in its first broad column. */
static void add_blank_row(const struct paper_work *w, const struct paper_item *item,
                          struct paper_cells *cells)
{
    struct place place = {item->fields.ptr[0], 0};
    uint32_t at = 0;
    while (at + 1 < item->column_count && item->columns[at].what == PAPER_WORD_SERIAL)
        at++;
    for (uint32_t i = 0; i < item->column_count; i++) {
        struct cell_text cell = {.place = place};
        if (i == at)
            str_add(&cell.text, SV(MARK_BLANK));
        paper_add_cell(w, cells, &cell);
    }
    cells->rows++;
}

static void add_sums(const struct paper_work *w, const struct paper_item *item,
                     const struct subjects *subjects, struct paper_cells *cells)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < subjects->len; i++)
        sum += subjects->ptr[i].copies;
    for (uint32_t i = 0; i < item->column_count; i++) {
        struct cell_text cell = {.place = {NO_FIELD, 0}};
        if (item->columns[i].sum)
            str_add_f(&cell.text, "%llu", (unsigned long long)sum);
        else if (i == 0)
            str_add(&cell.text, item->total);
        paper_add_cell(w, cells, &cell);
    }
    cells->rows++;
    cells->total = true;
}

void paper_close_table(const struct paper_work *w, struct sv caption,
                       const struct block_column *columns, size_t count, struct paper_cells *cells)
{
    struct doc *doc = w->composer->doc;
    struct block_table *table = arena_calloc(&doc->arena, 1, sizeof *table);
    struct block_cell *kept = arena_calloc(&doc->arena, cells->list.len + 1, sizeof *kept);
    if (cells->list.len)
        memcpy(kept, cells->list.ptr, cells->list.len * sizeof *kept);
    *table = (struct block_table){columns, count, kept, cells->rows, cells->total};
    compose_block(w->composer, BLOCK_TABLE, caption)->table = table;
    vec_release(&cells->list);
}

static const struct block_column *copy_columns(const struct paper_work *w,
                                               const struct paper_item *item)
{
    static const enum column_align aligns[] = {
        [PAPER_LEFT] = COLUMN_LEFT,
        [PAPER_RIGHT] = COLUMN_RIGHT,
        [PAPER_CENTRE] = COLUMN_CENTRE,
    };
    struct block_column *columns =
        arena_calloc(&w->composer->doc->arena, item->column_count + 1, sizeof *columns);
    for (uint32_t i = 0; i < item->column_count; i++)
        columns[i] = (struct block_column){compose_line(w->composer, item->columns[i].label),
                                           item->columns[i].width, aligns[item->columns[i].align]};
    return columns;
}

static void find_subjects(const struct paper_work *w, const struct paper_item *item,
                          struct subjects *out)
{
    const struct field *field =
        item->fields.len ? &w->composer->form->fields[item->fields.ptr[0]] : NULL;
    switch (item->source) {
    case SOURCE_ROWS:
        find_rows(w, field, out);
        break;
    case SOURCE_CHECKLIST:
    case SOURCE_MATERIALS:
        find_items(w, field, out);
        break;
    case SOURCE_OPTIONS:
    case SOURCE_ELEMENTS:
        find_options(w, field, out);
        break;
    case SOURCE_STAMPS:
        find_stamps(w, out);
        break;
    case SOURCE_BOUND:
        find_bound(w, out);
        break;
    case SOURCE_DOUBTS:
        find_doubts(w, out);
        break;
    }
}

void paper_add_table(const struct paper_work *w, const struct paper_item *item)
{
    struct subjects subjects = {0};
    struct paper_cells cells = {0};
    find_subjects(w, item, &subjects);
    for (size_t i = 0; i < subjects.len; i++)
        add_row(w, item, &subjects.ptr[i], &cells);
    if (subjects.len == 0 && item->fields.len &&
        compose_wanted(w->composer, (struct place){item->fields.ptr[0], 0}))
        add_blank_row(w, item, &cells);
    if (item->total.len)
        add_sums(w, item, &subjects, &cells);
    paper_close_table(w, item->text, copy_columns(w, item), item->column_count, &cells);
    vec_release(&subjects);
}
