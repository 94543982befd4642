#include "office/bundle_io.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "codec/digest.h"
#include "codec/zip_frame.h"
#include "office/desk_io.h"
#include "office/note_io.h"
#include "store/file.h"
#include "store/folder.h"
#include "store/path.h"
#include "store/tree.h"

enum {
    FORMAT = 1,
    DIGEST_DIGITS = 64,
    HEAD_BYTES = 64, /* of an archive: enough for the name of its first entry */
};

static void release_case(struct bundle_case *c)
{
    struct str *const texts[] = {&c->id,         &c->name,    &c->code,  &c->title,
                                 &c->check_code, &c->package, &c->review};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        str_release(texts[i]);
}

void bundle_release(struct bundle *b)
{
    struct str *const texts[] = {&b->form,  &b->county, &b->office, &b->contact, &b->phone,
                                 &b->round, &b->time,   &b->path,   &b->work};
    if (b->work.len)
        tree_remove(b->work.ptr);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        str_release(texts[i]);
    for (size_t i = 0; i < b->cases.len; i++)
        release_case(&b->cases.ptr[i]);
    for (size_t i = 0; i < b->files.len; i++) {
        str_release(&b->files.ptr[i].path);
        str_release(&b->files.ptr[i].digest);
    }
    vec_release(&b->cases);
    vec_release(&b->files);
    zip_release(&b->zip);
    *b = (struct bundle){0};
}

void bundle_troubles_release(struct bundle_troubles *list)
{
    for (size_t i = 0; i < list->len; i++)
        str_release(&list->ptr[i]);
    vec_release(list);
}

/* ---- names ---- */

static bool is_name(struct sv name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == '-' || c == '_' || (c == '.' && i)))
            return false;
    }
    return name.len > 0 && name.len <= MOST_SHORT && name.ptr[name.len - 1] != '.';
}

bool bundle_name_is_good(struct sv path)
{
    struct sv name = path_name(path);
    if (name.len == path.len)
        return is_name(name);
    return is_name(name) && is_name(sv_sub(path, 0, path.len - name.len - 1));
}

static int by_path(const void *a, const void *b)
{
    const struct bundle_file *x = a, *y = b;
    return sv_cmp(str_sv(&x->path), str_sv(&y->path));
}

static const struct bundle_file *find_file(const struct bundle *b, struct sv path)
{
    struct bundle_file key = {.path = {(char *)(uintptr_t)path.ptr, path.len, 0}};
    return b->files.len ? bsearch(&key, b->files.ptr, b->files.len, sizeof *b->files.ptr, by_path)
                        : NULL;
}

/* ---- the manifest ---- */

struct reading {
    const char *name; /* of the manifest, for messages */
    struct bundle *out;
    struct err *e;
};

static bool refuse(const struct reading *r, const struct yaml_node *node, const char *why)
{
    return record_refuse(node, r->name, r->e, why);
}

struct line {
    struct sv key;
    struct str *to;
    size_t most;
};

static bool read_lines(const struct reading *r, const struct yaml_node *map,
                       const struct line *lines, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!record_line(map, lines[i].key, lines[i].most, r->name, lines[i].to, r->e))
            return false;
    return true;
}

static bool read_head(const struct reading *r, const struct yaml_node *root)
{
    struct bundle *b = r->out;
    const struct line lines[] = {
        {SV("form"), &b->form, MOST_SHORT},    {SV("county"), &b->county, MOST_SHORT},
        {SV("office"), &b->office, MOST_LINE}, {SV("contact"), &b->contact, MOST_SHORT},
        {SV("phone"), &b->phone, MOST_SHORT},  {SV("round"), &b->round, MOST_SHORT},
        {SV("time"), &b->time, MOST_SHORT},
    };
    int64_t format;
    if (!root || root->kind != YAML_MAP || !yaml_get(root, SV("tianbiao_bundle")))
        return err_set(r->e, ERR_REFUSED, _("%s: 这不是报送件的清单。"), r->name);
    if (!record_number(root, SV("tianbiao_bundle"), (struct record_bounds){1, INT32_MAX, 0},
                       r->name, &format, r->e) ||
        !record_number(root, SV("form_version"), (struct record_bounds){1, INT32_MAX, 0}, r->name,
                       &b->form_version, r->e))
        return false;
    if (format > FORMAT)
        return refuse(r, yaml_get(root, SV("tianbiao_bundle")),
                      _("这是更新版本的程序做的报送件，请先升级本程序。"));
    if (!read_lines(r, root, lines, sizeof lines / sizeof lines[0]))
        return false;
    if (b->form.len == 0 || b->county.len == 0)
        return refuse(r, root, _("清单里没有写明是哪份表单、哪个县（市、区）的。"));
    return b->time.len == 0 || stamp_time_is_sound(str_sv(&b->time)) ||
           refuse(r, yaml_get(root, SV("time")), _("时间要写成 2024-06-01T09:00 这样。"));
}

