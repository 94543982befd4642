#include "form/load_papers.h"

#include "base/i18n.h"

enum { MOST_LINES = 60, MOST_CELLS = 200 };

/* ---- the columns of tables ---- */

enum column_key { K_LABEL, K_WIDTH, K_ALIGN, K_WHAT, K_FROM, K_BARE, K_SUM, COLUMN_KEYS };

#define TO(member) .offset = offsetof(struct paper_column, member)

static const struct key column_keys[COLUMN_KEYS] = {
    [K_LABEL] = LOAD_KEY("label", KEY_TEXT, KEY_MUST, TO(label)),
    [K_WIDTH] = LOAD_KEY("width", KEY_NUM, KEY_MUST, TO(width), .min = 2, .max = MOST_CELLS),
    [K_ALIGN] = LOAD_KEY("align", KEY_SCALAR),
    [K_WHAT] = LOAD_KEY("what", KEY_SCALAR),
    [K_FROM] = LOAD_KEY("from", KEY_MANY),
    [K_BARE] = LOAD_KEY("bare", KEY_YES, TO(bare)),
    [K_SUM] = LOAD_KEY("sum", KEY_YES, TO(sum)),
};

#define WORD_ROW(id, name, sources) {{name, sizeof(name) - 1}, sources},

static const struct {
    struct sv name;
    unsigned sources;
} paper_words[PAPER_WORD_COUNT] = {PAPER_WORDS(WORD_ROW)};

static void load_align(struct loader *l, const struct yaml_node *node, enum paper_align *out)
{
    static const struct sv names[] = {{"left", 4}, {"right", 5}, {"centre", 6}};
    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (!sv_eq(names[i], node->text))
            continue;
        *out = (enum paper_align)i;
        return;
    }
    struct form_mistake *m =
        load_mistake(l, node, _("不能这样对齐：“%.*s”。"), SV_ARG(load_shown(l, node->text)));
    load_hint(m, _("写 left（靠左）、right（靠右）或 centre（居中）"));
}

static void load_what(struct loader *l, const struct yaml_node *node, enum paper_source source,
                      enum paper_word *out)
{
    struct guess guess;
    struct str known = {0};
    guess_start(&guess, node->text);
    for (unsigned i = 0; i < PAPER_WORD_COUNT; i++) {
        if (!(paper_words[i].sources & source))
            continue;
        if (sv_eq(paper_words[i].name, node->text)) {
            *out = (enum paper_word)i;
            str_release(&known);
            return;
        }
        guess_try(&guess, paper_words[i].name);
        if (known.len)
            str_add(&known, SV(" "));
        str_add(&known, paper_words[i].name);
    }
    struct form_mistake *m =
        load_mistake(l, node, _("这样的表里没有“%.*s”可写。"), SV_ARG(load_shown(l, node->text)));
    if (guess.best.len)
        guess_hint(m, &guess);
    else
        load_hint(m, _("可以写的有：%s"), known.ptr);
    str_release(&known);
}

/* Is there such an answer below a row, or below one item at least. */
static bool is_below(struct loader *l, const struct field *of, enum paper_source source,
                     struct sv name)
{
    const struct field *found = NULL;
    enum { SHOWN = LEAF_KINDS | KIND(ADDRESS) };
    if (source == SOURCE_ROWS)
        found = field_below(l->form, of, name);
    else
        for (const struct field *item = field_first_child(l->form, of); item && !found;
             item = field_next_child(l->form, of, item))
            found = field_below(l->form, item, name);
    return found && (KIND_BIT(found->kind) & SHOWN);
}

static void guess_below(struct loader *l, const struct field *of, struct form_mistake *m,
                        struct sv name)
{
    struct guess guess;
    guess_start(&guess, name);
    for (uint32_t f = of->index + 1; f < of->end; f++)
        if (kind_flags(l->fields.ptr[f].kind) & KIND_LEAF)
            guess_try(&guess, l->fields.ptr[f].id);
    guess_hint(m, &guess);
}

