/*
 * draft: the answers to one form.
 *
 * A draft holds a text for each leaf field, rows for each table, and what the writer said about
 * them: fields that wait (待补), warnings passed with a reason, sections called done. Every change
 * goes through edit.h, which keeps its inverse; here is what can be read. A place names one leaf:
 * its field and, inside a table, the key of its row. Keys are given out once and never used again
 * while the draft is open, so a place stays good when rows move.
 *
 * Hidden answers stay: relevance decides what is counted, checked and printed, never what is kept.
 */
#ifndef DRAFT_DRAFT_H
#define DRAFT_DRAFT_H

#include "base/vec.h"
#include "form/form.h"

struct place {
    uint32_t field; /* index into form->fields, NO_FIELD for none */
    uint32_t row;   /* key of a row, 0 outside tables */
};

struct slot {
    struct str text;
    struct counts counts;
    uint32_t line; /* in the file read: of the value, of what it belongs to if it is not there */
};

struct row {
    uint32_t key;       /* from 1, unique in the draft */
    struct str id;      /* hidden and stable, kept in the file: "e1" */
    struct slot *cells; /* one for each leaf column, by field->column */
    uint32_t line;
};

VEC_TYPE(rows, struct row);

/* Something said about a field or a finding, by its path or code. */
struct remark {
    struct str about;
    struct str text;
};

VEC_TYPE(remarks, struct remark);

/* One 定稿: what was printed then is known by its check code (finals.h). */
struct final {
    uint32_t revision; /* 稿次, from 1 */
    struct str code;
    struct str time;     /* YYYY-MM-DDTHH:MM */
    struct str pictures; /* what the printed pictures were, a hash each, a line each */
};

VEC_TYPE(finals, struct final);

struct draft {
    const struct form *form; /* borrowed */
    struct str id;           /* random hexadecimal digits; empty before the first save */
    int64_t form_version;    /* the version it was written for */
    uint32_t revision;       /* 稿次, 0 before the first 定稿 */
    struct finals finals;    /* every 定稿 there was, the oldest first */
    bool demo;               /* demonstration data: prints 演示, is never packed or summarised */
    struct slot *slots;      /* by field index; leaves outside tables */
    struct rows *tables;     /* by field index; row-holding fields */
    struct remarks pending;  /* 待补: field path -> note */
    struct remarks accepted; /* finding code -> reason */
    struct remarks based_on; /* field path -> hash of the text it was written from */
    bool *done;              /* by section */
    uint32_t *source; /* by field: the field its text is made from (stale_after), or NO_FIELD */
    uint32_t next_key;
    uint64_t version;    /* grows with every change */
    struct str *changes; /* borrowed: every change is appended here as text (changes.h); NULL: no */
};

struct draft *draft_new(const struct form *form);
void draft_free(struct draft *d);

bool place_eq(struct place a, struct place b);
/* The text of a leaf; of a computed field nothing (see computed.h). */
struct sv draft_text(const struct draft *d, struct place p);
struct counts draft_counts(const struct draft *d, struct place p);
/* The slot of a leaf, NULL if its row is gone. */
const struct slot *draft_slot(const struct draft *d, struct place p);
const struct rows *draft_rows(const struct draft *d, uint32_t table);
/* NULL if it is gone; `index` (may be NULL) gets its place from 0. */
const struct row *draft_row(const struct draft *d, uint32_t table, uint32_t key, uint32_t *index);
/* The line to name in a message about a place, at least 1. */
uint32_t draft_line(const struct draft *d, struct place p);
/* Is there an answer: a text, or a row, or any child's answer. */
bool draft_filled(const struct draft *d, struct place p);
/* Is the field asked for, by its own condition and those above it. */
bool draft_relevant(const struct draft *d, struct place p);
bool draft_section_relevant(const struct draft *d, uint32_t section);
/* Does a condition hold; `row` for those inside a table, else 0. */
bool draft_holds(const struct draft *d, const struct cond *c, uint32_t row);
/* Walks entries of a list leaf (choices, files). */
bool draft_has(const struct draft *d, struct place p, struct sv entry);
/* 字 counted towards a limit: the relevant counted fields of a section, of a limit, of the whole
 * form. */
struct counts draft_section_counts(const struct draft *d, uint32_t section);
struct counts draft_limit_counts(const struct draft *d, const struct limit *limit);

/* NULL where nothing was said. */
const struct remark *remark_find(const struct remarks *list, struct sv about);

#endif
