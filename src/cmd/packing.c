#include "cmd/packing.h"

#include "base/i18n.h"
#include "base/xalloc.h"
#include "check/check.h"
#include "cmd/document.h"
#include "cmd/gather.h"
#include "draft/file_names.h"
#include "draft/finals.h"
#include "out/code.h"
#include "store/file.h"
#include "store/folder.h"
#include "store/path.h"

enum { PACKAGE_MODE = 0600 };

void packing_release(struct packing *p)
{
    facts_release(&p->facts);
    str_release(&p->code);
    findings_release(&p->findings);
    returned_file_release(&p->back);
    for (size_t i = 0; i < p->held.len; i++) {
        str_release(p->held.ptr[i]);
        free(p->held.ptr[i]);
    }
    vec_release(&p->held);
    package_release(&p->package);
    str_release(&p->bytes);
}

/* ---- at all ---- */

static bool is_final(struct packing *p, struct err *e)
{
    switch (final_state(p->draft, str_sv(&p->code))) {
    case FINAL_NOW:
        return true;
    case FINAL_CHANGED:
        return err_set(e, ERR_FOUND,
                       _("%s：第 %u 稿定稿以后内容改动过。请重新定稿，重新打印盖章，再做送审包。"),
                       p->path, finals_last(p->draft)->revision);
    default:
        return err_set(e, ERR_FOUND,
                       _("%s：还没有定稿。请先定稿，打印、盖章，勾上“已盖章”，再做送审包。"),
                       p->path);
    }
}

bool packing_begin(struct packing *p, struct err *e)
{
    if (!p->draft->form->desk.given)
        return err_set(e, ERR_REFUSED,
                       _("表单“%.*s”没有写交到哪里、怎样收（desk:），不能做送审包。"),
                       SV_ARG(p->draft->form->id));
    if (p->draft->demo)
        return err_set(e, ERR_REFUSED, _("%s：这是演示数据，不能送审。"), p->path);
    gather_facts(p->draft, p->path, &p->facts);
    gather_digests(p->path, &p->facts);
    code_add_of_draft(&p->code, p->draft, &p->facts);
    return is_final(p, e);
}

/* ---- is all there ---- */

/* Whether materials that are asked for anew are newer is seen at the desk, which has the old ones:
 * a 定稿 does not know of them. */
static bool answers_given(const struct packing *p, struct err *e)
{
    uint32_t open = returned_open(&p->back.returned);
    /* Remarks nobody could read are not answered either. */
    if (p->back.trouble.len)
        return err_set(e, ERR_REFUSED, _("%s没有做送审包：请重新要一份，或者把坏的文件移开。"),
                       p->back.trouble.ptr);
    if (p->back.path.len == 0 || open == 0)
        return true;
    return err_set(e, ERR_FOUND,
                   _("%s：退回的意见还有 %u 条没有答复。请打开草稿，逐条改或者写明为什么不改，"
                     "再做送审包。"),
                   p->path, open);
}

/* What an answer names that is asked for has to be there. */
static const struct file_fact *first_missing(const struct packing *p, size_t *count)
{
    struct named_files names = {0};
    const struct file_fact *first = NULL;
    *count = 0;
    draft_file_names(p->draft, GATHER_MOST, &names);
    for (size_t i = 0; i < names.len; i++) {
        const struct file_fact *fact = facts_find(&p->facts, names.ptr[i].name);
        if (!names.ptr[i].relevant || !fact || fact->state == FILE_THERE)
            continue;
        first = first ? first : fact;
        ++*count;
    }
    vec_release(&names);
    return first;
}

static bool files_there(const struct packing *p, struct err *e)
{
    size_t count;
    const struct file_fact *fact = first_missing(p, &count);
    if (!fact)
        return true;
    const char *why = fact->state == FILE_OUTSIDE      ? _("在草稿所在的文件夹以外")
                      : fact->state == FILE_UNREADABLE ? _("读不出来")
                                                       : _("找不到");
    return err_set(e, ERR_FOUND,
                   _("%s：草稿里记的文件有 %zu 个放不进送审包，如“%s”%s。请把文件放到草稿所在的文件"
                     "夹里，或者改正草稿里记的名字。"),
                   p->path, count, fact->path.ptr, why);
}

bool packing_judge(struct packing *p, struct err *e)
{
    struct check_input in = {
        .draft = p->draft, .facts = &p->facts, .today = p->now.day, .gate = GATE_PACK};
    check_run(&in, &p->findings);
    uint32_t errors = findings_tally(&p->findings).errors;
    if (errors)
        return err_set(e, ERR_FOUND, _("%s：送审还缺 %u 处，没有做送审包。补好以后再来。"), p->path,
                       errors);
    return returned_find(p->path, str_sv(&p->draft->id), &p->back, e) && answers_given(p, e) &&
           files_there(p, e);
}

/* ---- what goes in ---- */

static struct str *hold(struct packing *p)
{
    struct str *bytes = xcalloc(1, sizeof *bytes);
    vec_push(&p->held, bytes);
    return bytes;
}

static bool add_document(struct packing *p, struct sv paper, enum document_format format,
                         struct err *e)
{
    struct document_wish wish = {.format = format,
                                 .paper = paper,
                                 .encoding = format == DOCUMENT_TEXT ? SV("utf-8-bom") : SV(""),
                                 .folder = path_folder(sv_from(p->path))};
    struct document document = {0};
    struct str path = {0};
    bool ok = document_make(p->draft, &p->facts, &wish, &document, e);
    if (ok) {
        struct str *bytes = hold(p);
        str_move(bytes, &document.bytes);
        str_add_f(&path, "documents/%.*s.%s", SV_ARG(paper),
                  format == DOCUMENT_TEXT ? "txt" : "docx");
        package_add(&p->package, PACKAGE_PART_DOCUMENT, str_sv(&path), str_sv(bytes));
    }
    document_release(&document);
    str_release(&path);
    return ok;
}

