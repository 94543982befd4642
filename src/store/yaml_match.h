/*
 * yaml_match: which part of a YAML file is which part of what is wanted, for yaml_merge alone.
 */
#ifndef STORE_YAML_MATCH_H
#define STORE_YAML_MATCH_H

#include "base/vec.h"
#include "store/yaml_write.h"

/* A key of the file and what is wanted of it. */
struct yaml_pair {
    struct yaml_node *old;
    const struct yaml_want *want; /* NULL: not ours */
    bool stays;
    size_t first_new; /* keys that come behind it, an index into `added` or SIZE_MAX */
    size_t last_new;
};

struct yaml_added {
    const struct yaml_want *want;
    size_t next;
};

struct yaml_pairs {
    VEC(struct yaml_pair) old; /* in the order of the file */
    VEC(struct yaml_added) added;
    size_t first_new; /* keys of a map that has none yet */
    size_t last_new;
    size_t left; /* keys there will be */
};

/* Does reading the node (NULL: it is not there) give what is wanted already? */
bool yaml_same(const struct yaml_node *node, const struct yaml_want *want);
void yaml_pairs_make(const struct yaml_node *map, const struct yaml_want *want,
                     struct yaml_pairs *out);
void yaml_pairs_release(struct yaml_pairs *pairs);

/* For each item of a wanted list the item of the file it is, NULL for a new one, and its place. */
struct yaml_item {
    struct yaml_node *node;
    size_t index;
};

VEC_TYPE(yaml_items, struct yaml_item);
void yaml_match_items(const struct yaml_node *list, const struct yaml_want *want,
                      struct yaml_items *out);

/* Is `made` what was wanted, with everything of `old` that is not ours still in it? */
bool yaml_verify(const struct yaml_node *made, const struct yaml_node *old,
                 const struct yaml_want *want);

#endif
