/*
 * load_fields: making the tree of fields, the first way through a definition. Private to the
 * loader.
 */
#ifndef FORM_LOAD_FIELDS_H
#define FORM_LOAD_FIELDS_H

#include "form/load_map.h"

#define KIND_BIT(kind) (1u << (kind))
#define KIND(name) KIND_BIT(FIELD_##name)
#define KIND_WITH_(id, flags, flag) | ((flags) & (flag) ? 1u << FIELD_##id : 0u)
#define KIND_LEAF_(id, name, flags) KIND_WITH_(id, flags, KIND_LEAF)
#define KIND_TYPED_(id, name, flags) KIND_WITH_(id, flags, KIND_TYPED)
#define KIND_ROWS_(id, name, flags) KIND_WITH_(id, flags, KIND_ROWS)

/* Sets of kinds. */
enum {
    ALL_KINDS = KIND_BIT(FIELD_KIND_COUNT) - 1,
    LEAF_KINDS = 0u FIELD_KINDS(KIND_LEAF_),
    TYPED_KINDS = 0u FIELD_KINDS(KIND_TYPED_),
    ROW_KINDS = 0u FIELD_KINDS(KIND_ROWS_),
    PROSE_KINDS = KIND(LINE) | KIND(TEXT),
    FIGURE_KINDS = KIND(NUMBER) | KIND(MONEY),
};

/* Where a field is written: a bit each. */
enum load_place {
    AT_FIELD = 1,
    AT_COLUMN = 2,
    AT_DETAIL = 4,
    AT_ITEM = 8,  /* of a checklist or of materials */
    AT_PART = 16, /* of an address */
};

/* Reads all sections and their fields; paths may still be double. */
void load_sections(struct loader *l, const struct yaml_node *list);
/* Reads one field of a list and all below it; `kind` is its kind where the place decides it,
 * FIELD_KIND_COUNT where the definition says. */
void load_field(struct loader *l, const struct yaml_node *map, uint32_t parent,
                enum load_place place, enum field_kind kind);
/* Adds a field that has its own texts set already; its parts follow, then load_field_end. */
uint32_t load_field_add(struct loader *l, const struct field *field, uint32_t parent,
                        struct origin origin);
void load_field_end(struct loader *l, uint32_t index);

/* The keys of fields that are read as nodes. */
struct field_nodes {
    const struct yaml_node *required, *options, *parts, *items, *details, *columns;
};

/* Makes what a field is made of: options, items, columns, the parts every field of its kind has. */
void load_parts(struct loader *l, uint32_t index, const struct field_nodes *nodes);

#endif
