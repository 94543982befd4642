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

static const struct {
    const char *name;
    enum desk_role role;
} roles[] = {{"county", ROLE_COUNTY}, {"city", ROLE_CITY}};

struct sv desk_role_name(enum desk_role role)
{
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
        if (roles[i].role == role)
            return sv_from(roles[i].name);
    return SV("");
}

bool desk_role_by_name(struct sv name, enum desk_role *out)
{
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
        if (!sv_eq(name, sv_from(roles[i].name)))
            continue;
        *out = roles[i].role;
        return true;
    }
    return false;
}
