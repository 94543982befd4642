#include "form/load_rules.h"

#include <stdlib.h>

#include "base/i18n.h"

/* ---- the keys of a rule: its own, then one for each operator ---- */

enum rule_key {
    R_CODE,
    R_FIELD,
    R_SEVERITY,
    R_GATE,
    R_CLAUSE,
    R_MESSAGE,
    R_FIX,
    R_WHEN,
    R_OPS,
    RULE_KEYS = R_OPS + RULE_OP_COUNT,
};

#define TO(member) .offset = offsetof(struct rule, member)
#define SHAPE_OF(takes) \
    ((takes) == ARG_MAP                              ? KEY_MAP \
     : (takes) == ARG_WORDS || (takes) == ARG_FIELDS ? KEY_MANY \
                                                     : KEY_SCALAR)

static const struct key keys[RULE_KEYS] = {[R_CODE] =
                                               LOAD_KEY("code", KEY_TEXT, KEY_MUST, TO(code)),
                                           [R_FIELD] = LOAD_KEY("field", KEY_SCALAR),
                                           [R_SEVERITY] = LOAD_KEY("severity", KEY_SCALAR),
                                           [R_GATE] = LOAD_KEY("gate", KEY_SCALAR),
                                           [R_CLAUSE] = LOAD_KEY("clause", KEY_TEXT, TO(clause)),
                                           [R_MESSAGE] = LOAD_KEY("message", KEY_TEXT, TO(message)),
                                           [R_FIX] = LOAD_KEY("fix", KEY_TEXT, TO(fix)),
                                           [R_WHEN] = LOAD_KEY("when", KEY_MAP),
#define RULE_KEY(id, key, takes, must, may) [R_OPS + RULE_##id] = LOAD_KEY(key, SHAPE_OF(takes)),
                                           RULE_OPS(RULE_KEY)
#undef RULE_KEY
};

/* ---- adding rules ---- */

struct sv load_clause_of(const struct loader *l, const struct field *field)
{
    for (uint32_t at = field->index; at != NO_FIELD; at = l->fields.ptr[at].parent)
        if (l->fields.ptr[at].clause.len)
            return l->fields.ptr[at].clause;
    return l->sections.ptr[field->section].clause;
}

/* Codes name columns without the "[]" of their rows: "enterprises.name.empty". */
static struct sv make_code(struct loader *l, const struct field *field, struct sv code)
{
    struct str full = {0};
    if (field) {
        size_t rows = sv_find(field->path, SV("[]"), 0);
        str_add(&full, sv_sub(field->path, 0, rows));
        if (rows != SV_NONE)
            str_add(&full, sv_from_offset(field->path, rows + 2));
        str_add_byte(&full, '.');
    }
    str_add(&full, code);
    struct sv kept = arena_copy(&l->form->arena, str_sv(&full));
    str_release(&full);
    return kept;
}

/* By field, then as written; a section's limit behind all its fields, those of the whole last. */
static uint64_t order_of(const struct loader *l, const struct rule *rule)
{
    uint64_t written = l->rules.len;
    uint32_t section = rule->op == RULE_TOTAL ? l->limits.ptr[rule->limit].section : NO_FIELD;
    if (section == NO_FIELD)
        return (uint64_t)rule->field << 32 | written;
    return (uint64_t)(l->sections.ptr[section].end - 1) << 32 | 1u << 31 | written;
}

void load_rule_add(struct loader *l, struct rule rule, struct sv code, const struct yaml_node *node)
{
    const struct field *field = rule.field == NO_FIELD ? NULL : &l->fields.ptr[rule.field];
    rule.code = make_code(l, field, code);
    if (rule.clause.len == 0 && field)
        rule.clause = load_clause_of(l, field);
    if (node)
        rule.line = node->line;
    if (l->rules.len < LOAD_MAX_RULES) {
        vec_push(&l->rules, (struct loaded_rule){order_of(l, &rule), node, rule});
        return;
    }
    if (!l->many_rules)
        load_mistake(l, node, _("规则太多，一份表单最多 %d 条。"), LOAD_MAX_RULES);
    l->many_rules = true;
    if (rule.pattern)
        regfree((regex_t *)(uintptr_t)rule.pattern);
}

/* ---- single keys ---- */

static void read_severity(struct loader *l, const struct yaml_node *node, struct rule *rule)
{
    struct guess guess;
    if (!node || severity_by_name(node->text, &rule->severity))
        return;
    struct form_mistake *m =
        load_mistake(l, node, _("轻重没有“%.*s”这一种。"), SV_ARG(load_shown(l, node->text)));
    guess_start(&guess, node->text);
    for (unsigned s = 0; s <= SEVERITY_NOTE; s++)
        guess_try(&guess, severity_name((enum severity)s));
    guess_hint(m, &guess);
    if (!guess.best.len)
        load_hint(m, _("可以写 error（错误）、warning（提醒）、note（请人看）"));
}

