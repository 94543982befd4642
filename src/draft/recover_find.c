#include <stdlib.h>

#include "draft/recover.h"
#include "draft/recover_head.h"
#include "store/file.h"
#include "store/folder.h"
#include "store/path.h"
#include "store/yaml_read.h"

/* A head with a long path of bytes that all have to be escaped fits in, the file's bytes need not:
 * journals of other drafts are large. */
enum { HEAD_BYTES = 64 << 10 };

struct candidate {
    struct str path;
    int64_t size;
    int64_t modified;
    bool own; /* has a name made of the file's */
};

struct search {
    struct sv draft_id;
    struct str place; /* the draft's file */
    struct str given; /* the same with its last link not followed */
    VEC(struct candidate) candidates;
    size_t bytes; /* of the journals found */
    struct remnants *out;
};

/* ---- where to look ---- */

static bool is_own_name(const struct search *s, struct sv name)
{
    struct str own = {0};
    bool found = false;
    for (unsigned number = 1; !found && number <= JOURNAL_MOST_BESIDE; number++) {
        str_clear(&own);
        journal_name_add(&own, path_name(str_sv(&s->place)), number);
        found = sv_eq(str_sv(&own), name);
    }
    str_release(&own);
    return found;
}

static void add_candidates(struct search *s, struct folder_entries *entries, bool beside)
{
    for (size_t i = 0; i < entries->len; i++) {
        struct folder_entry *entry = &entries->ptr[i];
        struct sv path = str_sv(&entry->path);
        if (entry->is_folder || entry->size > JOURNAL_MAX_BYTES ||
            (!beside && !sv_ends(path, SV(".journal"))))
            continue;
        struct candidate *c = vec_add(&s->candidates);
        c->size = entry->size;
        c->modified = entry->modified;
        c->own = beside && is_own_name(s, path_name(path));
        str_move(&c->path, &entry->path);
    }
    folder_entries_release(entries);
}

/* The likeliest first: only so many are looked at. */
static int by_promise(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    if (x->own != y->own)
        return x->own ? -1 : 1;
    if (x->modified != y->modified)
        return x->modified > y->modified ? -1 : 1;
    return sv_cmp(str_sv(&x->path), str_sv(&y->path));
}

static void find_beside(struct search *s, struct sv of)
{
    struct str folder = {0};
    struct folder_entries entries = {0};
    str_set(&folder, of);
    if (s->place.len && folder_list_hidden(folder.ptr, SV(".journal"), &entries, NULL))
        add_candidates(s, &entries, true);
    str_release(&folder);
}

static void find_candidates(struct search *s)
{
    struct str folder = {0};
    struct folder_entries entries = {0};
    find_beside(s, path_folder(str_sv(&s->place)));
    /* The file may have been no link when the journal was begun. */
    if (!sv_eq(path_folder(str_sv(&s->place)), path_folder(str_sv(&s->given))))
        find_beside(s, path_folder(str_sv(&s->given)));
    if (folder_of_state(&folder)) {
        (void)folder_list(folder.ptr, &entries, NULL);
        add_candidates(s, &entries, false);
    }
    if (s->candidates.len)
        qsort(s->candidates.ptr, s->candidates.len, sizeof *s->candidates.ptr, by_promise);
    str_release(&folder);
}

/* ---- whose it is ---- */

/* Is the file a journal was written for still there, as another one than ours, with its id. */
static bool lives_elsewhere(const struct search *s, const struct remnant *r)
{
    struct str bytes = {0};
    bool lives = r->file.len && !(s->place.len && file_is_same(r->file.ptr, s->place.ptr)) &&
                 file_read(r->file.ptr, YAML_MAX_BYTES, &bytes, NULL) &&
                 sv_contains(str_sv(&bytes), str_sv(&r->draft_id));
    str_release(&bytes);
    return lives;
}

static bool is_ours(const struct search *s, const struct remnant *r, bool own)
{
    bool known = s->draft_id.len && r->draft_id.len;
    bool same = known && sv_eq(s->draft_id, str_sv(&r->draft_id));
    if (known && !same)
        return false;
    if (own || (s->place.len && sv_eq(str_sv(&r->file), str_sv(&s->place))))
        return true;
    return same && !lives_elsewhere(s, r);
}

/* Its head alone says that it is none of ours. */
static bool is_foreign(const struct search *s, const struct candidate *c)
{
    struct str bytes = {0};
    struct journal_text text = {0};
    struct remnant head = {0};
    bool ours = file_read_head(c->path.ptr, HEAD_BYTES, &bytes, NULL) &&
                journal_parse(&bytes, c->path.ptr, &text, NULL) && text.records.len &&
                head_read(text.records.ptr[0].bytes, &head) && is_ours(s, &head, false);
    str_release(&bytes);
    journal_text_release(&text);
    remnant_release(&head);
    return !ours;
}

/* ---- what is in it ---- */

/* False for what is none of ours. */
static bool fill(const struct search *s, const struct candidate *c, struct remnant *r)
{
    if (!journal_read(c->path.ptr, &r->text, NULL))
        return false;
    size_t count = r->text.records.len;
    r->lost = r->text.lost;
    r->nothing = count <= RECOVER_SOURCE;
    str_set(&r->path, str_sv(&c->path));
    if (count == 0)
        return c->own;
    if (!head_read(r->text.records.ptr[0].bytes, r) || !is_ours(s, r, c->own))
        return false;
    r->begun = r->text.records.ptr[0].time;
    r->last = r->text.records.ptr[count - 1].time;
    if (!r->nothing)
        str_set(&r->source, r->text.records.ptr[RECOVER_SOURCE].bytes);
    return true;
}

static void take(struct search *s, const struct candidate *c)
{
    struct remnant r = {0};
    if (s->out->len && s->bytes + (size_t)c->size > RECOVER_MOST_BYTES)
        return;
    if ((c->own || !is_foreign(s, c)) && fill(s, c, &r)) {
        s->bytes += r.text.bytes.len;
        vec_push(s->out, r);
    } else {
        remnant_release(&r);
    }
}

static int newest_first(const void *a, const void *b)
{
    const struct remnant *x = a, *y = b;
    if (x->last != y->last)
        return x->last > y->last ? -1 : 1;
    return sv_cmp(str_sv(&x->path), str_sv(&y->path));
}

void recover_find(const char *file, struct sv draft_id, struct remnants *out)
{
    struct search s = {.draft_id = draft_id, .out = out};
    recover_place(&s.place, file);
    (void)path_absolute(&s.given, sv_from(file));
    find_candidates(&s);
    for (size_t i = 0; i < s.candidates.len; i++) {
        if (i < RECOVER_MOST_HEADS && out->len < RECOVER_MOST_FOUND)
            take(&s, &s.candidates.ptr[i]);
        str_release(&s.candidates.ptr[i].path);
    }
    vec_release(&s.candidates);
    if (out->len)
        qsort(out->ptr, out->len, sizeof *out->ptr, newest_first);
    str_release(&s.place);
    str_release(&s.given);
}
