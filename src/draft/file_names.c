#include "draft/file_names.h"

const struct named_file *named_file_find(const struct named_files *list, struct sv name)
{
    for (size_t i = 0; i < list->len; i++)
        if (sv_eq(list->ptr[i].name, name))
            return &list->ptr[i];
    return NULL;
}

/* The picture of a row of images; files of everything else. */
static bool names_files(const struct form *form, const struct field *field, bool *picture)
{
    bool in_images = field->parent != NO_FIELD && form->fields[field->parent].kind == FIELD_IMAGES;
    *picture = in_images && sv_eq(field->id, SV("file"));
    return *picture || field->kind == FIELD_FILES;
}

struct naming {
    const struct draft *draft;
    size_t most;
    struct named_files *out;
    bool more;
};

static void add_place(struct naming *n, struct place p, bool picture)
{
    struct sv rest = draft_text(n->draft, p), line;
    bool relevant = rest.len && draft_relevant(n->draft, p);
    while (sv_next(&rest, '\n', &line)) {
        struct sv name = sv_trim(line);
        const struct named_file *known = name.len ? named_file_find(n->out, name) : NULL;
        if (known) {
            struct named_file *file = &n->out->ptr[known - n->out->ptr];
            file->picture |= picture;
            file->relevant |= relevant;
        } else if (name.len && n->out->len < n->most) {
            vec_push(n->out, (struct named_file){name, picture, relevant});
        } else {
            n->more |= name.len > 0;
        }
    }
}

bool draft_file_names(const struct draft *d, size_t most, struct named_files *out)
{
    struct naming n = {.draft = d, .most = most, .out = out};
    for (uint32_t f = 0; f < d->form->field_count; f++) {
        const struct field *field = &d->form->fields[f];
        bool picture;
        if (!names_files(d->form, field, &picture))
            continue;
        if (field->table == NO_FIELD) {
            add_place(&n, (struct place){f, 0}, picture);
            continue;
        }
        const struct rows *rows = draft_rows(d, field->table);
        for (size_t i = 0; i < rows->len; i++)
            add_place(&n, (struct place){f, rows->ptr[i].key}, picture);
    }
    return !n.more;
}
