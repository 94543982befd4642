#include "base/i18n.h"
#include "form/load_refs.h"

enum {
    MOST_DEPTH = 16,
    MOST_PARTS = 64,
};

enum when_key { W_FIELD, W_IS, W_HAS, W_FILLED, W_AT_LEAST, W_ALL, W_ANY, W_NOT, WHEN_KEYS };

static const struct key keys[WHEN_KEYS] = {
    [W_FIELD] = LOAD_KEY("field", KEY_SCALAR),
    [W_IS] = LOAD_KEY("is", KEY_SCALAR),
    [W_HAS] = LOAD_KEY("has", KEY_SCALAR),
    [W_FILLED] = LOAD_KEY("filled", KEY_SCALAR),
    [W_AT_LEAST] = LOAD_KEY("at_least", KEY_SCALAR),
    [W_ALL] = LOAD_KEY("all", KEY_LIST),
    [W_ANY] = LOAD_KEY("any", KEY_LIST),
    [W_NOT] = LOAD_KEY("not", KEY_MAP),
};

/* What is carried along while a condition is read. */
struct when {
    struct loader *l;
    uint32_t scope;
    uint32_t depth;
};

static struct cond *new_cond(struct when *w, enum cond_kind kind)
{
    struct cond *c = arena_calloc(&w->l->form->arena, 1, sizeof *c);
    c->kind = kind;
    c->field = NO_FIELD;
    return c;
}

static const struct cond *read_cond(struct when *w, const struct yaml_node *node);

static const struct cond *join(struct when *w, enum cond_kind kind, const struct yaml_node *list)
{
    if (!load_list(w->l, list, MOST_PARTS))
        return NULL;
    const struct cond **parts = arena_calloc(&w->l->form->arena, list->count, sizeof *parts);
    struct cond *c = new_cond(w, kind);
    for (const struct yaml_node *item = list->first; item; item = item->next) {
        const struct cond *part = read_cond(w, item);
        if (part)
            parts[c->part_count++] = part;
    }
    c->parts = parts;
    return c;
}

static const struct cond *negate(struct when *w, const struct cond *inner)
{
    if (!inner)
        return NULL;
    const struct cond **parts = arena_calloc(&w->l->form->arena, 1, sizeof *parts);
    struct cond *c = new_cond(w, COND_NOT);
    parts[0] = inner;
    c->parts = parts;
    c->part_count = 1;
    return c;
}

/* ---- tests of one field ---- */

static uint32_t kinds_of_test(enum when_key key)
{
    switch (key) {
    case W_IS:
        return LEAF_KINDS & ~(KIND(CHOICES) | KIND(FILES));
    case W_HAS:
        return KIND(CHOICES) | KIND(FILES);
    case W_FILLED:
        return LEAF_KINDS | ROW_KINDS;
    default:
        return KIND(NUMBER) | KIND(MONEY) | ROW_KINDS;
    }
}

static const struct cond *test_word(struct when *w, const struct field *field,
                                    const struct yaml_node *node, enum cond_kind kind)
{
    struct cond *c = new_cond(w, kind);
    c->field = field->index;
    load_check_word(w->l, node, field);
    c->word = load_text(w->l, node, false);
    return c;
}

static const struct cond *test_filled(struct when *w, const struct field *field,
                                      const struct yaml_node *node)
{
    bool filled = true;
    struct cond *c = new_cond(w, COND_FILLED);
    c->field = field->index;
    load_yes(w->l, node, &filled);
    return filled ? c : negate(w, c);
}

static const struct cond *test_at_least(struct when *w, const struct field *field,
                                        const struct yaml_node *node)
{
    bool rows = kind_flags(field->kind) & KIND_ROWS;
    struct cond *c = new_cond(w, COND_AT_LEAST);
    c->field = field->index;
    load_number(w->l, node, rows ? 1 : -LOAD_MAX_NUMBER, rows ? LOAD_MAX_ROWS : LOAD_MAX_NUMBER,
                &c->number);
    if (rows && field->max_rows && c->number > field->max_rows)
        load_mistake(w->l, node, _("表“%.*s”最多 %u 行，这个条件永远不会成立。"),
                     SV_ARG(field->path), field->max_rows);
    return c;
}

