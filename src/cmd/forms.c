#include "cmd/forms.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "form/form_load.h"
#include "store/file.h"
#include "store/folder.h"
#include "store/path.h"
#include "store/yaml_read.h"

struct forms {
    VEC(struct str) folders; /* real paths, in search order */
    VEC(struct found_form *) found;
    VEC(struct form *) loaded;
    size_t searched; /* folders looked into */
};

struct forms *forms_new(void)
{
    return xcalloc(1, sizeof(struct forms));
}

void forms_free(struct forms *forms)
{
    if (!forms)
        return;
    for (size_t i = 0; i < forms->folders.len; i++)
        str_release(&forms->folders.ptr[i]);
    for (size_t i = 0; i < forms->found.len; i++) {
        str_release(&forms->found.ptr[i]->path);
        err_clear(&forms->found.ptr[i]->trouble);
        free(forms->found.ptr[i]);
    }
    for (size_t i = 0; i < forms->loaded.len; i++)
        form_free(forms->loaded.ptr[i]);
    vec_release(&forms->folders);
    vec_release(&forms->found);
    vec_release(&forms->loaded);
    free(forms);
}

/* ---- where forms are ---- */

void form_paths_release(struct form_paths *list)
{
    for (size_t i = 0; i < list->len; i++)
        str_release(&list->ptr[i]);
    vec_release(list);
}

static void add_path(struct form_paths *out, struct sv folder)
{
    struct str path = {0};
    path_join(&path, folder, SV("form.yaml"));
    if (file_exists(path.ptr) && !file_is_folder(path.ptr))
        vec_push(out, path);
    else
        str_release(&path);
}

void form_paths_find(const char *path, struct form_paths *out)
{
    struct folder_entries entries = {0};
    size_t before = out->len;
    if (!file_is_folder(path)) {
        str_set(vec_add(out), sv_from(path));
        return;
    }
    add_path(out, sv_from(path));
    if (out->len > before || !folder_list(path, &entries, NULL))
        return;
    for (size_t i = 0; i < entries.len; i++)
        if (entries.ptr[i].is_folder)
            add_path(out, str_sv(&entries.ptr[i].path));
    folder_entries_release(&entries);
}

/* One folder may be reached in two ways: the build's link and the installation. */
static bool add_folder(struct forms *forms, const char *folder)
{
    char *real = realpath(folder, NULL);
    bool known = false;
    if (!real)
        return false;
    for (size_t i = 0; i < forms->folders.len; i++)
        known |= sv_eq(str_sv(&forms->folders.ptr[i]), sv_from(real));
    if (!known)
        str_set(vec_add(&forms->folders), sv_from(real));
    free(real);
    return true;
}

bool forms_add(struct forms *forms, const char *folder, struct err *e)
{
    if (file_is_folder(folder) && add_folder(forms, folder))
        return true;
    return err_set(e, ERR_IO, _("--form-path：没有文件夹 %s。"), folder);
}

static void add_environment(struct forms *forms)
{
    struct sv rest = sv_from(getenv("TIANBIAO_FORMS")), piece;
    while (sv_next(&rest, ':', &piece)) {
        struct str folder = {0};
        str_set(&folder, piece);
        if (piece.len)
            add_folder(forms, folder.ptr);
        str_release(&folder);
    }
}

