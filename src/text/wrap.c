#include "text/wrap.h"

#include <string.h>

#include "text/break_class.h"
#include "text/char_class.h"
#include "text/cluster.h"
#include "text/utf8.h"

#define COMMON_HAN 0x4E00u /* stands for any of them */

/* One grapheme cluster, which no line parts. */
struct unit {
    uint32_t start;
    uint32_t end;
    uint32_t width; /* cells */
    uint32_t flags; /* of its base code point */
    char32_t base;
};

/* A line in the making. `last` is the last unit that is no blank, `before` the one before it; the
 * room is what the line offers, `width` what it has drawn up to last.end. */
struct making {
    struct sv text;
    const struct wrap_style *style;
    struct line line; /* the last place where it may end */
    bool can_break;   /* `line` holds one */
    uint32_t room;
    uint32_t width;
    struct unit last;
    struct unit before; /* its base and flags only */
    uint32_t blanks;    /* cells of blanks after `last`, or at the start of the paragraph */
};

static struct unit unit_at(const struct making *m, size_t at)
{
    struct unit u = {.start = (uint32_t)at, .end = (uint32_t)cluster_next(m->text, at)};
    size_t len = utf8_decode(m->text, at, &u.base);
    u.flags = break_flags(u.base);
    u.width = u.end - at == len
                  ? (uint32_t)width_code_point(u.base, m->style->policy)
                  : (uint32_t)width_cluster(sv_sub(m->text, at, u.end), m->style->policy);
    if (u.width == 0) /* some of these are drawn as a mark */
        u.width = (uint32_t)width_cluster(sv_sub(m->text, at, u.end), m->style->policy);
    return u;
}

static uint32_t flags_at(struct sv text, size_t at)
{
    char32_t cp;
    if (at >= text.len)
        return 0;
    utf8_decode(text, at, &cp);
    return break_flags(cp);
}

static bool is_number(const struct unit *u)
{
    return (u->flags & BREAK_DIGIT) || (u->flags & BREAK_WORD);
}

/* Whether `a` and the unit right after it are one word, number or mark. */
static bool is_one_piece(const struct unit *before, const struct unit *a, const struct unit *b)
{
    uint32_t both = a->flags & b->flags;
    if (both & (BREAK_WORD | BREAK_DIGIT | BREAK_DASH | BREAK_ELLIPSIS))
        return true;
    if ((a->flags | b->flags) & BREAK_GLUE)
        return true;
    if ((b->flags & BREAK_UNIT) && (is_number(a) || (a->flags & BREAK_UNIT)))
        return true;
    if (a->base == 0x2019) /* don’t */
        return char_is_ascii_alnum(before->base) && char_is_ascii_alnum(b->base);
    return a->base == 0xFF0E && (before->flags & b->flags & BREAK_DIGIT); /* ３．５ */
}

/* Whether a line may end after m->last and the next one start with `b`. */
static bool may_break(const struct making *m, const struct unit *b)
{
    const struct unit *a = &m->last;
    if ((a->flags & BREAK_NOEND) || (b->flags & BREAK_NOSTART))
        return false;
    bool touch = a->end == b->start;
    if (touch && is_one_piece(&m->before, a, b))
        return false;
    bool lone_dash = (b->flags & BREAK_DASH) && !(flags_at(m->text, b->end) & BREAK_DASH);
    return !lone_dash;
}

/* U+4E00 to U+9FFF by its bytes: two cells, and a break before and after each. */
static bool is_common_han(struct sv text, size_t at)
{
    const unsigned char *s = (const unsigned char *)text.ptr + at;
    return s[0] >= 0xE4 && s[0] <= 0xE9 && (s[0] > 0xE4 || s[1] >= 0xB8) &&
           ((s[1] ^ 0x80u) | (s[2] ^ 0x80u)) < 0x40;
}

/* ， ： ； 、 。 by their bytes: two cells, and no break before them. */
static bool is_stop_mark(struct sv text, size_t at)
{
    const unsigned char *s = (const unsigned char *)text.ptr + at;
    if (s[0] == 0xEF)
        return s[1] == 0xBC && (s[2] == 0x8C || s[2] == 0x9A || s[2] == 0x9B);
    return s[0] == 0xE3 && s[1] == 0x80 && (s[2] == 0x81 || s[2] == 0x82);
}

