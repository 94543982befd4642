#include "office/package_io.h"

#include "base/date.h"
#include "base/i18n.h"
#include "codec/digest.h"
#include "draft/draft_io.h"
#include "draft/file_names.h"
#include "draft/finals.h"
#include "draft/naming.h"
#include "out/code.h"
#include "store/yaml_read.h"

enum { MOST_TEXT = 64 << 10, LEAST_ID = 8, MOST_ID = 64, SHOWN = 60, TIME_LEN = 16 };

/* ---- finding and ending ---- */

bool package_looks_like(struct sv bytes)
{
    return sv_starts(bytes, SV("PK\x03\x04"));
}

const struct package_file *package_find(const struct package *p, struct sv path)
{
    for (size_t i = 0; i < p->files.len; i++)
        if (sv_eq(str_sv(&p->files.ptr[i].path), path))
            return &p->files.ptr[i];
    return NULL;
}

const struct package_file *package_named(const struct package *p, struct sv name)
{
    for (size_t i = 0; name.len && i < p->files.len; i++)
        if (sv_eq(str_sv(&p->files.ptr[i].name), name))
            return &p->files.ptr[i];
    return NULL;
}

void package_release(struct package *p)
{
    struct str *const texts[] = {&p->form,  &p->draft_id, &p->code, &p->name,
                                 &p->title, &p->county,   &p->time};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        str_release(texts[i]);
    for (size_t i = 0; i < p->files.len; i++) {
        struct package_file *file = &p->files.ptr[i];
        str_release(&file->path);
        str_release(&file->name);
        str_release(&file->digest);
        str_release(&file->what);
    }
    vec_release(&p->files);
    zip_release(&p->zip);
    *p = (struct package){0};
}

/* ---- reading ---- */

/* A package being proved, and how it is called. */
struct proof {
    const char *name;
    struct package *p;
    struct err *e;
    struct str shown; /* what a message quotes */
};

static const char *shown(struct proof *f, struct sv text)
{
    str_clear(&f->shown);
    naming_add_quoted(&f->shown, text, SHOWN);
    return f->shown.ptr ? f->shown.ptr : "";
}

/* Says what is wrong with it, and what the one who got it can do. */
static bool refuse(struct proof *f, const char *format, ...) __attribute__((format(printf, 2, 3)));

static bool refuse(struct proof *f, const char *format, ...)
{
    struct str what = {0};
    va_list args;
    va_start(args, format);
    str_add_vf(&what, format, args);
    va_end(args);
    err_set(f->e, ERR_REFUSED, _("%s：%s请让送来的人重新做一个送审包。"), f->name, what.ptr);
    str_release(&what);
    return false;
}

/* Puts the name before what others said. */
static bool named(struct proof *f)
{
    err_prefix(f->e, "%s：", f->name);
    return false;
}

static bool is_hex(struct sv text, size_t least, size_t most)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if ((c < '0' || c > '9') && (c < 'a' || c > 'f'))
            return false;
    }
    return text.len >= least && text.len <= most;
}

/* YYYY-MM-DDTHH:MM */
static bool is_time(struct sv text)
{
    struct date day;
    int64_t number;
    return text.len == TIME_LEN && date_parse(sv_sub(text, 0, 10), &day) && day.day &&
           text.ptr[10] == 'T' && text.ptr[13] == ':' &&
           sv_number(sv_sub(text, 11, 13), 0, 23, &number) &&
           sv_number(sv_sub(text, 14, 16), 0, 59, &number);
}

static bool is_code(struct sv text)
{
    struct str read = {0};
    unsigned group;
    enum code_answer answer = code_read(text, &read, &group);
    bool ok = (answer == CODE_GOOD || answer == CODE_NEWER) && sv_eq(str_sv(&read), text);
    str_release(&read);
    return ok;
}

/* ---- the manifest ---- */

static bool read_texts(struct proof *f, const struct yaml_node *root)
{
    struct package *p = f->p;
    const struct {
        const char *key;
        struct str *to;
    } rows[] = {{"form", &p->form},  {"draft_id", &p->draft_id}, {"code", &p->code},
                {"name", &p->name},  {"title", &p->title},       {"county", &p->county},
                {"packed", &p->time}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct yaml_node *node = yaml_get(root, sv_from(rows[i].key));
        if (!node || node->kind != YAML_SCALAR || node->text.len > MOST_TEXT)
            return refuse(f, _("清单里的“%s”没有写，或者写得不对。"),
                          shown(f, sv_from(rows[i].key)));
        str_set(rows[i].to, yaml_prose(node));
    }
    p->bare = sv_eq(yaml_get_text(root, SV("bare")), SV("yes"));
    return true;
}

