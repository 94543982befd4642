#include "wizard/action.h"

#include "base/bug.h"

static const struct {
    const char *name;
    enum action_group group;
    unsigned flags;
    const char *help;
} rows[] = {
#define ACTION_ROW(id, group, flags, help) {#id, group, flags, help},
    ACTIONS(ACTION_ROW)
#undef ACTION_ROW
};

enum action_group action_group(enum action a)
{
    BUG_ON((unsigned)a >= ACTION_COUNT);
    return rows[a].group;
}

unsigned action_flags(enum action a)
{
    BUG_ON((unsigned)a >= ACTION_COUNT);
    return rows[a].flags;
}

const char *action_help(enum action a)
{
    BUG_ON((unsigned)a >= ACTION_COUNT);
    /* gettext("") would give the catalogue's head. */
    return rows[a].help[0] ? _(rows[a].help) : "";
}

const char *action_name(enum action a)
{
    BUG_ON((unsigned)a >= ACTION_COUNT);
    return rows[a].name;
}
