#include "form/load_desk.h"

#include "base/i18n.h"

enum { MOST_REASON = 1000 };

enum desk_key {
    D_NAME,
    D_CODE,
    D_TITLE,
    D_COUNTY,
    D_GROUP,
    D_ROUND,
    D_BRIEF,
    D_PRIVATE,
    D_AWARD,
    D_STAGES,
    D_RENEWALS,
    D_REASON_MIN,
    D_EMPTY_REASONS,
    DESK_KEYS,
};

#define TO(type, member) .offset = offsetof(struct type, member)

static const struct key desk_keys[DESK_KEYS] = {
    [D_NAME] = LOAD_KEY("name", KEY_SCALAR, KEY_MUST),
    [D_CODE] = LOAD_KEY("code", KEY_SCALAR, KEY_MUST),
    [D_TITLE] = LOAD_KEY("title", KEY_SCALAR, KEY_MUST),
    [D_COUNTY] = LOAD_KEY("county", KEY_SCALAR),
    [D_GROUP] = LOAD_KEY("group", KEY_SCALAR),
    [D_ROUND] = LOAD_KEY("round", KEY_SCALAR),
    [D_BRIEF] = LOAD_KEY("brief", KEY_SCALAR),
    [D_PRIVATE] = LOAD_KEY("private", KEY_MANY),
    [D_AWARD] = LOAD_KEY("award", KEY_MAP),
    [D_STAGES] = LOAD_KEY("stages", KEY_LIST),
    [D_RENEWALS] = LOAD_KEY("renewals", KEY_LIST),
    [D_REASON_MIN] =
        LOAD_KEY("reason_min", KEY_NUM, TO(form_desk, reason_min), .min = 1, .max = MOST_REASON),
    [D_EMPTY_REASONS] = LOAD_KEY("empty_reasons", KEY_MANY),
};

/* ---- fields ---- */

static void check_round(struct loader *l, const struct yaml_node *node, struct sv round)
{
    const struct form *form = l->form;
    struct guess guess;
    for (uint32_t i = 0; i < form->round_count; i++)
        if (sv_eq(form->rounds[i].id, round))
            return;
    struct form_mistake *m =
        load_mistake(l, node, _("没有“%.*s”这个轮次。"), SV_ARG(load_shown(l, round)));
    guess_start(&guess, round);
    for (uint32_t i = 0; i < form->round_count; i++)
        guess_try(&guess, form->rounds[i].id);
    guess_hint(m, &guess);
    if (!guess.best.len)
        load_hint(m, _("轮次写在 rounds 里，这里写它的 id"));
}

/* What the applicant chooses from are the form's own rounds. */
static void check_choice_of_round(struct loader *l, const struct yaml_node *node)
{
    const struct form_desk *desk = &l->form->desk;
    if (desk->round == NO_FIELD)
        return;
    const struct field *field = &l->fields.ptr[desk->round];
    for (uint32_t i = 0; i < field->option_count; i++)
        if (field->options[i].id.len)
            check_round(l, node, field->options[i].id);
}

/* The fields officers know a case by, and what each may be. */
static void load_desk_fields(struct loader *l, const struct yaml_node *const *got)
{
    struct form_desk *desk = &l->form->desk;
    const struct {
        enum desk_key key;
        uint32_t kinds;
        uint32_t *to;
    } rows[] = {
        {D_NAME, KIND(LINE), &desk->name},
        {D_CODE, KIND(CREDIT_CODE) | KIND(LINE), &desk->code},
        {D_TITLE, PROSE_KINDS, &desk->title},
        {D_COUNTY, KIND(LINE), &desk->county},
        {D_GROUP, KIND(CHOICE), &desk->group},
        {D_ROUND, KIND(CHOICE), &desk->round},
        {D_BRIEF, PROSE_KINDS, &desk->brief},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct yaml_node *node = got[rows[i].key];
        const struct field *field = node ? load_ref(l, node, rows[i].kinds, NO_FIELD) : NULL;
        if (field)
            *rows[i].to = field->index;
    }
}

/* What the officer writes takes the place of the field in every column that shows it: the narrowest
 * of them decides. */
static uint32_t brief_limit(const struct form *form)
{
    uint32_t least = 0;
    for (uint32_t i = 0; form->desk.brief != NO_FIELD && i < form->summary.column_count; i++) {
        const struct summary_column *column = &form->summary.columns[i];
        if (column->limit && field_list_has(&column->fields, form->desk.brief) &&
            (least == 0 || column->limit < least))
            least = column->limit;
    }
    return least;
}

static void load_private(struct loader *l, const struct yaml_node *node)
{
    struct field_list fields = load_ref_list(l, node, ALL_KINDS, ANY_ROW);
    struct sv *paths = arena_calloc(&l->form->arena, fields.len + 1, sizeof *paths);
    for (uint32_t i = 0; i < fields.len; i++)
        paths[i] = l->fields.ptr[fields.ptr[i]].path;
    l->form->desk.private = (struct words){paths, fields.len};
}

/* ---- the award ---- */

enum award_key { A_AMOUNT, A_UNIT, A_CLAUSE, AWARD_KEYS };

static const struct key award_keys[AWARD_KEYS] = {
    [A_AMOUNT] = LOAD_KEY("amount", KEY_SCALAR, KEY_MUST),
    [A_UNIT] = LOAD_KEY("unit", KEY_TEXT, KEY_MUST, TO(form_desk, award_unit)),
    [A_CLAUSE] = LOAD_KEY("clause", KEY_TEXT, TO(form_desk, award_clause)),
};

