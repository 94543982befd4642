#include "office/returned.h"

#include "base/bug.h"
#include "base/i18n.h"
#include "office/note_place.h"

/* ---- the value ---- */

void returned_release(struct returned *r)
{
    struct str *const texts[] = {&r->code,  &r->county, &r->office, &r->contact,
                                 &r->phone, &r->reason, &r->round};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        str_release(texts[i]);
    case_head_release(&r->head);
    stamp_release(&r->stamp);
    for (size_t i = 0; i < r->notes.len; i++)
        note_release(&r->notes.ptr[i]);
    vec_release(&r->notes);
    vec_release(&r->asked);
    for (size_t i = 0; i < r->materials.len; i++)
        str_release(&r->materials.ptr[i]);
    vec_release(&r->materials);
    *r = (struct returned){0};
}

void returned_copy(struct returned *to, const struct returned *from)
{
    to->number = from->number;
    to->revision = from->revision;
    case_head_copy(&to->head, &from->head);
    str_set(&to->code, str_sv(&from->code));
    str_set(&to->county, str_sv(&from->county));
    str_set(&to->office, str_sv(&from->office));
    str_set(&to->contact, str_sv(&from->contact));
    str_set(&to->phone, str_sv(&from->phone));
    str_set(&to->reason, str_sv(&from->reason));
    str_set(&to->round, str_sv(&from->round));
    stamp_copy(&to->stamp, &from->stamp);
    for (size_t i = 0; i < from->notes.len; i++)
        note_copy(vec_add(&to->notes), &from->notes.ptr[i]);
    for (size_t i = 0; i < from->asked.len; i++)
        vec_push(&to->asked, from->asked.ptr[i]);
    for (size_t i = 0; i < from->materials.len; i++)
        str_set(vec_add(&to->materials), str_sv(&from->materials.ptr[i]));
}

/* ---- what a desk sends ---- */

bool review_is_carried(const struct review *r)
{
    const struct move *last = review_last_move(r, CASE_UNSELECTED);
    return r->state == CASE_UNSELECTED && last && !sv_eq(str_sv(&last->round), str_sv(&r->round));
}

static bool is_carry(const struct deed *deed)
{
    return sv_starts(str_sv(&deed->what), SV("carry "));
}

/* A case comes back from a desk once for each time it was returned, and once for each time it was
 * carried into a round. */
static uint32_t times_returned(const struct review *r)
{
    uint32_t times = 0;
    for (size_t i = 0; i < r->moves.len; i++)
        times += r->moves.ptr[i].to == CASE_RETURNED;
    for (size_t i = 0; i < r->deeds.len; i++)
        times += is_carry(&r->deeds.ptr[i]);
    return times;
}

/* Who sent it back, and when. */
static const struct stamp *sent_by(const struct review *r, bool carried)
{
    const struct stamp *found = NULL;
    for (size_t i = r->deeds.len; carried && i-- > 0 && !found;)
        if (is_carry(&r->deeds.ptr[i]))
            found = &r->deeds.ptr[i].stamp;
    return found ? found : &review_last_move(r, r->state)->stamp;
}

/* Who sends it, and about which 稿次. */
static void fill_head(struct returned *out, const struct review *r, const struct desk *d)
{
    const struct intake *last = review_last_intake(r);
    out->number = times_returned(r);
    case_head_copy(&out->head, &r->head);
    if (last) {
        out->revision = last->revision;
        str_set(&out->code, str_sv(&last->code));
    }
    str_set(&out->county, str_sv(&d->name));
    str_set(&out->office, str_sv(&d->office));
    str_set(&out->contact, str_sv(&d->contact));
    str_set(&out->phone, str_sv(&d->phone));
}

/* What was never sent is the officer's own. */
static void add_notes(struct returned *out, const struct review *r)
{
    for (size_t i = 0; i < r->notes.len; i++) {
        const struct note *n = &r->notes.ptr[i];
        if (!n->sent)
            continue;
        struct note *copy = vec_add(&out->notes);
        note_copy(copy, n);
        copy->sent = false; /* goes without saying */
        if (n->state == REMARK_OPEN)
            vec_push(&out->asked, n->number);
    }
}

/* The form says what grows stale between two rounds, and in which words it is asked for. */
static void add_renewals(struct returned *out, const struct review *r, const struct form *form)
{
    str_set(&out->round, str_sv(&r->round));
    for (uint32_t i = 0; i < form->desk.renewal_count; i++) {
        const struct renewal *renewal = &form->desk.renewals[i];
        if (!sv_eq(renewal->round, str_sv(&r->round)))
            continue;
        if (out->reason.len)
            str_add_byte(&out->reason, '\n');
        str_add(&out->reason, renewal->text);
        for (uint32_t k = 0; k < renewal->materials.len; k++)
            str_set(vec_add(&out->materials), form->fields[renewal->materials.ptr[k]].path);
    }
    if (out->reason.len == 0)
        str_set(&out->reason, sv_from(_("转入下一轮评审，没有要重新提供的材料。")));
}

