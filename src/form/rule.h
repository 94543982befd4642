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

/*
 * What an operator takes, beside the field it is written at:
 *   YES flag; NUM a whole number; WORDS a list of texts; FIELD a field; FIELDS a list of fields;
 * TEXT a text; MAP a map of some of the keys below
 */
enum rule_args {
    ARG_YES,
    ARG_NUM,
    ARG_WORDS,
    ARG_FIELD,
    ARG_FIELDS,
    ARG_TEXT,
    ARG_MAP,
};

/*  X(OPERATOR, key, arguments, map keys that must be there, map keys that may be there)  */
#define RULE_OPS(X) \
    X(LOOK, "look", ARG_YES, "", "") \
    X(REQUIRED, "required", ARG_YES, "", "") \
    X(LIMIT, "limit", ARG_NUM, "", "") \
    X(KIND, "form", ARG_YES, "", "") \
    X(CHECK_DIGIT, "check_digit", ARG_YES, "", "") \
    X(AREA_CODE, "area_code", ARG_YES, "", "") \
    X(MIN, "min", ARG_TEXT, "", "") \
    X(MAX, "max", ARG_TEXT, "", "") \
    X(MIN_ROWS, "min_rows", ARG_NUM, "", "") \
    X(MAX_ROWS, "max_rows", ARG_NUM, "", "") \
    X(UNIQUE, "unique", ARG_YES, "", "") \
    X(PATTERN, "pattern", ARG_TEXT, "", "") \
    X(CONTAINS_ANY, "contains_any", ARG_WORDS, "", "") \
    X(CONTAINS_ALL, "contains_all", ARG_WORDS, "", "") \
    X(CONTAINS_NONE, "contains_none", ARG_WORDS, "", "") \
    X(PREFIX, "prefix", ARG_MAP, "words", "skip") \
    X(SUFFIX, "suffix", ARG_WORDS, "", "") \
    X(IS_ONE_OF, "is_one_of", ARG_WORDS, "", "") \
    X(ONE_LINE, "one_line", ARG_YES, "", "") \
    X(EQUALS, "equals", ARG_FIELD, "", "") \
    X(DIFFERS_FROM, "differs_from", ARG_FIELD, "", "") \
    X(AMONG, "among", ARG_FIELD, "", "") \
    X(CONTAINS_FIELD, "contains_field", ARG_FIELDS, "", "") \
    X(NOT_START_OF, "not_start_of", ARG_FIELD, "", "") \
    X(MENTIONS_CHOICE, "mentions_choice", ARG_FIELD, "", "") \
    X(MENTIONS_NO_OTHER, "mentions_no_other", ARG_FIELD, "", "") \
    X(MENTIONS_NAMES, "mentions_names", ARG_MAP, "column", "at_least") \
    X(NAMES_IN_TABLE, "names_in_table", ARG_MAP, "column suffixes", "but") \
    X(AT_LEAST_POINTS, "at_least_points", ARG_NUM, "", "") \
    X(AT_LEAST_FIGURES, "at_least_figures", ARG_NUM, "", "") \
    X(FIGURES_IN_TABLE, "figures_in_table", ARG_MAP, "column", "") \
    X(QUANTITY_EQUALS_ROWS, "quantity_equals_rows", ARG_MAP, "table near unit", "within") \
    X(STALE_AFTER, "stale_after", ARG_FIELD, "", "") \
    X(TIED, "tied", ARG_YES, "", "") \
    X(QUOTES_STAND, "quotes_stand", ARG_YES, "", "") \
    X(COUNT_WHERE, "count_where", ARG_MAP, "column at_least", "is is_one_of filled") \
    X(SUM, "sum", ARG_MAP, "column", "at_least at_most") \
    X(SELF_IN_TABLE, "self_in_table", ARG_MAP, "column field", "") \
    X(ALL_ANSWERED, "all_answered", ARG_YES, "", "") \
    X(ALL_YES, "all_yes", ARG_YES, "", "") \
    X(TICKED_AT_LEAST, "ticked_at_least", ARG_NUM, "", "") \
    X(TICK_NEEDS_NOTE, "tick_needs_note", ARG_YES, "", "") \
    X(STATE_IS, "state_is", ARG_MAP, "words", "items") \
    X(STAMPED, "stamped", ARG_YES, "", "") \
    X(FILES_EXIST, "files_exist", ARG_YES, "", "") \
    X(PICTURE_READABLE, "picture_readable", ARG_YES, "", "") \
    X(PICTURE_WITHIN, "picture_within", ARG_MAP, "width height", "") \
    X(CITED_IN, "cited_in", ARG_FIELDS, "", "") \
    X(NOT_OLDER_THAN, "not_older_than", ARG_MAP, "days", "") \
    X(TOTAL, "total", ARG_NUM, "", "") \
    X(TOTAL_PRINTED, "total_printed", ARG_NUM, "", "") \
    X(GREY_ZONE, "grey_zone", ARG_YES, "", "") \
    X(PENDING, "pending", ARG_YES, "", "")

#define RULE_OP_ENUM(id, key, args, must, may) RULE_##id,
enum rule_op { RULE_OPS(RULE_OP_ENUM) RULE_OP_COUNT };
#undef RULE_OP_ENUM

struct words {
    const struct sv *ptr;
    uint32_t len;
};

struct field_list {
    const uint32_t *ptr; /* indexes into form->fields */
    uint32_t len;
};

struct rule {
    struct sv code;
    enum rule_op op;
    enum severity severity;
    enum gate gate;
    struct sv clause;
    struct sv message; /* empty: the operator's own */
    struct sv fix;     /* what would clear it; empty: the operator's own */
    const struct cond *when;
    uint32_t field; /* where the finding stands; NO_FIELD for a limit over sections */
    uint32_t limit; /* index into form->limits for a limit over sections, else NO_FIELD */
    struct words words;
    struct words but;
    struct field_list fields;
    int64_t number;  /* a count, a minimum, days */
    int64_t number2; /* the other one of a pair: at_most, height, skip, within */
    struct sv text;
    const regex_t *pattern;
    uint32_t line; /* in the definition */
};

struct sv severity_name(enum severity s);
struct sv gate_name(enum gate g);
bool severity_by_name(struct sv name, enum severity *out);
bool gate_by_name(struct sv name, enum gate *out);
struct sv rule_op_key(enum rule_op op);

#endif
