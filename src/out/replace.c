#include "out/replace.h"

#include "text/substitute.h"
#include "text/utf8.h"

struct work {
    struct doc *doc;
    struct replacements *done;
};

/* A text with its place, and an offset into it that is kept right; NULL for none. */
static void mend(struct work *w, struct sv *text, struct place place, size_t base, size_t *offset)
{
    struct str made = {0};
    size_t copied = 0, wanted = offset ? *offset : 0;
    char32_t cp;
    for (size_t at = 0, next; at < text->len; at = next) {
        next = at + utf8_decode(*text, at, &cp);
        struct sv by = substitute_at(*text, at);
        if (by.len == 0)
            continue;
        str_add(&made, sv_sub(*text, copied, at));
        vec_push(w->done, (struct replacement){cp, by, place, base + made.len});
        str_add(&made, by);
        copied = next;
        if (offset && wanted >= next)
            *offset = *offset - (next - at) + by.len;
    }
    if (copied) {
        str_add(&made, sv_from_offset(*text, copied));
        *text = arena_copy(&w->doc->arena, str_sv(&made));
    }
    str_release(&made);
}

static void mend_words(struct work *w, struct sv *text)
{
    mend(w, text, (struct place){NO_FIELD, 0}, 0, NULL);
}

/* A composed table is not to be written to: it gets cells and columns of its own. */
static void mend_table(struct work *w, struct block *b)
{
    struct arena *arena = &w->doc->arena;
    const struct block_table *old = b->table;
    size_t n = old->row_count * old->column_count;
    struct block_table *table = arena_calloc(arena, 1, sizeof *table);
    struct block_column *columns = arena_calloc(arena, old->column_count, sizeof *columns);
    struct block_cell *cells = arena_calloc(arena, n, sizeof *cells);
    for (size_t i = 0; i < old->column_count; i++) {
        columns[i] = old->columns[i];
        mend_words(w, &columns[i].label);
    }
    for (size_t i = 0; i < n; i++) {
        cells[i] = old->cells[i];
        mend(w, &cells[i].text, cells[i].place, 0, NULL);
    }
    *table = *old;
    table->columns = columns;
    table->cells = cells;
    b->table = table;
}

static void mend_block(struct work *w, struct block *b)
{
    mend_words(w, &b->label);
    mend(w, &b->text, b->place, b->at, &b->over);
    mend_words(w, &b->after);
    if (b->table)
        mend_table(w, b);
}

void doc_replace(struct doc *doc, struct replacements *done)
{
    struct work w = {doc, done};
    for (size_t i = 0; i < doc->blocks.len; i++)
        mend_block(&w, &doc->blocks.ptr[i]);
    for (size_t i = 0; i < doc->parts.len; i++) {
        mend_words(&w, &doc->parts.ptr[i].title);
        mend_words(&w, &doc->parts.ptr[i].head);
    }
    mend_words(&w, &doc->head);
    mend_words(&w, &doc->mark);
}
