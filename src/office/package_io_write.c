#include "base/i18n.h"
#include "codec/digest.h"
#include "draft/finals.h"
#include "office/package_io.h"
#include "store/yaml_write.h"

/* ---- what it says ---- */

static struct sv answer(const struct draft *d, uint32_t field)
{
    return field == NO_FIELD ? SV("") : sv_trim(draft_text(d, (struct place){field, 0}));
}

void package_describe(struct package *p, const struct draft *d, struct sv code)
{
    const struct form_desk *desk = &d->form->desk;
    const struct final *last = code.len ? finals_last(d) : NULL;
    str_set(&p->form, d->form->id);
    p->form_version = d->form_version;
    str_set(&p->draft_id, str_sv(&d->id));
    p->revision = last ? last->revision : d->revision;
    str_set(&p->code, code);
    str_set(&p->name, answer(d, desk->name));
    str_set(&p->title, answer(d, desk->title));
    str_set(&p->county, answer(d, desk->county));
}

void package_add(struct package *p, enum package_part what, struct sv path, struct sv bytes)
{
    struct package_file *file = vec_add(&p->files);
    str_set(&file->path, path);
    str_set(&file->what, package_part_name(what));
    file->bytes = bytes;
}

void package_add_named(struct package *p, struct sv name, struct sv bytes)
{
    struct str path = {0};
    size_t number = 1;
    for (size_t i = 0; i < p->files.len; i++)
        number += p->files.ptr[i].name.len > 0;
    package_add_path(&path, number, name);
    package_add(p, PACKAGE_PART_FILE, str_sv(&path), bytes);
    str_set(&p->files.ptr[p->files.len - 1].name, name);
    str_release(&path);
}

/* ---- the manifest ---- */

static void add_text(struct arena *a, struct yaml_want *map, const char *key, struct sv text)
{
    yaml_want_add(map, sv_from(key), yaml_want_new(a, WANT_SCALAR))->text = text;
}

static void add_number(struct arena *a, struct yaml_want *map, const char *key, int64_t number)
{
    struct str text = {0};
    str_add_f(&text, "%lld", (long long)number);
    struct yaml_want *want = yaml_want_add(map, sv_from(key), yaml_want_new(a, WANT_SCALAR));
    want->text = arena_copy(a, str_sv(&text));
    want->bare = true;
    str_release(&text);
}

static void want_file(struct arena *a, struct yaml_want *list, const struct package_file *file)
{
    struct yaml_want *map = yaml_want_add(list, SV(""), yaml_want_new(a, WANT_MAP));
    struct digest digest = digest_of(file->bytes);
    struct str hex = {0};
    digest_add_hex(&hex, &digest);
    add_text(a, map, "path", str_sv(&file->path));
    if (file->name.len)
        add_text(a, map, "name", str_sv(&file->name));
    add_text(a, map, "what", str_sv(&file->what));
    add_number(a, map, "bytes", (int64_t)file->bytes.len);
    add_text(a, map, "sha256", arena_copy(a, str_sv(&hex)));
    str_release(&hex);
}

static void add_manifest(struct str *out, const struct package *p)
{
    struct arena a = {0};
    struct yaml_want *root = yaml_want_new(&a, WANT_MAP), *list = yaml_want_new(&a, WANT_LIST);
    add_number(&a, root, "tianbiao_package", 1);
    add_text(&a, root, "form", str_sv(&p->form));
    add_number(&a, root, "form_version", p->form_version);
    add_text(&a, root, "draft_id", str_sv(&p->draft_id));
    add_number(&a, root, "revision", p->revision);
    add_text(&a, root, "code", str_sv(&p->code));
    add_text(&a, root, "name", str_sv(&p->name));
    add_text(&a, root, "title", str_sv(&p->title));
    add_text(&a, root, "county", str_sv(&p->county));
    add_text(&a, root, "packed", str_sv(&p->time));
    if (p->bare)
        add_text(&a, root, "bare", SV("yes"));
    yaml_want_add(root, SV("files"), list);
    for (size_t i = 0; i < p->files.len; i++)
        want_file(&a, list, &p->files.ptr[i]);
    yaml_add_map(out, root, 0);
    arena_release(&a);
}

/* ---- the archive ---- */

/* Lends the archive bytes that are somebody else's: released are the names alone. Scans and
 * pictures are packed already, and what is large stays as it is, so that nothing unpacks to more
 * than a reader allows. */
static void lend(struct zip *z, struct sv name, struct sv bytes, bool text)
{
    struct zip_entry *entry = vec_add(&z->entries);
    str_set(&entry->name, name);
    entry->bytes = (struct str){.ptr = (char *)(uintptr_t)bytes.ptr, .len = bytes.len};
    entry->deflate = text && bytes.len <= ZIP_FREE_BYTES;
}

static void release_lent(struct zip *z)
{
    for (size_t i = 0; i < z->entries.len; i++)
        str_release(&z->entries.ptr[i].name);
    vec_release(&z->entries);
}

static bool write_archive(const struct package *p, struct str *out, struct err *e)
{
    struct zip z = {0};
    struct str manifest = {0};
    add_manifest(&manifest, p);
    lend(&z, SV(PACKAGE_MANIFEST), str_sv(&manifest), true);
    for (size_t i = 0; i < p->files.len; i++) {
        const struct package_file *file = &p->files.ptr[i];
        lend(&z, str_sv(&file->path), file->bytes, file->name.len == 0);
    }
    bool ok = zip_write(&z, out, e);
    release_lent(&z);
    str_release(&manifest);
    return ok;
}

static bool names_do(const struct package *p, struct err *e)
{
    VEC(struct sv) names = {0};
    for (size_t i = 0; i < p->files.len; i++)
        if (p->files.ptr[i].name.len)
            vec_push(&names, str_sv(&p->files.ptr[i].name));
    bool ok = names.len == 0 || package_names_good(names.ptr, names.len, e);
    if (ok && names.len > PACKAGE_MOST_FILES)
        ok = err_set(e, ERR_REFUSED, _("草稿里记了 %zu 个文件，一个送审包最多放 %d 个。"),
                     names.len, PACKAGE_MOST_FILES);
    vec_release(&names);
    return ok;
}

/* What is written is read back: a package that a desk would refuse is none. */
bool package_write(const struct package *p, struct str *out, struct err *e)
{
    struct str bytes = {0};
    struct package back = {0};
    bool ok = names_do(p, e) && write_archive(p, &bytes, e) &&
              package_read(str_sv(&bytes), _("送审包"), &back, e);
    if (ok)
        str_add(out, str_sv(&bytes));
    package_release(&back);
    str_release(&bytes);
    return ok;
}
