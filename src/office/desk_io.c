#include "office/desk_io.h"

#include <errno.h>
#include <unistd.h>

#include "base/i18n.h"
#include "office/note_io.h"
#include "store/folder.h"
#include "store/path.h"
#include "store/yaml_read.h"
#include "store/yaml_write.h"

enum {
    MOST_DESK_BYTES = 1 << 20,
    MOST_WORDS = 2000, /* counties, phrases */
    ID_LEAST = 8,
    ID_MOST = 64,
};

/* ---- paths ---- */

static void path_in(struct str *out, const char *folder, const char *name)
{
    path_join(out, sv_from(folder), sv_from(name));
}

void cases_path(struct str *out, const char *folder)
{
    path_in(out, folder, "cases");
}

void case_path(struct str *out, const char *folder, struct sv id)
{
    struct str cases = {0};
    cases_path(&cases, folder);
    path_join(out, str_sv(&cases), id);
    str_release(&cases);
}

void case_record_path(struct str *out, const char *folder, struct sv id)
{
    case_path(out, folder, id);
    str_add(out, SV("/review.yaml"));
}

void case_intake_path(struct str *out, const char *folder, struct sv id, uint32_t number)
{
    case_path(out, folder, id);
    str_add_f(out, "/%u", number);
}

bool case_id_is_good(struct sv id)
{
    for (size_t i = 0; i < id.len; i++)
        if (!((id.ptr[i] >= '0' && id.ptr[i] <= '9') || (id.ptr[i] >= 'a' && id.ptr[i] <= 'f')))
            return false;
    return id.len >= ID_LEAST && id.len <= ID_MOST;
}

bool desk_make_folder(const char *folder, const char *path, struct err *e)
{
    struct sv rest = sv_from(path), part;
    struct str at = {0};
    bool ok = true;
    str_set(&at, sv_from(folder));
    while (ok && sv_next(&rest, '/', &part)) {
        path_join(&at, str_sv(&at), part);
        ok = folder_make_shared(at.ptr, DESK_FOLDER_MODE, e);
    }
    str_release(&at);
    return ok;
}

/* ---- desk.yaml: reading ---- */

static bool read_words(const struct yaml_node *root, struct sv key, const char *name,
                       struct desk_words *out, struct err *e)
{
    const struct yaml_node *list = yaml_get(root, key);
    if (!list || (list->kind == YAML_SCALAR && list->text.len == 0))
        return true;
    if (list->kind != YAML_LIST || list->count > MOST_WORDS)
        return record_refuse(list, name, e, _("这里应当是一列名称，如 [甲县, 乙县]。"));
    for (const struct yaml_node *item = list->first; item; item = item->next) {
        if (item->kind != YAML_SCALAR || !text_is_line(item->text, MOST_LINE))
            return record_refuse(item, name, e,
                                 _("这里应当是一行文字，不能太长，也不能有控制字符。"));
        if (sv_trim(item->text).len)
            str_set(vec_add(out), sv_trim(item->text));
    }
    return true;
}

static bool read_role(const struct yaml_node *root, const char *name, struct desk *out,
                      struct err *e)
{
    const struct yaml_node *node = yaml_get(root, SV("role"));
    if (desk_role_by_name(yaml_get_text(root, SV("role")), &out->role))
        return true;
    return record_refuse(node, name, e, _("role 应当是 county（县）或 city（市）。"));
}

static bool read_ceiling(const struct yaml_node *root, const char *name, struct desk *out,
                         struct err *e)
{
    const struct yaml_node *node = yaml_get(root, SV("ceiling"));
    if (!node || sv_number(yaml_get_text(root, SV("ceiling")), 0, DESK_MOST_CEILING, &out->ceiling))
        return true;
    return record_refuse(node, name, e, _("ceiling 应当是整数，如 5000000。"));
}

static bool read_desk(const struct yaml_node *root, const char *name, struct desk *out,
                      struct err *e)
{
    if (!root || root->kind != YAML_MAP || !yaml_get(root, SV("tianbiao_desk")))
        return record_refuse(NULL, name, e, _("这不是办公夹的设置：开头应当是 tianbiao_desk: 1。"));
    if (!sv_eq(yaml_get_text(root, SV("tianbiao_desk")), SV("1")))
        return record_refuse(yaml_get(root, SV("tianbiao_desk")), name, e,
                             _("这个办公夹是更新的版本建的，请换用新版的程序。"));
    return read_role(root, name, out, e) &&
           record_line(root, SV("form"), MOST_SHORT, name, &out->form, e) &&
           record_line(root, SV("name"), MOST_LINE, name, &out->name, e) &&
           record_line(root, SV("office"), MOST_LINE, name, &out->office, e) &&
           record_line(root, SV("contact"), MOST_LINE, name, &out->contact, e) &&
           record_line(root, SV("phone"), MOST_LINE, name, &out->phone, e) &&
           record_line(root, SV("mailbox"), MOST_LINE, name, &out->mailbox, e) &&
           record_line(root, SV("round"), MOST_SHORT, name, &out->round, e) &&
           read_ceiling(root, name, out, e) &&
           read_words(root, SV("counties"), name, &out->counties, e) &&
           read_words(root, SV("empty_reasons"), name, &out->empty_reasons, e);
}

