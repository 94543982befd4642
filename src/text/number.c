#include "text/number.h"

#include "text/norm.h"
#include "text/utf8.h"

/* ---- Chinese numerals ---- */

/* 0 to 9, or -1. */
static int chinese_digit(char32_t cp)
{
    static const char32_t digits[] = U"〇一二三四五六七八九";
    if (cp == U'零')
        return 0;
    if (cp == U'两')
        return 2;
    for (int i = 0; i < 10; i++) {
        if (digits[i] == cp)
            return i;
    }
    return -1;
}

static uint32_t chinese_unit(char32_t cp)
{
    return cp == U'十' ? 10 : cp == U'百' ? 100 : cp == U'千' ? 1000 : 0;
}

void number_add_chinese(struct str *out, uint32_t value)
{
    static const char digits[] = "零一二三四五六七八九";
    static const char units[] = "千百十";
    BUG_ON(value > 9999);
    static const uint32_t values[] = {1000, 100, 10, 1};
    bool begun = false, gap = false;
    for (size_t place = 0; place < 4; place++) {
        uint32_t unit = values[place];
        uint32_t digit = value / unit % 10;
        if (digit == 0) {
            gap = begun;
            continue;
        }
        if (gap)
            str_add(out, SV("零"));
        if (begun || unit != 10 || digit != 1) /* 十一, but 一百一十一 */
            str_add(out, sv_make(digits + (size_t)3 * digit, 3));
        if (unit > 1)
            str_add(out, sv_make(units + 3 * place, 3));
        begun = true;
        gap = false;
    }
    if (!begun)
        str_add(out, SV("零"));
}

/* What has been read of a Chinese integer. */
struct chinese {
    uint32_t value;
    uint32_t unit; /* of the last place read, 10000 before the first */
    int digit;     /* waiting for its unit, -1 if none */
    bool zero;     /* a zero came last */
};

static bool chinese_step(struct chinese *c, char32_t cp)
{
    int digit = chinese_digit(cp);
    uint32_t unit = chinese_unit(cp);
    if (digit >= 0) {
        if (c->digit >= 0 || (digit == 0 && (c->zero || c->value == 0)))
            return false;
        c->zero = c->zero || digit == 0;
        c->digit = digit > 0 ? digit : -1;
        return true;
    }
    /* Only 十 stands for one of its kind. */
    if (unit == 0 || unit >= c->unit || (c->digit < 0 && unit != 10))
        return false;
    c->value += unit * (c->digit < 0 ? 1 : (uint32_t)c->digit);
    c->unit = unit;
    c->digit = -1;
    c->zero = false;
    return true;
}

bool number_parse_chinese(struct sv text, uint32_t *value)
{
    struct chinese c = {0, 10000, -1, false};
    if (sv_eq(text, SV("零")) || sv_eq(text, SV("〇"))) {
        *value = 0;
        return true;
    }
    for (size_t at = 0; at < text.len;) {
        char32_t cp;
        at += utf8_decode(text, at, &cp);
        if (!chinese_step(&c, cp))
            return false;
    }
    /* 一百五 is read 150 by some and 105 by others. */
    bool doubtful = c.digit >= 0 && c.value && c.unit > 10 && !c.zero;
    if (text.len == 0 || doubtful || (c.zero && c.digit < 0))
        return false;
    *value = c.value + (c.digit >= 0 ? (uint32_t)c.digit : 0);
    return true;
}

/* ---- decimals ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t digits_end(struct sv text, size_t at)
{
    while (at < text.len && is_digit(text.ptr[at]))
        at++;
    return at;
}

/* The whole part, grouping commas taken out; false when they do not part it by threes. */
static bool read_whole(struct sv text, size_t *at, struct str *out)
{
    bool grouped = false;
    for (;;) {
        size_t end = digits_end(text, *at), len = end - *at;
        bool comma = end < text.len && text.ptr[end] == ',';
        if ((grouped && len != 3) || (comma && (len == 0 || len > 3)))
            return false;
        str_add(out, sv_sub(text, *at, end));
        *at = end;
        if (!comma)
            return true;
        grouped = true;
        ++*at;
    }
}

static void typed_decimal(struct sv typed, struct str *out)
{
    norm_code(typed, false, out);
    str_replace_all(out, SV("\u2212"), SV("-"));
    str_replace_all(out, SV(" "), SV(""));
}

