#include "form/form.h"

#include <stdlib.h>

void form_free(struct form *f)
{
    if (!f)
        return;
    for (uint32_t i = 0; i < f->rule_count; i++)
        if (f->rules[i].pattern)
            regfree((regex_t *)(uintptr_t)f->rules[i].pattern);
    arena_release(&f->arena);
    free(f);
}

void form_desk_init(struct form_desk *d)
{
    *d = (struct form_desk){.name = NO_FIELD,
                            .code = NO_FIELD,
                            .title = NO_FIELD,
                            .county = NO_FIELD,
                            .group = NO_FIELD,
                            .round = NO_FIELD,
                            .brief = NO_FIELD,
                            .reason_min = 1};
}

/* ---- finding by path ---- */

/* FNV-1a over the path as if its "[]" were not there, so that both spellings meet. */
static uint32_t path_hash(struct sv path)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < path.len; i++) {
        if (path.ptr[i] == '[' && i + 1 < path.len && path.ptr[i + 1] == ']') {
            i++;
            continue;
        }
        hash = (hash ^ (unsigned char)path.ptr[i]) * 16777619u;
    }
    return hash;
}

/* `asked` names the field: its path, with or without the "[]" of a column. */
static bool path_matches(struct sv path, struct sv asked)
{
    if (sv_eq(path, asked))
        return true;
    size_t rows = sv_find(path, SV("[]"), 0);
    return rows != SV_NONE && asked.len + 2 == path.len &&
           sv_eq(sv_sub(path, 0, rows), sv_sub(asked, 0, rows)) &&
           sv_eq(sv_from_offset(path, rows + 2), sv_from_offset(asked, rows));
}

void form_index(struct form *f)
{
    uint32_t size = 16;
    while (size < 2 * f->field_count)
        size *= 2;
    uint32_t *index = arena_calloc(&f->arena, size, sizeof *index);
    for (uint32_t i = 0; i < f->field_count; i++) {
        uint32_t at = path_hash(f->fields[i].path) & (size - 1);
        while (index[at])
            at = (at + 1) & (size - 1);
        index[at] = i + 1;
    }
    f->index = index;
    f->index_size = size;
}

const struct field *form_field(const struct form *f, struct sv path)
{
    if (f->index_size == 0)
        return NULL;
    uint32_t mask = f->index_size - 1;
    for (uint32_t at = path_hash(path) & mask; f->index[at]; at = (at + 1) & mask) {
        const struct field *field = &f->fields[f->index[at] - 1];
        if (path_matches(field->path, path))
            return field;
    }
    return NULL;
}

/* The first former path that is not before this one. */
static uint32_t former_from(const struct form *f, struct sv path)
{
    uint32_t from = 0, to = f->former_count;
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        if (sv_cmp(f->formers[middle].path, path) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

const struct field *form_former(const struct form *f, struct sv path)
{
    uint32_t at = former_from(f, path);
    bool found = at < f->former_count && sv_eq(f->formers[at].path, path);
    return found ? &f->fields[f->formers[at].field] : NULL;
}

bool form_former_group(const struct form *f, struct sv path)
{
    for (uint32_t at = former_from(f, path);
         at < f->former_count && sv_starts(f->formers[at].path, path); at++) {
        struct sv rest = sv_from_offset(f->formers[at].path, path.len);
        if (sv_starts(rest, SV(".")))
            return true;
        /* Those that go on with a letter or a digit come behind all below it. */
        if (rest.len && rest.ptr[0] > '.')
            return false;
    }
    return false;
}

const struct section *form_section(const struct form *f, struct sv id)
{
    for (uint32_t i = 0; i < f->section_count; i++)
        if (sv_eq(f->sections[i].id, id))
            return &f->sections[i];
    return NULL;
}

const struct section *form_section_was(const struct form *f, struct sv id)
{
    for (uint32_t i = 0; i < f->section_count; i++)
        for (uint32_t k = 0; k < f->sections[i].was.len; k++)
            if (sv_eq(f->sections[i].was.ptr[k], id))
                return &f->sections[i];
    return NULL;
}

const struct clause *form_clause(const struct form *f, struct sv id)
{
    for (uint32_t i = 0; i < f->clause_count; i++)
        if (sv_eq(f->clauses[i].id, id))
            return &f->clauses[i];
    return NULL;
}

/* ---- a field and its parts ---- */

struct sv field_key(const struct field *field)
{
    struct sv key = field->id;
    for (size_t dot; (dot = sv_find_byte(key, '.', 0)) != SV_NONE;)
        key = sv_from_offset(key, dot + 1);
    return key;
}

const struct option *field_option(const struct field *field, struct sv id)
{
    for (uint32_t i = 0; i < field->option_count; i++)
        if (sv_eq(field->options[i].id, id))
            return &field->options[i];
    return NULL;
}

const struct field *field_child(const struct form *f, const struct field *field, struct sv id)
{
    for (uint32_t i = field->index + 1; i < field->end; i = f->fields[i].end)
        if (sv_eq(f->fields[i].id, id))
            return &f->fields[i];
    return NULL;
}

const struct field *field_below(const struct form *f, const struct field *field, struct sv names)
{
    struct sv name;
    while (field && sv_next(&names, '.', &name))
        field = field_child(f, field, name);
    return field;
}

const struct field *field_first_child(const struct form *f, const struct field *field)
{
    return field->index + 1 < field->end ? &f->fields[field->index + 1] : NULL;
}

const struct field *field_next_child(const struct form *f, const struct field *field,
                                     const struct field *child)
{
    return child->end < field->end ? &f->fields[child->end] : NULL;
}

uint32_t field_columns(const struct form *f, const struct field *table)
{
    uint32_t leaves = 0;
    for (uint32_t i = table->index + 1; i < table->end; i++)
        leaves += (kind_flags(f->fields[i].kind) & KIND_LEAF) != 0;
    return leaves;
}
