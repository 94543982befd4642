#include "cmd/given.h"

#include "base/i18n.h"
#include "cmd/import.h"
#include "cmd/output.h"
#include "text/norm.h"
#include "text/utf8.h"

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

bool given_text(const struct context *c, struct sv given, struct str *out, struct err *e)
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

bool given_value(struct context *c, const char *given, struct str *out, char *separator,
                 struct err *e)
{
    *separator = '\n';
    if (sv_eq(sv_from(given), SV("-")))
        return read_value(c, given, out, e);
    if (given[0] == '@' && given[1] != '@')
        return read_value(c, given + 1, out, e);
    *separator = ',';
    return given_text(c, sv_from(given[0] == '@' ? given + 1 : given), out, e);
}
