#include "base/i18n.h"
#include "cmd/desk/receive_steps.h"
#include "store/folder.h"
#include "store/path.h"
#include "store/random.h"
#include "store/tree.h"

#define STEM "in"

enum { ASIDE_DIGITS = 8 };

void kept_release(struct kept *k)
{
    str_release(&k->work);
    str_release(&k->place);
}

void kept_undo(struct kept *k)
{
    if (k->work.len)
        tree_remove(k->work.ptr);
    str_clear(&k->work);
}

/* ---- unpacking ---- */

struct unpacking {
    const char *folder;
    struct err *e;
};

static bool put(const struct unpacking *u, struct sv name, struct sv bytes)
{
    struct str path = {0};
    struct sv above = path_folder(name);
    bool ok = sv_eq(above, SV(".")) || tree_make_below(u->folder, above, DESK_FOLDER_MODE, u->e);
    path_join(&path, sv_from(u->folder), name);
    ok = ok && tree_write(path.ptr, bytes, DESK_FILE_MODE, u->e);
    str_release(&path);
    return ok;
}

/* Is the first part of the name this one, whatever the case of its ASCII letters: then the
 * applicant's files lie where our documents would. */
static bool lies_in_documents(struct sv name)
{
    static const char folder[] = "documents";
    struct sv top = sv_sub(name, 0, sv_find_byte(name, '/', 0));
    for (size_t i = 0; i < top.len && top.len == sizeof folder - 1; i++)
        if ((top.ptr[i] | 0x20) != folder[i])
            return false;
    return top.len == sizeof folder - 1;
}

static bool put_package(const struct unpacking *u, const struct arrival *a)
{
    const struct zip_entry *manifest = zip_find(&a->read.zip, SV(PACKAGE_MANIFEST));
    bool documents = true;
    bool ok = put(u, SV("package.zip"), str_sv(&a->package)) &&
              put(u, SV(PACKAGE_MANIFEST), str_sv(&manifest->bytes));
    for (size_t i = 0; i < a->read.files.len; i++)
        documents &= !lies_in_documents(str_sv(&a->read.files.ptr[i].name));
    for (size_t i = 0; ok && i < a->read.files.len; i++) {
        const struct package_file *file = &a->read.files.ptr[i];
        struct sv name = str_sv(file->name.len ? &file->name : &file->path);
        if (file->name.len || documents || !lies_in_documents(name))
            ok = put(u, name, file->bytes);
    }
    return ok && (!a->has_county || put(u, SV("review.yaml"), str_sv(&a->county_source)));
}

/* What is written: the archive, and everything in it once more. */
static uint64_t bytes_needed(const struct arrival *a)
{
    uint64_t bytes = a->package.len + a->county_source.len;
    for (size_t i = 0; i < a->read.zip.entries.len; i++)
        bytes += a->read.zip.entries.ptr[i].bytes.len;
    return bytes;
}

/* A folder in the place of this delivery that no record speaks of was put there by a receipt that
 * was cut off before it was recorded, or by hand. It is moved out of the way, never taken away. */
static bool clear_place(struct kept *k, struct err *e)
{
    struct str aside = {0};
    if (!file_exists(k->place.ptr))
        return true;
    str_set(&aside, path_folder(str_sv(&k->place)));
    str_add_f(&aside, "/.unrecorded-%.*s-", SV_ARG(path_name(str_sv(&k->place))));
    random_add_hex(&aside, ASIDE_DIGITS);
    bool ok = tree_finish(k->place.ptr, aside.ptr, e);
    str_release(&aside);
    return ok;
}

bool kept_unpack(struct kept *k, const struct at_desk *at, const struct arrival *a, uint32_t number,
                 struct err *e)
{
    struct str folder = {0};
    struct sv id = str_sv(&a->d.head.id);
    case_path(&folder, at->folder, id);
    case_intake_path(&k->place, at->folder, id, number);
    /* Only who has the lock of the case works here: what lies about is of one who died. */
    tree_sweep(folder.ptr, STEM);
    bool ok = folder_has_room(folder.ptr, bytes_needed(a), e) &&
              tree_begin(folder.ptr, STEM, DESK_FOLDER_MODE, &k->work, e);
    if (!ok)
        str_clear(&k->work);
    struct unpacking u = {k->work.ptr, e};
    ok = ok && put_package(&u, a);
    if (!ok)
        kept_undo(k);
    str_release(&folder);
    return ok;
}

bool kept_finish(struct kept *k, struct err *e)
{
    if (!clear_place(k, e) || !tree_finish(k->work.ptr, k->place.ptr, e))
        return false;
    str_set(&k->work, str_sv(&k->place));
    return true;
}
