#include "cmd/command.h"
#include "cmd/drafts.h"
#include "cmd/output.h"
#include "cmd/packing.h"
#include "cmd/versions.h"

static bool find_target(struct str *out, const struct args *args, struct err *e)
{
    const char *draft = args->operands.ptr[0], *to = args->values[OPT_OUTPUT];
    if (sv_eq(sv_from(draft), SV("-")))
        return err_set(e, ERR_USAGE, "%s",
                       _("pack 要收草稿旁边的文件，不能用标准输入，请写草稿的文件名。"));
    if (!to)
        packing_add_target(out, sv_from(draft));
    else
        str_set(out, sv_from(to));
    return (out->len && !sv_eq(str_sv(out), SV("-"))) ||
           err_set(e, ERR_USAGE, "%s", _("-o 后面请写送审包的文件名，如 送审.zip。"));
}

/* What is handed in is what the writer saw last. */
static bool nothing_unsaved(const struct opened *o, struct err *e)
{
    return !versions_unsaved(o) ||
           err_set(
               e, ERR_REFUSED,
               _("%s：还有填了没有保存的内容，没有做送审包。请先打开这份草稿，恢复或者放下它。"),
               o->file.path.ptr);
}

/* What is missing, a line each as `check` has them. */
static void put_errors(struct context *c, const struct packing *p)
{
    struct str lines = {0};
    for (size_t i = 0; i < p->findings.len; i++) {
        if (p->findings.ptr[i].severity != SEVERITY_ERROR)
            continue;
        finding_add_line(&lines, p->draft, p->path, &p->findings.ptr[i]);
        str_add_byte(&lines, '\n');
    }
    put(c, str_sv(&lines));
    str_release(&lines);
}

static void tell(struct context *c, const struct packing *p, const struct str *to)
{
    struct str text = {0};
    str_add_f(&text, "%s\n", to->ptr);
    put(c, str_sv(&text));
    str_clear(&text);
    packing_add_told(&text, p, to->ptr);
    str_truncate(&text, text.len - 1);
    say(c, "%s", text.ptr);
    str_release(&text);
}

static bool pack(struct context *c, const struct opened *o, const struct str *to, struct err *e)
{
    struct packing p = {.draft = o->draft,
                        .source = str_sv(&o->file.source),
                        .path = o->file.path.ptr,
                        .now = c->now};
    bool ok = packing_begin(&p, e);
    if (ok) {
        ok = packing_judge(&p, e) && packing_fill(&p, e) && packing_deliver(&p, to->ptr, e);
        if (!ok)
            put_errors(c, &p);
    }
    if (ok)
        tell(c, &p, to);
    packing_release(&p);
    return ok;
}

int cmd_pack(struct context *c, const struct args *args)
{
    struct opened o = {0};
    struct str to = {0};
    struct err e = {0};
    bool ok = find_target(&to, args, &e) && draft_open(c, args->operands.ptr[0], &o, &e) &&
              opened_may_change(&o, &e) && nothing_unsaved(&o, &e) && pack(c, &o, &to, &e);
    int code = ok ? 0 : fail(c, &e);
    opened_release(&o);
    str_release(&to);
    return code;
}
