#include "form/form_load.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/xalloc.h"
#include "form/load_desk.h"
#include "form/load_print.h"
#include "form/load_rules.h"

/* ---- the top of a definition ---- */

enum top_key {
    T_TIANBIAO_FORM,
    T_ID,
    T_VERSION,
    T_TITLE,
    T_BRIEF,
    T_ISSUER,
    T_DOCUMENT,
    T_DATE,
    T_LANGUAGE,
    T_COPIES,
    T_COUNT,
    T_BASIS,
    T_ROUNDS,
    T_CLAUSES,
    T_DOUBTS,
    T_SECTIONS,
    T_LIMITS,
    T_RULES,
    T_PRINT,
    T_SUMMARY,
    T_REVIEW,
    T_DESK,
    TOP_KEYS,
};

#define TO(member) .offset = offsetof(struct form, member)

static const struct key keys[TOP_KEYS] = {
    [T_TIANBIAO_FORM] = LOAD_KEY("tianbiao_form", KEY_SCALAR, KEY_MUST),
    [T_ID] = LOAD_KEY("id", KEY_TEXT, KEY_MUST, TO(id)),
    [T_VERSION] = LOAD_KEY("version", KEY_NUM, KEY_MUST, TO(version), .min = 1, .max = 1000000),
    [T_TITLE] = LOAD_KEY("title", KEY_TEXT, KEY_MUST, TO(title)),
    [T_BRIEF] = LOAD_KEY("brief", KEY_TEXT, TO(brief)),
    [T_ISSUER] = LOAD_KEY("issuer", KEY_TEXT, TO(issuer)),
    [T_DOCUMENT] = LOAD_KEY("document", KEY_TEXT, TO(document)),
    [T_DATE] = LOAD_KEY("date", KEY_TEXT, TO(date)),
    [T_LANGUAGE] = LOAD_KEY("language", KEY_TEXT, TO(language)),
    [T_COPIES] = LOAD_KEY("copies", KEY_NUM, TO(copies), .min = 1, .max = 100),
    [T_COUNT] = LOAD_KEY("count", KEY_SCALAR),
    [T_BASIS] = LOAD_KEY("basis", KEY_MANY),
    [T_ROUNDS] = LOAD_KEY("rounds", KEY_LIST),
    [T_CLAUSES] = LOAD_KEY("clauses", KEY_MAP),
    [T_DOUBTS] = LOAD_KEY("doubts", KEY_LIST),
    [T_SECTIONS] = LOAD_KEY("sections", KEY_LIST, KEY_MUST),
    [T_LIMITS] = LOAD_KEY("limits", KEY_LIST),
    [T_RULES] = LOAD_KEY("rules", KEY_LIST),
    [T_PRINT] = LOAD_KEY("print", KEY_MAP),
    [T_SUMMARY] = LOAD_KEY("summary", KEY_MAP),
    [T_REVIEW] = LOAD_KEY("review", KEY_LIST),
    [T_DESK] = LOAD_KEY("desk", KEY_MAP),
};

/* ASCII letters of either case, digits and hyphens. */
static bool is_language(struct sv tag)
{
    for (size_t i = 0; i < tag.len; i++) {
        char c = tag.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && (i == 0 || (c != '-' && (c < '0' || c > '9'))))
            return false;
    }
    return tag.len >= 2;
}

static bool is_form_id(struct sv id)
{
    return load_is_id(id, false, true) && sv_find_byte(id, '_', 0) == SV_NONE;
}

static void check_identity(struct loader *l, const struct yaml_node *const *got)
{
    const struct form *form = l->form;
    struct date date;
    if (got[T_ID] && !is_form_id(form->id))
        load_hint(load_mistake(l, got[T_ID], _("“%.*s”不能作表单的名字。"),
                               SV_ARG(load_shown(l, got[T_ID]->text))),
                  _("只用小写字母、数字、连字符，如 chain-case-2024"));
    if (got[T_DATE] && (!date_parse(form->date, &date) || !date.day))
        load_hint(load_mistake(l, got[T_DATE], _("“%.*s”不是一个日期。"),
                               SV_ARG(load_shown(l, got[T_DATE]->text))),
                  _("写成 2024-04-25 的样子"));
    if (got[T_LANGUAGE] && !is_language(form->language))
        load_hint(load_mistake(l, got[T_LANGUAGE], _("“%.*s”不是语言的代号。"),
                               SV_ARG(load_shown(l, got[T_LANGUAGE]->text))),
                  _("中文写 zh-CN"));
}

static void read_count(struct loader *l, const struct yaml_node *node)
{
    struct guess guess;
    if (!node || count_rule_by_name(node->text, &l->form->count))
        return;
    struct form_mistake *m =
        load_mistake(l, node, _("没有“%.*s”这种字数规则。"), SV_ARG(load_shown(l, node->text)));
    guess_start(&guess, node->text);
    for (unsigned r = 0; r < COUNT_RULES; r++)
        guess_try(&guess, count_rule_name((enum count_rule)r));
    guess_hint(m, &guess);
    if (!guess.best.len)
        load_hint(m, _("可以写 word、chars、chars-with-spaces"));
}

/* Another version of the language would only give mistakes that are none. */
static bool known_language(struct loader *l, const struct yaml_node *root)
{
    const struct yaml_node *node = yaml_get(root, SV("tianbiao_form"));
    if (!root || root->kind != YAML_MAP) {
        load_mistake(l, root, _("这不是表单定义：应当是一组“键: 值”，以 tianbiao_form: 1 开头。"));
        return false;
    }
    if (!node || node->kind != YAML_SCALAR || sv_eq(node->text, SV("1")))
        return true;
    struct form_mistake *m = load_mistake(l, node, _("定义格式是“%.*s”，本程序只认得格式 1。"),
                                          SV_ARG(load_shown(l, node->text)));
    load_hint(m, _("请用新版本的程序打开"));
    return false;
}

