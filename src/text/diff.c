#include "text/diff.h"

#include <stdlib.h>

#include "base/xalloc.h"
#include "text/cluster.h"

/* Where the clusters of a text start, and behind them its length. */
VEC_TYPE(starts, size_t);

struct side {
    struct sv text;
    struct starts at;
    size_t count; /* clusters */
};

static void side_make(struct side *s, struct sv text)
{
    s->text = text;
    for (size_t at = 0; at < text.len; at = cluster_next(text, at))
        vec_push(&s->at, at);
    s->count = s->at.len;
    vec_push(&s->at, text.len);
}

static struct sv cluster_at(const struct side *s, size_t i)
{
    return sv_sub(s->text, s->at.ptr[i], s->at.ptr[i + 1]);
}

/* ---- the search ---- */

/*
 * The middle of the two texts, without their common head and tail: a[a0, a0 + n), b[b0, b0 + m).
 * `reach[d]` holds, for each diagonal k = x - y from -d to d, how far d changes reach in a.
 */
struct search {
    struct side a;
    struct side b;
    size_t head;
    long n;
    long m;
    long *reach; /* row d starts at d * d */
    long part;   /* where the part found last begins in a */
};

static bool same(const struct search *s, long x, long y)
{
    return sv_eq(cluster_at(&s->a, s->head + (size_t)x), cluster_at(&s->b, s->head + (size_t)y));
}

static void trim(struct search *s)
{
    size_t n = s->a.count, m = s->b.count;
    while (s->head < n && s->head < m &&
           sv_eq(cluster_at(&s->a, s->head), cluster_at(&s->b, s->head)))
        s->head++;
    while (n > s->head && m > s->head &&
           sv_eq(cluster_at(&s->a, n - 1), cluster_at(&s->b, m - 1))) {
        n--;
        m--;
    }
    s->n = (long)(n - s->head);
    s->m = (long)(m - s->head);
}

/* How far d - 1 changes reach on a diagonal; out of the table nothing does. */
static long reached(const struct search *s, long d, long k)
{
    return d < 0 || k < -d || k > d ? -1 : s->reach[d * d + k + d];
}

/* Does the best way to diagonal k with d changes come from above, by a cluster that came. */
static bool comes_down(const struct search *s, long d, long k)
{
    return k == -d || (k != d && reached(s, d - 1, k - 1) < reached(s, d - 1, k + 1));
}

/* The end of the way on diagonal k with d changes; -1 where it leaves the texts. */
static long follow(const struct search *s, long d, long k)
{
    long x = d == 0                ? 0
             : comes_down(s, d, k) ? reached(s, d - 1, k + 1)
                                   : reached(s, d - 1, k - 1) + 1;
    if (x < 0 || x > s->n || x - k < 0 || x - k > s->m)
        return -1;
    while (x < s->n && x - k < s->m && same(s, x, x - k))
        x++;
    return x;
}

/* The least number of changes, -1 when there are more than DIFF_MOST. */
static long find_changes(struct search *s)
{
    for (long d = 0; d <= DIFF_MOST; d++) {
        s->reach = xreallocarray(s->reach, (size_t)((d + 1) * (d + 1)), sizeof *s->reach);
        for (long k = -d; k <= d; k++)
            s->reach[d * d + k + d] = -1;
        for (long k = -d; k <= d; k += 2) {
            long x = follow(s, d, k);
            s->reach[d * d + k + d] = x;
            if (x == s->n && x - k == s->m)
                return d;
        }
    }
    return -1;
}

/* ---- parts ---- */

/* Clusters [x, x + n) of the middle of a went, [y, y + m) of b came. Found from the back on. */
static void add_part(struct search *s, struct diff_parts *out, size_t first, const long change[4])
{
    const size_t *a = s->a.at.ptr + s->head, *b = s->b.at.ptr + s->head;
    struct diff_part part = {a[change[0]], a[change[1]], b[change[2]], b[change[3]]};
    struct diff_part *last = out->len > first ? &out->ptr[out->len - 1] : NULL;
    if (last && s->part - change[1] < DIFF_JOIN) {
        last->a_from = part.a_from;
        last->b_from = part.b_from;
    } else {
        vec_push(out, part);
    }
    s->part = change[0];
}

/* Goes the way back from the end. */
static void collect(struct search *s, long changes, struct diff_parts *out)
{
    size_t first = out->len;
    long x = s->n, y = s->m;
    for (long d = changes; d > 0; d--) {
        long k = x - y;
        bool down = comes_down(s, d, k);
        long before = reached(s, d - 1, down ? k + 1 : k - 1);
        long start = down ? before : before + 1;
        long change[] = {before, start, before - (down ? k + 1 : k - 1), start - k};
        add_part(s, out, first, change);
        x = change[0];
        y = change[2];
    }
    for (size_t i = first, j = out->len; i + 1 < j; i++, j--) {
        struct diff_part swap = out->ptr[i];
        out->ptr[i] = out->ptr[j - 1];
        out->ptr[j - 1] = swap;
    }
}

void diff_find(struct sv a, struct sv b, struct diff_parts *out)
{
    struct search s = {0};
    if (sv_eq(a, b))
        return;
    side_make(&s.a, a);
    side_make(&s.b, b);
    trim(&s);
    long changes = find_changes(&s);
    if (changes >= 0) {
        collect(&s, changes, out);
    } else {
        const size_t *at_a = s.a.at.ptr + s.head, *at_b = s.b.at.ptr + s.head;
        struct diff_part whole = {at_a[0], at_a[s.n], at_b[0], at_b[s.m]};
        vec_push(out, whole);
    }
    free(s.reach);
    vec_release(&s.a.at);
    vec_release(&s.b.at);
}