static bool is_digest(struct sv text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!((text.ptr[i] >= '0' && text.ptr[i] <= '9') ||
              (text.ptr[i] >= 'a' && text.ptr[i] <= 'f')))
            return false;
    return text.len == DIGEST_DIGITS;
}

static bool read_file(const struct reading *r, const struct yaml_node *map)
{
    struct bundle_file *f = vec_add(&r->out->files);
    const struct line lines[] = {{SV("path"), &f->path, 2 * MOST_SHORT + 1},
                                 {SV("sha256"), &f->digest, DIGEST_DIGITS}};
    int64_t bytes;
    if (map->kind != YAML_MAP)
        return refuse(r, map, _("这里应当写明是哪个文件。"));
    if (!read_lines(r, map, lines, 2) ||
        !record_number(map, SV("bytes"), (struct record_bounds){0, ZIP_MAX_BYTES, -1}, r->name,
                       &bytes, r->e))
        return false;
    f->bytes = (uint64_t)bytes;
    if (!bundle_name_is_good(str_sv(&f->path)) || sv_eq(str_sv(&f->path), SV(BUNDLE_MANIFEST)))
        return refuse(r, map, _("文件名不能这样写。"));
    return is_digest(str_sv(&f->digest)) || refuse(r, map, _("sha256 应当是 64 位十六进制数字。"));
}

static bool read_case(const struct reading *r, const struct yaml_node *map)
{
    struct bundle_case *c = vec_add(&r->out->cases);
    const struct line lines[] = {
        {SV("id"), &c->id, MOST_SHORT},
        {SV("name"), &c->name, MOST_LINE},
        {SV("code"), &c->code, MOST_SHORT},
        {SV("title"), &c->title, MOST_LINE},
        {SV("check_code"), &c->check_code, MOST_SHORT},
        {SV("package"), &c->package, 2 * MOST_SHORT + 1},
        {SV("review"), &c->review, 2 * MOST_SHORT + 1},
    };
    int64_t revision;
    if (map->kind != YAML_MAP)
        return refuse(r, map, _("这里应当写明是哪一件。"));
    if (!read_lines(r, map, lines, sizeof lines / sizeof lines[0]) ||
        !record_number(map, SV("revision"), (struct record_bounds){0, INT32_MAX, 0}, r->name,
                       &revision, r->e))
        return false;
    c->revision = (uint32_t)revision;
    if (!case_id_is_good(str_sv(&c->id)))
        return refuse(r, map, _("件的编号应当是 8 到 64 位小写十六进制数字。"));
    if (!find_file(r->out, str_sv(&c->package)))
        return refuse(r, map, _("这一件的送审包不在文件清单里。"));
    return c->review.len == 0 || find_file(r->out, str_sv(&c->review)) ||
           refuse(r, map, _("这一件的审核记录不在文件清单里。"));
}

static bool read_list(const struct reading *r, const struct yaml_node *root, struct sv key,
                      size_t most, bool (*take)(const struct reading *, const struct yaml_node *))
{
    const struct yaml_node *list = yaml_get(root, key);
    if (!list)
        return true;
    if (list->kind != YAML_LIST || list->count > most)
        return refuse(r, list, _("这里应当是一张清单，而且不能太长。"));
    for (const struct yaml_node *item = list->first; item; item = item->next)
        if (!take(r, item))
            return false;
    return true;
}

static int by_id(const void *a, const void *b)
{
    const struct sv *x = a, *y = b;
    return sv_cmp(*x, *y);
}

static bool no_case_twice(const struct reading *r, const struct yaml_node *root)
{
    VEC(struct sv) ids = {0};
    size_t i = 1;
    for (size_t n = 0; n < r->out->cases.len; n++)
        vec_push(&ids, str_sv(&r->out->cases.ptr[n].id));
    if (ids.len)
        qsort(ids.ptr, ids.len, sizeof *ids.ptr, by_id);
    while (i < ids.len && !sv_eq(ids.ptr[i], ids.ptr[i - 1]))
        i++;
    bool ok = i >= ids.len;
    vec_release(&ids);
    return ok || refuse(r, yaml_get(root, SV("cases")), _("有一件列了两次。"));
}

