#include "cmd/command.h"

#include "cmd/desk/city.h"
#include "cmd/desk/many.h"
#include "cmd/desk/table_file.h"
#include "cmd/given.h"
#include "cmd/output.h"
#include "office/city_lists.h"
#include "text/number.h"

enum { OPERAND_CASE = 1, OPERAND_STAGE, OPERAND_DATE, OPERAND_NOTE };

struct keeping {
    struct context *c;
    const struct args *args;
    struct at_desk at;
};

static bool given(const struct keeping *k, size_t operand, struct str *out, struct err *e)
{
    return operand >= k->args->operands.len ||
           given_text(k->c, sv_from(k->args->operands.ptr[operand]), out, e);
}

/* ---- an entry ---- */

struct entry {
    struct str meant; /* the case */
    struct str stage;
    struct str date;
    struct str note;
    struct str amount;
};

static void entry_release(struct entry *n)
{
    str_release(&n->meant);
    str_release(&n->stage);
    str_release(&n->date);
    str_release(&n->note);
    str_release(&n->amount);
}

/* A stage is called by its label as well; one that is neither is refused by the act. */
static void settle_stage(const struct form *form, struct str *stage)
{
    for (uint32_t i = 0; i < form->desk.stage_count; i++)
        if (sv_eq(form->desk.stages[i].label, str_sv(stage)))
            str_set(stage, form->desk.stages[i].id);
}

/* 2024年12月1日 and the like are understood; what is no day is refused by the act. */
static void settle_date(struct str *date)
{
    struct date day;
    if (!number_parse_date(str_sv(date), false, &day))
        return;
    str_clear(date);
    date_add_iso(date, day);
}

static bool read_entry(const struct keeping *k, struct entry *n, struct err *e)
{
    struct sv amount = sv_from(k->args->values[OPT_AMOUNT]);
    if (!given(k, OPERAND_CASE, &n->meant, e) || !given(k, OPERAND_STAGE, &n->stage, e) ||
        !given(k, OPERAND_DATE, &n->date, e) || !given(k, OPERAND_NOTE, &n->note, e) ||
        !given_text(k->c, amount, &n->amount, e))
        return false;
    settle_stage(k->at.form, &n->stage);
    settle_date(&n->date);
    return true;
}

static void tell_entry(const struct keeping *k, const struct review *r)
{
    const struct ledger_entry *entry = &r->ledger.ptr[r->ledger.len - 1];
    struct str line = {0};
    case_add_called(&line, &r->head);
    str_add(&line, SV("："));
    for (uint32_t i = 0; i < k->at.form->desk.stage_count; i++)
        if (sv_eq(k->at.form->desk.stages[i].id, str_sv(&entry->stage)))
            str_add(&line, k->at.form->desk.stages[i].label);
    str_add_f(&line, " %s", entry->date.ptr);
    if (entry->amount.len)
        str_add_f(&line, " %s", entry->amount.ptr);
    say(k->c, _("已记下 %s。"), line.ptr);
    str_release(&line);
}

static bool record(struct keeping *k, const struct entry *n, struct many *many, struct err *e)
{
    const struct queue_row *row = NULL;
    const struct act act = {
        .kind = ACT_LEDGER,
        .item = str_sv(&n->stage),
        .date = str_sv(&n->date),
        .amount = str_sv(&n->amount),
        .text = str_sv(&n->note),
    };
    size_t index;
    if (!at_desk_queue(&k->at, e) || !case_find(&k->at.queue, str_sv(&n->meant), &row, e) ||
        !many_hold(many, str_sv(&row->head.id), &index, e) ||
        !many_act(many, index, &act, SV(""), e) || !many_save(many, e))
        return false;
    tell_entry(k, &many->cases.ptr[index].file.review);
    return true;
}

static bool add_entry(struct keeping *k, struct err *e)
{
    struct entry n = {0};
    struct many many = {.at = &k->at};
    bool ok = read_entry(k, &n, e) && record(k, &n, &many, e);
    many_release(&many);
    entry_release(&n);
    return ok;
}

/* ---- the table ---- */

/* Spreadsheets sort by date and add up amounts; paper has no room for that many columns. */
static bool wants_apart(const struct args *args)
{
    static const char *const formats[] = {"csv", "tsv", "xlsx"};
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (sv_eq(sv_from(args->values[OPT_FORMAT]), sv_from(formats[i])))
            return true;
    return false;
}

/* Programs sort the rows, and add up themselves. */
static bool for_programs(const struct args *args)
{
    return wants_apart(args) && !sv_eq(sv_from(args->values[OPT_FORMAT]), SV("xlsx"));
}

static size_t fill(struct keeping *k, const struct city_round *all, struct sv round,
                   struct table *table)
{
    struct ledger_list list;
    ledger_list_begin(&list, table, k->at.form, &k->at.desk, wants_apart(k->args));
    for (size_t i = 0; i < all->records.len; i++) {
        const struct review *r = &all->records.ptr[i].review;
        const struct move *move = review_last_move(r, CASE_SELECTED);
        if (move && (!round.len || sv_eq(str_sv(&move->round), round)))
            ledger_list_add(&list, r, str_sv(&move->round));
    }
    size_t rows = table->rows.len;
    ledger_list_end(&list, !for_programs(k->args));
    return rows;
}

static bool put_ledger(struct keeping *k, struct err *e)
{
    struct table_order order = {0};
    struct city_round all = {0};
    struct table table = {0};
    struct sv round = SV("");
    if (!table_order_take(&order, k->c, k->args, e) ||
        (args_given(k->args, OPT_ROUND) && !city_round(&k->at, k->args, &round, e)) ||
        !at_desk_queue(&k->at, e))
        return false;
    table_order_share(&order, k->at.folder);
    city_round_read(&k->at, round, false, &all);
    size_t rows = fill(k, &all, round, &table);
    bool ok = rows ? table_deliver(k->c, &order, &table, e)
                   : err_set(e, ERR_REFUSED, "%s", _("还没有记为入选的，没有台账。"));
    if (ok && order.to)
        say(k->c, _("已写到 %s，共 %zu 件。"), order.to, rows);
    table_release(&table);
    city_round_release(&all);
    return ok;
}

/* ---- the whole ---- */

static bool check_usage(const struct args *args, struct err *e)
{
    size_t operands = args->operands.len;
    if (operands == OPERAND_STAGE)
        return err_set(e, ERR_USAGE, "%s", _("请写明是哪个阶段、哪一天，如 payment 2024-12-01。"));
    if (operands > OPERAND_STAGE && (args_given(args, OPT_FORMAT) || args_given(args, OPT_OUTPUT) ||
                                     args_given(args, OPT_ROUND)))
        return err_set(e, ERR_USAGE, "%s",
                       _("--format、--round 和 -o 用来印台账；记一笔时不用写。"));
    return operands > 1 || !args_given(args, OPT_AMOUNT) ||
           err_set(e, ERR_USAGE, "%s", _("--amount 是一笔的金额，请写明是哪一件、哪个阶段。"));
}

int cmd_desk_ledger(struct context *c, const struct args *args)
{
    struct keeping k = {.c = c, .args = args};
    struct err e = {0};
    if (!check_usage(args, &e) || !city_open(&k.at, c, args, _("入选以后的台账"), &e))
        return fail(c, &e);
    bool ok = (args->operands.len > 1 ? add_entry : put_ledger)(&k, &e);
    at_desk_release(&k.at);
    return ok ? 0 : fail(c, &e);
}
