#include "cmd/command.h"
#include "cmd/document.h"
#include "cmd/drafts.h"
#include "cmd/gather.h"
#include "cmd/output.h"
#include "store/file.h"

enum { DOCUMENT_MODE = 0600 };

static struct sv value_or(const struct args *args, enum option_id option, struct sv usual)
{
    return args_given(args, option) ? sv_from(args->values[option]) : usual;
}

static bool check_format(struct sv format, struct err *e)
{
    if (sv_eq(format, SV("text")))
        return true;
    if (sv_eq(format, SV("docx")))
        return err_set(e, ERR_USAGE, "%s",
                       _("docx 以后的版本才有。现在请用 --encoding utf-8-bom 导出文本，用 WPS 或 "
                         "Word 打开后打印。"));
    return err_set(e, ERR_USAGE, _("没有“%.*s”这种格式，可选 text。"), SV_ARG(format));
}

static bool make(const struct opened *o, const struct args *args, struct document *out,
                 struct err *e)
{
    struct facts facts = {0};
    gather_facts(o->draft, o->file.path.ptr, &facts);
    bool ok = document_make(o->draft, &facts, value_or(args, OPT_PROFILE, SV("official")),
                            value_or(args, OPT_ENCODING, SV("utf-8")), out, e);
    facts_release(&facts);
    return ok;
}

static void tell_outside(struct context *c, const struct document *document)
{
    struct str text = {0};
    if (document->outside.len == 0)
        return;
    str_add_f(&text, _("有 %zu 个字只认 GBK 的旧程序显示不出来："), document->outside.len);
    document_add_outside(&text, &document->outside);
    say(c, "%s", text.ptr);
    str_release(&text);
}

int cmd_export(struct context *c, const struct args *args)
{
    const char *to = args->values[OPT_OUTPUT];
    struct opened o = {0};
    struct document document = {0};
    struct err e = {0};
    bool to_file = to && !sv_eq(sv_from(to), SV("-"));
    bool ok = check_format(value_or(args, OPT_FORMAT, SV("text")), &e) &&
              (!to_file || document_target(to, &e)) &&
              draft_open(c, args->operands.ptr[0], &o, &e) && make(&o, args, &document, &e);
    if (ok && to_file)
        ok = file_write(to, str_sv(&document.bytes), DOCUMENT_MODE, &e);
    else if (ok)
        put_pages(c, str_sv(&document.bytes));
    if (ok && to_file)
        say(c, _("已写到 %s，共 %zu 页。"), to, document.pages);
    if (ok) {
        opened_tell_version(c, &o);
        tell_outside(c, &document);
    }
    int code = ok ? 0 : fail(c, &e);
    document_release(&document);
    opened_release(&o);
    return code;
}
