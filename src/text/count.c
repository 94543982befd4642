#include "text/count.h"

#include "base/i18n.h"
#include "text/char_class.h"
#include "text/cluster.h"
#include "text/utf8.h"

#define RIGHT_QUOTE 0x2019u

/*
 * The walk of text-rules 1.3 over one text that may come in pieces. U+2019 is an apostrophe between
 * two ASCII letters or digits and a Chinese quotation mark elsewhere, so after a letter it waits
 * for what follows.
 */
struct counter {
    struct counts n;
    bool in_run;
    bool quote_waits;
    char32_t before; /* the code point before the next one, 0 at the start */
};

static void count_code_point(struct counter *c, char32_t cp)
{
    if (c->quote_waits) {
        c->quote_waits = false;
        if (!char_is_ascii_alnum(cp)) {
            c->n.fe++;
            c->in_run = false;
        }
    }
    switch (char_class(cp)) {
    case CHAR_BLANK:
        c->n.blanks++;
        c->in_run = false;
        break;
    case CHAR_LINE_END:
        c->in_run = false;
        break;
    case CHAR_IGNORED:
        break;
    case CHAR_COMBINING:
        c->n.chars++;
        break;
    case CHAR_FE:
        c->n.chars++;
        if (cp == RIGHT_QUOTE && char_is_ascii_alnum(c->before)) {
            c->quote_waits = true;
            break;
        }
        c->n.fe++;
        c->in_run = false;
        break;
    case CHAR_OTHER:
        c->n.chars++;
        c->n.latin += !c->in_run;
        c->in_run = true;
        break;
    }
    c->before = cp;
}

/* Han of U+4000 to U+9FFF and the marks of U+3001 to U+3029 and U+FF01 to U+FF60, by their bytes:
 * nearly all there is to count. */
static bool is_common_fe(struct sv text, size_t at)
{
    const unsigned char *s = (const unsigned char *)text.ptr + at;
    if (s[0] < 0xE3 || text.len - at < 3 || ((s[1] ^ 0x80u) | (s[2] ^ 0x80u)) >= 0x40)
        return false;
    if (s[0] >= 0xE4 && s[0] <= 0xE9)
        return true;
    if (s[0] == 0xE3)
        return s[1] == 0x80 && s[2] > 0x80 && s[2] <= 0xA9;
    return s[0] == 0xEF && ((s[1] == 0xBC && s[2] > 0x80) || (s[1] == 0xBD && s[2] <= 0xA0));
}

/* Counts the ASCII letters, digits and marks at `at` and returns where they end. */
static size_t count_ascii(struct counter *c, struct sv text, size_t at)
{
    size_t from = at;
    while (at < text.len && text.ptr[at] > ' ' && text.ptr[at] < 0x7F)
        at++;
    c->n.latin += !c->in_run;
    c->n.chars += (uint32_t)(at - from);
    c->in_run = true;
    c->before = (unsigned char)text.ptr[at - 1];
    return at;
}

static void count_finish(struct counter *c)
{
    if (c->quote_waits)
        c->n.fe++;
    c->quote_waits = false;
}

static void count_piece(struct counter *c, struct sv text)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t common = 0;
        for (; at < text.len && is_common_fe(text, at); at += 3)
            common++;
        if (common) {
            count_finish(c);
            c->n.fe += common;
            c->n.chars += common;
            c->in_run = false;
            c->before = 0;
        } else if (text.ptr[at] > ' ' && text.ptr[at] < 0x7F && !c->quote_waits) {
            at = count_ascii(c, text, at);
        } else {
            char32_t cp;
            at += utf8_decode(text, at, &cp);
            count_code_point(c, cp);
        }
    }
}

struct counts count_text(struct sv text)
{
    struct counter c = {0};
    count_piece(&c, text);
    count_finish(&c);
    return c.n;
}

struct counts counts_add(struct counts a, struct counts b)
{
    return (struct counts){a.fe + b.fe, a.latin + b.latin, a.chars + b.chars, a.blanks + b.blanks};
}

struct counts counts_sub(struct counts a, struct counts b)
{
    return (struct counts){a.fe - b.fe, a.latin - b.latin, a.chars - b.chars, a.blanks - b.blanks};
}

uint32_t counts_by(struct counts n, enum count_rule rule)
{
    if (rule == COUNT_WORD)
        return n.fe + n.latin;
    return rule == COUNT_CHARS ? n.chars : n.chars + n.blanks;
}

static const struct {
    const char *name;
    const char *label;
} rules[COUNT_RULES] = {
    [COUNT_WORD] = {"word", N_("按 Word 字数计")},
    [COUNT_CHARS] = {"chars", N_("按字符数计（不计空格）")},
    [COUNT_CHARS_WITH_SPACES] = {"chars-with-spaces", N_("按字符数计（计空格）")},
};

struct sv count_rule_name(enum count_rule rule)
{
    return sv_from(rules[rule].name);
}

bool count_rule_by_name(struct sv name, enum count_rule *rule)
{
    for (int i = 0; i < COUNT_RULES; i++) {
        if (sv_eq(name, sv_from(rules[i].name))) {
            *rule = (enum count_rule)i;
            return true;
        }
    }
    return false;
}

const char *count_rule_label(enum count_rule rule)
{
    return _(rules[rule].label);
}

/* Whether nothing before this code point matters to what follows it, and the other way round. */
static bool is_barrier(char32_t cp)
{
    enum char_class class = char_class(cp);
    return class == CHAR_BLANK || class == CHAR_LINE_END || (class == CHAR_FE && cp != RIGHT_QUOTE);
}

static size_t barrier_before(struct sv text, size_t at)
{
    while (at > 0) {
        size_t before = utf8_prev(text, at);
        char32_t cp;
        utf8_decode(text, before, &cp);
        if (is_barrier(cp))
            break;
        at = before;
    }
    return at;
}

static size_t barrier_after(struct sv text, size_t at)
{
    while (at < text.len) {
        char32_t cp;
        size_t len = utf8_decode(text, at, &cp);
        if (is_barrier(cp))
            break;
        at += len;
    }
    return at;
}

void count_splice(struct sv before, size_t at, size_t del, struct sv insert, struct counts *n)
{
    if (before.len == 0) {
        *n = counts_add(*n, count_text(insert));
        return;
    }
    size_t from = barrier_before(before, at);
    size_t to = barrier_after(before, at + del);
    struct counter c = {0};
    count_piece(&c, sv_sub(before, from, at));
    count_piece(&c, insert);
    count_piece(&c, sv_sub(before, at + del, to));
    count_finish(&c);
    *n = counts_add(*n, counts_sub(c.n, count_text(sv_sub(before, from, to))));
}

size_t count_limit_offset(struct sv text, enum count_rule rule, uint32_t limit)
{
    /* No code point counts more than one, so the first `limit` of them need no look. */
    size_t at = utf8_offset(text, limit);
    struct counter c = {0};
    count_piece(&c, sv_sub(text, 0, at));
    size_t seen = utf8_prev(text, at);
    while (at < text.len) {
        char32_t cp;
        bool quote_waited = c.quote_waits && rule == COUNT_WORD;
        uint32_t before = counts_by(c.n, rule);
        size_t len = utf8_decode(text, at, &cp);
        count_code_point(&c, cp);
        /* The quotation mark that waited for this code point may be the surplus itself. */
        if (counts_by(c.n, rule) > limit)
            return cluster_start(text, quote_waited && before == limit ? seen : at);
        seen = at;
        at += len;
    }
    count_finish(&c);
    return counts_by(c.n, rule) > limit ? cluster_start(text, seen) : text.len;
}
