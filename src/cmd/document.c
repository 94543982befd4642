#include "cmd/document.h"

#include "base/i18n.h"
#include "cmd/drafts.h"
#include "cmd/pictures.h"
#include "draft/finals.h"
#include "office/returned_io.h"
#include "out/compose_papers.h"
#include "out/docx.h"
#include "out/plain.h"
#include "store/file.h"
#include "text/substitute.h"

/* ---- names ---- */

bool document_format_by_name(struct sv name, enum document_format *format, struct err *e)
{
    if (name.len == 0 || sv_eq(name, SV("text")))
        *format = DOCUMENT_TEXT;
    else if (sv_eq(name, SV("docx")))
        *format = DOCUMENT_DOCX;
    else
        return err_set(e, ERR_USAGE, _("没有“%.*s”这种格式，可选 text 和 docx。"), SV_ARG(name));
    return true;
}

static bool find_profile(struct sv name, const struct sheet_profile **profile, struct err *e)
{
    *profile = sheet_profile_by_name(name.len ? name : SV("official"));
    return *profile ||
           err_set(e, ERR_USAGE, _("没有“%.*s”这种版面，可选 official（公文）和 dense（紧凑）。"),
                   SV_ARG(name));
}

static bool find_encoding(struct sv name, enum encoding *encoding, struct err *e)
{
    return encoding_by_name(name.len ? name : SV("utf-8"), encoding) ||
           err_set(e, ERR_USAGE, _("不能写成“%.*s”编码，可选 utf-8、utf-8-bom 和 gb18030。"),
                   SV_ARG(name));
}

static bool find_paper(const struct form *form, struct sv name, struct sv *paper, struct err *e)
{
    struct str known = {0};
    *paper = name.len ? name : SV(PAPER_APPLICATION);
    if (paper_is_known(form, *paper))
        return true;
    for (uint32_t i = 0; i < form->print.paper_count; i++) {
        const struct form_paper *p = &form->print.papers[i];
        if (sv_eq(name, p->title) || (p->brief.len && sv_eq(name, p->brief))) {
            *paper = p->id;
            str_release(&known);
            return true;
        }
        str_add_f(&known, _("%.*s（%.*s）、"), SV_ARG(p->id),
                  SV_ARG(p->brief.len ? p->brief : p->title));
    }
    err_set(e, ERR_USAGE,
            _("这份表单没有“%.*s”可以打印，可选 application（申报书）、%.*sall（全部）和 "
              "bound（按装订顺序）。"),
            SV_ARG(name), SV_ARG(str_sv(&known)));
    str_release(&known);
    return false;
}

/* ---- formats ---- */

/* What is asked for, every name found. */
struct order {
    const struct draft *draft;
    const struct facts *facts;
    struct sv paper;
    const struct sheet_profile *profile;
    enum encoding encoding;
    bool substitute;
    struct sv folder;
};

static bool check_substitute(const struct document_wish *wish, const struct order *o, struct err *e)
{
    if (!wish->substitute || (wish->format == DOCUMENT_TEXT && o->encoding == ENCODING_GB18030))
        return true;
    return err_set(e, ERR_USAGE, "%s",
                   _("--substitute 只用于 GB18030 编码的纯文本：别的格式和编码什么字都写得下，"
                     "不用代替。"));
}

/* Where each character stands that old programs cannot show, and where one was put for it. */
static bool look_beyond(const struct sheets *sheets, const struct replacements *done,
                        struct document *out, struct err *e)
{
    beyond_replaced(sheets, done, &out->replaced);
    return beyond_find(sheets, &out->outside) ||
           err_set(e, ERR_REFUSED, "%s",
                   _("这台电脑的系统没有 GBK 编码的转换表，查不出旧程序显示不了的字。请改用 UTF-8，"
                     "或者装上系统的字符转换模块（gconv）。"));
}