static bool parse_desk(struct sv source, const char *name, struct desk *out, struct err *e)
{
    struct yaml_doc doc;
    if (!yaml_read(source, name, &doc, e))
        return false;
    *out = (struct desk){0};
    bool ok = read_desk(doc.root, name, out, e);
    if (!ok)
        desk_release(out);
    yaml_release(&doc);
    return ok;
}

bool desk_is_here(const char *folder)
{
    struct str path = {0};
    path_in(&path, folder, "desk.yaml");
    bool here = file_exists(path.ptr) && !file_is_folder(path.ptr);
    str_release(&path);
    return here;
}

/* Not there, or not for him to see. */
static bool no_desk(const char *folder, struct err *e)
{
    struct str path = {0}, shown = {0};
    path_in(&path, folder, "desk.yaml");
    path_add_shown(&shown, sv_from(folder));
    if (access(path.ptr, F_OK) != 0 && errno == EACCES)
        err_set(e, ERR_IO, _("%s：您没有看这个文件夹的权限。它如果是办公夹，请管理的人给您权限。"),
                shown.ptr);
    else
        err_set(e, ERR_IO,
                _("%s 不是办公夹：里面没有 desk.yaml。用 tianbiao desk init 可以建一个。"),
                shown.ptr);
    str_release(&path);
    str_release(&shown);
    return false;
}

bool desk_load(const char *folder, struct desk *out, struct err *e)
{
    struct str path = {0}, source = {0};
    if (!desk_is_here(folder))
        return no_desk(folder, e);
    path_in(&path, folder, "desk.yaml");
    bool ok = file_read(path.ptr, MOST_DESK_BYTES, &source, e) &&
              parse_desk(str_sv(&source), path.ptr, out, e);
    str_release(&path);
    str_release(&source);
    return ok;
}

/* ---- desk.yaml: writing ---- */

static void want_words(struct yaml_want *root, struct arena *a, struct sv key,
                       const struct desk_words *words)
{
    struct yaml_want *list = yaml_want_new(a, words->len ? WANT_LIST : WANT_ABSENT);
    yaml_want_add(root, key, list)->flow = true;
    for (size_t i = 0; i < words->len; i++)
        yaml_want_add(list, SV(""), yaml_want_new(a, WANT_SCALAR))->text = str_sv(&words->ptr[i]);
}

static struct yaml_want *want_desk(struct arena *a, const struct desk *d)
{
    struct yaml_want *root = yaml_want_new(a, WANT_MAP);
    record_want_number(root, a, SV("tianbiao_desk"), 1);
    record_want(root, a, SV("role"), desk_role_name(d->role));
    record_want(root, a, SV("form"), str_sv(&d->form));
    record_want(root, a, SV("name"), str_sv(&d->name));
    record_want(root, a, SV("office"), str_sv(&d->office));
    record_want(root, a, SV("contact"), str_sv(&d->contact));
    record_want(root, a, SV("phone"), str_sv(&d->phone));
    record_want(root, a, SV("mailbox"), str_sv(&d->mailbox));
    record_want(root, a, SV("round"), str_sv(&d->round));
    if (d->ceiling)
        record_want_number(root, a, SV("ceiling"), d->ceiling);
    else
        record_want(root, a, SV("ceiling"), SV(""));
    want_words(root, a, SV("counties"), &d->counties);
    want_words(root, a, SV("empty_reasons"), &d->empty_reasons);
    return root;
}

static bool compose_desk(const struct desk *d, struct sv source, struct str *out, struct err *e)
{
    struct yaml_doc doc;
    struct arena arena = {0};
    if (!yaml_read(source, "desk.yaml", &doc, e))
        return false;
    bool ok = yaml_merge(source, &doc, want_desk(&arena, d), out, e);
    yaml_release(&doc);
    arena_release(&arena);
    return ok;
}

/* Nothing is written that could not be read again. */
static bool write_desk(const char *path, struct sv source, const struct desk *d, struct err *e)
{
    struct str bytes = {0};
    struct desk again = {0};
    bool ok = compose_desk(d, source, &bytes, e) && parse_desk(str_sv(&bytes), path, &again, e);
    if (ok)
        ok = source.len ? file_write(path, str_sv(&bytes), DESK_FILE_MODE, e)
                        : file_write_new(path, str_sv(&bytes), DESK_FILE_MODE, e);
    desk_release(&again);
    str_release(&bytes);
    return ok;
}

bool desk_create(const char *folder, const struct desk *d, struct err *e)
{
    struct str path = {0};
    path_in(&path, folder, "desk.yaml");
    bool ok = (file_is_folder(folder) || folder_make_shared(folder, DESK_FOLDER_MODE, e)) &&
              desk_make_folder(folder, "cases", e) && write_desk(path.ptr, SV(""), d, e);
    str_release(&path);
    return ok;
}

bool desk_store(const char *folder, const struct desk *d, struct err *e)
{
    struct str path = {0}, source = {0};
    path_in(&path, folder, "desk.yaml");
    bool ok = file_read(path.ptr, MOST_DESK_BYTES, &source, e) &&
              write_desk(path.ptr, str_sv(&source), d, e);
    str_release(&path);
    str_release(&source);
    return ok;
}
