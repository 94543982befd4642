#include "cmd/command.h"
#include "cmd/draft_lock.h"
#include "cmd/drafts.h"
#include "cmd/import.h"
#include "cmd/output.h"
#include "cmd/returned_fields.h"
#include "cmd/versions.h"
#include "draft/kinds.h"
#include "draft/path.h"
#include "text/norm.h"
#include "text/utf8.h"

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

static void tell_report(struct context *c, const char *name, const struct norm_report *r)
{
    if (r->spaces || r->invisible || r->controls)
        say(c, _("%s：有 %u 个特殊空格换成了普通空格，去掉了 %u 个看不见的字符和 %u 个控制字符。"),
            name, r->spaces, r->invisible, r->controls);
}

/* Text from a file is cleaned as a paste is, and says so; the newline that ends the file is the
 * file's. */
static bool read_value(struct context *c, const char *path, struct str *out, struct err *e)
{
    struct import_report import;
    struct norm_report norm = {0};
    struct str raw = {0};
    bool ok = import_file(path, &raw, &import, e);
    if (ok) {
        norm_text(str_sv(&raw), out, &norm);
        if (sv_ends(str_sv(out), SV("\n")))
            str_truncate(out, out->len - 1);
        tell_report(c, path, &norm);
        if (import.doubtful)
            say(c, _("%s：既可能是 UTF-8 也可能是 GB18030，按 GB18030 读。"), path);
    }
    str_release(&raw);
    return ok;
}

/* A shell hands over bytes in the terminal's encoding. */
static bool typed_value(const struct context *c, struct sv given, struct str *out, struct err *e)
{
    if (utf8_valid(given, NULL)) {
        str_set(out, given);
        return true;
    }
    if (c->talk.gb)
        return encoding_decode(given, out, NULL, NULL, e);
    return err_set(e, ERR_REFUSED, "%s",
                   _("这个值不是 UTF-8 文字。别的编码的文字请存成文件，用 @文件 读入。"));
}

/* `separator` parts several entries: commas in a shell, lines in a file. */
static bool get_value(struct context *c, const char *given, struct str *out, char *separator,
                      struct err *e)
{
    *separator = '\n';
    if (sv_eq(sv_from(given), SV("-")))
        return read_value(c, given, out, e);
    if (given[0] == '@' && given[1] != '@')
        return read_value(c, given + 1, out, e);
    *separator = ',';
    return typed_value(c, sv_from(given[0] == '@' ? given + 1 : given), out, e);
}

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
              get_value(k->c, given, &text, &separator, e) &&
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
    bool ok = get_value(k->c, args->operands.ptr[2], &text, &separator, e) &&
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