static bool read_identity(struct proof *f, const struct yaml_node *root)
{
    struct package *p = f->p;
    int64_t revision;
    if (!sv_number(yaml_get_text(root, SV("form_version")), 1, UINT32_MAX, &p->form_version))
        return refuse(f, _("清单里的“%s”没有写，或者写得不对。"), shown(f, SV("form_version")));
    if (!sv_number(yaml_get_text(root, SV("revision")), 0, FINAL_MOST_REVISION, &revision))
        return refuse(f, _("清单里的“%s”没有写，或者写得不对。"), shown(f, SV("revision")));
    p->revision = (uint32_t)revision;
    if (!is_hex(str_sv(&p->draft_id), LEAST_ID, MOST_ID))
        return refuse(f, _("草稿的编号“%s”不是 8 到 64 个十六进制数字。"),
                      shown(f, str_sv(&p->draft_id)));
    if (!is_time(str_sv(&p->time)))
        return refuse(f, _("打包的时间“%s”不是时间。"), shown(f, str_sv(&p->time)));
    if (p->code.len ? !is_code(str_sv(&p->code)) : !p->bare)
        return refuse(f, _("清单里的校验码“%s”不是校验码。"), shown(f, str_sv(&p->code)));
    return true;
}

static bool read_file(struct proof *f, const struct yaml_node *map)
{
    struct package_file *file = vec_add(&f->p->files);
    const struct zip_entry *entry = NULL;
    enum package_part what;
    int64_t bytes;
    str_set(&file->path, yaml_get_text(map, SV("path")));
    str_set(&file->name, yaml_get_text(map, SV("name")));
    str_set(&file->what, yaml_get_text(map, SV("what")));
    str_set(&file->digest, yaml_get_text(map, SV("sha256")));
    struct sv path = str_sv(&file->path);
    if (!package_part_by_name(str_sv(&file->what), &what) || !package_path_good(what, path) ||
        (what == PACKAGE_PART_FILE) != (file->name.len > 0))
        return refuse(f, _("清单里的“%s”不是送审包里该有的文件。"), shown(f, path));
    entry = zip_find(&f->p->zip, path);
    if (!entry)
        return refuse(f, _("清单里有“%s”，包里却没有。"), shown(f, path));
    file->bytes = str_sv(&entry->bytes);
    if (!sv_number(yaml_get_text(map, SV("bytes")), 0, ZIP_MAX_ENTRY_BYTES, &bytes) ||
        (size_t)bytes != file->bytes.len)
        return refuse(f, _("“%s”的大小和清单里写的不一样。"), shown(f, path));
    struct digest digest = digest_of(file->bytes);
    struct str hex = {0};
    digest_add_hex(&hex, &digest);
    bool same = sv_eq(str_sv(&hex), str_sv(&file->digest));
    str_release(&hex);
    return same ||
           refuse(f, _("“%s”的内容和清单里的摘要对不上：传送时坏了，或者改动过。"), shown(f, path));
}

static bool read_files(struct proof *f, const struct yaml_node *root)
{
    const struct yaml_node *list = yaml_get(root, SV("files"));
    if (!list || list->kind != YAML_LIST || list->count > ZIP_MAX_ENTRIES)
        return refuse(f, _("清单里的“%s”没有写，或者写得不对。"), shown(f, SV("files")));
    for (const struct yaml_node *item = list->first; item; item = item->next)
        if (!read_file(f, item))
            return false;
    return true;
}

static bool read_manifest(struct proof *f)
{
    const struct zip_entry *entry = zip_find(&f->p->zip, SV(PACKAGE_MANIFEST));
    struct yaml_doc doc;
    if (!entry)
        return err_set(
            f->e, ERR_REFUSED,
            _("%s：这不是送审包，里面没有清单（%s）。送审包用“tianbiao pack 草稿”来做。"), f->name,
            PACKAGE_MANIFEST);
    if (!yaml_read(str_sv(&entry->bytes), PACKAGE_MANIFEST, &doc, f->e))
        return named(f);
    struct sv version = yaml_get_text(doc.root, SV("tianbiao_package"));
    bool ok = sv_eq(version, SV("1")) ||
              err_set(f->e, ERR_REFUSED,
                      _("%s：清单的格式是“%s”，本程序只认得格式 1，请用新版本的程序打开。"),
                      f->name, shown(f, version));
    ok = ok && read_texts(f, doc.root) && read_identity(f, doc.root) && read_files(f, doc.root);
    yaml_release(&doc);
    return ok;
}

/* ---- all of it ---- */

static int compare_paths(const void *a, const void *b)
{
    const struct sv *x = a, *y = b;
    return sv_cmp(*x, *y);
}

