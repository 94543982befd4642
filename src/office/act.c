#include "office/act_steps.h"

#include "base/i18n.h"
#include "text/char_class.h"
#include "text/utf8.h"

#define IN(state) (1u << CASE_##state)
#define BY(role) (1u << ROLE_##role)

enum {
    HANDS_ON = IN(RECEIVED),
    HAS_PAPER = IN(RECEIVED) | IN(RECOMMENDED) | IN(SENT) | IN(UNSELECTED),
    ANY_STATE = 0, /* the step asks for an arrow, or nothing */
    COUNTY = BY(COUNTY),
    CITY = BY(CITY),
    ANY_DESK = COUNTY | CITY,
};

/* What each act is: in which states, at whose desk, and what it is called in "不能……". */
static const struct {
    act_step *run;
    unsigned states;
    unsigned roles;
    const char *what;
} acts[] = {
    [ACT_MARK] = {act_mark, HANDS_ON, COUNTY, N_("审核各条")},
    [ACT_MARK_REST] = {act_mark_rest, HANDS_ON, COUNTY, N_("审核各条")},
    [ACT_REMARK] = {act_remark, HANDS_ON, COUNTY, N_("提意见")},
    [ACT_REWORD] = {act_reword, HANDS_ON, COUNTY, N_("改写意见")},
    [ACT_DROP] = {act_drop, HANDS_ON, COUNTY, N_("撤掉意见")},
    [ACT_ACCEPT] = {act_accept, HANDS_ON, COUNTY, N_("认可答复")},
    [ACT_ASK_AGAIN] = {act_ask_again, HANDS_ON, COUNTY, N_("再提意见")},
    [ACT_DECIDE] = {act_decide, ANY_STATE, COUNTY, N_("作推荐与否的决定")},
    [ACT_WITHDRAW] = {act_withdraw, ANY_STATE, ANY_DESK, N_("撤回")},
    [ACT_ALLOW] = {act_allow, HANDS_ON, COUNTY, N_("放行错误")},
    [ACT_SEEN] = {act_seen, HAS_PAPER, ANY_DESK, N_("核对材料")},
    [ACT_COPY] = {act_copy, HAS_PAPER, ANY_DESK, N_("核对纸质件")},
    [ACT_BRIEF] = {act_brief, HANDS_ON | IN(RECOMMENDED), COUNTY, N_("改写汇总表的简述")},
    [ACT_EXPERIENCE] = {act_experience, ANY_STATE, ANY_DESK, N_("记典型经验")},
    [ACT_SEND] = {act_send, ANY_STATE, COUNTY, N_("报市")},
    [ACT_SCORE] = {act_score, IN(SENT) | IN(UNSELECTED), CITY, N_("记评审分数")},
    [ACT_RESULT] = {act_result, ANY_STATE, CITY, N_("记遴选结果")},
    [ACT_CARRY] = {act_carry, IN(UNSELECTED), CITY, N_("转入下一轮")},
    [ACT_LEDGER] = {act_ledger, IN(SELECTED) | IN(ARCHIVED), CITY, N_("记台账")},
    [ACT_ARCHIVE] = {act_archive, ANY_STATE, CITY, N_("归档")},
};

enum { ACTS = sizeof acts / sizeof acts[0], SOME = 5 };

/* ---- what steps share ---- */

bool act_refuse(struct doing *d, const char *format, ...)
{
    struct str text = {0};
    va_list args;
    va_start(args, format);
    str_add_vf(&text, format, args);
    va_end(args);
    err_set(d->e, ERR_REFUSED, "%s", text.ptr);
    str_release(&text);
    return false;
}

