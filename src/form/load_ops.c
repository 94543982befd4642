#include "base/date.h"
#include "base/i18n.h"
#include "form/load_rules.h"
#include "text/number.h"

/* ---- what fits what ---- */

enum {
    VALUE_KINDS = TYPED_KINDS | KIND(YESNO) | KIND(CHOICE) | KIND(CHOICES),
    PAPER_KINDS = KIND(MATERIALS) | KIND(MATERIAL),
    SPOKEN_KINDS = LEAF_KINDS | KIND(COMPUTED),
    MOST_PIXELS = 100000,
    MOST_DAYS = 36500,
    NEAR = 12, /* code points between “带动” and its number */
};

#define COUNT(most) .min = 1, .max = (most)

static const struct op ops[RULE_OP_COUNT] = {
    [RULE_LOOK] = {0},
    [RULE_REQUIRED] = {.fits = ALL_KINDS & ~KIND(COMPUTED)},
    [RULE_LIMIT] = {.fits = PROSE_KINDS, COUNT(LOAD_MAX_LIMIT)},
    [RULE_KIND] = {.flags = OP_INNER},
    [RULE_CHECK_DIGIT] = {.flags = OP_INNER},
    [RULE_AREA_CODE] = {.flags = OP_INNER},
    [RULE_MIN] = {.fits = FIGURE_KINDS | KIND(DATE)},
    [RULE_MAX] = {.fits = FIGURE_KINDS | KIND(DATE)},
    [RULE_MIN_ROWS] = {.fits = KIND(TABLE) | KIND(IMAGES), COUNT(LOAD_MAX_ROWS)},
    [RULE_MAX_ROWS] = {.fits = KIND(TABLE) | KIND(IMAGES) | KIND(FILES), COUNT(LOAD_MAX_ROWS)},
    [RULE_UNIQUE] = {.fits = LEAF_KINDS, .flags = OP_COLUMN},
    [RULE_PATTERN] = {.fits = TYPED_KINDS},
    [RULE_CONTAINS_ANY] = {.fits = TYPED_KINDS},
    [RULE_CONTAINS_ALL] = {.fits = TYPED_KINDS},
    [RULE_CONTAINS_NONE] = {.fits = TYPED_KINDS},
    [RULE_PREFIX] = {.fits = TYPED_KINDS},
    [RULE_SUFFIX] = {.fits = TYPED_KINDS},
    [RULE_IS_ONE_OF] = {.fits = VALUE_KINDS},
    [RULE_ONE_LINE] = {.fits = TYPED_KINDS},
    [RULE_EQUALS] = {.fits = LEAF_KINDS, .args = SPOKEN_KINDS},
    [RULE_DIFFERS_FROM] = {.fits = LEAF_KINDS, .args = SPOKEN_KINDS},
    [RULE_AMONG] = {.fits = KIND(CHOICE) | KIND(CHOICES) | KIND(LINE), .args = KIND(CHOICES)},
    [RULE_CONTAINS_FIELD] = {.fits = PROSE_KINDS, .args = SPOKEN_KINDS},
    [RULE_NOT_START_OF] = {.fits = PROSE_KINDS, .args = PROSE_KINDS},
    [RULE_MENTIONS_CHOICE] = {.fits = PROSE_KINDS, .args = KIND(CHOICE)},
    [RULE_MENTIONS_NO_OTHER] = {.fits = PROSE_KINDS, .args = KIND(CHOICE)},
    [RULE_MENTIONS_NAMES] = {.fits = PROSE_KINDS,
                             .args = PROSE_KINDS,
                             COUNT(LOAD_MAX_ROWS),
                             .number = 1},
    [RULE_NAMES_IN_TABLE] = {.fits = PROSE_KINDS, .args = PROSE_KINDS},
    [RULE_AT_LEAST_POINTS] = {.fits = PROSE_KINDS, COUNT(1000)},
    [RULE_AT_LEAST_FIGURES] = {.fits = PROSE_KINDS, COUNT(1000)},
    [RULE_FIGURES_IN_TABLE] = {.fits = PROSE_KINDS, .args = TYPED_KINDS},
    [RULE_QUANTITY_EQUALS_ROWS] = {.fits = PROSE_KINDS, .args = KIND(TABLE), .number2 = NEAR},
    [RULE_STALE_AFTER] = {.fits = PROSE_KINDS, .args = PROSE_KINDS, .flags = OP_TOP},
    [RULE_TIED] = {.fits = KIND(ELEMENTS)},
    [RULE_QUOTES_STAND] = {.fits = KIND(ELEMENTS)},
    [RULE_COUNT_WHERE] = {.args = LEAF_KINDS, COUNT(LOAD_MAX_ROWS)},
    [RULE_SUM] = {.args = FIGURE_KINDS,
                  .min = -LOAD_MAX_NUMBER,
                  .max = LOAD_MAX_NUMBER,
                  .number = INT64_MIN,
                  .number2 = INT64_MAX},
    [RULE_SELF_IN_TABLE] = {.args = TYPED_KINDS},
    [RULE_ALL_ANSWERED] = {.fits = KIND(CHECKLIST)},
    [RULE_ALL_YES] = {.fits = KIND(CHECKLIST)},
    [RULE_TICKED_AT_LEAST] = {.fits = KIND(CHECKLIST), COUNT(LOAD_MAX_LIST)},
    [RULE_TICK_NEEDS_NOTE] = {.fits = KIND(CHECKLIST)},
    [RULE_STATE_IS] = {.fits = PAPER_KINDS},
    [RULE_STAMPED] = {.fits = PAPER_KINDS},
    [RULE_FILES_EXIST] = {.flags = OP_INNER},
    [RULE_PICTURE_READABLE] = {.flags = OP_INNER},
    [RULE_PICTURE_WITHIN] = {.fits = KIND(IMAGES), COUNT(MOST_PIXELS)},
    [RULE_CITED_IN] = {.fits = KIND(IMAGES), .args = PROSE_KINDS},
    [RULE_NOT_OLDER_THAN] = {.fits = KIND(DATE), COUNT(MOST_DAYS)},
    [RULE_TOTAL] = {.flags = OP_INNER},
    [RULE_TOTAL_PRINTED] = {COUNT(LOAD_MAX_LIMIT), .flags = OP_OUTER},
    [RULE_GREY_ZONE] = {.flags = OP_OUTER},
    [RULE_PENDING] = {.flags = OP_INNER},
};

