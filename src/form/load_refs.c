#include "form/load_refs.h"

#include "base/i18n.h"

const struct yaml_node *load_later(const struct yaml_node *map, struct sv key, enum yaml_kind kind)
{
    const struct yaml_node *node = yaml_get(map, key);
    return node && node->kind == kind ? node : NULL;
}

/* ---- fields ---- */

static void refuse_name(struct loader *l, const struct yaml_node *node)
{
    struct guess guess;
    struct form_mistake *m =
        load_mistake(l, node, _("没有“%.*s”这个字段。"), SV_ARG(load_shown(l, node->text)));
    if (l->mistakes.len > LOAD_MAX_GUESSES)
        return;
    guess_start(&guess, node->text);
    for (uint32_t i = 0; i < l->fields.len; i++)
        guess_try(&guess, l->fields.ptr[i].path);
    guess_hint(m, &guess);
}

static void refuse_kind(struct loader *l, const struct yaml_node *node, const struct field *field,
                        uint32_t kinds)
{
    struct str names = {0};
    for (unsigned k = 0; k < FIELD_KIND_COUNT; k++) {
        if (!(kinds & KIND_BIT(k)))
            continue;
        if (names.len)
            str_add(&names, SV("、"));
        str_add(&names, kind_name((enum field_kind)k));
    }
    struct form_mistake *m = load_mistake(l, node, _("“%.*s”是“%.*s”类的字段，不能用在这里。"),
                                          SV_ARG(node->text), SV_ARG(kind_name(field->kind)));
    load_hint(m, _("这里要一个这样的字段：%.*s"), SV_ARG(str_sv(&names)));
    str_release(&names);
}

const struct field *load_ref(struct loader *l, const struct yaml_node *node, uint32_t kinds,
                             uint32_t scope)
{
    if (node->kind != YAML_SCALAR) {
        load_mistake(l, node, _("这里要写一个字段的全名。"));
        return NULL;
    }
    const struct field *field = form_field(l->form, node->text);
    if (!field) {
        refuse_name(l, node);
        return NULL;
    }
    if (field->table != NO_FIELD && scope != ANY_ROW && field->table != scope) {
        struct form_mistake *m =
            load_mistake(l, node, _("“%.*s”是表里的一列，这里不能用。"), SV_ARG(node->text));
        load_hint(m, _("列只能和同一张表的列放在一起用"));
        return NULL;
    }
    if (kinds && !(kinds & KIND_BIT(field->kind)) && !l->origins.ptr[field->index].broken) {
        refuse_kind(l, node, field, kinds);
        return NULL;
    }
    return field;
}

struct field_list load_ref_list(struct loader *l, const struct yaml_node *node, uint32_t kinds,
                                uint32_t scope)
{
    struct field_list list = {0};
    bool one = node->kind == YAML_SCALAR;
    if (!one && !load_list(l, node, LOAD_MAX_LIST))
        return list;
    uint32_t *indexes = arena_calloc(&l->form->arena, one ? 1 : node->count, sizeof *indexes);
    for (const struct yaml_node *item = one ? node : node->first; item;
         item = one ? NULL : item->next) {
        const struct field *field = load_ref(l, item, kinds, scope);
        if (field)
            indexes[list.len++] = field->index;
    }
    list.ptr = indexes;
    return list;
}

const struct field *load_column(struct loader *l, const struct yaml_node *node, uint32_t kinds)
{
    const struct field *field = load_ref(l, node, 0, ANY_ROW);
    if (!field)
        return NULL;
    if (field->table == NO_FIELD) {
        struct form_mistake *m =
            load_mistake(l, node, _("“%.*s”不是表里的一列。"), SV_ARG(field->path));
        load_hint(m, _("这里要写“表.列”"));
        return NULL;
    }
    if (!(kinds & KIND_BIT(field->kind)) && !l->origins.ptr[field->index].broken) {
        refuse_kind(l, node, field, kinds);
        return NULL;
    }
    return field;
}

