#include "check/rules.h"

#include "draft/computed.h"
#include "draft/kinds.h"
#include "text/ident.h"
#include "text/norm.h"

/* ---- texts that live as long as the run ---- */

struct sv run_keep(struct run *run, struct str *text)
{
    struct sv kept = text->len ? arena_copy(&run->arena, str_sv(text)) : SV("");
    str_release(text);
    return kept;
}

void list_add(struct str *list, struct sv piece)
{
    if (list->len)
        str_add(list, SV("、"));
    str_add(list, piece);
}

struct sv run_join(struct run *run, struct words words)
{
    struct str list = {0};
    for (uint32_t i = 0; i < words.len; i++)
        list_add(&list, words.ptr[i]);
    return run_keep(run, &list);
}

/* ---- answers ---- */

struct sv run_shown(struct run *run, struct place p)
{
    struct str shown = {0};
    draft_add_shown(&shown, run->draft, p);
    return run_keep(run, &shown);
}

struct sv run_value(struct run *run, struct place p)
{
    enum field_kind kind = run->form->fields[p.field].kind;
    struct str computed = {0};
    if (kind_flags(kind) & KIND_LEAF)
        return draft_text(run->draft, p);
    if (kind != FIELD_COMPUTED)
        return run_shown(run, p);
    draft_add_computed(&computed, run->draft, p.field);
    return run_keep(run, &computed);
}

bool run_filled(struct run *run, struct place p)
{
    const struct field *field = &run->form->fields[p.field];
    if (kind_flags(field->kind) & KIND_LEAF)
        return draft_counts(run->draft, p).chars > 0;
    if (field->kind == FIELD_COMPUTED)
        return run_shown(run, p).len > 0;
    return draft_filled(run->draft, p);
}

/* Is there anything norm_fold would change: full-width forms and the ideographic space. */
static bool needs_fold(struct sv text)
{
    return sv_find_byte(text, '\xEF', 0) != SV_NONE || sv_contains(text, SV("　"));
}

struct sv run_fold(struct run *run, struct sv text)
{
    enum { LONG = 200 }; /* bytes from which on it pays to keep what was folded */
    if (!needs_fold(text))
        return sv_trim(text);
    for (size_t i = 0; text.len >= LONG && i < run->folds.len; i++)
        if (run->folds.ptr[i].text == text.ptr && run->folds.ptr[i].len == text.len)
            return run->folds.ptr[i].folded;
    struct str folded = {0};
    norm_fold(text, false, &folded);
    struct sv trimmed = sv_trim(str_sv(&folded));
    struct sv kept = trimmed.len ? arena_copy(&run->arena, trimmed) : SV("");
    str_release(&folded);
    if (text.len >= LONG && run->folds.len < LONG)
        vec_push(&run->folds, (struct known_fold){text.ptr, text.len, kept});
    return kept;
}

struct sv run_key(struct run *run, struct place p)
{
    const struct field *field = &run->form->fields[p.field];
    struct sv value = run_value(run, p);
    struct str one = {0};
    if (field->kind == FIELD_PHONE)
        phone_canonical(value, &one);
    else if (!draft_canonical(field, value, &one))
        str_clear(&one);
    struct sv canonical = run_keep(run, &one);
    return run_fold(run, canonical.len ? canonical : value);
}

const struct sv *run_column(struct run *run, uint32_t column)
{
    for (size_t i = 0; i < run->columns.len; i++)
        if (run->columns.ptr[i].column == column)
            return run->columns.ptr[i].keys;
    const struct rows *rows = draft_rows(run->draft, run->form->fields[column].table);
    struct sv *keys = arena_calloc(&run->arena, rows->len + 1, sizeof *keys);
    for (size_t i = 0; i < rows->len; i++) {
        struct place p = {column, rows->ptr[i].key};
        keys[i] = run_filled(run, p) && draft_relevant(run->draft, p) ? run_key(run, p) : SV("");
    }
    vec_push(&run->columns, (struct known_column){column, keys});
    return keys;
}

struct place run_beside(struct run *run, uint32_t field, struct place at)
{
    const struct field *fields = run->form->fields;
    uint32_t table = fields[field].table;
    bool same_row = table != NO_FIELD && table == fields[at.field].table;
    return (struct place){field, same_row ? at.row : 0};
}

