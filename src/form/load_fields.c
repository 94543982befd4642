#include "form/load_fields.h"

#include "base/i18n.h"

/* ---- the keys of fields ---- */

enum {
    NAMED_PLACES = AT_FIELD | AT_COLUMN | AT_DETAIL,
};

enum field_key {
    F_ID,
    F_KIND,
    F_LABEL,
    F_BRIEF,
    F_NUMBER,
    F_CLAUSE,
    F_GUIDANCE,
    F_EXAMPLE,
    F_WAS,
    F_REQUIRED,
    F_WHEN,
    F_COUNTED,
    F_PRINT,
    F_HEADING,
    F_PRINTED,
    F_RULES,
    F_CHECKS,
    F_LIMIT,
    F_MIN,
    F_MAX,
    F_DECIMALS,
    F_UNIT,
    F_MONTH,
    F_OPTIONS,
    F_OTHER,
    F_COMPARE,
    F_MIN_ROWS,
    F_MAX_ROWS,
    F_UNIQUE,
    F_PARTS,
    F_ITEMS,
    F_DETAILS,
    F_DATA,
    F_PROOFS,
    F_OWNER,
    F_APPLICANT,
    F_OPTIONAL,
    F_COPY,
    F_STAMP,
    F_STAMP_AT,
    F_STAMP_BY,
    F_COPIES,
    F_AT_FINAL,
    F_OF_TABLE,
    F_COLUMNS,
    F_SHOWN,
    F_MAX_WIDTH,
    F_MAX_HEIGHT,
    F_CHOSEN_BY,
    F_TEXTS,
    F_ROWS_OF,
    F_WHERE,
    F_IS,
    F_SUM_OF,
    F_JOIN,
    F_WITH,
    F_FIRST_OF,
    FIELD_KEYS,
};

#define TO(member) .offset = offsetof(struct field, member)
#define PAPER .kinds = KIND(MATERIAL)
#define SUM .kinds = KIND(COMPUTED)

/* `kinds` and `places` say which fields know a key; what refers to other fields is a node and read
 * when all are known (load_refs.c, load_builtin.c). */