static void read_gate(struct loader *l, const struct yaml_node *node, struct rule *rule)
{
    struct guess guess;
    if (!node || gate_by_name(node->text, &rule->gate))
        return;
    struct form_mistake *m =
        load_mistake(l, node, _("没有“%.*s”这道关口。"), SV_ARG(load_shown(l, node->text)));
    guess_start(&guess, node->text);
    for (unsigned g = 0; g < GATES; g++)
        guess_try(&guess, gate_name((enum gate)g));
    guess_hint(m, &guess);
    if (!guess.best.len)
        load_hint(m, _("可以写 draft、final、pack、county、city"));
}

/* Braces in a message stand for what the check found. */
static void check_message(struct loader *l, const struct yaml_node *node)
{
    static const struct sv words[] = {{"label", 5}, {"value", 5}, {"count", 5},
                                      {"limit", 5}, {"over", 4},  {"words", 5},
                                      {"other", 5}, {"row", 3},   {"found", 5}};
    enum { WORDS = sizeof words / sizeof words[0] };
    struct sv text = node ? node->text : SV("");
    for (size_t open = 0; (open = sv_find_byte(text, '{', open)) != SV_NONE; open++) {
        struct sv name = sv_sub(text, open + 1, sv_find_byte(text, '}', open));
        struct guess guess;
        size_t i = 0;
        while (i < WORDS && !sv_eq(words[i], name))
            i++;
        if (i < WORDS)
            continue;
        struct form_mistake *m =
            load_mistake(l, node, _("说法里不认得“{%.*s}”。"), SV_ARG(load_shown(l, name)));
        guess_start(&guess, name);
        for (i = 0; i < WORDS; i++)
            guess_try(&guess, words[i]);
        guess_hint(m, &guess);
    }
}

/* ---- one rule ---- */

/* An operator whose node is of the wrong shape was told of; it is one all the same. */
static bool has_broken_op(const struct yaml_node *map)
{
    for (unsigned op = 0; op < RULE_OP_COUNT; op++)
        if (yaml_get(map, keys[R_OPS + op].name))
            return true;
    return false;
}

static void refuse_second_op(struct loader *l, const struct yaml_node *a, const struct yaml_node *b)
{
    const struct yaml_node *first = a->start < b->start ? a : b, *second = first == a ? b : a;
    struct form_mistake *m = load_mistake(
        l, second->key, _("一条规则只能有一个算子，已经有“%.*s”了。"), SV_ARG(first->key->text));
    load_hint(m, _("另写一条规则"));
}

/* The node of the one operator there must be; NULL after a mistake. */
static const struct yaml_node *find_op(struct loader *l, const struct yaml_node *map,
                                       const struct yaml_node *const *got, enum rule_op *out)
{
    const struct yaml_node *found = NULL;
    for (unsigned op = 0; op < RULE_OP_COUNT; op++) {
        const struct yaml_node *node = got[R_OPS + op];
        if (node && found) {
            refuse_second_op(l, found, node);
            return NULL;
        }
        if (node)
            *out = (enum rule_op)op;
        found = node ? node : found;
    }
    if (!found && !has_broken_op(map) && !load_mistyped(l, keys + R_OPS, RULE_OP_COUNT)) {
        struct form_mistake *m = load_mistake(l, map, _("规则里没有算子，不知道要查什么。"));
        load_hint(m, _("算子有哪些，见 forms/README 的“六、规则”"));
    }
    return found;
}

/* Does the operator belong to where the rule stands. */
static bool op_fits(struct loader *l, enum rule_op op, const struct rule_place *place,
                    const struct yaml_node *key)
{
    const struct op *o = load_op(op);
    struct sv name = rule_op_key(op);
    if (o->flags & OP_INNER) {
        struct form_mistake *m = load_mistake(l, key, _("“%.*s”不能写成规则。"), SV_ARG(name));
        load_hint(m, _("它由种类自带，改轻重用字段的“checks”"));
        return false;
    }
    if (!place->field)
        return true;
    const struct field *field = place->field;
    if (o->fits && !(o->fits & KIND_BIT(field->kind))) {
        load_mistake(l, key, _("算子“%.*s”不能用在“%.*s”类的字段“%.*s”上。"), SV_ARG(name),
                     SV_ARG(kind_name(field->kind)), SV_ARG(field->path));
        return false;
    }
    bool column = field->table != NO_FIELD;
    if (((o->flags & OP_COLUMN) && !column) || ((o->flags & OP_TOP) && column)) {
        load_mistake(l, key,
                     column ? _("算子“%.*s”不能写在表的列里。") : _("算子“%.*s”只能写在表的列里。"),
                     SV_ARG(name));
        return false;
    }
    return true;
}

