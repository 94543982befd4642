/* What comes in from outside: deliveries, and the applicant's answers with them. */
#include "base/i18n.h"
#include "office/act.h"
#include "office/returned.h"
#include "text/norm.h"

static void add_intake(struct review *r, const struct intake *intake, const struct act_world *w)
{
    struct intake *added = vec_add(&r->intakes);
    intake_copy(added, intake);
    added->number = (uint32_t)r->intakes.len;
    stamp_set(&added->stamp, w->by, w->time);
}

static void add_move(struct review *r, enum case_state from, enum case_state to,
                     const struct act_world *w)
{
    struct move *m = vec_add(&r->moves);
    m->from = from;
    m->to = to;
    stamp_set(&m->stamp, w->by, w->time);
    r->state = to;
}

static void add_deed(struct review *r, const struct act_world *w)
{
    struct deed *deed = vec_add(&r->deeds);
    str_add_f(&deed->what, "delivery %zu", r->intakes.len);
    stamp_set(&deed->stamp, w->by, w->time);
}

static bool there_is_room(const struct review *r, struct err *e)
{
    if (r->intakes.len < MOST_ENTRIES && r->moves.len < MOST_ENTRIES && r->deeds.len < MOST_DEEDS)
        return true;
    return err_set(e, ERR_REFUSED, "%s", _("这一件的记录已经太长，不能再记了。"));
}

/* Whoever sends to a city has recommended it. */
static void begin(struct review *r, const struct act_world *w)
{
    r->next_note = 1;
    if (w->desk->role == ROLE_CITY)
        add_move(r, CASE_RECOMMENDED, CASE_SENT, w);
    else
        add_move(r, CASE_PACKED, CASE_RECEIVED, w);
}

bool review_receive(struct review *r, const struct case_head *head, const struct intake *intake,
                    const struct act_world *w, struct err *e)
{
    bool is_new = r->moves.len == 0;
    bool again = r->state == CASE_RETURNED && w->desk->role == ROLE_COUNTY;
    if (!is_new && !again && !review_is_carried(r))
        return err_set(e, ERR_REFUSED, _("这一件现在是“%s”，不能再收新的一稿。"),
                       state_label(r->state));
    if (!is_new && !sv_eq(str_sv(&r->head.id), str_sv(&head->id)))
        return err_set(e, ERR_REFUSED, "%s", _("送来的和办公夹里的不是同一件。"));
    if (!there_is_room(r, e))
        return false;
    case_head_copy(&r->head, head);
    add_intake(r, intake, w);
    if (is_new)
        begin(r, w);
    else if (again)
        add_move(r, CASE_RETURNED, CASE_RECEIVED, w);
    else
        add_deed(r, w);
    return true;
}

bool review_answer(struct review *r, uint32_t number, enum remark_state answer, struct sv text,
                   const struct act_world *w)
{
    struct note *n = NULL;
    struct str said = {0};
    for (size_t i = 0; i < r->notes.len && !n; i++)
        if (r->notes.ptr[i].number == number)
            n = &r->notes.ptr[i];
    if (!n || n->state != REMARK_OPEN || !n->sent || n->turns.len >= MOST_TURNS ||
        (answer != REMARK_CHANGED && answer != REMARK_KEPT))
        return false;
    /* It is the applicant who says it; what is no name to be shown stays unsaid. */
    struct sv by = text_is_line(str_sv(&r->head.name), MOST_SHORT) ? str_sv(&r->head.name) : SV("");
    norm_text(text, &said, NULL);
    bool ok = text_is_prose(str_sv(&said)) &&
              (answer == REMARK_CHANGED || sv_trim(str_sv(&said)).len > 0);
    if (ok)
        note_add_turn(n, answer, sv_trim(str_sv(&said)), by, w->time);
    str_release(&said);
    return ok;
}
