#include "out/flow.h"

#include "text/width.h"

/* Tables in the flow: rows of cells without frames, a rule of hyphens under the labels. */

struct grid {
    struct flow *flow;
    const struct block_table *table;
    struct columns columns;
    uint32_t head; /* index of the head, from 1; 0 for none that is repeated */
    size_t most;   /* lines a page has for rows */
    bool apart;    /* rows stand apart by an empty line */
};

static const struct block_cell *cell_at(const struct block_table *t, size_t row, size_t column)
{
    return &t->cells[row * t->column_count + column];
}

static void settle(struct grid *g)
{
    const struct block_table *t = g->table;
    for (size_t i = 0; i < t->column_count; i++) {
        struct column *c = vec_add(&g->columns);
        c->declared = t->columns[i].width;
        c->align = t->columns[i].align;
        column_see(c, t->columns[i].label);
        for (size_t r = 0; r < t->row_count; r++)
            column_see(c, cell_at(t, r, i)->text);
    }
    columns_settle(&g->columns, g->flow->width);
    columns_spread(&g->columns, g->flow->width);
}

/* ---- the head ---- */

static void add_labels(const struct grid *g, struct texts *out)
{
    for (size_t i = 0; i < g->columns.len; i++) {
        struct texts cell = {0};
        cell_add_lines(&cell, g->table->columns[i].label, g->columns.ptr[i].width);
        columns_place(out, &cell, &g->columns.ptr[i]);
        texts_release(&cell);
    }
    columns_add_rule(vec_add(out), &g->columns);
}

/* Labels that would take half the page are printed once, not on every page. */
static void flow_head(struct grid *g)
{
    struct flow *f = g->flow;
    struct texts labels = {0};
    add_labels(g, &labels);
    for (size_t i = 0; i < labels.len; i++)
        str_add(&flow_add_line(f, (struct place){NO_FIELD, 0})->line.text, str_sv(&labels.ptr[i]));
    if (labels.len <= f->page / 2) {
        g->most = f->page - labels.len;
        vec_push(&f->heads, labels);
        g->head = (uint32_t)f->heads.len;
    } else {
        texts_release(&labels);
    }
}

/* ---- rows ---- */

struct row_lines {
    struct texts texts;
    VEC(struct place) places; /* a line leads back to the first answer on it */
};

VEC_TYPE(row_list, struct row_lines);

static void make_row(const struct grid *g, size_t row, struct row_lines *out)
{
    for (size_t i = 0; i < g->columns.len; i++) {
        const struct block_cell *from = cell_at(g->table, row, i);
        struct texts cell = {0};
        cell_add_lines(&cell, from->text, g->columns.ptr[i].width);
        columns_place(&out->texts, &cell, &g->columns.ptr[i]);
        while (out->places.len < out->texts.len)
            vec_push(&out->places, (struct place){NO_FIELD, 0});
        for (size_t n = 0; n < cell.len; n++)
            if (out->places.ptr[n].field == NO_FIELD)
                out->places.ptr[n] = from->place;
        texts_release(&cell);
    }
}

static void free_row(struct row_lines *row)
{
    texts_release(&row->texts);
    vec_release(&row->places);
}

static struct flow_line *add_row_line(struct grid *g, struct sv text, struct place place)
{
    struct flow_line *line = flow_add_line(g->flow, place);
    str_add(&line->line.text, text);
    line->head = g->head;
    return line;
}

/* A row that no page can hold is parted anywhere but next to its ends. */
static void flow_row(struct grid *g, const struct row_lines *row, bool first)
{
    struct flow *f = g->flow;
    size_t start = f->lines.len, count = row->texts.len;
    for (size_t i = 0; i < count; i++) {
        struct flow_line *line = add_row_line(g, str_sv(&row->texts.ptr[i]), row->places.ptr[i]);
        line->glued |= first && i == 0;
        line->glued |= i > 0 && (count <= g->most || i == 1 || i + 1 == count);
    }
    if (f->lines.len == start)
        add_row_line(g, SV(""), (struct place){NO_FIELD, 0});
}

static void flow_gap(struct grid *g)
{
    struct flow_line *line = add_row_line(g, SV(""), (struct place){NO_FIELD, 0});
    line->gap = true;
}

/* A table stands apart from what is around it, but not from the words that introduce it. */
static void flow_apart(struct flow *f)
{
    bool has = f->lines.len && !f->lines.ptr[f->lines.len - 1].gap;
    if (has && f->hold == 0)
        flow_add_line(f, (struct place){NO_FIELD, 0})->gap = true;
}

/* The sum stays with the row above it. */
static void flow_total(struct grid *g, const struct row_lines *row)
{
    struct str rule = {0};
    columns_add_rule(&rule, &g->columns);
    add_row_line(g, str_sv(&rule), (struct place){NO_FIELD, 0})->glued = true;
    flow_row(g, row, true);
    str_release(&rule);
}

static void flow_rows(struct grid *g, const struct row_list *rows, bool head)
{
    bool total = g->table->total;
    for (size_t r = 0; r < rows->len; r++) {
        if (total && r > 0 && r + 1 == rows->len) {
            flow_total(g, &rows->ptr[r]);
            continue;
        }
        if (r > 0 && g->apart)
            flow_gap(g);
        flow_row(g, &rows->ptr[r], head && r == 0);
    }
}

void flow_table(struct flow *f, const struct block *b)
{
    struct grid g = {.flow = f, .table = b->table, .most = f->page};
    struct row_list rows = {0};
    flow_apart(f);
    size_t first = f->lines.len;
    bool head = block_table_has_head(b->table);
    settle(&g);
    if (b->text.len)
        flow_centred(f, b->text, b->place, 0);
    if (head)
        flow_head(&g);
    flow_glue(f, first);
    for (size_t r = 0; r < b->table->row_count; r++) {
        make_row(&g, r, vec_add(&rows));
        g.apart |= head && rows.ptr[r].texts.len > 1;
    }
    flow_rows(&g, &rows, f->lines.len > first);
    f->hold = 0;
    flow_apart(f);
    for (size_t r = 0; r < rows.len; r++)
        free_row(&rows.ptr[r]);
    vec_release(&rows);
    vec_release(&g.columns);
}
