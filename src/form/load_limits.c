#include "base/i18n.h"
#include "form/load_rules.h"

enum limit_key { L_ID, L_TITLE, L_MAX, L_WHOLE, L_OF, LIMIT_KEYS };

#define TO(member) .offset = offsetof(struct limit, member)

static const struct key keys[LIMIT_KEYS] = {
    [L_ID] = LOAD_KEY("id", KEY_TEXT, KEY_MUST, TO(id)),
    [L_TITLE] = LOAD_KEY("title", KEY_TEXT, KEY_MUST, TO(title)),
    [L_MAX] = LOAD_KEY("max", KEY_NUM, KEY_MUST, TO(max), .min = 1, .max = LOAD_MAX_LIMIT),
    [L_WHOLE] = LOAD_KEY("whole", KEY_YES, TO(whole)),
    [L_OF] = LOAD_KEY("of", KEY_LIST),
};

/* The counted fields among [first, end). */
static struct field_list counted(struct loader *l, uint32_t first, uint32_t end)
{
    struct field_list list = {0};
    uint32_t *indexes = arena_calloc(&l->form->arena, end - first + 1, sizeof *indexes);
    for (uint32_t i = first; i < end; i++)
        if (l->fields.ptr[i].counted)
            indexes[list.len++] = i;
    list.ptr = indexes;
    return list;
}

/* One field whose own limit is as narrow says all there is to say: its section need not say it
 * again. */
static bool says_something(const struct loader *l, const struct limit *limit)
{
    if (limit->fields.len != 1)
        return true;
    uint32_t own = l->fields.ptr[limit->fields.ptr[0]].limit;
    return own == 0 || own > limit->max;
}

static void add_limit(struct loader *l, const struct limit *limit, struct sv clause,
                      const struct yaml_node *node)
{
    struct rule rule = {.op = RULE_TOTAL,
                        .severity = SEVERITY_ERROR,
                        .gate = GATE_FINAL,
                        .field = NO_FIELD,
                        .limit = (uint32_t)l->limits.len,
                        .number = limit->max,
                        .clause = clause};
    struct str code = {0};
    vec_push(&l->limits, *limit);
    vec_push(&l->limit_maps, node);
    str_add_f(&code, "%.*s.long", SV_ARG(limit->id));
    if (says_something(l, limit))
        load_rule_add(l, rule, str_sv(&code), node);
    str_release(&code);
}

static void section_limit(struct loader *l, uint32_t section)
{
    const struct section *s = &l->sections.ptr[section];
    const struct yaml_node *map = l->section_maps.ptr[section];
    if (s->limit == 0)
        return;
    struct limit limit = {.id = s->id,
                          .title = s->title,
                          .max = s->limit,
                          .fields = counted(l, s->first, s->end),
                          .section = section};
    if (limit.fields.len) {
        add_limit(l, &limit, s->clause, map);
        return;
    }
    struct form_mistake *m =
        load_mistake(l, yaml_get(map, SV("limit")), _("这一部分有上限，却没有计字的字段。"));
    load_hint(m, _("在要计字的字段里写 counted: yes"));
}

static bool check_limit(struct loader *l, const struct yaml_node *map, const struct limit *limit)
{
    const struct yaml_node *id = yaml_get(map, SV("id"));
    bool first = true;
    if (!load_is_id(limit->id, false, false))
        load_mistake(l, id, _("“%.*s”不能作上限的名字。"), SV_ARG(load_shown(l, limit->id)));
    for (size_t i = 0; i < l->limits.len; i++) {
        const struct limit *other = &l->limits.ptr[i];
        if (sv_eq(other->id, limit->id)) {
            load_mistake(l, id, _("上限或部分“%.*s”已经有了，名字不能重复。"), SV_ARG(limit->id));
            first = false;
        }
        if (other->whole && limit->whole)
            load_mistake(l, map, _("全文的上限只能有一条，已经有“%.*s”了。"), SV_ARG(other->id));
    }
    return first;
}

static void load_limit(struct loader *l, const struct yaml_node *map)
{
    const struct yaml_node *got[LIMIT_KEYS] = {0};
    struct key_table table = {_("上限"), keys, LIMIT_KEYS, 0, 0};
    struct limit limit = {.section = NO_FIELD};
    if (!load_map(l, map, &table, &limit, got))
        return;
    bool first = got[L_ID] && check_limit(l, map, &limit);
    if (limit.whole == (got[L_OF] != NULL)) {
        load_mistake(l, map, _("上限要写 whole: yes，或者用 of 写出是哪些字段，两样写一样。"));
        return;
    }
    limit.fields = limit.whole ? counted(l, 0, (uint32_t)l->fields.len)
                               : load_ref_list(l, got[L_OF], PROSE_KINDS, ANY_ROW);
    if (limit.whole && limit.fields.len == 0) {
        struct form_mistake *m = load_mistake(l, map, _("全文有上限，却没有一个计字的字段。"));
        load_hint(m, _("在要计字的字段里写 counted: yes"));
    }
    if (first && got[L_MAX])
        add_limit(l, &limit, SV(""), map);
}

void load_limits(struct loader *l, const struct yaml_node *list)
{
    for (uint32_t i = 0; i < l->sections.len; i++)
        section_limit(l, i);
    if (load_list(l, list, LOAD_MAX_LIST))
        for (const struct yaml_node *map = list->first; map; map = map->next)
            load_limit(l, map);
}