static void load_from(struct loader *l, const struct yaml_node *node, const struct paper_item *item,
                      struct paper_column *column)
{
    enum { WITH_ANSWERS = SOURCE_ROWS | SOURCE_CHECKLIST | SOURCE_MATERIALS };
    if (!(item->source & WITH_ANSWERS)) {
        struct form_mistake *m =
            load_mistake(l, node, _("这样的表里没有填写的内容，不能写 from。"));
        load_hint(m, _("用 what 写出这一列是什么"));
        return;
    }
    column->from = load_words(l, node);
    if (item->fields.len == 0)
        return;
    const struct field *of = &l->fields.ptr[item->fields.ptr[0]];
    const struct yaml_node *at = node->kind == YAML_LIST ? node->first : node;
    for (uint32_t i = 0; i < column->from.len; i++) {
        struct sv name = column->from.ptr[i];
        if (name.len && !is_below(l, of, item->source, name)) {
            struct form_mistake *m = load_mistake(l, at, _("“%.*s”下面没有“%.*s”这样一栏。"),
                                                  SV_ARG(of->path), SV_ARG(load_shown(l, name)));
            guess_below(l, of, m, name);
        }
        at = at->next;
    }
}

static void load_column_of(struct loader *l, const struct yaml_node *map,
                           const struct paper_item *item, struct paper_column *column)
{
    const struct yaml_node *got[COLUMN_KEYS] = {0};
    const struct key_table table = {_("表的列"), column_keys, COLUMN_KEYS, 0, 0};
    column->what = PAPER_WORD_COUNT;
    if (!load_map(l, map, &table, column, got))
        return;
    if (got[K_ALIGN])
        load_align(l, got[K_ALIGN], &column->align);
    if (!got[K_WHAT] == !got[K_FROM] && !load_mistyped(l, column_keys, COLUMN_KEYS))
        load_mistake(l, map, _("表的列要写 what 或者 from，两样写一样。"));
    if (got[K_WHAT])
        load_what(l, got[K_WHAT], item->source, &column->what);
    if (got[K_FROM])
        load_from(l, got[K_FROM], item, column);
    if (got[K_BARE] && !got[K_FROM])
        load_mistake(l, got[K_BARE], _("bare 只跟着 from。"));
    if (column->sum && got[K_WHAT] && column->what != PAPER_WORD_COPIES)
        load_mistake(l, got[K_SUM], _("只有份数（what: copies）能在这里合计。"));
    else if (column->sum && got[K_FROM])
        load_hint(load_mistake(l, got[K_SUM], _("填写的内容不在这里合计。")),
                  _("写一个 computed 字段，用 fields 印出来"));
}

static void load_columns(struct loader *l, const struct yaml_node *list,
                         const struct yaml_node *map, struct paper_item *item)
{
    bool sums = false;
    if (!list) {
        if (!yaml_get(map, SV("columns")))
            load_mistake(l, map, _("表缺少“columns”，要写出有哪几列。"));
        return;
    }
    if (!load_list(l, list, LOAD_MAX_LIST))
        return;
    struct paper_column *columns = arena_calloc(&l->form->arena, list->count, sizeof *columns);
    for (const struct yaml_node *node = list->first; node; node = node->next) {
        load_column_of(l, node, item, &columns[item->column_count]);
        sums |= columns[item->column_count++].sum;
    }
    item->columns = columns;
    if (sums && item->total.len == 0)
        load_mistake(l, map, _("有一列要合计，还要用“total”写出合计那一行叫什么。"));
    else if (item->total.len && !sums)
        load_mistake(l, map, _("写了“total”，还要在一列里写 sum: yes。"));
}

/* ---- items ---- */

enum item_key {
    I_TITLE,
    I_TEXT,
    I_CLAUSE,
    I_SPACE,
    I_HEADING,
    I_FIELDS,
    I_CHOSEN,
    I_LIST,
    I_CHECKLIST,
    I_TABLE,
    I_STAMPS,
    I_BOUND,
    I_DOUBTS,
    I_SEAL,
    I_SIGNATURE,
    I_LINES,
    I_CAPTION,
    I_TOTAL,
    I_COLUMNS,
    ITEM_KEYS,
};