static void load_definition(struct loader *l, const struct yaml_node *root)
{
    const struct yaml_node *got[TOP_KEYS] = {0};
    const struct key_table table = {_("表单"), keys, TOP_KEYS, 0, 0};
    struct form *form = l->form;
    form->copies = 1;
    form->language = SV("zh-CN");
    if (!known_language(l, root) || !load_map(l, root, &table, form, got))
        return;
    check_identity(l, got);
    read_count(l, got[T_COUNT]);
    if (got[T_BASIS])
        form->basis = load_words(l, got[T_BASIS]);
    load_clauses(l, got[T_CLAUSES]);
    load_rounds(l, got[T_ROUNDS]);
    form->doubts = load_remarks(l, got[T_DOUBTS], &form->doubt_count);
    form->review = load_remarks(l, got[T_REVIEW], &form->review_count);
    load_sections(l, got[T_SECTIONS]);
    load_names(l);
    load_was(l);
    load_refs(l);
    load_limits(l, got[T_LIMITS]);
    load_rules(l, got[T_RULES]);
    load_print(l, got[T_PRINT]);
    load_summary(l, got[T_SUMMARY]);
    load_desk(l, got[T_DESK]);
    load_cycles(l);
}

/* ---- ends ---- */

/* Growing arrays into the form's arena, where nothing moves any more. */
static void settle(struct loader *l)
{
    struct form *form = l->form;
    struct field *fields = arena_calloc(&form->arena, l->fields.len + 1, sizeof *fields);
    struct section *sections = arena_calloc(&form->arena, l->sections.len + 1, sizeof *sections);
    struct limit *limits = arena_calloc(&form->arena, l->limits.len + 1, sizeof *limits);
    if (l->fields.len)
        memcpy(fields, l->fields.ptr, l->fields.len * sizeof *fields);
    if (l->sections.len)
        memcpy(sections, l->sections.ptr, l->sections.len * sizeof *sections);
    if (l->limits.len)
        memcpy(limits, l->limits.ptr, l->limits.len * sizeof *limits);
    form->fields = fields;
    form->sections = sections;
    form->limits = limits;
    form->limit_count = (uint32_t)l->limits.len;
    if (form->brief.len == 0)
        form->brief = form->title;
}

static void release(struct loader *l)
{
    arena_release(&l->scratch);
    vec_release(&l->sections);
    vec_release(&l->section_maps);
    vec_release(&l->fields);
    vec_release(&l->origins);
    vec_release(&l->options);
    vec_release(&l->typos);
    vec_release(&l->rules);
    vec_release(&l->limits);
    vec_release(&l->limit_maps);
}

/* The YAML reader stops at its first complaint, which begins "NAME:LINE:COLUMN: ". */
static void take_complaint(struct loader *l, const char *name, const struct err *why)
{
    struct sv rest = str_sv(&why->message), line, column;
    int64_t at = 1, across = 1;
    struct form_mistake *m = load_mistake(l, NULL, "%s", "");
    struct sv head = sv_from(name);
    struct sv whole = rest;
    if (head.len && sv_starts(rest, head) && sv_find_byte(rest, ':', head.len) == head.len) {
        rest = sv_from_offset(rest, head.len + 1);
        if (sv_next(&rest, ':', &line) && sv_next(&rest, ':', &column) &&
            sv_number(line, 1, UINT32_MAX, &at) && sv_number(column, 1, UINT32_MAX, &across))
            whole = sv_trim(rest);
    }
    str_set(&m->message, whole);
    m->line = (uint32_t)at;
    m->column = (uint32_t)across;
}

/* The first mistake in one sentence, and how many there are. */
static bool refuse(const struct form_mistakes *list, const char *name, struct err *e)
{
    struct str line = {0};
    form_mistake_add_line(&line, name, &list->ptr[0]);
    if (list->len > 1)
        str_add_f(&line, _("（这份定义共有 %zu 处错误，全部请看 tianbiao form lint）"), list->len);
    err_set(e, ERR_REFUSED, "%s", line.ptr);
    str_release(&line);
    return false;
}

static void hand_over(struct form_mistakes *from, struct form_mistakes *to)
{
    for (size_t i = 0; i < from->len; i++)
        vec_push(to, from->ptr[i]);
    vec_release(from);
}

bool form_load(struct sv source, const char *name, struct form **out,
               struct form_mistakes *mistakes, struct err *e)
{
    struct loader l = {.form = xcalloc(1, sizeof *l.form)};
    struct yaml_doc doc;
    struct err why = {0};
    if (yaml_read(source, name, &doc, &why)) {
        load_definition(&l, doc.root);
        settle(&l);
        yaml_release(&doc);
    } else {
        take_complaint(&l, name, &why);
    }
    err_clear(&why);
    release(&l);
    l.form->digest = sv_hash(source);
    if (l.mistakes.len == 0) {
        *out = l.form;
        return true;
    }
    form_free(l.form);
    load_sort_mistakes(&l.mistakes);
    refuse(&l.mistakes, name, e);
    if (mistakes)
        hand_over(&l.mistakes, mistakes);
    else
        form_mistakes_release(&l.mistakes);
    return false;
}
