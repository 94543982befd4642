#include "office/state.h"

#include "base/i18n.h"

static const struct {
    const char *name;
    const char *label;
} states[CASE_STATES] = {
    [CASE_DRAFT] = {"draft", N_("草稿")},
    [CASE_FINAL] = {"final", N_("定稿")},
    [CASE_PACKED] = {"packed", N_("已送审")},
    [CASE_RECEIVED] = {"received", N_("收到")},
    [CASE_RETURNED] = {"returned", N_("退回修改")},
    [CASE_DECLINED] = {"declined", N_("不推荐")},
    [CASE_RECOMMENDED] = {"recommended", N_("已推荐")},
    [CASE_SENT] = {"sent", N_("已报市")},
    [CASE_SELECTED] = {"selected", N_("入选")},
    [CASE_UNSELECTED] = {"unselected", N_("未入选")},
    [CASE_ARCHIVED] = {"archived", N_("归档")},
    [CASE_WITHDRAWN] = {"withdrawn", N_("撤回")},
};

enum { APPLICANT = 1 << ROLE_APPLICANT, COUNTY = 1 << ROLE_COUNTY, CITY = 1 << ROLE_CITY };

/* The applicant withdraws; the office he is with writes it down. */
static const struct arrow {
    enum case_state from;
    enum case_state to;
    unsigned who; /* bits */
} arrows[] = {
    {CASE_DRAFT, CASE_FINAL, APPLICANT},
    {CASE_FINAL, CASE_DRAFT, APPLICANT},
    {CASE_FINAL, CASE_PACKED, APPLICANT},
    {CASE_PACKED, CASE_RECEIVED, COUNTY},
    {CASE_RECEIVED, CASE_RETURNED, COUNTY},
    {CASE_RECEIVED, CASE_DECLINED, COUNTY},
    {CASE_RECEIVED, CASE_RECOMMENDED, COUNTY},
    {CASE_RETURNED, CASE_DRAFT, APPLICANT},
    /* The applicant's way through draft, final and packed, as the office sees it. */
    {CASE_RETURNED, CASE_RECEIVED, COUNTY},
    {CASE_RECOMMENDED, CASE_SENT, COUNTY},
    {CASE_SENT, CASE_SELECTED, CITY},
    {CASE_SENT, CASE_UNSELECTED, CITY},
    {CASE_UNSELECTED, CASE_SELECTED, CITY},
    {CASE_UNSELECTED, CASE_UNSELECTED, CITY},
    {CASE_SELECTED, CASE_ARCHIVED, CITY},
    {CASE_UNSELECTED, CASE_ARCHIVED, CITY},
    {CASE_PACKED, CASE_WITHDRAWN, APPLICANT},
    {CASE_RECEIVED, CASE_WITHDRAWN, APPLICANT | COUNTY},
    {CASE_RETURNED, CASE_WITHDRAWN, APPLICANT | COUNTY},
    {CASE_RECOMMENDED, CASE_WITHDRAWN, APPLICANT | COUNTY},
    {CASE_SENT, CASE_WITHDRAWN, APPLICANT | COUNTY | CITY},
};

enum { ARROWS = sizeof arrows / sizeof arrows[0] };

struct sv state_name(enum case_state s)
{
    return sv_from(states[s].name);
}

bool state_by_name(struct sv name, enum case_state *out)
{
    for (unsigned i = 0; i < CASE_STATES; i++) {
        if (!sv_eq(name, sv_from(states[i].name)))
            continue;
        *out = (enum case_state)i;
        return true;
    }
    return false;
}

const char *state_label(enum case_state s)
{
    return _(states[s].label);
}

bool state_may(enum case_state from, enum case_state to, enum desk_role role)
{
    for (size_t i = 0; i < ARROWS; i++)
        if (arrows[i].from == from && arrows[i].to == to)
            return arrows[i].who >> role & 1;
    return false;
}

void state_add_ways(struct str *out, enum case_state from, enum desk_role role)
{
    size_t start = out->len;
    for (size_t i = 0; i < ARROWS; i++)
        if (arrows[i].from == from && arrows[i].who >> role & 1)
            str_add_f(out, "%s%s", out->len > start ? _("、") : "", state_label(arrows[i].to));
}
