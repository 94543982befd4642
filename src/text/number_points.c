#include "text/number.h"
#include "text/prose.h"
#include "text/utf8.h"

/* The end of a serial number of up to three figures, Chinese or Arabic; `at` if there is none. */
static size_t serial_end(struct sv text, size_t at)
{
    uint32_t value;
    size_t end = prose_skip_digits(text, at);
    if (end > at)
        return utf8_length(sv_sub(text, at, end)) <= 3 ? end : at;
    end = prose_skip_numerals(text, at);
    bool serial = end > at && number_parse_chinese(sv_sub(text, at, end), &value) && value < 1000;
    return serial ? end : at;
}

/* ① ⑴ ⒈ ❶ ㈠ and the like, one character each. */
static size_t circled_mark(struct sv text, size_t at)
{
    static const char32_t ranges[][2] = {
        {0x2460, 0x249B}, {0x24EB, 0x24FE}, {0x2776, 0x2793}, {0x3220, 0x3229}, {0x3280, 0x3289},
    };
    size_t next;
    char32_t cp = prose_peek(text, at, &next);
    for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
        if (cp >= ranges[i][0] && cp <= ranges[i][1])
            return next;
    }
    return 0;
}

/* （一） (1), and the stop some put after it. */
static size_t bracket_mark(struct sv text, size_t at)
{
    size_t start, next;
    if (!prose_one_of(prose_peek(text, at, &start), U"（("))
        return 0;
    size_t end = serial_end(text, start);
    if (end == start || !prose_one_of(prose_peek(text, end, &end), U"）)"))
        return 0;
    return prose_one_of(prose_peek(text, end, &next), U"、．.") ? next : end;
}

/* 一、 1. 1．1、 1) Ⅰ. ; 1.5 is no mark. */
static size_t stop_mark(struct sv text, size_t at)
{
    size_t end = serial_end(text, at), next;
    char32_t roman = prose_peek(text, at, &next);
    if (roman >= 0x2160 && roman <= 0x216B)
        end = next;
    char32_t stop = prose_peek(text, end, &next);
    if (end == at || !prose_one_of(stop, U"、．.）)"))
        return 0;
    bool decimal = (stop == '.' || stop == U'．') && prose_is_digit(prose_char(text, next));
    return decimal ? 0 : next;
}

/* 第一， 第1、 其二： 第三是 */
static size_t ordinal_mark(struct sv text, size_t at)
{
    size_t start, next;
    if (!prose_one_of(prose_peek(text, at, &start), U"第其"))
        return 0;
    size_t end = serial_end(text, start);
    return end > start && prose_one_of(prose_peek(text, end, &next), U"，,、：:是") ? next : 0;
}

/* 一是 */
static size_t is_mark(struct sv text, size_t at)
{
    size_t end = prose_skip_numerals(text, at), next;
    return end > at && serial_end(text, at) == end && prose_peek(text, end, &next) == U'是' ? next
                                                                                            : 0;
}

/* 举措一： 措施2: with two characters before the number. Captions are not points. */
static size_t labelled_mark(struct sv text, size_t at)
{
    size_t second, start, next;
    char32_t a = prose_peek(text, at, &second), b = prose_peek(text, second, &start);
    if (!prose_is_han(a) || !prose_is_han(b) || prose_is_numeral(b) || prose_one_of(a, U"图表附") ||
        prose_one_of(b, U"图表第"))
        return 0;
    size_t end = serial_end(text, start);
    if (end == start || !prose_one_of(prose_peek(text, end, &next), U"：:"))
        return 0;
    return prose_is_digit(prose_char(text, next)) ? 0 : next; /* 开工8:30 */
}

size_t point_mark(struct sv paragraph)
{
    static size_t (*const marks[])(struct sv, size_t) = {
        circled_mark, bracket_mark, stop_mark, ordinal_mark, is_mark, labelled_mark,
    };
    size_t at = prose_skip_blanks(paragraph, 0);
    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
        size_t end = marks[i](paragraph, at);
        if (end)
            return end;
    }
    return 0;
}

size_t point_mark_inside(struct sv paragraph, size_t at)
{
    size_t end = bracket_mark(paragraph, at);
    if (!end && prose_one_of(prose_before(paragraph, at), U"。；;：:！"))
        end = stop_mark(paragraph, at);
    return end && !prose_is_digit(prose_char(paragraph, end)) ? end : 0;
}

uint32_t points_count(struct sv text)
{
    uint32_t count = 0;
    struct sv paragraph;
    for (struct sv rest = text; sv_next(&rest, '\n', &paragraph);)
        count += point_mark(paragraph) > 0;
    return count;
}
