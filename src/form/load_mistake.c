#include <stdlib.h>

#include "base/i18n.h"
#include "form/load.h"
#include "text/utf8.h"

enum { SHOWN_MOST = 40 }; /* code points of a hostile text in a message */

struct form_mistake *load_mistake(struct loader *l, const struct yaml_node *at, const char *format,
                                  ...)
{
    if (l->mistakes.len >= LOAD_MAX_MISTAKES)
        return NULL;
    struct form_mistake *m = vec_add(&l->mistakes);
    m->line = at ? at->line : 1;
    m->column = at ? at->column : 1;
    va_list args;
    va_start(args, format);
    str_add_vf(&m->message, format, args);
    va_end(args);
    return m;
}

void load_hint(struct form_mistake *m, const char *format, ...)
{
    if (!m)
        return;
    va_list args;
    va_start(args, format);
    str_add_vf(&m->hint, format, args);
    va_end(args);
}

struct sv load_shown(struct loader *l, struct sv text)
{
    struct str shown = {0};
    size_t at = 0, count = 0;
    while (at < text.len && count++ < SHOWN_MOST) {
        char32_t cp;
        at += utf8_decode(text, at, &cp);
        utf8_add(&shown, load_is_control(cp) ? U' ' : cp);
    }
    if (at < text.len)
        str_add(&shown, SV("…"));
    struct sv kept = arena_copy(&l->scratch, str_sv(&shown));
    str_release(&shown);
    return kept;
}

/* ---- the list ---- */

/* What a mistake was before sorting: qsort keeps no order of its own. */
struct ranked {
    struct form_mistake mistake;
    size_t rank;
};

static int by_place(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->mistake.line != y->mistake.line)
        return x->mistake.line < y->mistake.line ? -1 : 1;
    if (x->mistake.column != y->mistake.column)
        return x->mistake.column < y->mistake.column ? -1 : 1;
    return x->rank < y->rank ? -1 : x->rank > y->rank;
}

void load_sort_mistakes(struct form_mistakes *list)
{
    VEC(struct ranked) ranked = {0};
    vec_reserve(&ranked, list->len);
    for (size_t i = 0; i < list->len; i++)
        vec_push(&ranked, (struct ranked){list->ptr[i], i});
    if (ranked.len)
        qsort(ranked.ptr, ranked.len, sizeof *ranked.ptr, by_place);
    for (size_t i = 0; i < ranked.len; i++)
        list->ptr[i] = ranked.ptr[i].mistake;
    vec_release(&ranked);
}

void form_mistakes_release(struct form_mistakes *list)
{
    for (size_t i = 0; i < list->len; i++) {
        str_release(&list->ptr[i].message);
        str_release(&list->ptr[i].hint);
    }
    vec_release(list);
}

void form_mistake_add_line(struct str *out, const char *name, const struct form_mistake *m)
{
    str_add_f(out, "%s:%u:%u: %.*s", name, m->line, m->column, SV_ARG(str_sv(&m->message)));
    if (m->hint.len)
        str_add_f(out, _("（%.*s）"), SV_ARG(str_sv(&m->hint)));
}

/* ---- guessing ---- */

enum { GUESS_LONGEST = 64 };

/* Edit distance over code points, two neighbours changed over counting once. */
static uint32_t distance(const char32_t *a, size_t na, const char32_t *b, size_t nb)
{
    uint32_t rows[3][GUESS_LONGEST + 1];
    uint32_t *before = rows[0], *last = rows[1], *row = rows[2];
    for (size_t j = 0; j <= nb; j++)
        last[j] = (uint32_t)j;
    for (size_t i = 1; i <= na; i++) {
        row[0] = (uint32_t)i;
        for (size_t j = 1; j <= nb; j++) {
            uint32_t best = last[j - 1] + (a[i - 1] != b[j - 1]);
            best = last[j] + 1 < best ? last[j] + 1 : best;
            best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            row[j] = best;
        }
        uint32_t *spare = before;
        before = last;
        last = row;
        row = spare;
    }
    return last[nb];
}

static size_t code_points(struct sv text, char32_t out[GUESS_LONGEST])
{
    size_t n = 0;
    for (size_t at = 0; at < text.len && n < GUESS_LONGEST;)
        at += utf8_decode(text, at, &out[n++]);
    return n;
}

void guess_start(struct guess *g, struct sv word)
{
    *g = (struct guess){.word = word};
    g->length = code_points(word, g->points);
    /* A third of the letters may be wrong, at least one, at most three. */
    size_t wrong = g->length / 3;
    g->distance = wrong < 1 ? 2 : wrong > 3 ? 4 : (uint32_t)wrong + 1;
}

void guess_try(struct guess *g, struct sv candidate)
{
    char32_t points[GUESS_LONGEST];
    size_t n = code_points(candidate, points);
    size_t apart = n > g->length ? n - g->length : g->length - n;
    if (candidate.len == 0 || apart >= g->distance)
        return;
    uint32_t d = distance(g->points, g->length, points, n);
    if (d >= g->distance || d >= n)
        return;
    g->distance = d;
    g->best = candidate;
}

void guess_hint(struct form_mistake *m, const struct guess *g)
{
    if (g->best.len)
        load_hint(m, _("你是不是想写“%.*s”？"), SV_ARG(g->best));
}