static void note_seen(struct making *m, size_t end)
{
    /* The cluster's end was told by the code point after it, or by the end of the text. */
    size_t seen = end + 4 <= m->text.len ? end + 4 : m->text.len + 1;
    if (seen > m->line.seen)
        m->line.seen = (uint32_t)seen;
}

static void end_line(struct making *m, size_t end, size_t next, uint32_t width)
{
    m->line.end = (uint32_t)end;
    m->line.next = (uint32_t)next;
    m->line.width = width;
    m->can_break = true;
}

static void take(struct making *m, const struct unit *u)
{
    m->before.base = m->last.base;
    m->before.flags = m->last.flags;
    m->last = *u;
    m->width += m->blanks + u->width;
    m->blanks = 0;
}

static bool is_ascii_word(char byte)
{
    return byte > ' ' && byte < 0x7F;
}

/* Makes the last unit of those taken without a look at each, with `base` for all, the last one. */
static size_t taken_to(struct making *m, size_t start, size_t end, char32_t base)
{
    uint32_t flags = base == COMMON_HAN ? 0 : break_flags(base);
    m->last = (struct unit){(uint32_t)start, (uint32_t)end, 0, flags, base};
    note_seen(m, end);
    return end;
}

/* Takes the Han characters and stop marks after m->last as far as they fit and nothing joins them,
 * and notes the place before the last of the Han characters: a text is mostly this. */
static size_t take_prose(struct making *m, size_t at)
{
    if (m->last.flags & (BREAK_NOEND | BREAK_GLUE))
        return at;
    size_t from = at, most = (m->room - m->width) / 2;
    if (most > (m->text.len - at) / 3)
        most = (m->text.len - at) / 3;
    size_t end = at + 3 * most, han = SIZE_MAX, han_before = SIZE_MAX;
    for (; at < end; at += 3) {
        if (is_common_han(m->text, at)) {
            han_before = han;
            han = at;
        } else if (!is_stop_mark(m->text, at)) {
            break;
        }
    }
    if (at > from && at < m->text.len && !cluster_plain_at(m->text, at))
        at -= 3;
    if (at == from)
        return at;
    if (han == at)
        han = han_before;
    if (han != SIZE_MAX)
        end_line(m, han, han, m->width + (uint32_t)(han - from) / 3 * 2);
    m->width += (uint32_t)(at - from) / 3 * 2;
    char32_t base = COMMON_HAN;
    if (han != at - 3)
        utf8_decode(m->text, at - 3, &base);
    return taken_to(m, at - 3, at, base);
}

/* Takes the rest of an ASCII word as far as it fits: no line may end in it. */
static size_t take_ascii(struct making *m, size_t at)
{
    size_t from = at;
    while (at + 1 < m->text.len && m->width < m->room && is_ascii_word(m->text.ptr[at]) &&
           cluster_plain_at(m->text, at + 1)) {
        at++;
        m->width++;
    }
    return at == from ? at : taken_to(m, at - 1, at, (unsigned char)m->text.ptr[at - 1]);
}

static size_t skip_blanks(struct making *m, size_t at)
{
    while (at < m->text.len) {
        struct unit u = unit_at(m, at);
        note_seen(m, u.end);
        if (!(u.flags & BREAK_BLANK))
            break;
        at = u.end;
    }
    return at;
}

/* The line that ends with the paragraph: its blanks are drawn as far as there is room. */
static void end_paragraph(struct making *m, size_t blanks_from)
{
    size_t end = blanks_from;
    uint32_t width = m->width;
    while (end < m->text.len) {
        struct unit u = unit_at(m, end);
        if (width + u.width > m->room)
            break;
        width += u.width;
        end = u.end;
    }
    end_line(m, end, m->text.len, width);
    m->line.seen = (uint32_t)m->text.len + 1;
}

/* A stop mark that finds no room may stand past the margin when a line may end after it. */
static bool hang(struct making *m, const struct unit *u)
{
    if (!m->style->hang || !(u->flags & BREAK_HANGS) || m->last.end != u->start || m->width == 0)
        return false;
    struct making after = *m;
    take(&after, u);
    size_t next = skip_blanks(&after, u->end);
    m->line.seen = after.line.seen;
    if (next < m->text.len) {
        struct unit following = unit_at(&after, next);
        if (!may_break(&after, &following))
            return false;
    }
    end_line(m, u->end, next, after.width);
    return true;
}

/* Ends the line before `u`, for which there is no room: at the last place where it may end, else
 * right here. A line takes one unit at least. */
