#include "base/i18n.h"
#include "cmd/desk/select_steps.h"
#include "cmd/desk/table_file.h"
#include "cmd/output.h"
#include "office/city_lists.h"

/* "earlier" is csv with other columns: what counties' desks read. */
static bool wants_earlier(const struct args *args)
{
    return sv_eq(sv_from(args->values[OPT_FORMAT]), SV("earlier"));
}

/* The case's own selection: of this round, or of any for the counties. */
static struct sv round_selected(const struct city_record *r, const struct selecting *k,
                                bool earlier)
{
    const struct move *move = review_last_move(&r->review, CASE_SELECTED);
    if (!move || (!earlier && r->standing != STANDING_SELECTED))
        return (struct sv){0};
    return earlier && move->round.len == 0 ? k->round.round : str_sv(&move->round);
}

static size_t fill(const struct selecting *k, bool earlier, struct table *table)
{
    if (earlier)
        earlier_list_begin(table);
    else
        public_list_begin(table, k->at.form, &k->at.desk, k->round.round);
    for (size_t i = 0; i < k->round.records.len; i++) {
        const struct city_record *r = &k->round.records.ptr[i];
        struct sv round = round_selected(r, k, earlier);
        if (!round.ptr)
            continue;
        if (earlier)
            earlier_list_add(table, &r->review.head, round);
        else
            public_list_add(table, k->at.form, &r->review.head);
    }
    return table->rows.len;
}

static bool take_order(const struct selecting *k, bool earlier, struct table_order *order,
                       struct err *e)
{
    struct args args = *k->args;
    if (earlier)
        args.values[OPT_FORMAT] = "csv";
    return table_order_take(order, k->c, &args, e);
}

bool select_public(struct selecting *k, struct err *e)
{
    bool earlier = wants_earlier(k->args);
    struct table_order order = {0};
    struct table table = {0};
    if (!take_order(k, earlier, &order, e))
        return false;
    table_order_share(&order, k->at.folder);
    size_t rows = fill(k, earlier, &table);
    bool ok = rows ? table_deliver(k->c, &order, &table, e)
                   : err_set(e, ERR_REFUSED, "%s", _("还没有记为入选的，没有名单。"));
    if (ok && order.to)
        say(k->c, _("已写到 %s，共 %zu 件。"), order.to, rows);
    table_release(&table);
    return ok;
}