#undef TO
#define TO(member) .offset = offsetof(struct paper_item, member)
#define ITEM_BIT(kind) (1u << PAPER_##kind)
#define TABLES (ITEM_BIT(TABLE) | ITEM_BIT(STAMPS) | ITEM_BIT(BOUND) | ITEM_BIT(DOUBTS))

/* The first ones say what an item is, in the order of enum paper_item_kind; `kinds` of the others
 * say which items they belong to. */
static const struct key item_keys[ITEM_KEYS] = {
    [I_TITLE] = LOAD_KEY("title", KEY_SCALAR),
    [I_TEXT] = LOAD_KEY("text", KEY_TEXT, TO(text)),
    [I_CLAUSE] = LOAD_KEY("clause", KEY_SCALAR),
    [I_SPACE] = LOAD_KEY("space", KEY_NUM, TO(lines), .min = 1, .max = MOST_LINES),
    [I_HEADING] = LOAD_KEY("heading", KEY_TEXT, TO(text)),
    [I_FIELDS] = LOAD_KEY("fields", KEY_MANY),
    [I_CHOSEN] = LOAD_KEY("chosen", KEY_SCALAR),
    [I_LIST] = LOAD_KEY("list", KEY_SCALAR),
    [I_CHECKLIST] = LOAD_KEY("checklist", KEY_SCALAR),
    [I_TABLE] = LOAD_KEY("table", KEY_SCALAR),
    [I_STAMPS] = LOAD_KEY("stamps", KEY_SCALAR),
    [I_BOUND] = LOAD_KEY("bound", KEY_SCALAR),
    [I_DOUBTS] = LOAD_KEY("doubts", KEY_SCALAR),
    [I_SEAL] = LOAD_KEY("seal", KEY_TEXT, TO(text)),
    [I_SIGNATURE] = LOAD_KEY("signature", KEY_MANY),
    [I_LINES] =
        LOAD_KEY("lines", KEY_NUM, TO(lines), .min = 1, .max = MOST_LINES, .kinds = ITEM_BIT(SEAL)),
    [I_CAPTION] = LOAD_KEY("caption", KEY_TEXT, TO(text), .kinds = TABLES),
    [I_TOTAL] = LOAD_KEY("total", KEY_TEXT, TO(total), .kinds = TABLES),
    [I_COLUMNS] = LOAD_KEY("columns", KEY_LIST, .kinds = TABLES),
};

static bool item_kind(struct loader *l, const struct yaml_node *map, enum paper_item_kind *out)
{
    int found = 0;
    for (unsigned k = 0; k < PAPER_ITEM_KINDS; k++) {
        if (!yaml_get(map, item_keys[k].name))
            continue;
        *out = (enum paper_item_kind)k;
        found++;
    }
    if (found == 1)
        return true;
    struct form_mistake *m = load_mistake(l, map, _("附表的一项要写明是哪一种，也只能是一种。"));
    load_hint(m, _("可以写的有：title text clause space heading fields chosen list checklist table "
                   "stamps bound doubts seal signature"));
    return false;
}

static enum paper_source source_of(enum field_kind kind)
{
    switch (kind) {
    case FIELD_TABLE:
        return SOURCE_ROWS;
    case FIELD_CHECKLIST:
        return SOURCE_CHECKLIST;
    case FIELD_MATERIALS:
        return SOURCE_MATERIALS;
    case FIELD_ELEMENTS:
        return SOURCE_ELEMENTS;
    default:
        return SOURCE_OPTIONS;
    }
}

/* The one field a list or a table shows. */
static bool load_shown_field(struct loader *l, const struct yaml_node *node, uint32_t kinds,
                             struct paper_item *item)
{
    const struct field *field = load_ref(l, node, kinds, NO_FIELD);
    if (!field)
        return false;
    uint32_t *index = arena_calloc(&l->form->arena, 1, sizeof *index);
    *index = field->index;
    item->fields = (struct field_list){index, 1};
    item->source = source_of(field->kind);
    return true;
}

