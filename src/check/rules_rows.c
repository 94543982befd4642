/* Tables: how many rows, which ones, what they add up to. */
#include "check/rules.h"

static int64_t rows_in(struct run *run, struct place at)
{
    const struct field *field = &run->form->fields[at.field];
    if (kind_flags(field->kind) & KIND_ROWS)
        return (int64_t)draft_rows(run->draft, at.field)->len;
    struct sv rest = draft_text(run->draft, at), entry;
    int64_t count = 0;
    while (sv_next(&rest, '\n', &entry))
        count += entry.len > 0;
    return count;
}

static void add_rows_finding(struct run *run, const struct rule *rule, struct place at,
                             int64_t count)
{
    run_add(run, rule, at,
            &(struct finding_words){.count = count,
                                    .limit = rule->number,
                                    .words = unit_of(&run->form->fields[at.field])});
}

void ask_min_rows(struct run *run, const struct rule *rule, struct place at)
{
    int64_t count = rows_in(run, at);
    if (count < rule->number)
        add_rows_finding(run, rule, at, count);
}

void ask_max_rows(struct run *run, const struct rule *rule, struct place at)
{
    int64_t count = rows_in(run, at);
    if (count > rule->number)
        add_rows_finding(run, rule, at, count);
}

/* ---- rows alike ---- */

struct cell_key {
    uint64_t hash;
    struct sv key;
    uint32_t index; /* of the row */
};

/* A row that says again what one before it says; indexes of both. */
struct repeat {
    uint32_t row;
    uint32_t first;
};

VEC_TYPE(cell_keys, struct cell_key);
VEC_TYPE(repeats, struct repeat);

static int compare_cells(const void *a, const void *b)
{
    const struct cell_key *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    int order = sv_cmp(x->key, y->key);
    return order ? order : x->index < y->index ? -1 : x->index > y->index;
}

static int compare_repeats(const void *a, const void *b)
{
    const struct repeat *x = a, *y = b;
    return x->row < y->row ? -1 : x->row > y->row;
}

static void cells_of(struct run *run, uint32_t column, struct cell_keys *out)
{
    size_t rows = draft_rows(run->draft, run->form->fields[column].table)->len;
    const struct sv *keys = run_column(run, column);
    for (uint32_t i = 0; i < rows; i++)
        if (keys[i].len)
            vec_push(out, (struct cell_key){sv_hash(keys[i]), keys[i], i});
    if (out->len)
        qsort(out->ptr, out->len, sizeof *out->ptr, compare_cells);
}

/* The first of rows alike stands; each later one is found, and told which it repeats. */
void ask_unique(struct run *run, const struct rule *rule, struct place at)
{
    struct cell_keys cells = {0};
    struct repeats again = {0};
    cells_of(run, at.field, &cells);
    for (size_t i = 1, first = 0; i < cells.len; i++) {
        if (sv_eq(cells.ptr[i].key, cells.ptr[first].key))
            vec_push(&again, (struct repeat){cells.ptr[i].index, cells.ptr[first].index});
        else
            first = i;
    }
    if (again.len)
        qsort(again.ptr, again.len, sizeof *again.ptr, compare_repeats);
    const struct rows *rows = draft_rows(run->draft, run->form->fields[at.field].table);
    for (size_t i = 0; i < again.len; i++)
        run_add(run, rule, (struct place){at.field, rows->ptr[again.ptr[i].row].key},
                &(struct finding_words){.count = again.ptr[i].first + 1});
    vec_release(&cells);
    vec_release(&again);
}

/* The applicant cannot be one of those it carries along. */
void ask_self_in_table(struct run *run, const struct rule *rule, struct place at)
{
    uint32_t column = rule->fields.ptr[0];
    struct place self = run_beside(run, rule->fields.ptr[1], at);
    const struct rows *rows = draft_rows(run->draft, run->form->fields[column].table);
    if (rows->len == 0 || !run_filled(run, self))
        return;
    struct sv own = run_key(run, self);
    const struct sv *keys = run_column(run, column);
    for (size_t i = 0; i < rows->len; i++)
        if (sv_eq(keys[i], own))
            run_add(run, rule, (struct place){column, rows->ptr[i].key},
                    &(struct finding_words){.other = run_shown(run, self),
                                            .words = run->form->fields[self.field].label});
}

