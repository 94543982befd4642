#include "wizard/list_keys.h"

#include "text/norm.h"

bool list_key(enum action action, size_t at, size_t n, size_t screen, size_t *to)
{
    size_t last = n ? n - 1 : 0;
    switch (action) {
    case ACTION_UP:
        *to = at ? at - 1 : 0;
        return true;
    case ACTION_DOWN:
        *to = at < last ? at + 1 : last;
        return true;
    case ACTION_PAGE_UP:
        *to = at > screen ? at - screen : 0;
        return true;
    case ACTION_PAGE_DOWN:
        *to = at < last && last - at > screen ? at + screen : last;
        return true;
    case ACTION_TEXT_START:
    case ACTION_LINE_START:
        *to = 0;
        return true;
    case ACTION_TEXT_END:
    case ACTION_LINE_END:
        *to = last;
        return true;
    default:
        return false;
    }
}

bool list_key_around(enum action action, size_t at, size_t n, size_t screen, size_t *to)
{
    if (action == ACTION_UP && at == 0)
        action = ACTION_LINE_END;
    else if (action == ACTION_DOWN && at + 1 >= n)
        action = ACTION_LINE_START;
    return list_key(action, at, n, screen, to);
}

enum action list_tab(enum action action)
{
    if (action == ACTION_NEXT_FIELD)
        return ACTION_DOWN;
    return action == ACTION_PREV_FIELD ? ACTION_UP : action;
}

bool list_number(struct sv typed, int64_t least, int64_t most, int64_t *out)
{
    struct str folded = {0};
    norm_fold(typed, false, &folded);
    bool known = sv_number(str_sv(&folded), least, most, out);
    str_release(&folded);
    return known;
}

size_t list_scroll(size_t scroll, size_t at, size_t n, size_t room)
{
    if (room == 0)
        room = 1;
    if (at < scroll)
        scroll = at;
    else if (at - scroll >= room)
        scroll = at - room + 1;
    size_t last = n > room ? n - room : 0;
    return scroll < last ? scroll : last;
}