static void load_clause_words(struct loader *l, const struct yaml_node *map,
                              const struct yaml_node *node, struct paper_item *item)
{
    const struct clause *clause = form_clause(l->form, node->text);
    if (clause)
        item->text = clause->text;
    else
        load_check_clause(l, map);
}

static void check_yes(struct loader *l, const struct yaml_node *node)
{
    bool yes = true;
    if (load_yes(l, node, &yes) && !yes)
        load_mistake(l, node, _("这里只能写 yes；不要这一项，就把它删去。"));
}

static void load_table(struct loader *l, const struct yaml_node *map, const struct yaml_node **got,
                       struct paper_item *item)
{
    enum {
        SHOWN = ROW_KINDS | KIND(CHECKLIST) | KIND(MATERIALS) | KIND(CHOICE) | KIND(CHOICES),
    };
    if (item->kind == PAPER_TABLE &&
        (!got[I_TABLE] ||
         !load_shown_field(l, got[I_TABLE], SHOWN & ~(uint32_t)KIND(IMAGES), item)))
        return;
    if (item->kind == PAPER_STAMPS)
        item->source = SOURCE_STAMPS;
    else if (item->kind != PAPER_TABLE)
        item->source = item->kind == PAPER_BOUND ? SOURCE_BOUND : SOURCE_DOUBTS;
    load_columns(l, got[I_COLUMNS], map, item);
}

static void load_item(struct loader *l, const struct yaml_node *map, struct paper_item *item)
{
    const struct yaml_node *got[ITEM_KEYS] = {0};
    item->lines = 1;
    if (map->kind == YAML_MAP && !item_kind(l, map, &item->kind))
        return;
    const struct key_table table = {_("附表的这一项"), item_keys, ITEM_KEYS, 1u << item->kind, 0};
    if (!load_map(l, map, &table, item, got))
        return;
    for (unsigned k = 0; k < PAPER_ITEM_KINDS; k++)
        if (got[k] && (k == I_TITLE || (k >= I_STAMPS && k <= I_DOUBTS)))
            check_yes(l, got[k]);
    if (got[I_CLAUSE])
        load_clause_words(l, map, got[I_CLAUSE], item);
    if (got[I_FIELDS])
        item->fields =
            load_ref_list(l, got[I_FIELDS], LEAF_KINDS | KIND(ADDRESS) | KIND(COMPUTED), NO_FIELD);
    if (got[I_LIST])
        load_shown_field(l, got[I_LIST], KIND(CHOICE) | KIND(CHOICES) | KIND(CHECKLIST), item);
    if (got[I_CHOSEN])
        load_shown_field(l, got[I_CHOSEN], KIND(CHOICE) | KIND(CHOICES), item);
    if (got[I_CHECKLIST])
        load_shown_field(l, got[I_CHECKLIST], KIND(CHECKLIST), item);
    if (got[I_SIGNATURE])
        item->signs = load_words(l, got[I_SIGNATURE]);
    if (table.kind & TABLES)
        load_table(l, map, got, item);
}

/* ---- papers ---- */

enum paper_key { A_ID, A_TITLE, A_BRIEF, A_HEAD, A_ITEMS, PAPER_KEYS };

#undef TO
#define TO(member) .offset = offsetof(struct form_paper, member)

static const struct key paper_keys[PAPER_KEYS] = {
    [A_ID] = LOAD_KEY("id", KEY_TEXT, KEY_MUST, TO(id)),
    [A_TITLE] = LOAD_KEY("title", KEY_TEXT, KEY_MUST, TO(title)),
    [A_BRIEF] = LOAD_KEY("brief", KEY_TEXT, TO(brief)),
    [A_HEAD] = LOAD_KEY("head", KEY_TEXT, TO(head)),
    [A_ITEMS] = LOAD_KEY("items", KEY_LIST, KEY_MUST),
};

static const struct sv reserved[] = {{"application", 11}, {"all", 3}, {"bound", 5}};

