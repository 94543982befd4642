#include "office/receive.h"

#include "base/i18n.h"
#include "draft/finals.h"
#include "office/returned.h"

static const struct {
    const char *name;
    const char *label;
} takings[TAKINGS] = {
    [TAKE_NEW] = {"received", N_("收下")},    [TAKE_AGAIN] = {"resubmitted", N_("重交")},
    [TAKE_RENEWED] = {"renewed", N_("补件")}, [TAKE_DUPLICATE] = {"duplicate", N_("重复")},
    [TAKE_REFUSED] = {"refused", N_("不收")}, [TAKE_FAILED] = {"failed", N_("未成")},
};

struct sv taking_name(enum taking t)
{
    return sv_from(takings[t].name);
}

const char *taking_label(enum taking t)
{
    return _(takings[t].label);
}

bool taking_keeps(enum taking t)
{
    return t == TAKE_NEW || t == TAKE_AGAIN || t == TAKE_RENEWED;
}

void stamp_add_shown(struct str *out, const struct stamp *s)
{
    struct sv time = str_sv(&s->time);
    size_t at = out->len;
    str_add(out, time);
    if (stamp_time_is_sound(time))
        out->ptr[at + sizeof "2024-06-01" - 1] = ' ';
}

/* ---- does it belong here ---- */

static bool is_of_county(const struct delivery *d, const struct desk *desk, struct err *e)
{
    struct sv said = str_sv(&d->head.county);
    struct sv here = desk->role == ROLE_COUNTY ? str_sv(&desk->name) : d->county;
    if (d->draft->form->desk.county == NO_FIELD || here.len == 0 || said.len == 0 ||
        county_is(said, here))
        return true;
    if (desk->role == ROLE_COUNTY)
        return err_set(
            e, ERR_REFUSED,
            _("申报书里写的是“%.*s”，这里是%.*s的办公夹，没有收。请申报单位报给所在的县（"
              "市、区），或者改正后再交。"),
            SV_ARG(said), SV_ARG(here));
    return err_set(e, ERR_REFUSED,
                   _("申报书里写的是“%.*s”，却在%.*s的报送件里，没有收。请县（市、区）核对。"),
                   SV_ARG(said), SV_ARG(here));
}

bool delivery_belongs(const struct delivery *d, const struct desk *desk, struct err *e)
{
    if (d->draft->demo)
        return err_set(e, ERR_REFUSED, "%s", _("这是演示数据，不能送审，没有收。"));
    return is_of_county(d, desk, e);
}

bool sender_is_expected(const struct desk *desk, struct sv county, struct err *e)
{
    for (size_t i = 0; i < desk->counties.len; i++)
        if (county_is(county, str_sv(&desk->counties.ptr[i])))
            return true;
    if (desk->counties.len == 0)
        return true;
    return err_set(e, ERR_REFUSED,
                   _("报送件是“%.*s”的，desk.yaml 的 counties "
                     "里没有它，没有收。是本市的，请先把它加进去。"),
                   SV_ARG(county));
}

/* ---- is it here already ---- */

static const struct intake *find_same(const struct delivery *d, const struct review *record)
{
    bool answered = record->state == CASE_RETURNED && d->answers > 0;
    for (size_t i = record->intakes.len; i-- > 0;) {
        const struct intake *intake = &record->intakes.ptr[i];
        if (sv_eq(str_sv(&intake->digest), d->digest))
            return intake;
        if (intake->number == d->like && !answered)
            return intake;
    }
    return NULL;
}

static void tell_same(const struct intake *same, const struct review *record, struct str *why)
{
    struct str time = {0};
    stamp_add_shown(&time, &same->stamp);
    str_add_f(why, _("和 %s 收到的第 %u 次送来的一样，没有重复收。"), time.ptr, same->number);
    if (record->state == CASE_RETURNED && same == review_last_intake(record))
        str_add(why, sv_from(_("这一件退回修改了，送来的还是原来的内容。")));
    str_release(&time);
}

/* ---- what its state allows ---- */

