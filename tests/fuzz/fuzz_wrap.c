/*
 * Clusters, widths, counts, lines and layouts, held against each other.
 *
 * The input: 8 bytes that choose the width and a change, then the text, then (behind the last LF)
 * what is inserted.
 */
#include "fuzz.h"
#include "text/cluster.h"
#include "text/count.h"
#include "text/layout.h"

enum { CHOICES = 8 };

static void clusters_agree(struct sv text)
{
    size_t count = 0;
    for (size_t at = 0; at < text.len; count++) {
        size_t next = cluster_next(text, at);
        HOLDS(next > at && next <= text.len);
        HOLDS(cluster_prev(text, next) == at);
        HOLDS(cluster_start(text, at) == at);
        HOLDS(next - at == 1 || cluster_start(text, next - 1) == at);
        at = next;
    }
    HOLDS(count == cluster_count(text));
}

static void counts_agree(struct sv text)
{
    struct counts n = count_text(text), sum = {0};
    struct sv rest = text, paragraph;
    while (sv_next(&rest, '\n', &paragraph))
        sum = counts_add(sum, count_text(paragraph));
    HOLDS(memcmp(&n, &sum, sizeof n) == 0);
    for (int rule = 0; rule < COUNT_RULES; rule++) {
        uint32_t whole = counts_by(n, rule), limit = whole / 2;
        size_t at = count_limit_offset(text, rule, limit);
        HOLDS(at <= text.len);
        HOLDS(counts_by(count_text(sv_sub(text, 0, at)), rule) <= limit);
        HOLDS(count_limit_offset(text, rule, whole) == text.len);
    }
}

static void lines_agree(struct sv paragraph, const struct wrap_style *style,
                        const struct lines *lines)
{
    size_t at = 0;
    HOLDS(lines->len > 0);
    for (size_t i = 0; i < lines->len; i++) {
        const struct line *l = &lines->ptr[i];
        uint32_t room = style->width - (i ? 0 : style->first_indent);
        HOLDS(l->start == at && l->start <= l->end && l->end <= l->next);
        HOLDS(l->next > l->start || paragraph.len == 0);
        HOLDS(cluster_start(paragraph, l->end) == l->end);
        HOLDS(l->width == width_text(sv_sub(paragraph, l->start, l->end), style->policy));
        /* A stop may hang; a cluster wider than the line stands alone. */
        HOLDS(l->width <= room + (style->hang ? 2 : 0) ||
              cluster_next(paragraph, l->start) >= l->end);
        at = l->next;
    }
    HOLDS(at == paragraph.len);
}

static void same_lines(const struct lines *a, const struct lines *b)
{
    HOLDS(a->len == b->len);
    for (size_t i = 0; i < a->len; i++) {
        const struct line *x = &a->ptr[i], *y = &b->ptr[i];
        HOLDS(x->start == y->start && x->end == y->end && x->next == y->next &&
              x->width == y->width);
    }
}

static void same_layout(const struct layout *a, const struct layout *b)
{
    HOLDS(a->rows == b->rows && a->paragraphs.len == b->paragraphs.len);
    for (size_t i = 0; i < a->paragraphs.len; i++) {
        const struct paragraph *x = &a->paragraphs.ptr[i], *y = &b->paragraphs.ptr[i];
        HOLDS(x->start == y->start && x->len == y->len && x->row == y->row);
        same_lines(&x->lines, &y->lines);
    }
}

static void layout_agrees(const struct layout *l, struct sv text)
{
    for (size_t i = 0; i < l->paragraphs.len; i++) {
        const struct paragraph *p = &l->paragraphs.ptr[i];
        lines_agree(sv_sub(text, p->start, p->start + p->len), &l->style, &p->lines);
    }
    for (size_t row = 0; row < l->rows; row++) {
        size_t start, end;
        HOLDS(layout_row(l, row, &start, &end));
        HOLDS(start <= end && end <= text.len);
        struct spot spot = layout_spot(l, text, start);
        HOLDS(spot.row == row);
        HOLDS(layout_offset(l, text, row, spot.column) == start);
    }
    HOLDS(!layout_row(l, l->rows, NULL, NULL));
}

/* One change, followed step by step and made anew. */
static void change(struct str *text, struct layout *l, const uint8_t *choice, struct sv insert)
{
    struct sv before = str_sv(text);
    size_t places = utf8_length(before) + 1;
    size_t at = utf8_offset(before, choice[4] * places / 256);
    size_t del = utf8_offset(before, utf8_length(sv_sub(before, 0, at)) + choice[5] % 16) - at;
    struct counts n = count_text(before), all;
    count_splice(before, at, del, insert, &n);
    str_splice(text, at, del, insert);
    all = count_text(str_sv(text));
    HOLDS(memcmp(&n, &all, sizeof n) == 0);

    struct layout anew;
    layout_splice(l, str_sv(text), at, del, insert.len);
    layout_init(&anew);
    layout_make(&anew, str_sv(text), &l->style);
    same_layout(l, &anew);
    layout_release(&anew);
}

/* Text inside the program is valid UTF-8: import and norm see to that. */
static void repair(struct sv bytes, struct str *out)
{
    char32_t cp;
    for (size_t at = 0; at < bytes.len;) {
        at += utf8_decode(bytes, at, &cp);
        utf8_add(out, cp);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < CHOICES)
        return 0;
    struct str body = {0}, text = {0};
    repair(fuzz_input(data + CHOICES, size - CHOICES), &body);
    size_t cut = body.len;
    while (cut > 0 && body.ptr[cut - 1] != '\n')
        cut--;
    struct wrap_style style = {
        .width = 2 + data[0] % 100,
        .first_indent = data[1] % 5,
        .policy = data[2] % 3,
        .hang = data[3] & 1,
    };
    if (style.first_indent + 2 > style.width)
        style.first_indent = 0;
    struct layout l;
    str_set(&text, sv_sub(str_sv(&body), 0, cut));
    layout_init(&l);
    layout_make(&l, str_sv(&text), &style);
    clusters_agree(str_sv(&text));
    counts_agree(str_sv(&text));
    layout_agrees(&l, str_sv(&text));
    change(&text, &l, data, sv_from_offset(str_sv(&body), cut));
    layout_agrees(&l, str_sv(&text));
    layout_release(&l);
    str_release(&text);
    str_release(&body);
    return 0;
}
