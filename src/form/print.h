/*
 * print: what a form prints: the application with its cover, the other papers, the summary.
 *
 * Part of the definition (form.h). A paper is a list of items in print order; what its tables show
 * is named by `what` (one of PAPER_WORDS) or `from` (answers), so that a new paper needs no
 * program.
 */
#ifndef FORM_PRINT_H
#define FORM_PRINT_H

#include "base/str.h"
#include "form/rule.h"

enum cover_kind { COVER_TITLE, COVER_FIELD, COVER_TEXT, COVER_SPACE, COVER_SEAL };

struct cover_item {
    enum cover_kind kind;
    struct sv label;
    uint32_t field;
    struct sv after; /* printed behind the value: （盖章） */
    uint32_t lines;  /* of a space or a seal's place */
};

/* ---- the other papers ---- */

enum paper_item_kind {
    PAPER_TITLE,
    PAPER_TEXT,
    PAPER_CLAUSE, /* the words of a clause */
    PAPER_SPACE,
    PAPER_HEADING,
    PAPER_FIELDS,    /* labels and answers */
    PAPER_CHOSEN,    /* the words of what is chosen */
    PAPER_LIST,      /* options or items of a list, each behind a box */
    PAPER_CHECKLIST, /* items word for word, each with its answer, what supports and what proves it
                      */
    PAPER_TABLE,     /* rows, items, materials, options or elements of a field */
    PAPER_STAMPS,    /* a table of all that is stamped */
    PAPER_BOUND,     /* a table of the papers bound, in order */
    PAPER_DOUBTS,    /* a table of what the notice leaves open */
    PAPER_SEAL,
    PAPER_SIGNATURE,
    PAPER_ITEM_KINDS,
};

/* What a table has rows of: a bit each, for the words that go with it. */
enum paper_source {
    SOURCE_ROWS = 1,
    SOURCE_CHECKLIST = 2,
    SOURCE_MATERIALS = 4,
    SOURCE_OPTIONS = 8,
    SOURCE_ELEMENTS = 16,
    SOURCE_STAMPS = 32,
    SOURCE_BOUND = 64,
    SOURCE_DOUBTS = 128,
};

/*  X(WORD, name in a definition, sources that know it): what a cell can say beside answers  */
#define PAPER_WORDS(X) \
    X(SERIAL, "serial", 255) \
    X(NUMBER, "number", SOURCE_CHECKLIST | SOURCE_MATERIALS) \
    X(LABEL, "label", 254) \
    X(CLAUSE, "clause", \
      SOURCE_CHECKLIST | SOURCE_MATERIALS | SOURCE_OPTIONS | SOURCE_ELEMENTS | SOURCE_DOUBTS) \
    X(WORDS, "words", SOURCE_CHECKLIST | SOURCE_MATERIALS | SOURCE_OPTIONS) \
    X(BOX, "box", \
      SOURCE_CHECKLIST | SOURCE_MATERIALS | SOURCE_OPTIONS | SOURCE_ELEMENTS | SOURCE_STAMPS) \
    X(ANSWER, "answer", SOURCE_CHECKLIST) \
    X(DATA, "data", SOURCE_CHECKLIST) \
    X(PROOFS, "proofs", SOURCE_CHECKLIST) \
    X(OWNER, "owner", SOURCE_MATERIALS | SOURCE_STAMPS) \
    X(FORM, "form", SOURCE_MATERIALS) \
    X(COPIES, "copies", SOURCE_MATERIALS | SOURCE_STAMPS) \
    X(STAMP, "stamp", SOURCE_MATERIALS) \
    X(QUOTE, "quote", SOURCE_ELEMENTS) \
    X(WHERE, "where", SOURCE_ELEMENTS | SOURCE_STAMPS) \
    X(PAGES, "pages", SOURCE_STAMPS | SOURCE_BOUND)

#define PAPER_WORD_ENUM(id, name, sources) PAPER_WORD_##id,
enum paper_word { PAPER_WORDS(PAPER_WORD_ENUM) PAPER_WORD_COUNT };
#undef PAPER_WORD_ENUM

enum paper_align { PAPER_LEFT, PAPER_RIGHT, PAPER_CENTRE };

struct paper_column {
    struct sv label;
    uint32_t width; /* print cells */
    enum paper_align align;
    enum paper_word what; /* PAPER_WORD_COUNT: `from` instead */
    struct words from;    /* names below the row, the item or the material: "proof.state" */
    bool bare;            /* several answers stand without their labels */
    bool sum;             /* its numbers go into the last row */
};

struct paper_item {
    enum paper_item_kind kind;
    struct sv text;           /* of text, clause, heading, seal; the caption of a table */
    uint32_t lines;           /* of a space or a seal's place */
    struct field_list fields; /* of fields; of a list or a table the one it shows */
    struct words signs;       /* of a signature */
    enum paper_source source; /* of a table */
    const struct paper_column *columns;
    uint32_t column_count;
    struct sv total; /* label of the row of sums; empty: no such row */
};

struct form_paper {
    struct sv id;
    struct sv title;
    struct sv brief; /* a short title for lists; empty: the title */
    struct sv head;  /* running head; empty: the title */
    const struct paper_item *items;
    uint32_t item_count;
};

/* ---- all that is printed ---- */

struct print {
    struct words title; /* lines of the title */
    struct sv head;     /* running head */
    const struct cover_item *cover;
    uint32_t cover_count;
    struct field_list sections; /* indexes into form->sections, in print order */
    uint32_t figures;           /* the images field, or NO_FIELD */
    struct sv figure_word;      /* 图 */
    const struct form_paper *papers;
    uint32_t paper_count;
    struct field_list bound; /* indexes into papers in the order they are bound, NO_FIELD for the
                                application */
};

struct summary_column {
    struct sv label;
    uint32_t width;           /* cells */
    bool serial;              /* the running number */
    struct field_list fields; /* the first filled one is printed */
    uint32_t limit;           /* 字, 0 for none */
};

struct summary {
    struct sv title;  /* with {county} */
    struct sv head;   /* with {county} {office} {contact} {phone} */
    struct sv county; /* stands for {county} until it is known; empty: a line to write on */
    struct sv office; /* likewise for {office}, with {county} */
    const struct summary_column *columns;
    uint32_t column_count;
};

#endif
