#include "draft/draft_io.h"

#include "base/i18n.h"
#include "store/file.h"
#include "store/random.h"
#include "store/yaml_read.h"

enum { DRAFT_MODE = 0600, ID_DIGITS = 16 };

void draft_file_release(struct draft_file *file)
{
    str_release(&file->path);
    str_release(&file->source);
    *file = (struct draft_file){0};
}

bool draft_load(const struct form *form, const char *path, struct draft_file *file,
                struct draft **out, struct leftovers *kept, struct err *e)
{
    struct str source = {0};
    bool ok = file_read(path, YAML_MAX_BYTES, &source, e) &&
              draft_parse(form, str_sv(&source), path, out, kept, e);
    if (ok) {
        str_set(&file->path, sv_from(path));
        str_move(&file->source, &source);
        file->saved = true;
    }
    str_release(&source);
    return ok;
}

/* Somebody else may have written the file since it was read: then nothing is written over it. */
static bool unchanged_underneath(struct draft_file *file, struct err *e)
{
    struct str now = {0};
    bool there = file_exists(file->path.ptr);
    file->changed = false;
    if (!file->saved)
        return !there || err_set(e, ERR_IO, _("%s：已经有同名的文件，没有覆盖它。请换一个文件名。"),
                                 file->path.ptr);
    if (!there)
        return true; /* taken away: writing it again loses nothing */
    file->changed = true;
    if (!file_read(file->path.ptr, YAML_MAX_BYTES, &now, e))
        return false;
    file->changed = !sv_eq(str_sv(&now), str_sv(&file->source));
    str_release(&now);
    return !file->changed ||
           err_set(e, ERR_IO,
                   _("%s：文件在别处被改过，没有覆盖它。请另存为别的文件名，再比较两份。"),
                   file->path.ptr);
}

bool draft_save(struct draft *d, struct draft_file *file, struct err *e)
{
    struct str bytes = {0};
    if (d->id.len == 0)
        random_add_hex(&d->id, ID_DIGITS);
    bool ok = draft_compose(d, str_sv(&file->source), &bytes, e);
    if (!ok)
        err_prefix(e, "%s：", file->path.ptr);
    bool same = ok && file->saved && sv_eq(str_sv(&bytes), str_sv(&file->source)) &&
                file_exists(file->path.ptr);
    if (ok && !same) {
        ok = unchanged_underneath(file, e) &&
             (file->saved ? file_write(file->path.ptr, str_sv(&bytes), DRAFT_MODE, e)
                          : file_write_new(file->path.ptr, str_sv(&bytes), DRAFT_MODE, e));
        if (ok) {
            str_move(&file->source, &bytes);
            file->saved = true;
        }
    }
    str_release(&bytes);
    return ok;
}
