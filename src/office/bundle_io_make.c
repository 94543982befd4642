#include "base/i18n.h"
#include "codec/digest.h"
#include "office/bundle_io.h"
#include "office/desk_io.h"
#include "office/note_io.h"
#include "store/file.h"
#include "store/path.h"
#include "store/tree.h"
#include "text/encoding.h"

#define STEM "bundle"

enum { FORMAT = 1, OWN_FOLDER_MODE = 0700, OWN_FILE_MODE = 0600 };

/* ---- the manifest ---- */

static struct yaml_want *add_case(struct arena *a, const struct bundle_case *c)
{
    struct yaml_want *map = yaml_want_new(a, WANT_MAP);
    record_want(map, a, SV("id"), str_sv(&c->id));
    record_want(map, a, SV("name"), str_sv(&c->name));
    record_want(map, a, SV("code"), str_sv(&c->code));
    record_want(map, a, SV("title"), str_sv(&c->title));
    record_want(map, a, SV("check_code"), str_sv(&c->check_code));
    record_want_number(map, a, SV("revision"), c->revision);
    record_want(map, a, SV("package"), str_sv(&c->package));
    record_want(map, a, SV("review"), str_sv(&c->review));
    return map;
}

static struct yaml_want *add_file(struct arena *a, const struct bundle_file *f)
{
    struct yaml_want *map = yaml_want_new(a, WANT_MAP);
    map->flow = true;
    record_want(map, a, SV("path"), str_sv(&f->path));
    record_want(map, a, SV("sha256"), str_sv(&f->digest));
    record_want_number(map, a, SV("bytes"), (int64_t)f->bytes);
    return map;
}

static struct yaml_want *add_head(struct arena *a, const struct bundle *b)
{
    struct yaml_want *root = yaml_want_new(a, WANT_MAP);
    record_want_number(root, a, SV("tianbiao_bundle"), FORMAT);
    record_want(root, a, SV("form"), str_sv(&b->form));
    record_want_number(root, a, SV("form_version"), b->form_version);
    record_want(root, a, SV("county"), str_sv(&b->county));
    record_want(root, a, SV("office"), str_sv(&b->office));
    record_want(root, a, SV("contact"), str_sv(&b->contact));
    record_want(root, a, SV("phone"), str_sv(&b->phone));
    record_want(root, a, SV("round"), str_sv(&b->round));
    record_want(root, a, SV("time"), str_sv(&b->time));
    return root;
}

bool bundle_compose(const struct bundle *b, struct str *out, struct err *e)
{
    struct arena a = {0};
    struct bundle back = {0};
    size_t at = out->len;
    struct yaml_want *root = add_head(&a, b);
    struct yaml_want *cases = yaml_want_add(root, SV("cases"), yaml_want_new(&a, WANT_LIST));
    for (size_t i = 0; i < b->cases.len; i++)
        yaml_want_add(cases, SV(""), add_case(&a, &b->cases.ptr[i]));
    struct yaml_want *files = yaml_want_add(root, SV("files"), yaml_want_new(&a, WANT_LIST));
    for (size_t i = 0; i < b->files.len; i++)
        yaml_want_add(files, SV(""), add_file(&a, &b->files.ptr[i]));
    yaml_add_map(out, root, 0);
    arena_release(&a);
    bool ok = bundle_parse(sv_from_offset(str_sv(out), at), BUNDLE_MANIFEST, &back, e);
    bundle_release(&back);
    if (!ok)
        str_truncate(out, at);
    return ok;
}

/* ---- making ---- */

static unsigned folder_mode(const struct bundle *b)
{
    return b->shared ? DESK_FOLDER_MODE : OWN_FOLDER_MODE;
}

static unsigned file_mode(const struct bundle *b)
{
    return b->shared ? (unsigned)DESK_FILE_MODE : OWN_FILE_MODE;
}

static bool is_taken(const char *path, struct err *e)
{
    struct str shown = {0};
    bool taken = file_exists(path);
    path_add_shown(&shown, sv_from(path));
    if (taken)
        err_set(e, ERR_IO, _("已经有 %s，没有动它。请用 -o 另写一个名字。"), shown.ptr);
    str_release(&shown);
    return taken;
}

static bool is_folder(const char *path, struct err *e)
{
    struct str shown = {0};
    bool folder = file_is_folder(path);
    path_add_shown(&shown, sv_from(path));
    if (!folder)
        err_set(e, ERR_IO, _("没有文件夹 %s，请先建好它。"), shown.ptr);
    str_release(&shown);
    return folder;
}

