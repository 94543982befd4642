/*
 * finding: one thing a check found, and the one place that words it.
 *
 * The same code, order and words stand on the screen, in `check` and in print. A finding belongs to
 * a rule, stands at a place, says what is the matter in a whole sentence and what would clear it. A
 * warning the writer passed keeps standing, marked with the reason.
 */
#ifndef CHECK_FINDING_H
#define CHECK_FINDING_H

#include "draft/draft.h"

struct finding {
    const struct rule *rule;
    struct place
        place; /* the leaf, item, row or table it stands at; NO_FIELD for a limit over sections */
    uint32_t section; /* for grouping; NO_FIELD for the whole form */
    enum severity severity;
    bool accepted;    /* passed with a reason: a warning by the writer, an error by an office */
    struct sv reason; /* borrowed from the draft, or from the office's record */
    struct str key;   /* the code, with "[e3]" for a row, an item or an element: what `accepted` is
                         kept under */
    struct str message;
    struct str fix;
    size_t from; /* bytes of the leaf's text it is about; from == to: the whole */
    size_t to;
};

VEC_TYPE(findings, struct finding);

void findings_release(struct findings *f);

/* How many stand, those passed with a reason apart. */
struct tally {
    uint32_t errors;
    uint32_t warnings;
    uint32_t accepted;
    uint32_t notes;
};

struct tally findings_tally(const struct findings *f);

/* 错误, 提醒, 请人看, translated. */
const char *severity_label(enum severity s);

/* What a message is filled with; empty ones print nothing. An operator's own message may also say
 * {at}: 第 3 行 in a table, else nothing. */
struct finding_words {
    struct sv label; /* {label} */
    struct sv value; /* {value} */
    struct sv words; /* {words}: the words asked for, a unit, or the other field's label */
    struct sv other; /* {other}: what the other field says, or a list's label */
    struct sv found; /* {found}: what was found, or is missing */
    int64_t count;   /* {count} */
    int64_t limit;   /* {limit} */
    uint32_t row;    /* {row}, from 1; 0 for none */
};

/* Words a finding: the rule's own message and advice or the operator's, with {…} filled in. {over}
 * is count - limit. */
void finding_word(struct finding *f, const struct finding_words *words);

/* Appends `FILE:LINE: error: FIELD: message [CODE]` as `check` prints it. */
void finding_add_line(struct str *out, const struct draft *d, const char *file,
                      const struct finding *f);

#endif
