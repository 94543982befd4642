#include "office/ranking.h"

#include "text/norm.h"
#include "text/number.h"

/* ---- the value ---- */

/* Columns are called alike whatever the width of their letters and the blanks at their ends. */
static void fold_column(struct sv column, struct str *out)
{
    norm_code(sv_trim(column), true, out);
}

static bool is_column(const struct score_value *v, struct sv column)
{
    struct str mine = {0};
    fold_column(str_sv(&v->column), &mine);
    bool same = sv_eq(str_sv(&mine), column);
    str_release(&mine);
    return same;
}

static const struct score_value *value_in(const struct score *s, struct sv column)
{
    for (size_t i = 0; i < s->values.len; i++)
        if (is_column(&s->values.ptr[i], column))
            return &s->values.ptr[i];
    return NULL;
}

/* The office's own, else the only one there is. */
static const struct score_value *find_value(const struct review *r, struct sv round,
                                            struct sv column, size_t *count)
{
    const struct score_value *found = NULL;
    *count = 0;
    for (size_t i = 0; i < r->scores.len; i++) {
        const struct score *s = &r->scores.ptr[i];
        const struct score_value *v = sv_eq(str_sv(&s->round), round) ? value_in(s, column) : NULL;
        if (!v)
            continue;
        found = v;
        ++*count;
        if (s->reader.len == 0) {
            *count = 1;
            return found;
        }
    }
    return found;
}

enum value_found round_value(const struct review *r, struct sv round, struct sv column,
                             struct str *out)
{
    struct str wanted = {0};
    size_t count;
    fold_column(column, &wanted);
    const struct score_value *v = find_value(r, round, str_sv(&wanted), &count);
    str_release(&wanted);
    str_clear(out);
    if (!v)
        return VALUE_NONE;
    if (count > 1)
        return VALUE_SEVERAL;
    if (number_canonical(str_sv(&v->value), out))
        return VALUE_ONE;
    str_set(out, str_sv(&v->value));
    return VALUE_NO_NUMBER;
}

/* ---- the order ---- */

void ranking_add(struct ranking *list, uint32_t index, const struct review *r, struct sv round,
                 struct sv column)
{
    struct ranked *k = vec_add(list);
    k->index = index;
    k->found = round_value(r, round, column, &k->value);
}

static int cmp_index(const struct ranked *a, const struct ranked *b)
{
    return a->index < b->index ? -1 : a->index > b->index;
}

static int cmp_low(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;
    bool has = a->found == VALUE_ONE;
    if (has != (b->found == VALUE_ONE))
        return has ? -1 : 1;
    int order = has ? number_cmp(str_sv(&a->value), str_sv(&b->value)) : 0;
    return order ? order : cmp_index(a, b);
}

static int cmp_high(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;
    if (a->found != VALUE_ONE || b->found != VALUE_ONE)
        return cmp_low(left, right);
    int order = number_cmp(str_sv(&b->value), str_sv(&a->value));
    return order ? order : cmp_index(a, b);
}

void ranking_settle(struct ranking *list, bool ascending)
{
    if (list->len > 1)
        qsort(list->ptr, list->len, sizeof *list->ptr, ascending ? cmp_low : cmp_high);
    for (size_t i = 0; i < list->len; i++) {
        struct ranked *k = &list->ptr[i], *before = i ? k - 1 : NULL;
        if (k->found != VALUE_ONE)
            k->rank = 0;
        else if (before && number_cmp(str_sv(&before->value), str_sv(&k->value)) == 0)
            k->rank = before->rank;
        else
            k->rank = (uint32_t)i + 1;
    }
}

void ranking_release(struct ranking *list)
{
    for (size_t i = 0; i < list->len; i++)
        str_release(&list->ptr[i].value);
    vec_release(list);
}
