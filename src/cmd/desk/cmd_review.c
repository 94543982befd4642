#include "cmd/desk/at_desk.h"
#include "cmd/desk/at_desk_wizard.h"
#include "cmd/desk/review_json.h"
#include "cmd/given.h"
#include "cmd/output.h"
#include "draft/path.h"
#include "office/review_text.h"
#include "text/norm.h"

/* One act from the command line. The texts are what the act borrows. */
struct reviewing {
    struct context *c;
    const struct args *args;
    struct at_desk at;
    struct at_case now;
    struct act act;
    struct str text;
    struct str item;
    struct str row;
    struct str quote;
};

/* Reads the words behind the verb; the case is in hand. */
typedef bool fill_act(struct reviewing *k, const char *const *words, size_t count, struct err *e);

/* ---- words ---- */

/* Prose, from a file or typed, cleaned as a paste is. */
static bool fill_text(struct reviewing *k, const char *given, struct err *e)
{
    struct str value = {0};
    char separator;
    bool ok = given_value(k->c, given, &value, &separator, e);
    if (ok)
        norm_text(str_sv(&value), &k->text, NULL);
    k->act.text = str_sv(&k->text);
    str_release(&value);
    return ok;
}

static bool fill_line(struct reviewing *k, const char *given, struct str *out, struct err *e)
{
    struct str value = {0};
    bool ok = given_text(k->c, sv_from(given), &value, e);
    if (ok)
        norm_line(str_sv(&value), out, NULL);
    str_release(&value);
    return ok;
}

static bool fill_number(struct reviewing *k, const char *given, struct err *e)
{
    int64_t number;
    struct str folded = {0};
    norm_code(sv_from(given), false, &folded);
    bool ok = sv_number(str_sv(&folded), 1, UINT32_MAX, &number);
    str_release(&folded);
    if (!ok)
        return err_set(e, ERR_USAGE, _("“%s”不是号码，应当写 1、2 这样的数。"), given);
    k->act.number = (uint32_t)number;
    return true;
}

static bool no_words(struct reviewing *k, const char *const *words, size_t count, struct err *e)
{
    (void)k, (void)words, (void)count, (void)e;
    return true;
}

static bool only_text(struct reviewing *k, const char *const *words, size_t count, struct err *e)
{
    return count == 0 || fill_text(k, words[0], e);
}

static bool number_and_text(struct reviewing *k, const char *const *words, size_t count,
                            struct err *e)
{
    return fill_number(k, words[0], e) && (count < 2 || fill_text(k, words[1], e));
}

static bool item_and_text(struct reviewing *k, const char *const *words, size_t count,
                          struct err *e)
{
    bool ok = fill_line(k, words[0], &k->item, e) && (count < 2 || fill_text(k, words[1], e));
    k->act.item = str_sv(&k->item);
    return ok;
}

static bool ruling_words(struct reviewing *k, const char *const *words, size_t count, struct err *e)
{
    if (!ruling_by_name(sv_from(words[1]), &k->act.ruling))
        return err_set(e, ERR_USAGE,
                       _("“%s”不是审核结果：可以写 pass（通过）、doubt（存疑）、fail（不符）、"
                         "none（撤销）。"),
                       words[1]);
    bool ok = fill_line(k, words[0], &k->item, e) && (count < 3 || fill_text(k, words[2], e));
    k->act.item = str_sv(&k->item);
    return ok;
}

static bool all_pass(struct reviewing *k, const char *const *words, size_t count, struct err *e)
{
    k->act.ruling = RULING_PASS;
    return no_words(k, words, count, e);
}

static bool decision_words(struct reviewing *k, const char *const *words, size_t count,
                           struct err *e)
{
    (void)count;
    return (state_by_name(sv_from(words[0]), &k->act.state) ||
            err_set(e, ERR_USAGE,
                    _("“%s”不是决定：可以写 recommended（推荐）、returned（退回修改）、"
                      "declined（不推荐）。"),
                    words[0])) &&
           fill_text(k, words[1], e);
}

static bool round_word(struct reviewing *k, const char *const *words, size_t count, struct err *e)
{
    (void)count;
    bool ok = fill_line(k, words[0], &k->item, e);
    k->act.round = str_sv(&k->item);
    return ok;
}

/* ---- places of the draft ---- */

