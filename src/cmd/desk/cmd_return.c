#include "cmd/command.h"
#include "cmd/output.h"

int cmd_desk_return(struct context *c, const struct args *args)
{
    struct err e = {0};
    (void)args;
    err_set(&e, ERR_USAGE, _("这个版本还没有命令 %s，以后的版本才有。"), "desk return");
    return fail(c, &e);
}
