#include "form/load_print.h"

#include "base/date.h"
#include "base/i18n.h"
#include "form/load_papers.h"

enum { MOST_LINES = 60, MOST_CELLS = 200 };

/* ---- clauses and remarks on them ---- */

void load_clauses(struct loader *l, const struct yaml_node *map)
{
    uint32_t n = 0;
    if (!map)
        return;
    if (map->count > LOAD_MAX_CLAUSES) {
        load_mistake(l, map, _("条款太多，最多 %d 条。"), LOAD_MAX_CLAUSES);
        return;
    }
    struct clause *clauses = arena_calloc(&l->form->arena, map->count + 1, sizeof *clauses);
    for (const struct yaml_node *node = map->first; node; node = node->next) {
        if (node->key->text.len == 0 || (node->kind == YAML_SCALAR && node->text.len == 0)) {
            load_mistake(l, node->key, _("条款号和原文都要写上。"));
            continue;
        }
        clauses[n].id = load_text(l, node->key, false);
        clauses[n++].text = load_text(l, node, true);
    }
    l->form->clauses = clauses;
    l->form->clause_count = n;
}

enum remark_key { M_CLAUSE, M_TEXT, REMARK_KEYS };

#define TO(member) .offset = offsetof(struct clause, member)

static const struct key remark_keys[REMARK_KEYS] = {
    [M_CLAUSE] = LOAD_KEY("clause", KEY_TEXT, KEY_MUST, TO(id)),
    [M_TEXT] = LOAD_KEY("text", KEY_PROSE, KEY_MUST, TO(text)),
};

const struct clause *load_remarks(struct loader *l, const struct yaml_node *list, uint32_t *count)
{
    const struct key_table table = {_("这一条"), remark_keys, REMARK_KEYS, 0, 0};
    if (!load_list(l, list, LOAD_MAX_LIST))
        return NULL;
    struct clause *remarks = arena_calloc(&l->form->arena, list->count, sizeof *remarks);
    for (const struct yaml_node *map = list->first; map; map = map->next) {
        const struct yaml_node *got[REMARK_KEYS] = {0};
        if (load_map(l, map, &table, &remarks[*count], got))
            load_check_clause(l, map);
        ++*count;
    }
    return remarks;
}

/* ---- rounds ---- */

enum round_key { N_ID, N_LABEL, N_MONTH, N_NOTE, ROUND_KEYS };

#undef TO
#define TO(member) .offset = offsetof(struct round, member)

static const struct key round_keys[ROUND_KEYS] = {
    [N_ID] = LOAD_KEY("id", KEY_TEXT, KEY_MUST, TO(id)),
    [N_LABEL] = LOAD_KEY("label", KEY_TEXT, KEY_MUST, TO(label)),
    [N_MONTH] = LOAD_KEY("month", KEY_TEXT, KEY_MUST, TO(month)),
    [N_NOTE] = LOAD_KEY("note", KEY_TEXT, TO(note)),
};

static void check_round(struct loader *l, const struct yaml_node *map, const struct round *rounds,
                        uint32_t at)
{
    const struct yaml_node *id = load_later(map, SV("id"), YAML_SCALAR);
    const struct yaml_node *month = load_later(map, SV("month"), YAML_SCALAR);
    struct date date;
    if (month && month->text.len && (!date_parse(month->text, &date) || date.day)) {
        struct form_mistake *m =
            load_mistake(l, month, _("“%.*s”不是一个月份。"), SV_ARG(load_shown(l, month->text)));
        load_hint(m, _("写成 2024-08 的样子，不编日子"));
    }
    if (id && id->text.len && !load_is_id(id->text, false, true))
        load_mistake(l, id, _("“%.*s”不能作轮次的名字。"), SV_ARG(load_shown(l, id->text)));
    for (uint32_t i = 0; id && i < at; i++)
        if (rounds[at].id.len && sv_eq(rounds[i].id, rounds[at].id))
            load_mistake(l, id, _("轮次“%.*s”已经有了，名字不能重复。"), SV_ARG(rounds[at].id));
}