void bundle_set_head(struct bundle *b, const struct form *form, const struct desk *from,
                     struct sv round, struct sv time)
{
    str_set(&b->form, form->id);
    b->form_version = form->version;
    str_set(&b->county, str_sv(&from->name));
    str_set(&b->office, str_sv(&from->office));
    str_set(&b->contact, str_sv(&from->contact));
    str_set(&b->phone, str_sv(&from->phone));
    str_set(&b->round, round);
    str_set(&b->time, time);
}

bool bundle_begin(struct bundle *b, const char *path, struct err *e)
{
    struct str above = {0};
    struct sv name = sv_from(path);
    b->archive = sv_ends(name, SV(".zip"));
    while (name.len > 1 && sv_ends(name, SV("/")))
        name.len--;
    str_set(&b->path, name);
    if (is_taken(b->path.ptr, e))
        return false;
    str_set(&above, path_folder(name));
    bool ok = is_folder(above.ptr, e) &&
              (b->archive || tree_begin(above.ptr, STEM, folder_mode(b), &b->work, e));
    if (!ok)
        str_clear(&b->work);
    str_release(&above);
    return ok;
}

/* What is packed already is stored as it is. */
static bool is_packed(struct sv path)
{
    return sv_ends(path, SV(".zip")) || sv_ends(path, SV(".docx")) || sv_ends(path, SV(".xlsx"));
}

static bool write_file(const struct bundle *b, struct sv path, struct sv bytes, struct err *e)
{
    struct str at = {0};
    struct sv name = path_name(path);
    struct sv folder = sv_sub(path, 0, name.len < path.len ? path.len - name.len - 1 : 0);
    path_join(&at, str_sv(&b->work), path);
    bool ok = tree_make_below(b->work.ptr, folder, folder_mode(b), e) &&
              tree_write(at.ptr, bytes, file_mode(b), e);
    str_release(&at);
    return ok;
}

/* Said as soon as it is seen: an archive is put together in memory. */
static bool has_room(const struct bundle *b, struct sv bytes, struct err *e)
{
    if (b->files.len >= BUNDLE_MAX_FILES)
        return err_set(e, ERR_REFUSED, _("文件太多，一次最多放 %d 个。"), BUNDLE_MAX_FILES);
    if (!b->archive ||
        (bytes.len <= ZIP_MAX_ENTRY_BYTES && bytes.len <= ZIP_MAX_TOTAL_BYTES - b->held &&
         b->files.len + 1 < ZIP_MAX_ENTRIES))
        return true;
    return err_set(e, ERR_REFUSED, "%s", _("一个压缩文件装不下这些报送件，请用 -o 写成文件夹。"));
}

bool bundle_put(struct bundle *b, struct sv path, struct sv bytes, struct err *e)
{
    BUG_ON(!bundle_name_is_good(path));
    if (!has_room(b, bytes, e))
        return false;
    b->held += b->archive ? bytes.len : 0;
    if (b->archive)
        zip_add(&b->zip, path, bytes, !is_packed(path));
    else if (!write_file(b, path, bytes, e))
        return false;
    struct bundle_file *f = vec_add(&b->files);
    struct digest d = digest_of(bytes);
    str_set(&f->path, path);
    digest_add_hex(&f->digest, &d);
    f->bytes = bytes.len;
    return true;
}

bool bundle_put_text(struct bundle *b, struct sv path, struct sv text, struct err *e)
{
    struct str bytes = {0};
    bool ok = encoding_encode(text, ENCODING_UTF8_BOM, &bytes, NULL, e) &&
              bundle_put(b, path, str_sv(&bytes), e);
    str_release(&bytes);
    return ok;
}

/* The manifest comes first: by it the archive is known. */
static bool write_archive(struct bundle *b, struct sv manifest, struct err *e)
{
    struct zip_entry first = {.deflate = true};
    struct str bytes = {0};
    str_set(&first.name, SV(BUNDLE_MANIFEST));
    str_set(&first.bytes, manifest);
    vec_insert(&b->zip.entries, 0, first);
    bool ok = zip_write(&b->zip, &bytes, e);
    if (!ok)
        err_prefix(e, "%s", _("一个压缩文件装不下这些报送件，请用 -o 写成文件夹："));
    ok = ok && file_write_new(b->path.ptr, str_sv(&bytes), file_mode(b), e);
    str_release(&bytes);
    return ok;
}

bool bundle_finish(struct bundle *b, struct err *e)
{
    struct str manifest = {0};
    bool ok = bundle_compose(b, &manifest, e);
    if (ok && b->archive)
        ok = write_archive(b, str_sv(&manifest), e);
    else if (ok)
        ok = write_file(b, SV(BUNDLE_MANIFEST), str_sv(&manifest), e) &&
             tree_finish(b->work.ptr, b->path.ptr, e);
    if (ok)
        str_clear(&b->work);
    str_release(&manifest);
    return ok;
}

void bundle_sweep(const char *folder)
{
    tree_sweep(folder, STEM);
}
