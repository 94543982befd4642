#include "draft/draft_io_move.h"

enum { MOST_STEPS = 8 }; /* a name that leads to a former name again */

/* ---- places in the tree ---- */

struct sv move_key(struct sv path)
{
    for (size_t dot; (dot = sv_find_byte(path, '.', 0)) != SV_NONE;)
        path = sv_from_offset(path, dot + 1);
    return path;
}

/* "a.b" of "a.b.c", empty of "a". */
static struct sv above(struct sv path)
{
    struct sv key = move_key(path);
    return key.len == path.len ? SV("") : sv_sub(path, 0, path.len - key.len - 1);
}

/* Where the node of a key hangs in its map, or would. */
static struct yaml_node **link_of(struct yaml_node *map, struct sv key)
{
    struct yaml_node **link = &map->first;
    while (*link && !sv_eq((*link)->key->text, key))
        link = &(*link)->next;
    return link;
}

static struct yaml_node *group_of(struct yaml_node *map, struct sv path)
{
    struct sv rest = above(path), key;
    while (map && rest.len && sv_next(&rest, '.', &key)) {
        map = *link_of(map, key);
        if (map && map->kind != YAML_MAP)
            return NULL;
    }
    return map;
}

struct yaml_node *move_answers(const struct yaml_node *root)
{
    struct yaml_node *answers = yaml_get(root, SV("answers"));
    return answers && answers->kind == YAML_MAP ? answers : NULL;
}

struct yaml_node *move_find(struct yaml_node *map, struct sv path)
{
    struct yaml_node *group = group_of(map, path);
    return group ? *link_of(group, move_key(path)) : NULL;
}

static bool is_filled(const struct yaml_node *node)
{
    if (!node || node->kind == YAML_SCALAR)
        return !node_says_nothing(node);
    for (const struct yaml_node *child = node->first; child; child = child->next)
        if (is_filled(child))
            return true;
    return false;
}

static struct yaml_node *new_node(struct mover *m, struct sv text, const struct yaml_node *like)
{
    struct yaml_node *node = arena_calloc(m->arena, 1, sizeof *node);
    node->text = arena_copy(m->arena, text);
    node->line = like->line;
    node->column = like->column;
    return node;
}

/* A new name for what stands in the file under `from`. */
static void set_key(struct mover *m, struct yaml_node *node, struct sv key, struct sv from)
{
    struct yaml_node *old = node->key;
    node->key = new_node(m, key, old);
    node->key->key = new_node(m, from, old);
}

/* The map a path's last key goes into, made where it is not there. NULL where something else stands
 * in the way. */
static struct yaml_node *make_group(struct mover *m, struct sv path, const struct yaml_node *like)
{
    struct sv rest = above(path), key;
    struct yaml_node *map = m->answers;
    while (rest.len && sv_next(&rest, '.', &key)) {
        struct yaml_node **link = link_of(map, key);
        if (!*link) {
            *link = new_node(m, SV(""), like);
            (*link)->key = new_node(m, key, like);
            (*link)->kind = YAML_MAP;
        } else if ((*link)->kind != YAML_MAP) {
            if (is_filled(*link))
                return NULL;
            (*link)->kind = YAML_MAP;
            (*link)->first = NULL;
        }
        map = *link;
    }
    return map;
}

/* ---- what a field can take ---- */

static void map_option(const struct field *field, struct yaml_node *node)
{
    if (node->kind != YAML_SCALAR || field_option(field, node->text))
        return;
    for (uint32_t i = 0; i < field->option_count; i++)
        for (uint32_t k = 0; k < field->options[i].was.len; k++)
            if (sv_eq(field->options[i].was.ptr[k], node->text)) {
                node->text = field->options[i].id;
                return;
            }
}

static void map_options(const struct field *field, struct yaml_node *node)
{
    if (node->kind != YAML_LIST)
        map_option(field, node);
    else
        for (struct yaml_node *item = node->first; item; item = item->next)
            map_option(field, item);
}

/* Could the field read it? What it could not must stay where it is: an answer would take its place.
 */
static bool fits(const struct field *field, struct yaml_node *node)
{
    unsigned flags = kind_flags(field->kind);
    if (!(flags & KIND_LEAF))
        return node->kind == (flags & KIND_ROWS ? YAML_LIST : YAML_MAP);
    struct str value = {0};
    if (field->option_count)
        map_options(field, node);
    bool ok = node_value(field, node, &value, NULL);
    str_release(&value);
    return ok;
}