bool act_may_move(struct doing *d, enum case_state to)
{
    struct str ways = {0};
    enum desk_role role = d->w->desk->role;
    if (state_may(d->r->state, to, role))
        return true;
    state_add_ways(&ways, d->r->state, role);
    if (ways.len)
        act_refuse(d, _("这一件现在是“%s”，不能转为“%s”；在这里可以转为：%s。"),
                   state_label(d->r->state), state_label(to), ways.ptr);
    else
        act_refuse(d, _("这一件现在是“%s”，在这里不能转为“%s”，也不能转为别的状态。"),
                   state_label(d->r->state), state_label(to));
    str_release(&ways);
    return false;
}

void act_stamp(const struct doing *d, struct stamp *s)
{
    stamp_set(s, d->w->by, d->w->time);
}

void act_move(struct doing *d, enum case_state to, struct sv round, struct sv why)
{
    struct move *m = vec_add(&d->r->moves);
    m->from = d->r->state;
    m->to = to;
    str_set(&m->round, round);
    str_set(&m->why, why);
    act_stamp(d, &m->stamp);
    d->r->state = to;
    if (round.len)
        str_set(&d->r->round, round);
}

/* Blanks of any width say nothing. */
static bool says_something(struct sv text)
{
    for (size_t at = 0; at < text.len;) {
        char32_t cp;
        at += utf8_decode(text, at, &cp);
        enum char_class class = char_class(cp);
        if (class != CHAR_BLANK && class != CHAR_LINE_END && class != CHAR_IGNORED)
            return true;
    }
    return false;
}

bool act_needs_text(struct doing *d, const char *what)
{
    return says_something(d->a->text) || act_refuse(d, _("请写明%s。"), what);
}

void act_add_some(struct str *out, struct sv one, size_t index)
{
    if (index < SOME)
        str_add_f(out, "%s%.*s", index ? _("、") : "", SV_ARG(one));
    else if (index == SOME)
        str_add(out, sv_from(_("等")));
}

/* ---- what all acts must be ---- */

static bool texts_are_sound(struct doing *d)
{
    const struct act *a = d->a;
    const struct sv lines[] = {a->item,  a->field,  a->row,  a->clause,
                               a->round, a->reader, a->date, a->amount};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        if (!text_is_line(lines[i], MOST_LINE))
            return act_refuse(d, "%s", _("名称或代号太长，或者有控制字符。"));
    if (text_is_prose(a->text) && text_is_prose(a->quote))
        return true;
    return act_refuse(d, _("这段文字太长（最多 %d 字节），或者有控制字符。"), (int)MOST_PROSE);
}

static bool there_is_room(struct doing *d)
{
    if (d->r->deeds.len < MOST_DEEDS && d->r->moves.len < MOST_ENTRIES)
        return true;
    return act_refuse(d, "%s", _("这一件的记录已经太长，不能再记了。"));
}

static void add_states(struct str *out, unsigned states)
{
    size_t start = out->len;
    for (unsigned s = 0; s < CASE_STATES; s++)
        if (states >> s & 1)
            str_add_f(out, "%s%s", out->len > start ? _("、") : "",
                      state_label((enum case_state)s));
}

static bool state_allows(struct doing *d)
{
    struct str states = {0};
    unsigned allowed = acts[d->a->kind].states;
    if (!allowed || (allowed >> d->r->state & 1))
        return true;
    add_states(&states, allowed);
    act_refuse(d, _("这一件现在是“%s”，不能%s；这一步只在“%s”时做。"), state_label(d->r->state),
               _(acts[d->a->kind].what), states.ptr);
    str_release(&states);
    return false;
}

static bool role_allows(struct doing *d)
{
    if (acts[d->a->kind].roles >> d->w->desk->role & 1)
        return true;
    return act_refuse(d,
                      d->w->desk->role == ROLE_CITY
                          ? _("%s是县（市、区）主管部门的事，市级办公夹里不做。")
                          : _("%s是市级的事，县（市、区）的办公夹里不做。"),
                      _(acts[d->a->kind].what));
}

