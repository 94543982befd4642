#include "cmd/start_list.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "check/check.h"
#include "check/progress.h"
#include "cmd/drafts.h"
#include "cmd/forms.h"
#include "cmd/versions.h"
#include "office/returned_io.h"
#include "store/file.h"
#include "store/folder.h"
#include "store/path.h"
#include "store/settings.h"

enum {
    MOST_DRAFTS = 40,   /* listed at all */
    MOST_MEASURED = 12, /* opened to say how far they are: an old machine has a slow disk */
    MOST_RETURNED = 5,
};

struct maker {
    struct context *c;
    struct start_list *out;
    VEC(struct str) real; /* of the drafts listed: one may be reached by several names */
};

/* ---- drafts ---- */

/* Is it listed already, under whatever name; remembered if it is not. */
static bool is_listed(struct maker *m, const char *path)
{
    char *real = realpath(path, NULL);
    bool found = false;
    for (size_t i = 0; real && i < m->real.len; i++)
        found |= sv_eq(str_sv(&m->real.ptr[i]), sv_from(real));
    if (real && !found)
        str_set(vec_add(&m->real), sv_from(real));
    free(real);
    return found;
}

/* "链式案例  已完成 3/12 部分" */
static void add_progress(struct str *note, const struct opened *o)
{
    struct findings findings = {0};
    struct progress_list progress = {0};
    struct check_input in = {.draft = o->draft, .gate = GATE_FINAL};
    uint32_t done = 0, of = 0;
    check_run(&in, &findings);
    progress_make(o->draft, &findings, &progress);
    for (size_t i = 0; i < progress.len; i++) {
        of += progress.ptr[i].relevant;
        done += progress.ptr[i].relevant && progress.ptr[i].state == SECTION_DONE;
    }
    str_add_f(note, _("  已完成 %u/%u 部分"), done, of);
    findings_release(&findings);
    progress_release(&progress);
}

/* One whose form is not here can be looked at. */
static void describe_trouble(struct context *c, struct start_entry *entry, const struct err *e)
{
    struct str id = {0};
    entry->broken = !draft_form_missing(c, entry->path.ptr, &id);
    if (entry->broken)
        str_set(&entry->note, str_sv(&e->message));
    else
        str_add_f(&entry->note, _("不认识的表单“%.*s”，只能查看"), SV_ARG(str_sv(&id)));
    str_release(&id);
}

static void describe(struct context *c, struct start_entry *entry, bool measure)
{
    struct opened o = {0};
    struct err e = {0};
    if (!measure)
        return;
    if (!draft_open(c, entry->path.ptr, &o, &e)) {
        versions_add_hint(entry->path.ptr, &e);
        describe_trouble(c, entry, &e);
        err_clear(&e);
        return;
    }
    str_set(&entry->note, o.form->brief.len ? o.form->brief : o.form->title);
    add_progress(&entry->note, &o);
    if (versions_unsaved(&o))
        str_add(&entry->note, sv_from(_("  有没保存的内容，打开就能找回")));
    if (o.other_version)
        str_add_f(&entry->note, _("（按第 %lld 版填的）"), (long long)o.written_for);
    opened_release(&o);
}

/* A *.yaml whose head says it is a draft; others are somebody else's files. */
static bool is_draft(const char *path)
{
    struct str head = {0};
    struct err e = {0};
    bool draft =
        file_read_head(path, DRAFT_HEAD_BYTES, &head, &e) && draft_looks_like(str_sv(&head));
    err_clear(&e);
    str_release(&head);
    return draft;
}

/* A file that is no draft any more, emptied or damaged, was one while earlier states lie beside it.
 */
static bool was_draft(const char *path)
{
    struct kept_states states = {0};
    bool was = states_list(path, &states, NULL) && states.len;
    kept_states_release(&states);
    return was;
}

static void add_draft(struct maker *m, struct sv path)
{
    struct start_list *out = m->out;
    struct str whole = {0};
    str_set(&whole, sv_starts(path, SV("./")) ? sv_from_offset(path, 2) : path);
    bool draft = is_draft(whole.ptr) || (file_exists(whole.ptr) && was_draft(whole.ptr));
    if (out->entries.len < MOST_DRAFTS && draft && !is_listed(m, whole.ptr)) {
        struct start_entry *entry = vec_add(&out->entries);
        entry->kind = START_DRAFT;
        str_set(&entry->path, str_sv(&whole));
        str_set(&entry->title, str_sv(&whole));
        describe(m->c, entry, out->entries.len <= MOST_MEASURED);
    }
    str_release(&whole);
}

static void add_folder(struct maker *m, const char *folder)
{
    struct folder_entries entries = {0};
    struct err e = {0};
    /* The folder of drafts may not exist yet. */
    if (folder_list(folder, &entries, &e))
        for (size_t i = 0; i < entries.len; i++)
            if (!entries.ptr[i].is_folder && sv_ends(str_sv(&entries.ptr[i].path), SV(".yaml")))
                add_draft(m, str_sv(&entries.ptr[i].path));
    err_clear(&e);
    folder_entries_release(&entries);
}