static const struct key keys[FIELD_KEYS] = {
    [F_ID] = LOAD_KEY("id", KEY_TEXT, KEY_MUST, TO(id)),
    [F_KIND] = LOAD_KEY("kind", KEY_SCALAR, KEY_MUST, .places = NAMED_PLACES),
    [F_LABEL] = LOAD_KEY("label", KEY_TEXT, KEY_MUST, TO(label)),
    [F_BRIEF] = LOAD_KEY("brief", KEY_TEXT, TO(brief)),
    [F_NUMBER] = LOAD_KEY("number", KEY_TEXT, TO(number)),
    [F_CLAUSE] = LOAD_KEY("clause", KEY_TEXT, TO(clause)),
    [F_GUIDANCE] = LOAD_KEY("guidance", KEY_PROSE, TO(guidance)),
    [F_EXAMPLE] = LOAD_KEY("example", KEY_PROSE, TO(example)),
    [F_WAS] = LOAD_KEY("was", KEY_MANY, .kinds = ~KIND(COMPUTED)),
    [F_REQUIRED] = LOAD_KEY("required", KEY_SCALAR, .places = NAMED_PLACES | AT_PART,
                            .kinds = ~KIND(COMPUTED)),
    [F_WHEN] = LOAD_KEY("when", KEY_MAP),
    [F_COUNTED] = LOAD_KEY("counted", KEY_YES, TO(counted), .kinds = PROSE_KINDS),
    [F_PRINT] = LOAD_KEY("print", KEY_YES, TO(print), .places = AT_FIELD),
    [F_HEADING] = LOAD_KEY("heading", KEY_YES, TO(heading), .places = AT_FIELD),
    [F_PRINTED] = LOAD_KEY("printed", KEY_TEXT, TO(printed), .places = AT_FIELD),
    [F_RULES] = LOAD_KEY("rules", KEY_LIST),
    [F_CHECKS] = LOAD_KEY("checks", KEY_MAP),
    [F_LIMIT] = LOAD_KEY("limit", KEY_NUM, TO(limit), .min = 1, .max = LOAD_MAX_LIMIT,
                         .kinds = PROSE_KINDS),
    [F_MIN] = LOAD_KEY("min", KEY_SCALAR, .kinds = FIGURE_KINDS | KIND(DATE)),
    [F_MAX] = LOAD_KEY("max", KEY_SCALAR, .kinds = FIGURE_KINDS | KIND(DATE)),
    [F_DECIMALS] = LOAD_KEY("decimals", KEY_NUM, TO(decimals), .max = 6, .kinds = FIGURE_KINDS),
    [F_UNIT] = LOAD_KEY("unit", KEY_TEXT, TO(unit),
                        .kinds = FIGURE_KINDS | KIND(TABLE) | KIND(IMAGES) | KIND(COMPUTED)),
    [F_MONTH] = LOAD_KEY("month", KEY_YES, TO(month), .kinds = KIND(DATE)),
    [F_OPTIONS] = LOAD_KEY("options", KEY_LIST, KEY_MUST, .kinds = KIND(CHOICE) | KIND(CHOICES)),
    [F_OTHER] = LOAD_KEY("other", KEY_YES, TO(other), .kinds = KIND(CHOICE) | KIND(CHOICES)),
    [F_COMPARE] = LOAD_KEY("compare", KEY_YES, TO(compare), .kinds = KIND(CHOICE)),
    [F_MIN_ROWS] = LOAD_KEY("min_rows", KEY_NUM, TO(min_rows), .min = 1, .max = LOAD_MAX_ROWS,
                            .kinds = KIND(TABLE)),
    [F_MAX_ROWS] = LOAD_KEY("max_rows", KEY_NUM, TO(max_rows), .min = 1, .max = LOAD_MAX_ROWS,
                            .kinds = KIND(TABLE) | KIND(IMAGES) | KIND(FILES)),
    [F_UNIQUE] = LOAD_KEY("unique", KEY_SCALAR, .places = AT_COLUMN,
                          .kinds = ~(KIND(ADDRESS) | KIND(MATERIAL))),
    [F_PARTS] = LOAD_KEY("parts", KEY_LIST, .kinds = KIND(ADDRESS)),
    [F_ITEMS] = LOAD_KEY("items", KEY_LIST, KEY_MUST,
                         .kinds = KIND(CHECKLIST) | KIND(MATERIALS) | KIND(ELEMENTS)),
    [F_DETAILS] = LOAD_KEY("details", KEY_LIST, .kinds = KIND(ITEM) | KIND(MATERIAL)),
    [F_DATA] = LOAD_KEY("data", KEY_MANY, .kinds = KIND(ITEM)),
    [F_PROOFS] = LOAD_KEY("proofs", KEY_MANY, .kinds = KIND(ITEM)),
    [F_OWNER] = LOAD_KEY("owner", KEY_TEXT, TO(paper.owner), PAPER),
    [F_APPLICANT] = LOAD_KEY("applicant", KEY_YES, TO(paper.applicant), PAPER),
    [F_OPTIONAL] = LOAD_KEY("optional", KEY_YES, TO(paper.optional), PAPER),
    [F_COPY] = LOAD_KEY("copy", KEY_YES, TO(paper.copy), PAPER),
    [F_STAMP] = LOAD_KEY("stamp", KEY_YES, TO(paper.needs_stamp), PAPER),
    [F_STAMP_AT] = LOAD_KEY("stamp_at", KEY_TEXT, TO(paper.stamp_at), PAPER),
    [F_STAMP_BY] = LOAD_KEY("stamp_by", KEY_TEXT, TO(paper.stamp_by), PAPER),
    [F_COPIES] = LOAD_KEY("copies", KEY_NUM, TO(paper.copies), .min = 1, .max = 100, PAPER),
    [F_AT_FINAL] = LOAD_KEY("at_final", KEY_YES, TO(paper.at_final), PAPER),
    [F_OF_TABLE] = LOAD_KEY("of_table", KEY_SCALAR, .places = AT_FIELD | AT_ITEM, PAPER),
    [F_COLUMNS] = LOAD_KEY("columns", KEY_LIST, KEY_MUST, .kinds = KIND(TABLE)),
    [F_SHOWN] = LOAD_KEY("shown", KEY_LIST, .kinds = KIND(TABLE)),
    [F_MAX_WIDTH] = LOAD_KEY("max_width", KEY_SCALAR, .kinds = KIND(IMAGES)),
    [F_MAX_HEIGHT] = LOAD_KEY("max_height", KEY_SCALAR, .kinds = KIND(IMAGES)),
    [F_CHOSEN_BY] = LOAD_KEY("chosen_by", KEY_SCALAR, .kinds = KIND(ELEMENTS)),
    [F_TEXTS] = LOAD_KEY("texts", KEY_LIST, KEY_MUST, .kinds = KIND(ELEMENTS)),
    [F_ROWS_OF] = LOAD_KEY("rows_of", KEY_SCALAR, SUM),
    [F_WHERE] = LOAD_KEY("where", KEY_SCALAR, SUM),
    [F_IS] = LOAD_KEY("is", KEY_SCALAR, SUM),
    [F_SUM_OF] = LOAD_KEY("sum_of", KEY_SCALAR, SUM),
    [F_JOIN] = LOAD_KEY("join", KEY_LIST, SUM),
    [F_WITH] = LOAD_KEY("with", KEY_TEXT, KEY_BLANK, TO(computed.with), SUM),
    [F_FIRST_OF] = LOAD_KEY("first_of", KEY_LIST, SUM),
};

