#include "office/queue.h"

#include "base/i18n.h"
#include "office/case_head.h"
#include "office/case_index.h"
#include "text/norm.h"

enum { MOST_NAMED = 8 }; /* cases a refusal names */

/* ---- rows ---- */

void queue_row_release(struct queue_row *row)
{
    case_head_release(&row->head);
    struct str *const texts[] = {&row->round,   &row->check_code, &row->digest, &row->received,
                                 &row->touched, &row->by,         &row->path,   &row->trouble};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        str_release(texts[i]);
}

void queue_release(struct queue *q)
{
    for (size_t i = 0; i < q->len; i++)
        queue_row_release(&q->ptr[i]);
    vec_release(q);
}

static void set_intake(struct queue_row *row, const struct review *r)
{
    const struct intake *last = review_last_intake(r);
    row->intakes = (uint32_t)r->intakes.len;
    if (!last)
        return;
    row->revision = last->revision;
    str_set(&row->check_code, str_sv(&last->code));
    str_set(&row->digest, str_sv(&last->digest));
    row->bare = last->bare;
    row->errors = last->errors;
    row->warnings = last->warnings;
    str_set(&row->received, str_sv(&last->stamp.time));
}

/* The later of the last move and the last deed; times are written so that bytes compare. */
static const struct stamp *last_touch(const struct review *r)
{
    const struct stamp *move = r->moves.len ? &r->moves.ptr[r->moves.len - 1].stamp : NULL;
    const struct stamp *deed = r->deeds.len ? &r->deeds.ptr[r->deeds.len - 1].stamp : NULL;
    if (!move || !deed)
        return move ? move : deed;
    return sv_cmp(str_sv(&deed->time), str_sv(&move->time)) >= 0 ? deed : move;
}

void queue_row_make(struct queue_row *row, const struct review *r, const struct form *form)
{
    const struct stamp *touch = last_touch(r);
    case_head_copy(&row->head, &r->head);
    row->state = r->state;
    str_set(&row->round, str_sv(&r->round));
    set_intake(row, r);
    row->tally = review_tally(r, form);
    if (touch) {
        str_set(&row->touched, str_sv(&touch->time));
        str_set(&row->by, str_sv(&touch->by));
    }
}

struct coded {
    struct sv code;
    uint32_t row;
};

static int by_code_alone(const void *a, const void *b)
{
    const struct coded *x = a, *y = b;
    return sv_cmp(x->code, y->code);
}

void queue_count_codes(struct queue *q)
{
    VEC(struct coded) all = {0};
    for (size_t i = 0; i < q->len; i++) {
        q->ptr[i].same_code = 0;
        if (q->ptr[i].head.code.len)
            vec_push(&all, (struct coded){str_sv(&q->ptr[i].head.code), (uint32_t)i});
    }
    if (all.len)
        qsort(all.ptr, all.len, sizeof *all.ptr, by_code_alone);
    for (size_t from = 0, to; from < all.len; from = to) {
        for (to = from + 1; to < all.len && sv_eq(all.ptr[to].code, all.ptr[from].code);)
            to++;
        for (size_t i = from; i < to; i++)
            q->ptr[all.ptr[i].row].same_code = (uint32_t)(to - from - 1);
    }
    vec_release(&all);
}

/* ---- filtering ---- */

static uint32_t problems_of(const struct queue_row *row)
{
    const struct review_tally *t = &row->tally;
    return row->errors + t->failed + t->doubted + t->open + t->answered;
}

bool queue_row_has_problem(const struct queue_row *row)
{
    return row->broken || problems_of(row) > 0;
}

/* `folded` is a buffer used over and over; `text` is folded already. */
static bool row_says(const struct queue_row *row, struct sv text, struct str *folded)
{
    const struct str *const texts[] = {&row->head.name, &row->head.code, &row->head.title,
                                       &row->head.id};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        norm_fold(str_sv(texts[i]), true, folded);
        if (sv_contains(str_sv(folded), text))
            return true;
    }
    return false;
}

static bool passes(const struct queue_row *row, const struct queue_filter *f, struct sv text,
                   struct str *buffer)
{
    if (f->by_state && (row->broken || row->state != f->state))
        return false;
    if (f->county.len && !county_is(str_sv(&row->head.county), f->county))
        return false;
    if (f->problems && !queue_row_has_problem(row))
        return false;
    return text.len == 0 || row_says(row, text, buffer);
}

/* ---- sorting ---- */

struct placed {
    const struct queue_row *row;
    uint32_t index;
};

typedef int compare(const struct queue_row *a, const struct queue_row *b);

static int by_received(const struct queue_row *a, const struct queue_row *b)
{
    return sv_cmp(str_sv(&a->received), str_sv(&b->received));
}

static int by_name(const struct queue_row *a, const struct queue_row *b)
{
    return sv_cmp(str_sv(&a->head.name), str_sv(&b->head.name));
}

static int by_code(const struct queue_row *a, const struct queue_row *b)
{
    return sv_cmp(str_sv(&a->head.code), str_sv(&b->head.code));
}

static int by_state(const struct queue_row *a, const struct queue_row *b)
{
    return (int)a->state - (int)b->state;
}

