#include "text/diff.h"

#include <stdlib.h>

#include "base/i18n.h"
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

/* ---- a side as it is shown ---- */

enum {
    AROUND = 8,       /* clusters shown before and after what is marked */
    MARKED_HEAD = 60, /* of a long marked part: so many of its first clusters, */
    MARKED_TAIL = 20, /* and so many of its last */
};

static size_t clusters_on(struct sv text, size_t at, size_t clusters)
{
    while (clusters-- > 0 && at < text.len)
        at = cluster_next(text, at);
    return at;
}

static size_t clusters_back(struct sv text, size_t at, size_t clusters)
{
    while (clusters-- > 0 && at > 0)
        at = cluster_prev(text, at);
    return at;
}

/* Paragraphs in one line, parted as quotations are. */
static void add_flat(struct str *out, struct sv text)
{
    struct sv rest = text;
    for (size_t end; (end = sv_find_byte(rest, '\n', 0)) != SV_NONE;) {
        str_add(out, sv_sub(rest, 0, end));
        str_add(out, SV(" / "));
        rest = sv_from_offset(rest, end + 1);
    }
    str_add(out, rest);
}

/* A beginning and an end, with `between` for the middle where there is one. */
static void add_ends(struct str *out, struct sv text, size_t head, size_t tail, const char *between)
{
    if (head >= tail) {
        add_flat(out, text);
        return;
    }
    add_flat(out, sv_sub(text, 0, head));
    str_add(out, sv_from(between));
    add_flat(out, sv_from_offset(text, tail));
}

static bool only_newlines(struct sv text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != '\n')
            return false;
    return text.len > 0;
}

/* What is marked, in brackets: where there is nothing to be seen, words say so. */
static void add_marked(struct str *out, struct sv part, bool whole, struct diff_marks *marks)
{
    struct diff_mark mark = {.from = out->len};
    str_add(out, SV("〔"));
    if (only_newlines(part))
        str_add(out, sv_from(_("换段")));
    else if (whole)
        str_add(out, part);
    else
        add_ends(out, part, clusters_on(part, 0, MARKED_HEAD),
                 clusters_back(part, part.len, MARKED_TAIL), " .. ");
    str_add(out, SV("〕"));
    mark.to = out->len;
    if (marks)
        vec_push(marks, mark);
}

/* What is the same in both, of it as much as tells where the mark before it (`behind`) and the one
 * behind it (`before`) are. */
static void add_same(struct str *out, struct sv same, bool behind, bool before)
{
    add_ends(out, same, behind ? clusters_on(same, 0, AROUND) : 0,
             before ? clusters_back(same, same.len, AROUND) : same.len, "..");
}

void diff_add_side(struct str *out, struct sv text, const struct diff_parts *parts, bool second,
                   bool whole, struct diff_marks *marks)
{
    size_t at = 0;
    for (size_t i = 0; i < parts->len; i++) {
        const struct diff_part *part = &parts->ptr[i];
        size_t from = second ? part->b_from : part->a_from;
        size_t to = second ? part->b_to : part->a_to;
        if (whole)
            str_add(out, sv_sub(text, at, from));
        else
            add_same(out, sv_sub(text, at, from), i > 0, true);
        /* Where the other side has more there is nothing to mark: words for that would read as
         * text. */
        if (from < to)
            add_marked(out, sv_sub(text, from, to), whole, marks);
        at = to;
    }
    if (whole)
        str_add(out, sv_from_offset(text, at));
    else
        add_same(out, sv_from_offset(text, at), true, false);
}