/* Puts a number together: no zeros in front, no minus before zero. */
static void write_decimal(bool negative, struct sv whole, struct sv fraction, struct str *out)
{
    while (whole.len > 1 && whole.ptr[0] == '0')
        whole = sv_from_offset(whole, 1);
    bool zero = whole.len == 0 || whole.ptr[0] == '0';
    for (size_t i = 0; i < fraction.len; i++)
        zero = zero && fraction.ptr[i] == '0';
    str_set(out, negative && !zero ? SV("-") : SV(""));
    str_add(out, whole.len ? whole : SV("0"));
    if (fraction.len)
        str_add_byte(out, '.');
    str_add(out, fraction);
}

bool number_canonical(struct sv typed, struct str *out)
{
    struct str plain = {0}, whole = {0};
    typed_decimal(typed, &plain);
    struct sv text = str_sv(&plain), fraction = {0};
    bool negative = sv_starts(text, SV("-"));
    size_t at = negative || sv_starts(text, SV("+")) ? 1 : 0;
    bool good = read_whole(text, &at, &whole);
    if (good && at < text.len && text.ptr[at] == '.') {
        size_t end = digits_end(text, at + 1);
        fraction = sv_sub(text, at + 1, end);
        good = fraction.len > 0;
        at = end;
    }
    good = good && at == text.len && (whole.len || fraction.len);
    if (good)
        write_decimal(negative, str_sv(&whole), fraction, out);
    str_release(&plain);
    str_release(&whole);
    return good;
}

/* A canonical number taken apart. */
struct decimal {
    bool negative;
    struct sv whole;
    struct sv fraction;
};

static struct decimal decimal_of(struct sv text)
{
    struct decimal d = {.negative = sv_starts(text, SV("-"))};
    text = sv_from_offset(text, d.negative ? 1 : 0);
    size_t point = sv_find_byte(text, '.', 0);
    d.whole = sv_sub(text, 0, point);
    if (point != SV_NONE)
        d.fraction = sv_from_offset(text, point + 1);
    return d;
}

/* The digit at a place: 0 is the ones, 1 the tens, -1 the tenths. */
static int digit_at(const struct decimal *d, int64_t place)
{
    if (place >= 0) {
        size_t i = (size_t)place;
        return i < d->whole.len ? d->whole.ptr[d->whole.len - 1 - i] - '0' : 0;
    }
    size_t i = (size_t)(-place - 1);
    return i < d->fraction.len ? d->fraction.ptr[i] - '0' : 0;
}

/* One more place than either has, and the places after the point. */
static void places_of(const struct decimal *a, const struct decimal *b, int64_t *top,
                      int64_t *scale)
{
    *top = (int64_t)(a->whole.len > b->whole.len ? a->whole.len : b->whole.len) + 1;
    *scale = (int64_t)(a->fraction.len > b->fraction.len ? a->fraction.len : b->fraction.len);
}

static int magnitude_cmp(const struct decimal *a, const struct decimal *b)
{
    int64_t top, scale;
    places_of(a, b, &top, &scale);
    for (int64_t place = top; place >= -scale; place--) {
        int difference = digit_at(a, place) - digit_at(b, place);
        if (difference)
            return difference;
    }
    return 0;
}

int number_cmp(struct sv a, struct sv b)
{
    struct decimal x = decimal_of(a), y = decimal_of(b);
    if (x.negative != y.negative)
        return x.negative ? -1 : 1; /* a canonical zero has no sign */
    return x.negative ? magnitude_cmp(&y, &x) : magnitude_cmp(&x, &y);
}

void number_add(struct sv a, struct sv b, struct str *out)
{
    struct decimal x = decimal_of(a), y = decimal_of(b);
    if (magnitude_cmp(&x, &y) < 0) {
        struct decimal smaller = x;
        x = y;
        y = smaller;
    }
    int64_t top, scale;
    places_of(&x, &y, &top, &scale);
    struct str digits = {0};
    str_add_bytes(&digits, '0', (size_t)(top + scale));
    int sign = x.negative == y.negative ? 1 : -1, carry = 0;
    for (int64_t place = -scale; place < top; place++) {
        int sum = digit_at(&x, place) + sign * digit_at(&y, place) + carry;
        carry = sum > 9 ? 1 : sum < 0 ? -1 : 0;
        digits.ptr[top - 1 - place] = (char)('0' + sum - 10 * carry);
    }
    struct sv all = str_sv(&digits);
    write_decimal(x.negative, sv_sub(all, 0, (size_t)top), sv_from_offset(all, (size_t)top), out);
    str_release(&digits);
}