/* "enterprises[3].name" as form show and set name it: rows are known to the record by their ids. */
static bool fill_field(struct reviewing *k, const char *given, struct err *e)
{
    struct place p;
    struct str path = {0};
    const struct draft *d = k->now.draft.draft;
    bool ok = fill_line(k, given, &path, e);
    if (ok && path.len && !d)
        ok = err_set(e, ERR_REFUSED, _("送来的草稿读不出来，只能对整件提意见（字段写 \"\"）：%s"),
                     k->now.trouble.len ? k->now.trouble.ptr : "");
    if (ok && d && path.len && (ok = path_find(d, str_sv(&path), &p, e))) {
        const struct field *field = &d->form->fields[p.field];
        uint32_t table = kind_flags(field->kind) & KIND_ROWS ? p.field : field->table;
        const struct row *row = p.row ? draft_row(d, table, p.row, NULL) : NULL;
        k->act.field = field->path;
        if (row)
            str_set(&k->row, str_sv(&row->id));
        k->act.row = str_sv(&k->row);
    }
    str_release(&path);
    return ok;
}

static bool remark_words(struct reviewing *k, const char *const *words, size_t count, struct err *e)
{
    (void)count;
    const char *quote = k->args->values[OPT_QUOTE];
    bool ok = fill_field(k, words[0], e) && fill_text(k, words[1], e) &&
              (!quote || given_text(k->c, sv_from(quote), &k->quote, e));
    k->act.quote = str_sv(&k->quote);
    return ok;
}

/* "enterprises[3].proof" becomes "enterprises[e3].proof"; what is no place is refused by the act.
 */
static bool material_word(struct reviewing *k, const char *const *words, size_t count,
                          struct err *e)
{
    struct place p;
    const struct draft *d = k->now.draft.draft;
    (void)count;
    if (!fill_line(k, words[0], &k->item, e))
        return false;
    if (d && path_find(d, str_sv(&k->item), &p, NULL) && p.row) {
        const struct field *field = &d->form->fields[p.field];
        uint32_t table = kind_flags(field->kind) & KIND_ROWS ? p.field : field->table;
        const struct field *whole = &d->form->fields[table];
        const struct row *row = draft_row(d, table, p.row, NULL);
        str_set(&k->item, whole->path);
        str_add_f(&k->item, "[%.*s]", SV_ARG(str_sv(&row->id)));
        str_add(&k->item, sv_from_offset(field->path, whole->path.len + 2));
    }
    k->act.item = str_sv(&k->item);
    return true;
}

/* ---- the verbs ---- */

static const struct verb {
    const char *name;
    enum act_kind kind;
    size_t least; /* words behind it */
    size_t most;
    fill_act *fill;
    const char *words; /* what they are; N_() */
} verbs[] = {
    {"mark", ACT_MARK, 2, 3, ruling_words, N_("条款 pass|doubt|fail|none [说明]")},
    {"mark-rest", ACT_MARK_REST, 0, 0, all_pass, ""},
    {"remark", ACT_REMARK, 2, 2, remark_words, N_("字段 意见")},
    {"reword", ACT_REWORD, 2, 2, number_and_text, N_("号 意见")},
    {"drop", ACT_DROP, 1, 1, number_and_text, N_("号")},
    {"accept", ACT_ACCEPT, 1, 2, number_and_text, N_("号 [话]")},
    {"again", ACT_ASK_AGAIN, 2, 2, number_and_text, N_("号 意见")},
    {"decide", ACT_DECIDE, 2, 2, decision_words, N_("recommended|returned|declined 理由")},
    {"withdraw", ACT_WITHDRAW, 1, 1, only_text, N_("理由")},
    {"allow", ACT_ALLOW, 2, 2, item_and_text, N_("代码 理由")},
    {"seen", ACT_SEEN, 1, 1, material_word, N_("材料")},
    {"copy", ACT_COPY, 2, 2, number_and_text, N_("份号 校验码")},
    {"brief", ACT_BRIEF, 1, 1, only_text, N_("文字|@文件")},
    {"experience", ACT_EXPERIENCE, 1, 1, only_text, N_("文字|@文件")},
    {"carry", ACT_CARRY, 1, 1, round_word, N_("轮次")},
    {"archive", ACT_ARCHIVE, 0, 1, only_text, N_("[话]")},
};

