#include "text/layout.h"

#include <string.h>

#include "text/cluster.h"

void layout_init(struct layout *l)
{
    *l = (struct layout){0};
}

static void release_paragraphs(struct layout *l, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        vec_release(&l->paragraphs.ptr[i].lines);
}

void layout_release(struct layout *l)
{
    release_paragraphs(l, 0, l->paragraphs.len);
    vec_release(&l->paragraphs);
    l->rows = 0;
}

static struct sv text_of(struct sv text, const struct paragraph *p)
{
    return sv_sub(text, p->start, (size_t)p->start + p->len);
}

/* Where the paragraph that starts at `start` ends: at its newline or at the end of the text. */
static size_t paragraph_end(struct sv text, size_t start)
{
    size_t newline = sv_find_byte(text, '\n', start);
    return newline == SV_NONE ? text.len : newline;
}

static struct paragraph make_paragraph(const struct layout *l, struct sv text, size_t start)
{
    struct paragraph p = {.start = (uint32_t)start};
    p.len = (uint32_t)(paragraph_end(text, start) - start);
    wrap_paragraph(text_of(text, &p), &l->style, &p.lines);
    return p;
}

/* Counts the rows anew from paragraph `from` on. */
static void number_rows(struct layout *l, size_t from)
{
    uint32_t row = 0;
    if (from > 0) {
        const struct paragraph *before = &l->paragraphs.ptr[from - 1];
        row = before->row + (uint32_t)before->lines.len;
    }
    for (size_t i = from; i < l->paragraphs.len; i++) {
        l->paragraphs.ptr[i].row = row;
        row += (uint32_t)l->paragraphs.ptr[i].lines.len;
    }
    l->rows = row;
}

void layout_make(struct layout *l, struct sv text, const struct wrap_style *style)
{
    struct wrap_style wanted = *style; /* may be l->style itself */
    layout_release(l);
    l->style = wanted;
    if (l->style.width < 2)
        l->style.width = 2;
    size_t start = 0;
    do {
        struct paragraph p = make_paragraph(l, text, start);
        vec_push(&l->paragraphs, p);
        start += p.len + 1u;
    } while (start <= text.len);
    number_rows(l, 0);
}

/* The last of `count` elements that lies at or before `key`, by the number at `field` in each. The
 * first one lies at 0. */
static size_t last_at(const void *elements, size_t count, size_t size, size_t field, size_t key)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        uint32_t at;
        memcpy(&at, (const char *)elements + middle * size + field, sizeof at);
        if (at <= key)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? low - 1 : 0;
}

size_t layout_paragraph(const struct layout *l, size_t offset)
{
    return last_at(l->paragraphs.ptr, l->paragraphs.len, sizeof *l->paragraphs.ptr,
                   offsetof(struct paragraph, start), offset);
}

static size_t paragraph_of_row(const struct layout *l, size_t row)
{
    return last_at(l->paragraphs.ptr, l->paragraphs.len, sizeof *l->paragraphs.ptr,
                   offsetof(struct paragraph, row), row);
}

static size_t line_of(const struct paragraph *p, size_t offset)
{
    return last_at(p->lines.ptr, p->lines.len, sizeof *p->lines.ptr, offsetof(struct line, start),
                   offset);
}

/* Makes room for `fresh` paragraphs in the place of those in [from, to). */
static void replace_paragraphs(struct layout *l, size_t from, size_t to, size_t fresh)
{
    release_paragraphs(l, from, to);
    size_t rest = l->paragraphs.len - to;
    vec_reserve(&l->paragraphs, from + fresh + rest);
    memmove(l->paragraphs.ptr + from + fresh, l->paragraphs.ptr + to,
            rest * sizeof *l->paragraphs.ptr);
    l->paragraphs.len = from + fresh + rest;
}

static size_t newlines_in(struct sv text)
{
    size_t count = 0;
    for (size_t at = 0; (at = sv_find_byte(text, '\n', at)) != SV_NONE; at++)
        count++;
    return count;
}

/* Adds lines that begin `by` bytes further on. */
static void add_lines(struct lines *to, const struct line *lines, size_t count, uint32_t by)
{
    vec_reserve(to, to->len + count);
    for (size_t i = 0; i < count; i++) {
        struct line line = lines[i];
        line.start += by;
        line.end += by;
        line.next += by;
        line.seen += by;
        vec_push(to, line);
    }
}

/*
 * Makes the paragraphs [first, last] one, as if their newlines were part of a line: the change that
 * is about to be mended takes them out. The first line of the last paragraph is left out, for what
 * opened a paragraph is no place to mend up to.
 */
static void join_paragraphs(struct layout *l, size_t first, size_t last)
{
    struct paragraph *p = &l->paragraphs.ptr[first];
    const struct paragraph *end = &l->paragraphs.ptr[last];
    add_lines(&p->lines, end->lines.ptr + 1, end->lines.len - 1, end->start - p->start);
    p->len = end->start + end->len - p->start;
    replace_paragraphs(l, first + 1, last + 1, 0);
}

/* The paragraph behind the last newline of a change: what was behind the change in `old` ends it.
 */
static struct paragraph part_paragraph(const struct layout *l, struct sv text, size_t start,
                                       const struct paragraph *old, size_t cut)
{
    struct paragraph p = {.start = (uint32_t)start};
    p.len = (uint32_t)(paragraph_end(text, start) - start);
    add_lines(&p.lines, old->lines.ptr, old->lines.len, 0);
    size_t ins = p.len - (old->len - cut);
    wrap_mend(text_of(text, &p), 0, cut, ins, &l->style, &p.lines);
    return p;
}

