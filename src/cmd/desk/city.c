#include "cmd/desk/city.h"

#include "base/i18n.h"
#include "cmd/output.h"
#include "store/path.h"

bool city_open(struct at_desk *at, struct context *c, const struct args *args, const char *what,
               struct err *e)
{
    if (!at_desk_open(at, c, args->operands.ptr[0], args->values[OPT_BY], e))
        return false;
    if (at->desk.role == ROLE_CITY)
        return true;
    err_set(e, ERR_REFUSED, _("%s 是县（市、区）的办公夹，%s由市里办。"), at->folder, what);
    at_desk_release(at);
    return false;
}

bool city_lock(struct at_desk *at, struct lock **out, struct err *e)
{
    struct str path = {0}, who = {0};
    path_join(&path, sv_from(at->folder), SV("desk.yaml"));
    enum lock_answer answer = at_desk_lock(at, path.ptr, out, &who, e);
    if (answer == LOCK_HELD)
        err_set(e, ERR_IO, _("%s：%s 正在记遴选结果，什么都没有记。请等他办完再试。"), at->folder,
                who.ptr);
    str_release(&path);
    str_release(&who);
    return answer == LOCK_TAKEN;
}

bool city_round(const struct at_desk *at, const struct args *args, struct sv *round, struct err *e)
{
    const struct form *form = at->form;
    struct str known = {0};
    *round =
        args_given(args, OPT_ROUND) ? sv_from(args->values[OPT_ROUND]) : str_sv(&at->desk.round);
    if (form->round_count == 0 && !args_given(args, OPT_ROUND)) {
        *round = SV("");
        return true;
    }
    if (form_round(form, *round))
        return true;
    for (uint32_t i = 0; i < form->round_count; i++)
        str_add_f(&known, "%s%.*s", i ? _("、") : "", SV_ARG(form->rounds[i].id));
    if (round->len == 0)
        err_set(e, ERR_USAGE, _("请用 --round 写明是哪一轮：%s。"), known.ptr);
    else if (known.len == 0)
        err_set(e, ERR_USAGE, _("这份表单不分轮次，不用写 --round。"));
    else
        err_set(e, ERR_USAGE, _("没有轮次“%.*s”；这份表单的轮次是：%s。"), SV_ARG(*round),
                known.ptr);
    str_release(&known);
    return false;
}

/* ---- records ---- */

static bool matters(const struct queue_row *row, bool candidates)
{
    return (candidates && row->state == CASE_SENT) || row->state == CASE_SELECTED ||
           row->state == CASE_UNSELECTED || row->state == CASE_ARCHIVED;
}

static void read_record(struct at_desk *at, uint32_t row, struct city_round *out)
{
    struct case_file file = {0};
    struct err e = {0};
    if (!case_load(at->folder, str_sv(&at->queue.ptr[row].head.id), &file, &e)) {
        if (!out->quiet)
            (void)fail(at->c, &e);
        err_clear(&e);
        out->unread++;
        return;
    }
    struct city_record *r = vec_add(&out->records);
    r->row = row;
    r->review = file.review;
    file.review = (struct review){0};
    case_file_release(&file);
    r->standing = round_standing(&r->review, out->round);
    out->selected += r->standing == STANDING_SELECTED;
}

/* Views of the records' texts: none is added any more. */
static void gather_codes(const struct at_desk *at, struct city_round *out)
{
    for (size_t i = 0; i < out->records.len; i++) {
        const struct review *r = &out->records.ptr[i].review;
        const struct move *move = review_last_move(r, CASE_SELECTED);
        if (move)
            selected_codes_add(&out->codes, str_sv(&r->head.code), str_sv(&move->round),
                               str_sv(&r->head.id));
    }
    for (size_t i = 0; i < at->earlier.rows.len; i++)
        selected_codes_add(&out->codes, str_sv(&at->earlier.rows.ptr[i].code),
                           str_sv(&at->earlier.rows.ptr[i].round), SV(""));
    selected_codes_sort(&out->codes);
}

/* A folder without one was never a case that could be selected: a receipt cut off, a note. */
static bool has_record(const struct queue_row *row)
{
    struct str path = {0};
    path_join(&path, str_sv(&row->path), SV("review.yaml"));
    bool has = file_exists(path.ptr);
    str_release(&path);
    return has;
}

void city_round_read(struct at_desk *at, struct sv round, bool candidates, struct city_round *out)
{
    out->round = round;
    for (uint32_t i = 0; i < at->queue.len; i++) {
        const struct queue_row *row = &at->queue.ptr[i];
        out->unread += row->broken && has_record(row);
        if (row->broken && !out->quiet)
            say(at->c, "%s", row->trouble.ptr);
        else if (!row->broken && matters(row, candidates))
            read_record(at, i, out);
    }
    gather_codes(at, out);
}

const struct city_record *city_record_of(const struct city_round *r, const struct queue_row *row,
                                         const struct queue *q)
{
    uint32_t wanted = (uint32_t)(row - q->ptr);
    size_t low = 0, high = r->records.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->records.ptr[middle].row < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low < r->records.len && r->records.ptr[low].row == wanted ? &r->records.ptr[low] : NULL;
}

bool city_budget(const struct at_desk *at, const struct city_round *r, const char *ceiling,
                 struct budget *out, struct err *e)
{
    *out = (struct budget){
        .award = at->form->desk.award,
        .ceiling = at->desk.ceiling,
        .unit = at->form->desk.award_unit,
        .already = r->selected,
    };
    return !ceiling || sv_number(sv_from(ceiling), 0, INT64_MAX, &out->ceiling) ||
           err_set(e, ERR_USAGE, _("--ceiling 应当是一个整数，单位是%.*s；0 是不设上限。"),
                   SV_ARG(out->unit));
}

void city_round_release(struct city_round *r)
{
    for (size_t i = 0; i < r->records.len; i++)
        review_release(&r->records.ptr[i].review);
    vec_release(&r->records);
    vec_release(&r->codes);
}

/* ---- one case ---- */

static bool fits(struct at_desk *at, const struct review *r, struct sv round, struct err *e)
{
    struct city_round all = {.quiet = true};
    struct picks picks = {.before = &all.codes};
    struct pick_troubles troubles = {0};
    city_round_read(at, round, false, &all);
    bool ok = city_budget(at, &all, NULL, &picks.budget, e);
    vec_push(&picks.list, (struct pick){&r->head, r->state, round_standing(r, round)});
    picks.unread = all.unread;
    if (ok)
        picks_check(&picks, &troubles);
    if (troubles.len)
        ok = err_set(e, ERR_REFUSED, "%s", troubles.ptr[0].ptr);
    pick_troubles_release(&troubles);
    vec_release(&picks.list);
    city_round_release(&all);
    return ok;
}

bool city_allows(const struct at_desk *at, const struct review *r, const struct act *a,
                 struct lock **lock, struct err *e)
{
    struct at_desk fresh = *at;
    if (lock)
        *lock = NULL;
    if (a->kind != ACT_RESULT || a->state != CASE_SELECTED)
        return true;
    fresh.queue = (struct queue){0};
    fresh.queue_loaded = false;
    bool ok = (!lock || city_lock(&fresh, lock, e)) && at_desk_queue(&fresh, e) &&
              fits(&fresh, r, a->round.len ? a->round : str_sv(&at->desk.round), e);
    queue_release(&fresh.queue);
    return ok;
}
