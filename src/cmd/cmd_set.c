#include "cmd/command.h"
#include "cmd/draft_lock.h"
#include "cmd/drafts.h"
#include "cmd/given.h"
#include "cmd/output.h"
#include "cmd/returned_fields.h"
#include "cmd/versions.h"
#include "draft/kinds.h"
#include "draft/path.h"

/* A script's change is recorded as a person's is: with it go the marks of what was called done and
 * of what was made from what. */
struct setter {
    struct context *c;
    struct draft *draft;
    struct history history;
    struct str told; /* to be printed when all is saved */
};

/* ---- rows: "enterprises+" and "enterprises[3]-" ---- */

static bool find_table(const struct draft *d, struct sv path, bool row, struct place *out,
                       struct err *e)
{
    if (!path_find(d, path, out, e))
        return false;
    if (!(kind_flags(d->form->fields[out->field].kind) & KIND_ROWS))
        return err_set(e, ERR_REFUSED, _("“%.*s”不是表，不能加行或删行。"), SV_ARG(path));
    if (row && out->row == 0)
        return err_set(e, ERR_USAGE, _("请写出要删去第几行，如 %.*s[1]-。"), SV_ARG(path));
    if (!row && out->row != 0)
        return err_set(e, ERR_USAGE, "%s", _("新的一行总是加在表的末尾，不用写行号。"));
    return true;
}

static bool add_row(struct setter *k, struct sv path, struct err *e)
{
    struct place p;
    if (!find_table(k->draft, path, false, &p, e))
        return false;
    draft_row_add(k->draft, &k->history, p.field, draft_rows(k->draft, p.field)->len, SV(""));
    str_add_f(&k->told, "%zu\n", draft_rows(k->draft, p.field)->len);
    return true;
}

static bool remove_row(struct setter *k, struct sv path, struct err *e)
{
    struct place p;
    if (!find_table(k->draft, path, true, &p, e))
        return false;
    draft_row_remove(k->draft, &k->history, p.field, p.row);
    return true;
}

static bool change_rows(struct setter *k, struct sv path, struct err *e)
{
    struct sv table = sv_sub(path, 0, path.len - 1);
    if (sv_ends(path, SV("+")))
        return add_row(k, table, e);
    if (sv_ends(path, SV("-")))
        return remove_row(k, table, e);
    return err_set(e, ERR_USAGE, _("没有写“%.*s”的值。要清空它，值写 \"\"。"), SV_ARG(path));
}

/* ---- values ---- */

static bool takes_value(const struct field *field, struct sv path, struct err *e)
{
    if (kind_flags(field->kind) & KIND_ROWS)
        return err_set(e, ERR_REFUSED, _("“%.*s”是表，请写出第几行的哪一列，如 %.*s[1].列。"),
                       SV_ARG(path), SV_ARG(field->path));
    if (kind_flags(field->kind) & KIND_INFO)
        return err_set(e, ERR_REFUSED, _("“%.*s”由程序算出，不用填。"), SV_ARG(path));
    return true;
}

static bool set_value(struct setter *k, struct sv path, const char *given, struct err *e)
{
    struct place p;
    struct str text = {0}, value = {0};
    char separator;
    const struct field *fields = k->draft->form->fields;
    bool ok = path_find(k->draft, path, &p, e) && takes_value(&fields[p.field], path, e) &&
              given_value(k->c, given, &text, &separator, e) &&
              draft_value(&fields[p.field], str_sv(&text), separator, &value, e);
    if (ok)
        draft_set(k->draft, &k->history, p, str_sv(&value));
    str_release(&text);
    str_release(&value);
    return ok;
}

/* ---- answers to what was returned ---- */

static bool set_returned(struct setter *k, const struct args *args, struct err *e)
{
    struct str text = {0};
    char separator;
    struct sv path = sv_from(args->operands.ptr[1]);
    if (args->operands.len < 3)
        return err_set(e, ERR_USAGE, _("没有写“%.*s”的值。"), SV_ARG(path));
    bool ok = given_value(k->c, args->operands.ptr[2], &text, &separator, e) &&
              returned_field_set(k->c, args->operands.ptr[0], k->draft, path, str_sv(&text), e);
    str_release(&text);
    return ok;
}

static bool change(struct setter *k, const struct args *args, struct err *e)
{
    struct sv path = sv_from(args->operands.ptr[1]);
    if (returned_field_is(k->draft->form, path))
        return set_returned(k, args, e);
    return args->operands.len == 3 ? set_value(k, path, args->operands.ptr[2], e)
                                   : change_rows(k, path, e);
}

int cmd_set(struct context *c, const struct args *args)
{
    const char *file = args->operands.ptr[0];
    struct opened o = {0};
    struct setter k = {.c = c};
    struct lock *lock = NULL;
    struct err e = {0};
    history_init(&k.history);
    bool ok = (!sv_eq(sv_from(file), SV("-")) ||
               err_set(&e, ERR_USAGE, "%s", _("set 要改动的是文件，不能是标准输入。"))) &&
              draft_lock(c, file, &lock, &e) && draft_open(c, file, &o, &e) &&
              opened_may_change(&o, &e);
    k.draft = o.draft;
    ok = ok && change(&k, args, &e) && draft_save(o.draft, &o.file, &e);
    if (ok) {
        put(c, str_sv(&k.told));
        versions_tell_unsaved(c, &o);
    }
    int code = ok ? 0 : fail(c, &e);
    lock_release(lock);
    history_release(&k.history);
    str_release(&k.told);
    opened_release(&o);
    return code;
}
