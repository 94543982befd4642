#include <stdlib.h>

#include "base/i18n.h"
#include "form/load_refs.h"

VEC_TYPE(formers, struct former);

/* What reading the former names carries along. */
struct was {
    struct loader *l;
    struct formers list; /* in the order of the form */
    struct name_set known;
    bool full;
};

/* The i-th former name as it is written. */
static const struct yaml_node *word_node(const struct yaml_node *map, uint32_t i)
{
    const struct yaml_node *node = yaml_get(map, SV("was"));
    if (node->kind == YAML_SCALAR)
        return node;
    node = node->first;
    while (i-- > 0)
        node = node->next;
    return node;
}

/* ---- names of sections and options ---- */

/* False, and said, for a name that is still one or is claimed twice. */
static bool take_id(struct loader *l, const struct yaml_node *node, struct name_set *known,
                    bool still)
{
    struct sv shown = load_shown(l, node->text);
    if (!load_is_id(node->text, false, true)) {
        load_hint(load_mistake(l, node, _("“%.*s”不能作旧名字。"), SV_ARG(shown)),
                  _("照以前的版本写它的 id"));
        return false;
    }
    if (still) {
        load_hint(load_mistake(l, node, _("“%.*s”现在还在用，不能又是旧名字。"), SV_ARG(shown)),
                  _("was 里只写以前用过、现在不用的名字"));
        return false;
    }
    if (name_set_add(known, node->text))
        return true;
    load_hint(load_mistake(l, node, _("旧名字“%.*s”已经写过了。"), SV_ARG(shown)),
              _("一个旧名字只能归到一处"));
    return false;
}

static void check_sections(struct loader *l)
{
    struct name_set known = {0};
    for (size_t s = 0; s < l->sections.len; s++)
        for (uint32_t i = 0; i < l->sections.ptr[s].was.len; i++) {
            const struct yaml_node *node = word_node(l->section_maps.ptr[s], i);
            if (node->kind == YAML_SCALAR)
                take_id(l, node, &known, form_section(l->form, node->text) != NULL);
        }
    name_set_release(&known);
}

static void check_options(struct loader *l, const struct loaded_options *list)
{
    struct name_set known = {0};
    const struct field *field = &l->fields.ptr[list->field];
    const struct option *option = list->ptr;
    for (const struct yaml_node *item = list->list->first; item; item = item->next, option++)
        for (uint32_t i = 0; i < option->was.len; i++) {
            const struct yaml_node *node = word_node(item, i);
            if (node->kind == YAML_SCALAR)
                take_id(l, node, &known, field_option(field, node->text) != NULL);
        }
    name_set_release(&known);
}

/* ---- paths of fields ---- */

static void add_former(struct was *w, const struct yaml_node *at, struct sv path, uint32_t field)
{
    struct loader *l = w->l;
    const struct field *still = form_field(l->form, path);
    if (w->list.len >= LOAD_MAX_FORMERS) {
        if (!w->full)
            load_mistake(l, at, _("旧名字太多，一份表单最多 %d 个（连同各部分）。"),
                         LOAD_MAX_FORMERS);
        w->full = true;
        return;
    }
    if (still && still->index == field) {
        load_hint(load_mistake(l, at, _("“%.*s”就是它现在的名字，不用写在 was 里。"), SV_ARG(path)),
                  _("was 里只写以前用过、现在不用的名字"));
        return;
    }
    if (still) {
        load_hint(load_mistake(l, at, _("“%.*s”现在还是一个字段，不能又是旧名字。"), SV_ARG(path)),
                  _("第 %u 行就是它；was 里只写现在不用的名字"), still->line);
        return;
    }
    struct sv kept = arena_copy(&l->form->arena, path);
    if (name_set_add(&w->known, kept))
        vec_push(&w->list, (struct former){kept, field});
    else
        load_hint(load_mistake(l, at, _("旧名字“%.*s”已经写过了。"), SV_ARG(path)),
                  _("一个旧名字只能归到一处"));
}

/* "companies[].name" as earlier versions may have written it: rows have no marks in a former path.
 */
static void add_plain(struct str *out, struct sv path)
{
    size_t rows = sv_find(path, SV("[]"), 0);
    str_add(out, sv_sub(path, 0, rows));
    if (rows != SV_NONE)
        str_add(out, sv_from_offset(path, rows + 2));
}

static void add_below(struct was *w, const struct yaml_node *at, struct sv parent, struct sv word,
                      uint32_t field)
{
    struct str path = {0};
    add_plain(&path, parent);
    str_add_byte(&path, '.');
    str_add(&path, word);
    add_former(w, at, str_sv(&path), field);
    str_release(&path);
}

static bool good_word(struct loader *l, const struct yaml_node *node, const struct field *field)
{
    bool column = field->table != NO_FIELD;
    if (node->kind != YAML_SCALAR || node->text.len == 0)
        return false;
    if (load_is_id(node->text, !column, false) && node->text.len <= LOAD_MAX_PATH &&
        !(column && sv_eq(node->text, SV("id"))))
        return true;
    load_hint(load_mistake(l, node, _("“%.*s”不能作旧名字。"), SV_ARG(load_shown(l, node->text))),
              column ? _("列只写以前的列名，如 title，不带表名")
                     : _("照以前的版本写它的全名，如 brief.name"));
    return false;
}

/* The name of a part may stand below any name its parent had; a dot makes it a whole path. */
static void read_field(struct was *w, const struct field *field)
{
    const struct yaml_node *map = w->l->origins.ptr[field->index].map;
    size_t before = w->list.len;
    for (uint32_t i = 0; i < field->was.len; i++) {
        const struct yaml_node *node = word_node(map, i);
        if (!good_word(w->l, node, field))
            continue;
        if (field->parent == NO_FIELD || sv_find_byte(node->text, '.', 0) != SV_NONE) {
            add_former(w, node, node->text, field->index);
            continue;
        }
        add_below(w, node, w->l->fields.ptr[field->parent].path, node->text, field->index);
        for (size_t k = 0; k < before; k++)
            if (w->list.ptr[k].field == field->parent)
                add_below(w, node, w->list.ptr[k].path, node->text, field->index);
    }
}

static int by_path(const void *a, const void *b)
{
    const struct former *x = a, *y = b;
    return sv_cmp(x->path, y->path);
}

void load_was(struct loader *l)
{
    struct was w = {.l = l};
    check_sections(l);
    for (size_t i = 0; i < l->options.len; i++)
        check_options(l, &l->options.ptr[i]);
    for (uint32_t i = 0; i < l->fields.len; i++)
        if (l->origins.ptr[i].map && !l->origins.ptr[i].broken)
            read_field(&w, &l->fields.ptr[i]);
    if (w.list.len) {
        struct former *kept = arena_calloc(&l->form->arena, w.list.len, sizeof *kept);
        qsort(w.list.ptr, w.list.len, sizeof *w.list.ptr, by_path);
        memcpy(kept, w.list.ptr, w.list.len * sizeof *kept);
        l->form->formers = kept;
        l->form->former_count = (uint32_t)w.list.len;
    }
    vec_release(&w.list);
    name_set_release(&w.known);
}
