/*
 * rule: what a definition demands of an answer, as data.
 *
 * A rule is one operator with its words, figures and fields, a severity, the gate from which on it
 * counts, a code that never changes, the clause it comes from, and optionally its own message and
 * advice. The operators are general; no notice's wording is in them. `check` holds one function for
 * each operator.
 */
#ifndef FORM_RULE_H
#define FORM_RULE_H

#include <regex.h>

#include "form/rule_op.h"
#include "form/when.h"

enum severity {
    SEVERITY_ERROR,   /* 错误: blocks the gate */
    SEVERITY_WARNING, /* 提醒: passes with a written reason */
    SEVERITY_NOTE,    /* 请人看: a person must look */
};

/* In order: what counts at a gate counts at every later one. */
enum gate {
    GATE_DRAFT,
    GATE_FINAL,  /* 定稿 */
    GATE_PACK,   /* 送审 */
    GATE_COUNTY, /* 汇总 */
    GATE_CITY,   /* 报市 */
    GATES,
};

struct words {
    const struct sv *ptr;
    uint32_t len;
};

struct field_list {
    const uint32_t *ptr; /* indexes into form->fields */
    uint32_t len;
};

bool field_list_has(const struct field_list *list, uint32_t field);

struct rule {
    struct sv code;
    enum rule_op op;
    enum severity severity;
    enum gate gate;
    struct sv clause;
    struct sv message; /* empty: the operator's own */
    struct sv fix;     /* what would clear it; empty: the operator's own */
    const struct cond *when;
    uint32_t field;     /* where the finding stands; NO_FIELD for a limit over sections */
    uint32_t limit;     /* index into form->limits for a limit over sections, else NO_FIELD */
    struct words words; /* what an operator takes and where it lies: rule_op.h */
    struct words but;
    struct field_list fields;
    int64_t number;  /* a count, a minimum, days */
    int64_t number2; /* the other one of a pair: at_most, height, skip, within */
    struct sv text;
    const regex_t *pattern; /* matches the whole value or nothing */
    uint32_t line;          /* in the definition */
};

struct sv severity_name(enum severity s);
struct sv gate_name(enum gate g);
bool severity_by_name(struct sv name, enum severity *out);
bool gate_by_name(struct sv name, enum gate *out);
struct sv rule_op_key(enum rule_op op);

#endif
