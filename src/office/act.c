#include "office/act.h"

void hindrances_release(struct hindrances *list)
{
    for (size_t i = 0; i < list->len; i++)
        str_release(&list->ptr[i]);
    vec_release(list);
}