const struct op *load_op(enum rule_op op)
{
    return &ops[op];
}

/* ---- single arguments ---- */

/* What reading an operator's arguments carries along. */
struct taking {
    struct loader *l;
    struct rule *rule;
    const struct op *op;
    const struct field *field; /* NULL for none */
    uint32_t scope;            /* what columns it may name: of its own table */
};

static void append_fields(struct taking *t, struct field_list more)
{
    struct field_list *list = &t->rule->fields;
    uint32_t *both = arena_calloc(&t->l->form->arena, list->len + more.len + 1, sizeof *both);
    if (list->len)
        memcpy(both, list->ptr, list->len * sizeof *both);
    if (more.len)
        memcpy(both + list->len, more.ptr, more.len * sizeof *both);
    *list = (struct field_list){both, list->len + more.len};
}

static void append_field(struct taking *t, const struct field *field)
{
    if (field)
        append_fields(t, (struct field_list){&field->index, 1});
}

static void take_number(struct taking *t, const struct yaml_node *node, int64_t *out)
{
    load_number(t->l, node, t->op->min, t->op->max, out);
}

static void take_words(struct taking *t, const struct yaml_node *node, const struct field *of,
                       struct words *out)
{
    *out = load_words(t->l, node);
    bool one = node->kind == YAML_SCALAR;
    for (const struct yaml_node *item = one ? node : node->first; item && of;
         item = one ? NULL : item->next)
        if (item->kind == YAML_SCALAR)
            load_check_word(t->l, item, of);
}

static void take_yes(struct taking *t, const struct yaml_node *node)
{
    bool yes = true;
    if (load_yes(t->l, node, &yes) && !yes)
        load_mistake(t->l, node, _("这里只能写 yes；不要这条规则，就把它整条删去。"));
}