/* ---- words and clauses ---- */

void load_check_word(struct loader *l, const struct yaml_node *node, const struct field *field)
{
    struct guess guess;
    struct sv shown;
    if (field->kind == FIELD_YESNO && !sv_eq(node->text, SV("yes")) &&
        !sv_eq(node->text, SV("no"))) {
        load_mistake(l, node, _("“%.*s”答的是 yes 或 no，不会是“%.*s”。"), SV_ARG(field->path),
                     SV_ARG(load_shown(l, node->text)));
        return;
    }
    bool options = kind_flags(field->kind) & KIND_OPTIONS;
    if (!options || field->other || field_option(field, node->text))
        return;
    shown = load_shown(l, node->text);
    struct form_mistake *m =
        load_mistake(l, node, _("“%.*s”没有选项“%.*s”。"), SV_ARG(field->path), SV_ARG(shown));
    guess_start(&guess, node->text);
    for (uint32_t i = 0; i < field->option_count; i++)
        guess_try(&guess, field->options[i].id);
    guess_hint(m, &guess);
}

void load_check_clause(struct loader *l, const struct yaml_node *map)
{
    const struct yaml_node *node = load_later(map, SV("clause"), YAML_SCALAR);
    struct guess guess;
    if (!node || node->text.len == 0 || form_clause(l->form, node->text))
        return;
    struct form_mistake *m =
        load_mistake(l, node, _("clauses 里没有条款“%.*s”。"), SV_ARG(load_shown(l, node->text)));
    if (l->mistakes.len > LOAD_MAX_GUESSES)
        return;
    guess_start(&guess, node->text);
    for (uint32_t i = 0; i < l->form->clause_count; i++)
        guess_try(&guess, l->form->clauses[i].id);
    guess_hint(m, &guess);
}

/* ---- worked-out fields ---- */

enum { TEXT_SOURCES = KIND(ADDRESS) };

/* Rows of a table, those where a column is a word if one is given. */
static void count_rows(struct loader *l, const struct yaml_node *map, const struct yaml_node *node,
                       struct computed *c)
{
    const struct yaml_node *where = load_later(map, SV("where"), YAML_SCALAR);
    const struct yaml_node *is = load_later(map, SV("is"), YAML_SCALAR);
    c->of = load_ref_list(l, node, ROW_KINDS, NO_FIELD);
    if (is && !where)
        load_mistake(l, is, _("写了“is”，还要用“where”写出是哪一列。"));
    const struct field *column = where ? load_column(l, where, LEAF_KINDS) : NULL;
    if (!column)
        return;
    c->where = column->index;
    if (c->of.len && column->table != c->of.ptr[0])
        load_mistake(l, where, _("“%.*s”不是表“%.*s”的列。"), SV_ARG(column->path),
                     SV_ARG(l->fields.ptr[c->of.ptr[0]].path));
    if (is) {
        load_check_word(l, is, column);
        c->is = load_text(l, is, false);
    }
}

static void sum_column(struct loader *l, const struct yaml_node *map, const struct yaml_node *node,
                       struct computed *c)
{
    (void)map;
    const struct field *column = load_column(l, node, KIND(NUMBER) | KIND(MONEY));
    if (!column)
        return;
    uint32_t *index = arena_calloc(&l->form->arena, 1, sizeof *index);
    *index = column->index;
    c->of = (struct field_list){index, 1};
}

static void join_fields(struct loader *l, const struct yaml_node *map, const struct yaml_node *node,
                        struct computed *c)
{
    (void)map;
    c->of = load_ref_list(l, node, LEAF_KINDS | TEXT_SOURCES, NO_FIELD);
}

struct way {
    struct sv key;
    enum yaml_kind shape;
    enum computed_kind kind;
    void (*read)(struct loader *, const struct yaml_node *, const struct yaml_node *,
                 struct computed *);
    const char *beside; /* keys that go with this way only */
};

