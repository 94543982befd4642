/*
 * rules: what the rule functions share. Private to check.
 *
 * There is one function for each operator. It is called with a rule and the place where the rule is
 * asked, looks, and adds a finding where something is the matter; the driver (check.c) has already
 * seen to gates, conditions, relevance, rows and empty answers as the operator's flags say. Texts
 * worked out on the way live in the run's arena until the check ends. Nothing here writes a draft.
 */
#ifndef CHECK_RULES_H
#define CHECK_RULES_H

#include "base/arena.h"
#include "base/i18n.h"
#include "check/check.h"
#include "text/number.h"

/* Figures found in one text: several rules ask for those of the same one. */
struct known_figures {
    struct place place;
    struct figures figures;
};

/* The keys of a column, by the rows' places; empty where a row does not ask for it. */
struct known_column {
    uint32_t column;
    struct sv *keys;
};

/* A long text as run_fold gives it. */
struct known_fold {
    const char *text;
    size_t len;
    struct sv folded;
};

struct run {
    const struct check_input *in;
    const struct draft *draft;
    const struct form *form;
    struct findings *out;
    struct arena arena;
    VEC(struct known_figures) figures;
    VEC(struct known_column) columns;
    VEC(struct known_fold) folds;
};

typedef void rule_ask(struct run *run, const struct rule *rule, struct place at);

enum op_flag {
    OP_EMPTY = 1, /* asked of empty answers too */
    OP_ONCE = 2,  /* at a column: asked once for all rows, at row 0 */
    OP_LACK = 4,  /* what it finds is mere lack: not yet filled, not wrong */
};

/* What the program knows of an operator: one row for each, the words among it. */
struct op {
    rule_ask *ask;
    const char *message; /* to be translated */
    const char *fix;
    unsigned flags;
};

const struct op *rule_op(enum rule_op op);

/* ---- the run (run.c) ---- */

/* Adds a finding at a place and words it. Where `words` (NULL: nothing to add) names no label, row
 * or value, those of the place are taken. The finding stays the run's, its address is good until
 * the next one; the caller may still set its span. */
struct finding *run_add(struct run *run, const struct rule *rule, struct place at,
                        const struct finding_words *words);
/* The same about a part that is no place of its own (an element of a mode, a limit): its `id` goes
 * into the key behind the code, so that each can be passed by itself. */
struct finding *run_add_part(struct run *run, const struct rule *rule, struct place at,
                             struct sv id, const struct finding_words *words);
/* The text of a leaf, the bare value of a computed field; of anything else what a person reads of
 * it (an address in one line). */
struct sv run_value(struct run *run, struct place p);
/* What a person reads of any answer: labels of options, printed dates. */
struct sv run_shown(struct run *run, struct place p);
/* Is there anything to see in it: blanks alone are no answer. */
bool run_filled(struct run *run, struct place p);
/* The way two answers are compared: codes, dates, numbers, e-mails in their one way of writing,
 * other texts trimmed, with full-width letters and brackets made half-width. */
struct sv run_key(struct run *run, struct place p);
/* Such a key of a text that is no answer. It may be the text itself. */
struct sv run_fold(struct run *run, struct sv text);
/* The keys of a column, one for each row; empty for a row that has no answer or is not asked. */
const struct sv *run_column(struct run *run, uint32_t column);
/* Another field as seen from a place: of the same row where both are columns of one table. */
struct place run_beside(struct run *run, uint32_t field, struct place at);
/* A copy that lives as long as the run; empties the string. */
struct sv run_keep(struct run *run, struct str *text);
/* The words with 、 between. */
struct sv run_join(struct run *run, struct words words);
/* Appends `piece` to a list with 、 between. */
void list_add(struct str *list, struct sv piece);
/* The figures of a text, found once in a run. The pointer is good until the next call. */
const struct figures *run_figures(struct run *run, struct place p);
/* Does the text say one of the words. */
bool says_any(struct sv text, struct words words);
/* How a text may name an option: its words, or else its label and its short label. `room` holds
 * the latter two. */
struct words option_words(const struct option *option, struct sv room[2]);
/* What a field's rows or files are counted in: its own unit, or a general one. */
struct sv unit_of(const struct field *field);

/* ---- one function for each operator, by family ---- */

rule_ask ask_look, ask_required, ask_kind, ask_check_digit, ask_area_code; /* rules_kind.c */
rule_ask ask_min, ask_max, ask_not_older_than, ask_pending;
rule_ask ask_limit, ask_total, ask_total_printed, ask_grey_zone;             /* rules_limits.c */
rule_ask ask_pattern, ask_contains_any, ask_contains_all, ask_contains_none; /* rules_text.c */
rule_ask ask_prefix, ask_suffix, ask_is_one_of, ask_one_line;
rule_ask ask_equals, ask_differs_from, ask_among, ask_contains_field; /* rules_fields.c */
rule_ask ask_not_start_of, ask_mentions_choice, ask_mentions_no_other, ask_stale_after;
rule_ask ask_mentions_names, ask_names_in_table;    /* rules_names.c */
rule_ask ask_at_least_points, ask_at_least_figures; /* rules_figures.c */
rule_ask ask_figures_in_table, ask_quantity_equals_rows;
rule_ask ask_min_rows, ask_max_rows, ask_unique, ask_count_where, ask_sum; /* rules_rows.c */
rule_ask ask_self_in_table;
rule_ask ask_all_answered, ask_all_yes, ask_ticked_at_least,
    ask_tick_needs_note; /* rules_lists.c */
rule_ask ask_state_is, ask_stamped;
rule_ask ask_tied, ask_quotes_stand; /* rules_ties.c */
rule_ask ask_files_exist, ask_picture_readable, ask_picture_within,
    ask_cited_in; /* rules_files.c */

#endif
