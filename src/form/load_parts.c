#include "base/i18n.h"
#include "form/load_fields.h"

/* ---- parts every field of a kind has ---- */

struct part {
    struct sv id;
    enum field_kind kind;
    const char *label;
};

/* Labels of parts are printed with the answers: they speak the form's language, never the
 * screen's. */
#define PART(id, kind, label) \
    { \
        {id, sizeof(id) - 1}, kind, label \
    }

static uint32_t add_part(struct loader *l, uint32_t parent, const struct part *part,
                         struct origin origin)
{
    struct field field = {
        .id = part->id,
        .kind = part->kind,
        .label = sv_from(part->label),
        .chosen_by = NO_FIELD,
        .computed = {.where = NO_FIELD},
        .paper = {.of_table = NO_FIELD},
        .line = l->fields.ptr[parent].line,
    };
    return load_field_add(l, &field, parent, origin);
}

static void add_parts(struct loader *l, uint32_t parent, const struct part *parts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add_part(l, parent, &parts[i], (struct origin){0});
}

/* ---- options ---- */

enum option_key {
    O_ID,
    O_LABEL,
    O_BRIEF,
    O_TEXT,
    O_WORDS,
    O_WAS,
    O_OF,
    O_CLAUSE,
    O_GUIDANCE,
    O_WHEN,
    OPTION_KEYS,
};

#define TO(member) .offset = offsetof(struct option, member)
enum { CHOSEN = KIND(CHOICE) | KIND(CHOICES) };

static const struct key option_keys[OPTION_KEYS] = {
    [O_ID] = LOAD_KEY("id", KEY_TEXT, KEY_MUST, TO(id)),
    [O_LABEL] = LOAD_KEY("label", KEY_TEXT, KEY_MUST, TO(label)),
    [O_BRIEF] = LOAD_KEY("brief", KEY_TEXT, TO(brief)),
    [O_TEXT] = LOAD_KEY("text", KEY_PROSE, TO(text), .kinds = CHOSEN),
    [O_WORDS] = LOAD_KEY("words", KEY_MANY, .kinds = CHOSEN),
    [O_WAS] = LOAD_KEY("was", KEY_MANY),
    [O_OF] = LOAD_KEY("of", KEY_TEXT, TO(of), .kinds = KIND(ELEMENTS)),
    [O_CLAUSE] = LOAD_KEY("clause", KEY_TEXT, TO(clause)),
    [O_GUIDANCE] = LOAD_KEY("guidance", KEY_PROSE, TO(guidance)),
    [O_WHEN] = LOAD_KEY("when", KEY_MAP, .kinds = CHOSEN),
};

static void load_option(struct loader *l, const struct yaml_node *map, enum field_kind kind,
                        struct option *out)
{
    const struct yaml_node *got[OPTION_KEYS] = {0};
    struct option option = {0};
    const char *what = kind == FIELD_ELEMENTS ? _("要素项") : _("选项");
    struct key_table table = {what, option_keys, OPTION_KEYS, KIND_BIT(kind), 0};
    if (!load_map(l, map, &table, &option, got) || !got[O_ID])
        return;
    if (got[O_WORDS])
        option.words = load_words(l, got[O_WORDS]);
    if (got[O_WAS])
        option.was = load_words(l, got[O_WAS]);
    if (load_is_id(option.id, false, true)) {
        *out = option;
        return;
    }
    struct form_mistake *m = load_mistake(l, got[O_ID], _("“%.*s”不能作选项的名字。"),
                                          SV_ARG(load_shown(l, got[O_ID]->text)));
    load_hint(m, _("只用小写字母、数字、下划线、连字符"));
}

static void load_options(struct loader *l, uint32_t index, const struct yaml_node *list)
{
    if (!load_list(l, list, LOAD_MAX_LIST))
        return;
    struct field *field = &l->fields.ptr[index];
    struct option *options = arena_calloc(&l->form->arena, list->count, sizeof *options);
    uint32_t n = 0;
    for (const struct yaml_node *item = list->first; item; item = item->next)
        load_option(l, item, field->kind, &options[n++]);
    field->options = options;
    field->option_count = n;
    vec_push(&l->options, (struct loaded_options){index, options, list});
}

static void make_choice(struct loader *l, uint32_t index, const struct field_nodes *nodes)
{
    load_options(l, index, nodes->options);
}

/* ---- addresses ---- */

static bool asks(const struct yaml_node *part)
{
    const struct yaml_node *required = yaml_get(part, SV("required"));
    return required && required->kind == YAML_SCALAR && !sv_eq(required->text, SV("no"));
}

/* Whoever asks for an address asks for its parts: those the form asks for one by one or, where it
 * does not, all the usual ones but the last. */
static void make_address(struct loader *l, uint32_t index, const struct field_nodes *nodes)
{
    static const struct part usual[] = {
        PART("province", FIELD_LINE, "省"),         PART("city", FIELD_LINE, "市"),
        PART("county", FIELD_LINE, "县（市、区）"), PART("town", FIELD_LINE, "乡镇（街道）"),
        PART("rest", FIELD_LINE, "村、路、门牌"),
    };
    enum { USUAL = sizeof usual / sizeof usual[0] };
    if (!nodes->parts) {
        for (size_t i = 0; i < USUAL; i++)
            add_part(l, index, &usual[i],
                     (struct origin){.required = i + 1 < USUAL ? nodes->required : NULL});
        l->origins.ptr[index].required = NULL;
        return;
    }
    if (!load_list(l, nodes->parts, LOAD_MAX_LIST))
        return;
    for (const struct yaml_node *part = nodes->parts->first; part; part = part->next) {
        load_field(l, part, index, AT_PART, FIELD_LINE);
        if (asks(part))
            l->origins.ptr[index].required = NULL;
    }
}

