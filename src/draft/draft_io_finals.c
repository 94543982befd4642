#include "draft/draft_io_finals.h"

#include "base/i18n.h"
#include "draft/draft_io_node.h"
#include "draft/finals.h"

enum { LINE_PICTURES = 2 }; /* whose hashes still fit on the line of the others */

/* ---- reading ---- */

static bool read_pictures(const struct yaml_node *list, struct str *out)
{
    if (!list)
        return true;
    if (list->kind != YAML_LIST)
        return false;
    for (const struct yaml_node *item = list->first; item; item = item->next) {
        if (item->kind != YAML_SCALAR || item->text.len == 0)
            return false;
        if (item != list->first)
            str_add_byte(out, '\n');
        str_add(out, item->text);
    }
    return true;
}

/* One entry; false where it is none. `f` is to be released in any case. */
static bool read_final(const struct yaml_node *map, struct final *f)
{
    int64_t revision;
    if (map->kind != YAML_MAP ||
        !sv_number(yaml_get_text(map, SV("revision")), 1, FINAL_MOST_REVISION, &revision))
        return false;
    f->revision = (uint32_t)revision;
    str_set(&f->code, yaml_get_text(map, SV("code")));
    str_set(&f->time, yaml_get_text(map, SV("time")));
    return read_pictures(yaml_get(map, SV("pictures")), &f->pictures) && final_is_sound(f);
}

static void keep(struct leftovers *kept, const struct yaml_node *node, uint32_t line)
{
    if (!kept)
        return;
    struct leftover *left = vec_add(kept);
    left->line = line;
    str_set(&left->path, SV("finals"));
    str_set(&left->why, sv_from(_("这不是定稿记录的写法")));
    node_add_text(&left->value, node);
}

void draft_read_finals(struct draft *d, const struct yaml_node *root, struct leftovers *kept)
{
    const struct yaml_node *list = yaml_get(root, SV("finals"));
    if (node_says_nothing(list))
        return;
    if (list->kind != YAML_LIST)
        keep(kept, list, list->key->line);
    for (const struct yaml_node *item = list->kind == YAML_LIST ? list->first : NULL; item;
         item = item->next) {
        struct final f = {0};
        if (d->finals.len < FINALS_MOST && read_final(item, &f))
            final_copy(vec_add(&d->finals), &f);
        else if (!node_says_nothing(item))
            keep(kept, item, item->line);
        final_release(&f);
    }
}

void draft_read_last_final(const struct yaml_node *root, struct final *out)
{
    const struct yaml_node *list = yaml_get(root, SV("finals"));
    size_t read = 0;
    for (const struct yaml_node *item = list && list->kind == YAML_LIST ? list->first : NULL;
         item && read < FINALS_MOST; item = item->next) {
        struct final f = {0};
        if (read_final(item, &f)) {
            read++;
            final_release(out);
            *out = f;
        } else {
            final_release(&f);
        }
    }
}

/* ---- writing ---- */

static struct yaml_want *add(struct arena *a, struct yaml_want *parent, struct sv key,
                             enum want_kind kind, struct sv text)
{
    struct yaml_want *want = yaml_want_add(parent, key, yaml_want_new(a, kind));
    want->text = text;
    return want;
}

static void add_pictures(struct arena *a, struct yaml_want *map, struct sv pictures)
{
    struct sv hash;
    if (pictures.len == 0) {
        add(a, map, SV("pictures"), WANT_ABSENT, SV(""));
        return;
    }
    struct yaml_want *list = add(a, map, SV("pictures"), WANT_LIST, SV(""));
    list->flow = true;
    while (sv_next(&pictures, '\n', &hash))
        add(a, list, SV(""), WANT_SCALAR, hash);
}

static void add_final(struct arena *a, struct yaml_want *list, const struct final *f)
{
    struct yaml_want *map = add(a, list, SV(""), WANT_MAP, SV(""));
    struct str number = {0};
    map->flow = f->pictures.len <= (size_t)(FINAL_PICTURE_DIGITS + 1) * LINE_PICTURES;
    str_add_f(&number, "%u", f->revision);
    add(a, map, SV("revision"), WANT_SCALAR, arena_copy(a, str_sv(&number)))->bare = true;
    add(a, map, SV("code"), WANT_SCALAR, str_sv(&f->code));
    add(a, map, SV("time"), WANT_SCALAR, str_sv(&f->time));
    add_pictures(a, map, str_sv(&f->pictures));
    str_release(&number);
}

/* In the file's order: what is none of ours keeps its place among them. */
static void add_finals(struct arena *a, struct yaml_want *list, const struct draft *d,
                       const struct yaml_node *file)
{
    size_t next = 0, read = 0;
    for (const struct yaml_node *item = file ? file->first : NULL; item; item = item->next) {
        struct final f = {0};
        bool ours = read < FINALS_MOST && read_final(item, &f);
        read += ours;
        if (ours && next < d->finals.len)
            add_final(a, list, &d->finals.ptr[next++]);
        else if (!ours && !node_says_nothing(item))
            node_add_copy(a, list, item);
        final_release(&f);
    }
    while (next < d->finals.len)
        add_final(a, list, &d->finals.ptr[next++]);
}

void draft_want_finals(struct arena *a, struct yaml_want *root, const struct draft *d,
                       const struct yaml_node *file)
{
    const struct yaml_node *node = file ? yaml_get(file, SV("finals")) : NULL;
    bool listed = node && node->kind == YAML_LIST;
    /* Something else stands there: it stays until there is a 定稿 to be noted. */
    if (!node_says_nothing(node) && !listed && d->finals.len == 0)
        return;
    struct yaml_want *list = yaml_want_new(a, WANT_LIST);
    add_finals(a, list, d, listed ? node : NULL);
    if (list->first)
        yaml_want_add(root, SV("finals"), list);
    else
        add(a, root, SV("finals"), WANT_ABSENT, SV(""));
}