const struct figures *run_figures(struct run *run, struct place p)
{
    for (size_t i = 0; i < run->figures.len; i++)
        if (place_eq(run->figures.ptr[i].place, p))
            return &run->figures.ptr[i].figures;
    struct known_figures *known = vec_add(&run->figures);
    known->place = p;
    figures_find(draft_text(run->draft, p), &known->figures);
    return &known->figures;
}

/* ---- words of the form ---- */

bool says_any(struct sv text, struct words words)
{
    for (uint32_t i = 0; i < words.len; i++)
        if (sv_contains(text, words.ptr[i]))
            return true;
    return false;
}

struct words option_words(const struct option *option, struct sv room[2])
{
    if (option->words.len)
        return option->words;
    room[0] = option->label;
    room[1] = option->brief;
    return (struct words){room, option->brief.len ? 2 : 1};
}

struct sv unit_of(const struct field *field)
{
    if (field->unit.len)
        return field->unit;
    return sv_from(field->kind == FIELD_TABLE ? _("行") : _("个"));
}

/* ---- findings ---- */

/* A part of something is named with it: 注册地址·市. */
static struct sv label_of(struct run *run, const struct field *field)
{
    const struct field *parent =
        field->parent == NO_FIELD ? NULL : &run->form->fields[field->parent];
    if (!parent || (kind_flags(parent->kind) & (KIND_ROWS | KIND_ITEMS)))
        return field->label;
    struct str label = {0};
    str_add(&label, label_of(run, parent));
    str_add(&label, SV("·"));
    str_add(&label, field->label);
    return run_keep(run, &label);
}

static uint32_t row_number(struct run *run, struct place at)
{
    const struct field *field = &run->form->fields[at.field];
    uint32_t table = field->table != NO_FIELD ? field->table : field->index, index;
    return at.row && draft_row(run->draft, table, at.row, &index) ? index + 1 : 0;
}

/* The code, and behind it which row or part is meant where there are several. */
static void make_key(struct run *run, struct finding *f, struct sv part)
{
    const struct field *fields = run->form->fields;
    uint32_t field = f->place.field, at = f->rule->field;
    str_set(&f->key, f->rule->code);
    if (part.len == 0 && f->place.row) {
        uint32_t table = fields[field].table != NO_FIELD ? fields[field].table : field;
        const struct row *row = draft_row(run->draft, table, f->place.row, NULL);
        part = row ? str_sv(&row->id) : SV("");
    } else if (part.len == 0 && field != NO_FIELD && at != NO_FIELD && at != field) {
        part = fields[field].id;
    }
    if (part.len)
        str_add_f(&f->key, "[%.*s]", SV_ARG(part));
}

/* The value of a whole list or table is a long text: made only where it is said. */
static bool says_value(const struct rule *rule)
{
    const struct op *op = rule_op(rule->op);
    struct sv message = rule->message.len ? rule->message : sv_from(op->message);
    struct sv fix = rule->fix.len ? rule->fix : sv_from(op->fix);
    return sv_contains(message, SV("{value}")) || sv_contains(fix, SV("{value}"));
}

struct finding *run_add_part(struct run *run, const struct rule *rule, struct place at,
                             struct sv id, const struct finding_words *words)
{
    struct finding_words all = words ? *words : (struct finding_words){0};
    struct finding *f = vec_add(run->out);
    f->rule = rule;
    f->place = at;
    f->severity = rule->severity;
    f->section = at.field == NO_FIELD ? NO_FIELD : run->form->fields[at.field].section;
    if (at.field != NO_FIELD) {
        if (all.label.len == 0)
            all.label = label_of(run, &run->form->fields[at.field]);
        if (all.value.len == 0 && says_value(rule))
            all.value = run_shown(run, at);
        if (all.row == 0)
            all.row = row_number(run, at);
    }
    make_key(run, f, id);
    const struct remark *reason = rule->severity == SEVERITY_WARNING
                                      ? remark_find(&run->draft->accepted, str_sv(&f->key))
                                      : NULL;
    f->accepted = reason != NULL;
    f->reason = reason ? str_sv(&reason->text) : SV("");
    finding_word(f, &all);
    return f;
}

struct finding *run_add(struct run *run, const struct rule *rule, struct place at,
                        const struct finding_words *words)
{
    return run_add_part(run, rule, at, SV(""), words);
}
