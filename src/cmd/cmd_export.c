#include "cmd/command.h"
#include "cmd/document.h"
#include "cmd/drafts.h"
#include "cmd/gather.h"
#include "cmd/output.h"
#include "cmd/versions.h"
#include "out/doc.h"
#include "store/file.h"
#include "store/path.h"

enum { DOCUMENT_MODE = 0600 };

struct export
{
    struct document_wish wish;
    struct str to; /* the file it goes to; empty: standard output */
    bool beside;   /* `to` was not said: beside the draft, where nothing is replaced */
};

static struct sv value(const struct args *args, enum option_id option)
{
    return sv_from(args->values[option]);
}

/* A docx is nothing to read in a terminal: without -o it goes beside the draft, under its name, a
 * paper other than the application with its own behind it. */
static bool add_name_beside(struct str *out, struct sv draft, struct sv paper, struct err *e)
{
    if (sv_eq(draft, SV("-")))
        return err_set(e, ERR_USAGE, "%s", _("草稿来自标准输入，请用 -o 写明 docx 存到哪个文件。"));
    struct sv name = path_name(draft);
    size_t stem = draft.len;
    for (size_t i = draft.len; i-- > draft.len - name.len + 1;)
        if (draft.ptr[i] == '.') {
            stem = i;
            break;
        }
    str_add(out, sv_sub(draft, 0, stem));
    if (paper.len && !sv_eq(paper, SV(PAPER_APPLICATION)))
        str_add_f(out, "-%.*s", SV_ARG(paper));
    str_add(out, SV(".docx"));
    return true;
}

static bool nothing_there(const char *path, struct err *e)
{
    return !file_exists(path) ||
           err_set(e, ERR_USAGE, _("已经有 %s，没有替换它。要替换，请用 -o 写明文件名。"), path);
}

static bool plan(struct export *x, const struct args *args, struct err *e)
{
    struct sv to = value(args, OPT_OUTPUT), draft = sv_from(args->operands.ptr[0]);
    x->wish.paper = value(args, OPT_PAPER);
    x->wish.profile = value(args, OPT_PROFILE);
    x->wish.encoding = value(args, OPT_ENCODING);
    x->wish.substitute = args_given(args, OPT_SUBSTITUTE);
    if (!document_format_by_name(value(args, OPT_FORMAT), &x->wish.format, e))
        return false;
    if (x->wish.format == DOCUMENT_DOCX && args_given(args, OPT_ENCODING))
        return err_set(e, ERR_USAGE, "%s",
                       _("--encoding 只用于纯文本：Word 文档（docx）总是 UTF-8，什么字都写得下。"));
    if (args_given(args, OPT_OUTPUT) && to.len == 0)
        return err_set(e, ERR_USAGE, "%s", _("-o 后面是空的，请写上文件名。"));
    x->beside = to.len == 0 && x->wish.format == DOCUMENT_DOCX;
    if (x->beside)
        return add_name_beside(&x->to, draft, x->wish.paper, e) && nothing_there(x->to.ptr, e);
    if (!sv_eq(to, SV("-")))
        str_set(&x->to, to);
    return x->to.len == 0 || document_target(x->to.ptr, e);
}

static bool make(struct export *x, const struct opened *o, struct document *out, struct err *e)
{
    struct facts facts = {0};
    gather_facts(o->draft, o->file.path.ptr, &facts);
    x->wish.folder = path_folder(str_sv(&o->file.path));
    bool ok = document_make(o->draft, &facts, &x->wish, out, e);
    facts_release(&facts);
    return ok;
}

static bool deliver(struct context *c, const struct export *x, const struct document *document,
                    struct err *e)
{
    struct sv bytes = str_sv(&document->bytes);
    if (x->to.len == 0 && x->wish.format == DOCUMENT_TEXT)
        put_pages(c, bytes);
    else if (x->to.len == 0)
        put_exact(c, bytes);
    else if (!(x->beside ? file_write_new : file_write)(x->to.ptr, bytes, DOCUMENT_MODE, e))
        return false;
    if (x->to.len && document->pages)
        say(c, _("已写到 %s，共 %zu 页。"), x->to.ptr, document->pages);
    else if (x->to.len)
        say(c, _("已写到 %s。用 WPS、Word 或 LibreOffice 打开后打印。"), x->to.ptr);
    return true;
}

static void tell_left_out(struct context *c, const struct document *document)
{
    if (document->left_out.len)
        say(c, _("这些图片读不到，或者不是 PNG、JPEG，文件里只写了图题和文件名：%s。"),
            document->left_out.ptr);
}

static void tell_outside(struct context *c, const struct draft *d, const struct document *document)
{
    struct str text = {0};
    document_add_told(&text, d, document);
    if (text.len)
        say(c, "%s", text.ptr);
    if (document_can_substitute(document))
        say(c, "%s",
            _("加上 --substitute，就用 √ □ 等样子和意思相近的字代替其中一些，并逐个列出。"));
    str_release(&text);
}

int cmd_export(struct context *c, const struct args *args)
{
    struct export x = {0};
    struct opened o = {0};
    struct document document = {0};
    struct err e = {0};
    bool ok = plan(&x, args, &e) && draft_open(c, args->operands.ptr[0], &o, &e) &&
              make(&x, &o, &document, &e) && deliver(c, &x, &document, &e);
    if (ok) {
        opened_tell_version(c, &o);
        versions_tell_unsaved(c, &o);
        tell_outside(c, o.draft, &document);
        tell_left_out(c, &document);
    }
    int code = ok ? 0 : fail(c, &e);
    document_release(&document);
    opened_release(&o);
    str_release(&x.to);
    return code;
}
