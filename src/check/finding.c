#include "check/finding.h"

#include "check/rules.h"
#include "draft/naming.h"
#include "draft/path.h"

enum { QUOTED_MOST = 40, LIST_MOST = 200, REASON_MOST = 1000 }; /* code points shown in a message */

void findings_release(struct findings *f)
{
    for (size_t i = 0; i < f->len; i++) {
        str_release(&f->ptr[i].key);
        str_release(&f->ptr[i].message);
        str_release(&f->ptr[i].fix);
    }
    vec_release(f);
}

struct tally findings_tally(const struct findings *f)
{
    struct tally tally = {0};
    for (size_t i = 0; i < f->len; i++) {
        if (f->ptr[i].severity == SEVERITY_NOTE)
            tally.notes++;
        else if (f->ptr[i].accepted)
            tally.accepted++;
        else if (f->ptr[i].severity == SEVERITY_ERROR)
            tally.errors++;
        else
            tally.warnings++;
    }
    return tally;
}

const char *severity_label(enum severity s)
{
    static const char *const labels[] = {[SEVERITY_ERROR] = N_("错误"),
                                         [SEVERITY_WARNING] = N_("提醒"),
                                         [SEVERITY_NOTE] = N_("请人看")};
    return _(labels[s]);
}

/* ---- words ---- */

static void add_row(struct str *out, uint32_t row)
{
    if (row)
        str_add_f(out, _("第 %u 行"), row);
}

enum word_kind { WORD_LIST, WORD_QUOTED, WORD_NUMBER, WORD_OVER, WORD_ROW, WORD_AT };

/* What may stand in braces. {at} is for the operators' own messages: 第 3 行, or nothing. */
static const struct {
    struct sv name;
    enum word_kind kind;
    size_t offset;
} word_names[] = {
#define WORD(text, kind, member) \
    { \
        {text, sizeof(text) - 1}, kind, offsetof(struct finding_words, member) \
    }
    WORD("label", WORD_LIST, label),   WORD("value", WORD_QUOTED, value),
    WORD("words", WORD_LIST, words),   WORD("other", WORD_QUOTED, other),
    WORD("found", WORD_LIST, found),   WORD("count", WORD_NUMBER, count),
    WORD("limit", WORD_NUMBER, limit), WORD("over", WORD_OVER, count),
    WORD("row", WORD_ROW, row),        WORD("at", WORD_AT, row),
#undef WORD
};

static void add_word(struct str *out, size_t index, const struct finding_words *words)
{
    const char *member = (const char *)words + word_names[index].offset;
    switch (word_names[index].kind) {
    case WORD_LIST:
        naming_add_quoted(out, *(const struct sv *)(const void *)member, LIST_MOST);
        break;
    case WORD_QUOTED:
        naming_add_quoted(out, *(const struct sv *)(const void *)member, QUOTED_MOST);
        break;
    case WORD_NUMBER:
        str_add_f(out, "%lld", (long long)*(const int64_t *)(const void *)member);
        break;
    case WORD_OVER:
        str_add_f(out, "%lld", (long long)(words->count - words->limit));
        break;
    case WORD_ROW:
        if (words->row)
            str_add_f(out, "%u", words->row);
        break;
    case WORD_AT:
        add_row(out, words->row);
        break;
    }
}

/* Takes "{name}" off the text; false where the brace opens no word: then it stands for itself. */
static bool take_word(struct sv text, size_t open, size_t *close, size_t *index)
{
    *close = sv_find_byte(text, '}', open);
    if (*close == SV_NONE)
        return false;
    struct sv name = sv_sub(text, open + 1, *close);
    for (*index = 0; *index < sizeof word_names / sizeof word_names[0]; ++*index)
        if (sv_eq(name, word_names[*index].name))
            return true;
    return false;
}

static void fill(struct str *out, struct sv text, const struct finding_words *words)
{
    size_t at = 0;
    for (size_t open; (open = sv_find_byte(text, '{', at)) != SV_NONE;) {
        size_t close, index;
        str_add(out, sv_sub(text, at, open));
        if (take_word(text, open, &close, &index)) {
            add_word(out, index, words);
            at = close + 1;
        } else {
            str_add_byte(out, '{');
            at = open + 1;
        }
    }
    str_add(out, sv_from_offset(text, at));
}

void finding_word(struct finding *f, const struct finding_words *words)
{
    const struct op *op = rule_op(f->rule->op);
    struct sv message = f->rule->message, fix = f->rule->fix;
    str_clear(&f->message);
    str_clear(&f->fix);
    fill(&f->message, message.len ? message : sv_from(_(op->message)), words);
    fill(&f->fix, fix.len ? fix : sv_from(_(op->fix)), words);
}

/* ---- a line ---- */

/* What a limit over fields is called where a field's path would stand, and the place whose line is
 * named: the first of its fields that has a text. */
static struct sv limit_place(const struct draft *d, const struct finding *f, struct place *where)
{
    const struct form *form = d->form;
    if (f->rule->limit == NO_FIELD)
        return form->id;
    const struct limit *limit = &form->limits[f->rule->limit];
    for (uint32_t i = limit->fields.len; i-- > 0;)
        if (draft_filled(d, (struct place){limit->fields.ptr[i], 0}))
            where->field = limit->fields.ptr[i];
    return limit->section == NO_FIELD ? limit->id : form->sections[limit->section].id;
}

void finding_add_line(struct str *out, const struct draft *d, const char *file,
                      const struct finding *f)
{
    struct place where = f->place;
    struct str path = {0};
    if (where.field == NO_FIELD)
        str_add(&path, limit_place(d, f, &where));
    else
        path_add(&path, d, where);
    uint32_t line = where.field == NO_FIELD ? 1 : draft_line(d, where);
    str_add_f(out, "%s:%u: %.*s: %.*s: %.*s", file, line, SV_ARG(severity_name(f->severity)),
              SV_ARG(str_sv(&path)), SV_ARG(str_sv(&f->message)));
    if (f->accepted) {
        str_add(out, sv_from(_("（已写理由：")));
        naming_add_quoted(out, f->reason, REASON_MOST);
        str_add(out, sv_from(_("）")));
    }
    str_add_f(out, " [%.*s]", SV_ARG(f->rule->code));
    str_release(&path);
}