void load_rounds(struct loader *l, const struct yaml_node *list)
{
    const struct key_table table = {_("轮次"), round_keys, ROUND_KEYS, 0, 0};
    if (!load_list(l, list, LOAD_MAX_LIST))
        return;
    uint32_t n = 0;
    struct round *rounds = arena_calloc(&l->form->arena, list->count, sizeof *rounds);
    for (const struct yaml_node *map = list->first; map; map = map->next, n++) {
        const struct yaml_node *got[ROUND_KEYS] = {0};
        if (load_map(l, map, &table, &rounds[n], got))
            check_round(l, map, rounds, n);
    }
    l->form->rounds = rounds;
    l->form->round_count = n;
}

/* ---- the cover ---- */

enum cover_key { C_TITLE, C_FIELD, C_TEXT, C_SPACE, C_SEAL, C_LABEL, C_AFTER, C_LINES, COVER_KEYS };

#undef TO
#define TO(member) .offset = offsetof(struct cover_item, member)
#define COVER_BIT(kind) (1u << COVER_##kind)

/* The first five say what an item is, in the order of enum cover_kind; `kinds` of the others say
 * which items they belong to. */
static const struct key cover_keys[COVER_KEYS] = {
    [C_TITLE] = LOAD_KEY("title", KEY_SCALAR),
    [C_FIELD] = LOAD_KEY("field", KEY_SCALAR),
    [C_TEXT] = LOAD_KEY("text", KEY_TEXT, TO(label)),
    [C_SPACE] = LOAD_KEY("space", KEY_NUM, TO(lines), .min = 1, .max = MOST_LINES),
    [C_SEAL] = LOAD_KEY("seal", KEY_TEXT, TO(label)),
    [C_LABEL] = LOAD_KEY("label", KEY_TEXT, TO(label), .kinds = COVER_BIT(FIELD)),
    [C_AFTER] = LOAD_KEY("after", KEY_TEXT, TO(after), .kinds = COVER_BIT(FIELD)),
    [C_LINES] = LOAD_KEY("lines", KEY_NUM, TO(lines), .min = 1, .max = MOST_LINES,
                         .kinds = COVER_BIT(SEAL)),
};

static bool cover_kind(struct loader *l, const struct yaml_node *map, enum cover_kind *out)
{
    int found = 0;
    for (unsigned k = 0; k <= C_SEAL; k++) {
        if (!yaml_get(map, cover_keys[k].name))
            continue;
        *out = (enum cover_kind)(COVER_TITLE + k);
        found++;
    }
    if (found == 1)
        return true;
    load_mistake(l, map, _("封面的一项要写 title、field、text、space、seal 之一，也只能写一个。"));
    return false;
}

static void load_cover_item(struct loader *l, const struct yaml_node *map, struct cover_item *item)
{
    const struct yaml_node *got[COVER_KEYS] = {0};
    bool title = true;
    item->field = NO_FIELD;
    item->lines = 1;
    if (map->kind == YAML_MAP && !cover_kind(l, map, &item->kind))
        return;
    const struct key_table table = {_("封面的这一项"), cover_keys, COVER_KEYS, 1u << item->kind, 0};
    if (!load_map(l, map, &table, item, got))
        return;
    if (got[C_TITLE] && load_yes(l, got[C_TITLE], &title) && !title)
        load_mistake(l, got[C_TITLE], _("这里只能写 yes；不要标题，就把这一项删去。"));
    const struct field *field =
        got[C_FIELD]
            ? load_ref(l, got[C_FIELD], LEAF_KINDS | KIND(COMPUTED) | KIND(ADDRESS), NO_FIELD)
            : NULL;
    if (!field)
        return;
    item->field = field->index;
    if (!got[C_LABEL])
        item->label = field->label;
}

