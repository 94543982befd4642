#include "draft/leftovers.h"

void leftovers_release(struct leftovers *l)
{
    for (size_t i = 0; i < l->len; i++) {
        str_release(&l->ptr[i].path);
        str_release(&l->ptr[i].why);
        str_release(&l->ptr[i].value);
    }
    vec_release(l);
}
