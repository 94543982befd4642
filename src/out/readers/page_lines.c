#include "out/readers/page_lines.h"

#include "text/char_class.h"
#include "text/prose.h"
#include "text/width.h"
#include "text/wrap.h"

/* How flow.c and sheet.c lay a page out. */
#define INDENT "　　"
#define OVER_MARK "【超出】"
#define DEMO_MARK "演示"
#define FIGURE_NOTE "（附图文件 "

enum { INDENT_CELLS = 4, MARGIN = 4, FOOT_MARGIN = 2 };

enum open_kind {
    OPEN_NOTHING,
    OPEN_PARAGRAPH,
    OPEN_CENTRED,
    OPEN_LABEL, /* a line of the cover, its value not begun */
    OPEN_VALUE,
};

/* Where people put a blank between Chinese and Western text, or do not. */
enum meeting { HAN_LATIN, HAN_DIGIT, DIGIT_HAN, MEETINGS };

/* The paragraph in the making: its text from `from` on wraps in its own box, and the last line of
 * it starts at `start`. */
struct joiner {
    struct reading *out;
    uint32_t part;
    uint32_t width;        /* of the pages, cells */
    bool spaced[MEETINGS]; /* the text puts blanks there */
    bool cover;            /* the page has no running head */
    enum open_kind open;
    uint32_t column; /* where the value of a cover line stands, 0 unknown */
    size_t from;
    size_t start;
};

/* ---- what a line is ---- */

static size_t leading_blanks(struct sv line)
{
    size_t n = 0;
    while (n < line.len && line.ptr[n] == ' ')
        n++;
    return n;
}

static bool is_empty(struct sv line)
{
    return leading_blanks(line) == line.len;
}

static bool take_word(struct sv line, size_t *at, struct sv word)
{
    if (!sv_starts(sv_from_offset(line, *at), word))
        return false;
    *at += word.len;
    return true;
}

static bool take_number(struct sv line, size_t *at, int64_t *value)
{
    size_t from = *at;
    while (*at < line.len && line.ptr[*at] >= '0' && line.ptr[*at] <= '9')
        ++*at;
    return sv_number(sv_sub(line, from, *at), 1, 99999, value);
}

/* — N — beside 第 N 页 共 M 页, or beside 共 M 页 where a check code took the room. */
static bool is_foot(struct sv line, int64_t *page, int64_t *of)
{
    struct str whole = {0};
    size_t at = sv_find(line, SV("— "), 0), total = sv_find(line, SV("共 "), 0);
    if (at == SV_NONE || total == SV_NONE || leading_blanks(line) < FOOT_MARGIN)
        return false;
    bool is = take_word(line, &at, SV("— ")) && take_number(line, &at, page) &&
              take_word(line, &at, SV(" —")) && take_word(line, &total, SV("共 ")) &&
              take_number(line, &total, of) && take_word(line, &total, SV(" 页")) && *page <= *of;
    if (is) {
        str_add_f(&whole, "第 %lld 页 共 ", (long long)*page);
        is = sv_contains(line, str_sv(&whole)) || sv_contains(line, SV("　校验码 "));
    }
    str_release(&whole);
    return is;
}

static bool is_centred(const struct joiner *j, struct sv line)
{
    size_t blanks = leading_blanks(line);
    size_t cells = width_text(sv_from_offset(line, blanks), WIDTH_PAPER);
    return cells <= j->width && blanks == (j->width - cells) / 2;
}

/* 图1　 at the start of a line: some characters, a number, a wide blank. */
static bool opens_figure(struct sv text)
{
    enum { MOST_BEFORE = 4 };
    size_t at = 0, next;
    for (int n = 0; n < MOST_BEFORE && at < text.len; n++) {
        char32_t cp = prose_peek(text, at, &next);
        if (prose_is_digit(cp))
            break;
        at = next;
    }
    size_t digits = prose_skip_digits(text, at);
    return at > 0 && digits > at && prose_char(text, digits) == 0x3000;
}