/* ---- lists of items ---- */

static void make_items(struct loader *l, uint32_t index, const struct field_nodes *nodes)
{
    bool papers = l->fields.ptr[index].kind == FIELD_MATERIALS;
    if (!load_list(l, nodes->items, LOAD_MAX_LIST))
        return;
    for (const struct yaml_node *item = nodes->items->first; item; item = item->next)
        load_field(l, item, index, AT_ITEM, papers ? FIELD_MATERIAL : FIELD_ITEM);
}

static void add_details(struct loader *l, uint32_t index, const struct field_nodes *nodes)
{
    if (!load_list(l, nodes->details, LOAD_MAX_LIST))
        return;
    for (const struct yaml_node *detail = nodes->details->first; detail; detail = detail->next)
        load_field(l, detail, index, AT_DETAIL, FIELD_KIND_COUNT);
}

static void make_item(struct loader *l, uint32_t index, const struct field_nodes *nodes)
{
    static const struct part parts[] = {
        PART("state", FIELD_YESNO, "是否"),
        PART("note", FIELD_LINE, "说明"),
    };
    add_parts(l, index, parts, sizeof parts / sizeof parts[0]);
    add_details(l, index, nodes);
}

static const struct option *paper_states(struct loader *l, uint32_t *count)
{
    static const struct {
        struct sv id;
        const char *label;
    } states[] = {
        {{"have", 4}, "已备"},
        {{"missing", 7}, "缺"},
        {{"none", 4}, "不适用"},
    };
    *count = sizeof states / sizeof states[0];
    struct option *options = arena_calloc(&l->form->arena, *count, sizeof *options);
    for (uint32_t i = 0; i < *count; i++)
        options[i] = (struct option){.id = states[i].id, .label = sv_from(states[i].label)};
    return options;
}

/* Only a paper that wants a stamp is asked for one. */
static void make_material(struct loader *l, uint32_t index, const struct field_nodes *nodes)
{
    static const struct part state = PART("state", FIELD_CHOICE, "状态");
    static const struct part files = PART("files", FIELD_FILES, "文件");
    static const struct part stamped = PART("stamped", FIELD_YESNO, "已盖章");
    static const struct part note = PART("note", FIELD_LINE, "说明");
    uint32_t child = add_part(l, index, &state, (struct origin){0});
    l->fields.ptr[child].options = paper_states(l, &l->fields.ptr[child].option_count);
    add_part(l, index, &files, (struct origin){0});
    if (l->fields.ptr[index].paper.needs_stamp)
        add_part(l, index, &stamped, (struct origin){0});
    add_details(l, index, nodes);
    add_part(l, index, &note, (struct origin){0});
}

/* ---- what holds rows ---- */

static void make_table(struct loader *l, uint32_t index, const struct field_nodes *nodes)
{
    if (!load_list(l, nodes->columns, LOAD_MAX_LIST))
        return;
    for (const struct yaml_node *column = nodes->columns->first; column; column = column->next)
        load_field(l, column, index, AT_COLUMN, FIELD_KIND_COUNT);
}

static void make_images(struct loader *l, uint32_t index, const struct field_nodes *nodes)
{
    static const struct part parts[] = {
        PART("file", FIELD_FILES, "图片文件"),
        PART("caption", FIELD_LINE, "图题"),
        PART("place", FIELD_NUMBER, "放在第几段后面"),
    };
    enum { PARTS = sizeof parts / sizeof parts[0] };
    (void)nodes;
    uint32_t *shown = arena_calloc(&l->form->arena, PARTS, sizeof *shown);
    for (uint32_t i = 0; i < PARTS; i++)
        shown[i] = add_part(l, index, &parts[i], (struct origin){0});
    l->fields.ptr[shown[0]].max_rows = 1;
    l->fields.ptr[index].shown = (struct field_list){shown, PARTS};
}

/* A tie is kept by the program: which element, and the words it points at. */
static void make_elements(struct loader *l, uint32_t index, const struct field_nodes *nodes)
{
    static const struct part id = PART("id", FIELD_CHOICE, "要素");
    static const struct part tie = PART("tie", FIELD_ITEM, "指认");
    static const struct part parts[] = {
        PART("field", FIELD_LINE, "所在的一栏"),
        PART("quote", FIELD_LINE, "原话"),
        PART("nth", FIELD_NUMBER, "第几处"),
    };
    struct origin hidden = {.hidden = true};
    load_options(l, index, nodes->items);
    uint32_t child = add_part(l, index, &id, hidden);
    l->fields.ptr[child].options = l->fields.ptr[index].options;
    l->fields.ptr[child].option_count = l->fields.ptr[index].option_count;
    uint32_t group = add_part(l, index, &tie, hidden);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        add_part(l, group, &parts[i], hidden);
    load_field_end(l, group);
}

void load_parts(struct loader *l, uint32_t index, const struct field_nodes *nodes)
{
    static void (*const make[FIELD_KIND_COUNT])(struct loader *, uint32_t,
                                                const struct field_nodes *) = {
        [FIELD_CHOICE] = make_choice,     [FIELD_CHOICES] = make_choice,
        [FIELD_ADDRESS] = make_address,   [FIELD_CHECKLIST] = make_items,
        [FIELD_MATERIALS] = make_items,   [FIELD_ITEM] = make_item,
        [FIELD_MATERIAL] = make_material, [FIELD_TABLE] = make_table,
        [FIELD_IMAGES] = make_images,     [FIELD_ELEMENTS] = make_elements,
    };
    enum field_kind kind = l->fields.ptr[index].kind;
    if (make[kind])
        make[kind](l, index, nodes);
}