/* Every listed file is there: so when none is listed twice and there are as many, none is more. */
static bool prove_list(struct proof *f)
{
    VEC(struct sv) paths = {0};
    bool ok = true;
    for (size_t i = 0; i < f->p->files.len; i++)
        vec_push(&paths, str_sv(&f->p->files.ptr[i].path));
    if (paths.len)
        qsort(paths.ptr, paths.len, sizeof *paths.ptr, compare_paths);
    for (size_t i = 1; ok && i < paths.len; i++)
        ok = !sv_eq(paths.ptr[i - 1], paths.ptr[i]) ||
             refuse(f, _("清单里“%s”写了两次。"), shown(f, paths.ptr[i]));
    for (size_t i = 0; ok && i < f->p->zip.entries.len; i++) {
        struct sv name = str_sv(&f->p->zip.entries.ptr[i].name);
        ok =
            sv_eq(name, SV(PACKAGE_MANIFEST)) ||
            (paths.len && bsearch(&name, paths.ptr, paths.len, sizeof *paths.ptr, compare_paths)) ||
            refuse(f, _("包里有“%s”，清单里却没有。"), shown(f, name));
    }
    vec_release(&paths);
    return ok;
}

static bool prove_names(struct proof *f)
{
    VEC(struct sv) names = {0};
    for (size_t i = 0; i < f->p->files.len; i++)
        if (f->p->files.ptr[i].name.len)
            vec_push(&names, str_sv(&f->p->files.ptr[i].name));
    bool ok = names.len == 0 || package_names_good(names.ptr, names.len, f->e);
    vec_release(&names);
    return ok || named(f);
}

static bool is_that_draft(const struct package *p, const struct draft_head *head)
{
    bool same = sv_eq(str_sv(&head->form), str_sv(&p->form)) &&
                head->form_version == p->form_version &&
                sv_eq(str_sv(&head->id), str_sv(&p->draft_id));
    if (p->code.len == 0)
        return same && head->revision == p->revision;
    return same && head->final.revision == p->revision &&
           sv_eq(str_sv(&head->final.code), str_sv(&p->code));
}

static bool prove_draft(struct proof *f)
{
    const struct package_file *file = package_find(f->p, SV(PACKAGE_DRAFT));
    struct draft_head head = {0};
    if (!file)
        return refuse(f, _("里面没有草稿（%s）。"), PACKAGE_DRAFT);
    if (!draft_read_head(file->bytes, PACKAGE_DRAFT, &head, f->e))
        return named(f);
    bool ok = true;
    if (head.demo)
        ok = err_set(f->e, ERR_REFUSED, _("%s：里面是演示数据，不能送审。"), f->name);
    else if (!is_that_draft(f->p, &head))
        ok = refuse(f, _("里面的草稿和清单说的不是同一份、同一稿。"));
    draft_head_release(&head);
    return ok;
}

bool package_read(struct sv bytes, const char *name, struct package *out, struct err *e)
{
    struct package read = {0};
    struct proof f = {.name = name, .p = &read, .e = e};
    bool ok = zip_read(bytes, NULL, &read.zip, e) || named(&f);
    ok = ok && read_manifest(&f) && prove_list(&f) && prove_names(&f) && prove_draft(&f);
    str_release(&f.shown);
    if (ok)
        *out = read;
    else
        package_release(&read);
    return ok;
}

/* ---- with the form ---- */

/* A draft carried over from another version may have lost places that name a file, or words. */
static bool carried(const struct proof *f, const struct draft *d)
{
    return f->p->form_version != d->form->version;
}

static bool prove_named(struct proof *f, const struct draft *d)
{
    struct named_files names = {0};
    bool whole = draft_file_names(d, PACKAGE_MOST_FILES, &names), ok = true;
    if (!whole)
        ok = refuse(f, _("草稿里记的文件太多。"));
    for (size_t i = 0; ok && i < names.len; i++)
        ok = f->p->bare || !names.ptr[i].relevant || package_named(f->p, names.ptr[i].name) ||
             refuse(f, _("草稿里记了“%s”，包里却没有。"), shown(f, names.ptr[i].name));
    for (size_t i = 0; ok && i < f->p->files.len && !carried(f, d); i++) {
        struct sv name = str_sv(&f->p->files.ptr[i].name);
        ok = name.len == 0 || named_file_find(&names, name) ||
             refuse(f, _("包里有“%s”，草稿里却没有记。"), shown(f, name));
    }
    vec_release(&names);
    return ok;
}

static bool prove_words(struct proof *f, const struct draft *d)
{
    struct package said = {0};
    package_describe(&said, d, SV(""));
    const struct package *p = f->p;
    bool ok = carried(f, d) || (sv_eq(str_sv(&said.name), str_sv(&p->name)) &&
                                sv_eq(str_sv(&said.title), str_sv(&p->title)) &&
                                sv_eq(str_sv(&said.county), str_sv(&p->county)));
    package_release(&said);
    return ok || refuse(f, _("清单里的单位、案例名称或县（市、区）和草稿里填的不一样。"));
}

bool package_fits(const struct package *p, const struct draft *d, const char *name, struct err *e)
{
    struct package lent = *p;
    struct proof f = {.name = name, .p = &lent, .e = e};
    bool ok = prove_named(&f, d) && prove_words(&f, d);
    str_release(&f.shown);
    return ok;
}