/* ---- joining ---- */

static struct str *open_text(const struct joiner *j)
{
    return &j->out->passages.ptr[j->out->passages.len - 1].text;
}

static struct passage *begin(struct joiner *j, enum open_kind kind, struct sv text)
{
    struct passage *p = reading_add(j->out, (uint32_t)j->out->passages.len + 1);
    str_set(&p->text, text);
    j->open = kind;
    j->from = j->start = 0;
    return p;
}

/* Would the paragraph's last line have ended where it does, with `between` before what follows? A
 * line follows from its start alone, so that is all that need be looked at. */
static bool would_break(const struct joiner *j, const struct wrap_style *style, struct sv between,
                        struct sv next)
{
    struct str line = {0};
    struct wrap_style box = *style;
    struct sv last = sv_from_offset(str_sv(open_text(j)), j->start);
    box.first_indent = j->start == j->from ? style->first_indent : 0;
    str_add(&line, last);
    str_add(&line, between);
    str_add(&line, next);
    struct line cut = wrap_line(str_sv(&line), 0, &box);
    bool is = cut.end == last.len && cut.next == last.len + between.len;
    str_release(&line);
    return is;
}

static enum meeting meeting_of(char32_t a, char32_t b)
{
    if (prose_is_han(a) && b < 0x80 && prose_is_digit(b))
        return HAN_DIGIT;
    if (a < 0x80 && (prose_is_digit(a) || a == '%') && prose_is_han(b))
        return DIGIT_HAN;
    bool latin = (a < 0x80 && prose_is_latin(a) && prose_is_han(b)) ||
                 (b < 0x80 && prose_is_latin(b) && prose_is_han(a));
    return latin ? HAN_LATIN : MEETINGS;
}

/* What the text does elsewhere; 路1号 in an address is together whatever it does. Two Latin words
 * with the program's own mark between them: a blank. */
static bool likes_blank(const struct joiner *j, struct sv before, struct sv after)
{
    struct sv mark = SV(OVER_MARK);
    bool marked = sv_ends(before, mark) || sv_starts(after, mark);
    before.len -= sv_ends(before, mark) ? mark.len : 0;
    after = sv_from_offset(after, sv_starts(after, mark) ? mark.len : 0);
    char32_t a = prose_before(before, before.len), b = prose_char(after, 0);
    if (marked && char_is_ascii_alnum(a) && char_is_ascii_alnum(b))
        return true;
    enum meeting m = meeting_of(a, b);
    return m != MEETINGS && j->spaced[m] && (m == HAN_LATIN || j->open == OPEN_PARAGRAPH);
}

/* The blank that stood at the line's end; false where the line cannot have ended there. */
static bool find_blank(const struct joiner *j, const struct wrap_style *style, struct sv next,
                       struct sv *between)
{
    static const struct sv blanks[] = {{"", 0}, {" ", 1}, {"　", 3}};
    struct sv text = str_sv(open_text(j));
    if (likes_blank(j, text, next) && would_break(j, style, blanks[1], next)) {
        *between = blanks[1];
        return true;
    }
    for (size_t i = 0; i < sizeof blanks / sizeof blanks[0]; i++) {
        if (!would_break(j, style, blanks[i], next))
            continue;
        *between = blanks[i];
        return true;
    }
    return false;
}

static void join(struct joiner *j, struct sv between, struct sv next)
{
    struct str *text = open_text(j);
    str_add(text, between);
    j->start = text->len;
    str_add(text, next);
}

/* Joins a line that goes on with the paragraph, whatever it looks like: somebody may have changed
 * the file. */
static void go_on(struct joiner *j, uint32_t width, uint32_t indent, struct sv next)
{
    struct wrap_style style = {.width = width, .first_indent = indent, .policy = WIDTH_PAPER};
    struct sv between = SV("");
    if (!find_blank(j, &style, next, &between)) {
        char32_t a = prose_before(str_sv(open_text(j)), open_text(j)->len);
        between = prose_is_latin(a) && prose_is_latin(prose_char(next, 0)) ? SV(" ") : SV("");
    }
    join(j, between, next);
}

