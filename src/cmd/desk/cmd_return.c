#include "cmd/desk/returning.h"
#include "cmd/output.h"

static void tell(struct context *c, const struct sent_back *sent)
{
    struct str line = {0};
    struct sv told = str_sv(&sent->told);
    add_visible(&line, str_sv(&sent->path));
    str_add_byte(&line, '\n');
    put(c, str_sv(&line));
    if (sent->was_there)
        say(c, "%s", _("这份退回意见已经写过，没有变化。"));
    str_release(&line);
    if (sv_ends(told, SV("\n")))
        told.len--;
    say(c, "%.*s", SV_ARG(told));
}

int cmd_desk_return(struct context *c, const struct args *args)
{
    struct at_desk desk = {0};
    struct at_case k = {0};
    struct sent_back sent = {0};
    struct err e = {0};
    bool ok = at_desk_open(&desk, c, args->operands.ptr[0], args->values[OPT_BY], &e);
    if (!ok)
        return fail(c, &e);
    ok = at_case_open(&k, &desk, args->operands.ptr[1], false, &e) &&
         return_write(&k, args->values[OPT_OUTPUT], &sent, &e);
    if (ok)
        tell(c, &sent);
    int code = ok ? 0 : fail(c, &e);
    sent_back_release(&sent);
    at_case_release(&k);
    at_desk_release(&desk);
    return code;
}
