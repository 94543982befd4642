#include "base/i18n.h"
#include "form/load_rules.h"
#include "text/number.h"

/* Making one: false where the field does not ask for it. `rule` has operator and severity set. */
typedef bool make_rule(struct loader *l, const struct field *field, struct rule *rule);

static const struct yaml_node *key_of(const struct loader *l, const struct field *field,
                                      struct sv key)
{
    return load_later(l->origins.ptr[field->index].map, key, YAML_SCALAR);
}

static bool always(struct loader *l, const struct field *field, struct rule *rule)
{
    (void)l, (void)field, (void)rule;
    return true;
}

static bool make_required(struct loader *l, const struct field *field, struct rule *rule)
{
    const struct yaml_node *node = l->origins.ptr[field->index].required;
    if (!node || sv_eq(node->text, SV("no")))
        return false;
    if (sv_eq(node->text, SV("warning")))
        rule->severity = SEVERITY_WARNING;
    return true;
}

static bool make_limit(struct loader *l, const struct field *field, struct rule *rule)
{
    (void)l;
    rule->number = field->limit;
    return field->limit > 0;
}

static bool make_min_rows(struct loader *l, const struct field *field, struct rule *rule)
{
    (void)l;
    rule->number = field->min_rows;
    return field->min_rows > 0;
}

static bool make_max_rows(struct loader *l, const struct field *field, struct rule *rule)
{
    const struct yaml_node *node = key_of(l, field, SV("max_rows"));
    rule->number = field->max_rows;
    if (node && field->max_rows && field->min_rows > field->max_rows)
        load_mistake(l, node, _("最多 %u 行，却又要求至少 %u 行，没有表能合乎要求。"),
                     field->max_rows, field->min_rows);
    return field->max_rows > 0;
}

static bool make_bound(struct loader *l, const struct field *field, struct rule *rule)
{
    const struct yaml_node *node = key_of(l, field, rule->op == RULE_MIN ? SV("min") : SV("max"));
    if (!node)
        return false;
    rule->text = load_bound(l, node, field);
    return rule->text.len > 0;
}

/* A month alone begins with its first day as a minimum and ends with its last as a maximum. */
static bool crossed(const struct field *field, struct sv min, struct sv max)
{
    if (field->kind == FIELD_DATE)
        return sv_cmp(sv_sub(min, 0, max.len), sv_sub(max, 0, min.len)) > 0;
    return number_cmp(min, max) > 0;
}

static bool make_max(struct loader *l, const struct field *field, struct rule *rule)
{
    const struct yaml_node *node = key_of(l, field, SV("max"));
    const struct yaml_node *min = key_of(l, field, SV("min"));
    struct str canonical = {0};
    if (!make_bound(l, field, rule))
        return false;
    if (min) {
        if (field->kind == FIELD_DATE || !number_canonical(min->text, &canonical))
            str_set(&canonical, min->text);
        if (crossed(field, str_sv(&canonical), rule->text))
            load_mistake(l, node, _("max 比 min 还小，没有值能合乎要求。"));
    }
    str_release(&canonical);
    return true;
}

static bool make_unique(struct loader *l, const struct field *field, struct rule *rule)
{
    const struct yaml_node *node = key_of(l, field, SV("unique"));
    bool yes = false;
    (void)rule;
    return node && load_yes(l, node, &yes) && yes;
}

/* The pictures' own files are asked for at the images field. */
static bool make_missing(struct loader *l, const struct field *field, struct rule *rule)
{
    if (field->parent != NO_FIELD && l->fields.ptr[field->parent].kind == FIELD_IMAGES)
        return false;
    if (field->kind == FIELD_IMAGES)
        rule->severity = SEVERITY_ERROR;
    return true;
}

static bool make_large(struct loader *l, const struct field *field, struct rule *rule)
{
    static const struct sv names[] = {{"max_width", 9}, {"max_height", 10}};
    int64_t *sizes[] = {&rule->number, &rule->number2};
    bool any = false;
    for (int i = 0; i < 2; i++) {
        const struct yaml_node *node = key_of(l, field, names[i]);
        *sizes[i] = INT64_MAX;
        any |= node && load_number(l, node, load_op(RULE_PICTURE_WITHIN)->min,
                                   load_op(RULE_PICTURE_WITHIN)->max, sizes[i]);
    }
    return any;
}

/* Whatever is named in a draft can be waited for; the parts of a tick or of a paper are marks, not
 * answers. */
static bool make_pending(struct loader *l, const struct field *field, struct rule *rule)
{
    (void)rule;
    bool typed = kind_flags(field->kind) & KIND_TYPED;
    return l->origins.ptr[field->index].map || typed || field->kind == FIELD_FILES;
}

/* ---- the table ---- */

