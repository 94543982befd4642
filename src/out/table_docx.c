#include "out/table_docx.h"

#include "out/clean.h"
#include "out/columns.h"
#include "out/docx.h"
#include "out/docx_style.h"

enum { CELL_AIR = 2 /* print cells that the margins of a cell take */ };

static struct sv copy_clean(struct doc *d, struct sv text)
{
    struct str clean = {0};
    add_clean(&clean, text, SV("\n"));
    struct sv copy = arena_copy(&d->arena, str_sv(&clean));
    str_release(&clean);
    return copy;
}

static const struct block_column *make_columns(struct doc *d, const struct table *t)
{
    struct columns columns = {0};
    struct block_column *made = arena_calloc(&d->arena, t->columns.len + 1, sizeof *made);
    table_settle(t, docx_page(true)->text / WIDE_CELL - CELL_AIR, &columns);
    for (size_t i = 0; i < t->columns.len; i++) {
        made[i].label = copy_clean(d, str_sv(&t->columns.ptr[i].label));
        made[i].width = columns.ptr[i].width + CELL_AIR;
        made[i].align = t->columns.ptr[i].number ? COLUMN_CENTRE : COLUMN_LEFT;
    }
    vec_release(&columns);
    return made;
}

static const struct block_table *make_table(struct doc *d, const struct table *t)
{
    struct block_table *made = arena_calloc(&d->arena, 1, sizeof *made);
    size_t columns = t->columns.len;
    struct block_cell *cells = arena_calloc(&d->arena, columns * t->rows.len + 1, sizeof *cells);
    for (size_t r = 0; r < t->rows.len; r++)
        for (size_t i = 0; i < columns; i++)
            cells[r * columns + i].text = copy_clean(d, table_cell(&t->rows.ptr[r], i));
    made->columns = make_columns(d, t);
    made->column_count = columns;
    made->cells = cells;
    made->row_count = t->rows.len;
    return made;
}

static struct block *add_text(struct doc *d, enum block_kind kind, struct sv text)
{
    struct block *b = vec_add(&d->blocks);
    b->kind = kind;
    b->text = copy_clean(d, text);
    b->over = b->text.len;
    b->place.field = NO_FIELD;
    return b;
}

/* A seal is two lines higher than the words it is put on, to each side. */
static void add_space(struct doc *d)
{
    struct block *b = add_text(d, BLOCK_SPACE, SV(""));
    b->lines = 1;
}

bool table_add_docx(struct str *out, const struct table *t, struct err *e)
{
    struct doc d = {0};
    if (t->title.len)
        add_text(&d, BLOCK_PAPER, str_sv(&t->title));
    if (t->head.len) {
        add_text(&d, BLOCK_TEXT, str_sv(&t->head))->keep = true;
        add_space(&d);
    }
    add_text(&d, BLOCK_TABLE, SV(""))->table = make_table(&d, t);
    if (t->foot.len)
        add_text(&d, BLOCK_PARAGRAPH, str_sv(&t->foot));
    struct docx_options options = {.title = str_sv(&t->title), .wide = true};
    bool ok = docx_write(&d, &options, out, e);
    doc_release(&d);
    return ok;
}