struct sv load_bound(struct loader *l, const struct yaml_node *node, const struct field *field)
{
    struct str bound = {0};
    struct date date;
    struct sv text = SV("");
    if (field->kind == FIELD_DATE) {
        if (date_parse(node->text, &date) && (date.day || field->month))
            text = arena_copy(&l->form->arena, node->text);
        else
            load_mistake(l, node, _("这里要写一个日期，如 2024-04-25。"));
    } else if (number_canonical(node->text, &bound)) {
        text = arena_copy(&l->form->arena, str_sv(&bound));
    } else {
        load_mistake(l, node, _("这里要写一个数。"));
    }
    str_release(&bound);
    return text;
}

static void take_text(struct taking *t, const struct yaml_node *node)
{
    if (t->rule->op == RULE_PATTERN) {
        t->rule->text = load_text(t->l, node, false);
        t->rule->pattern = load_pattern(t->l, node);
    } else if (t->field) {
        t->rule->text = load_bound(t->l, node, t->field);
    }
}

/* ---- maps of arguments ---- */

enum slot {
    TO_WORDS,
    TO_BUT,
    TO_NUMBER,
    TO_NUMBER2,
    TO_FIELDS,
    TO_FIELD,
    TO_TABLE,
    TO_COLUMN,
    TO_ITEMS,
    TO_YES,
};

/* Each name means the same wherever it stands; where a number has a range of its own it is here,
 * else the operator's counts. */
static const struct arg {
    struct sv name;
    enum slot slot;
    int64_t min;
    int64_t max;
} args[] = {
    {{"words", 5}, TO_WORDS, 0, 0},      {{"suffixes", 8}, TO_WORDS, 0, 0},
    {{"near", 4}, TO_WORDS, 0, 0},       {{"is", 2}, TO_WORDS, 0, 0},
    {{"is_one_of", 9}, TO_WORDS, 0, 0},  {{"unit", 4}, TO_BUT, 0, 0},
    {{"filled", 6}, TO_YES, 0, 0},       {{"column", 6}, TO_COLUMN, 0, 0},
    {{"table", 5}, TO_TABLE, 0, 0},      {{"field", 5}, TO_FIELD, 0, 0},
    {{"but", 3}, TO_FIELDS, 0, 0},       {{"items", 5}, TO_ITEMS, 0, 0},
    {{"at_least", 8}, TO_NUMBER, 0, 0},  {{"at_most", 7}, TO_NUMBER2, 0, 0},
    {{"width", 5}, TO_NUMBER, 0, 0},     {{"height", 6}, TO_NUMBER2, 0, 0},
    {{"days", 4}, TO_NUMBER, 0, 0},      {{"skip", 4}, TO_NUMBER2, 0, 100},
    {{"within", 6}, TO_NUMBER2, 1, 100},
};

static const struct arg *find_arg(struct sv name)
{
    for (size_t i = 0; i < sizeof args / sizeof args[0]; i++)
        if (sv_eq(args[i].name, name))
            return &args[i];
    BUG_ON(true);
    return NULL;
}

static enum key_type type_of(enum slot slot)
{
    switch (slot) {
    case TO_WORDS:
    case TO_BUT:
    case TO_FIELDS:
    case TO_ITEMS:
        return KEY_MANY;
    default:
        return KEY_SCALAR;
    }
}

/* Items are named by their own name alone. */
static void take_items(struct taking *t, const struct yaml_node *node)
{
    bool one = node->kind == YAML_SCALAR;
    if (!t->field || (!one && !load_list(t->l, node, LOAD_MAX_LIST)))
        return;
    for (const struct yaml_node *item = one ? node : node->first; item;
         item = one ? NULL : item->next) {
        struct sv id = item->kind == YAML_SCALAR ? item->text : SV("");
        const struct field *child = field_child(t->l->form, t->field, id);
        if (child && child->kind == FIELD_MATERIAL) {
            append_field(t, child);
            continue;
        }
        struct guess guess;
        struct form_mistake *m = load_mistake(t->l, item, _("“%.*s”里没有“%.*s”这一项。"),
                                              SV_ARG(t->field->path), SV_ARG(load_shown(t->l, id)));
        guess_start(&guess, id);
        for (const struct field *c = field_first_child(t->l->form, t->field); c;
             c = field_next_child(t->l->form, t->field, c))
            guess_try(&guess, c->id);
        guess_hint(m, &guess);
    }
}