/* Is "brief" the head of fields that are there now, as of "brief.name". */
static bool is_group(const struct form *form, struct sv path)
{
    for (uint32_t f = 0; f < form->field_count; f = form->fields[f].end) {
        struct sv other = form->fields[f].path;
        if (sv_starts(other, path) && other.len > path.len && other.ptr[path.len] == '.')
            return true;
    }
    return false;
}

/* ---- whole moves ---- */

/* Where a former path is found in the tree as it is by now; empty: nowhere. */
static struct sv place_now(struct mover *m, struct sv was)
{
    if (move_find(m->answers, was))
        return was;
    for (size_t i = m->moves.len; i-- > 0;) {
        const struct move *move = &m->moves.ptr[i];
        if (!sv_starts(was, move->from) || was.len <= move->from.len ||
            was.ptr[move->from.len] != '.')
            continue;
        struct str path = {0};
        str_add(&path, move->to->path);
        str_add(&path, sv_from_offset(was, move->from.len));
        struct sv kept = arena_copy(m->arena, str_sv(&path));
        str_release(&path);
        return move_find(m->answers, kept) ? kept : SV("");
    }
    return SV("");
}

/* Takes the node out of its map and hangs it where the field is; false with everything as it was
 * where that place is taken. */
static bool move_node(struct mover *m, const struct field *field, struct sv from, struct sv was)
{
    struct yaml_node *old_map = group_of(m->answers, from);
    struct yaml_node **link = link_of(old_map, move_key(from)), *node = *link;
    bool group = node && node->kind == YAML_MAP && is_group(m->form, from);
    if (!node || !is_filled(node) || group || !fits(field, node))
        return false;
    *link = node->next;
    struct yaml_node *there = move_find(m->answers, field->path);
    struct yaml_node *map = is_filled(there) ? NULL : make_group(m, field->path, node->key);
    if (!map) {
        node->next = *link;
        *link = node;
        return false;
    }
    struct sv key = move_key(field->path);
    bool renamed = map == old_map && !there;
    /* A key that says nothing makes room. */
    if (there)
        *link_of(map, key) = there->next;
    set_key(m, node, key, was);
    struct yaml_node **to = renamed ? link : link_of(map, key);
    node->next = *to;
    *to = node;
    vec_push(&m->moves, (struct move){field, from, renamed});
    return true;
}

/* Is a former name that of a part in the same map, and which key had it there. */
static bool is_part(const struct form *form, const struct field *field, struct sv was,
                    struct sv *key)
{
    *key = move_key(was);
    if (field->parent == NO_FIELD)
        return false;
    struct sv head = above(was);
    const struct field *parent = &form->fields[field->parent];
    return head.len == 0 || form_field(form, head) == parent || form_former(form, head) == parent;
}

void move_whole(struct mover *m)
{
    for (uint32_t f = 0; f < m->form->field_count; f++) {
        const struct field *field = &m->form->fields[f];
        struct sv key;
        for (uint32_t i = 0; i < field->was.len; i++) {
            struct sv was = field->was.ptr[i];
            struct sv from = is_part(m->form, field, was, &key) ? SV("") : place_now(m, was);
            if (from.len && move_node(m, field, from, was))
                break;
        }
    }
}

/* ---- parts ---- */

static void move_children(struct mover *m, const struct field *field, struct yaml_node *map);

static void move_in(struct mover *m, const struct field *field, struct yaml_node *node)
{
    unsigned flags = kind_flags(field->kind);
    if ((flags & KIND_LEAF) && field->option_count)
        map_options(field, node);
    else if ((flags & KIND_ROWS) && node->kind == YAML_LIST)
        for (struct yaml_node *row = node->first; row; row = row->next)
            move_children(m, field, row);
    else if ((flags & KIND_COMPOUND) && !(flags & KIND_ROWS))
        move_children(m, field, node);
}

/* Gives a part that stands under a former name its own. */
static void rename_part(struct mover *m, const struct field *part, struct yaml_node *map)
{
    struct sv key;
    if (is_filled(*link_of(map, part->id)))
        return;
    for (uint32_t i = 0; i < part->was.len; i++) {
        if (!is_part(m->form, part, part->was.ptr[i], &key))
            continue;
        struct yaml_node *node = *link_of(map, key);
        if (!is_filled(node) || !fits(part, node))
            continue;
        struct yaml_node **there = link_of(map, part->id);
        if (*there)
            *there = (*there)->next;
        else
            vec_push(&m->keys, (struct new_key){&m->form->fields[part->top], node->key, part->id});
        size_t mark = m->path.len;
        str_add_byte(&m->path, '.');
        str_add(&m->path, key);
        set_key(m, node, part->id, str_sv(&m->path));
        str_truncate(&m->path, mark);
        return;
    }
}