static void load_cover(struct loader *l, const struct yaml_node *list)
{
    if (!load_list(l, list, LOAD_MAX_LIST))
        return;
    struct cover_item *items = arena_calloc(&l->form->arena, list->count, sizeof *items);
    uint32_t n = 0;
    for (const struct yaml_node *map = list->first; map; map = map->next)
        load_cover_item(l, map, &items[n++]);
    l->form->print.cover = items;
    l->form->print.cover_count = n;
}

/* ---- print ---- */

enum print_key {
    P_TITLE,
    P_HEAD,
    P_COVER,
    P_SECTIONS,
    P_FIGURES,
    P_FIGURE_WORD,
    P_PAPERS,
    P_BOUND,
    PRINT_KEYS,
};

#undef TO
#define TO(member) .offset = offsetof(struct print, member)

static const struct key print_keys[PRINT_KEYS] = {
    [P_TITLE] = LOAD_KEY("title", KEY_MANY),
    [P_HEAD] = LOAD_KEY("head", KEY_TEXT, TO(head)),
    [P_COVER] = LOAD_KEY("cover", KEY_LIST),
    [P_SECTIONS] = LOAD_KEY("sections", KEY_LIST, KEY_MUST),
    [P_FIGURES] = LOAD_KEY("figures", KEY_SCALAR),
    [P_FIGURE_WORD] = LOAD_KEY("figure_word", KEY_TEXT, TO(figure_word)),
    [P_PAPERS] = LOAD_KEY("papers", KEY_LIST),
    [P_BOUND] = LOAD_KEY("bound", KEY_LIST),
};

static bool printed_already(const uint32_t *indexes, uint32_t n, uint32_t section)
{
    for (uint32_t i = 0; i < n; i++)
        if (indexes[i] == section)
            return true;
    return false;
}

static void load_printed(struct loader *l, const struct yaml_node *list)
{
    if (!load_list(l, list, LOAD_MAX_LIST))
        return;
    uint32_t *indexes = arena_calloc(&l->form->arena, list->count, sizeof *indexes), n = 0;
    for (const struct yaml_node *node = list->first; node; node = node->next) {
        struct sv id = node->kind == YAML_SCALAR ? node->text : SV("");
        const struct section *section = form_section(l->form, id);
        uint32_t index = section ? (uint32_t)(section - l->sections.ptr) : NO_FIELD;
        if (section && !printed_already(indexes, n, index)) {
            indexes[n++] = index;
            continue;
        }
        struct form_mistake *m =
            section ? load_mistake(l, node, _("部分“%.*s”已经写过了。"), SV_ARG(id))
                    : load_mistake(l, node, _("没有“%.*s”这个部分。"), SV_ARG(load_shown(l, id)));
        struct guess guess;
        guess_start(&guess, id);
        for (size_t i = 0; !section && i < l->sections.len; i++)
            guess_try(&guess, l->sections.ptr[i].id);
        guess_hint(m, &guess);
    }
    l->form->print.sections = (struct field_list){indexes, n};
}

void load_print(struct loader *l, const struct yaml_node *map)
{
    const struct yaml_node *got[PRINT_KEYS] = {0};
    const struct key_table table = {_("print"), print_keys, PRINT_KEYS, 0, 0};
    struct print *print = &l->form->print;
    print->figures = NO_FIELD;
    print->figure_word = SV("图");
    if (!map || !load_map(l, map, &table, print, got))
        return;
    if (got[P_TITLE])
        print->title = load_words(l, got[P_TITLE]);
    load_cover(l, got[P_COVER]);
    load_printed(l, got[P_SECTIONS]);
    const struct field *figures =
        got[P_FIGURES] ? load_ref(l, got[P_FIGURES], KIND(IMAGES), NO_FIELD) : NULL;
    if (figures)
        print->figures = figures->index;
    load_papers(l, got[P_PAPERS]);
    load_binding(l, got[P_BOUND]);
}

/* ---- the summary ---- */

