#include "cmd/command.h"

#include "cmd/desk/many.h"
#include "cmd/desk/select_steps.h"
#include "cmd/given.h"
#include "cmd/output.h"
#include "store/lock.h"

/* ---- what is recorded ---- */

struct named {
    VEC(const struct queue_row *) rows; /* by id */
};

static int cmp_rows(const void *left, const void *right)
{
    const struct queue_row *a = *(const struct queue_row *const *)left;
    const struct queue_row *b = *(const struct queue_row *const *)right;
    return a < b ? -1 : a > b;
}

/* All that cannot be found is told, not only the first. */
static bool find_named(struct selecting *k, struct named *out, struct err *e)
{
    size_t missed = 0;
    for (size_t i = 1; i < k->args->operands.len; i++) {
        const struct queue_row *row = NULL;
        struct str meant = {0};
        struct err why = {0};
        bool found = given_text(k->c, sv_from(k->args->operands.ptr[i]), &meant, &why) &&
                     case_find(&k->at.queue, str_sv(&meant), &row, &why) &&
                     (!row->broken || err_set(&why, ERR_REFUSED, "%s", row->trouble.ptr));
        str_release(&meant);
        if (found) {
            vec_push(&out->rows, row);
            continue;
        }
        (void)fail(k->c, &why);
        missed++;
    }
    if (out->rows.len > 1)
        qsort(out->rows.ptr, out->rows.len, sizeof *out->rows.ptr, cmp_rows);
    return missed == 0 || err_set(e, ERR_REFUSED, "%s", _("什么都没有记。"));
}

static bool check_named(struct selecting *k, const struct named *named, struct err *e)
{
    struct picks picks = {
        .before = &k->round.codes, .budget = k->budget, .unread = k->round.unread};
    struct pick_troubles troubles = {0};
    for (size_t i = 0; i < named->rows.len; i++) {
        const struct queue_row *row = named->rows.ptr[i];
        const struct city_record *r = city_record_of(&k->round, row, &k->at.queue);
        vec_push(&picks.list, (struct pick){.head = &row->head,
                                            .state = row->state,
                                            .standing = r ? r->standing : STANDING_NONE});
    }
    picks_check(&picks, &troubles);
    for (size_t i = 0; i < troubles.len; i++)
        say(k->c, "%s", troubles.ptr[i].ptr);
    bool good = troubles.len == 0;
    vec_release(&picks.list);
    pick_troubles_release(&troubles);
    return good || err_set(e, ERR_REFUSED, "%s", _("这次的名单整个没有记，请改好以后再做。"));
}

static bool is_named(const struct named *named, const struct queue_row *row)
{
    return named->rows.len &&
           bsearch(&row, named->rows.ptr, named->rows.len, sizeof *named->rows.ptr, cmp_rows);
}

static bool record_one(struct selecting *k, struct many *many, const struct city_record *r,
                       enum case_state to, struct err *e)
{
    const struct case_head *head = &r->review.head;
    const struct act act = {.kind = ACT_RESULT, .state = to, .round = k->round.round};
    const struct selected_code *before =
        selected_codes_find(&k->round.codes, str_sv(&head->code), str_sv(&head->id));
    size_t index;
    if (!many_hold(many, str_sv(&head->id), &index, e))
        return false;
    if (many_act(many, index, &act, before ? before->round : SV(""), e))
        return true;
    struct str called = {0};
    case_add_called(&called, head);
    err_prefix(e, "%s：", called.ptr);
    str_release(&called);
    return false;
}

/* In the order of ids, as locks are taken. */
static bool record_all(struct selecting *k, const struct named *named, struct many *many,
                       size_t counts[2], struct err *e)
{
    bool rest = args_given(k->args, OPT_REST);
    for (size_t i = 0; i < k->round.records.len; i++) {
        const struct city_record *r = &k->round.records.ptr[i];
        bool chosen = is_named(named, &k->at.queue.ptr[r->row]);
        if (r->standing != STANDING_CANDIDATE || (!chosen && !rest))
            continue;
        if (!record_one(k, many, r, chosen ? CASE_SELECTED : CASE_UNSELECTED, e))
            return false;
        counts[chosen]++;
    }
    return many_save(many, e);
}

