#include "cmd/document.h"

#include "base/i18n.h"
#include "cmd/drafts.h"
#include "out/plain.h"
#include "store/file.h"
#include "text/utf8.h"

static bool known_names(struct sv profile, struct sv encoding, enum encoding *target, struct err *e)
{
    if (!sheet_profile_by_name(profile))
        return err_set(e, ERR_USAGE,
                       _("没有“%.*s”这种版面，可选 official（公文）和 dense（紧凑）。"),
                       SV_ARG(profile));
    if (!encoding_by_name(encoding, target))
        return err_set(e, ERR_USAGE, _("不能写成“%.*s”编码，可选 utf-8、utf-8-bom 和 gb18030。"),
                       SV_ARG(encoding));
    return true;
}

bool document_make(const struct draft *d, const struct facts *facts, struct sv profile,
                   struct sv encoding, struct document *out, struct err *e)
{
    struct doc doc = {0};
    struct sheets sheets = {0};
    enum encoding target = ENCODING_UTF8;
    if (!known_names(profile, encoding, &target, e))
        return false;
    compose_application(d, facts, &doc);
    sheets_make(&doc, sheet_profile_by_name(profile), &sheets);
    out->pages = sheets.sheets.len;
    bool ok = plain_write(&sheets, target, &out->bytes, &out->outside, e);
    sheets_release(&sheets);
    doc_release(&doc);
    return ok;
}

void document_release(struct document *d)
{
    str_release(&d->bytes);
    vec_release(&d->outside);
}

void document_add_outside(struct str *out, const struct unshowables *outside)
{
    enum { MOST = 20 };
    for (size_t i = 0; i < outside->len && i < MOST; i++) {
        const struct unshowable *u = &outside->ptr[i];
        if (i)
            str_add(out, sv_from(_("、")));
        str_add(out, sv_from(_("“")));
        utf8_add(out, u->cp);
        str_add_f(out, _("”（U+%04X，%u 处，最先在第 %u 行）"), (unsigned)u->cp, u->times, u->line);
    }
    str_add(out, sv_from(outside->len > MOST ? _("，等等。") : _("。")));
}

bool document_target(const char *path, struct err *e)
{
    struct str head = {0};
    bool draft = file_exists(path) && file_read_head(path, DRAFT_HEAD_BYTES, &head, NULL) &&
                 draft_looks_like(str_sv(&head));
    str_release(&head);
    if (draft)
        return err_set(e, ERR_USAGE, _("%s 是一份草稿，没有覆盖它。请换一个文件名。"), path);
    return true;
}