bool returned_make(struct returned *out, const struct review *r, const struct desk *d,
                   const struct form *form, struct err *e)
{
    bool carried = review_is_carried(r);
    if (r->state != CASE_RETURNED && !carried)
        return err_set(e, ERR_REFUSED,
                       _("%s：现在是“%s”，没有什么要退给申报单位。先用 decide returned "
                         "决定退回补正，或用 carry 转入下一轮。"),
                       r->head.name.ptr ? r->head.name.ptr : r->head.id.ptr, state_label(r->state));
    fill_head(out, r, d);
    stamp_copy(&out->stamp, sent_by(r, carried));
    if (carried)
        add_renewals(out, r, form);
    else
        str_set(&out->reason, str_sv(&review_last_move(r, CASE_RETURNED)->why));
    add_notes(out, r);
    return true;
}

/* ---- the applicant's side ---- */

static struct note *find_note(const struct returned *r, uint32_t number)
{
    for (size_t i = 0; i < r->notes.len; i++)
        if (r->notes.ptr[i].number == number)
            return &r->notes.ptr[i];
    return NULL;
}

const struct note *returned_find_note(const struct returned *r, uint32_t number)
{
    return find_note(r, number);
}

bool returned_asks(const struct returned *r, uint32_t number)
{
    for (size_t i = 0; i < r->asked.len; i++)
        if (r->asked.ptr[i] == number)
            return true;
    return false;
}

uint32_t returned_open(const struct returned *r)
{
    uint32_t open = 0;
    for (size_t i = 0; i < r->notes.len; i++)
        open += r->notes.ptr[i].state == REMARK_OPEN;
    return open;
}

bool returned_waits(const struct returned *r, uint32_t revision)
{
    return returned_open(r) > 0 || (r->materials.len > 0 && revision <= r->revision);
}

bool returned_is_untouched(const struct returned *r, uint32_t number, const struct draft *d)
{
    const struct note *n = returned_find_note(r, number);
    struct note_place at = note_find(n, d);
    return at.found != NOTE_AT_CASE && !at.changed;
}

bool returned_is_newer(const struct returned *a, const struct returned *b)
{
    int by_time = sv_cmp(str_sv(&a->stamp.time), str_sv(&b->stamp.time));
    bool one_desk = sv_eq(str_sv(&a->county), str_sv(&b->county)) &&
                    sv_eq(str_sv(&a->office), str_sv(&b->office));
    if (one_desk || by_time == 0)
        return a->number > b->number || (a->number == b->number && by_time > 0);
    return by_time > 0;
}

/* Turns that stay when what was answered last, and has not been sent, gives way. */
static size_t turns_that_stay(const struct note *n)
{
    size_t stay = n->turns.len;
    while (n->turns.ptr[stay - 1].to != REMARK_OPEN)
        stay--;
    return stay;
}

static bool may_answer(const struct returned *r, const struct note *n, const struct reply *a,
                       const struct form *form, struct err *e)
{
    /* A desk has phrases of its own that are no reason; the applicant knows the form's alone. */
    static const struct desk no_desk = {0};
    if (!n)
        return err_set(e, ERR_REFUSED, _("退回意见里没有第 %u 条。"), a->number);
    if (n->state == REMARK_ACCEPTED)
        return err_set(e, ERR_REFUSED, _("第 %u 条意见，主管部门已经认可，不用答复。"), a->number);
    if (!returned_asks(r, a->number))
        return err_set(e, ERR_REFUSED, _("第 %u 条意见上次答复过，这次没有再提，不用答复。"),
                       a->number);
    if (turns_that_stay(n) >= MOST_TURNS)
        return err_set(e, ERR_REFUSED, _("第 %u 条意见来回的次数太多，记不下了。"), a->number);
    if (!text_is_prose(a->text))
        return err_set(e, ERR_REFUSED, "%s", _("答复太长，或者里面有控制字符，没有记下。"));
    return a->to != REMARK_KEPT || reason_is_good(a->text, form, &no_desk, e);
}

bool returned_answer(struct returned *r, const struct reply *a, const struct form *form,
                     struct err *e)
{
    struct note *n = find_note(r, a->number);
    BUG_ON(a->to == REMARK_ACCEPTED);
    if (!may_answer(r, n, a, form, e))
        return false;
    for (size_t stay = turns_that_stay(n); n->turns.len > stay;) {
        struct turn *last = &n->turns.ptr[--n->turns.len];
        str_release(&last->text);
        stamp_release(&last->stamp);
    }
    n->state = REMARK_OPEN;
    if (a->to != REMARK_OPEN)
        note_add_turn(n, a->to, a->text, str_sv(&r->head.name), a->time);
    return true;
}

/* ---- back at the desk ---- */

static bool is_answer(const struct note *n, const struct act_world *w)
{
    const struct turn *last = &n->turns.ptr[n->turns.len - 1];
    return n->state == REMARK_CHANGED ||
           (n->state == REMARK_KEPT && reason_is_good(str_sv(&last->text), w->form, w->desk, NULL));
}

uint32_t review_take_answers(struct review *r, const struct returned *back,
                             const struct act_world *w)
{
    uint32_t taken = 0;
    if (back->number != times_returned(r) || !sv_eq(str_sv(&back->head.id), str_sv(&r->head.id)))
        return 0;
    for (size_t i = 0; i < back->notes.len; i++) {
        const struct note *n = &back->notes.ptr[i];
        if (!returned_asks(back, n->number) || !is_answer(n, w))
            continue;
        const struct turn *last = &n->turns.ptr[n->turns.len - 1];
        taken += review_answer(r, n->number, n->state, str_sv(&last->text), w);
    }
    return taken;
}