/* ---- the tree ---- */

static struct sv make_path(struct loader *l, const struct field *parent, struct sv id)
{
    struct str path = {0};
    str_add(&path, parent->path);
    str_add(&path, kind_flags(parent->kind) & KIND_ROWS ? SV("[].") : SV("."));
    str_add(&path, id);
    struct sv kept = arena_copy(&l->form->arena, str_sv(&path));
    str_release(&path);
    return kept;
}

uint32_t load_field_add(struct loader *l, const struct field *field, uint32_t parent,
                        struct origin origin)
{
    uint32_t index = (uint32_t)l->fields.len;
    struct field f = *field;
    f.index = index;
    f.parent = parent;
    f.top = index;
    f.end = index + 1;
    f.table = NO_FIELD;
    f.section = (uint32_t)l->sections.len - 1;
    f.path = f.id;
    if (parent != NO_FIELD) {
        const struct field *above = &l->fields.ptr[parent];
        bool rows = kind_flags(above->kind) & KIND_ROWS;
        f.path = make_path(l, above, f.id);
        f.top = above->top;
        f.table = rows ? parent : above->table;
        f.print = above->print;
        if (!origin.map && f.clause.len == 0)
            f.clause = above->clause;
    }
    if (kind_flags(f.kind) & KIND_ROWS)
        l->columns = 0;
    if (f.table != NO_FIELD && (kind_flags(f.kind) & KIND_LEAF))
        f.column = l->columns++;
    vec_push(&l->fields, f);
    vec_push(&l->origins, origin);
    return index;
}

void load_field_end(struct loader *l, uint32_t index)
{
    l->fields.ptr[index].end = (uint32_t)l->fields.len;
}

/* ---- one field ---- */

/* Which kinds a place takes: rows do not nest, what is worked out stands on its own. */
static bool kind_fits(enum field_kind kind, enum load_place place)
{
    if (place == AT_FIELD)
        return true;
    bool leaf = kind_flags(kind) & KIND_LEAF;
    return leaf || kind == FIELD_ADDRESS || (kind == FIELD_MATERIAL && place == AT_COLUMN);
}

static bool read_kind(struct loader *l, const struct yaml_node *map, enum load_place place,
                      enum field_kind *out)
{
    const struct yaml_node *node = yaml_get(map, SV("kind"));
    struct sv shown;
    if (!node) {
        load_mistake(l, map, _("字段缺少“kind”，必须写上是哪一种类。"));
        return false;
    }
    if (node->kind == YAML_SCALAR && kind_by_name(node->text, out)) {
        if (kind_fits(*out, place))
            return true;
        load_mistake(l, node, _("“%.*s”类的字段不能写在这里。"), SV_ARG(node->text));
        return false;
    }
    struct guess guess;
    shown = load_shown(l, node->kind == YAML_SCALAR ? node->text : SV(""));
    struct form_mistake *m = load_mistake(l, node, _("没有“%.*s”这个种类。"), SV_ARG(shown));
    guess_start(&guess, node->kind == YAML_SCALAR ? node->text : SV(""));
    for (unsigned k = 0; k < FIELD_KIND_COUNT; k++)
        if (!(kind_flags((enum field_kind)k) & KIND_INNER))
            guess_try(&guess, kind_name((enum field_kind)k));
    guess_hint(m, &guess);
    return false;
}

