/* What the city notes: readers' scores, results by round, and what followed the selection. */
#include "base/date.h"
#include "base/i18n.h"
#include "office/act_steps.h"
#include "text/number.h"

enum { DAY_BYTES = 10 };

/* ---- rounds ---- */

/* Its place among the form's rounds; -1: it is none of them. */
static int round_place(const struct form *form, struct sv round)
{
    for (uint32_t i = 0; i < form->round_count; i++)
        if (sv_eq(form->rounds[i].id, round))
            return (int)i;
    return -1;
}

static bool refuse_round(struct doing *d, struct sv round)
{
    const struct form *form = d->w->form;
    struct str known = {0};
    for (uint32_t i = 0; i < form->round_count; i++)
        str_add_f(&known, "%s%.*s", i ? _("、") : "", SV_ARG(form->rounds[i].id));
    if (form->round_count == 0)
        act_refuse(d, "%s", _("这份表单不分轮次，不用写轮次。"));
    else if (round.len == 0)
        act_refuse(d, _("请写明是哪一轮（--round）：%s。"), known.ptr);
    else
        act_refuse(d, _("没有轮次“%.*s”；这份表单的轮次是：%s。"), SV_ARG(round), known.ptr);
    str_release(&known);
    return false;
}

/* The round that is meant: the act's, else the desk's. A form without rounds has only one, without
 * a name. */
static bool find_round(struct doing *d, struct sv *round)
{
    *round = d->a->round.len ? d->a->round : str_sv(&d->w->desk->round);
    if (d->w->form->round_count == 0 && d->a->round.len == 0) {
        *round = SV("");
        return true;
    }
    return round_place(d->w->form, *round) >= 0 || refuse_round(d, *round);
}

/* A case that was not selected once is judged again only later, and not before the round it was
 * carried into. */
static bool round_is_later(struct doing *d, struct sv round)
{
    const struct form *form = d->w->form;
    const struct move *last = review_last_move(d->r, CASE_UNSELECTED);
    int place = round_place(form, round);
    if (d->r->state != CASE_UNSELECTED || !last)
        return true;
    if (place <= round_place(form, str_sv(&last->round)))
        return act_refuse(d, _("第“%s”轮已经没有入选，只能是更晚的一轮。"),
                          last->round.len ? last->round.ptr : "");
    return place >= round_place(form, str_sv(&d->r->round)) ||
           act_refuse(d, _("这一件已经转入“%s”，不能记在更早的一轮。"), d->r->round.ptr);
}

static bool not_selected_before(struct doing *d)
{
    const struct move *move = review_last_move(d->r, CASE_SELECTED);
    struct sv before = move ? str_sv(&move->round) : d->w->selected_before;
    if (!move && before.len == 0)
        return true;
    return act_refuse(d, _("“%s”（%s）在“%.*s”已经入选过：奖补是一次性的，不能再次入选。"),
                      d->r->head.name.len ? d->r->head.name.ptr : "",
                      d->r->head.code.len ? d->r->head.code.ptr : "", SV_ARG(before));
}

bool act_result(struct doing *d)
{
    struct sv round;
    enum case_state to = d->a->state;
    if (to != CASE_SELECTED && to != CASE_UNSELECTED)
        return act_refuse(d, "%s", _("结果只有两种：入选、未入选。"));
    if (!act_may_move(d, to) || !find_round(d, &round) || !round_is_later(d, round) ||
        (to == CASE_SELECTED && !not_selected_before(d)))
        return false;
    act_move(d, to, round, sv_trim(d->a->text));
    return true;
}

bool act_carry(struct doing *d)
{
    struct sv round;
    if (!find_round(d, &round) || !round_is_later(d, round) || !not_selected_before(d))
        return false;
    if (sv_eq(round, str_sv(&d->r->round)))
        return act_refuse(d, _("这一件已经转入“%.*s”了。"), SV_ARG(round));
    str_set(&d->r->round, round);
    str_add_f(&d->deed, "carry %.*s", SV_ARG(round));
    return true;
}

/* ---- scores ---- */

static bool values_are_sound(struct doing *d)
{
    const struct act *a = d->a;
    if (a->value_count == 0 && sv_trim(a->text).len == 0)
        return act_refuse(d, "%s", _("没有写分数，也没有写意见。"));
    if (a->value_count > MOST_SCORE_VALUES)
        return act_refuse(d, _("栏目太多，最多 %d 栏。"), (int)MOST_SCORE_VALUES);
    for (size_t i = 0; i < a->value_count; i++) {
        struct sv column = str_sv(&a->values[i].column), value = str_sv(&a->values[i].value);
        if (sv_trim(column).len == 0 || sv_trim(value).len == 0 ||
            !text_is_line(column, MOST_LINE) || !text_is_line(value, MOST_LINE))
            return act_refuse(d, _("第 %zu 栏的名称或分数是空的，或者太长、有控制字符。"), i + 1);
        for (size_t k = 0; k < i; k++)
            if (sv_eq(column, str_sv(&a->values[k].column)))
                return act_refuse(d, _("栏目“%.*s”写了两次。"), SV_ARG(column));
    }
    return true;
}

