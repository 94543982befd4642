#include "draft/kinds.h"

#include "base/i18n.h"
#include "text/ident.h"
#include "text/norm.h"
#include "text/number.h"

static const struct {
    const char *word;
    const char *value;
} yesno_words[] = {
    {"yes", "yes"}, {"no", "no"},    {"true", "yes"}, {"false", "no"}, {"是", "yes"},
    {"否", "no"},   {"有", "yes"},   {"无", "no"},    {"1", "yes"},    {"0", "no"},
    {"Yes", "yes"}, {"No", "no"},    {"True", "yes"}, {"False", "no"}, {"YES", "yes"},
    {"NO", "no"},   {"TRUE", "yes"}, {"FALSE", "no"},
};

static bool yesno_value(const struct field *field, struct sv given, struct str *out, struct err *e)
{
    for (size_t i = 0; i < sizeof yesno_words / sizeof yesno_words[0]; i++) {
        if (!sv_eq(given, sv_from(yesno_words[i].word)))
            continue;
        str_set(out, sv_from(yesno_words[i].value));
        return true;
    }
    struct str shown = {0};
    norm_add_marked(&shown, given, SV(""));
    err_set(e, ERR_REFUSED, _("“%.*s”要填 yes（是）或 no（否），“%.*s”都不是。"),
            SV_ARG(field->path), SV_ARG(str_sv(&shown)));
    str_release(&shown);
    return false;
}

/* An option may be named by its id or by its label. */
static const struct option *find_option(const struct field *field, struct sv given)
{
    const struct option *option = field_option(field, given);
    for (uint32_t i = 0; !option && i < field->option_count; i++)
        if (sv_eq(field->options[i].label, given))
            option = &field->options[i];
    return option;
}

static void add_ids(struct str *out, const struct field *field)
{
    for (uint32_t i = 0; i < field->option_count; i++) {
        if (i)
            str_add(out, SV("、"));
        str_add(out, field->options[i].id);
    }
}

static bool option_value(const struct field *field, struct sv given, struct str *out, struct err *e)
{
    const struct option *option = find_option(field, given);
    if (option || field->other) {
        str_add(out, option ? option->id : given);
        return true;
    }
    struct str shown = {0}, ids = {0};
    norm_add_marked(&shown, given, SV(""));
    add_ids(&ids, field);
    err_set(e, ERR_REFUSED, _("“%.*s”没有选项“%.*s”，可选：%.*s。"), SV_ARG(field->path),
            SV_ARG(str_sv(&shown)), SV_ARG(str_sv(&ids)));
    str_release(&shown);
    str_release(&ids);
    return false;
}

static bool list_value(const struct field *field, struct sv given, char separator, struct str *out,
                       struct err *e)
{
    struct sv piece;
    struct str value = {0};
    bool ok = true;
    while (ok && sv_next(&given, separator, &piece)) {
        piece = sv_trim(piece);
        if (piece.len == 0)
            continue;
        if (value.len)
            str_add_byte(&value, '\n');
        if (kind_flags(field->kind) & KIND_OPTIONS)
            ok = option_value(field, piece, &value, e);
        else
            str_add(&value, piece);
    }
    if (ok)
        str_set(out, str_sv(&value));
    str_release(&value);
    return ok;
}

bool draft_value(const struct field *field, struct sv given, char separator, struct str *out,
                 struct err *e)
{
    unsigned flags = kind_flags(field->kind);
    str_clear(out);
    if (!(flags & KIND_LEAF))
        return err_set(e, ERR_REFUSED,
                       _("“%.*s”由几部分组成，请写出是哪一部分，用 form show --ids 可以看到。"),
                       SV_ARG(field->path));
    if (given.len == 0)
        return true;
    if (field->kind == FIELD_YESNO)
        return yesno_value(field, sv_trim(given), out, e);
    if (flags & KIND_LIST)
        return list_value(field, given, separator, out, e);
    if (flags & KIND_OPTIONS)
        return option_value(field, sv_trim(given), out, e);
    str_set(out, given);
    return true;
}

bool draft_canonical(const struct field *field, struct sv text, struct str *out)
{
    struct date date;
    str_clear(out);
    switch (field->kind) {
    case FIELD_DATE:
        if (!number_parse_date(text, field->month, &date))
            return false;
        date_add_iso(out, date);
        break;
    case FIELD_NUMBER:
    case FIELD_MONEY:
        if (!number_canonical(text, out))
            return false;
        break;
    case FIELD_CREDIT_CODE:
        credit_code_canonical(text, out);
        break;
    case FIELD_EMAIL:
        email_canonical(text, out);
        break;
    default:
        return false;
    }
    return !sv_eq(str_sv(out), text);
}