static void check_id(struct loader *l, const struct yaml_node *node,
                     const struct form_paper *papers, uint32_t at)
{
    if (!node || node->text.len == 0)
        return;
    for (unsigned i = 0; i < sizeof reserved / sizeof reserved[0]; i++)
        if (sv_eq(node->text, reserved[i]))
            load_mistake(l, node, _("附表不能叫“%.*s”，这个名字程序自己要用。"),
                         SV_ARG(reserved[i]));
    if (!load_is_id(node->text, false, true)) {
        struct form_mistake *m =
            load_mistake(l, node, _("“%.*s”不能作附表的名字。"), SV_ARG(load_shown(l, node->text)));
        load_hint(m, _("只用小写字母、数字、下划线、连字符"));
    }
    for (uint32_t i = 0; i < at; i++)
        if (sv_eq(papers[i].id, node->text))
            load_mistake(l, node, _("附表“%.*s”已经有了，名字不能重复。"), SV_ARG(papers[i].id));
}

static void load_paper(struct loader *l, const struct yaml_node *map, struct form_paper *papers,
                       uint32_t at)
{
    const struct yaml_node *got[PAPER_KEYS] = {0};
    const struct key_table table = {_("附表"), paper_keys, PAPER_KEYS, 0, 0};
    if (!load_map(l, map, &table, &papers[at], got))
        return;
    check_id(l, got[A_ID], papers, at);
    if (!load_list(l, got[A_ITEMS], LOAD_MAX_LIST))
        return;
    struct paper_item *items = arena_calloc(&l->form->arena, got[A_ITEMS]->count, sizeof *items);
    for (const struct yaml_node *node = got[A_ITEMS]->first; node; node = node->next)
        load_item(l, node, &items[papers[at].item_count++]);
    papers[at].items = items;
}

void load_papers(struct loader *l, const struct yaml_node *list)
{
    if (!load_list(l, list, LOAD_MAX_LIST))
        return;
    struct form_paper *papers = arena_calloc(&l->form->arena, list->count, sizeof *papers);
    uint32_t n = 0;
    for (const struct yaml_node *map = list->first; map; map = map->next)
        load_paper(l, map, papers, n++);
    l->form->print.papers = papers;
    l->form->print.paper_count = n;
}

/* ---- the order of binding ---- */

/* NO_FIELD stands for the application, UINT32_MAX - 1 for a name that is none. */
enum { UNKNOWN_PAPER = NO_FIELD - 1 };

static uint32_t paper_named(struct loader *l, const struct yaml_node *node)
{
    struct guess guess;
    struct sv id = node->kind == YAML_SCALAR ? node->text : SV("");
    guess_start(&guess, id);
    guess_try(&guess, reserved[0]);
    for (uint32_t i = 0; i < l->form->print.paper_count; i++) {
        if (sv_eq(l->form->print.papers[i].id, id))
            return i;
        guess_try(&guess, l->form->print.papers[i].id);
    }
    if (sv_eq(id, reserved[0]))
        return NO_FIELD;
    struct form_mistake *m =
        load_mistake(l, node, _("没有“%.*s”这份附表。"), SV_ARG(load_shown(l, id)));
    guess_hint(m, &guess);
    return UNKNOWN_PAPER;
}

/* Bound is what the form says, or the application and then all papers. */
void load_binding(struct loader *l, const struct yaml_node *list)
{
    struct print *print = &l->form->print;
    uint32_t count = list && list->kind == YAML_LIST ? list->count : print->paper_count + 1, n = 0;
    uint32_t *order = arena_calloc(&l->form->arena, count + 1, sizeof *order);
    if (!list) {
        order[n++] = NO_FIELD;
        for (uint32_t i = 0; i < print->paper_count; i++)
            order[n++] = i;
    } else if (load_list(l, list, LOAD_MAX_LIST)) {
        for (const struct yaml_node *node = list->first; node; node = node->next) {
            uint32_t paper = paper_named(l, node), twice = 0;
            for (uint32_t i = 0; i < n; i++)
                twice += order[i] == paper;
            if (twice)
                load_mistake(l, node, _("“%.*s”已经写过了。"), SV_ARG(node->text));
            else if (paper != UNKNOWN_PAPER)
                order[n++] = paper;
        }
    }
    print->bound = (struct field_list){order, n};
}
