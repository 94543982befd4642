#include "office/note_place.h"

#include "draft/edit.h"
#include "draft/naming.h"
#include "text/cluster.h"

enum { MOST_LABEL = 900 }; /* bytes: with what is put around it, a line */

/* Words stand where no character is cut in two at either end. */
static bool stands_at(struct sv text, size_t at, size_t len)
{
    return cluster_start(text, at) == at &&
           (at + len == text.len || cluster_start(text, at + len) == at + len);
}

/* The first place at or after `from`, SV_NONE: none. `words` has some. */
static size_t next_place(struct sv text, struct sv words, size_t from)
{
    size_t at = sv_find(text, words, from);
    while (at != SV_NONE && !stands_at(text, at, words.len))
        at = sv_find(text, words, at + 1);
    return at;
}

uint32_t note_occurrence(struct sv text, struct sv words, uint32_t nth, size_t *at)
{
    uint32_t count = 0;
    size_t found = words.len ? next_place(text, words, 0) : SV_NONE;
    for (; found != SV_NONE && count < nth; found = next_place(text, words, found + 1)) {
        *at = found;
        count++;
    }
    return count;
}

uint32_t note_row_key(const struct draft *d, uint32_t field, struct sv id)
{
    const struct field *f = &d->form->fields[field];
    uint32_t table = kind_flags(f->kind) & KIND_ROWS ? field : f->table;
    const struct rows *rows = table == NO_FIELD ? NULL : draft_rows(d, table);
    for (size_t i = 0; rows && i < rows->len; i++)
        if (sv_eq(str_sv(&rows->ptr[i].id), id))
            return rows->ptr[i].key;
    return 0;
}

/* Is there a text at the place: a leaf, and in a table with its row. */
static bool has_text(const struct draft *d, struct place p)
{
    const struct field *f = &d->form->fields[p.field];
    return (kind_flags(f->kind) & KIND_LEAF) && (f->table == NO_FIELD || p.row);
}

static struct sv text_of(const struct draft *d, struct place p)
{
    return has_text(d, p) ? draft_text(d, p) : SV("");
}

static bool find_place(const struct note *n, const struct draft *d, struct place *p)
{
    const struct field *field = n->field.len ? form_field(d->form, str_sv(&n->field)) : NULL;
    if (!field && n->field.len)
        field = form_former(d->form, str_sv(&n->field));
    if (!field)
        return false;
    *p = (struct place){field->index, 0};
    if (n->row.len)
        p->row = note_row_key(d, field->index, str_sv(&n->row));
    return n->row.len == 0 || p->row;
}

static bool text_changed(const struct note *n, struct sv text)
{
    struct str hash = {0};
    draft_add_hash(&hash, text);
    bool changed = n->hash.len && !sv_eq(str_sv(&hash), str_sv(&n->hash));
    str_release(&hash);
    return changed;
}

struct note_place note_find(const struct note *n, const struct draft *d)
{
    struct note_place at = {.found = NOTE_AT_CASE, .place = {NO_FIELD, 0}, .section = NO_FIELD};
    if (!find_place(n, d, &at.place)) {
        at.place = (struct place){NO_FIELD, 0};
        at.changed = n->field.len > 0;
        at.words_gone = n->quote.len > 0;
        return at;
    }
    struct sv text = text_of(d, at.place);
    uint32_t nth = n->nth ? n->nth : 1;
    at.found = NOTE_AT_FIELD;
    at.section = d->form->fields[at.place.field].section;
    at.changed = text_changed(n, text);
    if (n->quote.len == 0)
        return at;
    at.words_gone = note_occurrence(text, str_sv(&n->quote), nth, &at.from) == 0;
    if (at.words_gone)
        return at;
    at.found = NOTE_AT_WORDS;
    at.to = at.from + n->quote.len;
    return at;
}

/* How many times the words stand at or before `from`. */
static uint32_t count_up_to(struct sv text, struct sv words, size_t from)
{
    uint32_t nth = 0;
    for (size_t at = next_place(text, words, 0); at != SV_NONE && at <= from;
         at = next_place(text, words, at + 1))
        nth++;
    return nth;
}

/* The nearest clause: of the field, of what it is part of, of its section. */
static struct sv clause_of(const struct form *form, uint32_t field)
{
    for (uint32_t f = field; f != NO_FIELD; f = form->fields[f].parent)
        if (form->fields[f].clause.len)
            return form->fields[f].clause;
    return form->sections[form->fields[field].section].clause;
}

static void add_label(struct str *out, const struct draft *d, struct place p)
{
    struct str label = {0};
    naming_add_place(&label, d, p);
    str_set(out,
            sv_sub(str_sv(&label), 0,
                   label.len > MOST_LABEL ? cluster_start(str_sv(&label), MOST_LABEL) : label.len));
    str_release(&label);
}

void note_anchor(struct note *n, const struct draft *d, struct place p, size_t from, size_t to)
{
    n->nth = 1;
    if (p.field == NO_FIELD)
        return;
    const struct field *field = &d->form->fields[p.field];
    struct sv text = text_of(d, p);
    uint32_t table = kind_flags(field->kind) & KIND_ROWS ? p.field : field->table;
    const struct row *row = p.row ? draft_row(d, table, p.row, NULL) : NULL;
    str_set(&n->field, field->path);
    if (row)
        str_set(&n->row, str_sv(&row->id));
    draft_add_hash(&n->hash, text);
    str_set(&n->clause, clause_of(d->form, p.field));
    add_label(&n->label, d, p);
    from = from < text.len ? cluster_start(text, from) : text.len;
    if (to < text.len && cluster_start(text, to) != to)
        to = cluster_next(text, cluster_start(text, to));
    if (from >= to || to > text.len)
        return;
    str_set(&n->quote, sv_sub(text, from, to));
    uint32_t nth = count_up_to(text, str_sv(&n->quote), from);
    n->nth = nth ? nth : 1;
}
