#include <stdlib.h>

#include "cmd/desk/receive_steps.h"
#include "cmd/output.h"
#include "store/file.h"
#include "store/folder.h"
#include "store/path.h"

struct finder {
    const struct receive_order *order;
    struct sources *out;
    received_fn *refuse;
    void *context;
};

void sources_release(struct sources *list)
{
    for (size_t i = 0; i < list->len; i++)
        str_release(&list->ptr[i].path);
    vec_release(list);
}

static void refuse_path(const struct finder *f, const char *path, struct err *e)
{
    struct received r = {.class = e->class};
    r.taking = e->class == ERR_IO ? TAKE_FAILED : TAKE_REFUSED;
    path_add_shown(&r.file, sv_from(path));
    str_add_f(&r.why, "%s：%s", r.file.ptr, e->message.ptr);
    f->refuse(f->context, &r);
    received_release(&r);
    err_clear(e);
}

static void refuse_desk(const struct finder *f, const char *path)
{
    struct err e = {0};
    err_set(&e, ERR_REFUSED, "%s",
            _("这是办公夹，不是送来的件，没有收。要报市，请先用 tianbiao desk bundle "
              "做成报送件。"));
    refuse_path(f, path, &e);
}

static void add(const struct finder *f, struct sv path, bool bundle, bool named)
{
    struct source *s = vec_add(f->out);
    str_set(&s->path, path);
    s->bundle = bundle;
    s->named = named;
}

