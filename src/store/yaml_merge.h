/*
 * yaml_merge: the parts of yaml_merge (yaml_write.h) know each other by this.
 *
 * The source is copied to the output piece by piece, and what is to change is put in its place:
 * yaml_merge.c holds the copying and single values, yaml_merge_block.c what stands on lines of its
 * own, yaml_merge_flow.c what stands between braces. Every part starts with the copying at or
 * before the thing it is given and leaves it there or behind.
 */
#ifndef STORE_YAML_MERGE_H
#define STORE_YAML_MERGE_H

#include "store/yaml_match.h"

/* What came last, as to the lines that come to stand behind it. */
enum merge_tail {
    TAIL_PLAIN,
    TAIL_BLOCK, /* a block of text: blank lines with many blanks could become part of it */
    TAIL_KEPT,  /* one with "+": any blank line would */
};

struct merge {
    struct sv source;
    size_t at; /* copied so far; a moved item is copied by setting this to where it stands */
    struct str *out;
    size_t base;    /* where our bytes begin in `out` */
    struct sv line; /* the file's line break */
    enum merge_tail tail;
};

/* Where a value stands. */
struct spot {
    size_t from;     /* behind the colon of its key or the dash of its item */
    uint32_t indent; /* of that key or dash */
    bool item;
    bool in_flow;
};

/* Copies the source up to `to`, if that is still to come. */
void merge_copy(struct merge *m, size_t to);
/* Puts text of ours, LF becoming the file's line break. */
void merge_put(struct merge *m, struct sv text);
/* Ends the line that is being written: the last one of a file may lack its break. */
void merge_finish_line(struct merge *m);
/* Called where lines went or came. Behind a block of text, blank lines it would take in are left
 * out and a comment is moved left to `indent`, so that neither becomes text. */
void merge_settle(struct merge *m, uint32_t indent);
/* At the end of a line of ours whose break is the source's: goes on to the next line if what was
 * put there is a block of text. */
void merge_end_block(struct merge *m, uint32_t indent);
enum merge_tail merge_tail_of_node(const struct merge *m, const struct yaml_node *node);
enum merge_tail merge_tail_of_want(const struct yaml_want *want);

/* Makes a value what is wanted, if it is not so yet. */
void merge_value(struct merge *m, const struct yaml_node *node, const struct yaml_want *want,
                 struct spot spot);
/* Maps and lists with at least one key or item before and after. */
void merge_block_map(struct merge *m, const struct yaml_node *node, const struct yaml_pairs *pairs);
void merge_block_list(struct merge *m, const struct yaml_node *list, const struct yaml_want *want,
                      size_t from);
void merge_flow_map(struct merge *m, const struct yaml_node *node, const struct yaml_pairs *pairs);
void merge_flow_list(struct merge *m, const struct yaml_node *list, const struct yaml_want *want);
/* A map between braces that is to hold prose gets lines of its own, if it can. */
bool merge_flow_to_block(struct merge *m, const struct yaml_node *node,
                         const struct yaml_pairs *pairs, const struct spot *spot);

#endif