/* Where a rule of the outermost list stands. False if it must stand at a field and does not. */
static bool outer_place(struct loader *l, const struct yaml_node *map, const struct yaml_node *node,
                        struct rule_place *place)
{
    bool free = false;
    for (unsigned op = 0; op < RULE_OP_COUNT; op++)
        free |= (load_op((enum rule_op)op)->flags & OP_OUTER) &&
                yaml_get(map, keys[R_OPS + op].name) != NULL;
    if (node) {
        place->field = load_ref(l, node, 0, ANY_ROW);
        return place->field && !l->origins.ptr[place->field->index].broken;
    }
    if (!free && !yaml_get(map, SV("field")))
        load_mistake(l, map, _("写在最外层的规则缺少“field”，必须写出说的是哪个字段。"));
    return free;
}

static void check_code(struct loader *l, const struct yaml_node *node, struct sv code)
{
    if (!node || load_is_id(code, true, true))
        return;
    struct form_mistake *m =
        load_mistake(l, node, _("“%.*s”不能作规则的代码。"), SV_ARG(load_shown(l, node->text)));
    load_hint(m, _("只用小写字母、数字、下划线、连字符和点"));
}

static uint32_t whole_limit(struct loader *l, const struct yaml_node *key)
{
    for (uint32_t i = 0; i < l->limits.len; i++)
        if (l->limits.ptr[i].whole)
            return i;
    struct form_mistake *m = load_mistake(l, key, _("grey_zone 要有全文的上限才有得比。"));
    load_hint(m, _("在 limits 里写一条 whole: yes"));
    return NO_FIELD;
}

static void load_rule(struct loader *l, const struct yaml_node *map, const struct field *field)
{
    const struct yaml_node *got[RULE_KEYS] = {0};
    struct key_table table = {_("规则"), keys, RULE_KEYS, 0, 0};
    struct rule rule = {.severity = SEVERITY_ERROR, .gate = GATE_FINAL, .limit = NO_FIELD};
    struct rule_place place = {field, map};
    if (!load_map(l, map, &table, &rule, got))
        return;
    const struct yaml_node *args = find_op(l, map, got, &rule.op);
    load_check_clause(l, map);
    check_code(l, got[R_CODE], rule.code);
    read_severity(l, got[R_SEVERITY], &rule);
    read_gate(l, got[R_GATE], &rule);
    check_message(l, got[R_MESSAGE]);
    check_message(l, got[R_FIX]);
    if (field && got[R_FIELD])
        load_mistake(l, got[R_FIELD]->key,
                     _("写在字段里的规则说的就是这个字段，不能再写“field”。"));
    else if (!field && !outer_place(l, map, got[R_FIELD], &place))
        return;
    rule.field = place.field ? place.field->index : NO_FIELD;
    rule.when = load_when(l, got[R_WHEN], place.field ? place.field->table : NO_FIELD);
    if (!args || !op_fits(l, rule.op, &place, args->key))
        return;
    load_op_args(l, &rule, &place, args);
    if (rule.op == RULE_GREY_ZONE)
        rule.limit = whole_limit(l, args->key);
    load_rule_add(l, rule, rule.code, map);
}

static void load_rule_list(struct loader *l, const struct yaml_node *list,
                           const struct field *field)
{
    if (load_list(l, list, LOAD_MAX_LIST))
        for (const struct yaml_node *map = list->first; map; map = map->next)
            load_rule(l, map, field);
}

/* ---- all rules ---- */

static int by_order(const void *a, const void *b)
{
    const struct loaded_rule *x = a, *y = b;
    return x->order < y->order ? -1 : x->order > y->order;
}

static void refuse_double_code(struct loader *l, const struct loaded_rule *rule)
{
    const struct yaml_node *node = yaml_get(rule->node, SV("code"));
    struct form_mistake *m =
        load_mistake(l, node ? node : rule->node, _("规则代码“%.*s”已经有了，不能重复。"),
                     SV_ARG(rule->rule.code));
    load_hint(m, _("换一个短名；字段自带的规则也占着代码，如 .empty、.long"));
}

/* Takes the sorted rules over into the form, so that their patterns are freed with it. */
static void finish_rules(struct loader *l)
{
    struct name_set codes = {0};
    struct rule *rules = arena_calloc(&l->form->arena, l->rules.len + 1, sizeof *rules);
    if (l->rules.len)
        qsort(l->rules.ptr, l->rules.len, sizeof *l->rules.ptr, by_order);
    for (size_t i = 0; i < l->rules.len; i++) {
        rules[i] = l->rules.ptr[i].rule;
        if (!name_set_add(&codes, rules[i].code))
            refuse_double_code(l, &l->rules.ptr[i]);
    }
    l->form->rules = rules;
    l->form->rule_count = (uint32_t)l->rules.len;
    name_set_release(&codes);
}

void load_rules(struct loader *l, const struct yaml_node *list)
{
    for (uint32_t i = 0; i < l->fields.len; i++) {
        const struct origin *origin = &l->origins.ptr[i];
        if (origin->broken || origin->hidden)
            continue;
        load_builtin(l, &l->fields.ptr[i]);
        if (origin->map)
            load_rule_list(l, load_later(origin->map, SV("rules"), YAML_LIST), &l->fields.ptr[i]);
    }
    load_rule_list(l, list, NULL);
    finish_rules(l);
}