static const struct way ways[] = {
    {{"rows_of", 7}, YAML_SCALAR, COMPUTED_ROWS, count_rows, "where is"},
    {{"sum_of", 6}, YAML_SCALAR, COMPUTED_SUM, sum_column, ""},
    {{"join", 4}, YAML_LIST, COMPUTED_JOIN, join_fields, "with"},
    {{"first_of", 8}, YAML_LIST, COMPUTED_FIRST, join_fields, ""},
};
enum { WAYS = sizeof ways / sizeof ways[0] };

static void refuse_beside(struct loader *l, const struct yaml_node *map, const struct way *way)
{
    static const struct sv extra[] = {{"where", 5}, {"is", 2}, {"with", 4}};
    for (size_t i = 0; i < sizeof extra / sizeof extra[0]; i++) {
        const struct yaml_node *node = yaml_get(map, extra[i]);
        if (node && !sv_contains(sv_from(way->beside), extra[i]))
            load_mistake(l, node->key, _("“%.*s”不能和“%.*s”写在一起。"), SV_ARG(extra[i]),
                         SV_ARG(way->key));
    }
}

static void refer_computed(struct loader *l, struct field *field, const struct yaml_node *map)
{
    const struct way *way = NULL;
    for (size_t i = 0; i < WAYS; i++) {
        const struct yaml_node *node = yaml_get(map, ways[i].key);
        if (!node)
            continue;
        if (way) {
            load_mistake(l, node->key, _("“%.*s”和“%.*s”只能写一个。"), SV_ARG(way->key),
                         SV_ARG(ways[i].key));
            continue;
        }
        way = &ways[i];
        field->computed.kind = way->kind;
        if (node->kind == way->shape)
            way->read(l, map, node, &field->computed);
    }
    if (way)
        refuse_beside(l, map, way);
    else
        load_mistake(l, map, _("computed 要写出怎样算：rows_of、sum_of、join、first_of 之一。"));
}

/* ---- what other kinds refer to ---- */

/* Columns shown are named by their own name alone. */
static void refer_table(struct loader *l, struct field *table, const struct yaml_node *map)
{
    const struct yaml_node *shown = load_later(map, SV("shown"), YAML_LIST);
    if (!load_list(l, shown, LOAD_MAX_LIST))
        return;
    uint32_t *indexes = arena_calloc(&l->form->arena, shown->count, sizeof *indexes);
    uint32_t n = 0;
    for (const struct yaml_node *node = shown->first; node; node = node->next) {
        const struct field *column =
            node->kind == YAML_SCALAR ? field_child(l->form, table, node->text) : NULL;
        if (column && (kind_flags(column->kind) & KIND_LEAF)) {
            indexes[n++] = column->index;
            continue;
        }
        struct guess guess;
        struct sv text = node->kind == YAML_SCALAR ? node->text : SV("");
        struct form_mistake *m = load_mistake(
            l, node, _("列表里不能显示“%.*s”：表“%.*s”没有这样一列，或者它不是单独一个值。"),
            SV_ARG(load_shown(l, text)), SV_ARG(table->path));
        guess_start(&guess, text);
        for (const struct field *c = field_first_child(l->form, table); c;
             c = field_next_child(l->form, table, c))
            guess_try(&guess, c->id);
        guess_hint(m, &guess);
    }
    table->shown = (struct field_list){indexes, n};
}

static void refer_material(struct loader *l, struct field *field, const struct yaml_node *map)
{
    const struct yaml_node *node = load_later(map, SV("of_table"), YAML_SCALAR);
    const struct field *table = node ? load_ref(l, node, KIND(TABLE), NO_FIELD) : NULL;
    if (table)
        field->paper.of_table = table->index;
}

