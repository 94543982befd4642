/*
 * load_refs: everything in a definition that names something else, the second way through it.
 * Private to the loader.
 */
#ifndef FORM_LOAD_REFS_H
#define FORM_LOAD_REFS_H

#include "form/load_fields.h"

/* Finds double names and paths inside other paths; then form_field works. */
void load_names(struct loader *l);
/* Fields' own references: worked-out values, elements, columns shown, conditions of sections,
 * fields and options. */
void load_refs(struct loader *l);
/* What earlier versions called sections, fields and options: a name that is still one, or that two
 * claim, is a mistake; then form_former works. After load_names. */
void load_was(struct loader *l);
/* Conditions that can never come true since they wait for themselves; texts made from each other.
 */
void load_cycles(struct loader *l);

/* The field a scalar names; NULL and a mistake if there is none or its kind is not among `kinds`
 * (bits; 0: any). A column may only be named from inside its table (`scope`: the table, or
 * NO_FIELD), or from anywhere if `scope` is ANY_ROW. */
#define ANY_ROW (UINT32_MAX - 1)
const struct field *load_ref(struct loader *l, const struct yaml_node *node, uint32_t kinds,
                             uint32_t scope);
/* A list of fields (or one); an empty list after a mistake. */
struct field_list load_ref_list(struct loader *l, const struct yaml_node *node, uint32_t kinds,
                                uint32_t scope);
/* A column of a table, its kind among `kinds`. */
const struct field *load_column(struct loader *l, const struct yaml_node *node, uint32_t kinds);
/* A condition; NULL after a mistake or for no node. */
const struct cond *load_when(struct loader *l, const struct yaml_node *node, uint32_t scope);
/* Says so if a value cannot be an answer to a choice or a yes-or-no. */
void load_check_word(struct loader *l, const struct yaml_node *node, const struct field *field);
/* Says so if the clause a map names is not there. */
void load_check_clause(struct loader *l, const struct yaml_node *map);
/* The node of a key if its shape is right; others were told of on the first way. */
const struct yaml_node *load_later(const struct yaml_node *map, struct sv key, enum yaml_kind kind);

/* Names that must differ, by hash. */
struct name_set {
    struct sv *names;
    size_t size;
    size_t count;
};

/* False if it is there already. */
bool name_set_add(struct name_set *set, struct sv name);
bool name_set_has(const struct name_set *set, struct sv name);
void name_set_release(struct name_set *set);

#endif