static void take_arg(struct taking *t, const struct arg *arg, const struct yaml_node *node)
{
    const struct field *column =
        t->rule->fields.len ? &t->l->fields.ptr[t->rule->fields.ptr[0]] : NULL;
    bool ranged = arg->max > 0;
    int64_t *number = arg->slot == TO_NUMBER2 ? &t->rule->number2 : &t->rule->number;
    switch (arg->slot) {
    case TO_WORDS:
        take_words(t, node, t->rule->op == RULE_COUNT_WHERE ? column : NULL, &t->rule->words);
        break;
    case TO_BUT:
        take_words(t, node, NULL, &t->rule->but);
        break;
    case TO_NUMBER:
    case TO_NUMBER2:
        load_number(t->l, node, ranged ? arg->min : t->op->min, ranged ? arg->max : t->op->max,
                    number);
        break;
    case TO_FIELDS:
        append_fields(t, load_ref_list(t->l, node, SPOKEN_KINDS, t->scope));
        break;
    case TO_FIELD:
        append_field(t, load_ref(t->l, node, t->op->args, t->scope));
        break;
    case TO_TABLE:
        append_field(t, load_ref(t->l, node, KIND(TABLE), NO_FIELD));
        break;
    case TO_COLUMN:
        append_field(t, load_column(t->l, node, t->op->args));
        break;
    case TO_ITEMS:
        take_items(t, node);
        break;
    case TO_YES:
        take_yes(t, node);
        break;
    }
}

enum { MOST_ARGS = 8 };

static uint32_t add_arg_keys(struct key *keys, uint32_t count, const char *names, unsigned flags)
{
    struct sv rest = sv_from(names), name;
    while (sv_next(&rest, ' ', &name)) {
        if (name.len == 0)
            continue;
        BUG_ON(count == MOST_ARGS);
        keys[count++] =
            (struct key){.name = name, .type = type_of(find_arg(name)->slot), .flags = flags};
    }
    return count;
}

static void take_map(struct taking *t, const struct yaml_node *node)
{
    static const struct {
        const char *must;
        const char *may;
    } names[RULE_OP_COUNT] = {
#define RULE_NAMES(id, key, takes, must, may) {must, may},
        RULE_OPS(RULE_NAMES)
#undef RULE_NAMES
    };
    struct key keys[MOST_ARGS];
    const struct yaml_node *got[MOST_ARGS] = {0};
    struct str what = {0};
    uint32_t count = add_arg_keys(keys, 0, names[t->rule->op].must, KEY_MUST);
    count = add_arg_keys(keys, count, names[t->rule->op].may, 0);
    str_add_f(&what, _("算子“%.*s”"), SV_ARG(rule_op_key(t->rule->op)));
    struct key_table table = {what.ptr, keys, count, 0, 0};
    if (load_map(t->l, node, &table, NULL, got))
        for (uint32_t i = 0; i < count; i++)
            if (got[i])
                take_arg(t, find_arg(keys[i].name), got[i]);
    str_release(&what);
}

/* ---- what must go together ---- */

static void check_count_where(struct taking *t, const struct yaml_node *node)
{
    int ways = (yaml_get(node, SV("is")) != NULL) + (yaml_get(node, SV("is_one_of")) != NULL) +
               (yaml_get(node, SV("filled")) != NULL);
    if (ways != 1)
        load_mistake(t->l, node,
                     _("count_where 里 is、is_one_of、filled 要写一个，也只能写一个。"));
}

static void check_sum(struct taking *t, const struct yaml_node *node)
{
    if (!yaml_get(node, SV("at_least")) && !yaml_get(node, SV("at_most")))
        load_mistake(t->l, node, _("sum 里 at_least、at_most 至少要写一个。"));
    else if (t->rule->number > t->rule->number2)
        load_mistake(t->l, node, _("at_least 比 at_most 还大，没有合计能合乎要求。"));
}

/* Unless they are named, all that the applicant must bring; what ticks itself at 定稿 is not asked
 * for before. */
