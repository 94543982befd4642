/* What every kind of field is asked: is it filled, is it well written, is it within its bounds. */
#include "check/rules.h"

#include "draft/path.h"
#include "text/ident.h"

void ask_look(struct run *run, const struct rule *rule, struct place at)
{
    run_add(run, rule, at, NULL);
}

/* ---- empty, or waiting ---- */

/* The note about one row's part of a column: "enterprises[3].email". */
static const struct remark *row_note(struct run *run, struct place at)
{
    const struct remarks *pending = &run->draft->pending;
    const struct field *field = &run->form->fields[at.field];
    uint32_t table = field->table == NO_FIELD ? field->index : field->table;
    struct sv head = run->form->fields[table].path;
    for (size_t i = 0; at.row && i < pending->len; i++) {
        struct sv about = str_sv(&pending->ptr[i].about);
        if (!sv_starts(about, head) || about.len <= head.len || about.ptr[head.len] != '[')
            continue;
        struct str path = {0};
        path_add(&path, run->draft, at);
        const struct remark *note = remark_find(pending, str_sv(&path));
        str_release(&path);
        return note;
    }
    return NULL;
}

/* The note that says a field waits: its own, of its row, or of what it is a part of. */
static const struct remark *pending_note(struct run *run, struct place at)
{
    const struct remarks *pending = &run->draft->pending;
    const struct remark *note = NULL;
    for (uint32_t f = at.field; pending->len && !note && f != NO_FIELD;
         f = run->form->fields[f].parent) {
        note = remark_find(pending, run->form->fields[f].path);
        if (!note)
            note = row_note(run, (struct place){f, at.row});
    }
    return note;
}

/* Is there a rule that will speak of the waiting instead. */
static bool pending_is_asked(struct run *run, uint32_t field)
{
    for (; field != NO_FIELD; field = run->form->fields[field].parent)
        for (uint32_t i = 0; i < run->form->rule_count; i++)
            if (run->form->rules[i].op == RULE_PENDING && run->form->rules[i].field == field)
                return true;
    return false;
}

void ask_required(struct run *run, const struct rule *rule, struct place at)
{
    if (run_filled(run, at))
        return;
    if (pending_note(run, at) && pending_is_asked(run, at.field))
        return;
    run_add(run, rule, at, NULL);
}

/* A column that waits waits where it is empty; any other field until its mark is taken away. */
void ask_pending(struct run *run, const struct rule *rule, struct place at)
{
    const struct remark *note = row_note(run, at);
    if (!note && !(at.row && run_filled(run, at)))
        note = remark_find(&run->draft->pending, run->form->fields[at.field].path);
    if (note)
        run_add(run, rule, at, &(struct finding_words){.found = str_sv(&note->text)});
}

/* ---- the way of writing ---- */

static size_t decimals_of(struct sv number)
{
    size_t point = sv_find_byte(number, '.', 0);
    return point == SV_NONE ? 0 : number.len - point - 1;
}

static const char *number_trouble(const struct field *field, struct sv value, struct str *out)
{
    if (!number_canonical(value, out))
        return _("要填数字");
    if (decimals_of(str_sv(out)) <= field->decimals)
        return NULL;
    return field->decimals ? _("小数位数太多") : _("要填整数");
}

static const char *date_trouble(const struct field *field, struct sv value)
{
    struct date date;
    if (number_parse_date(value, field->month, &date))
        return NULL;
    return field->month ? _("要填年月或年月日，如 2024-04 或 2024-04-25")
                        : _("要填日期，如 2024-04-25");
}

/* The worst of several numbers in one field, as 、 ； and the like set them apart. */
static enum phone worst_phone(struct sv value)
{
    static const struct sv separators[] = {{"、", 3}, {"；", 3}, {"，", 3}, {";", 1},
                                           {",", 1},  {"/", 1},  {"\n", 1}};
    struct str pieces = {0};
    struct sv piece;
    enum phone worst = PHONE_GOOD;
    str_set(&pieces, value);
    for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++)
        str_replace_all(&pieces, separators[i], SV("\n"));
    for (struct sv rest = str_sv(&pieces); sv_next(&rest, '\n', &piece);) {
        if (sv_trim(piece).len == 0)
            continue;
        enum phone verdict = phone_check(piece);
        worst = verdict > worst ? verdict : worst;
    }
    str_release(&pieces);
    return worst;
}