static void load_award(struct loader *l, const struct yaml_node *map)
{
    const struct yaml_node *got[AWARD_KEYS] = {0};
    const struct key_table table = {_("award"), award_keys, AWARD_KEYS, 0, 0};
    struct form_desk *desk = &l->form->desk;
    if (!load_map(l, map, &table, desk, got))
        return;
    load_check_clause(l, map);
    if (got[A_AMOUNT])
        load_number(l, got[A_AMOUNT], 1, LOAD_MAX_NUMBER, &desk->award);
}

/* ---- what follows the selection ---- */

enum stage_key { G_ID, G_LABEL, G_CLAUSE, STAGE_KEYS };

static const struct key stage_keys[STAGE_KEYS] = {
    [G_ID] = LOAD_KEY("id", KEY_TEXT, KEY_MUST, TO(ledger_stage, id)),
    [G_LABEL] = LOAD_KEY("label", KEY_TEXT, KEY_MUST, TO(ledger_stage, label)),
    [G_CLAUSE] = LOAD_KEY("clause", KEY_TEXT, TO(ledger_stage, clause)),
};

static void check_stage(struct loader *l, const struct yaml_node *map,
                        const struct ledger_stage *stages, uint32_t at)
{
    const struct yaml_node *id = load_later(map, SV("id"), YAML_SCALAR);
    struct sv name = stages[at].id;
    load_check_clause(l, map);
    if (!id || name.len == 0)
        return;
    if (!load_is_id(name, false, true))
        load_hint(load_mistake(l, id, _("“%.*s”不能作环节的名字。"), SV_ARG(load_shown(l, name))),
                  _("只用小写字母、数字、下划线、连字符"));
    for (uint32_t i = 0; i < at; i++) {
        if (!sv_eq(stages[i].id, name))
            continue;
        load_mistake(l, id, _("环节“%.*s”已经有了，名字不能重复。"), SV_ARG(name));
        return;
    }
}

static void load_stages(struct loader *l, const struct yaml_node *list)
{
    const struct key_table table = {_("环节"), stage_keys, STAGE_KEYS, 0, 0};
    if (!load_list(l, list, LOAD_MAX_LIST))
        return;
    struct ledger_stage *stages = arena_calloc(&l->form->arena, list->count, sizeof *stages);
    uint32_t n = 0;
    for (const struct yaml_node *map = list->first; map; map = map->next, n++) {
        const struct yaml_node *got[STAGE_KEYS] = {0};
        if (load_map(l, map, &table, &stages[n], got))
            check_stage(l, map, stages, n);
    }
    l->form->desk.stages = stages;
    l->form->desk.stage_count = n;
}

/* ---- what grows stale ---- */

enum renewal_key { R_ROUND, R_MATERIALS, R_CLAUSE, R_TEXT, RENEWAL_KEYS };

static const struct key renewal_keys[RENEWAL_KEYS] = {
    [R_ROUND] = LOAD_KEY("round", KEY_TEXT, KEY_MUST, TO(renewal, round)),
    [R_MATERIALS] = LOAD_KEY("materials", KEY_MANY, KEY_MUST),
    [R_CLAUSE] = LOAD_KEY("clause", KEY_TEXT, TO(renewal, clause)),
    [R_TEXT] = LOAD_KEY("text", KEY_TEXT, KEY_MUST, TO(renewal, text)),
};

static void check_twice(struct loader *l, const struct yaml_node *node,
                        const struct field_list *materials)
{
    for (uint32_t i = 1; i < materials->len; i++) {
        struct field_list before = {materials->ptr, i};
        if (field_list_has(&before, materials->ptr[i]))
            load_mistake(l, node, _("材料“%.*s”写了两次。"),
                         SV_ARG(l->fields.ptr[materials->ptr[i]].path));
    }
}

static void load_renewal(struct loader *l, const struct yaml_node *map, struct renewal *out)
{
    const struct yaml_node *got[RENEWAL_KEYS] = {0};
    const struct key_table table = {_("renewals 的一项"), renewal_keys, RENEWAL_KEYS, 0, 0};
    if (!load_map(l, map, &table, out, got))
        return;
    load_check_clause(l, map);
    if (got[R_ROUND] && out->round.len)
        check_round(l, got[R_ROUND], out->round);
    if (!got[R_MATERIALS])
        return;
    out->materials = load_ref_list(l, got[R_MATERIALS], KIND(MATERIAL), NO_FIELD);
    check_twice(l, got[R_MATERIALS], &out->materials);
}

static void load_renewals(struct loader *l, const struct yaml_node *list)
{
    if (!load_list(l, list, LOAD_MAX_LIST))
        return;
    struct renewal *renewals = arena_calloc(&l->form->arena, list->count, sizeof *renewals);
    uint32_t n = 0;
    for (const struct yaml_node *map = list->first; map; map = map->next)
        load_renewal(l, map, &renewals[n++]);
    l->form->desk.renewals = renewals;
    l->form->desk.renewal_count = n;
}

void load_desk(struct loader *l, const struct yaml_node *map)
{
    const struct yaml_node *got[DESK_KEYS] = {0};
    const struct key_table table = {_("desk"), desk_keys, DESK_KEYS, 0, 0};
    struct form_desk *desk = &l->form->desk;
    form_desk_init(desk);
    if (!map || !load_map(l, map, &table, desk, got))
        return;
    desk->given = true;
    load_desk_fields(l, got);
    check_choice_of_round(l, got[D_ROUND]);
    desk->brief_limit = brief_limit(l->form);
    if (got[D_PRIVATE])
        load_private(l, got[D_PRIVATE]);
    if (got[D_AWARD])
        load_award(l, got[D_AWARD]);
    load_stages(l, got[D_STAGES]);
    load_renewals(l, got[D_RENEWALS]);
    if (got[D_EMPTY_REASONS])
        desk->empty_reasons = load_words(l, got[D_EMPTY_REASONS]);
}