static struct score *find_score(struct doing *d, struct sv round)
{
    for (size_t i = 0; i < d->r->scores.len; i++) {
        struct score *s = &d->r->scores.ptr[i];
        if (sv_eq(str_sv(&s->reader), sv_trim(d->a->reader)) && sv_eq(str_sv(&s->round), round))
            return s;
    }
    return NULL;
}

/* An opinion alone leaves the values that were given before. */
static void set_values(struct score *s, const struct act *a)
{
    struct score given = {0};
    for (size_t i = 0; i < a->value_count; i++) {
        struct score_value *value = vec_add(&given.values);
        str_set(&value->column, str_sv(&a->values[i].column));
        str_set(&value->value, str_sv(&a->values[i].value));
    }
    if (a->value_count) {
        score_release(s);
        *s = given;
    }
}

static void set_score(struct doing *d, struct score *s, struct sv round)
{
    set_values(s, d->a);
    str_set(&s->reader, sv_trim(d->a->reader));
    str_set(&s->round, round);
    str_set(&s->opinion, sv_trim(d->a->text));
    act_stamp(d, &s->stamp);
}

bool act_score(struct doing *d)
{
    struct sv round;
    if (!find_round(d, &round) || !round_is_later(d, round) || !values_are_sound(d))
        return false;
    if (d->a->reader.len > MOST_SHORT)
        return act_refuse(d, "%s", _("专家的姓名太长。"));
    struct score *s = find_score(d, round);
    if (!s && d->r->scores.len >= MOST_ENTRIES)
        return act_refuse(d, "%s", _("这一件的记录已经太长，不能再记了。"));
    set_score(d, s ? s : vec_add(&d->r->scores), round);
    str_add_f(&d->deed, "score %.*s %.*s", SV_ARG(round), SV_ARG(sv_trim(d->a->reader)));
    return true;
}

/* ---- the ledger ---- */

static bool stage_is_known(struct doing *d)
{
    const struct form_desk *desk = &d->w->form->desk;
    struct str known = {0};
    for (uint32_t i = 0; i < desk->stage_count; i++) {
        if (sv_eq(desk->stages[i].id, d->a->item)) {
            str_release(&known);
            return true;
        }
        str_add_f(&known, _("%s%.*s（%.*s）"), i ? _("、") : "", SV_ARG(desk->stages[i].id),
                  SV_ARG(desk->stages[i].label));
    }
    act_refuse(d, _("台账没有“%.*s”这个阶段；有：%s。"), SV_ARG(d->a->item),
               known.len ? known.ptr : _("没有"));
    str_release(&known);
    return false;
}

static bool amount_is_number(struct doing *d, struct str *amount)
{
    struct sv typed = sv_trim(d->a->amount);
    str_clear(amount);
    return typed.len == 0 || (number_canonical(typed, amount) && amount->ptr[0] != '-') ||
           act_refuse(d, _("金额“%.*s”不是数，应当写成 500000 这样。"), SV_ARG(typed));
}

/* Nothing follows a selection before it: such a date is a slip of the year, more often than not. */
static bool date_is_good(struct doing *d, struct sv *day)
{
    struct date date;
    const struct move *move = review_last_move(d->r, CASE_SELECTED);
    struct sv since = move ? sv_sub(str_sv(&move->stamp.time), 0, DAY_BYTES) : SV("");
    *day = d->a->date.len ? d->a->date : sv_sub(d->w->time, 0, DAY_BYTES);
    if (!date_parse(*day, &date) || !date.day)
        return act_refuse(d, _("日期“%.*s”应当写成 2024-12-01 这样。"), SV_ARG(*day));
    return sv_cmp(*day, since) >= 0 ||
           act_refuse(d,
                      _("日期 %.*s 早于记为入选的那天（%.*s）。补记以前的事，记入选的时候用 --now "
                        "写明是哪一天。"),
                      SV_ARG(*day), SV_ARG(since));
}

bool act_ledger(struct doing *d)
{
    struct sv day;
    struct str amount = {0};
    bool ok = stage_is_known(d) && date_is_good(d, &day) && amount_is_number(d, &amount);
    if (ok && d->r->ledger.len >= MOST_ENTRIES)
        ok = act_refuse(d, "%s", _("这一件的记录已经太长，不能再记了。"));
    if (ok) {
        struct ledger_entry *entry = vec_add(&d->r->ledger);
        str_set(&entry->stage, d->a->item);
        str_set(&entry->date, day);
        str_move(&entry->amount, &amount);
        str_set(&entry->note, sv_trim(d->a->text));
        act_stamp(d, &entry->stamp);
        str_add_f(&d->deed, "ledger %.*s %.*s", SV_ARG(d->a->item), SV_ARG(day));
    }
    str_release(&amount);
    return ok;
}