/* ---- dates ---- */

/* The place reached in a date. */
struct date_reader {
    struct sv text;
    size_t at;
};

static void skip_blanks(struct date_reader *r)
{
    while (r->at < r->text.len && r->text.ptr[r->at] == ' ')
        r->at++;
}

static bool take(struct date_reader *r, struct sv word)
{
    if (!sv_starts(sv_from_offset(r->text, r->at), word))
        return false;
    r->at += word.len;
    return true;
}

/* A year in Chinese, one sign a digit: 二〇二四. */
static bool take_chinese_year(struct date_reader *r, int *year)
{
    size_t at = r->at;
    *year = 0;
    for (int i = 0; i < 4; i++) {
        char32_t cp = 0;
        if (at < r->text.len)
            at += utf8_decode(r->text, at, &cp);
        int digit = chinese_digit(cp);
        if (digit < 0)
            return false;
        *year = *year * 10 + digit;
    }
    r->at = at;
    return true;
}

static bool take_year(struct date_reader *r, int *year)
{
    int64_t value;
    size_t end = digits_end(r->text, r->at);
    if (end == r->at)
        return take_chinese_year(r, year);
    if (end - r->at != 4 || !sv_number(sv_sub(r->text, r->at, end), 0, 9999, &value))
        return false;
    *year = (int)value;
    r->at = end;
    return true;
}

/* A month or a day: one or two digits, or a Chinese number. */
static bool take_part(struct date_reader *r, int *part)
{
    int64_t value = 0;
    uint32_t chinese = 0;
    skip_blanks(r);
    size_t end = digits_end(r->text, r->at);
    if (end > r->at) {
        if (end - r->at > 2 || !sv_number(sv_sub(r->text, r->at, end), 1, 31, &value))
            return false;
    } else {
        char32_t cp;
        for (size_t len; end < r->text.len; end += len) {
            len = utf8_decode(r->text, end, &cp);
            if (chinese_digit(cp) < 0 && !chinese_unit(cp))
                break;
        }
        if (!number_parse_chinese(sv_sub(r->text, r->at, end), &chinese) || chinese < 1)
            return false;
        value = chinese;
    }
    r->at = end;
    *part = (int)value;
    skip_blanks(r);
    return true;
}

/* 20240405, or 202404. */
static bool take_compact(struct date_reader *r, struct date *d)
{
    int64_t value;
    size_t end = digits_end(r->text, r->at), len = end - r->at;
    if ((len != 8 && len != 6) || !sv_number(sv_sub(r->text, r->at, end), 0, 99999999, &value))
        return false;
    *d = (struct date){(int)(value / 10000), (int)(value / 100 % 100), (int)(value % 100)};
    if (len == 6)
        *d = (struct date){(int)(value / 100), (int)(value % 100), 0};
    r->at = end;
    return len == 6 || d->day > 0;
}

/* After 年: 4月5日, 4月. */
static bool take_chinese_rest(struct date_reader *r, struct date *d)
{
    if (!take_part(r, &d->month) || !take(r, SV("月")))
        return false;
    skip_blanks(r);
    if (r->at == r->text.len)
        return true;
    bool day = take_part(r, &d->day);
    if (!take(r, SV("日")))
        take(r, SV("号"));
    return day;
}

static bool take_date(struct date_reader *r, struct date *d)
{
    static const struct sv separators[] = {{"-", 1}, {"/", 1}, {".", 1}};
    if (take_compact(r, d))
        return true;
    if (!take_year(r, &d->year))
        return false;
    skip_blanks(r);
    if (take(r, SV("年")))
        return take_chinese_rest(r, d);
    for (size_t i = 0; i < sizeof(separators) / sizeof(separators[0]); i++) {
        if (take(r, separators[i]))
            return take_part(r, &d->month) && (!take(r, separators[i]) || take_part(r, &d->day));
    }
    return false;
}

bool number_parse_date(struct sv typed, bool month, struct date *out)
{
    struct str plain = {0};
    struct date d = {0};
    norm_code(typed, false, &plain);
    struct date_reader r = {sv_trim(str_sv(&plain)), 0};
    bool good = take_date(&r, &d) && r.at == r.text.len && date_valid(d) && (month || d.day);
    str_release(&plain);
    if (good)
        *out = d;
    return good;
}