/* Mends for a change that brings newlines: the paragraph it begins in, those in it, the one it ends
 * in. */
static void splice_paragraphs(struct layout *l, struct sv text, size_t at, size_t del, size_t ins)
{
    size_t first = layout_paragraph(l, at), last = layout_paragraph(l, at + del);
    size_t fresh = newlines_in(sv_sub(text, at, at + ins));
    size_t tail = at + ins;
    while (text.ptr[tail - 1] != '\n')
        tail--;
    const struct paragraph *end = &l->paragraphs.ptr[last];
    struct paragraph parted = part_paragraph(l, text, tail, end, at + del - end->start);
    struct paragraph *p = &l->paragraphs.ptr[first];
    uint32_t place = (uint32_t)at - p->start;
    uint32_t len = (uint32_t)paragraph_end(text, p->start) - p->start;
    uint32_t old_len = p->len;
    p->len = len;
    wrap_mend(text_of(text, p), place, old_len - place, len - place, &l->style, &p->lines);
    replace_paragraphs(l, first + 1, last + 1, fresh);
    p = l->paragraphs.ptr;
    for (size_t i = first + 1; i < first + fresh; i++)
        p[i] = make_paragraph(l, text, p[i - 1].start + p[i - 1].len + 1u);
    p[first + fresh] = parted;
}

void layout_splice(struct layout *l, struct sv text, size_t at, size_t del, size_t ins)
{
    BUG_ON(l->paragraphs.len == 0);
    const struct paragraph *end = &l->paragraphs.ptr[l->paragraphs.len - 1];
    BUG_ON((size_t)end->start + end->len - del + ins != text.len);
    size_t first = layout_paragraph(l, at), last = layout_paragraph(l, at + del);
    size_t fresh = newlines_in(sv_sub(text, at, at + ins));
    if (fresh > 0) {
        splice_paragraphs(l, text, at, del, ins);
    } else {
        if (last > first)
            join_paragraphs(l, first, last);
        struct paragraph *p = &l->paragraphs.ptr[first];
        p->len += (uint32_t)ins - (uint32_t)del;
        wrap_mend(text_of(text, p), at - p->start, del, ins, &l->style, &p->lines);
    }
    for (size_t i = first + fresh + 1; i < l->paragraphs.len; i++)
        l->paragraphs.ptr[i].start += (uint32_t)ins - (uint32_t)del;
    number_rows(l, first);
}

/* The line drawn on a row and its paragraph; false past the last row. */
static bool find_row(const struct layout *l, size_t row, const struct paragraph **p,
                     const struct line **line)
{
    if (row >= l->rows)
        return false;
    *p = &l->paragraphs.ptr[paragraph_of_row(l, row)];
    *line = &(*p)->lines.ptr[row - (*p)->row];
    return true;
}

bool layout_row(const struct layout *l, size_t row, size_t *start, size_t *end)
{
    const struct paragraph *p;
    const struct line *line;
    if (!find_row(l, row, &p, &line))
        return false;
    if (start)
        *start = (size_t)p->start + line->start;
    if (end)
        *end = (size_t)p->start + line->end;
    return true;
}

bool layout_row_opens(const struct layout *l, size_t row)
{
    return row < l->rows && l->paragraphs.ptr[paragraph_of_row(l, row)].row == row;
}

/* A walk over the places a caret can have on a line, from left to right. */
struct places {
    struct sv text; /* of the paragraph */
    const struct line *line;
    enum width_policy policy;
    size_t at;
    size_t column; /* of `at` */
    size_t margin; /* where blanks that vanished pile up */
};

static struct places places_of(const struct layout *l, struct sv text, const struct paragraph *p,
                               const struct line *line)
{
    size_t indent = line->start == 0 ? l->style.first_indent : 0;
    size_t drawn = indent + line->width;
    return (struct places){text_of(text, p), line,
                           l->style.policy,  line->start,
                           indent,           drawn > l->style.width ? drawn : l->style.width};
}

/* Goes one cluster on; false when that would pass `limit`. */
static bool places_next(struct places *w, size_t limit)
{
    size_t next = w->at < limit ? cluster_next(w->text, w->at) : SV_NONE;
    if (next > limit)
        return false;
    w->column += (size_t)width_cluster(sv_sub(w->text, w->at, next), w->policy);
    w->at = next;
    if (w->column > w->margin)
        w->column = w->margin;
    return true;
}

struct spot layout_spot(const struct layout *l, struct sv text, size_t offset)
{
    if (l->paragraphs.len == 0)
        return (struct spot){0, 0};
    const struct paragraph *p = &l->paragraphs.ptr[layout_paragraph(l, offset)];
    size_t place = offset - p->start < p->len ? offset - p->start : p->len;
    size_t line = line_of(p, place);
    struct places w = places_of(l, text, p, &p->lines.ptr[line]);
    while (places_next(&w, place))
        ;
    return (struct spot){p->row + (uint32_t)line, (uint32_t)w.column};
}

size_t layout_offset(const struct layout *l, struct sv text, size_t row, size_t column)
{
    const struct paragraph *p;
    const struct line *line;
    if (!find_row(l, row < l->rows ? row : l->rows - 1u, &p, &line))
        return 0;
    /* The start of the next row is no place on this one. */
    bool last = line->next >= p->len;
    struct places w = places_of(l, text, p, line), best = w;
    while (w.column < column && places_next(&w, last ? p->len : line->next - 1u)) {
        size_t left = column - best.column;
        size_t off = w.column > column ? w.column - column : column - w.column;
        if (off < left)
            best = w;
    }
    return p->start + best.at;
}