/* Whatever the case of its ASCII letters. */
static bool ends_in(struct sv path, struct sv suffix)
{
    if (path.len < suffix.len)
        return false;
    for (size_t i = 0; i < suffix.len; i++) {
        char c = path.ptr[path.len - suffix.len + i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if (c != suffix.ptr[i])
            return false;
    }
    return true;
}

/* Looking into an archive for a bundle's manifest costs reading it: only where bundles come. */
static bool is_archived_bundle(const struct finder *f, const char *path)
{
    return f->order->at->desk.role == ROLE_CITY && ends_in(sv_from(path), SV(".zip")) &&
           bundle_is_here(path);
}

/* ---- below a folder ---- */

/* Folders whose files are one thing together: bundles, and desks, which are nothing that was
 * brought. */
struct root {
    struct sv path;
    bool desk;
};

VEC_TYPE(roots, struct root);

static int by_path(const void *a, const void *b)
{
    const struct root *x = a, *y = b;
    return sv_cmp(x->path, y->path);
}

static void find_roots(const struct folder_entries *files, struct roots *out)
{
    for (size_t i = 0; i < files->len; i++) {
        struct sv path = str_sv(&files->ptr[i].path), name = path_name(path);
        bool desk = sv_eq(name, SV("desk.yaml"));
        if (desk || sv_eq(name, SV(BUNDLE_MANIFEST)))
            vec_push(out, (struct root){path_folder(path), desk});
    }
    if (out->len)
        qsort(out->ptr, out->len, sizeof *out->ptr, by_path);
}

/* The outermost root above a file, NULL: none. */
static const struct root *root_above(const struct roots *roots, struct sv path)
{
    const struct root *found = NULL;
    for (struct sv at = path_folder(path); roots->len && at.len > 1; at = path_folder(at)) {
        struct root key = {.path = at};
        const struct root *here =
            bsearch(&key, roots->ptr, roots->len, sizeof *roots->ptr, by_path);
        if (here)
            found = here;
        if (sv_eq(at, path_folder(at)))
            break;
    }
    return found;
}

/* Is it the file by which the root is known. */
static bool is_head_of(const struct root *root, struct sv path)
{
    struct sv head = root->desk ? SV("desk.yaml") : SV(BUNDLE_MANIFEST);
    return sv_eq(path_folder(path), root->path) && sv_eq(path_name(path), head);
}

/* A root is taken, or refused, once: all that is in it goes with it. */
static void take_root(const struct finder *f, const struct root *root)
{
    struct str at = {0};
    str_set(&at, root->path);
    if (root->desk)
        refuse_desk(f, at.ptr);
    else
        add(f, root->path, true, true);
    str_release(&at);
}

static void take_found(const struct finder *f, const struct roots *roots, struct sv path)
{
    const struct root *root = root_above(roots, path);
    struct str at = {0};
    str_set(&at, path);
    if (root && is_head_of(root, path))
        take_root(f, root);
    else if (!root && (ends_in(path, SV(".zip")) || ends_in(path, SV(".yaml"))))
        add(f, path, is_archived_bundle(f, at.ptr), false);
    str_release(&at);
}

static void find_below(const struct finder *f, const char *path)
{
    struct folder_entries files = {0}, skipped = {0};
    struct roots roots = {0};
    struct err e = {0};
    if (!folder_walk(path, SV(""), &files, &skipped, &e))
        refuse_path(f, path, &e);
    find_roots(&files, &roots);
    for (size_t i = 0; i < files.len; i++)
        take_found(f, &roots, str_sv(&files.ptr[i].path));
    for (size_t i = 0; i < skipped.len; i++) {
        err_set(&e, ERR_IO, "%s", _("没有权限读这个文件夹，里面的没有收。"));
        refuse_path(f, skipped.ptr[i].path.ptr, &e);
    }
    vec_release(&roots);
    folder_entries_release(&files);
    folder_entries_release(&skipped);
}

/* ---- each once ---- */

struct real {
    char *path; /* links resolved; the way it was given where that cannot be told */
    size_t index;
};

static int by_real(const void *a, const void *b)
{
    const struct real *x = a, *y = b;
    int order = strcmp(x->path, y->path);
    return order ? order : x->index < y->index ? -1 : x->index > y->index;
}

static int by_index(const void *a, const void *b)
{
    const struct real *x = a, *y = b;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* Of those that are one file the first stays. */
static void keep_each_once(struct sources *list)
{
    VEC(struct real) all = {0};
    struct sources once = {0};
    size_t kept = 0;
    for (size_t i = 0; i < list->len; i++) {
        char *path = realpath(list->ptr[i].path.ptr, NULL);
        if (!path) {
            struct str same = {0};
            str_set(&same, str_sv(&list->ptr[i].path));
            path = str_detach(&same);
        }
        vec_push(&all, (struct real){path, i});
    }
    if (all.len)
        qsort(all.ptr, all.len, sizeof *all.ptr, by_real);
    for (size_t i = 0; i < all.len; i++) {
        if (kept == 0 || strcmp(all.ptr[kept - 1].path, all.ptr[i].path) != 0)
            all.ptr[kept++] = all.ptr[i];
        else
            free(all.ptr[i].path);
    }
    if (kept)
        qsort(all.ptr, kept, sizeof *all.ptr, by_index);
    for (size_t i = 0; i < kept; i++) {
        struct source *s = &list->ptr[all.ptr[i].index];
        vec_push(&once, *s);
        s->path = (struct str){0};
        free(all.ptr[i].path);
    }
    vec_release(&all);
    sources_release(list);
    *list = once;
}

/* ---- operands ---- */

static void find_one(const struct finder *f, const char *path)
{
    struct err e = {0};
    if (!file_exists(path)) {
        err_set(&e, ERR_IO, "%s", _("没有这个文件或文件夹。"));
        refuse_path(f, path, &e);
    } else if (!file_is_folder(path)) {
        add(f, sv_from(path), is_archived_bundle(f, path), true);
    } else if (desk_is_here(path)) {
        refuse_desk(f, path);
    } else if (bundle_is_here(path)) {
        add(f, sv_from(path), true, true);
    } else {
        find_below(f, path);
    }
}

void sources_find(const struct receive_order *order, struct sources *out, received_fn *refuse,
                  void *context)
{
    struct finder f = {order, out, refuse, context};
    for (size_t i = 0; i < order->count; i++)
        find_one(&f, order->paths[i]);
    keep_each_once(out);
}
