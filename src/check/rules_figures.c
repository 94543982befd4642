/* Points and figures in the prose. */
#include "check/rules.h"

#include "text/utf8.h"

void ask_at_least_points(struct run *run, const struct rule *rule, struct place at)
{
    uint32_t count = points_count(draft_text(run->draft, at));
    if (count < rule->number)
        run_add(run, rule, at, &(struct finding_words){.count = count, .limit = rule->number});
}

void ask_at_least_figures(struct run *run, const struct rule *rule, struct place at)
{
    size_t count = run_figures(run, at)->len;
    if (count < (uint64_t)rule->number)
        run_add(run, rule, at,
                &(struct finding_words){.count = (int64_t)count, .limit = rule->number});
}

/* ---- figures that a table bears out ---- */

VEC_TYPE(figure_keys, uint64_t);

/* A figure as it is compared: its value, and the first character of its unit. 1,280万元 is 1280万,
 * 十二家 is 12家. */
static uint64_t figure_key(struct sv text, const struct figure *f)
{
    char32_t unit = 0;
    uint64_t number = f->value;
    if (f->digits_end < f->end)
        utf8_decode(text, f->digits_end, &unit);
    if (unit == U'％')
        unit = '%';
    if (f->value == UINT32_MAX) {
        struct str digits = {0};
        struct sv typed = sv_sub(text, f->start, f->digits_end);
        number = sv_hash(number_canonical(typed, &digits) ? str_sv(&digits) : typed);
        str_release(&digits);
    }
    return number * 0x100000001b3u ^ unit;
}

static int compare_keys(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* The figures of a whole column, in order, to be looked up. */
static void column_keys(struct run *run, uint32_t column, struct figure_keys *out)
{
    const struct rows *rows = draft_rows(run->draft, run->form->fields[column].table);
    struct figures figures = {0};
    for (size_t i = 0; i < rows->len; i++) {
        struct sv text = draft_text(run->draft, (struct place){column, rows->ptr[i].key});
        figures.len = 0;
        figures_find(text, &figures);
        for (size_t k = 0; k < figures.len; k++)
            vec_push(out, figure_key(text, &figures.ptr[k]));
    }
    vec_release(&figures);
    if (out->len)
        qsort(out->ptr, out->len, sizeof *out->ptr, compare_keys);
}

static bool has_key(const struct figure_keys *keys, uint64_t key)
{
    return keys->len && bsearch(&key, keys->ptr, keys->len, sizeof key, compare_keys);
}

void ask_figures_in_table(struct run *run, const struct rule *rule, struct place at)
{
    const struct figures *figures = run_figures(run, at);
    struct figure_keys keys = {0};
    struct sv text = draft_text(run->draft, at);
    struct str missing = {0};
    size_t first = SIZE_MAX;
    if (figures->len == 0)
        return;
    column_keys(run, rule->fields.ptr[0], &keys);
    for (size_t i = 0; i < figures->len; i++) {
        const struct figure *f = &figures->ptr[i];
        if (has_key(&keys, figure_key(text, f)))
            continue;
        list_add(&missing, sv_sub(text, f->start, f->end));
        first = first == SIZE_MAX ? i : first;
    }
    vec_release(&keys);
    if (missing.len) {
        struct figure where = figures->ptr[first];
        struct finding *f =
            run_add(run, rule, at,
                    &(struct finding_words){.found = str_sv(&missing),
                                            .words = run->form->fields[rule->fields.ptr[0]].label});
        f->from = where.start;
        f->to = where.end;
    }
    str_release(&missing);
}

/* ---- "带动 12 家" against the rows ---- */

static bool ends_sentence(char32_t cp)
{
    return cp == U'。' || cp == U'；' || cp == U'！' || cp == U'？' || cp == '\n' || cp == ';';
}

/* `most` code points around a figure, never past its sentence. */
static struct sv around(struct sv text, const struct figure *f, int64_t most)
{
    size_t from = f->start, to = f->end;
    char32_t cp;
    for (int64_t i = 0; i < most && from > 0; i++) {
        size_t before = utf8_prev(text, from);
        utf8_decode(text, before, &cp);
        if (ends_sentence(cp))
            break;
        from = before;
    }
    for (int64_t i = 0; i < most && to < text.len; i++) {
        size_t len = utf8_decode(text, to, &cp);
        if (ends_sentence(cp))
            break;
        to += len;
    }
    return sv_sub(text, from, to);
}

/* The unit must stand right behind the numeral, a blank or 多, 余 at most between. */
static bool has_unit(struct sv text, const struct figure *f, struct words units)
{
    struct sv rest = sv_from_offset(text, f->digits_end);
    while (rest.len && rest.ptr[0] == ' ')
        rest = sv_from_offset(rest, 1);
    for (uint32_t i = 0; i < units.len; i++)
        if (sv_starts(rest, units.ptr[i]))
            return true;
    return false;
}

void ask_quantity_equals_rows(struct run *run, const struct rule *rule, struct place at)
{
    const struct field *table = &run->form->fields[rule->fields.ptr[0]];
    size_t rows = draft_rows(run->draft, table->index)->len;
    struct sv text = draft_text(run->draft, at);
    if (!says_any(text, rule->words))
        return;
    const struct figures *figures = run_figures(run, at);
    for (size_t i = 0; i < figures->len; i++) {
        struct figure f = figures->ptr[i];
        if (f.value == UINT32_MAX || f.value == rows || !has_unit(text, &f, rule->but) ||
            !says_any(around(text, &f, rule->number2), rule->words))
            continue;
        struct finding *found =
            run_add(run, rule, at,
                    &(struct finding_words){.found = sv_sub(text, f.start, f.end),
                                            .words = table->label,
                                            .count = (int64_t)rows});
        found->from = f.start;
        found->to = f.end;
        return;
    }
}