/* Why a case in this state takes nothing new, and what can be done. */
static const char *const closed[CASE_STATES] = {
    [CASE_RECEIVED] = N_("正在审核，这次的内容又和收下的不一样，没有收。要换成新的，请先把它退回修"
                         "改，再收这一份。"),
    [CASE_DECLINED] = N_("不能再换内容，没有收。申报单位要再报，请另建一份草稿。"),
    [CASE_RECOMMENDED] = N_("内容不能再换，没有收。申报单位要改，只能先撤回，再另建一份草稿来报。"),
    [CASE_SENT] = N_("内容以报市的为准，没有收。申报单位要改，只能先撤回，再另建一份草稿来报。"),
    [CASE_SELECTED] = N_("内容不能再换，没有收。"),
    [CASE_UNSELECTED] = N_("没有结转到后一轮，没有收。要参加后一轮，请市里先把它结转，再补材料。"),
    [CASE_ARCHIVED] = N_("已经归档，没有收。"),
    [CASE_WITHDRAWN] = N_("不能再收。申报单位要再报，请另建一份草稿。"),
};

static void tell_closed(const struct review *record, struct str *why)
{
    const struct move *move = review_last_move(record, record->state);
    struct str since = {0};
    if (move)
        stamp_add_shown(&since, &move->stamp);
    str_add_f(why, _("这一件从 %.*s 起是“%s”，%s"), SV_ARG(str_sv(&since)),
              state_label(record->state), _(closed[record->state]));
    str_release(&since);
}

/* A draft that was copied to start another applicant's keeps its id. */
static bool is_of_another(const struct delivery *d, const struct review *record, struct str *why)
{
    const struct case_head *had = &record->head, *now = &d->head;
    if (sv_eq(str_sv(&had->name), str_sv(&now->name)) ||
        sv_eq(str_sv(&had->code), str_sv(&now->code)))
        return false;
    str_add_f(why,
              _("编号和已经收下的“%.*s”的一件一样，单位却不同：这份草稿是照那一份复制来的，没有收。"
                "请申报单位用 tianbiao new 另建一份草稿，填好再交。"),
              SV_ARG(str_sv(&had->name)));
    return true;
}

/* The application was judged as it is: only its materials may be newer. */
static enum taking judge_carried(const struct delivery *d, const struct review *record,
                                 struct str *why)
{
    const struct intake *last = review_last_intake(record);
    if (last && last->code.len && sv_eq(str_sv(&last->code), d->code))
        return TAKE_RENEWED;
    str_add_f(why,
              _("结转到后一轮的件只补新要的材料，申报书的内容不能改，没有收：评审过的校验码是 "
                "%s，这次是 %.*s。"),
              last && last->code.len ? last->code.ptr : _("（没有）"),
              SV_ARG(d->code.len ? d->code : sv_from(_("（没有）"))));
    return TAKE_REFUSED;
}

static enum taking judge_new(const struct delivery *d, const struct desk *desk, struct str *why)
{
    if (desk->role != ROLE_CITY || d->county.len)
        return TAKE_NEW;
    str_add(why, sv_from(_("市级办公夹收的是县（市、区）推荐来的报送件，没有收。"
                           "申报单位请先报所在的县（市、区）。")));
    return TAKE_REFUSED;
}

enum taking delivery_judge(const struct delivery *d, const struct desk *desk,
                           const struct review *record, struct str *why)
{
    if (!record)
        return judge_new(d, desk, why);
    const struct intake *same = find_same(d, record);
    if (same) {
        tell_same(same, record, why);
        return TAKE_DUPLICATE;
    }
    if (is_of_another(d, record, why))
        return TAKE_REFUSED;
    if (record->state == CASE_RETURNED)
        return TAKE_AGAIN;
    if (review_is_carried(record))
        return judge_carried(d, record, why);
    tell_closed(record, why);
    return TAKE_REFUSED;
}

/* ---- what the county says ---- */

bool log_is_countys(const struct review *r)
{
    enum case_state at = CASE_PACKED;
    for (size_t i = 0; i < r->moves.len; i++) {
        const struct move *m = &r->moves.ptr[i];
        if (m->from != at || !state_may(m->from, m->to, ROLE_COUNTY))
            return false;
        at = m->to;
    }
    return at == r->state;
}

/* ---- the check code ---- */

struct sv final_code(const struct draft *d, struct sv now)
{
    return final_state(d, now) == FINAL_NOW ? str_sv(&finals_last(d)->code) : SV("");
}

bool delivery_code_stands(const struct delivery *d, struct sv now, struct err *e)
{
    if (d->bare || d->other_version || sv_eq(d->code, now))
        return true;
    return err_set(e, ERR_REFUSED,
                   _("清单上的校验码是 %.*s，包里的申报书算出来却是 %.*s：内容在定稿以后改过，没有"
                     "收。请申报单位重新定稿，重新做送审包。"),
                   SV_ARG(d->code.len ? d->code : sv_from(_("（没有）"))), SV_ARG(now));
}