/* What supports an item of a checklist, and what proves it. */
static void refer_item(struct loader *l, struct field *field, const struct yaml_node *map)
{
    enum { ANSWERS = LEAF_KINDS | KIND(ADDRESS) | KIND(COMPUTED) | KIND(CHECKLIST) };
    const struct yaml_node *data = yaml_get(map, SV("data")), *proofs = yaml_get(map, SV("proofs"));
    if (data && data->kind != YAML_MAP)
        field->data = load_ref_list(l, data, ANSWERS, NO_FIELD);
    if (proofs && proofs->kind != YAML_MAP)
        field->proofs = load_ref_list(l, proofs, KIND(MATERIAL), NO_FIELD);
}

static void refer_elements(struct loader *l, struct field *field, const struct yaml_node *map)
{
    const struct yaml_node *chosen = load_later(map, SV("chosen_by"), YAML_SCALAR);
    const struct yaml_node *texts = load_later(map, SV("texts"), YAML_LIST);
    const struct field *choice = chosen ? load_ref(l, chosen, KIND(CHOICE), NO_FIELD) : NULL;
    if (choice)
        field->chosen_by = choice->index;
    if (texts)
        field->texts = load_ref_list(l, texts, KIND(LINE) | KIND(TEXT), NO_FIELD);
    const struct yaml_node *items = load_later(map, SV("items"), YAML_LIST);
    for (const struct yaml_node *item = items ? items->first : NULL; item; item = item->next) {
        const struct yaml_node *of = load_later(item, SV("of"), YAML_SCALAR);
        if (choice && of)
            load_check_word(l, of, choice);
        else if (choice && item->kind == YAML_MAP && !yaml_get(item, SV("of")))
            load_mistake(l, item, _("要素项缺少“of”：要写出它属于“%.*s”的哪个选项。"),
                         SV_ARG(choice->path));
        else if (!chosen && of)
            load_mistake(l, of->key, _("没有写“chosen_by”，要素项就不能写“of”。"));
    }
}

static void refer_field(struct loader *l, uint32_t index)
{
    static void (*const refer[FIELD_KIND_COUNT])(struct loader *, struct field *,
                                                 const struct yaml_node *) = {
        [FIELD_COMPUTED] = refer_computed, [FIELD_TABLE] = refer_table,
        [FIELD_MATERIAL] = refer_material, [FIELD_ITEM] = refer_item,
        [FIELD_ELEMENTS] = refer_elements,
    };
    struct field *field = &l->fields.ptr[index];
    const struct origin *origin = &l->origins.ptr[index];
    if (!origin->map)
        return;
    load_check_clause(l, origin->map);
    field->when = load_when(l, load_later(origin->map, SV("when"), YAML_MAP), field->table);
    if (!origin->broken && refer[field->kind])
        refer[field->kind](l, field, origin->map);
}

/* ---- options ---- */

static void refer_options(struct loader *l, const struct loaded_options *list)
{
    struct name_set ids = {0};
    uint32_t scope = l->fields.ptr[list->field].table;
    struct option *option = list->ptr;
    for (const struct yaml_node *item = list->list->first; item; item = item->next, option++) {
        load_check_clause(l, item);
        option->when = load_when(l, load_later(item, SV("when"), YAML_MAP), scope);
        if (option->id.len && !name_set_add(&ids, option->id))
            load_mistake(l, yaml_get(item, SV("id")), _("选项“%.*s”已经有了，名字不能重复。"),
                         SV_ARG(option->id));
    }
    name_set_release(&ids);
}

void load_refs(struct loader *l)
{
    for (size_t i = 0; i < l->sections.len; i++) {
        load_check_clause(l, l->section_maps.ptr[i]);
        l->sections.ptr[i].when =
            load_when(l, load_later(l->section_maps.ptr[i], SV("when"), YAML_MAP), NO_FIELD);
    }
    for (uint32_t i = 0; i < l->fields.len; i++)
        refer_field(l, i);
    for (size_t i = 0; i < l->options.len; i++)
        refer_options(l, &l->options.ptr[i]);
}