/* ---- counts and sums ---- */

static bool row_meets(struct run *run, const struct rule *rule, struct place p)
{
    if (!draft_relevant(run->draft, p) || !run_filled(run, p))
        return false;
    if (rule->words.len == 0)
        return true;
    for (uint32_t i = 0; i < rule->words.len; i++)
        if (draft_has(run->draft, p, rule->words.ptr[i]))
            return true;
    return false;
}

/* 是否中小企业：是 — the column, and what it should say. */
static struct sv condition_words(struct run *run, const struct rule *rule)
{
    const struct field *column = &run->form->fields[rule->fields.ptr[0]];
    struct str words = {0};
    str_add(&words, column->label);
    for (uint32_t i = 0; i < rule->words.len; i++) {
        const struct option *option = field_option(column, rule->words.ptr[i]);
        struct sv word = option ? option->label : rule->words.ptr[i];
        if (sv_eq(word, SV("yes")))
            word = sv_from(_("是"));
        else if (sv_eq(word, SV("no")))
            word = sv_from(_("否"));
        str_add(&words, i ? SV("、") : SV("："));
        str_add(&words, word);
    }
    return run_keep(run, &words);
}

void ask_count_where(struct run *run, const struct rule *rule, struct place at)
{
    uint32_t column = rule->fields.ptr[0];
    const struct rows *rows = draft_rows(run->draft, run->form->fields[column].table);
    int64_t count = 0;
    for (size_t i = 0; i < rows->len; i++)
        count += row_meets(run, rule, (struct place){column, rows->ptr[i].key});
    if (count < rule->number)
        run_add(run, rule, at,
                &(struct finding_words){
                    .count = count, .limit = rule->number, .words = condition_words(run, rule)});
}

/* What is no number adds nothing: that it is none is another rule's. */
static void add_up(struct run *run, uint32_t column, struct str *sum)
{
    const struct rows *rows = draft_rows(run->draft, run->form->fields[column].table);
    struct str number = {0}, next = {0};
    str_set(sum, SV("0"));
    for (size_t i = 0; i < rows->len; i++) {
        struct place p = {column, rows->ptr[i].key};
        str_clear(&number);
        if (!number_canonical(draft_text(run->draft, p), &number) || !draft_relevant(run->draft, p))
            continue;
        str_clear(&next);
        number_add(str_sv(sum), str_sv(&number), &next);
        str_move(sum, &next);
    }
    str_release(&number);
    str_release(&next);
}

static int compare_whole(struct sv number, int64_t bound)
{
    struct str text = {0};
    str_add_f(&text, "%lld", (long long)bound);
    int order = number_cmp(number, str_sv(&text));
    str_release(&text);
    return order;
}

void ask_sum(struct run *run, const struct rule *rule, struct place at)
{
    const struct field *column = &run->form->fields[rule->fields.ptr[0]];
    struct str sum = {0}, demand = {0};
    int64_t limit = 0;
    add_up(run, column->index, &sum);
    if (rule->number != INT64_MIN && compare_whole(str_sv(&sum), rule->number) < 0) {
        limit = rule->number;
        str_add_f(&demand, _("不小于 %lld"), (long long)limit);
    } else if (rule->number2 != INT64_MAX && compare_whole(str_sv(&sum), rule->number2) > 0) {
        limit = rule->number2;
        str_add_f(&demand, _("不大于 %lld"), (long long)limit);
    }
    if (demand.len)
        run_add(run, rule, at,
                &(struct finding_words){.found = str_sv(&sum),
                                        .other = column->label,
                                        .words = str_sv(&demand),
                                        .limit = limit});
    str_release(&sum);
    str_release(&demand);
}