static const struct cond *test_field(struct when *w, const struct yaml_node *const *got,
                                     enum when_key test)
{
    const struct field *field = load_ref(w->l, got[W_FIELD], kinds_of_test(test), w->scope);
    if (!field)
        return NULL;
    switch (test) {
    case W_IS:
        return test_word(w, field, got[test], COND_IS);
    case W_HAS:
        return test_word(w, field, got[test], COND_HAS);
    case W_FILLED:
        return test_filled(w, field, got[test]);
    default:
        return test_at_least(w, field, got[test]);
    }
}

/* ---- one condition ---- */

/* Exactly one of the keys after `field` says what a condition is; WHEN_KEYS after a mistake. */
static enum when_key what_is_asked(struct when *w, const struct yaml_node *node,
                                   const struct yaml_node *const *got)
{
    enum when_key asked = WHEN_KEYS;
    for (enum when_key k = W_IS; k < WHEN_KEYS; k++) {
        if (!yaml_get(node, keys[k].name))
            continue;
        if (asked != WHEN_KEYS) {
            struct form_mistake *m = load_mistake(w->l, yaml_get(node, keys[k].name)->key,
                                                  _("一个条件里“%.*s”和“%.*s”只能写一个。"),
                                                  SV_ARG(keys[asked].name), SV_ARG(keys[k].name));
            load_hint(m, _("要同时成立就写 all: [{…}, {…}]"));
            return WHEN_KEYS;
        }
        asked = k;
    }
    bool whole = asked == W_ALL || asked == W_ANY || asked == W_NOT;
    if (load_mistyped(w->l, keys, WHEN_KEYS))
        return WHEN_KEYS;
    if (asked == WHEN_KEYS) {
        load_mistake(w->l, node, _("条件里缺少 is、has、filled、at_least、all、any、not 之一。"));
    } else if (!whole && !yaml_get(node, SV("field"))) {
        load_mistake(w->l, node, _("条件缺少“field”，必须写出看哪个字段。"));
        return WHEN_KEYS;
    } else if (whole && yaml_get(node, SV("field"))) {
        load_mistake(w->l, yaml_get(node, SV("field"))->key, _("“%.*s”和“field”不能写在一起。"),
                     SV_ARG(keys[asked].name));
        return WHEN_KEYS;
    }
    /* A node of the wrong shape was told of already. */
    return asked != WHEN_KEYS && got[asked] && (whole || got[W_FIELD]) ? asked : WHEN_KEYS;
}

static const struct cond *read_asked(struct when *w, const struct yaml_node *const *got,
                                     enum when_key asked)
{
    switch (asked) {
    case W_ALL:
        return join(w, COND_ALL, got[W_ALL]);
    case W_ANY:
        return join(w, COND_ANY, got[W_ANY]);
    case W_NOT:
        return negate(w, read_cond(w, got[W_NOT]));
    case WHEN_KEYS:
        return NULL;
    default:
        return test_field(w, got, asked);
    }
}

static const struct cond *read_cond(struct when *w, const struct yaml_node *node)
{
    const struct yaml_node *got[WHEN_KEYS] = {0};
    struct key_table table = {_("条件"), keys, WHEN_KEYS, 0, 0};
    if (w->depth == MOST_DEPTH) {
        load_mistake(w->l, node, _("条件套得太深，最多 %d 层。"), MOST_DEPTH);
        return NULL;
    }
    if (!load_map(w->l, node, &table, NULL, got))
        return NULL;
    w->depth++;
    const struct cond *c = read_asked(w, got, what_is_asked(w, node, got));
    w->depth--;
    return c;
}

const struct cond *load_when(struct loader *l, const struct yaml_node *node, uint32_t scope)
{
    struct when w = {.l = l, .scope = scope};
    return node ? read_cond(&w, node) : NULL;
}