/* ---- lines one by one ---- */

/* A centred line goes on with the one above only where that was full. */
static void take_centred(struct joiner *j, struct sv text)
{
    struct wrap_style style = {.width = j->width - 2 * MARGIN, .policy = WIDTH_PAPER};
    struct sv between;
    bool apart = opens_figure(text) || sv_starts(text, SV(FIGURE_NOTE));
    if (j->open == OPEN_CENTRED && !apart && find_blank(j, &style, text, &between))
        join(j, between, text);
    else
        begin(j, OPEN_CENTRED, text)->centred = true;
}

/* “    标签：        值”: the value starts where the blanks behind the label end. */
static void take_cover_line(struct joiner *j, struct sv text, size_t colon)
{
    size_t end = colon + strlen("：");
    size_t value = end + leading_blanks(sv_from_offset(text, end));
    begin(j, value < text.len ? OPEN_VALUE : OPEN_LABEL, text);
    j->from = j->start = value;
    j->column = MARGIN + (uint32_t)width_text(sv_sub(text, 0, value), WIDTH_PAPER);
}

static void take_value(struct joiner *j, uint32_t column, struct sv text)
{
    if (j->open == OPEN_VALUE) {
        go_on(j, j->width > MARGIN + column ? j->width - MARGIN - column : 2, 0, text);
        return;
    }
    j->open = OPEN_VALUE;
    j->column = column;
    str_add_byte(open_text(j), ' ');
    j->from = open_text(j)->len;
    join(j, SV(""), text);
}

static void take_indented(struct joiner *j, struct sv line)
{
    size_t blanks = leading_blanks(line);
    struct sv text = sv_from_offset(line, blanks);
    size_t colon = sv_find(text, SV("："), 0);
    bool cover = j->open == OPEN_LABEL || j->open == OPEN_VALUE;
    bool right = blanks + width_text(text, WIDTH_PAPER) == j->width;
    if (j->cover && blanks == MARGIN && colon != SV_NONE)
        take_cover_line(j, text, colon);
    else if (cover && j->open == OPEN_VALUE && blanks == j->column)
        take_value(j, j->column, text);
    else if (cover && right && !is_centred(j, line))
        str_add_f(open_text(j), "  %.*s", SV_ARG(text));
    else if (j->open == OPEN_LABEL && !is_centred(j, line))
        take_value(j, (uint32_t)blanks, text);
    else
        take_centred(j, text);
}

static void take_line(struct joiner *j, struct sv line)
{
    if (is_empty(line))
        j->open = OPEN_NOTHING;
    else if (sv_starts(line, SV(INDENT)))
        begin(j, OPEN_PARAGRAPH, sv_from_offset(line, strlen(INDENT)));
    else if (line.ptr[0] == ' ')
        take_indented(j, line);
    else if (j->open == OPEN_PARAGRAPH)
        go_on(j, j->width, INDENT_CELLS, line);
    else
        begin(j, OPEN_PARAGRAPH, line);
}

/* ---- pages ---- */

/* The first line of a page is the running head; a cover, and the first page of a paper that has its
 * title there, have none. */
static bool is_head(const struct joiner *j, struct sv line)
{
    return !is_empty(line) && !sv_starts(line, SV(INDENT)) && is_centred(j, line);
}

/* The lines [from, to) above a foot. Free lines at the end of a page end no paragraph. */
static void take_page(struct joiner *j, const struct text_lines *lines, size_t from, size_t to)
{
    size_t first = j->out->passages.len;
    j->cover = from < to && is_empty(lines->ptr[from]);
    if (from < to && (j->cover || is_head(j, lines->ptr[from])))
        from++;
    while (to > from && is_empty(lines->ptr[to - 1]))
        to--;
    for (size_t i = from; i < to; i++)
        take_line(j, lines->ptr[i]);
    for (size_t i = first; i < j->out->passages.len; i++)
        j->out->passages.ptr[i].part = j->part;
}