/* The most first, and before them what cannot be read at all. */
static int by_problems(const struct queue_row *a, const struct queue_row *b)
{
    uint32_t x = problems_of(a), y = problems_of(b);
    if (a->broken != b->broken)
        return a->broken ? -1 : 1;
    return x < y ? 1 : x > y ? -1 : 0;
}

/* The last first. */
static int by_touched(const struct queue_row *a, const struct queue_row *b)
{
    return sv_cmp(str_sv(&b->touched), str_sv(&a->touched));
}

static const struct {
    const char *name;
    compare *compare;
} sorts[] = {
    [SORT_RECEIVED] = {"received", by_received},
    [SORT_NAME] = {"name", by_name},
    [SORT_CODE] = {"code", by_code},
    [SORT_STATE] = {"state", by_state},
    [SORT_PROBLEMS] = {"problems", by_problems},
    [SORT_TOUCHED] = {"touched", by_touched},
};

enum { SORTS = sizeof sorts / sizeof sorts[0] };

struct sv queue_sort_name(enum queue_sort s)
{
    return sv_from(sorts[s].name);
}

bool queue_sort_by_name(struct sv name, enum queue_sort *out)
{
    for (unsigned i = 0; i < SORTS; i++) {
        if (!sv_eq(name, sv_from(sorts[i].name)))
            continue;
        *out = (enum queue_sort)i;
        return true;
    }
    return false;
}

static int compare_placed(const void *a, const void *b, void *by)
{
    const struct placed *x = a, *y = b;
    int order = (*(compare **)by)(x->row, y->row);
    return order ? order : x->index < y->index ? -1 : 1;
}

void queue_show(const struct queue *q, const struct queue_filter *f, struct queue_shown *out)
{
    VEC(struct placed) rows = {0};
    struct str text = {0}, buffer = {0};
    compare *by = sorts[f->sort].compare;
    norm_fold(f->text, true, &text);
    for (size_t i = 0; i < q->len; i++)
        if (passes(&q->ptr[i], f, str_sv(&text), &buffer))
            vec_push(&rows, (struct placed){&q->ptr[i], (uint32_t)i});
    if (rows.len)
        qsort_r(rows.ptr, rows.len, sizeof *rows.ptr, compare_placed, &by);
    vec_clear(out);
    for (size_t i = 0; i < rows.len; i++)
        vec_push(out, rows.ptr[i].index);
    vec_release(&rows);
    str_release(&text);
    str_release(&buffer);
}

struct queue_counts queue_count(const struct queue *q)
{
    struct queue_counts counts = {0};
    for (size_t i = 0; i < q->len; i++) {
        const struct queue_row *row = &q->ptr[i];
        if (row->broken)
            counts.broken++;
        else
            counts.by_state[row->state]++;
        counts.problems += queue_row_has_problem(row);
    }
    return counts;
}

/* ---- the one that is meant ---- */

struct finding_case {
    const struct queue_row *found;
    size_t count;
    struct str named; /* the first few */
};

static void take(struct finding_case *f, const struct queue_row *row)
{
    if (f->count++ == 0)
        f->found = row;
    if (f->count <= MOST_NAMED)
        str_add_f(&f->named, _("%s%s（%s）"), f->named.len ? _("；") : "",
                  row->head.id.ptr ? row->head.id.ptr : "",
                  row->head.name.ptr ? row->head.name.ptr : "");
}

/* A whole id is one case, whatever else begins like it. */
static bool is_called(const struct queue_row *row, enum case_key by, struct sv key,
                      struct str *folded)
{
    if (by == CASE_BY_ID)
        return key.len >= CASE_LEAST_ID && sv_starts(str_sv(&row->head.id), key);
    case_key_fold(by, str_sv(by == CASE_BY_CODE ? &row->head.code : &row->head.name), folded);
    return sv_eq(str_sv(folded), key);
}

static void look(const struct queue *q, enum case_key by, struct sv meant, struct finding_case *f)
{
    struct str key = {0}, folded = {0};
    case_key_fold(by, meant, &key);
    for (size_t i = 0; key.len && i < q->len; i++) {
        if (!is_called(&q->ptr[i], by, str_sv(&key), &folded))
            continue;
        take(f, &q->ptr[i]);
        if (by == CASE_BY_ID && sv_eq(str_sv(&q->ptr[i].head.id), str_sv(&key)))
            break;
    }
    str_release(&key);
    str_release(&folded);
}

bool case_find(const struct queue *q, struct sv meant, const struct queue_row **out, struct err *e)
{
    struct finding_case f = {0};
    for (int by = 0; by < CASE_KEYS && f.count == 0; by++)
        look(q, (enum case_key)by, meant, &f);
    if (f.count == 1)
        *out = f.found;
    else if (f.count == 0)
        err_set(e, ERR_REFUSED,
                _("办公夹里没有“%.*s”。请写编号的开头（至少 %d 位）、信用代码或单位全名；"
                  "tianbiao desk list 可以看到。"),
                SV_ARG(meant), (int)CASE_LEAST_ID);
    else
        err_set(e, ERR_REFUSED, _("“%.*s”有 %zu 件，请写明是哪一件的编号：%s。"), SV_ARG(meant),
                f.count, f.named.ptr);
    str_release(&f.named);
    return f.count == 1;
}