/* A name that is none is said at its value; the field is left out, nothing can refer to it. */
static bool good_id(struct loader *l, const struct yaml_node *map, struct sv id,
                    enum load_place place)
{
    const struct yaml_node *node = yaml_get(map, SV("id"));
    if (!node || node->kind != YAML_SCALAR || node->text.len == 0)
        return false;
    if (place == AT_COLUMN && sv_eq(id, SV("id"))) {
        struct form_mistake *m =
            load_mistake(l, node, _("表的列不能叫“id”，这个名字程序自己要用。"));
        load_hint(m, _("换一个名字，如 number"));
        return false;
    }
    if (id.len > LOAD_MAX_PATH) {
        load_mistake(l, node, _("名字太长，最多 %d 个字母。"), LOAD_MAX_PATH);
        return false;
    }
    if (load_is_id(id, place == AT_FIELD, false))
        return true;
    struct form_mistake *m =
        load_mistake(l, node, _("“%.*s”不能作名字。"), SV_ARG(load_shown(l, node->text)));
    load_hint(m, place == AT_FIELD
                     ? _("各段用小写字母开头，只用小写字母、数字、下划线、连字符，用点隔开")
                     : _("用小写字母开头，只用小写字母、数字、下划线、连字符"));
    return false;
}

static const char *what_is(struct loader *l, enum field_kind kind, enum load_place place)
{
    struct str what = {0};
    if (place == AT_PART)
        str_add(&what, sv_from(_("地址的一段")));
    else if (place == AT_ITEM)
        str_add(&what, sv_from(kind == FIELD_ITEM ? _("勾选项") : _("材料项")));
    else
        str_add_f(&what, _("“%.*s”类的字段"), SV_ARG(kind_name(kind)));
    const char *kept = arena_copy(&l->scratch, str_sv(&what)).ptr;
    str_release(&what);
    return kept;
}

static void check_required(struct loader *l, const struct yaml_node *node)
{
    if (!node || sv_eq(node->text, SV("yes")) || sv_eq(node->text, SV("no")) ||
        sv_eq(node->text, SV("warning")))
        return;
    struct form_mistake *m =
        load_mistake(l, node, _("“required”不能写“%.*s”。"), SV_ARG(load_shown(l, node->text)));
    load_hint(m, _("写 yes（必填）、warning（没填只提醒）或 no"));
}

static void add_field(struct loader *l, struct field *field, uint32_t parent,
                      const struct yaml_node *map, const struct yaml_node **got)
{
    check_required(l, got[F_REQUIRED]);
    field->heading |= field->printed.len > 0;
    field->line = map->line;
    if (got[F_WAS])
        field->was = load_words(l, got[F_WAS]);
    struct field_nodes nodes = {
        .required = got[F_REQUIRED],
        .options = got[F_OPTIONS],
        .parts = got[F_PARTS],
        .items = got[F_ITEMS],
        .details = got[F_DETAILS],
        .columns = got[F_COLUMNS],
    };
    struct origin origin = {.map = map, .required = got[F_REQUIRED]};
    uint32_t index = load_field_add(l, field, parent, origin);
    load_parts(l, index, &nodes);
    load_field_end(l, index);
}

/* A field of no known kind still has a name. */
static void add_broken(struct loader *l, const struct yaml_node *map, uint32_t parent,
                       enum load_place place)
{
    struct field field = {.kind = FIELD_TEXT, .id = yaml_get_text(map, SV("id"))};
    if (!load_is_id(field.id, place == AT_FIELD, false))
        return;
    field.id = arena_copy(&l->form->arena, field.id);
    load_field_add(l, &field, parent, (struct origin){.map = map, .broken = true});
}

