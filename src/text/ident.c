#include "text/ident.h"

#include <string.h>

#include "text/norm.h"
#include "text/utf8.h"

/* GB 32100-2015: the digits of the code, in the order of their values. */
static const char credit_alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/* Offices that register: 编制 外交 司法 文化 民政 旅游 宗教 工会 工商 军委 农业 其他. */
static const char credit_offices[] = "123456789ANY";

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t digits_at(struct sv text, size_t at)
{
    size_t n = 0;
    while (at + n < text.len && is_digit(text.ptr[at + n]))
        n++;
    return n;
}

static void remove_bytes(struct str *s, const char *set)
{
    size_t len = strcspn(s->len ? s->ptr : "", set);
    for (size_t i = len; i < s->len; i++) {
        if (!strchr(set, s->ptr[i]))
            s->ptr[len++] = s->ptr[i];
    }
    str_truncate(s, len);
}

/* ---- credit codes ---- */

void credit_code_canonical(struct sv typed, struct str *out)
{
    norm_code(typed, true, out);
    remove_bytes(out, " ");
}

static int credit_value(char c)
{
    const char *hit = c ? strchr(credit_alphabet, c) : NULL;
    return hit ? (int)(hit - credit_alphabet) : -1;
}

/* The first place outside its alphabet, from 1; 0 when all are inside. */
static int foreign_place(struct sv code)
{
    int place = 1;
    char32_t cp;
    for (size_t at = 0; at < code.len; place++) {
        size_t len = utf8_decode(code, at, &cp);
        if (cp >= 0x80 || credit_value((char)cp) < 0)
            return place;
        if (place == 1 && !strchr(credit_offices, (char)cp))
            return place;
        at += len;
    }
    return 0;
}

/* GB 11714 over places 9 to 16; the letters of this standard are all 26, A is 10. */
static char organisation_check(const char *part)
{
    static const int weights[] = {3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (size_t i = 0; i < 8; i++)
        sum += weights[i] * (is_digit(part[i]) ? part[i] - '0' : part[i] - 'A' + 10);
    return "0X987654321"[sum % 11];
}

/* GB 32100 over places 1 to 17. */
static char credit_check(const char *code)
{
    int sum = 0, weight = 1;
    for (size_t i = 0; i < 17; i++) {
        sum += weight * credit_value(code[i]);
        weight = weight * 3 % 31;
    }
    return credit_alphabet[(31 - sum % 31) % 31];
}

enum credit_code credit_code_check(struct sv canonical, int *at)
{
    if (utf8_length(canonical) != 18)
        return CREDIT_CODE_LENGTH;
    int place = foreign_place(canonical);
    enum credit_code verdict = CREDIT_CODE_ALPHABET;
    if (!place) {
        size_t digits = digits_at(canonical, 2);
        place = digits < 6 ? 3 + (int)digits : 0;
        verdict = CREDIT_CODE_DIVISION;
    }
    if (place) {
        if (at)
            *at = place;
        return verdict;
    }
    if (canonical.ptr[16] != organisation_check(canonical.ptr + 8))
        return CREDIT_CODE_ORGANISATION;
    if (canonical.ptr[17] != credit_check(canonical.ptr))
        return CREDIT_CODE_CHECK;
    return CREDIT_CODE_GOOD;
}

/* ---- phones ---- */

/* The dashes an input method offers where a hyphen is meant. */
static void plain_hyphens(struct str *s)
{
    static const struct sv dashes[] = {
        {"\u2010", 3}, {"\u2011", 3}, {"\u2012", 3}, {"\u2013", 3},
        {"\u2014", 3}, {"\u2015", 3}, {"\u2212", 3},
    };
    if (sv_find_byte(str_sv(s), '\xE2', 0) == SV_NONE)
        return;
    for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++)
        str_replace_all(s, dashes[i], SV("-"));
}

/* What phone_canonical promises, hyphens still in it: one between two groups, none at the ends. */
static void phone_groups(struct sv typed, struct str *out)
{
    norm_code(typed, false, out);
    remove_bytes(out, " ()");
    plain_hyphens(out);
    struct sv text = str_sv(out);
    size_t country = sv_starts(text, SV("+86")) ? 3 : sv_starts(text, SV("0086")) ? 4 : 0;
    size_t len = 0;
    for (size_t i = country; i < text.len; i++) {
        if (text.ptr[i] != '-' || (len && out->ptr[len - 1] != '-'))
            out->ptr[len++] = text.ptr[i];
    }
    if (len && out->ptr[len - 1] == '-')
        len--;
    str_truncate(out, len);
}

void phone_canonical(struct sv typed, struct str *out)
{
    phone_groups(typed, out);
    remove_bytes(out, "-");
}

static bool is_mobile(struct sv n)
{
    return n.len == 11 && n.ptr[0] == '1' && n.ptr[1] >= '3';
}

static bool is_service(struct sv n)
{
    return n.len == 10 && (sv_starts(n, SV("400")) || sv_starts(n, SV("800")));
}

/* A number within an area: 7 or 8 digits, none of them a trunk or service prefix. */
static bool is_local(struct sv n)
{
    return (n.len == 7 || n.len == 8) && n.ptr[0] >= '2';
}