static bool make_text(const struct order *o, struct document *out, struct err *e)
{
    struct doc doc = {0};
    struct sheets sheets = {0};
    struct replacements done = {0};
    struct binding binding = {o->draft, o->facts, o->paper, o->profile,
                              o->substitute ? &done : NULL};
    bind_sheets_with(&binding, &doc, &sheets);
    out->pages = sheets.sheets.len;
    bool ok = plain_write(&sheets, o->encoding, &out->bytes, NULL, e) &&
              (o->encoding != ENCODING_GB18030 || look_beyond(&sheets, &done, out, e));
    vec_release(&done);
    sheets_release(&sheets);
    doc_release(&doc);
    return ok;
}

static void tell_missed(const struct pictures *pictures, struct str *out)
{
    for (size_t i = 0; i < pictures->missed.len; i++) {
        if (out->len)
            str_add(out, sv_from(_("、")));
        str_add(out, str_sv(&pictures->missed.ptr[i]));
    }
}

static bool make_docx(const struct order *o, struct document *out, struct err *e)
{
    struct doc doc = {0}, laid = {0};
    struct sheets sheets = {0};
    struct pictures pictures = {.facts = o->facts, .folder = o->folder};
    struct docx_options options = {.picture = pictures_get, .context = &pictures};
    compose_paper(o->draft, o->facts, o->paper, NULL, &doc);
    if (doc.parts.len) {
        bind_sheets(o->draft, o->facts, o->paper, o->profile, &laid, &sheets);
        options.pages = &sheets.parts;
    }
    bool ok = docx_write(&doc, &options, &out->bytes, e);
    tell_missed(&pictures, &out->left_out);
    pictures_release(&pictures);
    sheets_release(&sheets);
    doc_release(&laid);
    doc_release(&doc);
    return ok;
}

bool document_make(const struct draft *d, const struct facts *facts,
                   const struct document_wish *wish, struct document *out, struct err *e)
{
    struct order o = {
        .draft = d, .facts = facts, .substitute = wish->substitute, .folder = wish->folder};
    return find_profile(wish->profile, &o.profile, e) &&
           find_encoding(wish->encoding, &o.encoding, e) &&
           find_paper(d->form, wish->paper, &o.paper, e) && check_substitute(wish, &o, e) &&
           (wish->format == DOCUMENT_DOCX ? make_docx : make_text)(&o, out, e);
}

void document_release(struct document *d)
{
    str_release(&d->bytes);
    str_release(&d->left_out);
    vec_release(&d->outside);
    vec_release(&d->replaced);
}

void document_add_told(struct str *out, const struct draft *d, const struct document *document)
{
    enum { MOST_PLACES = 20 };
    const struct beyonds *outside = &document->outside, *replaced = &document->replaced;
    if (replaced->len) {
        str_add_f(out, _("换了 %zu 处旧程序显示不了的字，草稿没有改动：\n"), replaced->len);
        beyond_add_list(out, d, replaced, MOST_PLACES);
        if (finals_last(d))
            str_add(out,
                    sv_from(_("\n换过字的纸面和定稿不是同一份文字，每页印“草稿”，不印校验码。")));
    }
    if (outside->len == 0)
        return;
    if (out->len)
        str_add_byte(out, '\n');
    str_add_f(out, _("有 %zu 个字只认 GBK 的旧程序显示不出来，都照写在文件里：\n"),
              beyond_kinds(outside));
    beyond_add_list(out, d, outside, MOST_PLACES);
}

bool document_can_substitute(const struct document *document)
{
    const struct beyonds *outside = &document->outside;
    for (size_t i = 0; i < outside->len; i++)
        if (document->replaced.len == 0 && substitute_for(outside->ptr[i].cp).len)
            return true;
    return false;
}

bool document_target(const char *path, struct err *e)
{
    struct str head = {0};
    bool there = file_exists(path) && file_read_head(path, DRAFT_HEAD_BYTES, &head, NULL);
    bool draft = there && draft_looks_like(str_sv(&head));
    bool returned = there && returned_looks_like(str_sv(&head));
    str_release(&head);
    if (draft)
        return err_set(e, ERR_USAGE, _("%s 是一份草稿，没有覆盖它。请换一个文件名。"), path);
    if (returned)
        return err_set(e, ERR_USAGE, _("%s 是退回意见，没有覆盖它。请换一个文件名。"), path);
    return true;
}
