/* The returns that lie beside a draft. */
#include "base/i18n.h"
#include "office/returned_io.h"
#include "store/file.h"
#include "store/folder.h"
#include "store/path.h"
#include "store/yaml_peek.h"

/* What a file says in its head: of this draft, of another, or nothing that can be told so soon. */
enum belongs { BELONGS_NOT, BELONGS, BELONGS_PERHAPS };

static enum belongs belongs_to(const char *path, struct sv draft_id)
{
    struct str head = {0};
    struct sv id;
    enum belongs answer = BELONGS_NOT;
    if (file_read_head(path, RETURNED_HEAD_BYTES, &head, NULL) && head.len) {
        if (!yaml_peek(str_sv(&head), SV("draft_id"), &id))
            answer = BELONGS_PERHAPS;
        else if (sv_eq(id, draft_id))
            answer = BELONGS;
    }
    str_release(&head);
    return answer;
}

/* Copies of one return: the answers are in the one that was worked on. */
static bool is_better(const struct returned *a, const struct returned *b)
{
    return returned_is_newer(a, b) ||
           (!returned_is_newer(b, a) && returned_open(a) < returned_open(b));
}

/* A damaged one keeps nobody from the others. */
static void look_at(const char *path, struct sv draft_id, struct returned_file *best)
{
    struct returned_file found = {0};
    struct err e = {0};
    if (sv_starts(sv_from(path), SV("./")))
        path += 2;
    if (belongs_to(path, draft_id) == BELONGS_NOT)
        return;
    bool read = returned_load(path, &found, &e);
    if (!read && best->trouble.len == 0)
        str_add_f(&best->trouble, _("草稿旁边的退回意见读不出来，没有用上：%s"), e.message.ptr);
    bool ours = read && sv_eq(str_sv(&found.returned.head.id), draft_id);
    if (ours && (best->path.len == 0 || is_better(&found.returned, &best->returned))) {
        str_move(&found.trouble, &best->trouble);
        returned_file_release(best);
        *best = found;
        found = (struct returned_file){0};
    }
    returned_file_release(&found);
    err_clear(&e);
}

bool returned_find(const char *draft_path, struct sv draft_id, struct returned_file *out,
                   struct err *e)
{
    struct folder_entries entries = {0};
    struct str at = {0}, folder = {0};
    if (draft_id.len == 0)
        return true;
    if (!file_resolve(draft_path, &at, e))
        return false;
    str_set(&folder, path_folder(str_sv(&at)));
    bool ok = folder_list(folder.ptr, &entries, e);
    for (size_t i = 0; ok && i < entries.len; i++) {
        const struct folder_entry *entry = &entries.ptr[i];
        if (!entry->is_folder && sv_ends(str_sv(&entry->path), SV(RETURNED_SUFFIX)))
            look_at(entry->path.ptr, draft_id, out);
    }
    folder_entries_release(&entries);
    str_release(&folder);
    str_release(&at);
    return ok;
}
