#include <stdlib.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "form/load_refs.h"

/* ---- sets of names ---- */

static size_t slot_of(const struct name_set *set, struct sv name)
{
    size_t at = sv_hash(name) & (set->size - 1);
    while (set->names[at].ptr && !sv_eq(set->names[at], name))
        at = (at + 1) & (set->size - 1);
    return at;
}

static void grow(struct name_set *set)
{
    struct name_set old = *set;
    set->size = old.size ? 2 * old.size : 64;
    set->names = xcalloc(set->size, sizeof *set->names);
    for (size_t i = 0; i < old.size; i++)
        if (old.names[i].ptr)
            set->names[slot_of(set, old.names[i])] = old.names[i];
    free(old.names);
}

bool name_set_add(struct name_set *set, struct sv name)
{
    if (2 * (set->count + 1) > set->size)
        grow(set);
    size_t at = slot_of(set, name);
    if (set->names[at].ptr)
        return false;
    set->names[at] = name;
    set->count++;
    return true;
}

bool name_set_has(const struct name_set *set, struct sv name)
{
    return set->size && set->names[slot_of(set, name)].ptr;
}

void name_set_release(struct name_set *set)
{
    free(set->names);
    *set = (struct name_set){0};
}

/* ---- names of the form ---- */

/* Where a field's name is written. */
static const struct yaml_node *id_node(const struct loader *l, uint32_t field)
{
    const struct yaml_node *map = l->origins.ptr[field].map;
    const struct yaml_node *id = yaml_get(map, SV("id"));
    return id ? id : map;
}

static void name_sections(struct loader *l)
{
    struct name_set ids = {0};
    for (size_t i = 0; i < l->sections.len; i++) {
        struct sv id = l->sections.ptr[i].id;
        if (id.len && !name_set_add(&ids, id))
            load_mistake(l, yaml_get(l->section_maps.ptr[i], SV("id")),
                         _("部分“%.*s”已经有了，名字不能重复。"), SV_ARG(id));
    }
    name_set_release(&ids);
}

/* A part the form adds may not be called like one that every field of the kind has. */
static void refuse_double(struct loader *l, uint32_t field)
{
    const struct field *f = &l->fields.ptr[field];
    while (!l->origins.ptr[field].map)
        field = l->fields.ptr[field].parent;
    struct form_mistake *m =
        load_mistake(l, id_node(l, field), _("“%.*s”已经有了，名字不能重复。"), SV_ARG(f->path));
    const struct field *first = form_field(l->form, f->path);
    if (first && first->index < f->index && first->line != f->line)
        load_hint(m, _("第 %u 行有一个同名的"), first->line);
    else
        load_hint(m, _("换一个名字"));
}

/* "brief" would be a value and a group of values at once if there were a "brief.name". */
static void refuse_inside(struct loader *l, const struct name_set *tops, uint32_t field)
{
    struct sv path = l->fields.ptr[field].path;
    for (size_t dot = 0; (dot = sv_find_byte(path, '.', dot)) != SV_NONE; dot++) {
        struct sv head = sv_sub(path, 0, dot);
        if (!name_set_has(tops, head))
            continue;
        struct form_mistake *m = load_mistake(
            l, id_node(l, field), _("“%.*s”和字段“%.*s”冲突：全名不能是别的全名的前段。"),
            SV_ARG(path), SV_ARG(head));
        load_hint(m, _("把其中一个改名，如 %.*s.main"), SV_ARG(head));
        return;
    }
}

void load_names(struct loader *l)
{
    struct name_set all = {0}, tops = {0};
    l->form->fields = l->fields.ptr;
    l->form->field_count = (uint32_t)l->fields.len;
    l->form->sections = l->sections.ptr;
    l->form->section_count = (uint32_t)l->sections.len;
    form_index(l->form);
    name_sections(l);
    for (uint32_t i = 0; i < l->fields.len; i++) {
        const struct field *f = &l->fields.ptr[i];
        if (f->parent == NO_FIELD)
            name_set_add(&tops, f->path);
        bool inside = f->parent != NO_FIELD && l->origins.ptr[f->parent].broken;
        if (name_set_add(&all, f->path) && !inside)
            continue;
        if (!inside)
            refuse_double(l, i);
        l->origins.ptr[i].broken = true;
    }
    for (uint32_t i = 0; i < l->fields.len; i = l->fields.ptr[i].end)
        refuse_inside(l, &tops, i);
    name_set_release(&all);
    name_set_release(&tops);
}
