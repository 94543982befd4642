/*
 * rule_op: the operators of rules, one row each: what a definition writes, and where it ends up.
 *
 * The operators are general; no notice's wording is in them.
 *
 * Where the loader puts what an operator takes; what is not named here is empty or 0:
 *   NUM          number                     FIELD, FIELDS  fields
 *   WORDS        words                      TEXT           text (of min, max: a canonical number or
 *                                                          date; of pattern: compiled as well)
 *   prefix                words; number2 = skip, in code points
 *   mentions_names        fields[0] = column; number = at_least, 1 if it is not written
 *   names_in_table        fields[0] = column, the others = but; words = suffixes
 *   figures_in_table      fields[0] = column
 *   quantity_equals_rows  fields[0] = table; words = near; but = unit; number2 = within, in code
 *                         points, 12 if it is not written
 *   count_where           fields[0] = column; words = is or is_one_of, none for filled;
 *                         number = at_least
 *   sum                   fields[0] = column; number = at_least, INT64_MIN if not written;
 *                         number2 = at_most, INT64_MAX if not written
 *   self_in_table         fields[0] = column; fields[1] = field
 *   state_is              words; fields = the materials asked: those named, or all that the
 *                         applicant must bring; the rule's own field where it is one material
 *   picture_within        number = width, number2 = height, pixels; INT64_MAX for none
 *   not_older_than        number = days
 *   total                 limit; number = its max
 *   grey_zone             limit = the whole case's
 * A rule at a column is asked in every row. Rules about pictures and their files (files_exist,
 * picture_readable, picture_within) stand at the images field and are asked of every row's file;
 * files_exist elsewhere stands at the files field.
 */
#ifndef FORM_RULE_OP_H
#define FORM_RULE_OP_H

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

#endif