/* Where a page ends: the index of its foot, or the end of the lines. */
static size_t page_end(const struct text_lines *lines, size_t from)
{
    int64_t page, of;
    while (from < lines->len && !is_foot(lines->ptr[from], &page, &of))
        from++;
    return from;
}

static struct sv trimmed(struct sv line)
{
    return sv_from_offset(line, leading_blanks(line));
}

/* What the paper is called whose first page begins at `from`: the head of its next page or, where
 * it has but one, the first line on it. */
static struct sv paper_name(const struct joiner *j, const struct text_lines *lines, size_t from)
{
    size_t next = page_end(lines, from) + 1, line = from;
    if (next < lines->len && is_head(j, lines->ptr[next]))
        return trimmed(lines->ptr[next]);
    while (line < lines->len && is_empty(lines->ptr[line]))
        line++;
    return line < lines->len ? trimmed(lines->ptr[line]) : SV("");
}

/* A page without a head begins a paper, as does another head than before. */
static void find_part(struct joiner *j, const struct text_lines *lines, size_t from)
{
    bool head = from < lines->len && is_head(j, lines->ptr[from]);
    struct sv name = head ? trimmed(lines->ptr[from]) : paper_name(j, lines, from);
    bool same = j->part && sv_eq(str_sv(&j->out->parts.ptr[j->part - 1]), name);
    if (same)
        return;
    j->part = reading_add_part(j->out, name);
    j->open = OPEN_NOTHING;
}

/* How often each meeting is seen with a blank, and without. */
struct habit {
    size_t with[MEETINGS];
    size_t without[MEETINGS];
};

static void note_line(struct habit *h, struct sv line)
{
    char32_t before = 0, last = 0;
    for (size_t at = 0, next; at < line.len; at = next) {
        char32_t cp = prose_peek(line, at, &next);
        enum meeting close = meeting_of(last, cp), apart = meeting_of(before, cp);
        if (close != MEETINGS)
            h->without[close]++;
        else if (last == ' ' && apart != MEETINGS)
            h->with[apart]++;
        before = last;
        last = cp;
    }
}

/* Over the running text, not the lines that the program itself puts blanks into. */
static void learn_habit(struct joiner *j, const struct text_lines *lines)
{
    struct habit h = {0};
    for (size_t i = 0; i < lines->len; i++)
        if (leading_blanks(lines->ptr[i]) == 0)
            note_line(&h, lines->ptr[i]);
    for (int m = 0; m < MEETINGS; m++)
        j->spaced[m] = h.with[m] > h.without[m];
}

/* The width of the pages, by their feet; 0 when there is none, or they are not numbered in order.
 */
static uint32_t width_of_pages(const struct text_lines *lines)
{
    int64_t page, of, expected = 1, pages = 0;
    uint32_t width = 0;
    for (size_t i = 0; i < lines->len; i++) {
        if (!is_foot(lines->ptr[i], &page, &of))
            continue;
        if (page != expected++ || (pages && of != pages))
            return 0;
        pages = of;
        size_t cells = width_text(lines->ptr[i], WIDTH_PAPER) + FOOT_MARGIN;
        width = cells > width ? (uint32_t)cells : width;
    }
    return width > 4 * MARGIN ? width : 0;
}

bool page_lines_read(const struct text_lines *lines, struct reading *out)
{
    struct joiner j = {.out = out, .width = width_of_pages(lines)};
    if (j.width == 0)
        return false;
    learn_habit(&j, lines);
    for (size_t from = 0, end; from < lines->len; from = end + 1) {
        end = page_end(lines, from);
        find_part(&j, lines, from);
        take_page(&j, lines, from, end);
        out->demo |= end < lines->len && sv_contains(lines->ptr[end], SV(DEMO_MARK));
    }
    out->own = true;
    return true;
}
