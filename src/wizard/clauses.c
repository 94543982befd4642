#include "wizard/clauses.h"

#include "wizard/remarks.h"

/* ---- citations ---- */

static bool next_cited(struct sv *rest, struct sv *piece)
{
    const struct sv mark = SV("、");
    if (rest->len == 0)
        return false;
    size_t end = sv_find(*rest, mark, 0);
    *piece = sv_sub(*rest, 0, end);
    *rest = sv_from_offset(*rest, end == SV_NONE ? rest->len : end + mark.len);
    return true;
}

bool clause_cited(struct sv citation, struct sv clause)
{
    struct sv piece;
    while (next_cited(&citation, &piece))
        if (sv_eq(piece, clause))
            return true;
    return false;
}

/* "一(一)" lies below "一", "附1.1" below "附1". */
static bool lies_below(struct sv clause, struct sv above)
{
    char next = sv_byte(clause, above.len);
    return above.len && sv_starts(clause, above) && (next == '(' || next == '.');
}

static bool cites_below(struct sv citation, struct sv clause)
{
    struct sv piece;
    while (next_cited(&citation, &piece))
        if (lies_below(piece, clause))
            return true;
    return false;
}

/* The clause one level up; empty at the top. */
static struct sv above(struct sv clause)
{
    size_t end = clause.len;
    while (end > 0 && clause.ptr[end - 1] != '(' && clause.ptr[end - 1] != '.')
        end--;
    return sv_sub(clause, 0, end ? end - 1 : 0);
}

/* ---- from a place to the item ---- */

static uint32_t item_cited(const struct form *form, struct sv citation)
{
    struct sv rest = citation, piece;
    while (next_cited(&rest, &piece))
        for (struct sv clause = piece; clause.len; clause = above(clause))
            for (uint32_t i = 0; i < form->review_count; i++)
                if (sv_eq(form->review[i].id, clause))
                    return i;
    return form->review_count;
}

uint32_t clause_item(const struct wizard *w, struct place at)
{
    const struct form *form = w->form;
    uint32_t found = form->review_count;
    const struct field *f = at.field == NO_FIELD ? NULL : &form->fields[at.field];
    const struct section *section = f ? &form->sections[f->section] : NULL;
    while (f && found == form->review_count) {
        found = item_cited(form, f->clause);
        f = f->parent == NO_FIELD ? NULL : &form->fields[f->parent];
    }
    return found == form->review_count && section ? item_cited(form, section->clause) : found;
}

/* ---- from the item to places ---- */

struct found_place {
    struct place place;
    uint32_t section;
};

VEC_TYPE(found_places, struct found_place);

static void add_place(struct found_places *list, struct place at, uint32_t section)
{
    for (size_t i = 0; i < list->len; i++)
        if (place_eq(list->ptr[i].place, at) && list->ptr[i].section == section)
            return;
    vec_push(list, (struct found_place){at, section});
}

/* A column stands for its table: which row is meant, the officer sees there. */
static struct place whole(const struct form *form, uint32_t field)
{
    uint32_t table = form->fields[field].table;
    return (struct place){table != NO_FIELD ? table : field, 0};
}

/* What stands wrong about the clause comes first, then its fields, then its sections. */
static void gather(const struct wizard *w, struct sv clause,
                   bool (*cites)(struct sv citation, struct sv clause), struct found_places *out)
{
    const struct form *form = w->form;
    for (size_t i = 0; i < w->findings.len; i++) {
        const struct finding *f = &w->findings.ptr[i];
        if (f->severity != SEVERITY_NOTE && !f->accepted && f->section != NO_FIELD &&
            cites(f->rule->clause, clause))
            add_place(out, f->place, f->section);
    }
    for (uint32_t i = 0; i < form->field_count; i++) {
        struct place at = whole(form, i);
        if (cites(form->fields[i].clause, clause) && draft_relevant(w->draft, at))
            add_place(out, at, form->fields[i].section);
    }
    for (uint32_t i = 0; i < form->section_count && out->len == 0; i++)
        if (cites(form->sections[i].clause, clause) && draft_section_relevant(w->draft, i))
            add_place(out, (struct place){NO_FIELD, 0}, i);
}

bool clause_place(const struct wizard *w, uint32_t item, uint32_t n, struct place *at,
                  uint32_t *section)
{
    struct found_places list = {0};
    for (struct sv clause = w->form->review[item].id; clause.len && list.len == 0;
         clause = above(clause)) {
        gather(w, clause, clause_cited, &list);
        if (list.len == 0)
            gather(w, clause, cites_below, &list);
    }
    bool any = list.len > 0;
    if (any) {
        *at = list.ptr[n % list.len].place;
        *section = list.ptr[n % list.len].section;
    }
    vec_release(&list);
    return any;
}

/* ---- materials ---- */

struct place material_of(const struct wizard *w, struct place at)
{
    const struct field *f = at.field == NO_FIELD ? NULL : &w->form->fields[at.field];
    while (f && f->kind != FIELD_MATERIAL)
        f = f->parent == NO_FIELD ? NULL : &w->form->fields[f->parent];
    return f ? (struct place){f->index, at.row} : (struct place){NO_FIELD, 0};
}

void material_add_path(struct str *out, const struct draft *d, struct place material)
{
    const struct field *field = &d->form->fields[material.field];
    const struct row *row =
        field->table == NO_FIELD ? NULL : draft_row(d, field->table, material.row, NULL);
    size_t brackets = row ? sv_find(field->path, SV("[]"), 0) : SV_NONE;
    if (brackets == SV_NONE) {
        str_add(out, field->path);
        return;
    }
    str_add_f(out, "%.*s[%.*s]%.*s", SV_ARG(sv_sub(field->path, 0, brackets)),
              SV_ARG(str_sv(&row->id)), SV_ARG(sv_from_offset(field->path, brackets + 2)));
}

const struct sighting *material_seen(const struct wizard *w, struct place material)
{
    const struct sighting *found = NULL;
    struct str path = {0};
    if (!reviewing(w) || material.field == NO_FIELD)
        return NULL;
    material_add_path(&path, w->draft, material);
    const struct review *r = &w->office->now.review;
    for (size_t i = 0; i < r->sightings.len && !found; i++)
        if (sv_eq(str_sv(&r->sightings.ptr[i].what), str_sv(&path)))
            found = &r->sightings.ptr[i];
    str_release(&path);
    return found;
}