static void tell_recorded(struct selecting *k, const size_t counts[2])
{
    struct budget b = k->budget;
    struct str round = {0}, sum = {0};
    b.already += counts[1];
    round_add_words(&round, k->at.form, k->round.round);
    budget_add_sum(&sum, &b, b.already);
    say(k->c, _("%s：这次记为入选 %zu 件，记为未入选 %zu 件。入选共 %llu 件%s%s。"),
        round.len ? round.ptr : _("这一轮"), counts[1], counts[0], (unsigned long long)b.already,
        b.award ? _("，奖补合计 ") : "", b.award ? sum.ptr : "");
    if (b.award && b.ceiling)
        say(k->c, _("总额上限 %lld%.*s，还可以入选 %llu 件。"), (long long)b.ceiling,
            SV_ARG(b.unit), (unsigned long long)budget_room(&b));
    else if (b.award)
        say(k->c, "%s", _("没有设总额上限（desk.yaml 的 ceiling，或 --ceiling），没有核对总额。"));
    str_release(&round);
    str_release(&sum);
}

bool select_record(struct selecting *k, struct err *e)
{
    struct named named = {0};
    struct many many = {.at = &k->at};
    size_t counts[2] = {0};
    bool ok = find_named(k, &named, e) && check_named(k, &named, e) &&
              record_all(k, &named, &many, counts, e);
    if (ok)
        tell_recorded(k, counts);
    many_release(&many);
    vec_release(&named.rows);
    return ok;
}

/* ---- the whole ---- */

static bool (*find_step(const struct args *args))(struct selecting *k, struct err *e)
{
    if (args_given(args, OPT_PUBLIC))
        return select_public;
    if (args_given(args, OPT_READERS))
        return select_readers;
    return args_given(args, OPT_RANK) ? select_rank : select_record;
}

static bool check_usage(const struct args *args, struct err *e)
{
    bool public = args_given(args, OPT_PUBLIC), readers = args_given(args, OPT_READERS);
    bool rank = args_given(args, OPT_RANK), rest = args_given(args, OPT_REST);
    bool output = args_given(args, OPT_OUTPUT), format = args_given(args, OPT_FORMAT);
    if (public + readers + rank + rest > 1)
        return err_set(e, ERR_USAGE, "%s",
                       _("--public、--readers、--rank、--rest 一次只能用一个。"));
    if (rank && args->operands.len > 1)
        return err_set(e, ERR_USAGE, "%s",
                       _("--rank 只列出名次和建议，不记结果；要记，请去掉 --rank，写明各件。"));
    if (public && args->operands.len > 1)
        return err_set(e, ERR_USAGE, "%s", _("--public 列出这一轮全部入选的，不用写件。"));
    if (readers && (!output || *args->values[OPT_OUTPUT] == '\0'))
        return err_set(e, ERR_USAGE, "%s", _("请用 -o 写明评审材料放进哪个新文件夹。"));
    if ((output && !public && !readers) || (format && !public))
        return err_set(e, ERR_USAGE, "%s", _("-o 和 --format 只和 --public、--readers 一起用。"));
    return public || readers || rank || rest || args->operands.len > 1 ||
           err_set(e, ERR_USAGE, "%s", _("请写明哪几件入选，或者用 --rank 看名次。"));
}

/* Two lists recorded at once could pass the ceiling together. */
static bool begin(struct selecting *k, struct lock **lock, struct err *e)
{
    bool records = find_step(k->args) == select_record;
    struct sv round;
    if (!city_round(&k->at, k->args, &round, e) || (records && !city_lock(&k->at, lock, e)) ||
        !at_desk_queue(&k->at, e))
        return false;
    city_round_read(&k->at, round, !args_given(k->args, OPT_PUBLIC), &k->round);
    return city_budget(&k->at, &k->round, k->args->values[OPT_CEILING], &k->budget, e);
}

int cmd_desk_select(struct context *c, const struct args *args)
{
    struct selecting k = {.c = c, .args = args};
    struct lock *lock = NULL;
    struct err e = {0};
    if (!check_usage(args, &e) || !city_open(&k.at, c, args, _("遴选"), &e))
        return fail(c, &e);
    bool ok = begin(&k, &lock, &e) && find_step(args)(&k, &e);
    lock_release(lock);
    city_round_release(&k.round);
    at_desk_release(&k.at);
    return ok ? 0 : fail(c, &e);
}