static void add_beside_program(struct forms *forms)
{
    char program[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", program, sizeof program);
    struct str folder = {0};
    if (len <= 0 || (size_t)len >= sizeof program)
        return;
    path_join(&folder, path_folder(sv_make(program, (size_t)len)), SV("forms"));
    add_folder(forms, folder.ptr);
    str_release(&folder);
}

void forms_add_usual(struct forms *forms)
{
    add_environment(forms);
    add_beside_program(forms);
    add_folder(forms, PKGDATADIR "/forms");
}

static void search(struct forms *forms)
{
    for (; forms->searched < forms->folders.len; forms->searched++) {
        struct form_paths paths = {0};
        form_paths_find(forms->folders.ptr[forms->searched].ptr, &paths);
        for (size_t i = 0; i < paths.len; i++) {
            struct found_form *found = xcalloc(1, sizeof *found);
            str_move(&found->path, &paths.ptr[i]);
            vec_push(&forms->found, found);
        }
        form_paths_release(&paths);
    }
}

/* ---- loading ---- */

static void load(struct forms *forms, struct found_form *found)
{
    struct str source = {0};
    struct form *form;
    if (found->tried)
        return;
    found->tried = true;
    if (file_read(found->path.ptr, YAML_MAX_BYTES, &source, &found->trouble) &&
        form_load(str_sv(&source), found->path.ptr, &form, NULL, &found->trouble)) {
        found->form = form;
        vec_push(&forms->loaded, form);
    }
    str_release(&source);
}

static struct sv folder_name(const struct found_form *found)
{
    return path_name(path_folder(str_sv(&found->path)));
}

static bool has_id(const struct found_form *found, struct sv id)
{
    return found->form && sv_eq(found->form->id, id);
}

static bool is_second(const struct forms *forms, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (forms->found.ptr[at]->form &&
            has_id(forms->found.ptr[i], forms->found.ptr[at]->form->id))
            return true;
    return false;
}

void forms_all(struct forms *forms, struct found_forms *out)
{
    search(forms);
    for (size_t i = 0; i < forms->found.len; i++) {
        load(forms, forms->found.ptr[i]);
        if (!is_second(forms, i))
            vec_push(out, forms->found.ptr[i]);
    }
}

/* ---- finding ---- */

static const struct form *no_form(const struct forms *forms, struct sv id, struct err *e)
{
    struct str places = {0};
    for (size_t i = 0; i < forms->folders.len; i++)
        str_add_f(&places, "%s%s", i ? _("、") : "", forms->folders.ptr[i].ptr);
    err_set(e, ERR_USAGE, _("没有表单“%.*s”。找过这些地方：%s。用 --form-path 可以另外指定。"),
            SV_ARG(id), places.len ? places.ptr : _("（一个也没有）"));
    str_release(&places);
    return NULL;
}

static const struct form *in_trouble(const struct found_form *found, struct err *e)
{
    err_set(e, ERR_REFUSED, "%s", found->trouble.message.ptr);
    return NULL;
}

const struct form *forms_find(struct forms *forms, struct sv id, struct err *e)
{
    const struct found_form *broken = NULL;
    search(forms);
    /* Those whose folder has the name first; then any, as a folder may be named otherwise. */
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < forms->found.len; i++) {
            struct found_form *found = forms->found.ptr[i];
            bool named = sv_eq(folder_name(found), id);
            if (pass == 0 && !named)
                continue;
            load(forms, found);
            if (has_id(found, id))
                return found->form;
            if (named && !found->form && !broken)
                broken = found;
        }
        if (broken)
            return in_trouble(broken, e);
    }
    return no_form(forms, id, e);
}

const struct form *forms_open(struct forms *forms, const char *name, struct err *e)
{
    bool is_path = file_is_folder(name) || sv_ends(sv_from(name), SV(".yaml")) ||
                   sv_find_byte(sv_from(name), '/', 0) != SV_NONE;
    struct form_paths paths = {0};
    if (!is_path)
        return forms_find(forms, sv_from(name), e);
    form_paths_find(name, &paths);
    if (paths.len != 1) {
        form_paths_release(&paths);
        err_set(e, ERR_USAGE, _("%s 里没有 form.yaml，或不止一份。请写出是哪一份表单。"), name);
        return NULL;
    }
    struct found_form *found = xcalloc(1, sizeof *found);
    str_move(&found->path, &paths.ptr[0]);
    form_paths_release(&paths);
    vec_push(&forms->found, found);
    load(forms, found);
    if (found->form)
        return found->form;
    err_set(e, found->trouble.class, "%s", found->trouble.message.ptr);
    return NULL;
}

const struct form *forms_only(struct forms *forms, struct err *e)
{
    struct found_forms all = {0};
    struct str ids = {0};
    const struct form *only = NULL;
    size_t good = 0;
    forms_all(forms, &all);
    for (size_t i = 0; i < all.len; i++) {
        if (!all.ptr[i]->form)
            continue;
        only = all.ptr[i]->form;
        str_add_f(&ids, "%s%.*s", good++ ? _("、") : "", SV_ARG(only->id));
    }
    if (good != 1) {
        if (good == 0 && all.len)
            in_trouble(all.ptr[0], e);
        else if (good == 0)
            err_set(e, ERR_IO, "%s",
                    _("一份表单也没有找到。用 --form-path 可以指定表单的文件夹。"));
        else
            err_set(e, ERR_USAGE, _("表单不止一份，请用 --form 写明是哪一份：%s。"), ids.ptr);
        only = NULL;
    }
    vec_release(&all);
    str_release(&ids);
    return only;
}

void forms_adopt(struct forms *forms, struct form *take_form)
{
    vec_push(&forms->loaded, take_form);
}

bool forms_has_sample(struct forms *forms, const char *path)
{
    char *real = realpath(path, NULL);
    struct str folder = {0};
    bool found = false;
    search(forms);
    for (size_t i = 0; real && i < forms->found.len && !found; i++) {
        str_clear(&folder);
        path_join(&folder, path_folder(str_sv(&forms->found.ptr[i]->path)), SV("samples/"));
        found = sv_starts(sv_from(real), str_sv(&folder));
    }
    str_release(&folder);
    free(real);
    return found;
}