static bool read_files(const struct reading *r, const struct yaml_node *root)
{
    if (!read_list(r, root, SV("files"), BUNDLE_MAX_FILES, read_file))
        return false;
    if (r->out->files.len)
        qsort(r->out->files.ptr, r->out->files.len, sizeof *r->out->files.ptr, by_path);
    for (size_t i = 1; i < r->out->files.len; i++)
        if (by_path(&r->out->files.ptr[i - 1], &r->out->files.ptr[i]) == 0)
            return refuse(r, yaml_get(root, SV("files")), _("有一个文件列了两次。"));
    return true;
}

bool bundle_parse(struct sv source, const char *name, struct bundle *out, struct err *e)
{
    struct yaml_doc doc;
    struct err trouble = {0};
    struct reading r = {name, out, &trouble};
    if (!yaml_read(source, name, &doc, e))
        return false;
    bool ok = read_head(&r, doc.root) && read_files(&r, doc.root) &&
              read_list(&r, doc.root, SV("cases"), BUNDLE_MAX_CASES, read_case) &&
              no_case_twice(&r, doc.root);
    yaml_release(&doc);
    if (!ok) {
        bundle_release(out);
        err_set(e, trouble.class, "%s", trouble.message.ptr);
    }
    err_clear(&trouble);
    return ok;
}

/* ---- opening ---- */

static void manifest_path(struct str *out, const char *path)
{
    path_join(out, sv_from(path), SV(BUNDLE_MANIFEST));
}

static bool has_manifest(const char *path)
{
    struct str bytes = {0};
    struct zip_members members = {0};
    bool found = false;
    if (file_read(path, ZIP_MAX_BYTES, &bytes, NULL) &&
        zip_frame(str_sv(&bytes), &zip_limits_usual, &members, NULL))
        for (size_t i = 0; !found && i < members.len; i++)
            found = sv_eq(members.ptr[i].name, SV(BUNDLE_MANIFEST));
    vec_release(&members);
    str_release(&bytes);
    return found;
}

bool bundle_is_here(const char *path)
{
    struct str at = {0};
    bool here;
    if (file_is_folder(path)) {
        manifest_path(&at, path);
        here = file_exists(at.ptr);
    } else {
        struct sv head = SV("PK\3\4"), first;
        here = file_read_head(path, HEAD_BYTES, &at, NULL) && sv_starts(str_sv(&at), head);
        /* Ours begin with it; in one that was packed by hand it may stand anywhere. */
        first = here ? sv_from_offset(str_sv(&at), ZIP_LOCAL_SIZE) : SV("");
        here = here && (sv_starts(first, SV(BUNDLE_MANIFEST)) || has_manifest(path));
    }
    str_release(&at);
    return here;
}

/* The folders its files lie in are folders, no links to others. */
static bool folders_are_real(const struct bundle *b, struct err *e)
{
    struct str at = {0};
    struct sv last = SV("");
    bool ok = true;
    for (size_t i = 0; ok && i < b->files.len; i++) {
        struct folder_entries entries = {0};
        struct sv path = str_sv(&b->files.ptr[i].path), folder = path_folder(path);
        if (folder.len >= path.len || sv_eq(folder, last) || sv_eq(folder, SV(".")))
            continue;
        last = folder;
        path_join(&at, str_sv(&b->path), folder);
        ok = folder_list_own(at.ptr, &entries, e);
        folder_entries_release(&entries);
    }
    str_release(&at);
    return ok;
}

static bool open_folder(const char *path, struct bundle *out, struct err *e)
{
    struct str at = {0}, source = {0};
    manifest_path(&at, path);
    bool ok = file_read_itself(at.ptr, YAML_MAX_BYTES, &source, NULL, e) &&
              bundle_parse(str_sv(&source), at.ptr, out, e);
    if (ok) {
        str_set(&out->path, sv_from(path));
        ok = folders_are_real(out, e);
        if (!ok)
            bundle_release(out);
    }
    str_release(&at);
    str_release(&source);
    return ok;
}

static bool open_archive(const char *path, struct bundle *out, struct err *e)
{
    struct str bytes = {0}, shown = {0};
    struct zip zip = {0};
    const struct zip_entry *manifest = NULL;
    path_add_shown(&shown, sv_from(path));
    bool ok = file_read(path, ZIP_MAX_BYTES, &bytes, e);
    if (ok && !zip_read(str_sv(&bytes), NULL, &zip, e)) {
        err_prefix(e, "%s：", shown.ptr);
        ok = false;
    }
    if (ok && !(manifest = zip_find(&zip, SV(BUNDLE_MANIFEST))))
        ok =
            err_set(e, ERR_REFUSED, _("%s：里面没有 %s，不是报送件。"), shown.ptr, BUNDLE_MANIFEST);
    ok = ok && manifest && bundle_parse(str_sv(&manifest->bytes), shown.ptr, out, e);
    if (ok) {
        str_set(&out->path, sv_from(path));
        out->archive = true;
        out->zip = zip;
    } else {
        zip_release(&zip);
    }
    str_release(&bytes);
    str_release(&shown);
    return ok;
}