/* A tie names the text it points into. */
static void map_tie(struct mover *m, const struct yaml_node *row)
{
    struct yaml_node *tie = yaml_get(row, SV("tie"));
    struct yaml_node *at = tie ? yaml_get(tie, SV("field")) : NULL;
    struct str now = {0};
    if (at && at->kind == YAML_SCALAR && move_name(m->form, at->text, &now))
        at->text = arena_copy(m->arena, str_sv(&now));
    str_release(&now);
}

/* `path` is where the map stands in the file. */
static void move_child(struct mover *m, const struct field *part, struct yaml_node *node)
{
    size_t mark = m->path.len;
    struct str above = {0};
    if (node->key->key) {
        str_move(&above, &m->path);
        str_set(&m->path, node->key->key->text);
        move_in(m, part, node);
        str_move(&m->path, &above);
        return;
    }
    str_add_byte(&m->path, '.');
    str_add(&m->path, part->id);
    move_in(m, part, node);
    str_truncate(&m->path, mark);
}

static void move_children(struct mover *m, const struct field *field, struct yaml_node *map)
{
    if (map->kind != YAML_MAP)
        return;
    for (const struct field *part = field_first_child(m->form, field); part;
         part = field_next_child(m->form, field, part)) {
        if (part->was.len)
            rename_part(m, part, map);
        struct yaml_node *node = *link_of(map, part->id);
        if (node)
            move_child(m, part, node);
    }
    if (field->kind == FIELD_ELEMENTS)
        map_tie(m, map);
}

void move_parts(struct mover *m)
{
    for (uint32_t f = 0; f < m->form->field_count; f = m->form->fields[f].end) {
        const struct field *field = &m->form->fields[f];
        struct yaml_node *node = move_find(m->answers, field->path);
        if (!node)
            continue;
        str_set(&m->path, node->key->key ? node->key->key->text : field->path);
        move_in(m, field, node);
    }
}

void mover_release(struct mover *m)
{
    vec_release(&m->moves);
    vec_release(&m->keys);
    str_release(&m->path);
}

/* ---- names in what was said ---- */

/* "partners[3].title.empty" is "partners.title.empty" with "[3]" behind its first 8 bytes. */
struct bracket {
    struct sv text;
    size_t at;
};

static struct bracket take_bracket(struct sv name, struct str *bare)
{
    size_t open = sv_find_byte(name, '[', 0), close = sv_find_byte(name, ']', open);
    str_clear(bare);
    if (open == SV_NONE || close == SV_NONE) {
        str_add(bare, name);
        return (struct bracket){SV(""), 0};
    }
    str_add(bare, sv_sub(name, 0, open));
    str_add(bare, sv_from_offset(name, close + 1));
    return (struct bracket){sv_sub(name, open, close + 1), open};
}

/* The longest head that is a former name. */
static const struct field *former_head(const struct form *form, struct sv name, size_t *len)
{
    for (struct sv head = name; head.len; head = above(head)) {
        const struct field *field = form_former(form, head);
        *len = head.len;
        if (field)
            return field;
    }
    return NULL;
}

static bool step(const struct form *form, struct sv name, struct str *out)
{
    struct str bare = {0}, path = {0};
    size_t len;
    struct bracket bracket = take_bracket(name, &bare);
    const struct field *field = former_head(form, str_sv(&bare), &len);
    if (field) {
        struct bracket rows = take_bracket(field->path, &path);
        size_t at = bracket.at >= len ? path.len + (bracket.at - len)
                    : rows.text.len   ? rows.at
                                      : path.len;
        str_add(&path, sv_from_offset(str_sv(&bare), len));
        str_splice(&path, at, 0, bracket.text);
        str_set(out, str_sv(&path));
    }
    str_release(&bare);
    str_release(&path);
    return field != NULL;
}

bool move_name(const struct form *form, struct sv name, struct str *out)
{
    struct str next = {0};
    bool moved = false;
    str_set(out, name);
    for (int i = 0; i < MOST_STEPS && step(form, str_sv(out), &next); i++) {
        str_move(out, &next);
        moved = true;
    }
    str_release(&next);
    return moved;
}
