#include "office/note.h"

#include "base/i18n.h"

static const struct {
    const char *name;
    const char *label;
} states[] = {
    [REMARK_OPEN] = {"open", N_("待改")},
    [REMARK_CHANGED] = {"changed", N_("已改")},
    [REMARK_KEPT] = {"kept", N_("不改")},
    [REMARK_ACCEPTED] = {"accepted", N_("已认可")},
};

enum { STATES = sizeof states / sizeof states[0] };

struct sv remark_state_name(enum remark_state s)
{
    return sv_from(states[s].name);
}

bool remark_state_by_name(struct sv name, enum remark_state *out)
{
    for (unsigned i = 0; i < STATES; i++) {
        if (!sv_eq(name, sv_from(states[i].name)))
            continue;
        *out = (enum remark_state)i;
        return true;
    }
    return false;
}

const char *remark_state_label(enum remark_state s)
{
    return _(states[s].label);
}

void note_release(struct note *n)
{
    struct str *const texts[] = {&n->field, &n->row, &n->quote, &n->hash, &n->clause, &n->label};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        str_release(texts[i]);
    for (size_t i = 0; i < n->turns.len; i++) {
        str_release(&n->turns.ptr[i].text);
        stamp_release(&n->turns.ptr[i].stamp);
    }
    vec_release(&n->turns);
}

void note_copy(struct note *to, const struct note *from)
{
    struct str *const texts[] = {&to->field, &to->row,    &to->quote,
                                 &to->hash,  &to->clause, &to->label};
    const struct str *const given[] = {&from->field, &from->row,    &from->quote,
                                       &from->hash,  &from->clause, &from->label};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        str_set(texts[i], str_sv(given[i]));
    to->number = from->number;
    to->nth = from->nth;
    to->sent = from->sent;
    for (size_t i = 0; i < from->turns.len; i++) {
        const struct turn *t = &from->turns.ptr[i];
        note_add_turn(to, t->to, str_sv(&t->text), str_sv(&t->stamp.by), str_sv(&t->stamp.time));
    }
    to->state = from->state;
}

void note_add_turn(struct note *n, enum remark_state to, struct sv text, struct sv by,
                   struct sv time)
{
    struct turn *t = vec_add(&n->turns);
    t->to = to;
    str_set(&t->text, text);
    stamp_set(&t->stamp, by, time);
    n->state = to;
}