bool bundle_read(const char *path, struct bundle *out, struct err *e)
{
    return (file_is_folder(path) ? open_folder : open_archive)(path, out, e);
}

/* ---- its files ---- */

static bool is_altered(const struct bundle *b, const struct bundle_file *f, struct err *e)
{
    return err_set(e, ERR_REFUSED,
                   _("%s：%s 和清单里的不一样，在路上损坏了或者被改动过。请县里重新报送。"),
                   b->path.ptr, f->path.ptr);
}

static bool fetch(const struct bundle *b, const struct bundle_file *f, struct str *out,
                  struct err *e)
{
    struct str at = {0};
    struct err why = {0};
    if (b->archive) {
        const struct zip_entry *entry = zip_find(&b->zip, str_sv(&f->path));
        if (entry)
            str_set(out, str_sv(&entry->bytes));
        return entry || err_set(e, ERR_REFUSED, _("%s：清单里的 %s 不见了，请县里重新报送。"),
                                b->path.ptr, f->path.ptr);
    }
    path_join(&at, str_sv(&b->path), str_sv(&f->path));
    bool ok = file_read_itself(at.ptr, f->bytes, out, NULL, &why);
    if (!ok && why.class == ERR_REFUSED)
        is_altered(b, f, e); /* it is longer than the list says */
    else if (!ok)
        err_set(e, why.class, "%s", why.message.ptr);
    err_clear(&why);
    str_release(&at);
    return ok;
}

bool bundle_get(const struct bundle *b, struct sv path, struct str *out, struct err *e)
{
    const struct bundle_file *f = find_file(b, path);
    struct str digest = {0};
    str_clear(out);
    if (!f)
        return err_set(e, ERR_REFUSED, _("%s：清单里没有 %.*s。"), b->path.ptr, SV_ARG(path));
    if (!fetch(b, f, out, e)) {
        str_clear(out);
        return false;
    }
    struct digest d = digest_of(str_sv(out));
    digest_add_hex(&digest, &d);
    bool ok = out->len == f->bytes && sv_eq(str_sv(&digest), str_sv(&f->digest));
    str_release(&digest);
    if (ok)
        return true;
    str_clear(out);
    return is_altered(b, f, e);
}

/* ---- all of it ---- */

static void tell(struct bundle_troubles *out, struct sv text)
{
    str_add(vec_add(out), text);
}

static void tell_unlisted(const struct bundle *b, struct sv path, struct bundle_troubles *out)
{
    struct str shown = {0};
    bool listed = sv_eq(path, SV(BUNDLE_MANIFEST)) || find_file(b, path);
    path_add_shown(&shown, path);
    if (!listed)
        str_add_f(vec_add(out), _("%s：清单里没有 %s，没有用它。"), b->path.ptr, shown.ptr);
    str_release(&shown);
}

static void look_in_folder(const struct bundle *b, struct bundle_troubles *out)
{
    struct folder_entries found = {0}, skipped = {0};
    struct err e = {0};
    if (!folder_walk(b->path.ptr, SV(""), &found, &skipped, &e))
        tell(out, str_sv(&e.message));
    for (size_t i = 0; i < found.len; i++) {
        struct sv path = sv_from_offset(str_sv(&found.ptr[i].path), b->path.len);
        tell_unlisted(b, sv_starts(path, SV("/")) ? sv_from_offset(path, 1) : path, out);
    }
    err_clear(&e);
    folder_entries_release(&found);
    folder_entries_release(&skipped);
}

void bundle_verify(const struct bundle *b, struct bundle_troubles *out)
{
    struct str bytes = {0};
    for (size_t i = 0; i < b->files.len; i++) {
        struct err e = {0};
        if (!bundle_get(b, str_sv(&b->files.ptr[i].path), &bytes, &e))
            tell(out, str_sv(&e.message));
        err_clear(&e);
    }
    str_release(&bytes);
    if (b->archive)
        for (size_t i = 0; i < b->zip.entries.len; i++)
            tell_unlisted(b, str_sv(&b->zip.entries.ptr[i].name), out);
    else
        look_in_folder(b, out);
}
