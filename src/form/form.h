/*
 * form: the immutable definition of a form.
 *
 * Made by form_load (form_load.h), read by everyone, freed with form_free. Sections, fields, rules
 * and limits are arrays and refer to each other by index; nothing changes after loading. All texts
 * are UTF-8 views into the form's arena.
 */
#ifndef FORM_FORM_H
#define FORM_FORM_H

#include "base/arena.h"
#include "form/desk.h"
#include "form/field.h"
#include "form/print.h"
#include "text/count.h"

struct section {
    struct sv id;
    struct sv number; /* 一、 as printed; may be empty */
    struct sv title;
    struct sv clause;
    struct sv guidance;
    struct words was; /* its ids in earlier versions */
    uint32_t limit;   /* 字 over its counted fields, 0 for none */
    uint32_t first;   /* its fields are [first, end) of form->fields */
    uint32_t end;
    const struct cond *when;
};

/* A limit over several fields or sections, the whole case among them. */
struct limit {
    struct sv id;
    struct sv title;
    uint32_t max;             /* 字 */
    struct field_list fields; /* counted fields it sums */
    uint32_t section;         /* the section it is the limit of, or NO_FIELD */
    bool whole;               /* the case's own limit, shown in the head of every page */
};

struct clause {
    struct sv id;
    struct sv text; /* word for word */
};

struct round {
    struct sv id;
    struct sv label;
    struct sv month; /* YYYY-MM, no day is invented */
    struct sv note;
};

struct form {
    struct arena arena;
    struct sv id;
    uint32_t version;
    struct sv title;
    struct sv brief; /* short title */
    struct sv issuer;
    struct sv document;
    struct sv date;
    struct sv language;
    uint32_t copies;
    enum count_rule count;
    struct words basis;
    const struct round *rounds;
    uint32_t round_count;
    const struct clause *clauses;
    uint32_t clause_count;
    const struct clause *doubts;
    uint32_t doubt_count;
    const struct clause *review; /* what an officer ticks off, by clause */
    uint32_t review_count;
    const struct section *sections;
    uint32_t section_count;
    const struct field *fields;
    uint32_t field_count;
    const struct rule *rules; /* in form order: by field, then as written */
    uint32_t rule_count;
    const struct limit *limits;
    uint32_t limit_count;
    const struct former *formers; /* sorted by path */
    uint32_t former_count;
    struct print print;
    struct summary summary;
    struct form_desk desk;
    uint64_t digest;       /* of the definition's bytes */
    const uint32_t *index; /* fields by path, made by form_index */
    uint32_t index_size;
};

void form_free(struct form *f);
/* Makes form_field work: the last thing a loader does, and who builds a form by hand for a test. */
void form_index(struct form *f);

/* NULL where there is none. A path names a field without rows' numbers: "enterprises[].name" or
 * "enterprises.name". */
const struct field *form_field(const struct form *f, struct sv path);
/* The field that an earlier version had under this path (without rows' numbers), NULL if none. */
const struct field *form_former(const struct form *f, struct sv path);
/* Had an earlier version fields below this path. */
bool form_former_group(const struct form *f, struct sv path);
const struct section *form_section(const struct form *f, struct sv id);
/* The section an earlier version called so. */
const struct section *form_section_was(const struct form *f, struct sv id);
const struct clause *form_clause(const struct form *f, struct sv id);
/* Its key in the map it stands in, in the draft and in JSON: of "cover.company" in cover, company.
 */
struct sv field_key(const struct field *field);
const struct option *field_option(const struct field *field, struct sv id);
/* The child of a compound field by its own name, NULL if it has none. */
const struct field *field_child(const struct form *f, const struct field *field, struct sv id);
/* A descendant by its names from there on, "proof.state"; NULL if there is none. */
const struct field *field_below(const struct form *f, const struct field *field, struct sv names);
/* Walking children: the first, and the one after `child`; NULL at the end. */
const struct field *field_first_child(const struct form *f, const struct field *field);
const struct field *field_next_child(const struct form *f, const struct field *field,
                                     const struct field *child);
/* Leaves among the descendants of a table: how many cells a row has. */
uint32_t field_columns(const struct form *f, const struct field *table);

#endif