bool review_may(const struct review *r, enum act_kind kind, const struct desk *desk, struct err *e)
{
    struct review *same = (struct review *)(uintptr_t)r; /* only looked at */
    struct act a = {.kind = kind};
    struct act_world w = {.desk = desk};
    struct doing d = {.r = same, .a = &a, .w = &w, .e = e};
    return role_allows(&d) && state_allows(&d);
}

static bool somebody_acts(struct doing *d)
{
    if (sv_trim(d->w->by).len && text_is_line(d->w->by, MOST_SHORT) &&
        stamp_time_is_sound(d->w->time))
        return true;
    return act_refuse(d, "%s", _("请写明经办人的姓名，不能太长。"));
}

bool review_act(struct review *r, const struct act *a, const struct act_world *w, struct err *e)
{
    struct doing d = {.r = r, .a = a, .w = w, .e = e};
    BUG_ON((unsigned)a->kind >= ACTS);
    bool ok = somebody_acts(&d) && texts_are_sound(&d) && role_allows(&d) && state_allows(&d) &&
              there_is_room(&d) && acts[a->kind].run(&d);
    if (ok && d.deed.len) {
        struct deed *deed = vec_add(&r->deeds);
        str_move(&deed->what, &d.deed);
        act_stamp(&d, &deed->stamp);
    }
    str_release(&d.deed);
    return ok;
}

void hindrances_release(struct hindrances *list)
{
    for (size_t i = 0; i < list->len; i++)
        str_release(&list->ptr[i]);
    vec_release(list);
}

/* ---- said already ---- */

static bool is_said(const struct str *text, const struct stamp *stamp, const struct act *a,
                    struct sv by)
{
    return sv_eq(str_sv(text), sv_trim(a->text)) && sv_eq(str_sv(&stamp->by), by);
}

static bool note_says(const struct note *n, const struct act *a, struct sv by)
{
    if (n->turns.len == 0)
        return false;
    bool asks = a->kind == ACT_REMARK;
    const struct turn *turn = &n->turns.ptr[asks ? 0 : n->turns.len - 1];
    bool here = asks ? sv_eq(str_sv(&n->field), a->field) && sv_eq(str_sv(&n->row), a->row) &&
                           sv_eq(str_sv(&n->quote), a->quote)
                     : n->number == a->number;
    return here && is_said(&turn->text, &turn->stamp, a, by);
}

static bool notes_say(const struct review *r, const struct act *a, struct sv by)
{
    for (size_t i = r->notes.len; i-- > 0;)
        if (note_says(&r->notes.ptr[i], a, by))
            return true;
    return false;
}

static bool mark_says(const struct review *r, const struct act *a, struct sv by)
{
    const struct mark *mark = review_find_mark(r, a->item);
    return mark && mark->ruling == a->ruling && is_said(&mark->note, &mark->stamp, a, by);
}

static bool move_says(const struct review *r, const struct act *a, struct sv by)
{
    const struct move *last = r->moves.len ? &r->moves.ptr[r->moves.len - 1] : NULL;
    return last && is_said(&last->why, &last->stamp, a, by);
}

bool review_says(const struct review *r, const struct act *a, struct sv by)
{
    const struct allowance *allowed;
    switch (a->kind) {
    case ACT_REMARK:
    case ACT_REWORD:
    case ACT_ACCEPT:
    case ACT_ASK_AGAIN:
        return notes_say(r, a, by);
    case ACT_MARK:
        return mark_says(r, a, by);
    case ACT_DECIDE:
    case ACT_WITHDRAW:
    case ACT_RESULT:
    case ACT_ARCHIVE:
        return move_says(r, a, by);
    case ACT_ALLOW:
        allowed = review_find_allowance(r, a->item);
        return allowed && is_said(&allowed->reason, &allowed->stamp, a, by);
    case ACT_BRIEF:
        return sv_eq(str_sv(&r->brief), sv_trim(a->text));
    case ACT_EXPERIENCE:
        return sv_eq(str_sv(&r->experience), sv_trim(a->text));
    default:
        return false;
    }
}
