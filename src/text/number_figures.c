#include "text/number.h"
#include "text/prose.h"
#include "text/utf8.h"

/* ---- units ---- */

static size_t word_end(struct sv text, size_t at, const struct sv *words, size_t count)
{
    struct sv rest = sv_from_offset(text, at);
    for (size_t i = 0; rest.len && i < count; i++) {
        if (words[i].ptr[0] == rest.ptr[0] && sv_starts(rest, words[i]))
            return at + words[i].len;
    }
    return at;
}

#define WORD_END(text, at, words) word_end(text, at, words, sizeof(words) / sizeof((words)[0]))
#define W(word) \
    { \
        word, sizeof(word) - 1 \
    }

/* A Latin unit, which no other letter or digit may follow: 5GB, but not 5G. */
static size_t latin_unit_end(struct sv text, size_t at)
{
    static const struct sv units[] = {
        W("kWh"), W("MWh"), W("GWh"), W("kW"), W("MW"),  W("GW"), W("KB"), W("MB"),
        W("GB"),  W("TB"),  W("PB"),  W("km"), W("cm"),  W("mm"), W("kg"), W("mg"),
        W("kHz"), W("MHz"), W("GHz"), W("Hz"), W("mAh"), W("ml"), W("mL"), W("ms"),
        W("m"),   W("g"),   W("t"),   W("h"),  W("s"),   W("L"),
    };
    size_t end = WORD_END(text, at, units);
    char32_t next = prose_char(text, end);
    return prose_is_latin(next) || prose_is_digit(next) ? at : end;
}

/* A measure of things or sizes, without the numbers of tens before it. */
static size_t measure_end(struct sv text, size_t at)
{
    static const struct sv long_units[] = {
        W("个百分点"), W("百分点"), W("个月"),   W("小时"), W("分钟"), W("公里"),   W("公斤"),
        W("公顷"),     W("千克"),   W("千米"),   W("毫米"), W("厘米"), W("毫秒"),   W("平方米"),
        W("立方米"),   W("平米"),   W("千瓦时"), W("千瓦"), W("兆瓦"), W("标准煤"), W("美元"),
        W("欧元"),     W("人次"),   W("人民币"), W("工时"), W("工日"), W("点位"),
    };
    size_t next, end = at;
    if (prose_one_of(prose_char(text, at), U"个百小分公千毫厘平立兆标美欧人工点"))
        end = WORD_END(text, at, long_units);
    if (end > at)
        return end;
    bool unit =
        prose_one_of(prose_peek(text, at, &next),
                     U"家个项台套元件条人名次种类款座栋间米吨克斤亩升度倍分秒天周年月户批"
                     U"艘辆架块张份册本篇部门处层组支队站线轮届场位只根片瓶箱袋株头里岁股例起"
                     U"笔单票字页核步");
    return unit ? next : at;
}

/* The end of % or a unit that follows a number directly or after one blank; `at` when none does. */
static size_t unit_end(struct sv text, size_t at)
{
    size_t start = at, next;
    if (prose_is_blank(prose_peek(text, at, &next)))
        start = next;
    if (prose_one_of(prose_peek(text, start, &next), U"%％‰℃°"))
        return next;
    if (prose_is_latin(prose_char(text, start))) {
        size_t latin = latin_unit_end(text, start);
        return latin > start ? latin : at;
    }
    /* 余万元, 多家, +家: about that many. */
    size_t about = prose_one_of(prose_peek(text, start, &next), U"余多来+＋") ? next : start;
    size_t tens = about;
    while (prose_one_of(prose_peek(text, tens, &next), U"十百千万亿"))
        tens = next;
    size_t end = measure_end(text, tens);
    return end > about ? end : at;
}

/* ---- figures ---- */

/* An Arabic numeral as it stands in the text. */
struct numeral {
    size_t start;
    size_t end;
    uint32_t value;  /* UINT32_MAX when it is no whole number or too large */
    uint32_t digits; /* before the point */
    bool fraction;
    bool release; /* one digit and a fraction of a single 0, as product names have: 4.0 */
    bool plain;   /* no grouping, no fraction */
    bool coded;   /* opens with a zero, as area codes and serial numbers do */
};