/* 0, the area, the number: 010 and 02x have two more digits and always eight after them. */
static bool is_landline(struct sv n)
{
    if (n.len < 4 || n.ptr[0] != '0')
        return false;
    if (sv_starts(n, SV("010")) || n.ptr[1] == '2')
        return n.len == 11 && is_local(sv_from_offset(n, 3));
    return n.ptr[1] >= '3' && is_local(sv_from_offset(n, 4));
}

/* A number of digits alone, hyphens taken out. */
static enum phone classify(struct sv digits)
{
    if (digits_at(digits, 0) != digits.len)
        return PHONE_BAD;
    if (is_mobile(digits) || is_service(digits) || is_landline(digits))
        return PHONE_GOOD;
    return is_local(digits) ? PHONE_NO_AREA_CODE : PHONE_BAD;
}

/* The last hyphen of a text, SV_NONE if there is none. */
static size_t last_hyphen(struct sv text)
{
    size_t at = text.len;
    while (at && text.ptr[at - 1] != '-')
        at--;
    return at ? at - 1 : SV_NONE;
}

/* Tries the last group as an extension, 1 to 6 digits. Mobile and service numbers have none. */
static enum phone classify_extension(struct sv groups, struct str *digits)
{
    size_t hyphen = last_hyphen(groups);
    if (hyphen == SV_NONE)
        return PHONE_BAD;
    size_t len = digits_at(groups, hyphen + 1);
    if (len == 0 || len > 6 || hyphen + 1 + len != groups.len)
        return PHONE_BAD;
    str_set(digits, sv_sub(groups, 0, hyphen));
    remove_bytes(digits, "-");
    struct sv head = str_sv(digits);
    return is_landline(head) || is_local(head) ? classify(head) : PHONE_BAD;
}

/* A group of one or two digits at the end of a landline is an extension, not the number's own. */
static bool ends_in_short_group(struct sv groups)
{
    size_t hyphen = last_hyphen(groups);
    return hyphen != SV_NONE && groups.len - hyphen - 1 < 3;
}

enum phone phone_check(struct sv typed)
{
    struct str groups = {0}, digits = {0};
    phone_groups(typed, &groups);
    str_set(&digits, str_sv(&groups));
    remove_bytes(&digits, "-");
    enum phone verdict = classify(str_sv(&digits));
    bool mobile = is_mobile(str_sv(&digits)) || is_service(str_sv(&digits));
    if (verdict == PHONE_BAD || (!mobile && ends_in_short_group(str_sv(&groups))))
        verdict = classify_extension(str_sv(&groups), &digits);
    str_release(&groups);
    str_release(&digits);
    return verdict;
}

/* ---- e-mail ---- */

void email_canonical(struct sv typed, struct str *out)
{
    struct str line = {0};
    norm_line(typed, &line, NULL);
    struct sv text = sv_trim(str_sv(&line));
    while (sv_starts(text, SV("　")) || sv_ends(text, SV("　"))) {
        bool head = sv_starts(text, SV("　"));
        text = sv_trim(head ? sv_from_offset(text, 3) : sv_sub(text, 0, text.len - 3));
    }
    str_set(out, text);
    str_release(&line);
    str_replace_all(out, SV("＠"), SV("@"));
    str_replace_all(out, SV("．"), SV("."));
    /* What a Chinese input method gives for the same key. */
    str_replace_all(out, SV("。"), SV("."));
}

static bool is_local_part(struct sv part)
{
    if (part.len < 1 || part.len > 64 || part.ptr[0] == '.' || part.ptr[part.len - 1] == '.')
        return false;
    for (size_t i = 0; i < part.len; i++) {
        char c = part.ptr[i];
        if (!is_letter(c) && !is_digit(c) && (!c || !strchr(".!#$%&'*+/=?^_`{|}~-", c)))
            return false;
    }
    return !sv_contains(part, SV(".."));
}

static bool is_label(struct sv label)
{
    if (label.len < 1 || label.len > 63 || label.ptr[0] == '-' || label.ptr[label.len - 1] == '-')
        return false;
    for (size_t i = 0; i < label.len; i++) {
        if (!is_letter(label.ptr[i]) && !is_digit(label.ptr[i]) && label.ptr[i] != '-')
            return false;
    }
    return true;
}

/* The name of a top domain: letters, or a name that was encoded (IDNA). */
static bool is_top_label(struct sv label)
{
    if (label.len > 4 && (label.ptr[0] | 32) == 'x' && (label.ptr[1] | 32) == 'n' &&
        label.ptr[2] == '-' && label.ptr[3] == '-')
        return true;
    for (size_t i = 0; i < label.len; i++) {
        if (!is_letter(label.ptr[i]))
            return false;
    }
    return label.len >= 2;
}

bool email_check(struct sv canonical)
{
    size_t sign = sv_find_byte(canonical, '@', 0);
    if (canonical.len > 254 || sign == SV_NONE || !is_local_part(sv_sub(canonical, 0, sign)))
        return false;
    struct sv domain = sv_from_offset(canonical, sign + 1), label = {0};
    size_t labels = 0;
    for (struct sv rest = domain; sv_next(&rest, '.', &label); labels++) {
        if (!is_label(label))
            return false;
    }
    return labels >= 2 && is_top_label(label);
}
