#include "cmd/pictures.h"

#include "base/xalloc.h"
#include "store/file.h"
#include "store/path.h"

static bool read_picture(const struct pictures *p, struct sv path, struct str *out)
{
    const struct file_fact *fact = p->facts ? facts_find(p->facts, path) : NULL;
    struct str file = {0};
    struct err e = {0};
    if (!fact || fact->state != FILE_THERE || !fact->picture)
        return false;
    path_join(&file, p->folder, path);
    bool ok = file_read(file.ptr, FILE_MAX_BYTES, out, &e);
    err_clear(&e);
    str_release(&file);
    return ok;
}

bool pictures_get(void *context, struct sv path, struct sv *bytes)
{
    struct pictures *p = context;
    struct picture_bytes *picture = xcalloc(1, sizeof *picture);
    if (!read_picture(p, path, &picture->bytes)) {
        str_set((struct str *)vec_add(&p->missed), path);
        free(picture);
        return false;
    }
    str_set(&picture->path, path);
    vec_push(&p->read, picture);
    *bytes = str_sv(&picture->bytes);
    return true;
}

void pictures_release(struct pictures *p)
{
    for (size_t i = 0; i < p->read.len; i++) {
        str_release(&p->read.ptr[i]->path);
        str_release(&p->read.ptr[i]->bytes);
        free(p->read.ptr[i]);
    }
    for (size_t i = 0; i < p->missed.len; i++)
        str_release(&p->missed.ptr[i]);
    vec_release(&p->read);
    vec_release(&p->missed);
}