static const struct builtin {
    struct sv code;
    enum rule_op op;
    uint32_t kinds;
    enum severity severity;
    make_rule *make;
} builtins[] = {
    {{"empty", 5}, RULE_REQUIRED, ALL_KINDS & ~KIND(COMPUTED), SEVERITY_ERROR, make_required},
    {{"one_line", 8}, RULE_ONE_LINE, KIND(LINE), SEVERITY_ERROR, always},
    {{"long", 4}, RULE_LIMIT, PROSE_KINDS, SEVERITY_ERROR, make_limit},
    {{"form", 4},
     RULE_KIND,
     FIGURE_KINDS | KIND(DATE) | KIND(PHONE) | KIND(EMAIL) | KIND(CREDIT_CODE),
     SEVERITY_ERROR,
     always},
    {{"check_digit", 11}, RULE_CHECK_DIGIT, KIND(CREDIT_CODE), SEVERITY_WARNING, always},
    {{"area_code", 9}, RULE_AREA_CODE, KIND(PHONE), SEVERITY_WARNING, always},
    {{"min", 3}, RULE_MIN, FIGURE_KINDS | KIND(DATE), SEVERITY_ERROR, make_bound},
    {{"max", 3}, RULE_MAX, FIGURE_KINDS | KIND(DATE), SEVERITY_ERROR, make_max},
    {{"few", 3}, RULE_MIN_ROWS, KIND(TABLE), SEVERITY_ERROR, make_min_rows},
    {{"many", 4},
     RULE_MAX_ROWS,
     KIND(TABLE) | KIND(IMAGES) | KIND(FILES),
     SEVERITY_ERROR,
     make_max_rows},
    {{"unique", 6}, RULE_UNIQUE, LEAF_KINDS, SEVERITY_ERROR, make_unique},
    {{"missing", 7}, RULE_FILES_EXIST, KIND(FILES) | KIND(IMAGES), SEVERITY_WARNING, make_missing},
    {{"unreadable", 10}, RULE_PICTURE_READABLE, KIND(IMAGES), SEVERITY_ERROR, always},
    {{"large", 5}, RULE_PICTURE_WITHIN, KIND(IMAGES), SEVERITY_ERROR, make_large},
    {{"pending", 7}, RULE_PENDING, ALL_KINDS & ~KIND(COMPUTED), SEVERITY_ERROR, make_pending},
};
enum { BUILTINS = sizeof builtins / sizeof builtins[0] };

/* ---- checks: changing their severity ---- */

/* The word the form says about a rule: in the field's own `checks` or, for a part the loader made,
 * in those of what it is part of. */
static const struct yaml_node *said_of(const struct loader *l, const struct field *field,
                                       struct sv code)
{
    uint32_t at = field->index;
    while (!l->origins.ptr[at].map)
        at = l->fields.ptr[at].parent;
    return load_later(yaml_get(l->origins.ptr[at].map, SV("checks")), code, YAML_SCALAR);
}

/* Its own kind and those of the parts the loader made. */
static uint32_t kinds_within(const struct loader *l, const struct field *field)
{
    uint32_t kinds = KIND_BIT(field->kind);
    for (uint32_t i = field->index + 1; i < field->end; i = l->fields.ptr[i].end)
        if (!l->origins.ptr[i].map)
            kinds |= KIND_BIT(l->fields.ptr[i].kind);
    return kinds;
}

static void check_said(struct loader *l, const struct field *field, const struct yaml_node *node)
{
    uint32_t kinds = kinds_within(l, field);
    struct guess guess;
    enum severity severity;
    bool known = false;
    guess_start(&guess, node->key->text);
    for (unsigned i = 0; i < BUILTINS; i++) {
        if (!(builtins[i].kinds & kinds))
            continue;
        known |= sv_eq(builtins[i].code, node->key->text);
        guess_try(&guess, builtins[i].code);
    }
    if (!known) {
        struct form_mistake *m =
            load_mistake(l, node->key, _("字段“%.*s”没有自带的规则“%.*s”。"), SV_ARG(field->path),
                         SV_ARG(load_shown(l, node->key->text)));
        guess_hint(m, &guess);
        return;
    }
    bool scalar = node->kind == YAML_SCALAR;
    if (scalar && (sv_eq(node->text, SV("off")) || severity_by_name(node->text, &severity)))
        return;
    struct form_mistake *m = load_mistake(l, node, _("“%.*s”后面写的不是轻重。"),
                                          SV_ARG(load_shown(l, node->key->text)));
    load_hint(m, _("写 error、warning、note，或者 off（不查）"));
}

void load_builtin(struct loader *l, const struct field *field)
{
    const struct yaml_node *map = l->origins.ptr[field->index].map;
    const struct yaml_node *checks = map ? load_later(map, SV("checks"), YAML_MAP) : NULL;
    for (const struct yaml_node *node = checks ? checks->first : NULL; node; node = node->next)
        check_said(l, field, node);
    for (unsigned i = 0; i < BUILTINS; i++) {
        const struct builtin *b = &builtins[i];
        struct rule rule = {.op = b->op,
                            .severity = b->severity,
                            .gate = GATE_FINAL,
                            .field = field->index,
                            .limit = NO_FIELD,
                            .line = field->line};
        if (!(b->kinds & KIND_BIT(field->kind)) || !b->make(l, field, &rule))
            continue;
        const struct yaml_node *said = said_of(l, field, b->code);
        if (said && sv_eq(said->text, SV("off")))
            continue;
        if (said)
            severity_by_name(said->text, &rule.severity);
        load_rule_add(l, rule, b->code, map);
    }
}