static bool is_full(struct loader *l, const struct yaml_node *at)
{
    if (l->fields.len < LOAD_MAX_FIELDS)
        return false;
    if (!l->full)
        load_mistake(l, at, _("字段太多，一份表单最多 %d 个。"), LOAD_MAX_FIELDS);
    l->full = true;
    return true;
}

void load_field(struct loader *l, const struct yaml_node *map, uint32_t parent,
                enum load_place place, enum field_kind kind)
{
    const struct yaml_node *got[FIELD_KEYS] = {0};
    if (is_full(l, map))
        return;
    if (map->kind != YAML_MAP) {
        load_mistake(l, map, _("字段要写成一组“键: 值”。"));
        return;
    }
    if (kind == FIELD_KIND_COUNT && !read_kind(l, map, place, &kind)) {
        add_broken(l, map, parent, place);
        return;
    }
    struct field field = {.kind = kind,
                          .print = true,
                          .decimals = kind == FIELD_MONEY ? 2 : 0,
                          .chosen_by = NO_FIELD,
                          .computed = {.where = NO_FIELD},
                          .paper = {.applicant = true, .of_table = NO_FIELD, .copies = 1}};
    struct key_table table = {what_is(l, kind, place), keys, FIELD_KEYS, KIND_BIT(kind), place};
    if (load_map(l, map, &table, &field, got) && good_id(l, map, field.id, place))
        add_field(l, &field, parent, map, got);
}

/* ---- sections ---- */

enum section_key {
    S_ID,
    S_NUMBER,
    S_TITLE,
    S_CLAUSE,
    S_GUIDANCE,
    S_WAS,
    S_LIMIT,
    S_WHEN,
    S_FIELDS,
    SECTION_KEYS,
};

#undef TO
#define TO(member) .offset = offsetof(struct section, member)

static const struct key section_keys[SECTION_KEYS] = {
    [S_ID] = LOAD_KEY("id", KEY_TEXT, KEY_MUST, TO(id)),
    [S_NUMBER] = LOAD_KEY("number", KEY_TEXT, TO(number)),
    [S_TITLE] = LOAD_KEY("title", KEY_TEXT, KEY_MUST, TO(title)),
    [S_CLAUSE] = LOAD_KEY("clause", KEY_TEXT, TO(clause)),
    [S_GUIDANCE] = LOAD_KEY("guidance", KEY_PROSE, TO(guidance)),
    [S_WAS] = LOAD_KEY("was", KEY_MANY),
    [S_LIMIT] = LOAD_KEY("limit", KEY_NUM, TO(limit), .min = 1, .max = LOAD_MAX_LIMIT),
    [S_WHEN] = LOAD_KEY("when", KEY_MAP),
    [S_FIELDS] = LOAD_KEY("fields", KEY_LIST, KEY_MUST),
};

static void load_section(struct loader *l, const struct yaml_node *map)
{
    const struct yaml_node *got[SECTION_KEYS] = {0};
    struct key_table table = {_("部分"), section_keys, SECTION_KEYS, 0, 0};
    struct section section = {.first = (uint32_t)l->fields.len};
    if (!load_map(l, map, &table, &section, got))
        return;
    if (got[S_ID] && !load_is_id(section.id, false, false)) {
        struct form_mistake *m = load_mistake(l, got[S_ID], _("“%.*s”不能作部分的名字。"),
                                              SV_ARG(load_shown(l, got[S_ID]->text)));
        load_hint(m, _("用小写字母开头，只用小写字母、数字、下划线、连字符"));
    }
    if (got[S_WAS])
        section.was = load_words(l, got[S_WAS]);
    vec_push(&l->sections, section);
    vec_push(&l->section_maps, map);
    if (load_list(l, got[S_FIELDS], LOAD_MAX_FIELDS))
        for (const struct yaml_node *field = got[S_FIELDS]->first; field; field = field->next)
            load_field(l, field, NO_FIELD, AT_FIELD, FIELD_KIND_COUNT);
    l->sections.ptr[l->sections.len - 1].end = (uint32_t)l->fields.len;
}

void load_sections(struct loader *l, const struct yaml_node *list)
{
    if (load_list(l, list, LOAD_MAX_LIST))
        for (const struct yaml_node *map = list->first; map; map = map->next)
            load_section(l, map);
}