static bool add_documents(struct packing *p, struct err *e)
{
    static const char *const papers[] = {"application", "bound"};
    size_t count = p->draft->form->print.paper_count ? 2 : 1;
    for (size_t i = 0; i < count; i++)
        if (!add_document(p, sv_from(papers[i]), DOCUMENT_TEXT, e) ||
            !add_document(p, sv_from(papers[i]), DOCUMENT_DOCX, e))
            return false;
    return true;
}

/* What is too large is refused before it is read. */
static bool add_file(struct packing *p, struct sv name, size_t *room, struct err *e)
{
    struct str path = {0};
    size_t limit = *room < ZIP_MAX_ENTRY_BYTES ? *room : ZIP_MAX_ENTRY_BYTES;
    struct str *bytes = hold(p);
    path_join(&path, path_folder(sv_from(p->path)), name);
    bool ok = file_read(path.ptr, limit, bytes, e);
    if (ok) {
        package_add_named(&p->package, name, str_sv(bytes));
        *room -= bytes->len;
    } else if (e->class == ERR_REFUSED) {
        err_set(e, ERR_REFUSED,
                _("“%.*s”太大，放不进送审包：一个文件不超过 %d MB，一个包合起来不超过 %d "
                  "MB。请用低一些的分辨率重新扫描。"),
                SV_ARG(name), ZIP_MAX_ENTRY_BYTES >> 20, ZIP_MAX_TOTAL_BYTES >> 20);
    }
    str_release(&path);
    return ok;
}

/* Those of answers that are asked for, and of others what there is: the draft names them too. */
static bool add_files(struct packing *p, struct err *e)
{
    struct named_files names = {0};
    size_t room = ZIP_MAX_TOTAL_BYTES;
    bool ok = draft_file_names(p->draft, PACKAGE_MOST_FILES, &names) ||
              err_set(e, ERR_REFUSED, _("%s：草稿里记的文件太多，一个送审包最多放 %d 个。"),
                      p->path, PACKAGE_MOST_FILES);
    for (size_t i = 0; i < p->package.files.len; i++)
        room -= p->package.files.ptr[i].bytes.len < room ? p->package.files.ptr[i].bytes.len : room;
    for (size_t i = 0; ok && i < names.len; i++) {
        const struct file_fact *fact = facts_find(&p->facts, names.ptr[i].name);
        if (fact && fact->state == FILE_THERE)
            ok = add_file(p, names.ptr[i].name, &room, e);
    }
    vec_release(&names);
    return ok;
}

bool packing_fill(struct packing *p, struct err *e)
{
    package_describe(&p->package, p->draft, str_sv(&p->code));
    moment_add_minute(&p->package.time, p->now);
    package_add(&p->package, PACKAGE_PART_DRAFT, SV(PACKAGE_DRAFT), p->source);
    if (p->back.path.len)
        package_add(&p->package, PACKAGE_PART_RETURNED, SV(PACKAGE_RETURNED),
                    str_sv(&p->back.source));
    return add_documents(p, e) && add_files(p, e) && package_write(&p->package, &p->bytes, e);
}

/* ---- where to ---- */

void packing_add_target(struct str *out, struct sv draft)
{
    size_t stem = draft.len, start = draft.len - path_name(draft).len;
    for (size_t i = draft.len; i-- > start + 1 && stem == draft.len;)
        if (draft.ptr[i] == '.')
            stem = i;
    str_add(out, sv_sub(draft, 0, stem));
    str_add(out, SV(".zip"));
}

/* The same but for the time. */
static bool says_the_same(const struct package *a, const struct package *b)
{
    bool same = a->files.len == b->files.len && a->revision == b->revision &&
                sv_eq(str_sv(&a->code), str_sv(&b->code));
    for (size_t i = 0; same && i < a->files.len; i++) {
        const struct package_file *x = &a->files.ptr[i], *y = &b->files.ptr[i];
        same = sv_eq(str_sv(&x->path), str_sv(&y->path)) &&
               sv_eq(str_sv(&x->name), str_sv(&y->name)) && sv_eq(x->bytes, y->bytes);
    }
    return same;
}

/* Nothing but what we made ourselves, of this very draft, gives way. */
static bool may_replace(struct packing *p, const char *to, struct err *e)
{
    struct str old = {0};
    struct package package = {0};
    struct err why = {0};
    if (!file_exists(to))
        return true;
    bool ours = file_read(to, ZIP_MAX_BYTES, &old, &why) &&
                package_read(str_sv(&old), to, &package, &why) &&
                sv_eq(str_sv(&package.draft_id), str_sv(&p->draft->id));
    err_clear(&why);
    p->result = ours && says_the_same(&package, &p->package) ? PACKING_SAME : PACKING_REPLACED;
    package_release(&package);
    str_release(&old);
    return ours || err_set(e, ERR_USAGE,
                           _("已经有 %s，它不是这份草稿的送审包，没有替换。请另写一个文件名，或者先"
                             "把它移走。"),
                           to);
}

bool packing_deliver(struct packing *p, const char *to, struct err *e)
{
    struct str folder = {0};
    p->result = PACKING_NEW;
    str_set(&folder, path_folder(sv_from(to)));
    bool ok = may_replace(p, to, e);
    if (ok && p->result != PACKING_SAME)
        ok = folder_has_room(folder.ptr, p->bytes.len, e) &&
             (p->result == PACKING_NEW ? file_write_new : file_write)(to, str_sv(&p->bytes),
                                                                      PACKAGE_MODE, e);
    str_release(&folder);
    return ok;
}
