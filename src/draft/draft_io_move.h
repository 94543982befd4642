/*
 * draft_io_move: in a draft's tree, what earlier versions of the form had elsewhere is moved to
 * where it belongs now. Private to draft_io_carry.
 *
 * Two kinds of moves. Whole ones, between any two places of the answers, in the order of the form;
 * a place inside one that was moved before is found again. And new keys for parts (columns, items,
 * details) inside the map they are in, row by row.
 */
#ifndef DRAFT_DRAFT_IO_MOVE_H
#define DRAFT_DRAFT_IO_MOVE_H

#include "draft/draft_io_node.h"

struct move {
    const struct field *to;
    struct sv from; /* where it stood when it was moved */
    bool renamed;   /* within its map, where no other key of the new name is */
};

struct new_key {
    const struct field *top;     /* the field at the top it is part of */
    const struct yaml_node *old; /* the key as it is in the file */
    struct sv key;
};

struct mover {
    const struct form *form;
    struct arena *arena; /* the tree's */
    struct yaml_node *answers;
    VEC(struct move) moves;
    VEC(struct new_key) keys; /* in no order */
    struct str path;          /* in the file, of the map being gone through */
};

/* The map `answers` of a tree, NULL if it has none. */
struct yaml_node *move_answers(const struct yaml_node *root);
/* The node of "a.b.c" in a map, NULL if it is not there. */
struct yaml_node *move_find(struct yaml_node *map, struct sv path);
/* The last part of a path: the key under which it stands in its map. */
struct sv move_key(struct sv path);

void move_whole(struct mover *m);
void move_parts(struct mover *m);
void mover_release(struct mover *m);

/* Appends what a path of an earlier version, or a code that begins with one, is now. Rows'
 * numbers stay. False: it is the same. */
bool move_name(const struct form *form, struct sv name, struct str *out);

#endif