enum summary_key { U_TITLE, U_HEAD, U_COUNTY, U_OFFICE, U_COLUMNS, SUMMARY_KEYS };
enum column_key { K_LABEL, K_WIDTH, K_SERIAL, K_FROM, K_LIMIT, COLUMN_KEYS };

#undef TO
#define TO(member) .offset = offsetof(struct summary, member)

static const struct key summary_keys[SUMMARY_KEYS] = {
    [U_TITLE] = LOAD_KEY("title", KEY_TEXT, KEY_MUST, TO(title)),
    [U_HEAD] = LOAD_KEY("head", KEY_TEXT, TO(head)),
    [U_COUNTY] = LOAD_KEY("county", KEY_TEXT, TO(county)),
    [U_OFFICE] = LOAD_KEY("office", KEY_TEXT, TO(office)),
    [U_COLUMNS] = LOAD_KEY("columns", KEY_LIST, KEY_MUST),
};

#undef TO
#define TO(member) .offset = offsetof(struct summary_column, member)

static const struct key column_keys[COLUMN_KEYS] = {
    [K_LABEL] = LOAD_KEY("label", KEY_TEXT, KEY_MUST, TO(label)),
    [K_WIDTH] = LOAD_KEY("width", KEY_NUM, KEY_MUST, TO(width), .min = 2, .max = MOST_CELLS),
    [K_SERIAL] = LOAD_KEY("serial", KEY_YES, TO(serial)),
    [K_FROM] = LOAD_KEY("from", KEY_MANY),
    [K_LIMIT] = LOAD_KEY("limit", KEY_NUM, TO(limit), .min = 1, .max = LOAD_MAX_LIMIT),
};

static void check_braces(struct loader *l, const struct yaml_node *node, const char *words)
{
    struct sv text = node ? node->text : SV("");
    for (size_t open = 0; (open = sv_find_byte(text, '{', open)) != SV_NONE; open++) {
        struct sv name = sv_sub(text, open, sv_find_byte(text, '}', open));
        if (name.len > 1 && sv_contains(sv_from(words), name))
            continue;
        struct form_mistake *m =
            load_mistake(l, node, _("这里不认得“%.*s}”。"), SV_ARG(load_shown(l, name)));
        load_hint(m, _("可以用的有：%s"), words);
    }
}

static void load_summary_column(struct loader *l, const struct yaml_node *map,
                                struct summary_column *column)
{
    const struct yaml_node *got[COLUMN_KEYS] = {0};
    const struct key_table table = {_("汇总表的列"), column_keys, COLUMN_KEYS, 0, 0};
    if (!load_map(l, map, &table, column, got))
        return;
    if (column->serial == (yaml_get(map, SV("from")) != NULL))
        load_mistake(l, map,
                     _("汇总表的列要写 serial: yes，或者用 from 写出取自哪个字段，两样写一样。"));
    if (got[K_FROM])
        column->fields =
            load_ref_list(l, got[K_FROM], LEAF_KINDS | KIND(COMPUTED) | KIND(ADDRESS), NO_FIELD);
}

void load_summary(struct loader *l, const struct yaml_node *map)
{
    const struct yaml_node *got[SUMMARY_KEYS] = {0};
    const struct key_table table = {_("summary"), summary_keys, SUMMARY_KEYS, 0, 0};
    struct summary *summary = &l->form->summary;
    if (!map || !load_map(l, map, &table, summary, got))
        return;
    check_braces(l, got[U_TITLE], "{county}");
    check_braces(l, got[U_HEAD], "{county} {office} {contact} {phone}");
    check_braces(l, got[U_OFFICE], "{county}");
    if (!load_list(l, got[U_COLUMNS], LOAD_MAX_LIST))
        return;
    struct summary_column *columns =
        arena_calloc(&l->form->arena, got[U_COLUMNS]->count, sizeof *columns);
    for (const struct yaml_node *node = got[U_COLUMNS]->first; node; node = node->next)
        load_summary_column(l, node, &columns[summary->column_count++]);
    summary->columns = columns;
}
