#include "out/readers/docx_source.h"
#include "out/readers/xml_pull.h"
#include "text/number.h"
#include "text/utf8.h"

/* ---- reading numbering.xml ---- */

static void read_level_property(const struct pull *x, struct source_level *level)
{
    if (pull_is(x, "start"))
        pull_attribute_number(x, "val", INT32_MAX, &level->start);
    else if (pull_is(x, "numFmt"))
        pull_attribute(x, "val", &level->format);
    else if (pull_is(x, "lvlText"))
        pull_attribute(x, "val", &level->text);
    else if (pull_is(x, "isLgl"))
        level->legal = pull_attribute_on(x);
}

static bool read_level(struct pull *x, struct source_level *level, struct err *e)
{
    level->said = true;
    level->start = 1;
    for (size_t depth = 1; depth > 0;) {
        if (!pull_next(x, e))
            return false;
        if (x->kind == PULL_OPEN)
            read_level_property(x, level);
        depth += x->kind == PULL_OPEN;
        depth -= x->kind == PULL_CLOSE;
    }
    return true;
}

static bool read_list(struct pull *x, struct docx_source *out, struct err *e)
{
    struct source_list *list = vec_add(&out->lists);
    uint32_t n;
    list->id = SOURCE_NO_NUMBER;
    pull_attribute_number(x, "abstractNumId", INT32_MAX, &list->id);
    for (size_t depth = 1; depth > 0;) {
        if (!pull_next(x, e))
            return false;
        if (x->kind == PULL_OPEN && pull_is(x, "lvl") &&
            pull_attribute_number(x, "ilvl", SOURCE_LEVELS - 1, &n)) {
            if (!read_level(x, &list->levels[n], e))
                return false;
            continue;
        }
        depth += x->kind == PULL_OPEN;
        depth -= x->kind == PULL_CLOSE;
    }
    return true;
}

static bool read_number(struct pull *x, struct docx_source *out, struct err *e)
{
    struct source_number *number = vec_add(&out->numbers);
    uint32_t level = SOURCE_LEVELS;
    number->list = SOURCE_NO_NUMBER;
    for (size_t i = 0; i < SOURCE_LEVELS; i++)
        number->restart[i] = SOURCE_NO_NUMBER;
    pull_attribute_number(x, "numId", INT32_MAX, &number->id);
    for (size_t depth = 1; depth > 0;) {
        if (!pull_next(x, e))
            return false;
        depth += x->kind == PULL_OPEN;
        depth -= x->kind == PULL_CLOSE;
        if (x->kind != PULL_OPEN)
            continue;
        if (pull_is(x, "abstractNumId"))
            pull_attribute_number(x, "val", INT32_MAX, &number->list);
        else if (pull_is(x, "lvlOverride") &&
                 !pull_attribute_number(x, "ilvl", SOURCE_LEVELS - 1, &level))
            level = SOURCE_LEVELS;
        else if (pull_is(x, "startOverride") && level < SOURCE_LEVELS)
            pull_attribute_number(x, "val", INT32_MAX, &number->restart[level]);
    }
    return true;
}

bool docx_source_numbering(struct sv bytes, struct docx_source *out, struct err *e)
{
    struct pull x = {0};
    bool ok = pull_open(&x, bytes, e);
    while (ok) {
        ok = pull_next(&x, e);
        if (!ok || x.kind == PULL_END)
            break;
        if (x.kind != PULL_OPEN || x.space != PULL_WORD)
            continue;
        if (pull_is(&x, "abstractNum") && out->lists.len < SOURCE_MOST)
            ok = read_list(&x, out, e);
        else if (pull_is(&x, "num") && out->numbers.len < SOURCE_MOST)
            ok = read_number(&x, out, e);
    }
    pull_close(&x);
    return ok;
}

/* ---- numbers as they look ---- */

static void add_one_of(struct str *out, uint32_t value, const char32_t *set, uint32_t count)
{
    if (value >= 1 && value <= count)
        utf8_add(out, set[value - 1]);
    else
        str_add_f(out, "%u", value);
}

