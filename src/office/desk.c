#include "office/desk.h"

static void words_release(struct desk_words *list)
{
    for (size_t i = 0; i < list->len; i++)
        str_release(&list->ptr[i]);
    vec_release(list);
}

void desk_release(struct desk *d)
{
    str_release(&d->form);
    str_release(&d->name);
    str_release(&d->office);
    str_release(&d->contact);
    str_release(&d->phone);
    str_release(&d->mailbox);
    str_release(&d->round);
    words_release(&d->counties);
    words_release(&d->empty_reasons);
    *d = (struct desk){0};
}