static void default_items(struct taking *t)
{
    const struct form *form = t->l->form;
    if (t->field->kind == FIELD_MATERIAL) {
        append_field(t, t->field);
        return;
    }
    for (const struct field *item = field_first_child(form, t->field); item;
         item = field_next_child(form, t->field, item))
        if (item->paper.applicant && !item->paper.optional && !item->paper.at_final)
            append_field(t, item);
}

static void check_state_is(struct taking *t, const struct yaml_node *node)
{
    static const struct sv states[] = {{"have", 4}, {"missing", 7}, {"none", 4}};
    for (uint32_t i = 0; i < t->rule->words.len; i++) {
        struct sv word = t->rule->words.ptr[i];
        if (sv_eq(word, states[0]) || sv_eq(word, states[1]) || sv_eq(word, states[2]))
            continue;
        struct form_mistake *m =
            load_mistake(t->l, yaml_get(node, SV("words")), _("材料没有“%.*s”这个状态。"),
                         SV_ARG(load_shown(t->l, word)));
        load_hint(m, _("可以写 have（已备）、missing（缺）、none（不适用）"));
    }
    if (!yaml_get(node, SV("items")))
        default_items(t);
    else if (t->field->kind == FIELD_MATERIAL)
        load_mistake(t->l, yaml_get(node, SV("items"))->key,
                     _("单独一份材料没有各项，不能写“items”。"));
}

/* How many there can be at all of what an operator counts; 0 where nothing bounds it. */
static uint32_t most_of(const struct taking *t)
{
    const struct form *form = t->l->form;
    uint32_t column = t->rule->fields.len ? t->rule->fields.ptr[0] : NO_FIELD, items = 0;
    switch (t->rule->op) {
    case RULE_TICKED_AT_LEAST:
        for (const struct field *item = field_first_child(form, t->field); item;
             item = field_next_child(form, t->field, item))
            items++;
        return items;
    case RULE_MIN_ROWS:
        return t->field->max_rows;
    case RULE_COUNT_WHERE:
    case RULE_MENTIONS_NAMES:
        return column == NO_FIELD ? 0 : form->fields[form->fields[column].table].max_rows;
    default:
        return 0;
    }
}

static void check_reach(struct taking *t, const struct yaml_node *node)
{
    uint32_t most = t->field ? most_of(t) : 0;
    const struct yaml_node *at = yaml_get(node, SV("at_least"));
    if (most && t->rule->number > most)
        load_mistake(t->l, at ? at : node, _("最多只会有 %u 个，不可能有 %lld 个。"), most,
                     (long long)t->rule->number);
}

void load_op_args(struct loader *l, struct rule *rule, const struct rule_place *place,
                  const struct yaml_node *node)
{
    static const enum rule_args takes[RULE_OP_COUNT] = {
#define RULE_TAKES(id, key, what, must, may) what,
        RULE_OPS(RULE_TAKES)
#undef RULE_TAKES
    };
    const struct op *op = load_op(rule->op);
    uint32_t scope = place->field ? place->field->table : NO_FIELD;
    struct taking t = {l, rule, op, place->field, op->flags & OP_TOP ? NO_FIELD : scope};
    bool own = rule->op == RULE_IS_ONE_OF;
    rule->number = op->number;
    rule->number2 = op->number2;
    switch (takes[rule->op]) {
    case ARG_YES:
        take_yes(&t, node);
        break;
    case ARG_NUM:
        take_number(&t, node, &rule->number);
        break;
    case ARG_WORDS:
        take_words(&t, node, own ? place->field : NULL, &rule->words);
        break;
    case ARG_FIELD:
        append_field(&t, load_ref(l, node, op->args, t.scope));
        break;
    case ARG_FIELDS:
        append_fields(&t, load_ref_list(l, node, op->args, t.scope));
        break;
    case ARG_TEXT:
        take_text(&t, node);
        break;
    case ARG_MAP:
        take_map(&t, node);
        break;
    }
    check_reach(&t, node);
    if (rule->op == RULE_COUNT_WHERE)
        check_count_where(&t, node);
    else if (rule->op == RULE_SUM)
        check_sum(&t, node);
    else if (rule->op == RULE_STATE_IS && t.field)
        check_state_is(&t, node);
}