static void add_chinese(struct str *out, uint32_t value)
{
    enum { MOST = 9999 };
    if (value <= MOST)
        number_add_chinese(out, value);
    else
        str_add_f(out, "%u", value);
}

/* 一〇 for 10. */
static void add_chinese_digits(struct str *out, uint32_t value)
{
    static const char32_t digits[] = U"〇一二三四五六七八九";
    uint32_t scale = 1;
    while (value / scale >= 10)
        scale *= 10;
    for (; scale; scale /= 10)
        utf8_add(out, digits[value / scale % 10]);
}

/* 壹拾贰: the characters nobody can alter. */
static void add_legal(struct str *out, uint32_t value)
{
    static const char32_t plain[] = U"零一二三四五六七八九十百千",
                          legal[] = U"零壹贰叁肆伍陆柒捌玖拾佰仟";
    struct str text = {0};
    add_chinese(&text, value);
    for (size_t at = 0; at < text.len;) {
        char32_t cp;
        at += utf8_decode(str_sv(&text), at, &cp);
        for (size_t i = 0; plain[i]; i++) {
            if (plain[i] != cp)
                continue;
            cp = legal[i];
            break;
        }
        utf8_add(out, cp);
    }
    str_release(&text);
}

/* a … z, aa, bb. */
static void add_letters(struct str *out, uint32_t value, char first)
{
    enum { LETTERS = 26, MOST = 10 };
    if (value >= 1 && (value - 1) / LETTERS < MOST)
        str_add_bytes(out, (char)(first + (value - 1) % LETTERS), (value - 1) / LETTERS + 1);
    else
        str_add_f(out, "%u", value);
}

static void add_roman(struct str *out, uint32_t value, bool upper)
{
    static const struct {
        uint32_t value;
        const char *upper;
        const char *lower;
    } rows[] = {{1000, "M", "m"}, {900, "CM", "cm"}, {500, "D", "d"}, {400, "CD", "cd"},
                {100, "C", "c"},  {90, "XC", "xc"},  {50, "L", "l"},  {40, "XL", "xl"},
                {10, "X", "x"},   {9, "IX", "ix"},   {5, "V", "v"},   {4, "IV", "iv"},
                {1, "I", "i"}};
    for (size_t i = 0; value < 4000 && i < sizeof rows / sizeof rows[0]; i++)
        for (; value >= rows[i].value; value -= rows[i].value)
            str_add(out, sv_from(upper ? rows[i].upper : rows[i].lower));
}

enum look {
    LOOK_DECIMAL,
    LOOK_ZERO,
    LOOK_CHINESE,
    LOOK_DIGITS,
    LOOK_LEGAL,
    LOOK_CIRCLED,
    LOOK_STEMS,
    LOOK_BRANCHES,
    LOOK_UPPER,
    LOOK_LOWER,
    LOOK_ROMAN,
    LOOK_SMALL_ROMAN,
    LOOK_NONE
};

