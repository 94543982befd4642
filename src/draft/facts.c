#include "draft/facts.h"

void facts_release(struct facts *f)
{
    for (size_t i = 0; i < f->files.len; i++) {
        str_release(&f->files.ptr[i].path);
        str_release(&f->files.ptr[i].trouble);
    }
    vec_release(&f->files);
}

struct file_fact *facts_add(struct facts *f, struct sv path)
{
    for (size_t i = 0; i < f->files.len; i++)
        if (sv_eq(str_sv(&f->files.ptr[i].path), path))
            return &f->files.ptr[i];
    struct file_fact *fact = vec_add(&f->files);
    str_set(&fact->path, path);
    return fact;
}

const struct file_fact *facts_find(const struct facts *f, struct sv path)
{
    for (size_t i = 0; f && i < f->files.len; i++)
        if (sv_eq(str_sv(&f->files.ptr[i].path), path))
            return &f->files.ptr[i];
    return NULL;
}