static void overflow(struct making *m, const struct unit *u)
{
    if (hang(m, u) || m->can_break)
        return;
    if (m->last.end > m->last.start) {
        end_line(m, m->last.end, u->start, m->width);
    } else if (m->blanks) {
        struct sv blanks = sv_sub(m->text, m->line.start, u->start);
        size_t drawn = width_fit(blanks, m->room, m->style->policy);
        end_line(m, m->line.start + drawn, u->start,
                 (uint32_t)width_text(sv_sub(blanks, 0, drawn), m->style->policy));
    } else {
        take(m, u);
        end_line(m, u->end, skip_blanks(m, u->end), m->width);
    }
}

struct line wrap_line(struct sv paragraph, size_t start, const struct wrap_style *style)
{
    struct making m = {.text = paragraph, .style = style};
    uint32_t indent = start == 0 ? style->first_indent : 0;
    m.room = style->width > indent ? style->width - indent : 0;
    m.line.start = (uint32_t)start;
    m.last = (struct unit){.start = start, .end = start};
    size_t at = start, blanks_from = start;
    while (at < paragraph.len) {
        struct unit u = unit_at(&m, at);
        note_seen(&m, u.end);
        if (u.flags & BREAK_BLANK) {
            m.blanks += u.width;
            at = u.end;
            continue;
        }
        bool open = m.last.end > m.last.start;
        if (u.width == 0 && open && m.last.end == u.start) {
            m.last.end = at = blanks_from = u.end;
            continue;
        }
        if (open && may_break(&m, &u))
            end_line(&m, m.last.end, u.start, m.width);
        if (m.width + m.blanks + u.width > m.room) {
            overflow(&m, &u);
            return m.line;
        }
        take(&m, &u);
        at = u.end;
        at = u.base < 0x80 && (u.flags & BREAK_WORD) ? take_ascii(&m, at) : at;
        at = take_prose(&m, at);
        blanks_from = at;
    }
    end_paragraph(&m, blanks_from);
    return m.line;
}

void wrap_paragraph(struct sv paragraph, const struct wrap_style *style, struct lines *out)
{
    size_t at = 0;
    do {
        struct line line = wrap_line(paragraph, at, style);
        vec_push(out, line);
        at = line.next;
    } while (at < paragraph.len);
}

/* The first of the old lines whose breaking looked at the change. */
static size_t first_touched(const struct lines *lines, size_t at)
{
    size_t i = 0;
    while (i < lines->len && lines->ptr[i].seen <= at)
        i++;
    return i;
}

static void shift_lines(struct line *lines, size_t count, uint32_t by)
{
    for (size_t i = 0; i < count; i++) {
        lines[i].start += by;
        lines[i].end += by;
        lines[i].next += by;
        lines[i].seen += by;
    }
}

/* Puts `fresh` in the place of the lines [from, to). */
static void replace_lines(struct lines *lines, size_t from, size_t to, const struct lines *fresh)
{
    size_t rest = lines->len - to;
    vec_reserve(lines, from + fresh->len + rest);
    memmove(lines->ptr + from + fresh->len, lines->ptr + to, rest * sizeof *lines->ptr);
    memcpy(lines->ptr + from, fresh->ptr, fresh->len * sizeof *lines->ptr);
    lines->len = from + fresh->len + rest;
}

void wrap_mend(struct sv paragraph, size_t at, size_t del, size_t ins,
               const struct wrap_style *style, struct lines *lines)
{
    size_t first = first_touched(lines, at), old = first;
    if (first == lines->len)
        return;
    struct lines fresh = {0};
    size_t start = lines->ptr[first].start;
    uint32_t by = (uint32_t)ins - (uint32_t)del;
    for (;;) {
        struct line line = wrap_line(paragraph, start, style);
        vec_push(&fresh, line);
        start = line.next;
        if (start >= paragraph.len) {
            old = lines->len;
            break;
        }
        if (start < at + ins)
            continue;
        /* Behind the change a line that starts where an old one did is that line. The first line
         * of a paragraph is like no other: it knows leading blanks and the indent. */
        size_t before = start - ins + del;
        while (old < lines->len && (lines->ptr[old].start < before || old == 0))
            old++;
        if (old < lines->len && lines->ptr[old].start == before)
            break;
    }
    shift_lines(lines->ptr + old, lines->len - old, by);
    replace_lines(lines, first, old, &fresh);
    vec_release(&fresh);
}