enum { VERBS = sizeof verbs / sizeof verbs[0] };

static const struct verb *find_verb(const char *name, struct err *e)
{
    struct str known = {0};
    for (size_t i = 0; i < VERBS; i++)
        if (sv_eq(sv_from(verbs[i].name), sv_from(name)))
            return &verbs[i];
    for (size_t i = 0; i < VERBS; i++)
        str_add_f(&known, "、%s", verbs[i].name);
    err_set(e, ERR_USAGE, _("没有动作“%s”；有：show%s。"), name, known.ptr);
    str_release(&known);
    return NULL;
}

static bool takes_words(const struct verb *verb, size_t count, struct err *e)
{
    return (count >= verb->least && count <= verb->most) ||
           err_set(e, ERR_USAGE, _("动作 %s 的写法是：desk review 办公夹 件 %s %s"), verb->name,
                   verb->name, verb->words[0] ? _(verb->words) : "");
}

static void tell(struct reviewing *k, enum case_state before)
{
    const struct review *r = &k->now.file.review;
    struct str number = {0};
    if (k->act.kind == ACT_REMARK) {
        str_add_f(&number, "%u\n", r->notes.ptr[r->notes.len - 1].number);
        put(k->c, str_sv(&number));
    } else if (r->state != before) {
        say(k->c, _("%s 现在是“%s”。"), r->head.id.ptr, state_label(r->state));
    }
    str_release(&number);
}

static bool act(struct reviewing *k, const struct verb *verb, struct err *e)
{
    const char *const *operands = k->args->operands.ptr;
    size_t count = k->args->operands.len - 3;
    if (!takes_words(verb, count, e) || !at_case_open(&k->now, &k->at, operands[1], true, e))
        return false;
    enum case_state before = k->now.file.review.state;
    k->act.kind = verb->kind;
    bool ok = verb->fill(k, operands + 3, count, e) && at_case_act(&k->now, &k->act, e);
    if (ok)
        tell(k, before);
    return ok;
}

/* ---- showing ---- */

static void add_hindrances(struct reviewing *k, struct str *out)
{
    struct hindrances list = {0};
    struct act_world world = at_case_world(&k->now);
    if (k->now.file.review.state != CASE_RECEIVED)
        return;
    review_hindrances(&k->now.file.review, &world, &list);
    if (list.len)
        str_add_f(out, "\n%s\n", _("还不能推荐"));
    for (size_t i = 0; i < list.len; i++)
        str_add_f(out, "  %s\n", list.ptr[i].ptr);
    hindrances_release(&list);
}

static bool show(struct reviewing *k, struct err *e)
{
    struct str text = {0};
    if (k->args->operands.len > 3)
        return err_set(e, ERR_USAGE, "%s", _("动作 show 后面不写别的。"));
    if (!at_case_open(&k->now, &k->at, k->args->operands.ptr[1], false, e))
        return false;
    if (args_given(k->args, OPT_JSON)) {
        review_add_json(&text, &k->now);
    } else {
        review_add_text(&text, &k->now.file.review, k->at.form);
        add_hindrances(k, &text);
    }
    put(k->c, str_sv(&text));
    if (k->now.trouble.len)
        say(k->c, _("送来的草稿读不出来：%s"), k->now.trouble.ptr);
    str_release(&text);
    return true;
}

static bool run(struct reviewing *k, struct err *e)
{
    const char *verb = k->args->operands.ptr[2];
    if (sv_eq(sv_from(verb), SV("show")))
        return show(k, e);
    const struct verb *found = find_verb(verb, e);
    return found && act(k, found, e);
}

int cmd_desk_review(struct context *c, const struct args *args)
{
    struct reviewing k = {.c = c, .args = args};
    struct err e = {0};
    const char *folder = args->operands.ptr[0];
    if (args->operands.len < 3)
        return wizard_at_desk(c, args, folder,
                              args->operands.len > 1 ? args->operands.ptr[1] : NULL);
    if (!at_desk_open(&k.at, c, folder, args->values[OPT_BY], &e))
        return fail(c, &e);
    int code = run(&k, &e) ? 0 : fail(c, &e);
    struct str *const texts[] = {&k.text, &k.item, &k.row, &k.quote};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        str_release(texts[i]);
    at_case_release(&k.now);
    at_desk_release(&k.at);
    return code;
}