static const char *code_trouble(struct sv value, struct str *out)
{
    int at = 0;
    str_clear(out);
    credit_code_canonical(value, out);
    enum credit_code verdict = credit_code_check(str_sv(out), &at);
    str_clear(out);
    switch (verdict) {
    case CREDIT_CODE_LENGTH:
        return _("要有 18 位");
    case CREDIT_CODE_ALPHABET:
        str_add_f(out, _("第 %d 位不是代码里会有的字符（没有 I、O、S、V、Z）"), at);
        return out->ptr;
    case CREDIT_CODE_DIVISION:
        return _("第 3 到 8 位要是数字");
    default:
        return NULL;
    }
}

/* Why a value is not of its kind, NULL where it is; `room` holds words that are made. */
static const char *kind_trouble(const struct field *field, struct sv value, struct str *room)
{
    switch (field->kind) {
    case FIELD_NUMBER:
    case FIELD_MONEY:
        return number_trouble(field, value, room);
    case FIELD_DATE:
        return date_trouble(field, value);
    case FIELD_PHONE:
        return worst_phone(value) == PHONE_BAD ? _("不像电话号码") : NULL;
    case FIELD_EMAIL:
        email_canonical(value, room);
        return email_check(str_sv(room)) ? NULL : _("不像电子邮箱，如 name@example.com");
    case FIELD_CREDIT_CODE:
        return code_trouble(value, room);
    default:
        return NULL;
    }
}

void ask_kind(struct run *run, const struct rule *rule, struct place at)
{
    struct str room = {0};
    const char *trouble =
        kind_trouble(&run->form->fields[at.field], draft_text(run->draft, at), &room);
    /* Quoted as it was typed, no unit behind it. */
    if (trouble)
        run_add(run, rule, at,
                &(struct finding_words){.value = draft_text(run->draft, at),
                                        .found = sv_from(trouble)});
    str_release(&room);
}

void ask_check_digit(struct run *run, const struct rule *rule, struct place at)
{
    struct str code = {0};
    credit_code_canonical(draft_text(run->draft, at), &code);
    enum credit_code verdict = credit_code_check(str_sv(&code), NULL);
    str_release(&code);
    if (verdict == CREDIT_CODE_ORGANISATION || verdict == CREDIT_CODE_CHECK)
        run_add(run, rule, at,
                &(struct finding_words){.count = verdict == CREDIT_CODE_CHECK ? 18 : 17});
}

void ask_area_code(struct run *run, const struct rule *rule, struct place at)
{
    if (worst_phone(draft_text(run->draft, at)) == PHONE_NO_AREA_CODE)
        run_add(run, rule, at, NULL);
}

/* ---- bounds ---- */

/* How a value lies to a bound: <0, 0, >0; 0 where either is none, which is another rule's. */
static int compare_bound(struct run *run, struct place at, struct sv bound)
{
    const struct field *field = &run->form->fields[at.field];
    struct sv value = run_value(run, at);
    if (field->kind == FIELD_DATE) {
        struct date day, limit;
        bool both = number_parse_date(value, true, &day) && number_parse_date(bound, true, &limit);
        return both ? date_cmp(day, limit) : 0;
    }
    struct str a = {0}, b = {0};
    bool both = number_canonical(value, &a) && number_canonical(bound, &b);
    int order = both ? number_cmp(str_sv(&a), str_sv(&b)) : 0;
    str_release(&a);
    str_release(&b);
    return order;
}

static struct sv shown_bound(struct run *run, struct place at, struct sv bound)
{
    const struct field *field = &run->form->fields[at.field];
    struct date date;
    struct str shown = {0};
    if (field->kind == FIELD_DATE && number_parse_date(bound, true, &date))
        date_add_chinese(&shown, date);
    else
        str_add_f(&shown, "%.*s%.*s", SV_ARG(bound), SV_ARG(field->unit));
    return run_keep(run, &shown);
}

void ask_min(struct run *run, const struct rule *rule, struct place at)
{
    if (compare_bound(run, at, rule->text) < 0)
        run_add(run, rule, at, &(struct finding_words){.words = shown_bound(run, at, rule->text)});
}

void ask_max(struct run *run, const struct rule *rule, struct place at)
{
    if (compare_bound(run, at, rule->text) > 0)
        run_add(run, rule, at, &(struct finding_words){.words = shown_bound(run, at, rule->text)});
}

void ask_not_older_than(struct run *run, const struct rule *rule, struct place at)
{
    struct date day;
    if (run->in->today.year == 0 || !number_parse_date(draft_text(run->draft, at), true, &day))
        return;
    int64_t age = date_number(run->in->today) - date_number(day);
    if (age > rule->number)
        run_add(run, rule, at, &(struct finding_words){.count = age, .limit = rule->number});
}
