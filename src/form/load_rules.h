/*
 * load_rules: rules as they are written, and those that follow from a field's other keys. Private
 * to the loader.
 */
#ifndef FORM_LOAD_RULES_H
#define FORM_LOAD_RULES_H

#include "form/load_refs.h"

/* A rule on its way into the form: where it stands and what is known of it. */
struct rule_place {
    const struct field *field;    /* NULL for a rule of the whole form */
    const struct yaml_node *node; /* for messages */
};

/* The limits of sections, groups and the whole, each with its rule. */
void load_limits(struct loader *l, const struct yaml_node *list);
/* The rules of all fields and those of no field (`list`), sorted into form->rules; the limits are
 * loaded by then. */
void load_rules(struct loader *l, const struct yaml_node *list);
/* The rules that a field's own keys and its kind are (load_builtin.c). */
void load_builtin(struct loader *l, const struct field *field);

/* Adds a rule behind those of its field; the code is the field's path, a dot and `code`, or `code`
 * alone where there is no field. */
void load_rule_add(struct loader *l, struct rule rule, struct sv code,
                   const struct yaml_node *node);
/* The clause of a field or of what it is part of, its section's at last. */
struct sv load_clause_of(const struct loader *l, const struct field *field);

/* What an operator may be asked of, and what it takes (load_ops.c). */
struct op {
    uint32_t fits; /* kinds of fields it may stand at; 0: any */
    uint32_t args; /* kinds of the fields or the column it takes */
    int64_t min;   /* of its number */
    int64_t max;
    int64_t number; /* what holds where the definition does not say */
    int64_t number2;
    unsigned flags;
};

enum op_flag {
    OP_INNER = 1,  /* made by the loader, never written */
    OP_OUTER = 2,  /* may stand at no field */
    OP_COLUMN = 4, /* at a column only */
    OP_TOP = 8,    /* not in tables, neither it nor what it takes */
};

const struct op *load_op(enum rule_op op);
/* Reads what an operator takes from its node into the rule. */
void load_op_args(struct loader *l, struct rule *rule, const struct rule_place *place,
                  const struct yaml_node *node);
/* A bound of a number or a date in its one way of writing; empty after a mistake. */
struct sv load_bound(struct loader *l, const struct yaml_node *node, const struct field *field);
/* A pattern for the whole value (load_pattern.c); NULL after a mistake. */
const regex_t *load_pattern(struct loader *l, const struct yaml_node *node);

#endif