static void add_data_folder(struct maker *m)
{
    struct str folder = {0};
    if (folder_of_data(&folder))
        add_folder(m, folder.ptr);
    str_release(&folder);
}

static void add_recent(struct maker *m)
{
    struct recents recent = {0};
    settings_recent(&recent);
    for (size_t i = 0; i < recent.len; i++)
        add_draft(m, str_sv(&recent.ptr[i]));
    recents_release(&recent);
}

/* ---- what was returned ---- */

/* "演示药业   还有 3 条没有答复，第 2 次退回" */
static void describe_returned(struct start_entry *entry, const struct returned *r)
{
    if (r->head.name.len)
        str_set(&entry->title, str_sv(&r->head.name));
    if (returned_open(r))
        str_add_f(&entry->note, _("还有 %u 条没有答复，第 %u 次退回"), returned_open(r), r->number);
    else
        str_add_f(&entry->note, _("要重新提供 %zu 项材料"), r->materials.len);
}

/* One that is answered is no news any more. */
static void add_returned_file(struct maker *m, struct sv path)
{
    struct returned_file file = {0};
    struct err e = {0};
    if (sv_starts(path, SV("./")))
        path = sv_from_offset(path, 2);
    bool read = returned_load(path.ptr, &file, &e);
    if (!read || returned_waits(&file.returned, file.returned.revision)) {
        struct start_entry *entry = vec_add(&m->out->entries);
        entry->kind = START_RETURNED;
        entry->broken = !read;
        str_set(&entry->path, path);
        str_set(&entry->title, path_name(path));
        if (read)
            describe_returned(entry, &file.returned);
        else
            str_set(&entry->note, str_sv(&e.message));
    }
    returned_file_release(&file);
    err_clear(&e);
}

static void add_returned(struct maker *m)
{
    struct folder_entries entries = {0};
    size_t most = m->out->entries.len + MOST_RETURNED;
    bool there = folder_list(".", &entries, NULL);
    for (size_t i = 0; there && i < entries.len && m->out->entries.len < most; i++)
        if (!entries.ptr[i].is_folder && sv_ends(str_sv(&entries.ptr[i].path), SV(RETURNED_SUFFIX)))
            add_returned_file(m, str_sv(&entries.ptr[i].path));
    folder_entries_release(&entries);
}

/* ---- forms and their samples ---- */

static void add_forms(const struct found_forms *forms, struct start_list *out)
{
    for (size_t i = 0; i < forms->len; i++) {
        const struct found_form *found = forms->ptr[i];
        if (!found->form)
            continue;
        struct start_entry *entry = vec_add(&out->entries);
        entry->kind = START_FORM;
        str_set(&entry->form, found->form->id);
        str_set(&entry->title, found->form->title);
        str_set(&entry->note, found->form->issuer);
    }
}

static void add_samples(const struct found_forms *forms, struct start_list *out)
{
    for (size_t i = 0; i < forms->len; i++) {
        if (!forms->ptr[i]->form)
            continue;
        const struct form *form = forms->ptr[i]->form;
        struct sv name = form->brief.len ? form->brief : form->title;
        struct str folder = {0};
        struct folder_entries entries = {0};
        path_join(&folder, path_folder(str_sv(&forms->ptr[i]->path)), SV("samples"));
        bool there = folder_list(folder.ptr, &entries, NULL);
        for (size_t k = 0; there && k < entries.len; k++) {
            if (!sv_ends(str_sv(&entries.ptr[k].path), SV(".yaml")))
                continue;
            struct start_entry *entry = vec_add(&out->entries);
            entry->kind = START_SAMPLE;
            str_set(&entry->path, str_sv(&entries.ptr[k].path));
            str_add_f(&entry->title, "%.*s  %s", SV_ARG(name), entries.ptr[k].name.ptr);
            str_set(&entry->note, form->title);
        }
        folder_entries_release(&entries);
        str_release(&folder);
    }
}

/* 申报书-20240601.yaml, and -2, -3 … while that name is taken. */
static void find_free_name(const struct context *c, struct str *out)
{
    for (int n = 1; n < 1000; n++) {
        str_clear(out);
        str_add_f(out, _("申报书-%04d%02d%02d"), c->now.day.year, c->now.day.month, c->now.day.day);
        if (n > 1)
            str_add_f(out, "-%d", n);
        str_add(out, SV(".yaml"));
        if (!file_exists(out->ptr))
            return;
    }
}

void start_list_make(struct context *c, struct start_list *out)
{
    struct found_forms forms = {0};
    struct maker m = {.c = c, .out = out};
    forms_all(c->forms, &forms);
    add_folder(&m, ".");
    add_data_folder(&m);
    add_recent(&m);
    add_returned(&m);
    for (size_t i = 0; i < m.real.len; i++)
        str_release(&m.real.ptr[i]);
    vec_release(&m.real);
    add_forms(&forms, out);
    add_samples(&forms, out);
    str_set(&out->folder, sv_from(_("当前文件夹")));
    find_free_name(c, &out->new_name);
    vec_release(&forms);
}
