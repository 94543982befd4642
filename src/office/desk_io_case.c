#include "office/desk_io.h"

#include "base/i18n.h"
#include "store/folder.h"
#include "store/folder_stamps.h"
#include "store/path.h"
#include "store/yaml_read.h"

void case_file_release(struct case_file *f)
{
    str_release(&f->path);
    str_release(&f->source);
    review_release(&f->review);
    *f = (struct case_file){0};
}

void case_tidy(struct sv record)
{
    struct folder_entries left = {0};
    struct str folder = {0}, head = {0};
    str_set(&folder, path_folder(record));
    str_add_f(&head, ".%.*s.tmp", SV_ARG(path_name(record)));
    if (folder_list_hidden(folder.ptr, str_sv(&head), &left, NULL))
        for (size_t i = 0; i < left.len; i++)
            if (!left.ptr[i].is_folder)
                file_remove(left.ptr[i].path.ptr);
    folder_entries_release(&left);
    str_release(&folder);
    str_release(&head);
}

/* A record under another case's name would be written to the wrong place. */
static bool check_id(const struct case_file *f, struct sv id, struct err *e)
{
    return sv_eq(str_sv(&f->review.head.id), id) ||
           err_set(e, ERR_REFUSED, _("%s：记录的编号是 %s，和文件夹的名称不一样。"), f->path.ptr,
                   f->review.head.id.ptr);
}

bool case_load(const char *folder, struct sv id, struct case_file *out, struct err *e)
{
    if (!case_id_is_good(id))
        return err_set(e, ERR_REFUSED, _("“%.*s”不是件的编号：应当是 8 到 64 位十六进制数字。"),
                       SV_ARG(id));
    *out = (struct case_file){0};
    case_record_path(&out->path, folder, id);
    if (!file_exists(out->path.ptr))
        return true;
    out->saved = true;
    if (file_read_itself(out->path.ptr, YAML_MAX_BYTES, &out->source, NULL, e) &&
        review_parse(str_sv(&out->source), out->path.ptr, &out->review, e) && check_id(out, id, e))
        return true;
    case_file_release(out);
    return false;
}

/* Somebody else may have written the record since it was read: nothing is written over it. */
static bool unchanged_underneath(struct case_file *f, struct err *e)
{
    struct str now = {0};
    f->changed = true;
    if (!file_read_itself(f->path.ptr, YAML_MAX_BYTES, &now, NULL, e))
        return false;
    f->changed = !sv_eq(str_sv(&now), str_sv(&f->source));
    str_release(&now);
    return !f->changed ||
           err_set(e, ERR_IO, _("%s：审核记录刚刚被别人改过，没有覆盖它。请重新打开这一件再试。"),
                   f->path.ptr);
}

static bool write_first(struct case_file *f, struct sv bytes, struct err *e)
{
    struct sv folder = path_folder(str_sv(&f->path));
    struct str desk = {0}, inside = {0};
    str_set(&desk, path_folder(path_folder(folder)));
    str_set(&inside, SV("cases/"));
    str_add(&inside, path_name(folder));
    bool ok = desk_make_folder(desk.ptr, inside.ptr, e) &&
              file_write_new(f->path.ptr, bytes, DESK_FILE_MODE, e);
    str_release(&desk);
    str_release(&inside);
    return ok;
}

/* The new bytes, which can be read again: a record nobody can open is worse than none. */
static bool compose(const struct case_file *f, struct str *bytes, struct err *e)
{
    struct review again = {0};
    if (!review_compose(&f->review, str_sv(&f->source), bytes, e)) {
        err_prefix(e, "%s：", f->path.ptr);
        return false;
    }
    bool ok = review_parse(str_sv(bytes), f->path.ptr, &again, e);
    review_release(&again);
    return ok;
}

/* A record is written in a folder of its own: that something changed is seen by that of all cases,
 * without a look at each. */
static void tell_desk(const struct case_file *f)
{
    struct str cases = {0};
    str_set(&cases, path_folder(path_folder(str_sv(&f->path))));
    folder_touch(cases.ptr);
    str_release(&cases);
}

bool case_save(struct case_file *f, struct err *e)
{
    struct str bytes = {0};
    f->changed = false;
    bool ok = compose(f, &bytes, e);
    if (ok && f->saved)
        ok = unchanged_underneath(f, e) &&
             (sv_eq(str_sv(&bytes), str_sv(&f->source)) ||
              file_write_itself(f->path.ptr, str_sv(&bytes), DESK_FILE_MODE, e));
    else if (ok)
        ok = write_first(f, str_sv(&bytes), e);
    if (ok) {
        if (!f->saved || !sv_eq(str_sv(&bytes), str_sv(&f->source)))
            tell_desk(f);
        str_move(&f->source, &bytes);
        f->saved = true;
    }
    str_release(&bytes);
    return ok;
}