/* ISO/IEC 29500-1 17.18.59; those of other scripts show as Word's own decimals do. */
static enum look look_of(struct sv format)
{
    static const struct {
        const char *name;
        enum look look;
    } rows[] = {
        {"bullet", LOOK_NONE},
        {"none", LOOK_NONE},
        {"decimalZero", LOOK_ZERO},
        {"chineseCounting", LOOK_CHINESE},
        {"chineseCountingThousand", LOOK_CHINESE},
        {"taiwaneseCounting", LOOK_CHINESE},
        {"taiwaneseCountingThousand", LOOK_CHINESE},
        {"japaneseCounting", LOOK_CHINESE},
        {"ideographDigital", LOOK_DIGITS},
        {"taiwaneseDigital", LOOK_DIGITS},
        {"japaneseDigitalTenThousand", LOOK_DIGITS},
        {"chineseLegalSimplified", LOOK_LEGAL},
        {"ideographLegalTraditional", LOOK_LEGAL},
        {"decimalEnclosedCircle", LOOK_CIRCLED},
        {"decimalEnclosedCircleChinese", LOOK_CIRCLED},
        {"ideographTraditional", LOOK_STEMS},
        {"ideographZodiac", LOOK_BRANCHES},
        {"upperLetter", LOOK_UPPER},
        {"lowerLetter", LOOK_LOWER},
        {"upperRoman", LOOK_ROMAN},
        {"lowerRoman", LOOK_SMALL_ROMAN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (sv_eq(format, sv_from(rows[i].name)))
            return rows[i].look;
    return LOOK_DECIMAL;
}

void docx_source_add_number(struct str *out, uint32_t value, struct sv format)
{
    static const char32_t circled[] = U"①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";
    static const char32_t stems[] = U"甲乙丙丁戊己庚辛壬癸",
                          branches[] = U"子丑寅卯辰巳午未申酉戌亥";
    enum look look = look_of(format);
    switch (look) {
    case LOOK_DECIMAL:
    case LOOK_ZERO:
        str_add_f(out, look == LOOK_ZERO ? "%02u" : "%u", value);
        break;
    case LOOK_CHINESE:
        add_chinese(out, value);
        break;
    case LOOK_DIGITS:
        add_chinese_digits(out, value);
        break;
    case LOOK_LEGAL:
        add_legal(out, value);
        break;
    case LOOK_CIRCLED:
        add_one_of(out, value, circled, 20);
        break;
    case LOOK_STEMS:
        add_one_of(out, value, stems, 10);
        break;
    case LOOK_BRANCHES:
        add_one_of(out, value, branches, 12);
        break;
    case LOOK_UPPER:
    case LOOK_LOWER:
        add_letters(out, value, look == LOOK_UPPER ? 'A' : 'a');
        break;
    case LOOK_ROMAN:
    case LOOK_SMALL_ROMAN:
        add_roman(out, value, look == LOOK_ROMAN);
        break;
    case LOOK_NONE:
        break;
    }
}

/* ---- counting ---- */

static struct source_number *find_number(struct docx_source *p, uint32_t id)
{
    for (size_t i = 0; i < p->numbers.len; i++)
        if (p->numbers.ptr[i].id == id)
            return &p->numbers.ptr[i];
    return NULL;
}

static struct source_list *find_list(struct docx_source *p, uint32_t id)
{
    for (size_t i = 0; id != SOURCE_NO_NUMBER && i < p->lists.len; i++)
        if (p->lists.ptr[i].id == id)
            return &p->lists.ptr[i];
    return NULL;
}

static uint32_t value_at(const struct source_list *list, uint32_t level)
{
    return list->begun[level] ? list->value[level] : list->levels[level].start;
}

/* “%1.%2” of a level with the values there are. */
static void add_shown(struct str *out, const struct source_list *list, uint32_t level)
{
    struct sv text = str_sv(&list->levels[level].text);
    for (size_t at = 0; at < text.len; at++) {
        bool number = text.ptr[at] == '%' && at + 1 < text.len && text.ptr[at + 1] >= '1' &&
                      text.ptr[at + 1] <= '9';
        if (!number) {
            str_add_byte(out, text.ptr[at]);
            continue;
        }
        uint32_t of = (uint32_t)(text.ptr[++at] - '1');
        bool decimal = list->levels[level].legal && of < level;
        docx_source_add_number(out, value_at(list, of),
                               decimal ? SV("decimal") : str_sv(&list->levels[of].format));
    }
}

void docx_source_count(struct docx_source *p, uint32_t number, uint32_t level, struct str *out)
{
    struct source_number *n = find_number(p, number);
    struct source_list *list = n ? find_list(p, n->list) : NULL;
    if (!list || level >= SOURCE_LEVELS || !list->levels[level].said)
        return;
    if (n->restart[level] != SOURCE_NO_NUMBER) {
        list->value[level] = n->restart[level];
        n->restart[level] = SOURCE_NO_NUMBER;
    } else {
        list->value[level] =
            list->begun[level] ? list->value[level] + 1 : list->levels[level].start;
    }
    list->begun[level] = true;
    for (uint32_t deeper = level + 1; deeper < SOURCE_LEVELS; deeper++)
        list->begun[deeper] = false;
    if (look_of(str_sv(&list->levels[level].format)) != LOOK_NONE)
        add_shown(out, list, level);
}