enum { FIGURE_MOST = 9999999 };

/* Whether three digits and no more stand behind the comma at `at`. */
static bool is_grouping(struct sv text, size_t at)
{
    size_t next;
    char32_t comma = prose_peek(text, at, &next);
    if (comma != ',' && comma != U'，')
        return false;
    /* A full-width comma is a stop, unless the digits are full-width too. */
    if (comma == U'，' && (prose_before(text, at) < 0x80 || prose_char(text, next) < 0x80))
        return false;
    return utf8_length(sv_sub(text, next, prose_skip_digits(text, next))) == 3;
}

/* The end of a fraction at `at`, `at` itself when there is none. */
static size_t fraction_end(struct sv text, size_t at)
{
    size_t next;
    if (!prose_one_of(prose_peek(text, at, &next), U".．"))
        return at;
    size_t end = prose_skip_digits(text, next);
    return end > next ? end : at;
}

static struct numeral read_numeral(struct sv text, size_t at)
{
    struct numeral n = {.start = at, .end = at, .plain = true};
    uint64_t value = 0;
    for (;;) {
        size_t next;
        int digit = prose_digit(prose_peek(text, n.end, &next));
        if (digit >= 0) {
            value = value > FIGURE_MOST ? value : value * 10 + (uint64_t)digit;
            n.digits++;
        } else if (is_grouping(text, n.end)) {
            n.plain = false;
        } else {
            break;
        }
        n.end = next;
    }
    size_t end = fraction_end(text, n.end);
    struct sv tail = sv_sub(text, n.end, end);
    n.fraction = tail.len > 0;
    n.coded = n.digits > 1 && prose_digit(prose_char(text, at)) == 0;
    n.value = value > FIGURE_MOST || n.fraction ? UINT32_MAX : (uint32_t)value;
    n.release =
        n.digits == 1 && utf8_length(tail) == 2 && prose_digit(prose_before(text, end)) == 0;
    n.plain = n.plain && !n.fraction;
    n.end = end;
    return n;
}

/* The end of digits that - / . join to `n`. *serial is set where they are no two numbers but one
 * thing: parts joined alike, 138-0013-8000 or 2.1.3, and anything with a stroke, 1/3. */
static size_t joined_end(struct sv text, const struct numeral *n, bool *serial)
{
    size_t end = n->end, next;
    char32_t last = n->fraction ? '.' : 0;
    *serial = n->coded;
    for (;;) {
        char32_t joint = prose_peek(text, end, &next);
        if (!prose_one_of(joint, U"-/.") || !prose_is_digit(prose_char(text, next)))
            return end;
        *serial = *serial || joint == last || joint == '/';
        last = joint;
        end = prose_skip_digits(text, next);
    }
}

/* What the digits are part of when they are no numeral: a date, a version, a telephone number, a
 * time of day, a sum like 1+N. Its end, or `n->end` when the numeral stands for itself. */
static size_t compound_end(struct sv text, const struct numeral *n)
{
    struct date date;
    size_t next;
    bool serial;
    char32_t sign = prose_peek(text, n->end, &next), after = prose_char(text, next);
    if (prose_one_of(sign, U":：") && prose_is_digit(after))
        return prose_skip_digits(text, next);
    if (prose_one_of(sign, U"+＋") && (prose_is_latin(after) || prose_is_digit(after)))
        return next;
    size_t end = joined_end(text, n, &serial);
    if (end == n->end)
        return end;
    bool whole = serial || number_parse_date(sv_sub(text, n->start, end), true, &date);
    return whole ? end : n->end;
}

static size_t before_blanks(struct sv text, size_t at)
{
    while (at && prose_is_blank(prose_before(text, at)))
        at = utf8_prev(text, at);
    return at;
}

