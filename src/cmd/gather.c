#include "cmd/gather.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "codec/digest.h"
#include "codec/picture.h"
#include "draft/file_names.h"
#include "store/file.h"
#include "store/path.h"

/* What is enough for nearly every picture; the rest is read again with more. */
enum { FIRST_HEAD = 64 << 10 };

struct gatherer {
    struct sv folder;
    char *real_folder; /* NULL until a file was there */
    struct facts *out;
};

/* A link in the folder may lead anywhere. */
static bool really_inside(struct gatherer *g, const char *path)
{
    struct str folder = {0};
    char *real = realpath(path, NULL);
    if (!g->real_folder) {
        str_set(&folder, g->folder);
        g->real_folder = realpath(folder.ptr, NULL);
        str_release(&folder);
    }
    struct sv inside = sv_from(real), outer = sv_from(g->real_folder);
    bool ok = real && outer.len && sv_starts(inside, outer) &&
              (sv_ends(outer, SV("/")) || inside.ptr[outer.len] == '/');
    free(real);
    return ok;
}

static void measure(const char *path, struct file_fact *fact)
{
    struct str head = {0};
    struct picture picture = {0};
    struct err e = {0};
    bool ok = file_read_head(path, FIRST_HEAD, &head, &e);
    if (!ok) {
        fact->state = FILE_UNREADABLE;
    } else if (!picture_read(str_sv(&head), &picture, &e) && head.len == FIRST_HEAD) {
        err_clear(&e);
        str_clear(&head);
        if (file_read_head(path, PICTURE_HEAD, &head, &e))
            picture_read(str_sv(&head), &picture, &e);
    }
    fact->picture = picture.kind != PICTURE_NONE && e.message.len == 0;
    if (fact->picture) {
        fact->width = picture.width;
        fact->height = picture.height;
    }
    str_set(&fact->trouble, str_sv(&e.message));
    err_clear(&e);
    str_release(&head);
}

/* One byte tells whether the rest can be read. */
static void touch(const char *path, struct file_fact *fact)
{
    struct str head = {0};
    struct err e = {0};
    if (!file_read_head(path, 1, &head, &e)) {
        fact->state = FILE_UNREADABLE;
        str_set(&fact->trouble, str_sv(&e.message));
    }
    err_clear(&e);
    str_release(&head);
}

static enum file_state state_of(struct gatherer *g, struct sv name, const char *path)
{
    if (!path_stays_inside(name))
        return FILE_OUTSIDE;
    if (!file_exists(path))
        return FILE_MISSING;
    return really_inside(g, path) ? FILE_THERE : FILE_OUTSIDE;
}

static void look(struct gatherer *g, const struct named_file *named)
{
    struct str path = {0};
    struct file_fact *fact = facts_add(g->out, named->name);
    if (fact->state != FILE_UNKNOWN)
        return;
    path_join(&path, g->folder, named->name);
    fact->state = state_of(g, named->name, path.ptr);
    if (fact->state == FILE_THERE && named->picture)
        measure(path.ptr, fact);
    else if (fact->state == FILE_THERE)
        touch(path.ptr, fact);
    str_release(&path);
}

void gather_facts(const struct draft *d, const char *draft_path, struct facts *out)
{
    struct gatherer g = {.folder = path_folder(sv_from(draft_path)), .out = out};
    struct named_files names = {0};
    draft_file_names(d, GATHER_MOST, &names);
    for (size_t i = 0; i < names.len; i++)
        look(&g, &names.ptr[i]);
    vec_release(&names);
    free(g.real_folder);
    if (d->finals.len)
        gather_digests(draft_path, out);
}

static void add_digest(const char *path, struct file_fact *fact)
{
    struct str bytes = {0};
    struct err e = {0};
    fact->hashed =
        file_read(path, FILE_MAX_BYTES, &bytes, &e) && picture_is_whole(str_sv(&bytes), &e);
    if (fact->hashed) {
        struct digest digest = digest_of(str_sv(&bytes));
        memcpy(fact->sha256, digest.bytes, sizeof fact->sha256);
    } else {
        fact->picture = false;
        str_set(&fact->trouble, str_sv(&e.message));
    }
    err_clear(&e);
    str_release(&bytes);
}

void gather_digests(const char *draft_path, struct facts *facts)
{
    struct sv folder = path_folder(sv_from(draft_path));
    for (size_t i = 0; i < facts->files.len; i++) {
        struct file_fact *fact = &facts->files.ptr[i];
        struct str path = {0};
        if (fact->state != FILE_THERE || !fact->picture || fact->hashed)
            continue;
        path_join(&path, folder, str_sv(&fact->path));
        add_digest(path.ptr, fact);
        str_release(&path);
    }
}
