#include "cmd/desk/returning.h"

#include <errno.h>

#include "base/i18n.h"
#include "office/returned_io.h"
#include "store/file.h"
#include "store/path.h"
#include "text/norm.h"
#include "text/utf8.h"

void sent_back_release(struct sent_back *s)
{
    str_release(&s->path);
    str_release(&s->told);
}

/* ---- the name ---- */

/* Sticks are FAT, and receivers use Windows: what a name may not have there it has nowhere. */
static bool is_unfit(char32_t cp)
{
    return cp < 0x20 || norm_is_hidden(cp) || (cp < 0x80 && strchr("/\\:*?\"<>|", (int)cp));
}

static void add_fit(struct str *out, struct sv name)
{
    for (size_t at = 0; at < name.len;) {
        char32_t cp;
        size_t len = utf8_decode(name, at, &cp);
        if (is_unfit(cp) || (at == 0 && cp == '.'))
            str_add_byte(out, '_');
        else
            str_add(out, sv_sub(name, at, at + len));
        at += len;
    }
}

enum { ID_SHOWN = 8 };

/* 演示药业-退回1.returned.yaml; where that is another case's, with the start of the id. */
static void add_name(struct str *out, const struct returned *r, bool with_id)
{
    struct str name = {0}, tail = {0};
    struct sv id = sv_sub(str_sv(&r->head.id), 0, ID_SHOWN);
    add_fit(&name, sv_trim(str_sv(&r->head.name)));
    if (name.len == 0)
        str_set(&name, str_sv(&r->head.id));
    if (with_id)
        str_add_f(&tail, "-%.*s", SV_ARG(id));
    str_add_f(&tail, _("-退回%u"), r->number);
    str_add(&tail, SV(RETURNED_SUFFIX));
    path_add_name_within(out, str_sv(&name), tail.len);
    str_add(out, str_sv(&tail));
    str_release(&name);
    str_release(&tail);
}

/* ---- the file ---- */

struct writer {
    const struct returned *r;
    struct str bytes;
    unsigned mode;
    struct sent_back *out;
};

/* Is it this return that is there, in these very words. */
static bool is_there(const struct writer *w, const char *path)
{
    struct str bytes = {0};
    bool same = file_read(path, RETURNED_MAX_BYTES, &bytes, NULL) &&
                sv_eq(str_sv(&bytes), str_sv(&w->bytes));
    str_release(&bytes);
    return same;
}

/* As it was before the words of the desk were mended, say: nobody answered in it. */
static bool may_replace(const struct writer *w, const char *path)
{
    struct returned_file there = {0};
    const struct returned *old = &there.returned;
    bool may = returned_load(path, &there, NULL) && old->number == w->r->number &&
               sv_eq(str_sv(&old->head.id), str_sv(&w->r->head.id)) &&
               sv_eq(str_sv(&old->county), str_sv(&w->r->county)) &&
               returned_open(old) == returned_open(w->r);
    returned_file_release(&there);
    return may;
}

/* Is the place taken by another file: then `e` says so, and another name may do. */
static bool put(struct writer *w, const char *path, bool *taken, struct err *e)
{
    *taken = false;
    w->out->was_there = is_there(w, path);
    bool ok = w->out->was_there || file_write_new(path, str_sv(&w->bytes), w->mode, e);
    if (!ok && errno == EEXIST) {
        err_clear(e);
        *taken = !may_replace(w, path);
        ok = *taken
                 ? err_set(e, ERR_IO, _("%s：已经有同名的文件，没有覆盖它。请换一个文件名。"), path)
                 : file_write(path, str_sv(&w->bytes), w->mode, e);
    }
    if (ok)
        str_set(&w->out->path, sv_from(path));
    return ok;
}

static bool put_in_desk(struct writer *w, const char *desk, struct err *e)
{
    struct str folder = {0}, name = {0}, path = {0};
    bool ok = desk_make_folder(desk, RETURNS_FOLDER, e), taken = ok;
    path_join(&folder, sv_from(desk), SV(RETURNS_FOLDER));
    for (int attempt = 0; attempt < 2 && taken; attempt++) {
        err_clear(e);
        str_clear(&name);
        add_name(&name, w->r, attempt > 0);
        path_join(&path, str_sv(&folder), str_sv(&name));
        ok = put(w, path.ptr, &taken, e);
    }
    str_release(&folder);
    str_release(&name);
    str_release(&path);
    return ok;
}

/* ---- words ---- */

static void add_told(struct sent_back *out, const struct returned *r, const struct desk *desk)
{
    struct str path = {0};
    path_add_shown(&path, str_sv(&out->path));
    str_add_f(&out->told,
              _("程序不发送任何东西。请把 %s 用 U 盘、邮件等交给“%s”，可以附上这几句话：\n"),
              path.ptr, r->head.name.len ? r->head.name.ptr : r->head.id.ptr);
    if (r->round.len)
        str_add_f(&out->told, _("  贵单位的案例转入下一轮评审，有 %zu 项材料要重新提供。\n"),
                  r->materials.len);
    else if (r->revision)
        str_add_f(&out->told, _("  贵单位第 %u 稿的申报书退回修改，共 %u 条意见。\n"), r->revision,
                  returned_open(r));
    else
        str_add_f(&out->told, _("  贵单位的申报书退回修改，共 %u 条意见。\n"), returned_open(r));
    str_add(&out->told,
            sv_from(r->round.len ? _("  请把附件放到草稿所在的文件夹里，用 tianbiao 打开，"
                                     "补好材料，再做送审包。\n")
                                 : _("  请把附件放到草稿所在的文件夹里，用 tianbiao 打开，"
                                     "逐条修改、答复，再重新定稿、盖章、做送审包。\n")));
    if (desk->mailbox.len)
        str_add_f(&out->told, _("  送审包报到 %s。\n"), desk->mailbox.ptr);
    str_release(&path);
}

bool return_write(const struct at_case *k, const char *to, struct sent_back *out, struct err *e)
{
    enum { OWN_MODE = 0600 };
    struct returned r = {0};
    struct writer w = {.r = &r, .mode = to ? OWN_MODE : DESK_FILE_MODE, .out = out};
    const struct desk *desk = &k->at->desk;
    bool taken, ok = returned_make(&r, &k->file.review, desk, k->at->form, e) &&
                     returned_compose(&r, SV(""), &w.bytes, e) &&
                     (to ? put(&w, to, &taken, e) : put_in_desk(&w, k->at->folder, e));
    if (ok)
        add_told(out, &r, desk);
    str_release(&w.bytes);
    returned_release(&r);
    return ok;
}