/* Part of a name or an ordinal, by what comes before: 第3, 图1, A4, COVID-19, No.1, 1+3. */
static bool named_before(struct sv text, size_t at, char32_t after, bool bare)
{
    size_t start = before_blanks(text, at);
    char32_t word = prose_before(text, start);
    struct sv head = sv_sub(text, 0, start);
    if (prose_one_of(word, U"第№"))
        return true;
    /* 图1, 表2, 附件3; but 地图3张, 代表12名. */
    if (word == U'图' || (bare && (prose_one_of(word, U"表式") || sv_ends(head, SV("附件")))))
        return !prose_one_of(after, U"张幅份");
    char32_t before = prose_before(text, at);
    if (prose_is_latin(before))
        return true;
    size_t joint = at ? utf8_prev(text, at) : 0;
    if (prose_one_of(before, U"-－–.．/"))
        return prose_is_latin(prose_before(text, joint));
    return prose_one_of(before, U"+＋") && prose_is_digit(prose_before(text, joint));
}

/* 4.0 is a product name unless something that is measured in fractions follows. */
static bool is_release(struct sv text, const struct numeral *n, size_t unit)
{
    char32_t first = prose_char(text, prose_skip_blanks(text, n->end));
    bool counted = prose_one_of(first, U"家个项台套件条人名次种类款座间部门处") &&
                   !sv_starts(sv_from_offset(text, n->end), SV("个百分点"));
    return n->release && (unit == n->end || counted);
}

/* A year, a month, a day, a place in an order, by what comes after. */
static bool dated_after(struct sv text, const struct numeral *n, size_t unit)
{
    char32_t first = prose_char(text, prose_skip_blanks(text, n->end));
    if (!n->plain)
        return false;
    if (n->digits == 4 && n->value >= 1900 && n->value <= 2199)
        return first == U'年' || unit == n->end;
    if (first == U'月')
        return n->value >= 1 && n->value <= 12;
    if (first == U'日')
        return n->value >= 1 && n->value <= 31;
    return prose_one_of(first, U"号级版代型期楼章");
}

/* What may not stand without a unit: 5G, Windows 10, ISO 9001, 2024.4, and long digit strings,
 * which are telephone and serial numbers. */
static bool is_bare_name(struct sv text, const struct numeral *n)
{
    struct date date;
    return prose_is_latin(prose_char(text, n->end)) ||
           prose_is_latin(prose_before(text, before_blanks(text, n->start))) ||
           (n->plain && n->digits >= 7) ||
           ((n->digits == 4 || n->digits == 6) &&
            number_parse_date(sv_sub(text, n->start, n->end), true, &date));
}

static bool is_figure(struct sv text, const struct numeral *n, size_t unit)
{
    bool bare = unit == n->end;
    return !n->coded && !named_before(text, n->start, prose_char(text, n->end), bare) &&
           !dated_after(text, n, unit) && !is_release(text, n, unit) &&
           !(bare && is_bare_name(text, n));
}

/* The paragraph that is searched, and where it lies. */
struct search {
    struct sv text;
    size_t base;
    struct figures *out;
};

static void found(const struct search *s, size_t start, size_t digits_end, size_t end,
                  uint32_t value)
{
    vec_push(s->out, (struct figure){.start = s->base + start,
                                     .end = s->base + end,
                                     .digits_end = s->base + digits_end,
                                     .value = value});
}

/* Looks at the Arabic numeral at `at`; where to go on. */
static size_t take_arabic(const struct search *s, size_t at)
{
    struct numeral n = read_numeral(s->text, at);
    size_t compound = compound_end(s->text, &n);
    if (compound > n.end)
        return compound;
    size_t unit = unit_end(s->text, n.end);
    if (is_figure(s->text, &n, unit)) {
        found(s, at, n.end, unit, n.value);
        return unit;
    }
    /* What follows belongs to the name: 5M1E. */
    size_t end = n.end, next;
    for (char32_t cp = prose_peek(s->text, end, &next); prose_is_latin(cp) || prose_is_digit(cp);
         cp = prose_peek(s->text, end, &next))
        end = next;
    return end;
}

