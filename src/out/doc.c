#include "out/doc.h"

void doc_release(struct doc *d)
{
    vec_release(&d->blocks);
    vec_release(&d->parts);
    arena_release(&d->arena);
    d->head = d->mark = SV("");
}

static bool is_counted(const struct block *b)
{
    return b->kind == BLOCK_HEADING || b->kind == BLOCK_PARAGRAPH || b->kind == BLOCK_FIGURE;
}

struct counts doc_counts(const struct doc *d)
{
    struct counts sum = {0};
    struct str line = {0};
    for (size_t i = 0; i < d->blocks.len; i++) {
        const struct block *b = &d->blocks.ptr[i];
        if (!is_counted(b))
            continue;
        /* Label and text are counted as the one line they print as: a run of Latin letters may go
         * on across them. */
        str_set(&line, b->label);
        if (b->kind == BLOCK_FIGURE)
            str_add_byte(&line, ' ');
        if (!b->blank)
            str_add(&line, b->text);
        sum = counts_add(sum, count_text(str_sv(&line)));
    }
    str_release(&line);
    return sum;
}

void block_add_file_note(struct str *out, const struct block *figure)
{
    if (figure->file.len == 0)
        return;
    str_add_f(out, "（附图文件 %.*s", SV_ARG(figure->file));
    if (figure->width && figure->height)
        str_add_f(out, "，%u×%u 像素", figure->width, figure->height);
    str_add(out, SV("）"));
}

bool block_table_has_head(const struct block_table *t)
{
    for (size_t i = 0; i < t->column_count; i++)
        if (t->columns[i].label.len)
            return true;
    return false;
}
