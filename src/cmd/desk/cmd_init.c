#include <string.h>

#include "cmd/command.h"
#include "cmd/desk/at_desk.h"
#include "cmd/draft_lock.h"
#include "cmd/forms.h"
#include "cmd/given.h"
#include "cmd/output.h"
#include "office/selection.h"
#include "store/path.h"
#include "text/norm.h"
#include "text/number.h"

/* Where an option goes that is a line of text. */
static const struct {
    enum option_id option;
    size_t offset;
} lines[] = {
    {OPT_NAME, offsetof(struct desk, name)},       {OPT_OFFICE, offsetof(struct desk, office)},
    {OPT_CONTACT, offsetof(struct desk, contact)}, {OPT_PHONE, offsetof(struct desk, phone)},
    {OPT_MAILBOX, offsetof(struct desk, mailbox)}, {OPT_ROUND, offsetof(struct desk, round)},
};

static bool set_line(struct context *c, const char *given, enum option_id option, struct str *out,
                     struct err *e)
{
    struct str text = {0}, name = {0};
    bool ok = given_text(c, sv_from(given), &text, e);
    if (ok) {
        norm_line(str_sv(&text), out, NULL);
        option_add_name(&name, option);
        ok = text_is_line(str_sv(out), MOST_LINE) ||
             err_set(e, ERR_USAGE, _("%s 后面的文字太长。"), name.ptr);
    }
    str_release(&text);
    str_release(&name);
    return ok;
}

static bool set_lines(struct context *c, const struct args *args, struct desk *d, struct err *e)
{
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        const char *given = args->values[lines[i].option];
        void *to = (char *)d + lines[i].offset;
        if (given && !set_line(c, given, lines[i].option, to, e))
            return false;
    }
    return true;
}

static bool set_role(const struct args *args, struct desk *d, struct err *e)
{
    const char *given = args->values[OPT_ROLE];
    return !given || desk_role_by_name(sv_from(given), &d->role) ||
           err_set(e, ERR_USAGE, _("--role 只能是 county（县、市、区）或 city（市），不能是 %s。"),
                   given);
}

/* Whole, in the unit of the award; "5,000,000" is fine. */
static bool set_ceiling(const struct args *args, struct desk *d, struct err *e)
{
    const char *given = args->values[OPT_CEILING];
    struct str number = {0};
    if (!given)
        return true;
    bool ok = given[0] == '\0' || (number_canonical(sv_from(given), &number) &&
                                   sv_number(str_sv(&number), 0, DESK_MOST_CEILING, &d->ceiling));
    if (given[0] == '\0')
        d->ceiling = 0;
    str_release(&number);
    return ok || err_set(e, ERR_USAGE, _("--ceiling 后面写整数，如 5000000，不能是 %s。"), given);
}

static bool set_form(struct context *c, const struct args *args, bool is_new, struct desk *d,
                     const struct form **form, struct err *e)
{
    const char *given = args->values[OPT_FORM];
    if (given)
        *form = forms_open(c->forms, given, e);
    else if (is_new)
        *form = forms_only(c->forms, e);
    else
        *form = forms_find(c->forms, str_sv(&d->form), e);
    if (!*form)
        return false;
    str_set(&d->form, (*form)->id);
    return (*form)->desk.given ||
           err_set(e, ERR_REFUSED,
                   _("表单“%.*s”没有写明怎样收件（desk:），不能用它办公。写法见 forms/README。"),
                   SV_ARG((*form)->id));
}

static bool check_round(const struct desk *d, const struct form *form, struct err *e)
{
    struct str known = {0};
    if (d->round.len == 0 || form_round(form, str_sv(&d->round)))
        return true;
    if (form->round_count == 0)
        return err_set(e, ERR_USAGE, "%s", _("这份表单不分轮次，不用写 --round。"));
    for (uint32_t i = 0; i < form->round_count; i++)
        str_add_f(&known, "%s%.*s", i ? _("、") : "", SV_ARG(form->rounds[i].id));
    err_set(e, ERR_USAGE, _("没有轮次“%s”；这份表单的轮次是：%s。"), d->round.ptr, known.ptr);
    str_release(&known);
    return false;
}

/* A desk with cases stays what it is: they were taken in by its role and form. */
static bool stays_itself(const char *folder, const struct desk *old, const struct desk *d,
                         struct err *e)
{
    struct queue q = {0};
    if (old->role == d->role && sv_eq(str_sv(&old->form), str_sv(&d->form)))
        return true;
    bool ok = queue_load(folder, NULL, &q, e);
    if (ok && q.len)
        ok = err_set(e, ERR_REFUSED,
                     _("办公夹里已经有 %zu 件，不能改成别的表单，也不能在县、市之间改。"), q.len);
    queue_release(&q);
    return ok;
}

/* Settings are read, changed and written: two officers who do so at once would undo each other. A
 * new desk is made in one step, of which the second fails. */
static bool lock_settings(struct context *c, const char *folder, struct lock **out, struct err *e)
{
    struct lock_owner holder = {0};
    struct lock_asker who = {SV(""), moment_seconds(c->now)};
    struct str path = {0}, name = {0};
    if (!desk_is_here(folder))
        return true;
    path_join(&path, sv_from(folder), SV("desk.yaml"));
    enum lock_answer answer = lock_wait(path.ptr, who, CASE_PATIENCE, out, &holder, e);
    if (answer == LOCK_HELD) {
        draft_lock_add_owner(&name, &holder, c->now);
        err_set(e, ERR_IO, _("%s：%s 正在用它，没有改动。请等他办完再试。"), path.ptr, name.ptr);
    }
    lock_owner_release(&holder);
    str_release(&path);
    str_release(&name);
    return answer == LOCK_TAKEN;
}

static bool set_up(struct context *c, const struct args *args, const char *folder, struct err *e)
{
    struct desk d = {.role = ROLE_COUNTY}, old = {.role = ROLE_COUNTY};
    const struct form *form;
    bool is_new = !desk_is_here(folder);
    bool ok = is_new || (desk_load(folder, &d, e) && desk_load(folder, &old, e));
    ok = ok && set_lines(c, args, &d, e) && set_role(args, &d, e) && set_ceiling(args, &d, e) &&
         set_form(c, args, is_new, &d, &form, e) && check_round(&d, form, e) &&
         (is_new || stays_itself(folder, &old, &d, e)) &&
         (d.name.len || err_set(e, ERR_USAGE, "%s",
                                _("请写明县（市、区）或市的名称：--name 演示县。汇总表的标题和"
                                  "收件时认本县，都用它。"))) &&
         (is_new ? desk_create(folder, &d, e) : desk_store(folder, &d, e));
    if (ok)
        say(c, is_new ? _("建好了%s的办公夹 %s。") : _("改好了%s的办公夹 %s。"), d.name.ptr,
            folder);
    if (ok && is_new)
        /* A folder may be called what a command is called. */
        say(c, _("下一步：运行 tianbiao %s%s 打开它，按 F7 收件。"),
            strchr(folder, '/') ? "" : "./", folder);
    desk_release(&d);
    desk_release(&old);
    return ok;
}

int cmd_desk_init(struct context *c, const struct args *args)
{
    struct err e = {0};
    struct lock *lock = NULL;
    const char *folder = args->operands.ptr[0];
    bool ok = lock_settings(c, folder, &lock, &e) && set_up(c, args, folder, &e);
    lock_release(lock);
    return ok ? 0 : fail(c, &e);
}