/* 一万二千 and all that is within 9999999; UINT32_MAX for what does not read as one number. */
static uint32_t chinese_value(struct sv text, size_t ten_thousands)
{
    uint32_t high = 0, low = 0;
    if (ten_thousands == SV_NONE)
        return number_parse_chinese(text, &low) ? low : UINT32_MAX;
    if (!number_parse_chinese(sv_sub(text, 0, ten_thousands), &high))
        return UINT32_MAX;
    struct sv tail = sv_from_offset(text, ten_thousands + sizeof("万") - 1);
    struct sv plain = sv_starts(tail, SV("零")) ? sv_from_offset(tail, 3) : tail;
    bool clear = number_parse_chinese(plain, &low) && (plain.len < tail.len || low >= 1000);
    return clear && high <= 999 ? high * 10000 + low : UINT32_MAX;
}

/* Looks at the Chinese numeral at `at`; where to go on. */
static size_t take_chinese(const struct search *s, size_t at)
{
    size_t end = prose_skip_numerals(s->text, at), next, ten_thousands = SV_NONE;
    if (prose_peek(s->text, end, &next) == U'万' && prose_is_numeral(prose_char(s->text, next))) {
        ten_thousands = end - at;
        end = prose_skip_numerals(s->text, next);
    }
    if (!prose_one_of(prose_char(s->text, end), U"家个项台套万亿") ||
        /* 第一家, 每一个, 几十家; 统一台账, 单一个体 */
        prose_one_of(prose_before(s->text, at), U"第同每这那某任另哪逐几数统单唯"))
        return end;
    uint32_t value = chinese_value(sv_sub(s->text, at, end), ten_thousands);
    if (value == UINT32_MAX && ten_thousands == SV_NONE)
        return end; /* 千家万户 */
    size_t unit = unit_end(s->text, end);
    found(s, at, end, unit, value);
    return unit;
}

/* Whether the Han character or mark of these three bytes may open a numeral or a bracket. Most of a
 * Chinese text is passed by the first two. */
static bool may_open(const unsigned char *s)
{
    char32_t cp = (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
    switch (s[0]) {
    case 0xE3: /* 〇 */
        return s[1] == 0x80 && prose_is_numeral(cp);
    case 0xE4: /* 一七三两九二五 */
        return s[1] >= 0xB8 && s[1] <= 0xBA && prose_is_numeral(cp);
    case 0xE5: /* 八六十千四 */
        return (s[1] == 0x85 || s[1] == 0x8D || s[1] == 0x9B) && prose_is_numeral(cp);
    case 0xE7: /* 百 */
    case 0xE9: /* 零 */
        return (s[1] == 0x99 || s[1] == 0x9B) && prose_is_numeral(cp);
    default: /* full-width forms */
        return s[0] == 0xEF && s[1] == 0xBC && (cp == U'（' || prose_is_digit(cp));
    }
}

/* The next byte from `at` on that opens a numeral or a bracket. */
static size_t next_start(struct sv text, size_t at)
{
    const unsigned char *s = (const unsigned char *)text.ptr;
    while (at < text.len) {
        if (s[at] >= 0xE3 && text.len - at >= 3) {
            if (may_open(s + at))
                return at;
            at += 3;
        } else {
            if ((s[at] >= '0' && s[at] <= '9') || s[at] == '(')
                return at;
            at++;
        }
    }
    return text.len;
}

static void search_paragraph(const struct search *s)
{
    size_t at = next_start(s->text, point_mark(s->text)), next;
    while (at < s->text.len) {
        char32_t cp = prose_peek(s->text, at, &next);
        bool arabic = prose_is_digit(cp);
        if (arabic || cp == '(' || cp == U'（') {
            size_t mark = point_mark_inside(s->text, at);
            next = mark ? mark : arabic ? take_arabic(s, at) : next;
        } else if (prose_is_numeral(cp)) {
            next = take_chinese(s, at);
        }
        at = next_start(s->text, next);
    }
}

void figures_find(struct sv text, struct figures *out)
{
    struct sv paragraph;
    for (struct sv rest = text; sv_next(&rest, '\n', &paragraph);) {
        struct search s = {paragraph, (size_t)(paragraph.ptr - text.ptr), out};
        search_paragraph(&s);
    }
}
