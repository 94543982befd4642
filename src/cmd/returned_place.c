#include "cmd/returned_place.h"

#include <errno.h>

#include "base/i18n.h"
#include "cmd/drafts.h"
#include "store/file.h"
#include "store/folder.h"
#include "store/path.h"
#include "store/settings.h"
#include "store/yaml_peek.h"
#include "store/yaml_read.h"

enum {
    MOST_REVISION = 1000000,
    MOST_NAMES = 9, /* tried for one return */
};

/* ---- looking for the draft ---- */

struct finder {
    struct sv id;
    struct returned_place *out;
    int64_t revision; /* of the best so far */
    int64_t written;
    VEC(struct str) seen;
};

/* A head somebody mended by hand may hide the id from a quick look. */
static bool read_slowly(const char *path, struct sv id, int64_t *revision)
{
    struct str bytes = {0};
    struct draft_head head = {0};
    bool ours = file_read(path, YAML_MAX_BYTES, &bytes, NULL) &&
                draft_read_head(str_sv(&bytes), path, &head, NULL) && sv_eq(str_sv(&head.id), id);
    if (ours)
        *revision = head.revision;
    draft_head_release(&head);
    str_release(&bytes);
    return ours;
}

static bool is_of_id(const char *path, struct sv id, int64_t *revision)
{
    struct str head = {0};
    struct sv found, number;
    bool ours = false;
    *revision = 0;
    if (file_read_head(path, DRAFT_HEAD_BYTES, &head, NULL) && draft_looks_like(str_sv(&head))) {
        bool quick = yaml_peek(str_sv(&head), SV("draft_id"), &found);
        bool known = quick && yaml_peek(str_sv(&head), SV("revision"), &number) &&
                     sv_number(number, 0, MOST_REVISION, revision);
        ours = quick && known ? sv_eq(found, id)
                              : (!quick || sv_eq(found, id)) && read_slowly(path, id, revision);
    }
    str_release(&head);
    return ours;
}

/* One file may be reached by several names. */
static bool is_seen(struct finder *f, struct sv path)
{
    for (size_t i = 0; i < f->seen.len; i++)
        if (file_is_same(f->seen.ptr[i].ptr, path.ptr))
            return true;
    str_set(vec_add(&f->seen), path);
    return false;
}

static void look_at(struct finder *f, struct sv path)
{
    struct str *best = &f->out->draft;
    int64_t revision, written = 0;
    if (sv_starts(path, SV("./")))
        path = sv_from_offset(path, 2);
    if (!is_of_id(path.ptr, f->id, &revision) || is_seen(f, path))
        return;
    file_modified(path.ptr, &written);
    bool better = best->len == 0 || revision > f->revision ||
                  (revision == f->revision && written > f->written);
    f->out->copies += best->len > 0;
    if (!better)
        return;
    str_set(best, path);
    f->revision = revision;
    f->written = written;
}

static void look_in(struct finder *f, const char *folder)
{
    struct folder_entries entries = {0};
    /* Drafts may be kept nowhere yet. */
    bool there = folder_list(folder, &entries, NULL);
    for (size_t i = 0; there && i < entries.len; i++)
        if (!entries.ptr[i].is_folder && sv_ends(str_sv(&entries.ptr[i].path), SV(".yaml")))
            look_at(f, str_sv(&entries.ptr[i].path));
    folder_entries_release(&entries);
}

static void look_at_recent(struct finder *f)
{
    struct recents recent = {0};
    settings_recent(&recent);
    for (size_t i = 0; i < recent.len; i++)
        look_at(f, str_sv(&recent.ptr[i]));
    recents_release(&recent);
}

void returned_place_find(const char *path, struct sv draft_id, struct returned_place *out)
{
    struct finder f = {.id = draft_id, .out = out};
    struct str folder = {0};
    str_set(&folder, path_folder(sv_from(path)));
    look_in(&f, folder.ptr);
    if (!file_is_same(folder.ptr, "."))
        look_in(&f, ".");
    if (folder_of_data(&folder))
        look_in(&f, folder.ptr);
    look_at_recent(&f);
    for (size_t i = 0; i < f.seen.len; i++)
        str_release(&f.seen.ptr[i]);
    vec_release(&f.seen);
    str_release(&folder);
}

void returned_place_release(struct returned_place *p)
{
    str_release(&p->draft);
}

/* ---- beside it ---- */

static void folder_of_draft(const char *draft, struct str *out)
{
    struct str at = {0};
    if (!file_resolve(draft, &at, NULL))
        str_set(&at, sv_from(draft));
    str_set(out, path_folder(str_sv(&at)));
    str_release(&at);
}

bool returned_lies_beside(const char *path, const char *draft)
{
    struct str folder = {0}, other = {0};
    str_set(&folder, path_folder(sv_from(path)));
    folder_of_draft(draft, &other);
    bool beside =
        file_is_same(folder.ptr, other.ptr) && sv_ends(sv_from(path), SV(RETURNED_SUFFIX));
    str_release(&folder);
    str_release(&other);
    return beside;
}

/* STEM-退回2.returned.yaml, and -2, -3 … behind the number while that name is taken. */
static void name_it(struct str *out, const char *draft, uint32_t number, int attempt)
{
    struct str folder = {0}, tail = {0}, name = {0};
    struct sv stem = path_name(sv_from(draft));
    if (sv_ends(stem, SV(".yaml")))
        stem = sv_sub(stem, 0, stem.len - (sizeof ".yaml" - 1));
    str_add_f(&tail, _("-退回%u"), number);
    if (attempt > 1)
        str_add_f(&tail, "-%d", attempt);
    str_add(&tail, SV(RETURNED_SUFFIX));
    path_add_name_within(&name, stem, tail.len);
    str_add(&name, str_sv(&tail));
    folder_of_draft(draft, &folder);
    path_join(out, str_sv(&folder), str_sv(&name));
    str_release(&folder);
    str_release(&tail);
    str_release(&name);
}

bool returned_bring(const struct returned_file *f, const char *draft, struct err *e)
{
    struct str path = {0};
    bool done = false;
    for (int attempt = 1; attempt <= MOST_NAMES && !done; attempt++) {
        err_clear(e);
        name_it(&path, draft, f->returned.number, attempt);
        done = file_write_new(path.ptr, str_sv(&f->source), RETURNED_MODE, e);
        if (!done && errno != EEXIST)
            break;
    }
    str_release(&path);
    return done;
}
