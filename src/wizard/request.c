#include "wizard/request.h"

void request_release(struct request *r)
{
    str_release(&r->path);
    str_release(&r->text);
    str_release(&r->form);
    errand_free(r->errand);
}

void listing_release(struct listing *l)
{
    for (size_t i = 0; i < l->len; i++) {
        str_release(&l->ptr[i].name);
        str_release(&l->ptr[i].path);
    }
    vec_release(l);
}

void start_list_release(struct start_list *l)
{
    for (size_t i = 0; i < l->entries.len; i++) {
        struct start_entry *entry = &l->entries.ptr[i];
        str_release(&entry->path);
        str_release(&entry->form);
        str_release(&entry->title);
        str_release(&entry->note);
    }
    vec_release(&l->entries);
    str_release(&l->folder);
    str_release(&l->new_name);
}

void offer_release(struct offer *o)
{
    draft_free(o->other);
    draft_free(o->base);
    str_release(&o->told);
    str_release(&o->typing);
    *o = (struct offer){0};
}

void listed_states_release(struct listed_states *l)
{
    for (size_t i = 0; i < l->len; i++) {
        str_release(&l->ptr[i].time);
        str_release(&l->ptr[i].note);
        str_release(&l->ptr[i].path);
    }
    vec_release(l);
}
