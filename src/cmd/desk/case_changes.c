#include "cmd/desk/case_changes.h"

#include "office/package_names.h"
#include "office/returned.h"
#include "store/file.h"
#include "store/path.h"
#include "store/yaml_read.h"

/* The files of a delivery by its manifest; none of one that cannot be read, which is told where it
 * matters. */
static bool read_files(const char *folder, struct delivered_files *out)
{
    struct str path = {0}, bytes = {0};
    struct yaml_doc doc;
    path_join(&path, sv_from(folder), SV(PACKAGE_MANIFEST));
    bool ok = file_read_itself(path.ptr, YAML_MAX_BYTES, &bytes, NULL, NULL) &&
              yaml_read(str_sv(&bytes), path.ptr, &doc, NULL);
    if (ok) {
        const struct yaml_node *list = yaml_get(doc.root, SV("files"));
        for (const struct yaml_node *item = list ? list->first : NULL; item; item = item->next) {
            struct sv name = yaml_get_text(item, SV("name"));
            if (name.len == 0)
                continue;
            struct delivered_file *file = vec_add(out);
            str_set(&file->name, name);
            str_set(&file->digest, yaml_get_text(item, SV("sha256")));
        }
        yaml_release(&doc);
    }
    str_release(&path);
    str_release(&bytes);
    return ok;
}

static bool compare(struct at_desk *d, const struct review *r, const char *was_folder,
                    const char *folder, const struct draft *now, struct changes_seen *out,
                    struct err *e)
{
    struct opened was = {0};
    struct delivered_files files_was = {0}, files_now = {0};
    struct str path = {0};
    path_join(&path, sv_from(was_folder), SV(PACKAGE_DRAFT));
    bool ok = draft_open(d->c, path.ptr, &was, e);
    if (ok && was.form == now->form) {
        bool both = read_files(was_folder, &files_was) && read_files(folder, &files_now);
        struct two_deliveries two = {
            .was = was.draft,
            .now = now,
            .files_was = both ? &files_was : NULL,
            .files_now = both ? &files_now : NULL,
            .review = r,
            .renewed = review_is_carried(r) ? str_sv(&r->round) : SV(""),
        };
        changes_make(&two, out);
    }
    opened_release(&was);
    delivered_files_release(&files_was);
    delivered_files_release(&files_now);
    str_release(&path);
    return ok;
}

bool case_changes_coming(struct at_desk *d, const struct review *r, const char *folder,
                         const struct draft *now, struct changes_seen *out, struct err *e)
{
    const struct intake *last = review_last_intake(r);
    struct str was = {0};
    if (!last)
        return true;
    case_intake_path(&was, d->folder, str_sv(&r->head.id), last->number);
    bool ok = compare(d, r, was.ptr, folder, now, out, e);
    str_release(&was);
    return ok;
}

bool case_changes(struct at_desk *d, const struct review *r, const struct draft *now,
                  struct changes_seen *out, struct err *e)
{
    const struct intake *last = review_last_intake(r);
    struct str was = {0}, folder = {0};
    if (!last || last->number < 2)
        return true;
    case_intake_path(&was, d->folder, str_sv(&r->head.id), last->number - 1);
    case_intake_path(&folder, d->folder, str_sv(&r->head.id), last->number);
    bool ok = compare(d, r, was.ptr, folder.ptr, now, out, e);
    str_release(&was);
    str_release(&folder);
    return ok;
}
