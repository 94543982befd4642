/*
 * field: one question of a form, or one part of it.
 *
 * Fields form a tree kept in one array in reading order: a field is followed by its children.
 * `path` is how scripts and drafts address it: "brief.name", "cover.address.city",
 * "materials.licence.state"; a column is "enterprises[].name". Everything is borrowed from the
 * form's arena.
 */
#ifndef FORM_FIELD_H
#define FORM_FIELD_H

#include "form/kind.h"
#include "form/rule.h"

struct option {
    struct sv id;
    struct sv label;
    struct sv brief;    /* a short form for tables; empty: the label */
    struct sv text;     /* the clause's own words about it */
    struct words words; /* how prose names it, for mentions_choice; none: label and brief */
    struct words was;   /* its ids in earlier versions of the form */
    struct sv of;       /* an element: the id of the option (a mode) it belongs to */
    struct sv clause;
    struct sv guidance;
    const struct cond *when;
};

enum computed_kind {
    COMPUTED_NONE,
    COMPUTED_ROWS,  /* rows of a table, those where a column is a word if one is given */
    COMPUTED_SUM,   /* of a column */
    COMPUTED_JOIN,  /* texts with something between */
    COMPUTED_FIRST, /* the first of the fields that is filled */
};

struct computed {
    enum computed_kind kind;
    struct field_list of;
    uint32_t where; /* a column, or NO_FIELD */
    struct sv is;
    struct sv with; /* between joined texts */
};

/* What a material is on paper. */
struct paper {
    struct sv owner; /* who brings it, as printed: 申报单位, 县（市、区） … */
    bool applicant;  /* counted among what the applicant must bring */
    bool optional;
    bool copy; /* a copy rather than the original */
    bool needs_stamp;
    bool at_final;      /* ticks itself at 定稿 */
    struct sv stamp_at; /* which place of it is stamped, as printed; empty: unsaid */
    struct sv stamp_by; /* whose seal; empty: the owner's */
    uint32_t of_table;  /* one proof for each row of this table, or NO_FIELD */
    uint32_t copies;
};

struct field {
    struct sv id;   /* own name below another field; at the top the whole path: "brief.name" */
    struct sv path; /* whole name */
    enum field_kind kind;
    uint32_t index;
    uint32_t parent; /* NO_FIELD at the top */
    uint32_t top;    /* the top-level field it belongs to, itself at the top */
    uint32_t table;  /* the row-holding field it is a column of, or NO_FIELD */
    uint32_t end;    /* one past its last descendant in form->fields */
    uint32_t section;
    uint32_t column;  /* place among the leaves of its table, if it is one */
    struct sv number; /* as printed: （一） */
    struct sv label;
    struct sv brief; /* a short label for narrow places; empty: the label */
    struct sv clause;
    struct sv guidance; /* plain words, ours */
    struct sv example;
    struct sv unit;
    struct words was;  /* what earlier versions called it, as written; whole: form_former */
    struct sv printed; /* a heading of its own for print; empty: number and label */
    bool counted;
    bool print;     /* goes into the document when its section does */
    bool heading;   /* printed under a heading of its own */
    bool month;     /* a date of a month alone will do */
    bool other;     /* a choice takes free text beside its options */
    bool compare;   /* options are shown side by side with their text */
    uint32_t limit; /* 字, 0 for none */
    uint32_t decimals;
    uint32_t min_rows;
    uint32_t max_rows; /* 0 for none */
    const struct option *options;
    uint32_t option_count;
    const struct cond *when;
    struct computed computed;
    struct paper paper;       /* of a material */
    uint32_t chosen_by;       /* elements: the choice whose option an element belongs to */
    struct field_list texts;  /* elements: the texts ties may point into */
    struct field_list data;   /* an item: the answers that support it */
    struct field_list proofs; /* an item: the materials that prove it */
    struct field_list shown;  /* table: the columns of the list; images: set by the loader */
    uint32_t line;            /* in the definition */
};

/* A whole path of an earlier version, "partners.title", and the field that is there now. */
struct former {
    struct sv path;
    uint32_t field;
};

#endif
